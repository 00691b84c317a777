//! Searchers: five ways to look for the lowest cost, on any ground, seeded and with every look at it counted.

pub mod annealing;
pub mod genetic;
mod minima;

pub use annealing::Annealing;
pub use genetic::Genetic;
pub use minima::{Minimum, minima};

use crate::random::Random;

/// What is searched: a cost over some coordinates, averaged over samples, and its slope.
pub trait Ground {
    /// How many samples the cost is averaged over.
    fn samples(&self) -> usize;

    /// The cost at a place.
    fn cost(&mut self, at: &[f64]) -> f64;

    /// The slope at a place, by all samples or by one alone; gives their cost there.
    fn slope(&mut self, at: &[f64], sample: Option<usize>, slope: &mut [f64]) -> f64;
}

/// A way to search.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Method {
    /// Gradient descent: every step down the slope by all samples.
    Descent,
    /// Stochastic gradient descent: every step down the slope by one sample, all in a new order each epoch.
    Stochastic,
    /// Gradient descent with momentum.
    Momentum,
    /// Simulated annealing: ever smaller random changes, worse ones taken ever more rarely.
    Annealing,
    /// A genetic algorithm: places as chromosomes, bred by selection, crossover and mutation.
    Genetic,
}

impl Method {
    /// Every method.
    pub const ALL: [Self; 5] = [Self::Descent, Self::Stochastic, Self::Momentum, Self::Annealing, Self::Genetic];

    /// Its stable name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Descent => "gd",
            Self::Stochastic => "sgd",
            Self::Momentum => "momentum",
            Self::Annealing => "annealing",
            Self::Genetic => "genetic",
        }
    }
}

/// How the searchers go about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// The learning rate α of the three descents.
    pub rate: f64,
    /// The share μ of the last step that momentum keeps, 0…1.
    pub momentum: f64,
    /// The temperature at which annealing begins, in units of cost.
    pub temperature: f64,
    /// What random numbers begin with.
    pub seed: u64,
    /// The part of the ground that annealing and breeding measure their changes by, as low and high ends.
    pub window: Vec<(f64, f64)>,
}

/// How often the ground has been looked at.
///
/// A *pass* is one sample run through the network, forward or back: a cost takes m passes, a slope by all
/// samples 2m, a slope by one sample 2. It is the coin in which methods are compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Looks {
    /// Costs taken.
    pub costs: usize,
    /// Slopes taken.
    pub slopes: usize,
    /// Passes of a sample through the network, forward or back.
    pub passes: usize,
}

/// A place that a searcher has come by.
#[derive(Clone, Debug, PartialEq)]
pub struct Stop {
    /// Where.
    pub at: Vec<f64>,
    /// The passes spent on the way there.
    pub passes: usize,
    /// The cost there by all samples; looking it up for the record is not counted.
    pub cost: f64,
}

/// What a method remembers beside its place.
#[derive(Clone, Debug)]
enum Memory {
    Descent,
    Stochastic { order: Vec<usize>, next: usize },
    Momentum { velocity: Vec<f64> },
    Annealing(Annealing),
    Genetic(Genetic),
}

/// One searcher on its way.
#[derive(Clone, Debug)]
pub struct Searcher {
    method: Method,
    settings: Settings,
    samples: usize,
    random: Random,
    memory: Memory,
    looks: Looks,
    trail: Vec<Stop>,
    /// The stop with the lowest cost so far.
    best: usize,
    slope: Vec<f64>,
}

impl Searcher {
    /// A searcher that starts from a place.
    pub fn new(method: Method, settings: &Settings, at: &[f64], ground: &mut impl Ground) -> Self {
        // Each method has a stream of its own, so that none depends on who else is released.
        let random = Random::seeded(settings.seed.wrapping_mul(8).wrapping_add(method as u64));
        let memory = match method {
            Method::Descent => Memory::Descent,
            Method::Stochastic => Memory::Stochastic { order: (0..ground.samples()).collect(), next: usize::MAX },
            Method::Momentum => Memory::Momentum { velocity: vec![0.0; at.len()] },
            Method::Annealing => Memory::Annealing(Annealing::new(settings.temperature)),
            Method::Genetic => Memory::Genetic(Genetic::default()),
        };
        let start = Stop { at: at.to_vec(), passes: 0, cost: ground.cost(at) };
        Self {
            method,
            settings: settings.clone(),
            samples: ground.samples(),
            random,
            memory,
            looks: Looks::default(),
            trail: vec![start],
            best: 0,
            slope: vec![0.0; at.len()],
        }
    }

    /// Its method.
    pub fn method(&self) -> Method {
        self.method
    }

    /// Where it has been, the start first; a genetic algorithm's stops are the best of each generation.
    pub fn trail(&self) -> &[Stop] {
        &self.trail
    }

    /// Where it is.
    pub fn last(&self) -> &Stop {
        &self.trail[self.trail.len() - 1]
    }

    /// The best place it has come by.
    pub fn best(&self) -> &Stop {
        &self.trail[self.best]
    }

    /// How often it has looked at the ground.
    pub fn looks(&self) -> Looks {
        self.looks
    }

    /// How often it had looked at the ground when it came to that stop of its trail.
    pub fn looks_at(&self, stop: usize) -> Looks {
        let passes = self.trail.get(stop).map_or(0, |stop| stop.passes);
        let (m, is_by_cost) = (self.samples, matches!(self.method, Method::Annealing | Method::Genetic));
        match self.method {
            _ if is_by_cost => Looks { costs: passes / m, slopes: 0, passes },
            Method::Stochastic => Looks { costs: 0, slopes: passes / 2, passes },
            _ => Looks { costs: 0, slopes: passes / (2 * m), passes },
        }
    }

    /// The places of a genetic algorithm's generation at that stop of its trail; of any other method none.
    pub fn population(&self, stop: usize) -> &[Vec<f64>] {
        match &self.memory {
            Memory::Genetic(genetic) => genetic.places_after(stop),
            _ => &[],
        }
    }

    /// Whether it has left the range of finite numbers; it then stays where it was last.
    pub fn is_lost(&self) -> bool {
        let last = self.last();
        !last.cost.is_finite() || last.at.iter().any(|x| !x.is_finite())
    }

    /// Goes on until the next move would take more than so many passes in all.
    pub fn run_until(&mut self, passes: usize, ground: &mut impl Ground) {
        while !self.is_lost() && self.looks.passes + self.price(ground.samples()) <= passes {
            self.advance(ground);
        }
    }

    /// The passes that the next move takes, on a ground of m samples.
    fn price(&self, m: usize) -> usize {
        match &self.memory {
            Memory::Descent | Memory::Momentum { .. } => 2 * m,
            Memory::Stochastic { .. } => 2,
            Memory::Annealing(annealing) => annealing.price() * m,
            Memory::Genetic(genetic) => genetic.price() * m,
        }
    }

    /// Makes one move.
    pub fn advance(&mut self, ground: &mut impl Ground) {
        let price = self.price(ground.samples());
        let mut at = self.last().at.clone();
        match &mut self.memory {
            Memory::Descent => {
                ground.slope(&at, None, &mut self.slope);
                self.looks.slopes += 1;
                step(&mut at, self.settings.rate, &self.slope);
            }
            Memory::Stochastic { order, next } => {
                if *next >= order.len() {
                    self.random.shuffle(order);
                    *next = 0;
                }
                ground.slope(&at, Some(order[*next]), &mut self.slope);
                *next += 1;
                self.looks.slopes += 1;
                step(&mut at, self.settings.rate, &self.slope);
            }
            Memory::Momentum { velocity } => {
                ground.slope(&at, None, &mut self.slope);
                self.looks.slopes += 1;
                for ((at, velocity), slope) in at.iter_mut().zip(velocity).zip(&self.slope) {
                    *velocity = self.settings.momentum * *velocity - self.settings.rate * slope;
                    *at += *velocity;
                }
            }
            Memory::Annealing(annealing) => {
                self.looks.costs += annealing.price();
                annealing.advance(&mut at, &self.settings, &mut self.random, &mut |at| ground.cost(at));
            }
            Memory::Genetic(genetic) => {
                self.looks.costs += genetic.price();
                genetic.advance(&mut at, &self.settings, &mut self.random, &mut |at| ground.cost(at));
            }
        }
        self.looks.passes += price;
        let cost = ground.cost(&at);
        self.trail.push(Stop { at, passes: self.looks.passes, cost });
        if is_lower(cost, self.best().cost) {
            self.best = self.trail.len() - 1;
        }
    }
}

/// w ← w − α ∇C.
fn step(at: &mut [f64], rate: f64, slope: &[f64]) {
    at.iter_mut().zip(slope).for_each(|(at, slope)| *at -= rate * slope);
}

/// Whether a cost is lower than another; one that is no number is lower than none.
fn is_lower(cost: f64, other: f64) -> bool {
    cost < other || (other.is_nan() && !cost.is_nan())
}

#[cfg(test)]
mod tests;
