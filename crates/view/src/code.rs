//! Programs: one round of an example as NumPy, PyTorch or Rust code that prints the engine's own digits.

use gradlight_core::activation::Activation;
use gradlight_core::example::{BiasRule, Example, Update};
use gradlight_core::forward::Pass;
use gradlight_core::gradient::{cost, gradient};
use gradlight_core::loss::Loss;
use gradlight_core::rounding::{Arithmetic, decimal};
use gradlight_core::trace::Trace;

mod numpy;
mod rust;
mod torch;

/// Places after the point in what the programs print.
const PLACES: usize = 9;

/// A language that an example can be written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// Python with NumPy: the matrices of the lecture, line by line.
    #[default]
    NumPy,
    /// Python with PyTorch, whose autograd does the backward pass.
    PyTorch,
    /// Rust without any crate.
    Rust,
}

impl Language {
    /// Every language.
    pub const ALL: [Self; 3] = [Self::NumPy, Self::PyTorch, Self::Rust];

    /// Its name in links and actions.
    pub fn name(self) -> &'static str {
        match self {
            Self::NumPy => "numpy",
            Self::PyTorch => "pytorch",
            Self::Rust => "rust",
        }
    }

    /// Its name on the page.
    pub fn label(self) -> &'static str {
        match self {
            Self::NumPy => "NumPy",
            Self::PyTorch => "PyTorch",
            Self::Rust => "Rust",
        }
    }

    /// The language of that name, if there is one.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.name() == name)
    }
}

/// A program that runs one round of the example and prints what [`prints`] says.
pub fn program(example: &Example, language: Language) -> String {
    let program = Program { example };
    let lines = match language {
        Language::NumPy => program.numpy(),
        Language::PyTorch => program.torch(),
        Language::Rust => program.rust(),
    };
    lines.join("\n") + "\n"
}

/// What the programs print, by the engine: cost, outputs, gradient, new parameters, new cost; nine places.
pub fn prints(example: &Example) -> String {
    let gradient = gradient(example);
    let network = example.network();
    let next = Trace::of(example, 1, 0, Arithmetic::Exact).next_network(example);
    let mut lines = vec![line("cost", &[gradient.cost]), line("outputs", &outputs(example))];
    let mut layers = |what: &str, weights: &[f64], biases: &[f64]| {
        for (l, layer) in network.layers().iter().enumerate() {
            lines.push(line(&format!("{what}W{}", l + 1), &weights[layer.all_weights()]));
            if layer.first_bias.is_some() {
                lines.push(line(&format!("{what}b{}", l + 1), &biases[layer.all_biases()]));
            }
        }
    };
    // In the sequential order what moves a hidden layer is no gradient.
    if example.update() == Update::Simultaneous {
        layers("d", &gradient.weights, &gradient.biases);
    }
    layers("", next.weights(), next.biases());
    lines.push(line("cost", &[cost(&example.with_network(&next))]));
    lines.join("\n") + "\n"
}

fn line(name: &str, values: &[f64]) -> String {
    let numbers = values.iter().map(|value| format!(" {}", decimal(*value, PLACES)));
    numbers.fold(name.to_owned(), |line, number| line + &number)
}

/// The outputs, an output a row and a sample a column, row by row.
fn outputs(example: &Example) -> Vec<f64> {
    let mut pass = Pass::new(example.network());
    let columns: Vec<Vec<f64>> = example
        .samples()
        .iter()
        .map(|sample| {
            pass.run(example.network(), &sample.input);
            pass.outputs(example.network()).to_vec()
        })
        .collect();
    (0..example.network().output().neurons).flat_map(|k| columns.iter().map(move |column| column[k])).collect()
}

/// What the writers of all languages share.
struct Program<'a> {
    example: &'a Example,
}

impl Program<'_> {
    /// The number of layers.
    fn layers(&self) -> usize {
        self.example.network().layers().len()
    }

    fn activation(&self, layer: usize) -> Activation {
        self.example.network().layers()[layer - 1].activation
    }

    /// Whether a layer, from 1, has biases.
    fn has_bias(&self, layer: usize) -> bool {
        self.example.network().layers()[layer - 1].first_bias.is_some()
    }

    /// Whether each layer moves before the errors of the one before it are taken.
    fn is_sequential(&self) -> bool {
        self.example.update() == Update::Sequential
    }

    fn moves_biases(&self) -> bool {
        self.example.bias_rule() != BiasRule::Frozen
    }

    fn shares_biases(&self) -> bool {
        self.example.bias_rule() == BiasRule::PerLayer
    }

    /// The title as a comment's text.
    fn title(&self) -> String {
        let title = self.example.title().replace(['\n', '\r'], " ");
        if title.is_empty() { "one round".to_owned() } else { title }
    }

    /// Inputs or targets, a column a sample.
    fn columns(&self, of: fn(&gradlight_core::example::Sample) -> &[f64]) -> Vec<Vec<f64>> {
        let samples = self.example.samples();
        (0..of(&samples[0]).len()).map(|row| samples.iter().map(|sample| of(sample)[row]).collect()).collect()
    }

    /// The names and values of all given matrices: x, y, W1, b1, …
    fn givens(&self) -> Vec<(String, Vec<Vec<f64>>)> {
        let network = self.example.network();
        let (weights, biases) = network.nested(network.weights(), network.biases());
        let mut givens = vec![
            ("x".to_owned(), self.columns(|sample| &sample.input)),
            ("y".to_owned(), self.columns(|sample| &sample.target)),
        ];
        for (l, (rows, own)) in weights.into_iter().zip(biases).enumerate() {
            givens.push((format!("W{}", l + 1), rows));
            if self.has_bias(l + 1) {
                givens.push((format!("b{}", l + 1), own.into_iter().map(|bias| vec![bias]).collect()));
            }
        }
        givens
    }

    /// The loss in words.
    fn loss(&self) -> &'static str {
        match self.example.loss() {
            Loss::HalfSquaredError => "half squared error",
            Loss::SquaredError => "squared error",
            Loss::MeanSquaredError => "mean squared error",
            Loss::BinaryCrossEntropy => "binary cross-entropy",
            Loss::CategoricalCrossEntropy => "categorical cross-entropy",
        }
    }

    /// The name of what a layer receives: `x`, `a1`, …
    fn incoming(layer: usize) -> String {
        if layer == 1 { "x".to_owned() } else { format!("a{}", layer - 1) }
    }
}

/// A matrix as a literal of nested brackets.
fn literal(rows: &[Vec<f64>], open: &str) -> String {
    let row = |row: &Vec<f64>| {
        let numbers: Vec<String> = row.iter().map(|value| number(*value)).collect();
        format!("{open}{}]", numbers.join(", "))
    };
    let rows: Vec<String> = rows.iter().map(row).collect();
    format!("{open}{}]", rows.join(", "))
}

/// A number as source code that reads back as the same bits, with a point or an exponent in it.
fn number(value: f64) -> String {
    format!("{value:?}")
}
