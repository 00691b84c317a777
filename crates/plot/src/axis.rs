//! One axis: which value stands where between its two ends, and back.
//!
//! Plotters has logarithmic axes, but none that holds zero, and a cost descent
//! starts at zero finished rounds. Ours are three: linear, logarithmic, and
//! logarithmic from zero.

use std::ops::Range;

use gradlight_core::math::{exp, ln};
use plotters::coord::ranged1d::{KeyPointHint, NoDefaultFormatting, Ranged};

use crate::ticks::{self, Tick};

/// How an axis divides its length.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Scale {
    /// Equal steps are equal lengths.
    Linear,
    /// Equal ratios are equal lengths.
    #[default]
    Log,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Law {
    Linear,
    /// As `Linear`, but only whole numbers have ticks.
    Whole,
    Log,
    /// As `Log`, but its foot stands for zero.
    LogAboveZero,
    LogFromZero,
}

/// An axis from a low to a high value.
///
/// ```text
/// linear         t = (v − low) / (high − low)
/// log            t = ln(v / low) / ln(high / low)
/// log from zero  t = ln(1 + v) / ln(1 + high)
/// ```
///
/// `t` runs from 0 at the low end to 1 at the high end. Values beyond an end
/// stand on that end. *Log from zero* is for counts: 0 stands at the left edge,
/// 1 a little way in, and from about 10 on it cannot be told from a log axis.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Axis {
    law: Law,
    low: f64,
    high: f64,
}

impl Axis {
    /// A linear axis; an empty or reversed range is widened to 1.
    pub fn linear(low: f64, high: f64) -> Self {
        let high = if high > low { high } else { low + 1.0 };
        Self { law: Law::Linear, low, high }
    }

    /// A linear axis of counts or places: only whole numbers have ticks.
    pub fn whole(low: f64, high: f64) -> Self {
        Self { law: Law::Whole, ..Self::linear(low, high) }
    }

    /// A logarithmic axis; ends that have no logarithm are put to `0.1…1`.
    pub fn log(low: f64, high: f64) -> Self {
        if low > 0.0 && high > low && high.is_finite() {
            Self { law: Law::Log, low, high }
        } else {
            Self { law: Law::Log, low: 0.1, high: 1.0 }
        }
    }

    /// A logarithmic axis whose foot stands for zero and is marked so.
    ///
    /// Where the ends have no logarithm it shows zero below `0.1…1`.
    pub fn log_above_zero(foot: f64, high: f64) -> Self {
        Self { law: Law::LogAboveZero, ..Self::log(foot, high) }
    }

    /// A logarithmic axis of counts, `0…high`, with `high` at least 1.
    pub fn log_from_zero(high: f64) -> Self {
        Self { law: Law::LogFromZero, low: 0.0, high: high.max(1.0) }
    }

    /// The axis of finished rounds, `0…rounds`.
    pub fn rounds(rounds: usize, scale: Scale) -> Self {
        let last = rounds.max(1) as f64;
        match scale {
            Scale::Linear => Self::linear(0.0, last),
            Scale::Log => Self::log_from_zero(last),
        }
    }

    /// The value at the low end.
    pub fn low(&self) -> f64 {
        self.low
    }

    /// The value at the high end.
    pub fn high(&self) -> f64 {
        self.high
    }

    /// Where `value` stands, from 0 at the low end to 1 at the high end.
    pub fn fraction(&self, value: f64) -> f64 {
        self.reach(value).clamp(0.0, 1.0)
    }

    /// Whether `value` stands between the ends, the ends included.
    pub fn holds(&self, value: f64) -> bool {
        value >= self.low && value <= self.high
    }

    /// As [`Self::fraction`], but below 0 and above 1 for values beyond an end, where the axis' law reaches there.
    pub fn reach(&self, value: f64) -> f64 {
        match self.law {
            // Halved first, so that ends as far apart as f64 goes do not overflow.
            Law::Linear | Law::Whole => (value / 2.0 - self.low / 2.0) / (self.high / 2.0 - self.low / 2.0),
            Law::LogAboveZero if value <= self.low => 0.0,
            Law::Log if value <= 0.0 => f64::NEG_INFINITY,
            Law::Log | Law::LogAboveZero => (ln(value) - ln(self.low)) / (ln(self.high) - ln(self.low)),
            Law::LogFromZero if value <= 0.0 => value.min(0.0),
            Law::LogFromZero => ln(1.0 + value) / ln(1.0 + self.high),
        }
    }

    /// The value that stands at `fraction` of the way; the inverse of [`Self::fraction`].
    pub fn value(&self, fraction: f64) -> f64 {
        let t = fraction.clamp(0.0, 1.0);
        match self.law {
            Law::Linear | Law::Whole => self.low * (1.0 - t) + self.high * t,
            Law::Log | Law::LogAboveZero => exp(ln(self.low) * (1.0 - t) + ln(self.high) * t),
            Law::LogFromZero => exp(t * ln(1.0 + self.high)) - 1.0,
        }
    }

    /// Sets of ticks for this axis, from the closest to the sparsest.
    ///
    /// Whoever letters the axis takes the first set whose labels have room.
    pub fn ladder(&self) -> Vec<Vec<Tick>> {
        match self.law {
            Law::Linear => ticks::linear(self.low, self.high),
            Law::Whole => {
                let is_whole = |rung: &Vec<Tick>| rung.iter().all(|tick| tick.value.fract() == 0.0);
                ticks::linear(self.low, self.high).into_iter().filter(is_whole).collect()
            }
            Law::Log => ticks::decades(self.low, self.high),
            Law::LogAboveZero => ticks::decades_above_zero(self.low, self.high),
            Law::LogFromZero => ticks::counts(self.high),
        }
    }
}

impl Ranged for Axis {
    type FormatOption = NoDefaultFormatting;
    type ValueType = f64;

    fn map(&self, value: &f64, limit: (i32, i32)) -> i32 {
        let (low, high) = (f64::from(limit.0), f64::from(limit.1));
        (low + self.fraction(*value) * (high - low)).round() as i32
    }

    fn key_points<Hint: KeyPointHint>(&self, hint: Hint) -> Vec<f64> {
        let most = hint.max_num_points();
        self.ladder()
            .into_iter()
            .find(|rung| rung.len() <= most)
            .unwrap_or_default()
            .into_iter()
            .map(|tick| tick.value)
            .collect()
    }

    fn range(&self) -> Range<f64> {
        self.low..self.high
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn axes() -> [Axis; 5] {
        [
            Axis::linear(-6.0, 6.0),
            Axis::log(1e-5, 0.3),
            Axis::log(0.1, 1e300),
            Axis::rounds(10_000, Scale::Log),
            Axis::rounds(10_000, Scale::Linear),
        ]
    }

    #[test]
    fn the_way_there_and_back_is_the_same() {
        for axis in axes() {
            for step in 0..=100 {
                let fraction = f64::from(step) / 100.0;
                let back = axis.fraction(axis.value(fraction));
                assert!((back - fraction).abs() < 1e-12, "{axis:?} at {fraction}: {back}");
            }
        }
    }

    #[test]
    fn every_round_up_to_a_hundred_thousand_comes_back_as_itself() {
        for scale in [Scale::Linear, Scale::Log] {
            let axis = Axis::rounds(100_000, scale);
            for round in 0..=100_000 {
                let back = axis.value(axis.fraction(f64::from(round)));
                assert!((back - f64::from(round)).abs() < 1e-6, "{scale:?} {round}: {back}");
            }
        }
    }

    #[test]
    fn zero_rounds_stand_on_a_log_axis_at_its_left_end() {
        let axis = Axis::rounds(10_000, Scale::Log);
        assert_eq!(axis.fraction(0.0), 0.0);
        assert_eq!(axis.fraction(10_000.0), 1.0);
        assert!(axis.fraction(1.0) > 0.05, "one round is told from none");
    }

    #[test]
    fn values_beyond_an_end_stand_on_it() {
        for axis in axes() {
            assert_eq!(axis.fraction(f64::MAX), 1.0, "{axis:?}");
            assert_eq!(axis.fraction(-f64::MAX), 0.0, "{axis:?}");
        }
    }

    #[test]
    fn ends_that_make_no_axis_are_mended() {
        assert_eq!(Axis::linear(2.0, 2.0).high(), 3.0);
        assert_eq!(Axis::log(0.0, 1.0).low(), 0.1);
        assert_eq!(Axis::log(-1.0, f64::INFINITY).high(), 1.0);
        assert_eq!(Axis::rounds(0, Scale::Log).high(), 1.0);
        assert_eq!(Axis::rounds(0, Scale::Linear).high(), 1.0);
    }

    #[test]
    fn places_are_counted_in_whole_numbers() {
        for high in [2.0, 4.2, 13.0, 80.0] {
            let rungs = Axis::whole(0.6, high).ladder();
            assert!(!rungs.is_empty(), "{high}");
            assert!(rungs.iter().flatten().all(|tick| tick.value.fract() == 0.0), "{high}");
        }
    }

    #[test]
    fn an_axis_as_wide_as_f64_still_has_a_middle() {
        assert_eq!(Axis::linear(-f64::MAX, f64::MAX).fraction(0.0), 0.5);
    }
}
