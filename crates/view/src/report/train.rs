//! Where training an example leads, as a report.

use gradlight_core::example::Example;
use gradlight_core::forward::Pass;
use gradlight_core::train;
use serde::Serialize;

use super::{Nested, Number};

/// The state after so many finished updates, or the last finite one of a run that diverged.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TrainReport {
    /// The cost of that state; not finite only where the example's own is not.
    pub cost: Number,
    /// Its outputs, a list a sample.
    pub outputs: Vec<Vec<Number>>,
    /// Its weights: layer, neuron, input.
    pub weights: Vec<Vec<Vec<Number>>>,
    /// Its biases: layer, neuron; `[]` for a layer without biases.
    pub biases: Vec<Vec<Number>>,
    /// The round, from 1, in which the cost or a parameter left the finite numbers, if one did.
    pub diverged_at: Option<usize>,
    /// The finite costs at 0, 1, 2, … finished updates, where they were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub history: Option<Vec<Number>>,
}

impl TrainReport {
    /// The report on so many rounds.
    pub fn of(example: &Example, rounds: usize) -> Self {
        Self::on(&train::ending(example, rounds, |_| {}))
    }

    /// The report on so many rounds, with the cost of each.
    pub fn with_history(example: &Example, rounds: usize) -> Self {
        let mut history = Vec::new();
        let ending = train::ending(example, rounds, |cost| history.push(Number(cost)));
        Self { history: Some(history), ..Self::on(&ending) }
    }

    fn on(ending: &train::Ending) -> Self {
        let network = ending.example.network();
        let mut pass = Pass::new(network);
        let outputs = |sample: &gradlight_core::example::Sample| {
            pass.run(network, &sample.input);
            Number::list(pass.outputs(network).iter().copied())
        };
        let outputs = ending.example.samples().iter().map(outputs).collect();
        let Nested { weights, biases } = Nested::of(network, network.weights(), network.biases());
        let diverged_at = ending.divergence.map(train::Divergence::round);
        Self { cost: Number(ending.cost), outputs, weights, biases, diverged_at, history: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use gradlight_core::builtin;

    #[test]
    fn history_is_there_only_when_asked_for() {
        let example = builtin::example(builtin::CLASSICAL).unwrap();
        let plain = serde_json::to_value(TrainReport::of(&example, 3)).unwrap();
        assert_eq!(plain.get("history"), None);
        assert_eq!(plain["diverged_at"], serde_json::Value::Null);
        let full = TrainReport::with_history(&example, 3);
        let history = full.history.clone().unwrap();
        assert_eq!((history.len(), history.last()), (4, Some(&full.cost)));
        assert_eq!(TrainReport { history: None, ..full }, TrainReport::of(&example, 3));
    }

    #[test]
    fn after_divergence_the_last_finite_state_is_reported() {
        let example = builtin::example("two-two-one-linear").unwrap().with_learning_rate(0.6).unwrap();
        let report = TrainReport::with_history(&example, 10_000);
        assert!(report.diverged_at.is_some_and(|round| round < 100));
        assert!(report.cost.0.is_finite());
        assert!(report.weights.iter().flatten().flatten().all(|weight| weight.0.is_finite()));
        assert!(report.history.unwrap().iter().all(|cost| cost.0.is_finite()));
    }
}
