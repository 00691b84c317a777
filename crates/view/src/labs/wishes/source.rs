//! Who wishes: a small classifier with the lecture's output at 0.2, or a built-in example.

use gradlight_core::activation::Activation;
use gradlight_core::builtin;
use gradlight_core::example::{Example, Sample};
use gradlight_core::forward::Pass;
use gradlight_core::loss::Loss;
use gradlight_core::math::ln;
use gradlight_core::network::LayerParameters;

/// An example whose neurons are asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    /// Three outputs at 0.5, 0.8 and 0.2, of which the last should be 1.
    Lecture,
    /// A built-in example, by name.
    BuiltIn(&'static str),
}

/// What the first training example's outputs are.
const OUTPUTS: [f64; 3] = [0.5, 0.8, 0.2];

impl Source {
    /// Every source.
    pub(super) fn all() -> impl Iterator<Item = Self> {
        std::iter::once(Self::Lecture).chain(builtin::names().map(Self::BuiltIn))
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Lecture => "classifier",
            Self::BuiltIn(name) => name,
        }
    }

    pub(super) fn label(self) -> String {
        match self {
            Self::Lecture => "an output at 0.2".to_owned(),
            Self::BuiltIn(_) => self.example().title().to_owned(),
        }
    }

    pub(super) fn from_name(name: &str) -> Option<Self> {
        Self::all().find(|source| source.name() == name)
    }

    /// The example.
    ///
    /// # Panics
    /// Never: both kinds are sound, which a test holds.
    pub(super) fn example(self) -> Example {
        match self {
            Self::Lecture => classifier(),
            Self::BuiltIn(name) => builtin::example(name).expect("a built-in name"),
        }
    }
}

/// The classifier; its last biases are such that the first training example gives [`OUTPUTS`].
fn classifier() -> Example {
    let plain = with_biases(vec![0.0; OUTPUTS.len()]);
    let mut pass = Pass::new(plain.network());
    pass.run(plain.network(), &plain.samples()[0].input);
    let nets = &pass.z[plain.network().output().all_neurons()];
    with_biases(OUTPUTS.iter().zip(nets).map(|(a, z)| ln(a / (1.0 - a)) - z).collect())
}

fn with_biases(biases: Vec<f64>) -> Example {
    let layer = |weights: &[&[f64]], biases| LayerParameters {
        activation: Activation::Sigmoid,
        weights: weights.iter().map(|row| row.to_vec()).collect(),
        biases: Some(biases),
    };
    let hidden: &[&[f64]] = &[&[2.0, -1.0], &[-1.5, 1.0], &[0.5, 1.5], &[1.0, 0.5]];
    let output: &[&[f64]] = &[&[0.6, -0.8, 0.4, 0.9], &[-0.7, 0.9, 0.8, -0.3], &[1.2, -0.5, 0.3, -0.9]];
    let layers = [layer(hidden, vec![0.1, -0.3, 0.0, -0.5]), layer(output, biases)];
    let sample = |input: [f64; 2], target: [f64; 3]| Sample { input: input.to_vec(), target: target.to_vec() };
    let samples = vec![
        sample([0.9, 0.2], [0.0, 0.0, 1.0]),
        sample([0.1, 0.8], [0.0, 1.0, 0.0]),
        sample([0.5, 0.5], [1.0, 0.0, 0.0]),
    ];
    Example::assembled(&layers, Loss::SquaredError, samples).expect("finite numbers in fitting shapes")
}
