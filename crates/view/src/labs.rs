//! Labs: one exhibit for each idea of the lectures, behind one trait, and the gallery that leads to them.

pub mod activations;
pub mod chain;
pub mod cross_entropy;
pub mod descent;
pub mod diagram;
mod dial;
pub mod digits;
mod edited;
pub mod errata;
mod exhibit;
mod fields;
mod gallery;
pub mod graph;
mod history;
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
pub(crate) use history::{can_redo, can_undo, end_drag, redo, undo};

use history::History;

use crate::drawing::Fingerprint;
use crate::keys::{Focus, KeyPress};
use crate::link::Opened;
use crate::nearest::nearest;
use crate::node::{Node, html};
use crate::pointer::{Gesture, Pointer};
use crate::route::Route;
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
    /// What can be taken back in it.
    history: History,
}

/// What a user wants of the open lab, in the lab's own words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// The name after `lab/` in `data-action`, `data-input` or `data-change`.
    pub name: String,
    /// The argument: `data-argument`, or what a field or slider holds.
    pub argument: Option<String>,
}

/// Actions that go through a lab and change nothing in it.
const STEPS: [&str; 12] =
    ["next", "back", "first", "last", "step", "play", "mistake", "choose", "class", "pick", "entry-down", "entry-up"];

/// Does what the action wants.
///
/// `reset`, `save-svg` and `save-png` mean the same in every lab; the last two name a figure.
pub(crate) fn act(state: &mut State, action: &Action, effects: &mut Effects) {
    let look = look(state);
    let Labs { open: Some((entry, exhibit)), history } = &mut state.labs else { return };
    let figure = action.argument.as_deref().unwrap_or_default();
    match action.name.as_str() {
        "reset" => {
            let before = std::mem::replace(exhibit, (entry.open)());
            history.replaced(before);
            effects.fetch.extend(exhibit.wants());
            effects.narration = Some(format!("{} starts over.", entry.title));
        }
        "save-svg" => effects.save = saving::svg_file(entry, exhibit.as_ref(), figure, &look),
        "save-png" => {
            let name = format!("{}.png", saving::stem(entry, figure));
            match saving::drawing(exhibit.as_ref(), figure, &look) {
                Some(drawing) => effects.save_drawing = Some((drawing, name)),
                None => effects.save_picture = exhibit.fingerprint(figure).map(|_| (figure.to_owned(), name)),
            }
        }
        name => {
            let before = if STEPS.contains(&name) { None } else { history.before(name, exhibit.as_ref()) };
            let handled = exhibit.act(name, action.argument.as_deref());
            effects.take(handled);
            if let Some(before) = before {
                history.changed(name, before, exhibit.as_ref());
            }
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
    state.labs = Labs::default();
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

/// Brings the open lab to what a link of it says without opening it anew; says whether it is there now.
///
/// Fields may build on those before them, so all are read from the first that differs.
pub(crate) fn follow(state: &mut State, link: &Opened) -> bool {
    let Some((entry, exhibit)) = &mut state.labs.open else { return false };
    if link.route != Route::Labs || link.path != [entry.name] {
        return false;
    }
    let same = exhibit.link().iter().zip(&link.fields).take_while(|(known, wanted)| known == wanted).count();
    for (name, value) in &link.fields[same..] {
        exhibit.read_link(name, value);
    }
    let is_there = exhibit.link() == link.fields;
    if is_there {
        state.settings = link.settings.clone();
    }
    is_there
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
    let is_drag = matches!(pointer.gesture, Gesture::Down | Gesture::Move { is_down: true });
    let scale = if fingerprint(state, figure).is_some() { state.scale } else { 1.0 };
    let Labs { open: Some((_, exhibit)), history } = &mut state.labs else { return };
    if pointer.gesture == Gesture::Down {
        history.end_drag();
    }
    let before = if is_drag { history.before(figure, exhibit.as_ref()) } else { None };
    let Pointer { x, y, width, height, .. } = *pointer;
    let usual = Pointer { x: x / scale, y: y / scale, width: width / scale, height: height / scale, ..*pointer };
    exhibit.point(figure, &usual);
    if let Some(before) = before {
        history.changed(figure, before, exhibit.as_ref());
    }
}
