//! Small pieces of MathML for what no example's trace has a symbol of.

use crate::node::{Element, math};

/// A letter.
pub(super) fn letter(name: &'static str) -> Element {
    math("mi").text(name)
}

/// A letter of a layer, such as a⁽³⁾.
pub(super) fn layered(name: &'static str, layer: usize) -> Element {
    let bracket = |sign| math("mo").attr("stretchy", "false").text(sign);
    let number = math("mn").text(layer.to_string());
    let index = math("mrow").child(bracket("(")).child(number).child(bracket(")"));
    math("msup").child(letter(name)).child(index)
}

/// A partial derivative.
pub(super) fn partial(of: Element, by: Element) -> Element {
    let differential = |of: Element| math("mrow").child(letter("∂")).child(of);
    math("mfrac").child(differential(of)).child(differential(by))
}

/// A formula on a line of its own.
pub(super) fn formula(parts: impl IntoIterator<Item = Element>) -> Element {
    math("math").attr("displaystyle", "true").child(math("mrow").children(parts))
}

/// A sign between operands.
pub(super) fn sign(sign: &'static str) -> Element {
    math("mo").text(sign)
}
