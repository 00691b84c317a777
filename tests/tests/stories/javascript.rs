//! Other pages and notebooks call the engine from JavaScript and get the very bits that it computes natively.

use anyhow::{Context as _, Result};
use gradlight_core::builtin;
use gradlight_core::example::Example;
use gradlight_core::forward::Pass;
use gradlight_core::gradient::gradient;
use gradlight_core::network::{Network, Neuron};
use gradlight_core::quantity::Names;
use gradlight_core::rounding::Arithmetic;
use gradlight_core::trace::Trace;
use gradlight_core::train::{Divergence, Run};
use gradlight_e2e::{AppPage, story};
use serde_json::{Value, json};

/// Calls a function and gives its result with each number as the sixteen hexadecimal digits of its bits.
const CALL: &str = "
    const [name, ...args] = arguments, view = new DataView(new ArrayBuffer(8));
    const half = at => view.getUint32(at).toString(16).padStart(8, '0');
    const bits = value => {
        if (typeof value === 'number') { view.setFloat64(0, value); return half(0) + half(4); }
        if (Array.isArray(value)) return value.map(bits);
        if (value === null || typeof value !== 'object') return value;
        return Object.fromEntries(Object.entries(value).map(([key, value]) => [key, bits(value)]));
    };
    try { return bits(window.gradlight[name](...args)); } catch (fault) { return { fault: fault.message }; }";

async fn call(app: &AppPage, name: &str, args: Vec<Value>) -> Result<Value> {
    app.script(CALL, [vec![json!(name)], args].concat()).await
}

fn bits(value: f64) -> Value {
    json!(format!("{:016x}", value.to_bits()))
}

fn all_bits(values: &[f64]) -> Value {
    values.iter().map(|value| bits(*value)).collect()
}

/// Weights, or what is shaped like them, by layer, neuron and input.
fn nested_weights(network: &Network, values: &[f64]) -> Value {
    let layer = |(l, layer): (usize, &gradlight_core::network::Layer)| -> Value {
        let neuron = |j| {
            let first = network.weight_index(Neuron::new(l, j), 0);
            all_bits(&values[first..first + layer.inputs])
        };
        (0..layer.neurons).map(neuron).collect()
    };
    network.layers().iter().enumerate().map(layer).collect()
}

/// Biases, or what is shaped like them, by layer; a layer without any has an empty list.
fn nested_biases(network: &Network, values: &[f64]) -> Value {
    let mut rest = values;
    let mut layer = |l: usize| {
        let (here, others) = rest.split_at(network.layer_biases(l).len());
        rest = others;
        all_bits(here)
    };
    (0..network.layers().len()).map(&mut layer).collect()
}

fn expected_gradient(example: &Example) -> Value {
    let gradient = gradient(example);
    json!({
        "cost": bits(gradient.cost),
        "weights": nested_weights(example.network(), &gradient.weights),
        "biases": nested_biases(example.network(), &gradient.biases),
    })
}

fn expected_training(example: &Example, rounds: usize) -> Value {
    let run = Run::complete(example, rounds, Arithmetic::Exact);
    let trained = run.example_after(run.last_finite());
    let network = trained.network();
    let mut pass = Pass::new(network);
    let outputs = trained.samples().iter().map(|sample| {
        pass.run(network, &sample.input);
        all_bits(pass.outputs(network))
    });
    json!({
        "cost": bits(run.costs()[run.last_finite()]),
        "outputs": outputs.collect::<Value>(),
        "weights": nested_weights(network, network.weights()),
        "biases": nested_biases(network, network.biases()),
        "diverged_at": run.divergence().map(|divergence| bits(Divergence::round(divergence) as f64)),
    })
}

fn expected_trace(example: &Example, round: usize, sample: usize) -> Value {
    let start = Run::complete(example, round - 1, Arithmetic::Exact).example_after(round - 1);
    let names = Names::of(start.network());
    let trace = Trace::of(&start, round, sample, Arithmetic::Exact);
    let steps = trace.steps().iter().map(|step| {
        let reads = step.expression.reads().iter().map(|quantity| names.id(quantity)).collect::<Vec<_>>();
        json!({
            "id": names.id(&step.quantity),
            "phase": step.phase.name(),
            "value": bits(step.value),
            "reads": reads,
        })
    });
    json!({"round": bits(round as f64), "sample": bits(sample as f64), "steps": steps.collect::<Value>()})
}

/// The trace without the formulas' texts, each of which has to be there.
fn without_texts(mut trace: Value) -> Result<Value> {
    for step in trace["steps"].as_array_mut().context("a trace has steps")? {
        let text = step.as_object_mut().and_then(|step| step.remove("text"));
        let id = &step["id"];
        assert!(text.as_ref().and_then(Value::as_str).is_some_and(|text| text.contains('=')), "{id}: {text:?}");
    }
    Ok(trace)
}

fn built_in() -> Vec<(&'static str, Example, Value)> {
    let read = |name| {
        let example = builtin::example(name).expect("built in");
        let document = serde_json::from_str(&example.to_json()).expect("a document is JSON");
        (name, example, document)
    };
    builtin::names().map(read).collect()
}

#[test]
fn gradients_agree_bit_for_bit() {
    story(async |app| {
        app.open("").await?;
        for (name, example, document) in built_in() {
            assert_eq!(call(app, "gradient", vec![document]).await?, expected_gradient(&example), "{name}");
        }
        Ok(())
    });
}

#[test]
fn training_agrees_bit_for_bit() {
    story(async |app| {
        app.open("").await?;
        for (name, example, document) in built_in() {
            for rounds in [0, 1, 1000] {
                let trained = call(app, "train", vec![document.clone(), json!(rounds)]).await?;
                assert_eq!(trained, expected_training(&example, rounds), "{name} after {rounds}");
            }
        }
        let (_, example, mut document) = built_in().swap_remove(1);
        document["learning_rate"] = json!(0.6);
        let trained = call(app, "train", vec![document, json!(10_000)]).await?;
        assert_ne!(trained["diverged_at"], Value::Null);
        assert_eq!(trained, expected_training(&example.with_learning_rate(0.6)?, 10_000), "diverged");
        Ok(())
    });
}

#[test]
fn traces_agree_bit_for_bit() {
    story(async |app| {
        app.open("").await?;
        for (name, example, document) in built_in() {
            for (round, sample) in [(1, 0), (7, example.samples().len() - 1)] {
                let traced = call(app, "trace", vec![document.clone(), json!(round), json!(sample)]).await?;
                assert_eq!(without_texts(traced)?, expected_trace(&example, round, sample), "{name} round {round}");
            }
        }
        Ok(())
    });
}

#[test]
fn a_faulty_call_throws_and_leaves_the_page_alone() {
    story(async |app| {
        app.open("#/step/two-two-two/1/backward.w5").await?;
        for example in [json!({}), json!({"format": "gradlight/example@2"}), json!([1]), json!(12), Value::Null] {
            let thrown = call(app, "gradient", vec![example.clone()]).await?;
            let fault = Example::from_json(&example.to_string()).expect_err("faulty").to_string();
            assert_eq!(thrown, json!({"fault": fault}), "{example}");
        }
        let (_, _, document) = built_in().swap_remove(0);
        for args in
            [vec![document.clone(), json!(-1)], vec![document.clone(), json!(0.5)], vec![document, json!("many")]]
        {
            let thrown = call(app, "train", args.clone()).await?;
            assert!(thrown["fault"].is_string(), "{:?}: {thrown}", args[1]);
        }
        app.press(&["ArrowRight"]).await?;
        app.until_at(1, "backward.w6").await
    });
}

#[test]
fn another_page_imports_the_module_under_its_lasting_name() {
    story(async |app| {
        // A page without an icon of its own is asked for one all the same.
        app.expect_faults(&["favicon.ico"]);
        app.open_file_served("icons/gradlight.svg").await?;
        let script = "
            const [example, rounds, finish] = arguments;
            const home = location.href.slice(0, location.href.indexOf('icons/'));
            import(home + 'gradlight.js')
                .then(async ({ ready, train }) => { await ready; finish({ cost: train(example, rounds).cost }); })
                .catch(fault => finish({ fault: String(fault) }));";
        let (_, example, document) = built_in().swap_remove(0);
        let trained = app.script_to_end(script, vec![document, json!(10)]).await?;
        let run = Run::complete(&example, 10, Arithmetic::Exact);
        assert_eq!(trained, json!({"cost": run.costs()[10]}));
        Ok(())
    });
}
