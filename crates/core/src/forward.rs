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
        for (l, &layer) in network.layers().iter().enumerate() {
            let (before, here) = self.a.split_at_mut(layer.first_neuron);
            let incoming = if l == 0 { input } else { &before[before.len() - layer.inputs..] };
            let (z, a) = (&mut self.z[layer.all_neurons()], &mut here[..layer.neurons]);
            weighted_inputs(network, layer, incoming, keep).zip(z.iter_mut()).for_each(|(sum, z)| *z = sum);
            match layer.activation {
                Activation::Softmax => self.denominator = softmax_kept(z, a, keep),
                Activation::Sigmoid => {
                    for (a, z) in a.iter_mut().zip(z) {
                        *a = keep.keep(math::sigmoid(*z));
                    }
                }
                other => {
                    for (a, z) in a.iter_mut().zip(z) {
                        *a = keep.keep(other.value(*z));
                    }
                }
            }
        }
    }

    /// What a layer receives: the sample's input, or the activations of the layer before.
    pub(crate) fn incoming<'a>(&'a self, layer: &Layer, input: &'a [f64], l: usize) -> &'a [f64] {
        if l == 0 { input } else { &self.a[layer.first_neuron - layer.inputs..layer.first_neuron] }
    }

    /// The loss of the sample that has been run, in any arithmetic.
    pub(crate) fn loss_kept<K: Keep>(&self, example: &Example, target: &[f64], keep: K) -> f64 {
        let (layer, loss) = (*example.network().output(), example.loss());
        let (z, a) = (&self.z[layer.all_neurons()], &self.a[layer.all_neurons()]);
        // No term is a negative zero, so the sum may start from zero.
        let mut sum = 0.0;
        for (k, ((z_k, a_k), y)) in z.iter().zip(a).zip(target).enumerate() {
            sum += keep.keep(loss.term(*a_k, *y, || match layer.activation {
                Activation::Softmax => (self.softmax_log(z, a, k), 0.0),
                _ => sigmoid_logs(*z_k, *a_k),
            }));
        }
        keep.keep(if loss == Loss::MeanSquaredError { sum / layer.neurons as f64 } else { sum })
    }

    /// ln aₖ of a softmax; from the weighted inputs where aₖ has vanished.
    fn softmax_log(&self, z: &[f64], a: &[f64], k: usize) -> f64 {
        if a[k] != 0.0 {
            return math::ln(a[k]);
        }
        let shift = softmax_shift(z).map_or(0.0, |top| z[top]);
        z[k] - shift - math::ln(self.denominator)
    }
}

/// The weighted input of each neuron of a layer.
fn weighted_inputs<K: Keep>(network: &Network, layer: Layer, incoming: &[f64], keep: K) -> impl Iterator<Item = f64> {
    let weights = &network.weights()[layer.all_weights()];
    let biases = &network.biases()[layer.all_biases()];
    (0..layer.neurons).map(move |j| {
        let row = &weights[j * layer.inputs..][..incoming.len()];
        let mut sum = row[0] * incoming[0];
        for (w, a) in row.iter().zip(incoming).skip(1) {
            sum += w * a;
        }
        keep.keep(biases.get(j).map_or(sum, |b| sum + b))
    })
}

/// The loss of one sample whose forward pass has been run: the sum of its outputs' terms, in their order.
///
/// A logarithm of an output that has rounded to 0 or 1 is taken from the weighted input instead, so that the
/// loss stays finite as long as that does; a target of 0 or 1 leaves out the term it multiplies by 0.
///
/// # Shapes
/// `target`: one value an output.
pub fn loss(example: &Example, pass: &Pass, target: &[f64]) -> f64 {
    pass.loss_kept(example, target, Exact)
}
