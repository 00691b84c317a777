//! Printing: what goes on paper is chosen in a dialog, and built only while the browser prints.
//!
//! The Step view prints handouts and worksheets, a lecture its slides; other views print as they are.

use crate::format::count;
use crate::handout::{self, Class, Kind, MAX_ROUNDS, MAX_STUDENTS, Order};
use crate::node::{Element, Node, html};
use crate::route::{HAS_ROOMS, Route};
use crate::slides;
use crate::state::State;
use crate::update::{Effects, Window};

mod dialog;

pub(crate) use dialog::dialog;

/// How a lecture goes on paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Layout {
    /// Each slide on a page, complete.
    #[default]
    Slides,
    /// A page for each click.
    Clicks,
    /// Slides with their notes beside them.
    Notes,
}

impl Layout {
    /// Every layout with its name and what it is.
    pub const ALL: [(Self, &'static str, &'static str); 3] = [
        (Self::Slides, "slides", "A page for each slide"),
        (Self::Clicks, "clicks", "A page for each click"),
        (Self::Notes, "notes", "A handout: slides with their notes"),
    ];

    /// The layout of that name, if there is one.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, known, _)| *known == name).map(|(layout, ..)| layout)
    }
}

impl Kind {
    const ALL: [(Self, &'static str, &'static str); 2] = [
        (Self::Worked, "worked", "Rounds worked out: every formula and number"),
        (Self::Worksheet, "worksheet", "A worksheet with blanks, and its key"),
    ];
}

/// A field of the dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// How many rounds, from the one shown.
    Rounds,
    /// How many students.
    Students,
    /// What their numbers are drawn from.
    Seed,
}

/// What printing remembers.
#[derive(Debug)]
pub struct Paper {
    /// Whether the dialog is open.
    pub is_open: bool,
    /// What the Step view prints.
    pub kind: Kind,
    /// How a lecture is printed.
    pub layout: Layout,
    /// What has been typed: rounds, students, seed.
    typed: [String; 3],
    /// The pages, while the browser prints.
    pages: Vec<Node>,
}

impl Default for Paper {
    fn default() -> Self {
        let typed = ["1", "", "1"].map(str::to_owned);
        Self { is_open: false, kind: Kind::default(), layout: Layout::default(), typed, pages: Vec::new() }
    }
}

impl Paper {
    /// Whether pages stand in the document for the browser to print.
    pub fn is_out(&self) -> bool {
        !self.pages.is_empty()
    }
}

/// What a user can want of printing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Opens the dialog, or closes it.
    Toggle,
    /// What is printed, by name.
    Choose(String),
    /// What has been typed into a field.
    Type(Field, String),
    /// Prints.
    Print,
    /// The browser is about to print.
    Prepare,
    /// The browser has printed.
    Done,
}

impl Action {
    /// The action of an element whose `data-action` is `paper/NAME`, with its argument.
    pub fn from_element(name: &str, argument: Option<&str>) -> Option<Self> {
        let typed = |field| Some(Self::Type(field, argument?.to_owned()));
        match name {
            "toggle" => Some(Self::Toggle),
            "choose" => Some(Self::Choose(argument?.to_owned())),
            "rounds" => typed(Field::Rounds),
            "students" => typed(Field::Students),
            "seed" => typed(Field::Seed),
            "print" => Some(Self::Print),
            _ => None,
        }
    }
}

/// Does what the action wants.
pub(crate) fn act(state: &mut State, action: Action, effects: &mut Effects) {
    match action {
        Action::Toggle => state.paper.is_open = !state.paper.is_open && prints(state),
        Action::Choose(name) => {
            let kind = Kind::ALL.into_iter().find(|(_, known, _)| *known == name);
            state.paper.kind = kind.map_or(state.paper.kind, |(kind, ..)| kind);
            state.paper.layout = Layout::from_name(&name).unwrap_or(state.paper.layout);
        }
        Action::Type(field, typed) => state.paper.typed[field as usize] = typed,
        Action::Print => {
            prepare(state);
            if state.paper.is_out() {
                (state.paper.is_open, effects.window) = (false, Some(Window::Print));
            }
        }
        Action::Prepare if !state.paper.is_out() => prepare(state),
        Action::Prepare => {}
        Action::Done => state.paper.pages.clear(),
    }
}

/// Whether the view shown has something of its own to print.
pub(crate) fn prints(state: &State) -> bool {
    match state.route {
        Route::Step => true,
        Route::Slides if HAS_ROOMS => state.slides.lecture.is_some(),
        _ => false,
    }
}

fn prepare(state: &mut State) {
    state.paper.pages = match state.route {
        Route::Step => order(state)
            .and_then(|order| handout::sheets(&state.document.start, &order).map_err(|fault| fault.to_string()))
            .unwrap_or_default(),
        Route::Slides if HAS_ROOMS => slides::pages(state, state.paper.layout),
        _ => Vec::new(),
    };
}

/// The pages in the document, while the browser prints.
pub(crate) fn view(state: &State) -> Option<Element> {
    let Paper { pages, .. } = &state.paper;
    state.paper.is_out().then(|| html("div").class("paper").key("paper").children(pages.clone()))
}

/// What the dialog asks for, or what is wrong with it, as a sentence.
fn order(state: &State) -> Result<Order, String> {
    let Paper { kind, typed: [rounds, students, seed], .. } = &state.paper;
    let rounds = whole("Rounds", rounds, MAX_ROUNDS)?;
    let class = if students.trim().is_empty() {
        None
    } else {
        let students = whole("Students", students, MAX_STUDENTS)?;
        let seed = seed.trim().parse().map_err(|_| "Seed: type a whole number from 0.".to_owned())?;
        Some(Class { students, seed })
    };
    let first = state.finished() + 1;
    Ok(Order {
        kind: *kind,
        rounds: (first, first + rounds - 1),
        sample: state.document.sample,
        notation: state.settings.notation,
        digits: state.digits(),
        class,
        arithmetic: state.arithmetic(),
    })
}

fn whole(name: &str, typed: &str, most: usize) -> Result<usize, String> {
    let number = typed.trim().parse::<usize>().ok().filter(|number| (1..=most).contains(number));
    number.ok_or_else(|| format!("{name}: type a whole number from 1 to {}.", count(most)))
}
