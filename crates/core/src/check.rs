//! The independent checker: every number of a trace derived a second time, from the example alone.
//!
//! It shares with the engine the transcendental functions, the activations' values, decimal rounding and the
//! network's shape, and nothing else: not the passes, not the gradient, not the evaluation of formulas.

use std::collections::BTreeMap;

use thiserror::Error;

use crate::example::Example;
use crate::quantity::Quantity;
use crate::trace::{Step, Trace};

mod derive;
mod formula;
mod rule;
mod sheet;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;

pub use rule::Rule;

use derive::Derived;

/// A rule that a trace breaks, and where.
#[derive(Clone, Copy, Debug, PartialEq, Error)]
#[error("rule {rule} broken at {quantity:?}: {found} where {expected} is right")]
pub struct Violation {
    /// The rule.
    pub rule: Rule,
    /// The quantity whose number, step or formula breaks it.
    pub quantity: Quantity,
    /// What is right: a value, or or a place or count where the rule is about one; NaN where nothing is.
    pub expected: f64,
    /// What the trace has; NaN where it has nothing.
    pub found: f64,
}

/// The values known so far, given and computed.
type Known = BTreeMap<Quantity, f64>;

/// Whether a trace is, number by number, the round that starts from the example's parameters.
///
/// In exact arithmetic every value must have the derived bits; in carried arithmetic each is derived from
/// the rounded values it reads, and rounded. All samples are worked through, for the averages.
///
/// # Errors
/// The first broken rule: of the given values, of the list of steps, of the steps in their order, of the rest.
pub fn check(example: &Example, trace: &Trace) -> Result<(), Violation> {
    let samples = example.samples().len();
    if trace.sample() >= samples {
        let (expected, found) = (samples as f64 - 1.0, trace.sample() as f64);
        return Err(Violation { rule: Rule::TracedSample, quantity: Quantity::Input(0), expected, found });
    }
    let mut known = given(example, trace.sample());
    for (quantity, expected) in &known {
        same(Rule::GivenValue, *quantity, *expected, trace.value(quantity))?;
    }
    let derived = derive::round(example, trace.sample(), trace.arithmetic());
    order(&derived, trace)?;
    for (place, derived) in derived.iter().enumerate() {
        step(derived, &trace.steps()[place], trace)?;
        formula::check(example, &known, derived, &trace.steps()[place], (trace.sample(), trace.arithmetic()))?;
        known.insert(derived.quantity, derived.value);
    }
    whole(&known, trace)
}

/// Whether two numbers are not the same bits; any NaN is like any other.
fn differs(one: f64, other: f64) -> bool {
    one.to_bits() != other.to_bits() && !(one.is_nan() && other.is_nan())
}

fn same(rule: Rule, quantity: Quantity, expected: f64, found: Option<f64>) -> Result<(), Violation> {
    match found {
        Some(found) if !differs(expected, found) => Ok(()),
        _ => Err(Violation { rule, quantity, expected, found: found.unwrap_or(f64::NAN) }),
    }
}

/// What the round is given: the sample's inputs and targets, all weights, and the biases, once where shared.
fn given(example: &Example, sample: usize) -> Known {
    let (network, sample) = (example.network(), &example.samples()[sample]);
    let mut known = Known::new();
    known.extend(sample.input.iter().enumerate().map(|(i, x)| (Quantity::Input(i), *x)));
    known.extend(sample.target.iter().enumerate().map(|(k, y)| (Quantity::Target(k), *y)));
    known.extend(network.weights().iter().enumerate().map(|(w, weight)| (Quantity::Weight(w), *weight)));
    for neuron in network.all_neurons() {
        if let (Some(bias), Some(place)) = (example.bias_of(neuron), network.bias_index(neuron)) {
            known.insert(Quantity::Bias(bias), network.biases()[place]);
        }
    }
    known
}

/// Whether the steps are those of the round, in its order, and found where they stand.
fn order(derived: &[Derived], trace: &Trace) -> Result<(), Violation> {
    let broken = |rule, quantity, expected, found| Err(Violation { rule, quantity, expected, found });
    let places: BTreeMap<Quantity, usize> = trace.steps().iter().enumerate().map(|(p, s)| (s.quantity, p)).collect();
    let wanted: BTreeMap<Quantity, usize> = derived.iter().enumerate().map(|(p, d)| (d.quantity, p)).collect();
    for (place, derived) in derived.iter().enumerate() {
        if !places.contains_key(&derived.quantity) {
            return broken(Rule::MissingStep, derived.quantity, place as f64, f64::NAN);
        }
    }
    for (place, step) in trace.steps().iter().enumerate() {
        if wanted.contains_key(&step.quantity) && places[&step.quantity] == place {
            continue;
        }
        return broken(Rule::ExtraStep, step.quantity, f64::NAN, place as f64);
    }
    for (place, step) in trace.steps().iter().enumerate() {
        let found = trace.place_of(&step.quantity);
        if wanted[&step.quantity] != place || found != Some(place) {
            let found = found.map_or(f64::NAN, |found| found as f64);
            return broken(Rule::StepOrder, step.quantity, wanted[&step.quantity] as f64, found);
        }
    }
    Ok(())
}

/// Whether a step has its phase and value.
fn step(derived: &Derived, step: &Step, trace: &Trace) -> Result<(), Violation> {
    let (expected, found) = (derived.phase as u8, step.phase as u8);
    same(Rule::Phase, derived.quantity, expected.into(), Some(found.into()))?;
    same(derived.rule, derived.quantity, derived.value, Some(step.value))?;
    same(derived.rule, derived.quantity, derived.value, trace.value(&derived.quantity))
}

/// Whether nothing is left over, and the cost is the one of the steps.
fn whole(known: &Known, trace: &Trace) -> Result<(), Violation> {
    if let Some((quantity, found)) = trace.values.iter().find(|(quantity, _)| !known.contains_key(quantity)) {
        return Err(Violation { rule: Rule::ExtraStep, quantity: *quantity, expected: f64::NAN, found: *found });
    }
    let quantity = if known.contains_key(&Quantity::Cost) { Quantity::Cost } else { Quantity::LossTotal };
    same(Rule::Cost, quantity, known.get(&quantity).copied().unwrap_or(f64::NAN), Some(trace.cost()))
}
