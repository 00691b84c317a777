//! The handle: a rate, what it does and why, and what is made of a bad one.

use gradlight_core::builtin;
use gradlight_core::sweep::{classify, largest_rate_that_holds};
use gradlight_view::rate::run::{Action as Run, Number};
use gradlight_view::{Action, link, update};

use crate::support::*;

#[test]
fn the_handle_alone_shows_every_regime_and_says_why() {
    let mut state = opened("#/rate/two-two-one-linear?v=1&rounds=2000");
    for (rate, name, why) in [
        (0.05, "converges", "small"),
        (0.2, "rings", "overshoots"),
        (0.3, "two_cycle", "other wall"),
        (0.35, "four_cycle", "every fourth"),
        (0.358, "eight_cycle", "every eighth"),
        (0.45, "wanders", "chaos"),
        (0.6, "diverges", "0.549"),
    ] {
        update(&mut state, Action::SetLearningRate(rate));
        settle(&mut state);
        assert_eq!(regime(&state), name, "at {rate}");
        assert!(words(&state, "rate-line").contains(why), "{rate}: {}", words(&state, "rate-line"));
    }
    let mut state = opened("#/rate/two-two-two?v=1&rate=0.001&rounds=1000");
    settle(&mut state);
    assert_eq!(regime(&state), "crawls");
}

#[test]
fn a_regime_under_the_rate_is_the_one_the_engine_names() {
    let mut state = opened("#/rate/xor?v=1&rounds=500");
    for rate in [0.01, 0.5, 3.0, 40.0] {
        update(&mut state, Action::SetLearningRate(rate));
        settle(&mut state);
        let example = builtin::example("xor").unwrap().with_learning_rate(rate).unwrap();
        assert_eq!(regime(&state), classify(&example, 500).regime.name(), "{rate}");
    }
}

#[test]
fn where_it_blew_up_the_page_keeps_the_plots_and_names_the_rate_that_holds() {
    let mut state = opened("#/rate/two-two-one-linear?v=1&rate=0.7");
    settle(&mut state);
    let said = words(&state, "rate-line");
    let largest = largest_rate_that_holds(&builtin::example("two-two-one-linear").unwrap(), 10_000).unwrap();
    assert!(said.contains("Diverged at round") && said.contains(&format!("is {largest}.")), "{said}");
    assert!(figure_sentence(&state, "descent").contains("diverged at round"));
    update(&mut state, Action::SetLearningRate(0.05));
    settle(&mut state);
    assert_eq!(regime(&state), "converges");
}

#[test]
fn a_rate_that_is_none_is_marked_and_the_last_good_one_stays() {
    let mut state = opened("#/rate/two-two-two");
    for typed in ["0", "-1", "", "NaN", "1e999", "fast"] {
        update(&mut state, Action::EditLearningRate);
        update(&mut state, Action::Draft(typed.to_owned()));
        update(&mut state, Action::Commit);
        assert_eq!(state.document.start.learning_rate(), 0.5, "{typed}");
        let field = find(&state, |element| element.attribute("id") == Some("learning-rate")).unwrap();
        assert_eq!(field.attribute("aria-invalid"), Some("true"), "{typed}");
        assert!(!words(&state, "field-fault").is_empty());
        update(&mut state, Action::Cancel);
    }
}

#[test]
fn schedule_and_momentum_change_the_run_and_are_told() {
    let mut state = opened("#/rate/two-two-one-linear?v=1&rate=0.3&rounds=2000");
    settle(&mut state);
    assert_eq!(regime(&state), "two_cycle");
    run(&mut state, Run::SetSchedule("exponential".to_owned()));
    settle(&mut state);
    assert_eq!(regime(&state), "rings", "a rate that comes down settles");
    assert!(figure_sentence(&state, "schedule").contains("halves over every 200 rounds"));
    run(&mut state, Run::SetOptimiser("nesterov".to_owned()));
    settle(&mut state);
    assert!(link::write(&state).contains("optimiser=nesterov:0.9"), "{}", link::write(&state));
    for rounds in [10, 100_000] {
        run(&mut state, Run::SetRounds(rounds));
        settle(&mut state);
        assert!(state.rate.run.costs_known() == rounds + 1 || regime(&state) == "diverges", "{rounds}");
    }
}

#[test]
fn a_drag_on_the_slider_is_one_change_and_leaves_the_atlas_alone() {
    let mut state = opened("#/rate/two-two-two?v=1&rounds=100");
    settle(&mut state);
    let atlas = figure_sentence(&state, "atlas");
    for place in [500.0, 600.0, 700.0] {
        run(&mut state, Run::Slide(place));
        assert_eq!(figure_sentence(&state, "atlas"), atlas);
    }
    assert!(state.document.start.learning_rate() > 10.0);
    update(&mut state, Action::Undo);
    assert_eq!(state.document.start.learning_rate(), 0.5);
}

#[test]
fn another_example_begins_at_its_first_round_over_the_whole_scale() {
    let mut state = opened("#/rate/two-two-one-linear?v=1&rounds=100&span=0.1:1&round=7&beside=xor&rate=0.2");
    update(&mut state, Action::OpenBuiltIn("xor".to_owned()));
    let hash = link::write(&state);
    assert_eq!(hash, "#/rate/xor?v=1&rounds=100", "an atlas of the example itself is none beside it");
}

#[test]
fn weights_before_a_blow_up_stay_readable() {
    let mut state = opened("#/rate/two-two-one-linear?v=1&rate=0.7&rounds=100");
    settle(&mut state);
    let ticks = lettered(&state, "weights", (420, 240));
    assert!(!ticks.iter().any(|tick| tick.contains('×')), "no power of ten crushes the first rounds: {ticks:?}");
}

#[test]
fn a_step_schedule_has_its_interval_and_factor_typed() {
    let mut state = opened("#/rate/two-two-one-linear?v=1&rate=0.3&rounds=1000&schedule=step:100");
    let typed = |state: &mut gradlight_view::State, number, text: &str| {
        run(state, Run::Type(number, text.to_owned()));
        run(state, Run::Commit);
    };
    typed(&mut state, Number::Length, "20");
    typed(&mut state, Number::Factor, "0,1");
    assert!(figure_sentence(&state, "schedule").contains("every 20 rounds it is multiplied by 0.1"));
    let hash = link::write(&state);
    assert!(hash.contains("schedule=step:20:0.1"), "{hash}");
    assert_eq!(link::write(&opened(&hash)), hash);
    for (number, text, fault) in [
        (Number::Length, "2.5", "A whole number of rounds from 1 on."),
        (Number::Length, "", "Type a number, such as 0.5."),
        (Number::Factor, "0", "A number above 0, at most 10."),
        (Number::Factor, "NaN", "“NaN” is not a number. Type one such as 0.5 or 5e-3."),
    ] {
        typed(&mut state, number, text);
        assert_eq!(words(&state, "field-fault"), fault, "{text}");
        assert_eq!(link::write(&state), hash, "the last good one stays");
        run(&mut state, Run::Forget);
    }
}
