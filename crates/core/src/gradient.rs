//! The gradient of the cost: averaged over the samples, with the penalty on weights.

use crate::backward::Errors;
use crate::example::{BiasRule, Example, Sample, Update};
use crate::forward::Pass;
use crate::network::Network;
use crate::rounding::{Arithmetic, Carried, Exact, Keep};
use crate::train::{Course, Recipe};

pub mod moving;

pub use moving::Moving;

/// The derivative of the cost by every weight and every bias.
#[derive(Clone, Debug, PartialEq)]
pub struct Gradient {
    /// The cost at these parameters.
    pub cost: f64,
    /// ∂cost/∂w by running number, the penalty included.
    pub weights: Vec<f64>,
    /// ∂cost/∂b of every neuron that has a bias, whatever the bias rule.
    pub biases: Vec<f64>,
}

/// The gradient of the cost at the example's parameters.
///
/// ```text
/// ∂cost/∂w = (1/m) Σ ∂E/∂w + (λ/m) w    ∂cost/∂b = (1/m) Σ δ
/// ```
///
/// Always of the parameters as they stand, whatever the update order and the bias rule.
///
/// # Shapes
/// One entry a weight by running number, one a bias as in [`Network::biases`]; see [`Network::nested`].
pub fn gradient(example: &Example) -> Gradient {
    let mut descent = Descent::new(example, Arithmetic::Exact);
    let cost = descent.take_gradient(Exact, &mut |_, _, _| {});
    Gradient { cost, weights: descent.gradients.weights, biases: descent.gradients.biases }
}

/// The cost at the example's parameters.
///
/// ```text
/// cost = (1/m) Σ E + (λ/2m) Σ w²
/// ```
pub fn cost(example: &Example) -> f64 {
    Descent::new(example, Arithmetic::Exact).take_cost()
}

/// The working space for one sample: its passes forward and back.
#[derive(Clone, Debug)]
pub(crate) struct Sheet {
    pub(crate) pass: Pass,
    pub(crate) errors: Errors,
}

impl Sheet {
    /// An empty sheet of the network's size.
    pub(crate) fn new(network: &Network) -> Self {
        Self { pass: Pass::new(network), errors: Errors::new(network) }
    }

    /// Runs a sample forward and gives its loss.
    pub(crate) fn forward<K: Keep>(&mut self, example: &Example, sample: &Sample, keep: K) -> f64 {
        self.pass.run_kept(&example.network, &sample.input, keep);
        self.pass.loss_kept(example, &sample.target, keep)
    }

    /// Takes the sample's errors of layer `l`.
    pub(crate) fn backward<K: Keep>(&mut self, example: &Example, sample: &Sample, l: usize, keep: K) {
        self.errors.take(example, &self.pass, &sample.target, l, keep);
    }
}

/// Gradients being added up over the samples.
#[derive(Clone, Debug)]
struct Gradients {
    weights: Vec<f64>,
    biases: Vec<f64>,
    /// A layer's one bias, for layers that share it.
    shared: Vec<f64>,
}

/// Gradient descent over an example, with all its working space, allocated once.
#[derive(Clone, Debug)]
pub(crate) struct Descent {
    pub(crate) example: Example,
    arithmetic: Arithmetic,
    /// One for all samples in turn; one each where a round is sequential, for then all wait for each layer.
    sheets: Vec<Sheet>,
    gradients: Gradients,
    /// What is not plain about its rounds.
    pub(crate) course: Option<Course>,
}

impl Descent {
    pub(crate) fn new(example: &Example, arithmetic: Arithmetic) -> Self {
        Self::by(Recipe::default(), example, arithmetic)
    }

    /// Descent by a recipe.
    pub(crate) fn by(recipe: Recipe, example: &Example, arithmetic: Arithmetic) -> Self {
        let network = example.network();
        let sheets = if example.update == Update::Sequential { example.samples.len() } else { 1 };
        Self {
            sheets: vec![Sheet::new(network); sheets],
            gradients: Gradients {
                weights: vec![0.0; network.weights().len()],
                biases: vec![0.0; network.biases().len()],
                shared: vec![0.0; network.layers().len()],
            },
            arithmetic,
            course: Course::of(example, recipe),
            example: example.clone(),
        }
    }

    /// The arithmetic it computes in.
    pub(crate) fn arithmetic(&self) -> Arithmetic {
        self.arithmetic
    }

    /// The cost at the present parameters.
    pub(crate) fn take_cost(&mut self) -> f64 {
        match self.arithmetic {
            Arithmetic::Exact => self.cost_kept(Exact),
            Arithmetic::Carried(places) => self.cost_kept(Carried(places)),
        }
    }

    /// One round: the gradient at the present parameters, then the update. Gives the cost at the round's start.
    pub(crate) fn round(&mut self) -> f64 {
        self.watched_round(&mut |_, _, _| {})
    }

    /// One round in which `watch` sees every sample, by its number, as soon as its outputs' errors are known.
    pub(crate) fn watched_round(&mut self, watch: &mut impl FnMut(usize, &Example, &Sheet)) -> f64 {
        if let Some(course) = &mut self.course {
            self.example.learning_rate = course.next_rate();
        }
        let cost = match self.arithmetic {
            Arithmetic::Exact => self.round_kept(Exact, watch),
            Arithmetic::Carried(places) => self.round_kept(Carried(places), watch),
        };
        if let Some(course) = &self.course {
            self.example.learning_rate = course.base_rate();
        }
        cost
    }

    fn cost_kept<K: Keep>(&mut self, keep: K) -> f64 {
        let Self { example, sheets, .. } = self;
        let losses = example.samples.iter().map(|sample| sheets[0].forward(example, sample, keep));
        averaged(example, total(losses), keep)
    }

    fn round_kept<K: Keep>(&mut self, keep: K, watch: &mut impl FnMut(usize, &Example, &Sheet)) -> f64 {
        if self.example.update == Update::Sequential {
            return self.sequential_round(keep, watch);
        }
        let has_velocity = self.course.as_ref().is_some_and(Course::has_velocity);
        if self.example.samples.len() == 1 && self.example.l2 == 0.0 && !has_velocity {
            return self.single_round(keep, watch);
        }
        let cost = self.take_gradient(keep, watch);
        for l in 0..self.example.network.layers().len() {
            self.gradients.turn_layer(self.course.as_mut(), &self.example.network, l, keep);
            self.gradients.move_layer(&mut self.example, l, keep);
        }
        cost
    }

    /// One round of one sample without penalty: its gradients move the parameters as they are taken.
    fn single_round<K: Keep>(&mut self, keep: K, watch: &mut impl FnMut(usize, &Example, &Sheet)) -> f64 {
        let Self { example, sheets, .. } = self;
        let (sample, sheet, layers) = (&example.samples[0], &mut sheets[0], example.network.layers.len());
        let cost = sheet.forward(example, sample, keep);
        for l in (0..layers).rev() {
            sheet.backward(example, sample, l, keep);
        }
        watch(0, example, sheet);
        let (rate, rule) = (example.learning_rate, example.bias_rule);
        for (l, layer) in example.network.layers.iter().enumerate() {
            let incoming = sheet.pass.incoming(layer, &sample.input, l);
            let weights = &mut example.network.weights[layer.all_weights()];
            let step = |place: &mut f64, gradient: f64| *place = keep.keep(*place - rate * gradient);
            sheet.errors.weight_gradients(layer, incoming, weights, step, keep);
            let (delta, biases) = (sheet.errors.delta_of(layer), &mut example.network.biases[layer.all_biases()]);
            match rule {
                BiasRule::Frozen => {}
                BiasRule::PerNeuron => biases.iter_mut().zip(delta).for_each(|(b, d)| step(b, *d)),
                BiasRule::PerLayer => {
                    let sum = keep.keep(total(delta.iter().copied()));
                    for b in biases {
                        step(b, sum);
                    }
                }
            }
        }
        cost
    }

    /// Takes the gradient at the present parameters and gives the cost there.
    fn take_gradient<K: Keep>(&mut self, keep: K, watch: &mut impl FnMut(usize, &Example, &Sheet)) -> f64 {
        let Self { example, sheets, gradients, .. } = self;
        let (sheet, layers) = (&mut sheets[0], example.network.layers().len());
        let losses = example.samples.iter().enumerate().map(|(s, sample)| {
            let loss = sheet.forward(example, sample, keep);
            for l in (0..layers).rev() {
                sheet.backward(example, sample, l, keep);
                gradients.add_layer(example, sheet, (s, s), l, keep);
            }
            watch(s, example, sheet);
            loss
        });
        let sum = total(losses);
        for l in 0..layers {
            gradients.finish_layer(example, example.samples.len(), l, keep);
        }
        averaged(example, sum, keep)
    }

    /// Takes the gradient over some samples alone, with the whole penalty, and gives the average of their losses.
    pub(crate) fn take_batch(&mut self, chosen: &[usize]) -> f64 {
        let Self { example, sheets, gradients, .. } = self;
        let (sheet, layers) = (&mut sheets[0], example.network.layers().len());
        let losses = chosen.iter().enumerate().map(|(place, &s)| {
            let loss = sheet.forward(example, &example.samples[s], Exact);
            for l in (0..layers).rev() {
                sheet.backward(example, &example.samples[s], l, Exact);
                gradients.add_layer(example, sheet, (place, s), l, Exact);
            }
            loss
        });
        let sum = total(losses);
        for l in 0..layers {
            gradients.finish_layer(example, chosen.len(), l, Exact);
        }
        sum / chosen.len() as f64
    }

    /// Moves every parameter against the gradient that was taken last.
    pub(crate) fn step(&mut self) {
        for l in 0..self.example.network.layers().len() {
            self.gradients.move_layer(&mut self.example, l, Exact);
        }
    }

    /// The gradient that was taken last: by the weights, and by the biases.
    pub(crate) fn taken(&self) -> (&[f64], &[f64]) {
        (&self.gradients.weights, &self.gradients.biases)
    }

    /// One round in which each layer moves before the δ of the layer before it is taken.
    fn sequential_round<K: Keep>(&mut self, keep: K, watch: &mut impl FnMut(usize, &Example, &Sheet)) -> f64 {
        let Self { example, sheets, gradients, course, .. } = self;
        let runs = example.samples.iter().zip(sheets.iter_mut());
        let sum = total(runs.map(|(sample, sheet)| sheet.forward(example, sample, keep)));
        let cost = averaged(example, sum, keep);
        let layers = example.network.layers().len();
        for l in (0..layers).rev() {
            for (s, sheet) in sheets.iter_mut().enumerate() {
                sheet.backward(example, &example.samples[s], l, keep);
                if l + 1 == layers {
                    watch(s, example, sheet);
                }
                gradients.add_layer(example, sheet, (s, s), l, keep);
            }
            gradients.finish_layer(example, example.samples.len(), l, keep);
            gradients.turn_layer(course.as_mut(), &example.network, l, keep);
            gradients.move_layer(example, l, keep);
        }
        cost
    }
}

/// The sum from left to right of at least one number.
pub(crate) fn total(numbers: impl Iterator<Item = f64>) -> f64 {
    numbers.reduce(|sum, number| sum + number).unwrap_or(f64::NAN)
}

/// The cost from the sum of the samples' losses: their mean, and the penalty.
fn averaged<K: Keep>(example: &Example, sum: f64, keep: K) -> f64 {
    let m = example.samples.len() as f64;
    let mean = if example.samples.len() == 1 { sum } else { sum / m };
    if example.l2 == 0.0 {
        return keep.keep(mean);
    }
    let squares = total(example.network.weights().iter().map(|w| w * w));
    keep.keep(mean + example.l2 / (2.0 * m) * squares)
}

impl Gradients {
    /// Adds the gradients of layer `l` of sample `s`, the `place`-th to be added; the first replaces what was there.
    fn add_layer<K: Keep>(&mut self, example: &Example, sheet: &Sheet, (place, s): (usize, usize), l: usize, keep: K) {
        let layer = &example.network.layers()[l];
        let incoming = sheet.pass.incoming(layer, &example.samples[s].input, l);
        let own = &mut self.weights[layer.all_weights()];
        if place == 0 {
            sheet.errors.weight_gradients(layer, incoming, own, |place, gradient| *place = gradient, keep);
        } else {
            sheet.errors.weight_gradients(layer, incoming, own, |place, gradient| *place += gradient, keep);
        }
        let delta = sheet.errors.delta_of(layer);
        for (sum, d) in self.biases[layer.all_biases()].iter_mut().zip(delta) {
            *sum = if place == 0 { *d } else { *sum + d };
        }
        if example.bias_rule == BiasRule::PerLayer {
            let sum = keep.keep(total(delta.iter().copied()));
            self.shared[l] = if place == 0 { sum } else { self.shared[l] + sum };
        }
    }

    /// Turns a layer's gradients, summed over so many samples, into the average with the penalty.
    fn finish_layer<K: Keep>(&mut self, example: &Example, summed: usize, l: usize, keep: K) {
        let (layer, m) = (&example.network.layers()[l], example.samples.len() as f64);
        if summed > 1 {
            let average = |gradient: &mut f64| *gradient = keep.keep(*gradient / summed as f64);
            self.weights[layer.all_weights()].iter_mut().for_each(average);
            self.biases[layer.all_biases()].iter_mut().for_each(average);
            average(&mut self.shared[l]);
        }
        if example.l2 > 0.0 {
            let shrink = example.l2 / m;
            let weights = &example.network.weights[layer.all_weights()];
            for (gradient, w) in self.weights[layer.all_weights()].iter_mut().zip(weights) {
                *gradient = keep.keep(*gradient + shrink * w);
            }
        }
    }

    /// Takes a layer's gradients into their velocities, where there are any.
    fn turn_layer<K: Keep>(&mut self, course: Option<&mut Course>, network: &Network, l: usize, keep: K) {
        let Some(course) = course.filter(|course| course.has_velocity()) else { return };
        let layer = &network.layers()[l];
        let (weights, biases) = (layer.all_weights(), layer.all_biases());
        let (first_bias, first_shared) = (self.weights.len(), self.weights.len() + self.biases.len());
        let keep = |value| keep.keep(value);
        course.turn(weights.start, &mut self.weights[weights], keep);
        course.turn(first_bias + biases.start, &mut self.biases[biases], keep);
        course.turn(first_shared + l, &mut self.shared[l..=l], keep);
    }

    /// Moves a layer's parameters against its gradient, the biases by their rule.
    fn move_layer<K: Keep>(&self, example: &mut Example, l: usize, keep: K) {
        let (rate, rule, network) = (example.learning_rate, example.bias_rule, &mut example.network);
        let (weights, biases) = (network.layers()[l].all_weights(), network.layers()[l].all_biases());
        for (w, gradient) in network.weights[weights.clone()].iter_mut().zip(&self.weights[weights]) {
            *w = keep.keep(*w - rate * gradient);
        }
        let moving = network.biases[biases.clone()].iter_mut();
        match rule {
            BiasRule::Frozen => {}
            BiasRule::PerNeuron => {
                moving.zip(&self.biases[biases]).for_each(|(b, gradient)| *b = keep.keep(*b - rate * gradient));
            }
            BiasRule::PerLayer => moving.for_each(|b| *b = keep.keep(*b - rate * self.shared[l])),
        }
    }
}
