//! Glyphs as MathML, each symbol with its quantity in `data-term`.

use super::glyph::{Glyph, Sign, Tag};
use super::mark::operator;
use crate::format::Numeral;
use crate::node::{Element, math};

/// Whether symbols and numbers show by a class where they come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Colour {
    /// Each by its own origin.
    ByOrigin,
    /// They have the colour of what they stand in.
    Inherited,
}

impl Glyph {
    /// As MathML Core. Only the outermost of nested symbols is coloured, so that a derivative is of one colour;
    /// all of them are linked.
    pub(super) fn mathml(&self, colour: Colour) -> Element {
        let set = |glyph: &Self| glyph.mathml(colour);
        match self {
            Self::Mark(mark) => mark.mathml(),
            Self::Number(numeral) => number(numeral),
            Self::Covered => math("mtext").class("covered").text("?"),
            Self::Half => math("mfrac").child(math("mn").text("1")).child(math("mn").text("2")),
            Self::Sign(sign) => sign_mathml(*sign),
            Self::Dots(_) => math("mi").text("…"),
            Self::Row(glyphs) => math("mrow").children(glyphs.iter().map(set)),
            Self::Fenced(inner) => fenced(inner, colour),
            Self::Fraction(above, below) => math("mfrac").child(set(above)).child(set(below)),
            Self::Partial(of, by) => math("mfrac").child(differential(set(of))).child(differential(set(by))),
            Self::Through(partial, through) => {
                let bar = operator("|").attr("form", "postfix").attr("stretchy", "true");
                math("msub").child(math("mrow").child(set(partial)).child(bar)).child(set(through))
            }
            Self::Power(base, exponent) => math("msup").child(set(base)).child(set(exponent)),
            Self::Call { name, primed, of } => {
                let name = math("mi").text(*name);
                let name = if *primed { math("msup").child(name).child(operator("′")) } else { name };
                math("mrow").child(name).child(fenced(of, colour))
            }
            Self::Sigma(inner) => math("mrow").child(operator("∑")).child(set(inner)),
            Self::Tagged(tag, inner) => tagged(tag, inner.mathml(Colour::Inherited), colour),
        }
    }
}

/// Brackets, which grow only around what is taller than a line.
fn fenced(inner: &Glyph, colour: Colour) -> Element {
    let bracket = |sign| if inner.is_tall() { operator(sign) } else { operator(sign).attr("stretchy", "false") };
    math("mrow").child(bracket("(")).child(inner.mathml(colour)).child(bracket(")"))
}

fn differential(of: Element) -> Element {
    math("mrow").child(math("mi").text("∂")).child(of)
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

fn tagged(tag: &Tag, inner: Element, colour: Colour) -> Element {
    let inner = if inner.attribute("data-term").is_some() { math("mrow").child(inner) } else { inner };
    let is_number = tag.value.is_some();
    inner
        .maybe("class", (colour == Colour::ByOrigin).then(|| tag.origin.class()))
        .attr("data-term", tag.id.clone())
        .maybe("data-quantity", is_number.then(|| tag.id.clone()))
        .maybe("data-value", tag.value.map(|value| format!("{value}")))
}
