//! A traced example: what the labs of the backward pass read all their numbers from.

use gradlight_core::example::Example;
use gradlight_core::quantity::{Names, Quantity, givens};
use gradlight_core::rounding::Arithmetic;
use gradlight_core::trace::Trace;

use crate::format::Digits;
use crate::notation::Notation;
use crate::typeset::Typesetter;

/// An example with the trace of one of its samples.
#[derive(Clone, Debug)]
pub(super) struct Traced {
    /// The example.
    pub(super) example: Example,
    /// Its round, for one sample.
    pub(super) trace: Trace,
}

impl Traced {
    /// The first round of an example for that sample, from 0.
    pub(super) fn of(example: Example, sample: usize) -> Self {
        let trace = Trace::of(&example, 1, sample, Arithmetic::Exact);
        Self { example, trace }
    }

    /// A quantity's value; NaN for one that this round does not have.
    pub(super) fn read(&self, quantity: Quantity) -> f64 {
        self.trace.value(&quantity).unwrap_or(f64::NAN)
    }

    /// What writes its symbols and numbers.
    pub(super) fn typesetter(&self, notation: Notation, digits: Digits) -> Typesetter<'_> {
        Typesetter::new(&self.example, &self.example, &self.trace, notation, digits)
    }

    /// How its quantities are called.
    pub(super) fn names(&self) -> Names {
        Names::of(self.example.network())
    }

    /// Every quantity of the round: given ones first, then those of the steps.
    pub(super) fn quantities(&self) -> Vec<Quantity> {
        let steps = self.trace.steps().iter().map(|step| step.quantity);
        givens(&self.example).into_iter().chain(steps).collect()
    }

    /// The quantity of that id, such as `backward.o1.delta`.
    pub(super) fn quantity(&self, id: &str) -> Option<Quantity> {
        let names = self.names();
        self.quantities().into_iter().find(|quantity| names.id(quantity) == id)
    }

    /// The value of the quantity of that id.
    pub(super) fn value(&self, id: &str) -> Option<f64> {
        self.trace.value(&self.quantity(id)?)
    }

    /// The ids of all quantities.
    pub(super) fn ids(&self) -> Vec<String> {
        let names = self.names();
        self.quantities().iter().map(|quantity| names.id(quantity)).collect()
    }
}
