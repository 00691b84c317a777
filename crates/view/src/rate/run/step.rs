//! To the Step view and back: the round looked at, of any run.

use gradlight_core::train::Recipe;

use super::words;
use crate::format::count;
use crate::route::Route;
use crate::state::{Document, MAX_ROUNDS, Notice, State};
use crate::update::Effects;

/// What was left behind for the Step view.
#[derive(Clone, Debug)]
pub(super) struct Left {
    /// The document as it was, where the round's parameters had to become a new start.
    document: Option<Document>,
    /// The finished rounds that were looked at.
    wished: usize,
}

impl Left {
    /// Whether the Step view shows the panel's own run, round for round.
    pub(super) fn is_same_run(&self) -> bool {
        self.document.is_none()
    }
}

/// Opens the round looked at in the Step view.
///
/// A plain run's round is a round of the run there. What the Step view does not run, another recipe or rounds
/// past its last, starts there anew from the round's parameters; undo and the way back bring the run here again.
pub(super) fn open(state: &mut State, effects: &mut Effects) {
    let panel = &state.rate.run;
    let (finished, recipe) = (panel.finished(), panel.recipe);
    let Some(start) = panel.round_start() else { return };
    let is_plain = recipe == Recipe::default() && finished <= MAX_ROUNDS;
    state.rate.run.left = Some(Left { document: (!is_plain).then(|| state.document.clone()), wished: finished });
    if is_plain {
        (state.document.finished, state.document.step) = (finished, 0);
        state.refresh();
    } else {
        state.coalescing = None;
        state.remember("open in step", true);
        state.document.start = start;
        (state.document.finished, state.document.step) = (0, 0);
        state.rerun();
        let label = words::recipe_label(recipe);
        let of = if label.is_empty() { String::new() } else { format!(" of the run by {label}") };
        state.notice = Some(Notice {
            text: format!(
                "This is round {}{of}: its weights are the start here, and go on by plain gradient descent.",
                count(finished + 1)
            ),
            is_fault: false,
            offers_file: false,
        });
    }
    state.go_to(Route::Step);
    effects.new_entry = true;
}

/// Comes back to the panel: to the round that the Step view has come to where both are the same run, else to
/// the run as it was left.
pub(super) fn back(state: &mut State, effects: &mut Effects) {
    let Some(Left { document, wished }) = state.rate.run.left.take() else { return };
    state.rate.run.wished = if document.is_none() { state.document.finished } else { wished };
    if let Some(document) = document {
        state.coalescing = None;
        state.remember("back to the rate", true);
        state.document = document;
        state.notice = None;
        state.rerun();
    }
    state.go_to(Route::Rate);
    effects.new_entry = true;
}
