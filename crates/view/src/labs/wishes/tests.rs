//! The lab of wishes: the lecture's entries, live averages, links and random actions.

use super::*;
use crate::labs::testing::{close, flat, reference, shown, text, wander};

#[test]
fn the_output_at_a_fifth_wants_to_be_one_in_three_ways() {
    let lab = Lab::open(Source::Lecture);
    close(lab.value("forward.o3.out"), 0.2);
    close(lab.value("forward.o1.out"), 0.5);
    close(lab.value("forward.o2.out"), 0.8);
    close(lab.value("target.o3"), 1.0);
    // −δ = −2(a − y)·a(1 − a) = 2 · 0.8 · 0.16.
    close(lab.value("wish.b"), 0.256);
    for from in 0..4 {
        close(lab.value(&format!("wish.w{}", from + 1)), 0.256 * lab.activation(from));
        let weight = lab.traced().read(Quantity::Weight(lab.weight(2, from)));
        close(lab.value(&format!("wish.a{}", from + 1)), 0.256 * weight);
    }
}

#[test]
fn all_outputs_wishes_add_up_to_what_the_layer_before_is_wrong_by() {
    let mut lab = Lab::open(Source::Lecture);
    lab.act("last", None);
    assert_eq!(lab.chosen(), None);
    for from in 0..4 {
        let sum: f64 = (0..3).filter_map(|neuron| lab.of_activation(neuron, from)).sum();
        close(lab.value(&format!("sum.a{}", from + 1)), sum);
    }
    lab.act("layer", Some("1"));
    assert_eq!(lab.value("wish.a1"), None, "the inputs are given");
}

#[test]
fn the_lectures_table_is_as_it_is_printed_and_its_six_columns_average_to_something_else() {
    let lab = Lab::open(Source::Lecture);
    let printed = [
        ("w0", [-0.08, 0.02, -0.02, 0.11, -0.05, -0.14], -0.08),
        ("w1", [-0.11, 0.11, 0.07, 0.02, 0.09, 0.05], 0.12),
        ("w2", [-0.07, -0.04, -0.01, 0.02, 0.13, -0.15], -0.06),
        ("w13001", [0.13, 0.08, -0.06, -0.09, -0.02, 0.04], 0.04),
    ];
    for (row, wishes, average) in printed {
        for (column, wish) in wishes.iter().enumerate() {
            close(lab.value(&format!("{row}.{}", column + 1)), *wish);
        }
        close(lab.value(&format!("{row}.average")), average);
        let shown = lab.value(&format!("{row}.shown")).expect("an average");
        assert!((shown - average).abs() > 0.005, "{row}: {shown}");
    }
    let text = text(&lab);
    assert!(text.contains("the entries that the lecture shows"));
}

#[test]
fn in_our_own_table_the_average_is_the_average_of_all_columns() {
    for name in ["xor", "three-classes", "classifier"] {
        let mut lab = Lab::open(Source::from_name(name).expect("a name"));
        lab.act("table", Some("own"));
        let table = table::live(&lab);
        let network = lab.traced().example.network();
        assert_eq!(table.rows.len(), network.weights().len() + network.biases().len(), "{name}");
        for row in &table.rows {
            let mean = table::shown_average(row).expect("some examples");
            assert!((mean - row.average).abs() <= 1e-15, "{name} {}", row.key);
        }
    }
}

#[test]
fn the_averages_are_the_references_gradient() {
    let lab = Lab::open(Source::from_name("xor").expect("built in"));
    for (w, gradient) in flat(&reference()["xor_tanh"]["gradient"]["weights"]).iter().enumerate() {
        close(lab.value(&format!("weight.w{}.average", w + 1)), -gradient);
    }
}

#[test]
fn a_target_can_be_changed_and_a_bad_one_is_refused_beside_its_field() {
    let mut lab = Lab::open(Source::Lecture);
    lab.act("set-target.o3", Some("0"));
    assert!(lab.value("wish.b").is_some_and(|wish| wish < 0.0), "now it wants to fall");
    assert!(lab.link().contains(&("target.o3".to_owned(), "0".to_owned())));
    lab.act("set-weight.w17", Some("many"));
    let markup = shown(&lab).to_markup();
    assert!(markup.contains("“many” is not a number"), "{markup}");
    let mut lab = Lab::open(Source::from_name("three-classes").expect("built in"));
    lab.act("set-target.o1", Some("0.5"));
    assert!(lab.typing.sentence().is_some_and(|sentence| sentence.contains("sum to 1")), "targets must sum to 1");
}

#[test]
fn whatever_is_done_the_lab_stands_and_its_link_brings_it_back() {
    let names = [
        "example",
        "sample",
        "layer",
        "table",
        "next",
        "back",
        "last",
        "first",
        "play",
        "step",
        "set-weight.w1",
        "set-input.i1",
        "set-target.o1",
    ];
    let arguments =
        ["xor", "three-classes", "two-two-two", "one-one-one", "1", "2", "3", "9", "own", "lecture", "", "x"];
    wander(&ENTRY, &names, &arguments);
}
