//! The worked examples at 50 digits, and what of the classical round follows from them by hand.

use std::collections::BTreeMap;

use gradlight_core::example::Example;
use serde_json::Value;

/// The steps of the classical round, in their order.
const STEPS: &str = "
    forward.h1.net forward.h1.out forward.h2.net forward.h2.out
    forward.o1.net forward.o1.out forward.o2.net forward.o2.out
    loss.o1 loss.o2 loss.total
    backward.o1.d_out backward.o1.d_act backward.o1.delta
    backward.o2.d_out backward.o2.d_act backward.o2.delta
    backward.w5 backward.w6 backward.w7 backward.w8
    backward.h1.from_o1 backward.h1.from_o2 backward.h1.d_out backward.h1.d_act backward.h1.delta
    backward.h2.from_o1 backward.h2.from_o2 backward.h2.d_out backward.h2.d_act backward.h2.delta
    backward.w1 backward.w2 backward.w3 backward.w4
    update.w1 update.w2 update.w3 update.w4 update.w5 update.w6 update.w7 update.w8";

/// One worked example of the reference.
#[derive(Clone, Debug)]
pub struct Reference {
    record: Value,
}

impl Reference {
    /// The worked example of that name.
    ///
    /// # Panics
    /// There is none.
    pub fn named(name: &str) -> Self {
        let text = include_str!("../../crates/core/tests/data/reference.json");
        let mut records: Value = serde_json::from_str(text).expect("the reference is JSON");
        let record = records[name].take();
        assert!(record.is_object(), "the reference has no {name}");
        Self { record }
    }

    /// The classical worked example.
    pub fn classical() -> Self {
        Self::named("two_two_two")
    }

    /// Its document.
    ///
    /// # Panics
    /// The document is faulty.
    pub fn example(&self) -> Example {
        Example::from_json(&self.record["spec"].to_string()).expect("the reference's documents are sound")
    }

    /// The cost after so many finished rounds.
    pub fn cost_after(&self, rounds: usize) -> f64 {
        number(if rounds == 0 { &self.record["cost"] } else { &self.record["after"][rounds.to_string()]["cost"] })
    }

    /// All weights after so many finished rounds, by running number.
    pub fn weights_after(&self, rounds: usize) -> Vec<f64> {
        numbers(&self.record["after"][rounds.to_string()]["weights"])
    }

    /// The outputs of every sample after so many finished rounds.
    pub fn outputs_after(&self, rounds: usize) -> Vec<f64> {
        numbers(&self.record["after"][rounds.to_string()]["outputs"])
    }

    /// The ids of the classical round's 43 steps with their values, in order.
    ///
    /// What the reference has no number for follows from its numbers by the rules of the lecture.
    pub fn classical_round() -> Vec<(String, f64)> {
        let values = Self::classical().round_values();
        STEPS.split_whitespace().map(|id| (id.to_owned(), values[id])).collect()
    }

    fn round_values(&self) -> BTreeMap<String, f64> {
        let sample = &self.record["samples"][0];
        let (z, a, delta) = (numbers(&sample["z"]), numbers(&sample["a"]), numbers(&sample["delta"]));
        let (gradients, new) = (numbers(&sample["dweights"]), self.weights_after(1));
        let weights: Vec<f64> = numbers_of(&self.record["spec"]["layers"], "weights");
        let targets = numbers(&self.record["spec"]["samples"][0]["target"]);
        let mut values = BTreeMap::new();
        let mut put = |id: String, value: f64| values.insert(id, value);
        for (place, neuron) in ["h1", "h2", "o1", "o2"].into_iter().enumerate() {
            put(format!("forward.{neuron}.net"), z[place]);
            put(format!("forward.{neuron}.out"), a[place]);
            put(format!("backward.{neuron}.d_act"), a[place] * (1.0 - a[place]));
            put(format!("backward.{neuron}.delta"), delta[place]);
        }
        for k in 0..2 {
            let off = a[2 + k] - targets[k];
            put(format!("loss.o{}", k + 1), 0.5 * off * off);
            put(format!("backward.o{}.d_out", k + 1), off);
        }
        put("loss.total".to_owned(), number(&sample["loss"]));
        for j in 0..2 {
            let shares = [0, 1].map(|k| delta[2 + k] * weights[4 + 2 * k + j]);
            for (k, share) in shares.into_iter().enumerate() {
                put(format!("backward.h{}.from_o{}", j + 1, k + 1), share);
            }
            put(format!("backward.h{}.d_out", j + 1), shares[0] + shares[1]);
        }
        for w in 0..8 {
            put(format!("backward.w{}", w + 1), gradients[w]);
            put(format!("update.w{}", w + 1), new[w]);
        }
        values
    }
}

/// All numbers of a nested list, in order.
fn numbers(value: &Value) -> Vec<f64> {
    match value {
        Value::Array(items) => items.iter().flat_map(numbers).collect(),
        other => vec![number(other)],
    }
}

fn numbers_of(records: &Value, field: &str) -> Vec<f64> {
    records.as_array().into_iter().flatten().flat_map(|record| numbers(&record[field])).collect()
}

fn number(value: &Value) -> f64 {
    match value {
        Value::String(digits) => digits.parse().expect("digits"),
        other => other.as_f64().unwrap_or_else(|| panic!("{other} is no number")),
    }
}
