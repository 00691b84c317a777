//! What the neuron lab shows: the drawn neuron, the sum written out, dials, the truth table.

use gradlight_core::activation::Activation;
use gradlight_plot::Table;

use super::gates::{Gate, ROWS, fires};
use super::{ACTIVATIONS, INPUT_NAMES, Neuron, Part, Unit, WEIGHT_NAMES};
use crate::format::{at_a_glance, computed};
use crate::labs::Look;
use crate::labs::diagram::{self as d, Anchor, FORWARD, INK, SECOND, THIRD, arrow, circle, dashed, disc, lettering};
use crate::labs::parts::{button, canvas, choice, columns, factor, figure, list, note, panel, plain, plus, value};
use crate::node::{Element, Node, html};
use crate::views::figures::activation_name;

/// What stands in the lab.
pub(super) fn body(lab: &Neuron, look: &Look) -> Vec<Node> {
    let parts = Part::ALL.map(|(_, name, label)| (name, label));
    let activations = ACTIVATIONS.map(|activation| (activation.name(), activation_name(activation)));
    let controls = html("div")
        .class("lab-controls")
        .key("controls")
        .child(choice("What to look at", "part", lab.part.name(), &parts))
        .child(list("Activation", "activation", lab.unit().activation.name(), activations));
    let columns = match lab.part {
        Part::Sum => columns([picture(lab, look), sum(lab.unit(), look)], [dials(lab), curve(lab, look)]),
        Part::Shape => columns([curve(lab, look), shape_words(lab, look)], [picture(lab, look), dials(lab)]),
        Part::Gates => columns([plane(lab), why(lab)], [gate_panel(lab, look), dials(lab)]),
    };
    vec![controls.into(), columns.into()]
}

fn dials(lab: &Neuron) -> Element {
    let unit = lab.unit();
    let shown = lab.dials().into_iter().filter(|dial| lab.part != Part::Gates || !dial.name.starts_with('x'));
    let dials = shown.map(|dial| {
        let value = unit.clone().number(dial.name).copied().unwrap_or_default();
        dial.node(value, &lab.typing)
    });
    let title = if lab.part == Part::Gates { "Weights and bias" } else { "Inputs, weights, bias" };
    panel(title, [html("div").class("lab-dials").children(dials)])
}

fn picture(lab: &Neuron, look: &Look) -> Element {
    figure("neuron", "The neuron", diagram(lab.unit(), look, if lab.part == Part::Sum { 0.6 } else { 0.4 }), None)
}

/// Where the parts of the drawn neuron stand.
struct Layout {
    size: f64,
    width: f64,
    height: f64,
    radius: f64,
    neuron: d::At,
    inputs: Vec<d::At>,
    /// Whether there is no room for what it gives beside the neuron.
    is_narrow: bool,
}

impl Layout {
    fn of(count: usize, look: &Look, share: f64) -> Self {
        let (scale, size) = (look.scale, 13.0 * look.scale);
        let width = d::room(look, share).min(640.0 * scale);
        let is_narrow = width < 400.0 * scale;
        let gap = 42.0 * scale;
        let height = gap * (count as f64).max(3.0) + 36.0 * scale;
        let radius = 33.0 * scale;
        let middle = (height - 30.0 * scale) / 2.0;
        let right = if is_narrow { 0.5 * size } else { 12.0 * size };
        let column = |place: usize| middle + (place as f64 - (count as f64 - 1.0) / 2.0) * gap;
        let inputs = (0..count).map(|place| ((6.4 * size).min(width * 0.34), column(place))).collect();
        Self { size, width, height, radius, neuron: (width - right - radius, middle), inputs, is_narrow }
    }
}

/// The neuron: inputs on the left, the sum in its circle, what it gives on the right.
pub(super) fn diagram(unit: &Unit, look: &Look, share: f64) -> Element {
    let count = unit.weights.len();
    let layout = Layout::of(count, look, share);
    let Layout { size, width, height, radius, neuron, .. } = layout;
    let (centre, middle) = neuron;
    let mut shapes = Vec::new();
    let mut labels = Vec::new();
    for (place, (w, x)) in unit.weights.iter().zip(&unit.inputs).enumerate() {
        let at = layout.inputs[place];
        let end = d::rim(neuron, at, radius + 2.0);
        shapes.push(dashed(arrow(at, end, THIRD, d::weight_width(*w)), *w < 0.0));
        shapes.push(disc(at, 5.0 * look.scale, INK));
        let name = format!("{} = {}", INPUT_NAMES[place].1, plain(*x));
        labels.push(lettering((at.0 - 11.0, at.1), name, size, Anchor::End, INK));
        let weight = format!("{} = {}", WEIGHT_NAMES[place].1, plain(*w));
        labels.push(d::tag(d::between(at, end, 0.42), weight, size, SECOND));
    }
    let below = (centre, height - 13.0 * look.scale);
    shapes.push(dashed(arrow((centre, below.1 - size), (centre, middle + radius + 2.0), THIRD, 1.5), unit.bias < 0.0));
    labels.push(lettering(below, format!("b = {}", plain(unit.bias)), size, Anchor::Middle, SECOND));
    let (z, a) = (at_a_glance(unit.net(), look.digits), at_a_glance(unit.out(), look.digits));
    shapes.push(circle(neuron, radius, FORWARD));
    labels.push(lettering((centre, middle - 0.75 * size), "z =", size, Anchor::Middle, SECOND));
    labels.push(lettering((centre, middle + 0.6 * size), z.clone(), size, Anchor::Middle, FORWARD));
    let f = symbol(unit.activation);
    if layout.is_narrow {
        let above = (width - 0.3 * size, middle - radius - size);
        labels.push(lettering(above, format!("a = {f}(z) = {a}"), size, Anchor::End, FORWARD));
    } else {
        let out = centre + radius;
        shapes.push(arrow((out, middle), (out + 40.0 * look.scale, middle), FORWARD, 2.0));
        labels.push(lettering((out + 20.0 * look.scale, middle - size), f, size, Anchor::Middle, SECOND));
        labels.push(lettering((out + 46.0 * look.scale, middle), format!("a = {a}"), size, Anchor::Start, FORWARD));
    }
    let sentence = format!("A neuron with {count} inputs: its weighted input z is {z}, its activation {a}.");
    d::diagram((width, height), sentence, shapes.into_iter().chain(labels))
}

/// An activation as formulas write it.
fn symbol(activation: Activation) -> &'static str {
    match activation {
        Activation::Identity => "id",
        Activation::Step => "step",
        Activation::Sigmoid => "σ",
        Activation::Tanh => "tanh",
        Activation::Relu => "ReLU",
        _ => "leaky",
    }
}

/// The sum written out, in symbols and in numbers.
fn sum(unit: &Unit, look: &Look) -> Element {
    let symbols: Vec<String> =
        (0..unit.weights.len()).map(|place| format!("{}{}", WEIGHT_NAMES[place].1, INPUT_NAMES[place].1)).collect();
    let numbers: Vec<String> =
        unit.weights.iter().zip(&unit.inputs).map(|(w, x)| format!("{}·{}", factor(*w), factor(*x))).collect();
    let (z, a) = (unit.net(), unit.out());
    let line = |text: String, key: &'static str, number: f64| {
        html("p").class("lab-sum").text(text).child(html("span").class("forward result").child(value(
            "span",
            key,
            number,
            computed(number, look.digits),
        )))
    };
    let f = symbol(unit.activation);
    panel(
        "Written out",
        [
            html("p").class("lab-sum").text(format!("z = {} + b", symbols.join(" + "))),
            line(format!("z = {} {} = ", numbers.join(" + "), plus(unit.bias)), "z", z),
            line(format!("a = {f}(z) = {f}({}) = ", at_a_glance(z, look.digits)), "a", a),
        ],
    )
}

fn curve(lab: &Neuron, look: &Look) -> Element {
    let unit = lab.unit();
    let name = activation_name(unit.activation);
    let (z, a) = (unit.net(), unit.out());
    let (over, at) = if lab.part == Part::Sum { ("z", z) } else { ("x", unit.inputs[0]) };
    let glance = |value: f64| at_a_glance(value, look.digits);
    let is_held = lab.part == Part::Shape;
    let keys = if is_held { " Arrow keys move x." } else { "" };
    let sentence = format!("{name} over {over}; at {over} = {} it gives a = {}.{keys}", glance(at), glance(a));
    let table = Table {
        head: vec![over.to_owned(), "a".to_owned()],
        rows: (-3..=3)
            .map(|x| {
                let x = f64::from(x) * 2.0;
                let z = if lab.part == Part::Sum { x } else { unit.net_at(&[x]) };
                (plain(x), vec![glance(unit.activation.value(z))])
            })
            .collect(),
    };
    let title =
        if lab.part == Part::Sum { format!("{name}, and where this neuron works") } else { "a over x".to_owned() };
    figure("curve", title, canvas("curve", sentence).maybe("tabindex", is_held.then_some("0")), Some(&table))
}

fn shape_words(lab: &Neuron, look: &Look) -> Element {
    let unit = lab.unit();
    let (w, b) = (unit.weights[0], unit.bias);
    let centre = -b / w;
    let steepest = w * unit.slope_at(0.0);
    let glance = |value: f64| at_a_glance(value, look.digits);
    let formula = format!("a = {}({}·x {})", symbol(unit.activation), plain(w), plus(b));
    let words = if w == 0.0 {
        "With w = 0 the input no longer matters: the line is level, and only the bias sets its height.".to_owned()
    } else {
        format!(
            "z is 0 at x = −b/w = {}; there the curve has the slope w·f′(0) = {}. A larger w makes it steeper, a negative one turns it round; b only slides it sideways.",
            glance(centre),
            glance(steepest),
        )
    };
    panel("Weight is steepness, bias is shift", [html("p").class("lab-sum").text(formula), note(words)])
}

fn plane(lab: &Neuron) -> Element {
    let unit = &lab.gates;
    let sentence = format!(
        "The plane of both inputs, parted by the line {}·x₁ {}·x₂ {} = 0. {} Arrow keys move the line.",
        plain(unit.weights[0]),
        plus(unit.weights[1]),
        plus(unit.bias),
        lab.gate.verdict(unit)
    );
    let canvas = canvas("plane", sentence).attr("tabindex", "0");
    figure("plane", "Both inputs: blue says 1, orange says 0", canvas, None)
}

fn gate_panel(lab: &Neuron, look: &Look) -> Element {
    let gates = Gate::ALL.map(|gate| (gate.name(), gate.label()));
    let solve = if lab.gate == Gate::Xor { "Show the best there is" } else { "Show a solution" };
    let verdict = html("p")
        .class("lab-say")
        .attr("data-quantity", "right")
        .attr("data-value", lab.gate.right(&lab.gates).to_string())
        .text(lab.gate.verdict(&lab.gates));
    panel(
        "Gate",
        [
            html("div")
                .class("lab-controls")
                .child(choice("Gate", "gate", lab.gate.name(), &gates))
                .child(button(solve, "solve")),
            truth_table(lab, look),
            verdict,
        ],
    )
}

fn truth_table(lab: &Neuron, look: &Look) -> Element {
    let heads = ["x₁ x₂", lab.gate.label(), "z", "says", "right?"];
    let head = html("tr").children(heads.map(|title| html("th").attr("scope", "col").text(title)));
    let rows = ROWS.into_iter().zip(lab.gate.targets()).map(|(row, target)| {
        let out = fires(&lab.gates, row);
        let is_right = out == target;
        let cell = |text: String| html("td").text(text);
        html("tr")
            .child(html("th").attr("scope", "row").text(format!("{} {}", row[0], row[1])))
            .child(cell(u8::from(target).to_string()))
            .child(cell(at_a_glance(lab.gates.net_at(&row), look.digits)))
            .child(cell(u8::from(out).to_string()))
            .child(cell(if is_right { "✓ right" } else { "✗ wrong" }.to_owned()).class(if is_right {
                "good"
            } else {
                "bad"
            }))
    });
    html("table").class("lab-table").child(html("thead").child(head)).child(html("tbody").children(rows))
}

/// Why XOR cannot be done, or what the line means.
fn why(lab: &Neuron) -> Element {
    if lab.gate != Gate::Xor {
        let words = "The neuron says 1 where z = w₁x₁ + w₂x₂ + b ≥ 0. The border z = 0 is a straight line: the weights turn it, the bias shifts it. A gate can be learned by one neuron if a line parts its 1s from its 0s.";
        return panel("The line", [note(words)]);
    }
    let rows = [
        ("0 0 must say 0", "b < 0"),
        ("0 1 must say 1", "w₂ + b ≥ 0"),
        ("1 0 must say 1", "w₁ + b ≥ 0"),
        ("1 1 must say 0", "w₁ + w₂ + b < 0"),
    ];
    let rows = rows.map(|(words, condition)| {
        html("tr").child(html("th").attr("scope", "row").text(words)).child(html("td").class("maths").text(condition))
    });
    let table = html("table").class("lab-table").child(html("tbody").children(rows));
    let words = "Add the two middle lines: w₁ + w₂ + 2b ≥ 0. Add the two outer ones: w₁ + w₂ + 2b < 0. Both cannot hold, so no line parts XOR. A hidden layer can.";
    panel("Why XOR is impossible for one neuron", [table, note(words)])
}

/// Three inputs running into a neuron.
pub(super) fn thumbnail(unit: &Unit) -> Node {
    let neuron = (112.0, 56.0);
    let lines = unit.weights.iter().take(4).enumerate().map(|(place, w)| {
        let at = (30.0, 17.0 + 26.0 * place as f64);
        dashed(arrow(at, d::rim(neuron, at, 24.0), THIRD, d::weight_width(*w)), *w < 0.0)
    });
    let dots = (0..4).map(|place| disc((30.0, 17.0 + 26.0 * f64::from(place)), 4.5, INK));
    let rest = [
        circle(neuron, 22.0, FORWARD),
        lettering(neuron, "Σ", 20.0, Anchor::Middle, FORWARD),
        arrow((135.0, 56.0), (172.0, 56.0), FORWARD, 2.5),
    ];
    d::thumbnail(lines.chain(dots).chain(rest))
}
