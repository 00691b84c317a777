//! Random example documents, as JSON text: every activation, loss, rule and order over small shapes.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

const HIDDEN: [&str; 6] = ["identity", "step", "sigmoid", "tanh", "relu", "leaky_relu"];

/// Every allowed pair of output activation and loss.
pub(crate) const PAIRS: [(&str, &str); 20] = [
    ("identity", "half_squared_error"),
    ("identity", "squared_error"),
    ("identity", "mean_squared_error"),
    ("step", "half_squared_error"),
    ("step", "squared_error"),
    ("step", "mean_squared_error"),
    ("sigmoid", "half_squared_error"),
    ("sigmoid", "squared_error"),
    ("sigmoid", "mean_squared_error"),
    ("sigmoid", "binary_cross_entropy"),
    ("tanh", "half_squared_error"),
    ("tanh", "squared_error"),
    ("tanh", "mean_squared_error"),
    ("relu", "half_squared_error"),
    ("relu", "squared_error"),
    ("relu", "mean_squared_error"),
    ("leaky_relu", "half_squared_error"),
    ("leaky_relu", "squared_error"),
    ("leaky_relu", "mean_squared_error"),
    ("softmax", "categorical_cross_entropy"),
];

/// Documents with any outputs and loss; some with weights so large that outputs round to 0 and 1, or overflow.
pub(crate) fn documents() -> impl Strategy<Value = String> {
    (select(PAIRS.as_slice()), select([1.0, 1.0, 1.0, 40.0, 2000.0, 1e308].as_slice()))
        .prop_flat_map(|(pair, scale)| documents_of(pair, scale))
}

/// Documents with those outputs and that loss, weights up to `scale`.
pub(crate) fn documents_of((outputs, loss): (&'static str, &'static str), scale: f64) -> impl Strategy<Value = String> {
    let shape = (vec(1_usize..=4, 2..=5), vec((select(HIDDEN.as_slice()), any::<bool>()), 4), 1_usize..=3);
    let rules = (
        select(["frozen", "per_neuron", "per_layer"].as_slice()),
        select(["simultaneous", "sequential"].as_slice()),
        select([0.0, 0.01, 0.3].as_slice()),
        0.01..2.0,
    );
    (shape, rules, vec(-1.0..1.0, 104)).prop_map(move |((widths, kinds, samples), rules, numbers)| {
        let mut pool = Pool(numbers.into_iter());
        let layers = layers(&widths, &kinds, (outputs, rules.0, scale), &mut pool);
        let ends = (widths[0], widths[widths.len() - 1]);
        let samples: Vec<Value> = (0..samples).map(|_| sample(ends, loss, &mut pool)).collect();
        json!({
            "format": "gradlight/example@1", "title": "random", "layers": layers, "loss": loss, "samples": samples,
            "bias_rule": rules.0, "update": rules.1, "l2": rules.2, "learning_rate": rules.3,
        })
        .to_string()
    })
}

/// Random numbers in −1…1, handed out in order.
struct Pool(std::vec::IntoIter<f64>);

impl Pool {
    fn take(&mut self, count: usize) -> Vec<f64> {
        self.0.by_ref().take(count).collect()
    }
}

fn layers(
    widths: &[usize],
    kinds: &[(&str, bool)],
    (outputs, bias_rule, scale): (&str, &str, f64),
    pool: &mut Pool,
) -> Vec<Value> {
    let last = widths.len() - 2;
    (0..=last)
        .map(|l| {
            let (inputs, neurons) = (widths[l], widths[l + 1]);
            let row = |numbers: Vec<f64>| numbers.into_iter().map(|number| number * scale).collect::<Vec<f64>>();
            let weights: Vec<Vec<f64>> = (0..neurons).map(|_| row(pool.take(inputs))).collect();
            let mut layer = json!({"activation": if l == last { outputs } else { kinds[l].0 }, "weights": weights});
            if kinds[l].1 {
                let own = pool.take(neurons);
                let shared = vec![own[0]; neurons];
                layer["biases"] = json!(if bias_rule == "per_layer" { shared } else { own });
            }
            layer
        })
        .collect()
}

fn sample((inputs, outputs): (usize, usize), loss: &str, pool: &mut Pool) -> Value {
    let input = pool.take(inputs);
    let raw = pool.take(outputs);
    let target: Vec<f64> = match loss {
        // Now and then exactly 0 or 1.
        "binary_cross_entropy" => {
            raw.iter().map(|x| if *x < 0.0 { f64::from(u8::from(*x < -0.5)) } else { *x }).collect()
        }
        "categorical_cross_entropy" => {
            let sizes: Vec<f64> = raw.iter().map(|x| if *x < -0.2 { 0.0 } else { x.abs() }).collect();
            let sum: f64 = sizes.iter().sum();
            let first = |k| f64::from(u8::from(k == 0));
            sizes.iter().enumerate().map(|(k, size)| if sum > 0.0 { size / sum } else { first(k) }).collect()
        }
        _ => raw,
    };
    json!({"input": input, "target": target})
}
