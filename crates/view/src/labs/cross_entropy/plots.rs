//! The cross-entropy lab's figure: what an output costs where the answer is yes, and where it is no.

use gradlight_core::math::ln;
use gradlight_plot::{Axis, Chart, Layer, Shape, Style};

use super::Lab;
use crate::format::{Digits, at_a_glance};

/// Points of a curve.
const POINTS: usize = 400;
/// The top of the axis, in nats.
const TOP: f64 = 5.0;

/// −ln h and −ln(1 − h) with every class on its branch.
pub(super) fn branches(lab: &Lab, style: &Style) -> Chart {
    let base = lab.base();
    let height = (0..super::CLASSES).map(|class| lab.model.term(class)).fold(TOP, f64::max) * 1.08 / base;
    let mut chart = Chart::new(Axis::linear(0.0, 1.0), Axis::linear(0.0, height))
        .named("output h", if lab.is_decimal { "term, base 10" } else { "term" })
        .curve(POINTS, style.update, |h| -ln(h) / base)
        .curve(POINTS, style.backward, |h| -ln(1.0 - h) / base)
        .with(Layer::Label { at: (0.09, -ln(0.07) / base), text: "y = 1: −ln h".to_owned(), colour: style.update })
        .with(Layer::Label {
            at: (0.63, -ln(0.07) / base),
            text: "y = 0: −ln(1 − h)".to_owned(),
            colour: style.backward,
        });
    for class in 0..super::CLASSES {
        let at = (lab.model.h[class], lab.model.term(class) / base);
        let colour = if lab.model.y[class] { style.update } else { style.backward };
        let is_chosen = class == lab.class;
        let shape = if lab.model.y[class] { Shape::Square } else { Shape::Disc };
        let radius = if is_chosen { 6.0 } else { 3.5 };
        chart = chart.with(Layer::Dots { points: vec![at], colour, shape, radius });
        let number = crate::format::subscript(&(class + 1).to_string());
        let text = if is_chosen {
            format!("h{number}: {}", at_a_glance(at.1, Digits::default()))
        } else {
            format!("h{number}")
        };
        let at = if is_chosen { (at.0 + 0.01, at.1 - 0.1 * height) } else { at };
        chart = chart.with(Layer::Label { at, text, colour: if is_chosen { style.ink } else { style.second } });
    }
    chart
}
