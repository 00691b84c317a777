//! Training: round after round of descent, with the history that views go back and forth in.

use crate::example::Example;
use crate::gradient::Descent;
use crate::network::Network;
use crate::rounding::Arithmetic;

mod ending;
mod optimiser;
mod recipe;
mod schedule;

pub use ending::{Ending, ending, start_of};
pub use optimiser::Optimiser;
pub(crate) use recipe::Course;
pub use recipe::Recipe;
pub use schedule::Schedule;

/// At most so many checkpoints of all parameters are kept.
const MAX_CHECKPOINTS: usize = 1000;

/// At most so many numbers are kept in all checkpoints together: 32 MiB of them.
const MAX_CHECKPOINT_NUMBERS: usize = 4 << 20;

/// Why and where a run left the range of finite numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Divergence {
    /// The cost at the start of that round is not finite.
    Cost {
        /// The round, from 1.
        round: usize,
    },
    /// The update of that round left a parameter that is not finite.
    Parameter {
        /// The round, from 1.
        round: usize,
    },
}

impl Divergence {
    /// The round in which it happened, from 1.
    pub fn round(self) -> usize {
        match self {
            Self::Cost { round } | Self::Parameter { round } => round,
        }
    }
}

/// A training run that can be taken up again where it stopped, so that it fits into slices of time.
///
/// `x` counts finished updates throughout: the cost at `x` is that of round x + 1.
#[derive(Clone, Debug)]
pub struct Run {
    start: Example,
    recipe: Recipe,
    descent: Descent,
    rounds: usize,
    costs: Vec<f64>,
    /// A checkpoint is kept every so many updates.
    stride: usize,
    /// The checkpoints one after the other: weights, then biases, then velocities where there are any.
    checkpoints: Vec<f64>,
    divergence: Option<Divergence>,
}

impl Run {
    /// A run of so many rounds, not yet begun. Its costs will take 8 bytes a round.
    pub fn new(example: &Example, rounds: usize, arithmetic: Arithmetic) -> Self {
        Self::by(Recipe::default(), example, rounds, arithmetic)
    }

    /// A run by a recipe, not yet begun.
    pub fn by(recipe: Recipe, example: &Example, rounds: usize, arithmetic: Arithmetic) -> Self {
        let descent = Descent::by(recipe, example, arithmetic);
        let most = (MAX_CHECKPOINT_NUMBERS / numbers_of(&descent)).clamp(1, MAX_CHECKPOINTS);
        let stride = rounds.div_ceil(most).max(1);
        Self {
            start: example.clone(),
            recipe,
            rounds,
            costs: Vec::with_capacity(rounds + 1),
            stride,
            checkpoints: Vec::new(),
            descent,
            divergence: None,
        }
    }

    /// A run carried to its end.
    pub fn complete(example: &Example, rounds: usize, arithmetic: Arithmetic) -> Self {
        let mut run = Self::new(example, rounds, arithmetic);
        while !run.is_complete() {
            run.advance(rounds + 1);
        }
        run
    }

    /// Runs at most so many rounds more.
    pub fn advance(&mut self, rounds: usize) {
        let mut left = rounds;
        while left > 0 && !self.is_complete() {
            let x = self.costs.len();
            let count = left.min(self.stride - x % self.stride).min(self.rounds + 1 - x);
            self.stretch(count);
            left -= count;
        }
    }

    /// Runs so many rounds, at most to the next checkpoint, and looks at what became of them afterwards.
    ///
    /// A parameter that is not finite never becomes finite again, so that one look finds it.
    fn stretch(&mut self, count: usize) {
        let x = self.costs.len();
        if x.is_multiple_of(self.stride) {
            let (network, velocity) = (self.descent.example.network(), velocity_of(&self.descent));
            self.checkpoints.extend(network.weights().iter().chain(network.biases()).chain(velocity));
        }
        for _ in 0..count {
            let cost = self.next_cost();
            self.costs.push(cost);
        }
        if !self.costs[x..].iter().all(|cost| cost.is_finite()) || !self.descent.example.network().is_finite() {
            self.find_divergence(x - x % self.stride);
        }
    }

    fn next_cost(&mut self) -> f64 {
        if self.costs.len() == self.rounds { self.descent.take_cost() } else { self.descent.round() }
    }

    /// Goes the way from the checkpoint at `x` again, round by round, up to where it diverges.
    fn find_divergence(&mut self, x: usize) {
        self.descent = self.descent_at(x);
        self.costs.truncate(x);
        while !self.is_complete() {
            let (round, cost) = (self.costs.len() + 1, self.next_cost());
            if !cost.is_finite() {
                self.divergence = Some(Divergence::Cost { round });
                return;
            }
            self.costs.push(cost);
            if !self.descent.example.network().is_finite() {
                self.divergence = Some(Divergence::Parameter { round });
            }
        }
    }

    /// The descent as it stands at the checkpoint at or before `x`, if there is one yet, or at the start.
    fn descent_at(&self, x: usize) -> Descent {
        let mut descent = Descent::by(self.recipe, &self.start, self.arithmetic());
        let place = x / self.stride;
        if let Some(kept) = self.checkpoints.chunks_exact(numbers_of(&descent)).nth(place) {
            let Network { weights, biases, .. } = &mut descent.example.network;
            let (kept_weights, rest) = kept.split_at(weights.len());
            let (kept_biases, velocity) = rest.split_at(biases.len());
            weights.copy_from_slice(kept_weights);
            biases.copy_from_slice(kept_biases);
            if let Some(course) = &mut descent.course {
                course.resume(place * self.stride, velocity);
            }
        }
        descent
    }

    /// Whether nothing is left to run: all rounds done, or diverged.
    pub fn is_complete(&self) -> bool {
        self.divergence.is_some() || self.costs.len() > self.rounds
    }

    /// The number of rounds asked for.
    pub fn rounds(&self) -> usize {
        self.rounds
    }

    /// The example that the run started from.
    pub fn start(&self) -> &Example {
        &self.start
    }

    /// How the run moves its parameters.
    pub fn recipe(&self) -> Recipe {
        self.recipe
    }

    /// The arithmetic of the run.
    pub fn arithmetic(&self) -> Arithmetic {
        self.descent.arithmetic()
    }

    /// The cost at each number of finished updates so far, from 0; all finite.
    pub fn costs(&self) -> &[f64] {
        &self.costs
    }

    /// Where the run diverged, if it has.
    pub fn divergence(&self) -> Option<Divergence> {
        self.divergence
    }

    /// The largest number of finished updates whose parameters and cost are finite and known so far.
    pub fn last_finite(&self) -> usize {
        self.costs.len().saturating_sub(1)
    }

    /// The states kept on the way: finished updates, and the weights by running number.
    pub fn kept_weights(&self) -> impl Iterator<Item = (usize, &[f64])> {
        let weights = self.start.network().weights().len();
        let states = self.checkpoints.chunks_exact(numbers_of(&self.descent)).enumerate();
        states.map(move |(place, kept)| (place * self.stride, &kept[..weights]))
    }

    /// The example as it stands after `x` finished updates, as far as the run has come.
    ///
    /// Beyond [`Run::last_finite`] it stops there; recomputed from the nearest checkpoint before.
    pub fn example_after(&self, x: usize) -> Example {
        let x = x.min(self.last_finite());
        let mut descent = self.descent_at(x);
        for _ in 0..x % self.stride {
            descent.round();
        }
        descent.example
    }
}

fn velocity_of(descent: &Descent) -> &[f64] {
    descent.course.as_ref().map_or(&[], Course::velocity)
}

/// How many numbers a checkpoint of that descent has.
fn numbers_of(descent: &Descent) -> usize {
    let network = descent.example.network();
    network.weights().len() + network.biases().len() + velocity_of(descent).len()
}
