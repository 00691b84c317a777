//! The largest learning rate that holds from a given start: the answer to a run that blew up.

use crate::example::Example;
use crate::gradient::Descent;
use crate::math;
use crate::rounding::Arithmetic;
use crate::train::Recipe;

/// Rates of three digits in one decade: 1.00 to 9.99.
const A_DECADE: i32 = 900;

/// The lowest decade tried, 10⁻¹⁵: a smaller step is lost in the digits of a weight of order one.
const LOWEST: i32 = -15;

/// The highest decade tried.
const HIGHEST: i32 = 15;

/// The search for the largest learning rate of three digits that stays finite for so many rounds.
///
/// Bisection over rates of three digits, between one that holds and one that diverges, the two found by going
/// down from the example's rate by decades where it diverges, and up where it holds. It can be taken up again
/// where it stopped, so that it fits into slices of time.
///
/// # Numerical notes
/// The edge can be ragged: rates that diverge lie among rates that hold. The rate given does hold and the next
/// one of three digits does not.
#[derive(Clone, Debug)]
pub struct EdgeSearch {
    example: Example,
    recipe: Recipe,
    rounds: usize,
    bisection: Bisection,
    probe: Option<Probe>,
}

/// Bisection over rates of three digits: says which rate to try, and is told whether it holds.
#[derive(Clone, Copy, Debug)]
pub struct Bisection {
    /// The place of the largest rate known to hold, of those that count.
    low: Option<i32>,
    /// The place of the smallest rate known to diverge, of those that count.
    high: Option<i32>,
    place: i32,
    edge: Edge,
}

/// What is known of the largest rate that holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Edge {
    /// Nothing yet.
    Sought,
    /// The largest rate of three digits that holds.
    At(f64),
    /// There is none: every rate up to 10¹⁵ holds, or none down to 10⁻¹⁵ does.
    Nowhere,
}

impl Edge {
    /// The largest rate that holds, if it is known.
    pub fn rate(self) -> Option<f64> {
        if let Self::At(rate) = self { Some(rate) } else { None }
    }
}

/// One rate being tried.
#[derive(Clone, Debug)]
struct Probe {
    descent: Descent,
    x: usize,
}

impl Bisection {
    /// The bisection that begins at this rate.
    pub fn from(rate: f64) -> Self {
        let place = place_of(rate).clamp(LOWEST * A_DECADE, HIGHEST * A_DECADE);
        Self { low: None, high: None, place, edge: Edge::Sought }
    }

    /// The rate to try now.
    pub fn rate(&self) -> f64 {
        rate_at(self.place)
    }

    /// What is known of the edge so far.
    pub fn edge(&self) -> Edge {
        self.edge
    }

    /// Takes note of what the present rate did, and goes to the next.
    pub fn learn(&mut self, holds: bool) {
        let (bottom, top) = (LOWEST * A_DECADE, HIGHEST * A_DECADE);
        *(if holds { &mut self.low } else { &mut self.high }) = Some(self.place);
        self.place = match (self.low, self.high) {
            (Some(low), Some(high)) if high - low > 1 => low + (high - low) / 2,
            (Some(low), Some(_)) => {
                self.edge = Edge::At(rate_at(low));
                low
            }
            (Some(low), None) => low + A_DECADE,
            (None, Some(high)) => high - A_DECADE,
            (None, None) => self.place,
        };
        let is_open = self.low.is_none() || self.high.is_none();
        if is_open && !(bottom..=top).contains(&self.place) {
            self.edge = Edge::Nowhere;
        }
    }
}

impl EdgeSearch {
    /// The search from the example's start and rate by a recipe, not yet begun.
    pub fn new(example: &Example, rounds: usize, recipe: Recipe) -> Self {
        let bisection = Bisection::from(example.learning_rate());
        Self { example: example.clone(), recipe, rounds, bisection, probe: None }
    }

    /// Runs about so many rounds more.
    pub fn advance(&mut self, rounds: usize) {
        let mut left = rounds;
        while left > 0 && self.edge() == Edge::Sought {
            let (taken, holds) = self.try_rate(left);
            // A rate that diverges at once still costs its making.
            left = left.saturating_sub(taken.max(1));
            if let Some(holds) = holds {
                self.probe = None;
                self.bisection.learn(holds);
            }
        }
    }

    /// What is known of the edge so far.
    pub fn edge(&self) -> Edge {
        self.bisection.edge()
    }

    /// Goes on with the present rate; gives the rounds it took and, at its end, whether the rate holds.
    fn try_rate(&mut self, rounds: usize) -> (usize, Option<bool>) {
        if self.probe.is_none() {
            let Ok(example) = self.example.with_learning_rate(self.bisection.rate()) else { return (0, Some(false)) };
            self.probe = Some(Probe { descent: Descent::by(self.recipe, &example, Arithmetic::Exact), x: 0 });
        }
        let Some(Probe { descent, x }) = &mut self.probe else { return (0, Some(false)) };
        for taken in 0..rounds {
            if *x == self.rounds {
                return (taken, Some(descent.take_cost().is_finite()));
            }
            *x += 1;
            if !descent.round().is_finite() || !descent.example.network().is_finite() {
                return (taken, Some(false));
            }
        }
        (rounds, None)
    }
}

/// The largest learning rate of three digits that stays finite for so many rounds from the example's start.
///
/// None where every rate up to 10¹⁵ holds or none down to 10⁻¹⁵ does; see [`EdgeSearch`].
pub fn largest_rate_that_holds(example: &Example, rounds: usize) -> Option<f64> {
    let mut search = EdgeSearch::new(example, rounds, Recipe::default());
    while search.edge() == Edge::Sought {
        search.advance(usize::MAX);
    }
    search.edge().rate()
}

/// The rate of three digits at a place on the scale; place 0 is 1.00, and 900 places are a decade.
fn rate_at(place: i32) -> f64 {
    let decade = place.div_euclid(A_DECADE) - 2;
    let digits = f64::from(100 + place.rem_euclid(A_DECADE));
    // Dividing by an exact power of ten gives the number that the three digits read as.
    if decade < 0 { digits / math::pow(10.0, f64::from(-decade)) } else { digits * math::pow(10.0, f64::from(decade)) }
}

/// The place of the rate of three digits at or just below this one.
fn place_of(rate: f64) -> i32 {
    let decade = math::log10(rate).floor() as i32;
    let digits = (rate / math::pow(10.0, f64::from(decade)) * 100.0).floor() as i32;
    decade * A_DECADE + (digits - 100).clamp(0, A_DECADE - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_digits_read_as_they_are_written() {
        assert_eq!([-900, -351, 0, 1, 899, 900, 1800].map(rate_at), [0.1, 0.649, 1.0, 1.01, 9.99, 10.0, 100.0]);
        assert_eq!(rate_at(LOWEST * A_DECADE), 1e-15);
    }

    #[test]
    fn a_rate_finds_its_place() {
        for place in -1900..1900 {
            assert!((place - 1..=place).contains(&place_of(rate_at(place))), "{place}");
        }
        assert_eq!(rate_at(place_of(0.5)), 0.5);
    }
}
