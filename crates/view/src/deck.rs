//! Decks: lectures written as Markdown, read into slides whose figures and numbers are the live engine's.
//!
//! ```text
//! text ─▶ Deck: where its slides are ─▶ Slide: fragments, widgets, notes ─▶ trees of the page
//! ```
//!
//! A deck is cut into slides at once and each slide is read when it is needed, so that a long deck opens as fast as
//! a short one. What is wrong with a deck is listed with line and column, and the good slides still show.

mod builder;
mod calculation;
mod fence;
mod latex;
mod maths;
mod number;
mod slide;
mod source;
mod toml;

use std::ops::Range;

pub use fence::{Drive, Widget};
pub use maths::Maths;
pub use number::{Answer, Desk, Number, Wanted};
pub use slide::{Fragment, Layout, Piece, Slide};
pub use toml::{Entry, Setting};

/// Something wrong with a deck, and where.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// What is wrong, in a sentence.
    pub problem: String,
}

impl Fault {
    /// The fault as a line of a list.
    pub fn sentence(&self) -> String {
        format!("Line {}, column {}: {}", self.line, self.column, self.problem)
    }
}

/// A lecture: its text, and where its slides are in it.
#[derive(Clone, Debug, Default)]
pub struct Deck {
    /// Its title, or nothing.
    pub title: String,
    /// How many places its numbers have where they do not say so themselves.
    pub digits: Option<u8>,
    /// The notation of its widgets, by name, where they do not say so themselves.
    pub notation: Option<String>,
    text: String,
    slides: Vec<Source>,
    faults: Vec<Fault>,
}

/// Where a slide is in its deck's text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Source {
    /// The slide's bytes.
    range: Range<usize>,
    /// The line of its first byte, from 1.
    line: usize,
    /// What the lines above it say of it, as `key: value`.
    settings: Vec<(String, String)>,
}

impl Deck {
    /// Cuts a text into slides. Any text is a deck: what is wrong with it is listed.
    pub fn read(text: impl Into<String>) -> Self {
        let text = text.into();
        let cut = source::cut(&text);
        let setting = |name: &str| cut.settings.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone());
        let mut deck = Self {
            title: setting("title").unwrap_or_default(),
            digits: setting("digits").and_then(|digits| digits.parse().ok()),
            notation: setting("notation"),
            text,
            slides: cut.slides,
            faults: cut.faults,
        };
        if deck.title.is_empty() {
            deck.title = deck.slide(0).title_text();
        }
        deck
    }

    /// How many slides it has: at least one.
    pub fn len(&self) -> usize {
        self.slides.len()
    }

    /// Never: a deck without text is one empty slide.
    pub fn is_empty(&self) -> bool {
        self.slides.is_empty()
    }

    /// Its text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What was found wrong while it was cut; each slide has its own faults besides.
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }

    /// Reads the slide of that place, from 0; past the end the last one.
    pub fn slide(&self, place: usize) -> Slide {
        let source = &self.slides[place.min(self.slides.len() - 1)];
        slide::read(&self.text[source.range.clone()], source)
    }

    /// The line, from 1, on which the slide of that place begins.
    pub fn line(&self, place: usize) -> usize {
        self.slides.get(place).map_or(1, |source| source.line)
    }
}

/// The line and column of a byte, counted from a text that begins on `line`.
fn position(text: &str, byte: usize, line: usize) -> (usize, usize) {
    let mut end = byte.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let before = &text[..end];
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    (line + before.matches('\n').count(), before[start..].chars().count() + 1)
}

#[cfg(test)]
mod tests;
