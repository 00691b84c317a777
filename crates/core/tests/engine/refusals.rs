//! Every refusal of an example document: the exact sentence, with the path of the fault.

use std::collections::BTreeSet;

use gradlight_core::builtin;
use gradlight_core::example::tree::Tree;
use gradlight_core::example::{BiasRule, Example, check};
use gradlight_core::network::Neuron;
use gradlight_core::quantity::{BiasId, Quantity};
use serde::Deserialize;
use serde_json::Value;

/// A faulty document and what is said of it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Refusal {
    name: String,
    document: String,
    sentence: String,
    through_js: bool,
    #[serde(default)]
    repeats: Vec<Repeat>,
}

/// A mark in the document that stands for a text, many times over.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Repeat {
    mark: String,
    text: String,
    times: usize,
}

impl Refusal {
    fn text(&self) -> String {
        let spell = |text: String, repeat: &Repeat| text.replace(&repeat.mark, &repeat.text.repeat(repeat.times));
        self.repeats.iter().fold(self.document.clone(), spell)
    }
}

fn refusals() -> Vec<Refusal> {
    serde_json::from_str(include_str!("../data/refusals.json")).expect("the refusals are JSON")
}

#[test]
fn every_faulty_document_is_refused_in_its_own_words() {
    for refusal in refusals() {
        let sentence = Example::from_json(&refusal.text()).map_err(|fault| fault.to_string());
        assert_eq!(sentence.expect_err("refused"), refusal.sentence, "{}", refusal.name);
    }
}

/// A number that no refused document has; it stands for infinity, which JSON cannot write.
const INFINITE: f64 = 1.2345e300;

/// The document as JavaScript has it after parsing: 1e999 is infinity, and no fault of the text.
fn parsed(value: Value) -> Tree {
    match value {
        Value::Null => Tree::Null,
        Value::Bool(truth) => Tree::Bool(truth),
        Value::Number(number) => {
            let number = number.as_f64().expect("a double");
            Tree::Number(if number.abs() == INFINITE { f64::INFINITY.copysign(number) } else { number })
        }
        Value::String(text) => Tree::Text(text),
        Value::Array(items) => Tree::List(items.into_iter().map(parsed).collect()),
        Value::Object(fields) => Tree::Fields(fields.into_iter().map(|(name, value)| (name, parsed(value))).collect()),
    }
}

#[test]
fn what_comes_in_already_parsed_is_refused_in_the_same_words() {
    for refusal in refusals().iter().filter(|refusal| refusal.through_js) {
        let text = refusal.text().replace("1e999", "1.2345e300").replace("1e400", "1.2345e300");
        let value: Value = serde_json::from_str(&text).expect("what survives JSON.parse is JSON");
        let is_plain = text == refusal.text();
        let read = if is_plain { Example::from_deserializer(value) } else { check::example(&parsed(value)) };
        assert_eq!(read.expect_err("refused").to_string(), refusal.sentence, "{}", refusal.name);
    }
}

#[test]
fn every_sentence_is_one_line_and_every_name_is_its_own() {
    let refusals = refusals();
    assert!(refusals.iter().all(|refusal| !refusal.sentence.contains('\n')));
    let names: BTreeSet<&str> = refusals.iter().map(|refusal| refusal.name.as_str()).collect();
    assert_eq!(names.len(), refusals.len());
}

/// A small document with some text in it replaced.
fn edited(from: &str, to: &str) -> String {
    let document = r#"{"format": "gradlight/example@1", "layers": [{"activation": "sigmoid", "weights": [[0.5, -1]]}],
        "loss": "binary_cross_entropy", "samples": [{"input": [1, 2], "target": [1]}], "learning_rate": 0.5}"#;
    assert!(document.contains(from), "{from}");
    document.replace(from, to)
}

#[test]
fn what_may_be_missing_has_its_default() {
    let example = Example::from_json(&edited("", "")).expect("an example");
    assert_eq!((example.title(), example.l2()), ("", 0.0));
    assert_eq!((example.bias_rule().name(), example.update().name()), ("frozen", "simultaneous"));
    assert!(example.network().biases().is_empty());
}

#[test]
fn the_edges_of_what_is_allowed_are_allowed() {
    let plain = Example::from_json(&edited("", "")).expect("an example");
    assert_eq!(Example::from_json(&format!("\u{feff}{}\r\n", edited("", ""))), Ok(plain), "a byte order mark");
    for (from, to) in [
        ("[1]", "[0]"),
        ("[1]", "[0.25]"),
        ("0.5}", "5e-324}"),
        ("0.5}", "1.7976931348623157e308}"),
        ("\"loss\"", "\"l2\": 0, \"loss\""),
        ("\"loss\"", "\"l2\": -0.0, \"loss\""),
        ("\"loss\"", "\"title\": \"\", \"loss\""),
    ] {
        assert!(Example::from_json(&edited(from, to)).is_ok(), "{to}");
    }
}

#[test]
fn the_largest_sizes_are_allowed() {
    let layers =
        |layers: Vec<String>| edited(r#"{"activation": "sigmoid", "weights": [[0.5, -1]]}"#, &layers.join(","));
    let layer = |neurons: usize, inputs: usize| {
        let row = format!("[{}]", vec!["0"; inputs].join(","));
        format!(r#"{{"activation": "sigmoid", "weights": [{}]}}"#, vec![row; neurons].join(","))
    };
    let deep = layers((0..64).map(|l| layer(1, if l == 0 { 2 } else { 1 })).collect());
    assert_eq!(Example::from_json(&deep).map(|example| example.network().layers().len()), Ok(64));
    let wide = layers(vec![layer(1024, 1024)]).replace("[1, 2]", &format!("[{}0]", "0,".repeat(1023)));
    let wide = wide.replace("\"target\": [1]", &format!("\"target\": [{}1]", "0,".repeat(1023)));
    assert_eq!(Example::from_json(&wide).map(|example| example.network().weights().len()), Ok(1 << 20));
    let sample = r#"{"input": [1, 2], "target": [1]}"#;
    let many = edited(sample, &vec![sample; 10_000].join(","));
    assert_eq!(Example::from_json(&many).map(|example| example.samples().len()), Ok(10_000));
}

#[test]
fn a_negative_zero_is_read_as_zero() {
    let example = Example::from_json(&edited("0.5, -1", "-0.0, -1")).expect("an example");
    assert_eq!(example.network().weights()[0].to_bits(), 0.0_f64.to_bits());
}

#[test]
fn not_a_number_is_refused_wherever_it_stands() {
    let document: Value = serde_json::from_str(&edited("0.5}", "0.5, \"l2\": 0.1}")).expect("JSON");
    for (path, sentence) in [
        ("/learning_rate", "learning_rate: not a finite number"),
        ("/l2", "l2: not a finite number"),
        ("/layers/0/weights/0/1", "layers[0].weights[0][1]: not a finite number"),
        ("/samples/0/target/0", "samples[0].target[0]: not a finite number"),
    ] {
        let mut faulty = document.clone();
        *faulty.pointer_mut(path).expect("a place") = serde_json::json!(INFINITE);
        let fault = check::example(&nan(parsed(faulty))).expect_err("refused");
        assert_eq!(fault.to_string(), sentence);
    }
}

/// The tree with NaN for infinity.
fn nan(tree: Tree) -> Tree {
    match tree {
        Tree::Number(number) if number.is_infinite() => Tree::Number(f64::NAN),
        Tree::List(items) => Tree::List(items.into_iter().map(nan).collect()),
        Tree::Fields(fields) => Tree::Fields(fields.into_iter().map(|(name, tree)| (name, nan(tree))).collect()),
        other => other,
    }
}

#[test]
fn an_edit_is_refused_as_the_document_would_be() {
    let example = builtin::example(builtin::CLASSICAL).expect("built in");
    let refused = |quantity: Quantity, value: f64| {
        example.with_given(&quantity, 0, value).map(|_| ()).map_err(|fault| fault.to_string())
    };
    assert_eq!(refused(Quantity::Weight(5), f64::NAN), Err("layers[1].weights[0][1]: not a finite number".into()));
    assert_eq!(refused(Quantity::Input(1), f64::INFINITY), Err("samples[0].input[1]: not a finite number".into()));
    assert_eq!(refused(Quantity::Target(0), f64::NAN), Err("samples[0].target[0]: not a finite number".into()));
    let bias = Quantity::Bias(BiasId::Own(Neuron::new(1, 1)));
    assert_eq!(refused(bias, f64::NAN), Err("layers[1].biases[1]: not a finite number".into()));
    assert_eq!(refused(Quantity::LossTotal, 1.0), Err("only inputs, targets, weights and biases can be set".into()));
    let xor = builtin::example("xor").expect("built in");
    let target = xor.with_given(&Quantity::Target(0), 3, 1.5).map_err(|fault| fault.to_string());
    assert_eq!(target, Err("samples[3].target[0]: binary_cross_entropy needs targets in 0…1, not 1.5".into()));
    let shared = xor.with_bias_rule(BiasRule::PerLayer).map_err(|fault| fault.to_string());
    assert_eq!(shared, Err("layers[0].biases: unequal, but the rule per_layer shares one bias".into()));
    for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let rate = example.with_learning_rate(number).map_err(|fault| fault.to_string());
        assert_eq!(rate, Err("learning_rate: not a finite number".into()));
    }
    let rate = example.with_learning_rate(-1.0).map_err(|fault| fault.to_string());
    assert_eq!(rate, Err("learning_rate: needs to be above 0, not -1".into()));
}
