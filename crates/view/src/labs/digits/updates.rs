//! The update table of the next batch: a row per parameter, a column per picture, and the mean at the end.

use gradlight_core::classifier::{Classifier, Lesson, Place};
use gradlight_core::trainer::Trainer;

use super::opened;
use crate::format::{at_a_glance, count, subscript};
use crate::labs::Look;
use crate::labs::parts::{Typing, button, canvas, note, number_field, value};
use crate::node::{Element, html};

/// Rows shown at once.
pub(super) const ROWS: usize = 12;

/// Pictures that have a column of their own.
pub(super) const COLUMNS: usize = 6;

/// The figures of the pictures in the table's head.
pub(super) const HEADS: [&str; COLUMNS] = ["batch-0", "batch-1", "batch-2", "batch-3", "batch-4", "batch-5"];

/// The lessons of the next batch, all of them: their mean is the update.
pub(super) fn lessons(trainer: &Trainer, classifier: &Classifier) -> Vec<Lesson> {
    let pictures = trainer.train();
    let lesson = |place: &u32| classifier.lesson(&pictures.input(*place as usize), pictures.label(*place as usize));
    trainer.next_batch().iter().map(lesson).collect()
}

/// What a batch wishes of one parameter: each picture's −∂E/∂w, and their mean.
pub(super) fn wishes(lessons: &[Lesson], place: Place) -> (Vec<f64>, f64) {
    let wishes: Vec<f64> = lessons.iter().map(|lesson| -f64::from(lesson.derivative(place))).collect();
    let mean = wishes.iter().sum::<f64>() / wishes.len().max(1) as f64;
    (wishes, mean)
}

/// The table from that row on, and what moves it.
pub(super) fn table(trainer: &Trainer, classifier: &Classifier, first: usize, typing: &Typing, look: &Look) -> Element {
    let lessons = lessons(trainer, classifier);
    let rate = f64::from(trainer.rate());
    let shown = lessons.len().min(COLUMNS);
    let pictures = HEADS[..shown].iter().zip(&lessons).map(|(name, lesson)| {
        html("th")
            .attr("scope", "col")
            .child(canvas(name, format!("a {}", lesson.label)))
            .child(html("span").text(lesson.label.to_string()))
    });
    let head = html("tr")
        .child(html("th").attr("scope", "col").text("parameter"))
        .children(pictures)
        .child(html("th").attr("scope", "col").text(format!("mean of {}", lessons.len())))
        .child(html("th").attr("scope", "col").class("update").text("α · mean"));
    let last = (first + ROWS).min(classifier.parameters());
    let rows = (first..last).filter_map(|number| {
        let place = classifier.place(number)?;
        let (wishes, mean) = wishes(&lessons, place);
        let cells = wishes[..shown].iter().map(|wish| html("td").text(at_a_glance(*wish, look.digits)));
        let key = |name: &str| format!("{name}{number}");
        Some(
            html("tr")
                .key(number.to_string())
                .child(
                    html("th")
                        .attr("scope", "row")
                        .child(html("b").text(format!("w{}", subscript(&number.to_string()))))
                        .child(html("span").text(place_name(classifier, place))),
                )
                .children(cells)
                .child(value("td", &key("mean"), mean, at_a_glance(mean, look.digits)).class("lab-value digits-mean"))
                .child(
                    value("td", &key("move"), rate * mean, at_a_glance(rate * mean, look.digits))
                        .class("lab-value update"),
                ),
        )
    });
    let is_dark =
        (first..last).filter_map(|number| classifier.place(number)).all(|place| wishes(&lessons, place).1 == 0.0);
    let dark =
        is_dark.then(|| note("These pixels are dark in all pictures of the batch: nothing moves their weights."));
    let caption = format!(
        "What each picture of the next batch wishes of each of the {} parameters: −∂E/∂w",
        count(classifier.parameters())
    );
    html("div").class("digits-updates").child(steps(classifier, first, typing)).children(dark).child(
        html("div")
            .class("lab-scroll")
            .attr("tabindex", "0")
            .attr("role", "region")
            .attr("aria-label", "Update table")
            .child(
                html("table")
                    .class("lab-table")
                    .child(html("caption").text(caption))
                    .child(html("thead").child(head))
                    .child(html("tbody").children(rows.collect::<Vec<_>>())),
            ),
    )
}

/// Where a parameter is, such as `h1.3 ← pixel 14, 9`.
fn place_name(classifier: &Classifier, Place { layer, neuron, input }: Place) -> String {
    let is_last = layer + 1 == classifier.layers().len();
    let to = if is_last { format!("output {neuron}") } else { format!("h{}.{}", layer + 1, neuron + 1) };
    match input {
        Some(input) => format!("{to} ← {}", opened::input_name(layer, input)),
        None => format!("{to}, bias"),
    }
}

/// What moves the table: pages, a row to go to, and the layers.
fn steps(classifier: &Classifier, first: usize, typing: &Typing) -> Element {
    let all = classifier.parameters();
    let before = button("‹", "rows")
        .attr("aria-label", "Rows before")
        .attr("data-argument", first.saturating_sub(ROWS).to_string());
    let after = button("›", "rows").attr("aria-label", "Next rows").attr("data-argument", (first + ROWS).to_string());
    let mut start = 0;
    let layers = classifier.layers().iter().enumerate().map(|(l, layer)| {
        let to = start;
        start += layer.parameters();
        let is_last = l + 1 == classifier.layers().len();
        let name = if is_last { "outputs".to_owned() } else { format!("layer {}", l + 1) };
        button(name, "rows").attr("data-argument", to.to_string())
    });
    html("div")
        .class("lab-controls")
        .child(html("span").text("Go to"))
        .child(before.flag("disabled", first == 0))
        .child(after.flag("disabled", first + ROWS >= all))
        .child(number_field("row", "row", first.to_string(), typing))
        .children(layers.collect::<Vec<_>>())
        .child(button("end", "rows").attr("data-argument", all.saturating_sub(ROWS).to_string()))
        .children(typing.fault_node("row"))
}
