//! The narration: what the live region says when something has changed.

use gradlight_core::trace::Phase;

use crate::caption;
use crate::format::{Digits, count, spoken};
use crate::predict;
use crate::rate;
use crate::route::{HAS_ROOMS, Route};
use crate::state::State;

/// What narration compares: where the lecture stood before an action.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Position {
    finished: usize,
    step: usize,
    phase: Phase,
    name: String,
    rate: f64,
    covered: bool,
}

impl Position {
    pub(crate) fn of(state: &State) -> Self {
        Self {
            finished: state.finished(),
            step: state.document.step,
            phase: state.step().phase,
            name: state.document.name.clone(),
            rate: state.document.start.learning_rate(),
            covered: state.is_step_covered(),
        }
    }

    /// What is to be said, now that the state is another.
    pub(crate) fn change_to(&self, state: &State) -> Option<String> {
        let now = Self::of(state);
        if HAS_ROOMS && state.route != Route::Step {
            return self.change_elsewhere(&now, state);
        }
        if now.name != self.name {
            return Some(format!("Example {}. {}", now.name, step_sentence(state)));
        }
        if state.playing.is_some() {
            return (now.phase != self.phase || now.finished != self.finished)
                .then(|| format!("Round {}. {}", count(now.finished + 1), caption::phase_sentence(now.phase)));
        }
        if now.finished != self.finished {
            return Some(format!("Round {}. {}", count(now.finished + 1), step_sentence(state)));
        }
        if now.step != self.step || (self.covered && !now.covered) {
            return Some(step_sentence(state));
        }
        (now.rate != self.rate).then(|| rate_sentence(state))
    }

    /// The same where no step is shown: another example and rate matter in the playground alone.
    fn change_elsewhere(&self, now: &Self, state: &State) -> Option<String> {
        if state.route != Route::Rate || rate::has_own_changes(state) {
            return None;
        }
        let sentence = rate::rate_sentence(state);
        if now.name != self.name {
            return Some(format!("Example {}. {}", now.name, sentence.unwrap_or_default()));
        }
        sentence.filter(|_| now.rate != self.rate)
    }
}

/// Why there is nothing after the last step of the last round.
pub(crate) fn end_sentence(state: &State) -> String {
    let last = count(state.finished() + 1);
    match state.run().divergence() {
        Some(divergence) => {
            format!("Round {last} is the last: training diverges at round {}.", count(divergence.round()))
        }
        None => format!("Round {last} is the last."),
    }
}

fn step_sentence(state: &State) -> String {
    if state.is_step_covered() {
        return predict::question(state);
    }
    state.typesetter().spoken(state.step())
}

fn rate_sentence(state: &State) -> String {
    let rate = state.document.start.learning_rate();
    if state.predict.covers {
        return format!("Learning rate {rate}.");
    }
    let end = match state.run().divergence() {
        Some(divergence) => format!("Training diverges at round {}.", count(divergence.round())),
        None => match state.run().costs().last() {
            Some(cost) => {
                let rounds = count(state.run().last_finite());
                format!("After {rounds} rounds the cost is {}.", spoken(*cost, Digits::default()))
            }
            None => String::new(),
        },
    };
    format!("Learning rate {rate}. {end}")
}
