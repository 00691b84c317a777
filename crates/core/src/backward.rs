//! The backward pass: every neuron's δ = ∂E/∂z for one sample, and the gradients that follow from it.

use crate::example::Example;
use crate::forward::Pass;
use crate::network::{Layer, Network};
use crate::rounding::Keep;

/// What a backward pass leaves behind, a value a neuron, layer by layer.
#[derive(Clone, Debug)]
pub(crate) struct Errors {
    /// δ = ∂E/∂z.
    delta: Vec<f64>,
    /// ∂E/∂a and da/dz, whose product δ is; written only where values are rounded.
    factors: Vec<(f64, f64)>,
}

impl Errors {
    /// Empty errors of the network's size.
    pub(crate) fn new(network: &Network) -> Self {
        Self { delta: vec![0.0; network.neurons()], factors: vec![(0.0, 0.0); network.neurons()] }
    }

    /// The δ of one layer's neurons.
    pub(crate) fn delta_of(&self, layer: &Layer) -> &[f64] {
        &self.delta[layer.first_neuron..layer.first_neuron + layer.neurons]
    }

    /// The factors da/dz that the δ of one layer's neurons carry: 1 for outputs whose δ comes at once.
    pub(crate) fn slopes_of(&self, layer: &Layer) -> &[f64] {
        &self.d_act[layer.all_neurons()]
    }

    /// Takes the errors of layer `l`, the layer behind it already taken.
    ///
    /// ```text
    /// outputs: δ = ∂E/∂a · f′(z)    with cross-entropy: δ = a − y
    /// hidden:  δⱼ = (Σₖ δₖ wₖⱼ) · f′(zⱼ)
    /// ```
    ///
    /// # Shapes
    /// `target`: one value an output.
    pub(crate) fn take<K: Keep>(&mut self, example: &Example, pass: &Pass, target: &[f64], l: usize, keep: K) {
        if l + 1 == example.network().layers().len() {
            self.take_outputs(example, pass, target, keep);
        } else {
            self.take_hidden(example.network(), pass, l, keep);
        }
    }

    fn take_outputs<K: Keep>(&mut self, example: &Example, pass: &Pass, target: &[f64], keep: K) {
        let (layer, loss, is_fused) = (*example.network().output(), example.loss(), example.is_fused());
        let (z, a) = (&pass.z[layer.all_neurons()], &pass.a[layer.all_neurons()]);
        let factors = places::<K>(&mut self.factors, &layer);
        let delta = &mut self.delta[layer.all_neurons()];
        for k in 0..layer.neurons {
            let d_out = keep.keep(loss.derivative(a[k], target[k], layer.neurons));
            let d_act = if is_fused { 1.0 } else { keep.keep(layer.activation.derivative(z[k], a[k])) };
            delta[k] = product(factors, k, (d_out, d_act), keep);
        }
    }

    fn take_hidden<K: Keep>(&mut self, network: &Network, pass: &Pass, l: usize, keep: K) {
        let (layer, behind) = (network.layers()[l], network.layers()[l + 1]);
        let weights = &network.weights()[behind.all_weights()];
        let (z, a) = (&pass.z[layer.all_neurons()], &pass.a[layer.all_neurons()]);
        let factors = places::<K>(&mut self.factors, &layer);
        let (here, next) = self.delta.split_at_mut(behind.first_neuron);
        let (delta, next) = (&mut here[layer.first_neuron..], &next[..behind.neurons]);
        for j in 0..layer.neurons {
            let mut sum = keep.keep(next[0] * weights[j]);
            for k in 1..behind.neurons {
                sum += keep.keep(next[k] * weights[k * behind.inputs + j]);
            }
            let d_act = keep.keep(layer.activation.derivative(z[j], a[j]));
            delta[j] = product(factors, j, (keep.keep(sum), d_act), keep);
        }
    }

    /// Hands out each weight gradient ∂E/∂wⱼᵢ = δⱼ aᵢ of a layer, in running order.
    ///
    /// # Shapes
    /// `incoming`: what the layer receives; `gradients`: one entry a weight of the layer, each given to `put`
    /// with its gradient.
    pub(crate) fn weight_gradients<K: Keep>(
        &self,
        layer: &Layer,
        incoming: &[f64],
        gradients: &mut [f64],
        put: impl Fn(&mut f64, f64),
        keep: K,
    ) {
        let layer = *layer;
        let delta = &self.delta[layer.all_neurons()];
        for j in 0..layer.neurons {
            let factors = if K::ROUNDS { self.factors[layer.first_neuron + j] } else { (0.0, 0.0) };
            let row = &mut gradients[j * layer.inputs..][..incoming.len()];
            for (gradient, a) in row.iter_mut().zip(incoming) {
                put(gradient, keep.chain(factors, delta[j], *a));
            }
        }
    }
}

/// Where a layer's factors are written: nowhere in exact arithmetic.
fn places<'a, K: Keep>(factors: &'a mut [(f64, f64)], layer: &Layer) -> &'a mut [(f64, f64)] {
    if K::ROUNDS { &mut factors[layer.all_neurons()] } else { &mut [] }
}

/// Neuron `j`'s δ, the product of its factors, which are written down where rounding makes a difference.
fn product<K: Keep>(places: &mut [(f64, f64)], j: usize, factors: (f64, f64), keep: K) -> f64 {
    if K::ROUNDS {
        places[j] = factors;
    }
    keep.keep(factors.0 * factors.1)
}
