//! The drawn graph: values forward and gradients backward, as far as the passes have come.

use gradlight_core::graph::Op;

use super::Lab;
use super::layout::Places;
use super::steps::Step;
use super::view::{glance, sentence};
use crate::labs::Look;
use crate::labs::diagram::{self as d, Anchor, At, BACKWARD, FORWARD, INK, LINE, THIRD, arrow, circle, lettering};
use crate::labs::parts::{factor, plain};
use crate::node::{Element, Node};

/// A node's operation as it stands in its circle.
pub(super) fn symbol(op: Op) -> &'static str {
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

/// How far the passes have come.
pub(super) struct Progress {
    /// Whether each node's value is known.
    pub(super) values: Vec<bool>,
    /// Each node's gradient as far as it has been added up; none where nothing has arrived.
    pub(super) gradients: Vec<Option<f64>>,
    /// For each node, whether its gradient is complete.
    pub(super) is_complete: Vec<bool>,
}

impl Progress {
    pub(super) fn of(lab: &Lab, steps: &[Step]) -> Self {
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

/// As [`glance`], but short enough for a diagram where there is no number.
fn brief(value: f64) -> String {
    if value.is_nan() { "NaN".to_owned() } else { glance(value) }
}

/// The graph, small.
pub(super) fn thumbnail(lab: &Lab) -> Node {
    let places = Places::of(&lab.graph);
    let row = (84.0 / (places.rows - 1.0).max(1.0)).min(36.0);
    let at = |node: usize| -> At {
        let (across, down) = places.nodes[node];
        let share = across as f64 / (places.columns as f64 - 1.0).max(1.0);
        (28.0 + 144.0 * share, 56.0 + row * (down - (places.rows - 1.0) / 2.0))
    };
    let nodes = lab.graph.nodes();
    let edges = nodes.iter().enumerate().flat_map(|(into, node)| node.inputs.iter().map(move |from| (*from, into)));
    let edges = edges.map(|(from, into)| {
        let (from, into) = (at(from), at(into));
        arrow(d::rim(from, into, 15.0), d::rim(into, from, 15.0), FORWARD, 2.2)
    });
    let circles = nodes.iter().enumerate().flat_map(|(place, node)| {
        let name = if let Op::Variable(_) = node.op { lab.names.of_node(place) } else { symbol(node.op) };
        [circle(at(place), 14.0, INK), lettering(at(place), name.to_owned(), 14.0, Anchor::Middle, INK)]
    });
    d::thumbnail(edges.chain(circles))
}
