//! The neuron lab's figures: the activation with its point, the curve over the input, the plane of a gate.

use gradlight_core::activation::Activation;
use gradlight_plot::{Axis, Chart, Layer, Rgb, Shape, Style};

use super::Unit;
use super::gates::{Gate, ROWS, fires};
use crate::format::{Digits, at_a_glance};
use crate::labs::parts::heat;

/// The ends of the inputs' axis.
const REACH: f64 = 6.0;
/// Points of a curve.
const POINTS: usize = 241;
/// Cells of the plane, across and up.
const CELLS: u32 = 48;
/// The ends of the plane's axes.
const PLANE: (f64, f64) = (-0.5, 1.5);

/// What the vertical axis has to hold for that activation.
pub(in crate::labs) fn range(activation: Activation) -> (f64, f64) {
    match activation {
        Activation::Step | Activation::Sigmoid | Activation::Softmax => (-0.1, 1.15),
        Activation::Tanh => (-1.2, 1.25),
        Activation::Identity => (-REACH, REACH),
        Activation::Relu | Activation::LeakyRelu => (-1.0, REACH),
    }
}

fn glance(value: f64) -> String {
    at_a_glance(value, Digits::default())
}

/// The activation over z, with the point where the neuron works and the tangent there.
pub(super) fn of_net(unit: &Unit, style: &Style) -> Chart {
    let (z, a) = (unit.net(), unit.out());
    let f = unit.activation;
    let reach = REACH.max(z.abs() * 1.1).min(1e6);
    let (low, high) = range(f);
    let chart = Chart::new(Axis::linear(-reach, reach), Axis::linear(low.min(a * 1.1), high.max(a * 1.1)));
    let slope = unit.slope_at(z);
    let arm = reach / 5.0;
    let tangent = vec![(z - arm, a - slope * arm), (z + arm, a + slope * arm)];
    let chart_height = chart.y.high() - chart.y.low();
    let chart = chart.named("z", "a").curve(POINTS, style.forward, |z| f.value(z));
    chart
        .with(Layer::Line { points: tangent, colour: style.ink, dashed: true, width: 1.5 })
        .dots(vec![(z, a)], style.forward)
        .with(Layer::Label {
            at: beside((z, a), slope, chart_height),
            text: format!("z = {}, a = {}", glance(z), glance(a)),
            colour: style.ink,
        })
}

/// Where a point's label stands clear of its curve: below one that rises, above one that falls.
fn beside((x, a): (f64, f64), slope: f64, height: f64) -> (f64, f64) {
    (x, a + if slope > 0.0 { -0.1 * height } else { 0.02 * height })
}

/// a over the single input, with the plain activation behind it and the middle marked.
pub(super) fn of_input(unit: &Unit, style: &Style) -> Chart {
    let (f, w, b, x) = (unit.activation, unit.weights[0], unit.bias, unit.inputs[0]);
    let (low, high) = range(f);
    let mut chart = Chart::new(Axis::linear(-REACH, REACH), Axis::linear(low, high)).named("x", "a");
    let plain: Vec<(f64, f64)> = (0..POINTS)
        .map(|place| -REACH + 2.0 * REACH * place as f64 / (POINTS - 1) as f64)
        .map(|x| (x, f.value(x)))
        .collect();
    chart = chart.with(Layer::Line { points: plain, colour: style.third, dashed: true, width: 1.5 });
    let centre = -b / w;
    if centre.is_finite() {
        chart =
            chart.with(Layer::Upright {
                x: centre, label: format!("−b/w = {}", glance(centre)), colour: style.second
            });
    }
    let a = unit.out();
    let at = beside((x, a), w, high - low);
    chart
        .curve(4 * POINTS, style.forward, |x| f.value(w * x + b))
        .dots(vec![(x, a)], style.forward)
        .with(Layer::Label { at, text: format!("x = {}, a = {}", glance(x), glance(a)), colour: style.ink })
}

/// The plane of both inputs: what the neuron says everywhere, its line, and the gate's four rows.
pub(super) fn plane(gate: Gate, unit: &Unit, style: &Style) -> Chart {
    let (low, high) = PLANE;
    let axis = Axis::linear(low, high);
    let cells = CELLS as usize;
    let middle = |place: usize| low + (high - low) * (place as f64 + 0.5) / cells as f64;
    let mut rgb = Vec::with_capacity(cells * cells * 3);
    for row in 0..cells {
        for column in 0..cells {
            let a = unit.activation.value(unit.net_at(&[middle(column), middle(cells - 1 - row)]));
            let Rgb(red, green, blue) = heat(style, centred(unit.activation, a));
            rgb.extend([red, green, blue]);
        }
    }
    let mut chart = Chart::new(axis, axis).named("x₁", "x₂").with(Layer::Cells { columns: CELLS, rows: CELLS, rgb });
    if let Some(points) = line_of(unit) {
        chart = chart.with(Layer::Line { points, colour: style.ink, dashed: false, width: 2.5 });
    }
    for (row, target) in ROWS.into_iter().zip(gate.targets()) {
        let at = (row[0], row[1]);
        let shape = if target { Shape::Disc } else { Shape::Ring };
        chart = chart.with(Layer::Dots { points: vec![at], colour: style.ink, shape, radius: 7.0 });
        let says = if fires(unit, row) == target { "right" } else { "wrong" };
        let colour = if says == "right" { style.update } else { style.backward };
        let text = format!("{}: {says}", u8::from(target));
        chart = chart.with(Layer::Label { at: (at.0 + 0.03, at.1 + 0.03), text, colour });
    }
    chart
}

/// An activation as a heat from −1 to 1.
fn centred(activation: Activation, a: f64) -> f64 {
    match activation {
        Activation::Step | Activation::Sigmoid | Activation::Softmax => 2.0 * a - 1.0,
        _ => a,
    }
}

/// Where z = 0 in the plane: two points far apart on the line; none where both weights are 0.
fn line_of(unit: &Unit) -> Option<Vec<(f64, f64)>> {
    let (w1, w2, b) = (unit.weights[0], unit.weights[1], unit.bias);
    let size = w1 * w1 + w2 * w2;
    if size == 0.0 {
        return None;
    }
    // The point of the line nearest to the origin, and the line's direction.
    let (foot, length) = ((-b * w1 / size, -b * w2 / size), size.sqrt());
    let (dx, dy) = (-w2 / length * 10.0, w1 / length * 10.0);
    Some(vec![(foot.0 - dx, foot.1 - dy), (foot.0 + dx, foot.1 + dy)])
}
