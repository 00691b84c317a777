//! Simulated annealing: the place is perturbed by ever smaller amounts, and a worse one taken ever more rarely.

use super::{Settings, is_lower};
use crate::math::exp;
use crate::random::Random;

/// The spread of the first change, as a share of the window.
const FIRST_CHANGE: f64 = 0.15;
/// What is left of the heat after one move.
const COOLING: f64 = 0.99;
/// What is left of the changes' spread after one move: it goes with the root of the heat.
const SHRINKING: f64 = 0.995;

/// How warm it is, and what the place costs.
///
/// ```text
/// w′ = w + s · normal, thrown back at the window's edges    taken where C(w′) ≤ C(w), else with probability exp(−(C(w′) − C(w)) / T)
/// T ← 0.99 T    s ← 0.995 s
/// ```
///
/// Without the window a hot searcher would walk off over the plains for good.
///
/// After Kirkpatrick, Gelatt and Vecchi (1983), with Metropolis's rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Annealing {
    temperature: f64,
    spread: f64,
    /// The cost of the present place, once it has been looked at.
    cost: Option<f64>,
}

impl Annealing {
    /// A start at that temperature.
    pub fn new(temperature: f64) -> Self {
        Self { temperature, spread: FIRST_CHANGE, cost: None }
    }

    /// The temperature now, in units of cost.
    pub fn temperature(&self) -> f64 {
        self.temperature
    }

    /// The costs that the next move takes.
    pub(super) fn price(&self) -> usize {
        if self.cost.is_some() { 1 } else { 2 }
    }

    /// Perturbs the place and takes the new one, or not.
    pub(super) fn advance(
        &mut self,
        at: &mut Vec<f64>,
        settings: &Settings,
        random: &mut Random,
        cost_of: &mut dyn FnMut(&[f64]) -> f64,
    ) {
        let cost = self.cost.unwrap_or_else(|| cost_of(at));
        let change = |(at, (low, high)): (&f64, &(f64, f64))| {
            let place = at + self.spread * (high - low) * random.normal();
            if place < *low { (2.0 * low - place).min(*high) } else { place.min(2.0 * high - place).max(*low) }
        };
        let place: Vec<f64> = at.iter().zip(&settings.window).map(change).collect();
        let there = cost_of(&place);
        let chance = random.uniform();
        let is_taken = is_lower(there, cost) || chance < exp((cost - there) / self.temperature);
        if is_taken {
            *at = place;
        }
        self.cost = Some(if is_taken { there } else { cost });
        self.temperature *= COOLING;
        self.spread *= SHRINKING;
    }
}
