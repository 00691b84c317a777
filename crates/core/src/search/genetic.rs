//! A genetic algorithm: weights as chromosomes, better ones bred, their children mutated.

use super::Settings;
use crate::order::sort_by_number;
use crate::random::Random;

/// How many places a generation has.
pub const POPULATION: usize = 20;
/// How many of the best live on unchanged.
const ELITE: usize = 2;
/// How many are drawn for a tournament, whose best becomes a parent.
const TOURNAMENT: usize = 3;
/// The spread of the first mutations, as a share of the window.
const FIRST_MUTATION: f64 = 0.1;
/// What is left of that spread after one generation.
const SETTLING: f64 = 0.97;

/// A generation: places and their costs, the best first.
///
/// A child takes each coordinate from either of two parents (uniform crossover), then each is mutated by a
/// normal change. After Holland (1975), on real numbers as is usual for weights.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Genetic {
    places: Vec<Vec<f64>>,
    costs: Vec<f64>,
    /// The generations before the present one, each with its best first.
    past: Vec<Vec<Vec<f64>>>,
}

impl Genetic {
    /// The places of the generation after so many moves, the best first; none before the first move.
    pub fn places_after(&self, moves: usize) -> &[Vec<f64>] {
        match moves.checked_sub(1) {
            Some(generation) => self.past.get(generation).unwrap_or(&self.places),
            None => &[],
        }
    }

    /// The costs that the next move takes: of the first generation, or of the children.
    pub(super) fn price(&self) -> usize {
        if self.places.is_empty() { POPULATION } else { POPULATION - ELITE }
    }

    /// Scatters the first generation, or breeds the next; `at` is then its best.
    pub(super) fn advance(
        &mut self,
        at: &mut Vec<f64>,
        settings: &Settings,
        random: &mut Random,
        cost_of: &mut dyn FnMut(&[f64]) -> f64,
    ) {
        let first_child = if self.places.is_empty() {
            self.places = scattered(at, settings, random);
            0
        } else {
            let spread = FIRST_MUTATION * crate::math::pow(SETTLING, self.past.len() as f64);
            let children = (ELITE..POPULATION).map(|_| self.child(spread, settings, random)).collect::<Vec<_>>();
            let elite = self.places[..ELITE].iter().cloned().chain(children).collect();
            self.past.push(std::mem::replace(&mut self.places, elite));
            ELITE
        };
        self.costs.truncate(first_child);
        self.costs.extend(self.places[first_child..].iter().map(|place| cost_of(place)));
        self.rank();
        at.clone_from(&self.places[0]);
    }

    fn child(&self, spread: f64, settings: &Settings, random: &mut Random) -> Vec<f64> {
        let (mother, father) = (parent(random), parent(random));
        let mut gene = |(i, (low, high)): (usize, &(f64, f64))| {
            let parent = if random.below(2) == 0 { mother } else { father };
            self.places[parent][i] + spread * (high - low) * random.normal()
        };
        settings.window.iter().enumerate().map(&mut gene).collect()
    }

    fn rank(&mut self) {
        let mut order: Vec<usize> = (0..self.places.len()).collect();
        let (costs, places) = (&self.costs, &self.places);
        // Costs that are no numbers come last, whatever their sign.
        sort_by_number(&mut order, |place| if costs[*place].is_nan() { f64::NAN } else { costs[*place] + 0.0 });
        let ranked = |list: &[f64]| order.iter().map(|place| list[*place]).collect();
        (self.places, self.costs) = (order.iter().map(|place| places[*place].clone()).collect(), ranked(costs));
    }
}

/// The start itself, and the rest anywhere in the window.
fn scattered(at: &[f64], settings: &Settings, random: &mut Random) -> Vec<Vec<f64>> {
    let mut anywhere = || settings.window.iter().map(|(low, high)| low + (high - low) * random.uniform()).collect();
    let mut places = vec![at.to_vec()];
    places.extend((1..POPULATION).map(|_| anywhere()));
    places
}

/// The best of a few drawn at random: places are in order, so the first.
fn parent(random: &mut Random) -> usize {
    (0..TOURNAMENT).map(|_| random.below(POPULATION)).min().unwrap_or(0)
}
