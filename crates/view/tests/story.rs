//! The state as a lecturer uses it: stepping, rounds, the learning rate, edits, undo.

use gradlight_core::quantity::Quantity;
use gradlight_view::state::MAX_ROUNDS;
use gradlight_view::{Action, State, update};

fn act(state: &mut State, actions: impl IntoIterator<Item = Action>) {
    for action in actions {
        update(state, action);
    }
}

fn value(state: &State, id: &str) -> f64 {
    let names = state.names();
    let step = state.trace().steps().iter().find(|step| names.id(&step.quantity) == id);
    step.map_or_else(|| panic!("no step {id}"), |step| step.value)
}

fn type_into(state: &mut State, begin: Action, text: &str) {
    act(state, [begin, Action::Draft(text.to_owned()), Action::Commit]);
}

#[test]
fn stepping_runs_through_the_round_into_the_next_and_back() {
    let mut state = State::new();
    let steps = state.trace().steps().len();
    act(&mut state, std::iter::repeat_n(Action::NextStep, steps));
    assert_eq!((state.finished(), state.document.step), (1, 0));
    act(&mut state, [Action::PreviousStep]);
    assert_eq!((state.finished(), state.document.step), (0, steps - 1));
    act(&mut state, std::iter::repeat_n(Action::PreviousStep, 2 * steps));
    assert_eq!((state.finished(), state.document.step), (0, 0), "there is nothing before the first step");
}

#[test]
fn phases_are_jumped_to_at_their_first_step() {
    let mut state = State::new();
    let names = state.names();
    let mut seen = Vec::new();
    for _ in 0..4 {
        act(&mut state, [Action::NextPhase]);
        seen.push(names.id(&state.step().quantity));
    }
    assert_eq!(seen, ["loss.o1", "backward.o1.d_out", "update.w1", "forward.h1.net"]);
    act(&mut state, [Action::PreviousPhase]);
    assert_eq!((state.finished(), names.id(&state.step().quantity).as_str()), (0, "update.w1"));
}

#[test]
fn ten_thousand_rounds_are_one_move_away_in_both_directions() {
    let mut state = State::new();
    let first = value(&state, "loss.total");
    act(&mut state, [Action::SlideRound(1000.0)]);
    assert_eq!(state.finished(), MAX_ROUNDS);
    assert_eq!(state.run().costs()[MAX_ROUNDS], value(&state, "loss.total"));
    act(&mut state, [Action::SlideRound(0.0)]);
    assert_eq!(value(&state, "loss.total"), first);
}

#[test]
fn dragging_the_learning_rate_is_one_change() {
    let mut state = State::new();
    act(&mut state, [Action::NextStep, Action::SlideLearningRate(500.0), Action::SlideLearningRate(600.0)]);
    act(&mut state, [Action::EndSlide, Action::NextStep]);
    assert!(state.document.start.learning_rate() > 3.0);
    act(&mut state, [Action::Undo]);
    assert_eq!((state.document.start.learning_rate(), state.document.step), (0.5, 2), "the step stays where it is");
    act(&mut state, [Action::Redo]);
    assert!(state.document.start.learning_rate() > 3.0);
}

#[test]
fn an_edit_in_a_later_round_makes_its_parameters_the_new_start() {
    let mut state = State::new();
    act(&mut state, [Action::GoToRound(4)]);
    let w1 = state.network().weights()[0];
    type_into(&mut state, Action::Edit("weight.w5".to_owned()), "0,75");
    assert_eq!(state.finished(), 0);
    assert_eq!((state.document.start.network().weights()[0], state.document.start.network().weights()[4]), (w1, 0.75));
    act(&mut state, [Action::Undo]);
    assert_eq!((state.finished(), state.document.start.network().weights()[0]), (4, 0.15));
}

#[test]
fn a_number_that_cannot_be_taken_is_marked_and_the_last_good_one_stays() {
    let mut state = State::new();
    for text in ["", "abc", "NaN", "1e999", "0", "-1", "1.2.3"] {
        type_into(&mut state, Action::EditLearningRate, text);
        let editing = state.editing.clone().unwrap_or_else(|| panic!("{text:?} was taken"));
        assert!(editing.fault.is_some_and(|fault| fault.ends_with('.')), "{text:?} is answered in a sentence");
        assert_eq!(state.document.start.learning_rate(), 0.5);
        act(&mut state, [Action::Cancel]);
    }
    type_into(&mut state, Action::EditLearningRate, "0,7");
    assert_eq!(state.document.start.learning_rate(), 0.7);
}

#[test]
fn unequal_biases_cannot_become_one() {
    let mut state = State::new();
    act(&mut state, [Action::SetBiasRule("per_neuron".to_owned())]);
    type_into(&mut state, Action::Edit("bias.h1".to_owned()), ".1");
    act(&mut state, [Action::SetBiasRule("per_layer".to_owned())]);
    assert_eq!(state.document.start.bias_rule().name(), "per_neuron");
    assert!(state.notice.is_some_and(|notice| notice.text.contains("layers[0].biases")));
}

#[test]
fn a_faulty_file_leaves_what_was_open() {
    let mut state = State::new();
    act(&mut state, [Action::NextStep, Action::OpenFile("mine.json".to_owned(), "{\"format\": 3}".to_owned())]);
    assert_eq!((state.document.name.as_str(), state.document.step), ("two-two-two", 1));
    let notice = state.notice.expect("the refusal is said");
    assert!(notice.is_fault && notice.text.starts_with("mine.json was not opened. format:"), "{}", notice.text);
}

#[test]
fn divergence_keeps_what_came_before_and_everything_usable() {
    let mut state = State::new();
    act(&mut state, [Action::OpenBuiltIn("two-two-one-linear".to_owned()), Action::SetLearningRate(0.6)]);
    let round = state.run().divergence().expect("0.6 is too much").round();
    act(&mut state, [Action::GoToRound(MAX_ROUNDS), Action::LastStep, Action::NextStep, Action::NextPhase]);
    assert!(state.finished() < round && state.run().costs().iter().all(|cost| cost.is_finite()));
    act(&mut state, [Action::SetLearningRate(0.05), Action::GoToRound(100)]);
    assert_eq!((state.finished(), state.run().divergence()), (100, None));
}

#[test]
fn reset_starts_over_and_can_be_taken_back() {
    let mut state = State::new();
    act(&mut state, [Action::SetLearningRate(2.0), Action::GoToRound(7), Action::NextStep, Action::Reset]);
    assert_eq!((state.document.start.learning_rate(), state.finished(), state.document.step), (0.5, 0, 0));
    act(&mut state, [Action::Undo]);
    assert_eq!((state.document.start.learning_rate(), state.finished(), state.document.step), (2.0, 7, 1));
}

#[test]
fn playing_goes_at_its_speed_and_stops_at_the_end() {
    let mut state = State::new();
    act(&mut state, [Action::TogglePlay, Action::Tick(1199.0)]);
    assert_eq!(state.document.step, 0);
    act(&mut state, [Action::Tick(1.0), Action::Faster, Action::Tick(600.0)]);
    assert_eq!(state.document.step, 2);
    act(&mut state, [Action::TogglePlay, Action::Tick(5000.0)]);
    assert_eq!(state.document.step, 2, "paused is paused");
    act(&mut state, [Action::GoToRound(MAX_ROUNDS), Action::LastStep, Action::TogglePlay, Action::Tick(1200.0)]);
    assert_eq!(state.playing, None);
}

#[test]
fn carrying_the_rounding_computes_as_a_pocket_calculator_does() {
    let mut state = State::new();
    act(&mut state, [Action::SetDigits(4), Action::ToggleCarry]);
    assert_eq!(value(&state, "forward.h1.out"), 0.5933);
    let exact = state.exact_value(&Quantity::LossTotal).expect("the exact value is at hand");
    let carried = value(&state, "loss.total");
    assert!(exact != carried && (exact - carried).abs() < 1e-3);
    act(&mut state, [Action::GoToRound(100)]);
    assert_eq!(state.finished(), 100);
}

#[test]
fn past_the_last_round_before_divergence_the_page_says_why() {
    let mut state = State::new();
    update(&mut state, Action::OpenLink("#/step/two-two-one-linear/16?v=1&rate=0.6".to_owned()));
    while state.is_working() {
        state.work(&mut || false);
    }
    update(&mut state, Action::EditRound);
    update(&mut state, Action::Draft("17".to_owned()));
    let fault = state.editing.as_ref().and_then(|editing| editing.fault.clone());
    assert_eq!(fault.as_deref(), Some("A whole number from 1 to 16: training diverges at round 17."));
    update(&mut state, Action::Cancel);
    update(&mut state, Action::LastStep);
    let said = update(&mut state, Action::NextStep).narration;
    assert_eq!(said.as_deref(), Some("Round 16 is the last: training diverges at round 17."));
}
