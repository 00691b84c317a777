//! The reports: what the terminal prints and JavaScript receives, computed once for both.
//!
//! Each serializes to the object that the documentation of the two names; numbers that are not finite become
//! `null`, for JSON has none. A request that cannot be met is a [`Fault`](gradlight_core::example::Fault) whose
//! path is the request's name: `rounds`, `round`, `sample`.

use gradlight_core::network::Network;

pub mod request;

mod gradient;
mod number;
mod sentence;
mod trace;
mod train;

pub use gradient::GradientReport;
pub use number::Number;
pub use sentence::one_line;
pub use trace::{StepReport, TraceReport, TracedRound};
pub use train::TrainReport;

/// Weights and biases, or their gradients, nested as the example document has them.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Nested {
    /// One number a weight: layer, neuron, input.
    weights: Vec<Vec<Vec<Number>>>,
    /// One number a bias: layer, neuron; `[]` for a layer without biases.
    biases: Vec<Vec<Number>>,
}

impl Nested {
    fn of(network: &Network, weights: &[f64], biases: &[f64]) -> Self {
        let (weights, biases) = network.nested(weights, biases);
        Self {
            weights: weights.into_iter().map(|layer| layer.into_iter().map(Number::list).collect()).collect(),
            biases: biases.into_iter().map(Number::list).collect(),
        }
    }
}
