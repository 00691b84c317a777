//! Stories of the map: read, moved, zoomed, linked, opened elsewhere.

use super::*;
use crate::keys::{Focus, KeyPress};
use crate::link;
use crate::rate::Panel;
use crate::update::update;

const PANEL: &str = "#/rate/two-two-one-linear?v=1&panel=map&cells=64&rounds=100";

fn open(hash: &str) -> State {
    let mut state = State::new();
    update(&mut state, crate::Action::OpenLink(hash.to_owned()));
    finish(&mut state);
    state
}

fn finish(state: &mut State) {
    while state.is_working() {
        state.work(&mut || false);
    }
}

fn press(state: &mut State, key: &str, shift: bool) -> String {
    let press = KeyPress { key: key.to_owned(), shift, control: false, alt: false };
    let action = crate::keys::action_in(state, &press, Focus::Figure, Some(MAP)).unwrap_or_else(|| panic!("{key}"));
    let effects = update(state, action);
    finish(state);
    effects.narration.unwrap_or_default()
}

fn gesture(state: &mut State, gesture: Gesture, x: f64, y: f64) {
    let pointer = Pointer { gesture, x, y, width: 600.0, height: 600.0, shift: false };
    update(state, crate::Action::Pointer(MAP.to_owned(), pointer));
    finish(state);
}

#[test]
fn the_map_tells_its_parts_and_a_pair_is_read_by_keyboard() {
    let mut state = open(PANEL);
    let sentence = words::sentence(&state);
    assert!(sentence.starts_with("Map of two learning rates, 0.001 to 1000 across, 0.001 to 1000 up."), "{sentence}");
    assert!(sentence.contains("diverge."), "{sentence}");
    let said = press(&mut state, "ArrowLeft", false);
    assert!(said.starts_with("0.75 before, 1 in the last layer: diverges in round"), "{said}");
    (0..16).for_each(|_| drop((press(&mut state, "ArrowLeft", false), press(&mut state, "ArrowDown", false))));
    let said = press(&mut state, "ArrowDown", false);
    assert!(said.contains("converges with a cost of"), "{said}");
}

#[test]
fn the_readout_is_that_of_plain_training_where_both_rates_are_equal() {
    let state = open(&format!("{PANEL}&cross=-0.5:-0.5"));
    let rate = gradlight_core::math::pow(10.0, -0.5);
    let plain = gradlight_core::sweep::classify(&state.document.start.with_learning_rate(rate).expect("above 0"), 100);
    assert_eq!(state.rate.map.reading, Some(plain));
}

#[test]
fn a_drag_moves_the_window_a_wheel_zooms_it_and_a_link_carries_it() {
    let mut state = open(PANEL);
    gesture(&mut state, Gesture::Down, 300.0, 300.0);
    gesture(&mut state, Gesture::Move { is_down: true }, 400.0, 300.0);
    gesture(&mut state, Gesture::Up, 400.0, 300.0);
    let moved = state.rate.map.window;
    assert!(moved.centre[0] < -0.5 && moved.centre[1] == 0.0, "{moved:?}");
    assert!(state.rate.map.cross.is_none(), "a drag is no click");
    gesture(&mut state, Gesture::Wheel(-300.0), 300.0, 300.0);
    assert!(state.rate.map.window.span < 4.0);
    gesture(&mut state, Gesture::Down, 300.0, 300.0);
    gesture(&mut state, Gesture::Up, 300.0, 300.0);
    let again = open(&link::write(&state));
    assert_eq!(again.notice, None);
    assert_eq!(again.rate.map.window, state.rate.map.window);
    assert_eq!((again.rate.map.cross, again.rate.map.reading), (state.rate.map.cross, state.rate.map.reading));
    assert_eq!(words::sentence(&again), words::sentence(&state));
}

#[test]
fn what_of_a_link_cannot_be_read_is_said() {
    let state = open("#/rate/two-two-two?v=1&panel=map&cells=77&window=1:2&cross=a:b&rounds=100");
    let notice = state.notice.clone().expect("a notice").text;
    for part in ["cells=77", "window=1:2", "cross=a:b"] {
        assert!(notice.contains(part), "{part} in {notice}");
    }
    assert_eq!(state.rate.map.rounds, 100);
}

#[test]
fn the_pair_at_the_cross_opens_elsewhere() {
    let mut state = open(&format!("{PANEL}&cross=-1:-1.5"));
    let cost = state.rate.map.reading.expect("a reading").cost;
    update(&mut state, crate::Action::from_element("rate/map-open-in-step", None).expect("an action"));
    assert_eq!(state.route, crate::route::Route::Step);
    assert_eq!(state.run().costs()[0], cost, "it stands where the pair had come to");
    update(&mut state, crate::Action::from_element("rate/back", None).expect("an action"));
    assert_eq!((state.route, state.document.name.as_str()), (crate::route::Route::Rate, "two-two-one-linear"));
    assert_eq!(state.rate.map.cross, Some([-1.0, -1.5]));
    let mut state = open(&format!("{PANEL}&cross=-1:-1.5"));
    update(&mut state, crate::Action::from_element("rate/map-open-rate", None).expect("an action"));
    assert_eq!(state.rate.panel, Panel::Run);
    assert!((log10(state.document.start.learning_rate()) + 1.5).abs() < 1e-12);
}

#[test]
fn another_learning_rate_keeps_the_map_and_another_example_makes_a_new_one() {
    let mut state = open(PANEL);
    let number = state.rate.map.number;
    update(&mut state, crate::Action::SetLearningRate(3.0));
    finish(&mut state);
    assert_eq!(state.rate.map.number, number);
    update(&mut state, crate::Action::SetBiasRule("per_neuron".to_owned()));
    finish(&mut state);
    assert_eq!(state.rate.map.number, number + 1);
}

#[test]
fn a_picture_at_the_deepest_zoom_still_has_its_axes() {
    let state = open(&format!("{PANEL}&window=-0.4:-0.4:0.000001"));
    let svg = crate::drawing::svg(&state, MAP, (400, 400), &crate::drawing::NodeSurface::style(Style::light()));
    let texts = Node::from(svg).find_all(&|element| element.tag == "text").len();
    assert!(texts >= 4, "{texts} labels");
}
