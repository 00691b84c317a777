//! The room's doors: links, files, and decks that arrive from the page's folder.

use super::lecture::{self, Lecture, Origin};
use super::{Cover, OWN, Session, Slides, go, library, presenter};
use crate::deck::Deck;
use crate::labs;
use crate::route::Route;
use crate::state::State;
use crate::update::Effects;

/// The largest deck that is read: 32 MiB.
const MAX_BYTES: usize = 32 << 20;

/// A deck that has been asked for, and what to show of it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Pending {
    origin: Origin,
    place: (usize, usize),
    /// What differs in the slide's widgets, as the link says it.
    changes: Vec<(usize, String)>,
}

impl Pending {
    fn path(&self) -> String {
        match &self.origin {
            Origin::Library(stem) => format!("decks/{stem}.md"),
            Origin::Path(path) | Origin::File(path) => path.clone(),
        }
    }
}

/// The path of a link after `#/slides`, and its fields.
pub(crate) fn link(state: &State) -> (String, Vec<(String, String)>) {
    let slides = &state.slides;
    if let Some(pending) = &slides.pending {
        let mut fields: Vec<(String, String)> =
            pending.changes.iter().map(|(place, change)| (format!("w{}", place + 1), change.clone())).collect();
        let stem = match &pending.origin {
            Origin::Library(stem) => stem.as_str(),
            Origin::Path(path) => {
                fields.push(("deck".to_owned(), path.clone()));
                OWN
            }
            Origin::File(_) => OWN,
        };
        return (path(stem, pending.place), fields);
    }
    let session = slides.session.as_ref().filter(|session| session.is_presenter);
    let presenter = session.map(|session| ("presenter".to_owned(), session.id.clone()));
    let Some(lecture) = &slides.lecture else { return (String::new(), presenter.into_iter().collect()) };
    let mut fields = lecture.changes(&slides.widgets);
    fields.extend(presenter);
    if let Origin::Path(path) = &lecture.origin {
        fields.push(("deck".to_owned(), path.clone()));
    }
    (path(lecture.stem(), (lecture.slide, lecture.click)), fields)
}

fn path(stem: &str, place: (usize, usize)) -> String {
    match place {
        (0, 0) => format!("/{stem}"),
        (slide, 0) => format!("/{stem}/{}", slide + 1),
        (slide, click) => format!("/{stem}/{}/{click}", slide + 1),
    }
}

/// Opens what a link says; gives what of it could not be read, in clauses.
pub(crate) fn open_link(
    state: &mut State,
    path: &[&str],
    fields: &[(&str, &str)],
    effects: &mut Effects,
) -> Vec<String> {
    let field = |name: &str| fields.iter().find(|(key, _)| *key == name).map(|(_, value)| *value);
    if let Some(id) = field("presenter") {
        state.slides.session = Some(Session::new(id.to_owned(), true));
    }
    let deck = field("deck");
    let stem = path.first().copied().or(deck.map(|_| OWN));
    let mut dropped = Vec::new();
    let place = (number(path.get(1), 1, "slide", &mut dropped) - 1, number(path.get(2), 0, "click", &mut dropped));
    let changes = changes(fields, &mut dropped);
    let origin = match (stem, deck) {
        (None, _) => {
            (state.slides.lecture, state.slides.pending) = (None, None);
            state.slides.widgets.clear();
            Err(None)
        }
        (Some(OWN), Some(path)) if is_below(path) => Ok(Origin::Path(path.to_owned())),
        (Some(OWN), Some(path)) => Err(Some(format!("“{path}” is no path beside this page"))),
        // The presenter's other window brings it.
        (Some(OWN), None) if presenter::is_here(&state.slides) && state.slides.lecture.is_none() => return dropped,
        (Some(OWN), None) => own(&mut state.slides),
        (Some(stem), _) if is_stem(stem) => Ok(Origin::Library(stem.to_owned())),
        (Some(stem), _) => Err(Some(format!("“{stem}” is no deck"))),
    };
    match origin {
        Ok(origin) if state.slides.lecture.as_ref().is_some_and(|lecture| lecture.origin == origin) => {
            show(state, place, &changes, effects, &mut dropped);
        }
        Ok(origin) => ask(state, Pending { origin, place, changes }, effects),
        Err(fault) => {
            state.slides.library.want(effects);
            dropped.extend(fault);
        }
    }
    dropped
}

/// The deck of one's own: the one that is open, else the one that the window has kept over a reload.
fn own(slides: &mut Slides) -> Result<Origin, Option<String>> {
    if let Some(lecture) = slides.lecture.as_ref().filter(|lecture| lecture.stem() == OWN) {
        return Ok(lecture.origin.clone());
    }
    let Some((name, text)) = slides.kept.take() else {
        return Err(Some("your own deck has to be opened again from its file".to_owned()));
    };
    let origin = Origin::File(name);
    slides.lecture = Some(Lecture::new(origin.clone(), Deck::read(text)));
    Ok(origin)
}

/// A number of a link's path, where it has one there.
fn number(part: Option<&&str>, least: usize, name: &str, dropped: &mut Vec<String>) -> usize {
    let Some(text) = part else { return least };
    text.parse::<usize>().ok().filter(|number| *number >= least).unwrap_or_else(|| {
        dropped.push(format!("“{text}” is no {name}"));
        least
    })
}

/// What differs in the slide's widgets, from fields `w1`, `w2`, ….
fn changes(fields: &[(&str, &str)], dropped: &mut Vec<String>) -> Vec<(usize, String)> {
    let mut changes = Vec::new();
    for (name, value) in fields {
        match name.strip_prefix('w').and_then(|place| place.parse::<usize>().ok()) {
            Some(widget) if widget > 0 => changes.push((widget - 1, (*value).to_owned())),
            _ if matches!(*name, "deck" | "presenter") => {}
            _ => dropped.push(format!("“{name}={value}” could not be read")),
        }
    }
    changes
}

fn is_stem(stem: &str) -> bool {
    !stem.is_empty() && stem.chars().all(|letter| letter.is_ascii_alphanumeric() || "-_".contains(letter))
}

/// Whether a path leads to a file of the page's own host, below its folder or beside it.
fn is_below(path: &str) -> bool {
    !path.is_empty() && !path.contains([':', '\\']) && !path.starts_with('/')
}

fn ask(state: &mut State, pending: Pending, effects: &mut Effects) {
    effects.fetch.push(pending.path());
    (state.slides.lecture, state.slides.cover) = (None, Cover::None);
    state.slides.widgets.clear();
    state.slides.pending = Some(pending);
}

/// Opens the page's deck of that stem, at its beginning.
pub(super) fn open_stem(state: &mut State, stem: &str, effects: &mut Effects) {
    if is_stem(stem) {
        effects.new_entry = true;
        ask(state, Pending { origin: Origin::Library(stem.to_owned()), place: (0, 0), changes: Vec::new() }, effects);
    }
}

/// Opens the deck that another window of the lecture has open, at its place.
pub(super) fn open_told(state: &mut State, origin: Origin, place: (usize, usize), effects: &mut Effects) {
    let is_sound = match &origin {
        Origin::Library(stem) => is_stem(stem),
        Origin::Path(path) => is_below(path),
        Origin::File(_) => false,
    };
    match &mut state.slides.pending {
        Some(pending) if pending.origin == origin => pending.place = place,
        _ if is_sound => ask(state, Pending { origin, place, changes: Vec::new() }, effects),
        _ => {}
    }
}

/// Shows a slide of the open deck as a link says.
fn show(
    state: &mut State,
    place: (usize, usize),
    changes: &[(usize, String)],
    effects: &mut Effects,
    dropped: &mut Vec<String>,
) {
    go(state, place, effects);
    let Some(lecture) = &state.slides.lecture else { return };
    if lecture.slide != place.0 {
        dropped.push(format!("the deck has {} slides", lecture.slides()));
    }
    let wanted: Vec<String> = lecture.pristine().to_vec();
    for (place, (widget, pristine)) in state.slides.widgets.iter_mut().zip(wanted).enumerate() {
        let change = changes.iter().find(|(changed, _)| *changed == place);
        let hash = change.map_or(pristine, |(_, change)| lecture::unpacked(change));
        dropped.extend(lecture::bring_to(widget, &hash, effects));
    }
    let most = state.slides.widgets.len();
    let beyond = changes.iter().filter(|(widget, _)| *widget >= most);
    dropped.extend(beyond.map(|(widget, _)| format!("the slide has no widget {}", widget + 1)));
}

/// Takes what arrived from a path that was asked for, or why it did not; says whether it was for this view.
pub(crate) fn arrive(state: &mut State, path: &str, content: &Result<Vec<u8>, String>, effects: &mut Effects) -> bool {
    if path == library::INDEX {
        state.slides.library.take(content);
        return true;
    }
    if state.slides.pending.as_ref().is_some_and(|pending| pending.path() == path) {
        let Some(pending) = state.slides.pending.take() else { return false };
        take_deck(state, pending, content, effects);
        return true;
    }
    let mut is_taken = false;
    // Several widgets may have asked for the same data.
    for widget in state.slides.widgets.iter_mut().filter(|widget| widget.route == Route::Labs) {
        is_taken |= labs::arrive(widget, path, content);
    }
    is_taken
}

fn take_deck(state: &mut State, pending: Pending, content: &Result<Vec<u8>, String>, effects: &mut Effects) {
    let name = pending.path();
    let text = match content {
        Ok(bytes) => String::from_utf8(bytes.clone()).map_err(|_| "it is no text".to_owned()),
        Err(reason) => Err(reason.clone()),
    };
    match text {
        Ok(text) => {
            state.slides.lecture = Some(Lecture::new(pending.origin, Deck::read(text)));
            let mut dropped = Vec::new();
            show(state, pending.place, &pending.changes, effects, &mut dropped);
            state.tell_dropped(&dropped);
        }
        Err(reason) => {
            state.slides.library.want(effects);
            state.refuse(format!("The deck {name} was not opened: {reason}."));
        }
    }
}

/// Takes a file that was opened or dropped; gives it back if it is no deck.
pub(crate) fn open_file(state: &mut State, name: &str, content: Vec<u8>, effects: &mut Effects) -> Option<Vec<u8>> {
    if !is_deck(name) {
        return Some(content);
    }
    if content.len() > MAX_BYTES {
        state.refuse(format!("{name} was not opened. It is larger than 32 MiB."));
        return None;
    }
    match String::from_utf8(content) {
        Ok(text) => {
            effects.deck = Some((name.to_owned(), text.clone()));
            state.slides.lecture = Some(Lecture::new(Origin::File(name.to_owned()), Deck::read(text)));
            (state.slides.pending, state.slides.kept, state.notice) = (None, None, None);
            effects.new_entry = true;
            go(state, (0, 0), effects);
        }
        Err(_) => state.refuse(format!("{name} was not opened. It is no text.")),
    }
    None
}

/// Whether a file of that name is a deck.
pub fn is_deck(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    [".md", ".markdown", ".qmd", ".txt"].iter().any(|kind| name.ends_with(kind))
}

/// Opens in its own view what a widget shows; the deck stays where it is.
pub(super) fn enlarge(state: &mut State, place: usize, effects: &mut Effects) {
    let Some(widget) = state.slides.widgets.get(place) else { return };
    let (hash, route) = (crate::link::write(widget), widget.route);
    let dropped = state.open_hash(&hash, effects);
    debug_assert!(dropped.is_empty(), "the page reads its own links: {dropped:?}");
    state.route = route;
    effects.new_entry = true;
}
