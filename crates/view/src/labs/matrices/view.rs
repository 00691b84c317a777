//! What the matrices lab shows: the equation in matrices, the network beside it, and the code.

use gradlight_core::builtin;
use gradlight_core::quantity::Quantity;

use super::Lab;
use super::operation::{Cell, Matrix, Sign};
use crate::code::{Language, prints, program};
use crate::format::{Digits, computed, given};
use crate::labs::Look;
use crate::labs::diagram::{self as d, Anchor, BACKWARD, FORWARD, INK, boxed, lettering};
use crate::labs::edited::dial;
use crate::labs::parts::{button, choice, columns, figure, list, note, panel, player};
use crate::labs::picture::{Still, still};
use crate::node::{Element, Node, html};
use crate::notation::Notation;

/// What stands in the lab.
pub(super) fn body(lab: &Lab, look: &Look) -> Vec<Node> {
    let left = [network(lab, look), figure("shapes", "The shapes must fit", shapes(lab), None)];
    vec![controls(lab).into(), equation(lab, look).into(), columns(left, [code(lab)]).into()]
}

fn controls(lab: &Lab) -> Element {
    let examples: Vec<(&str, String)> = builtin::names()
        .map(|name| (name, builtin::example(name).map_or(String::new(), |example| example.title().to_owned())))
        .collect();
    let examples = examples.iter().map(|(name, title)| (*name, title.as_str()));
    let samples: Vec<String> = (1..=lab.traced.example.samples().len()).map(|number| number.to_string()).collect();
    let samples = (samples.len() > 1).then(|| {
        let options = samples.iter().map(|number| (number.as_str(), number.as_str()));
        list("Sample", "sample", &(lab.sample + 1).to_string(), options)
    });
    html("div")
        .class("lab-controls")
        .key("controls")
        .child(player(lab.stepping.is_playing(), lab.stepping.at, lab.last()))
        .child(list("Network", "example", lab.name, examples))
        .children(samples)
}

/// The operation at hand: its formula, then its matrices with their shapes, then words.
fn equation(lab: &Lab, look: &Look) -> Element {
    let operation = lab.operation();
    let phase = operation.phase.name();
    let crumb = html("p")
        .class("crumb")
        .child(html("span").class(format!("tag {phase}")).text(phase))
        .child(html("span").text(format!("step {} of {}", lab.stepping.at + 1, lab.operations.len())));
    let mut row = vec![matrix(lab, look, &operation.result, Lighting::Result), sign("=")];
    for (place, (before, part)) in operation.parts.iter().enumerate() {
        row.extend(before.map(|before| {
            sign(match before {
                Sign::Times => "·",
                Sign::Entrywise => "∘",
                Sign::Minus => "−",
            })
        }));
        row.push(matrix(lab, look, part, lighting(lab, place)));
    }
    let row = html("div")
        .class("lab-scroll lab-equation")
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr("aria-label", "Matrices")
        .children(row);
    let words = html("div")
        .child(html("h3").class("lab-formula maths").text(operation.formula.clone()))
        .child(note(operation.words.clone()))
        .child(note(operation.shapes()))
        .child(editor(lab, look));
    html("section")
        .class("card lab-panel")
        .key("equation")
        .attr("aria-label", "Operation")
        .child(crumb)
        .child(html("div").class("lab-operation").child(row).child(words))
}

/// A given number to choose and to change.
fn editor(lab: &Lab, look: &Look) -> Element {
    let (names, setter) = (lab.traced.names(), lab.traced.typesetter(Notation::Delta, look.digits));
    let id = names.id(&lab.editing);
    let options: Vec<(String, String)> =
        lab.edited.givens().iter().map(|given| (names.id(given), setter.symbol_text(given))).collect();
    let options = options.iter().map(|(id, symbol)| (id.as_str(), symbol.as_str()));
    html("div").class("lab-controls").child(list("Change", "pick", &id, options)).child(dial(
        setter.symbol_text(&lab.editing),
        &id,
        lab.traced.read(lab.editing),
        &lab.typing,
    ))
}

fn sign(text: &'static str) -> Element {
    html("span").class("lab-sign maths").text(text)
}

/// Which cells of a matrix take part in the entry of the result that is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lighting {
    /// The entry itself.
    Result,
    /// A whole row: the left side of a product.
    Row(usize),
    /// A whole column: the right side of a product.
    Column(usize),
    /// The cell at the same place.
    Same(usize, usize),
}

fn lighting(lab: &Lab, place: usize) -> Lighting {
    let (row, column) = lab.place();
    let parts = &lab.operation().parts;
    let sign_of = |place: usize| parts.get(place).and_then(|(sign, _)| *sign);
    match (sign_of(place), sign_of(place + 1)) {
        (_, Some(Sign::Times)) => Lighting::Row(row),
        (Some(Sign::Times), _) => Lighting::Column(column),
        _ => Lighting::Same(row, column),
    }
}

fn matrix(lab: &Lab, look: &Look, matrix: &Matrix, lighting: Lighting) -> Element {
    let at = lab.place();
    let rows = matrix.rows.iter().enumerate().map(|(row, cells)| {
        let cells = cells.iter().enumerate().map(|(column, cell)| {
            let is_lit = match lighting {
                Lighting::Result => (row, column) == at,
                Lighting::Row(lit) => row == lit,
                Lighting::Column(lit) => column == lit,
                Lighting::Same(lit_row, lit_column) => (row, column) == (lit_row, lit_column),
            };
            entry(lab, look, cell, is_lit)
        });
        html("tr").children(cells.collect::<Vec<_>>())
    });
    let table = html("table")
        .class("lab-matrix")
        .attr("aria-label", format!("{}, {}", matrix.name, matrix.shape()))
        .child(html("tbody").children(rows.collect::<Vec<_>>()));
    html("div")
        .class("lab-factor")
        .child(html("span").class("maths").text(matrix.name.clone()))
        .child(table)
        .child(html("span").class("lab-shape").text(matrix.shape()))
}

fn entry(lab: &Lab, look: &Look, cell: &Cell, is_lit: bool) -> Element {
    let digits = Digits::clamped(look.digits.places().min(6));
    let setter = lab.traced.typesetter(Notation::Delta, look.digits);
    let is_given = |quantity| setter.is_given(quantity);
    let text = match &cell.quantity {
        Some(quantity) if is_given(quantity) => given(cell.value, digits),
        None if cell.value == 1.0 => "1".to_owned(),
        _ => computed(cell.value, digits),
    };
    let is_pointed = cell.quantity.is_some() && cell.quantity == lab.lit;
    let class = match (is_lit, is_pointed) {
        (_, true) => "pointed",
        (true, _) => "taking-part",
        _ => "",
    };
    let id = cell.quantity.map(|quantity| lab.traced.names().id(&quantity));
    let origin = cell.quantity.map_or("", |quantity| setter.origin(&quantity).class());
    html("td")
        .class(format!("{origin} {class}"))
        .maybe("data-term", id.clone())
        .maybe("data-quantity", id.clone())
        .maybe("data-value", id.clone().map(|_| cell.value.to_string()))
        .maybe("title", cell.quantity.map(|quantity| setter.symbol_text(&quantity)))
        .maybe("data-action", id.clone().map(|_| "lab/pick"))
        .maybe("data-argument", id)
        .text(text)
}

/// The network at the step that computes the entry looked at.
fn network(lab: &Lab, look: &Look) -> Element {
    let step = lab.quantity().and_then(|quantity| lab.traced.trace.place_of(&quantity)).unwrap_or(0);
    let lit: Option<Quantity> = lab.lit.or(lab.quantity());
    still(&lab.traced, look, &lab.memo, &Still { step, lit })
}

/// Boxes as tall and wide as the matrices, with their shapes written in them.
pub(super) fn shapes(lab: &Lab) -> Element {
    let operation = lab.operation();
    let (unit, size) = (24.0, 13.0);
    let mut shapes = Vec::new();
    let tallest = operation.parts.iter().map(|(_, part)| part.rows.len()).max().unwrap_or(1);
    let middle = 16.0 + unit * tallest.max(operation.result.rows.len()) as f64 / 2.0;
    let mut x = 14.0;
    let mut put = |matrix: &Matrix, sign: &'static str, colour| {
        if !sign.is_empty() {
            shapes.push(lettering((x + 10.0, middle), sign, size * 1.3, Anchor::Middle, INK));
            x += 26.0;
        }
        let width = (unit * matrix.columns() as f64).max(50.0);
        shapes.push(boxed((x + width / 2.0, middle), (width, unit * matrix.rows.len() as f64), colour));
        shapes.push(lettering((x + width / 2.0, middle), matrix.shape(), size, Anchor::Middle, INK));
        x += width + 6.0;
    };
    let colour = if operation.phase == gradlight_core::trace::Phase::Forward { FORWARD } else { BACKWARD };
    put(&operation.result, "", colour);
    for (sign, part) in &operation.parts {
        let sign = match sign {
            None => "=",
            Some(Sign::Times) => "·",
            Some(Sign::Entrywise) => "∘",
            Some(Sign::Minus) => "−",
        };
        put(part, sign, INK);
    }
    d::diagram((x + 10.0, 2.0 * middle), operation.shapes(), shapes)
}

fn code(lab: &Lab) -> Element {
    let languages = Language::ALL.map(|language| (language.name(), language.label()));
    let copied = if lab.is_copied { "Copied" } else { "Copy" };
    let tools = html("div")
        .class("lab-controls")
        .child(choice("Language", "language", lab.language.name(), &languages))
        .child(button(copied, "copy").attr("aria-label", format!("{copied} the {} program", lab.language.label())))
        .child(
            button("Save", "save-code")
                .attr("aria-label", format!("Save the {} program as a file", lab.language.label())),
        );
    let text = |label: &'static str, content: String| {
        html("pre")
            .class("lab-code")
            .attr("tabindex", "0")
            .attr("role", "region")
            .attr("aria-label", label)
            .child(html("code").text(content))
    };
    let words = match lab.language {
        Language::NumPy => "The same matrices; a column a sample, so that all samples go through at once.",
        Language::PyTorch => "Only the forward pass is written down: autograd goes back by itself.",
        Language::Rust => "No library at all: the products are loops.",
    };
    panel(
        "The same round as code",
        [
            tools,
            note(words),
            text("Program", program(&lab.traced.example, lab.language)),
            note("It prints, digit for digit as the engine:"),
            text("Output", prints(&lab.traced.example)),
        ],
    )
}

/// The matrices of the operation at hand, entry by entry.
pub(super) fn thumbnail(lab: &Lab) -> Node {
    let operation = lab.operation();
    let parts: Vec<&Matrix> =
        [&operation.result].into_iter().chain(operation.parts.iter().map(|(_, part)| part)).collect();
    let across: usize = parts.iter().map(|part| part.columns() + 1).sum();
    let down = parts.iter().map(|part| part.rows.len()).max().unwrap_or(1);
    let unit = (190.0 / across as f64).min(100.0 / down as f64).min(24.0);
    let mut x = 100.0 - unit * (across as f64 - 1.0) / 2.0;
    let mut shapes = Vec::new();
    for (place, part) in parts.iter().enumerate() {
        let colour = [BACKWARD, FORWARD, INK][place.min(2)];
        let top = 56.0 - unit * (part.rows.len() as f64 - 1.0) / 2.0;
        for (row, column) in (0..part.rows.len()).flat_map(|row| (0..part.columns()).map(move |column| (row, column))) {
            let at = (x + unit * (column as f64 + 0.5), top + unit * row as f64);
            shapes.push(boxed(at, (0.9 * unit, 0.9 * unit), colour));
        }
        x += unit * (part.columns() as f64 + 1.0);
        if place + 1 < parts.len() {
            let sign = if place == 0 { "=" } else { "·" };
            shapes.push(lettering((x - 0.5 * unit, 56.0), sign, 18.0, Anchor::Middle, INK));
        }
    }
    d::thumbnail(shapes)
}
