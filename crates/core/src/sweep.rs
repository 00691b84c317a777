//! The sweep: many learning rates tried from one start, each named by its regime, coarse to fine.
//!
//! First the rates asked for are tried, spread widely at first. Then, if wanted, every place where neighbours
//! differ is halved until it is known sharply: those are the marks where the regime changes.

use crate::example::{Example, Fault};
use crate::math;
use crate::order::sort_by_number;
use crate::train::Recipe;

mod classifier;
mod edge;
mod trial;

pub use classifier::{
    CALM_SIGN_CHANGES, CRAWLING_SHARE, Classifier, FLAT_SLOPE, Glance, PERIODS, REST, ROUNDING, Regime, SAME,
    SATURATED_COST, WINDOW,
};
pub use edge::{Bisection, Edge, EdgeSearch, largest_rate_that_holds};
pub use trial::{Trial, Verdict, classify};

/// Marks are never sharper than this: between closer rates lies no other to try.
const FINEST: f64 = 1e-9;

/// A learning rate and what became of it, once that is known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Entry {
    /// The learning rate.
    pub rate: f64,
    /// What became of it.
    pub verdict: Option<Verdict>,
}

/// A place where the regime changes, or the number of outputs stuck in saturation: between two neighbouring rates.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// The largest rate known below the change.
    pub below: f64,
    /// The smallest rate known above it: the one *from* which the new regime holds.
    pub from: f64,
    /// The regime below.
    pub old: Regime,
    /// The regime above.
    pub new: Regime,
    /// How many outputs are stuck below, and above.
    pub stuck: (usize, usize),
}

/// Many learning rates on trial, one after the other, in slices of rounds.
#[derive(Clone, Debug)]
pub struct Sweep {
    example: Example,
    recipe: Recipe,
    rounds: usize,
    /// By rate, ascending.
    entries: Vec<Entry>,
    /// The rates still to try, the next one last.
    waiting: Vec<f64>,
    current: Option<(f64, Trial)>,
    /// Neighbours that differ are halved until the larger is at most so many times the smaller.
    sharpness: Option<f64>,
}

impl Sweep {
    /// A sweep over these rates, so many rounds each; the order is its own, double rates are tried once.
    ///
    /// # Errors
    /// The fault where a rate is not finite or not above 0.
    pub fn new(example: &Example, rates: &[f64], rounds: usize) -> Result<Self, Fault> {
        for &rate in rates {
            example.with_learning_rate(rate)?;
        }
        let mut rates = rates.to_vec();
        sort_by_number(&mut rates, |rate| *rate);
        rates.dedup();
        let mut waiting: Vec<f64> = coarse_to_fine(rates.len()).map(|place| rates[place]).collect();
        waiting.reverse();
        Ok(Self {
            example: example.clone(),
            recipe: Recipe::default(),
            rounds,
            entries: rates.into_iter().map(|rate| Entry { rate, verdict: None }).collect(),
            waiting,
            current: None,
            sharpness: None,
        })
    }

    /// The sweep, which after its rates also tries such as lie between neighbours that differ.
    ///
    /// # Units and range
    /// `sharpness`: how close the two rates of a mark shall come, relative to each other, such as 0.005.
    #[must_use]
    pub fn with_sharp_marks(self, sharpness: f64) -> Self {
        Self { sharpness: Some(1.0 + sharpness.max(FINEST)), ..self }
    }

    /// The sweep with every rate tried by that recipe.
    #[must_use]
    pub fn by(self, recipe: Recipe) -> Self {
        Self { recipe, ..self }
    }

    /// Runs about so many rounds more, over as many rates as they reach for.
    pub fn advance(&mut self, rounds: usize) {
        let mut left = rounds;
        while left > 0 && self.begin_next() {
            let Some((rate, trial)) = &mut self.current else { return };
            // A trial that ends at once still costs its making, so that no slice is endless.
            left = left.saturating_sub(trial.advance(left).max(1));
            if let Some(verdict) = trial.verdict() {
                let place = self.entries.partition_point(|entry| entry.rate < *rate);
                self.entries[place].verdict = Some(verdict);
                self.current = None;
            }
        }
    }

    /// Takes the next rate up if none is on trial; says whether one is.
    fn begin_next(&mut self) -> bool {
        if self.current.is_some() {
            return true;
        }
        if self.waiting.is_empty() {
            self.halve_marks();
        }
        let Some(rate) = self.waiting.pop() else { return false };
        let trial = |example| (rate, Trial::by(self.recipe, &example, self.rounds));
        self.current = self.example.with_learning_rate(rate).ok().map(trial);
        self.current.is_some()
    }

    /// Puts a new rate between neighbours that differ and lie too far apart.
    fn halve_marks(&mut self) {
        let Some(sharpness) = self.sharpness else { return };
        let wide = self.marks().into_iter().filter(|mark| mark.from > sharpness * mark.below);
        self.waiting = wide.map(|mark| mark.below.sqrt() * mark.from.sqrt()).collect();
        self.waiting.reverse();
        self.entries.extend(self.waiting.iter().map(|&rate| Entry { rate, verdict: None }));
        sort_by_number(&mut self.entries, |entry| entry.rate);
    }

    /// Whether every rate has its verdict and every mark is as sharp as wanted.
    pub fn is_complete(&self) -> bool {
        let is_sharp = |sharpness| self.marks().iter().all(|mark| mark.from <= sharpness * mark.below);
        self.current.is_none() && self.waiting.is_empty() && self.sharpness.is_none_or(is_sharp)
    }

    /// Every rate so far, ascending, with its verdict where it is known.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The number of rounds that each rate is tried for.
    pub fn rounds(&self) -> usize {
        self.rounds
    }

    /// The example that every trial starts from.
    pub fn start(&self) -> &Example {
        &self.example
    }

    /// The places where the regime changes, among the rates whose verdict is known, ascending.
    pub fn marks(&self) -> Vec<Mark> {
        let known: Vec<(f64, Verdict)> =
            self.entries.iter().filter_map(|entry| Some((entry.rate, entry.verdict?))).collect();
        let neighbours = known.windows(2).map(|pair| (pair[0], pair[1]));
        neighbours
            .filter(|((_, old), (_, new))| !old.is_like(*new))
            .map(|((below, old), (from, new))| Mark {
                below,
                from,
                old: old.regime,
                new: new.regime,
                stuck: (old.stuck_outputs, new.stuck_outputs),
            })
            .collect()
    }
}

/// So many rates from `low` to `high`, evenly spaced on a log scale, both ends exact.
///
/// # Units and range
/// `low` and `high` above 0; at least 2 rates for both ends.
pub fn spaced_rates(low: f64, high: f64, count: usize) -> Vec<f64> {
    let last = count.saturating_sub(1);
    let rate = |i: usize| match i {
        0 => low,
        i if i == last => high,
        i => low * math::pow(high / low, i as f64 / last as f64),
    };
    (0..count).map(rate).collect()
}

/// The places 0…count − 1, widely spread first: both halves' beginnings, then the quarters', and so on.
fn coarse_to_fine(count: usize) -> impl Iterator<Item = usize> {
    let top = count.next_power_of_two();
    let strides = std::iter::successors(Some(top / 2), |stride| Some(stride / 2)).take_while(|stride| *stride > 0);
    let rest = strides.flat_map(move |stride| (stride..count).step_by(2 * stride));
    (0..count.min(1)).chain(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_comes_once_and_the_wide_ones_first() {
        assert_eq!(coarse_to_fine(8).collect::<Vec<_>>(), [0, 4, 2, 6, 1, 3, 5, 7]);
        for count in 0..70 {
            let mut places: Vec<usize> = coarse_to_fine(count).collect();
            places.sort_unstable();
            assert_eq!(places, (0..count).collect::<Vec<_>>(), "{count}");
        }
    }

    #[test]
    fn spaced_rates_reach_both_ends() {
        let rates = spaced_rates(1e-3, 1e3, 7);
        assert_eq!((rates[0], rates[6]), (1e-3, 1e3));
        assert!((rates[3] - 1.0).abs() < 1e-12);
    }
}
