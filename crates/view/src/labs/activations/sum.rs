//! A curve drawn by hand, and the sum of sigmoids that follows it.

use gradlight_core::approximation::SigmoidSum;
use gradlight_core::math::{exp, sin};

/// Samples of the drawn curve over 0…1.
const SAMPLES: usize = 65;
/// The levels that a link keeps apart, and the letters for them.
const LETTERS: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";

/// The curves to begin with.
pub(super) const SHAPES: [(&str, &str); 4] = [("wave", "Wave"), ("bump", "Bump"), ("stairs", "Stairs"), ("saw", "Saw")];

/// A drawn curve with its fit; heights are −1…1.
#[derive(Clone, Debug)]
pub(super) struct Drawing {
    heights: Vec<f64>,
    fit: SigmoidSum,
    /// Where the pen was last, while it is down.
    pen: Option<(f64, f64)>,
    cursor: Option<usize>,
}

impl Default for Drawing {
    fn default() -> Self {
        let heights = shape("wave");
        Self { fit: fitted(&heights, 6), heights, pen: None, cursor: None }
    }
}

fn shape(name: &str) -> Vec<f64> {
    let curve = |x: f64| match name {
        "bump" => 1.6 * exp(-60.0 * (x - 0.5) * (x - 0.5)) - 0.8,
        "stairs" => (x * 3.999).floor() / 2.0 - 0.75,
        "saw" => 1.6 * (3.0 * x - (3.0 * x).floor()) - 0.8,
        _ => 0.7 * sin(9.0 * x) * (1.2 - x),
    };
    (0..SAMPLES).map(|place| curve(across(place))).map(|height| level(letter(height))).collect()
}

fn across(place: usize) -> f64 {
    place as f64 / (SAMPLES - 1) as f64
}

fn place_of(x: f64) -> usize {
    (x.clamp(0.0, 1.0) * (SAMPLES - 1) as f64).round() as usize
}

/// The nearest of the levels that links keep.
fn letter(height: f64) -> usize {
    let last = (LETTERS.len() - 1) as f64;
    (f64::midpoint(height.clamp(-1.0, 1.0), 1.0) * last).round() as usize
}

fn level(letter: usize) -> f64 {
    letter as f64 / (LETTERS.len() - 1) as f64 * 2.0 - 1.0
}

fn samples(heights: &[f64]) -> Vec<(f64, f64)> {
    heights.iter().enumerate().map(|(place, height)| (across(place), *height)).collect()
}

fn fitted(heights: &[f64], count: usize) -> SigmoidSum {
    SigmoidSum::fitted(&samples(heights), count, (0.0, 1.0))
}

impl Drawing {
    pub(super) fn count(&self) -> usize {
        self.fit.centres.len()
    }

    pub(super) fn set_count(&mut self, count: usize) {
        self.fit = fitted(&self.heights, count.clamp(1, 40));
    }

    pub(super) fn samples(&self) -> Vec<(f64, f64)> {
        samples(&self.heights)
    }

    pub(super) fn fit(&self) -> &SigmoidSum {
        &self.fit
    }

    /// The root of the mean squared distance between curve and sum.
    pub(super) fn error(&self) -> f64 {
        self.fit.error(&self.samples())
    }

    pub(super) fn choose(&mut self, name: &str) -> bool {
        let is_known = SHAPES.iter().any(|(known, _)| *known == name);
        if is_known {
            self.heights = shape(name);
            self.set_count(self.count());
        }
        is_known
    }

    /// The name of the shape that the curve still is.
    pub(super) fn chosen(&self) -> &'static str {
        SHAPES.iter().find(|(name, _)| shape(name) == self.heights).map_or("", |(name, _)| name)
    }

    /// Draws on to that place; from the pen's last place the curve runs straight.
    pub(super) fn draw_to(&mut self, x: f64, y: f64) {
        let (from_x, from_y) = self.pen.unwrap_or((x, y));
        let (from, to) = (place_of(from_x), place_of(x));
        for place in from.min(to)..=from.max(to) {
            let share = if x == from_x { 1.0 } else { ((across(place) - from_x) / (x - from_x)).clamp(0.0, 1.0) };
            self.heights[place] = level(letter(from_y + (y - from_y) * share));
        }
        self.pen = Some((x, y));
        self.set_count(self.count());
    }

    pub(super) fn lift_pen(&mut self) {
        self.pen = None;
    }

    pub(super) fn cursor(&self) -> Option<usize> {
        self.cursor
    }

    /// The cursor's place on the curve.
    pub(super) fn at_cursor(&self) -> Option<(f64, f64)> {
        self.cursor.map(|place| (across(place), self.heights[place]))
    }

    pub(super) fn move_cursor(&mut self, steps: isize) {
        let at = self.cursor.unwrap_or(SAMPLES / 2);
        self.cursor = Some(at.saturating_add_signed(steps).min(SAMPLES - 1));
    }

    /// Raises the curve at the cursor and, less, beside it.
    pub(super) fn lift(&mut self, by: f64) {
        let at = self.cursor.unwrap_or(SAMPLES / 2);
        self.cursor = Some(at);
        for (place, height) in self.heights.iter_mut().enumerate() {
            let away = place.abs_diff(at) as f64;
            *height = level(letter(*height + by * (1.0 - away / 5.0).max(0.0)));
        }
        self.set_count(self.count());
    }

    pub(super) fn cursor_sentence(&self) -> String {
        let glance = |value: f64| crate::format::at_a_glance(value, crate::format::Digits::clamped(2));
        self.at_cursor().map_or_else(String::new, |(x, y)| format!("At {} the curve is {}.", glance(x), glance(y)))
    }

    /// The curve as text for a link, one letter a sample.
    pub(super) fn packed(&self) -> String {
        let chosen = self.chosen();
        if chosen.is_empty() {
            self.heights.iter().map(|height| char::from(LETTERS[letter(*height)])).collect()
        } else {
            chosen.to_owned()
        }
    }

    /// Takes a curve from a link; says whether it could be read.
    pub(super) fn unpack(&mut self, text: &str) -> bool {
        if self.choose(text) {
            return true;
        }
        let read = |byte: u8| LETTERS.iter().position(|letter| *letter == byte).map(level);
        let heights: Option<Vec<f64>> = text.bytes().map(read).collect();
        match heights.filter(|heights| heights.len() == SAMPLES) {
            Some(heights) => {
                self.heights = heights;
                self.set_count(self.count());
                true
            }
            None => false,
        }
    }
}
