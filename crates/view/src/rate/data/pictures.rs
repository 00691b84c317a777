//! The data panel's pictures: boundary, network and descent, and what the pointer does on them.

use gradlight_core::dataset::Point;
use gradlight_plot::units::unit_at;
use gradlight_plot::{Axis, Chart, Diverging, Drawn, Ink, Layer, Rgb, Shape, Style, UnitMaps};

use super::DataPanel;
use super::setup::Source;
use super::training::{End, Scores};
use crate::drawing::Fingerprint;
use crate::pointer::{Gesture, Pointer};
use crate::settings::Scale;
use crate::state::State;
use crate::views::figures::activation_name;

/// The figure of the boundary.
pub(super) const BOUNDARY: &str = "boundary";
/// The figure of the network.
pub(super) const UNITS: &str = "units";
/// The figure of the costs.
pub(super) const COSTS: &str = "data-costs";

/// Cells of the boundary's edge.
const BOUNDARY_CELLS: usize = 200;
/// Cells of a unit's edge.
const UNIT_CELLS: usize = 48;
/// How strong the boundary's colours are, so that points stand out on them.
const MAP_STRENGTH: f64 = 0.75;
/// At most so many epochs are drawn.
const MOST_EPOCHS: usize = 2000;

/// What the picture of that figure depends on.
pub(super) fn fingerprint(state: &State, figure: &str) -> Option<Fingerprint> {
    let panel = &state.rate.data;
    let unit = panel.unit.map_or(usize::MAX, |(column, row)| 100 * column + row);
    let (revision, cells) = panel.maps.fingerprint();
    let maps = Fingerprint::default().and(panel.number).and(revision).and(cells).and(unit);
    match figure {
        BOUNDARY => {
            let [x, y] = panel.probe.unwrap_or([f64::NAN; 2]);
            Some(maps.with(x).with(y))
        }
        UNITS => Some(maps),
        COSTS => Some(
            Fingerprint::default()
                .and(panel.number)
                .and(panel.training.history.len())
                .and(usize::from(panel.training.end.is_some()))
                .and(panel.cursor.unwrap_or(usize::MAX))
                .text(state.settings.rounds_scale.name())
                .text(state.settings.cost_scale.name()),
        ),
        _ => None,
    }
}

/// Draws that figure.
pub(super) fn draw<'a>(state: &State, figure: &str, ink: Ink<'a>, style: &Style) -> Drawn<Ink<'a>> {
    match figure {
        BOUNDARY => boundary(&state.rate.data, style).draw(ink, style),
        UNITS => draw_units(&state.rate.data, ink, style),
        COSTS => costs(state, style).draw(ink, style),
        _ => Ok(()),
    }
}

/// Does what the pointer wants of that figure.
pub(super) fn point(state: &mut State, figure: &str, pointer: &Pointer) {
    let style = Style { scale: state.scale, ..Style::light() };
    let leaves = pointer.gesture == Gesture::Leave;
    match figure {
        BOUNDARY => {
            let panel = &mut state.rate.data;
            let at = boundary_axes(panel).values_at(pointer.place(), pointer.size(), &style);
            panel.probe = at.filter(|_| !leaves).map(|(x, y)| network_place(panel, [x, y]));
        }
        UNITS => {
            let panel = &mut state.rate.data;
            let unit = unit_at(&panel.columns(), pointer.place(), pointer.size(), &style);
            panel.unit = unit.filter(|_| !leaves);
        }
        COSTS => {
            let (epoch, _) = costs(state, &style).nearest_values(pointer.place(), pointer.size(), &style);
            let panel = &mut state.rate.data;
            let epoch = (epoch.round().max(0.0) as usize).min(panel.training.history.len() - 1);
            panel.cursor = (!leaves).then_some(epoch);
        }
        _ => {}
    }
}

/// A place of the network's coordinates in those of the data.
pub(super) fn shown_place(panel: &DataPanel, place: [f64; 2]) -> [f64; 2] {
    match &panel.setup.source {
        Source::Drawn(_) => place,
        Source::Own(own) => [0, 1].map(|axis| own.centre[axis] + place[axis] * own.spread[axis]),
    }
}

fn network_place(panel: &DataPanel, shown: [f64; 2]) -> [f64; 2] {
    match &panel.setup.source {
        Source::Drawn(_) => shown,
        Source::Own(own) => [0, 1].map(|axis| (shown[axis] - own.centre[axis]) / own.spread[axis]),
    }
}

/// The map that the boundary's figure shows: that of the unit looked at, or of the outputs.
fn shown_map(panel: &DataPanel) -> Map {
    match panel.unit {
        None => Map::Leaning,
        Some((0, input)) => Map::Input(input),
        Some((column, row)) => {
            let before: usize = panel.training.trainer().units()[..column - 1].iter().sum();
            Map::Unit { layer: before + row, is_output: column + 1 == panel.columns().len() }
        }
    }
}

/// A map of the plane.
#[derive(Clone, Copy, Debug)]
enum Map {
    /// How much the outputs speak for class 1.
    Leaning,
    /// A coordinate itself.
    Input(usize),
    /// A unit's activation.
    Unit { layer: usize, is_output: bool },
}

/// The colours of a map on a grid of `edge` × `edge`.
fn painted(panel: &DataPanel, map: Map, edge: usize, palette: &Diverging) -> Vec<u8> {
    let at = |place: usize| (2 * place + 1) as f64 / edge as f64 - 1.0;
    let values: Vec<f64> = match map {
        Map::Leaning => panel.maps.picture(panel.maps.leaning(), edge).collect(),
        Map::Input(0) => (0..edge * edge).map(|place| at(place % edge)).collect(),
        Map::Input(_) => (0..edge * edge).map(|place| -at(place / edge)).collect(),
        Map::Unit { layer, is_output } => {
            let plan = &panel.setup.plan;
            let activation = if is_output { plan.output } else { plan.activation };
            let values: Vec<f64> = panel.maps.picture(layer, edge).collect();
            centred(values, activation)
        }
    };
    let mut rgb = Vec::with_capacity(3 * values.len());
    for value in values {
        let Rgb(red, green, blue) = palette.at(value);
        rgb.extend([red, green, blue]);
    }
    rgb
}

/// Activations spread over −1…1: those between 0 and 1 around their middle, unbounded ones by their largest.
fn centred(mut values: Vec<f64>, activation: gradlight_core::activation::Activation) -> Vec<f64> {
    use gradlight_core::activation::Activation;
    match activation {
        Activation::Tanh => {}
        Activation::Sigmoid | Activation::Softmax | Activation::Step => {
            for value in &mut values {
                *value = 2.0 * *value - 1.0;
            }
        }
        _ => {
            let largest = values.iter().fold(1e-9, |largest: f64, value| largest.max(value.abs()));
            for value in &mut values {
                *value /= largest;
            }
        }
    }
    values
}

fn boundary_axes(panel: &DataPanel) -> Chart {
    let reach = panel.maps.reach;
    let (low, high) = (shown_place(panel, [-reach; 2]), shown_place(panel, [reach; 2]));
    Chart::new(Axis::linear(low[0], high[0]), Axis::linear(low[1], high[1]))
}

fn boundary(panel: &DataPanel, style: &Style) -> Chart {
    let palette = Diverging::of(style);
    let cells = BOUNDARY_CELLS as u32;
    let rgb = painted(panel, shown_map(panel), BOUNDARY_CELLS, &palette.faded(MAP_STRENGTH));
    let mut chart = boundary_axes(panel).with(Layer::Cells { columns: cells, rows: cells, rgb });
    if let Source::Own(own) = &panel.setup.source
        && let Some([x, y]) = &own.table.names
    {
        chart = chart.named(x.clone(), y.clone());
    }
    let hues = [palette.low(), palette.high()].map(|hue| gradlight_plot::palette::mixed(hue, style.ink, 0.55));
    let radius = if panel.training.train.len() + panel.training.test.len() > 500 { 2.5 } else { 3.5 };
    let sets =
        [(&panel.training.test, [Shape::Ring, Shape::Frame]), (&panel.training.train, [Shape::Disc, Shape::Square])];
    for (points, shapes) in sets {
        for class in 0..2 {
            let place = |point: &Point| shown_place(panel, point.place).into();
            let points = points.iter().filter(|point| point.class == class).map(place).collect();
            chart = chart.with(Layer::Dots { points, colour: hues[class], shape: shapes[class], radius });
        }
    }
    match panel.probe {
        None => chart,
        Some(probe) => {
            let points = vec![shown_place(panel, probe).into()];
            chart.with(Layer::Dots { points, colour: style.ink, shape: Shape::Cross, radius: 6.0 })
        }
    }
}

/// What stands over each column of the network.
fn heads(panel: &DataPanel) -> Vec<String> {
    let columns = panel.columns().len();
    let head = |column| match column {
        0 => "inputs".to_owned(),
        column if column + 1 == columns => "output".to_owned(),
        column => format!("layer {column}"),
    };
    (0..columns).map(head).collect()
}

/// A unit in words, such as `Hidden layer 2, unit 3: tanh`.
pub(super) fn unit_name(panel: &DataPanel, (column, row): (usize, usize)) -> String {
    let plan = &panel.setup.plan;
    match column {
        0 => format!("Input {}", if row == 0 { "x" } else { "y" }),
        column if column + 1 == panel.columns().len() => {
            let which = if plan.outputs() == 1 { "Output".to_owned() } else { format!("Output {}", row + 1) };
            format!("{which}, {}", activation_name(plan.output))
        }
        column => format!("Hidden layer {column}, unit {}, {}", row + 1, activation_name(plan.activation)),
    }
}

fn draw_units<'a>(panel: &DataPanel, ink: Ink<'a>, style: &Style) -> Drawn<Ink<'a>> {
    let palette = Diverging::of(style);
    let columns = panel.columns();
    let hidden: usize = panel.training.trainer().units().iter().sum();
    let outputs = columns[columns.len() - 1];
    let inputs = (0..2).map(Map::Input);
    let units = (0..hidden).map(|layer| Map::Unit { layer, is_output: layer >= hidden - outputs });
    let maps: Vec<Vec<u8>> = inputs.chain(units).map(|map| painted(panel, map, UNIT_CELLS, &palette)).collect();
    let network = panel.training.trainer().network();
    let picture = UnitMaps {
        heads: &heads(panel),
        columns: &columns,
        maps: &maps,
        cells: UNIT_CELLS as u32,
        weights: network.weights(),
        chosen: panel.unit,
    };
    picture.draw(ink, style)
}

fn costs(state: &State, style: &Style) -> Chart {
    let training = &state.rate.data.training;
    let history = &training.history;
    let last = (history.len() - 1).max(10) as f64;
    let x = match state.settings.rounds_scale {
        Scale::Log => Axis::log_from_zero(last),
        Scale::Linear => Axis::linear(0.0, last),
    };
    let stride = history.len().div_ceil(MOST_EPOCHS);
    let line = |cost: fn(&Scores) -> f64| -> Vec<(f64, f64)> {
        let kept = |epoch: &usize| epoch.is_multiple_of(stride) || epoch + 1 == history.len();
        (0..history.len()).filter(kept).map(|epoch| (epoch as f64, cost(&history[epoch]))).collect()
    };
    let (train, test) = (line(|scores| scores.train.cost), line(|scores| scores.test.cost));
    let finite = || train.iter().chain(&test).map(|(_, cost)| *cost).filter(|cost| cost.is_finite());
    let (low, high) = (finite().filter(|cost| *cost > 0.0).fold(f64::INFINITY, f64::min), finite().fold(0.0, f64::max));
    let y = match state.settings.cost_scale {
        Scale::Log => Axis::log(decade(low.max(1e-12), false), decade(high, true)),
        Scale::Linear => Axis::linear(0.0, gradlight_plot::ticks::round_up(high.max(1e-12))),
    };
    let plain = |points, colour, dashed| Layer::Line { points, colour, dashed, width: 2.0 };
    let mut chart = Chart::new(x, y).with(plain(test, style.ink, true));
    chart = chart.with(plain(train, style.loss, false));
    if let Some(End::Diverged(epoch)) = training.end {
        let label = format!("diverged in epoch {}", crate::format::count(epoch));
        chart = chart.with(Layer::Upright { x: (history.len() - 1) as f64, label, colour: style.ink });
    }
    match state.rate.data.cursor {
        None => chart,
        Some(epoch) => chart.with(Layer::Upright { x: epoch as f64, label: String::new(), colour: style.second }),
    }
}

/// The power of ten at or beyond a number.
fn decade(number: f64, above: bool) -> f64 {
    use gradlight_core::math::{log10, pow};
    let exponent = log10(number);
    pow(10.0, if above { exponent.ceil() } else { exponent.floor() })
}
