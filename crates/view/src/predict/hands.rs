//! A show of hands: the answers that a class may have, and how many have each.

use gradlight_core::order::sort_by_number;
use gradlight_core::slip::{Lapse, Slip, Wrong};

use crate::format::computed;
use crate::state::State;

/// So many wrong answers are offered beside the right one.
const MOST_WRONG: usize = 3;

/// More hands than this are no class.
const MOST_HANDS: u32 = 9999;

/// Answers and hands counted for each.
#[derive(Clone, Debug, PartialEq)]
pub struct Hands {
    /// The answers in the order of their values, so that the order does not tell; the last one is any other.
    pub(super) answers: Vec<Answer>,
    /// The place of the step that they are about.
    step: usize,
}

/// An answer that hands are raised for.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Answer {
    /// Its value as it is shown; none for any other answer.
    pub(super) shown: Option<String>,
    /// The slip behind it; none for the right answer and for any other.
    pub(super) lapses: Vec<Lapse>,
    /// What was typed as its count.
    pub(super) typed: String,
    /// The hands counted.
    pub(super) count: u32,
    /// Why what was typed is no count.
    pub(super) fault: Option<String>,
}

impl Hands {
    /// No hands yet for the answers at the step at hand.
    pub(super) fn of(state: &State, wrong: &[Wrong]) -> Self {
        let digits = state.digits();
        let right = state.step().value;
        let mut values: Vec<(f64, Vec<Lapse>)> = vec![(right, Vec::new())];
        let mut shown = vec![computed(right, digits)];
        for wrong in wrong {
            let is_known = !matches!(wrong.lapses[0].slip, Slip::Mistaken(_) | Slip::Rounded(_) | Slip::NotRounded);
            let text = computed(wrong.value, digits);
            if is_known && values.len() <= MOST_WRONG && !shown.contains(&text) {
                values.push((wrong.value, wrong.lapses.clone()));
                shown.push(text);
            }
        }
        sort_by_number(&mut values, |(value, _)| *value);
        let offered = values.into_iter().map(|(value, lapses)| Answer::new(Some(computed(value, digits)), lapses));
        Self { answers: offered.chain([Answer::new(None, Vec::new())]).collect(), step: state.document.step }
    }

    pub(super) fn step(&self) -> usize {
        self.step
    }

    /// Takes what was typed as the count of an answer; what cannot be taken is marked, and the last count stays.
    pub(super) fn count(&mut self, place: usize, typed: String) {
        let Some(answer) = self.answers.get_mut(place) else { return };
        let trimmed = typed.trim();
        let count = if trimmed.is_empty() { Some(0) } else { trimmed.parse().ok() };
        match count.filter(|count| *count <= MOST_HANDS) {
            Some(count) => (answer.count, answer.fault) = (count, None),
            None => answer.fault = Some("Type how many hands, a whole number such as 12.".to_owned()),
        }
        answer.typed = typed;
    }

    /// The first fault of what was typed.
    pub(super) fn fault(&self) -> Option<&str> {
        self.answers.iter().find_map(|answer| answer.fault.as_deref())
    }

    /// All hands together.
    pub(super) fn total(&self) -> u32 {
        self.answers.iter().map(|answer| answer.count).sum()
    }
}

impl Answer {
    fn new(shown: Option<String>, lapses: Vec<Lapse>) -> Self {
        Self { shown, lapses, typed: String::new(), count: 0, fault: None }
    }

    /// Whether it is the right one.
    pub(super) fn is_right(&self) -> bool {
        self.shown.is_some() && self.lapses.is_empty()
    }
}
