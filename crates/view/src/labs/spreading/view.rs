//! What the spreading lab shows: the graph with its clock, the sums of the tick, and the dials.

use super::graphs::{Edge, PRESETS};
use super::{MOST_DIALS, Spreading, WEIGHTS};
use crate::format::{at_a_glance, computed};
use crate::labs::Look;
use crate::labs::diagram::{self as d, Anchor, FORWARD, INK, LINE, SECOND, THIRD, arrow, circle, dashed, lettering};
use crate::labs::parts::{choice, columns, factor, figure, list, note, panel, plain, player, tick_box, value};
use crate::node::{Element, Node, html};

/// What stands in the lab.
pub(super) fn body(lab: &Spreading, look: &Look) -> Vec<Node> {
    let presets: Vec<(&'static str, &'static str)> = PRESETS.iter().map(|preset| (preset.name, preset.label)).collect();
    let controls = html("div")
        .class("lab-controls")
        .key("controls")
        .child(choice("Graph", "graph", PRESETS[lab.preset].name, &presets))
        .child(player(lab.playing.is_some(), lab.t, lab.graph.last()))
        .child(tick_box("Squash each sum with σ", "squash", lab.graph.squashes));
    let columns = columns(
        [figure("graph", "The graph", diagram(lab, look), None), growth(lab, look)],
        [tick_panel(lab, look), dials(lab)],
    );
    vec![controls.into(), columns.into()]
}

/// The graph with the clock above its layers; what the clock has reached is lit.
pub(super) fn diagram(lab: &Spreading, look: &Look) -> Element {
    let graph = &lab.graph;
    let (scale, size) = (look.scale, 13.0 * look.scale);
    let most = (0..=graph.last()).map(|layer| graph.nodes(layer)).max().unwrap_or(1) as f64;
    let width = d::room(look, 0.6).min(660.0 * scale);
    let gap = if most > 1.0 { 80.0 } else { 130.0 } * scale;
    let height = most * gap + 64.0 * scale;
    // In a narrow column the nodes shrink, and the weights stand in the list alone.
    let is_narrow = width / (graph.last() as f64) < 130.0 * scale;
    let radius = if is_narrow { 19.0 } else { 25.0 } * scale;
    let middle = 44.0 * scale + most * gap / 2.0;
    let place = |layer: usize, node: usize| {
        let x = radius + 14.0 * scale + (width - 2.0 * radius - 28.0 * scale) * layer as f64 / graph.last() as f64;
        (x, middle + (node as f64 - (graph.nodes(layer) as f64 - 1.0) / 2.0) * gap)
    };
    let mut shapes = Vec::new();
    for layer in 0..=graph.last() {
        let (x, _) = place(layer, 0);
        let is_now = layer == lab.t;
        let name = format!("t = {layer}");
        let head = (x, 16.0 * scale);
        shapes.push(if is_now {
            d::plate(head, name, size, INK)
        } else {
            lettering(head, name, size, Anchor::Middle, SECOND)
        });
        shapes.push(dashed(d::line((x, 32.0 * scale), (x, height - 4.0), LINE, 1.0), true));
    }
    for edge in graph.edges() {
        shapes.push(drawn_edge(
            lab,
            edge,
            (place(edge.into - 1, edge.from_node), place(edge.into, edge.to_node)),
            radius,
        ));
    }
    for edge in graph.edges().into_iter().filter(|_| !is_narrow) {
        let ends = (place(edge.into - 1, edge.from_node), place(edge.into, edge.to_node));
        let text = plain(graph.weights()[edge.weight]);
        // Near where the edge begins: there those of one node fan out, and those of different nodes are apart.
        let share = if most > 1.0 { 0.25 } else { 0.45 };
        shapes.push(d::tag(d::between(ends.0, ends.1, share), text, size, SECOND));
    }
    for (layer, nodes) in graph.activations().iter().enumerate() {
        for (node, a) in nodes.iter().enumerate() {
            let is_active = layer <= lab.t;
            let at = place(layer, node);
            shapes.push(circle(at, radius, if is_active { FORWARD } else { THIRD }));
            if is_active {
                let text = at_a_glance(*a, crate::format::Digits::clamped(if is_narrow { 2 } else { 3 }));
                shapes.push(lettering(at, text, if is_narrow { 12.0 * scale } else { size }, Anchor::Middle, FORWARD));
            }
        }
    }
    d::diagram((width, height), lab.sentence(), shapes)
}

fn drawn_edge(lab: &Spreading, edge: Edge, (from, to): (d::At, d::At), radius: f64) -> Element {
    let w = lab.graph.weights()[edge.weight];
    let colour = if edge.into == lab.t { FORWARD } else { THIRD };
    let width = d::weight_width(w) + if edge.into == lab.t { 1.0 } else { 0.0 };
    dashed(arrow(d::rim(from, to, radius + 1.0), d::rim(to, from, radius + 2.0), colour, width), w < 0.0)
}

/// The sums of this tick, written out.
fn tick_panel(lab: &Spreading, look: &Look) -> Element {
    let graph = &lab.graph;
    let t = lab.t;
    let (sums, active) = (graph.sums(), graph.activations());
    let glance = |value: f64| at_a_glance(value, look.digits);
    let edges = graph.edges();
    let rows = active[t].iter().enumerate().map(|(node, a)| {
        let incoming = edges.iter().filter(|edge| edge.into == t && edge.to_node == node);
        let products: Vec<String> = incoming
            .map(|edge| format!("{}·{}", factor(active[t - 1][edge.from_node]), factor(graph.weights()[edge.weight])))
            .collect();
        let sum = match (t, graph.squashes) {
            (0, _) => format!("input x{} = ", crate::format::subscript(&(node + 1).to_string())),
            (_, false) => format!("{} = ", products.join(" + ")),
            (_, true) => format!("σ({}) = σ({}) = ", products.join(" + "), glance(sums[t][node])),
        };
        let shown = if t == 0 { plain(*a) } else { computed(*a, look.digits) };
        html("p").class("lab-sum").text(sum).child(html("span").class("forward result").child(value(
            "span",
            &format!("a{t}.{}", node + 1),
            *a,
            shown,
        )))
    });
    let clock =
        html("p").class("lab-say").attr("data-quantity", "t").attr("data-value", t.to_string()).text(lab.sentence());
    panel("At this tick", std::iter::once(clock).chain(rows))
}

fn dials(lab: &Spreading) -> Element {
    let weights = lab.graph.weights().len();
    let all = weights <= MOST_DIALS;
    let shown =
        lab.dials().into_iter().filter(|dial| all || dial.name.starts_with('x') || WEIGHTS[lab.picked].0 == dial.name);
    let dials = shown.map(|dial| dial.node(lab.clone().number(dial.name).copied().unwrap_or_default(), &lab.typing));
    let picker = (!all).then(|| list("Weight", "pick", WEIGHTS[lab.picked].0, WEIGHTS.iter().take(weights).copied()));
    panel("Inputs and weights", picker.into_iter().chain([html("div").class("lab-dials").children(dials)]))
}

/// What squashing is for.
fn growth(lab: &Spreading, look: &Look) -> Element {
    let active = lab.graph.activations();
    let largest = active.iter().flatten().fold(0.0_f64, |most, a| most.max(a.abs()));
    let words = if lab.graph.squashes {
        "Every sum goes through σ and ends between 0 and 1, whatever the weights. A node without input now has σ(0) = 0.5."
            .to_owned()
    } else {
        format!(
            "A node's activation is the sum of weight times activation over the layer before. Nothing bounds it: the largest here is {}, and each further layer can multiply it again.",
            at_a_glance(largest, look.digits)
        )
    };
    panel("The rule", [note(words)])
}

/// The graph with its activations.
pub(super) fn thumbnail(lab: &Spreading) -> Node {
    let (graph, active) = (&lab.graph, lab.graph.activations());
    let most = (0..=graph.last()).map(|layer| graph.nodes(layer)).max().unwrap_or(1);
    let radius = if most == 1 { 18.0 } else { 10.0 };
    let place = |layer: usize, node: usize| {
        let down = node as f64 - (graph.nodes(layer) as f64 - 1.0) / 2.0;
        (36.0 + 128.0 * layer as f64 / graph.last() as f64, 56.0 + 32.0 * down)
    };
    let edges = graph.edges().into_iter().map(|edge| {
        let (from, to) = (place(edge.into - 1, edge.from_node), place(edge.into, edge.to_node));
        let weight = graph.weights()[edge.weight];
        let (tail, head) = (d::rim(from, to, radius + 1.0), d::rim(to, from, radius + 2.0));
        dashed(arrow(tail, head, FORWARD, d::weight_width(weight)), weight < 0.0)
    });
    let nodes = active.iter().enumerate().flat_map(|(layer, nodes)| {
        nodes.iter().enumerate().flat_map(move |(node, a)| {
            let at = place(layer, node);
            let text = (most == 1).then(|| lettering(at, plain(*a), 14.0, Anchor::Middle, FORWARD));
            [circle(at, radius, FORWARD)].into_iter().chain(text)
        })
    });
    d::thumbnail(edges.chain(nodes))
}
