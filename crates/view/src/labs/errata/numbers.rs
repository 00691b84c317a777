//! The numbers behind each slip, wrong and right, all computed by the engine.

use gradlight_core::activation::Activation;
use gradlight_core::builtin;
use gradlight_core::example::{Example, Sample};
use gradlight_core::gradient::{cost, gradient};
use gradlight_core::loss::Loss;
use gradlight_core::math::{ln, log10};
use gradlight_core::network::{LayerParameters, Neuron};
use gradlight_core::quantity::Quantity;

use crate::labs::traced::Traced;

/// What a number stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// What follows from the slide.
    Wrong,
    /// What follows from the right side.
    Right,
    /// Neither: a number to compare with.
    Plain,
}

/// One number of a slip.
#[derive(Clone, Debug)]
pub(super) struct Figure {
    /// Its key within the row.
    pub(super) key: &'static str,
    /// What it is.
    pub(super) label: String,
    /// Its value.
    pub(super) value: f64,
    /// What it stands for.
    pub(super) kind: Kind,
}

fn wrong(label: &str, value: f64) -> Figure {
    Figure { key: "wrong", label: label.to_owned(), value, kind: Kind::Wrong }
}

fn right(label: &str, value: f64) -> Figure {
    Figure { key: "right", label: label.to_owned(), value, kind: Kind::Right }
}

fn plain(key: &'static str, label: &str, value: f64) -> Figure {
    Figure { key, label: label.to_owned(), value, kind: Kind::Plain }
}

/// The numbers of the slip of that name.
pub(super) fn of(key: &str) -> Vec<Figure> {
    match key {
        "update-sign" => update_sign(),
        "indices" => vec![
            plain("back", "A₀ counted back: the first output", classical(Quantity::Out(Neuron::new(1, 0)))),
            plain("forward", "A₀ counted forwards: the first input", classical(Quantity::Input(0))),
        ],
        "prediction" => vec![
            wrong("(0.83 − 0.43)²: 43 % as the expected value", one_neuron(Loss::SquaredError, 0.83, 0.43)),
            right("(0.43 − 1)²: 43 % as the prediction", one_neuron(Loss::SquaredError, 0.43, 1.0)),
        ],
        "second-output" => vec![
            wrong("net_o₁", classical(Quantity::Net(Neuron::new(1, 0)))),
            right("net_o₂", classical(Quantity::Net(Neuron::new(1, 1)))),
        ],
        "caption" => vec![
            wrong("out_h₁", classical(Quantity::Out(Neuron::new(0, 0)))),
            right("out_h₂", classical(Quantity::Out(Neuron::new(0, 1)))),
        ],
        "conventions" => vec![
            plain("at-least", "w·x = 0 by “≥ 0” gives", Activation::Step.value(0.0)),
            plain("above", "w·x = 0 by “> 0” gives", Activation::Relu.derivative(0.0, 0.0)),
        ],
        "bias-moves" => vec![
            wrong("z at (0, 0) with only the weights moved", perceptron_net(-0.5)),
            right("z at (0, 0) with the bias moved by α = 1", perceptron_net(-0.5 + 1.0)),
        ],
        "blame" => vec![
            wrong("∂E/∂w₁, the higher of two", classical(Quantity::WeightGradient(0))),
            right("∂E/∂w₇, the larger in size", classical(Quantity::WeightGradient(6))),
        ],
        "ranges" => vec![
            plain("sigmoid", "σ(−2)", Activation::Sigmoid.value(-2.0)),
            plain("tanh", "tanh(−2), below 0", Activation::Tanh.value(-2.0)),
            plain("relu", "ReLU(2), above 1", Activation::Relu.value(2.0)),
        ],
        other => of_later_lectures(other),
    }
}

fn of_later_lectures(key: &str) -> Vec<Figure> {
    let chain = || Traced::of(built_in("one-one-one"), 0);
    let output = Neuron::new(1, 0);
    match key {
        "regularisation" => regularisation(),
        "output-delta" => {
            let z = chain().read(Quantity::Net(output));
            vec![
                wrong("(a − y)·σ′, for half squared error", sigmoid_delta(Loss::HalfSquaredError, z)),
                right("a − y, for binary cross-entropy", sigmoid_delta(Loss::BinaryCrossEntropy, z)),
            ]
        }
        "name" => {
            let a = chain().read(Quantity::Out(output));
            vec![
                wrong("mean squared error of one output", one_neuron(Loss::MeanSquaredError, a, 1.0)),
                right("half squared error", one_neuron(Loss::HalfSquaredError, a, 1.0)),
            ]
        }
        "fifth-term" => vec![wrong("−log₁₀ 0.2", 0.0 - log10(0.2)), right("−ln 0.2", 0.0 - ln(0.2))],
        "sign" => {
            let slope = chain().read(Quantity::DOut(output));
            vec![wrong("y − a", 0.0 - slope), right("a − y", slope)]
        }
        "sgd" => {
            let traced = Traced::of(built_in("xor"), 0);
            vec![
                plain("cost", "Q, the cost", traced.trace.cost()),
                plain("batch", "∂Q/∂w₁ of the first example alone", traced.read(Quantity::WeightGradient(0))),
                plain("all", "∂Q/∂w₁ over all four", traced.read(Quantity::AverageWeight(0))),
            ]
        }
        "several" => vec![
            wrong("least categorical cost with two right classes", ln(2.0)),
            right("least sum of yes/no terms", 0.0),
        ],
        _ => Vec::new(),
    }
}

/// A built-in example.
///
/// # Panics
/// Never: the names are the built-in ones, which a test holds.
fn built_in(name: &str) -> Example {
    builtin::example(name).expect("a built-in name")
}

fn classical(quantity: Quantity) -> f64 {
    Traced::of(built_in(builtin::CLASSICAL), 0).read(quantity)
}

/// The classical cost before a step, after one uphill, and after one downhill.
fn update_sign() -> Vec<Figure> {
    let example = built_in(builtin::CLASSICAL);
    let slopes = gradient(&example);
    let moved = |direction: f64| {
        let step = |example: Example, (w, slope): (usize, &f64)| {
            let weight = example.network().weights()[w] + direction * example.learning_rate() * slope;
            example.with_given(&Quantity::Weight(w), 0, weight).unwrap_or(example)
        };
        cost(&slopes.weights.iter().enumerate().fold(example.clone(), step))
    };
    vec![
        plain("before", "E_total before", slopes.cost),
        wrong("after w + α·∂E/∂w", moved(1.0)),
        right("after w − α·∂E/∂w", moved(-1.0)),
    ]
}

/// The penalty of three-classes with the biases in it, and without.
fn regularisation() -> Vec<Figure> {
    let example = built_in("three-classes");
    let squares = |numbers: &[f64]| numbers.iter().map(|number| number * number).sum::<f64>();
    let factor = example.l2() / (2.0 * example.samples().len() as f64);
    let (weights, biases) = (squares(example.network().weights()), squares(example.network().biases()));
    vec![wrong("λ/2m · (Σw² + Σb²)", factor * (weights + biases)), right("λ/2m · Σw²", factor * weights)]
}

fn layer(activation: Activation, weights: Vec<f64>, bias: f64) -> LayerParameters {
    LayerParameters { activation, weights: vec![weights], biases: Some(vec![bias]) }
}

/// The loss of one output a with target y.
fn one_neuron(loss: Loss, a: f64, y: f64) -> f64 {
    let sample = Sample { input: vec![a], target: vec![y] };
    let example = Example::assembled(&[layer(Activation::Identity, vec![1.0], 0.0)], loss, vec![sample]);
    Traced::of(example.expect("finite numbers in fitting shapes"), 0).read(Quantity::LossTotal)
}

/// δ of a sigmoid output at z whose target is 1.
fn sigmoid_delta(loss: Loss, z: f64) -> f64 {
    let sample = Sample { input: vec![z], target: vec![1.0] };
    let example = Example::assembled(&[layer(Activation::Sigmoid, vec![1.0], 0.0)], loss, vec![sample]);
    Traced::of(example.expect("finite numbers in fitting shapes"), 0).read(Quantity::Delta(Neuron::new(0, 0)))
}

/// z of a perceptron with weights (1, 1) at the origin.
fn perceptron_net(bias: f64) -> f64 {
    let sample = Sample { input: vec![0.0, 0.0], target: vec![1.0] };
    let layers = [layer(Activation::Step, vec![1.0, 1.0], bias)];
    let example = Example::assembled(&layers, Loss::SquaredError, vec![sample]);
    Traced::of(example.expect("finite numbers in fitting shapes"), 0).read(Quantity::Net(Neuron::new(0, 0)))
}
