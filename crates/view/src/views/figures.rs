//! The figures under the network: cost descent and activation, as data for the plots and as words.

use gradlight_core::activation::Activation;
use gradlight_core::network::Neuron;
use gradlight_core::quantity::{Names, Quantity};
use gradlight_core::train::Divergence;
use gradlight_plot::{ActivationFigure, Curve, Descent, Drawn, Ink, OperatingPoint, Role, Style, Table};

use crate::drawing::Fingerprint;
use crate::format::{computed, count, subscript};
use crate::node::{Element, Node, html};
use crate::pointer::{Gesture, Pointer};
use crate::settings::Scale;
use crate::state::{MAX_ROUNDS, State};

/// What the picture of that figure depends on now.
pub fn fingerprint(state: &State, figure: &str) -> Option<Fingerprint> {
    match figure {
        "descent" => Some(descent_fingerprint(state)),
        "activation" => Some(activation_fingerprint(state)),
        _ => None,
    }
}

fn descent_fingerprint(state: &State) -> Fingerprint {
    Fingerprint::default()
        .and(state.run_number() as usize)
        .and(state.run().costs().len())
        .and(state.finished())
        .and(state.cursor.map_or(usize::MAX, |cursor| cursor))
        .text(state.settings.rounds_scale.name())
        .text(state.settings.cost_scale.name())
        .and(usize::from(state.settings.digits))
}

fn activation_fingerprint(state: &State) -> Fingerprint {
    let activation = activation_shown(state);
    let mut print = Fingerprint::default().text(activation_name(activation)).and(usize::from(state.settings.digits));
    for point in operating_points(state) {
        print = print.text(&point.label).with(point.net).with(point.out).with(point.slope);
        print = print.and(usize::from(point.active));
        print = print.and(point.colour as usize);
    }
    if activation == Activation::Softmax {
        let nets = state.network().all_neurons().filter_map(|neuron| known(state, Quantity::Net(neuron)));
        print = nets.fold(print, Fingerprint::with);
    }
    print
}

/// Draws that figure over the whole of a blank surface.
///
/// # Errors
/// What the surface refuses.
pub fn draw<'a>(state: &State, figure: &str, ink: Ink<'a>, style: &Style) -> Drawn<Ink<'a>> {
    match figure {
        "descent" => with_descent(state, |descent| descent.draw(ink, style)),
        "activation" => with_activation(state, |activation| activation.draw(ink, style)),
        _ => Ok(()),
    }
}

/// Reads the cost descent under the pointer; a click goes to the round there.
pub fn point(state: &mut State, figure: &str, pointer: &Pointer) {
    if figure != "descent" {
        return;
    }
    let style = Style { scale: state.scale, ..Style::light() };
    let round = with_descent(state, |descent| descent.round_at(pointer.x, pointer.width, &style));
    match pointer.gesture {
        Gesture::Move { .. } => state.cursor = Some(round),
        Gesture::Down => state.go_to_round(round),
        Gesture::Leave => state.cursor = None,
        Gesture::Up | Gesture::Wheel(_) => {}
    }
}

/// Hands the cost descent to `use_it`, such as a drawing.
pub fn with_descent<T>(state: &State, use_it: impl FnOnce(&Descent<'_>) -> T) -> T {
    let digits = state.digits();
    let number = |cost: f64| computed(cost, digits);
    use_it(&Descent {
        costs: state.run().costs(),
        others: &[],
        rounds: MAX_ROUNDS,
        x_scale: plot_scale(state.settings.rounds_scale),
        y_scale: plot_scale(state.settings.cost_scale),
        marker: Some(state.finished()),
        cursor: state.cursor,
        diverged_at: state.run().divergence().map(Divergence::round),
        number: &number,
    })
}

pub(crate) fn plot_scale(scale: Scale) -> gradlight_plot::Scale {
    match scale {
        Scale::Log => gradlight_plot::Scale::Log,
        Scale::Linear => gradlight_plot::Scale::Linear,
    }
}

/// The layer whose activation is shown: that of the current step, or the outputs'.
fn layer_shown(state: &State) -> usize {
    let quantity = state.step().quantity;
    let outputs = state.network().layers().len() - 1;
    match quantity {
        Quantity::WeightGradient(w)
        | Quantity::NewWeight(w)
        | Quantity::AverageWeight(w)
        | Quantity::PenalisedWeight(w) => state.network().ends_of(w).0.layer,
        _ => neuron_of(quantity).map_or(outputs, |neuron| neuron.layer),
    }
}

/// The neuron that the current step is about: its own, or the one that its weight leads into.
fn active_neuron(state: &State) -> Option<Neuron> {
    match state.step().quantity {
        Quantity::WeightGradient(w) => Some(state.network().ends_of(w).0),
        quantity => neuron_of(quantity),
    }
}

/// A neuron's name as figures write it: `h₁`.
fn neuron_label(names: &Names, neuron: Neuron) -> String {
    subscript(&names.neuron(neuron))
}

/// The neuron that a quantity belongs to, if it belongs to one.
fn neuron_of(quantity: Quantity) -> Option<Neuron> {
    match quantity {
        Quantity::Net(neuron)
        | Quantity::Exp(neuron)
        | Quantity::Out(neuron)
        | Quantity::DOut(neuron)
        | Quantity::DAct(neuron)
        | Quantity::Delta(neuron)
        | Quantity::From { to: neuron, .. } => Some(neuron),
        _ => None,
    }
}

/// The activation shown.
fn activation_shown(state: &State) -> Activation {
    state.network().layers()[layer_shown(state)].activation
}

/// Every neuron of that activation whose net and output are known at this step.
pub fn operating_points(state: &State) -> Vec<OperatingPoint> {
    let activation = activation_shown(state);
    let names = state.names();
    let network = state.network();
    let active = active_neuron(state);
    network
        .all_neurons()
        .filter(|neuron| network.layers()[neuron.layer].activation == activation)
        .filter_map(|neuron| {
            let (net, out) = (known(state, Quantity::Net(neuron))?, known(state, Quantity::Out(neuron))?);
            let active = active == Some(neuron);
            let phase = if active { phase_role(state) } else { Role::Second };
            let slope = slope(state, neuron, activation, (net, out));
            Some(OperatingPoint { label: neuron_label(&names, neuron), net, out, slope, active, colour: phase })
        })
        .collect()
}

fn phase_role(state: &State) -> Role {
    use gradlight_core::trace::Phase;
    match state.step().phase {
        Phase::Forward => Role::Forward,
        Phase::Loss => Role::Loss,
        Phase::Backward => Role::Backward,
        Phase::Update => Role::Update,
    }
}

/// Hands the activation figure to `use_it`, such as a drawing.
///
/// A softmax output's curve shows its share as its own net moves and the others stay.
pub fn with_activation<T>(state: &State, use_it: impl FnOnce(&ActivationFigure<'_>) -> T) -> T {
    let activation = activation_shown(state);
    let points = operating_points(state);
    let digits = state.digits();
    let number = |value: f64| {
        if value.is_nan() && state.predict.covers { "covered".to_owned() } else { computed(value, digits) }
    };
    let curves: Vec<NamedCurve> = if activation == Activation::Softmax {
        softmax_curves(state)
    } else {
        vec![(String::new(), Box::new(move |z| activation.value(z)))]
    };
    let curves = curves
        .iter()
        .map(|(label, value)| Curve { label: label.clone(), colour: Role::Second, value: value.as_ref() })
        .collect();
    use_it(&ActivationFigure { name: activation_name(activation), curves, points, number: &number })
}

/// A curve with what it is called where there are several.
type NamedCurve = (String, Box<dyn Fn(f64) -> f64>);

/// The curves of the softmax outputs, as soon as every net of the layer is known: each depends on all.
fn softmax_curves(state: &State) -> Vec<NamedCurve> {
    let (names, outputs) = (state.names(), state.network().layers().len() - 1);
    let neurons: Vec<Neuron> = state.network().all_neurons().filter(|neuron| neuron.layer == outputs).collect();
    // The curves go through the outputs.
    let hides_out = |neuron| state.predict.covers && known(state, Quantity::Out(neuron)).is_none();
    let is_known = |neuron: &Neuron| known(state, Quantity::Net(*neuron)).is_some() && !hides_out(*neuron);
    if !neurons.iter().all(is_known) {
        return Vec::new();
    }
    let value = |quantity| state.trace().value(&quantity).unwrap_or(f64::NAN);
    let curve = |neuron: &Neuron| {
        let share = softmax_share(value(Quantity::Net(*neuron)), value(Quantity::Out(*neuron)));
        (neuron_label(&names, *neuron), share)
    };
    neurons.iter().map(curve).collect()
}

/// A quantity's value, if the steps up to now have computed it and it is not covered.
fn known(state: &State, quantity: Quantity) -> Option<f64> {
    let place = state.trace().place_of(&quantity)?;
    if place <= state.document.step && !state.is_covered(&quantity) { state.trace().value(&quantity) } else { None }
}

/// The slope at a neuron; while values are covered, only once its own step has told it.
fn slope(state: &State, neuron: Neuron, activation: Activation, (net, out): (f64, f64)) -> f64 {
    let own = Quantity::DAct(neuron);
    let hides = state.predict.covers && state.trace().place_of(&own).is_some() && known(state, own).is_none();
    if hides { f64::NAN } else { activation.derivative(net, out) }
}

/// The share of one softmax output by its net z, where at `net` it is `out`: e^z / (e^z + rest).
fn softmax_share(net: f64, out: f64) -> Box<dyn Fn(f64) -> f64> {
    let odds = out / (1.0 - out);
    Box::new(move |z| {
        let lifted = odds * gradlight_core::math::exp(z - net);
        if lifted.is_finite() { lifted / (1.0 + lifted) } else { 1.0 }
    })
}

/// An activation's name in prose.
pub fn activation_name(activation: Activation) -> &'static str {
    match activation {
        Activation::Identity => "Identity",
        Activation::Step => "Step",
        Activation::Sigmoid => "Sigmoid",
        Activation::Tanh => "Tanh",
        Activation::Relu => "ReLU",
        Activation::LeakyRelu => "Leaky ReLU",
        Activation::Softmax => "Softmax",
    }
}

/// Both figures.
pub fn figures(state: &State) -> Vec<Node> {
    vec![descent_figure(state), activation_figure(state)]
}

fn descent_figure(state: &State) -> Node {
    let rounds = match state.run().divergence() {
        Some(divergence) => divergence_sentence(divergence),
        None => format!("{} rounds at {}", count(MAX_ROUNDS), state.document.start.learning_rate()),
    };
    let (sentence, table) = with_descent(state, |descent| (descent.sentence(), descent.table()));
    let caption =
        html("figcaption")
            .child(html("span").class("figure-title").child(html("b").text("Cost descent")).text(" · ").child(
                html("span").class(if state.run().divergence().is_some() { "diverged" } else { "" }).text(rounds),
            ))
            .child(html("span").class("figure-tools").child(cost_scale(state)).child(rounds_scale(state, "rounds")));
    if state.predict.covers {
        return covered_figure("descent", caption);
    }
    figure("descent", caption, sentence, &table)
}

/// The button that divides the axis of costs by powers of ten, or evenly.
pub(crate) fn cost_scale(state: &State) -> Element {
    scale_button("cost", state.settings.cost_scale, "toggle-cost-scale")
}

/// The button that divides the axis of rounds, or of what is counted instead, by powers of ten, or evenly.
pub(crate) fn rounds_scale(state: &State, counted: &'static str) -> Element {
    scale_button(counted, state.settings.rounds_scale, "toggle-rounds-scale")
}

fn scale_button(label: &'static str, scale: Scale, action: &'static str) -> Element {
    html("button")
        .attr("type", "button")
        .class("quiet-button")
        .attr("data-action", action)
        .attr("title", format!("The axis of {label}: log or linear"))
        .text(format!("{label} {}", scale.name()))
}

/// A figure that would tell what is to be predicted.
fn covered_figure(name: &'static str, caption: Element) -> Node {
    let note = "Covered while values are predicted: the curve would tell the error.";
    html("figure")
        .class(format!("card figure {name}-figure"))
        .key(format!("{name} covered"))
        .child(caption)
        .child(html("p").class("covered-figure").text(note))
        .into()
}

/// What happened where training left the range of finite numbers.
pub fn divergence_sentence(divergence: Divergence) -> String {
    let round = count(divergence.round());
    match divergence {
        Divergence::Cost { .. } => {
            format!("diverged at round {round}: every step overshoots further")
        }
        Divergence::Parameter { .. } => {
            format!("diverged at round {round}: a weight outgrew every number")
        }
    }
}

fn activation_figure(state: &State) -> Node {
    let name = activation_name(activation_shown(state));
    let (sentence, table) = with_activation(state, |figure| (figure.sentence(), figure.table()));
    let caption = html("figcaption")
        .child(html("span").class("figure-title").child(html("b").text(name)).text(" · where each neuron works"))
        .child(html("span").class("figure-tools").text("out against net"));
    figure("activation", caption, sentence, &table)
}

fn figure(name: &'static str, caption: Element, sentence: String, table: &Table) -> Node {
    let canvas = html("canvas")
        .attr("data-view", name)
        .attr("data-figure", name)
        .attr("role", "img")
        .attr("aria-label", sentence)
        .maybe("tabindex", (name == "descent").then_some("0"));
    let details = html("details").class("figure-table").child(html("summary").text("Table")).child(data_table(table));
    html("figure")
        .class(format!("card figure {name}-figure"))
        .key(name)
        .child(caption)
        .child(canvas)
        .child(details)
        .into()
}

/// A figure's telling numbers as a table.
pub fn data_table(table: &Table) -> Element {
    let head = table.head.iter().map(|head| html("th").attr("scope", "col").text(head.clone()));
    let rows = table.rows.iter().map(|(name, cells)| {
        let cells = cells.iter().map(|cell| html("td").text(cell.clone()));
        html("tr").child(html("th").attr("scope", "row").text(name.clone())).children(cells)
    });
    html("table").child(html("thead").child(html("tr").children(head))).child(html("tbody").children(rows))
}
