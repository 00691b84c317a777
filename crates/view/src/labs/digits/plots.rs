//! The lab's other figures: cost and accuracy, the first layer's weights, single pictures, the outputs.

use gradlight_core::digits::{PIXELS, SIDE};
use gradlight_core::trainer::{Epoch, POINTS_AN_EPOCH, Trainer};
use gradlight_plot::palette::{Diverging, mixed};
use gradlight_plot::sketch::{At, Stroke};
use gradlight_plot::{Axis, Chart, Drawn, Ink, Layer, Shape, Sketch, Style, Table};

use super::course::Shown;
use super::network::bytes;
use super::pad::Pad;
use crate::format::{Digits, at_a_glance, percent};

/// The cost over the epochs: the batches' as a line, both sets' as marks where an epoch ends.
pub(super) fn cost(trainer: &Trainer, style: &Style) -> Chart {
    let epochs = trainer.epochs();
    let trail: Vec<(f64, f64)> = trainer
        .trail()
        .iter()
        .enumerate()
        .map(|(place, cost)| ((place as f64 + 0.5) / POINTS_AN_EPOCH as f64, f64::from(*cost)))
        .collect();
    let costs = epochs.iter().flat_map(|epoch| [epoch.train.cost, epoch.test.cost]);
    let most = costs.chain(trail.iter().map(|(_, cost)| *cost)).filter(|cost| cost.is_finite()).fold(0.5, f64::max);
    let chart = Chart::new(axis(trainer), Axis::linear(0.0, most * 1.05)).named("epochs", "cost");
    let chart = chart.with(Layer::Line { points: trail, colour: style.third, dashed: false, width: 1.0 });
    both(chart, epochs, |score| score.cost, style)
}

/// The share of pictures told right over the epochs.
pub(super) fn accuracy(trainer: &Trainer, style: &Style) -> Chart {
    let chart = Chart::new(axis(trainer), Axis::linear(0.0, 100.0)).named("epochs", "% right");
    both(chart, trainer.epochs(), |score| 100.0 * score.accuracy(), style)
}

fn axis(trainer: &Trainer) -> Axis {
    Axis::linear(0.0, trainer.settings().epochs.max(1) as f64)
}

/// Training as a line, the test as a dashed line with squares: told apart without colour.
fn both(chart: Chart, epochs: &[Epoch], of: impl Fn(&gradlight_core::trainer::Score) -> f64, style: &Style) -> Chart {
    let points = |of: &dyn Fn(&Epoch) -> f64| -> Vec<(f64, f64)> {
        epochs.iter().enumerate().map(|(place, epoch)| (place as f64, of(epoch))).collect()
    };
    let (train, test) = (points(&|epoch| of(&epoch.train)), points(&|epoch| of(&epoch.test)));
    let radius = if epochs.len() > 40 { 1.2 } else { 2.0 };
    chart
        .with(Layer::Line { points: train.clone(), colour: style.update, dashed: false, width: 2.0 })
        .with(Layer::Line { points: test.clone(), colour: style.loss, dashed: true, width: 2.0 })
        .with(Layer::Dots { points: train, colour: style.update, shape: Shape::Disc, radius })
        .with(Layer::Dots { points: test, colour: style.loss, shape: Shape::Square, radius })
}

/// The scores as a table, from the start to the last epoch.
pub(super) fn table(trainer: &Trainer, digits: Digits) -> Table {
    let head = ["Epoch", "Training cost", "Test cost", "Training right", "Test right"].map(str::to_owned).to_vec();
    let epochs = trainer.epochs();
    let places = if epochs.is_empty() { Vec::new() } else { Table::places(epochs.len() - 1) };
    let rows = places.into_iter().map(|place| {
        let Epoch { train, test } = &epochs[place];
        let cells = [
            at_a_glance(train.cost, digits),
            at_a_glance(test.cost, digits),
            percent(train.accuracy()),
            percent(test.accuracy()),
        ];
        (place.to_string(), cells.to_vec())
    });
    Table { head, rows: rows.collect() }
}

/// The grid in which the first layer's pictures lie on paper of that size: columns, rows, and the room of one.
pub(super) fn grid(neurons: usize, (width, height): (f64, f64)) -> (usize, usize, f64) {
    let fit = |columns: usize| (width / columns as f64).min(height / neurons.div_ceil(columns) as f64);
    // A grid without empty places is worth pictures a little smaller.
    let worth = |columns: usize| fit(columns) * (1.0 - 0.02 * (columns * neurons.div_ceil(columns) - neurons) as f64);
    let best = (1..=neurons).max_by(|one, other| worth(*one).total_cmp(&worth(*other))).unwrap_or(1);
    (best, neurons.div_ceil(best), fit(best))
}

/// The first layer's weights, a picture a neuron, all by one measure.
pub(super) fn weights<'a>(shown: &Shown, open: Option<usize>, ink: Ink<'a>, style: &Style) -> Drawn<Ink<'a>> {
    let mut sketch = Sketch::new(ink, style);
    let layer = &shown.classifier.layers()[0];
    let (columns, _, room) = grid(layer.neurons(), sketch.size());
    let all = || (0..layer.neurons()).flat_map(|j| (0..PIXELS).map(move |i| f64::from(layer.weight(j, i)).abs()));
    let most = all().filter(|weight| weight.is_finite()).fold(0.0, f64::max).max(1e-9);
    let palette = Diverging::of(style);
    for neuron in 0..layer.neurons() {
        let (left, top) = ((neuron % columns) as f64 * room, (neuron / columns) as f64 * room);
        let corners = ((left + 4.0, top + 16.0), (left + room - 8.0, top + room - 1.0));
        let rgb: Vec<u8> =
            (0..PIXELS).flat_map(|i| bytes(palette.at(f64::from(layer.weight(neuron, i)) / most))).collect();
        sketch.picture(square(corners), (SIDE as u32, SIDE as u32), &rgb);
        let is_open = open == Some(neuron);
        let edge = if is_open { Stroke::plain(style.loss, 3.0) } else { Stroke::plain(style.third, 1.0) };
        sketch.frame(square(corners), edge);
        sketch.text((left + 12.0, top + 8.0), &(neuron + 1).to_string(), 12.0, style.second);
    }
    sketch.finish()
}

/// The largest square from the left top corner.
fn square(((left, top), (right, bottom)): (At, At)) -> (At, At) {
    let side = (right - left).min(bottom - top);
    ((left, top), (left + side, top + side))
}

/// One picture over the whole surface, ink on paper.
pub(super) fn picture<'a>(pixels: &[u8], ink: Ink<'a>, style: &Style) -> Drawn<Ink<'a>> {
    let mut sketch = Sketch::new(ink, style);
    let rgb: Vec<u8> =
        pixels.iter().flat_map(|pixel| bytes(mixed(style.card, style.ink, f64::from(*pixel) / 255.0))).collect();
    let size = sketch.size();
    sketch.picture(((0.0, 0.0), size), (SIDE as u32, SIDE as u32), &rgb);
    sketch.finish()
}

/// The pad with the pixel that keys act on.
pub(super) fn pad<'a>(pad: &Pad, ink: Ink<'a>, style: &Style) -> Drawn<Ink<'a>> {
    let mut sketch = Sketch::new(ink, style);
    let (width, height) = sketch.size();
    let rgb: Vec<u8> =
        pad.pixels.iter().flat_map(|pixel| bytes(mixed(style.card, style.ink, f64::from(*pixel) / 255.0))).collect();
    sketch.picture(((0.0, 0.0), (width, height)), (SIDE as u32, SIDE as u32), &rgb);
    let at = |column: usize, row: usize| (column as f64 * width / SIDE as f64, row as f64 * height / SIDE as f64);
    if pad.by_keys {
        let (column, row) = pad.cursor;
        sketch.frame((at(column, row), at(column + 1, row + 1)), Stroke::plain(style.forward, 1.5));
    }
    sketch.finish()
}

/// The weights of one neuron of the first layer, or what they carry of the picture: a heat map.
pub(super) fn heat<'a>(numbers: &[f64], ink: Ink<'a>, style: &Style) -> Drawn<Ink<'a>> {
    let mut sketch = Sketch::new(ink, style);
    let palette = Diverging::of(style);
    let most = numbers.iter().map(|number| number.abs()).filter(|size| size.is_finite()).fold(0.0, f64::max).max(1e-9);
    let rgb: Vec<u8> = numbers.iter().flat_map(|number| bytes(palette.at(number / most))).collect();
    let size = sketch.size();
    sketch.picture(((0.0, 0.0), size), (SIDE as u32, SIDE as u32), &rgb);
    sketch.finish()
}
