//! The key tables: for each view its own keys, and those that all share.

use crate::rate::Panel;
use crate::route::{HAS_ROOMS, Route};
use crate::slides;
use crate::state::State;

/// A key or several, two spaces between them, and what they do.
pub type Row = (&'static str, &'static str);

const STEP: &[Row] = &[
    ("→  PageDown  N", "next step; past the last comes the next round"),
    ("←  PageUp  P", "previous step"),
    ("↓  Shift+→", "next phase"),
    ("↑  Shift+←", "previous phase"),
    ("Home  End", "first or last step of this round"),
    ("Space  K", "play or pause"),
    ("+  −", "faster or slower"),
    ("[  ]", "learning rate down or up"),
    ("C  V  H", "cover values to predict them; reveal the one at hand; count a show of hands"),
    ("Enter", "on the stage: type what you predict"),
    ("Enter", "on the network: walk it by arrow keys; on a number: type another"),
    ("←  →  Enter", "on the cost descent: read it, and go to the round read"),
    ("R", "reset, which undo takes back"),
    ("Ctrl+Z  Ctrl+Shift+Z", "undo and redo"),
];

const RUN: &[Row] = &[
    ("PageDown  PageUp", "into the next or previous regime of the atlas, as a clicker does"),
    ("[  ]", "learning rate down or up"),
    ("Space  K", "play or pause"),
    ("+  −", "faster or slower"),
    ("→  ←  Home  End", "next, previous, first, last round; Esc: none in particular"),
    ("B", "take the best rate of the look-ahead"),
    ("C  O  Z", "pin this run, open its round in Step, look closer"),
    ("←  →  Enter", "on the cost descent: read it, and show the round read"),
    ("←  →  ↑  ↓  Enter", "on the atlas: read it by rates, by regimes; take that rate"),
    ("R", "reset the example, which undo takes back"),
    ("Ctrl+Z  Ctrl+Shift+Z", "undo and redo"),
];

const DATA: &[Row] = &[
    ("→  PageDown  N", "one update, or whatever the step is set to"),
    ("1  2  3", "one sample, one batch, one epoch"),
    ("Space  K", "train or pause"),
    ("+  −", "faster or slower"),
    ("[  ]", "learning rate down or up"),
    ("R  Shift+R", "start over; from other weights: undo brings the training back"),
    ("Ctrl+Z  Ctrl+Shift+Z", "undo and redo"),
    ("←  →  ↑  ↓  Esc", "on the network or the boundary: read it"),
];

const MAP: &[Row] = &[
    ("←  →  ↑  ↓", "move the cross; with Shift the window"),
    ("+  −  0", "closer, wider, the whole map"),
    ("O", "open the rates under the cross in the Step view"),
    ("R", "reset the example, which undo takes back"),
    ("Ctrl+Z  Ctrl+Shift+Z", "undo and redo"),
];

const LABS: &[Row] = &[
    ("→  PageDown  N", "next step, where a lab has steps"),
    ("←  PageUp  P", "previous step"),
    ("Home  End", "first or last step"),
    ("Space  K", "play or pause"),
    ("↑  ↓", "cross-entropy: the class; matrices: the entry; tumour: nearer or farther"),
    ("M", "perceptron: on to the next mistake"),
    ("←  →  ↑  ↓", "on a figure with a handle: move it"),
    ("R", "reset the lab, which undo takes back"),
    ("Ctrl+Z  Ctrl+Shift+Z", "undo and redo"),
];

/// What every view does with these.
pub const COMMON: &[Row] = &[
    ("F", "full screen"),
    ("Tab  Shift+Tab", "to the next control or back"),
    ("Esc", "leave a field, the network or this dialog"),
    ("?  F1", "this table"),
];

/// The keys of the view shown.
pub fn own(state: &State) -> &'static [Row] {
    match state.route {
        Route::Step => STEP,
        _ if !HAS_ROOMS => STEP,
        Route::Rate => match state.rate.panel {
            Panel::Run => RUN,
            Panel::Data => DATA,
            Panel::Map => MAP,
        },
        Route::Slides => &slides::KEYS,
        Route::Labs => LABS,
    }
}
