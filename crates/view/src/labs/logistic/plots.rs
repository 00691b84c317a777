//! The logistic lab's figures: the S-curve or the plane, the loss, and the two curves of all thresholds.

use gradlight_core::confusion::{precision_recall, roc};
use gradlight_core::math::ln;
use gradlight_plot::{Axis, Chart, Layer, Rgb, Scale, Shape, Style};

use super::Lab;
use super::study::Study;
use crate::format::{Digits, at_a_glance};
use crate::labs::parts::heat;

/// Cells of the plane, across and up.
const CELLS: u32 = 56;

fn glance(value: f64) -> String {
    at_a_glance(value, Digits::clamped(3))
}

fn axis(study: &Study, feature: usize) -> Axis {
    let (low, high) = study.range(feature);
    let room = 0.06 * (high - low);
    Axis::linear(low - room, high + room)
}

/// Where the probability is the threshold, in the feature's own unit.
fn border(lab: &Lab, study: &Study) -> f64 {
    let wanted = ln(lab.threshold / (1.0 - lab.threshold));
    study.standard.undo(0, (wanted - lab.model.beta[0]) / lab.model.beta[1])
}

/// The S-curve over the feature, with every sample at the height of its class.
pub(super) fn curve(lab: &Lab, study: &Study, style: &Style) -> Chart {
    let name = lab.kind.feature_names()[0];
    let mut chart = Chart::new(axis(study, 0), Axis::linear(-0.12, 1.12)).named(name, "probability of class 1");
    let at = border(lab, study);
    if at.is_finite() {
        let (from, to) = if lab.model.beta[1] > 0.0 { (at, chart.x.high()) } else { (chart.x.low(), at) };
        let (from, to) = (from.clamp(chart.x.low(), chart.x.high()), to.clamp(chart.x.low(), chart.x.high()));
        chart = chart.with(Layer::Band { from, to, colour: style.forward, opacity: 0.1 });
        chart = chart.with(Layer::Upright { x: at, label: glance(at), colour: style.second });
    }
    chart = chart.with(Layer::Level {
        y: lab.threshold,
        label: format!("threshold {}", glance(lab.threshold)),
        colour: style.ink,
    });
    let scores = study.scores(&lab.model);
    for wanted in [false, true] {
        let of = study.raw.iter().zip(&study.labels).zip(&scores).enumerate();
        let of = of.filter(|(_, ((_, label), _))| **label == wanted);
        let (mut right, mut wrong) = (Vec::new(), Vec::new());
        for (place, ((row, _), score)) in of {
            // Samples of one class would hide each other: they stand a little apart, always in the same way.
            let apart = ((place * 37 % 100) as f64 / 100.0 - 0.5) * 0.07;
            let at = (row[0], f64::from(u8::from(wanted)) + apart);
            if (*score >= lab.threshold) == wanted { right.push(at) } else { wrong.push(at) }
        }
        let (colour, shape) = class_mark(wanted, style);
        chart = chart.with(Layer::Dots { points: right, colour, shape, radius: 2.5 });
        chart = chart.with(Layer::Dots { points: wrong, colour: style.ink, shape: Shape::Cross, radius: 3.5 });
    }
    let scale = (study.standard.means()[0], study.standard.deviations()[0]);
    chart.curve(241, style.loss, |x| lab.model.probability(&[(x - scale.0) / scale.1]))
}

fn class_mark(is_positive: bool, style: &Style) -> (Rgb, Shape) {
    if is_positive { (style.forward, Shape::Disc) } else { (style.backward, Shape::Square) }
}

/// The plane of both features, coloured by the probability, with the line where it is the threshold.
pub(super) fn plane(lab: &Lab, study: &Study, style: &Style) -> Chart {
    let names = lab.kind.feature_names();
    let chart = Chart::new(axis(study, 0), axis(study, 1)).named(names[0], names[1]);
    let fraction = |place: u32| (f64::from(place) + 0.5) / f64::from(CELLS);
    let mut rgb = Vec::with_capacity((3 * CELLS * CELLS) as usize);
    for row in 0..CELLS {
        for column in 0..CELLS {
            let x = [chart.x.value(fraction(column)), chart.y.value(1.0 - fraction(row))];
            let p = lab.model.probability(&study.standard.apply(&x));
            let Rgb(red, green, blue) = heat(style, 0.6 * (2.0 * p - 1.0));
            rgb.extend([red, green, blue]);
        }
    }
    let mut chart = chart.with(Layer::Cells { columns: CELLS, rows: CELLS, rgb });
    for wanted in [false, true] {
        let of = study.raw.iter().zip(&study.labels).filter(|(_, label)| **label == wanted);
        let points = of.map(|(row, _)| (row[0], row[1])).collect();
        let (colour, shape) = class_mark(wanted, style);
        chart = chart.with(Layer::Dots { points, colour, shape, radius: 2.5 });
    }
    chart.with(Layer::Line { points: line(lab, study), colour: style.ink, dashed: false, width: 2.5 })
}

/// Two points far out on the line where the probability is the threshold, in the features' own units.
fn line(lab: &Lab, study: &Study) -> Vec<(f64, f64)> {
    let beta = &lab.model.beta;
    let wanted = ln(lab.threshold / (1.0 - lab.threshold)) - beta[0];
    let size = beta[1] * beta[1] + beta[2] * beta[2];
    if size == 0.0 || !wanted.is_finite() {
        return Vec::new();
    }
    let foot = (wanted * beta[1] / size, wanted * beta[2] / size);
    let far = 20.0 / size.sqrt();
    let own = |side: f64| {
        let x = (foot.0 - side * beta[2] * far, foot.1 + side * beta[1] * far);
        (study.standard.undo(0, x.0), study.standard.undo(1, x.1))
    };
    vec![own(-1.0), own(1.0)]
}

/// The log loss, round by round.
pub(super) fn loss(losses: &[f64], style: &Style) -> Chart {
    let most = losses.iter().copied().filter(|loss| loss.is_finite()).fold(0.7, f64::max);
    let points = losses.iter().enumerate().map(|(round, loss)| (round as f64, *loss)).collect::<Vec<_>>();
    let last = points.last().copied();
    let rounds = losses.len().saturating_sub(1).max(20);
    let chart =
        Chart::new(Axis::rounds(rounds, Scale::Linear), Axis::linear(0.0, most * 1.1)).named("round", "log loss");
    let chart = chart.line(points, style.loss);
    last.into_iter().fold(chart, |chart, at| chart.dots(vec![at], style.loss))
}

fn unit_square(names: [&str; 2]) -> Chart {
    Chart::new(Axis::linear(0.0, 1.0), Axis::linear(0.0, 1.05)).named(names[0], names[1])
}

/// Recall against the false positive rate, at all thresholds.
pub(super) fn roc_curve(lab: &Lab, study: &Study, style: &Style) -> Chart {
    let points = roc(&study.scores(&lab.model), &study.labels);
    let here = lab.confusion().map(|at| (at.false_positive_rate(), at.recall()));
    let guessing = vec![(0.0, 0.0), (1.0, 1.0)];
    let chart = unit_square(["false positive rate", "recall"]);
    chart
        .with(Layer::Line { points: guessing, colour: style.third, dashed: true, width: 1.2 })
        .line(points, style.forward)
        .dots(here.into_iter().collect(), style.ink)
}

/// Precision against recall, at all thresholds.
pub(super) fn precision_recall_curve(lab: &Lab, study: &Study, style: &Style) -> Chart {
    let points = precision_recall(&study.scores(&lab.model), &study.labels);
    let here = lab.confusion().map(|at| (at.recall(), at.precision()));
    unit_square(["recall", "precision"]).line(points, style.forward).dots(here.into_iter().collect(), style.ink)
}
