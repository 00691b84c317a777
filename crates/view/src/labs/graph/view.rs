//! What the graph lab shows: the graph with both passes, the step at hand, and the check by differences.

use gradlight_core::graph::{Op, Trouble};

use super::layout::Places;
use super::steps::{Step, reason};
use super::{Lab, PRESETS};
use crate::format::{Digits, at_a_glance, computed};
use crate::labs::Look;
use crate::labs::diagram::{self as d, Anchor, At, BACKWARD, FORWARD, INK, LINE, THIRD, arrow, circle, lettering};
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

fn glance(value: f64) -> String {
    at_a_glance(value, Digits::default())
}

/// As [`glance`], but short enough for a diagram where there is no number.
fn brief(value: f64) -> String {
    if value.is_nan() { "NaN".to_owned() } else { glance(value) }
}

/// A node's operation as it stands in its circle.
fn symbol(op: Op) -> &'static str {
    match op {
        Op::Variable(_) | Op::Constant(_) => "",
        Op::Add => "+",
        Op::Subtract => "−",
        Op::Multiply => "·",
        Op::Divide => "÷",
        Op::Power => "^",
        Op::Negate => "−( )",
        Op::Exp => "exp",
        Op::Log => "ln",
        Op::Tanh => "tanh",
        Op::Sigmoid => "σ",
        Op::Max => "max",
    }
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

/// How far the passes have come.
struct Progress {
    /// Whether each node's value is known.
    values: Vec<bool>,
    /// Each node's gradient as far as it has been added up; none where nothing has arrived.
    gradients: Vec<Option<f64>>,
    /// For each node, whether its gradient is complete.
    is_complete: Vec<bool>,
}

impl Progress {
    fn of(lab: &Lab, steps: &[Step]) -> Self {
        let nodes = lab.graph.nodes();
        let mut values: Vec<bool> = nodes.iter().map(|node| node.op.arity() == 0).collect();
        let mut gradients: Vec<Option<f64>> = vec![None; nodes.len()];
        for step in &steps[..lab.done] {
            match step {
                Step::Forward(node) => values[*node] = true,
                Step::Seed => gradients[lab.graph.output()] = Some(1.0),
                Step::Backward(edge) => {
                    gradients[edge.from] = Some(gradients[edge.from].unwrap_or(0.0) + edge.share());
                }
            }
        }
        let waits = |node: usize| {
            steps[lab.done..].iter().any(|step| matches!(step, Step::Backward(edge) if edge.from == node))
        };
        let is_complete = (0..nodes.len()).map(|node| gradients[node].is_some() && !waits(node)).collect();
        Self { values, gradients, is_complete }
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

/// Where the parts of the drawn graph stand, and what of it the passes have reached.
struct Drawing<'a> {
    lab: &'a Lab,
    steps: &'a [Step],
    progress: Progress,
    places: Places,
    scale: f64,
    column: f64,
}

impl Drawing<'_> {
    const MARGIN: f64 = 58.0;
    const ROW: f64 = 86.0;
    const RADIUS: f64 = 20.0;

    fn at(&self, node: usize) -> At {
        let (across, down) = self.places.nodes[node];
        (Self::MARGIN * self.scale + self.column * across as f64, (46.0 + Self::ROW * down) * self.scale)
    }

    fn now(&self) -> Option<&Step> {
        self.lab.done.checked_sub(1).and_then(|last| self.steps.get(last))
    }

    /// An edge, turned round once the gradient has run along it, then with its local derivative.
    fn edge(&self, from: usize, into: usize, input: usize) -> (Element, Option<Element>) {
        let radius = Self::RADIUS * self.scale;
        let (tail, head) = (self.at(from), self.at(into));
        let (tail, head) = (d::rim(tail, head, radius + 1.0), d::rim(head, tail, radius + 2.0));
        let is_it = |step: &Step| matches!(step, Step::Backward(edge) if edge.into == into && edge.input == input);
        let share = self.steps[..self.lab.done].iter().find_map(|step| match step {
            Step::Backward(edge) if is_it(step) => Some(edge),
            _ => None,
        });
        let is_now = self.now().is_some_and(|now| is_it(now) || *now == Step::Forward(into));
        let width = if is_now { 3.5 } else { 1.8 };
        let Some(share) = share else {
            let colour = if self.progress.values[into] { FORWARD } else { THIRD };
            return (arrow(tail, head, colour, width), None);
        };
        let text = if share.local.is_nan() { "×NaN".to_owned() } else { format!("×{}", factor(share.local)) };
        let label = d::tag(d::between(tail, head, 0.45), text, 12.0 * self.scale, BACKWARD);
        (arrow(head, tail, BACKWARD, width), Some(label))
    }

    /// A node's value above it and its gradient below, as far as they are known; the newest on a plate.
    fn numbers(&self, node: usize) -> Vec<Element> {
        let size = 13.0 * self.scale;
        let away = Self::RADIUS * self.scale + 0.85 * size;
        let (x, y) = self.at(node);
        let name = self.lab.names.of_node(node);
        let shown = |at: At, text: String, colour: &'static str, is_new: bool| {
            if is_new { d::plate(at, text, size, colour) } else { lettering(at, text, size, Anchor::Middle, colour) }
        };
        let mut numbers = Vec::new();
        if !matches!(self.lab.graph.nodes()[node].op, Op::Constant(_)) {
            let value = brief(self.lab.passes.values[node]);
            let text = if self.progress.values[node] { format!("{name} = {value}") } else { name.to_owned() };
            numbers.push(shown((x, y - away), text, FORWARD, self.now() == Some(&Step::Forward(node))));
        }
        if let Some(gradient) = self.progress.gradients[node] {
            let is_new = match self.now() {
                Some(Step::Seed) => node == self.lab.graph.output(),
                Some(Step::Backward(edge)) => edge.from == node,
                _ => false,
            };
            numbers.push(shown((x, y + away), brief(gradient), BACKWARD, is_new));
        }
        numbers
    }
}

/// The graph as far as the passes have come.
pub(super) fn diagram(lab: &Lab, look: &Look) -> Element {
    let steps = lab.steps();
    let (places, scale) = (Places::of(&lab.graph), look.scale);
    let gaps = (places.columns as f64 - 1.0).max(1.0);
    let column = ((d::room(look, 0.6) - 2.0 * Drawing::MARGIN * scale) / gaps).clamp(112.0 * scale, 190.0 * scale);
    let width = column * (places.columns as f64 - 1.0) + 2.0 * Drawing::MARGIN * scale;
    let height = (96.0 + Drawing::ROW * (places.rows - 1.0)) * scale;
    let drawing = Drawing { lab, steps: &steps, progress: Progress::of(lab, &steps), places, scale, column };
    let (mut shapes, mut labels) = (Vec::new(), Vec::new());
    for (into, node) in lab.graph.nodes().iter().enumerate() {
        for (input, from) in node.inputs.iter().copied().enumerate() {
            let (edge, label) = drawing.edge(from, into, input);
            shapes.push(edge);
            labels.extend(label);
        }
    }
    for place in 0..lab.graph.nodes().len() {
        shapes.extend(drawn_node(lab, place, drawing.at(place), Drawing::RADIUS * scale));
        labels.extend(drawing.numbers(place));
    }
    d::diagram((width, height), sentence(lab, &steps), shapes.into_iter().chain(labels))
}

fn drawn_node(lab: &Lab, place: usize, at: At, radius: f64) -> Vec<Element> {
    let node = &lab.graph.nodes()[place];
    let size = 0.72 * radius;
    match node.op {
        Op::Constant(number) => {
            vec![
                d::boxed(at, (2.1 * radius, 1.5 * radius), LINE),
                lettering(at, plain(number), size, Anchor::Middle, INK),
            ]
        }
        Op::Variable(_) => {
            vec![circle(at, radius, INK), lettering(at, lab.names.of_node(place), size, Anchor::Middle, INK)]
        }
        op => vec![circle(at, radius, THIRD), lettering(at, symbol(op), size, Anchor::Middle, INK)],
    }
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

/// The lecture's graph, small.
pub(super) fn thumbnail() -> Node {
    let nodes =
        [((32.0, 24.0), "x"), ((32.0, 60.0), "y"), ((32.0, 96.0), "z"), ((98.0, 42.0), "+"), ((164.0, 66.0), "·")];
    let edges = [(0, 3, FORWARD), (1, 3, FORWARD), (3, 4, BACKWARD), (2, 4, BACKWARD)].map(|(from, into, colour)| {
        let (from, into): (At, At) = (nodes[from].0, nodes[into].0);
        let (tail, head) = (d::rim(from, into, 15.0), d::rim(into, from, 15.0));
        if colour == FORWARD { arrow(tail, head, colour, 2.2) } else { arrow(head, tail, colour, 2.2) }
    });
    let circles =
        nodes.iter().flat_map(|(at, name)| [circle(*at, 14.0, INK), lettering(*at, *name, 14.0, Anchor::Middle, INK)]);
    d::thumbnail(edges.into_iter().chain(circles))
}
