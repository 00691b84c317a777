//! The update table of the next batch: a row per parameter, a column per picture, and the mean at the end.

use std::ops::Range;

use gradlight_core::classifier::{Classifier, Lesson, Place};
use gradlight_core::digits::SIDE;
use gradlight_core::math::{log10, pow};
use gradlight_core::trainer::Trainer;

use super::opened;
use super::view::a_digit;
use crate::format::{signed, subscript, superscript};
use crate::labs::parts::{Typing, button, canvas, note, number_field, value};
use crate::labs::tables::scrolling;
use crate::node::{Element, html};

/// Rows shown at once.
pub(super) const ROWS: usize = 12;

/// Pictures that have a column of their own at once.
pub(super) const COLUMNS: usize = 6;

/// Places after the point.
const PLACES: usize = 2;

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

/// One row of the table.
struct Row {
    number: usize,
    place: Place,
    /// What each picture that has a column wishes.
    wishes: Vec<f64>,
    mean: f64,
}

/// Which part of the table is shown.
#[derive(Clone, Copy, Debug)]
pub(super) struct Page {
    /// The first parameter.
    pub(super) row: usize,
    /// The first picture of the batch.
    pub(super) column: usize,
}

impl Page {
    /// The pictures that have a column, of so many.
    fn columns(self, pictures: usize) -> Range<usize> {
        let first = self.column.min(pictures.saturating_sub(COLUMNS));
        first..(first + COLUMNS).min(pictures)
    }

    /// The picture of a batch, given by their places in the data, that a column shows.
    pub(super) fn picture(self, batch: &[u32], column: usize) -> Option<usize> {
        self.columns(batch.len()).nth(column).map(|picture| batch[picture] as usize)
    }
}

/// The power of ten that the numbers of a page are counted in: the largest then has one digit before the point.
fn exponent(rows: &[Row]) -> i32 {
    let sizes = rows.iter().flat_map(|row| &row.wishes).map(|wish| wish.abs());
    let most = sizes.filter(|size| size.is_finite()).fold(0.0, f64::max);
    if most > 0.0 { log10(most).floor() as i32 } else { 0 }
}

/// That page of the table, and what turns the pages.
pub(super) fn table(trainer: &Trainer, classifier: &Classifier, page: Page, typing: &Typing) -> Element {
    let lessons = lessons(trainer, classifier);
    let columns = page.columns(lessons.len());
    let last = (page.row + ROWS).min(classifier.parameters());
    let rows: Vec<Row> = (page.row..last)
        .filter_map(|number| {
            let place = classifier.place(number)?;
            let (wishes, mean) = wishes(&lessons, place);
            Some(Row { number, place, wishes: wishes[columns.clone()].to_vec(), mean })
        })
        .collect();
    let exponent = exponent(&rows);
    let rate = f64::from(trainer.rate());
    let is_dark = rows.iter().all(|row| row.mean == 0.0);
    let dark =
        is_dark.then(|| note("These pixels are dark in all pictures of the batch: nothing moves their weights."));
    let unit = if exponent == 0 { String::new() } else { format!(", in 10{}", superscript(&exponent.to_string())) };
    let caption = format!("Each picture’s wish, −∂E/∂w{unit}");
    let table = html("table")
        .class("lab-table")
        .attr("aria-label", caption.clone())
        .child(html("thead").child(head(&lessons[columns.clone()])))
        .child(html("tbody").children(rows.iter().map(|row| row.node(classifier, rate, exponent))));
    html("div")
        .class("digits-updates")
        .child(steps(classifier, page.row, typing))
        .children(dark)
        .child(pictures(caption, &columns, lessons.len()))
        .child(scrolling("Update table", table))
}

fn head(lessons: &[Lesson]) -> Element {
    let column = |content: Element| html("th").attr("scope", "col").child(content);
    let pictures = HEADS.iter().zip(lessons).map(|(name, lesson)| {
        column(canvas(name, format!("a picture of {}", a_digit(lesson.label))))
            .child(html("span").text(lesson.label.to_string()))
    });
    html("tr")
        .child(column(html("span").text("parameter ← pixel")))
        .children(pictures)
        .child(column(html("span").text("mean")))
        .child(column(html("span").text("α · mean")))
}

impl Row {
    fn node(&self, classifier: &Classifier, rate: f64, exponent: i32) -> Element {
        let unit = pow(10.0, f64::from(exponent));
        let cells = self.wishes.iter().map(|wish| html("td").text(signed(wish / unit, PLACES)));
        let result = |phase: &'static str, name: &str, number: f64| {
            let key = format!("{name}{}", self.number);
            html("td").class(phase).child(value("span", &key, number, signed(number / unit, PLACES)))
        };
        html("tr")
            .key(self.number.to_string())
            .child(
                html("th")
                    .attr("scope", "row")
                    .child(html("b").text(format!("w{}", subscript(&self.number.to_string()))))
                    .child(html("span").text(place_name(classifier, self.place))),
            )
            .children(cells)
            .child(result("backward", "mean", self.mean))
            .child(result("update", "move", rate * self.mean))
    }
}

/// Where a parameter is, such as `h1.3 ← 14, 9` (a pixel by row and column).
fn place_name(classifier: &Classifier, Place { layer, neuron, input }: Place) -> String {
    let is_last = layer + 1 == classifier.layers().len();
    let to = if is_last { format!("output {neuron}") } else { format!("h{}.{}", layer + 1, neuron + 1) };
    match input {
        Some(input) if layer == 0 => format!("{to} ← {}, {}", input / SIDE + 1, input % SIDE + 1),
        Some(input) => format!("{to} ← {}", opened::input_name(layer, input)),
        None => format!("{to}, bias"),
    }
}

/// What the table says, and what leads to other pictures of the batch.
fn pictures(caption: String, shown: &Range<usize>, of: usize) -> Element {
    let turn = |label: &'static str, name: &'static str, to: usize| {
        button(label, "columns").attr("aria-label", name).attr("data-argument", to.to_string())
    };
    let before = turn("‹", "Pictures before", shown.start.saturating_sub(COLUMNS));
    let after = turn("›", "Next pictures", shown.end);
    html("div")
        .class("digits-pictures")
        .child(html("span").text(caption))
        .child(before.flag("disabled", shown.start == 0))
        .child(html("span").text(format!("pictures {}–{} of {of}", shown.start + 1, shown.end)))
        .child(after.flag("disabled", shown.end >= of))
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
