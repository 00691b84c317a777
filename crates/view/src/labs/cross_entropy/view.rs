//! What the cross-entropy lab shows: the terms in a table, both branches, the logarithms, and softmax beside them.

use gradlight_core::math::{ln, log10};
use gradlight_plot::Table;

use super::model::CLASSES;
use super::{DIALS, Lab, TARGETS};
use crate::format::{Digits, at_a_glance, computed, given, subscript};
use crate::labs::Look;
use crate::labs::diagram::{self as d, BACKWARD, INK, UPDATE, curve, disc};
use crate::labs::parts::{Number, canvas, choice, columns, figure, note, numbers, panel, value};
use crate::labs::tables::{digits, table, words};
use crate::node::{Element, Node, html, text};

/// What stands in the lab.
pub(super) fn body(lab: &Lab, look: &Look) -> Vec<Node> {
    let chosen = TARGETS.iter().find(|(.., y)| *y == lab.model.y).map_or("", |(name, ..)| name);
    let base = if lab.is_decimal { "ten" } else { "natural" };
    let controls = html("div")
        .class("lab-controls")
        .key("controls")
        .child(choice("Targets", "targets", chosen, &TARGETS.map(|(name, label, _)| (name, label))))
        .child(choice("Logarithm", "log", base, &[("natural", "natural log"), ("ten", "base 10")]));
    let left = [terms(lab, look), softmax(lab, look)];
    vec![controls.into(), columns(left, [branches(lab), dials(lab), bases(lab, look)]).into()]
}

fn class_name(class: usize) -> String {
    subscript(&(class + 1).to_string())
}

fn terms(lab: &Lab, look: &Look) -> Element {
    let rows = (0..CLASSES).map(|class| term_row(lab, look, class));
    let sum = lab.model.sum();
    let total = html("tr")
        .class("lab-total")
        .child(html("th").attr("scope", "row").attr("colspan", "4").text("C, the sum"))
        .child(html("td").class("lab-number loss").child(html("span").class("result").child(value(
            "span",
            "sum",
            sum,
            computed(sum / lab.base(), look.digits),
        ))))
        .child(html("td"));
    let heads =
        vec![words("class"), words("right?"), digits("h"), words("its term"), digits("value"), digits("δ = h − y")];
    let table = table("Terms", heads, rows.chain([total]).collect());
    let text = "Five yes/no classifiers side by side, one against all the rest: each output has its own term, −ln h where the class is right, −ln(1 − h) where it is not. With a sigmoid all that is left of the derivative is δ = h − y.";
    panel("C = −Σ [ y ln h + (1 − y) ln(1 − h) ]", [table, note(text)])
}

fn term_row(lab: &Lab, look: &Look, class: usize) -> Element {
    let (model, number) = (&lab.model, class + 1);
    let (is_right, h) = (model.y[class], model.h[class]);
    let log = if lab.is_decimal { "log₁₀" } else { "ln" };
    let (symbols, argument) = if is_right {
        (format!("−{log} h{}", class_name(class)), given(h, look.digits))
    } else {
        (format!("−{log}(1 − h{})", class_name(class)), given(1.0 - h, Digits::clamped(look.digits.places().min(6))))
    };
    let choose = html("button")
        .attr("type", "button")
        .attr("data-action", "lab/class")
        .attr("data-argument", number.to_string())
        .attr("aria-pressed", if lab.class == class { "true" } else { "false" })
        .attr("aria-label", format!("Look at class {number}"))
        .text(number.to_string());
    let yes_no = if is_right { "y = 1" } else { "y = 0" };
    let right = html("button")
        .attr("type", "button")
        .attr("data-action", "lab/right")
        .attr("data-argument", number.to_string())
        .attr("aria-pressed", if is_right { "true" } else { "false" })
        .attr("aria-label", format!("{yes_no} for class {number}"))
        .text(yes_no);
    let (term, delta) = (model.term(class), model.delta(class));
    html("tr")
        .key(number.to_string())
        .class(if lab.class == class { "now" } else { "" })
        .child(html("th").attr("scope", "row").child(choose))
        .child(html("td").child(right))
        .child(html("td").class("lab-number").text(given(h, look.digits)))
        .child(
            html("td")
                .class("maths")
                .child(html("span").class("unbroken").text(symbols))
                .child(text(" "))
                .child(html("span").class("unbroken").text(format!("= −{log} {argument}"))),
        )
        .child(html("td").class("lab-number loss").child(value(
            "span",
            &format!("term{number}"),
            term,
            computed(term / lab.base(), look.digits),
        )))
        .child(html("td").class("lab-number backward").child(value(
            "span",
            &format!("delta{number}"),
            delta,
            at_a_glance(delta, look.digits),
        )))
}

fn dials(lab: &Lab) -> Element {
    let dials = DIALS.iter().zip(lab.model.h).map(|(dial, h)| dial.node(h, &lab.typing));
    panel("The outputs", [html("div").class("lab-dials").children(dials)])
}

fn branches(lab: &Lab) -> Element {
    let places = Digits::default();
    let sentence = format!(
        "The term over the output h. For y = 1 it falls from infinity at h = 0 to nothing at 1; for y = 0 it rises the other way. Class {} stands at h = {} with a term of {}. Arrow keys move it.",
        lab.class + 1,
        at_a_glance(lab.model.h[lab.class], places),
        at_a_glance(lab.model.term(lab.class) / lab.base(), places),
    );
    let table = Table {
        head: ["h", "−ln h", "−ln(1 − h)"].map(str::to_owned).to_vec(),
        rows: [0.001, 0.01, 0.1, 0.2, 0.5, 0.8, 0.9, 0.99, 0.999]
            .map(|h| (given(h, places), vec![at_a_glance(-ln(h), places), at_a_glance(-ln(1.0 - h), places)]))
            .to_vec(),
    };
    figure("branches", "What an output costs", canvas("branches", sentence).attr("tabindex", "0"), Some(&table))
}

/// Why the logarithm is natural, shown at the class looked at.
fn bases(lab: &Lab, look: &Look) -> Element {
    let class = lab.class;
    let p = if lab.model.y[class] { lab.model.h[class] } else { 1.0 - lab.model.h[class] };
    let argument = given(p, Digits::clamped(6));
    let (natural, decimal) = (lab.model.term(class), 0.0 - log10(p));
    let cells = [
        Number::new(format!("term{}", class + 1), format!("−ln {argument}"), natural, computed(natural, look.digits))
            .of("loss"),
        Number::new(
            format!("decimal{}", class + 1),
            format!("−log₁₀ {argument}"),
            decimal,
            computed(decimal, look.digits),
        ),
        Number::new("ln10", "ln 10", ln(10.0), computed(ln(10.0), look.digits)),
    ];
    let words = format!(
        "The slide has {} for the fifth term, a logarithm to base 10, while everything else is natural. Base 10 divides every term by ln 10, and the gradient with it: δ would be (h − y)/2.3026 and no longer just h − y.",
        computed(0.0 - log10(0.2), Digits::clamped(5))
    );
    panel("Which logarithm?", [numbers(cells), note(words)])
}

/// The same weighted inputs by softmax: one distribution over all classes.
fn softmax(lab: &Lab, look: &Look) -> Element {
    let model = &lab.model;
    let rows = (0..CLASSES).map(|class| {
        let cell = |text: String| html("td").class("lab-number").text(text);
        let term =
            model.categorical_term(class).map_or("–".to_owned(), |term| computed(term / lab.base(), look.digits));
        html("tr")
            .key(class.to_string())
            .child(html("th").attr("scope", "row").text((class + 1).to_string()))
            .child(cell(at_a_glance(model.z(class), look.digits)))
            .child(cell(at_a_glance(model.h[class], look.digits)))
            .child(html("td").class("lab-number forward").child(value(
                "span",
                &format!("softmax{}", class + 1),
                model.share(class),
                computed(model.share(class), Digits::clamped(look.digits.places().min(6))),
            )))
            .child(cell(at_a_glance(model.shared_target(class), look.digits)))
            .child(cell(term))
    });
    let sum: f64 = model.h.iter().sum();
    let total = html("tr")
        .class("lab-total")
        .child(html("th").attr("scope", "row").text("sum"))
        .child(html("td"))
        .child(html("td").class("lab-number").text(at_a_glance(sum, look.digits)))
        .child(html("td").class("lab-number").text("1"))
        .child(html("td").class("lab-number").text(if model.right() == 0 { "0" } else { "1" }))
        .child(
            html("td").class("lab-number loss").children(
                model
                    .categorical()
                    .map(|cost| value("span", "categorical", cost, computed(cost / lab.base(), look.digits))),
            ),
        );
    let numbers = ["z", "sigmoid h", "softmax p", "target", "−y ln p"].map(digits);
    let heads = [words("class")].into_iter().chain(numbers).collect();
    let table = table("Softmax", heads, rows.chain([total]).collect());
    panel("Categorical: the same five by softmax, C = −Σ y ln p", [table, note(softmax_words(lab))])
}

fn softmax_words(lab: &Lab) -> String {
    let model = &lab.model;
    match model.right() {
        0 => "Softmax always hands out 1 in all: without a right class there is no target for it, and the engine refuses one. Five yes/no outputs can all say no.".to_owned(),
        1 => "Softmax makes the classes compete: shares sum to 1, and only the right class has a term. A one-hot target asks for one class. The yes/no outputs beside it need not sum to anything.".to_owned(),
        right => format!(
            "With {right} right classes the targets share the 1. The best answer is p = {} for each, and costs ln {right} = {} all the same: softmax cannot say yes twice. Yes/no terms can all reach 0, so several right classes need binary cross-entropy.",
            at_a_glance(1.0 / right as f64, Digits::default()),
            at_a_glance(model.floor().unwrap_or_default(), Digits::default()),
        ),
    }
}

/// Both branches, and where each class stands on its own.
pub(super) fn thumbnail(lab: &Lab) -> Node {
    let place = |h: f64, term: f64| (16.0 + 168.0 * h, 100.0 - 26.0 * term);
    let yes = (1..60).map(|step| f64::from(step) / 60.0).map(|h| place(h, -ln(h))).filter(|(_, y)| *y > 8.0);
    let no = (1..60).map(|step| f64::from(step) / 60.0).map(|h| place(h, -ln(1.0 - h))).filter(|(_, y)| *y > 8.0);
    let lines = [curve(yes, UPDATE, 2.5), curve(no, BACKWARD, 2.5), d::line((16.0, 100.0), (184.0, 100.0), INK, 1.0)];
    let classes = (0..CLASSES).map(|class| {
        let colour = if lab.model.y[class] { UPDATE } else { BACKWARD };
        disc(place(lab.model.h[class], lab.model.term(class)), 5.0, colour)
    });
    d::thumbnail(lines.into_iter().chain(classes))
}
