//! Slides: lecture decks whose figures are the live engine.
//!
//! A widget is a whole [`State`] of its own: what happens in it is an action within it.

use gradlight_plot::{Drawn, Ink, Style};

use crate::drawing::{self, Fingerprint};
use crate::keys::{Focus, KeyPress};
use crate::node::{Node, html};
use crate::pointer::Pointer;
use crate::state::State;
use crate::update::{self, Effects};

/// What the lecture remembers.
#[derive(Debug, Default)]
pub struct Slides {
    /// The live widgets of the slide shown, in document order.
    pub widgets: Vec<State>,
}

/// What a user can want of a lecture.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {}

impl Action {
    /// The action of an element whose `data-action` is `slides/NAME`, with its argument.
    pub fn from_element(_name: &str, _argument: Option<&str>) -> Option<Self> {
        None
    }
}

/// Does what the action wants.
pub(crate) fn act(_state: &mut State, action: Action, _effects: &mut Effects) {
    match action {}
}

/// Does an action within a widget; what it wants of the browser is wanted of it here too.
pub(crate) fn act_within(state: &mut State, widget: usize, action: crate::Action, effects: &mut Effects) {
    if let Some(inner) = state.slides.widgets.get_mut(widget) {
        *effects = update::update(inner, action);
        effects.new_entry = false;
    }
}

/// What stands in the page's main part.
pub(crate) fn main(_state: &State) -> Node {
    html("main").class("slides-view").attr("aria-label", "Slides").into()
}

/// What a key does here before the keys that all views share.
pub(crate) fn key(_state: &State, _press: &KeyPress, _focus: Focus, _figure: Option<&str>) -> Option<crate::Action> {
    None
}

/// The path of a link after `#/slides`, and its fields.
pub(crate) fn link(_state: &State) -> (String, Vec<(String, String)>) {
    (String::new(), Vec::new())
}

/// Opens what a link says; gives what of it could not be read, in clauses.
pub(crate) fn open_link(
    _state: &mut State,
    _path: &[&str],
    _fields: &[(&str, &str)],
    _effects: &mut Effects,
) -> Vec<String> {
    Vec::new()
}

/// Takes what arrived from a path that was asked for, or why it did not; says whether it was for this view.
pub(crate) fn arrive(_state: &mut State, _path: &str, _content: &Result<Vec<u8>, String>) -> bool {
    false
}

/// Takes a file that was opened or dropped; gives it back if it is none for this view.
pub(crate) fn open_file(_state: &mut State, _name: &str, content: Vec<u8>, _effects: &mut Effects) -> Option<Vec<u8>> {
    Some(content)
}

/// Goes on with unfinished work until it is done or the time is up.
pub(crate) fn work(state: &mut State, is_time_up: &mut dyn FnMut() -> bool) {
    for widget in state.slides.widgets.iter_mut().filter(|widget| widget.is_working()) {
        widget.work(is_time_up);
    }
}

/// Whether work is unfinished.
pub(crate) fn is_working(state: &State) -> bool {
    state.slides.widgets.iter().any(State::is_working)
}

/// A figure's widget and its name there.
fn widget_of(figure: &str) -> Option<(usize, &str)> {
    let (widget, figure) = figure.split_once('/')?;
    Some((widget.parse().ok()?, figure))
}

/// What the picture of that figure depends on.
pub(crate) fn fingerprint(state: &State, figure: &str) -> Option<Fingerprint> {
    let (widget, figure) = widget_of(figure)?;
    drawing::fingerprint(state.slides.widgets.get(widget)?, figure)
}

/// Draws that figure.
pub(crate) fn draw<'a>(state: &State, figure: &str, ink: Ink<'a>, style: &Style) -> Drawn<Ink<'a>> {
    match widget_of(figure).and_then(|(widget, figure)| Some((state.slides.widgets.get(widget)?, figure))) {
        Some((widget, figure)) => drawing::draw(widget, figure, ink, style),
        None => Ok(()),
    }
}

/// Does what the pointer wants of that figure.
pub(crate) fn point(state: &mut State, figure: &str, pointer: &Pointer) {
    if let Some((widget, figure)) = widget_of(figure)
        && let Some(widget) = state.slides.widgets.get_mut(widget)
    {
        drawing::point(widget, figure, pointer);
    }
}
