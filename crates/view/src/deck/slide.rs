//! A slide: what stands on it, from which click on, and what the lecturer says to it.

use super::builder::Builder;
use super::{Fault, Maths, Number, Source, Wanted, Widget};
use crate::format::count;

/// A slide's text is read up to here, in bytes: a screen holds a hundredth of it.
const LONGEST: usize = 64 << 10;

/// At most so many faults of one slide are told.
const MOST_FAULTS: usize = 50;

/// Something on a slide. It is plain data: numbers and maths are filled in when the slide is shown.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    /// An element with what stands in it.
    Element {
        /// Its name.
        tag: &'static str,
        /// Its attributes.
        attributes: Vec<(&'static str, String)>,
        /// What stands in it.
        children: Vec<Piece>,
    },
    /// A run of text.
    Text(String),
    /// A number from the engine.
    Number(Number),
    /// A formula.
    Maths(Maths),
    /// The live widget of that place in [`Slide::widgets`].
    Widget(usize),
}

impl Piece {
    /// Its text; numbers and formulas as they are written in the deck.
    pub fn text(&self) -> String {
        match self {
            Self::Element { children, .. } => children.iter().map(Self::text).collect(),
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.written.clone(),
            Self::Maths(maths) => maths.source.clone(),
            Self::Widget(_) => String::new(),
        }
    }

    fn type_out(&self, prose: &mut String) {
        match self {
            Self::Element { children, .. } => children.iter().for_each(|child| child.type_out(prose)),
            Self::Text(text) => prose.push_str(text),
            Self::Number(Number { wanted: Wanted::Calculation(sum), .. }) => prose.push_str(sum),
            Self::Number(_) | Self::Widget(_) => {}
            Self::Maths(maths) => prose.push_str(&maths.prose()),
        }
        prose.push(' ');
    }

    /// Hands each number in it to `use_it`, those in formulas too.
    pub fn each_number<'a>(&'a self, use_it: &mut dyn FnMut(&'a Number)) {
        match self {
            Self::Element { children, .. } => children.iter().for_each(|child| child.each_number(use_it)),
            Self::Number(number) => use_it(number),
            Self::Maths(maths) => maths.numbers.iter().for_each(use_it),
            Self::Text(_) | Self::Widget(_) => {}
        }
    }
}

/// A part of a slide that comes with a click.
#[derive(Clone, Debug, PartialEq)]
pub struct Fragment {
    /// The click it comes with; 0 is there from the first.
    pub from: usize,
    /// What comes.
    pub piece: Piece,
}

/// How a slide's text and its widgets share it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Layout {
    /// Side by side where there are both, else one below the other.
    #[default]
    Auto,
    /// One below the other.
    Wide,
    /// A few large words in the middle.
    Centre,
}

/// A slide.
#[derive(Clone, Debug, Default)]
pub struct Slide {
    /// What stands in its first heading.
    pub title: Vec<Piece>,
    /// Everything below the title, in order.
    pub fragments: Vec<Fragment>,
    /// Its live widgets, in order.
    pub widgets: Vec<Widget>,
    /// How many clicks it has after its first sight.
    pub clicks: usize,
    /// What the lecturer says to it.
    pub notes: Vec<Piece>,
    /// How it is laid out.
    pub layout: Layout,
    /// What is wrong with it.
    pub faults: Vec<Fault>,
}

impl Slide {
    /// Its title as plain text.
    pub fn title_text(&self) -> String {
        self.title.iter().map(Piece::text).collect()
    }

    /// What is typed on it: its text, formulas and notes as they are written, without the engine's numbers.
    pub fn prose(&self) -> String {
        let mut prose = String::new();
        let shown = self.fragments.iter().map(|fragment| &fragment.piece);
        for piece in self.title.iter().chain(shown).chain(&self.notes) {
            piece.type_out(&mut prose);
        }
        prose
    }

    /// Hands each of its numbers to `use_it`.
    pub fn each_number<'a>(&'a self, use_it: &mut dyn FnMut(&'a Number)) {
        let shown = self.fragments.iter().map(|fragment| &fragment.piece);
        self.title.iter().chain(shown).chain(&self.notes).for_each(|piece| piece.each_number(use_it));
    }
}

/// Reads a slide from its text.
pub(super) fn read(text: &str, source: &Source) -> Slide {
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let mut builder = Builder::new(&text[..end], source.line);
    builder.read();
    let mut slide = builder.finish();
    if end < text.len() {
        let problem = format!("this slide is longer than {} characters; the rest is left out.", count(LONGEST));
        slide.faults.insert(0, Fault { line: source.line, column: 1, problem });
    }
    slide.faults.truncate(MOST_FAULTS);
    for (key, value) in &source.settings {
        if matches!(key.as_str(), "layout" | "class") {
            slide.layout = match value.as_str() {
                "center" | "centre" | "cover" | "section" | "statement" | "title" => Layout::Centre,
                "wide" | "full" => Layout::Wide,
                _ => Layout::Auto,
            };
        }
    }
    slide
}
