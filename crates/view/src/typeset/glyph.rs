//! The glyph tree: a formula as it is set, before it becomes MathML, LaTeX, text or speech.

use gradlight_core::quantity::Quantity;

use super::mark::Mark;
use crate::format::Numeral;

/// Where a symbol or number comes from; the part of the round that made it gives it its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Inputs, targets, weights and biases of the round's start.
    Given,
    /// The forward pass.
    Forward,
    /// The loss, and its derivative by an output.
    Loss,
    /// The backward pass.
    Backward,
    /// The update.
    Update,
}

impl Origin {
    /// The class of elements that come from there.
    pub fn class(self) -> &'static str {
        match self {
            Self::Given => "given",
            Self::Forward => "forward",
            Self::Loss => "loss",
            Self::Backward => "backward",
            Self::Update => "update",
        }
    }
}

/// The quantity behind a symbol or number.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Tag {
    /// The quantity itself.
    pub(crate) quantity: Quantity,
    /// Its stable name.
    pub(crate) id: String,
    /// Where it comes from.
    pub(crate) origin: Origin,
    /// Its value with all digits, on numbers only.
    pub(crate) value: Option<f64>,
}

/// A sign between operands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sign {
    Plus,
    Minus,
    Times,
    Equals,
    /// The minus sign before its only operand.
    Negative,
    /// Between the operands of a function.
    Comma,
    /// A bracket whose other half may stand on another line.
    Open,
    /// The other half.
    Close,
}

/// A formula as it is set.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Glyph {
    /// A letter or word with its indices.
    Mark(Mark),
    /// A number.
    Number(Numeral),
    /// A number that is covered.
    Covered,
    /// The fraction ½.
    Half,
    /// A sign.
    Sign(Sign),
    /// The dots for what is left out of a sum of so many terms.
    Dots(usize),
    /// One after the other; operands without a sign between them are multiplied.
    Row(Vec<Glyph>),
    /// In brackets.
    Fenced(Box<Glyph>),
    /// A fraction.
    Fraction(Box<Glyph>, Box<Glyph>),
    /// A partial derivative ∂/∂.
    Partial(Box<Glyph>, Box<Glyph>),
    /// The part of a derivative that comes by way of the second.
    Through(Box<Glyph>, Box<Glyph>),
    /// A power; the exponent is set small.
    Power(Box<Glyph>, Box<Glyph>),
    /// A function of an operand, primed for its derivative.
    Call {
        /// The function's name.
        name: &'static str,
        /// Whether it is the derivative.
        primed: bool,
        /// What stands in its brackets.
        of: Box<Glyph>,
    },
    /// A sum sign before an operand.
    Sigma(Box<Glyph>),
    /// A symbol or number with the quantity behind it.
    Tagged(Tag, Box<Glyph>),
}

impl Glyph {
    /// A bare letter or word.
    pub(crate) fn word(base: &'static str) -> Self {
        Self::Mark(Mark::new(base))
    }

    /// In brackets.
    pub(crate) fn fenced(self) -> Self {
        Self::Fenced(Box::new(self))
    }

    /// A fraction.
    pub(crate) fn fraction(above: Self, below: Self) -> Self {
        Self::Fraction(Box::new(above), Box::new(below))
    }

    /// A partial derivative.
    pub(crate) fn partial(of: Self, by: Self) -> Self {
        Self::Partial(Box::new(of), Box::new(by))
    }

    /// A power of e.
    pub(crate) fn exponential(exponent: Self) -> Self {
        Self::Power(Box::new(Self::word("e")), Box::new(exponent))
    }

    /// A square.
    pub(crate) fn squared(self) -> Self {
        Self::Power(Box::new(self), Box::new(Self::Number(Numeral::Plain("2".to_owned()))))
    }

    /// A function of an operand.
    pub(crate) fn call(name: &'static str, primed: bool, of: Self) -> Self {
        Self::Call { name, primed, of: Box::new(of) }
    }

    /// A plain whole number.
    pub(crate) fn whole(number: usize) -> Self {
        Self::Number(Numeral::Plain(number.to_string()))
    }

    /// Whether it is taller than a line of numbers.
    pub(crate) fn is_tall(&self) -> bool {
        match self {
            Self::Mark(mark) => mark.layer.is_some(),
            Self::Number(_) | Self::Sign(_) | Self::Dots(_) | Self::Covered => false,
            Self::Row(glyphs) => glyphs.iter().any(Self::is_tall),
            Self::Fenced(inner) | Self::Call { of: inner, .. } | Self::Tagged(_, inner) => inner.is_tall(),
            Self::Power(base, exponent) => base.is_tall() || !matches!(exponent.bare(), Self::Number(_)),
            Self::Half | Self::Fraction(..) | Self::Partial(..) | Self::Through(..) | Self::Sigma(_) => true,
        }
    }

    /// What it is under its tag.
    pub(crate) fn bare(&self) -> &Self {
        match self {
            Self::Tagged(_, inner) => inner.bare(),
            other => other,
        }
    }
}
