//! Runs to compare, links, files.

use gradlight_view::rate::{
    Action as Room,
    run::{Action as Run, Number},
};
use gradlight_view::{Action, State, link, update};

use crate::support::*;

#[test]
fn six_runs_are_pinned_compared_renamed_restored_and_removed() {
    let mut state = opened("#/rate/two-two-one-linear?v=1&rounds=500");
    for rate in [0.05, 0.1, 0.2, 0.3, 0.45, 0.6] {
        update(&mut state, Action::SetLearningRate(rate));
        run(&mut state, Run::Pin);
    }
    update(&mut state, Action::SetLearningRate(0.01));
    let said = run(&mut state, Run::Pin).narration.unwrap();
    assert!(said.contains("take one away"), "{said}");
    settle(&mut state);
    let table = words(&state, "runs");
    for part in ["converges", "rings", "two-cycle", "wanders", "diverges", "never"] {
        assert!(table.contains(part), "{part} in {table}");
    }
    assert!(figure_sentence(&state, "descent").contains(" F, η 0.6"));
    run(&mut state, Run::Rename(1, "the safe one".to_owned()));
    run(&mut state, Run::Restore(1));
    assert_eq!(state.document.start.learning_rate(), 0.1);
    run(&mut state, Run::Unpin(0));
    assert!(find(&state, |element| element.attribute("value") == Some("the safe one")).is_some());
    assert!(words(&state, "runs").contains("5 of 6"));
    update(&mut state, Action::Undo);
    assert!(words(&state, "runs").contains("6 of 6"), "a run taken away comes back");
    update(&mut state, Action::Undo);
    assert_eq!(state.document.start.learning_rate(), 0.01, "restoring is a change that can be taken back");
}

#[test]
fn choices_and_pins_are_taken_back_and_made_again() {
    let mut state = opened("#/rate/two-two-two?v=1&rounds=100");
    let mut stands = vec![link::write(&state)];
    for action in [
        Run::SetSchedule("step".to_owned()),
        Run::SetOptimiser("momentum".to_owned()),
        Run::SetBeta(0.5),
        Run::Pin,
        Run::Rename(0, "steady".to_owned()),
        Run::SetRounds(200),
        Run::SetSchedule("constant".to_owned()),
        Run::Restore(0),
        Run::Unpin(0),
    ] {
        run(&mut state, action);
        stands.push(link::write(&state));
    }
    // A slider's drag is one change, and what changes nothing is none.
    for beta in [0.6, 0.7, 0.8] {
        run(&mut state, Run::SetBeta(beta));
    }
    run(&mut state, Run::SetRounds(200));
    stands.push(link::write(&state));
    for expected in stands.iter().rev().skip(1) {
        update(&mut state, Action::Undo);
        assert_eq!(link::write(&state), *expected);
    }
    for expected in &stands[1..] {
        update(&mut state, Action::Redo);
        assert_eq!(link::write(&state), *expected);
    }
}

#[test]
fn a_pinned_run_is_opened_in_step_at_the_round_looked_at_and_left_for_what_was_there() {
    let mut state = opened("#/rate/two-two-two?v=1&rate=3&rounds=500");
    run(&mut state, Run::Pin);
    update(&mut state, Action::SetLearningRate(0.5));
    run(&mut state, Run::LookAt(40));
    settle(&mut state);
    let hash = link::write(&state);
    run(&mut state, Run::OpenPinInStep(0));
    assert!(link::write(&state).starts_with("#/step/two-two-two/41?"), "{}", link::write(&state));
    assert_eq!(state.document.start.learning_rate(), 3.0);
    assert!(state.notice.as_ref().is_some_and(|notice| notice.text.contains("round 41 of the run η 3")));
    update(&mut state, Action::Rate(Room::Back));
    settle(&mut state);
    assert_eq!(link::write(&state), hash);
    // The open run by its own letter needs no other start.
    run(&mut state, Run::Pin);
    settle(&mut state);
    run(&mut state, Run::OpenPinInStep(1));
    assert_eq!((state.document.finished, &state.notice), (40, &None));
}

#[test]
fn a_link_reopens_the_playground_as_it_was() {
    let mut state = opened("#/rate/two-two-two?v=1&rate=3");
    run(&mut state, Run::Pin);
    run(&mut state, Run::SetSchedule("restarts".to_owned()));
    run(&mut state, Run::Type(Number::Length, "50".to_owned()));
    run(&mut state, Run::Commit);
    run(&mut state, Run::SetOptimiser("momentum".to_owned()));
    update(&mut state, Action::SetBiasRule("per_neuron".to_owned()));
    run(&mut state, Run::Pin);
    run(&mut state, Run::Rename(1, "warm & fast = fine".to_owned()));
    run(&mut state, Run::SetRounds(500));
    run(&mut state, Run::LookAt(42));
    run(&mut state, Run::Beside("xor".to_owned()));
    run(&mut state, Run::SetGoal(-6));
    settle(&mut state);
    run(&mut state, Run::CloseUp);
    settle(&mut state);
    let hash = link::write(&state);
    let mut again = opened(&hash);
    settle(&mut again);
    assert_eq!(again.notice, None, "{hash}");
    assert_eq!(link::write(&again), hash);
    assert!(shown(&again) == shown(&state), "{hash}");
    for broken in [
        "schedule=cosine:0",
        "schedule=cosine:5:0.1",
        "schedule=step:5:11",
        "pace=3",
        "optimiser=momentum:2",
        "rounds=5",
        "span=5:1",
        "pin=0",
        "beside=nothing",
        "round=x",
    ] {
        let state = opened(&format!("#/rate/two-two-two?v=1&{broken}"));
        assert!(state.notice.is_some_and(|notice| notice.text.contains(broken)), "{broken}");
    }
}

#[test]
fn every_figure_is_saved_as_numbers_drawing_and_picture() {
    let run_figures = ["descent", "lookahead", "activation", "weights", "schedule", "atlas", "atlas-beside"];
    let panels = [
        ("#/rate/two-two-two?v=1&rounds=100&beside=xor", &run_figures[..]),
        ("#/rate/two-two-two?v=1&panel=data&points=20&at=70", &["boundary", "units", "data-costs"]),
        ("#/rate/two-two-one-linear?v=1&panel=map&cells=64&rounds=50", &["map"]),
    ];
    for (hash, figures) in panels {
        let mut state = opened(hash);
        settle(&mut state);
        assert_saved(&mut state, figures);
    }
    let mut state = opened("#/rate/two-two-two?v=1&rounds=100");
    run(&mut state, Run::Pin);
    settle(&mut state);
    let numbers = update(&mut state, Action::Rate(Room::Save("runs.csv".to_owned()))).save.expect("numbers");
    assert!(String::from_utf8(numbers.content).unwrap().contains("\"η 0.5\",0.5"));
}

fn assert_saved(state: &mut State, figures: &[&str]) {
    for figure in figures {
        let saved = |state: &mut State, kind: &str| update(state, Action::Rate(Room::Save(format!("{figure}.{kind}"))));
        let numbers = saved(state, "csv").save.expect("numbers");
        let text = String::from_utf8(numbers.content).unwrap();
        let columns = text.lines().next().unwrap().split(',').count();
        assert!(text.lines().count() > 4 && columns > 1, "{figure}: {text}");
        assert!(text.lines().all(|line| line.split(',').count() == columns), "{figure}: {text}");
        let drawing = String::from_utf8(saved(state, "svg").save.expect("a drawing").content).unwrap();
        assert!(drawing.starts_with("<svg xmlns=") && drawing.contains("<text"), "{figure}");
        assert_eq!(saved(state, "png").save_picture.expect("a picture").0, *figure);
    }
}
