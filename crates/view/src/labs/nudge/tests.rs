//! The lab of nudges: predicted and true changes, the gradient check, links and random actions.

use super::*;
use crate::labs::testing::{assert_reference, close, reference, wander};

#[test]
fn a_nudge_of_a_tenth_against_a_sensitivity_of_20_changes_the_cost_by_about_2() {
    let mut lab = Lab::open(Source::Lecture, 0);
    close(lab.value("derivative"), 20.0);
    close(lab.value("predicted"), -2.0);
    close(lab.value("true"), -1.995);
    lab.act("pick", Some("forward.h2.net"));
    close(lab.value("derivative"), 0.01);
    close(lab.value("predicted"), -0.001);
    assert!((lab.value("true").expect("a change") + 0.001).abs() < 1e-8, "about −0.001");
}

#[test]
fn a_tenth_of_the_nudge_leaves_a_hundredth_of_the_error() {
    let mut lab = Lab::open(Source::BuiltIn("two-two-two"), 0);
    lab.act("pick", Some("weight.w5"));
    let mut errors = Vec::new();
    for change in ["0.1", "0.01", "0.001"] {
        lab.act("set-change", Some(change));
        errors.push(lab.value("error").expect("an error"));
    }
    assert!(errors.windows(2).all(|pair| (80.0..125.0).contains(&(pair[0] / pair[1]))), "{errors:?}");
}

#[test]
fn the_derivatives_and_their_check_are_the_references() {
    for (name, record) in
        [("two-two-two", "two_two_two"), ("two-two-one-linear", "two_two_one_linear"), ("xor", "xor_tanh")]
    {
        let lab = Lab::open(Source::from_name(name).expect("built in"), 0);
        let gradients = crate::labs::testing::flat(&reference()[record]["gradient"]["weights"]);
        for (w, gradient) in gradients.iter().enumerate() {
            close(lab.value(&format!("backprop:weight.w{}", w + 1)), *gradient);
            let numeric = lab.value(&format!("central:weight.w{}", w + 1)).expect("a central difference");
            assert!((numeric - gradient).abs() < 1e-9, "{name} w{}", w + 1);
        }
    }
    let mut lab = Lab::open(Source::BuiltIn("two-two-two"), 0);
    lab.act("pick", Some("weight.w5"));
    assert_reference(lab.value("derivative"), &reference()["two_two_two"]["gradient"]["weights"][1][0][0]);
}

#[test]
fn every_number_of_every_network_can_be_nudged() {
    for source in Source::all() {
        let mut lab = Lab::open(source, 0);
        let names = lab.names();
        for quantity in lab.nudge.quantities() {
            let id = names.id(&quantity);
            let said = lab.act("pick", Some(&id)).narration.expect("something said");
            assert!(said.contains(&id), "{said}");
            assert!(lab.value("true").is_some_and(f64::is_finite), "{} {id}", source.name());
        }
        assert!(!lab.body(&crate::labs::testing::look()).is_empty());
    }
}

#[test]
fn bad_nudges_are_refused_in_a_sentence() {
    let mut lab = Lab::open(Source::Lecture, 0);
    for typed in ["", "a little", "1e9", "inf"] {
        lab.act("set-change", Some(typed));
        assert!(lab.typing.sentence().is_some(), "{typed}");
        assert_eq!(lab.change, OPENING_CHANGE);
    }
}

#[test]
fn what_is_nudged_can_be_set_too() {
    let mut lab = Lab::open(Source::BuiltIn("two-two-two"), 0);
    lab.act("pick", Some("weight.w5"));
    lab.act("set-weight.w5", Some("-2"));
    assert_eq!(lab.traced.value("weight.w5"), Some(-2.0));
    assert_eq!(lab.quantity, Quantity::Weight(4));
    assert!(lab.value("off:weight.w5").is_some_and(|off| off < 1e-8), "the check is of the new numbers");
}

#[test]
fn whatever_is_done_the_lab_stands_and_its_link_brings_it_back() {
    let names = ["example", "sample", "pick", "set-change", "set-weight.w1", "set-input.i2", "set-target.o1"];
    let arguments = [
        "xor",
        "three-classes",
        "two-two-two",
        "1",
        "3",
        "9",
        "weight.w5",
        "forward.o1.out",
        "bias.b1",
        "0.5",
        "-1e3",
        "",
        "x",
    ];
    wander(&ENTRY, &names, &arguments);
}
