//! The gradient of the cost at an example's parameters, as a report.

use gradlight_core::example::Example;
use gradlight_core::gradient;
use serde::Serialize;

use super::{Nested, Number};

/// The cost and its derivative by every weight and bias.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GradientReport {
    /// The cost at the example's parameters.
    pub cost: Number,
    /// ∂cost/∂w, the penalty included: layer, neuron, input.
    pub weights: Vec<Vec<Vec<Number>>>,
    /// ∂cost/∂b of every neuron that has a bias, whatever the bias rule: layer, neuron; `[]` without biases.
    pub biases: Vec<Vec<Number>>,
}

impl GradientReport {
    /// The report on an example.
    pub fn of(example: &Example) -> Self {
        let gradient = gradient::gradient(example);
        let Nested { weights, biases } = Nested::of(example.network(), &gradient.weights, &gradient.biases);
        Self { cost: Number(gradient.cost), weights, biases }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use gradlight_core::builtin;

    #[test]
    fn frozen_biases_have_gradients_and_absent_ones_an_empty_list() {
        let classical = GradientReport::of(&builtin::example(builtin::CLASSICAL).unwrap());
        assert_eq!(classical.biases.iter().map(Vec::len).collect::<Vec<_>>(), [2, 2]);
        let linear =
            serde_json::to_value(GradientReport::of(&builtin::example("two-two-one-linear").unwrap())).unwrap();
        assert_eq!(linear["biases"], serde_json::json!([[], []]));
        assert_eq!(linear["weights"].as_array().map(Vec::len), Some(2));
    }
}
