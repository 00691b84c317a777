//! What undo takes back in the panel: a choice, and with it the start of another training that the choice made.

use gradlight_core::batch::Plan;

use super::knob::Knob;
use super::setup::Setup;
use super::training::Training;
use super::{DataPanel, words};
use crate::changes::{Changes, MADE_AGAIN, TAKEN_BACK};
use crate::state::State;
use crate::update::Effects;

/// Most changes that can be taken back: each may hold a whole training.
const MOST: usize = 50;

/// A training, as far as it has gone.
#[derive(Debug)]
pub(super) struct Course {
    pub(super) training: Training,
    /// The plan that it began with.
    pub(super) began: Plan,
    /// Which of the panel's trainings it is.
    pub(super) number: usize,
}

/// Where the panel stood.
#[derive(Debug)]
struct Stand {
    setup: Setup,
    /// The training that the change put an end to, if it did.
    course: Option<Course>,
}

/// What undo goes back to, and redo forward to.
#[derive(Debug, Default)]
pub(super) struct History {
    changes: Changes<Stand>,
    /// What the last change was a change of, while more of the same is part of it.
    drag: Option<Knob>,
    /// The first training that the change being made has put an end to.
    pub(super) aside: Option<Course>,
}

impl DataPanel {
    /// Makes a change that can be taken back, if it is one; those of one `drag` in a row are one.
    pub(super) fn change<T>(&mut self, drag: Option<Knob>, change: impl FnOnce(&mut Self) -> T) -> T {
        let setup = self.setup.clone();
        self.history.aside = None;
        let outcome = change(self);
        let course = self.history.aside.take();
        let had_begun = course.as_ref().is_some_and(|course| course.training.taken() > 0);
        if had_begun || setup != self.setup {
            self.history.push(Stand { setup, course }, drag);
        }
        outcome
    }

    fn exchange(&mut self, Stand { setup, course }: Stand) -> Stand {
        let setup = std::mem::replace(&mut self.setup, setup);
        (self.typing, self.refusal) = (None, None);
        let goes_on = course.is_none();
        let course = course.map(|course| self.begin(course));
        if goes_on && setup.plan != self.setup.plan {
            self.retune();
        }
        self.training.go_on();
        Stand { setup, course }
    }
}

impl History {
    fn push(&mut self, stand: Stand, drag: Option<Knob>) {
        let goes_on = drag.is_some() && drag == self.drag;
        self.drag = drag;
        if !goes_on {
            self.changes.push(stand, MOST);
        }
    }
}

/// Takes the panel's last change back.
pub(in crate::rate) fn undo(state: &mut State, effects: &mut Effects) {
    go(state, effects, TAKEN_BACK, |changes, panel| changes.undo(|stand| (panel.exchange(stand), ())));
}

/// Makes the panel's change again that was taken back.
pub(in crate::rate) fn redo(state: &mut State, effects: &mut Effects) {
    go(state, effects, MADE_AGAIN, |changes, panel| changes.redo(|stand| (panel.exchange(stand), ())));
}

fn go(
    state: &mut State,
    effects: &mut Effects,
    sentence: &str,
    way: impl FnOnce(&mut Changes<Stand>, &mut DataPanel) -> Option<()>,
) {
    let panel = &mut state.rate.data;
    panel.history.drag = None;
    let mut changes = std::mem::take(&mut panel.history.changes);
    let is_done = way(&mut changes, panel).is_some();
    panel.history.changes = changes;
    if is_done {
        state.playing = None;
        effects.narration = Some(format!("{sentence} {}", words::progress(state)));
    }
}

/// A hand has let go of a slider: the next change is one of its own.
pub(in crate::rate) fn end_drag(panel: &mut DataPanel) {
    panel.history.drag = None;
}

/// Whether the panel has a change to take back, and one to make again.
pub(in crate::rate) fn can(panel: &DataPanel) -> (bool, bool) {
    panel.history.changes.can()
}
