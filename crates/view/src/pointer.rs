//! The pointer on a figure: where it is and what it does there.

/// What the pointer does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Gesture {
    /// It goes down; moves until it goes up belong to this figure, wherever they are.
    Down,
    /// It moves; `is_down` says whether it drags.
    Move {
        /// Whether it is down.
        is_down: bool,
    },
    /// It goes up.
    Up,
    /// It leaves the figure.
    Leave,
    /// The wheel turns, or two fingers part (negative) or close, by that many pixels.
    Wheel(f64),
}

/// A gesture at a place of a figure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pointer {
    /// What it does.
    pub gesture: Gesture,
    /// CSS pixels from the figure's left edge.
    pub x: f64,
    /// CSS pixels from the figure's top edge.
    pub y: f64,
    /// The figure's width in CSS pixels.
    pub width: f64,
    /// The figure's height in CSS pixels.
    pub height: f64,
    /// Whether Shift is held.
    pub shift: bool,
}

impl Pointer {
    /// The place, from the left top corner in CSS pixels.
    pub fn place(&self) -> (f64, f64) {
        (self.x, self.y)
    }

    /// The figure's width and height in CSS pixels.
    pub fn size(&self) -> (f64, f64) {
        (self.width, self.height)
    }
}
