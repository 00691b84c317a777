//! Sensitivity: how an output answers a small change of each input.

use crate::forward::Pass;
use crate::network::Network;

/// The derivative of the first output by each input, at that input.
///
/// ```text
/// ∂a/∂xᵢ = Σⱼ w¹ⱼᵢ ∂a/∂z¹ⱼ    ∂a/∂zˡⱼ = f′(zˡⱼ) Σₖ wˡ⁺¹ₖⱼ ∂a/∂zˡ⁺¹ₖ
/// ```
///
/// # Shapes
/// One entry an input. A softmax output counts with the others' nets held still.
pub fn by_input(network: &Network, input: &[f64]) -> Vec<f64> {
    let mut pass = Pass::new(network);
    pass.run(network, input);
    let output = network.output();
    // By the activations of the layer at hand, from the outputs back.
    let mut by_activation = vec![0.0; output.neurons];
    by_activation[0] = 1.0;
    for layer in network.layers().iter().rev() {
        let weights = &network.weights()[layer.all_weights()];
        let mut before = vec![0.0; layer.inputs];
        for (j, share) in by_activation.iter().enumerate() {
            let place = layer.first_neuron + j;
            let delta = share * layer.activation.derivative(pass.z[place], pass.a[place]);
            for (before, w) in before.iter_mut().zip(&weights[j * layer.inputs..]) {
                *before += w * delta;
            }
        }
        by_activation = before;
    }
    by_activation
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builtin;

    #[test]
    fn the_slope_by_each_input_is_that_of_the_output() {
        for name in ["two-two-two", "xor", "one-one-one"] {
            let example = builtin::example(name).expect(name);
            let network = example.network();
            let input = vec![0.3; network.inputs()];
            let output = |input: &[f64]| {
                let mut pass = Pass::new(network);
                pass.run(network, input);
                pass.outputs(network)[0]
            };
            for (i, slope) in by_input(network, &input).iter().enumerate() {
                let at = |shift: f64| {
                    let mut moved = input.clone();
                    moved[i] += shift;
                    output(&moved)
                };
                let measured = (at(1e-5) - at(-1e-5)) / 2e-5;
                assert!((measured - slope).abs() < 1e-9, "{name} input {i}: {slope} but measured {measured}");
            }
        }
    }
}
