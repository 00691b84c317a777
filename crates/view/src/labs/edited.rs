//! An example whose given numbers can be changed in a lab: weights, biases, inputs and targets.

use gradlight_core::example::Example;
use gradlight_core::quantity::{Names, Quantity, givens};

use super::parts::{Typing, number_field, plain};
use crate::format::{Digits, at_a_glance, parse_number};
use crate::node::{Element, html};

/// So many characters have room in a field.
const LONGEST: usize = 8;

/// The most that a typed number may be, either way.
const LARGEST: f64 = 1e6;

/// An example with what has been changed in it.
#[derive(Clone, Debug)]
pub(super) struct Edited {
    /// The example as it stands.
    pub(super) example: Example,
    /// What has been changed: the quantity, the sample (0 for what all samples share) and the value.
    edits: Vec<(Quantity, usize, f64)>,
}

impl Edited {
    /// An example as it is opened.
    pub(super) fn of(example: Example) -> Self {
        Self { example, edits: Vec::new() }
    }

    /// Every given number of the example.
    pub(super) fn givens(&self) -> Vec<Quantity> {
        givens(&self.example)
    }

    /// The given quantity of that id.
    pub(super) fn given(&self, id: &str) -> Option<Quantity> {
        let names = Names::of(self.example.network());
        self.givens().into_iter().find(|quantity| names.id(quantity) == id)
    }

    /// Sets a given number to what was typed.
    ///
    /// # Errors
    /// A sentence that says why it cannot be that.
    pub(super) fn set(&mut self, quantity: Quantity, sample: usize, typed: &str) -> Result<(), String> {
        let value = parse_number(typed).map_err(|fault| fault.to_string())?;
        if value.abs() > LARGEST {
            return Err(format!("Type a number from {} to {}.", plain(-LARGEST), plain(LARGEST)));
        }
        self.put(quantity, sample, value)
    }

    fn put(&mut self, quantity: Quantity, sample: usize, value: f64) -> Result<(), String> {
        self.example = self.example.with_given(&quantity, sample, value).map_err(|fault| fault.to_string())?;
        let sample = if matches!(quantity, Quantity::Input(_) | Quantity::Target(_)) { sample } else { 0 };
        self.edits.retain(|(known, of, _)| (*known, *of) != (quantity, sample));
        self.edits.push((quantity, sample, value));
        Ok(())
    }

    /// The changes as fields of a link: `weight.w5=0.4`, `input.i1@2=1` for another sample than the first.
    pub(super) fn link(&self) -> Vec<(String, String)> {
        let names = Names::of(self.example.network());
        let field = |(quantity, sample, value): &(Quantity, usize, f64)| {
            let of = if *sample > 0 { format!("@{}", sample + 1) } else { String::new() };
            (format!("{}{of}", names.id(quantity)), value.to_string())
        };
        self.edits.iter().map(field).collect()
    }

    /// Takes such a field; says whether it could be read.
    pub(super) fn read_link(&mut self, name: &str, value: &str) -> bool {
        let (id, sample) = name.split_once('@').unwrap_or((name, "1"));
        let Some(quantity) = self.given(id) else { return false };
        let Some(sample) = sample.parse::<usize>().ok().and_then(|number| number.checked_sub(1)) else { return false };
        self.set(quantity, sample, value).is_ok()
    }
}

/// A number as short as a field holds it.
fn short(value: f64) -> String {
    let typed = plain(value);
    if typed.chars().count() > LONGEST { at_a_glance(value, Digits::default()) } else { typed }
}

/// A slider with a typed field for a given number; both send `set-ID`.
pub(super) fn dial(label: String, id: &str, value: f64, typing: &Typing) -> Element {
    let (low, high) = if id.starts_with("target") { (0.0, 1.0) } else { (-3.0, 3.0) };
    let slider = html("input")
        .attr("type", "range")
        .attr("min", low.to_string())
        .attr("max", high.to_string())
        .attr("step", "0.01")
        .attr("value", value.clamp(low, high).to_string())
        .attr("aria-label", format!("{label}, slider"))
        .attr("aria-valuetext", plain(value))
        .attr("data-input", format!("lab/set-{id}"))
        .attr("data-change", "end-slide");
    html("div")
        .class("lab-dial")
        .key(id.to_owned())
        .child(number_field(label, id, short(value), typing))
        .child(slider)
        .children(typing.fault_node(id))
}
