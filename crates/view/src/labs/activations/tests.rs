//! The lab of activations: the lecture's numbers, links and random actions.

use super::*;
use crate::labs::testing::{text, wander};

#[test]
fn each_function_has_its_value_and_its_slope_at_the_probe() {
    let mut lab = Activations::default();
    let cases = [
        ("identity", -2.0, 1.0),
        ("step", 0.0, 0.0),
        ("sigmoid", 0.119_202_922, 0.104_993_585),
        ("tanh", -0.964_027_580, 0.070_650_825),
        ("relu", 0.0, 0.0),
        ("leaky_relu", -0.02, 0.01),
        ("softmax", 0.035_119_027, 0.033_885_681),
    ];
    lab.act("set-z", Some("−2"));
    for (name, a, slope) in cases {
        lab.act("function", Some(name));
        assert!((lab.value("a").unwrap() - a).abs() < 1e-9, "{name}: {:?}", lab.value("a"));
        assert!((lab.value("slope").unwrap() - slope).abs() < 1e-9, "{name}: {:?}", lab.value("slope"));
        assert!(text(&lab).contains(curves::about(lab.function).range), "{name} has its range");
    }
}

#[test]
fn a_dead_relu_never_moves_and_a_leak_brings_it_back() {
    let mut lab = Activations::default();
    lab.act("part", Some("learning"));
    assert_eq!(lab.value("out.relu"), Some(0.0));
    assert!(lab.value("out.leaky_relu").unwrap() > 0.95, "{:?}", lab.value("out.leaky_relu"));
    assert!(text(&lab).contains("never moves: dead"));
    lab.act("set-start", Some("0.5"));
    assert!(lab.value("out.relu").unwrap() > 0.95, "above zero a ReLU learns");
}

#[test]
fn linear_layers_are_one_line_whatever_their_weights() {
    let mut lab = Activations::default();
    lab.act("part", Some("collapse"));
    for typed in ["-3", "0.7", "2.5"] {
        lab.act("set-w1", Some(typed));
        let (slope, level) = (lab.value("slope").unwrap(), lab.value("level").unwrap());
        for x in [-3.0, 0.0, 1.5] {
            let y = lab.layers.out(Activation::Identity, x);
            assert!((y - (slope * x + level)).abs() < 1e-12, "at {x}");
        }
    }
    lab.act("function", Some("relu"));
    let bend = lab.layers.out(Activation::Relu, 2.0) - 2.0 * lab.layers.out(Activation::Relu, 1.0)
        + lab.layers.out(Activation::Relu, 0.0);
    assert!(bend.abs() > 0.1, "with a ReLU it bends");
}

#[test]
fn more_sigmoids_follow_a_drawn_curve_more_closely_and_the_link_keeps_it() {
    let mut lab = Activations::default();
    lab.act("part", Some("sum"));
    let pen = |x: f64, y: f64| Pointer {
        gesture: Gesture::Move { is_down: true },
        x,
        y,
        width: 600.0,
        height: 300.0,
        shift: false,
    };
    for (x, y) in [(80.0, 60.0), (200.0, 240.0), (330.0, 50.0), (520.0, 200.0)] {
        lab.point("drawing", &pen(x, y));
    }
    let mut errors = Vec::new();
    for n in ["1", "5", "20"] {
        lab.act("set-n", Some(n));
        errors.push(lab.value("error").unwrap());
    }
    assert!(errors[0] > errors[1] && errors[1] > errors[2], "{errors:?}");
    let mut again = Activations::default();
    for (name, value) in lab.link() {
        assert!(again.read_link(&name, &value), "{name}={value}");
    }
    assert_eq!(again.value("error"), lab.value("error"));
    assert!(!again.read_link("curve", "short"), "a damaged curve is told");
}

#[test]
fn the_curve_is_bent_by_keyboard_too() {
    let mut lab = Activations::default();
    lab.act("part", Some("sum"));
    let before = lab.drawing.samples();
    lab.act("cursor", Some("-1"));
    lab.act("lift", Some("0.1"));
    assert_ne!(lab.drawing.samples(), before);
}

#[test]
fn whatever_is_done_to_it_the_lab_stands_and_its_link_reopens_it() {
    let names =
        ["part", "function", "shape", "cursor", "lift", "set-z", "set-start", "set-rate", "set-w1", "set-n", "no-such"];
    let arguments = [
        "curves", "learning", "collapse", "sum", "softmax", "relu", "step", "bump", "saw", "1", "-1", "0.1", "12",
        "1e9", "", "x",
    ];
    wander(&ENTRY, &names, &arguments);
}
