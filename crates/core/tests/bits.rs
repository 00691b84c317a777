//! The same bits everywhere: numbers of passes, traces and training against committed bit patterns.
//!
//! Runs natively and, in a browser, as WebAssembly. Natively `UPDATE_GOLDEN=1` writes the patterns anew.

use std::fmt::Write as _;

use gradlight_core::builtin;
use gradlight_core::example::{BiasRule, Example, Update};
use gradlight_core::math;
use gradlight_core::quantity::Names;
use gradlight_core::rounding::Arithmetic;
use gradlight_core::trace::Trace;
use gradlight_core::train::Run;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test;

#[cfg(target_arch = "wasm32")]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

const GOLDEN: &str = include_str!("data/bits.txt");

#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn every_number_has_the_committed_bits() {
    let found = patterns();
    #[cfg(not(target_arch = "wasm32"))]
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/bits.txt");
        std::fs::write(path, &found).expect("the file can be written");
        return;
    }
    for (found, expected) in found.lines().zip(GOLDEN.lines()) {
        assert_eq!(found, expected, "UPDATE_GOLDEN=1 writes the file anew, if the change is meant");
    }
    assert_eq!(found.lines().count(), GOLDEN.lines().count(), "how many numbers");
}

/// A line a number: where it comes from, its bits, and what they read as.
fn patterns() -> String {
    let mut text = String::new();
    for (name, example) in examples() {
        let run = Run::complete(&example, 1000, Arithmetic::Exact);
        for round in [1, 100] {
            let trace = Trace::of(&run.example_after(round - 1), round, 0, Arithmetic::Exact);
            let names = Names::of(example.network());
            for step in trace.steps() {
                line(&mut text, &format!("{name} {round} {}", names.id(&step.quantity)), step.value);
            }
        }
        let trained = run.example_after(1000);
        line(&mut text, &format!("{name} cost after 1000"), run.costs()[1000]);
        for (w, weight) in trained.network().weights().iter().enumerate() {
            line(&mut text, &format!("{name} w{} after 1000", w + 1), *weight);
        }
        for (b, bias) in trained.network().biases().iter().enumerate() {
            line(&mut text, &format!("{name} bias {} after 1000", b + 1), *bias);
        }
    }
    line(&mut text, "exp swept", swept(math::exp));
    line(&mut text, "ln swept", swept(math::ln));
    line(&mut text, "log10 swept", swept(math::log10));
    line(&mut text, "tanh swept", swept(math::tanh));
    line(&mut text, "sigmoid swept", swept(math::sigmoid));
    line(&mut text, "pow swept", swept(|x| math::pow(x.abs(), 0.3)));
    text
}

/// The built-in examples, and the classical one under its other rules.
fn examples() -> Vec<(String, Example)> {
    let mut examples: Vec<(String, Example)> =
        builtin::names().map(|name| (name.to_owned(), builtin::example(name).expect(name))).collect();
    let classical = examples[0].1.clone();
    let shared = classical.with_bias_rule(BiasRule::PerLayer).expect("equal biases");
    examples.push(("two-two-two per_layer".to_owned(), shared));
    examples.push(("two-two-two sequential".to_owned(), classical.with_update(Update::Sequential)));
    examples
}

/// All bits of a function over thousands of arguments of every size, mixed into one pattern.
fn swept(function: fn(f64) -> f64) -> f64 {
    let mut mixed = 0xcbf2_9ce4_8422_2325_u64;
    for k in 0..20_000_i32 {
        let x = f64::from(k - 10_000) * 0.00137 * f64::from(1 + k % 61);
        let value = function(x);
        // A NaN's bits are free to differ; that it is one must not.
        let bits = if value.is_nan() { 1 } else { value.to_bits() };
        mixed = (mixed ^ bits).wrapping_mul(0x0100_0000_01b3).rotate_left(29);
    }
    // Kept finite, so that it reads as a number beside its pattern.
    f64::from_bits(mixed & 0x3fff_ffff_ffff_ffff)
}

fn line(text: &mut String, what: &str, value: f64) {
    writeln!(text, "{what} {:016x} {value:e}", value.to_bits()).expect("text grows");
}
