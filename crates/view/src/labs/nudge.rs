//! The nudge lab: any number of a pass changed a little, what the derivative promises, and what really happens.

mod plots;
mod source;
mod view;

use gradlight_core::gradcheck::{self, Comparison as Check};
use gradlight_core::nudge::{Comparison, Nudge};
use gradlight_core::quantity::{Names, Quantity};
use gradlight_plot::{Drawn, Ink, Style};

use super::edited::Edited;
use super::fields::put;
use super::parts::{Dial, Typing};
use super::picture::Memo;
use super::{Entry, Exhibit, Handled, Look};
use crate::drawing::Fingerprint;
use crate::format::{Digits, at_a_glance};
use crate::node::Node;
use source::Source;

/// The lab in the register.
pub const ENTRY: Entry = Entry {
    name: "nudge",
    title: "Nudge a number",
    about: "If ∂C/∂z is 20, a nudge of −0.1 changes the cost by about −2. Try any weight, bias or neuron, and check every gradient.",
    open: || Box::new(Lab::open(Source::Lecture, 0)),
};

/// The nudge.
const CHANGE: Dial = Dial::new("change", "nudge", (-1.0, 1.0), 0.01).reaching(-100.0, 100.0);

/// The opening nudge, the lecture's.
const OPENING_CHANGE: f64 = -0.1;

/// Rows of the table in which each nudge is a tenth of the one before.
const TENTHS: usize = 5;

/// The lab's state.
#[derive(Clone, Debug)]
struct Lab {
    source: Source,
    edited: Edited,
    sample: usize,
    quantity: Quantity,
    change: f64,
    typing: Typing,
    nudge: Nudge,
    traced: super::traced::Traced,
    checks: Vec<Check>,
    memo: Memo,
}

impl Lab {
    fn open(source: Source, sample: usize) -> Self {
        Self::at(source, Edited::of(source.example()), sample)
    }

    /// The lab with that example as it has been changed.
    fn at(source: Source, edited: Edited, sample: usize) -> Self {
        let example = edited.example.clone();
        let sample = sample.min(example.samples().len() - 1);
        let nudge = Nudge::of(&example, sample);
        let quantity = Source::opening(&nudge);
        Self {
            source,
            edited,
            sample,
            quantity,
            change: OPENING_CHANGE,
            typing: Typing::default(),
            checks: gradcheck::compare(&example),
            traced: super::traced::Traced::of(example, sample),
            nudge,
            memo: Memo::default(),
        }
    }

    fn names(&self) -> Names {
        self.traced.names()
    }

    /// What the derivative promises of a change, and what happens.
    fn comparison(&self, change: f64) -> Comparison {
        let none = Comparison { predicted: f64::NAN, actual: f64::NAN };
        self.nudge.compare(&self.quantity, change).unwrap_or(none)
    }

    fn derivative(&self) -> f64 {
        self.nudge.derivative(&self.quantity).unwrap_or(f64::NAN)
    }

    /// The nudges of the table: the one set, then a tenth each time.
    fn changes(&self) -> impl Iterator<Item = f64> {
        let mut change = self.change;
        (0..TENTHS).map(move |row| {
            if row > 0 {
                change /= 10.0;
            }
            change
        })
    }

    fn narration(&self) -> String {
        let digits = Digits::default();
        let (comparison, id) = (self.comparison(self.change), self.names().id(&self.quantity));
        format!(
            "A nudge of {} to {id}: predicted {}, really {}, off by {}.",
            at_a_glance(self.change, digits),
            at_a_glance(comparison.predicted, digits),
            at_a_glance(comparison.actual, digits),
            at_a_glance(comparison.error(), digits),
        )
    }

    fn pick(&mut self, id: &str) -> bool {
        let names = self.names();
        let found = self.nudge.quantities().into_iter().find(|quantity| names.id(quantity) == id);
        self.quantity = found.unwrap_or(self.quantity);
        found.is_some()
    }

    fn reopen(&mut self, source: Source, sample: usize) {
        *self = Self { change: self.change, ..Self::open(source, sample) };
    }

    /// Shows what has been changed; what is nudged, and how far, stays.
    fn retrace(&mut self, sample: usize) {
        let lab = Self::at(self.source, self.edited.clone(), sample);
        let (typing, memo) = (std::mem::take(&mut self.typing), Memo::clone(&self.memo));
        *self = Self { quantity: self.quantity, change: self.change, typing, memo, ..lab };
    }

    /// Sets the given number of that id to what was typed.
    fn set(&mut self, id: &str, typed: &str) -> bool {
        let Some(quantity) = self.edited.given(id) else { return false };
        let read = self.edited.set(quantity, self.sample, typed);
        let is_read = self.typing.settle(id, typed, read).is_some();
        if is_read {
            self.retrace(self.sample);
        }
        is_read
    }

    /// Shows that sample, from 1 as people count.
    fn choose_sample(&mut self, number: &str) -> bool {
        let count = self.traced.example.samples().len();
        let sample = number.parse::<usize>().ok().filter(|number| (1..=count).contains(number));
        if let Some(number) = sample {
            self.retrace(number - 1);
        }
        sample.is_some()
    }
}

impl Exhibit for Lab {
    fn body(&self, look: &Look) -> Vec<Node> {
        view::body(self, look)
    }

    fn hint(&self) -> String {
        "Pick a number and nudge it. A derivative is a promise for small nudges: make the nudge ten times smaller, and the promise is broken a hundred times less.".to_owned()
    }

    fn thumbnail(&self) -> Node {
        view::thumbnail(self)
    }

    fn act(&mut self, name: &str, argument: Option<&str>) -> Handled {
        let text = argument.unwrap_or_default();
        match name {
            "set-change" => {
                let Some(change) = self.typing.take(&CHANGE, argument) else { return Handled::default() };
                self.change = change;
            }
            "example" => {
                let Some(source) = Source::from_name(text) else { return Handled::default() };
                self.reopen(source, 0);
            }
            "sample" if self.choose_sample(text) => {}
            "pick" if self.pick(text) => {}
            _ if name.strip_prefix("set-").is_some_and(|id| self.set(id, text)) => {}
            _ => return Handled::default(),
        }
        Handled::said(self.narration())
    }

    fn value(&self, key: &str) -> Option<f64> {
        let comparison = self.comparison(self.change);
        Some(match key {
            "nudge" => self.change,
            "derivative" => self.derivative(),
            "predicted" => comparison.predicted,
            "true" => comparison.actual,
            "error" => comparison.error(),
            "loss" => self.nudge.loss(),
            _ => {
                let (kind, id) = key.split_once(':')?;
                let names = self.names();
                let check = self.checks.iter().find(|check| names.id(&check.parameter) == id)?;
                match kind {
                    "backprop" => check.analytic,
                    "central" => check.numeric,
                    "off" => check.error(),
                    _ => return None,
                }
            }
        })
    }

    fn keys(&self) -> Vec<String> {
        let names = self.names();
        let own = ["nudge", "derivative", "predicted", "true", "error", "loss"].map(str::to_owned);
        let checks = self.checks.iter().flat_map(|check| {
            let id = names.id(&check.parameter);
            ["backprop", "central", "off"].map(|kind| format!("{kind}:{id}"))
        });
        own.into_iter().chain(checks).collect()
    }

    fn link(&self) -> Vec<(String, String)> {
        let mut fields = Vec::new();
        put(&mut fields, "example", self.source.name().to_owned(), self.source != Source::Lecture);
        put(&mut fields, "sample", (self.sample + 1).to_string(), self.sample > 0);
        put(&mut fields, "of", self.names().id(&self.quantity), self.quantity != Source::opening(&self.nudge));
        put(&mut fields, "nudge", self.change.to_string(), self.change != OPENING_CHANGE);
        fields.extend(self.edited.link());
        fields
    }

    fn read_link(&mut self, name: &str, value: &str) -> bool {
        match name {
            "example" => Source::from_name(value).map(|source| self.reopen(source, 0)).is_some(),
            "sample" => self.choose_sample(value),
            "of" => self.pick(value),
            "nudge" => CHANGE.read(value).map(|change| self.change = change).is_ok(),
            id => {
                let is_read = self.edited.read_link(id, value);
                self.retrace(self.sample);
                is_read
            }
        }
    }

    fn fingerprint(&self, figure: &str) -> Option<Fingerprint> {
        let print =
            Fingerprint::default().text(self.source.name()).and(self.sample).with(self.change).with(self.nudge.loss());
        (figure == "error").then(|| print.text(&self.names().id(&self.quantity)))
    }

    fn draw<'a>(&self, figure: &str, ink: Ink<'a>, style: &Style) -> Drawn<Ink<'a>> {
        if figure == "error" { plots::error(self, style).draw(ink, style) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests;
