//! The lab of one neuron: the lecture's numbers, gates, links and random actions.

use super::*;
use crate::labs::testing::{shown, text, wander};

#[test]
fn the_opening_state_is_the_first_lectures_forward_step() {
    let lab = Neuron::default();
    let z = lab.value("z").expect("z");
    assert!((z - 1.62).abs() < 1e-12, "{z}");
    let a = lab.value("a").expect("a");
    assert_eq!(format!("{a:.4}"), "0.8348");
    let text = text(&lab);
    assert!(text.contains("0.7·0.96 + 0.2·0.01 + 0.4·(−0.01) + 0.7·0.5 + 0.5·0.6 + 0.3 = 1.62"), "{text}");
}

#[test]
fn the_weight_is_the_steepness_and_the_bias_the_shift() {
    let mut lab = Neuron::default();
    lab.act("part", Some("shape"));
    assert_eq!(lab.value("centre"), Some(0.5), "−b/w = 1/2");
    assert_eq!(lab.value("steepest"), Some(0.5), "w/4 for a sigmoid");
    lab.act("set-w1", Some("8"));
    assert_eq!(lab.value("steepest"), Some(2.0));
    lab.act("set-b", Some("−4"));
    assert_eq!(lab.value("centre"), Some(0.5));
    lab.act("set-w1", Some("0"));
    assert!(text(&lab).contains("no longer matters"));
}

#[test]
fn three_gates_have_a_solution_and_xor_stops_at_three_rows() {
    let mut lab = Neuron::default();
    lab.act("part", Some("gates"));
    for (gate, right) in [("and", 4.0), ("or", 4.0), ("nand", 4.0), ("xor", 3.0)] {
        lab.act("gate", Some(gate));
        lab.act("solve", None);
        assert_eq!(lab.value("right"), Some(right), "{gate}");
    }
    assert!(text(&lab).contains("Both cannot hold"), "why XOR is impossible is said");
}

#[test]
fn no_line_on_a_fine_grid_makes_xor() {
    let mut lab = Neuron { gate: Gate::Xor, ..Neuron::default() };
    let grid = || (-8..=8).map(|place| f64::from(place) / 4.0);
    for w1 in grid() {
        for w2 in grid() {
            for b in grid() {
                (lab.gates.weights, lab.gates.bias) = (vec![w1, w2], b);
                assert!(lab.gate.right(&lab.gates) <= 3, "{w1} {w2} {b}");
            }
        }
    }
}

#[test]
fn dragging_the_line_moves_the_bias() {
    let mut lab = Neuron { part: Part::Gates, ..Neuron::default() };
    let pointer = Pointer { gesture: Gesture::Down, x: 200.0, y: 150.0, width: 400.0, height: 300.0, shift: false };
    lab.point("plane", &pointer);
    let bias = lab.value("b").expect("b");
    assert!((bias + 1.0).abs() < 0.25, "the middle of the plane is (0.5, 0.5): {bias}");
}

#[test]
fn a_number_that_is_none_is_refused_beside_its_field() {
    let mut lab = Neuron::default();
    lab.act("set-w1", Some("lots"));
    assert_eq!(lab.value("w1"), Some(0.7));
    let markup = shown(&lab).to_markup();
    assert!(markup.contains("“lots” is not a number"), "{markup}");
}

#[test]
fn a_link_carries_the_parts_out_of_sight_too() {
    let mut lab = Neuron::default();
    lab.act("set-w1", Some("0.9"));
    lab.act("part", Some("gates"));
    lab.act("gate", Some("or"));
    lab.act("set-b", Some("-0.5"));
    lab.act("part", Some("shape"));
    let mut again = Neuron::default();
    for (name, value) in lab.link() {
        assert!(again.read_link(&name, &value), "{name}={value}");
    }
    assert_eq!(again.part, Part::Shape);
    assert_eq!((again.sum, again.shape, again.gates), (lab.sum, lab.shape, lab.gates));
    for (name, value) in [("gates.w3", "1"), ("gates.part", "sum"), ("nowhere.b", "1"), ("sum.gates.b", "1")] {
        assert!(!lab_reads(name, value), "{name}");
    }
}

fn lab_reads(name: &str, value: &str) -> bool {
    Neuron::default().read_link(name, value)
}

#[test]
fn whatever_is_done_to_it_the_lab_stands_and_its_link_reopens_it() {
    let names = ["part", "activation", "gate", "row", "solve", "set-x1", "set-w1", "set-w2", "set-b", "no-such"];
    let arguments =
        ["sum", "shape", "gates", "relu", "step", "softmax", "xor", "nand", "10", "0.7", "-3", "1e9", "half", "", "x"];
    wander(&ENTRY, &names, &arguments);
}
