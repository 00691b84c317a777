//! What undo keeps of the panel: its choices and the runs pinned, not how they went.

use gradlight_core::example::BiasRule;
use gradlight_core::train::Recipe;

use super::RunPanel;
use super::action::Action;
use super::pins::Pin;

/// The panel's choices and its pinned runs, as they stood before a change.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    rounds: usize,
    recipe: Recipe,
    pins: Vec<(String, f64, Recipe, BiasRule)>,
}

impl RunPanel {
    /// Its choices and pinned runs as they stand.
    pub(crate) fn kept(&self) -> Kept {
        let made_of = |pin: &Pin| (pin.name.clone(), pin.rate, pin.recipe, pin.rule);
        Kept { rounds: self.rounds, recipe: self.recipe, pins: self.pins.iter().map(made_of).collect() }
    }

    /// Puts them back; a run that is pinned still has gone as far as it has.
    pub(crate) fn put_back(&mut self, kept: Kept) {
        (self.rounds, self.recipe, self.typing) = (kept.rounds, kept.recipe, None);
        let mut pinned = std::mem::take(&mut self.pins);
        let mut pin = |(name, rate, recipe, rule): (String, f64, Recipe, BiasRule)| {
            let known = pinned.iter().position(|pin| pin.is_like(rate, recipe, rule));
            let known = known.map(|place| pinned.swap_remove(place));
            let mut pin = known.unwrap_or_else(|| Pin::new(String::new(), rate, recipe, rule));
            pin.name = name;
            pin
        };
        self.pins = kept.pins.into_iter().map(&mut pin).collect();
    }
}

/// The kind of change that an action is, if it is one of what is kept: more of the same in a row is one change.
pub(super) fn kind_of(action: &Action) -> Option<&'static str> {
    match action {
        Action::SetRounds(_) => Some("rounds"),
        Action::SetSchedule(_) | Action::Commit => Some("schedule"),
        Action::SetOptimiser(_) => Some("optimiser"),
        Action::SetBeta(_) => Some("momentum"),
        Action::Pin | Action::Unpin(_) | Action::Rename(..) => Some("pins"),
        _ => None,
    }
}
