//! The formats and notations of a trace.

use serde_json::{Value, json};

use crate::command::{run, run_with_input};

const EXAMPLES: [&str; 5] = ["two-two-two", "two-two-one-linear", "one-one-one", "xor", "three-classes"];
const NOTATIONS: [&str; 4] = ["net-out", "delta", "superscript", "counted-back"];

/// The steps of a trace as JSON.
fn steps(arguments: &[&str]) -> Vec<Value> {
    let trace = run([&["trace"], arguments].concat()).json();
    trace["steps"].as_array().expect("steps").clone()
}

/// One field of every step, as text.
fn column(steps: &[Value], field: &str) -> Vec<String> {
    steps.iter().map(|step| step[field].as_str().expect("text").to_owned()).collect()
}

#[test]
fn the_classical_round_is_told_as_the_lecture_tells_it() {
    let trace = run(["trace", "two-two-two"]).json();
    assert_eq!((&trace["round"], &trace["sample"]), (&json!(1), &json!(0)));
    let steps = trace["steps"].as_array().expect("steps");
    assert_eq!(steps.len(), 43);
    assert_eq!(
        steps[0],
        json!({
            "id": "forward.h1.net", "phase": "forward", "value": 0.3775,
            "reads": ["weight.w1", "input.i1", "weight.w2", "input.i2", "bias.b1"],
            "text": "net_h₁ = w₁·i₁ + w₂·i₂ + b₁ = .15 · .05 + .2 · .1 + .35 = 0.377500000",
        })
    );
    let text = |id: &str| steps.iter().find(|step| step["id"] == id).expect(id)["text"].as_str().expect("text");
    for (id, value) in [
        ("forward.h1.out", "0.593269992"),
        ("forward.o1.out", "0.751365070"),
        ("loss.total", "0.298371109"),
        ("backward.w5", "0.082167041"),
        ("update.w5", "0.358916480"),
    ] {
        assert!(text(id).ends_with(&format!(" = {value}")), "{}", text(id));
    }
}

#[test]
fn every_number_of_the_json_has_17_significant_digits() {
    for name in EXAMPLES {
        let texts = [run(["gradient", name]), run(["train", name, "--rounds", "3"]), run(["trace", name])];
        let numbers = texts.map(|said| said.output()).concat();
        // Every second part is within quotation marks, where formulas have numbers of their own.
        let numbers = numbers.split('"').step_by(2).collect::<Vec<_>>().join(" ");
        let values: Vec<&str> =
            numbers.split(['[', ']', ',', ' ', '\n', '}']).filter(|word| is_fraction(word)).collect();
        assert!(values.len() > 20, "{name}");
        for value in values {
            let mantissa = value.split('e').next().unwrap_or(value);
            let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
            let significant = digits.trim_start_matches('0').len();
            let is_zero = value.parse() == Ok(0.0);
            assert!(is_zero || significant == 17, "{name}: {value}");
        }
    }
}

/// Whether a word of the JSON is a number with a fraction, as all but counts are.
fn is_fraction(word: &str) -> bool {
    word.starts_with(|first: char| first == '-' || first.is_ascii_digit()) && word.contains('.')
}

#[test]
fn notations_rename_and_change_nothing_else() {
    for name in EXAMPLES {
        let plain = steps(&[name]);
        let mut texts = vec![column(&plain, "text")];
        assert_eq!(steps(&[name, "--notation", "net-out"]), plain, "the first is what is left out");
        for notation in &NOTATIONS[1..] {
            let renamed = steps(&[name, "--notation", notation]);
            texts.push(column(&renamed, "text"));
            assert_eq!(renamed.len(), plain.len());
            for (renamed, plain) in renamed.iter().zip(&plain) {
                for field in ["id", "phase", "value", "reads"] {
                    assert_eq!(renamed[field], plain[field], "{name} in {notation}");
                }
            }
        }
        let first: Vec<&String> = texts.iter().map(|texts| &texts[0]).collect();
        assert!(first.iter().enumerate().all(|(place, text)| !first[..place].contains(text)), "{first:?}");
    }
}

#[test]
fn digits_are_the_places_after_the_point() {
    for (digits, ending) in [("3", " = 0.593"), ("9", " = 0.593269992"), ("12", " = 0.593269992107")] {
        let steps = steps(&["two-two-two", "--digits", digits]);
        let text = steps[1]["text"].as_str().expect("text");
        assert!(text.ends_with(ending), "{text}");
        assert_eq!(steps[1]["value"], json!(0.593_269_992_107_187_2), "the value keeps all its digits");
    }
}

#[test]
fn later_rounds_and_other_samples_are_labelled_and_differ() {
    let first = run(["trace", "xor"]).json();
    let later = run(["trace", "xor", "--round", "100", "--sample", "2"]).json();
    assert_eq!((&later["round"], &later["sample"]), (&json!(100), &json!(2)));
    assert_ne!(first["steps"][0]["value"], later["steps"][0]["value"]);
    let cost = |trace: &Value| {
        let steps = trace["steps"].as_array().expect("steps");
        steps.iter().find(|step| step["id"] == "loss.cost").expect("a cost")["value"].clone()
    };
    assert_eq!(cost(&later), run(["train", "xor", "--rounds", "99"]).json()["cost"], "round 100 starts after 99");
}

#[test]
fn csv_has_a_row_a_step_and_quotes_what_must_be() {
    for name in EXAMPLES {
        for notation in NOTATIONS {
            let arguments = [name, "--notation", notation];
            let (steps, text) =
                (steps(&arguments), run([&["trace", "--format", "csv"], &arguments[..]].concat()).output());
            let mut rows = csv::Reader::from_reader(text.as_bytes());
            assert_eq!(rows.headers().expect("a header"), vec!["id", "phase", "value", "reads", "text"]);
            let rows: Vec<csv::StringRecord> = rows.records().collect::<Result<_, _>>().expect("well-formed rows");
            assert_eq!(rows.len(), steps.len());
            for (row, step) in rows.iter().zip(&steps) {
                assert_eq!(
                    (&row[0], &row[1], &row[4]),
                    (text_of(step, "id"), text_of(step, "phase"), text_of(step, "text"))
                );
                assert_eq!(row[2].parse().ok(), step["value"].as_f64());
                assert_eq!(json!(row[3].split(' ').collect::<Vec<_>>()), reads(step));
            }
        }
    }
    let quoted = run(["trace", "three-classes", "--format", "csv"]).output();
    assert!(quoted.contains(",\"out_h₁ = leaky ReLU(net_h₁) = max("), "a text with a comma is quoted");
}

fn text_of<'a>(step: &'a Value, field: &str) -> &'a str {
    step[field].as_str().expect("text")
}

/// What a step reads, as a table splits it: a formula without quantities reads one nothing.
fn reads(step: &Value) -> Value {
    if step["reads"] == json!([]) { json!([""]) } else { step["reads"].clone() }
}

#[test]
fn csv_tells_what_is_not_finite() {
    let document = include_str!("../../../core/examples/two-two-one-linear.json").replace("0.05", "0.6");
    let train = run_with_input(&["train", "-", "--rounds", "1000"], document.as_bytes()).json();
    let round = train["diverged_at"].to_string();
    let table = run_with_input(&["trace", "-", "--round", &round, "--format", "csv"], document.as_bytes()).output();
    assert!([",NaN,", ",inf,", ",-inf,"].iter().any(|word| table.contains(word)), "{table}");
}

#[test]
fn markdown_is_a_table_a_phase() {
    for name in EXAMPLES {
        let (steps, text) = (steps(&[name]), run(["trace", name, "--format", "markdown"]).output());
        let headings: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("## ")).collect();
        assert_eq!(headings, ["Forward", "Loss", "Backward", "Update"]);
        let rows: Vec<Vec<String>> = text.lines().filter(|line| line.starts_with("| `")).map(cells).collect();
        let ids: Vec<String> = rows.iter().map(|row| row[0].clone()).collect();
        assert_eq!(ids, column(&steps, "id").iter().map(|id| format!("`{id}`")).collect::<Vec<_>>());
        for (row, step) in rows.iter().zip(&steps) {
            assert_eq!(row.len(), 3, "{row:?}");
            assert_eq!(row[1], format!("`{}`", text_of(step, "text")));
            assert!(row[1].ends_with(&format!(" = {}`", row[2])), "the formula ends in its value: {row:?}");
        }
    }
    let text = run(["trace", "xor", "--round", "7", "--sample", "3", "--format", "markdown"]).output();
    assert!(text.starts_with("# exclusive or, four samples: round 7, sample 3\n"));
}

/// A table row's cells; a bar behind a backslash belongs to its cell.
fn cells(line: &str) -> Vec<String> {
    let inner = line.strip_prefix("| ").and_then(|line| line.strip_suffix(" |")).expect("a row");
    inner.split(" | ").map(|cell| cell.replace("\\|", "|")).collect()
}

#[test]
fn latex_is_an_aligned_block_a_phase() {
    for name in EXAMPLES {
        for notation in NOTATIONS {
            let text = run(["trace", name, "--format", "latex", "--notation", notation]).output();
            let lines: Vec<&str> = text.lines().collect();
            let count = |wanted: &str| lines.iter().filter(|line| **line == wanted).count();
            assert_eq!((count("\\begin{align*}"), count("\\end{align*}")), (4, 4));
            for phase in ["forward", "loss", "backward", "update"] {
                assert_eq!(count(&format!("% {phase}")), 1);
            }
            let body: Vec<&&str> = lines.iter().filter(|line| line.starts_with("  ")).collect();
            assert!(body.iter().all(|line| line.matches('&').count() == 1), "one alignment a line");
            let formulas = body.iter().filter(|line| !line.starts_with("    &= ")).count();
            assert_eq!(formulas, steps(&[name]).len(), "a formula a step");
            assert!(text.is_ascii(), "{name} in {notation}: any LaTeX takes ASCII");
            for line in body {
                assert_eq!(line.matches('{').count(), line.matches('}').count(), "{line}");
                assert_eq!(line.matches("\\left").count(), line.matches("\\right").count(), "{line}");
            }
        }
    }
}
