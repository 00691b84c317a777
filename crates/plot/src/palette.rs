//! The colours of heat maps: two hues that meet in the colour of the paper.

use crate::style::{Rgb, Style};

/// A palette from −1 to 1: orange, the theme's own paper in the middle, blue.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Diverging {
    low: Rgb,
    middle: Rgb,
    high: Rgb,
}

/// The share of the full hue that a boundary begins with, so that one sees on which side a place lies.
const LEAST: f64 = 0.1;

impl Diverging {
    /// The palette that lies on that style's paper.
    pub fn of(style: &Style) -> Self {
        let (low, high) = if is_dark(style.card) {
            (Rgb(0xf2, 0x9b, 0x38), Rgb(0x4d, 0xa6, 0xee))
        } else {
            (Rgb(0xe0, 0x7b, 0x12), Rgb(0x1f, 0x74, 0xbd))
        };
        Self { low, middle: style.card, high }
    }

    /// The palette with its ends so far, 0…1, on the way from the paper to their hues.
    #[must_use]
    pub fn faded(self, strength: f64) -> Self {
        let faded = |hue| mixed(self.middle, hue, strength);
        Self { low: faded(self.low), high: faded(self.high), ..self }
    }

    /// The colour of −1.
    pub fn low(&self) -> Rgb {
        self.low
    }

    /// The colour of 1.
    pub fn high(&self) -> Rgb {
        self.high
    }

    /// The colour of a value; beyond −1 and 1 that of the end, and the paper's where there is no number.
    pub fn at(&self, value: f64) -> Rgb {
        let end = if value < 0.0 { self.low } else { self.high };
        let share = if value.is_nan() || value == 0.0 { 0.0 } else { LEAST + (1.0 - LEAST) * value.abs().min(1.0) };
        mixed(self.middle, end, share)
    }
}

/// The colour that lies so far, 0…1, on the way from one to another.
pub fn mixed(from: Rgb, to: Rgb, share: f64) -> Rgb {
    let channel = |from: u8, to: u8| (f64::from(from) + share * (f64::from(to) - f64::from(from))).round() as u8;
    Rgb(channel(from.0, to.0), channel(from.1, to.1), channel(from.2, to.2))
}

fn is_dark(Rgb(red, green, blue): Rgb) -> bool {
    u32::from(red) + u32::from(green) + u32::from(blue) < 384
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_is_the_paper_and_the_ends_are_the_hues() {
        for style in [Style::light(), Style::dark(), Style::projector()] {
            let palette = Diverging::of(&style);
            assert_eq!((palette.at(0.0), palette.at(f64::NAN)), (style.card, style.card));
            assert_eq!((palette.at(-3.0), palette.at(1.0)), (palette.low(), palette.high()));
            assert_ne!(palette.at(0.01), style.card, "either side of a boundary is told from it");
            assert_ne!(palette.at(0.01), palette.at(-0.01));
        }
    }
}
