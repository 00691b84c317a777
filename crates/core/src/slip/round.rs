//! A round computed with a slip in its formulas: all samples in step, so that their averages have it too.

use std::collections::BTreeMap;

use super::formula::slipped;
use super::{Question, Slip, work_of};
use crate::example::Example;
use crate::expression::Expression as E;
use crate::quantity::{Quantity as Q, givens};
use crate::rounding::Arithmetic;
use crate::trace::{Trace, network_after};

/// A slip is followed through at most so many earlier rounds.
const MOST_ROUNDS: usize = 12;

/// And through at most so many multiplications.
const MOST_WORK: usize = 1 << 18;

/// The quantity's value with the slip, made in this round alone or always; `None` where that is too much work.
pub(super) fn value(question: &Question<'_>, slip: Slip, always: bool) -> Option<f64> {
    let samples = question.start.samples().len();
    let round = work_of(question.start.network()) * samples * samples;
    if !always {
        let followed = round <= MOST_WORK;
        let values = Slipping { followed, ..Slipping::of(question, slip, question.start) }.values();
        return values.get(&question.quantity).copied();
    }
    if question.finished == 0 || question.finished > MOST_ROUNDS || round * question.finished > MOST_WORK {
        return None;
    }
    let mut example = question.opened.clone();
    for _ in 0..question.finished {
        let values = Slipping::of(question, slip, &example).values();
        example = example.with_network(&network_after(&example, &|quantity| values.get(quantity).copied()));
    }
    Slipping::of(question, slip, &example).values().get(&question.quantity).copied()
}

/// One round with a slip.
struct Slipping<'a> {
    example: &'a Example,
    slip: Slip,
    sample: usize,
    arithmetic: Arithmetic,
    /// Whether the other samples slip too; else their averages are the right ones.
    followed: bool,
}

impl<'a> Slipping<'a> {
    fn of(question: &Question<'_>, slip: Slip, example: &'a Example) -> Self {
        let (sample, arithmetic) = (question.sample, question.arithmetic);
        Self { example, slip, sample, arithmetic, followed: true }
    }

    /// Every value of the asked sample.
    fn values(&self) -> BTreeMap<Q, f64> {
        let all = if self.followed { 0..self.example.samples().len() } else { self.sample..self.sample + 1 };
        let traces: Vec<Trace> =
            all.clone().map(|sample| Trace::of(self.example, 1, sample, self.arithmetic)).collect();
        let given = |sample| {
            let known = |quantity| Some((quantity, self.example.given(&quantity, sample)?));
            givens(self.example).into_iter().filter_map(known).collect::<BTreeMap<_, _>>()
        };
        let mut values: Vec<BTreeMap<Q, f64>> = all.clone().map(given).collect();
        // Every sample's round has the same steps, so that place by place all samples come along.
        for place in 0..traces[0].steps().len() {
            for sample in 0..traces.len() {
                let step = &traces[sample].steps()[place];
                let read = |quantity: &Q| values[sample].get(quantity).copied().unwrap_or(f64::NAN);
                let formula = slipped(self.example, self.slip, step, &read);
                let value = self.evaluate(formula.as_ref().unwrap_or(&step.expression), sample, &values);
                values[sample].insert(step.quantity, self.arithmetic.keep(value));
            }
        }
        values.swap_remove(self.sample - all.start)
    }

    fn evaluate(&self, formula: &E, sample: usize, values: &[BTreeMap<Q, f64>]) -> f64 {
        let read = |quantity: &Q| values[sample].get(quantity).copied().unwrap_or(f64::NAN);
        match self.followed.then(|| with_means(formula, values)).flatten() {
            Some(averaged) => averaged.value(&read),
            None => formula.value(&read),
        }
    }
}

/// The formula with the samples' slipped values averaged; `None` where it has no mean.
fn with_means(formula: &E, values: &[BTreeMap<Q, f64>]) -> Option<E> {
    match formula {
        E::Mean(mean) => {
            let of = |values: &BTreeMap<Q, f64>| values.get(&mean.quantity).copied().unwrap_or(f64::NAN);
            let first = of(&values[0]);
            let sum = values[1..].iter().fold(first, |sum, values| sum + of(values));
            Some(E::number(sum / mean.samples as f64))
        }
        E::Sum(parts) | E::Product(parts) => {
            let place = parts.iter().position(|part| with_means(part, values).is_some())?;
            let mut parts = parts.clone();
            parts[place] = with_means(&parts[place], values)?;
            Some(if matches!(formula, E::Sum(_)) { E::Sum(parts) } else { E::Product(parts) })
        }
        _ => None,
    }
}
