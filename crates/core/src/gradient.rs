//! The gradient of the cost: averaged over the samples, with the penalty on weights.

use crate::backward::{hidden_delta, incoming, output_delta, weight_gradients};
use crate::example::{BiasRule, Example, Update};
use crate::forward::{Pass, loss};

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
pub fn gradient(example: &Example) -> Gradient {
    let mut descent = Descent::new(example);
    let cost = descent.take_gradient();
    Gradient { cost, weights: descent.gradients.weights, biases: descent.gradients.biases }
}

/// The cost at the example's parameters.
///
/// ```text
/// cost = (1/m) Σ E + (λ/2m) Σ w²
/// ```
pub fn cost(example: &Example) -> f64 {
    Descent::new(example).take_cost()
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
    pass: Pass,
    delta: Vec<f64>,
    gradients: Gradients,
}

impl Descent {
    pub(crate) fn new(example: &Example) -> Self {
        let network = example.network();
        Self {
            pass: Pass::new(network),
            delta: vec![0.0; network.neurons()],
            gradients: Gradients {
                weights: vec![0.0; network.weights().len()],
                biases: vec![0.0; network.biases().len()],
                shared: vec![0.0; network.layers().len()],
            },
            example: example.clone(),
        }
    }

    /// The cost at the present parameters.
    pub(crate) fn take_cost(&mut self) -> f64 {
        let Self { example, pass, .. } = self;
        let mut sum = 0.0;
        for (s, sample) in example.samples.iter().enumerate() {
            pass.run(&example.network, &sample.input);
            let loss = loss(example, pass, &sample.target);
            sum = if s == 0 { loss } else { sum + loss };
        }
        averaged(example, sum)
    }

    /// Takes the gradient at the present parameters and gives the cost there.
    fn take_gradient(&mut self) -> f64 {
        let Self { example, pass, delta, gradients } = self;
        let layers = example.network.layers().len();
        let mut sum = 0.0;
        for (s, sample) in example.samples.iter().enumerate() {
            pass.run(&example.network, &sample.input);
            let loss = loss(example, pass, &sample.target);
            sum = if s == 0 { loss } else { sum + loss };
            output_delta(example, pass, &sample.target, delta);
            for l in (0..layers).rev() {
                if l + 1 < layers {
                    hidden_delta(&example.network, pass, l, delta);
                }
                gradients.add_layer(example, pass, s, l, delta);
            }
        }
        for l in 0..layers {
            gradients.finish_layer(example, l);
        }
        averaged(example, sum)
    }

    /// One round: the gradient at the present parameters, then the update. Gives the cost at the round's start.
    pub(crate) fn round(&mut self) -> f64 {
        match self.example.update {
            Update::Simultaneous => {
                let cost = self.take_gradient();
                for l in 0..self.example.network.layers().len() {
                    self.gradients.move_layer(&mut self.example, l);
                }
                cost
            }
            Update::Sequential => self.sequential_round(),
        }
    }

    /// One round in which each layer moves before the δ of the layer before it is taken.
    fn sequential_round(&mut self) -> f64 {
        let Self { example, pass, delta, gradients } = self;
        let mut runs: Vec<(Pass, Vec<f64>)> = vec![(pass.clone(), delta.clone()); example.samples.len()];
        let mut sum = 0.0;
        for (s, (pass, delta)) in runs.iter_mut().enumerate() {
            let sample = &example.samples[s];
            pass.run(&example.network, &sample.input);
            let loss = loss(example, pass, &sample.target);
            sum = if s == 0 { loss } else { sum + loss };
            output_delta(example, pass, &sample.target, delta);
        }
        let cost = averaged(example, sum);
        let layers = example.network.layers().len();
        for l in (0..layers).rev() {
            for (s, (pass, delta)) in runs.iter_mut().enumerate() {
                if l + 1 < layers {
                    hidden_delta(&example.network, pass, l, delta);
                }
                gradients.add_layer(example, pass, s, l, delta);
            }
            gradients.finish_layer(example, l);
            gradients.move_layer(example, l);
        }
        cost
    }
}

/// The cost from the sum of the samples' losses: their mean, and the penalty.
fn averaged(example: &Example, sum: f64) -> f64 {
    let m = example.samples.len() as f64;
    let mean = if example.samples.len() == 1 { sum } else { sum / m };
    if example.l2 > 0.0 { mean + example.l2 / (2.0 * m) * squared_weights(example) } else { mean }
}

fn squared_weights(example: &Example) -> f64 {
    let weights = example.network.weights();
    let mut sum = weights[0] * weights[0];
    for w in &weights[1..] {
        sum += w * w;
    }
    sum
}

impl Gradients {
    /// Adds one sample's gradients of layer `l`; the first sample's replace what was there.
    fn add_layer(&mut self, example: &Example, pass: &Pass, s: usize, l: usize, delta: &[f64]) {
        let layer = &example.network.layers()[l];
        let incoming = incoming(&example.network, pass, &example.samples[s].input, l);
        let own = &mut self.weights[layer.first_weight..layer.first_weight + layer.neurons * layer.inputs];
        if s == 0 {
            weight_gradients(layer, incoming, delta, own, |place, gradient| *place = gradient);
        } else {
            weight_gradients(layer, incoming, delta, own, |place, gradient| *place += gradient);
        }
        let Some(first) = layer.first_bias else {
            return;
        };
        let delta = &delta[layer.first_neuron..layer.first_neuron + layer.neurons];
        for (place, d) in self.biases[first..first + layer.neurons].iter_mut().zip(delta) {
            *place = if s == 0 { *d } else { *place + d };
        }
        if example.bias_rule == BiasRule::PerLayer {
            let mut sum = delta[0];
            for d in &delta[1..] {
                sum += d;
            }
            self.shared[l] = if s == 0 { sum } else { self.shared[l] + sum };
        }
    }

    /// Turns a layer's summed gradients into the average with the penalty.
    fn finish_layer(&mut self, example: &Example, l: usize) {
        let (layer, m) = (&example.network.layers()[l], example.samples.len() as f64);
        let own = layer.first_weight..layer.first_weight + layer.neurons * layer.inputs;
        if example.samples.len() > 1 {
            self.weights[own.clone()].iter_mut().for_each(|gradient| *gradient /= m);
            self.shared[l] /= m;
            if let Some(first) = layer.first_bias {
                self.biases[first..first + layer.neurons].iter_mut().for_each(|gradient| *gradient /= m);
            }
        }
        if example.l2 > 0.0 {
            let shrink = example.l2 / m;
            for (gradient, w) in self.weights[own.clone()].iter_mut().zip(&example.network.weights[own]) {
                *gradient += shrink * w;
            }
        }
    }

    /// Moves a layer's parameters against its gradient, the biases by their rule.
    fn move_layer(&self, example: &mut Example, l: usize) {
        let (rate, rule, network) = (example.learning_rate, example.bias_rule, &mut example.network);
        let layer = &network.layers()[l];
        let own = layer.first_weight..layer.first_weight + layer.neurons * layer.inputs;
        let biases = layer.first_bias.map_or(0..0, |first| first..first + layer.neurons);
        for (w, gradient) in network.weights[own.clone()].iter_mut().zip(&self.weights[own]) {
            *w -= rate * gradient;
        }
        match rule {
            BiasRule::Frozen => {}
            BiasRule::PerNeuron => {
                for (b, gradient) in network.biases[biases.clone()].iter_mut().zip(&self.biases[biases]) {
                    *b -= rate * gradient;
                }
            }
            BiasRule::PerLayer => network.biases[biases].iter_mut().for_each(|b| *b -= rate * self.shared[l]),
        }
    }
}
