//! Rounds: looked at, played, looked ahead from, opened in Step and back.

use gradlight_core::lookahead::Lookahead;
use gradlight_view::keys::Focus;
use gradlight_view::rate::{Action as Room, run::Action as Run};
use gradlight_view::route::Route;
use gradlight_view::{Action, link, update};

use crate::support::*;

#[test]
fn the_look_ahead_belongs_to_the_round_looked_at() {
    let mut state = opened("#/rate/two-two-one-linear?v=1&rate=0.1");
    let said = figure_sentence(&state, "lookahead");
    assert!(said.contains("round 1") && said.contains("is 0.425"), "{said}");
    run(&mut state, Run::LookAt(5));
    let said = figure_sentence(&state, "lookahead");
    let after = state.run().example_after(5);
    let best = Lookahead::new(&after).best().unwrap().rate;
    assert!(said.contains("round 6") && said.contains(&gradlight_view::format::three_digits(best)), "{said}");
}

#[test]
fn any_round_opens_in_step_and_leads_back() {
    let mut state = opened("#/rate/two-two-two?v=1&rate=2");
    run(&mut state, Run::LookAt(77));
    run(&mut state, Run::OpenInStep);
    assert_eq!((state.route, state.finished()), (Route::Step, 77));
    update(&mut state, Action::GoToRound(80));
    assert!(words(&state, "stage-back").contains("Back to Rate"));
    update(&mut state, Action::Rate(Room::Back));
    assert_eq!(state.route, Route::Rate);
    assert!(figure_sentence(&state, "lookahead").contains("round 81"));
    // A run that the Step view does not make starts there anew, with the weights of that round.
    run(&mut state, Run::SetOptimiser("momentum".to_owned()));
    settle(&mut state);
    let start = state.document.start.clone();
    run(&mut state, Run::OpenInStep);
    assert_eq!((state.route, state.finished()), (Route::Step, 0));
    assert!(state.document.start != start && state.notice.is_some());
    update(&mut state, Action::Rate(Room::Back));
    assert_eq!((state.route, state.document.start == start), (Route::Rate, true));
    assert!(figure_sentence(&state, "lookahead").contains("round 81"));
}

#[test]
fn keys_move_the_rate_pin_read_the_descent_and_open_in_step() {
    let mut state = opened("#/rate/two-two-two");
    let mut rate = |key: &str| {
        press(&mut state, key, Focus::Stage, None);
        state.document.start.learning_rate()
    };
    assert!(rate("]") > 0.5);
    assert!((rate("[") - 0.5).abs() < 0.002);
    press(&mut state, "c", Focus::Stage, None);
    assert!(link::write(&state).contains("pin="));
    press(&mut state, "ArrowRight", Focus::Figure, Some("descent"));
    let said = press(&mut state, "ArrowRight", Focus::Figure, Some("descent")).expect("what is read is said");
    assert!(said.starts_with("Round 3: the cost is 0."), "{said}");
    press(&mut state, "Enter", Focus::Figure, Some("descent"));
    assert!(link::write(&state).contains("round=3"), "Enter looks at the round read");
    press(&mut state, "c", Focus::Field, None);
    assert!(!link::write(&state).contains("pin=0.5,frozen,,,&"), "a field keeps its letters");
    press(&mut state, "o", Focus::Stage, None);
    assert_eq!((state.route, state.finished()), (Route::Step, 2));
}

#[test]
fn the_look_ahead_letters_rate_best_and_slope_even_where_the_step_lands_far_above() {
    let mut state = opened("#/rate/two-two-one-linear?v=1&rate=0.3");
    let told = lettered(&state, "lookahead", (420, 240));
    for text in ["your rate 0.3", "best 0.425", "slope −|g|² −0.982"] {
        assert!(told.iter().any(|found| found == text), "{text} in {told:?}");
    }
    update(&mut state, Action::SetLearningRate(5.0));
    let told = lettered(&state, "lookahead", (420, 240));
    assert!(told.iter().any(|found| found.starts_with("your rate 5 lands at")), "{told:?}");
}

/// Plays for so many seconds, a frame of 20 ms at a time.
fn play(state: &mut gradlight_view::State, seconds: usize) {
    for _ in 0..50 * seconds {
        if state.is_playing() {
            update(state, Action::Tick(20.0));
        }
        state.work(&mut || true);
        update(state, Action::Worked);
    }
}

#[test]
fn the_run_plays_round_by_round_at_a_pace_and_the_neurons_move_with_it() {
    let mut state = opened("#/rate/two-two-two?v=1&rate=2&rounds=100&pace=5");
    settle(&mut state);
    assert!(words(&state, "activation-figure").contains("after 100 rounds"));
    press(&mut state, "k", Focus::Stage, None);
    play(&mut state, 2);
    assert!(link::write(&state).contains("round=11"), "{}", link::write(&state));
    assert!(words(&state, "activation-figure").contains("in round 11"));
    assert!(figure_sentence(&state, "lookahead").contains("round 11"));
    press(&mut state, "k", Focus::Stage, None);
    play(&mut state, 1);
    assert!(link::write(&state).contains("round=11"), "paused it stays");
    let said = press(&mut state, "ArrowRight", Focus::Stage, None).expect("a round is told");
    assert!(said.starts_with("Round 12: the cost is"), "{said}");
    press(&mut state, "+", Focus::Stage, None);
    assert!(link::write(&state).contains("pace=10"));
    press(&mut state, "Escape", Focus::Stage, None);
    assert!(!link::write(&state).contains("round="), "no round in particular");
}

#[test]
fn play_ends_at_the_last_round_or_where_the_run_blew_up_and_begins_again_from_there() {
    let mut state = opened("#/rate/two-two-one-linear?v=1&rate=0.7&rounds=100");
    settle(&mut state);
    press(&mut state, " ", Focus::Stage, None);
    play(&mut state, 14);
    assert!(!state.is_playing());
    let last = link::write(&state);
    press(&mut state, " ", Focus::Stage, None);
    play(&mut state, 1);
    assert!(state.is_playing() && link::write(&state) != last, "it begins again");
    update(&mut state, Action::Rate(Room::Show(gradlight_view::rate::Panel::Map)));
    assert!(!state.is_playing(), "another panel does not play on");
}
