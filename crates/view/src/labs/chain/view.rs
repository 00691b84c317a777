//! What the chain lab shows: the chain drawn as dependencies, the factors in a table, dials, the vanishing gradient.

use gradlight_core::quantity::Quantity;

use super::factors::{By, Factor, Symbol, mathml, plain, products, whole};
use super::{ACTIVATIONS, Chain, DIALS, SLIDE_PLACES, plots};
use crate::format::{at_a_glance, computed};
use crate::labs::Look;
use crate::labs::diagram::{
    self as d, Anchor, At, BACKWARD, FORWARD, INK, LOSS, SECOND, THIRD, arrow, circle, lettering,
};
use crate::labs::maths::{formula, letter, partial, sign};
use crate::labs::parts::{
    Number, canvas, choice, columns, figure, list, note, numbers, panel, plain as plain_number, player, value,
};
use crate::labs::tables::{digits, table, words};
use crate::node::{Element, Node, html};
use crate::views::figures::activation_name;

/// What stands in the lab.
pub(super) fn body(lab: &Chain, look: &Look) -> Vec<Node> {
    let layers: Vec<(String, String)> = (2..lab.links() + 2)
        .map(|layer| {
            let name = if layer == lab.links() + 1 {
                "output neuron".to_owned()
            } else {
                format!("hidden neuron {}", layer - 1)
            };
            (layer.to_string(), name)
        })
        .collect();
    let layers = layers.iter().map(|(value, name)| (value.as_str(), name.as_str()));
    let activations = ACTIVATIONS.map(|activation| (activation.name(), activation_name(activation)));
    let controls = html("div")
        .class("lab-controls")
        .key("controls")
        .child(list("Neuron", "layer", &(lab.layer + 2).to_string(), layers))
        .child(choice("The cost by", "by", lab.by.name(), &By::ALL.map(|by| (by.name(), by.label()))))
        .child(list("Hidden activation", "activation", lab.activation.name(), activations));
    let left = [figure("chain", "What depends on what", diagram(lab, look), None), in_words(lab, look)];
    vec![controls.into(), columns(left, [dials(lab), vanishing(lab), slide(lab, look)]).into()]
}

fn dials(lab: &Chain) -> Element {
    let dials = DIALS.iter().zip(lab.numbers).map(|((dial, _), value)| dial.node(value, &lab.typing));
    panel("The chain’s numbers", [html("div").class("lab-dials").children(dials)])
}

/// The factors, row by row: the one at hand is marked, and the product grows up to it.
fn in_words(lab: &Chain, look: &Look) -> Element {
    let (factors, at) = (lab.factors(), lab.stepping.at);
    let products = products(&factors);
    let rows = factors.iter().enumerate().map(|(place, factor)| {
        let product = if place <= at { computed(products[place], look.digits) } else { String::new() };
        html("tr")
            .key(place.to_string())
            .class(if place == at { "now" } else { "" })
            .maybe("aria-current", (place == at).then_some("step"))
            .child(
                html("th")
                    .attr("scope", "row")
                    .child(html("span").class("visually-hidden").text(factor.text()))
                    .child(html("span").attr("aria-hidden", "true").child(formula([factor.symbol()]))),
            )
            .child(html("td").class("lab-words").text(factor.words.clone()))
            .child(html("td").class("maths").text(factor.formula.clone()))
            .child(html("td").class("lab-number").child(value(
                "span",
                &format!("factor{}", place + 1),
                factor.value,
                computed(factor.value, look.digits),
            )))
            .child(html("td").class("lab-number backward").child(html("span").class("lab-value").text(product)))
    });
    let heads = vec![words("Factor"), words("In words"), words("Is"), digits("Value"), digits("Product so far")];
    let table = table("Factors", heads, rows.collect());
    let last = factors.len() - 1;
    let play = player(lab.stepping.is_playing(), at, last);
    panel(format!("{} factors", factors.len()), [play, table, result(lab, look, &factors)])
}

/// The whole product, and whether it is the engine's own gradient.
fn result(lab: &Chain, look: &Look, factors: &[Factor]) -> Element {
    let product = products(factors).last().copied().unwrap_or(f64::NAN);
    let by = lab.by.symbol(lab.layer + 2);
    let equation = formula([partial(letter("C"), mathml(by)), sign("=")]);
    let number = html("span").class("result").child(value("span", "product", product, computed(product, look.digits)));
    let line = html("p").class("lab-sum").child(html("span").class("backward").child(equation).child(number));
    let change = if product < 0.0 { "lowers" } else { "raises" };
    let text = match whole(&lab.traced, lab.by, lab.layer) {
        _ if product == 0.0 => "A factor is 0, so nothing before it learns anything.".to_owned(),
        Some(_) => format!("Raising {} a little {change} the cost; the backward pass has the same number.", plain(by)),
        None => format!("Raising {} a little {change} the cost.", plain(by)),
    };
    html("div").child(line).child(note(text))
}

fn vanishing(lab: &Chain) -> Element {
    let sizes = plots::sizes(lab, lab.activation);
    let (first, last) = (sizes[0], sizes[sizes.len() - 1]);
    let places = crate::format::Digits::default();
    let sentence = format!(
        "The size of each weight’s gradient by layer, with {}: {} at layer 2, {} at the output, on a logarithmic axis.",
        activation_name(lab.activation),
        at_a_glance(first, places),
        at_a_glance(last, places),
    );
    figure("vanishing", "The gradient, layer by layer", canvas("vanishing", sentence), Some(&plots::table(lab)))
}

/// The output's numbers beside those that follow from its rounded activation.
fn slide(lab: &Chain, look: &Look) -> Element {
    let rounded = lab.rounded();
    let labels = ["a", "C = ½(y − a)²", "∂C/∂a = a − y", "σ′ = a(1 − a)", "δ = ∂C/∂z"];
    let phases = ["forward", "loss", "backward", "backward", "backward"];
    let cells = rounded.iter().zip(labels).zip(phases).map(|(((key, number), label), phase)| {
        Number::new(*key, label, *number, plain_number((number * 1e6).round() / 1e6)).of(phase)
    });
    let output = lab.links() - 1;
    let delta = lab.traced.read(Quantity::Delta(gradlight_core::network::Neuron::new(output, 0)));
    let text = format!(
        "The lecture rounds a to {SLIDE_PLACES} places before it goes on. With every digit δ is {}.",
        computed(delta, look.digits)
    );
    panel("As on the slide", [numbers(cells), note(text)])
}

/// The nodes of the dependency chain: input, then weighted input and activation of each neuron, then the cost.
fn nodes(lab: &Chain) -> Vec<(Symbol, f64)> {
    let neuron = |layer| gradlight_core::network::Neuron::new(layer, 0);
    let mut nodes = vec![(("a", 1), lab.traced.read(Quantity::Input(0)))];
    for layer in 0..lab.links() {
        nodes.push((("z", layer + 2), lab.traced.read(Quantity::Net(neuron(layer)))));
        nodes.push((("a", layer + 2), lab.traced.read(Quantity::Out(neuron(layer)))));
    }
    nodes.push((("C", 0), lab.traced.read(Quantity::LossTotal)));
    nodes
}

/// The chain from the input to the cost, in rows where it is long; the factors run back over it.
pub(super) fn diagram(lab: &Chain, look: &Look) -> Element {
    let size = 13.0 * look.scale;
    let width = d::room(look, 0.6).min(900.0 * look.scale);
    let nodes = nodes(lab);
    let (step, rows_apart, radius) = (76.0 * look.scale, 112.0 * look.scale, 21.0 * look.scale);
    let per_row = ((width / step) as usize).clamp(3, nodes.len());
    // Where there are several rows, each begins with what comes from the one before.
    let margin = if per_row < nodes.len() { 1.3 * radius } else { 0.0 };
    let step = (width - margin) / per_row as f64;
    let place = |node: usize| {
        let (row, column) = (node / per_row, node % per_row);
        (margin + step * (column as f64 + 0.5), 42.0 * look.scale + rows_apart * row as f64)
    };
    let (factors, at) = (lab.factors(), lab.stepping.at);
    let mut shapes = Vec::new();
    for node in 1..nodes.len() {
        let back = nodes.len() - 1 - node;
        let ends = (place(node - 1), place(node));
        let is_factor = back + 1 < factors.len() || (lab.by == By::Incoming && back + 1 == factors.len());
        let text = is_factor.then(|| at_a_glance(factors[back].value, look.digits));
        shapes.extend(link(ends, radius, (text, back == at, back <= at), size));
    }
    shapes.extend(parameter(lab, look, &place, (radius, size)));
    for (node, (symbol, number)) in nodes.iter().enumerate() {
        let colour = if symbol.0 == "C" { LOSS } else { FORWARD };
        shapes.push(circle(place(node), radius, if node == 0 { INK } else { colour }));
        shapes.push(lettering(place(node), plain(*symbol), size, Anchor::Middle, INK));
        let (x, y) = place(node);
        shapes.push(lettering(
            (x, y - radius - 0.8 * size),
            at_a_glance(*number, look.digits),
            size,
            Anchor::Middle,
            colour,
        ));
    }
    let height = place(nodes.len() - 1).1 + 76.0 * look.scale;
    let sentence = format!(
        "A chain of {} neurons from the input to the cost C. {} of {} factors are multiplied, from the cost back.",
        lab.links(),
        at + 1,
        factors.len()
    );
    d::diagram((width, height), sentence, shapes)
}

/// What joins two nodes: an arrow forward, and where a factor runs back over it, that factor's arrow and number.
fn link(
    (from, to): (At, At),
    radius: f64,
    (factor, is_now, is_done): (Option<String>, bool, bool),
    size: f64,
) -> Vec<Element> {
    // A link that goes on in the next row leaves to the right and comes in from the left.
    let turns = to.0 < from.0;
    let (from, to) = if turns { ((to.0 - 2.6 * radius, to.1), to) } else { (from, to) };
    let (start, end) = (if turns { from } else { d::rim(from, to, radius) }, d::rim(to, from, radius + 1.0));
    let Some(text) = factor else { return vec![arrow(start, end, THIRD, 1.5)] };
    let (colour, width) = match (is_now, is_done) {
        (true, _) => (BACKWARD, 4.0),
        (_, true) => (BACKWARD, 2.0),
        _ => (THIRD, 1.5),
    };
    let middle = (d::between(start, end, 0.5).0, start.1 + radius + 0.3 * size);
    let text = lettering(middle, text, size, Anchor::Middle, if is_done { BACKWARD } else { SECOND });
    vec![if is_done { arrow(end, start, colour, width) } else { arrow(start, end, colour, width) }, text]
}

/// The weight or bias that the chain ends at, hanging below its weighted input.
fn parameter(lab: &Chain, look: &Look, place: &dyn Fn(usize) -> At, (radius, size): (f64, f64)) -> Vec<Element> {
    if lab.by == By::Incoming {
        return Vec::new();
    }
    let (x, y) = place(2 * lab.layer + 1);
    let below = (x, y + 62.0 * look.scale);
    let (factors, at) = (lab.factors(), lab.stepping.at);
    let last = factors.len() - 1;
    let is_done = at == last;
    let colour = if is_done { BACKWARD } else { THIRD };
    let (top, bottom) = ((x, y + radius), (x, below.1 - 0.8 * size));
    let line = if is_done { arrow(top, bottom, colour, 4.0) } else { arrow(bottom, top, colour, 1.5) };
    let number = at_a_glance(factors[last].value, look.digits);
    let middle = (x - 0.6 * size, d::between(top, bottom, 0.5).1);
    vec![
        line,
        lettering(middle, number, size, Anchor::End, if is_done { BACKWARD } else { SECOND }),
        lettering(below, plain(lab.by.symbol(lab.layer + 2)), size, Anchor::Middle, INK),
    ]
}

/// The factors back from the cost, each as thick as it is large.
pub(super) fn thumbnail(lab: &Chain) -> Node {
    let factors = lab.factors();
    let shown = &factors[..factors.len().min(5)];
    let step = 160.0 / shown.len() as f64;
    let place = |node: usize| (180.0 - step * node as f64, 56.0);
    let arrows = shown.iter().enumerate().map(|(node, factor)| {
        let (from, to) = (place(node), place(node + 1));
        arrow(d::rim(from, to, 12.0), d::rim(to, from, 12.0), BACKWARD, 1.0 + 3.0 * factor.value.abs().min(1.0))
    });
    let unit = |node: usize, letter: &'static str, colour| {
        [circle(place(node), 11.0, colour), lettering(place(node), letter, 13.0, Anchor::Middle, INK)]
    };
    let units = shown.iter().enumerate().flat_map(|(node, factor)| unit(node + 1, factor.by.0, FORWARD));
    d::thumbnail(arrows.chain(unit(0, "C", LOSS)).chain(units))
}
