//! Dials: numbers that are slid or typed, with the fault of what was typed beside the field.
//!
//! A lab's action `set-NAME` belongs to the dial of that name: slider and typed field both send it.

use std::borrow::Cow;

use super::parts::plain;
use crate::format::parse_number;
use crate::node::{Element, html};

/// A number that can be set: by a slider from `low` to `high`, or typed, which may reach further.
#[derive(Clone, Copy, Debug)]
pub struct Dial {
    /// Its name: it sends `set-NAME`.
    pub name: &'static str,
    /// What it says on the page.
    pub label: &'static str,
    /// The slider's left end.
    pub low: f64,
    /// The slider's right end.
    pub high: f64,
    /// The slider's step.
    pub step: f64,
    /// How far typed numbers may reach, at least the slider's ends.
    pub reach: (f64, f64),
}

impl Dial {
    /// A dial whose typed numbers reach as far as its slider.
    pub const fn new(name: &'static str, label: &'static str, (low, high): (f64, f64), step: f64) -> Self {
        Self { name, label, low, high, step, reach: (low, high) }
    }

    /// Lets typed numbers reach further.
    #[must_use]
    pub const fn reaching(self, low: f64, high: f64) -> Self {
        Self { reach: (low, high), ..self }
    }

    /// The number that was typed or slid to.
    ///
    /// # Errors
    /// A sentence that says what is wrong with it.
    pub fn read(&self, typed: &str) -> Result<f64, String> {
        let value = parse_number(typed).map_err(|fault| fault.to_string())?;
        let (low, high) = self.reach;
        if (low..=high).contains(&value) {
            Ok(value)
        } else {
            Err(format!("Type a number from {} to {}.", plain(low), plain(high)))
        }
    }

    /// Label, typed field and slider; a typed fault stands below.
    pub fn node(&self, value: f64, typing: &Typing) -> Element {
        dial_row((self.name, self.label), (self.low, self.high, self.step), value, typing)
    }
}

/// The row of a dial whose name and label are known only now: it sends `set-NAME`, and slides from `low` to `high`.
pub fn dial_row(
    (name, label): (&str, &str),
    (low, high, step): (f64, f64, f64),
    value: f64,
    typing: &Typing,
) -> Element {
    let slider = html("input")
        .attr("type", "range")
        .attr("min", low.to_string())
        .attr("max", high.to_string())
        .attr("step", step.to_string())
        .attr("value", value.clamp(low, high).to_string())
        .attr("aria-label", format!("{label}, slider"))
        .attr("aria-valuetext", plain(value))
        .attr("data-input", format!("lab/set-{name}"))
        .attr("data-change", "end-slide");
    let field = number_field(label.to_owned(), name, plain(value), typing);
    html("div").class("lab-dial").key(name).child(field).child(slider).children(typing.fault_node(name))
}

/// A labelled field of that name, which sends `set-NAME` once its change is complete.
pub fn number_field(label: impl Into<Cow<'static, str>>, name: &str, value: String, typing: &Typing) -> Element {
    let fault = typing.fault_of(name);
    let input = html("input")
        .attr("type", "text")
        .attr("inputmode", "decimal")
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .attr("data-change", format!("lab/set-{name}"))
        .attr("value", fault.map_or(value, |fault| fault.typed.clone()))
        .maybe("aria-invalid", fault.map(|_| "true"))
        .maybe("aria-description", fault.map(|fault| fault.sentence.clone()));
    html("label").class("lab-field").child(html("span").text(label)).child(input)
}

/// What was typed into one field and could not be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Fault {
    field: String,
    typed: String,
    sentence: String,
}

/// What a lab remembers of its fields: the one fault, if there is one; the last good value stays in force.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typing {
    fault: Option<Fault>,
}

impl Typing {
    /// The number that a dial was set to; a fault is kept to be shown beside its field.
    pub fn take(&mut self, dial: &Dial, argument: Option<&str>) -> Option<f64> {
        let typed = argument?;
        self.settle(dial.name, typed, dial.read(typed))
    }

    /// The value read from a field, or its fault kept to be shown beside it.
    pub fn settle<T>(&mut self, field: &str, typed: &str, read: Result<T, String>) -> Option<T> {
        match read {
            Ok(value) => {
                self.fault = None;
                Some(value)
            }
            Err(sentence) => {
                self.fault = Some(Fault { field: field.to_owned(), typed: typed.to_owned(), sentence });
                None
            }
        }
    }

    /// Whether something typed was not taken.
    pub fn is_faulty(&self) -> bool {
        self.fault.is_some()
    }

    /// The sentence of the fault, if there is one.
    pub fn sentence(&self) -> Option<&str> {
        self.fault.as_ref().map(|fault| fault.sentence.as_str())
    }

    fn fault_of(&self, field: &str) -> Option<&Fault> {
        self.fault.as_ref().filter(|fault| fault.field == field)
    }

    /// The text that a field shows: what was typed and not taken, else its value.
    pub fn text_of(&self, field: &str, value: String) -> String {
        self.fault_of(field).map_or(value, |fault| fault.typed.clone())
    }

    /// The fault of that field as an element, if it has one.
    pub fn fault_node(&self, field: &str) -> Option<Element> {
        self.fault_of(field)
            .map(|fault| html("p").class("lab-fault").key("fault").attr("role", "alert").text(fault.sentence.clone()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::node::Node;

    const DIAL: Dial = Dial::new("w", "weight", (-2.0, 2.0), 0.1).reaching(-10.0, 10.0);

    #[test]
    fn a_faulty_number_is_shown_beside_its_field_and_nothing_is_taken() {
        let mut typing = Typing::default();
        assert_eq!(typing.take(&DIAL, Some("half")), None);
        let markup = Node::from(DIAL.node(0.5, &typing)).to_markup();
        assert!(markup.contains("“half” is not a number"), "{markup}");
        assert!(markup.contains("value=\"half\"") && markup.contains("aria-invalid"), "{markup}");
        assert_eq!(typing.take(&DIAL, Some("11")), None);
        assert_eq!(typing.sentence(), Some("Type a number from −10 to 10."));
        assert_eq!(typing.take(&DIAL, Some("−3,5")), Some(-3.5));
        assert!(!Node::from(DIAL.node(-3.5, &typing)).to_markup().contains("aria-invalid"));
    }
}
