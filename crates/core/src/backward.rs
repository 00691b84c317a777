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
        let weights = &network.weights()[behind.first_weight..behind.first_weight + behind.neurons * behind.inputs];
        let next = &self.delta[behind.first_neuron..behind.first_neuron + behind.neurons];
        let d_out = &mut self.d_out[layer.first_neuron..layer.first_neuron + layer.neurons];
        // Share by share for the whole layer: each neuron's sum runs over the layer behind in order.
        for (k, (delta, row)) in next.iter().zip(weights.chunks_exact(behind.inputs)).enumerate() {
            for (sum, w) in d_out.iter_mut().zip(row) {
                let share = keep.keep(delta * w);
                *sum = if k == 0 { share } else { *sum + share };
            }
        }
        for n in layer.first_neuron..layer.first_neuron + layer.neurons {
            self.d_out[n] = keep.keep(self.d_out[n]);
            self.d_act[n] = keep.keep(layer.activation.derivative(pass.z[n], pass.a[n]));
            self.delta[n] = keep.keep(self.d_out[n] * self.d_act[n]);
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
        for (j, row) in gradients.chunks_exact_mut(layer.inputs).enumerate() {
            let n = layer.first_neuron + j;
            let (factors, delta) = ((self.d_out[n], self.d_act[n]), self.delta[n]);
            for (gradient, a) in row.iter_mut().zip(incoming) {
                put(gradient, keep.chain(factors, delta, *a));
            }
        }
    }
}
