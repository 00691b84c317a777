//! Two learning rates: one for the last layer, one for those before it, tried for many pairs side by side.
//!
//! Each pair has a lane, and every sum is worked for all lanes at once. The arithmetic is that of training: a pair of
//! equal rates has, bit for bit, the costs of [`crate::train`] at that rate.

use crate::example::Example;
use crate::sweep::{Classifier, Glance, Verdict};
use crate::train::Divergence;

mod descent;
mod lanes;

pub use descent::Descents;
pub use lanes::LANES;
use lanes::Lanes;

/// Parameters are looked at for finiteness every so many rounds, and at the end.
const LOOKED_AT: usize = 16;

/// The learning rates of one pair.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    /// The rate of every layer but the last, above 0.
    pub before: f64,
    /// The rate of the last layer, above 0.
    pub last: f64,
}

/// What became of a pair.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fate {
    /// The cost at the start.
    pub first: f64,
    /// The last finite cost.
    pub cost: f64,
    /// The cost averaged over all rounds, as a part of the first and at most that: small where it fell fast.
    pub mean: f64,
    /// The round in which a cost was found not to be finite, or about that in which a parameter was.
    pub diverged: Option<usize>,
}

impl Fate {
    /// Whether it ended below its start.
    pub fn has_learned(&self) -> bool {
        self.diverged.is_none() && self.cost < self.first
    }
}

/// As many pairs as there are lanes, trained side by side, in slices of rounds.
#[derive(Clone, Debug)]
pub struct Block {
    descents: Descents,
    pairs: usize,
    rounds: usize,
    x: usize,
    first: Lanes,
    cost: Lanes,
    sum: Lanes,
    diverged: [Option<usize>; LANES],
}

impl Block {
    /// At most [`LANES`] pairs on trial over so many rounds, not yet begun.
    pub fn new(example: &Example, pairs: &[Pair], rounds: usize) -> Self {
        Self {
            descents: Descents::new(example, pairs),
            pairs: pairs.len().min(LANES),
            rounds,
            x: 0,
            first: [f64::NAN; LANES],
            cost: [f64::NAN; LANES],
            sum: [0.0; LANES],
            diverged: [None; LANES],
        }
    }

    /// Other pairs in the place of those before, from the example's start.
    pub fn restart(&mut self, example: &Example, pairs: &[Pair]) {
        self.descents.restart(example, pairs);
        self.pairs = pairs.len().min(LANES);
        self.x = 0;
        (self.sum, self.diverged) = ([0.0; LANES], [None; LANES]);
    }

    /// Runs at most so many rounds more.
    pub fn advance(&mut self, rounds: usize) {
        for _ in 0..rounds {
            if self.is_complete() {
                return;
            }
            self.one_round();
        }
    }

    fn one_round(&mut self) {
        let is_last = self.x == self.rounds;
        let cost = if is_last { self.descents.cost() } else { self.descents.round() };
        if self.x == 0 {
            (self.first, self.cost) = (cost, cost);
        }
        // Written so that all lanes are worked the same way.
        let mut are_finite = true;
        for (((cost, kept), sum), first) in cost.iter().zip(&mut self.cost).zip(&mut self.sum).zip(&self.first) {
            let is_finite = cost.abs() < f64::INFINITY;
            are_finite &= is_finite;
            *kept = if is_finite { *cost } else { *kept };
            let share = cost / first;
            *sum += if share < 1.0 { share } else { 1.0 };
        }
        self.x += 1;
        if !are_finite {
            self.mark(|lane| !cost[lane].is_finite());
        }
        if self.x.is_multiple_of(LOOKED_AT) || self.x >= self.rounds {
            let are_finite = self.descents.are_finite();
            self.mark(|lane| !are_finite[lane]);
        }
    }

    /// Notes the round for the lanes that have just diverged.
    fn mark(&mut self, has_diverged: impl Fn(usize) -> bool) {
        for (lane, diverged) in self.diverged.iter_mut().enumerate() {
            if diverged.is_none() && has_diverged(lane) {
                *diverged = Some(self.x);
            }
        }
    }

    /// Whether nothing is left to run: all rounds done, or all pairs diverged.
    pub fn is_complete(&self) -> bool {
        self.x > self.rounds || self.diverged[..self.pairs].iter().all(Option::is_some)
    }

    /// What became of each pair, in their order, once the block is complete.
    pub fn fates(&self) -> impl Iterator<Item = Fate> + '_ {
        (0..self.pairs).map(|lane| Fate {
            first: self.first[lane],
            cost: self.cost[lane],
            mean: self.sum[lane] / self.x as f64,
            diverged: self.diverged[lane],
        })
    }
}

/// One pair over so many rounds, its regime named as that of a single rate is, with the example it came to.
pub fn classify(example: &Example, pair: Pair, rounds: usize) -> (Verdict, Example) {
    let mut descents = Descents::new(example, &[pair]);
    let (samples, outputs) = (example.samples().len(), example.network().output().neurons);
    let mut classifier = Classifier::new(samples, outputs);
    let (mut errors, mut slopes) = (vec![0.0; samples * outputs], vec![0.0; samples * outputs]);
    let mut reached = example.clone();
    let mut last = f64::NAN;
    let mut divergence = None;
    for x in 0..=rounds {
        descents.store(&mut reached);
        let cost = if x == rounds { descents.cost()[0] } else { descents.round()[0] };
        if !cost.is_finite() {
            last = if x == 0 { cost } else { last };
            divergence = Some(Divergence::Cost { round: x + 1 });
            break;
        }
        last = cost;
        if x == rounds {
            classifier.see_end(cost);
            break;
        }
        descents.glance(&mut errors, &mut slopes);
        classifier.see(Glance { cost, errors: &errors, slopes: &slopes });
        if !descents.are_finite()[0] {
            divergence = Some(Divergence::Parameter { round: x + 1 });
            break;
        }
    }
    if divergence.is_some() {
        classifier.diverge();
    }
    let verdict =
        Verdict { regime: classifier.regime(), cost: last, divergence, stuck_outputs: classifier.stuck_outputs() };
    (verdict, reached)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
