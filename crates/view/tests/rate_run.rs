//! The learning-rate playground as a lecturer uses it: the handle, the atlas, runs to compare, links, files, Step and back.

use gradlight_core::builtin;
use gradlight_core::lookahead::Lookahead;
use gradlight_core::sweep::{Regime, classify, largest_rate_that_holds};
use gradlight_plot::Style;
use gradlight_view::drawing::{self, NodeSurface};
use gradlight_view::keys::{Focus, KeyPress, action_in};
use gradlight_view::node::{Element, Node};
use gradlight_view::rate::{Action as Room, run::Action as Run};
use gradlight_view::route::Route;
use gradlight_view::views::page::page;
use gradlight_view::{Action, Effects, State, link, update};

fn opened(hash: &str) -> State {
    let mut state = State::new();
    update(&mut state, Action::OpenLink(hash.to_owned()));
    state
}

fn run(state: &mut State, action: Run) -> Effects {
    update(state, Action::Rate(Room::Run(action)))
}

/// Lets all work go on to its end, as the frames would.
fn settle(state: &mut State) {
    while state.is_working() {
        state.work(&mut || false);
        update(state, Action::Worked);
    }
}

fn find(state: &State, fits: impl Fn(&Element) -> bool) -> Option<Element> {
    page(state).iter().flat_map(|node| node.find_all(&fits)).next().cloned()
}

fn by_class(state: &State, class: &str) -> Element {
    let has =
        |element: &Element| element.attribute("class").is_some_and(|found| found.split(' ').any(|one| one == class));
    find(state, has).unwrap_or_else(|| panic!("no .{class}"))
}

fn words(state: &State, class: &str) -> String {
    Node::from(by_class(state, class)).text_content()
}

fn regime(state: &State) -> String {
    find(state, |element| element.attribute("data-regime").is_some())
        .and_then(|chip| chip.attribute("data-regime").map(str::to_owned))
        .expect("a chip")
}

fn figure_sentence(state: &State, figure: &str) -> String {
    let canvas = find(state, |element| element.attribute("data-figure") == Some(figure)).expect("the figure");
    canvas.attribute("aria-label").expect("a sentence").to_owned()
}

fn quantity(state: &State, id: &str) -> f64 {
    let shown = find(state, |element| element.attribute("data-quantity") == Some(id)).expect("the quantity");
    shown.attribute("data-value").expect("a value").parse().expect("a number")
}

/// The rate from which the atlas' sentence says that regime to hold first.
fn begins(said: &str, name: &str) -> f64 {
    let rest = said.split_once(&format!(" {name} from ")).unwrap_or_else(|| panic!("{name} in {said}")).1;
    rest.split(' ').next().and_then(|number| number.parse().ok()).expect("a rate")
}

fn shown(state: &State) -> String {
    Node::from(find(state, |element| element.tag == "main").expect("a main part")).to_markup()
}

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
fn the_atlas_names_the_way_to_chaos_and_both_thresholds() {
    let mut state = opened("#/rate/two-two-one-linear?v=1&rounds=2000&span=0.08:0.8");
    settle(&mut state);
    let said = figure_sentence(&state, "atlas");
    let way = [
        ("rings", 0.139),
        ("two-cycle", 0.277),
        ("four-cycle", 0.343),
        ("eight-cycle", 0.357),
        ("wanders", 0.361),
        ("diverges", 0.550),
    ];
    for (name, from) in way {
        assert!((begins(&said, name) / from - 1.0).abs() < 0.01, "{name} from {from} in {said}");
    }
    assert!((quantity(&state, "threshold.minimum") / 0.277 - 1.0).abs() < 0.01);
    // At the start the curvature is 2.998: by hand, from the Hessian written out.
    assert!((quantity(&state, "threshold.here") - 2.0 / 2.998_078_87).abs() < 1e-6);
    let table = Node::from(by_class(&state, "regimes")).text_content();
    assert!(table.contains("never come back to the same place"), "{table}");
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
    assert_eq!(state.document.start.learning_rate(), 0.01, "restoring is a change that can be taken back");
}

#[test]
fn a_link_reopens_the_playground_as_it_was() {
    let mut state = opened("#/rate/two-two-two?v=1&rate=3");
    run(&mut state, Run::Pin);
    run(&mut state, Run::SetSchedule("restarts".to_owned()));
    run(&mut state, Run::SetLength(50));
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
    for broken in
        ["schedule=cosine:0", "optimiser=momentum:2", "rounds=5", "span=5:1", "pin=0", "beside=nothing", "round=x"]
    {
        let state = opened(&format!("#/rate/two-two-two?v=1&{broken}"));
        assert!(state.notice.is_some_and(|notice| notice.text.contains(broken)), "{broken}");
    }
}

#[test]
fn any_round_opens_in_step_and_leads_back() {
    let mut state = opened("#/rate/two-two-two?v=1&rate=2");
    run(&mut state, Run::LookAt(77));
    run(&mut state, Run::OpenInStep);
    assert_eq!((state.route, state.finished()), (Route::Step, 77));
    update(&mut state, Action::GoToRound(80));
    assert!(words(&state, "stage-back").contains("Back to Rate"));
    run(&mut state, Run::Back);
    assert_eq!(state.route, Route::Rate);
    assert!(figure_sentence(&state, "lookahead").contains("round 81"));
    // A run that the Step view does not make starts there anew, with the weights of that round.
    run(&mut state, Run::SetOptimiser("momentum".to_owned()));
    settle(&mut state);
    let start = state.document.start.clone();
    run(&mut state, Run::OpenInStep);
    assert_eq!((state.route, state.finished()), (Route::Step, 0));
    assert!(state.document.start != start && state.notice.is_some());
    run(&mut state, Run::Back);
    assert_eq!((state.route, state.document.start == start), (Route::Rate, true));
    assert!(figure_sentence(&state, "lookahead").contains("round 81"));
}

#[test]
fn every_figure_is_saved_as_numbers_drawing_and_picture() {
    let mut state = opened("#/rate/two-two-two?v=1&rounds=100&beside=xor");
    run(&mut state, Run::Pin);
    settle(&mut state);
    for figure in ["descent", "lookahead", "activation", "weights", "schedule", "atlas", "atlas-beside"] {
        let saved = |state: &mut State, kind: &str| run(state, Run::Save(format!("{figure}.{kind}")));
        let numbers = saved(&mut state, "csv").save.expect("numbers");
        let text = String::from_utf8(numbers.content).unwrap();
        let columns = text.lines().next().unwrap().split(',').count();
        assert!(text.lines().count() > 4 && columns > 1, "{figure}: {text}");
        assert!(text.lines().all(|line| line.split(',').count() == columns), "{figure}: {text}");
        let drawing = String::from_utf8(saved(&mut state, "svg").save.expect("a drawing").content).unwrap();
        assert!(drawing.starts_with("<svg xmlns=") && drawing.contains("<text"), "{figure}");
        assert_eq!(saved(&mut state, "png").save_picture.expect("a picture").0, figure);
    }
    let numbers = run(&mut state, Run::Save("runs.csv".to_owned())).save.expect("numbers");
    assert!(String::from_utf8(numbers.content).unwrap().contains("\"η 0.5\",0.5"));
}

#[test]
fn keys_move_the_rate_pin_read_the_descent_and_open_in_step() {
    let mut state = opened("#/rate/two-two-two");
    let mut press = |key: &str, focus: Focus, figure: Option<&str>| {
        let press = KeyPress { key: key.to_owned(), shift: false, control: false, alt: false };
        if let Some(action) = action_in(&state, &press, focus, figure) {
            update(&mut state, action);
        }
        (state.document.start.learning_rate(), link::write(&state), state.route)
    };
    assert!(press("]", Focus::Stage, None).0 > 0.5);
    assert!((press("[", Focus::Stage, None).0 - 0.5).abs() < 0.002);
    assert!(press("c", Focus::Stage, None).1.contains("pin="));
    press("ArrowRight", Focus::Figure, Some("descent"));
    press("ArrowRight", Focus::Figure, Some("descent"));
    assert!(press("Enter", Focus::Figure, Some("descent")).1.contains("round="), "Enter goes to the round read");
    assert_eq!(press("o", Focus::Stage, None).2, Route::Step);
    assert_eq!(press("c", Focus::Field, None).2, Route::Step, "a field keeps its letters");
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
fn two_atlases_lie_side_by_side() {
    let mut state = opened("#/rate/two-two-two?v=1&rounds=200&beside=two-two-one-linear");
    settle(&mut state);
    assert!(figure_sentence(&state, "atlas-beside").contains("to two-two-one-linear"));
    assert!(figure_sentence(&state, "atlas-beside").contains(gradlight_view::rate::regime::label(Regime::Diverges)));
    assert!(!figure_sentence(&state, "atlas").contains("diverges"));
}

#[test]
fn another_example_begins_at_its_first_round_over_the_whole_scale() {
    let mut state = opened("#/rate/two-two-one-linear?v=1&rounds=100&span=0.1:1&round=7&beside=xor&rate=0.2");
    update(&mut state, Action::OpenBuiltIn("xor".to_owned()));
    let hash = link::write(&state);
    assert_eq!(hash, "#/rate/xor?v=1&rounds=100", "an atlas of the example itself is none beside it");
}

/// What is lettered in a figure of that size.
fn lettered(state: &State, figure: &str, size: (u32, u32)) -> Vec<String> {
    let picture = Node::from(drawing::svg(state, figure, size, &NodeSurface::style(Style::light())));
    let texts = picture.find_all(&|element| element.tag == "text");
    texts.into_iter().map(|text| Node::from(text.clone()).text_content()).collect()
}

#[test]
fn the_strip_letters_regimes_marks_and_thresholds_as_far_as_there_is_room() {
    let mut state = opened("#/rate/two-two-one-linear?v=1&rounds=2000&span=0.08:0.8");
    settle(&mut state);
    let wide = lettered(&state, "atlas", (1400, 80));
    for text in ["converges", "rings", "two-cycle", "wanders", "diverges", "0.139", "0.343", "0.1", "0.5"] {
        assert!(wide.iter().any(|found| found == text), "{text} in {wide:?}");
    }
    assert!(wide.iter().any(|found| found.starts_with("2/λ at the minimum 0.27")), "{wide:?}");
    let narrow = lettered(&state, "atlas", (240, 80));
    assert!(narrow.len() < wide.len() && narrow.iter().any(|found| found == "rings"), "{narrow:?}");
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

#[test]
fn weights_before_a_blow_up_stay_readable() {
    let mut state = opened("#/rate/two-two-one-linear?v=1&rate=0.7&rounds=100");
    settle(&mut state);
    let ticks = lettered(&state, "weights", (420, 240));
    assert!(!ticks.iter().any(|tick| tick.contains('×')), "no power of ten crushes the first rounds: {ticks:?}");
}
