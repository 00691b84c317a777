//! Glyphs as they are read out.

use super::glyph::{Glyph, Sign};
use super::mark::spoken_name;

impl Glyph {
    /// In words, such as `w 1 times i 1, plus w 2 times i 2, plus b 1`.
    pub(crate) fn spoken(&self) -> String {
        match self {
            Self::Mark(mark) => mark.spoken(),
            Self::Number(numeral) => numeral.spoken(),
            Self::Covered => "a covered number".to_owned(),
            Self::Half => "one half".to_owned(),
            Self::Sign(_) => String::new(),
            Self::Dots(count) => format!("and so on, {count} terms in all"),
            Self::Row(glyphs) => row(glyphs),
            Self::Fenced(inner) => format!("the quantity {}", inner.spoken()),
            Self::Fraction(above, below) => format!("{} over {}", side(above), side(below)),
            Self::Partial(of, by) => format!("the derivative of {} by {}", of.spoken(), by.spoken()),
            Self::Through(partial, through) => {
                format!("the share, by way of {}, of {}", through.spoken(), partial.spoken())
            }
            Self::Power(base, exponent) => power(base, exponent),
            Self::Call { name, primed, of } => {
                format!("{}{} of {}", spoken_name(name), if *primed { " prime" } else { "" }, of.spoken())
            }
            Self::Sigma(inner) => format!("the sum of {}", inner.spoken()),
            Self::Tagged(_, inner) => inner.spoken(),
        }
    }

    fn is_long(&self) -> bool {
        matches!(self.bare(), Self::Row(_) | Self::Partial(..) | Self::Through(..))
    }
}

fn row(glyphs: &[Glyph]) -> String {
    let mut words = String::new();
    let mut before: Option<&Glyph> = None;
    for glyph in glyphs {
        if let Glyph::Sign(sign) = glyph {
            words.push_str(sign_words(*sign, before.is_some_and(Glyph::is_long)));
            before = None;
            continue;
        }
        if before.is_some() {
            words.push_str(" times ");
        }
        words.push_str(&glyph.spoken());
        before = Some(glyph);
    }
    // The dots speak for the sign before them.
    words.replace(" plus and so on", " and so on")
}

/// A sign in words; what follows something long is set apart by a pause.
fn sign_words(sign: Sign, is_after_long: bool) -> &'static str {
    match (sign, is_after_long) {
        (Sign::Plus, true) => ", plus ",
        (Sign::Plus, false) => " plus ",
        (Sign::Minus, true) => ", minus ",
        (Sign::Minus, false) => " minus ",
        (Sign::Times, true) => ", times ",
        (Sign::Times, false) => " times ",
        (Sign::Equals, _) => ", which is ",
        (Sign::Negative, _) => "minus ",
        (Sign::Comma, _) => " and ",
        (Sign::Open, _) => "the quantity ",
        (Sign::Close, _) => "",
    }
}

fn side(glyph: &Glyph) -> String {
    match glyph.bare() {
        Glyph::Row(_) => format!("the quantity {}", glyph.spoken()),
        _ => glyph.spoken(),
    }
}

fn power(base: &Glyph, exponent: &Glyph) -> String {
    match (base.bare(), exponent.bare()) {
        (Glyph::Fenced(inner), Glyph::Number(_)) => format!("the square of {}", inner.spoken()),
        (_, Glyph::Number(numeral)) if numeral.text() == "2" => format!("{} squared", base.spoken()),
        _ => format!("{} to the {}", base.spoken(), exponent.spoken()),
    }
}
