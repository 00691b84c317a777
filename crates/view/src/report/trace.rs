//! One round of one sample, step by step, as a report.

use gradlight_core::example::{Example, Fault};
use gradlight_core::quantity::Quantity;
use gradlight_core::rounding::Arithmetic;
use gradlight_core::trace::{Phase, Step, Trace};
use gradlight_core::train::{self, Divergence};
use serde::Serialize;

use super::{Number, request};
use crate::format::Digits;
use crate::notation::Notation;
use crate::typeset::Typesetter;

/// A round with its trace.
#[derive(Clone, Debug, PartialEq)]
pub struct TracedRound {
    /// The example as it was given.
    pub opened: Example,
    /// The example with the parameters that the round starts from.
    pub start: Example,
    /// The trace.
    pub trace: Trace,
}

impl TracedRound {
    /// Round `round` (from 1), which starts from `round` − 1 finished updates, for `sample` (from 0).
    ///
    /// The round in which a run diverges can still be traced; its values show how.
    ///
    /// # Errors
    /// The fault at `round` where the run diverges in an earlier one, at `layers` or `samples` where the example
    /// is too large to be traced.
    pub fn of(opened: Example, round: usize, sample: usize) -> Result<Self, Fault> {
        request::traceable(&opened)?;
        let start = train::start_of(&opened, round).map_err(|divergence| never_reached(round, divergence))?;
        let trace = Trace::of(&start, round, sample, Arithmetic::Exact);
        Ok(Self { opened, start, trace })
    }

    /// What sets the round's formulas.
    pub fn typesetter(&self, notation: Notation, digits: Digits) -> Typesetter<'_> {
        Typesetter::new(&self.start, &self.opened, &self.trace, notation, digits)
    }

    /// The report, its formulas in that notation with so many digits.
    pub fn report(&self, notation: Notation, digits: Digits) -> TraceReport {
        let typesetter = self.typesetter(notation, digits);
        let id = |quantity: &Quantity| typesetter.names.id(quantity);
        let step = |step: &Step| StepReport {
            id: id(&step.quantity),
            phase: step.phase,
            value: Number(step.value),
            reads: step.expression.reads().iter().map(id).collect(),
            text: typesetter.text(step),
        };
        let steps = self.trace.steps().iter().map(step).collect();
        TraceReport { round: self.trace.round(), sample: self.trace.sample(), steps }
    }
}

fn never_reached(round: usize, divergence: Divergence) -> Fault {
    let what = match divergence {
        Divergence::Cost { .. } => "its cost is not finite",
        Divergence::Parameter { .. } => "its update left a parameter that is not finite",
    };
    let problem = format!("{round} is never reached: training diverged at round {}, {what}", divergence.round());
    Fault::new("round", problem)
}

/// One round of one sample.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TraceReport {
    /// The round, from 1.
    pub round: usize,
    /// The traced sample, from 0.
    pub sample: usize,
    /// Its steps in order.
    pub steps: Vec<StepReport>,
}

/// The computation of one quantity.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StepReport {
    /// The quantity's stable name, such as `forward.h1.net`.
    pub id: String,
    /// The part of the round.
    pub phase: Phase,
    /// The value.
    pub value: Number,
    /// The names of the quantities read, in the order of first reading.
    pub reads: Vec<String>,
    /// The formula in one line: symbols, numbers put in, value.
    pub text: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use gradlight_core::builtin;

    fn diverging() -> Example {
        builtin::example("two-two-one-linear").unwrap().with_learning_rate(0.6).unwrap()
    }

    #[test]
    fn the_classical_round_has_its_43_steps_in_order() {
        let round = TracedRound::of(builtin::example(builtin::CLASSICAL).unwrap(), 1, 0).unwrap();
        let report = round.report(Notation::default(), Digits::default());
        assert_eq!((report.round, report.sample, report.steps.len()), (1, 0, 43));
        assert_eq!(report.steps[0].id, "forward.h1.net");
        assert_eq!(report.steps[0].reads, ["weight.w1", "input.i1", "weight.w2", "input.i2", "bias.b1"]);
        assert!(report.steps.is_sorted_by_key(|step| step.phase));
    }

    #[test]
    fn the_diverging_round_is_traced_with_nulls_and_later_ones_are_refused() {
        let at = train::ending(&diverging(), 100, |_| {}).divergence.unwrap().round();
        let report = TracedRound::of(diverging(), at, 0).unwrap().report(Notation::default(), Digits::default());
        assert!(report.steps.iter().any(|step| !step.value.0.is_finite()));
        assert!(serde_json::to_string(&report).unwrap().contains("\"value\":null"));
        let fault = TracedRound::of(diverging(), at + 3, 0).unwrap_err();
        assert!(fault.to_string().starts_with(&format!("round: {} is never reached", at + 3)), "{fault}");
        assert!(fault.to_string().contains(&format!("diverged at round {at}, ")), "{fault}");
    }
}
