//! Runs to compare: up to six recipes, each run from the start that is open now.

use gradlight_core::example::{BiasRule, Example};
use gradlight_core::sweep::Verdict;
use gradlight_core::train::{Recipe, Run};
use gradlight_plot::{Rgb, Style};

use super::course::Course;

/// So many runs can be compared.
pub(super) const MOST: usize = 6;

/// A pinned run: what it is made of, and how it went.
#[derive(Clone, Debug)]
pub(super) struct Pin {
    pub(super) name: String,
    pub(super) rate: f64,
    pub(super) recipe: Recipe,
    pub(super) rule: BiasRule,
    course: Option<Course>,
}

impl Pin {
    pub(super) fn new(name: String, rate: f64, recipe: Recipe, rule: BiasRule) -> Self {
        Self { name, rate, recipe, rule, course: None }
    }

    /// Whether it is made of the same things, whatever its name.
    pub(super) fn is_like(&self, rate: f64, recipe: Recipe, rule: BiasRule) -> bool {
        self.rate == rate && self.recipe == recipe && self.rule == rule
    }

    /// What it starts from: the example open now at its own rate, and by its own bias rule where that can be.
    pub(super) fn start(&self, open: &Example) -> Example {
        let ruled = open.with_bias_rule(self.rule).unwrap_or_else(|_| open.clone());
        ruled.with_learning_rate(self.rate).unwrap_or(ruled)
    }

    /// Begins anew where the start or the number of rounds is another.
    pub(super) fn follow(&mut self, open: &Example, rounds: usize) {
        let start = self.start(open);
        if !self.course.as_ref().is_some_and(|course| course.is_of(&start, rounds, self.recipe)) {
            self.course = Some(Course::new(&start, rounds, self.recipe));
        }
    }

    pub(super) fn advance(&mut self) {
        if let Some(course) = &mut self.course {
            course.advance();
        }
    }

    pub(super) fn is_complete(&self) -> bool {
        self.course.as_ref().is_some_and(Course::is_complete)
    }

    pub(super) fn costs(&self) -> &[f64] {
        self.run().map_or(&[], Run::costs)
    }

    pub(super) fn run(&self) -> Option<&Run> {
        self.course.as_ref().map(Course::run)
    }

    pub(super) fn verdict(&self) -> Option<Verdict> {
        self.course.as_ref().and_then(Course::verdict)
    }
}

/// The finished rounds after which the cost is at most `goal` for the first time.
pub(super) fn rounds_to(costs: &[f64], goal: f64) -> Option<usize> {
    costs.iter().position(|cost| *cost <= goal)
}

/// The letter of the run at that place.
pub(super) fn letter(place: usize) -> &'static str {
    ["A", "B", "C", "D", "E", "F"][place.min(MOST - 1)]
}

/// The colour of the run at that place.
pub(super) fn colour(place: usize, style: &Style) -> Rgb {
    [style.forward, style.update, style.backward, style.second, style.forward, style.update][place.min(MOST - 1)]
}
