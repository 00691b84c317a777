//! Lines that may wrap: a formula cut into runs before its outermost signs.

use super::glyph::{Glyph, Sign};
use super::mathml::Colour;
use crate::node::{Element, Node, html, math};

/// Sums in brackets with at least so many terms may wrap within their brackets.
const LONG_SUM: usize = 3;

/// Sums in brackets with at least so many characters may, too.
const LONG_TEXT: usize = 26;

/// A `<math>` element, its fractions as large as on a line of their own.
pub(super) fn formula_math(content: Element) -> Element {
    math("math").attr("displaystyle", "true").child(content)
}

/// The formula as an HTML line of `<math>` runs, each beginning with its sign.
pub(super) fn line(glyph: &Glyph) -> Node {
    let run = |glyphs: Vec<Glyph>| formula_math(Glyph::Row(glyphs).mathml(Colour::ByOrigin)).class("formula-run");
    html("span").class("formula-line").children(runs(glyph).into_iter().map(run)).into()
}

/// The runs: a sum breaks before its signs, a product without sums before its dots, operands of max after the comma.
fn runs(glyph: &Glyph) -> Vec<Vec<Glyph>> {
    let mut flat = Vec::new();
    flatten(glyph, &mut flat);
    let has_sums = flat.iter().any(|glyph| matches!(glyph, Glyph::Sign(Sign::Plus | Sign::Minus)));
    let breaks_between = |before: Option<&Glyph>, glyph: &Glyph| match (before, glyph) {
        (Some(Glyph::Sign(Sign::Comma)), _) | (_, Glyph::Sign(Sign::Plus | Sign::Minus | Sign::Equals)) => true,
        (_, Glyph::Sign(Sign::Times)) => !has_sums,
        _ => false,
    };
    let mut runs: Vec<Vec<Glyph>> = Vec::new();
    for glyph in flat {
        match runs.last_mut() {
            Some(run) if !breaks_between(run.last(), &glyph) => run.push(glyph),
            _ => runs.push(vec![glyph]),
        }
    }
    runs
}

fn flatten(glyph: &Glyph, flat: &mut Vec<Glyph>) {
    match glyph {
        Glyph::Row(glyphs) => glyphs.iter().for_each(|glyph| flatten(glyph, flat)),
        Glyph::Fenced(inner) if is_long(inner) => {
            flat.push(Glyph::Sign(Sign::Open));
            flatten(inner, flat);
            flat.push(Glyph::Sign(Sign::Close));
        }
        Glyph::Call { name, of, .. } if has_comma(of) => {
            flat.extend([Glyph::word(name), Glyph::Sign(Sign::Open)]);
            flatten(of, flat);
            flat.push(Glyph::Sign(Sign::Close));
        }
        other => flat.push(other.clone()),
    }
}

fn has_comma(of: &Glyph) -> bool {
    matches!(of, Glyph::Row(glyphs) if glyphs.contains(&Glyph::Sign(Sign::Comma)))
}

fn is_long(inner: &Glyph) -> bool {
    let Glyph::Row(glyphs) = inner else { return false };
    let is_sum = glyphs.iter().any(|glyph| matches!(glyph, Glyph::Sign(Sign::Plus | Sign::Minus)));
    let terms = glyphs.iter().filter(|glyph| !matches!(glyph, Glyph::Sign(_))).count();
    terms >= LONG_SUM || (is_sum && inner.text().chars().count() >= LONG_TEXT)
}
