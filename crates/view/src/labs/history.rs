//! What can be taken back in a lab: a change by the fields of its link or by a copy, a reset by the exhibit put aside.

use super::fields::Link;
use super::{Entry, Exhibit, Labs};
use crate::changes::{Changes, MADE_AGAIN, TAKEN_BACK};
use crate::state::State;
use crate::update::Effects;

/// Most changes that can be taken back.
const MOST: usize = 200;

/// Where a lab stood.
#[derive(Debug)]
pub(super) enum Stand {
    /// As its link has it.
    Linked(Link),
    /// The exhibit itself, with what no link carries.
    Whole(Box<dyn Exhibit>),
}

/// What undo goes back to, and redo forward to.
#[derive(Debug, Default)]
pub(super) struct History {
    changes: Changes<Stand>,
    /// What the last change was a change of, while more of the same is part of it.
    drag: Option<String>,
}

impl History {
    /// A hand has let go: the next change is one of its own.
    pub(super) fn end_drag(&mut self) {
        self.drag = None;
    }

    /// Where the lab stands before a change that does not go on with the last one: its link, and what to come back to.
    pub(super) fn before(&self, of: &str, exhibit: &dyn Exhibit) -> Option<(Link, Stand)> {
        let is_new = self.drag.as_deref() != Some(of) && exhibit.is_undoable();
        is_new.then(|| {
            let link = exhibit.link();
            let stand = exhibit.copy().map_or_else(|| Stand::Linked(link.clone()), Stand::Whole);
            (link, stand)
        })
    }

    /// Notes the change if there was one.
    pub(super) fn changed(&mut self, of: &str, (link, stand): (Link, Stand), exhibit: &dyn Exhibit) {
        if exhibit.link() != link {
            self.changes.push(stand, MOST);
            self.drag = Some(of.to_owned());
        }
    }

    /// Notes that the exhibit was put aside for a new one.
    pub(super) fn replaced(&mut self, before: Box<dyn Exhibit>) {
        self.changes.push(Stand::Whole(before), MOST);
        self.drag = None;
    }

    /// Takes the last change back; gives the paths of data wanted for that, if there was one.
    pub(super) fn undo(&mut self, entry: &Entry, exhibit: &mut Box<dyn Exhibit>) -> Option<Vec<String>> {
        self.drag = None;
        self.changes.undo(|stand| exchange(stand, entry, exhibit))
    }

    /// Does it again; gives the paths of data wanted for that, if there was one.
    pub(super) fn redo(&mut self, entry: &Entry, exhibit: &mut Box<dyn Exhibit>) -> Option<Vec<String>> {
        self.drag = None;
        self.changes.redo(|stand| exchange(stand, entry, exhibit))
    }
}

/// Puts the lab where it stood; gives where it stands now, and the paths of data wanted.
fn exchange(stand: Stand, entry: &Entry, exhibit: &mut Box<dyn Exhibit>) -> (Stand, Vec<String>) {
    match stand {
        Stand::Whole(before) => (Stand::Whole(std::mem::replace(exhibit, before)), Vec::new()),
        Stand::Linked(fields) => {
            let here = exhibit.link();
            *exhibit = (entry.open)();
            for (name, value) in &fields {
                exhibit.read_link(name, value);
            }
            (Stand::Linked(here), exhibit.wants())
        }
    }
}

/// Takes the last change of the open lab back.
pub(crate) fn undo(state: &mut State, effects: &mut Effects) {
    let Labs { open: Some((entry, exhibit)), history } = &mut state.labs else { return };
    tell(effects, history.undo(entry, exhibit), TAKEN_BACK);
}

/// Does what was taken back again.
pub(crate) fn redo(state: &mut State, effects: &mut Effects) {
    let Labs { open: Some((entry, exhibit)), history } = &mut state.labs else { return };
    tell(effects, history.redo(entry, exhibit), MADE_AGAIN);
}

fn tell(effects: &mut Effects, wants: Option<Vec<String>>, sentence: &str) {
    if let Some(wants) = wants {
        effects.fetch.extend(wants);
        effects.narration = Some(sentence.to_owned());
    }
}

/// A hand has let go of a slider in the open lab.
pub(crate) fn end_drag(state: &mut State) {
    state.labs.history.end_drag();
}

/// Whether there is a change to take back.
pub(crate) fn can_undo(state: &State) -> bool {
    state.labs.history.changes.can().0
}

/// Whether there is a change to make again.
pub(crate) fn can_redo(state: &State) -> bool {
    state.labs.history.changes.can().1
}

#[cfg(test)]
mod tests {
    use crate::{Action, State, update};

    fn opened(lab: &str) -> State {
        let mut state = State::new();
        update(&mut state, Action::OpenLink(format!("#/labs/{lab}")));
        state
    }

    fn act(state: &mut State, name: &str, argument: &str) {
        let action = Action::from_element(&format!("lab/{name}"), Some(argument)).expect("a lab's action");
        update(state, action);
    }

    #[track_caller]
    fn shows(state: &State, key: &str, expected: f64) {
        let (_, exhibit) = state.labs.open.as_ref().expect("an open lab");
        assert_eq!(exhibit.value(key), Some(expected));
    }

    #[test]
    fn a_drag_is_one_change_that_is_taken_back_and_made_again() {
        let mut state = opened("chain");
        for value in ["0.5", "0.6", "0.7"] {
            act(&mut state, "set-w", value);
        }
        update(&mut state, Action::EndSlide);
        act(&mut state, "set-w", "0.9");
        act(&mut state, "set-b", "1");
        for (action, w) in
            [(Action::Undo, 0.9), (Action::Undo, 0.7), (Action::Undo, 0.4), (Action::Redo, 0.7), (Action::Redo, 0.9)]
        {
            update(&mut state, action);
            shows(&state, "weight.w1", w);
        }
        shows(&state, "bias.h1", -0.2);
    }

    #[test]
    fn going_through_a_lab_changes_nothing_in_it() {
        let mut state = opened("chain");
        act(&mut state, "next", "");
        assert!(!super::can_undo(&state));
        act(&mut state, "set-w", "half");
        assert!(!super::can_undo(&state), "nothing was taken");
    }

    #[test]
    fn a_reset_is_taken_back_and_so_is_what_is_out_of_sight() {
        let mut state = opened("neuron");
        act(&mut state, "set-w1", "0.9");
        act(&mut state, "part", "gates");
        act(&mut state, "set-b", "-1");
        act(&mut state, "reset", "");
        shows(&state, "z", 1.62);
        update(&mut state, Action::Undo);
        shows(&state, "b", -1.0);
        update(&mut state, Action::Undo);
        shows(&state, "b", 0.0);
        act(&mut state, "part", "sum");
        shows(&state, "w1", 0.9);
    }

    #[test]
    fn another_lab_has_changes_of_its_own_and_the_open_example_keeps_its_own() {
        let mut state = State::new();
        update(&mut state, Action::SetLearningRate(0.7));
        update(&mut state, Action::OpenLink("#/labs/chain".to_owned()));
        act(&mut state, "set-w", "0.9");
        update(&mut state, Action::OpenLink("#/labs/neuron".to_owned()));
        assert!(!super::can_undo(&state));
        update(&mut state, Action::Undo);
        assert_eq!(state.document.start.learning_rate().to_bits(), 0.7_f64.to_bits());
    }
}
