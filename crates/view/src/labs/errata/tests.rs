//! The lab of errata: each slip's right and wrong number, and where each line leads.

use super::*;
use crate::labs::testing::{assert_reference, close, reference, text, wander};

fn ready() -> Lab {
    let mut lab = Lab::default();
    lab.work(&mut || false);
    lab
}

#[test]
fn the_published_figures_are_the_wrong_orders_to_every_printed_digit() {
    let lab = ready();
    let keys = ["error1", "o1", "o2", "error"];
    for (key, (_, printed)) in keys.iter().zip(runs::PUBLISHED) {
        let value = lab.value(&format!("published.{key}")).expect("the runs are complete");
        assert_eq!(gradlight_core::rounding::decimal(value, 9), printed, "{key}");
    }
    let (right, slip) = (&reference()["two_two_two"]["after"], &reference()["two_two_two_sequential"]["after"]);
    assert_reference(lab.value("published.error1.right"), &right["1"]["cost"]);
    assert_reference(lab.value("published.error1"), &slip["1"]["cost"]);
    let outputs = crate::labs::testing::flat(&right["10000"]["outputs"]);
    for (key, output) in ["o1", "o2"].iter().zip(outputs) {
        let value = lab.value(&format!("published.{key}.right")).expect("the runs are complete");
        assert!((value - output).abs() <= 1e-9 * output, "{key}: {value}");
    }
}

#[test]
fn every_other_slip_has_the_lectures_numbers() {
    let lab = Lab::default();
    let system = &reference()["two_two_two"];
    assert_reference(lab.value("update-sign.right"), &system["after"]["1"]["cost"]);
    assert_reference(lab.value("update-sign.before"), &system["cost"]);
    assert!(lab.value("update-sign.wrong") > lab.value("update-sign.before"), "uphill");
    assert_reference(lab.value("second-output.right"), &system["samples"][0]["z"][1][1]);
    assert_reference(lab.value("second-output.wrong"), &system["samples"][0]["z"][1][0]);
    assert_reference(lab.value("caption.right"), &system["samples"][0]["a"][0][1]);
    assert_reference(lab.value("fifth-term.wrong"), &reference()["five_class_cross_entropy"]["fifth_term_log10"]);
    assert_reference(lab.value("fifth-term.right"), &reference()["five_class_cross_entropy"]["terms_natural_log"][4]);
    assert_reference(lab.value("sign.right"), &reference()["scalar_chain"]["dC_da"]);
    assert_reference(lab.value("output-delta.right"), &reference()["scalar_chain"]["dC_da"]);
    assert_reference(lab.value("output-delta.wrong"), &reference()["scalar_chain"]["delta"]);
    assert_reference(lab.value("name.right"), &reference()["scalar_chain"]["cost"]);
    close(lab.value("prediction.wrong"), 0.16);
    close(lab.value("prediction.right"), 0.3249);
    close(lab.value("bias-moves.right"), 0.5);
    assert_eq!((lab.value("conventions.at-least"), lab.value("conventions.above")), (Some(1.0), Some(0.0)));
    assert!(lab.value("blame.wrong") > lab.value("blame.right"), "higher, yet smaller in size");
    assert!(lab.value("regularisation.wrong") > lab.value("regularisation.right"));
    assert_reference(lab.value("sgd.cost"), &reference()["xor_tanh"]["cost"]);
}

#[test]
fn every_slip_has_numbers_and_leads_somewhere() {
    let lab = ready();
    for row in &ROWS {
        assert!(!lab.figures(row).is_empty(), "{}", row.key);
        let mut state = crate::State::new();
        let (address, _) = row.see;
        crate::update(&mut state, crate::Action::OpenLink(address.to_owned()));
        if let Some(name) = address.strip_prefix("#/labs/").and_then(|path| path.split('?').next()) {
            // A lab of another group may not be there yet; those of this one are.
            assert!(crate::labs::entry(name).is_none() || state.labs.open.is_some(), "{address}");
        }
        if crate::labs::entry("tumour").is_some() {
            assert_eq!(state.notice, None, "{address}");
        }
    }
}

#[test]
fn both_sides_stand_beside_each_other() {
    let mut lab = ready();
    lab.act("choose", Some("fifth-term"));
    let text = text(&lab);
    assert!(text.contains("✗ The slide") && text.contains("✓ Right"), "{text}");
    assert!(text.contains("0.698970004") && text.contains("1.609437912"), "{text}");
}

#[test]
fn whatever_is_done_the_lab_stands_and_its_link_brings_it_back() {
    let names = ["next", "back", "last", "first", "play", "step", "choose"];
    wander(&ENTRY, &names, &["1", "9", "99", "sign", "several", "", "x"]);
}
