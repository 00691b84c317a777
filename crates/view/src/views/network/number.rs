//! One number in the picture: a word and a value that know their quantity, editable where it is given.

use gradlight_core::quantity::Quantity;

use super::{Picture, is_editable};
use crate::node::{Element, svg};
use crate::scene::measure::{number_width, text_width};
use crate::scene::shape::Rect;

/// How word and number share their row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Setting {
    /// The word at the left, the number at the right, so that points stand under each other.
    Column,
    /// The same, with the word right before the widest number; a longer word reaches out to the left.
    Readout,
    /// Both together in the middle.
    Middle,
}

/// The space between a word and its number, in ems.
pub(super) const SPACE: f64 = 0.4;

impl Picture<'_> {
    /// A row with a quantity's word and its value, if the value is known by now.
    ///
    /// Where the row is too narrow the number is shortened; its `data-value` keeps all digits.
    pub(super) fn number(&self, quantity: Quantity, word: &str, row: Rect, setting: Setting) -> Option<Element> {
        let value = self.known(quantity)?;
        let id = self.id(quantity);
        let font = self.scene.font;
        let ems = match setting {
            Setting::Readout => number_width(self.lettered.places(), 1.0),
            _ if word.is_empty() => row.width / font,
            _ => row.width / font - text_width(word, 1.0) - SPACE,
        };
        let text = self.lettered.number_within(quantity, value, ems);
        let base = row.y + row.height * 0.76;
        let number = svg("tspan").class("value").text(text);
        let named = |x, anchor| line(x, base, anchor).child(svg("tspan").class("word").text(word.to_owned()));
        let written = match setting {
            Setting::Middle => {
                let parts = (!word.is_empty()).then(|| svg("tspan").class("word").text(format!("{word} ")));
                vec![line(row.x + row.width / 2.0, base, "middle").children(parts).child(number)]
            }
            Setting::Column => vec![named(row.x, "start"), line(row.right(), base, "end").child(number)],
            Setting::Readout => {
                let before = row.right() - (ems + SPACE) * font;
                vec![named(before, "end"), line(row.right(), base, "end").child(number)]
            }
        };
        let ground = match setting {
            Setting::Readout => Rect { x: row.right() - ems * font, width: ems * font, ..row },
            _ => row,
        };
        let group = svg("g")
            .key(id.clone())
            .class(format!("number {}", self.classes(quantity)))
            .attr("data-quantity", id.clone())
            .attr("data-value", format!("{value}"))
            .attr("data-term", id.clone());
        let group = if is_editable(quantity) { self.editable(group, quantity, &id) } else { group };
        Some(group.child(plate(ground.grown(1.0), "plate")).children(written))
    }

    /// What makes a given number a button that opens it for editing.
    fn editable(&self, group: Element, quantity: Quantity, id: &str) -> Element {
        let value = self.known(quantity).map_or(String::new(), |value| self.lettered.number(quantity, value));
        group
            .attr("role", "button")
            .attr("tabindex", self.tab_stop_of(quantity))
            .attr("data-action", "edit")
            .attr("data-argument", id.to_owned())
            .attr("aria-label", format!("{} {value}, edit", self.lettered.title(quantity)))
    }
}

/// A rectangle with rounded corners: the ground of a label or the frame of a chip.
pub(super) fn plate(rect: Rect, class: &'static str) -> Element {
    svg("rect")
        .class(class)
        .num("x", rect.x)
        .num("y", rect.y)
        .num("width", rect.width)
        .num("height", rect.height)
        .attr("rx", "4")
}

fn line(x: f64, y: f64, anchor: &'static str) -> Element {
    svg("text").num("x", x).num("y", y).attr("text-anchor", anchor)
}
