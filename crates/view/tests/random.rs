//! Random sequences of actions: nothing panics and the example is never lost.
#![cfg(not(target_arch = "wasm32"))]

use gradlight_core::example::Example;
use gradlight_view::views::network::Way;
use gradlight_view::views::page::page;
use gradlight_view::{Action, State, link, update};
use proptest::prelude::*;

fn number() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<f64>().prop_map(|value| value.to_string()),
        (-3.0..3.0_f64).prop_map(|value| format!("{value:.3}")),
        "[-0-9.,e ]{0,8}",
        Just("NaN".to_owned()),
    ]
}

fn quantity() -> impl Strategy<Value = String> {
    prop_oneof![
        (1..12_usize).prop_map(|w| format!("weight.w{w}")),
        (1..3_usize).prop_map(|i| format!("input.i{i}")),
        (1..3_usize).prop_map(|k| format!("target.o{k}")),
        (1..3_usize).prop_map(|b| format!("bias.b{b}")),
        (1..3_usize).prop_map(|h| format!("bias.h{h}")),
        (1..12_usize).prop_map(|w| format!("backward.w{w}")),
        "[a-z.0-9]{0,12}",
    ]
}

fn named(names: &'static [&'static str]) -> impl Strategy<Value = String> {
    proptest::sample::select(names).prop_map(str::to_owned)
}

fn navigation() -> impl Strategy<Value = Action> {
    prop_oneof![
        Just(Action::NextStep),
        Just(Action::PreviousStep),
        Just(Action::NextPhase),
        Just(Action::PreviousPhase),
        Just(Action::FirstStep),
        Just(Action::LastStep),
        any::<usize>().prop_map(Action::GoToStep),
        quantity().prop_map(Action::GoToQuantity),
        (0..12_000_usize).prop_map(Action::GoToRound),
        (-10.0..1100.0).prop_map(Action::SlideRound),
        Just(Action::TogglePlay),
        (0.0..1e5).prop_map(Action::Tick),
        Just(Action::EnterNetwork),
        Just(Action::LeaveNetwork),
        proptest::sample::select(&[Way::Left, Way::Right, Way::Up, Way::Down]).prop_map(Action::Walk),
        Just(Action::QuitNetwork),
        proptest::option::of(0..12_000_usize).prop_map(Action::PointRound),
        (-50.0..50.0).prop_map(Action::MoveCursor),
        Just(Action::GoToCursor),
        proptest::option::of(quantity()).prop_map(Action::Point),
        quantity().prop_map(Action::Choose),
        (0.0..2000.0, 0.0..1200.0, 1.0..1.4).prop_map(|(width, height, scale)| Action::Resize { width, height, scale }),
    ]
}

fn change() -> impl Strategy<Value = Action> {
    prop_oneof![
        any::<f64>().prop_map(Action::SetLearningRate),
        (-10.0..1100.0).prop_map(Action::SlideLearningRate),
        Just(Action::RaiseLearningRate),
        Just(Action::LowerLearningRate),
        Just(Action::EndSlide),
        named(&["frozen", "per_neuron", "per_layer", "none"]).prop_map(Action::SetBiasRule),
        named(&["simultaneous", "sequential", ""]).prop_map(Action::SetUpdate),
        (0..9_usize).prop_map(Action::SetSample),
        named(&["net-out", "delta", "superscript", "counted-back"]).prop_map(Action::SetNotation),
        any::<u8>().prop_map(Action::SetDigits),
        Just(Action::ToggleCarry),
        named(&["two-two-two", "two-two-one-linear", "one-one-one", "xor", "three-classes", "?"])
            .prop_map(Action::OpenBuiltIn),
        "[ -~]{0,40}".prop_map(|text| Action::OpenFile("f".to_owned(), text)),
        quantity().prop_map(Action::Edit),
        Just(Action::EditLearningRate),
        Just(Action::EditRound),
        number().prop_map(Action::Draft),
        Just(Action::Commit),
        Just(Action::Cancel),
        Just(Action::Reset),
        Just(Action::Undo),
        Just(Action::Redo),
        "#/step/[ -~]{0,40}".prop_map(Action::OpenLink),
        Just(Action::ToggleTable),
        Just(Action::ToggleHelp),
        Just(Action::Save),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn nothing_panics_and_the_example_is_never_lost(
        actions in proptest::collection::vec(prop_oneof![navigation(), change()], 1..40)
    ) {
        let mut state = State::new();
        for action in actions {
            update(&mut state, action);
            prop_assert!(state.document.step < state.trace().steps().len());
            prop_assert!(!page(&state).is_empty());
        }
        let start = &*state.document.start;
        prop_assert_eq!(&Example::from_json(&start.to_json()).expect("it still is an example"), start);
        let mut again = State::new();
        update(&mut again, Action::OpenLink(link::write(&state)));
        prop_assert_eq!(&*again.document.start, start);
    }
}
