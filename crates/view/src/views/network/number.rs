//! One number in the picture: a word and a value that know their quantity, editable where it is given.

use gradlight_core::quantity::Quantity;

use super::{Picture, is_editable};
use crate::node::{Element, Node, svg};
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

/// What stands for a covered number.
pub(super) const COVERED: &str = "?";

/// The space between a word and its number, in ems.
pub(super) const SPACE: f64 = 0.4;

impl Picture<'_> {
    /// A row with a quantity's word and its value, if the value is known by now.
    ///
    /// Where the row is too narrow the number is shortened; its `data-value` keeps all digits.
    pub(super) fn number(&self, quantity: Quantity, word: &str, row: Rect, setting: Setting) -> Option<Element> {
        let id = self.id(quantity);
        if self.covers(quantity) && self.is_there(quantity) {
            let (ground, texts) = self.set(word, COVERED, row, setting);
            let group = svg("g").key(id.clone()).class(format!("number covered {}", self.classes(quantity)));
            return Some(group.attr("data-term", id).child(plate(ground.grown(1.0), "plate")).children(texts));
        }
        let value = self.known(quantity)?;
        let text = self.lettered.number_within(quantity, value, self.room(word, row, setting));
        let (ground, texts) = self.set(word, &text, row, setting);
        let group = svg("g")
            .key(id.clone())
            .class(format!("number {}", self.classes(quantity)))
            .attr("data-quantity", id.clone())
            .attr("data-value", format!("{value}"))
            .attr("data-term", id.clone());
        let group = if is_editable(quantity) { self.editable(group, quantity, &text) } else { group };
        Some(group.child(plate(ground.grown(1.0), "plate")).children(texts))
    }

    /// How many ems a row leaves for its number.
    fn room(&self, word: &str, row: Rect, setting: Setting) -> f64 {
        match setting {
            Setting::Readout => number_width(self.lettered.places(), 1.0),
            Setting::Column | Setting::Middle => row.width / self.scene.font - with_space(word),
        }
    }

    /// The texts of a row, and the ground that they cover.
    fn set(&self, word: &str, number: &str, row: Rect, setting: Setting) -> (Rect, Vec<Node>) {
        let font = self.scene.font;
        let base = row.y + row.height * 0.76;
        let value = svg("tspan").class("value").text(number.to_owned());
        let before = |x, anchor| line(x, base, anchor).child(set_word(word, font));
        // A space between texts is not drawn; it parts word and number for whoever reads the text only.
        let apart = |word: Element, number: Element| vec![word.into(), Node::Text(" ".into()), number.into()];
        match setting {
            Setting::Middle => {
                let width = (with_space(word) + text_width(number, 1.0)) * font;
                let ground = Rect::around(row.centre(), row.width.min(width), row.height);
                let word = (!word.is_empty()).then(|| set_word(&format!("{word} "), font));
                (ground, vec![line(row.centre().x, base, "middle").children(word).child(value).into()])
            }
            Setting::Column => (row, apart(before(row.x, "start"), line(row.right(), base, "end").child(value))),
            Setting::Readout => {
                let width = number_width(self.lettered.places(), font);
                let ground = Rect { x: row.right() - width, width, ..row };
                let word = before(ground.x - SPACE * font, "end");
                (ground, apart(word, line(row.right(), base, "end").child(value)))
            }
        }
    }

    /// What makes a given number a button that opens it for editing; its name holds what is seen of it.
    fn editable(&self, group: Element, quantity: Quantity, number: &str) -> Element {
        let title = self.lettered.title(quantity);
        let name = match title.strip_prefix("target ") {
            Some(output) => format!("target {number} of {output}, edit"),
            None => format!("{title} {number}, edit"),
        };
        group
            .attr("role", "button")
            .attr("tabindex", self.tab_stop_of(quantity))
            .attr("data-action", "edit")
            .attr("data-argument", self.id(quantity))
            .attr("aria-label", name)
    }
}

/// How many ems a word takes with the space after it.
pub(super) fn with_space(word: &str) -> f64 {
    if word.is_empty() { 0.0 } else { text_width(word, 1.0) + SPACE }
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

/// A word or symbol, with what follows `_` set as an index below and what follows `^` above.
///
/// A text that goes on after it must begin with a space within `word`, which brings it back to the line.
pub(super) fn set_word(word: &str, font: f64) -> Element {
    let is_start = |character: char| matches!(character, '_' | '^' | '/' | ' ' | '⁺');
    let mut spans = svg("tspan").class("word");
    let mut rest = word;
    let mut level = 0.0;
    while let Some(first) = rest.chars().next() {
        let tail = &rest[first.len_utf8()..];
        let end = tail.find(is_start).map_or(rest.len(), |at| at + first.len_utf8());
        let (shift, class, piece) = match first {
            '_' => (0.18, "index", tail[..end - 1].chars().map(on_the_line).collect()),
            '^' => (-0.35, "index", tail[..end - 1].to_owned()),
            _ => (0.0, "stem", rest[..end].to_owned()),
        };
        let moved: f64 = (shift - level) * font;
        let span = svg("tspan").class(class).text(piece);
        spans = spans.child(if moved == 0.0 { span } else { span.num("dy", moved) });
        level = shift;
        rest = &rest[end..];
    }
    spans
}

/// A digit that stands low, as one on the line.
fn on_the_line(character: char) -> char {
    let digit = u32::from(character).wrapping_sub(u32::from('₀'));
    char::from_digit(digit, 10).unwrap_or(character)
}
