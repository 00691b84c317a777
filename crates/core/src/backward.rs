//! The backward pass: every neuron's δ = ∂E/∂z for one sample, and the gradients that follow from it.

use crate::example::Example;
use crate::forward::Pass;
use crate::network::{Layer, Network};

/// Sets the output layer's δ.
///
/// ```text
/// δ = ∂E/∂a · f′(z)    with cross-entropy: δ = a − y
/// ```
///
/// # Shapes
/// `delta`: one entry a neuron of the network; `target`: one value an output.
pub fn output_delta(example: &Example, pass: &Pass, target: &[f64], delta: &mut [f64]) {
    let layer = example.network().output();
    for (k, &y) in target.iter().enumerate() {
        let n = layer.first_neuron + k;
        let d_out = example.loss().derivative(pass.a[n], y, layer.neurons);
        delta[n] = if example.is_fused() { d_out } else { d_out * layer.activation.derivative(pass.z[n], pass.a[n]) };
    }
}

/// Sets the δ of hidden layer `l` from the layer behind it and that layer's weights.
///
/// ```text
/// δⱼ = (Σₖ δₖ wₖⱼ) · f′(zⱼ)
/// ```
pub fn hidden_delta(network: &Network, pass: &Pass, l: usize, delta: &mut [f64]) {
    let (layer, behind) = (&network.layers()[l], &network.layers()[l + 1]);
    let (here, next) = delta.split_at_mut(behind.first_neuron);
    let weights = &network.weights()[behind.first_weight..];
    for j in 0..layer.neurons {
        let mut d_out = next[0] * weights[j];
        for k in 1..behind.neurons {
            d_out += next[k] * weights[k * behind.inputs + j];
        }
        let n = layer.first_neuron + j;
        here[n] = d_out * layer.activation.derivative(pass.z[n], pass.a[n]);
    }
}

/// Hands out each weight gradient ∂E/∂wⱼᵢ = δⱼ aᵢ of layer `l`, in running order.
///
/// # Shapes
/// `gradients`: one entry a weight of the layer; `put` receives each place and its gradient.
pub fn weight_gradients(
    layer: &Layer,
    incoming: &[f64],
    delta: &[f64],
    gradients: &mut [f64],
    put: impl Fn(&mut f64, f64),
) {
    let delta = &delta[layer.first_neuron..layer.first_neuron + layer.neurons];
    for (row, d) in gradients.chunks_exact_mut(layer.inputs).zip(delta) {
        for (gradient, a) in row.iter_mut().zip(incoming) {
            put(gradient, d * a);
        }
    }
}

/// What a layer receives: the sample's input, or the activations of the layer before.
pub fn incoming<'a>(network: &Network, pass: &'a Pass, input: &'a [f64], l: usize) -> &'a [f64] {
    match l.checked_sub(1).map(|before| &network.layers()[before]) {
        None => input,
        Some(before) => &pass.a[before.first_neuron..before.first_neuron + before.neurons],
    }
}
