//! One step on paper: worked out, with a blank, or as its value alone.

use gradlight_core::expression::Expression;
use gradlight_core::quantity::Quantity;
use gradlight_core::trace::Step;

use crate::caption;
use crate::node::{Element, Node, html, math};
use crate::typeset::Typesetter;

/// A step with its formula, its numbers put in and its value.
pub(super) fn worked(typesetter: &Typesetter<'_>, step: &Step) -> Element {
    row(typesetter, step, typesetter.mathml(step).on_one_line())
}

/// A step with its formula and room for its value.
pub(super) fn blank(typesetter: &Typesetter<'_>, step: &Step) -> Element {
    // A plain number is the value; a symbol such as e^net is its own formula, with its number put in at once.
    let tells = matches!(step.expression, Expression::Constant(..)) || matches!(step.quantity, Quantity::Exp(_));
    row(typesetter, step, typesetter.mathml(step).with_blank(!tells))
}

fn row(typesetter: &Typesetter<'_>, step: &Step, formula: Element) -> Element {
    let title = html("span").class("step-title").text(caption::title(typesetter, step).replace('_', " "));
    html("li").class("step").child(title).child(Node::from(formula))
}

/// A quantity's symbol and its value.
pub(super) fn value(typesetter: &Typesetter<'_>, step: &Step) -> Element {
    let id = typesetter.names.id(&step.quantity);
    let value = math("math").child(math("mn").text(typesetter.numeral(&step.quantity).text()));
    html("li")
        .child(typesetter.symbol_mathml(&step.quantity))
        .text(" = ")
        .child(value.attr("data-quantity", id).attr("data-value", step.value.to_string()))
}

/// A given quantity with its value.
pub(super) fn given(typesetter: &Typesetter<'_>, quantity: &Quantity) -> Element {
    let id = typesetter.names.id(quantity);
    let value = html("span")
        .attr("data-quantity", id)
        .attr("data-value", typesetter.value(quantity).to_string())
        .text(typesetter.numeral(quantity).text());
    html("span").class("given").child(typesetter.symbol_mathml(quantity)).text(" = ").child(value)
}
