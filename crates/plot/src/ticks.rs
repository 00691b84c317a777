//! Where an axis is marked, and how the marks are worded.
//!
//! Each function gives a ladder: sets of ticks from the closest to the sparsest.
//! Which set fits is decided where the labels can be measured.

use gradlight_core::math::log10;

/// One mark on an axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Tick {
    /// Where it stands.
    pub value: f64,
    /// What it says.
    pub label: String,
}

/// The most intervals that a linear axis is divided into.
const MOST_INTERVALS: f64 = 6.5;

/// Ticks for a linear axis: multiples of 1, 2 or 5 times a power of ten.
pub fn linear(low: f64, high: f64) -> Vec<Vec<Tick>> {
    // Halves and quotients first: the ends may be as far apart as f64 goes.
    let half_span = high / 2.0 - low / 2.0;
    let closest = log10(half_span / MOST_INTERVALS * 2.0).floor() as i32;
    (closest..closest.saturating_add(4))
        .flat_map(|exponent| [1, 2, 5].map(|digit| Step { digit, exponent }))
        .filter(|step| (1.0..=MOST_INTERVALS).contains(&(half_span / step.size() * 2.0)))
        .map(|step| step.multiples(low, high))
        .filter(|rung| !rung.is_empty())
        .collect()
}

/// Ticks for a logarithmic axis: powers of ten, 1-2-5 between them where the
/// axis is short, and its high end where that is a round number.
pub fn decades(low: f64, high: f64) -> Vec<Vec<Tick>> {
    let (first, last) = (exponent_of(low), exponent_of(high));
    let decades = log10(high) - log10(low);
    // Within so little, equal steps are as good as equal lengths.
    if decades < 0.7 {
        return linear(low, high);
    }
    let mut ladder = Vec::new();
    for (digits, widest) in [(&[1, 2, 3, 5][..], 1.0), (&[1, 2, 5], 2.0), (&[1, 3], 3.0)] {
        if decades <= widest {
            ladder.push(between_decades(digits, low, high));
        }
    }
    for stride in strides() {
        let exponents: Vec<i32> = (first..=last).filter(|k| k % stride == 0 && within(*k, low, high)).collect();
        let rung = powers(&exponents);
        if rung.len() < 2 {
            break;
        }
        let top = Tick { value: high, label: decimal(high) };
        if rung.last().is_some_and(|tick| tick.value < high) && top.label.chars().count() <= 5 {
            ladder.push(rung.iter().cloned().chain([top]).collect());
        }
        ladder.push(rung);
    }
    // The sparsest of all: the two ends.
    ladder.push([low, high].map(|value| Tick { value, label: decimal(value) }).to_vec());
    ladder
}

/// As [`decades`], with `0` at the foot in place of what stood there.
pub fn decades_above_zero(low: f64, high: f64) -> Vec<Vec<Tick>> {
    let zero = Tick { value: low, label: "0".to_owned() };
    let above = |rung: Vec<Tick>| rung.into_iter().filter(|tick| tick.value > low).collect::<Vec<_>>();
    // Where the lowest power stands too close to the foot, the others may have room without it.
    let with_and_without = |rung: Vec<Tick>| {
        let rest = rung.get(1..).unwrap_or_default().to_vec();
        [rung, rest]
    };
    let rungs = decades(low, high).into_iter().map(above).flat_map(with_and_without);
    rungs.map(|rung| [zero.clone()].into_iter().chain(rung).collect()).collect()
}

/// Ticks for a logarithmic axis of counts: 0, powers of ten, and the high end.
pub fn counts(high: f64) -> Vec<Vec<Tick>> {
    let last = exponent_of(high);
    let mut ladder = Vec::new();
    for stride in 1..=last.max(1) {
        let exponents: Vec<i32> =
            (0..=last).rev().step_by(stride as usize).filter(|k| power_of_ten(*k) < high).collect();
        // The decade next to the end goes first, then the one next to zero.
        for range in [0..exponents.len(), 1..exponents.len(), 1..exponents.len().saturating_sub(1)] {
            let chosen = exponents.get(range).unwrap_or_default();
            let values = chosen.iter().rev().map(|k| power_of_ten(*k));
            let values = [0.0].into_iter().chain(values).chain([high]);
            ladder.push(values.map(count).collect());
        }
    }
    ladder.push(vec![count(0.0), count(high)]);
    ladder
}

/// A whole number with its thousands set off by commas: `10,000`.
pub fn thousands(value: f64) -> String {
    let digits = format!("{:.0}", value.abs());
    let mut text = String::from(if value < 0.0 && digits != "0" { "−" } else { "" });
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A power of ten as it is set in print: `1`, `10⁻²`.
fn power(exponent: i32) -> String {
    match exponent {
        0 => "1".to_owned(),
        1 => "10".to_owned(),
        _ => format!("10{}", superscript(exponent)),
    }
}

fn superscript(exponent: i32) -> String {
    exponent
        .to_string()
        .chars()
        .map(|sign| match sign {
            '-' => '⁻',
            '1' => '¹',
            '2' => '²',
            '3' => '³',
            digit => char::from_u32(0x2070 + digit.to_digit(10).unwrap_or(0)).unwrap_or(digit),
        })
        .collect()
}

/// A round number in its shortest form: `0.3`, `2,000`, `3×10⁻⁷`.
fn decimal(value: f64) -> String {
    let size = value.abs();
    if size == 0.0 || (1e-3..1e5).contains(&size) {
        let digits = format!("{size}");
        let sign = if value < 0.0 { "−" } else { "" };
        return if size >= 1.0 && size == size.floor() { thousands(value) } else { sign.to_owned() + &digits };
    }
    let scientific = format!("{value:e}").replace('-', "−");
    let Some((mantissa, exponent)) = scientific.split_once('e') else {
        return scientific;
    };
    let exponent = power(exponent.replace('−', "-").parse().unwrap_or(0));
    match mantissa {
        "1" => exponent,
        "−1" => format!("−{exponent}"),
        _ => format!("{mantissa}×{exponent}"),
    }
}

fn count(value: f64) -> Tick {
    let label = if value < 1e9 { thousands(value) } else { decimal(value) };
    Tick { value, label }
}

fn powers(exponents: &[i32]) -> Vec<Tick> {
    let plain = exponents.iter().all(|k| (-3..=4).contains(k));
    let label = |k: i32| {
        if plain { decimal(power_of_ten(k)) } else { power(k) }
    };
    exponents.iter().map(|&k| Tick { value: power_of_ten(k), label: label(k) }).collect()
}

fn between_decades(digits: &[i32], low: f64, high: f64) -> Vec<Tick> {
    (exponent_of(low)..=exponent_of(high))
        .flat_map(|exponent| digits.iter().map(move |&digit| Step { digit, exponent }.size()))
        .filter(|value| (low..=high).contains(value))
        .map(|value| Tick { value, label: decimal(value) })
        .collect()
}

fn within(exponent: i32, low: f64, high: f64) -> bool {
    (low..=high).contains(&power_of_ten(exponent))
}

/// Distances between labelled decades, from close to far.
fn strides() -> impl Iterator<Item = i32> {
    [1, 2, 3, 5, 10, 20, 30, 50, 100, 200, 300].into_iter()
}

/// The decade that a positive value lies in: 0.02 lies in 10⁻².
pub(crate) fn exponent_of(value: f64) -> i32 {
    // Printing is exact where log10 may miss a power of ten by a hair.
    format!("{value:e}").split_once('e').and_then(|(_, exponent)| exponent.parse().ok()).unwrap_or(0)
}

/// Ten to a whole power, correctly rounded.
pub(crate) fn power_of_ten(exponent: i32) -> f64 {
    Step { digit: 1, exponent }.size()
}

/// The smallest of 1, 2, 3, 5, 10 times a power of ten that is not below `value`.
pub fn round_up(value: f64) -> f64 {
    let exponent = exponent_of(value);
    [1, 2, 3, 5, 10]
        .map(|digit| Step { digit, exponent }.size())
        .into_iter()
        .find(|candidate| *candidate >= value)
        .unwrap_or(value)
}

/// The distance between two ticks: `digit · 10^exponent`.
#[derive(Debug, Clone, Copy)]
struct Step {
    digit: i32,
    exponent: i32,
}

impl Step {
    /// Read from its decimal form, which is correctly rounded for any exponent.
    fn size(self) -> f64 {
        format!("{}e{}", self.digit, self.exponent).parse().unwrap_or(f64::NAN)
    }

    /// The multiples of this step from `low` to `high`, both included.
    fn multiples(self, low: f64, high: f64) -> Vec<Tick> {
        let size = self.size();
        let slack = 1e-9;
        let (first, last) = ((low / size - slack).ceil(), (high / size + slack).floor());
        let mut ticks = Vec::new();
        let mut index = first;
        while index <= last {
            ticks.push(self.tick(index));
            index += 1.0;
        }
        ticks
    }

    fn tick(self, index: f64) -> Tick {
        // Worked out in decimal, so that 3 · 0.1 reads 0.3.
        let value = format!("{}e{}", index * f64::from(self.digit), self.exponent);
        let value: f64 = value.parse().unwrap_or(f64::NAN);
        let value = if value == 0.0 { 0.0 } else { value };
        Tick { value, label: self.label(value) }
    }

    fn label(self, value: f64) -> String {
        if value == 0.0 || self.exponent >= 6 || self.exponent < -4 {
            return decimal(value);
        }
        if value == value.trunc() {
            return thousands(value);
        }
        let places = usize::try_from(-self.exponent).unwrap_or(0);
        format!("{value:.places$}").replace('-', "−")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(rung: &[Tick]) -> Vec<&str> {
        rung.iter().map(|tick| tick.label.as_str()).collect()
    }

    #[test]
    fn rounds_are_marked_at_zero_the_powers_of_ten_and_the_end() {
        assert_eq!(labels(&counts(10_000.0)[0]), ["0", "1", "10", "100", "1,000", "10,000"]);
        assert_eq!(labels(&counts(2_500.0)[0]), ["0", "1", "10", "100", "1,000", "2,500"]);
        assert_eq!(labels(&counts(1.0)[0]), ["0", "1"]);
        for high in [1.0, 7.0, 2_500.0, 100_000.0, 1e12] {
            let ladder = counts(high);
            assert_eq!(ladder.last().map(Vec::len), Some(2), "at last only the ends of 0…{high}");
            for rung in ladder {
                assert!(rung.is_sorted_by(|one, next| one.value < next.value), "{rung:?}");
            }
        }
    }

    #[test]
    fn costs_over_many_decades_are_marked_in_powers_of_ten() {
        let ladder = decades(1e-5, 0.3);
        assert_eq!(labels(&ladder[0]), ["10⁻⁵", "10⁻⁴", "10⁻³", "10⁻²", "10⁻¹", "0.3"]);
        assert_eq!(labels(&decades(1.0, 1e300)[0])[..3], ["1", "10", "10²"]);
    }

    #[test]
    fn a_short_log_axis_is_marked_between_the_decades() {
        assert_eq!(labels(&decades(0.1, 0.3)[0]), ["0.10", "0.15", "0.20", "0.25", "0.30"]);
        assert_eq!(labels(&decades(0.1, 0.8)[0]), ["0.1", "0.2", "0.3", "0.5"]);
        assert_eq!(labels(&decades(0.1, 2.0)[0]), ["0.1", "0.2", "0.5", "1", "2"]);
    }

    #[test]
    fn a_linear_axis_is_marked_in_steps_of_one_two_or_five() {
        assert_eq!(labels(&linear(0.0, 1.0)[0]), ["0", "0.2", "0.4", "0.6", "0.8", "1"]);
        assert_eq!(labels(&linear(-6.0, 6.0)[0]), ["−6", "−4", "−2", "0", "2", "4", "6"]);
        assert_eq!(labels(&linear(0.0, 0.3)[0]), ["0", "0.05", "0.10", "0.15", "0.20", "0.25", "0.30"]);
        assert_eq!(labels(&linear(0.0, 2e-7)[0]), ["0", "5×10⁻⁸", "10⁻⁷", "1.5×10⁻⁷", "2×10⁻⁷"]);
        assert_eq!(labels(&linear(0.0, 3e300)[0])[1], "5×10²⁹⁹");
    }

    #[test]
    fn every_ladder_gets_sparser_and_ends() {
        for (low, high) in [(0.0, 1.0), (-6.0, 6.0), (0.0, 1e-300), (-1e308, 1e308), (0.1, 0.100_001)] {
            let ladder = linear(low, high);
            assert!(!ladder.is_empty(), "{low}…{high}");
            for pair in ladder.windows(2) {
                assert!(pair[1].len() <= pair[0].len(), "{low}…{high}: {pair:?}");
            }
            for tick in ladder.iter().flatten() {
                assert!((low..=high).contains(&tick.value), "{tick:?} on {low}…{high}");
            }
        }
    }

    #[test]
    fn thousands_are_set_off_by_commas() {
        let printed = [0.0, 7.0, 999.0, 1e3, 10_000.0, 1_234_567.0, -1500.0].map(thousands);
        assert_eq!(printed, ["0", "7", "999", "1,000", "10,000", "1,234,567", "−1,500"]);
    }

    #[test]
    fn rounding_up_never_falls_below() {
        for value in [0.298_371_109, 0.3, 1.0, 3.000_001, 9.99, 1e-300, 7e307] {
            let rounded = round_up(value);
            assert!(rounded >= value && rounded <= value * 2.5, "{value} became {rounded}");
        }
    }
}
