//! What two windows of one lecture tell each other of predicting, beside what a link carries.

use super::{Action, act, judge};
use crate::state::State;
use crate::update::Effects;

/// The guess that was judged, and the hands counted for each answer, apart by a tab.
pub(crate) fn told(state: &State) -> String {
    let guess = state.predict.verdict.as_ref().map_or("", |verdict| &verdict.typed);
    let counts = state.predict.hands.as_ref().map(|hands| {
        let counts: Vec<String> = hands.answers.iter().map(|answer| answer.count.to_string()).collect();
        counts.join(" ")
    });
    format!("{guess}\t{}", counts.unwrap_or_default())
}

/// Takes what another window has told: the guess is judged here too, and the hands are counted.
pub(crate) fn take_told(state: &mut State, told: &str) {
    if self::told(state) == told {
        return;
    }
    let (guess, counts) = told.split_once('\t').unwrap_or((told, ""));
    if guess.is_empty() {
        state.predict.verdict = None;
    } else {
        judge(state, guess);
    }
    let mut effects = Effects::default();
    if counts.is_empty() == state.predict.hands.is_some() {
        act(state, Action::ToggleHands, &mut effects);
    }
    for (place, count) in counts.split(' ').enumerate() {
        let typed = if count == "0" { "" } else { count };
        act(state, Action::Count(place, typed.to_owned()), &mut effects);
    }
}
