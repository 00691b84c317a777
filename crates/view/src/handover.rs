//! What the module with the Step view alone hands to that with every view: the open example, and what can be taken back.

use std::rc::Rc;

use gradlight_core::builtin;
use gradlight_core::example::Example;
use serde::{Deserialize, Serialize};

use crate::action::Action;
use crate::route::Route;
use crate::settings::Settings;
use crate::state::{Change, Document, OWN, State};
use crate::update::Leave;
use crate::{link, predict};

/// All of it; each example stands in it once, however many changes lead to it.
#[derive(Deserialize, Serialize)]
struct Handover {
    /// The link of the Step view: settings, and what is covered.
    link: String,
    shows_table: bool,
    takes_example: bool,
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

/// What the Step view leaves with, as text: the open example, how it is shown, and the changes that can be taken back
/// or made again.
pub fn pack(state: &State, leave: &Leave) -> String {
    let mut known = Vec::new();
    let here = stand(&state.document, false, &mut known);
    let mut stands = |changes: &[Change]| -> Vec<Stand> {
        changes.iter().map(|change| stand(&change.before, change.moves, &mut known)).collect()
    };
    let (past, future) = (stands(&state.past), stands(&state.future));
    let examples = known.iter().map(|example| example.to_json()).collect();
    let (link, shows_table) = (link::write(state), state.settings.shows_table);
    let handover = Handover { link, shows_table, takes_example: leave.takes_example, examples, here, past, future };
    serde_json::to_string(&handover).unwrap_or_default()
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

/// Takes what was packed into a state that has just been made, and gives the action that goes on from there, where
/// that is not the link at hand; a text that is none leaves the state as it is.
pub fn unpack(state: &mut State, text: &str) -> Option<Action> {
    let handover: Handover = serde_json::from_str(text).ok()?;
    let (here, past, future) = changes(&handover)?;
    let opened = link::read(&handover.link, &state.settings);
    state.settings = Settings { shows_table: handover.shows_table, ..opened.settings };
    (state.document, state.past, state.future) = (here, past, future);
    state.rerun();
    predict::open_link(state, &opened.cover);
    handover.takes_example.then_some(Action::GoTo(Route::Rate))
}

fn changes(handover: &Handover) -> Option<(Document, Vec<Change>, Vec<Change>)> {
    let example = |text: &String| Example::from_json(text).ok().map(Rc::new);
    let examples = handover.examples.iter().map(example).collect::<Option<Vec<_>>>()?;
    let document = |stand: &Stand| {
        let Stand { ref name, opened, start, finished, step, sample, .. } = *stand;
        (name == OWN || builtin::names().any(|known| known == name)).then_some(())?;
        let example = |place: usize| examples.get(place).map(Rc::clone);
        Some(Document { name: name.clone(), opened: example(opened)?, start: example(start)?, finished, step, sample })
    };
    let changes = |stands: &[Stand]| -> Option<Vec<Change>> {
        stands.iter().map(|stand| Some(Change { before: document(stand)?, moves: stand.moves, kept: None })).collect()
    };
    Some((document(&handover.here)?, changes(&handover.past)?, changes(&handover.future)?))
}

#[cfg(test)]
mod tests {
    use gradlight_core::activation::Activation;
    use gradlight_core::example::Sample;
    use gradlight_core::loss::Loss;
    use gradlight_core::network::LayerParameters;

    use super::*;
    use crate::update;

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

    fn leave() -> Leave {
        Leave { hash: "#/labs".to_owned(), takes_example: false }
    }

    #[test]
    fn what_was_changed_in_one_module_is_taken_back_in_the_other() {
        let mut before = edited();
        let text = pack(&before, &leave());
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
        unpack(&mut after, &pack(&edited(), &leave()));
        assert!(Rc::ptr_eq(&after.document.opened, &after.past[0].before.opened));
        assert!(Rc::ptr_eq(&after.document.opened, &after.past[0].before.start));
    }

    #[test]
    fn a_text_that_is_none_changes_nothing() {
        let whole = pack(&edited(), &leave());
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

    #[test]
    fn the_playground_opens_with_an_example_that_no_link_can_carry() {
        let layer = |units: usize, inputs: usize| LayerParameters {
            activation: Activation::Sigmoid,
            weights: (0..units).map(|j| (0..inputs).map(|i| 1.0 / (7 + j * inputs + i) as f64).collect()).collect(),
            biases: Some(vec![0.1; units]),
        };
        let sample = Sample { input: vec![0.5; 20], target: vec![0.1] };
        let large = Example::assembled(&[layer(40, 20), layer(1, 40)], Loss::HalfSquaredError, vec![sample]);
        let mut before = State::new();
        update(&mut before, Action::OpenFile("large.json".to_owned(), large.expect("sound").to_json()));
        assert!(link::is_too_large(&before));
        update(&mut before, Action::Predict(predict::Action::Toggle));
        let text = pack(&before, &Leave { hash: link::entrance(&before, Route::Rate), takes_example: true });
        let mut after = State::new();
        let on = unpack(&mut after, &text).expect("it goes on with the example");
        update(&mut after, on);
        assert_eq!((after.route, &after.document, after.notice.clone()), (Route::Rate, &before.document, None));
        update(&mut after, Action::GoTo(Route::Step));
        assert!(after.is_step_covered(), "what was covered stays so");
    }
}
