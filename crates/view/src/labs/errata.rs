//! The errata lab: where the lectures slip, wrong and right side by side, with the engine's numbers.

mod numbers;
mod rows;
mod runs;
mod view;

use super::stepping::Stepping;
use super::{Entry, Exhibit, Handled, Look};
use crate::format::{Digits, at_a_glance};
use crate::keys::{Focus, KeyPress};
use crate::node::{Element, Node};
use numbers::Figure;
use rows::{ROWS, Row};
use runs::Runs;

/// The lab in the register.
pub const ENTRY: Entry = Entry {
    name: "errata",
    title: "Where the lectures slip",
    about: "What the slides have, what is right, and how far apart the numbers are; and where 0.291027924 comes from.",
    open: || Box::new(Lab::default()),
};

/// The lab's state.
#[derive(Clone, Debug, Default)]
struct Lab {
    /// The row that is looked at.
    stepping: Stepping,
    /// The classical example, trained in both orders of updating; begun when first shown.
    runs: Option<Runs>,
}

impl Lab {
    fn row(&self) -> &'static Row {
        &ROWS[self.stepping.at.min(ROWS.len() - 1)]
    }

    /// The numbers of a row; those of the long runs as soon as they are there.
    fn figures(&self, row: &Row) -> Vec<Figure> {
        if row.key == runs::KEY {
            self.runs.as_ref().map(Runs::figures).unwrap_or_default()
        } else {
            numbers::of(row.key)
        }
    }

    fn narration(&self) -> String {
        let row = self.row();
        let digits = Digits::default();
        let numbers: Vec<String> = self
            .figures(row)
            .iter()
            .map(|figure| format!("{}: {}", figure.label, at_a_glance(figure.value, digits)))
            .collect();
        let slide = if row.key == runs::KEY { "In print" } else { "The slide" };
        format!("{}, {}. {slide}: {} Right: {} {}", row.lecture, row.title, row.slide, row.right, numbers.join("; "))
    }

    fn choose(&mut self, key: &str) -> bool {
        let found = ROWS.iter().position(|row| row.key == key);
        self.stepping.at = found.unwrap_or(self.stepping.at);
        found.is_some()
    }
}

impl Exhibit for Lab {
    fn body(&self, look: &Look) -> Vec<Node> {
        view::body(self, look)
    }

    fn hint(&self) -> String {
        "Go through the slips with → and ←. Before you look at the right side: what is wrong on the slide, and does it change a number?".to_owned()
    }

    fn thumbnail(&self) -> Node {
        view::thumbnail()
    }

    fn act(&mut self, name: &str, argument: Option<&str>) -> Handled {
        let is_known = self.stepping.act(name, argument, ROWS.len() - 1)
            || (name == "choose" && argument.is_some_and(|key| self.choose(key)));
        if is_known { Handled::said(self.narration()) } else { Handled::default() }
    }

    fn value(&self, key: &str) -> Option<f64> {
        let (row, figure) = key.split_once('.')?;
        let row = ROWS.iter().find(|known| known.key == row)?;
        self.figures(row).into_iter().find(|known| known.key == figure).map(|figure| figure.value)
    }

    fn keys(&self) -> Vec<String> {
        let keys = |row: &Row| {
            let figures = self.figures(row).into_iter();
            figures.map(|figure| format!("{}.{}", row.key, figure.key)).collect::<Vec<_>>()
        };
        ROWS.iter().flat_map(keys).collect()
    }

    fn link(&self) -> Vec<(String, String)> {
        let is_moved = self.stepping.at > 0;
        is_moved.then(|| ("slip".to_owned(), self.row().key.to_owned())).into_iter().collect()
    }

    fn read_link(&mut self, name: &str, value: &str) -> bool {
        name == "slip" && self.choose(value)
    }

    fn key(&self, press: &KeyPress, focus: Focus, _figure: Option<&str>) -> Option<(&'static str, Option<String>)> {
        super::parts::step_key(press, focus)
    }

    fn diagram(&self, figure: &str, look: &Look) -> Option<Element> {
        (figure == "numbers").then(|| view::bars(self, look))
    }

    fn work(&mut self, is_time_up: &mut dyn FnMut() -> bool) {
        self.runs.get_or_insert_with(Runs::begin).work(is_time_up);
    }

    fn is_working(&self) -> bool {
        self.runs.as_ref().is_none_or(|runs| !runs.are_complete())
    }

    fn tick(&mut self, milliseconds: f64) {
        self.stepping.tick(milliseconds, ROWS.len() - 1);
    }

    fn is_playing(&self) -> bool {
        self.stepping.is_playing()
    }
}

#[cfg(test)]
mod tests;
