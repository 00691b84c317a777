//! The lecture: an open deck, where it stands, and what is on the slide shown.

use std::collections::BTreeMap;

use super::ahead::Ahead;
use super::{content, kinds};
use crate::deck::{Deck, Desk, Fault, Slide, Widget};
use crate::labs;
use crate::link;
use crate::settings::Settings;
use crate::state::{Space, State};
use crate::update::{self, Effects};

/// At most so many faults are listed.
const MOST_FAULTS: usize = 200;

/// Pictures of so many slides are kept.
const MOST_STILLS: usize = 80;

/// Where a deck came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// One of the page's own, by its stem.
    Library(String),
    /// A file beside the page, by its path.
    Path(String),
    /// A file that was opened or dropped, by its name.
    File(String),
}

/// A picture of a slide: what is on it, and its widgets at rest.
#[derive(Debug)]
pub struct Still {
    /// The slide.
    pub slide: Slide,
    /// Its widgets.
    pub widgets: Vec<State>,
}

/// An open deck.
#[derive(Debug)]
pub struct Lecture {
    /// Where it came from.
    pub origin: Origin,
    /// The deck.
    pub deck: Deck,
    /// The slide shown, from 0.
    pub slide: usize,
    /// How many clicks of it are done.
    pub click: usize,
    /// What is on it.
    pub current: Slide,
    /// The answers to its numbers.
    pub desk: Desk,
    /// What is wrong with the deck, as far as it has been checked.
    pub faults: Vec<Fault>,
    /// The titles of the slides that have been checked.
    pub titles: Vec<String>,
    /// Pictures for the overview and of what comes next, by slide and click.
    pub stills: BTreeMap<(usize, usize), Still>,
    /// The slide to come, once it has been made ready.
    pub(super) ahead: Option<Ahead>,
    /// The space that a widget of that sort had last: the next one begins with it.
    spaces: BTreeMap<String, (Space, f64)>,
    /// The links of the widgets as the deck has them at this click.
    pristine: Vec<String>,
    is_shown: bool,
}

impl Lecture {
    /// Opens a deck, with no slide shown yet.
    pub fn new(origin: Origin, deck: Deck) -> Self {
        let faults = deck.faults().to_vec();
        Self {
            origin,
            deck,
            slide: 0,
            click: 0,
            current: Slide::default(),
            desk: Desk::default(),
            faults,
            titles: Vec::new(),
            stills: BTreeMap::new(),
            ahead: None,
            spaces: BTreeMap::new(),
            pristine: Vec::new(),
            is_shown: false,
        }
    }

    /// The path by which a link names the deck.
    pub fn stem(&self) -> &str {
        match &self.origin {
            Origin::Library(stem) => stem,
            Origin::Path(_) | Origin::File(_) => super::OWN,
        }
    }

    /// How many slides there are.
    pub fn slides(&self) -> usize {
        self.deck.len()
    }

    /// Whether the last click of the last slide is done.
    pub fn is_at_end(&self) -> bool {
        self.slide + 1 == self.slides() && self.click >= self.current.clicks
    }

    /// Whether nothing has been clicked yet.
    pub fn is_at_start(&self) -> bool {
        self.slide == 0 && self.click == 0
    }

    /// The place that the next click leads to.
    pub fn next(&self) -> (usize, usize) {
        match () {
            () if self.click < self.current.clicks => (self.slide, self.click + 1),
            () if self.slide + 1 < self.slides() => (self.slide + 1, 0),
            () => (self.slide, self.click),
        }
    }

    /// Shows a slide after so many clicks; past the end, the last.
    pub(super) fn show(
        &mut self,
        to: (usize, usize),
        widgets: &mut Vec<State>,
        settings: &Settings,
        effects: &mut Effects,
    ) {
        let slide = to.0.min(self.slides() - 1);
        if slide == self.slide && self.is_shown {
            let before = std::mem::replace(&mut self.click, to.1.min(self.current.clicks));
            self.drive(before, widgets, settings, effects);
            return;
        }
        self.is_shown = true;
        self.note_spaces(widgets);
        (self.current, *widgets) = match self.ahead.take().filter(|ahead| ahead.fits(slide, to.1, settings)) {
            Some(ahead) => {
                effects.fetch.extend(ahead.fetch);
                (ahead.slide, ahead.widgets)
            }
            None => self.open_in_place(slide, to.1, settings, effects),
        };
        (self.slide, self.click) = (slide, to.1.min(self.current.clicks));
        self.pristine = widgets.iter().map(link::write).collect();
    }

    /// Remembers the space of the widgets shown.
    pub(super) fn note_spaces(&mut self, widgets: &[State]) {
        let left = self.current.widgets.iter().zip(widgets);
        let spaces = left.map(|(widget, state)| (sort_of(&self.current, widget), (state.stage, state.scale)));
        self.spaces.extend(spaces);
    }

    /// Reads a slide and opens its widgets as they are after so many clicks.
    fn open(&mut self, slide: usize, click: usize, settings: &Settings, effects: &mut Effects) -> (Slide, Vec<State>) {
        let slide = self.deck.slide(slide);
        let desk = &mut self.desk;
        slide.each_number(&mut |number| {
            desk.ask(number).ok();
        });
        let click = click.min(slide.clicks);
        let open = |widget| open_at(widget, &self.deck, click, settings, effects);
        let widgets = slide.widgets.iter().map(open).collect();
        (slide, widgets)
    }

    /// Opens a slide with its widgets in the space that their like had last.
    pub(super) fn open_in_place(
        &mut self,
        slide: usize,
        click: usize,
        settings: &Settings,
        effects: &mut Effects,
    ) -> (Slide, Vec<State>) {
        let (slide, mut widgets) = self.open(slide, click, settings, effects);
        for (widget, state) in slide.widgets.iter().zip(&mut widgets) {
            let known = self.spaces.get(&sort_of(&slide, widget)).copied();
            (state.stage, state.scale) = known.unwrap_or((state.stage, state.scale));
        }
        (slide, widgets)
    }

    /// Does to the widgets what the clicks between say; a widget that no click touches stays as it was left.
    fn drive(&mut self, before: usize, widgets: &mut [State], settings: &Settings, effects: &mut Effects) {
        let (low, high) = (before.min(self.click), before.max(self.click));
        for ((widget, state), pristine) in self.current.widgets.iter().zip(widgets).zip(&mut self.pristine) {
            let mut between = widget.clicks.iter().filter(|(click, _)| *click > low && *click <= high).peekable();
            if between.peek().is_none() {
                continue;
            }
            let was_changed = link::write(state) != *pristine;
            let space = (state.stage, state.scale);
            let fresh = (was_changed || self.click < before)
                .then(|| open_at(widget, &self.deck, self.click, settings, effects));
            match fresh {
                Some(fresh) if self.click < before => *state = fresh,
                fresh => {
                    between.flat_map(|(_, drives)| drives).for_each(|drive| {
                        kinds::drive(state, drive).ok();
                    });
                    *pristine = link::write(fresh.as_ref().unwrap_or(state));
                    continue;
                }
            }
            (state.stage, state.scale) = space;
            *pristine = link::write(state);
        }
    }

    /// The links of the widgets as the deck has them at this click.
    pub(super) fn pristine(&self) -> &[String] {
        &self.pristine
    }

    /// What differs from the deck in the slide's widgets, as fields of a link.
    pub(super) fn changes(&self, widgets: &[State]) -> Vec<(String, String)> {
        let changed = widgets.iter().zip(&self.pristine).enumerate().filter_map(|(place, (state, pristine))| {
            let now = link::write(state);
            (now != *pristine).then(|| (format!("w{}", place + 1), packed(&now)))
        });
        changed.collect()
    }

    /// Makes sure that there is a picture of a slide after so many clicks.
    pub(super) fn draw_still(&mut self, slide: usize, click: usize, settings: &Settings) {
        if self.stills.contains_key(&(slide, click)) {
            return;
        }
        if self.stills.len() >= MOST_STILLS {
            self.stills.clear();
        }
        let still = self.still(slide, click, settings);
        self.stills.insert((slide, click), still);
    }

    /// A picture of a slide after so many clicks.
    pub(super) fn still(&mut self, slide: usize, click: usize, settings: &Settings) -> Still {
        let (slide, widgets) = self.open(slide, click, settings, &mut Effects::default());
        Still { slide, widgets }
    }

    /// Whether slides are still to be checked.
    pub(super) fn is_checking(&self) -> bool {
        self.titles.len() < self.slides()
    }

    /// Checks the next slide: its faults, its numbers, its widgets, and its title for the overview.
    pub(super) fn check_next(&mut self) {
        let slide = self.deck.slide(self.titles.len());
        let faults = check(&slide, &self.deck, &mut self.desk);
        let room = MOST_FAULTS.saturating_sub(self.faults.len());
        self.faults.extend(faults.into_iter().take(room));
        self.titles.push(slide.title_text());
        if !self.is_checking() {
            self.faults.sort();
        }
    }
}

/// Everything that is wrong with a slide, what only the engine knows included.
pub fn check(slide: &Slide, deck: &Deck, desk: &mut Desk) -> Vec<Fault> {
    let mut faults = slide.faults.clone();
    slide.each_number(&mut |number| {
        if let Err(problem) = desk.ask(number) {
            faults.push(Fault { line: number.line, column: number.column, problem });
        }
    });
    for widget in &slide.widgets {
        let (mut state, mut problems) = kinds::open(widget, deck, &Settings::default(), &mut Effects::default());
        let drives = widget.clicks.iter().flat_map(|(_, drives)| drives);
        problems.extend(drives.filter_map(|drive| kinds::drive(&mut state, drive).err()));
        let place = (widget.line, widget.column);
        let sentences = problems.into_iter().map(|problem| format!("{}: {problem}.", widget.kind.name()));
        faults.extend(sentences.map(|problem| Fault { line: place.0, column: place.1, problem }));
    }
    faults
}

/// What widgets of about the same size have in common: their kind, what they show, and what is beside them.
fn sort_of(slide: &Slide, widget: &Widget) -> String {
    let shown = widget.setting("show").map(|shown| shown.items().join("+")).unwrap_or_default();
    format!("{} {shown} {} {}", widget.kind.name(), content::arrangement(slide), slide.widgets.len())
}

fn open_at(widget: &Widget, deck: &Deck, click: usize, settings: &Settings, effects: &mut Effects) -> State {
    let (mut state, _) = kinds::open(widget, deck, settings, effects);
    let done = widget.clicks.iter().filter(|(at, _)| *at <= click);
    done.flat_map(|(_, drives)| drives).for_each(|drive| {
        kinds::drive(&mut state, drive).ok();
    });
    state
}

/// A widget's link as a field of the slide's.
fn packed(hash: &str) -> String {
    hash.trim_start_matches("#/").replace('&', ";")
}

/// The link that such a field stands for.
pub(super) fn unpacked(field: &str) -> String {
    format!("#/{}", field.replace(';', "&"))
}

/// Brings a widget to what its link says, unless it is there; gives what could not be read.
///
/// A lab goes there from where it is, if it can: it keeps the data that it has got, and what it has worked out.
pub(super) fn bring_to(state: &mut State, hash: &str, effects: &mut Effects) -> Vec<String> {
    if link::write(state) == hash {
        return Vec::new();
    }
    if state.labs.open.is_some() {
        let wanted = link::read(hash, &state.settings);
        if labs::follow(state, &wanted) {
            return Vec::new();
        }
    }
    let space = (state.stage, state.scale);
    let route = state.route;
    let dropped = state.open_hash(hash, effects);
    (state.stage, state.scale, state.route) = (space.0, space.1, route);
    dropped
}

/// Does an action in a widget; what it wants of the browser is wanted of it here too.
pub(super) fn act_within(widget: &mut State, action: crate::Action, effects: &mut Effects) {
    *effects = update::update(widget, action);
    effects.new_entry = false;
}
