//! The perceptron lab's figures: the plane with line and vectors, and both planes of the hidden layer.

use gradlight_core::perceptron::Perceptron;
use gradlight_plot::{Axis, Chart, Layer, Rgb, Shape, Style};

use super::Lab;
use super::hidden::{Hidden, ROWS, TARGETS};
use crate::labs::parts::heat;

/// Cells of a plane, across and up.
const CELLS: u32 = 64;

/// The plane's axes on paper of that size.
pub(super) fn axes(lab: &Lab, size: (u32, u32), style: &Style) -> Chart {
    let (low, high) = lab.data.range();
    Chart::new(Axis::linear(low, high), Axis::linear(low, high)).named("x₁", "x₂").squared(size, style)
}

/// A chart with its plane coloured by the answer there: 1 is blue, 0 vermilion.
fn coloured(chart: Chart, style: &Style, answer: impl Fn([f64; 2]) -> bool) -> Chart {
    let fraction = |place: u32| (f64::from(place) + 0.5) / f64::from(CELLS);
    let mut rgb = Vec::with_capacity((CELLS * CELLS * 3) as usize);
    for row in 0..CELLS {
        for column in 0..CELLS {
            let x = [chart.x.value(fraction(column)), chart.y.value(1.0 - fraction(row))];
            let Rgb(red, green, blue) = heat(style, if answer(x) { 0.45 } else { -0.45 });
            rgb.extend([red, green, blue]);
        }
    }
    chart.with(Layer::Cells { columns: CELLS, rows: CELLS, rgb })
}

/// The points of w·x + b = 0 far enough apart to cross any plane; none where w is 0.
pub(super) fn line_of(unit: &Perceptron) -> Vec<(f64, f64)> {
    let [w1, w2] = unit.weights;
    let size = w1 * w1 + w2 * w2;
    if size == 0.0 {
        return Vec::new();
    }
    let (foot, length) = ((-unit.bias * w1 / size, -unit.bias * w2 / size), size.sqrt());
    let (dx, dy) = (-w2 / length * 50.0, w1 / length * 50.0);
    vec![(foot.0 - dx, foot.1 - dy), (foot.0 + dx, foot.1 + dy)]
}

fn mark(at: [f64; 2], is_positive: bool, style: &Style) -> Layer {
    let (colour, shape) = if is_positive { (style.forward, Shape::Disc) } else { (style.backward, Shape::Square) };
    Layer::Dots { points: vec![(at[0], at[1])], colour, shape, radius: 5.0 }
}

/// The plane: the answer everywhere, the line before and after the last example, and how w moved.
pub(super) fn plane(lab: &Lab, size: (u32, u32), style: &Style) -> Chart {
    let (now, last) = lab.after(lab.lessons);
    let labels = lab.rule.labels;
    let mut chart = coloured(axes(lab, size, style), style, |x| labels.answers(now.net(x)));
    if let Some((place, before, lesson)) = last {
        let x = lab.points[place].x;
        chart =
            chart.with(Layer::Dots { points: vec![(x[0], x[1])], colour: style.ink, shape: Shape::Ring, radius: 11.0 });
        if lesson.is_wrong {
            chart = chart.with(Layer::Line { points: line_of(&before), colour: style.third, dashed: true, width: 1.5 });
            chart = vectors(chart, &before, &now, style);
        }
    }
    chart = chart.with(Layer::Line { points: line_of(&now), colour: style.ink, dashed: false, width: 2.5 });
    let tip = (now.weights[0], now.weights[1]);
    chart = chart.with(Layer::Arrow { from: (0.0, 0.0), to: tip, colour: style.ink, width: 2.0 });
    chart = chart.with(Layer::Label { at: tip, text: "w".to_owned(), colour: style.ink });
    for point in &lab.points {
        if labels.answers(now.net(point.x)) != point.is_positive {
            let points = vec![(point.x[0], point.x[1])];
            chart = chart.with(Layer::Dots { points, colour: style.ink, shape: Shape::Cross, radius: 11.0 });
        }
        chart = chart.with(mark(point.x, point.is_positive, style));
    }
    chart
}

/// The old weights, and what the example added to them or took away.
fn vectors(chart: Chart, before: &Perceptron, now: &Perceptron, style: &Style) -> Chart {
    let [from, to] = [before, now].map(|unit| (unit.weights[0], unit.weights[1]));
    chart
        .with(Layer::Arrow { from: (0.0, 0.0), to: from, colour: style.third, width: 1.5 })
        .with(Layer::Arrow { from, to, colour: style.update, width: 2.5 })
        .with(Layer::Label {
            at: (f64::midpoint(from.0, to.0), f64::midpoint(from.1, to.1)),
            text: "±αx".to_owned(),
            colour: style.update,
        })
}

fn small_plane(names: [&str; 2], size: (u32, u32), style: &Style) -> Chart {
    let axis = Axis::linear(-0.6, 1.6);
    Chart::new(axis, axis).named(names[0], names[1]).squared(size, style)
}

/// The plane of the inputs, parted by both hidden neurons' lines.
pub(super) fn inputs(network: &Hidden, size: (u32, u32), style: &Style) -> Chart {
    let mut chart = coloured(small_plane(["x₁", "x₂"], size, style), style, |x| network.says(x));
    for (place, unit) in network.units.iter().take(2).enumerate() {
        let points = line_of(unit);
        let dashed = place == 1;
        chart = chart.with(Layer::Line { points, colour: style.ink, dashed, width: 2.0 });
    }
    ROWS.into_iter().zip(TARGETS).fold(chart, |chart, (row, target)| chart.with(mark(row, target, style)))
}

/// The plane of the hidden neurons, parted by the output's line.
pub(super) fn hidden(network: &Hidden, size: (u32, u32), style: &Style) -> Chart {
    let output = &network.units[2];
    let chart = coloured(small_plane(["h₁", "h₂"], size, style), style, |x| output.net(x) >= 0.0);
    let mut chart = chart.with(Layer::Line { points: line_of(output), colour: style.ink, dashed: false, width: 2.0 });
    let mut places: Vec<([f64; 2], Vec<String>)> = Vec::new();
    for (row, target) in ROWS.into_iter().zip(TARGETS) {
        let at = network.hidden(row);
        chart = chart.with(mark(at, target, style));
        let name = format!("{} {}", row[0], row[1]);
        match places.iter_mut().find(|(place, _)| *place == at) {
            Some((_, names)) => names.push(name),
            None => places.push((at, vec![name])),
        }
    }
    for (at, names) in places {
        chart = chart.with(Layer::Label { at: (at[0], at[1]), text: names.join(", "), colour: style.ink });
    }
    chart
}
