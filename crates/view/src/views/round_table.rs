//! The round as a table: every quantity known by the step at hand, the picture's equivalent in text.

use gradlight_core::quantity::{Quantity, givens};

use crate::node::{Element, Node, html};
use crate::typeset::{Origin, Typesetter};

/// The given values and every step done up to place `step`, with the one at hand marked.
///
/// Rows are keyed by the quantity's id, so that going on a step adds a row and changes no other.
pub fn round_table(typesetter: &Typesetter<'_>, step: usize) -> Node {
    let steps = typesetter.trace.steps();
    let now = step.min(steps.len() - 1);
    let given = givens(typesetter.example).into_iter().map(|quantity| row(typesetter, quantity, None));
    let done = steps[..=now].iter().enumerate().map(|(place, step)| {
        let mark = (place == now).then_some("step");
        row(typesetter, step.quantity, mark)
    });
    let heads = ["Step", "Symbol", "Value", "Phase"];
    let head = html("tr").children(heads.map(|title| html("th").attr("scope", "col").text(title)));
    html("table")
        .class("round-table")
        .child(html("caption").text(format!(
            "Round {}: {} of {} steps done",
            typesetter.trace.round(),
            now + 1,
            steps.len()
        )))
        .child(html("thead").child(head))
        .child(html("tbody").children(given).children(done))
        .into()
}

fn row(typesetter: &Typesetter<'_>, quantity: Quantity, current: Option<&'static str>) -> Element {
    let id = typesetter.names.id(&quantity);
    let origin = typesetter.origin(&quantity);
    let value = if typesetter.covers(&quantity) {
        html("td").class("value covered").text("?")
    } else {
        html("td")
            .class("value")
            .attr("data-quantity", id.clone())
            .attr("data-value", format!("{}", typesetter.value(&quantity)))
            .text(typesetter.numeral(&quantity).text())
    };
    html("tr")
        .key(id.clone())
        .class(origin.class())
        .attr("data-term", id.clone())
        .maybe("aria-current", current)
        .child(html("th").attr("scope", "row").text(id.clone()))
        .child(html("td").text(typesetter.symbol_text(&quantity)))
        .child(value)
        .child(html("td").text(phase(typesetter, quantity, origin)))
}

fn phase(typesetter: &Typesetter<'_>, quantity: Quantity, origin: Origin) -> &'static str {
    let place = typesetter.trace.place_of(&quantity);
    place.map_or(origin.class(), |place| typesetter.trace.steps()[place].phase.name())
}

#[cfg(test)]
mod tests {
    use gradlight_core::builtin;
    use gradlight_core::rounding::Arithmetic;
    use gradlight_core::trace::Trace;

    use super::*;
    use crate::format::Digits;
    use crate::notation::Notation;

    fn table_at(name: &str, step: usize) -> (Trace, Node) {
        let example = builtin::example(name).expect(name);
        let trace = Trace::of(&example, 1, 0, Arithmetic::Exact);
        let typesetter = Typesetter::new(&example, &example, &trace, Notation::NetOut, Digits::default());
        let table = round_table(&typesetter, step);
        (trace.clone(), table)
    }

    #[test]
    fn what_is_done_is_there_and_what_is_to_come_is_not() {
        for name in builtin::names() {
            let (trace, table) = table_at(name, 4);
            let current = table.find_all(&|element| element.attribute("aria-current").is_some());
            assert_eq!(current.len(), 1, "{name}");
            let values = table.find_all(&|element| element.attribute("data-quantity").is_some());
            let given = givens(&builtin::example(name).expect(name)).len();
            assert_eq!(values.len(), given + 5, "{name}: the given values and five steps");
            let last = values.last().and_then(|cell| cell.attribute("data-value")).map(str::to_owned);
            assert_eq!(last, Some(format!("{}", trace.steps()[4].value)), "{name}");
        }
    }

    #[test]
    fn the_classical_gradient_stands_there_in_nine_digits_and_in_all() {
        let (trace, table) = table_at("two-two-two", usize::MAX);
        let cell = table.find_all(&|element| element.attribute("data-quantity") == Some("backward.w5"));
        assert_eq!(Node::from(cell[0].clone()).text_content(), "0.082167041");
        let exact: f64 = cell[0].attribute("data-value").and_then(|value| value.parse().ok()).expect("a number");
        assert_eq!(Some(exact), trace.steps().iter().find(|step| step.value == exact).map(|step| step.value));
    }
}
