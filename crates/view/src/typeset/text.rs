//! Glyphs as readable plain text.

use super::glyph::{Glyph, Sign};

impl Glyph {
    /// As plain text, such as `net_h₁ = w₁·i₁ + w₂·i₂ + b₁`.
    pub(crate) fn text(&self) -> String {
        match self {
            Self::Mark(mark) => mark.text(),
            Self::Number(numeral) => numeral.text(),
            Self::Covered => "?".to_owned(),
            Self::Half => "½".to_owned(),
            Self::Sign(sign) => sign_text(*sign).to_owned(),
            Self::Dots(_) => "…".to_owned(),
            Self::Row(glyphs) => row(glyphs),
            Self::Fenced(inner) => format!("({})", inner.text()),
            Self::Fraction(above, below) => format!("{}/{}", side(above), side(below)),
            Self::Partial(of, by) => format!("∂{}/∂{}", of.text(), by.text()),
            Self::Through(partial, through) => format!("{}|{}", partial.text(), through.text()),
            Self::Power(base, exponent) => power(base, exponent),
            Self::Call { name, primed, of } => {
                format!("{name}{}({})", if *primed { "′" } else { "" }, of.text())
            }
            Self::Sigma(inner) => format!("Σ {}", inner.text()),
            Self::Tagged(_, inner) => inner.text(),
        }
    }

    /// Whether the dot of a product needs air beside it.
    fn is_wide(&self) -> bool {
        match self.bare() {
            Self::Number(_) | Self::Covered | Self::Fraction(..) | Self::Partial(..) | Self::Through(..) => true,
            Self::Fenced(inner) => matches!(inner.bare(), Self::Number(_)),
            Self::Power(base, _) => base.is_wide(),
            _ => false,
        }
    }
}

fn sign_text(sign: Sign) -> &'static str {
    match sign {
        Sign::Plus => "+",
        Sign::Minus | Sign::Negative => "−",
        Sign::Times => "·",
        Sign::Equals => "=",
        Sign::Comma => ",",
        Sign::Open => "(",
        Sign::Close => ")",
    }
}

fn row(glyphs: &[Glyph]) -> String {
    let mut text = String::new();
    for (at, glyph) in glyphs.iter().enumerate() {
        let Glyph::Sign(sign) = glyph else {
            let before = glyphs.get(at.wrapping_sub(1)).map(Glyph::bare);
            text.push_str(if matches!(before, Some(Glyph::Fraction(..))) { " " } else { "" });
            text.push_str(&glyph.text());
            continue;
        };
        let wide = |glyph: Option<&Glyph>| glyph.is_some_and(Glyph::is_wide);
        let is_spaced = match sign {
            Sign::Plus | Sign::Minus | Sign::Equals => true,
            Sign::Times => wide(glyphs.get(at.wrapping_sub(1))) || wide(glyphs.get(at + 1)),
            Sign::Negative | Sign::Comma | Sign::Open | Sign::Close => false,
        };
        match sign {
            _ if is_spaced => text.extend([" ", sign_text(*sign), " "]),
            Sign::Comma => text.push_str(", "),
            _ => text.push_str(sign_text(*sign)),
        }
    }
    text
}

/// One side of a fraction on one line, in brackets unless it is a single thing.
fn side(glyph: &Glyph) -> String {
    match glyph.bare() {
        Glyph::Row(_) | Glyph::Fraction(..) | Glyph::Partial(..) | Glyph::Sigma(_) => format!("({})", glyph.text()),
        Glyph::Number(numeral) if numeral.is_negative() => format!("({})", glyph.text()),
        _ => glyph.text(),
    }
}

fn power(base: &Glyph, exponent: &Glyph) -> String {
    let base = match base.bare() {
        Glyph::Partial(..) | Glyph::Fraction(..) => format!("({})", base.text()),
        _ => base.text(),
    };
    match exponent.bare() {
        Glyph::Number(numeral) if numeral.text() == "2" => format!("{base}²"),
        _ => format!("{base}^({})", exponent.text()),
    }
}
