//! The largest learning rate that holds from a training's start, sought in slices where it blew up.

use gradlight_core::batch::{Plan, Trainer};
use gradlight_core::dataset::Point;
use gradlight_core::sweep::{Bisection, Edge};

use super::training::Training;
use crate::format::{count, three_digits};

/// A rate holds that stays finite for so many epochs, or for as many as training lasted.
const EPOCHS: usize = 50;

/// What is known of the largest rate.
#[derive(Clone, Debug, Default)]
pub(super) struct Holds {
    search: Option<Search>,
}

#[derive(Clone, Debug)]
struct Search {
    plan: Plan,
    /// The number of the training.
    number: usize,
    epochs: usize,
    bisection: Bisection,
    trainer: Option<Trainer>,
}

impl Holds {
    /// Whether the rate is known for that plan, whatever its own rate, or known not to be.
    pub(super) fn is_known(&self, plan: &Plan, number: usize) -> bool {
        self.is_of(plan, number) && self.search.as_ref().is_some_and(|search| search.bisection.edge() != Edge::Sought)
    }

    fn is_of(&self, plan: &Plan, number: usize) -> bool {
        let is_alike = |known: &Plan| Plan { rate: known.rate, ..plan.clone() } == *known;
        self.search.as_ref().is_some_and(|search| search.number == number && is_alike(&search.plan))
    }

    /// Has the rate sought for that plan, if it is not the one known.
    pub(super) fn seek(&mut self, plan: &Plan, number: usize, training: &Training) {
        if !self.is_of(plan, number) {
            let epochs = EPOCHS.max(training.history.len());
            let bisection = Bisection::from(plan.rate);
            self.search = Some(Search { plan: plan.clone(), number, epochs, bisection, trainer: None });
        }
    }

    /// Goes on until the rate is known or the time is up.
    pub(super) fn work(&mut self, points: &[Point], is_time_up: &mut dyn FnMut() -> bool) {
        let Some(search) = &mut self.search else { return };
        while search.bisection.edge() == Edge::Sought && !is_time_up() {
            let plan = || Plan { rate: search.bisection.rate(), ..search.plan.clone() };
            let trainer = search.trainer.get_or_insert_with(|| Trainer::new(&plan(), points));
            trainer.take_epoch();
            if trainer.has_diverged() || trainer.epoch() == search.epochs {
                search.bisection.learn(!trainer.has_diverged());
                search.trainer = None;
            }
        }
    }

    /// What is known, as a sentence after others.
    pub(super) fn sentence(&self) -> String {
        let known = self.search.as_ref().and_then(|search| Some((search.bisection.edge().rate()?, search.epochs)));
        known.map_or_else(String::new, |(rate, epochs)| {
            let (rate, epochs) = (three_digits(rate), count(epochs));
            format!(" The largest rate that holds from this start for {epochs} epochs is {rate}.")
        })
    }
}
