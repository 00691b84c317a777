//! What is nudged: the lecture's two neurons, or a built-in example.

use gradlight_core::activation::Activation;
use gradlight_core::builtin;
use gradlight_core::example::{Example, Sample};
use gradlight_core::loss::Loss;
use gradlight_core::network::{LayerParameters, Neuron};
use gradlight_core::nudge::Nudge;
use gradlight_core::quantity::Quantity;

/// An example to nudge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    /// Two neurons, of which the cost is very and hardly sensitive: ∂C/∂z is 20 and 0.01.
    Lecture,
    /// A built-in example, by name.
    BuiltIn(&'static str),
}

/// The lecture's name in links.
const LECTURE: &str = "sensitivity";

impl Source {
    /// Every source.
    pub(super) fn all() -> impl Iterator<Item = Self> {
        std::iter::once(Self::Lecture).chain(builtin::names().map(Self::BuiltIn))
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Lecture => LECTURE,
            Self::BuiltIn(name) => name,
        }
    }

    pub(super) fn label(self) -> String {
        match self {
            Self::Lecture => "the lecture’s neurons".to_owned(),
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
            Self::Lecture => lecture(),
            Self::BuiltIn(name) => builtin::example(name).expect("a built-in name"),
        }
    }

    /// What is nudged first: the first hidden neuron's weighted input.
    pub(super) fn opening(nudge: &Nudge) -> Quantity {
        let first = Quantity::Net(Neuron::new(0, 0));
        if nudge.derivative(&first).is_some() { first } else { Quantity::Weight(0) }
    }
}

/// Linear all the way, so that the numbers can be done in the head: a = 20, y = 0, hence ∂C/∂a = 20, which reaches
/// the hidden neurons through the weights 1 and 0.0005.
fn lecture() -> Example {
    let layer = |weights, biases| LayerParameters { activation: Activation::Identity, weights, biases: Some(biases) };
    let layers = [layer(vec![vec![20.0], vec![2.0]], vec![0.0, 0.0]), layer(vec![vec![1.0, 0.0005]], vec![-0.001])];
    let sample = Sample { input: vec![1.0], target: vec![0.0] };
    Example::assembled(&layers, Loss::HalfSquaredError, vec![sample]).expect("finite numbers in fitting shapes")
}
