//! A guess: what was typed, to how many digits, and how nearly it agrees with a value.

use gradlight_core::math::pow;
use gradlight_core::order::sort_by_number;
use gradlight_core::slip::{Slip, Wrong};

use crate::format::{Digits, NumberFault, Numeral, parse_number};

/// Fewer significant digits than three say too little: off by more than this, relatively, is wrong.
const COARSEST: f64 = 0.005;

/// Half a digit is rarely hit to the last bit.
const SLACK: f64 = 1.0 + 1e-6;

/// At most so many different wrong values are named for one guess.
const MOST_NAMED: usize = 2;

/// A number as someone typed it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Guess {
    value: f64,
    /// One in its last digit.
    unit: f64,
}

/// How nearly a guess agrees with a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Agreement {
    /// In every digit typed.
    Full,
    /// But for one in the last digit.
    NearlyFull,
    /// In every digit typed, which are too few.
    Coarse,
    /// Not at all.
    None,
}

impl Guess {
    /// The guess that someone typed; see [`parse_number`].
    ///
    /// # Errors
    /// The fault, whose text is a sentence.
    pub fn read(typed: &str) -> Result<Self, NumberFault> {
        Ok(Self { value: parse_number(typed)?, unit: unit_of(typed) })
    }

    /// How nearly it agrees with a value that is shown in so many digits.
    ///
    /// Right is what differs by no more than half of one in the last digit typed, and in three significant digits at
    /// least; more digits than are shown are not asked for.
    pub fn agreement(&self, value: f64, digits: Digits) -> Agreement {
        let (off, half) = ((self.value - value).abs(), self.tolerance(value, digits));
        if off <= half * SLACK {
            Agreement::Full
        } else if self.unit / 2.0 > half && off <= self.unit / 2.0 * SLACK {
            Agreement::Coarse
        } else if off <= 3.0 * half * SLACK {
            Agreement::NearlyFull
        } else {
            Agreement::None
        }
    }

    /// How far from a value it may be.
    fn tolerance(&self, value: f64, digits: Digits) -> f64 {
        (self.unit / 2.0).min(COARSEST * value.abs()).max(unit_shown(value, digits) / 2.0)
    }

    /// The wrong values that it equals, the nearest first; one quantity taken for another only where nothing else fits.
    pub(super) fn fitting<'w>(&self, wrong: &'w [Wrong], digits: Digits) -> Vec<&'w Wrong> {
        let off = |wrong: &Wrong| (self.value - wrong.value).abs();
        let mut fitting: Vec<&Wrong> =
            wrong.iter().filter(|wrong| off(wrong) <= self.tolerance(wrong.value, digits) * SLACK).collect();
        let is_mixed_up = |wrong: &&Wrong| matches!(wrong.lapses[0].slip, Slip::Mistaken(_));
        if !fitting.iter().all(is_mixed_up) {
            fitting.retain(|wrong| !is_mixed_up(wrong));
        }
        sort_by_number(&mut fitting, |wrong| off(wrong));
        fitting.truncate(MOST_NAMED);
        fitting
    }
}

/// One in the last digit typed.
fn unit_of(typed: &str) -> f64 {
    let typed = typed.trim().to_ascii_lowercase();
    let (mantissa, exponent) = typed.split_once('e').unwrap_or((&typed, "0"));
    let exponent: f64 = exponent.replace(['−', '–'], "-").parse().unwrap_or(0.0);
    let places = mantissa.split_once(['.', ',']).map_or(0, |(_, places)| places.chars().count());
    pow(10.0, exponent - places as f64)
}

/// One in the last digit shown.
fn unit_shown(value: f64, digits: Digits) -> f64 {
    match Numeral::computed(value, digits) {
        Numeral::Scientific { mantissa, exponent } => unit_of(&mantissa) * pow(10.0, f64::from(exponent)),
        Numeral::Plain(text) => unit_of(&text),
        _ => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn agreement(typed: &str, value: f64, places: u8) -> Agreement {
        Guess::read(typed).expect("a number").agreement(value, Digits::clamped(places))
    }

    #[test]
    fn right_is_right_in_the_digits_typed() {
        let out = 0.593_269_992_107_187_2;
        for typed in ["0.593", "0,5933", ".59327", "0.593269992", "0.593269992107", "5.933e-1"] {
            assert_eq!(agreement(typed, out, 9), Agreement::Full, "{typed}");
        }
        for typed in ["0.59326", "0.594", "0.593269991"] {
            assert_eq!(agreement(typed, out, 9), Agreement::NearlyFull, "{typed}");
        }
        for typed in ["0.59", "0.6", "1"] {
            assert_eq!(agreement(typed, out, 9), Agreement::Coarse, "{typed}");
        }
        for typed in ["0.596", "-0.593", "0.59325", "0.593269", "0"] {
            assert_ne!(agreement(typed, out, 9), Agreement::Full, "{typed}");
        }
        assert_eq!(agreement("0.596884378", out, 9), Agreement::None);
    }

    #[test]
    fn no_more_digits_are_asked_for_than_are_shown() {
        assert_eq!(agreement("0.593300", 0.593_269_992, 4), Agreement::Full);
        assert_eq!(agreement("4.39e-4", 0.000_438_567_734, 2), Agreement::Full);
        assert_eq!(agreement("0.000438568", 0.000_438_567_734, 9), Agreement::Full);
    }

    #[test]
    fn zero_and_whole_numbers_are_as_good_as_any() {
        assert_eq!(agreement("0", 0.0, 9), Agreement::Full);
        assert_eq!(agreement("1", 1.0, 9), Agreement::Full);
        assert_eq!(agreement("-3", -3.0, 4), Agreement::Full);
        assert_eq!(agreement("0.001", 0.0, 9), Agreement::None);
    }

    #[test]
    fn the_circulating_number_is_not_the_right_one() {
        assert_eq!(agreement("0.291027924", 0.291_027_773_693_599_33, 9), Agreement::None);
        assert_eq!(agreement("0.2910", 0.291_027_773_693_599_33, 9), Agreement::Full);
    }
}
