//! The run behind what is shown: started anew after a change, taken further in slices, traced at the round shown.

use gradlight_core::rounding::Arithmetic;
use gradlight_core::trace::Trace;
use gradlight_core::train::Run;

use super::{MAX_ROUNDS, State};
use crate::link;
use crate::settings::Settings;

/// Roughly how many multiplications are run at once before the page is painted again.
const SLICE: usize = 2_000_000;

/// How much dearer a round is in carried arithmetic.
const CARRIED_COST: usize = 150;

impl State {
    /// Starts the run anew and shows the round that was shown.
    pub(crate) fn rerun(&mut self) {
        self.run = Run::new(&self.document.start, MAX_ROUNDS, self.arithmetic());
        self.run_number += 1;
        self.luggage = link::luggage(&self.document);
        self.exact = (self.arithmetic() != Arithmetic::Exact)
            .then(|| (Run::new(&self.document.start, MAX_ROUNDS, Arithmetic::Exact), self.trace.clone()));
        self.continue_run();
        self.refresh();
    }

    /// Takes the run a slice further; the round shown follows where it had to wait.
    pub(crate) fn continue_run(&mut self) {
        let network = self.document.start.network();
        let sample = network.weights().len() + 10 * network.neurons();
        let dearer = if self.arithmetic() == Arithmetic::Exact { 1 } else { CARRIED_COST };
        let round = sample * self.document.start.samples().len() * dearer;
        let waits = self.run.costs().len() <= self.document.finished;
        let slice = (SLICE / round).max(1);
        self.run.advance(slice);
        if let Some((exact, _)) = &mut self.exact {
            exact.advance(slice * CARRIED_COST);
        }
        if waits {
            self.refresh();
        }
    }

    /// Takes the trace of the round shown and keeps step and sample within it.
    pub(crate) fn refresh(&mut self) {
        self.document.sample = self.document.sample.min(self.document.start.samples().len() - 1);
        let finished = self.finished();
        self.round_start = self.run.example_after(finished);
        self.trace = Trace::of(&self.round_start, finished + 1, self.document.sample, self.arithmetic());
        self.document.step = self.document.step.min(self.trace.steps().len() - 1);
        if let Some((run, trace)) = &mut self.exact {
            let start = run.example_after(finished);
            *trace = Trace::of(&start, finished + 1, self.document.sample, Arithmetic::Exact);
        }
    }
}

pub(super) fn arithmetic(settings: &Settings) -> Arithmetic {
    if settings.carries_rounding { Arithmetic::Carried(settings.digits) } else { Arithmetic::Exact }
}
