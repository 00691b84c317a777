//! The lab of logistic regression: training, thresholds, data, links and random actions.

use super::*;
use crate::labs::testing::{text, wander};

const TUMOURS: &[u8] = include_bytes!("../../../../../www/data/breast_cancer.csv");

fn loaded() -> Lab {
    let mut lab = Lab::default();
    assert_eq!(lab.wants(), [DATA]);
    assert!(lab.arrive(DATA, Ok(TUMOURS)));
    lab
}

#[test]
fn a_blank_model_gives_everybody_one_half_and_loses_ln_2() {
    let lab = loaded();
    assert_eq!(lab.value("first"), Some(0.5));
    assert!((lab.value("loss").unwrap() - std::f64::consts::LN_2).abs() < 1e-12);
    assert_eq!((lab.value("tp"), lab.value("fp")), (Some(212.0), Some(357.0)), "½ ≥ ½: all are called malignant");
    assert!(text(&lab).contains("mean radius = 17.99"), "the lecture's first tumour");
}

#[test]
fn training_lowers_the_loss_towards_the_smallest() {
    let mut lab = loaded();
    let mut last = lab.value("loss").unwrap();
    lab.act("play", None);
    for _ in 0..200 {
        lab.tick(16.0);
        let now = lab.value("loss").unwrap();
        assert!(now <= last + 1e-12, "{now} after {last}");
        last = now;
    }
    lab.act("last", None);
    assert!(lab.value("loss").unwrap() <= last);
    assert!(lab.value("auc").unwrap() > 0.93, "{:?}", lab.value("auc"));
    assert!(lab.value("first").unwrap() > 0.9, "a radius of 17.99 is malignant: {:?}", lab.value("first"));
    assert!(!lab.is_playing());
}

#[test]
fn a_higher_threshold_raises_precision_and_a_lower_one_recall() {
    let mut lab = loaded();
    lab.act("last", None);
    let at = |lab: &mut Lab, threshold: &str| {
        lab.act("set-threshold", Some(threshold));
        (lab.value("precision").unwrap(), lab.value("recall").unwrap())
    };
    let (low, middle, high) = (at(&mut lab, "0.1"), at(&mut lab, "0.5"), at(&mut lab, "0.9"));
    assert!(low.0 < middle.0 && middle.0 < high.0, "precision rises: {low:?} {middle:?} {high:?}");
    assert!(low.1 > middle.1 && middle.1 > high.1, "recall falls: {low:?} {middle:?} {high:?}");
}

#[test]
fn a_second_feature_helps() {
    let mut lab = loaded();
    lab.act("last", None);
    let one = lab.value("loss").unwrap();
    lab.act("data", Some("both"));
    assert_eq!(lab.value("b2"), Some(0.0));
    lab.act("last", None);
    assert!(lab.value("loss").unwrap() < one);
}

#[test]
fn without_its_data_the_lab_says_so_and_the_exams_still_work() {
    let mut lab = Lab::default();
    assert!(text(&lab).contains("being loaded"));
    assert!(lab.arrive(DATA, Err(&"the server answers 404".to_owned())));
    assert!(text(&lab).contains("the server answers 404"));
    lab.act("data", Some("ten"));
    lab.act("last", None);
    assert!(lab.value("loss").unwrap() < 0.6);
    let mut damaged = Lab::default();
    assert!(damaged.arrive(DATA, Ok(b"2,30,a,b\n1,2\n")));
    assert!(text(&damaged).contains("not there"));
}

#[test]
fn a_link_that_comes_before_the_data_is_kept() {
    let mut lab = Lab::default();
    for (name, value) in [("data", "both"), ("threshold", "0.3"), ("b0", "-0.5"), ("b1", "3"), ("b2", "1.5")] {
        assert!(lab.read_link(name, value), "{name}");
    }
    assert!(!lab.read_link("threshold", "2"));
    lab.arrive(DATA, Ok(TUMOURS));
    assert_eq!((lab.value("b2"), lab.value("threshold")), (Some(1.5), Some(0.3)));
    assert!(lab.value("recall").unwrap() > 0.9);
}

#[test]
fn a_link_brings_the_whole_curve_of_losses_back() {
    let mut lab = loaded();
    lab.act("set-b1", Some("-2"));
    lab.act("play", None);
    for rate in ["1", "0.5"] {
        lab.act("set-rate", Some(rate));
        for _ in 0..20 {
            lab.tick(16.0);
        }
    }
    assert_eq!(lab.losses.len(), 81);
    let mut again = Lab::default();
    for (name, value) in lab.link() {
        assert!(again.read_link(&name, &value), "{name}={value}");
    }
    assert_eq!(again.link(), lab.link(), "before the file has come");
    again.arrive(DATA, Ok(TUMOURS));
    assert_eq!((again.losses, again.model), (lab.losses, lab.model));
    for course in ["", "200", "0x1", "5001x1", "3000x1_3000x1", "10x-1", "10xinf"] {
        assert!(!Lab::default().read_link("trained", course), "{course}");
    }
}

#[test]
fn whatever_is_done_to_it_the_lab_stands_and_its_link_reopens_it() {
    let names = [
        "data",
        "play",
        "next",
        "first",
        "last",
        "threshold",
        "set-threshold",
        "set-rate",
        "set-b0",
        "set-b2",
        "no-such",
    ];
    let arguments = ["ten", "ten", "both", "radius", "0.01", "0", "1", "999", "-2", "half", "", "x"];
    wander(&ENTRY, &names, &arguments);
}
