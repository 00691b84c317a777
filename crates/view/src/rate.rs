//! Rate: the learning-rate playground, which shows what the learning rate does.

use gradlight_plot::{Drawn, Ink, Style};

use crate::drawing::Fingerprint;
use crate::keys::{Focus, KeyPress};
use crate::node::{Node, html};
use crate::pointer::Pointer;
use crate::state::State;
use crate::update::Effects;

/// What the playground remembers beside the open example.
#[derive(Debug, Default)]
pub struct Rate {}

/// What a user can want of the playground.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {}

impl Action {
    /// The action of an element whose `data-action` is `rate/NAME`, with its argument.
    pub fn from_element(_name: &str, _argument: Option<&str>) -> Option<Self> {
        None
    }
}

/// Does what the action wants.
pub(crate) fn act(_state: &mut State, action: Action, _effects: &mut Effects) {
    match action {}
}

/// What stands in the page's main part.
pub(crate) fn main(_state: &State) -> Node {
    html("main").class("rate-view").attr("aria-label", "Rate").into()
}

/// What a key does here before the keys that all views share.
pub(crate) fn key(_state: &State, _press: &KeyPress, _focus: Focus, _figure: Option<&str>) -> Option<crate::Action> {
    None
}

/// The fields that a link carries beside those of the example, in order.
pub(crate) fn link_fields(_state: &State) -> Vec<(String, String)> {
    Vec::new()
}

/// Takes one field of a link; says whether it could be read.
pub(crate) fn read_link_field(_state: &mut State, _name: &str, _value: &str) -> bool {
    false
}

/// Goes on with unfinished work until it is done or the time is up.
pub(crate) fn work(_state: &mut State, _is_time_up: &mut dyn FnMut() -> bool) {}

/// Whether work is unfinished.
pub(crate) fn is_working(_state: &State) -> bool {
    false
}

/// Takes a file that was opened or dropped; gives it back if it is none for this view.
pub(crate) fn open_file(_state: &mut State, _name: &str, content: Vec<u8>) -> Option<Vec<u8>> {
    Some(content)
}

/// What the picture of that figure depends on.
pub(crate) fn fingerprint(_state: &State, _figure: &str) -> Option<Fingerprint> {
    None
}

/// Draws that figure.
pub(crate) fn draw<'a>(_state: &State, _figure: &str, _ink: Ink<'a>, _style: &Style) -> Drawn<Ink<'a>> {
    Ok(())
}

/// Does what the pointer wants of that figure.
pub(crate) fn point(_state: &mut State, _figure: &str, _pointer: &Pointer) {}
