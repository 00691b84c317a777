//! Decimal rounding, half away from zero, as a pocket calculator shows numbers.

/// Decimal places that a double-precision number is trusted to before it is rounded to fewer.
const SIGNIFICANT: usize = 15;

/// How a trace computes: with all its digits, or carrying the rounding of every computed value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arithmetic {
    /// Double precision throughout.
    Exact,
    /// Every computed value is rounded to so many places after the point before it is used again.
    Carried(u8),
}

impl Arithmetic {
    /// The value as this arithmetic keeps it.
    pub fn keep(self, value: f64) -> f64 {
        match self {
            Self::Exact => Exact.keep(value),
            Self::Carried(places) => Carried(places).keep(value),
        }
    }
}

/// An arithmetic known when a loop is compiled, so that exact loops do not ask in every operation.
pub(crate) trait Keep: Copy {
    /// Whether values are rounded on the way, so that a product's factors are needed beside it.
    const ROUNDS: bool;

    /// The value as this arithmetic keeps it.
    fn keep(self, value: f64) -> f64;

    /// The product of three along the chain rule, kept once, where that of the first two is already kept.
    fn chain(self, factors: (f64, f64), product: f64, last: f64) -> f64;
}

/// Double precision throughout.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Exact;

impl Keep for Exact {
    const ROUNDS: bool = false;

    fn keep(self, value: f64) -> f64 {
        value
    }

    fn chain(self, _: (f64, f64), product: f64, last: f64) -> f64 {
        product * last
    }
}

/// Every computed value rounded to so many places.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Carried(pub(crate) u8);

impl Keep for Carried {
    const ROUNDS: bool = true;

    fn keep(self, value: f64) -> f64 {
        round(value, self.0.into())
    }

    fn chain(self, (first, second): (f64, f64), _: f64, last: f64) -> f64 {
        self.keep(first * second * last)
    }
}

/// The powers of ten up to the places that are rounded without going through text.
const POWERS: [f64; 16] = [1.0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

/// Below this a number scaled by a power of ten is off by far less than the distance to a half that is asked for.
const SAFE: f64 = 1e12;

/// The value rounded to so many places after the point, half away from zero.
///
/// The decimal number rounded is the one of 15 significant digits that the double stands for,
/// so that 0.285 rounds to 0.29 as on paper, whatever its binary form. NaN and infinities stay.
pub fn round(value: f64, places: usize) -> f64 {
    if !value.is_finite() {
        return value;
    }
    quickly(value, places).or_else(|| decimal(value, places).parse().ok()).unwrap_or(value)
}

/// The same by one multiplication and one division, unless the value lies so near a half that digits decide.
fn quickly(value: f64, places: usize) -> Option<f64> {
    let power = POWERS.get(places)?;
    let scaled = value.abs() * power;
    let whole = scaled.floor();
    let rest = scaled - whole;
    // Scaling and the fifteenth digit move the value by less than this.
    let doubt = 1e-14 * scaled + f64::MIN_POSITIVE;
    if scaled >= SAFE || (rest - 0.5).abs() <= doubt {
        return None;
    }
    // A whole number over a power of ten, both exact: the quotient is the double nearest to the decimal.
    let nearest = (if rest > 0.5 { whole + 1.0 } else { whole }) / power;
    Some(if value < 0.0 { 0.0 - nearest } else { nearest })
}

/// The decimal text of a finite value with exactly so many places after the point, half away from zero.
///
/// A negative value that rounds to zero loses its sign.
pub fn decimal(value: f64, places: usize) -> String {
    let scientific = format!("{:.*e}", SIGNIFICANT - 1, value.abs());
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i64 = exponent.parse().unwrap_or(0);
    let digits: Vec<u8> = mantissa.bytes().filter(u8::is_ascii_digit).map(|digit| digit - b'0').collect();
    let kept = exponent + 1 + i64::try_from(places).unwrap_or(i64::MAX / 2);
    let rounded = round_digits(&digits, kept);
    let sign = if value < 0.0 && rounded.iter().any(|digit| *digit > 0) { "-" } else { "" };
    format!("{sign}{}", place_point(&rounded, places))
}

/// The first `kept` digits, the last rounded by what follows; zeros are added where there are too few.
fn round_digits(digits: &[u8], kept: i64) -> Vec<u8> {
    if kept < 0 {
        return vec![0];
    }
    let kept = kept as usize;
    let mut result = vec![0; kept + 1];
    for (place, digit) in result[1..].iter_mut().zip(digits) {
        *place = *digit;
    }
    if digits.get(kept).is_some_and(|next| *next >= 5) {
        for digit in result.iter_mut().rev() {
            *digit = (*digit + 1) % 10;
            if *digit != 0 {
                break;
            }
        }
    }
    result
}

/// The digits as text with the point before the last `places` of them and no needless leading zero.
fn place_point(digits: &[u8], places: usize) -> String {
    let mut text: String = digits.iter().map(|digit| char::from(b'0' + digit)).collect();
    while text.len() <= places {
        text.insert(0, '0');
    }
    let whole = text[..text.len() - places].trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let fraction = &text[text.len() - places..];
    if places == 0 { whole.to_owned() } else { format!("{whole}.{fraction}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_go_away_from_zero_as_on_paper() {
        assert_eq!(decimal(0.285, 2), "0.29");
        assert_eq!(decimal(-0.125, 2), "-0.13");
        assert_eq!(decimal(2.5, 0), "3");
        assert_eq!(decimal(0.5, 0), "1");
    }

    #[test]
    fn the_lecture_values_print_as_the_lecture_has_them() {
        assert_eq!(decimal(0.593_269_992_107_187_2, 9), "0.593269992");
        assert_eq!(decimal(0.751_365_069_552_315_7, 9), "0.751365070");
        assert_eq!(decimal(3.510_187_782_978_859e-5, 10), "0.0000351019");
    }

    #[test]
    fn carries_run_over_every_nine_and_small_values_vanish() {
        assert_eq!(decimal(0.999_96, 4), "1.0000");
        assert_eq!(decimal(99.999, 2), "100.00");
        assert_eq!(decimal(-0.000_04, 4), "0.0000");
        assert_eq!(decimal(0.000_06, 4), "0.0001");
        assert_eq!(decimal(1e-30, 4), "0.0000");
        assert_eq!(decimal(0.0, 3), "0.000");
        assert_eq!(decimal(123_456_789.0, 2), "123456789.00");
    }

    #[test]
    fn rounding_keeps_what_is_no_finite_number() {
        assert!(round(f64::NAN, 4).is_nan());
        assert_eq!(round(f64::INFINITY, 4), f64::INFINITY);
        assert_eq!(round(0.285, 2), 0.29);
    }
}
