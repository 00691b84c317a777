//! `gradient`, `train` and `trace` for scripts: the terminal's reports as plain objects.
//!
//! The types are in `www/gradlight.d.ts`. Each function takes an example document, as an object or under its
//! built-in name; what cannot be answered throws an `Error` with the sentence that the terminal prints. A number
//! that is not finite is `null`, as in JSON.

use gradlight_core::builtin;
use gradlight_core::example::{Example, Fault};
use gradlight_core::trainer::trial::Trial;
use gradlight_view::format::Digits;
use gradlight_view::nearest::suggestion;
use gradlight_view::notation::Notation;
use gradlight_view::rate::data::learn;
use gradlight_view::report::{GradientReport, TracedRound, TrainReport, one_line, request};
use gradlight_view::route::HAS_ROOMS;
use js_sys::{Error, Object, Reflect};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

mod document;
#[cfg(all(test, target_arch = "wasm32"))]
mod tests;

/// A report, or the `Error` to throw.
type Answer = Result<JsValue, JsValue>;

/// The cost at the example's parameters and its derivative by every weight and bias.
///
/// # Errors
/// An `Error` where the example is faulty.
#[expect(unreachable_pub, reason = "only public functions are exported, though nothing imports them in Rust")]
#[wasm_bindgen(skip_typescript)]
pub fn gradient(example: JsValue) -> Answer {
    answer(opened(example).map(|example| GradientReport::of(&example)))
}

/// The state after `rounds` finished updates (from 0), or the last finite one before the training diverged.
///
/// # Errors
/// An `Error` where the example is faulty or `rounds` is no whole number in range.
#[expect(unreachable_pub, reason = "only public functions are exported, though nothing imports them in Rust")]
#[wasm_bindgen(skip_typescript)]
pub fn train(example: JsValue, rounds: JsValue) -> Answer {
    answer(opened(example).and_then(|example| {
        let rounds = number("rounds", rounds, None).and_then(|text| request::rounds(&text))?;
        Ok(TrainReport::of(&example, rounds))
    }))
}

/// Every step of round `round` (from 1, which is the default) for sample `sample` (from 0, which is the default).
///
/// # Errors
/// An `Error` where the example is faulty, there is no such sample, or training diverges before the round.
#[expect(unreachable_pub, reason = "only public functions are exported, though nothing imports them in Rust")]
#[wasm_bindgen(skip_typescript)]
pub fn trace(example: JsValue, round: JsValue, sample: JsValue) -> Answer {
    answer(opened(example).and_then(|example| {
        let round = number("round", round, Some("1")).and_then(|text| request::round(&text))?;
        let sample = number("sample", sample, Some("0")).and_then(|text| request::sample(&text, &example))?;
        Ok(TracedRound::of(example, round, sample)?.report(Notation::default(), Digits::default()))
    }))
}

/// Puts the three functions under `gradlight` on the page's window, with `crash`, which panics on purpose, and, in the module with
/// every view, two for measurements: `trial` trains the digits network for so many more batches and gives the sum of its weights, `learn`
/// trains the playground's network on points by the choices of a link and gives the training cost.
pub(crate) fn install() {
    let api = Object::new();
    let put = |name: &str, function: JsValue| {
        // An ordinary object takes every field.
        let _ = Reflect::set(&api, &name.into(), &function);
    };
    put("gradient", Closure::<dyn Fn(JsValue) -> Answer>::new(gradient).into_js_value());
    put("train", Closure::<dyn Fn(JsValue, JsValue) -> Answer>::new(train).into_js_value());
    put("trace", Closure::<dyn Fn(JsValue, JsValue, JsValue) -> Answer>::new(trace).into_js_value());
    put("crash", Closure::<dyn Fn()>::new(|| panic!("gradlight.crash() was called")).into_js_value());
    if HAS_ROOMS {
        install_measurements(&put);
    }
    let _ = Reflect::set(&js_sys::global(), &"gradlight".into(), &api);
}

fn install_measurements(put: &impl Fn(&str, JsValue)) {
    let mut trial = None;
    let go_on = move |batches: u32| {
        let trial = trial.get_or_insert_with(Trial::new);
        trial.run(batches as usize);
        trial.sum()
    };
    put("trial", Closure::<dyn FnMut(u32) -> f64>::new(go_on).into_js_value());
    let learn = |choices: String, epochs: u32| learn(&choices, epochs as usize);
    put("learn", Closure::<dyn Fn(String, u32) -> f64>::new(learn).into_js_value());
}

/// The report as plain objects, or the fault as an `Error` in one line.
fn answer(report: Result<impl Serialize, Fault>) -> Answer {
    let report = report.map_err(|fault| Error::new(&one_line(&fault.to_string())))?;
    report.serialize(&Serializer::json_compatible()).map_err(JsValue::from)
}

/// The example of that built-in name, or that the object is.
fn opened(example: JsValue) -> Result<Example, Fault> {
    let Some(name) = example.as_string() else { return document::read(example) };
    builtin::example(&name).ok_or_else(|| {
        let names: Vec<&str> = builtin::names().collect();
        Fault::new("", format!("\"{name}\" is not a built-in example: {}", suggestion(&name, &names)))
    })
}

/// A number that the report is asked with, as text; `default` stands for one left out.
#[expect(clippy::needless_pass_by_value, reason = "what scripts hand over is ours to drop")]
fn number(name: &str, value: JsValue, default: Option<&str>) -> Result<String, Fault> {
    match (value.as_f64(), default) {
        (Some(number), _) => Ok(number.to_string()),
        (None, Some(default)) if value.is_undefined() => Ok(default.to_owned()),
        _ if value.is_undefined() => Err(Fault::new(name, "missing")),
        _ => Err(Fault::new(name, "expected a number")),
    }
}
