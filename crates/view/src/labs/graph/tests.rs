//! The lab of the computational graph: the lecture's numbers, typed expressions, links and random actions.

use super::*;
use crate::labs::testing::{text, wander};

#[test]
fn the_lectures_numbers_are_there_forward_and_backward() {
    let mut lab = Lab::default();
    let numbers = ["x", "y", "z", "q", "f", "d.f", "d.z", "d.q", "d.y", "d.x"].map(|key| lab.value(key).expect(key));
    assert_eq!(numbers, [-2.0, 5.0, -4.0, 3.0, -12.0, 1.0, 3.0, -4.0, -4.0, -4.0]);
    let told: Vec<String> = (0..7).map(|_| lab.act("next", None).narration.unwrap()).collect();
    assert_eq!(
        told,
        [
            "Forward: q is 3.",
            "Forward: f is −12.",
            "Backward begins: f changes exactly as f does, so its gradient is 1.",
            "Backward from f to q: local −4 times upstream 1 is −4.",
            "Backward from f to z: local 3 times upstream 1 is 3.",
            "Backward from q to x: local 1 times upstream −4 is −4.",
            "Backward from q to y: local 1 times upstream −4 is −4.",
        ]
    );
    assert!(text(&lab).contains("they agree") && !text(&lab).contains("they differ"), "{}", text(&lab));
}

#[test]
fn every_expression_to_begin_with_is_sound_and_agrees_with_differences() {
    for preset in &PRESETS {
        let mut lab = Lab::of(preset);
        assert_eq!(lab.graph.variables().len(), preset.values.len(), "{}", preset.name);
        lab.act("last", None);
        assert!(!text(&lab).contains("they differ"), "{}", preset.name);
    }
    let regression = Lab::of(&PRESETS[2]);
    assert_eq!(["f", "d.w", "d.b"].map(|key| regression.value(key).unwrap()), [0.5, -2.0, -1.0]);
    let linear = Lab::of(&PRESETS[1]);
    assert_eq!(["d.x", "d.k"].map(|key| linear.value(key).unwrap()), [12.0, -3.0]);
}

#[test]
fn a_faulty_expression_says_where_and_what_and_leaves_the_graph() {
    let mut lab = Lab::default();
    for (typed, sentence) in [
        ("x + ", "Character 5: a number, a variable or a bracket is missing."),
        ("sigmod(x)", "Did you mean sigmoid?"),
        ("0,5x", "Write decimals with a point."),
        ("", "Type an expression, such as (x + y)·z."),
    ] {
        lab.act("set-expression", Some(typed));
        let text = text(&lab);
        assert!(text.contains(sentence), "{typed}: {text}");
        assert_eq!(lab.value("f"), Some(-12.0), "{typed}");
    }
    lab.act("set-expression", Some("log(x)"));
    assert!(text(&lab).contains("is the logarithm of a negative number"), "x is still −2");
    assert!(lab.value("f").unwrap().is_nan());
}

#[test]
fn a_link_brings_an_expression_with_its_values_back() {
    let mut lab = Lab::default();
    lab.act("set-expression", Some("σ(a·b − 2) ÷ θ"));
    lab.act("set-a", Some("0,5"));
    lab.act("next", None);
    let mut again = Lab::default();
    for (name, value) in lab.link() {
        assert!(!value.contains(['σ', '·', '−', ' ']), "{value}");
        assert!(again.read_link(&name, &value), "{name}={value}");
    }
    assert_eq!(again.value("f"), lab.value("f"));
    assert_eq!(again.done, 1);
    assert!(Lab::default().read_link("f", "tanh(x)%2Bx"), "what a browser encodes is read");
    for (name, value) in
        [("f", "x%"), ("f", "x+"), ("at.nobody", "1"), ("at.x", "1e999"), ("step", "99"), ("preset", "no")]
    {
        assert!(!Lab::default().read_link(name, value), "{name}={value}");
    }
}

#[test]
fn whatever_is_done_to_it_the_lab_stands_and_its_link_reopens_it() {
    let names = ["next", "back", "first", "last", "play", "preset", "set-expression", "set-x", "set-w1", "no-such"];
    let arguments = [
        "regression",
        "max",
        "neuron",
        "x^y/(y − 1)",
        "log(x)·σ(θ)",
        "f·q + x",
        "2",
        "exp(",
        "0.5",
        "-3",
        "1e9",
        "",
        "x",
    ];
    wander(&ENTRY, &names, &arguments);
}
