//! Glyphs as MathML, each symbol with its quantity in `data-term`.

use super::glyph::{Glyph, Sign, Tag};
use super::mark::operator;
use crate::format::Numeral;
use crate::node::{Element, math};

impl Glyph {
    /// As MathML Core.
    pub(crate) fn mathml(&self) -> Element {
        match self {
            Self::Mark(mark) => mark.mathml(),
            Self::Number(numeral) => number(numeral),
            Self::Half => math("mfrac").child(math("mn").text("1")).child(math("mn").text("2")),
            Self::Sign(sign) => sign_mathml(*sign),
            Self::Dots(_) => math("mi").text("…"),
            Self::Row(glyphs) => math("mrow").children(glyphs.iter().map(Self::mathml)),
            Self::Fenced(inner) => fenced(inner),
            Self::Fraction(above, below) => math("mfrac").child(above.mathml()).child(below.mathml()),
            Self::Partial(of, by) => math("mfrac").child(differential(of)).child(differential(by)),
            Self::Through(partial, through) => {
                let bar = operator("|").attr("form", "postfix").attr("stretchy", "true");
                math("msub").child(math("mrow").child(partial.mathml()).child(bar)).child(through.mathml())
            }
            Self::Power(base, exponent) => math("msup").child(base.mathml()).child(exponent.mathml()),
            Self::Call { name, primed, of } => {
                let name = math("mi").text(*name);
                let name = if *primed { math("msup").child(name).child(operator("′")) } else { name };
                math("mrow").child(name).child(fenced(of))
            }
            Self::Sigma(inner) => math("mrow").child(operator("∑")).child(inner.mathml()),
            Self::Tagged(tag, inner) => tagged(tag, inner.mathml()),
        }
    }
}

fn fenced(inner: &Glyph) -> Element {
    math("mrow").child(operator("(")).child(inner.mathml()).child(operator(")"))
}

fn differential(of: &Glyph) -> Element {
    math("mrow").child(math("mi").text("∂")).child(of.mathml())
}

fn number(numeral: &Numeral) -> Element {
    match numeral {
        Numeral::Plain(text) => math("mn").text(text.clone()),
        Numeral::Scientific { mantissa, exponent } => {
            let power = math("mn").text(exponent.to_string().replace('-', "−"));
            let ten = math("msup").child(math("mn").text("10")).child(power);
            math("mrow").child(math("mn").text(mantissa.clone())).child(operator("·")).child(ten)
        }
        Numeral::Infinite { .. } => math("mn").text(numeral.text()),
        Numeral::Undefined => math("mtext").text(numeral.text()),
    }
}

/// A sign between operands keeps its form also where a line begins with it.
fn sign_mathml(sign: Sign) -> Element {
    match sign {
        Sign::Plus => operator("+").attr("form", "infix"),
        Sign::Minus => operator("−").attr("form", "infix"),
        Sign::Times => operator("·").attr("form", "infix"),
        Sign::Equals => operator("=").attr("form", "infix"),
        Sign::Negative => operator("−").attr("form", "prefix"),
        Sign::Comma => operator(","),
        Sign::Open => operator("(").attr("form", "prefix").attr("stretchy", "false"),
        Sign::Close => operator(")").attr("form", "postfix").attr("stretchy", "false"),
    }
}

fn tagged(tag: &Tag, inner: Element) -> Element {
    let inner = if inner.attribute("data-term").is_some() { math("mrow").child(inner) } else { inner };
    let is_number = tag.value.is_some();
    inner
        .class(tag.origin.class())
        .attr("data-term", tag.id.clone())
        .maybe("data-quantity", is_number.then(|| tag.id.clone()))
        .maybe("data-value", tag.value.map(|value| format!("{value}")))
}
