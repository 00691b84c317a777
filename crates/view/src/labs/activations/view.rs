//! What the activations lab shows, part by part.

use gradlight_core::activation::Activation;
use gradlight_plot::Table;

use super::curves::{self, OTHERS, about};
use super::learning::Learner;
use super::sum::{Drawing, SHAPES};
use super::{Activations, Part};
use crate::format::{at_a_glance, computed};
use crate::labs::Look;
use crate::labs::diagram::{self as d, BACKWARD, FORWARD, LINE};
use crate::labs::parts::{Number, canvas, choice, columns, figure, list, note, numbers, panel, plain};
use crate::node::{Element, Node, html};
use crate::views::figures::activation_name;

/// What stands in the lab.
pub(super) fn body(lab: &Activations, look: &Look) -> Vec<Node> {
    let parts = Part::ALL.map(|(_, name, label)| (name, label));
    let controls = html("div")
        .class("lab-controls")
        .key("controls")
        .child(choice("What to look at", "part", lab.part.name(), &parts))
        .children(function_list(lab));
    let columns = match lab.part {
        Part::Curves => columns([curve(lab, look), functions(lab, look)], [probe(lab, look), dials(lab)]),
        Part::Learning => columns([learning(lab)], [dials(lab), stories(lab, look)]),
        Part::Collapse => columns([layers(lab)], [dials(lab), collapse_words(lab, look)]),
        Part::Sum => columns([drawing(lab, look)], [sum_panel(lab, look)]),
    };
    vec![controls.into(), columns.into()]
}

fn function_list(lab: &Activations) -> Option<Element> {
    let known = match lab.part {
        Part::Curves => Activation::ALL.as_slice(),
        Part::Collapse => &Activation::ALL[..6],
        Part::Learning | Part::Sum => return None,
    };
    let options = known.iter().map(|activation| (activation.name(), activation_name(*activation)));
    Some(list("Activation", "function", lab.chosen().name(), options))
}

fn dials(lab: &Activations) -> Element {
    let dials = lab.dials().into_iter().map(|dial| dial.node(lab.number(dial.name).unwrap_or_default(), &lab.typing));
    panel("Handles", [html("div").class("lab-dials").children(dials)])
}

fn curve(lab: &Activations, look: &Look) -> Element {
    let (f, z) = (lab.function, lab.z);
    let glance = |value: f64| at_a_glance(value, look.digits);
    let sentence = format!(
        "{} as a solid line, its slope dashed. At z = {} it gives {} with the slope {}. Arrow keys move the probe.",
        activation_name(f),
        plain(z),
        glance(curves::out(f, z)),
        glance(curves::slope(f, z))
    );
    let table = Table {
        head: ["z", "a", "slope"].map(str::to_owned).to_vec(),
        rows: [-6.0, -4.0, -2.0, -1.0, 0.0, 1.0, 2.0, 4.0, 6.0]
            .map(|z| (plain(z), vec![glance(curves::out(f, z)), glance(curves::slope(f, z))]))
            .to_vec(),
    };
    let title = format!("{}: solid its value, dashed its slope", activation_name(f));
    figure("curve", title, canvas("curve", sentence).attr("tabindex", "0"), Some(&table))
}

fn probe(lab: &Activations, look: &Look) -> Element {
    let (f, z) = (lab.function, lab.z);
    let (a, slope) = (curves::out(f, z), curves::slope(f, z));
    let row = numbers([
        Number::new("z", "z", z, plain(z)),
        Number::new("a", "a = f(z)", a, computed(a, look.digits)).of("forward"),
        Number::new("slope", "f′(z)", slope, computed(slope, look.digits)).of("backward"),
    ]);
    let softmax = (f == Activation::Softmax).then(|| {
        let others = OTHERS.map(plain).join(" and ");
        note(format!("A softmax has no value of one neuron alone: here two others have z = {others}."))
    });
    let formula = html("p").class("lab-sum").text(format!("f(z) = {}", about(f).formula));
    let slope_formula = html("p").class("lab-sum").text(format!("f′(z) = {}", about(f).slope));
    let verdict = html("p").class("lab-say").text(curves::verdict(f, z));
    panel(activation_name(f), [formula, slope_formula, row, verdict].into_iter().chain(softmax))
}

fn functions(lab: &Activations, look: &Look) -> Element {
    let heads = ["function", "f(z)", "range", "here", "used for"];
    let head = html("tr").children(heads.map(|title| html("th").attr("scope", "col").text(title)));
    let rows = Activation::ALL.map(|activation| {
        let about = about(activation);
        let a = at_a_glance(curves::out(activation, lab.z), look.digits);
        let is_now = activation == lab.function;
        html("tr")
            .maybe("class", is_now.then_some("now"))
            .child(html("th").attr("scope", "row").text(activation_name(activation)))
            .child(html("td").class("maths").text(about.formula))
            .child(html("td").text(about.range))
            .child(html("td").text(a))
            .child(html("td").text(about.purpose))
    });
    let table = html("table").class("lab-table").child(html("thead").child(head)).child(html("tbody").children(rows));
    let scroll = html("div")
        .class("lab-scroll")
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr("aria-label", "All seven functions")
        .child(table);
    panel("All seven", [scroll])
}

fn learning(lab: &Activations) -> Element {
    let stories = Learner::RIVALS.map(|rival| format!("{} {}", activation_name(rival), lab.learner.story(rival)));
    let sentence = format!("One unit learning to say 1, over 400 rounds. {}.", stories.join("; "));
    let table = Table {
        head: vec!["activation".to_owned(), "what happens".to_owned()],
        rows: Learner::RIVALS.map(|rival| (activation_name(rival).to_owned(), vec![lab.learner.story(rival)])).to_vec(),
    };
    figure("learning", "One unit learns to say 1", canvas("learning", sentence), Some(&table))
}

fn stories(lab: &Activations, look: &Look) -> Element {
    let heads = ["activation", "says at last", "what happened"];
    let head = html("tr").children(heads.map(|title| html("th").attr("scope", "col").text(title)));
    let rows = Learner::RIVALS.map(|rival| {
        let key = format!("out.{}", rival.name());
        let out = lab.learner.value(&key).unwrap_or_default();
        html("tr")
            .child(html("th").attr("scope", "row").text(activation_name(rival)))
            .child(crate::labs::parts::value("td", &key, out, at_a_glance(out, look.digits)))
            .child(html("td").text(lab.learner.story(rival)))
    });
    let table = html("table").class("lab-table").child(html("thead").child(head)).child(html("tbody").children(rows));
    let words = "The update is α·(y − a)·f′(z): where the slope is 0, nothing moves. A ReLU below zero is dead; a leaky one creeps back; a sigmoid far out is saturated and slow.";
    panel("What became of it", [table, note(words)])
}

fn layers(lab: &Activations) -> Element {
    let (rise, level) = lab.layers.line();
    let glance = |value: f64| at_a_glance(value, crate::format::Digits::default());
    let name = activation_name(lab.layers.activation);
    let sentence = if lab.layers.activation == Activation::Identity {
        format!("Two linear layers: the straight line y = {}x + {}.", glance(rise), glance(level))
    } else {
        format!("Two layers with {name}: a bent curve, beside the straight line that they are without it.")
    };
    let table = Table {
        head: ["x", "y", "y without activation"].map(str::to_owned).to_vec(),
        rows: [-4.0, -2.0, 0.0, 2.0, 4.0]
            .map(|x| {
                let out = |activation| glance(lab.layers.out(activation, x));
                (plain(x), vec![out(lab.layers.activation), out(Activation::Identity)])
            })
            .to_vec(),
    };
    figure("layers", format!("Two layers, {name} between them"), canvas("layers", sentence), Some(&table))
}

fn collapse_words(lab: &Activations, look: &Look) -> Element {
    let (rise, level) = lab.layers.line();
    let row = numbers([
        Number::new("slope", "v₁w₁ + v₂w₂", rise, computed(rise, look.digits)),
        Number::new("level", "v₁b₁ + v₂b₂ + c", level, computed(level, look.digits)),
    ]);
    let words = if lab.layers.activation == Activation::Identity {
        "Multiplied out, both layers are one line with this slope and level: seven parameters do the work of two. However many linear layers there are, one would do."
    } else {
        "With an activation between the layers nothing multiplies out any more: each hidden unit bends the curve at its own place, x = −b/w. The dashed line is what is left without it."
    };
    let formula = html("p").class("lab-sum").text("y = v₁·f(w₁x + b₁) + v₂·f(w₂x + b₂) + c");
    panel("Multiplied out", [formula, row, note(words)])
}

/// How close the sum is, in a sentence.
pub(super) fn fit_sentence(drawing: &Drawing) -> String {
    let error = at_a_glance(drawing.error(), crate::format::Digits::default());
    match drawing.count() {
        1 => format!("One sigmoid stays {error} away on average."),
        count => format!("{count} sigmoids stay {error} away on average."),
    }
}

fn drawing(lab: &Activations, look: &Look) -> Element {
    let sentence = format!(
        "A curve drawn by hand, dashed, and the sum of sigmoids that follows it. {} Draw with the pointer; arrow keys move along the curve and bend it.",
        fit_sentence(&lab.drawing)
    );
    let fit = lab.drawing.fit();
    let table = Table {
        head: ["sigmoid at", "height"].map(str::to_owned).to_vec(),
        rows: fit
            .centres
            .iter()
            .zip(&fit.heights[1..])
            .map(|(centre, height)| (at_a_glance(*centre, look.digits), vec![at_a_glance(*height, look.digits)]))
            .collect(),
    };
    figure("drawing", "Draw a curve here", canvas("drawing", sentence).attr("tabindex", "0"), Some(&table))
}

fn sum_panel(lab: &Activations, look: &Look) -> Element {
    let error = lab.drawing.error();
    let number = Number::new("error", "Distance, on average", error, computed(error, look.digits)).of("loss");
    let dials = lab.dials().into_iter().map(|dial| dial.node(lab.drawing.count() as f64, &lab.typing));
    let formula = html("p").class("lab-sum").text("y(x) = v₀ + Σ vᵢ·σ(k·(x − cᵢ))");
    let words = "Each pale line is one sigmoid with its own height: a hidden neuron. Their sum is the output. With enough of them any curve is followed as closely as you like (universal approximation); the heights are found by least squares.";
    panel(
        "A hidden layer of sigmoids",
        [
            choice("Curve", "shape", lab.drawing.chosen(), &SHAPES),
            html("div").class("lab-dials").children(dials),
            formula,
            numbers([number]),
            note(words),
        ],
    )
}

/// The function with its slope, and the probe.
pub(super) fn thumbnail(lab: &Activations) -> Node {
    let at = |z: f64, a: f64| (100.0 + 15.0 * z, 92.0 - 72.0 * a);
    let f = lab.function;
    let over =
        |g: fn(Activation, f64) -> f64| (-24..=24).map(move |step| f64::from(step) / 4.0).map(move |z| at(z, g(f, z)));
    d::thumbnail([
        d::line(at(-6.2, 0.0), at(6.2, 0.0), LINE, 1.0),
        d::dashed(d::curve(over(curves::slope), BACKWARD, 2.0), true),
        d::curve(over(curves::out), FORWARD, 3.0),
        d::disc(at(lab.z, curves::out(f, lab.z)), 5.0, FORWARD),
    ])
}
