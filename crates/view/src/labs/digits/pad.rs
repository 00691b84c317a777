//! The pad: the picture that the network is shown, drawn by hand or taken from the data.

use gradlight_core::digits::{PIXELS, SIDE, fitted};
use gradlight_core::pictures::brightness;

/// Half the width of the pen, and of its soft edge, in pixels of the picture.
const PEN: (f64, f64) = (0.9, 0.9);

/// Dots along a stroke lie no further apart than this.
const SPACING: f64 = 0.25;

/// Where the picture comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    /// A hand.
    Hand,
    /// The test pictures: its place among them, and its class.
    Test { place: usize, label: usize },
}

/// The picture with what draws on it.
#[derive(Clone, Debug)]
pub(super) struct Pad {
    pub(super) pixels: Vec<u8>,
    pub(super) source: Source,
    /// The pixel that keys act on, as column and row.
    pub(super) cursor: (usize, usize),
    /// Whether a drawing is moved and enlarged to lie as the data do.
    pub(super) fits: bool,
    /// Whether keys were used last: then the cursor shows.
    pub(super) by_keys: bool,
    /// Where the pen is down.
    pen: Option<(f64, f64)>,
    /// Counts changes.
    pub(super) revision: usize,
}

impl Default for Pad {
    fn default() -> Self {
        let cursor = (SIDE / 2, SIDE / 2);
        Self {
            pixels: vec![0; PIXELS],
            source: Source::Hand,
            cursor,
            fits: true,
            by_keys: false,
            pen: None,
            revision: 0,
        }
    }
}

impl Pad {
    /// Takes a picture from the test pictures.
    pub(super) fn take(&mut self, pixels: &[u8], place: usize, label: usize) {
        self.pixels.clear();
        self.pixels.extend_from_slice(pixels);
        self.source = Source::Test { place, label };
        self.revision += 1;
    }

    pub(super) fn clear(&mut self) {
        self.pixels.fill(0);
        self.source = Source::Hand;
        self.revision += 1;
    }

    pub(super) fn is_empty(&self) -> bool {
        self.pixels.iter().all(|pixel| *pixel == 0)
    }

    /// The class, where it is known.
    pub(super) fn label(&self) -> Option<usize> {
        match self.source {
            Source::Hand => None,
            Source::Test { label, .. } => Some(label),
        }
    }

    /// What the network is given: each pixel from 0 to 1.
    pub(super) fn input(&self) -> Vec<f32> {
        let bright = |pixels: &[u8]| pixels.iter().map(|pixel| brightness(*pixel)).collect();
        if self.source == Source::Hand && self.fits { bright(&fitted(&self.pixels)) } else { bright(&self.pixels) }
    }

    /// Puts the pen down: a new drawing, or on with the one that is there.
    pub(super) fn pen_down(&mut self, place: (f64, f64), goes_on: bool) {
        if self.source != Source::Hand && !goes_on {
            self.clear();
        }
        self.source = Source::Hand;
        self.by_keys = false;
        self.pen = Some(place);
        self.dot(place);
        self.revision += 1;
    }

    /// Draws from where the pen is; does nothing while it is up.
    pub(super) fn pen_to(&mut self, place: (f64, f64)) {
        let Some(from) = self.pen else { return };
        let (dx, dy) = (place.0 - from.0, place.1 - from.1);
        let dots = ((dx * dx + dy * dy).sqrt() / SPACING).ceil().max(1.0);
        for dot in 1..=dots as usize {
            let share = dot as f64 / dots;
            self.dot((from.0 + share * dx, from.1 + share * dy));
        }
        self.pen = Some(place);
        self.revision += 1;
    }

    pub(super) fn pen_up(&mut self) {
        self.pen = None;
    }

    fn dot(&mut self, (x, y): (f64, f64)) {
        let (core, edge) = PEN;
        for (place, pixel) in self.pixels.iter_mut().enumerate() {
            let (dx, dy) = ((place % SIDE) as f64 + 0.5 - x, (place / SIDE) as f64 + 0.5 - y);
            let ink = 1.0 - ((dx * dx + dy * dy).sqrt() - core) / edge;
            *pixel = (*pixel).max((ink.clamp(0.0, 1.0) * 255.0).round() as u8);
        }
    }

    /// Moves the cursor by so many columns and rows, within the picture.
    pub(super) fn walk(&mut self, columns: isize, rows: isize) {
        let moved = |from: usize, by: isize| from.saturating_add_signed(by).min(SIDE - 1);
        self.cursor = (moved(self.cursor.0, columns), moved(self.cursor.1, rows));
        self.by_keys = true;
    }

    /// The brightness under the cursor, 0…255.
    pub(super) fn under_cursor(&self) -> u8 {
        self.pixels[self.cursor.1 * SIDE + self.cursor.0]
    }

    /// Inks the pixel under the cursor, or clears it where it is inked.
    pub(super) fn toggle(&mut self) {
        self.by_keys = true;
        let (column, row) = self.cursor;
        let pixel = &mut self.pixels[row * SIDE + column];
        *pixel = if *pixel < 128 { 255 } else { 0 };
        self.source = Source::Hand;
        self.revision += 1;
    }
}
