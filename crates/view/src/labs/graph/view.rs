//! What the graph lab shows: the graph with both passes, the step at hand, and the check by differences.

use gradlight_core::graph::{Op, Trouble};

use super::drawing::{Progress, diagram, symbol};
use super::steps::{Step, reason};
use super::{Lab, PRESETS};
use crate::format::{Digits, at_a_glance, computed};
use crate::labs::Look;
use crate::labs::parts::{columns, dial_row, factor, figure, list, note, panel, plain, player, tool, value};
use crate::node::{Element, Node, html};

/// Differences and gradients agree within this share of 1 + |gradient|.
const AGREES: f64 = 1e-5;

/// What stands in the lab.
pub(super) fn body(lab: &Lab, look: &Look) -> Vec<Node> {
    let steps = lab.steps();
    let presets = PRESETS.iter().map(|preset| (preset.name, preset.label));
    let own = lab.preset().is_empty().then_some(("", "your own"));
    let stepping = html("div")
        .class("lab-controls")
        .key("stepping")
        .child(expression(lab))
        .child(list("Example", "preset", lab.preset(), own.into_iter().chain(presets)))
        .child(tool("start", "To the start (Home)", "first").flag("disabled", lab.done == 0))
        .child(player(lab.playing.is_some(), lab.done, steps.len()))
        .child(tool("end", "To the end (End)", "last").flag("disabled", lab.done == steps.len()));
    let columns = columns([graph(lab, look), step_panel(lab, look, &steps)], [variables(lab), check(lab, look)]);
    vec![stepping.into(), columns.into()]
}

fn expression(lab: &Lab) -> Element {
    let shown = lab.typing.text_of("expression", lab.text.clone());
    let fault = lab.typing.fault_node("expression");
    let input = html("input")
        .attr("type", "text")
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .attr("maxlength", "400")
        .attr("data-change", "lab/set-expression")
        .attr("value", shown)
        .maybe("aria-invalid", fault.is_some().then_some("true"))
        .maybe("aria-description", fault.as_ref().and_then(|_| lab.typing.sentence().map(str::to_owned)));
    let names = lab.graph.variables().join(", ");
    let label = if names.is_empty() { "f =".to_owned() } else { format!("f({names}) =") };
    html("div")
        .class("lab-dial lab-expression")
        .child(
            html("label").class("lab-field lab-expression").child(html("span").class("maths").text(label)).child(input),
        )
        .children(fault)
}

pub(super) fn glance(value: f64) -> String {
    at_a_glance(value, Digits::default())
}

/// An operation written with what it reads.
fn written(op: Op, inputs: &[String]) -> String {
    match inputs {
        [a, b] if op == Op::Max => format!("max({a}, {b})"),
        [a, b] if op == Op::Power => format!("{a}^{b}"),
        [a, b] => format!("{a} {} {b}", symbol(op)),
        [a] if op == Op::Negate => format!("−{a}"),
        [a] => format!("{}({a})", symbol(op)),
        _ => String::new(),
    }
}

/// The step just done, in a sentence.
pub(super) fn sentence(lab: &Lab, steps: &[Step]) -> String {
    let name = |node: usize| lab.names.of_node(node);
    let output = name(lab.graph.output());
    match lab.done.checked_sub(1).and_then(|last| steps.get(last)) {
        None => "The variables have their values; nothing has been computed yet.".to_owned(),
        Some(Step::Forward(node)) => format!("Forward: {} is {}.", name(*node), glance(lab.passes.values[*node])),
        Some(Step::Seed) => {
            format!("Backward begins: {output} changes exactly as {output} does, so its gradient is 1.")
        }
        Some(Step::Backward(edge)) => format!(
            "Backward from {} to {}: local {} times upstream {} is {}.",
            name(edge.into),
            name(edge.from),
            glance(edge.local),
            glance(edge.upstream),
            glance(edge.share())
        ),
    }
}

fn graph(lab: &Lab, look: &Look) -> Element {
    let picture = html("div")
        .class("lab-scroll")
        .attr("tabindex", "0")
        .attr("role", "group")
        .attr("aria-label", "Graph, scrolls sideways where it is wide")
        .child(diagram(lab, look));
    figure("graph", "Values above in blue, gradients below in orange", picture, None)
}

fn step_panel(lab: &Lab, look: &Look, steps: &[Step]) -> Element {
    let name = |node: usize| lab.names.of_node(node).to_owned();
    let output = name(lab.graph.output());
    let line = |text: String| html("p").class("lab-sum").text(text);
    let result = |class: &'static str, number: f64| {
        html("span")
            .class(format!("{class} result"))
            .child(html("span").class("lab-value").text(computed(number, look.digits)))
    };
    let lines = match lab.done.checked_sub(1).and_then(|last| steps.get(last)) {
        None => Vec::new(),
        Some(Step::Forward(node)) => {
            let operation = &lab.graph.nodes()[*node];
            let names: Vec<String> = operation.inputs.iter().map(|input| name(*input)).collect();
            let numbers: Vec<String> = operation.inputs.iter().map(|input| factor(lab.passes.values[*input])).collect();
            let text =
                format!("{} = {} = {} = ", name(*node), written(operation.op, &names), written(operation.op, &numbers));
            vec![line(text).child(result("forward", lab.passes.values[*node]))]
        }
        Some(Step::Seed) => vec![line(format!("∂{output}/∂{output} = ")).child(result("backward", 1.0))],
        Some(Step::Backward(edge)) => {
            let (into, from) = (name(edge.into), name(edge.from));
            let op = lab.graph.nodes()[edge.into].op;
            let upstream =
                format!("∂{into}/∂{from} · ∂{output}/∂{into} = {} · {} = ", factor(edge.local), factor(edge.upstream));
            let earlier = lab.passes.edges.iter().filter(|other| other.from == edge.from).count() > 1;
            let adds = earlier.then(|| {
                note(format!("{from} is read more than once: its gradient is the sum of what each edge brings."))
            });
            let lines = vec![line(upstream).child(result("backward", edge.share())), note(reason(op, edge.input))];
            lines.into_iter().chain(adds).collect()
        }
    };
    let say = html("p").class("lab-say").text(sentence(lab, steps));
    let count = format!("Step {} of {}", lab.done, steps.len());
    panel(count, [say].into_iter().chain(lines).chain(trouble(lab)))
}

/// What is not finite, and why.
fn trouble(lab: &Lab) -> Option<Element> {
    let (node, trouble) = lab.graph.trouble(&lab.passes.values)?;
    let name = lab.names.of_node(node);
    let why = match trouble {
        Trouble::DivisionByZero => "divides by 0",
        Trouble::LogOfZero => "is the logarithm of 0",
        Trouble::LogOfNegative => "is the logarithm of a negative number",
        Trouble::RootOfNegative => "is a negative number to a power that is not whole",
        Trouble::Overflow => "is beyond the range of numbers",
    };
    Some(
        html("p")
            .class("lab-fault")
            .attr("role", "status")
            .text(format!("{name} {why}: from there on no number is meant.")),
    )
}

fn variables(lab: &Lab) -> Element {
    let dials = lab
        .graph
        .variables()
        .iter()
        .enumerate()
        .map(|(place, name)| dial_row((name, name), (-10.0, 10.0, 0.1), lab.values[place], &lab.typing));
    panel("Variables", [html("div").class("lab-dials").children(dials.collect::<Vec<_>>())])
}

/// Gradients against central differences, as far as they are known.
fn check(lab: &Lab, look: &Look) -> Element {
    let steps = lab.steps();
    let progress = Progress::of(lab, &steps);
    let output = lab.names.of_node(lab.graph.output());
    let heads =
        ["of".to_owned(), "value".to_owned(), format!("∂{output}/∂"), "difference".to_owned(), "ok?".to_owned()];
    let head = html("tr").children(heads.map(|title| html("th").attr("scope", "col").text(title)));
    let rows = lab.graph.variables().iter().enumerate().map(|(place, name)| {
        let node = lab.node(name).unwrap_or_default();
        let row = html("tr").child(html("th").attr("scope", "row").class("maths").text(name.clone())).child(value(
            "td",
            name,
            lab.values[place],
            plain(lab.values[place]),
        ));
        if !progress.is_complete[node] {
            return row.child(html("td").text("·")).child(html("td").text("·")).child(html("td"));
        }
        let (gradient, difference) = (lab.passes.gradients[node], lab.graph.difference(&lab.values, place));
        let agrees = (gradient - difference).abs() <= AGREES * (1.0 + gradient.abs());
        let (class, sign, word) = match () {
            () if !(gradient.is_finite() && difference.is_finite()) => ("", "–", "no number to compare"),
            () if agrees => ("good", "✓", "they agree"),
            () => ("bad", "✗", "they differ"),
        };
        row.child(
            value("td", &format!("d.{name}"), gradient, computed(gradient, look.digits)).class("lab-value backward"),
        )
        .child(value("td", &format!("check.{name}"), difference, computed(difference, look.digits)))
        .child(html("td").class(class).text(sign).child(html("span").class("visually-hidden").text(format!(" {word}"))))
    });
    let table = html("table")
        .class("lab-table")
        .child(html("thead").child(head))
        .child(html("tbody").children(rows.collect::<Vec<_>>()));
    let node = lab.graph.output();
    let reached = progress.values[node].then(|| {
        html("p").class("lab-sum").text(format!("{output} = ")).child(
            html("span").class("forward result").child(value(
                "span",
                output,
                lab.passes.values[node],
                computed(lab.passes.values[node], look.digits),
            )),
        )
    });
    let words = "The difference is (f(v + h) − f(v − h)) ÷ 2h: no derivative is needed for it.";
    panel("Checked by differences", reached.into_iter().chain([table, note(words)]))
}
