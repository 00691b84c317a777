//! The sliders' scales: places 0…1000 on the page against learning rates and rounds.

use gradlight_core::math::{log10, pow};

use crate::state::MAX_ROUNDS;

/// The number of places on a slider.
pub const PLACES: f64 = 1000.0;

/// Decades of the learning rate's slider, and where it begins.
const RATE_DECADES: (f64, f64) = (-3.0, 6.0);

/// How far a key moves the learning rate, in places: a factor of about 1.15.
const NUDGE: f64 = 10.0;

/// The learning rate at a place, to three significant digits.
///
/// ```text
/// α = 10^(−3 + 6 · place / 1000)
/// ```
pub fn rate_at(place: f64) -> f64 {
    let (first, decades) = RATE_DECADES;
    three_digits(pow(10.0, first + decades * place.clamp(0.0, PLACES) / PLACES))
}

/// The place of a learning rate; rates beyond the ends stand at the end.
pub fn place_of_rate(rate: f64) -> f64 {
    let (first, decades) = RATE_DECADES;
    ((log10(rate) - first) / decades * PLACES).clamp(0.0, PLACES)
}

/// The learning rate so many key presses away.
pub fn nudged(rate: f64, presses: f64) -> f64 {
    rate_at(place_of_rate(rate) + NUDGE * presses)
}

/// The finished rounds at a place: 0 at the left end, then by powers of ten.
pub fn finished_at(place: f64) -> usize {
    if place < 0.5 {
        return 0;
    }
    let decades = log10(MAX_ROUNDS as f64);
    pow(10.0, decades * place.min(PLACES) / PLACES).round() as usize
}

/// The place of so many finished rounds.
pub fn place_of_finished(finished: usize) -> f64 {
    match finished {
        0 => 0.0,
        1 => 1.0,
        _ => log10(finished as f64) / log10(MAX_ROUNDS as f64) * PLACES,
    }
}

/// The number in three significant digits.
pub(crate) fn three_digits(value: f64) -> f64 {
    format!("{value:.2e}").parse().unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rate_slider_reaches_its_ends_and_comes_back() {
        assert_eq!((rate_at(0.0), rate_at(500.0), rate_at(1000.0)), (0.001, 1.0, 1000.0));
        for rate in [0.001, 0.05, 0.5, 58.0, 1000.0] {
            assert_eq!(rate_at(place_of_rate(rate)), rate);
        }
    }

    #[test]
    fn one_key_up_and_one_down_is_where_it_was() {
        let up = nudged(0.5, 1.0);
        assert!(up > 0.5);
        assert!((nudged(up, -1.0) - 0.5).abs() < 0.002);
    }

    #[test]
    fn every_round_has_its_place() {
        assert_eq!((finished_at(0.0), finished_at(1.0), finished_at(1000.0)), (0, 1, MAX_ROUNDS));
        for finished in [0, 1, 2, 3, 10, 99, 1000, 9999, 10_000] {
            assert_eq!(finished_at(place_of_finished(finished)), finished);
        }
    }
}
