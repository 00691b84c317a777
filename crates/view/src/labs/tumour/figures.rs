//! The tumour lab's figures: the averaged cost over the epochs, the receiver operating characteristic.

use gradlight_core::confusion::{Confusion, roc as characteristic};
use gradlight_plot::{Axis, Chart, Layer, Shape, Style};

use super::Tumour;
use super::study::Study;
use crate::labs::diagram::{BACKWARD, FORWARD, INK, THIRD, arrow, boxed, circle, disc, line, thumbnail as small};
use crate::node::Node;
use crate::pointer::Pointer;

/// The averaged difference after each epoch, on both parts of the data.
pub(super) fn cost(study: &Study, style: &Style) -> Chart {
    let history = study.history();
    let highest = history.iter().fold(0.0_f64, |most, score| most.max(score.training_cost).max(score.test_cost));
    let last = (history.len() - 1).max(10) as f64;
    let points = |cost: fn(&super::study::Score) -> f64| {
        history.iter().enumerate().map(|(epoch, score)| (epoch as f64, cost(score))).collect::<Vec<_>>()
    };
    let (training, test) = (points(|score| score.training_cost), points(|score| score.test_cost));
    let end = |points: &[(f64, f64)]| points.last().copied().into_iter().collect::<Vec<_>>();
    let (training_end, test_end) = (end(&training), end(&test));
    Chart::new(Axis::linear(0.0, last), Axis::linear(0.0, 1.08 * highest.max(1e-6)))
        .named("epochs", "cost")
        .with(Layer::Line { points: test, colour: style.second, dashed: true, width: 2.0 })
        .line(training, style.loss)
        .with(Layer::Dots { points: test_end, colour: style.second, shape: Shape::Ring, radius: 4.0 })
        .with(Layer::Dots { points: training_end, colour: style.loss, shape: Shape::Disc, radius: 4.0 })
}

/// The empty chart of both rates.
fn rates() -> Chart {
    Chart::new(Axis::linear(0.0, 1.0), Axis::linear(0.0, 1.04)).named("false alarms", "found")
}

/// What is found against false alarms, at every threshold; the one in force is marked.
pub(super) fn roc(lab: &Tumour, study: &Study, style: &Style) -> Chart {
    let (scores, labels) = (study.test_scores(), study.test_labels());
    let now = Confusion::at(lab.threshold, &scores, &labels);
    let place = vec![(now.false_positive_rate(), now.recall())];
    rates()
        .with(Layer::Line {
            points: vec![(0.0, 0.0), (1.0, 1.0)],
            colour: style.third,
            dashed: true,
            width: style.hairline_px,
        })
        .line(characteristic(&scores, &labels), style.forward)
        .with(Layer::Dots { points: place, colour: style.ink, shape: Shape::Disc, radius: 5.0 })
}

/// The threshold whose place on the characteristic is nearest to the pointer.
pub(super) fn threshold_at(study: &Study, pointer: &Pointer) -> f64 {
    let (x, y) = rates().nearest_values(pointer.place(), pointer.size(), &Style::light());
    let (scores, labels) = (study.test_scores(), study.test_labels());
    let distance = |threshold: &f64| {
        let at = Confusion::at(*threshold, &scores, &labels);
        let (dx, dy) = (at.false_positive_rate() - x, at.recall() - y);
        dx * dx + dy * dy
    };
    let hundredths = (0..=100).map(|place| f64::from(place) / 100.0);
    hundredths.min_by(|one, other| distance(one).total_cmp(&distance(other))).unwrap_or(0.5)
}

/// A machine with a network in it.
pub(super) fn thumbnail() -> Node {
    let inputs: Vec<(f64, f64)> = (0..5).map(|i| (66.0, 24.0 + 16.0 * f64::from(i))).collect();
    let hidden: Vec<(f64, f64)> = (0..3).map(|i| (102.0, 34.0 + 22.0 * f64::from(i))).collect();
    let output = (136.0, 56.0);
    let mut shapes = vec![boxed((101.0, 56.0), (104.0, 92.0), INK), arrow((154.0, 56.0), (186.0, 56.0), FORWARD, 2.0)];
    shapes.extend(inputs.iter().map(|(x, y)| arrow((x - 46.0, *y), (x - 20.0, *y), THIRD, 1.0)));
    for to in &hidden {
        shapes.extend(inputs.iter().map(|from| line(*from, *to, THIRD, 1.0)));
        shapes.push(line(*to, output, THIRD, 1.0));
    }
    shapes.extend(inputs.iter().map(|at| disc(*at, 3.5, INK)));
    shapes.extend(hidden.iter().map(|at| circle(*at, 6.5, FORWARD)));
    shapes.push(disc(output, 8.0, BACKWARD));
    small(shapes)
}
