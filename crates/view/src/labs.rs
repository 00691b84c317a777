//! Labs: one exhibit for each idea of the lectures, behind one trait, and the gallery that leads to them.

pub mod activations;
pub mod chain;
pub mod cross_entropy;
pub mod descent;
pub mod diagram;
pub mod digits;
mod edited;
pub mod errata;
mod exhibit;
mod fields;
mod gallery;
pub mod graph;
pub mod landscape;
pub mod logistic;
mod maths;
pub mod matrices;
pub mod neuron;
pub mod nudge;
pub mod parts;
pub mod perceptron;
mod picture;
mod playing;
mod saving;
pub mod spreading;
mod stepping;
mod tables;
#[cfg(test)]
mod testing;
mod traced;
pub mod tumour;
pub mod wishes;

use gradlight_plot::{Drawn, Ink, Style};

pub use exhibit::{Exhibit, Handled, Look};

use crate::drawing::Fingerprint;
use crate::keys::{Focus, KeyPress};
use crate::nearest::nearest;
use crate::node::{Node, html};
use crate::pointer::Pointer;
use crate::state::State;
use crate::update::Effects;

/// One entry of the register of labs.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// Its name in addresses and decks.
    pub name: &'static str,
    /// Its title.
    pub title: &'static str,
    /// What it is about, in a sentence.
    pub about: &'static str,
    /// Makes the lab in its opening state.
    pub open: fn() -> Box<dyn Exhibit>,
}

/// Every lab, in the order of the gallery.
pub const ALL: &[Entry] = &[
    neuron::ENTRY,
    activations::ENTRY,
    logistic::ENTRY,
    perceptron::ENTRY,
    spreading::ENTRY,
    graph::ENTRY,
    cross_entropy::ENTRY,
    chain::ENTRY,
    nudge::ENTRY,
    wishes::ENTRY,
    matrices::ENTRY,
    errata::ENTRY,
    descent::ENTRY,
    landscape::ENTRY,
    tumour::ENTRY,
    digits::ENTRY,
];

/// The lab of that name, if there is one.
pub fn entry(name: &str) -> Option<&'static Entry> {
    ALL.iter().find(|entry| entry.name == name)
}

/// The lab that is open, if one is; otherwise the gallery is shown.
#[derive(Debug, Default)]
pub struct Labs {
    /// Which one, and its state.
    pub open: Option<(&'static Entry, Box<dyn Exhibit>)>,
}

/// What a user wants of the open lab, in the lab's own words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// The name after `lab/` in `data-action`, `data-input` or `data-change`.
    pub name: String,
    /// The argument: `data-argument`, or what a field or slider holds.
    pub argument: Option<String>,
}

/// Does what the action wants.
///
/// `reset`, `save-svg` and `save-png` mean the same in every lab; the last two name a figure.
pub(crate) fn act(state: &mut State, action: &Action, effects: &mut Effects) {
    let look = look(state);
    let Some((entry, exhibit)) = &mut state.labs.open else { return };
    let figure = action.argument.as_deref().unwrap_or_default();
    match action.name.as_str() {
        "reset" => {
            *exhibit = (entry.open)();
            effects.fetch.extend(exhibit.wants());
            effects.narration = Some(format!("{} starts over.", entry.title));
        }
        "save-svg" => effects.save = saving::svg_file(entry, exhibit.as_ref(), figure, &look),
        "save-png" => {
            let name = format!("{}.png", saving::stem(entry, figure));
            effects.save_picture = exhibit.fingerprint(figure).map(|_| (figure.to_owned(), name));
        }
        name => {
            let handled = exhibit.act(name, action.argument.as_deref());
            effects.take(handled);
        }
    }
}

/// How labs are to be shown now.
pub(crate) fn look(state: &State) -> Look {
    Look { digits: state.digits(), width: state.stage.width, scale: state.scale }
}

/// What stands in the page's main part.
pub(crate) fn main(state: &State) -> Node {
    let look = look(state);
    let main = html("main").class("labs-view").attr("aria-label", "Labs");
    match &state.labs.open {
        Some((entry, exhibit)) => main.child(gallery::room(entry, exhibit.as_ref(), &look)).into(),
        None => main.child(gallery::gallery()).into(),
    }
}

/// What a key does here before the keys that all views share.
pub(crate) fn key(state: &State, press: &KeyPress, focus: Focus, figure: Option<&str>) -> Option<crate::Action> {
    let (_, exhibit) = state.labs.open.as_ref()?;
    if press.control || press.alt || focus == Focus::Field {
        return None;
    }
    let (name, argument) = exhibit.key(press, focus, figure).or_else(|| {
        let resets = matches!(press.key.as_str(), "r" | "R");
        resets.then_some(("reset", None))
    })?;
    Some(crate::Action::Lab(Action { name: name.to_owned(), argument }))
}

/// The path of a link after `#/labs`, and its fields.
pub(crate) fn link(state: &State) -> (String, Vec<(String, String)>) {
    match &state.labs.open {
        Some((entry, exhibit)) => (format!("/{}", entry.name), exhibit.link()),
        None => (String::new(), Vec::new()),
    }
}

/// Opens what a link says; gives what of it could not be read, in clauses.
pub(crate) fn open_link(
    state: &mut State,
    path: &[&str],
    fields: &[(&str, &str)],
    effects: &mut Effects,
) -> Vec<String> {
    state.labs.open = None;
    let Some(name) = path.first() else { return Vec::new() };
    let Some(entry) = entry(name) else {
        let near = nearest(name, ALL.iter().map(|entry| entry.name));
        let hint = near.map(|near| format!("; did you mean “{near}”?")).unwrap_or_default();
        return vec![format!("there is no lab “{name}”{hint}")];
    };
    let mut exhibit = (entry.open)();
    let unread = |(name, value): &&(&str, &str)| !exhibit.read_link(name, value);
    let dropped: Vec<&(&str, &str)> = fields.iter().filter(unread).collect();
    let dropped = dropped.into_iter().map(|(name, value)| format!("“{name}={value}” could not be read")).collect();
    effects.fetch.extend(exhibit.wants());
    state.labs.open = Some((entry, exhibit));
    dropped
}

/// Takes what arrived from a path that was asked for, or why it did not; says whether it was for this view.
pub(crate) fn arrive(state: &mut State, path: &str, content: &Result<Vec<u8>, String>) -> bool {
    state.labs.open.as_mut().is_some_and(|(_, exhibit)| exhibit.arrive(path, content.as_deref()))
}

/// Takes a file that was opened or dropped; gives it back if it is none for the open lab.
pub(crate) fn open_file(state: &mut State, name: &str, content: Vec<u8>, effects: &mut Effects) -> Option<Vec<u8>> {
    let Some((_, exhibit)) = &mut state.labs.open else { return Some(content) };
    match exhibit.open_file(name, content) {
        Ok(handled) => {
            effects.take(handled);
            None
        }
        Err(content) => Some(content),
    }
}

/// The id of what is pointed at in the open lab.
pub(crate) fn lit(state: &State) -> Option<String> {
    state.labs.open.as_ref()?.1.lit()
}

/// Points at the quantity of that id in the open lab, or at none.
pub(crate) fn light(state: &mut State, id: Option<&str>) {
    if let Some((_, exhibit)) = &mut state.labs.open {
        exhibit.light(id);
    }
}

/// Goes on with unfinished work until it is done or the time is up.
pub(crate) fn work(state: &mut State, is_time_up: &mut dyn FnMut() -> bool) {
    if let Some((_, exhibit)) = &mut state.labs.open {
        exhibit.work(is_time_up);
    }
}

/// Whether work is unfinished.
pub(crate) fn is_working(state: &State) -> bool {
    state.labs.open.as_ref().is_some_and(|(_, exhibit)| exhibit.is_working())
}

/// Time has passed, in milliseconds.
pub(crate) fn tick(state: &mut State, milliseconds: f64) {
    if let Some((_, exhibit)) = &mut state.labs.open {
        exhibit.tick(milliseconds);
    }
}

/// Whether the open lab moves by itself.
pub(crate) fn is_playing(state: &State) -> bool {
    state.labs.open.as_ref().is_some_and(|(_, exhibit)| exhibit.is_playing())
}

/// What the picture of that figure depends on.
pub(crate) fn fingerprint(state: &State, figure: &str) -> Option<Fingerprint> {
    state.labs.open.as_ref()?.1.fingerprint(figure)
}

/// Draws that figure.
pub(crate) fn draw<'a>(state: &State, figure: &str, ink: Ink<'a>, style: &Style) -> Drawn<Ink<'a>> {
    match &state.labs.open {
        Some((_, exhibit)) => exhibit.draw(figure, ink, style),
        None => Ok(()),
    }
}

/// Does what the pointer wants of that figure.
///
/// A canvas hears of it in pixels of type at its usual size, so that it can read places with a style of scale 1.
pub(crate) fn point(state: &mut State, figure: &str, pointer: &Pointer) {
    let scale = state.scale;
    let Some((_, exhibit)) = &mut state.labs.open else { return };
    if exhibit.fingerprint(figure).is_none() {
        exhibit.point(figure, pointer);
        return;
    }
    let Pointer { x, y, width, height, .. } = *pointer;
    let usual = Pointer { x: x / scale, y: y / scale, width: width / scale, height: height / scale, ..*pointer };
    exhibit.point(figure, &usual);
}
