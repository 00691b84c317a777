//! The run that the panel shows, its verdict, and the largest rate that holds where it blew up; all in slices.

use gradlight_core::example::Example;
use gradlight_core::rounding::Arithmetic;
use gradlight_core::sweep::{Edge, EdgeSearch, Trial, Verdict};
use gradlight_core::train::{Recipe, Run};

/// Roughly how many multiplications are done between two looks at the clock.
const SLICE: usize = 250_000;

/// So many slices are run at once when something has changed, so that it is seen at once.
const FIRST_SLICES: usize = 8;

/// Roughly how many multiplications a round of the example takes.
pub(super) fn cost_of_round(example: &Example) -> usize {
    let network = example.network();
    (network.weights().len() + 10 * network.neurons()) * example.samples().len()
}

/// How many rounds of the example fit into a slice.
pub(super) fn slice(example: &Example) -> usize {
    (SLICE / cost_of_round(example)).max(1)
}

/// A run by a recipe with what became of it.
#[derive(Clone, Debug)]
pub(super) struct Course {
    run: Run,
    trial: Trial,
}

impl Course {
    /// The course of the example, its first slices done.
    pub(super) fn new(example: &Example, rounds: usize, recipe: Recipe) -> Self {
        let run = Run::by(recipe, example, rounds, Arithmetic::Exact);
        let mut course = Self { run, trial: Trial::by(recipe, example, rounds) };
        for _ in 0..FIRST_SLICES {
            course.advance();
        }
        course
    }

    /// The course of a plain run that has been made already.
    pub(super) fn of(run: Run) -> Self {
        let trial = Trial::by(run.recipe(), run.start(), run.rounds());
        let mut course = Self { run, trial };
        for _ in 0..FIRST_SLICES {
            course.advance();
        }
        course
    }

    /// Whether it is the course of that example, so many rounds by that recipe.
    pub(super) fn is_of(&self, example: &Example, rounds: usize, recipe: Recipe) -> bool {
        self.run.rounds() == rounds && self.run.recipe() == recipe && self.run.start() == example
    }

    /// One slice further: the run first, then its verdict.
    pub(super) fn advance(&mut self) {
        let slice = slice(self.run.start());
        if self.run.is_complete() {
            self.trial.advance(slice);
        } else {
            self.run.advance(slice);
        }
    }

    pub(super) fn is_complete(&self) -> bool {
        self.trial.is_complete()
    }

    pub(super) fn run(&self) -> &Run {
        &self.run
    }

    pub(super) fn verdict(&self) -> Option<Verdict> {
        self.trial.verdict()
    }
}

/// The largest rate that holds, from a start by a recipe: sought once a run has blown up, and kept while its
/// rate alone changes.
#[derive(Clone, Debug, Default)]
pub(super) struct Holds {
    search: Option<(Example, usize, Recipe, EdgeSearch)>,
}

impl Holds {
    /// Has the edge sought for that example, if it is not the one known.
    pub(super) fn seek(&mut self, example: &Example, rounds: usize, recipe: Recipe) {
        let is_known = self.search.as_ref().is_some_and(|(start, known_rounds, known_recipe, _)| {
            starts_alike(start, example) && *known_rounds == rounds && *known_recipe == recipe
        });
        if !is_known {
            self.search = Some((example.clone(), rounds, recipe, EdgeSearch::new(example, rounds, recipe)));
        }
    }

    pub(super) fn advance(&mut self) {
        if let Some((example, .., search)) = &mut self.search {
            search.advance(slice(example));
        }
    }

    pub(super) fn is_seeking(&self) -> bool {
        self.search.as_ref().is_some_and(|(.., search)| search.edge() == Edge::Sought)
    }

    /// The largest rate that holds, once it is known and if there is one.
    pub(super) fn rate(&self) -> Option<f64> {
        self.search.as_ref().and_then(|(.., search)| search.edge().rate())
    }
}

/// Whether two examples differ in nothing but the rate.
pub(super) fn starts_alike(one: &Example, other: &Example) -> bool {
    one.network() == other.network()
        && one.bias_rule() == other.bias_rule()
        && one.update() == other.update()
        && one.loss() == other.loss()
        && one.l2() == other.l2()
        && one.samples() == other.samples()
}
