//! The recipe of a run beside its example: how the rate changes, and what is made of the gradient.

use super::{Optimiser, Schedule};
use crate::example::Example;

/// How a run moves its parameters; the default is gradient descent at one rate.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Recipe {
    /// How the learning rate changes from round to round.
    pub schedule: Schedule,
    /// What becomes of the gradient before the parameters move.
    pub optimiser: Optimiser,
}

impl Recipe {
    /// Whether it is gradient descent at one rate.
    pub fn is_plain(self) -> bool {
        self == Self::default()
    }
}

/// How far a run by a recipe has come: what a plain one need not remember.
#[derive(Clone, Debug)]
pub(crate) struct Course {
    recipe: Recipe,
    base: f64,
    /// The finished updates.
    x: usize,
    /// A velocity a weight, a bias and a layer's shared bias, in this order; empty for the plain optimiser.
    velocity: Vec<f64>,
}

impl Course {
    /// The course of a run that starts from the example; none for a plain one.
    pub(crate) fn of(example: &Example, recipe: Recipe) -> Option<Self> {
        let network = example.network();
        let moving = network.weights().len() + network.biases().len() + network.layers().len();
        let count = if recipe.optimiser == Optimiser::Plain { 0 } else { moving };
        (!recipe.is_plain()).then(|| Self { recipe, base: example.learning_rate(), x: 0, velocity: vec![0.0; count] })
    }

    /// The learning rate of the round that comes now.
    pub(crate) fn next_rate(&mut self) -> f64 {
        self.x += 1;
        self.recipe.schedule.rate(self.base, self.x)
    }

    pub(crate) fn base_rate(&self) -> f64 {
        self.base
    }

    /// Whether gradients go through a velocity.
    pub(crate) fn has_velocity(&self) -> bool {
        !self.velocity.is_empty()
    }

    /// Turns gradients into what the rate is multiplied by; `first` is the place of the first one's velocity.
    pub(crate) fn turn(&mut self, first: usize, gradients: &mut [f64], keep: impl Fn(f64) -> f64) {
        let velocities = self.velocity.iter_mut().skip(first);
        for (velocity, gradient) in velocities.zip(gradients) {
            *gradient = keep(self.recipe.optimiser.turn(velocity, *gradient));
        }
    }

    /// The velocities, to be kept at a checkpoint.
    pub(crate) fn velocity(&self) -> &[f64] {
        &self.velocity
    }

    /// Takes the course up again at a checkpoint.
    pub(crate) fn resume(&mut self, x: usize, velocity: &[f64]) {
        self.x = x;
        self.velocity.copy_from_slice(velocity);
    }
}
