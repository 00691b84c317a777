//! Bad input: one line that says what is wrong and where, exit status 2, nothing on standard output.

use serde::Deserialize;
use serde_json::{Value, json};

use crate::command::{classical, file, run, run_with_input};

const TOO_LARGE: &str = "more than 4194304 bytes, the most an example may have";

#[test]
fn bad_arguments_are_named() {
    let cases: &[(&[&str], &str)] = &[
        (&[], "a command is missing: gradient, train, trace or handout; --help says more"),
        (&["trian"], "unknown command \"trian\": did you mean train?"),
        (&["TRACE"], "unknown command \"TRACE\": did you mean trace?"),
        (&["draw"], "unknown command \"draw\": known are gradient, train, trace, handout"),
        (&["--rounds", "3"], "unknown option --rounds: known are --help, --version"),
        (&["--hepl"], "unknown option --hepl: did you mean --help?"),
        (&["-x"], "unknown option -x: known are --help, --version"),
        (&["gradient"], "EXAMPLE is missing: a built-in name, a path, or - for standard input"),
        (&["gradient", "xor", "xor"], "one EXAMPLE at a time: \"xor\" and \"xor\" are two"),
        (&["gradient", "xor", "--rounds", "3"], "unknown option --rounds: known are --help, --version"),
        (&["train", "xor"], "--rounds is missing: how many rounds to train"),
        (&["train", "xor", "--round", "3"], "unknown option --round: did you mean --rounds?"),
        (&["train", "xor", "--rounds"], "--rounds: its value is missing"),
        (&["train", "xor", "--rounds", "3", "--rounds", "4"], "--rounds is given twice"),
        (&["train", "xor", "--rounds", "3", "--history=yes"], "--history takes no value"),
        (&["trace", "xor", "--notation", "deltas"], "--notation: unknown notation \"deltas\": did you mean delta?"),
        (
            &["trace", "xor", "--format", "html"],
            "--format: unknown format \"html\": known are json, markdown, latex, csv",
        ),
    ];
    for (arguments, line) in cases {
        assert_eq!(run(*arguments).refusal(), *line, "{arguments:?}");
    }
}

#[test]
fn bad_numbers_are_named() {
    let huge = "99999999999999999999999999";
    let cases: &[(&[&str], String)] = &[
        (&["train", "xor", "--rounds", "-1"], "--rounds: -1 is less than 0".into()),
        (&["train", "xor", "--rounds", "ten"], "--rounds: \"ten\" is not a whole number".into()),
        (&["train", "xor", "--rounds", "1.5"], "--rounds: \"1.5\" is not a whole number".into()),
        (&["train", "xor", "--rounds", "1e3"], "--rounds: \"1e3\" is not a whole number".into()),
        (&["train", "xor", "--rounds", ""], "--rounds: \"\" is not a whole number".into()),
        (&["train", "xor", "--rounds", huge], format!("--rounds: {huge} is more than 10000000, the most")),
        (&["trace", "xor", "--round", "0"], "--round: 0 is less than 1, the first round".into()),
        (&["trace", "xor", "--round", "-7"], "--round: -7 is less than 1, the first round".into()),
        (&["trace", "xor", "--round", "NaN"], "--round: \"NaN\" is not a whole number".into()),
        (
            &["trace", "xor", "--round", huge],
            format!("--round: {huge} is more than 10000001, the last that is reached"),
        ),
        (&["trace", "xor", "--sample", "4"], "--sample: 4 is more than 3, the last sample".into()),
        (&["trace", "xor", "--sample", huge], format!("--sample: {huge} is more than 3, the last sample")),
        (&["trace", "xor", "--sample", "-1"], "--sample: -1 is less than 0, the first sample".into()),
        (&["trace", "xor", "--sample", "first"], "--sample: \"first\" is not a whole number".into()),
        (&["trace", "xor", "--digits", "1"], "--digits: \"1\" is not a whole number from 2 to 12".into()),
        (&["trace", "xor", "--digits", "13"], "--digits: \"13\" is not a whole number from 2 to 12".into()),
        (&["trace", "xor", "--digits", "nine"], "--digits: \"nine\" is not a whole number from 2 to 12".into()),
    ];
    for (arguments, line) in cases {
        assert_eq!(run(*arguments).refusal(), *line, "{arguments:?}");
    }
}

#[test]
fn an_example_that_is_not_there_is_named_with_the_nearest_that_is() {
    let line = run(["gradient", "two-two-too"]).refusal();
    assert_eq!(line, "\"two-two-too\" is neither a file nor a built-in example: did you mean two-two-two?");
    let line = run(["gradient", "nowhere/mnist.json"]).refusal();
    let known = "two-two-two, two-two-one-linear, one-one-one, xor, three-classes";
    assert_eq!(line, format!("\"nowhere/mnist.json\" is neither a file nor a built-in example: known are {known}"));
    assert_eq!(run(["gradient", "a\nb"]).refusal().lines().count(), 1);
}

#[test]
fn what_cannot_be_read_as_a_document_is_named() {
    let folder = env!("CARGO_TARGET_TMPDIR");
    assert_eq!(run(["gradient", folder]).refusal(), format!("{folder} cannot be read: it is a directory"));
    let binary = file("binary.json", b"{\"title\": \"\xff\"}");
    assert_eq!(run(["gradient".as_ref(), binary.as_os_str()]).refusal(), "not UTF-8 text: the fault is at byte 12");
    let empty = file("empty.json", "");
    let line = run(["gradient".as_ref(), empty.as_os_str()]).refusal();
    assert_eq!(line, "the document is empty");
    let line = run_with_input(&["gradient", "-"], b"{\"format\": \"gradlight/example@1\",}").refusal();
    assert!(line.starts_with("not JSON: ") && line.ends_with("at line 1 column 34"), "{line}");
}

#[test]
fn a_document_too_large_is_not_read_to_its_end() {
    let mut document = classical().to_string().into_bytes();
    document.resize(4 << 20, b' ');
    assert!(run_with_input(&["gradient", "-"], &document).output().starts_with('{'));
    document.push(b' ');
    assert_eq!(run_with_input(&["gradient", "-"], &document).refusal(), TOO_LARGE);
    let large = file("large.json", &document);
    assert_eq!(run(["gradient".as_ref(), large.as_os_str()]).refusal(), TOO_LARGE);
    #[cfg(target_os = "linux")]
    assert_eq!(run(["gradient", "/dev/zero"]).refusal(), TOO_LARGE);
}

/// A faulty document and what is said of it.
#[derive(Deserialize)]
struct Refusal {
    name: String,
    document: String,
    sentence: String,
    #[serde(default)]
    repeats: Vec<Repeat>,
}

/// A mark in the document that stands for a text, many times over.
#[derive(Deserialize)]
struct Repeat {
    mark: String,
    text: String,
    times: usize,
}

#[test]
fn every_faulty_document_is_refused_in_the_engines_words() {
    let table = include_str!("../../../core/tests/data/refusals.json");
    let refusals: Vec<Refusal> = serde_json::from_str(table).expect("the refusals are JSON");
    for refusal in &refusals {
        let spell = |text: String, repeat: &Repeat| text.replace(&repeat.mark, &repeat.text.repeat(repeat.times));
        let document = refusal.repeats.iter().fold(refusal.document.clone(), spell);
        let said = run_with_input(&["gradient", "-"], document.as_bytes()).refusal();
        // How much too large a document is stays unknown, for the rest is not read.
        let is_too_large = document.len() > 4 << 20;
        let sentence = if is_too_large { TOO_LARGE } else { &refusal.sentence };
        assert_eq!(said, sentence, "{}", refusal.name);
    }
    assert!(refusals.len() > 80);
}

/// The classical document with one place changed.
fn changed(path: &str, value: Value) -> String {
    let mut document = classical();
    *document.pointer_mut(path).expect("the place is there") = value;
    document.to_string()
}

#[test]
fn faults_of_the_document_are_named_by_their_path_by_every_command() {
    let layer = json!({"activation": "sigmoid", "weights": [[1.0, 1.0], [1.0, 1.0]]});
    let cases = [
        (changed("/layers/1/weights/0", json!([0.4, 0.45, 0.5])), "layers[1].weights[0]: 3 weights for 2 inputs"),
        (
            changed("/layers/0/activation", json!("sigmoïd")),
            "layers[0].activation: unknown activation \"sigmoïd\", known are \
             identity, step, sigmoid, tanh, relu, leaky_relu, softmax",
        ),
        (changed("/layers", json!(vec![layer; 65])), "layers: 65 layers, at most 64"),
        (
            changed("/learning_rate", json!(1)).replace("\"learning_rate\":1", "\"learning_rate\":1e999"),
            "learning_rate: not a finite number",
        ),
        (changed("/title", json!(["a\nb"])), "title: expected text, found a list"),
        (
            changed("/update", json!("a\nb\u{1b}[2J")),
            "update: unknown update order \"a\\nb\\u{1b}[2J\", known are simultaneous, sequential",
        ),
    ];
    for (document, line) in cases {
        for arguments in [&["gradient", "-"][..], &["train", "-", "--rounds", "9"], &["trace", "-"]] {
            assert_eq!(run_with_input(arguments, document.as_bytes()).refusal(), line, "{arguments:?}");
        }
    }
}

#[test]
fn an_example_too_large_to_trace_can_still_be_trained() {
    let row = vec![0.001; 300];
    let layer = json!({"activation": "tanh", "weights": vec![row.clone(); 300]});
    let mut document = classical();
    document["layers"] = json!([layer, {"activation": "sigmoid", "weights": [row.clone()]}]);
    document["samples"] = json!([{"input": row, "target": [0.5]}]);
    let document = document.to_string();
    let line = run_with_input(&["trace", "-"], document.as_bytes()).refusal();
    assert_eq!(line, "layers: 90300 weights are too many to trace, at most 65536");
    assert!(run_with_input(&["train", "-", "--rounds", "1"], document.as_bytes()).json()["cost"].is_number());
}
