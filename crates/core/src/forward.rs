//! The forward pass: every neuron's weighted input z and activation a for one sample.

use crate::activation::{Activation, softmax_kept, softmax_shift};
use crate::example::Example;
use crate::loss::{Loss, sigmoid_logs};
use crate::math;
use crate::network::{Layer, Network};
use crate::rounding::{Exact, Keep};

/// What a forward pass leaves behind, a value a neuron, layer by layer.
#[derive(Clone, Debug, PartialEq)]
pub struct Pass {
    /// Weighted inputs.
    pub z: Vec<f64>,
    /// Activations.
    pub a: Vec<f64>,
    /// The softmax denominator of the outputs; 1 for other outputs.
    denominator: f64,
}

impl Pass {
    /// An empty pass of the network's size.
    pub fn new(network: &Network) -> Self {
        Self { z: vec![0.0; network.neurons()], a: vec![0.0; network.neurons()], denominator: 1.0 }
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
        self.run_kept(network, input, Exact);
    }

    /// Runs one sample through the network in any arithmetic.
    pub(crate) fn run_kept<K: Keep>(&mut self, network: &Network, input: &[f64], keep: K) {
        for (l, layer) in network.layers().iter().enumerate() {
            let (before, here) = self.a.split_at_mut(layer.first_neuron);
            let incoming = if l == 0 { input } else { &before[before.len() - layer.inputs..] };
            let z = &mut self.z[layer.first_neuron..layer.first_neuron + layer.neurons];
            weighted_inputs(network, layer, incoming, z, keep);
            let a = &mut here[..layer.neurons];
            if layer.activation == Activation::Softmax {
                self.denominator = softmax_kept(z, a, keep);
            } else {
                activate(layer.activation, z, a, keep);
            }
        }
    }

    /// What a layer receives: the sample's input, or the activations of the layer before.
    pub(crate) fn incoming<'a>(&'a self, network: &Network, input: &'a [f64], l: usize) -> &'a [f64] {
        let layer = &network.layers()[l];
        if l == 0 { input } else { &self.a[layer.first_neuron - layer.inputs..layer.first_neuron] }
    }

    /// The loss of the sample that has been run, in any arithmetic.
    pub(crate) fn loss_kept<K: Keep>(&self, example: &Example, target: &[f64], keep: K) -> f64 {
        let layer = example.network().output();
        let term = |k: usize| {
            let n = layer.first_neuron + k;
            let logs = || match layer.activation {
                Activation::Softmax => (self.softmax_log(layer, k), 0.0),
                _ => sigmoid_logs(self.z[n], self.a[n]),
            };
            keep.keep(example.loss().term(self.a[n], target[k], logs))
        };
        let mut sum = term(0);
        for k in 1..layer.neurons {
            sum += term(k);
        }
        keep.keep(if example.loss() == Loss::MeanSquaredError { sum / layer.neurons as f64 } else { sum })
    }

    /// ln aₖ of a softmax; from the weighted inputs where aₖ has vanished.
    fn softmax_log(&self, layer: &Layer, k: usize) -> f64 {
        let (z, a) = (&self.z[layer.first_neuron..], self.a[layer.first_neuron + k]);
        if a != 0.0 {
            return math::ln(a);
        }
        let shift = softmax_shift(z).map_or(0.0, |top| z[top]);
        z[k] - shift - math::ln(self.denominator)
    }
}

fn weighted_inputs<K: Keep>(network: &Network, layer: &Layer, incoming: &[f64], z: &mut [f64], keep: K) {
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
    for z in z {
        *z = keep.keep(*z);
    }
}

fn activate<K: Keep>(activation: Activation, z: &[f64], a: &mut [f64], keep: K) {
    for (a, z) in a.iter_mut().zip(z) {
        *a = keep.keep(activation.value(*z));
    }
}

/// The loss of one sample whose forward pass has been run.
///
/// # Shapes
/// `target`: one value an output.
pub fn loss(example: &Example, pass: &Pass, target: &[f64]) -> f64 {
    pass.loss_kept(example, target, Exact)
}
