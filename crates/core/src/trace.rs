//! The trace: every quantity of one round for one sample, in order, with the formula that gave it.
//!
//! It is built once and never changes. A view that wants a number indexes it; nothing is computed again.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::example::{BiasRule, Example};
use crate::expression::Expression;
use crate::network::Network;
use crate::quantity::{BiasId, Quantity};
use crate::rounding::Arithmetic;

mod build;
mod formulas;
mod samples;

/// The part of a round that a step belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// From the inputs to the outputs.
    Forward,
    /// How wrong the outputs are.
    Loss,
    /// Whose fault it is, from the outputs back.
    Backward,
    /// What becomes of the parameters.
    Update,
}

impl Phase {
    /// The four phases in the order of a round.
    pub const ALL: [Self; 4] = [Self::Forward, Self::Loss, Self::Backward, Self::Update];

    /// Its name in ids and documents.
    pub fn name(self) -> &'static str {
        match self {
            Self::Forward => "forward",
            Self::Loss => "loss",
            Self::Backward => "backward",
            Self::Update => "update",
        }
    }
}

/// The computation of one quantity.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// What is computed.
    pub quantity: Quantity,
    /// The part of the round.
    pub phase: Phase,
    /// How, factor by factor along the chain rule.
    pub expression: Expression,
    /// The same by way of δ, for notations that write it so; the value is the same.
    /// None where there is no such form, or where carried rounding on the way would give another value.
    pub short: Option<Expression>,
    /// The value.
    pub value: f64,
}

/// One round of one sample, complete.
#[derive(Clone, Debug, PartialEq)]
pub struct Trace {
    pub(crate) round: usize,
    pub(crate) sample: usize,
    pub(crate) arithmetic: Arithmetic,
    pub(crate) steps: Vec<Step>,
    pub(crate) values: BTreeMap<Quantity, f64>,
    pub(crate) places: BTreeMap<Quantity, usize>,
    pub(crate) cost: f64,
}

impl Trace {
    /// The trace of the round that starts from the example's present parameters.
    ///
    /// `round` (from 1) is only its label; `sample` counts from 0 and stops at the last.
    pub fn of(example: &Example, round: usize, sample: usize, arithmetic: Arithmetic) -> Self {
        let sample = sample.min(example.samples().len() - 1);
        let (steps, values, cost) = build::build(example, sample, arithmetic);
        let places = steps.iter().enumerate().map(|(place, step)| (step.quantity, place)).collect();
        Self { round, sample, arithmetic, steps, values, places, cost }
    }

    /// The round, from 1.
    pub fn round(&self) -> usize {
        self.round
    }

    /// The traced sample, from 0.
    pub fn sample(&self) -> usize {
        self.sample
    }

    /// The arithmetic it was computed in.
    pub fn arithmetic(&self) -> Arithmetic {
        self.arithmetic
    }

    /// The steps in order; at least one.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// The place of the step that computes a quantity; given quantities have none.
    pub fn place_of(&self, quantity: &Quantity) -> Option<usize> {
        self.places.get(quantity).copied()
    }

    /// The value of a quantity, given or computed.
    pub fn value(&self, quantity: &Quantity) -> Option<f64> {
        self.values.get(quantity).copied()
    }

    /// The cost at the round's start.
    pub fn cost(&self) -> f64 {
        self.cost
    }

    /// The network that the round leaves behind.
    pub fn next_network(&self, example: &Example) -> Network {
        network_after(example, &|quantity| self.value(quantity))
    }
}

/// The network that a round leaves behind whose values `read` gives.
pub(crate) fn network_after(example: &Example, read: &dyn Fn(&Quantity) -> Option<f64>) -> Network {
    let mut network = example.network().clone();
    for w in 0..network.weights.len() {
        network.weights[w] = read(&Quantity::NewWeight(w)).unwrap_or(network.weights[w]);
    }
    if example.bias_rule() == BiasRule::Frozen {
        return network;
    }
    for layer in 0..network.layers().len() {
        for bias in example.biases_of(layer) {
            let moved = read(&Quantity::NewBias(bias));
            network.biases[example.bias_places(bias)].iter_mut().for_each(|b| *b = moved.unwrap_or(*b));
        }
    }
    network
}

/// The bias a step of the bias rule moves, if the rule moves any.
pub(crate) fn moving_biases(example: &Example, layer: usize) -> Vec<BiasId> {
    if example.bias_rule() == BiasRule::Frozen { Vec::new() } else { example.biases_of(layer) }
}
