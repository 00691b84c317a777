//! The gradient check: every derivative against central differences of the cost.

use crate::example::Example;
use crate::gradient::{cost, gradient};
use crate::network::Neuron;
use crate::quantity::{BiasId, Quantity};

/// The step of the central difference, relative to a parameter's size: the cube root of machine precision.
const STEP: f64 = 6.055_454_452_393_343e-6;

/// One parameter's derivative, by backpropagation and by nudging.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Comparison {
    /// The weight or bias nudged.
    pub parameter: Quantity,
    /// ∂cost/∂parameter by backpropagation.
    pub analytic: f64,
    /// (cost(p + h) − cost(p − h)) / 2h.
    pub numeric: f64,
}

impl Comparison {
    /// The difference, relative to the larger of the two or absolute where both are below 1.
    pub fn error(&self) -> f64 {
        let size = self.analytic.abs().max(self.numeric.abs()).max(1.0);
        (self.analytic - self.numeric).abs() / size
    }
}

/// Compares every weight's and every neuron's bias's derivative with its central difference.
///
/// ```text
/// ∂cost/∂p ≈ (cost(p + h) − cost(p − h)) / 2h,    h = ∛ε · max(1, |p|)
/// ```
pub fn compare(example: &Example) -> Vec<Comparison> {
    let gradient = gradient(example);
    let network = example.network();
    let weights = (0..network.weights().len()).map(|w| (Quantity::Weight(w), w, gradient.weights[w]));
    let biases = network.all_neurons().filter_map(|neuron: Neuron| {
        let place = network.bias_index(neuron)?;
        Some((Quantity::Bias(BiasId::Own(neuron)), place, gradient.biases[place]))
    });
    weights
        .chain(biases)
        .map(|(parameter, place, analytic)| Comparison {
            parameter,
            analytic,
            numeric: central(example, parameter, place),
        })
        .collect()
}

fn central(example: &Example, parameter: Quantity, place: usize) -> f64 {
    let mut nudged = example.clone();
    let mut cost_at = |value: f64| {
        match parameter {
            Quantity::Weight(_) => nudged.network.weights[place] = value,
            _ => nudged.network.biases[place] = value,
        }
        cost(&nudged)
    };
    let start = match parameter {
        Quantity::Weight(_) => example.network().weights()[place],
        _ => example.network().biases()[place],
    };
    let (above, below) = (start + STEP * start.abs().max(1.0), start - STEP * start.abs().max(1.0));
    (cost_at(above) - cost_at(below)) / (above - below)
}
