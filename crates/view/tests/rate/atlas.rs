//! The atlas: named, lettered, read by pointer and keys, two side by side.

use gradlight_core::sweep::Regime;
use gradlight_view::keys::Focus;
use gradlight_view::node::Node;
use gradlight_view::pointer::{Gesture, Pointer};
use gradlight_view::{Action, update};

use crate::support::*;

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
fn two_atlases_lie_side_by_side() {
    let mut state = opened("#/rate/two-two-two?v=1&rounds=200&beside=two-two-one-linear");
    settle(&mut state);
    assert!(figure_sentence(&state, "atlas-beside").contains("to two-two-one-linear"));
    assert!(figure_sentence(&state, "atlas-beside").contains(gradlight_view::rate::regime::label(Regime::Diverges)));
    assert!(!figure_sentence(&state, "atlas").contains("diverges"));
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
fn the_strip_is_read_by_pointer_rate_regime_and_why() {
    let mut state = opened("#/rate/two-two-one-linear?v=1&rounds=2000&span=0.08:0.8&beside=two-two-two");
    settle(&mut state);
    let point = |state: &mut gradlight_view::State, figure: &str, gesture, x| {
        let pointer = Pointer { gesture, x, y: 30.0, width: 1016.0, height: 80.0, shift: false };
        update(state, Action::Pointer(figure.to_owned(), pointer));
    };
    point(&mut state, "atlas", Gesture::Move { is_down: false }, 580.0);
    let read = words(&state, "atlas-reading");
    for part in ["0.3", "two-cycle (from 0.278 to 0.343)", "cost ", "after 2,000 rounds", "other wall"] {
        assert!(read.contains(part), "{part} in {read}");
    }
    assert_eq!(state.document.start.learning_rate(), 0.05, "reading changes nothing");
    point(&mut state, "atlas-beside", Gesture::Move { is_down: false }, 580.0);
    assert!(words(&state, "atlas-reading").contains(": converges (from"));
    point(&mut state, "atlas-beside", Gesture::Leave, 580.0);
    assert!(find(&state, |element| element.attribute("class") == Some("atlas-reading")).is_none());
    point(&mut state, "atlas", Gesture::Down, 580.0);
    assert!((state.document.start.learning_rate() - 0.3).abs() < 0.01);
}

#[test]
fn the_strip_is_walked_by_keys_and_what_is_read_is_said_and_can_be_taken() {
    let mut state = opened("#/rate/two-two-one-linear?v=1&rounds=2000&span=0.08:0.8&rate=0.1");
    settle(&mut state);
    let mut walk = |key: &str| press(&mut state, key, Focus::Figure, Some("atlas")).unwrap_or_default();
    assert!(walk("ArrowRight").starts_with("0.101: converges"), "a rate further on");
    for name in ["rings", "two-cycle", "four-cycle", "eight-cycle", "wanders"] {
        let said = walk("ArrowUp");
        assert!(said.contains(&format!(": {name} (from ")), "{name}: {said}");
    }
    // Within chaos lie cycles; every one of them is a stretch of its own.
    let further: Vec<String> = (0..8).map(|_| walk("ArrowUp")).collect();
    assert!(further[0].contains("-cycle (from 0.5"), "{further:?}");
    assert!(further[7].contains(": diverges") && further[7] == further[6], "past the last one nothing changes");
    assert!(walk("ArrowDown").contains(": wanders"));
    walk("Enter");
    settle(&mut state);
    assert_eq!(regime(&state), "wanders");
    press(&mut state, "Escape", Focus::Figure, Some("atlas"));
    assert!(find(&state, |element| element.attribute("class") == Some("atlas-reading")).is_none());
}

#[test]
fn a_clicker_goes_through_the_regimes_both_ways() {
    let mut state = opened("#/rate/two-two-one-linear?v=1&rounds=2000&span=0.08:0.8");
    settle(&mut state);
    let mut click = |key: &str| {
        let said = press(&mut state, key, Focus::Stage, None).unwrap_or_default();
        settle(&mut state);
        (regime(&state), said)
    };
    for name in ["rings", "two_cycle", "four_cycle", "eight_cycle", "wanders", "diverges"] {
        assert_eq!(click("PageDown").0, name);
    }
    assert_eq!(click("PageDown"), ("diverges".to_owned(), "This is the last regime of the atlas.".to_owned()));
    assert_eq!(click("PageUp").0, "wanders");
}

#[test]
fn the_slider_bears_a_mark_wherever_the_regime_changes() {
    let mut state = opened("#/rate/two-two-one-linear?v=1&rounds=2000&span=0.08:0.8");
    settle(&mut state);
    let marks = Node::from(by_class(&state, "slider-marks")).find_all(&|element| element.tag == "path").len();
    assert_eq!(marks, figure_sentence(&state, "atlas").split("; ").count() - 1);
}

#[test]
fn the_best_rate_of_the_look_ahead_is_taken_by_key() {
    let mut state = opened("#/rate/two-two-one-linear?v=1");
    press(&mut state, "b", Focus::Stage, None);
    assert_eq!(state.document.start.learning_rate(), 0.425);
    assert!(figure_sentence(&state, "lookahead").contains("rate 0.425"));
}
