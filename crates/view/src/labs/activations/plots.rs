//! The activations lab's figures.

use gradlight_core::activation::Activation;
use gradlight_core::math::sigmoid;
use gradlight_plot::{Axis, Chart, Layer, Shape, Style};

use super::collapse::Layers;
use super::curves::{out, slope};
use super::learning::{Learner, ROUNDS};
use super::sum::Drawing;
use crate::labs::neuron::range;
use crate::views::figures::activation_name;

const POINTS: usize = 361;

/// The function with its slope, the probe and the tangent there.
pub(super) fn curve(function: Activation, z: f64, style: &Style) -> Chart {
    let reach = 6.0_f64.max(z.abs() * 1.05);
    let (low, high) = range(function);
    let (a, rise) = (out(function, z), slope(function, z));
    let chart = Chart::new(Axis::linear(-reach, reach), Axis::linear(low.min(a), high.max(a))).named("z", "");
    let arm = reach / 4.0;
    let tangent = vec![(z - arm, a - arm * rise), (z + arm, a + arm * rise)];
    let slopes: Vec<(f64, f64)> = (0..POINTS)
        .map(|place| -reach + 2.0 * reach * place as f64 / (POINTS - 1) as f64)
        .map(|z| (z, slope(function, z)))
        .collect();
    chart
        .with(Layer::Line { points: slopes, colour: style.backward, dashed: true, width: 2.0 })
        .curve(POINTS, style.forward, |z| out(function, z))
        .with(Layer::Line { points: tangent, colour: style.ink, dashed: false, width: 1.2 })
        .with(Layer::Upright { x: z, label: String::new(), colour: style.second })
        .with(Layer::Dots { points: vec![(z, rise)], colour: style.backward, shape: Shape::Ring, radius: 5.0 })
        .with(Layer::Dots { points: vec![(z, a)], colour: style.forward, shape: Shape::Disc, radius: 5.0 })
}

/// What the unit says, round by round, for each activation.
pub(super) fn learning(learner: &Learner, style: &Style) -> Chart {
    let mut chart =
        Chart::new(Axis::linear(0.0, ROUNDS as f64), Axis::linear(-1.1, 1.35)).named("round", "what the unit says");
    chart = chart.with(Layer::Level { y: 1.0, label: "target".to_owned(), colour: style.loss });
    let colours = [style.forward, style.update, style.backward, style.ink];
    for (place, activation) in Learner::RIVALS.into_iter().enumerate() {
        let points: Vec<(f64, f64)> =
            learner.outs(activation).into_iter().enumerate().map(|(round, a)| (round as f64, a)).collect();
        let colour = colours[place];
        // Where the lines of the opening state are apart.
        let (round, drop) = [(40, 0.17), (4, 0.0), (300, 0.0), (120, 0.17)][place];
        let at = (points[round].0, points[round].1 - drop);
        let dashed = activation == Activation::LeakyRelu;
        chart = chart.with(Layer::Line { points, colour, dashed, width: 2.0 });
        if at.1.is_finite() {
            let text = activation_name(activation).to_owned();
            chart = chart.with(Layer::Label { at, text, colour });
        }
    }
    chart
}

/// The two layers over x, and the one line that linear layers are.
pub(super) fn layers(layers: &Layers, style: &Style) -> Chart {
    let (rise, level) = layers.line();
    let line = |x: f64| rise * x + level;
    let chart = Chart::new(Axis::linear(-4.0, 4.0), Axis::linear(-6.0, 6.0)).named("x", "y");
    let ends = vec![(-4.0, line(-4.0)), (4.0, line(4.0))];
    chart.with(Layer::Line { points: ends, colour: style.third, dashed: true, width: 2.0 }).with(Layer::Line {
        points: (0..POINTS)
            .map(|place| -4.0 + 8.0 * place as f64 / (POINTS - 1) as f64)
            .map(|x| (x, layers.out(layers.activation, x)))
            .collect(),
        colour: style.forward,
        dashed: false,
        width: 2.5,
    })
}

/// The drawn curve, the sum of sigmoids, and each of them alone.
pub(super) fn drawing(drawing: &Drawing, style: &Style) -> Chart {
    let fit = drawing.fit();
    let mut chart = Chart::new(Axis::linear(0.0, 1.0), Axis::linear(-1.2, 1.2)).named("x", "");
    for (place, centre) in fit.centres.iter().enumerate() {
        let height = fit.heights[place + 1];
        let points: Vec<(f64, f64)> = (0..=120)
            .map(|step| f64::from(step) / 120.0)
            .map(|x| (x, height * sigmoid(fit.steepness * (x - centre))))
            .collect();
        chart = chart.with(Layer::Line { points, colour: style.line, dashed: false, width: 1.2 });
    }
    chart = chart.with(Layer::Line { points: drawing.samples(), colour: style.ink, dashed: true, width: 2.0 });
    chart = chart.curve(POINTS, style.forward, |x| fit.value(x));
    match drawing.at_cursor() {
        Some(at) => chart.with(Layer::Dots { points: vec![at], colour: style.ink, shape: Shape::Ring, radius: 6.0 }),
        None => chart,
    }
}
