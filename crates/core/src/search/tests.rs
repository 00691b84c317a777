//! What the searchers find on grounds whose lowest place is known.

use super::*;
use crate::math::cos;

/// A ground whose samples pull to several places: the cost is the mean squared distance, with ripples or without.
struct Bowl {
    pulls: Vec<[f64; 2]>,
    ripple: f64,
}

impl Ground for Bowl {
    fn samples(&self) -> usize {
        self.pulls.len()
    }

    fn cost(&mut self, at: &[f64]) -> f64 {
        let one = |pull: &[f64; 2]| {
            at.iter()
                .zip(pull)
                .fold(0.0, |sum, (x, pull)| sum + (x - pull) * (x - pull) + self.ripple * (1.0 - cos(6.0 * (x - pull))))
        };
        self.pulls.iter().map(one).fold(0.0, |sum, cost| sum + cost) / self.pulls.len() as f64
    }

    fn slope(&mut self, at: &[f64], sample: Option<usize>, slope: &mut [f64]) -> f64 {
        let chosen: Vec<[f64; 2]> = match sample {
            Some(sample) => vec![self.pulls[sample]],
            None => self.pulls.clone(),
        };
        for (i, slope) in slope.iter_mut().enumerate() {
            let one = |pull: &[f64; 2]| {
                2.0 * (at[i] - pull[i]) + 6.0 * self.ripple * crate::math::sin(6.0 * (at[i] - pull[i]))
            };
            *slope = chosen.iter().map(one).fold(0.0, |sum, slope| sum + slope) / chosen.len() as f64;
        }
        self.cost(at)
    }
}

fn settings() -> Settings {
    Settings { rate: 0.1, momentum: 0.9, temperature: 2.0, seed: 1, window: vec![(-4.0, 4.0); 2] }
}

fn plain() -> Bowl {
    Bowl { pulls: vec![[1.0, 0.0], [0.0, 1.0], [-1.0, 0.0], [0.0, -1.0]], ripple: 0.0 }
}

fn after(method: Method, passes: usize, ground: &mut Bowl) -> Searcher {
    let mut searcher = Searcher::new(method, &settings(), &[3.0, 2.5], ground);
    searcher.run_until(passes, ground);
    searcher
}

#[test]
fn every_method_finds_the_bottom_of_a_bowl() {
    for method in Method::ALL {
        let mut ground = plain();
        let found = after(method, 4000, &mut ground);
        let best = found.best();
        assert!(best.cost < 1.02, "{method:?} came to {best:?}; the bottom costs 1");
        assert!(!found.is_lost());
    }
}

#[test]
fn chance_leaves_a_dip_that_descent_is_caught_in() {
    let rippled = || Bowl { pulls: vec![[0.0, 0.0]], ripple: 3.0 };
    let caught = after(Method::Descent, 4000, &mut rippled());
    assert!(caught.last().cost > 1.0, "{:?}", caught.last());
    for (method, least) in [(Method::Annealing, 10), (Method::Genetic, 15)] {
        let finds = |seed: &u64| {
            let mut ground = rippled();
            let mut free = Searcher::new(method, &Settings { seed: *seed, ..settings() }, &[3.0, 2.5], &mut ground);
            free.run_until(4000, &mut ground);
            free.best().cost < 0.01
        };
        let found = (1..=20).filter(finds).count();
        assert!(found >= least, "{method:?} found the bottom from {found} of 20 seeds");
    }
}

#[test]
fn looks_are_counted_in_passes_of_a_sample() {
    let m = plain().samples();
    for method in Method::ALL {
        let found = after(method, 1000, &mut plain());
        let looks = found.looks();
        let by_hand = match method {
            Method::Stochastic => 2 * looks.slopes,
            _ => m * looks.costs + 2 * m * looks.slopes,
        };
        assert_eq!(looks.passes, by_hand, "{method:?}");
        assert!(looks.passes <= 1000 && looks.passes + 20 * m > 1000, "{method:?} spent {}", looks.passes);
        assert_eq!(found.last().passes, looks.passes, "{method:?}");
        assert_eq!(found.looks_at(found.trail().len() - 1), looks, "{method:?}");
    }
    assert_eq!(after(Method::Descent, 80, &mut plain()).trail().len(), 11, "ten steps of 8 passes, and the start");
}

#[test]
fn the_same_seed_takes_the_same_way() {
    for method in Method::ALL {
        let (one, other) = (after(method, 2000, &mut plain()), after(method, 2000, &mut plain()));
        assert_eq!(one.trail(), other.trail(), "{method:?}");
    }
    let mut ground = plain();
    let mut elsewhere = Searcher::new(Method::Annealing, &Settings { seed: 2, ..settings() }, &[3.0, 2.5], &mut ground);
    elsewhere.run_until(2000, &mut ground);
    assert_ne!(elsewhere.trail(), after(Method::Annealing, 2000, &mut ground).trail());
}

#[test]
fn in_slices_or_at_once_is_the_same_way() {
    for method in Method::ALL {
        let mut ground = plain();
        let mut sliced = Searcher::new(method, &settings(), &[3.0, 2.5], &mut ground);
        for passes in (0..=2000).step_by(37) {
            sliced.run_until(passes, &mut ground);
        }
        sliced.run_until(2000, &mut ground);
        assert_eq!(sliced.trail(), after(method, 2000, &mut ground).trail(), "{method:?}");
    }
}

#[test]
fn a_searcher_that_diverges_stops_and_says_so() {
    let mut ground = plain();
    let mut wild = Searcher::new(Method::Descent, &Settings { rate: 50.0, ..settings() }, &[3.0, 2.5], &mut ground);
    wild.run_until(1_000_000, &mut ground);
    assert!(wild.is_lost());
    assert!(wild.best().cost.is_finite(), "the best of before is kept");
}

#[test]
fn ends_close_together_are_one_minimum() {
    let stop = |x: f64, cost: f64| Stop { at: vec![x, 0.0], passes: 0, cost };
    let ends = [stop(1.0, 0.5), stop(-2.0, 0.1), stop(1.01, 0.49), stop(0.0, f64::NAN)];
    let found = minima(&ends.iter().collect::<Vec<_>>(), &[(-4.0, 4.0), (-4.0, 4.0)]);
    let told: Vec<(f64, &[usize])> = found.iter().map(|minimum| (minimum.cost, minimum.searches.as_slice())).collect();
    assert_eq!(told, [(0.1, [1].as_slice()), (0.49, [2, 0].as_slice())]);
}
