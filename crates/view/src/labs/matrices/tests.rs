//! The lab of matrices: shapes, products, and programs that print the same digits.

use super::operation::Sign;
use super::*;
use crate::labs::testing::{close, flat, reference, shown, text, wander};

/// The product of the first parts of an operation, then entry by entry what follows.
fn worked_out(operation: &Operation) -> Vec<Vec<f64>> {
    let mut parts = operation.parts.iter();
    let first = parts.next().expect("at least one part");
    let mut found: Vec<Vec<f64>> = first.1.rows.iter().map(|row| row.iter().map(|cell| cell.value).collect()).collect();
    for (sign, part) in parts {
        found = match sign {
            Some(Sign::Times) => found
                .iter()
                .map(|row| {
                    assert_eq!(row.len(), part.rows.len(), "{}: the inner numbers agree", operation.formula);
                    (0..part.columns())
                        .map(|k| row.iter().zip(&part.rows).map(|(v, other)| v * other[k].value).sum())
                        .collect()
                })
                .collect(),
            sign => found
                .iter()
                .zip(&part.rows)
                .map(|(row, other)| {
                    let join = |(v, cell): (&f64, &operation::Cell)| match sign {
                        Some(Sign::Minus) => v - cell.value,
                        _ => v * cell.value,
                    };
                    row.iter().zip(other).map(join).collect()
                })
                .collect(),
        };
    }
    found
}

#[test]
fn every_operation_of_every_example_comes_out_as_the_trace_has_it() {
    for name in builtin::names() {
        let lab = Lab::open(name, 0);
        for operation in &lab.operations {
            if operation.parts.len() == 1 {
                continue;
            }
            let found = worked_out(operation);
            for (row, cells) in operation.result.rows.iter().enumerate() {
                for (column, cell) in cells.iter().enumerate() {
                    let value = found[row][column];
                    assert!(
                        (value - cell.value).abs() < 1e-14,
                        "{name} {}: {value}, not {}",
                        operation.formula,
                        cell.value
                    );
                    assert!(cell.quantity.is_some(), "each result is a quantity of the round");
                }
            }
            assert!(!operation.shapes().contains("DIFFER"), "{}", operation.shapes());
        }
    }
}

#[test]
fn the_classical_round_is_ten_operations_with_the_references_numbers() {
    let (lab, system) = (Lab::open(builtin::CLASSICAL, 0), &reference()["two_two_two"]);
    assert_eq!(lab.operations.len(), 10);
    let formulas: Vec<&str> = lab.operations.iter().map(|operation| operation.formula.as_str()).collect();
    assert_eq!(formulas[0], "z⁽²⁾ = Θ⁽¹⁾ a⁽¹⁾");
    assert_eq!(formulas[5], "∂C/∂Θ⁽²⁾ = δ⁽³⁾ (a⁽²⁾)ᵀ");
    assert_eq!(formulas[6], "δ⁽²⁾ = (Θ⁽²⁾)ᵀ δ⁽³⁾ ∘ g′(z⁽²⁾)");
    let gradients = flat(&system["gradient"]["weights"]);
    let new = flat(&system["after"]["1"]["weights"]);
    for w in 0..8 {
        close(lab.value(&format!("backward.w{}", w + 1)), gradients[w]);
        close(lab.value(&format!("update.w{}", w + 1)), new[w]);
    }
}

#[test]
fn pointing_at_a_cell_lights_its_edge_and_choosing_it_goes_to_where_it_is_computed() {
    let mut lab = Lab::open(builtin::CLASSICAL, 0);
    lab.light(Some("weight.w2"));
    assert_eq!(lab.lit().as_deref(), Some("weight.w2"));
    let body = shown(&lab);
    let lit = body.find_all(&|element| {
        element.attribute("data-term") == Some("weight.w2")
            && element.attribute("class").is_some_and(|class| class.contains("lit") || class.contains("pointed"))
    });
    assert!(lit.len() >= 2, "the cell and the edge: {}", lit.len());
    lab.light(None);
    lab.act("pick", Some("backward.w6"));
    assert_eq!((lab.stepping.at, lab.place()), (5, (0, 1)));
    lab.act("entry-down", None);
    assert_eq!(lab.place(), (1, 0));
}

#[test]
fn a_click_copies_the_program_whose_output_stands_below() {
    let mut lab = Lab::open(builtin::CLASSICAL, 0);
    for language in Language::ALL {
        lab.act("language", Some(language.name()));
        let handled = lab.act("copy", None);
        assert_eq!(handled.copy, Some(program(&lab.traced.example, language)));
        assert!(lab.act("save-code", None).save.is_some());
    }
    let text = text(&lab);
    assert!(text.contains("cost 0.291027774"), "{text}");
}

#[test]
fn a_weight_that_is_changed_changes_the_program_too() {
    let mut lab = Lab::open(builtin::CLASSICAL, 0);
    lab.act("pick", Some("weight.w1"));
    assert_eq!(lab.editing, Quantity::Weight(0));
    lab.act("set-weight.w1", Some("0,75"));
    assert!(lab.act("copy", None).copy.is_some_and(|code| code.contains("[[0.75, 0.2], [0.25, 0.3]]")));
    lab.act("set-weight.w1", Some("1e9"));
    assert!(lab.typing.sentence().is_some());
    assert_eq!(lab.traced.value("weight.w1"), Some(0.75));
}

#[test]
fn whatever_is_done_the_lab_stands_and_its_link_brings_it_back() {
    let names = [
        "example",
        "sample",
        "next",
        "back",
        "last",
        "first",
        "play",
        "step",
        "pick",
        "entry-down",
        "entry-up",
        "language",
        "copy",
        "set-weight.w1",
        "set-bias.b1",
        "set-target.o1",
    ];
    let arguments = [
        "xor",
        "three-classes",
        "two-two-one-linear",
        "1",
        "2",
        "4",
        "9",
        "rust",
        "pytorch",
        "backward.w3",
        "forward.h1.net",
        "",
        "x",
    ];
    wander(&ENTRY, &names, &arguments);
}
