//! Glyphs as LaTeX, for the maths mode of any engine; nothing beyond amsmath is needed.

use super::glyph::{Glyph, Sign};
use super::mark::latex_name;
use crate::format::Numeral;

impl Glyph {
    /// As LaTeX without dollar signs.
    pub(crate) fn latex(&self) -> String {
        match self {
            Self::Mark(mark) => mark.latex(),
            Self::Number(numeral) => number(numeral),
            Self::Covered => "\\square".to_owned(),
            Self::Half => "\\tfrac{1}{2}".to_owned(),
            Self::Sign(sign) => sign_latex(*sign).to_owned(),
            Self::Dots(_) => "\\dots".to_owned(),
            Self::Row(glyphs) => glyphs.iter().map(Self::latex).collect::<Vec<_>>().join(" "),
            Self::Fenced(inner) => format!("\\left( {} \\right)", inner.latex()),
            Self::Fraction(above, below) => format!("\\frac{{{}}}{{{}}}", above.latex(), below.latex()),
            Self::Partial(of, by) => format!("\\frac{{\\partial {}}}{{\\partial {}}}", of.latex(), by.latex()),
            Self::Through(partial, through) => {
                format!("\\left. {} \\right|_{{{}}}", partial.latex(), through.latex())
            }
            Self::Power(base, exponent) if base.latex() == "e" => format!("e^{{{}}}", exponent.latex()),
            // Braces, since the base may have an exponent of its own.
            Self::Power(base, exponent) => format!("{{{}}}^{{{}}}", base.latex(), exponent.latex()),
            Self::Call { name, primed, of } => {
                let prime = if *primed { "'" } else { "" };
                format!("{}{prime}\\left( {} \\right)", latex_name(name), of.latex())
            }
            Self::Sigma(inner) => format!("\\sum {}", inner.latex()),
            Self::Tagged(_, inner) => inner.latex(),
        }
    }
}

fn number(numeral: &Numeral) -> String {
    match numeral {
        Numeral::Plain(text) => text.replace('−', "-"),
        Numeral::Scientific { mantissa, exponent } => {
            format!("{} \\cdot 10^{{{exponent}}}", mantissa.replace('−', "-"))
        }
        Numeral::Infinite { negative } => format!("{}\\infty", if *negative { "-" } else { "" }),
        Numeral::Undefined => "\\text{not a number}".to_owned(),
    }
}

fn sign_latex(sign: Sign) -> &'static str {
    match sign {
        Sign::Plus => "+",
        Sign::Minus | Sign::Negative => "-",
        Sign::Times => "\\cdot",
        Sign::Equals => "=",
        Sign::Comma => ",",
        Sign::Open => "(",
        Sign::Close => ")",
    }
}
