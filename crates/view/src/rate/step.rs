//! To the Step view and back: a round of a run, a batch of data, what a pair of rates came to.

use gradlight_core::example::Example;
use gradlight_core::train::Recipe;

use super::run;
use crate::format::count;
use crate::node::{Element, html};
use crate::route::Route;
use crate::state::{Document, MAX_ROUNDS, Notice, State};
use crate::update::Effects;

/// What was left behind for the Step view.
#[derive(Clone, Debug)]
pub(super) struct Left {
    /// The document as it was, where something else had to become the start there.
    document: Option<Document>,
    /// The finished rounds that were looked at.
    wished: Option<usize>,
}

/// Opens a round of a run in the Step view.
///
/// A plain run's round is a round of the run there, which starts where this one did. What the Step view does not run, another recipe or rounds
/// past its last, starts there anew from the round's parameters; undo and the way back bring the run here again.
pub(super) fn open_round(state: &mut State, round: Option<run::Round>, effects: &mut Effects) {
    let Some(run::Round { start, other, finished, recipe, wished }) = round else { return };
    let is_plain = recipe == Recipe::default() && finished <= MAX_ROUNDS;
    let is_open = is_plain && other.is_none();
    state.rate.left = Some(Left { document: (!is_open).then(|| state.document.clone()), wished });
    if !is_open {
        state.coalescing = None;
        state.remember("open in step", true);
    }
    let number = count(finished + 1);
    let said = match other {
        _ if !is_plain => {
            (state.document.start, state.document.finished) = (start.into(), 0);
            let label = run::recipe_label(recipe);
            let of = if label.is_empty() { String::new() } else { format!(" of the run by {label}") };
            Some(format!(
                "This is round {number}{of}: its weights are the start here, and go on by plain gradient descent."
            ))
        }
        Some((opened, name)) => {
            (state.document.start, state.document.finished) = (opened.into(), finished);
            Some(format!("This is round {number} of the run {name}."))
        }
        None => {
            state.document.finished = finished;
            None
        }
    };
    state.document.step = 0;
    if is_open {
        state.refresh();
    } else {
        state.rerun();
    }
    if let Some(text) = said {
        state.notice = Some(Notice { text, is_fault: false, offers_file: false });
    }
    state.go_to(Route::Step);
    effects.new_entry = true;
}

/// Opens an example that a panel has made in the Step view, and says so.
pub(super) fn open_made(state: &mut State, example: Example, said: &str, effects: &mut Effects) {
    let left = Left { document: Some(state.document.clone()), wished: run::wished(state) };
    state.open_own(example);
    state.rate.left = Some(left);
    effects.new_entry = true;
    effects.narration = Some(said.to_owned());
}

/// Comes back to the panel: to the round that the Step view has come to where both are the same run, else to
/// what was left.
pub(super) fn back(state: &mut State, effects: &mut Effects) {
    let Some(Left { document, wished }) = state.rate.left.take() else { return };
    match document {
        None => run::look_at(state, Some(state.document.finished)),
        Some(document) => {
            run::look_at(state, wished);
            state.coalescing = None;
            state.remember("back to the rate", true);
            state.document = document;
            state.notice = None;
            state.rerun();
        }
    }
    state.go_to(Route::Rate);
    effects.new_entry = true;
}

/// Comes into the playground from another view: what the Step view looks at is looked at here.
pub(super) fn enter(state: &mut State) {
    if state.rate.left.take().is_none_or(|left| left.document.is_none()) {
        let finished = state.document.finished;
        run::look_at(state, (finished > 0).then_some(finished));
    }
}

/// What the Step view shows to come back, where the playground was left for there.
pub(super) fn way_back(state: &State) -> Option<Element> {
    let button = html("button")
        .attr("type", "button")
        .class("stage-back")
        .key("stage-back")
        .attr("data-action", "rate/back")
        .text("‹ Back to Rate");
    state.rate.left.as_ref().map(|_| button)
}
