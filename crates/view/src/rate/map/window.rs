//! The map's window: which rates it shows, as powers of ten, and how it moves.

use gradlight_core::math::{log10, pow};
use gradlight_core::two_rates::Pair;
use gradlight_plot::Axis;

/// The window shows at most so many decades, and at least so many: below, neighbouring rates are the same numbers.
pub(super) const SPANS: std::ops::RangeInclusive<f64> = 1e-9..=12.0;

/// Below so many decades the axes show how far rates lie from the middle, as parts of it.
const CLOSE: f64 = 0.03;

/// Its middle lies within so many decades of 1.
const FURTHEST: f64 = 9.0;

/// A square part of the plane of both rates, in decades.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Window {
    /// The middle: log₁₀ of the rate of the layers before the last, and of the last layer's.
    pub(super) centre: [f64; 2],
    /// How many decades it is wide and high.
    pub(super) span: f64,
}

impl Default for Window {
    fn default() -> Self {
        Self { centre: [0.0, 0.0], span: 6.0 }
    }
}

impl Window {
    /// The window with ends that it can have.
    pub(super) fn clamped(self) -> Self {
        let centre = self.centre.map(|log| log.clamp(-FURTHEST, FURTHEST));
        Self { centre, span: self.span.clamp(*SPANS.start(), *SPANS.end()) }
    }

    /// The place so far, 0…1, from the left and from the bottom, as powers of ten.
    pub(super) fn at(&self, across: f64, up: f64) -> [f64; 2] {
        [self.centre[0] + (across - 0.5) * self.span, self.centre[1] + (up - 0.5) * self.span]
    }

    /// How far from the left and from the bottom a place lies, 0…1 within the window.
    pub(super) fn fractions(&self, place: [f64; 2]) -> [f64; 2] {
        [0, 1].map(|axis| (place[axis] - self.centre[axis]) / self.span + 0.5)
    }

    /// The window moved by parts of its span.
    #[must_use]
    pub(super) fn moved(self, across: f64, up: f64) -> Self {
        Self { centre: self.at(0.5 + across, 0.5 + up), ..self }.clamped()
    }

    /// The window so many times as wide, with that place where it was.
    #[must_use]
    pub(super) fn zoomed(self, factor: f64, place: [f64; 2]) -> Self {
        let span = (self.span * factor).clamp(*SPANS.start(), *SPANS.end());
        let [across, up] = self.fractions(place);
        let centre = [place[0] - (across - 0.5) * span, place[1] - (up - 0.5) * span];
        Self { centre, span }.clamped()
    }

    /// The axis of the layers before the last (0) or of the last layer (1): of the rates, or, close to, of how far
    /// they lie from the middle.
    pub(super) fn axis(&self, which: usize) -> Axis {
        let half = self.span / 2.0;
        let [low, high] = [-half, half].map(|end| self.on_axis(which, self.centre[which] + end));
        if self.is_close() { Axis::linear(low, high) } else { Axis::log(low, high) }
    }

    /// A place, log₁₀ of a rate, as its axis has it.
    pub(super) fn on_axis(&self, which: usize, log: f64) -> f64 {
        if self.is_close() { (log - self.centre[which]) * std::f64::consts::LN_10 } else { pow(10.0, log) }
    }

    /// Whether the rates shown are told apart by more digits than an axis has room for.
    pub(super) fn is_close(&self) -> bool {
        self.span < CLOSE
    }
}

/// The rates at a place.
pub(super) fn pair([before, last]: [f64; 2]) -> Pair {
    Pair { before: pow(10.0, before), last: pow(10.0, last) }
}

/// The place of equal rates.
pub(super) fn diagonal(rate: f64) -> [f64; 2] {
    [log10(rate); 2]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zooming_keeps_the_place_and_comes_back() {
        let window = Window::default();
        let place = [1.0, -2.0];
        let closer = window.zoomed(0.25, place);
        assert_eq!(closer.fractions(place), window.fractions(place));
        let back = closer.zoomed(4.0, place);
        assert!((0..2).all(|axis| (back.centre[axis] - window.centre[axis]).abs() < 1e-12));
    }

    #[test]
    fn a_window_never_leaves_the_rates_that_can_be_computed_with() {
        let mut window = Window::default();
        (0..200).for_each(|_| window = window.zoomed(0.5, [0.3, 0.3]));
        assert_eq!(window.span, *SPANS.start());
        (0..200).for_each(|_| window = window.zoomed(2.0, [0.3, 0.3]).moved(1.0, -1.0));
        assert_eq!((window.span, window.centre), (12.0, [9.0, -9.0]));
        assert!(pair(window.at(1.0, 0.0)).before.is_finite());
    }
}
