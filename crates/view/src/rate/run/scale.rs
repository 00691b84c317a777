//! The scale of rates that slider and atlas span: the whole of it, or the part where something changes.

use super::RunPanel;
use super::atlas::Atlas;
use super::links::two_digits;
use crate::slider;
use crate::state::RATES;

/// The whole scale.
pub(super) fn whole_span() -> (f64, f64) {
    (*RATES.start(), *RATES.end())
}

/// The rate at a place of the slider over that span, to three significant digits.
pub(super) fn rate_at(span: (f64, f64), place: f64) -> f64 {
    if span == whole_span() {
        return slider::rate_at(place);
    }
    let axis = gradlight_plot::Axis::log(span.0, span.1);
    slider::three_digits(axis.value(place / slider::PLACES))
}

/// The place of a rate on the slider over that span.
pub(super) fn place_of(span: (f64, f64), rate: f64) -> f64 {
    gradlight_plot::Axis::log(span.0, span.1).fraction(rate) * slider::PLACES
}

impl RunPanel {
    /// The whole scale where a part is spanned, else the part in which what a rate does changes, the rate included.
    pub(super) fn close_up(&mut self, rate: f64) {
        self.pointed = None;
        if self.span != whole_span() {
            self.span = whole_span();
            return;
        }
        let whole = whole_span();
        let near = (rate / 3.0, rate * 3.0);
        let (low, high) = self.atlas.as_ref().and_then(Atlas::close_up).unwrap_or(near);
        let (low, high) = (low.min(rate / 1.1).max(whole.0), high.max(rate * 1.1).min(whole.1));
        self.span = (two_digits(low), two_digits(high));
    }
}
