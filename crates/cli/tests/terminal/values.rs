//! The numbers printed are those of the 50-digit reference.

use serde_json::Value;

use crate::command::{run, run_with_input};

const ONE_PASS: f64 = 1e-12;
const TRAINED: f64 = 1e-9;
/// Below this a value is what cancellation left of numbers near 1, and no longer relative to itself.
const NOISE: f64 = 1e-15;

/// The reference's systems that are examples: name, document, record.
fn systems() -> Vec<(String, String, Value)> {
    let text = include_str!("../../../core/tests/data/reference.json");
    let Ok(Value::Object(records)) = serde_json::from_str(text) else { panic!("the reference has named records") };
    let system = |(name, record): (String, Value)| Some((name, record.get("spec")?.to_string(), record));
    let systems: Vec<_> = records.into_iter().filter_map(system).collect();
    assert!(systems.len() >= 11);
    systems
}

/// All numbers of a nested list in order; the reference writes them as text.
fn flat(value: &Value) -> Vec<f64> {
    match value {
        Value::Array(items) => items.iter().flat_map(flat).collect(),
        Value::String(digits) => vec![digits.parse().expect("digits")],
        Value::Number(number) => vec![number.as_f64().expect("a number")],
        other => panic!("{other} holds no numbers"),
    }
}

/// The same nesting, number for number.
#[track_caller]
fn assert_close(found: &Value, expected: &Value, tolerance: f64, what: &str) {
    if let (Value::Array(found), Value::Array(expected)) = (found, expected) {
        assert_eq!(found.len(), expected.len(), "{what}: how many");
        for (place, (found, expected)) in found.iter().zip(expected).enumerate() {
            assert_close(found, expected, tolerance, &format!("{what}[{place}]"));
        }
        return;
    }
    let (found, expected) = (flat(found)[0], flat(expected)[0]);
    let off = (found - expected).abs();
    assert!(off <= tolerance * expected.abs() || off <= NOISE, "{what}: {found}, not {expected}");
}

#[test]
fn the_gradient_is_the_references() {
    for (name, document, record) in systems() {
        let found = run_with_input(&["gradient", "-"], document.as_bytes()).json();
        assert_close(&found["cost"], &record["cost"], ONE_PASS, &format!("{name} cost"));
        for part in ["weights", "biases"] {
            assert_close(&found[part], &record["gradient"][part], ONE_PASS, &format!("{name} {part}"));
        }
    }
}

#[test]
fn training_leads_where_the_reference_leads() {
    for (name, document, record) in systems() {
        for (rounds, after) in record["after"].as_object().expect("states by rounds") {
            let found = run_with_input(&["train", "-", "--rounds", rounds], document.as_bytes()).json();
            for part in ["cost", "outputs", "weights", "biases"] {
                assert_close(&found[part], &after[part], TRAINED, &format!("{name} {part} after {rounds}"));
            }
            assert_eq!(found["diverged_at"], Value::Null, "{name}");
            assert_eq!(found.get("history"), None, "{name}");
        }
    }
}

#[test]
fn history_is_the_cost_of_every_round() {
    for (name, document, record) in systems() {
        let found = run_with_input(&["train", "-", "--rounds", "100", "--history"], document.as_bytes()).json();
        let history = found["history"].as_array().expect("a history");
        assert_eq!((history.len(), &history[100]), (101, &found["cost"]), "{name}");
        assert_close(&history[0], &record["cost"], ONE_PASS, &format!("{name} at the start"));
        for (rounds, after) in record["after"].as_object().expect("states by rounds") {
            let rounds: usize = rounds.parse().expect("rounds");
            if let Some(cost) = history.get(rounds) {
                assert_close(cost, &after["cost"], TRAINED, &format!("{name} after {rounds}"));
            }
        }
    }
}

#[test]
fn the_trace_of_every_sample_has_the_references_passes() {
    for (name, document, record) in systems() {
        for (s, sample) in record["samples"].as_array().expect("samples").iter().enumerate() {
            let trace = run_with_input(&["trace", "-", "--sample", &s.to_string()], document.as_bytes()).json();
            assert_eq!((&trace["round"], &trace["sample"]), (&1.into(), &s.into()));
            let layers = sample["z"].as_array().expect("layers").len();
            for (part, kind) in [("z", "net"), ("a", "out")] {
                for (l, layer) in sample[part].as_array().expect("layers").iter().enumerate() {
                    let letter = if l + 1 == layers { "o" } else { "h" };
                    for (j, expected) in layer.as_array().expect("neurons").iter().enumerate() {
                        let id = format!("forward.{letter}{}.{kind}", j + 1);
                        assert_close(&value(&trace, &id), expected, ONE_PASS, &format!("{name} sample {s} {id}"));
                    }
                }
            }
            assert_close(&value(&trace, "loss.total"), &sample["loss"], ONE_PASS, &format!("{name} loss of {s}"));
        }
    }
}

#[test]
fn the_traced_update_is_what_training_does() {
    for (name, document, record) in systems() {
        let trace = run_with_input(&["trace", "-", "--round", "10"], document.as_bytes()).json();
        let weights = flat(&record["after"]["10"]["weights"]);
        for (w, expected) in weights.into_iter().enumerate() {
            let id = format!("update.w{}", w + 1);
            assert_close(&value(&trace, &id), &expected.into(), TRAINED, &format!("{name} {id} of round 10"));
        }
    }
}

/// The value of the step of that name.
#[track_caller]
fn value(trace: &Value, id: &str) -> Value {
    let steps = trace["steps"].as_array().expect("steps");
    let step = steps.iter().find(|step| step["id"] == id);
    step.unwrap_or_else(|| panic!("no step {id}"))["value"].clone()
}

#[test]
fn a_built_in_name_a_file_and_standard_input_are_one_example() {
    for name in ["two-two-two", "two-two-one-linear", "one-one-one", "xor", "three-classes"] {
        let path = format!("{}/../core/examples/{name}.json", env!("CARGO_MANIFEST_DIR"));
        let document = std::fs::read(&path).expect("the document is there");
        let by_name = run(["train", name, "--rounds", "5"]).output();
        assert_eq!(by_name, run(["train", &path, "--rounds", "5"]).output());
        assert_eq!(by_name, run_with_input(&["train", "--rounds", "5", "-"], &document).output());
        assert_eq!(by_name, run(["train", "--rounds=5", "--", &path]).output());
    }
}

#[test]
fn zero_rounds_are_the_example_as_it_is() {
    let start = run(["train", "two-two-two", "--rounds", "0"]).json();
    assert_eq!(flat(&start["weights"]), [0.15, 0.2, 0.25, 0.3, 0.4, 0.45, 0.5, 0.55]);
    assert_eq!(start["cost"], run(["gradient", "two-two-two"]).json()["cost"]);
}

#[test]
fn a_run_that_diverges_ends_in_its_last_finite_state() {
    let document = include_str!("../../../core/examples/two-two-one-linear.json").replace("0.05", "0.6");
    let diverged = run_with_input(&["train", "-", "--rounds", "1000", "--history"], document.as_bytes()).json();
    let round = diverged["diverged_at"].as_u64().expect("a round");
    let history = flat(&diverged["history"]);
    assert_eq!(history.last().copied(), diverged["cost"].as_f64());
    assert!(flat(&diverged["weights"]).iter().chain(&flat(&diverged["outputs"])).all(|number| number.is_finite()));

    let rounds = (history.len() - 1).to_string();
    let before = run_with_input(&["train", "-", "--rounds", &rounds], document.as_bytes()).json();
    assert_eq!((&before["weights"], &before["cost"]), (&diverged["weights"], &diverged["cost"]));

    let at = run_with_input(&["trace", "-", "--round", &round.to_string()], document.as_bytes()).json();
    let values: Vec<&Value> = at["steps"].as_array().expect("steps").iter().map(|step| &step["value"]).collect();
    assert!(values.iter().any(|value| value.is_null()), "what is not finite is null");
    let line = run_with_input(&["trace", "-", "--round", &(round + 2).to_string()], document.as_bytes()).refusal();
    let start = format!("--round: {} is never reached: training diverged at round {round}, ", round + 2);
    assert!(line.starts_with(&start), "{line}");
}
