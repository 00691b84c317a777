//! Stories of the data panel: trained, retuned, stopped, linked, refused.

use super::*;
use crate::keys::{Focus, KeyPress};
use crate::link;
use crate::update::Effects;
use crate::update::update;

const PANEL: &str = "#/rate/two-two-two?v=1&panel=data";

/// The page at that link, with everything due done.
fn open(hash: &str) -> State {
    let mut state = State::new();
    update(&mut state, crate::Action::OpenLink(hash.to_owned()));
    finish(&mut state);
    state
}

/// Works until nothing is left to do.
fn finish(state: &mut State) {
    while state.is_working() {
        state.work(&mut || false);
    }
}

fn act(state: &mut State, name: &str, argument: Option<&str>) -> Effects {
    let action = crate::Action::from_element(name, argument).unwrap_or_else(|| panic!("{name} {argument:?}"));
    update(state, action)
}

fn press(state: &mut State, key: &str) -> Effects {
    let press = KeyPress { key: key.to_owned(), shift: false, control: false, alt: false };
    let action = crate::keys::action_in(state, &press, Focus::Stage, None).unwrap_or_else(|| panic!("{key}"));
    update(state, action)
}

/// Plays for so many milliseconds, a frame at a time.
fn play(state: &mut State, milliseconds: usize) {
    for _ in 0..milliseconds / 20 {
        if state.is_playing() {
            update(state, crate::Action::Tick(20.0));
        }
        state.work(&mut || false);
    }
}

fn cost(state: &State) -> f64 {
    state.rate.data.training.now.train.cost
}

fn page(state: &State) -> Vec<Node> {
    crate::views::page::page(state)
}

/// The text of the element that shows that quantity.
fn shown(state: &State, quantity: &str) -> String {
    let is_it = |element: &crate::node::Element| element.attribute("data-quantity") == Some(quantity);
    page(state)
        .iter()
        .flat_map(|node| node.find_all(&is_it))
        .map(|found| Node::from(found.clone()).text_content())
        .collect()
}

#[test]
fn moons_are_learned_by_keyboard_alone() {
    let mut state = open(PANEL);
    assert_eq!(shown(&state, "data.epoch"), "0");
    press(&mut state, "k");
    play(&mut state, 6000);
    press(&mut state, "k");
    assert!(!state.is_playing());
    assert_eq!(shown(&state, "data.epoch"), "60");
    let right = state.rate.data.training.now.test.accuracy;
    assert!(right > 0.95, "{right}");
    let said = press(&mut state, "3").narration.expect("a step is read out");
    assert!(said.starts_with("After 61 epochs: training cost 0."), "{said}");
}

#[test]
fn a_sample_a_batch_and_an_epoch_are_steps_of_their_own() {
    let mut state = open(PANEL);
    press(&mut state, "1");
    assert_eq!(shown(&state, "data.epoch"), "0 + 1/140");
    press(&mut state, "2");
    assert_eq!(shown(&state, "data.epoch"), "0 + 10/140");
    press(&mut state, "3");
    assert_eq!(shown(&state, "data.epoch"), "1");
}

#[test]
fn a_link_reopens_the_very_numbers() {
    let mut state = open(&format!("{PANEL}&data=circles&hidden=5&seed=7&start=3&by=batch"));
    for _ in 0..40 {
        press(&mut state, "n");
    }
    act(&mut state, "rate/data-set-eta", Some("0.05"));
    act(&mut state, "rate/data-set-batch", Some("1"));
    act(&mut state, "rate/data-set-schedule", Some("cosine"));
    act(&mut state, "rate/data-set-over", Some("30"));
    press(&mut state, "3");
    press(&mut state, "1");
    let again = open(&link::write(&state));
    assert_eq!(again.notice, None);
    assert_eq!(cost(&again), cost(&state));
    assert_eq!(again.rate.data.training.trainer().network(), state.rate.data.training.trainer().network());
    assert_eq!(link::write(&again), link::write(&state));
    assert_eq!(again.rate.data.setup, state.rate.data.setup);
}

#[test]
fn what_of_a_link_cannot_be_read_is_said_and_the_rest_holds() {
    let state = open(&format!("{PANEL}&data=rings&noise=7&hidden=9-9&l2=-1&at=0&seed=4&own=x"));
    let notice = state.notice.clone().expect("a notice").text;
    for part in ["data=rings", "noise=7", "hidden=9-9", "l2=-1", "at=0", "own=x"] {
        assert!(notice.contains(part), "{part} in {notice}");
    }
    assert_eq!(state.rate.data.setup.seed, 4);
}

#[test]
fn a_reset_comes_back_to_the_same_start_and_the_next_seed_to_another() {
    let mut state = open(PANEL);
    let start = cost(&state);
    press(&mut state, "3");
    assert_ne!(cost(&state), start);
    press(&mut state, "r");
    assert_eq!(cost(&state), start);
    act(&mut state, "rate/data-next-start", None);
    assert_ne!(cost(&state), start);
    assert!(link::write(&state).contains("start=2"));
}

#[test]
fn training_stops_where_it_was_asked_to() {
    let mut state = open(&format!("{PANEL}&stop=7&pace=0"));
    press(&mut state, "k");
    play(&mut state, 200);
    assert!(!state.is_playing());
    assert_eq!(shown(&state, "data.epoch"), "7");
    let says = |state: &State, sentence: &str| page(state).iter().any(|node| node.text_content().contains(sentence));
    assert!(says(&state, "Stopped after epoch 7, as asked."));
    act(&mut state, "rate/data-set-stop", Some(""));
    act(&mut state, "rate/data-set-cost", Some("0.2"));
    press(&mut state, "k");
    play(&mut state, 200);
    assert!(cost(&state) <= 0.2 && !state.is_playing());
    assert!(says(&state, "Stopped: the training cost is down to 0.2."));
    let mut still =
        open(&format!("{PANEL}&hidden=&output=identity&loss=squared_error&batch=0&eta=0.1&still=0.00001&pace=0"));
    press(&mut still, "k");
    play(&mut still, 200);
    assert!(says(&still, "no weight moved more than 0.00001"));
}

#[test]
fn a_rate_too_large_is_explained_and_everything_stays_usable() {
    let mut state = open(&format!("{PANEL}&activation=identity&output=identity&loss=squared_error&eta=500&pace=0"));
    press(&mut state, "k");
    play(&mut state, 400);
    assert!(!state.is_playing());
    finish(&mut state);
    let says = |state: &State, part: &str| page(state).iter().any(|node| node.text_content().contains(part));
    assert!(says(&state, "Diverged in epoch"));
    let told =
        crate::drawing::svg(&state, pictures::COSTS, (400, 240), &crate::drawing::NodeSurface::style(Style::light()));
    assert!(Node::from(told).text_content().contains("diverged in epoch"), "the descent marks it");
    let edge = page(&state).iter().map(Node::text_content).collect::<String>();
    let edge = edge.split("for 50 epochs is ").nth(1).expect("the largest rate that holds").trim_end_matches('.');
    let edge: String = edge.chars().take_while(|sign| sign.is_ascii_digit() || *sign == '.').collect();
    let edge: f64 = edge.trim_end_matches('.').parse().expect("a rate");
    for (rate, ends) in [(edge, "Stopped after epoch 50"), (edge + 0.001, "Diverged in epoch")] {
        let choices = "activation=identity&output=identity&loss=squared_error&pace=0&stop=50";
        let mut tried = open(&format!("{PANEL}&{choices}&eta={rate}"));
        press(&mut tried, "k");
        play(&mut tried, 200);
        assert!(says(&tried, ends), "{rate}");
    }
    act(&mut state, "rate/data-restart", None);
    act(&mut state, "rate/data-set-eta", Some("0.01"));
    press(&mut state, "3");
    assert_eq!(shown(&state, "data.epoch"), "1");
}

#[test]
fn a_number_that_does_not_fit_is_marked_and_the_last_good_one_stays() {
    let mut state = open(PANEL);
    for (typed, fault) in [
        ("", "Type a number, such as 0.5."),
        ("0", "A learning rate is above 0."),
        ("-1", "A learning rate is above 0."),
        ("NaN", "“NaN” is not a number. Type one such as 0.5 or 5e-3."),
        ("1e999", "“1e999” is too large to compute with."),
    ] {
        act(&mut state, "rate/data-type-eta", Some(typed));
        act(&mut state, "rate/data-commit", None);
        assert_eq!(state.rate.data.setup.plan.rate, 0.3, "{typed}");
        let is_alert = |element: &crate::node::Element| element.attribute("role") == Some("alert");
        let alerts: String = page(&state)
            .iter()
            .flat_map(|node| node.find_all(&is_alert))
            .map(|found| Node::from(found.clone()).text_content())
            .collect();
        assert_eq!(alerts, fault, "{typed}");
    }
    act(&mut state, "rate/data-type-eta", Some("0,5"));
    act(&mut state, "rate/data-commit", None);
    assert_eq!(state.rate.data.setup.plan.rate, 0.5);
}

#[test]
fn points_of_ones_own_are_read_linked_or_refused_with_their_place() {
    let mut state = open(PANEL);
    let drop = |state: &mut State, text: &str| {
        update(state, crate::Action::OpenBytes("mine.csv".to_owned(), text.as_bytes().to_vec()))
    };
    let mut text = "\u{feff}weight;height;kind\r\n".to_owned();
    for i in 0..20 {
        let kind = if i < 10 { "cat" } else { "dog" };
        text += &["6", &i.to_string(), ",5;17", &(i % 3).to_string(), ";", kind, "\r\n"].concat();
    }
    let said = drop(&mut state, &text).narration.expect("it is read out");
    assert!(said.starts_with("After 0 epochs"), "{said}");
    for _ in 0..30 {
        press(&mut state, "3");
    }
    assert!(state.rate.data.training.now.train.accuracy > 0.9);
    let again = open(&link::write(&state));
    assert_eq!(cost(&again), cost(&state));
    assert!(page(&again).iter().any(|node| node.text_content().contains("dog")));
    let said = drop(&mut state, "1,2,a\n3,x,b\n").narration.expect("the refusal is read out");
    assert_eq!(said, "mine.csv was not opened. Line 2, column 2: “x” is not a finite number.");
    assert_eq!(cost(&state), cost(&again), "what was there stays");
}

#[test]
fn output_and_loss_follow_each_other() {
    let mut state = open(PANEL);
    let said = act(&mut state, "rate/data-set-output", Some("softmax")).narration.expect("both are read out");
    assert_eq!(said, "Output: Softmax. Loss: Cross-entropy of classes.");
    press(&mut state, "3");
    act(&mut state, "rate/data-set-loss", Some("binary_cross_entropy"));
    assert_eq!(state.rate.data.setup.get(Knob::Output), "sigmoid");
    act(&mut state, "rate/data-set-output", Some("tanh"));
    assert_eq!(state.rate.data.setup.get(Knob::Loss), "mean_squared_error");
}

#[test]
fn units_and_layers_come_and_go_within_their_bounds() {
    let mut state = open(PANEL);
    act(&mut state, "rate/data-more-units", Some("0"));
    act(&mut state, "rate/data-fewer-units", Some("1"));
    (0..6).for_each(|_| drop(act(&mut state, "rate/data-more-layers", None)));
    assert_eq!(state.rate.data.setup.get(Knob::Hidden), "5-2-2-2");
    (0..6).for_each(|_| drop(act(&mut state, "rate/data-fewer-layers", None)));
    assert_eq!(state.rate.data.setup.get(Knob::Hidden), "");
    press(&mut state, "3");
    finish(&mut state);
    for figure in [pictures::BOUNDARY, pictures::UNITS, pictures::COSTS] {
        let svg = crate::drawing::svg(&state, figure, (300, 300), &crate::drawing::NodeSurface::style(Style::light()));
        assert!(svg.children.len() > 3, "{figure}");
    }
}

#[test]
fn the_next_batch_opens_in_the_step_view_with_the_weights_as_they_stand() {
    let mut state = open(PANEL);
    press(&mut state, "3");
    let network = state.rate.data.training.trainer().network();
    act(&mut state, "rate/data-open-in-step", None);
    assert_eq!(state.route, crate::route::Route::Step);
    assert_eq!(state.round_start().network(), &network);
    assert_eq!(state.round_start().samples().len(), 10);
}

#[test]
fn the_way_back_from_the_step_view_finds_training_and_example_as_they_were() {
    let mut state = open(PANEL);
    press(&mut state, "3");
    let (document, link) = (state.document.clone(), link::write(&state));
    act(&mut state, "rate/data-open-in-step", None);
    assert!(page(&state).iter().any(|node| node.text_content().contains("Back to Rate")));
    act(&mut state, "rate/back", None);
    assert_eq!((&state.document, link::write(&state)), (&document, link));
}

#[test]
fn a_step_schedule_takes_its_factor_and_a_link_from_before_factors_is_still_read() {
    let mut state = open(&format!("{PANEL}&schedule=step&over=3&factor=0.1"));
    (0..4).for_each(|_| drop(press(&mut state, "3")));
    act(&mut state, "rate/data-set-factor", Some("0.9"));
    press(&mut state, "3");
    let again = open(&link::write(&state));
    assert_eq!((again.notice.clone(), cost(&again)), (None, cost(&state)));
    assert_eq!(again.rate.data.setup.get(Knob::Factor), "0.9");
    let old = open(&format!("{PANEL}&tuned=140:0.1:cosine:20:0:10&at=280"));
    assert_eq!((old.notice.clone(), old.rate.data.setup.plan.rate), (None, 0.1));
    let torn = open(&format!("{PANEL}&tuned=140:0.1:cosine&at=280"));
    assert!(torn.notice.is_some_and(|notice| notice.text.contains("tuned=")));
}

#[test]
fn the_network_is_walked_by_arrows_and_each_unit_says_its_name() {
    let mut state = open(PANEL);
    let mut walk = |key: &str| {
        let press = KeyPress { key: key.to_owned(), shift: false, control: false, alt: false };
        let action = crate::keys::action_in(&state, &press, Focus::Figure, Some("units")).expect(key);
        update(&mut state, action).narration.unwrap_or_default()
    };
    assert_eq!(walk("ArrowLeft"), "Hidden layer 2, unit 1, Tanh.");
    assert_eq!(walk("ArrowDown"), "Hidden layer 2, unit 2, Tanh.");
    assert_eq!(walk("ArrowRight"), "Output, Sigmoid.");
    assert_eq!(walk("Escape"), "");
}

/// Presses Ctrl+Z, with Shift to do again.
fn take_back(state: &mut State, shift: bool) -> Effects {
    let press = KeyPress { key: "z".to_owned(), shift, control: true, alt: false };
    let action = crate::keys::action_in(state, &press, Focus::Stage, None).expect("undo and redo");
    let effects = update(state, action);
    finish(state);
    effects
}

#[test]
fn undo_brings_back_the_training_that_a_choice_put_an_end_to() {
    let mut state = open(PANEL);
    (0..3).for_each(|_| drop(press(&mut state, "3")));
    let trained = (link::write(&state), cost(&state));
    act(&mut state, "rate/data-more-layers", None);
    press(&mut state, "2");
    let deeper = (link::write(&state), cost(&state));
    press(&mut state, "r");
    let said = take_back(&mut state, false).narration.expect("read out");
    assert!(said.starts_with("The last change is taken back. After 0 epochs and 10 of 140 samples"), "{said}");
    assert_eq!((link::write(&state), cost(&state)), deeper);
    take_back(&mut state, false);
    assert_eq!((link::write(&state), cost(&state)), trained);
    assert_eq!(shown(&state, "data.epoch"), "3");
    take_back(&mut state, true);
    assert_eq!((link::write(&state), cost(&state)), deeper);
    take_back(&mut state, true);
    assert_eq!(shown(&state, "data.epoch"), "0");
    let at_the_end = link::write(&state);
    take_back(&mut state, true);
    assert_eq!(link::write(&state), at_the_end, "nothing is left to do again");
    let open_again = open(&trained.0);
    assert_eq!(cost(&open_again), trained.1, "the link of what came back is sound");
}

#[test]
fn a_drag_of_the_rate_is_one_change_and_training_stays_where_it_is() {
    let mut state = open(PANEL);
    press(&mut state, "3");
    let rate = state.rate.data.setup.plan.rate;
    (0..5).for_each(|step| drop(act(&mut state, "rate/data-slide", Some(&(400 + step).to_string()))));
    act(&mut state, "end-slide", None);
    act(&mut state, "rate/data-slide", Some("500"));
    let last = state.rate.data.setup.plan.rate;
    press(&mut state, "3");
    take_back(&mut state, false);
    take_back(&mut state, false);
    assert_eq!((state.rate.data.setup.plan.rate, shown(&state, "data.epoch").as_str()), (rate, "2"));
    take_back(&mut state, true);
    take_back(&mut state, true);
    assert_eq!(state.rate.data.setup.plan.rate, last);
    let again = open(&link::write(&state));
    assert_eq!(cost(&again), cost(&state));
}

#[test]
fn what_changes_nothing_cannot_be_taken_back_and_points_of_ones_own_can() {
    let mut state = open(PANEL);
    press(&mut state, "r");
    act(&mut state, "rate/data-set-data", Some("moons"));
    assert_eq!(crate::rate::can_undo_and_redo(&state), (false, false));
    act(&mut state, "rate/data-paste", Some("1,2,a\n3,4,b\n5,6,a\n7,9,b"));
    act(&mut state, "rate/data-take-pasted", None);
    assert_eq!(state.rate.data.setup.get(Knob::Data), "own");
    take_back(&mut state, false);
    assert_eq!(state.rate.data.setup.get(Knob::Data), "moons");
    assert_eq!(crate::rate::can_undo_and_redo(&state), (false, true));
}
