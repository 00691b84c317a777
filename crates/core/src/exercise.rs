//! Exercises: the same network with other numbers, drawn from a seed, short enough to compute with by hand.

use crate::activation::Activation;
use crate::example::{BiasRule, Example, check};
use crate::loss::Loss;
use crate::random::Random;

/// Numbers are multiples of this where they are not whole: two digits after the point.
const GRAIN: f64 = 0.05;

/// The smallest range that weights are drawn from.
const LEAST_TOP: f64 = 0.3;

/// One weight in so many is negative where the example has no negative ones of its own.
const NEGATIVE: usize = 5;

/// Parts the streams of a seed's sheets: 2⁶⁴ divided by the golden ratio.
const APART: u64 = 0x9E37_79B9_7F4A_7C15;

/// The example with other inputs, targets, weights and biases; sheet `number` of that seed, the same for ever.
///
/// Activations, loss, rules and the learning rate stay. Weights and biases keep their layer's size, and a bias that a
/// layer shares stays one. Inputs and targets that are all 0 or 1 mean something: inputs stay, targets are dealt anew.
pub fn drawn(example: &Example, seed: u64, number: u64) -> Example {
    let mut draw = Draw(Random::seeded(seed.wrapping_add(number.wrapping_mul(APART))));
    let mut changed = example.clone();
    for layer in 0..example.network.layers.len() {
        draw_layer(&mut draw, &mut changed, layer);
    }
    draw_samples(&mut draw, &mut changed);
    // A draw that an example of this kind may not have leaves it as it is.
    if check::numbers(&changed).is_ok() { changed } else { example.clone() }
}

struct Draw(Random);

impl Draw {
    /// A multiple of the grain from `GRAIN` to `top`.
    fn above_zero(&mut self, top: f64) -> f64 {
        let steps = (top / GRAIN).round().max(1.0) as usize;
        grains(1 + self.0.below(steps))
    }

    /// The same, now and then negative.
    fn signed(&mut self, top: f64, is_negative: bool) -> f64 {
        let value = self.above_zero(top);
        if is_negative { -value } else { value }
    }

    fn is_one_in(&mut self, so_many: usize) -> bool {
        self.0.below(so_many) == 0
    }
}

/// So many grains, as the decimal that is written for them.
fn grains(count: usize) -> f64 {
    (count * 5) as f64 / 100.0
}

/// The end of a range that holds all sizes: a multiple of the grain.
fn top_of(values: &[f64]) -> f64 {
    let largest = values.iter().fold(0.0_f64, |top, value| top.max(value.abs()));
    grains((largest.min(1e6) / GRAIN).ceil() as usize)
}

fn draw_layer(draw: &mut Draw, example: &mut Example, layer: usize) {
    let shape = example.network.layers[layer];
    let weights = &mut example.network.weights[shape.all_weights()];
    let top = top_of(weights).max(LEAST_TOP);
    let has_negative = weights.iter().any(|weight| *weight < 0.0);
    for weight in weights.iter_mut() {
        let is_negative = draw.is_one_in(if has_negative { 2 } else { NEGATIVE });
        *weight = draw.signed(top, is_negative);
    }
    let biases = &mut example.network.biases[shape.all_biases()];
    let is_one = example.bias_rule == BiasRule::PerLayer || biases.windows(2).all(|pair| pair[0] == pair[1]);
    let top = top_of(biases).max(LEAST_TOP);
    let mut value = 0.0;
    for (place, bias) in biases.iter_mut().enumerate() {
        if place == 0 || !is_one {
            let is_negative = draw.is_one_in(NEGATIVE);
            value = draw.signed(top, is_negative);
        }
        *bias = value;
    }
}

fn draw_samples(draw: &mut Draw, example: &mut Example) {
    let is_yes_or_no = |value: &f64| *value == 0.0 || *value == 1.0;
    let keeps_inputs = example.samples.iter().all(|sample| sample.input.iter().all(is_yes_or_no));
    let deals_targets = example.samples.iter().all(|sample| sample.target.iter().all(is_yes_or_no));
    let (loss, outputs) = (example.loss, example.network.layers.last().map(|layer| layer.activation));
    for sample in &mut example.samples {
        if !keeps_inputs {
            sample.input.iter_mut().for_each(|input| *input = input_like(draw, *input));
        }
        if loss == Loss::CategoricalCrossEntropy {
            draw.0.shuffle(&mut sample.target);
        } else if deals_targets {
            sample.target.iter_mut().for_each(|target| *target = if draw.is_one_in(2) { 1.0 } else { 0.0 });
        } else {
            sample.target.iter_mut().for_each(|target| *target = target_like(draw, *target, outputs));
        }
    }
}

/// A number of the size of one: whole where it is whole and not 0 or 1, else below 1 or up to its own size.
fn input_like(draw: &mut Draw, value: f64) -> f64 {
    if value.fract() == 0.0 && value.abs() > 1.0 {
        return (2 + draw.0.below(8)) as f64 * value.signum();
    }
    let top = top_of(&[value]).max(1.0 - GRAIN);
    draw.signed(top, value < 0.0)
}

/// A target that the outputs can come near to: within the range of a sigmoid or a tanh.
fn target_like(draw: &mut Draw, value: f64, outputs: Option<Activation>) -> f64 {
    match outputs {
        Some(Activation::Sigmoid | Activation::Tanh | Activation::Step) => draw.signed(1.0 - GRAIN, value < 0.0),
        _ => input_like(draw, value),
    }
}
