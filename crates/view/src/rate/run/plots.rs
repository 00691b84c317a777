//! The panel's curves: cost descent with the runs beside it, activation, weights and schedule.

use gradlight_core::activation::Activation;
use gradlight_core::forward::Pass;
use gradlight_core::order::sort_by_number;
use gradlight_core::quantity::Names;
use gradlight_core::train::Divergence;
use gradlight_plot::descent::Overlay;
use gradlight_plot::{ActivationFigure, Axis, Chart, Curve, Descent, Layer, OperatingPoint, Role, Style, Table};

use super::RunPanel;
use crate::format::{computed, count, subscript, three_digits};
use crate::settings::Scale;
use crate::state::State;
use crate::views::figures::{activation_name, plot_scale};

/// At most so many weights are drawn over the rounds.
const MOST_WEIGHTS: usize = 40;

/// Up to so many weights are named where their lines end.
const MOST_NAMED: usize = 12;

/// Of a run that blew up, weights are shown up to so many times their size at the start.
const BLOWN_UP: f64 = 12.0;

/// A run swings where its cost rises within so many of its last rounds.
const SWINGING: usize = 64;

/// Lines over rounds have about so many points.
const POINTS: usize = 240;

/// Hands the cost descent of the panel's run, with the pinned ones behind it, to `use_it`.
pub(super) fn with_descent<T>(state: &State, style: &Style, use_it: impl FnOnce(&Descent<'_>) -> T) -> T {
    let (panel, digits) = (&state.rate.run, state.digits());
    let number = |cost: f64| computed(cost, digits);
    let others: Vec<Overlay<'_>> = panel
        .pins
        .iter()
        .enumerate()
        .map(|(place, pin)| Overlay {
            label: super::pins::letter(place),
            costs: pin.costs(),
            colour: super::pins::colour(place, style),
            dashed: place % 2 == 1,
        })
        .collect();
    use_it(&Descent {
        costs: panel.costs(),
        others: &others,
        rounds: panel.rounds,
        x_scale: plot_scale(state.settings.rounds_scale),
        y_scale: plot_scale(state.settings.cost_scale),
        marker: Some(panel.finished()),
        cursor: panel.cursor,
        diverged_at: panel.divergence().map(Divergence::round),
        number: &number,
    })
}

/// Where every neuron of the outputs' kind works in the round looked at, or at the end of the run.
pub(super) fn operating_points(state: &State) -> Vec<OperatingPoint> {
    let Some(shown) = state.rate.run.shown() else { return Vec::new() };
    let network = shown.network();
    let (names, mut pass) = (Names::of(network), Pass::new(network));
    pass.run(network, &shown.samples()[state.document.sample.min(shown.samples().len() - 1)].input);
    let outputs = network.layers().len() - 1;
    let activation = network.layers()[outputs].activation;
    let neurons = network.all_neurons().enumerate();
    neurons
        .filter(|(_, neuron)| network.layers()[neuron.layer].activation == activation)
        .map(|(place, neuron)| {
            let (net, out) = (pass.z[place], pass.a[place]);
            let is_output = neuron.layer == outputs;
            OperatingPoint {
                label: subscript(&names.neuron(neuron)),
                net,
                out,
                slope: activation.derivative(net, out),
                active: is_output,
                colour: if is_output { Role::Forward } else { Role::Second },
            }
        })
        .collect()
}

/// The outputs' activation.
pub(super) fn activation(state: &State) -> Activation {
    state.document.start.network().output().activation
}

/// Hands the activation figure to `use_it`.
pub(super) fn with_activation<T>(state: &State, use_it: impl FnOnce(&ActivationFigure<'_>) -> T) -> T {
    let activation = activation(state);
    let number = |value: f64| three_digits(value);
    // A softmax output's share depends on all nets; as a curve of its own net alone it is a sigmoid.
    let drawn = if activation == Activation::Softmax { Activation::Sigmoid } else { activation };
    let value = move |z: f64| drawn.value(z);
    let points = operating_points(state);
    let points = if activation == Activation::Softmax {
        let odds = |out: f64| gradlight_core::math::ln(out / (1.0 - out));
        points.into_iter().map(|point| OperatingPoint { net: odds(point.out), ..point }).collect()
    } else {
        points
    };
    let curves = vec![Curve { label: String::new(), colour: Role::Second, value: &value }];
    use_it(&ActivationFigure { name: activation_name(activation), curves, points, number: &number })
}

/// The weights as the run moved them: finished rounds, and the weights there.
pub(super) fn weight_rows(panel: &RunPanel) -> Vec<(usize, Vec<f64>)> {
    let Some(run) = panel.run() else { return Vec::new() };
    let shown = run.start().network().weights().len().min(MOST_WEIGHTS);
    let kept: Vec<(usize, &[f64])> = run.kept_weights().filter(|(x, _)| *x <= run.last_finite()).collect();
    let stride = kept.get(1).map_or(1, |(x, _)| *x);
    // The first rounds between two states kept are gone through again: a log axis shows them large.
    let first = [1, 2, 3, 5, 8, 13, 20, 35, 60].into_iter().filter(|x| *x < stride && *x <= run.last_finite());
    let mut rows: Vec<(usize, Vec<f64>)> =
        first.map(|x| (x, run.example_after(x).network().weights()[..shown].to_vec())).collect();
    // What swings at its end is shown on both sides: between states kept lies an even number of rounds.
    let swings = run.costs().windows(2).rev().take(SWINGING).any(|pair| pair[1] > pair[0]);
    // Half of the points evenly by rounds, half by how a log axis spreads them.
    let mut last = f64::NEG_INFINITY;
    for (place, (x, weights)) in kept.iter().enumerate() {
        let along = gradlight_core::math::ln(1.0 + *x as f64);
        // An odd stride, so that of a cycle of two both sides are met.
        let is_due = along - last > 12.0 / POINTS as f64 || place % ((2 * kept.len() / POINTS) | 1) == 0;
        if is_due {
            last = along;
            rows.push((*x, weights[..shown].to_vec()));
            if swings && stride > 1 && *x < run.last_finite() {
                rows.push((x + 1, run.example_after(x + 1).network().weights()[..shown].to_vec()));
            }
        }
    }
    let end = run.last_finite();
    rows.push((end, run.example_after(end).network().weights()[..shown].to_vec()));
    sort_by_number(&mut rows, |(x, _)| *x as f64);
    rows.dedup_by_key(|(x, _)| *x);
    rows
}

/// The weights' names as figures write them.
pub(super) fn weight_names(state: &State) -> Vec<String> {
    let shown = state.document.start.network().weights().len().min(MOST_WEIGHTS);
    (1..=shown).map(|w| format!("w{}", subscript(&w.to_string()))).collect()
}

/// The weights over rounds.
pub(super) fn weights_chart(state: &State, style: &Style) -> Chart {
    let panel = &state.rate.run;
    let network = state.document.start.network();
    let outgoing = network.output().all_weights().start;
    let rows = &panel.weights;
    let first = rows.first().map_or(1.0, |(_, weights)| weights.iter().fold(1.0, |most: f64, w| most.max(w.abs())));
    // Where a run blew up, what came before would be flat against its last rounds: they leave the picture.
    let most = if panel.divergence().is_some() { BLOWN_UP * first } else { f64::MAX };
    let all = || rows.iter().flat_map(|(_, weights)| weights.iter().copied()).filter(|w| w.abs() <= most);
    let (low, high) = (all().fold(f64::INFINITY, f64::min), all().fold(f64::NEG_INFINITY, f64::max));
    let room = 0.06 * (high - low).max(1e-3);
    let y = if low <= high { Axis::linear(low - room, high + room) } else { Axis::linear(0.0, 1.0) };
    let x = Axis::rounds(panel.rounds, plot_scale(state.settings.rounds_scale));
    let names = weight_names(state);
    let mut chart = Chart::new(x, y);
    let mut labels = Vec::new();
    let columns = label_columns(rows.last().map_or(&[][..], |(_, weights)| weights.as_slice()));
    for (w, name) in names.iter().enumerate() {
        let points: Vec<(f64, f64)> = rows.iter().map(|(x, weights)| (*x as f64, weights[w])).collect();
        let is_outer = w >= outgoing;
        let colour = if is_outer { style.update } else { style.second };
        let end = points.last().copied();
        chart = chart.with(Layer::Line { points, colour, dashed: !is_outer, width: if is_outer { 2.0 } else { 1.4 } });
        if let Some((at, value)) = end.filter(|_| names.len() <= MOST_NAMED) {
            let share = x.fraction(at) - 0.09 - 0.09 * columns[w] as f64;
            let back = x.value(share);
            let near = rows.iter().rev().find(|(x, _)| *x as f64 <= back).map_or(value, |(_, weights)| weights[w]);
            labels.push(Layer::Label { at: (back, near), text: name.clone(), colour });
        }
    }
    chart.layers.extend(labels);
    chart.with(Layer::Upright { x: panel.finished() as f64, label: String::new(), colour: style.ink })
}

/// In which of four columns from the right each line is named: lines that end one above the other in different ones.
fn label_columns(ends: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..ends.len()).collect();
    order.sort_by(|one, other| ends[*one].total_cmp(&ends[*other]));
    let mut columns = vec![0; ends.len()];
    for (rank, w) in order.into_iter().enumerate() {
        columns[w] = rank % 4;
    }
    columns
}

/// The weights in a sentence.
pub(super) fn weights_sentence(state: &State) -> String {
    let (names, rows) = (weight_names(state), &state.rate.run.weights);
    let (Some((_, first)), Some((x, last))) = (rows.first(), rows.last()) else { return "No rounds yet.".to_owned() };
    let moved = |w: usize| (last[w] - first[w]).abs();
    let most = (0..names.len()).max_by(|one, other| moved(*one).total_cmp(&moved(*other))).unwrap_or(0);
    format!(
        "{} weights over {} rounds; {} moves most, from {} to {}.",
        names.len(),
        count(*x),
        names[most],
        three_digits(first[most]),
        three_digits(last[most])
    )
}

/// The weights at the start, at the round shown and at the end, as a table.
pub(super) fn weights_table(state: &State) -> Table {
    let rows = &state.rate.run.weights;
    let row = |(w, name): (usize, String)| {
        let cell =
            |row: Option<&(usize, Vec<f64>)>| row.map_or_else(String::new, |(_, weights)| three_digits(weights[w]));
        (name, vec![cell(rows.first()), cell(rows.last())])
    };
    Table {
        head: ["weight", "at the start", "at the end"].map(str::to_owned).to_vec(),
        rows: weight_names(state).into_iter().enumerate().map(row).collect(),
    }
}

/// The rounds that a line over rounds is drawn through.
fn places(state: &State, rounds: usize) -> Vec<usize> {
    let x = Axis::rounds(rounds, plot_scale(state.settings.rounds_scale));
    let mut places: Vec<usize> = (0..POINTS)
        .map(|place| x.value(place as f64 / (POINTS - 1) as f64).round() as usize)
        .filter(|x| *x < rounds)
        .collect();
    places.dedup();
    places
}

/// The learning rate over rounds.
pub(super) fn schedule_chart(state: &State, style: &Style) -> Chart {
    let panel = &state.rate.run;
    let base = state.document.start.learning_rate();
    let rate = |x: usize| panel.recipe.schedule.rate(base, x + 1);
    let points: Vec<(f64, f64)> = places(state, panel.rounds).into_iter().map(|x| (x as f64, rate(x))).collect();
    let lowest = points.iter().map(|(_, rate)| *rate).filter(|rate| *rate > 0.0).fold(base, f64::min);
    let y = match state.settings.cost_scale {
        Scale::Log if lowest < 0.99 * base => Axis::log_above_zero((0.8 * lowest).max(1e-6 * base), 1.2 * base),
        Scale::Log => Axis::log(base / 10.0, base * 2.0),
        Scale::Linear => Axis::linear(0.0, 1.2 * base),
    };
    let x = Axis::rounds(panel.rounds, plot_scale(state.settings.rounds_scale));
    let here = panel.finished().min(panel.rounds.saturating_sub(1));
    Chart::new(x, y)
        .line(points, style.update)
        .with(Layer::Upright { x: panel.finished() as f64, label: String::new(), colour: style.ink })
        .dots(vec![(here as f64, rate(here))], style.ink)
}

/// The schedule in a sentence.
pub(super) fn schedule_sentence(state: &State) -> String {
    let (panel, base) = (&state.rate.run, state.document.start.learning_rate());
    let last = panel.recipe.schedule.rate(base, panel.rounds);
    format!(
        "The learning rate begins at {} and is {} in round {}: {}.",
        three_digits(base),
        three_digits(last),
        count(panel.rounds),
        super::words::schedule_sentence(panel.recipe.schedule)
    )
}

/// Telling rounds and their rates.
pub(super) fn schedule_table(state: &State) -> Table {
    let (panel, base) = (&state.rate.run, state.document.start.learning_rate());
    let row = |eighth: usize| {
        let round = (panel.rounds * eighth / 8).max(1);
        (count(round), vec![three_digits(panel.recipe.schedule.rate(base, round))])
    };
    Table { head: ["round", "learning rate"].map(str::to_owned).to_vec(), rows: (0..=8).map(row).collect() }
}
