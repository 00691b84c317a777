//! The largest learning rate that holds from a given start: the answer to a run that blew up.

use crate::example::Example;
use crate::gradient::Descent;
use crate::math;
use crate::rounding::Arithmetic;

/// Rates of three digits in one decade: 1.00 to 9.99.
const A_DECADE: i32 = 900;

/// The lowest decade tried, 10⁻¹⁵: a smaller step is lost in the digits of a weight of order one.
const LOWEST: i32 = -15;

/// The highest decade tried.
const HIGHEST: i32 = 15;

/// The largest learning rate of three digits that stays finite for so many rounds from the example's start.
///
/// Bisection over rates of three digits, between one that holds and one that diverges, the two found by going
/// down from the example's rate by decades where it diverges, and up where it holds. None where every rate up
/// to 10¹⁵ holds or none down to 10⁻¹⁵ does.
///
/// # Numerical notes
/// The edge can be ragged: rates that diverge lie among rates that hold. The rate given does hold and the next
/// one of three digits does not.
pub fn largest_rate_that_holds(example: &Example, rounds: usize) -> Option<f64> {
    let does_hold = |place: i32| holds(example, rate_at(place), rounds);
    let (bottom, top) = (LOWEST * A_DECADE, HIGHEST * A_DECADE);
    let start = place_of(example.learning_rate()).clamp(bottom, top);
    let (mut low, mut high) = (start, start);
    if does_hold(start) {
        while does_hold(high) {
            (low, high) = (high, high + A_DECADE);
            if low >= top {
                return None;
            }
        }
    } else {
        while !does_hold(low) {
            (high, low) = (low, low - A_DECADE);
            if high <= bottom {
                return None;
            }
        }
    }
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        *(if does_hold(middle) { &mut low } else { &mut high }) = middle;
    }
    Some(rate_at(low))
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

/// Whether so many rounds with that rate leave every cost and parameter finite.
fn holds(example: &Example, rate: f64, rounds: usize) -> bool {
    let Ok(example) = example.with_learning_rate(rate) else { return false };
    let mut descent = Descent::new(&example, Arithmetic::Exact);
    (0..rounds).all(|_| descent.round().is_finite() && descent.example.network().is_finite())
        && descent.take_cost().is_finite()
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
