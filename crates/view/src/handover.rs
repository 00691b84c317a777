//! What the module with the Step view alone hands to that with every view: the open example, and what can be taken back.

use std::rc::Rc;

use gradlight_core::builtin;
use gradlight_core::example::Example;
use serde::{Deserialize, Serialize};

use crate::state::{Change, Document, OWN, State};

/// All of it; each example stands in it once, however many changes lead to it.
#[derive(Deserialize, Serialize)]
struct Handover {
    examples: Vec<String>,
    here: Stand,
    past: Vec<Stand>,
    future: Vec<Stand>,
}

/// Where the lecture stood, its examples by their places in the list.
#[derive(Deserialize, Serialize)]
struct Stand {
    name: String,
    opened: usize,
    start: usize,
    finished: usize,
    step: usize,
    sample: usize,
    moves: bool,
}

/// The open example and the changes that can be taken back or made again, as text.
pub fn pack(state: &State) -> String {
    let mut known = Vec::new();
    let here = stand(&state.document, false, &mut known);
    let mut stands = |changes: &[Change]| -> Vec<Stand> {
        changes.iter().map(|change| stand(&change.before, change.moves, &mut known)).collect()
    };
    let (past, future) = (stands(&state.past), stands(&state.future));
    let examples = known.iter().map(|example| example.to_json()).collect();
    serde_json::to_string(&Handover { examples, here, past, future }).unwrap_or_default()
}

fn stand(document: &Document, moves: bool, known: &mut Vec<Rc<Example>>) -> Stand {
    let mut place = |example: &Rc<Example>| {
        known.iter().position(|known| Rc::ptr_eq(known, example)).unwrap_or_else(|| {
            known.push(Rc::clone(example));
            known.len() - 1
        })
    };
    let (opened, start) = (place(&document.opened), place(&document.start));
    let &Document { finished, step, sample, .. } = document;
    Stand { name: document.name.clone(), opened, start, finished, step, sample, moves }
}

/// Takes what was packed into a state that has just been made; a text that is none leaves it as it is.
pub fn unpack(state: &mut State, text: &str) {
    let Some((here, past, future)) = read(text) else { return };
    (state.document, state.past, state.future) = (here, past, future);
    state.rerun();
}

fn read(text: &str) -> Option<(Document, Vec<Change>, Vec<Change>)> {
    let Handover { examples, here, past, future } = serde_json::from_str(text).ok()?;
    let examples =
        examples.iter().map(|text| Example::from_json(text).ok().map(Rc::new)).collect::<Option<Vec<_>>>()?;
    let document = |stand: &Stand| {
        let Stand { ref name, opened, start, finished, step, sample, .. } = *stand;
        (name == OWN || builtin::names().any(|known| known == name)).then_some(())?;
        let example = |place: usize| examples.get(place).map(Rc::clone);
        Some(Document { name: name.clone(), opened: example(opened)?, start: example(start)?, finished, step, sample })
    };
    let changes = |stands: &[Stand]| -> Option<Vec<Change>> {
        stands.iter().map(|stand| Some(Change { before: document(stand)?, moves: stand.moves, kept: None })).collect()
    };
    Some((document(&here)?, changes(&past)?, changes(&future)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Action, update};

    fn edited() -> State {
        let mut state = State::new();
        for (id, value) in [("weight.w5", "0.7"), ("weight.w6", "-1")] {
            update(&mut state, Action::Edit(id.to_owned()));
            update(&mut state, Action::Draft(value.to_owned()));
            update(&mut state, Action::Commit);
        }
        update(&mut state, Action::SetLearningRate(3.5));
        update(&mut state, Action::NextStep);
        update(&mut state, Action::Undo);
        state
    }

    #[test]
    fn what_was_changed_in_one_module_is_taken_back_in_the_other() {
        let mut before = edited();
        let text = pack(&before);
        let mut after = State::new();
        unpack(&mut after, &text);
        assert_eq!(after.document, before.document);
        for action in [Action::Redo, Action::Undo, Action::Undo, Action::Undo, Action::Redo] {
            update(&mut before, action.clone());
            update(&mut after, action.clone());
            assert_eq!((&after.document, after.run().costs()), (&before.document, before.run().costs()), "{action:?}");
        }
        assert_eq!(after.document.start.learning_rate(), 0.5);
        assert_eq!((before.past.len(), after.past.len(), after.future.len()), (1, 1, 2));
    }

    #[test]
    fn an_example_is_written_once_and_shared_again() {
        let mut after = State::new();
        unpack(&mut after, &pack(&edited()));
        assert!(Rc::ptr_eq(&after.document.opened, &after.past[0].before.opened));
        assert!(Rc::ptr_eq(&after.document.opened, &after.past[0].before.start));
    }

    #[test]
    fn a_text_that_is_none_changes_nothing() {
        let whole = pack(&edited());
        let faulty = [
            String::new(),
            "{}".to_owned(),
            whole[..whole.len() / 2].to_owned(),
            whole.replace("\"opened\":0", "\"opened\":99"),
            whole.replace("two-two-two", "no-such-example"),
            whole.replace("sigmoid", "sigmund"),
        ];
        for text in faulty {
            assert_ne!(text, whole);
            let mut state = State::new();
            unpack(&mut state, &text);
            assert_eq!((state.document, state.past.len()), (State::new().document, 0), "{text}");
        }
    }
}
