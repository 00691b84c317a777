//! The second panel: two-dimensional data, batches and decision boundaries.

use gradlight_plot::{Drawn, Ink, Style};

use crate::drawing::Fingerprint;
use crate::keys::{Focus, KeyPress};
use crate::node::Node;
use crate::pointer::Pointer;
use crate::state::State;
use crate::update::Effects;

/// What the panel remembers.
#[derive(Debug, Default)]
pub struct DataPanel {}

/// What a user can want of the panel.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {}

impl Action {
    /// The action of an element whose `data-action` is `rate/data-NAME`, with its argument.
    pub fn from_element(_name: &str, _argument: Option<&str>) -> Option<Self> {
        None
    }
}

/// Does what the action wants.
pub(super) fn act(_state: &mut State, action: Action, _effects: &mut Effects) {
    match action {}
}

/// What stands under the choice of panels.
pub(super) fn body(_state: &State) -> Vec<Node> {
    Vec::new()
}

/// What a key does here before the keys that all views share.
pub(super) fn key(_state: &State, _press: &KeyPress, _focus: Focus, _figure: Option<&str>) -> Option<crate::Action> {
    None
}

/// The fields that a link carries, in order.
pub(super) fn link_fields(_state: &State) -> Vec<(String, String)> {
    Vec::new()
}

/// Takes one field of a link; says whether it could be read.
pub(super) fn read_link_field(_state: &mut State, _name: &str, _value: &str) -> bool {
    false
}

/// Goes on with unfinished work until it is done or the time is up.
pub(super) fn work(_state: &mut State, _is_time_up: &mut dyn FnMut() -> bool) {}

/// Whether work is unfinished.
pub(super) fn is_working(_state: &State) -> bool {
    false
}

/// Takes a file that was opened or dropped; gives it back if it is none for this panel.
pub(super) fn open_file(_state: &mut State, _name: &str, content: Vec<u8>, _effects: &mut Effects) -> Option<Vec<u8>> {
    Some(content)
}

/// What the picture of that figure depends on.
pub(super) fn fingerprint(_state: &State, _figure: &str) -> Option<Fingerprint> {
    None
}

/// Draws that figure.
pub(super) fn draw<'a>(_state: &State, _figure: &str, _ink: Ink<'a>, _style: &Style) -> Drawn<Ink<'a>> {
    Ok(())
}

/// Does what the pointer wants of that figure.
pub(super) fn point(_state: &mut State, _figure: &str, _pointer: &Pointer) {}
