//! The figures that are painted: which one a canvas shows, what it depends on, and how it is drawn.
//!
//! A canvas names its figure in `data-figure`. A figure of a widget has the widget's number before it: `2/descent`.

mod png;
mod surface;

use gradlight_plot::{Drawn, Ink, Style};

use crate::node::Element;
use crate::pointer::Pointer;
use crate::route::{HAS_ROOMS, Route};
use crate::state::State;
use crate::views::figures;
use crate::{labs, rate, slides};

pub use surface::NodeSurface;

/// What a figure's picture depends on: equal fingerprints look equal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fingerprint(Vec<u64>);

impl Fingerprint {
    /// Adds a number, by its bits.
    #[must_use]
    pub fn with(mut self, number: f64) -> Self {
        self.0.push(number.to_bits());
        self
    }

    /// Adds a count, a place or a choice.
    #[must_use]
    pub fn and(mut self, count: usize) -> Self {
        self.0.push(count as u64);
        self
    }

    /// Adds a text.
    #[must_use]
    pub fn text(mut self, text: &str) -> Self {
        self.0.push(text.len() as u64);
        self.0.extend(text.bytes().map(u64::from));
        self
    }
}

/// What the picture of that figure depends on now; `None` where the state has no such figure.
pub fn fingerprint(state: &State, figure: &str) -> Option<Fingerprint> {
    match state.route {
        Route::Step => figures::fingerprint(state, figure),
        _ if !HAS_ROOMS => None,
        Route::Rate => rate::fingerprint(state, figure),
        Route::Slides => slides::fingerprint(state, figure),
        Route::Labs => labs::fingerprint(state, figure),
    }
}

/// Draws that figure over the whole of a blank surface.
///
/// # Errors
/// What the surface refuses.
pub fn draw<'a>(state: &State, figure: &str, ink: Ink<'a>, style: &Style) -> Drawn<Ink<'a>> {
    match state.route {
        Route::Step => figures::draw(state, figure, ink, style),
        _ if !HAS_ROOMS => Ok(()),
        Route::Rate => rate::draw(state, figure, ink, style),
        Route::Slides => slides::draw(state, figure, ink, style),
        Route::Labs => labs::draw(state, figure, ink, style),
    }
}

/// Does what the pointer wants of that figure.
pub fn point(state: &mut State, figure: &str, pointer: &Pointer) {
    match state.route {
        Route::Step => figures::point(state, figure, pointer),
        _ if !HAS_ROOMS => {}
        Route::Rate => rate::point(state, figure, pointer),
        Route::Slides => slides::point(state, figure, pointer),
        Route::Labs => labs::point(state, figure, pointer),
    }
}

/// That figure as an `svg` element of the given size in CSS pixels, for files, print and thumbnails.
pub fn svg(state: &State, figure: &str, size: (u32, u32), style: &Style) -> Element {
    NodeSurface::picture(size, |ink| draw(state, figure, ink, style))
}
