//! The lab of the perceptron: the learning rule, its end on separable data, links and random actions.

use super::*;
use crate::labs::testing::{text, wander};
use crate::pointer::Gesture;

fn with(actions: &[(&str, &str)]) -> Lab {
    let mut lab = Lab::default();
    for (name, argument) in actions {
        lab.act(name, Some(argument));
    }
    lab
}

#[test]
fn a_missed_positive_adds_the_input_and_the_page_says_so() {
    let lab =
        with(&[("data", "or"), ("set-w1", "-1"), ("set-w2", "-1"), ("set-b", "-0.25"), ("next", ""), ("next", "")]);
    assert_eq!((lab.value("w1"), lab.value("w2"), lab.value("b")), (Some(-1.0), Some(-0.5), Some(0.25)));
    let text = text(&lab);
    assert!(text.contains("a missed positive, so w ← w + α·x"), "{text}");
    assert!(text.contains("w ← (−1, −1) + 0.5·(0, 1) = (−1, −0.5)"), "{text}");
}

#[test]
fn separable_points_are_learned_and_playing_stops_there() {
    let mut lab = Lab::default();
    let needed = lab.value("converges").expect("it converges");
    assert!(needed.is_finite() && needed > 0.0, "the opening has something to learn: {needed}");
    lab.act("play", None);
    for _ in 0..4000 {
        lab.tick(500.0);
    }
    assert_eq!((lab.value("mistakes"), lab.is_playing()), (Some(0.0), false));
    assert_eq!(lab.value("lessons"), Some(needed));
}

#[test]
fn xor_goes_round_for_ever_in_both_conventions() {
    for labels in ["zero-one", "plus-minus"] {
        let lab = with(&[("data", "xor"), ("labels", labels)]);
        assert_eq!(lab.value("converges"), Some(f64::INFINITY), "{labels}");
        assert!(lab.value("cycle").unwrap() >= 1.0, "{labels}");
        assert!(text(&lab).contains("It never converges"), "{labels}");
    }
}

#[test]
fn one_hidden_layer_solves_xor() {
    let mut lab = with(&[("part", "hidden")]);
    assert_eq!(lab.value("right"), Some(4.0));
    assert_eq!(["o.00", "o.01", "o.10", "o.11"].map(|key| lab.value(key).unwrap()), [0.0, 1.0, 1.0, 0.0]);
    lab.act("set-h2c", Some("0.5"));
    assert!(lab.value("right").unwrap() < 4.0);
}

#[test]
fn a_point_is_dragged_and_the_link_keeps_it() {
    let mut lab = with(&[("data", "and")]);
    let style = Style::light();
    let chart = plots::axes(&lab, (600, 400), &style);
    let at = |x: f64, y: f64| {
        // The place is found by walking the paper, as a hand would.
        let places = (0..600).flat_map(|left| (0..400).map(move |top| (f64::from(left), f64::from(top))));
        let away = |place: &(f64, f64)| {
            let (px, py) = chart.nearest_values(*place, (600.0, 400.0), &style);
            (px - x).abs() + (py - y).abs()
        };
        places.min_by(|a, b| away(a).total_cmp(&away(b))).expect("paper")
    };
    let pointer = |gesture, (x, y): (f64, f64)| Pointer { gesture, x, y, width: 600.0, height: 400.0, shift: false };
    let (from, to) = (at(1.0, 1.0), at(-0.5, 0.5));
    lab.point("plane", &pointer(Gesture::Down, from));
    lab.point("plane", &pointer(Gesture::Move { is_down: true }, to));
    lab.point("plane", &pointer(Gesture::Up, to));
    let moved = lab.points[3].x;
    assert!((moved[0] + 0.5).abs() < 0.02 && (moved[1] - 0.5).abs() < 0.02, "{moved:?}");
    let mut again = Lab::default();
    for (name, value) in lab.link() {
        assert!(again.read_link(&name, &value), "{name}={value}");
    }
    assert_eq!(again.points, lab.points);
    assert!(!again.read_link("points", "1,2;3"), "a damaged list of points is told");
}

#[test]
fn whatever_is_done_to_it_the_lab_stands_and_its_link_reopens_it() {
    let names = [
        "part",
        "data",
        "labels",
        "toggle-bias",
        "next",
        "back",
        "first",
        "mistake",
        "play",
        "begin",
        "pick",
        "flip",
        "set-rate",
        "set-w1",
        "set-x2",
        "set-h1a",
        "no-such",
    ];
    let arguments =
        ["hidden", "rule", "xor", "clouds", "and", "plus-minus", "zero-one", "3", "99", "0.5", "-1", "half", "", "x"];
    wander(&ENTRY, &names, &arguments);
}
