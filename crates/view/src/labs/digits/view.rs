//! The lab's view: charts, the stage with its parts, the pad with the answer.

use gradlight_core::classifier::Layer;
use gradlight_plot::Table;

use super::controls::controls;
use super::course::Course;
use super::network::{Carries, PATCH};
use super::{Digits, Part, confusion, opened, plots, updates};
use crate::format::{at_a_glance, count, percent};
use crate::labs::Look;
use crate::labs::diagram::{self, Anchor};
use crate::labs::parts::{button, canvas, choice, figure, note, tick_box};
use crate::node::{Element, Node, html, svg};

/// What stands in the lab.
pub(super) fn body(lab: &Digits, look: &Look) -> Vec<Node> {
    let first = match lab.open {
        Some(unit) => vec![opened::card(&lab.course.shown, unit, look)],
        None => charts(lab, look),
    };
    let columns = html("div")
        .class("digits-columns")
        .child(html("div").class("lab-column digits-charts").key("charts").children(first))
        .child(html("div").class("lab-column digits-stage").key("stage").child(stage(lab)))
        .child(html("div").class("lab-column digits-pad").key("pad").child(pad(lab)));
    vec![controls(lab, look).into(), columns.into()]
}

fn charts(lab: &Digits, look: &Look) -> Vec<Element> {
    let trainer = &lab.course.trainer;
    let table = plots::table(trainer, look.digits);
    let said = |what: &str, of: &dyn Fn(&gradlight_core::trainer::Score) -> String| match trainer.epochs().last() {
        Some(last) => format!(
            "{what} over {} epochs: training {}, test {} at the end.",
            trainer.finished(),
            of(&last.train),
            of(&last.test)
        ),
        None => format!("{what} over the epochs: nothing has been trained yet."),
    };
    let cost = said("The cost", &|score| at_a_glance(score.cost, look.digits));
    let right = said("The share of pictures told right", &|score| percent(score.accuracy()));
    let key = html("p")
        .class("digits-key")
        .child(html("span").class("update").text("● training"))
        .child(html("span").class("loss").text("■ ╌ test"))
        .child(html("span").text("─ each batch"));
    vec![
        figure("cost", "Cost", canvas("cost", cost), None).child(key),
        figure("accuracy", "Told right", canvas("accuracy", right), Some(&table)),
    ]
}

fn stage(lab: &Digits) -> Element {
    let parts = Part::ALL.map(|(_, name, label)| (name, label));
    let shown = match lab.part {
        Part::Network => network(lab),
        Part::Weights => weights(lab),
        Part::Confusion => vec![confusion::table(&lab.course.trainer)],
        Part::Mistakes => confusion::mistakes(&lab.course.trainer),
        Part::Updates => {
            let Course { trainer, shown, .. } = &lab.course;
            vec![updates::table(trainer, &shown.classifier, lab.page, &lab.typing)]
        }
    };
    html("section")
        .class("card lab-panel digits-parts")
        .attr("aria-label", "Network")
        .child(choice("What is shown", "part", lab.part.name(), &parts))
        .child(html("div").class("digits-part").key(lab.part.name()).children(shown))
}

fn network(lab: &Digits) -> Vec<Element> {
    let carries = match lab.carries {
        Carries::Weights => "weights",
        Carries::Signals => "signals",
    };
    let camera = &lab.camera;
    let turn = camera.in_space.then(|| {
        let label = if camera.turns { "Stand still" } else { "Turn slowly" };
        button(label, "turn").class("digits-turn").attr("aria-pressed", if camera.turns { "true" } else { "false" })
    });
    let tools = html("div")
        .class("digits-tools")
        .child(choice("Lines show", "carries", carries, &[("weights", "Weights w"), ("signals", "Signals w·a")]))
        .child(choice(
            "Seen",
            "space",
            if camera.in_space { "space" } else { "plane" },
            &[("plane", "Flat"), ("space", "In space")],
        ))
        .children(turn);
    let picture = canvas("network", network_sentence(lab))
        .attr("tabindex", "0")
        .maybe("class", camera.in_space.then_some("in-space"));
    let bundle = format!(
        "A line from the picture bundles the {} weights of a patch. Blue adds, dashed orange takes away, width is strength.",
        PATCH * PATCH
    );
    vec![with_tools(figure("network", "Network", picture, Some(&activations(lab))), tools), note(bundle)]
}

/// A figure with its controls where its title would stand.
fn with_tools(mut figure: Element, tools: Element) -> Element {
    if let Some(Node::Element(caption)) = figure.children.first_mut()
        && let Some(title) = caption.children.first_mut()
    {
        *title = tools.into();
    }
    figure
}

fn network_sentence(lab: &Digits) -> String {
    let shown = &lab.course.shown;
    let sizes: Vec<String> = shown.classifier.sizes().iter().map(ToString::to_string).collect();
    let open = lab.open.map(|unit| format!(" {} is open.", opened::name(shown, unit))).unwrap_or_default();
    format!(
        "The network {} with {} parameters. {}{open} Arrow keys choose a neuron, Enter opens one, Escape closes it; in space, Shift and arrow keys turn it.",
        sizes.join("-"),
        count(shown.classifier.parameters()),
        answer(lab)
    )
}

/// Every activation, neuron by neuron.
fn activations(lab: &Digits) -> Table {
    let shown = &lab.course.shown;
    let digits = crate::format::Digits::default();
    let head = ["Neuron", "z", "a"].map(str::to_owned).to_vec();
    let layers = shown.classifier.layers().iter().map(Layer::neurons).enumerate();
    let units = layers.flat_map(|(layer, count)| (0..count).map(move |place| (layer, place)));
    let rows = units.map(|unit| {
        let of = |numbers: &[Vec<f32>]| at_a_glance(f64::from(numbers[unit.0][unit.1]), digits);
        (opened::name(shown, unit), vec![of(&shown.activity.nets), of(&shown.activity.activations)])
    });
    Table { head, rows: rows.collect() }
}

fn weights(lab: &Digits) -> Vec<Element> {
    let neurons = lab.course.shown.classifier.layers()[0].neurons();
    let sentence = format!(
        "The weights of the first hidden layer, a picture of 28 by 28 for each of its {neurons} neurons. Arrow keys choose a neuron."
    );
    vec![
        figure("weights", "Weights of the first layer", canvas("weights", sentence).attr("tabindex", "0"), None),
        note("Blue pixels raise the neuron's sum, orange ones lower it. Choose one to open it."),
    ]
}

/// What the network makes of the picture on the pad.
pub(super) fn answer(lab: &Digits) -> String {
    if lab.pad.is_empty() {
        return "The pad is empty.".to_owned();
    }
    let activity = &lab.course.shown.activity;
    let digit = activity.answer();
    let said = format!("It says {digit}: {}.", percent(f64::from(activity.outputs()[digit])));
    match lab.pad.label() {
        Some(label) if label == digit => format!("{said} It is {}.", a_digit(label)),
        Some(label) => format!("{said} But it is {}.", a_digit(label)),
        None => said,
    }
}

/// A digit with its article: an 8.
pub(super) fn a_digit(digit: usize) -> String {
    format!("{} {digit}", if digit == 8 { "an" } else { "a" })
}

fn pad(lab: &Digits) -> Element {
    let (column, row) = lab.pad.cursor;
    let sentence = format!(
        "The pad, 28 by 28 pixels. The cursor is at row {}, column {}, brightness {}. Draw with the pointer, or move by arrow keys and ink by Space; Delete clears.",
        row + 1,
        column + 1,
        lab.pad.under_cursor()
    );
    let picture = canvas("pad", sentence).attr("tabindex", "0");
    let has_tests = !lab.data.test.is_empty();
    let tools = html("div")
        .class("lab-controls")
        .child(button("Clear", "clear"))
        .child(button("‹ Sample", "sample-back").flag("disabled", !has_tests))
        .child(button("Sample ›", "sample").flag("disabled", !has_tests));
    html("section")
        .class("card lab-panel digits-draw")
        .attr("aria-label", "Draw a digit")
        .child(html("h3").text("Draw a digit"))
        .child(picture)
        .child(tools)
        .child(tick_box("Centre and size it as the data are", "fits", lab.pad.fits))
        .child(html("p").class("digits-answer").attr("data-answer", answer_digit(lab)).text(answer(lab)))
        .child(outputs(lab))
}

fn answer_digit(lab: &Digits) -> String {
    if lab.pad.is_empty() { String::new() } else { lab.course.shown.activity.answer().to_string() }
}

/// The ten outputs as bars.
fn outputs(lab: &Digits) -> Element {
    let outputs = lab.course.shown.activity.outputs();
    let best = lab.course.shown.activity.answer();
    let (pitch, height, foot) = (26.0, 64.0, 82.0);
    let bars = outputs.iter().enumerate().map(|(digit, a)| {
        let (x, a) = (13.0 + pitch * digit as f64, f64::from(*a));
        let tall = (a * height).clamp(0.0, height);
        let is_best = digit == best && !lab.pad.is_empty();
        let bar = svg("rect")
            .num("x", x - 9.0)
            .num("y", foot - 12.0 - tall)
            .num("width", 18.0)
            .num("height", tall.max(0.5))
            .attr("fill", if is_best { diagram::FORWARD } else { diagram::THIRD });
        let size = if is_best { 15.0 } else { 12.0 };
        let colour = if is_best { diagram::INK } else { diagram::SECOND };
        svg("g")
            .attr("data-quantity", format!("out{digit}"))
            .attr("data-value", a.to_string())
            .child(bar)
            .child(diagram::lettering((x, foot), digit.to_string(), size, Anchor::Middle, colour))
    });
    let said: Vec<String> =
        outputs.iter().enumerate().map(|(digit, a)| format!("{digit}: {}", percent(f64::from(*a)))).collect();
    let sentence = format!("The outputs. {}", said.join(", "));
    diagram::diagram((pitch * outputs.len() as f64, 92.0), sentence, bars.collect::<Vec<_>>())
}

/// A small network for the gallery.
pub(super) fn thumbnail() -> Node {
    let layers = [7_usize, 6, 5];
    let at = |layer: usize, place: usize| {
        let y = 56.0 + 14.0 * (place as f64 - (layers[layer] - 1) as f64 / 2.0);
        (36.0 + 64.0 * layer as f64, y)
    };
    let mut shapes = Vec::new();
    for layer in 1..layers.len() {
        for to in 0..layers[layer] {
            for from in 0..layers[layer - 1] {
                let colour = if (from * 3 + to * 5) % 4 == 0 { diagram::BACKWARD } else { diagram::FORWARD };
                let width = 0.3 + ((from * 7 + to * 3) % 5) as f64 * 0.35;
                shapes.push(diagram::line(at(layer - 1, from), at(layer, to), colour, width));
            }
        }
    }
    for (layer, count) in layers.iter().enumerate() {
        shapes.extend((0..*count).map(|place| diagram::disc(at(layer, place), 4.5, diagram::INK)));
    }
    diagram::thumbnail(shapes)
}
