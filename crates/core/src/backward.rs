//! The backward pass: every neuron's δ = ∂E/∂z for one sample, and the gradients that follow from it.

use crate::example::Example;
use crate::forward::Pass;
use crate::network::{Layer, Network};
use crate::rounding::Keep;

/// What a backward pass leaves behind, a value a neuron, layer by layer.
#[derive(Clone, Debug)]
pub(crate) struct Errors {
    /// ∂E/∂a; for outputs whose δ comes at once, that δ.
    d_out: Vec<f64>,
    /// da/dz; 1 for those outputs.
    d_act: Vec<f64>,
    /// δ = ∂E/∂z.
    delta: Vec<f64>,
}

impl Errors {
    /// Empty errors of the network's size.
    pub(crate) fn new(network: &Network) -> Self {
        let empty = vec![0.0; network.neurons()];
        Self { d_out: empty.clone(), d_act: empty.clone(), delta: empty }
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
        let layer = example.network().output();
        for (k, &y) in target.iter().enumerate() {
            let n = layer.first_neuron + k;
            self.d_out[n] = keep.keep(example.loss().derivative(pass.a[n], y, layer.neurons));
            let is_fused = example.is_fused();
            self.d_act[n] = if is_fused { 1.0 } else { keep.keep(layer.activation.derivative(pass.z[n], pass.a[n])) };
            self.delta[n] = keep.keep(self.d_out[n] * self.d_act[n]);
        }
    }

    fn take_hidden<K: Keep>(&mut self, network: &Network, pass: &Pass, l: usize, keep: K) {
        let (layer, behind) = (&network.layers()[l], &network.layers()[l + 1]);
        let weights = &network.weights()[behind.all_weights()];
        let (here, next) = self.delta.split_at_mut(behind.first_neuron);
        let (delta, next) = (&mut here[layer.first_neuron..], &next[..behind.neurons]);
        let (d_out, d_act) = (&mut self.d_out[layer.all_neurons()], &mut self.d_act[layer.all_neurons()]);
        let (z, a) = (&pass.z[layer.all_neurons()], &pass.a[layer.all_neurons()]);
        for j in 0..layer.neurons {
            let mut sum = keep.keep(next[0] * weights[j]);
            for k in 1..behind.neurons {
                sum += keep.keep(next[k] * weights[k * behind.inputs + j]);
            }
            d_out[j] = keep.keep(sum);
            d_act[j] = keep.keep(layer.activation.derivative(z[j], a[j]));
            delta[j] = keep.keep(d_out[j] * d_act[j]);
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
        for j in 0..layer.neurons {
            let n = layer.first_neuron + j;
            let (factors, delta) = ((self.d_out[n], self.d_act[n]), self.delta[n]);
            let row = &mut gradients[j * layer.inputs..][..incoming.len()];
            for (gradient, a) in row.iter_mut().zip(incoming) {
                put(gradient, keep.chain(factors, delta, *a));
            }
        }
    }
}
