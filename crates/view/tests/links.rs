//! Links: what one reopens, and what of a bad one is kept.

use gradlight_view::link;
use gradlight_view::state::MAX_ROUNDS;
use gradlight_view::{Action, State, update};

fn after(actions: impl IntoIterator<Item = Action>) -> State {
    let mut state = State::new();
    for action in actions {
        update(&mut state, action);
    }
    state
}

fn reopened(state: &State) -> State {
    after([Action::OpenLink(link::write(state))])
}

fn text(text: &str) -> String {
    text.to_owned()
}

#[test]
fn the_opening_page_has_the_shortest_link() {
    assert_eq!(link::write(&State::new()), "#/step/two-two-two");
}

#[test]
fn a_link_reopens_exactly_what_was_seen() {
    let states = vec![
        after([Action::GoToQuantity(text("backward.w5"))]),
        after([Action::GoToRound(99), Action::LastStep, Action::SetLearningRate(2.5)]),
        after([Action::OpenBuiltIn(text("xor")), Action::SetSample(2), Action::SetDigits(4), Action::GoToRound(12)]),
        after([Action::SetNotation(text("delta")), Action::ToggleCarry, Action::ToggleCostScale]),
        after([Action::SetBiasRule(text("per_layer")), Action::SetUpdate(text("sequential")), Action::GoToStep(20)]),
        after([Action::Edit(text("weight.w5")), Action::Draft(text(".123456789")), Action::Commit, Action::NextStep]),
    ];
    for state in states {
        let again = reopened(&state);
        assert_eq!(again.notice, None, "{}", link::write(&state));
        assert_eq!(again.trace(), state.trace());
        assert_eq!(
            (again.document.step, &again.document.name, &again.settings),
            (state.document.step, &state.document.name, &state.settings)
        );
        assert_eq!(link::write(&again), link::write(&state));
    }
}

#[test]
fn a_bad_link_opens_the_nearest_valid_state_and_says_what_was_dropped() {
    for (hash, name, finished, said) in [
        ("#/step/nothing", "two-two-two", 0, "no example “nothing”"),
        ("#/step/xor/0", "xor", 0, "“0” is no round"),
        ("#/step/xor/99999", "xor", MAX_ROUNDS, "past the last"),
        ("#/step/xor/many", "xor", 0, "“many” is no round"),
        ("#/step/xor/3/forward.h9.net", "xor", 2, "no step “forward.h9.net”"),
        ("#/step/xor?v=2", "xor", 0, "version 2"),
        ("#/step/xor?v=1&rate=-1", "xor", 0, "“rate=-1” could not be read"),
        ("#/step/xor?v=1&rate=NaN&digits=40", "xor", 0, "“digits=40” could not be read"),
        ("#/step/xor?v=1&doc=AAAA", "xor", 0, "damaged"),
        ("#/step/own", "two-two-two", 0, "no example “own”"),
        ("#/rooms/7", "two-two-two", 0, "no view “rooms”"),
        ("#/step/two-two-one-linear/900?v=1&rate=0.6", "two-two-one-linear", 15, "diverges"),
        ("#/%%%/\u{0}?=&&=", "two-two-two", 0, "no view"),
    ] {
        let state = after([Action::OpenLink(text(hash))]);
        assert_eq!((state.document.name.as_str(), state.finished()), (name, finished), "{hash}");
        let notice = state.notice.unwrap_or_else(|| panic!("{hash} was opened without a word"));
        assert!(notice.text.contains(said), "{hash}: {}", notice.text);
    }
}

#[test]
fn an_example_too_large_for_a_link_is_noticed() {
    let small = after([Action::Edit(text("input.i1")), Action::Draft(text("0.3")), Action::Commit]);
    assert!(!link::is_too_large(&small));
    let rows: Vec<Vec<f64>> = (0..30).map(|j| (0..40).map(|i| f64::from(j * 41 + i).sqrt()).collect()).collect();
    let document = serde_json::json!({
        "format": "gradlight/example@1",
        "layers": [{"activation": "tanh", "weights": rows}, {"activation": "identity", "weights": [vec![0.1; 30]]}],
        "loss": "half_squared_error",
        "samples": [{"input": vec![0.5; 40], "target": [1.0]}],
        "learning_rate": 0.1
    });
    let large = after([Action::OpenFile(text("large.json"), document.to_string())]);
    assert_eq!(large.document.name, "own");
    assert!(link::is_too_large(&large));
    assert!(large.notice.is_some_and(|notice| notice.offers_file), "the file is offered instead");
}
