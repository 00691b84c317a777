//! The matrices lab: a whole round as products of matrices, each entry linked to its edge, and as code to run.

mod operation;
mod view;

use gradlight_core::builtin;
use gradlight_core::quantity::Quantity;

use super::edited::Edited;
use super::fields::put;
use super::parts::{Typing, step_key};
use super::picture::Memo;
use super::stepping::Stepping;
use super::traced::Traced;
use super::{Entry, Exhibit, Handled, Look};
use crate::code::{Language, program};
use crate::keys::{Focus, KeyPress};
use crate::node::{Element, Node};
use crate::update::File;
use operation::{Operation, operations};

/// The lab in the register.
pub const ENTRY: Entry = Entry {
    name: "matrices",
    title: "A round in matrices",
    about: "Θ times a forward, Θ transposed times δ back, outer products for the gradients; and code that prints the same digits.",
    open: || Box::new(Lab::open(builtin::CLASSICAL, 0)),
};

/// The lab's state.
#[derive(Debug)]
struct Lab {
    name: &'static str,
    sample: usize,
    edited: Edited,
    typing: Typing,
    /// The given number that can be changed beside the equation.
    editing: Quantity,
    traced: Traced,
    operations: Vec<Operation>,
    stepping: Stepping,
    /// The entry of the result that is looked at, row by row.
    entry: usize,
    /// What is pointed at.
    lit: Option<Quantity>,
    language: Language,
    memo: Memo,
    /// Whether the program shown has been copied.
    is_copied: bool,
}

impl Lab {
    fn open(name: &'static str, sample: usize) -> Self {
        let example = builtin::example(name).unwrap_or_else(crate::State::opening);
        let sample = sample.min(example.samples().len() - 1);
        let traced = Traced::of(example.clone(), sample);
        Self {
            name,
            sample,
            edited: Edited::of(example),
            typing: Typing::default(),
            editing: Quantity::Weight(0),
            operations: operations(&traced),
            traced,
            stepping: Stepping::default(),
            entry: 0,
            lit: None,
            language: Language::default(),
            memo: Memo::default(),
            is_copied: false,
        }
    }

    /// Takes the round anew, after a change or for another sample.
    fn retrace(&mut self, sample: usize) {
        self.sample = sample.min(self.edited.example.samples().len() - 1);
        self.traced = Traced::of(self.edited.example.clone(), self.sample);
        self.operations = operations(&self.traced);
        self.stepping.hold(self.last());
        self.is_copied = false;
    }

    fn set(&mut self, id: &str, typed: &str) -> Handled {
        let Some(quantity) = self.edited.given(id) else { return Handled::default() };
        let read = self.edited.set(quantity, self.sample, typed);
        if self.typing.settle(id, typed, read).is_none() {
            return Handled::default();
        }
        self.retrace(self.sample);
        let cost = crate::format::at_a_glance(self.traced.trace.cost(), crate::format::Digits::default());
        Handled::said(format!("The cost is now {cost}."))
    }

    fn last(&self) -> usize {
        self.operations.len() - 1
    }

    fn operation(&self) -> &Operation {
        &self.operations[self.stepping.at.min(self.last())]
    }

    /// The entry of the result that is looked at: row and column.
    fn place(&self) -> (usize, usize) {
        let columns = self.operation().result.columns();
        (self.entry / columns, self.entry % columns)
    }

    /// The quantity of that entry.
    fn quantity(&self) -> Option<Quantity> {
        let (row, column) = self.place();
        self.operation().result.rows.get(row)?.get(column)?.quantity
    }

    fn narration(&self) -> String {
        let operation = self.operation();
        format!(
            "Step {} of {}: {} {}",
            self.stepping.at + 1,
            self.operations.len(),
            operation.words,
            operation.shapes()
        )
    }

    fn reopen(&mut self, name: &'static str, sample: usize) {
        *self = Self { language: self.language, ..Self::open(name, sample) };
    }

    fn choose_example(&mut self, name: &str) -> bool {
        let known = builtin::names().find(|known| *known == name);
        if let Some(known) = known {
            self.reopen(known, 0);
        }
        known.is_some()
    }

    fn choose_sample(&mut self, number: &str) -> bool {
        let count = self.traced.example.samples().len();
        let number = number.parse::<usize>().ok().filter(|number| (1..=count).contains(number));
        if let Some(number) = number {
            self.retrace(number - 1);
        }
        number.is_some()
    }

    /// Goes to where a quantity is computed, if it is an entry of some result.
    fn pick(&mut self, id: &str) -> bool {
        let Some(quantity) = self.traced.quantity(id) else { return false };
        if self.edited.given(id).is_some() {
            self.editing = quantity;
            return true;
        }
        let found = self.operations.iter().enumerate().find_map(|(step, operation)| {
            let cells = operation.result.rows.iter().flatten();
            cells.into_iter().position(|cell| cell.quantity == Some(quantity)).map(|entry| (step, entry))
        });
        if let Some((step, entry)) = found {
            self.stepping.at = step;
            self.entry = entry;
        }
        found.is_some()
    }

    fn move_entry(&mut self, forward: bool) -> Handled {
        let count = self.operation().result.count();
        self.entry = if forward { self.entry + 1 } else { self.entry + count - 1 } % count;
        let (row, column) = self.place();
        Handled::said(format!("Row {}, column {} of the result.", row + 1, column + 1))
    }

    fn copy(&self) -> Handled {
        Handled {
            copy: Some(program(&self.traced.example, self.language)),
            ..Handled::said(format!("The {} program is on the clipboard.", self.language.label()))
        }
    }

    fn save(&self) -> Handled {
        let (extension, kind) = match self.language {
            Language::Rust => ("rs", "text/x-rust"),
            _ => ("py", "text/x-python"),
        };
        let content = program(&self.traced.example, self.language).into_bytes();
        Handled { save: Some(File { name: format!("{}.{extension}", self.name), kind, content }), ..Handled::default() }
    }
}

impl Exhibit for Lab {
    fn body(&self, look: &Look) -> Vec<Node> {
        view::body(self, look)
    }

    fn hint(&self) -> String {
        "Go through the round with → and ←, and through a result’s entries with ↑ and ↓: each is a row times a column, and one place in the network. Then run the code.".to_owned()
    }

    fn thumbnail(&self) -> Node {
        view::thumbnail(self)
    }

    fn act(&mut self, name: &str, argument: Option<&str>) -> Handled {
        let text = argument.unwrap_or_default();
        if self.stepping.act(name, argument, self.last()) {
            self.entry = 0;
            return Handled::said(self.narration());
        }
        if let Some(id) = name.strip_prefix("set-") {
            return self.set(id, text);
        }
        match name {
            "example" if self.choose_example(text) => Handled::said(self.narration()),
            "sample" if self.choose_sample(text) => Handled::said(self.narration()),
            "pick" if self.pick(text) => Handled::said(self.narration()),
            "entry-down" => self.move_entry(true),
            "entry-up" => self.move_entry(false),
            "language" => {
                self.language = Language::from_name(text).unwrap_or(self.language);
                self.is_copied = false;
                Handled::default()
            }
            "copy" => {
                self.is_copied = true;
                self.copy()
            }
            "save-code" => self.save(),
            _ => Handled::default(),
        }
    }

    fn value(&self, key: &str) -> Option<f64> {
        self.traced.value(key)
    }

    fn keys(&self) -> Vec<String> {
        self.traced.ids()
    }

    fn link(&self) -> Vec<(String, String)> {
        let mut fields = Vec::new();
        put(&mut fields, "example", self.name.to_owned(), self.name != builtin::CLASSICAL);
        put(&mut fields, "sample", (self.sample + 1).to_string(), self.sample > 0);
        put(&mut fields, "step", (self.stepping.at + 1).to_string(), self.stepping.at > 0);
        put(&mut fields, "entry", (self.entry + 1).to_string(), self.entry > 0);
        put(&mut fields, "code", self.language.name().to_owned(), self.language != Language::default());
        let names = self.traced.names();
        put(&mut fields, "change", names.id(&self.editing), self.editing != Quantity::Weight(0));
        fields.extend(self.edited.link());
        fields
    }

    fn read_link(&mut self, name: &str, value: &str) -> bool {
        let place = |count: usize| value.parse::<usize>().ok()?.checked_sub(1).filter(|place| *place < count);
        match name {
            "example" => self.choose_example(value),
            "sample" => self.choose_sample(value),
            "step" => place(self.operations.len()).map(|step| self.stepping.at = step).is_some(),
            "entry" => place(self.operation().result.count()).map(|entry| self.entry = entry).is_some(),
            "code" => Language::from_name(value).map(|language| self.language = language).is_some(),
            "change" => self.edited.given(value).map(|quantity| self.editing = quantity).is_some(),
            id => {
                let is_read = self.edited.read_link(id, value);
                self.retrace(self.sample);
                is_read
            }
        }
    }

    fn key(&self, press: &KeyPress, focus: Focus, _figure: Option<&str>) -> Option<(&'static str, Option<String>)> {
        match press.key.as_str() {
            "ArrowDown" if focus == Focus::Stage || focus == Focus::Button => Some(("entry-down", None)),
            "ArrowUp" if focus == Focus::Stage || focus == Focus::Button => Some(("entry-up", None)),
            _ => step_key(press, focus),
        }
    }

    fn lit(&self) -> Option<String> {
        self.lit.map(|quantity| self.traced.names().id(&quantity))
    }

    fn light(&mut self, id: Option<&str>) {
        self.lit = id.and_then(|id| self.traced.quantity(id));
    }

    fn diagram(&self, figure: &str, _look: &Look) -> Option<Element> {
        (figure == "shapes").then(|| view::shapes(self))
    }

    fn tick(&mut self, milliseconds: f64) {
        let last = self.last();
        self.stepping.tick(milliseconds, last);
        self.entry = self.entry.min(self.operation().result.count() - 1);
    }

    fn is_playing(&self) -> bool {
        self.stepping.is_playing()
    }
}

#[cfg(test)]
mod tests;
