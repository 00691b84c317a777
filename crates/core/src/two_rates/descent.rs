//! Gradient descents side by side: one example, a pair of rates a lane.

use std::ops::Range;

use super::Pair;
use super::lanes::{LANES, Lanes, activate, add, add_product, by_loss, descend, slopes, softmax_log, zip_with};
use crate::activation::Activation;
use crate::curves::Work;
use crate::example::{BiasRule, Example, Update};
use crate::loss::{Loss, sigmoid_logs};
use crate::network::Layer;

/// What of the example the descents need, in lists of their own.
#[derive(Clone, Debug)]
struct Frame {
    layers: Vec<Layer>,
    loss: Loss,
    /// The samples' inputs and targets, one after the other.
    inputs: Vec<f64>,
    targets: Vec<f64>,
    samples: usize,
    neurons: usize,
    bias_rule: BiasRule,
    update: Update,
    l2: f64,
}

/// The descents with all their working space.
#[derive(Clone, Debug)]
pub struct Descents {
    frame: Frame,
    /// The rates by layer.
    rates: Vec<Lanes>,
    weights: Vec<Lanes>,
    biases: Vec<Lanes>,
    /// Weighted inputs, activations and δ of every neuron, sample after sample.
    z: Vec<Lanes>,
    a: Vec<Lanes>,
    delta: Vec<Lanes>,
    weight_gradients: Vec<Lanes>,
    bias_gradients: Vec<Lanes>,
    /// The gradient of each layer's one bias, for layers that share it.
    shared: Vec<Lanes>,
    curves: Work,
    /// 1, read from memory as the constants of the curves are.
    one: f64,
}

impl Descents {
    /// At most [`LANES`] descents from the example's start.
    pub fn new(example: &Example, pairs: &[Pair]) -> Self {
        let (network, zeros) = (example.network(), [0.0; LANES]);
        let (samples, neurons) = (example.samples().len(), network.neurons());
        let frame = Frame {
            layers: network.layers().to_vec(),
            loss: example.loss(),
            inputs: example.samples().iter().flat_map(|sample| &sample.input).copied().collect(),
            targets: example.samples().iter().flat_map(|sample| &sample.target).copied().collect(),
            samples,
            neurons,
            bias_rule: example.bias_rule(),
            update: example.update(),
            l2: example.l2(),
        };
        let mut descents = Self {
            rates: vec![zeros; network.layers().len()],
            weights: vec![zeros; network.weights().len()],
            biases: vec![zeros; network.biases().len()],
            z: vec![zeros; samples * neurons],
            a: vec![zeros; samples * neurons],
            delta: vec![zeros; samples * neurons],
            weight_gradients: vec![zeros; network.weights().len()],
            bias_gradients: vec![zeros; network.biases().len()],
            shared: vec![zeros; network.layers().len()],
            curves: Work::default(),
            one: std::hint::black_box(1.0),
            frame,
        };
        descents.restart(example, pairs);
        descents
    }

    /// Other pairs from the start of the same example.
    pub(super) fn restart(&mut self, example: &Example, pairs: &[Pair]) {
        let last = self.rates.len() - 1;
        for (l, rates) in self.rates.iter_mut().enumerate() {
            let rate = |pair: &Pair| if l == last { pair.last } else { pair.before };
            *rates = [0.0; LANES];
            rates.iter_mut().zip(pairs).for_each(|(place, pair)| *place = rate(pair));
        }
        let network = example.network();
        self.weights.iter_mut().zip(network.weights()).for_each(|(place, w)| *place = [*w; LANES]);
        self.biases.iter_mut().zip(network.biases()).for_each(|(place, b)| *place = [*b; LANES]);
    }

    /// The cost of each lane at its present parameters.
    pub fn cost(&mut self) -> Lanes {
        let mut sum = [0.0; LANES];
        for s in 0..self.frame.samples {
            self.forward(s);
            let loss = self.loss(s);
            if s == 0 { sum = loss } else { add(&mut sum, &loss) }
        }
        self.averaged(sum)
    }

    /// One round of every lane: the gradient, then the update. Gives the costs at the round's start.
    pub fn round(&mut self) -> Lanes {
        let cost = self.cost();
        let is_sequential = self.frame.update == Update::Sequential;
        for l in (0..self.frame.layers.len()).rev() {
            for s in 0..self.frame.samples {
                self.backward(s, l);
                self.add_gradients(s, l);
            }
            self.finish(l);
            if is_sequential {
                self.step(l);
            }
        }
        if !is_sequential {
            (0..self.frame.layers.len()).for_each(|l| self.step(l));
        }
        cost
    }

    /// Whether all parameters of each lane are finite.
    pub(super) fn are_finite(&self) -> [bool; LANES] {
        // Zero times what is not finite is no number, and stays none in a sum.
        let mut sums = [0.0; LANES];
        for parameter in self.weights.iter().chain(&self.biases) {
            for lane in 0..LANES {
                sums[lane] += 0.0 * parameter[lane];
            }
        }
        sums.map(|sum| sum == 0.0)
    }

    /// Puts the first lane's parameters into the example.
    pub(super) fn store(&self, example: &mut Example) {
        example.network.weights.iter_mut().zip(&self.weights).for_each(|(place, w)| *place = w[0]);
        example.network.biases.iter_mut().zip(&self.biases).for_each(|(place, b)| *place = b[0]);
    }

    /// The errors a − y and slopes of the first lane's outputs, sample by sample, as they were before the update.
    pub(super) fn glance(&self, errors: &mut [f64], slopes: &mut [f64]) {
        let layer = self.frame.layers[self.frame.layers.len() - 1];
        let is_fused = self.frame.loss.is_cross_entropy();
        for (place, (error, slope)) in errors.iter_mut().zip(slopes).enumerate() {
            let (s, k) = (place / layer.neurons, place % layer.neurons);
            let neuron = s * self.frame.neurons + layer.first_neuron + k;
            let (z, a) = (self.z[neuron][0], self.a[neuron][0]);
            *error = a - self.frame.targets[place];
            *slope = if is_fused { 1.0 } else { layer.activation.derivative(z, a) };
        }
    }

    /// Where a layer's neurons stand in the lists of all neurons of all samples.
    fn places(&self, s: usize, layer: &Layer) -> Range<usize> {
        let first = s * self.frame.neurons + layer.first_neuron;
        first..first + layer.neurons
    }

    fn forward(&mut self, s: usize) {
        for l in 0..self.frame.layers.len() {
            let layer = self.frame.layers[l];
            let places = self.places(s, &layer);
            let (before, here) = self.a.split_at_mut(places.start);
            for j in 0..layer.neurons {
                let row = &self.weights[layer.first_weight + j * layer.inputs..][..layer.inputs];
                let mut sum = [0.0; LANES];
                if l == 0 {
                    let input = &self.frame.inputs[s * layer.inputs..][..layer.inputs];
                    for (i, (w, a)) in row.iter().zip(input).enumerate() {
                        let product = w.map(|w| w * a);
                        if i == 0 { sum = product } else { add(&mut sum, &product) }
                    }
                } else {
                    let incoming = &before[places.start - layer.inputs..];
                    sum = zip_with(&row[0], &incoming[0], |w, a| w * a);
                    for (w, a) in row.iter().zip(incoming).skip(1) {
                        add_product(&mut sum, w, a);
                    }
                }
                if let Some(first) = layer.first_bias {
                    add(&mut sum, &self.biases[first + j]);
                }
                self.z[places.start + j] = sum;
            }
            activate(layer.activation, &self.z[places], &mut here[..layer.neurons], &mut self.curves);
        }
    }

    fn loss(&self, s: usize) -> Lanes {
        let layer = self.frame.layers[self.frame.layers.len() - 1];
        let places = self.places(s, &layer);
        let (z, a) = (&self.z[places.clone()], &self.a[places]);
        let targets = &self.frame.targets[s * layer.neurons..][..layer.neurons];
        let mut sum = [0.0; LANES];
        for (k, y) in targets.iter().enumerate() {
            let terms = by_loss(self.frame.loss, |loss| {
                let mut terms = [0.0; LANES];
                for lane in 0..LANES {
                    terms[lane] = loss.term(a[k][lane], *y, || match layer.activation {
                        Activation::Softmax => (softmax_log(z, a, (k, lane)), 0.0),
                        _ => sigmoid_logs(z[k][lane], a[k][lane]),
                    });
                }
                terms
            });
            add(&mut sum, &terms);
        }
        if self.frame.loss == Loss::MeanSquaredError { sum.map(|sum| sum / layer.neurons as f64) } else { sum }
    }

    /// The cost from the sum of the samples' losses: their mean, and the penalty.
    fn averaged(&self, sum: Lanes) -> Lanes {
        let (m, l2) = (self.frame.samples as f64, self.frame.l2);
        let mean = if self.frame.samples == 1 { sum } else { sum.map(|sum| sum / m) };
        if l2 == 0.0 {
            return mean;
        }
        let mut squares = zip_with(&self.weights[0], &self.weights[0], |w, v| w * v);
        for w in &self.weights[1..] {
            add_product(&mut squares, w, w);
        }
        zip_with(&mean, &squares, |mean, squares| mean + l2 / (2.0 * m) * squares)
    }

    /// The δ of layer `l` for one sample, those of the layer behind already taken.
    fn backward(&mut self, s: usize, l: usize) {
        let layer = self.frame.layers[l];
        let places = self.places(s, &layer);
        let is_output = l + 1 == self.frame.layers.len();
        for j in 0..layer.neurons {
            let place = places.start + j;
            let (z, a) = (self.z[place], self.a[place]);
            let d_out = if is_output {
                let y = self.frame.targets[s * layer.neurons + j];
                by_loss(self.frame.loss, |loss| a.map(|a| loss.derivative(a, y, layer.neurons)))
            } else {
                self.passed_back(s, l + 1, j)
            };
            let is_fused = is_output && self.frame.loss.is_cross_entropy();
            let slopes = if is_fused { [1.0; LANES] } else { slopes(layer.activation, &z, &a, self.one) };
            self.delta[place] = zip_with(&d_out, &slopes, |d_out, d_act| d_out * d_act);
        }
    }

    /// ∂E/∂a of neuron `j` in the layer before layer `behind`.
    fn passed_back(&self, s: usize, behind: usize, j: usize) -> Lanes {
        let layer = self.frame.layers[behind];
        let deltas = &self.delta[self.places(s, &layer)];
        let weight = |k: usize| &self.weights[layer.first_weight + k * layer.inputs + j];
        let mut sum = zip_with(&deltas[0], weight(0), |delta, w| delta * w);
        for (k, delta) in deltas.iter().enumerate().skip(1) {
            add_product(&mut sum, delta, weight(k));
        }
        sum
    }

    /// Adds one sample's gradients of layer `l`; the first sample's replace what was there.
    fn add_gradients(&mut self, s: usize, l: usize) {
        let layer = self.frame.layers[l];
        let places = self.places(s, &layer);
        for j in 0..layer.neurons {
            let delta = self.delta[places.start + j];
            let row = &mut self.weight_gradients[layer.first_weight + j * layer.inputs..][..layer.inputs];
            for (i, gradient) in row.iter_mut().enumerate() {
                let product = if l == 0 {
                    let input = self.frame.inputs[s * layer.inputs + i];
                    delta.map(|delta| delta * input)
                } else {
                    zip_with(&delta, &self.a[places.start - layer.inputs + i], |delta, a| delta * a)
                };
                if s == 0 { *gradient = product } else { add(gradient, &product) }
            }
            if let Some(first) = layer.first_bias {
                let gradient = &mut self.bias_gradients[first + j];
                if s == 0 { *gradient = delta } else { add(gradient, &delta) }
            }
        }
        if self.frame.bias_rule == BiasRule::PerLayer {
            let mut sum = self.delta[places.start];
            self.delta[places].iter().skip(1).for_each(|delta| add(&mut sum, delta));
            if s == 0 { self.shared[l] = sum } else { add(&mut self.shared[l], &sum) }
        }
    }

    /// Turns a layer's summed gradients into the average with the penalty.
    fn finish(&mut self, l: usize) {
        let (layer, m) = (self.frame.layers[l], self.frame.samples as f64);
        if self.frame.samples > 1 {
            let average = |gradient: &mut Lanes| *gradient = gradient.map(|gradient| gradient / m);
            self.weight_gradients[layer.all_weights()].iter_mut().for_each(average);
            self.bias_gradients[layer.all_biases()].iter_mut().for_each(average);
            average(&mut self.shared[l]);
        }
        if self.frame.l2 > 0.0 {
            let shrink = self.frame.l2 / m;
            let weights = &self.weights[layer.all_weights()];
            for (gradient, w) in self.weight_gradients[layer.all_weights()].iter_mut().zip(weights) {
                *gradient = zip_with(gradient, w, |gradient, w| gradient + shrink * w);
            }
        }
    }

    /// Moves a layer's parameters against its gradient, the biases by their rule.
    fn step(&mut self, l: usize) {
        let (layer, rates) = (self.frame.layers[l], self.rates[l]);
        let gradients = &self.weight_gradients[layer.all_weights()];
        for (w, gradient) in self.weights[layer.all_weights()].iter_mut().zip(gradients) {
            descend(w, &rates, gradient);
        }
        let places = layer.all_biases();
        let biases = self.biases[places.clone()].iter_mut();
        match self.frame.bias_rule {
            BiasRule::Frozen => {}
            BiasRule::PerNeuron => {
                biases.zip(&self.bias_gradients[places]).for_each(|(b, gradient)| descend(b, &rates, gradient));
            }
            BiasRule::PerLayer => biases.for_each(|b| descend(b, &rates, &self.shared[l])),
        }
    }
}
