//! Every value of the 50-digit reference: 1e-12 relative for one pass, 1e-9 after training.

use gradlight_core::activation::Activation;
use gradlight_core::example::{Example, Update};
use gradlight_core::forward::{Pass, loss};
use gradlight_core::gradient::gradient;
use gradlight_core::loss::Loss;
use gradlight_core::math;
use gradlight_core::network::{Network, Neuron};
use gradlight_core::quantity::{BiasId, Names, Quantity};
use gradlight_core::rounding::Arithmetic;
use gradlight_core::trace::Trace;
use gradlight_core::train::Run;
use serde_json::Value;

const ONE_PASS: f64 = 1e-12;
const TRAINED: f64 = 1e-9;

/// Below this a value is what cancellation left of numbers near 1, and no longer relative to itself.
const NOISE: f64 = 1e-15;

fn reference() -> Value {
    serde_json::from_str(include_str!("../data/reference.json")).expect("the reference is JSON")
}

/// The systems that are examples, each with its name and record.
fn systems(reference: &Value) -> Vec<(&String, &Value, Example)> {
    let records = reference.as_object().expect("the reference has named records");
    let read = |spec: &Value| Example::from_json(&spec.to_string()).expect("the spec is an example");
    records.iter().filter_map(|(name, record)| Some((name, record, read(record.get("spec")?)))).collect()
}

/// All numbers of a nested list, in order.
fn flat(value: &Value) -> Vec<f64> {
    match value {
        Value::Array(items) => items.iter().flat_map(flat).collect(),
        Value::String(digits) => vec![digits.parse().expect("digits")],
        Value::Number(number) => vec![number.as_f64().expect("a number")],
        other => panic!("{other} holds no numbers"),
    }
}

fn number(value: &Value) -> f64 {
    flat(value)[0]
}

fn assert_close(found: &[f64], expected: &Value, tolerance: f64, what: &str) {
    let expected = flat(expected);
    assert_eq!(found.len(), expected.len(), "{what}: how many");
    for (place, (found, expected)) in found.iter().zip(expected).enumerate() {
        let off = (found - expected).abs();
        assert!(off <= tolerance * expected.abs() || off <= NOISE, "{what}[{place}]: {found}, not {expected}");
    }
}

#[test]
fn every_system_of_the_reference_is_here() {
    let reference = reference();
    let names: Vec<&String> = systems(&reference).into_iter().map(|(name, ..)| name).collect();
    assert_eq!(names.len(), 11, "{names:?}");
}

#[test]
fn one_forward_pass_gives_the_reference() {
    let reference = reference();
    for (name, record, example) in systems(&reference) {
        for (s, sample) in example.samples().iter().enumerate() {
            let expected = &record["samples"][s];
            let mut pass = Pass::new(example.network());
            pass.run(example.network(), &sample.input);
            assert_close(&pass.z, &expected["z"], ONE_PASS, &format!("{name} z of sample {s}"));
            assert_close(&pass.a, &expected["a"], ONE_PASS, &format!("{name} a of sample {s}"));
            let loss = loss(&example, &pass, &sample.target);
            assert_close(&[loss], &expected["loss"], ONE_PASS, &format!("{name} loss of sample {s}"));
        }
    }
}

#[test]
fn one_gradient_gives_the_reference() {
    let reference = reference();
    for (name, record, example) in systems(&reference) {
        let gradient = gradient(&example);
        assert_close(&[gradient.cost], &record["cost"], ONE_PASS, &format!("{name} cost"));
        assert_close(&gradient.weights, &record["gradient"]["weights"], ONE_PASS, &format!("{name} ∂cost/∂w"));
        assert_close(&gradient.biases, &record["gradient"]["biases"], ONE_PASS, &format!("{name} ∂cost/∂b"));
    }
}

#[test]
fn training_gives_the_reference() {
    let reference = reference();
    for (name, record, example) in systems(&reference) {
        for (rounds, expected) in record["after"].as_object().expect("named by rounds") {
            let what = |thing: &str| format!("{name} {thing} after {rounds}");
            let rounds = rounds.parse().expect("a number of rounds");
            let tolerance = if rounds == 1 { ONE_PASS } else { TRAINED };
            let run = Run::complete(&example, rounds, Arithmetic::Exact);
            let trained = run.example_after(rounds);
            assert_close(&run.costs()[rounds..], &expected["cost"], tolerance, &what("cost"));
            assert_close(trained.network().weights(), &expected["weights"], tolerance, &what("weights"));
            assert_close(trained.network().biases(), &expected["biases"], tolerance, &what("biases"));
            assert_close(&outputs(&trained), &expected["outputs"], tolerance, &what("outputs"));
        }
    }
}

fn outputs(example: &Example) -> Vec<f64> {
    let mut pass = Pass::new(example.network());
    let run = |sample: &gradlight_core::example::Sample| {
        pass.run(example.network(), &sample.input);
        pass.outputs(example.network()).to_vec()
    };
    example.samples().iter().flat_map(run).collect()
}

/// The values a trace has of a kind of quantity, looked up by their ids as links and decks do.
fn traced(trace: &Trace, network: &Network, quantities: impl Iterator<Item = Quantity>) -> Vec<f64> {
    let names = Names::of(network);
    let by_id = |id: &str| {
        let step = trace.steps().iter().find(|step| names.id(&step.quantity) == id);
        step.unwrap_or_else(|| panic!("no step {id}")).value
    };
    quantities.map(|quantity| by_id(&names.id(&quantity))).collect()
}

#[test]
fn the_steps_of_a_trace_have_the_reference_values() {
    let reference = reference();
    for (name, record, example) in systems(&reference) {
        let network = example.network();
        for s in 0..example.samples().len() {
            let (trace, expected) = (Trace::of(&example, 1, s, Arithmetic::Exact), &record["samples"][s]);
            let what = |thing: &str| format!("{name} traced {thing} of sample {s}");
            let per_neuron = |kind: fn(Neuron) -> Quantity| traced(&trace, network, network.all_neurons().map(kind));
            assert_close(&per_neuron(Quantity::Net), &expected["z"], ONE_PASS, &what("z"));
            assert_close(&per_neuron(Quantity::Out), &expected["a"], ONE_PASS, &what("a"));
            let total = traced(&trace, network, std::iter::once(Quantity::LossTotal));
            assert_close(&total, &expected["loss"], ONE_PASS, &what("loss"));
            assert_close(&[trace.cost()], &record["cost"], ONE_PASS, &what("cost"));
            // A sequential round's hidden δ uses new weights; the record's is the gradient's.
            if example.update() == Update::Simultaneous {
                assert_close(&per_neuron(Quantity::Delta), &expected["delta"], ONE_PASS, &what("delta"));
                let weights = 0..network.weights().len();
                let gradients = traced(&trace, network, weights.map(Quantity::WeightGradient));
                assert_close(&gradients, &expected["dweights"], ONE_PASS, &what("∂E/∂w"));
            }
        }
    }
}

#[test]
fn the_update_steps_of_a_trace_have_the_reference_values() {
    let reference = reference();
    for (name, record, example) in systems(&reference) {
        let network = example.network();
        let trace = Trace::of(&example, 1, 0, Arithmetic::Exact);
        let expected = &record["after"]["1"];
        let weights = traced(&trace, network, (0..network.weights().len()).map(Quantity::NewWeight));
        assert_close(&weights, &expected["weights"], ONE_PASS, &format!("{name} new weights"));
        let moved: Vec<Quantity> = trace.steps().iter().map(|step| step.quantity).filter(is_new_bias).collect();
        let next = trace.next_network(&example);
        assert_close(next.biases(), &expected["biases"], ONE_PASS, &format!("{name} new biases"));
        let rule = record["spec"]["bias_rule"].as_str();
        let count = match rule {
            Some("per_neuron") => network.biases().len(),
            Some("per_layer") => network.layers().len(),
            _ => 0,
        };
        assert_eq!(moved.len(), count, "{name}: biases that move");
    }
}

fn is_new_bias(quantity: &Quantity) -> bool {
    matches!(quantity, Quantity::NewBias(BiasId::Own(_) | BiasId::Shared(_)))
}

#[test]
fn the_sequential_slip_differs_in_the_hidden_layer_only() {
    let reference = reference();
    let record = |name: &str| reference[name]["after"]["1"]["weights"].clone();
    let (right, slip) = (record("two_two_two"), record("two_two_two_sequential"));
    assert_eq!(right[1], slip[1]);
    assert_ne!(right[0], slip[0]);
}

#[test]
fn the_scalar_chain_comes_out() {
    let (reference, sigmoid) = (&reference()["scalar_chain"], Activation::Sigmoid);
    let z = number(&reference["z"]);
    let a = sigmoid.value(z);
    assert_close(&[a], &reference["a"], ONE_PASS, "a");
    assert_close(&[sigmoid.derivative(z, a)], &reference["sigmoid_prime"], ONE_PASS, "σ′");
    // The lecture's chain is the built-in example: its output neuron has this z.
    let example = gradlight_core::builtin::example("one-one-one").expect("built in");
    let trace = Trace::of(&example, 1, 0, Arithmetic::Exact);
    let (names, output) = (Names::of(example.network()), Neuron::new(1, 0));
    for (quantity, field) in [
        (Quantity::Net(output), "z"),
        (Quantity::Out(output), "a"),
        (Quantity::LossTotal, "cost"),
        (Quantity::DOut(output), "dC_da"),
        (Quantity::DAct(output), "sigmoid_prime"),
        (Quantity::Delta(output), "delta"),
    ] {
        let value = trace.value(&quantity).expect("a value");
        assert_close(&[value], &reference[field], ONE_PASS, &names.id(&quantity));
    }
    let rounded = Trace::of(&example, 1, 0, Arithmetic::Carried(2));
    assert_close(
        &[rounded.value(&Quantity::Out(output)).expect("out")],
        &reference["a_rounded"],
        ONE_PASS,
        "a rounded",
    );
    assert_close(
        &[rounded.value(&Quantity::DOut(output)).expect("d_out")],
        &reference["dC_da_rounded"],
        ONE_PASS,
        "∂C/∂a rounded",
    );
}

#[test]
fn the_five_class_cost_comes_out() {
    let reference = &reference()["five_class_cross_entropy"];
    let (h, y) = (flat(&reference["h"]), flat(&reference["y"]));
    // Identity weights on the logits of h give outputs h: the engine's own loss then has the lecture's terms.
    let logits: Vec<f64> = h.iter().map(|h| math::ln(h / (1.0 - h))).collect();
    let weights: Vec<Vec<f64>> = (0..5).map(|j| (0..5).map(|i| f64::from(u8::from(i == j))).collect()).collect();
    let document = serde_json::json!({
        "format": "gradlight/example@1",
        "layers": [{"activation": "sigmoid", "weights": weights}],
        "loss": "binary_cross_entropy",
        "samples": [{"input": logits, "target": y}],
        "learning_rate": 0.1,
    });
    let example = Example::from_json(&document.to_string()).expect("an example");
    let trace = Trace::of(&example, 1, 0, Arithmetic::Exact);
    let terms: Vec<f64> = (0..5).map(|k| trace.value(&Quantity::Loss(k)).expect("a term")).collect();
    assert_close(&terms, &reference["terms_natural_log"], ONE_PASS, "terms");
    assert_close(&[trace.cost()], &reference["sum_natural_log"], ONE_PASS, "sum");
    assert_eq!(example.loss(), Loss::BinaryCrossEntropy);
    assert_close(&[-math::log10(1.0 - h[4])], &reference["fifth_term_log10"], ONE_PASS, "fifth term to base 10");
}

#[test]
fn the_tumour_neuron_comes_out() {
    let reference = &reference()["tumour_neuron"];
    let document = r#"{"format": "gradlight/example@1",
        "layers": [{"activation": "sigmoid", "weights": [[0.7, 0.2, 0.4, 0.7, 0.5]], "biases": [0.3]}],
        "loss": "squared_error", "samples": [{"input": [0.96, 0.01, -0.01, 0.5, 0.6], "target": [0.43]}],
        "learning_rate": 0.1}"#;
    let example = Example::from_json(document).expect("an example");
    let trace = Trace::of(&example, 1, 0, Arithmetic::Exact);
    let neuron = Neuron::new(0, 0);
    assert_close(&[trace.value(&Quantity::Net(neuron)).expect("z")], &reference["z"], ONE_PASS, "z");
    assert_close(&[trace.value(&Quantity::Out(neuron)).expect("a")], &reference["a"], ONE_PASS, "a");
}

#[test]
fn the_three_scores_average_as_in_the_lecture() {
    let reference = &reference()["tumour_neuron"];
    let document = r#"{"format": "gradlight/example@1", "layers": [{"activation": "identity", "weights": [[1]]}],
        "loss": "squared_error", "samples": [{"input": [0.83], "target": [0.43]},
        {"input": [0.13], "target": [0.23]}, {"input": [0.27], "target": [0.25]}], "learning_rate": 0.1}"#;
    let example = Example::from_json(document).expect("an example");
    for s in 0..3 {
        let total = Trace::of(&example, 1, s, Arithmetic::Exact).value(&Quantity::LossTotal).expect("a loss");
        assert_close(&[total], &reference["costs"][s], ONE_PASS, "score");
    }
    assert_close(&[gradient(&example).cost], &reference["average"], ONE_PASS, "average");
}

#[test]
fn every_activation_and_slope_is_the_reference() {
    let reference = reference();
    for (name, table) in reference["activations"].as_object().expect("named tables") {
        let activation = Activation::from_name(name).expect("a known activation");
        for row in table.as_array().expect("rows") {
            let row = flat(row);
            let a = activation.value(row[0]);
            let off = |found: f64, expected: f64| (found - expected).abs() / expected.abs().max(1.0);
            assert!(off(a, row[1]) <= ONE_PASS, "{name}({}) is {a}", row[0]);
            let slope = activation.derivative(row[0], a);
            assert!(off(slope, row[2]) <= ONE_PASS, "{name}′({}) is {slope}", row[0]);
        }
    }
}

#[test]
fn the_digits_network_has_the_lecture_s_parameters() {
    let reference = &reference()["digits_network"];
    let widths: Vec<usize> = flat(&reference["layers"]).into_iter().map(|width| width as usize).collect();
    let layers: Vec<Value> = widths
        .windows(2)
        .map(|pair| {
            serde_json::json!({
                "activation": "sigmoid", "weights": vec![vec![0.0; pair[0]]; pair[1]], "biases": vec![0.0; pair[1]],
            })
        })
        .collect();
    let document = serde_json::json!({
        "format": "gradlight/example@1", "layers": layers, "loss": "half_squared_error",
        "samples": [{"input": vec![0.0; 784], "target": vec![0.0; 10]}], "learning_rate": 0.1,
    });
    let network = Example::from_json(&document.to_string()).expect("an example").network().clone();
    let (weights, biases) = (network.weights().len() as f64, network.biases().len() as f64);
    assert_close(&[weights], &reference["weights"], 0.0, "weights");
    assert_close(&[biases], &reference["biases"], 0.0, "biases");
    assert_close(&[weights + biases], &reference["parameters"], 0.0, "parameters");
}
