//! The lab of cross-entropy: the lecture's five classes, links and random actions.

use super::*;
use crate::labs::testing::{assert_reference, close, reference, text, wander};

#[test]
fn the_five_terms_and_their_sum_are_the_lectures() {
    let (lab, system) = (Lab::default(), &reference()["five_class_cross_entropy"]);
    for class in 0..CLASSES {
        assert_reference(lab.value(&format!("term{}", class + 1)), &system["terms_natural_log"][class]);
        assert_reference(lab.value(&format!("h{}", class + 1)), &system["h"][class]);
    }
    assert_reference(lab.value("sum"), &system["sum_natural_log"]);
}

#[test]
fn the_slides_fifth_term_is_the_same_logarithm_to_base_10() {
    let mut lab = Lab::default();
    assert_reference(lab.value("decimal5"), &reference()["five_class_cross_entropy"]["fifth_term_log10"]);
    close(lab.value("decimal5"), 0.698_970_004_336_018_8);
    assert!(text(&lab).contains("1.609437912"));
    lab.act("log", Some("ten"));
    assert!(text(&lab).contains("0.698970004"));
}

#[test]
fn what_is_left_of_the_derivative_is_the_output_minus_its_target() {
    let lab = Lab::default();
    close(lab.value("delta2"), 0.678 - 1.0);
    close(lab.value("delta5"), 0.8);
}

#[test]
fn softmax_shares_one_among_the_classes_and_cannot_say_yes_twice() {
    let mut lab = Lab::default();
    let shares: f64 = (1..=CLASSES).map(|class| lab.value(&format!("softmax{class}")).expect("a share")).sum();
    close(Some(shares), 1.0);
    close(lab.value("categorical"), -gradlight_core::math::ln(lab.value("softmax2").expect("a share")));
    lab.act("targets", Some("two"));
    close(lab.value("floor"), std::f64::consts::LN_2);
    for class in ["h2", "h5"] {
        lab.act(&format!("set-{class}"), Some("0.999999"));
    }
    for class in ["h1", "h3", "h4"] {
        lab.act(&format!("set-{class}"), Some("0.000001"));
    }
    assert!(lab.value("sum").expect("a sum") < 1e-5, "yes and no terms can all vanish");
    assert!(lab.value("categorical").expect("a cost") >= std::f64::consts::LN_2 - 1e-12);
}

#[test]
fn without_a_right_class_there_is_no_categorical_cost() {
    let mut lab = Lab::default();
    lab.act("targets", Some("none"));
    assert_eq!(lab.value("categorical"), None);
    assert!(lab.value("sum").is_some_and(f64::is_finite));
    assert!(!lab.keys().contains(&"categorical".to_owned()));
}

#[test]
fn an_output_of_0_or_1_is_refused_for_its_logarithm_is_infinite() {
    let mut lab = Lab::default();
    for typed in ["0", "1", "-0.5", "2", "many"] {
        lab.act("set-h3", Some(typed));
        assert!(lab.typing.sentence().is_some(), "{typed}");
        assert_eq!(lab.model.h, OPENING_H);
    }
}

#[test]
fn whatever_is_done_the_lab_stands_and_its_link_brings_it_back() {
    let names = ["set-h1", "set-h5", "right", "class", "targets", "log"];
    let arguments = ["0.5", "1e-9", "0.999999999", "1", "5", "6", "two", "none", "ten", "natural", "", "x"];
    wander(&ENTRY, &names, &arguments);
}
