//! The three functions as a script meets them, in a real browser.

use gradlight_core::builtin;
use gradlight_view::format::Digits;
use gradlight_view::notation::Notation;
use gradlight_view::report::{GradientReport, TracedRound, TrainReport};
use js_sys::{Error, Function, JSON, Reflect};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

use super::{Answer, gradient, install, trace, train};

wasm_bindgen_test_configure!(run_in_browser);

const ABSENT: JsValue = JsValue::UNDEFINED;

/// The value of a script's expression.
fn script(expression: &str) -> JsValue {
    Function::new_no_args(&format!("return ({expression});")).call0(&JsValue::NULL).expect("the script runs")
}

/// The classical example as an object, changed by a script that calls it `e`.
fn classical(change: &str) -> JsValue {
    let document = builtin::example(builtin::CLASSICAL).expect("the classical example").to_json();
    script(&format!("(() => {{ const e = {document}; {change}; return e; }})()"))
}

/// What the script received, as JSON says it.
#[track_caller]
fn json(answer: Answer) -> Value {
    let text = JSON::stringify(&answer.expect("an answer")).expect("plain objects");
    serde_json::from_str(&String::from(text)).expect("JSON")
}

/// The same answer, field for field and bit for bit, as the report that the terminal prints.
#[track_caller]
fn assert_same(answer: Answer, report: &impl Serialize, name: &str) {
    let printed = serde_json::to_string(report).expect("JSON");
    let printed = JSON::stringify(&JSON::parse(&printed).expect("JSON")).expect("text");
    assert!(JSON::stringify(&answer.expect("an answer")).expect("plain objects") == printed, "{name}: not {printed}");
}

/// The sentence of the `Error` that was thrown.
#[track_caller]
fn thrown(answer: Answer) -> String {
    let error = answer.expect_err("an error").dyn_into::<Error>().expect("an Error");
    error.message().into()
}

/// A faulty document and what is said of it.
#[derive(Deserialize)]
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
struct Repeat {
    mark: String,
    text: String,
    times: usize,
}

#[wasm_bindgen_test]
fn every_faulty_document_throws_the_terminals_sentence() {
    let table = include_str!("../../../core/tests/data/refusals.json");
    let refusals: Vec<Refusal> = serde_json::from_str(table).expect("the refusals are JSON");
    let mut tried = 0;
    for refusal in refusals.iter().filter(|refusal| refusal.through_js) {
        let spell = |text: String, repeat: &Repeat| text.replace(&repeat.mark, &repeat.text.repeat(repeat.times));
        let text = refusal.repeats.iter().fold(refusal.document.clone(), spell);
        let document = JSON::parse(&text).expect("what survives JSON.parse is JSON");
        for answer in
            [gradient(document.clone()), train(document.clone(), 3.into()), trace(document.clone(), 1.into(), 0.into())]
        {
            assert_eq!(thrown(answer), refusal.sentence, "{}", refusal.name);
        }
        tried += 1;
    }
    assert!(tried > 50, "{tried} refusals");
}

#[wasm_bindgen_test]
fn scripts_receive_what_the_terminal_prints() {
    for name in builtin::names() {
        let example = builtin::example(name).expect("it is built in");
        let object = JSON::parse(&example.to_json()).expect("JSON");
        for given in [JsValue::from(name), object] {
            assert_same(gradient(given.clone()), &GradientReport::of(&example), name);
            assert_same(train(given.clone(), 100.into()), &TrainReport::of(&example, 100), name);
            let round = TracedRound::of(example.clone(), 7, 0).expect("a trace");
            assert_same(trace(given, 7.into(), 0.into()), &round.report(Notation::default(), Digits::default()), name);
        }
    }
}

#[wasm_bindgen_test]
fn answers_are_plain_objects() {
    let answer = trace("xor".into(), 2.into(), 3.into()).expect("an answer");
    let check = Function::new_with_args(
        "answer",
        "return Object.getPrototypeOf(answer) === Object.prototype && answer.round === 2 && answer.sample === 3
            && Array.isArray(answer.steps) && answer.steps[0].id === 'forward.h1.net'
            && Array.isArray(answer.steps[0].reads) && typeof answer.steps[0].value === 'number';",
    );
    assert_eq!(check.call1(&JsValue::NULL, &answer), Ok(JsValue::TRUE));
}

#[wasm_bindgen_test]
fn round_and_sample_may_be_left_out() {
    assert_eq!(json(trace("xor".into(), ABSENT, ABSENT)), json(trace("xor".into(), 1.into(), 0.into())));
}

#[wasm_bindgen_test]
fn typed_arrays_maps_and_undefined_fields_are_taken_as_meant() {
    let plain = json(gradient(classical("")));
    for change in [
        "e.layers[0].weights = [new Float64Array([0.15, 0.2]), new Float64Array([0.25, 0.3])]",
        "e.samples[0].input = new Float64Array(e.samples[0].input)",
        "e.layers[1] = new Map(Object.entries(e.layers[1]))",
        "e.title = undefined; e.l2 = undefined",
        "e.toString = () => 'mine'",
        "e.l2 = 0n",
        "Object.setPrototypeOf(e, null); Object.freeze(e)",
        "e[Symbol('hidden')] = 1",
    ] {
        assert_eq!(json(gradient(classical(change))), plain, "{change}");
    }
}

#[wasm_bindgen_test]
fn what_only_a_script_can_get_wrong_is_refused_with_its_path() {
    for (change, sentence) in [
        ("e.learning_rate = NaN", "learning_rate: not a finite number"),
        ("e.samples[0].input[1] = -Infinity", "samples[0].input[1]: not a finite number"),
        ("e.layers[0].weights[1][0] = undefined", "layers[0].weights[1][0]: expected a number, found nothing"),
        ("delete e.layers[0].weights[1][0]", "layers[0].weights[1][0]: expected a number, found nothing"),
        ("e.layers[0].biases = () => [0, 0]; e.layers = () => 1", "layers: missing"),
        ("e.loss = new String('half_squared_error')", "loss: expected text, found named fields"),
        ("e.learning_rate = 1n << 70n", "a BigInt"),
        ("e.layers[0].weights = new Array(4e9)", "a list of 4000000000 entries is longer than any may be"),
    ] {
        let said = thrown(gradient(classical(change)));
        let is_as_expected = if sentence == "a BigInt" { said.contains("BigInt") } else { said == sentence };
        assert!(is_as_expected, "{change}: {said}");
    }
}

#[wasm_bindgen_test]
fn an_object_that_holds_itself_is_refused_and_not_followed_for_ever() {
    let said = thrown(gradient(classical("e.layers[0].weights[0] = e.layers[0].weights")));
    assert!(said.starts_with("layers[0].weights[0][0]") && said.ends_with(": nested too deeply"), "{said}");
    let said = thrown(gradient(classical("e.layers = e")));
    assert!(said.starts_with("layers.layers.layers") && said.ends_with(": nested too deeply"), "{said}");
}

#[wasm_bindgen_test]
fn what_is_no_example_at_all_is_refused() {
    for (value, sentence) in [
        (ABSENT, "expected named fields, found nothing"),
        (JsValue::NULL, "expected named fields, found nothing"),
        (5.into(), "expected named fields, found a number"),
        (script("[1, 2]"), "expected named fields, found a list"),
        (script("Symbol('x')"), "expected named fields, found nothing"),
        (script("() => 1"), "expected named fields, found nothing"),
        ("two-two-too".into(), "\"two-two-too\" is not a built-in example: did you mean two-two-two?"),
    ] {
        assert_eq!(thrown(gradient(value)), sentence);
    }
}

#[wasm_bindgen_test]
fn bad_numbers_are_refused_in_the_terminals_words() {
    let xor = || JsValue::from("xor");
    for (answer, sentence) in [
        (train(xor(), ABSENT), "rounds: missing"),
        (train(xor(), "10".into()), "rounds: expected a number"),
        (train(xor(), JsValue::NULL), "rounds: expected a number"),
        (train(xor(), (-1).into()), "rounds: -1 is less than 0"),
        (train(xor(), 1.5.into()), "rounds: \"1.5\" is not a whole number"),
        (train(xor(), f64::NAN.into()), "rounds: \"NaN\" is not a whole number"),
        (train(xor(), 1e9.into()), "rounds: 1000000000 is more than 10000000, the most"),
        (trace(xor(), 0.into(), 0.into()), "round: 0 is less than 1, the first round"),
        (trace(xor(), 1.into(), 4.into()), "sample: 4 is more than 3, the last sample"),
        (trace(xor(), 1.into(), (-1).into()), "sample: -1 is less than 0, the first sample"),
    ] {
        assert_eq!(thrown(answer), sentence);
    }
}

#[wasm_bindgen_test]
fn divergence_is_told_and_what_is_not_finite_is_null() {
    let example = || {
        script(
            "({format: 'gradlight/example@1', layers: [{activation: 'identity', weights: [[3]]}],
        loss: 'squared_error', samples: [{input: [1e100], target: [0]}], learning_rate: 1e10})",
        )
    };
    let trained = json(train(example(), 100.into()));
    let round = trained["diverged_at"].as_u64().expect("it diverges");
    assert!(trained["cost"].is_number() && trained["weights"][0][0][0].is_number());
    let traced = json(trace(example(), (round as u32).into(), ABSENT));
    let steps = traced["steps"].as_array().expect("steps");
    assert!(steps.iter().any(|step| step["value"].is_null()));
    let sentence = thrown(trace(example(), (round as u32 + 1).into(), ABSENT));
    let expected = format!("round: {} is never reached: training diverged at round {round}, ", round + 1);
    assert!(sentence.starts_with(&expected), "{sentence}");
}

#[wasm_bindgen_test]
fn the_pages_window_has_the_functions_too() {
    install();
    let api = Reflect::get(&js_sys::global(), &"gradlight".into()).expect("window.gradlight");
    let call = Function::new_with_args(
        "api",
        "const cost = api.train('two-two-two', 10000).cost;
         try { api.gradient({}); } catch (error) { return `${cost.toFixed(10)} ${error instanceof Error} ${error.message}`; }",
    );
    let said = call.call1(&JsValue::NULL, &api).expect("no other error").as_string();
    assert_eq!(said.as_deref(), Some("0.0000351019 true format: missing"));
    assert!(Reflect::get(&api, &"crash".into()).expect("a field").is_function());
}

#[wasm_bindgen_test]
fn the_types_name_every_built_in_example() {
    let types = include_str!("../../../../www/gradlight.d.ts");
    let names: Vec<String> = builtin::names().map(|name| format!("\"{name}\"")).collect();
    assert!(types.contains(&format!("export type BuiltIn = {};", names.join(" | "))));
}
