//! Slips: what someone gets who computes a round nearly right, each a variant run of the engine.
//!
//! No wrong number is stored. A slip changes a formula (σ′ left out, the sign turned), a rule of training (weights
//! updated too early, biases moved) or the arithmetic (rounded on the way), and the round is computed again with it.
//! A guess that equals such a value tells how it came about.

use std::mem::discriminant;

use crate::activation::Activation;
use crate::example::{BiasRule, Example};
use crate::loss::Loss;
use crate::network::Network;
use crate::quantity::Quantity;
use crate::rounding::Arithmetic;
use crate::trace::Trace;

mod formula;
mod round;
mod rules;

/// Two values are the same where they differ by no more than this, relative to their size.
const SAME: f64 = 1e-12;

/// Whose slope is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// Every neuron's.
    Everywhere,
    /// The outputs'.
    Outputs,
    /// The hidden neurons'.
    Hidden,
}

/// A slip.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slip {
    /// The bias left out of the weighted sum.
    BiasLeftOut,
    /// `w_kj` taken for `w_jk` in the forward pass.
    WeightsTransposed,
    /// A sum's negative terms taken as positive.
    MinusLost,
    /// The net input taken for the output.
    ActivationLeftOut,
    /// e^net for e^−net in the sigmoid.
    ExponentSign,
    /// The loss's logarithm taken to base 10.
    BaseTenLogarithm,
    /// The error not squared.
    SquareLeftOut,
    /// The term of 1 − y left out of a yes/no loss.
    NoTermLeftOut,
    /// A sum over the outputs, of which only that one (from 0) was taken.
    OneOutputOnly(usize),
    /// Another loss: a ½ or a 2 lost or too many, or the outputs' mean for their sum.
    AnotherLoss(Loss),
    /// y − a for a − y.
    TargetMinusOutput,
    /// The ½ of the error kept in its derivative, where it cancels.
    HalfKept,
    /// The activation's slope left out.
    SlopeLeftOut(Reach),
    /// The activation's slope multiplied in where the loss has cancelled it already.
    SlopeKept,
    /// The slope's formula with the net input in place of the output, as net(1 − net).
    SlopeOfNet,
    /// The slope taken at the output instead of the net input, as σ′(out).
    SlopeAtOutput,
    /// Blame sent back without the weight.
    WeightLeftOut,
    /// Blame sent back through `w_kj` for `w_jk`.
    BlameTransposed,
    /// δ taken for the weight's gradient, without what comes in.
    IncomingLeftOut,
    /// Weights behind a hidden layer already updated when its blame was taken.
    UpdatedWeights,
    /// Old weights used where the example's rule takes updated ones.
    OldWeights,
    /// The gradient subtracted without the learning rate.
    RateLeftOut,
    /// The step added, not subtracted.
    Uphill,
    /// The step taken for the new value.
    StepOnly,
    /// Biases moved under another rule than the example's.
    AnotherBiasRule(BiasRule),
    /// The samples' sum taken for their mean.
    SumForMean,
    /// One sample's value taken for the mean.
    OneSampleOnly,
    /// The penalty on weights left out.
    PenaltyLeftOut,
    /// Every value rounded to so many places before it was used again.
    Rounded(u8),
    /// Every digit kept where the page carries its rounding.
    NotRounded,
    /// The round's start not updated: the value that the round before had.
    RoundBefore,
    /// Another quantity of the round taken for this one.
    Mistaken(Quantity),
}

/// A slip as it was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lapse {
    /// What went wrong.
    pub slip: Slip,
    /// Whether it went wrong in every round so far rather than in this one alone.
    pub always: bool,
}

/// A wrong value, and the slips that give it.
#[derive(Clone, Debug, PartialEq)]
pub struct Wrong {
    /// The value: finite, and not the right one.
    pub value: f64,
    /// The slips, the likeliest first; at least one.
    pub lapses: Vec<Lapse>,
}

/// What is asked: one quantity of one round.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// The example with the parameters that round 1 starts from.
    pub opened: &'a Example,
    /// The example with the parameters that this round starts from.
    pub start: &'a Example,
    /// The rounds finished before.
    pub finished: usize,
    /// The sample, from 0.
    pub sample: usize,
    /// The arithmetic that counts as right.
    pub arithmetic: Arithmetic,
    /// The quantity, one that a step of the round computes.
    pub quantity: Quantity,
}

/// Every wrong value that a known slip gives for a question, the likeliest slips first.
///
/// A slip that gives the right value is not among them, nor one whose value is no finite number; slips that give the
/// same value stand together. Empty where the round does not compute the quantity.
/// Slips in earlier rounds are followed as far as a fraction of a second allows.
pub fn wrong_values(question: &Question<'_>) -> Vec<Wrong> {
    let trace = Trace::of(question.start, question.finished + 1, question.sample, question.arithmetic);
    let Some(right) = trace.place_of(&question.quantity).and_then(|_| trace.value(&question.quantity)) else {
        return Vec::new();
    };
    let mut found = Found { right, wrong: Vec::new() };
    let formulas = formula::candidates(question.start);
    for always in [false, true] {
        for slip in &formulas {
            found.add(Lapse { slip: *slip, always }, round::value(question, *slip, always));
        }
        for (slip, example, arithmetic) in rules::variants(question) {
            found.add(Lapse { slip, always }, rules::value(question, &example, arithmetic, always));
        }
    }
    found.add(Lapse { slip: Slip::RoundBefore, always: false }, rules::value_before(question));
    for step in trace.steps().iter().filter(|step| step.quantity != question.quantity) {
        if !found.has(step.value) {
            found.add(Lapse { slip: Slip::Mistaken(step.quantity), always: false }, Some(step.value));
        }
    }
    found.wrong
}

/// Wrong values in the making.
struct Found {
    right: f64,
    wrong: Vec<Wrong>,
}

impl Found {
    fn has(&self, value: f64) -> bool {
        self.wrong.iter().any(|wrong| same(wrong.value, value))
    }

    fn add(&mut self, lapse: Lapse, value: Option<f64>) {
        let Some(value) = value.filter(|value| value.is_finite() && !same(*value, self.right)) else { return };
        match self.wrong.iter_mut().find(|wrong| same(wrong.value, value)) {
            // What one round or one layer explains needs no slip in all of them.
            Some(wrong) if wrong.lapses.iter().any(|known| discriminant(&known.slip) == discriminant(&lapse.slip)) => {}
            Some(wrong) => wrong.lapses.push(lapse),
            None => self.wrong.push(Wrong { value, lapses: vec![lapse] }),
        }
    }
}

fn same(one: f64, other: f64) -> bool {
    (one - other).abs() <= SAME * one.abs().max(other.abs())
}

/// How many multiplications a pass over one sample takes, roughly.
fn work_of(network: &Network) -> usize {
    network.weights().len() + 10 * network.neurons()
}

/// Whether an activation bends: others have a slope of 1 everywhere, which nobody misses.
fn has_slope(activation: Activation) -> bool {
    activation != Activation::Identity
}
