//! The forward pass: every neuron's weighted input z and activation a for one sample.

use crate::activation::{Activation, softmax};
use crate::example::Example;
use crate::loss::sigmoid_logs;
use crate::math;
use crate::network::{Layer, Network};

/// What a forward pass leaves behind, a value a neuron, layer by layer.
#[derive(Clone, Debug, PartialEq)]
pub struct Pass {
    /// Weighted inputs.
    pub z: Vec<f64>,
    /// Activations.
    pub a: Vec<f64>,
}

impl Pass {
    /// An empty pass of the network's size.
    pub fn new(network: &Network) -> Self {
        Self { z: vec![0.0; network.neurons()], a: vec![0.0; network.neurons()] }
    }

    /// The outputs.
    pub fn outputs(&self, network: &Network) -> &[f64] {
        &self.a[network.output().first_neuron..]
    }

    /// Runs one sample through the network.
    ///
    /// ```text
    /// zⱼ = Σᵢ wⱼᵢ aᵢ + bⱼ    aⱼ = f(zⱼ)
    /// ```
    ///
    /// The sum runs over the inputs in order, the bias last.
    ///
    /// # Shapes
    /// `input`: one value an input.
    pub fn run(&mut self, network: &Network, input: &[f64]) {
        for (l, layer) in network.layers().iter().enumerate() {
            let (before, here) = self.a.split_at_mut(layer.first_neuron);
            let incoming = if l == 0 { input } else { &before[before.len() - layer.inputs..] };
            let z = &mut self.z[layer.first_neuron..layer.first_neuron + layer.neurons];
            weighted_inputs(network, layer, incoming, z);
            activate(layer.activation, z, &mut here[..layer.neurons]);
        }
    }
}

fn weighted_inputs(network: &Network, layer: &Layer, incoming: &[f64], z: &mut [f64]) {
    let weights = &network.weights()[layer.first_weight..layer.first_weight + layer.neurons * layer.inputs];
    for (z, row) in z.iter_mut().zip(weights.chunks_exact(layer.inputs)) {
        let mut sum = row[0] * incoming[0];
        for (w, a) in row[1..].iter().zip(&incoming[1..]) {
            sum += w * a;
        }
        *z = sum;
    }
    if let Some(first) = layer.first_bias {
        for (z, b) in z.iter_mut().zip(&network.biases()[first..]) {
            *z += b;
        }
    }
}

fn activate(activation: Activation, z: &[f64], a: &mut [f64]) {
    if activation == Activation::Softmax {
        softmax(z, a);
    } else {
        for (a, z) in a.iter_mut().zip(z) {
            *a = activation.value(*z);
        }
    }
}

/// The loss of one sample whose forward pass has been run.
///
/// # Shapes
/// `target`: one value an output.
pub fn loss(example: &Example, pass: &Pass, target: &[f64]) -> f64 {
    let layer = example.network().output();
    let (z, a) = (&pass.z[layer.first_neuron..], &pass.a[layer.first_neuron..]);
    let term = |k: usize| {
        example.loss().term(a[k], target[k], || {
            if layer.activation == Activation::Softmax { (softmax_log(z, a, k), 0.0) } else { sigmoid_logs(z[k], a[k]) }
        })
    };
    let mut sum = term(0);
    for k in 1..layer.neurons {
        sum += term(k);
    }
    if example.loss() == crate::loss::Loss::MeanSquaredError { sum / layer.neurons as f64 } else { sum }
}

/// ln aₖ of a softmax; from the weighted inputs where aₖ has vanished.
fn softmax_log(z: &[f64], a: &[f64], k: usize) -> f64 {
    if a[k] != 0.0 {
        return math::ln(a[k]);
    }
    let shift = crate::activation::softmax_shift(z).map_or(0.0, |top| z[top]);
    let mut sum = math::exp(z[0] - shift);
    for z in &z[1..] {
        sum += math::exp(z - shift);
    }
    z[k] - shift - math::ln(sum)
}
