//! What the perceptron lab shows: the plane, the example at hand, where learning leads, and the hidden layer.

use gradlight_core::perceptron::{Bias, Fate, Labels, Lesson, Perceptron, Point};

use super::data::Data;
use super::hidden::{ROWS, TARGETS, row_name};
use super::plots::line_of;
use super::{Lab, POINT, RATE, START};
use crate::format::{Digits, at_a_glance, computed, count};
use crate::labs::Look;
use crate::labs::diagram::{self as d, BACKWARD, FORWARD, INK};
use crate::labs::parts::{
    Number, button, canvas, choice, columns, factor, figure, list, note, numbers, panel, plain, player, plus, tick_box,
    value,
};
use crate::node::{Element, Node, html};

/// What stands in the lab.
pub(super) fn body(lab: &Lab, look: &Look) -> Vec<Node> {
    let part = if lab.shows_hidden { "hidden" } else { "rule" };
    let parts = [("rule", "The learning rule"), ("hidden", "One hidden layer")];
    let controls =
        html("div").class("lab-controls").key("controls").child(choice("What to look at", "part", part, &parts));
    if lab.shows_hidden {
        let columns = columns([planes(), hidden_words()], [hidden_table(lab), hidden_dials(lab)]);
        return vec![controls.into(), columns.into()];
    }
    let sets = Data::ALL.map(|(_, name, label)| (name, label));
    let controls = controls.child(choice("Points", "data", lab.data.name(), &sets)).child(player(
        lab.playing.is_some(),
        lab.lessons,
        if lab.is_done() { lab.lessons } else { usize::MAX },
    ));
    let controls = controls.child(button("Next mistake", "mistake").flag("disabled", lab.is_done()));
    vec![controls.into(), columns([plane(lab), points_panel(lab)], [lesson_panel(lab, look), neuron_panel(lab)]).into()]
}

fn glance(value: f64) -> String {
    at_a_glance(value, Digits::default())
}

fn class(labels: Labels, is_positive: bool) -> &'static str {
    match (labels, is_positive) {
        (Labels::ZeroOne, true) => "1",
        (Labels::ZeroOne, false) => "0",
        (Labels::PlusMinus, true) => "+1",
        (Labels::PlusMinus, false) => "−1",
    }
}

/// What the last example brought about, in a sentence.
pub(super) fn lesson_sentence(lab: &Lab) -> String {
    let (_, last) = lab.after(lab.lessons);
    let Some((place, _, lesson)) = last else {
        return "Nothing has been shown yet: the weights are small and random.".to_owned();
    };
    let labels = lab.rule.labels;
    let shown = format!("Example {} of {}", place + 1, lab.points.len());
    if !lesson.is_wrong {
        return format!("{shown}: the answer {} is right, nothing changes.", class(labels, lesson.answer));
    }
    let (missed, sign) = if lesson.direction > 0.0 { ("positive", "+") } else { ("negative", "−") };
    let end = if lab.mistakes() == 0 { " Now every point is right." } else { "" };
    format!("{shown}: a missed {missed}, so w ← w {sign} α·x.{end}")
}

/// Where learning leads, in a sentence.
pub(super) fn fate_sentence(lab: &Lab) -> String {
    match lab.fate() {
        Fate::Converges { lessons: 0 } => "Every point is right from the start.".to_owned(),
        Fate::Converges { lessons: 1 } => "From this start it converges after one example.".to_owned(),
        Fate::Converges { lessons } => format!("From this start it converges after {} examples.", count(lessons)),
        Fate::Cycles { epoch, length } => {
            let epochs = if length == 1 { "one epoch".to_owned() } else { format!("{length} epochs") };
            format!(
                "It never converges: after epoch {epoch} the weights are what they were {epochs} before, and so for ever."
            )
        }
        Fate::Open => "It has not converged after 200 epochs.".to_owned(),
    }
}

fn plane(lab: &Lab) -> Element {
    let (now, _) = lab.after(lab.lessons);
    let sentence = format!(
        "The plane of both features, parted by the line {}·x₁ {}·x₂ {} = 0: {} of {} points are wrong. {}",
        glance(now.weights[0]),
        plus(now.weights[1]),
        plus(now.bias),
        lab.mistakes(),
        lab.points.len(),
        lesson_sentence(lab)
    );
    figure(
        "plane",
        "Discs are positive, squares negative, crosses wrong",
        canvas("plane", sentence).attr("tabindex", "0"),
        None,
    )
}

fn pair(values: [f64; 2]) -> String {
    format!("({}, {})", glance(values[0]), glance(values[1]))
}

/// z, the answer, and what the rule does.
fn worked(lab: &Lab, point: &Point, before: &Perceptron, lesson: &Lesson) -> Vec<Element> {
    let labels = lab.rule.labels;
    let line = |text: String| html("p").class("lab-sum").text(text);
    let condition = if labels == Labels::ZeroOne { "z ≥ 0" } else { "z > 0" };
    let holds = if lesson.answer { condition.to_owned() } else { format!("not {condition}") };
    let mut lines = vec![
        line(format!(
            "z = w·x + b = {}·{} + {}·{} {} = {}",
            factor(before.weights[0]),
            factor(point.x[0]),
            factor(before.weights[1]),
            factor(point.x[1]),
            plus(before.bias),
            glance(lesson.z)
        )),
        line(format!("{holds}: answer {}, label {}", class(labels, lesson.answer), class(labels, point.is_positive))),
    ];
    if lesson.is_wrong {
        let sign = if lesson.direction > 0.0 { "+" } else { "−" };
        let (rate, after) = (plain(lab.rule.rate), lesson.after);
        lines.push(line(format!(
            "w ← {} {sign} {rate}·{} = {}",
            pair(before.weights),
            pair(point.x),
            pair(after.weights)
        )));
        if lab.rule.bias == Bias::Moves {
            lines.push(line(format!("b ← {} {sign} {rate} = {}", glance(before.bias), glance(after.bias))));
        }
    }
    lines
}

fn lesson_panel(lab: &Lab, look: &Look) -> Element {
    let (now, last) = lab.after(lab.lessons);
    let lines =
        last.map(|(place, before, lesson)| worked(lab, &lab.points[place], &before, &lesson)).unwrap_or_default();
    let epoch = lab.lessons.div_ceil(lab.points.len()).max(1);
    let row = numbers([
        Number::new("w1", "w₁", now.weights[0], computed(now.weights[0], short(look))).of("update"),
        Number::new("w2", "w₂", now.weights[1], computed(now.weights[1], short(look))).of("update"),
        Number::new("b", "b", now.bias, computed(now.bias, short(look))).of("update"),
        Number::new("lessons", "examples", lab.lessons as f64, format!("{} (epoch {epoch})", count(lab.lessons))),
        Number::new("mistakes", "wrong", lab.mistakes() as f64, lab.mistakes().to_string()),
    ]);
    let say = html("p").class("lab-say").text(lesson_sentence(lab));
    let fate = html("p").class("lab-say lab-fate").text(fate_sentence(lab));
    panel("This example", [say].into_iter().chain(lines).chain([row, fate]))
}

/// Weights need no more places than a lesson's arithmetic has.
fn short(look: &Look) -> Digits {
    look.digits.min(Digits::clamped(4))
}

fn neuron_panel(lab: &Lab) -> Element {
    let dials = [RATE].into_iter().chain(START).map(|dial| dial.node(lab.dial_value(dial.name), &lab.typing));
    let labels = if lab.rule.labels == Labels::ZeroOne { "zero-one" } else { "plus-minus" };
    let conventions = [("zero-one", "0 / 1, z ≥ 0"), ("plus-minus", "−1 / +1, z > 0")];
    let words = "Slides mix these conventions, and some forget the bias. Both move w towards a missed positive and away from a missed negative.";
    panel(
        "Start, rate, convention",
        [
            html("div").class("lab-dials").children(dials),
            html("div")
                .class("lab-controls")
                .child(choice("Labels", "labels", labels, &conventions))
                .child(button("New random start", "begin"))
                .child(tick_box("The bias moves too", "toggle-bias", lab.rule.bias == Bias::Moves)),
            note(words),
        ],
    )
}

fn points_panel(lab: &Lab) -> Element {
    let names: Vec<(String, String)> = lab
        .points
        .iter()
        .enumerate()
        .map(|(place, point)| {
            let place = (place + 1).to_string();
            (place.clone(), format!("{place}: {}", class(lab.rule.labels, point.is_positive)))
        })
        .collect();
    let picked = (lab.picked + 1).to_string();
    let options = names.iter().map(|(value, label)| (value.as_str(), label.as_str()));
    let dials = POINT.map(|dial| dial.node(lab.dial_value(dial.name), &lab.typing));
    panel(
        "Points: drag them, or set one here",
        [
            html("div")
                .class("lab-controls")
                .child(list("Point", "pick", &picked, options))
                .child(button("Other class", "flip")),
            html("div").class("lab-dials").children(dials),
        ],
    )
}

fn planes() -> Element {
    let inputs = "The plane of the inputs. Both hidden neurons part it by a line; the output is 1 between the lines.";
    let hidden = "The plane of the hidden neurons. The four inputs fall on its corners, and one line parts them.";
    html("div")
        .class("lab-pair")
        .key("planes")
        .child(figure("inputs", "Inputs: two lines", canvas("inputs", inputs), None))
        .child(figure("hidden", "Hidden layer: one line is enough", canvas("hidden", hidden), None))
}

fn hidden_words() -> Element {
    let words = "h₁ is OR, h₂ is NAND: each draws one line. Seen from the hidden layer, 0 1 and 1 0 fall on the same corner, and now a single line parts the classes: AND. The perceptron rule cannot find these weights, since it has no targets for h₁ and h₂; a smooth activation and backpropagation can.";
    let link = html("a").attr("href", "#/step/xor").text("Train such a network step by step");
    panel("Why this works", [note(words), html("p").child(link)])
}

fn hidden_table(lab: &Lab) -> Element {
    let heads = ["x₁ x₂", "h₁", "h₂", "o", "XOR", "right?"];
    let head = html("tr").children(heads.map(|title| html("th").attr("scope", "col").text(title)));
    let rows = ROWS.into_iter().zip(TARGETS).map(|(row, target)| {
        let name = row_name(row);
        let cell = |unit: &str| {
            let key = format!("{unit}.{name}");
            let shown = lab.hidden.value(&key).unwrap_or_default();
            value("td", &key, shown, plain(shown))
        };
        let is_right = lab.hidden.says(row) == target;
        html("tr")
            .child(html("th").attr("scope", "row").text(format!("{} {}", row[0], row[1])))
            .children(["h1", "h2", "o"].map(cell))
            .child(html("td").text(u8::from(target).to_string()))
            .child(html("td").class(if is_right { "good" } else { "bad" }).text(if is_right {
                "✓ right"
            } else {
                "✗ wrong"
            }))
    });
    let right = lab.hidden.right();
    let verdict = html("p").class("lab-say").attr("data-quantity", "right").attr("data-value", right.to_string()).text(
        if right == 4 {
            "All four rows are right: XOR is solved.".to_owned()
        } else {
            format!("{right} of 4 rows are right.")
        },
    );
    let table = html("table").class("lab-table").child(html("thead").child(head)).child(html("tbody").children(rows));
    panel("Truth table", [table, verdict])
}

fn hidden_dials(lab: &Lab) -> Element {
    let dials = super::hidden::DIALS.map(|dial| dial.node(lab.dial_value(dial.name), &lab.typing));
    panel("Weights and biases", [html("div").class("lab-dials").children(dials)])
}

/// The points, and the line that learning leads to.
pub(super) fn thumbnail(lab: &Lab) -> Node {
    let (low, high) = lab.data.range();
    let share = |value: f64| (value - low) / (high - low);
    let place = |(x, y): (f64, f64)| (200.0 * share(x), 112.0 * (1.0 - share(y)));
    let marks = lab.points.iter().map(|point| {
        let at = place((point.x[0], point.x[1]));
        if point.is_positive { d::disc(at, 4.5, FORWARD) } else { d::square(at, 8.0, BACKWARD) }
    });
    let lessons = match lab.fate() {
        Fate::Converges { lessons } => lessons,
        _ => lab.lessons,
    };
    let line = line_of(&lab.after(lessons).0).into_iter().map(place);
    d::thumbnail(marks.chain([d::curve(line, INK, 2.5)]))
}
