//! Slips in a rule: the whole engine run under another one.

use super::{Question, Slip, work_of};
use crate::example::{BiasRule, Example, Update};
use crate::loss::Loss;
use crate::network::Neuron;
use crate::quantity::{BiasId, Quantity as Q};
use crate::rounding::Arithmetic;
use crate::trace::Trace;
use crate::train::Run;

/// At most so many multiplications are run for one slip in all rounds.
const MOST_WORK: usize = 1 << 22;

/// How much dearer a round is in carried arithmetic.
const CARRIED_COST: usize = 50;

/// The places to which values are commonly rounded on the way.
const ROUNDED: std::ops::RangeInclusive<u8> = 1..=6;

/// The rules that someone may have followed instead.
pub(super) fn variants(question: &Question<'_>) -> Vec<(Slip, Example, Arithmetic)> {
    let (opened, arithmetic) = (question.opened, question.arithmetic);
    let mut all = Vec::new();
    let (slip, update) = match opened.update() {
        Update::Simultaneous => (Slip::UpdatedWeights, Update::Sequential),
        Update::Sequential => (Slip::OldWeights, Update::Simultaneous),
    };
    all.push((slip, opened.with_update(update), arithmetic));
    for loss in [Loss::SquaredError, Loss::HalfSquaredError, Loss::MeanSquaredError] {
        if loss != opened.loss() && !opened.loss().is_cross_entropy() {
            all.push((Slip::AnotherLoss(loss), Example { loss, ..opened.clone() }, arithmetic));
        }
    }
    for rule in BiasRule::ALL.into_iter().filter(|rule| *rule != opened.bias_rule()) {
        if let Ok(example) = opened.with_bias_rule(rule) {
            all.push((Slip::AnotherBiasRule(rule), example, arithmetic));
        }
    }
    if arithmetic != Arithmetic::Exact {
        all.push((Slip::NotRounded, opened.clone(), Arithmetic::Exact));
    }
    let places = ROUNDED.rev().filter(|places| Arithmetic::Carried(*places) != arithmetic);
    all.extend(places.map(|places| (Slip::Rounded(places), opened.clone(), Arithmetic::Carried(places))));
    all
}

/// The quantity's value where this round alone, or every round, followed the variant's rule.
///
/// `None` where all rounds would be too much work, or where the variant has no such quantity.
pub(super) fn value(question: &Question<'_>, variant: &Example, arithmetic: Arithmetic, always: bool) -> Option<f64> {
    let start = if always {
        let dearer = if arithmetic == Arithmetic::Exact { 1 } else { CARRIED_COST };
        let work = work_of(variant.network()) * variant.samples().len() * question.finished * dearer;
        if question.finished == 0 || work > MOST_WORK {
            return None;
        }
        let run = Run::complete(variant, question.finished, arithmetic);
        (run.last_finite() == question.finished).then(|| run.example_after(question.finished))?
    } else {
        variant.with_network(question.start.network())
    };
    let trace = Trace::of(&start, question.finished + 1, question.sample, arithmetic);
    find(&trace, &start, question.quantity)
}

/// The quantity in a round under another bias rule, where a bias may be shared or a neuron's own, or not move.
fn find(trace: &Trace, example: &Example, quantity: Q) -> Option<f64> {
    let (bias, make): (BiasId, fn(BiasId) -> Q) = match quantity {
        Q::NewBias(bias) => (bias, Q::NewBias),
        Q::BiasGradient(bias) => (bias, Q::BiasGradient),
        Q::AverageBias(bias) => (bias, Q::AverageBias),
        other => return trace.value(&other),
    };
    let other = match bias {
        BiasId::Own(neuron) => BiasId::Shared(neuron.layer),
        BiasId::Shared(layer) => BiasId::Own(Neuron::new(layer, 0)),
    };
    let moved = trace.value(&make(bias)).or_else(|| trace.value(&make(other)));
    let stays = || example.network().biases().get(example.bias_places(bias)).and_then(<[f64]>::first).copied();
    moved.or_else(|| matches!(quantity, Q::NewBias(_)).then(stays).flatten())
}

/// The quantity's value in the round before.
pub(super) fn value_before(question: &Question<'_>) -> Option<f64> {
    let before = question.finished.checked_sub(1)?;
    let dearer = if question.arithmetic == Arithmetic::Exact { 1 } else { CARRIED_COST };
    let work = work_of(question.opened.network()) * question.opened.samples().len() * before * dearer;
    if work > MOST_WORK {
        return None;
    }
    let start = Run::complete(question.opened, before, question.arithmetic).example_after(before);
    Trace::of(&start, before + 1, question.sample, question.arithmetic).value(&question.quantity)
}
