//! The factors of the chain rule along a chain of single neurons, each read in words.

use gradlight_core::activation::Activation;
use gradlight_core::network::Neuron;
use gradlight_core::quantity::{BiasId, Quantity};

use crate::labs::maths::{layered, letter, partial};
use crate::labs::traced::Traced;
use crate::node::Element;

/// What the cost is differentiated by at the chain's end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum By {
    /// The neuron's weight.
    Weight,
    /// Its bias.
    Bias,
    /// The activation that it receives.
    Incoming,
}

impl By {
    pub(super) const ALL: [Self; 3] = [Self::Weight, Self::Bias, Self::Incoming];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Weight => "weight",
            Self::Bias => "bias",
            Self::Incoming => "incoming",
        }
    }

    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Weight => "its weight w",
            Self::Bias => "its bias b",
            Self::Incoming => "the activation it receives",
        }
    }

    pub(super) fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|by| by.name() == name)
    }

    /// The letter with its layer, for a neuron in lecture layer `layer`.
    pub(super) fn symbol(self, layer: usize) -> (&'static str, usize) {
        match self {
            Self::Weight => ("w", layer),
            Self::Bias => ("b", layer),
            Self::Incoming => ("a", layer - 1),
        }
    }
}

/// A letter and its layer; layer 0 is for the cost, which has none.
pub(super) type Symbol = (&'static str, usize);

/// One factor: a derivative of a neighbour by its neighbour.
#[derive(Clone, Debug)]
pub(super) struct Factor {
    /// What is differentiated.
    pub(super) of: Symbol,
    /// By what.
    pub(super) by: Symbol,
    /// How it is worked out.
    pub(super) formula: String,
    /// What it says.
    pub(super) words: String,
    /// Its value.
    pub(super) value: f64,
}

impl Factor {
    /// The derivative as MathML.
    pub(super) fn symbol(&self) -> Element {
        partial(mathml(self.of), mathml(self.by))
    }

    /// The derivative as text.
    pub(super) fn text(&self) -> String {
        format!("∂{}/∂{}", plain(self.of), plain(self.by))
    }
}

pub(super) fn mathml((name, layer): Symbol) -> Element {
    if layer == 0 { letter(name) } else { layered(name, layer) }
}

/// A symbol as text, such as a⁽³⁾.
pub(super) fn plain((name, layer): Symbol) -> String {
    if layer == 0 { name.to_owned() } else { format!("{name}{}", crate::format::superscript(&format!("({layer})"))) }
}

/// The factors of the cost's derivative by something at the neuron of that layer, from the cost back.
pub(super) fn factors(traced: &Traced, by: By, layer: usize) -> Vec<Factor> {
    let last = traced.example.network().layers().len() - 1;
    let layer = layer.min(last);
    let neuron = |layer| Neuron::new(layer, 0);
    let mut factors = vec![Factor {
        of: ("C", 0),
        by: ("a", last + 2),
        formula: format!("{} − y", plain(("a", last + 2))),
        words: "how the cost answers the output: the output minus its target".to_owned(),
        value: traced.read(Quantity::DOut(neuron(last))),
    }];
    for here in (layer..=last).rev() {
        let activation = traced.example.network().layers()[here].activation;
        factors.push(Factor {
            of: ("a", here + 2),
            by: ("z", here + 2),
            formula: slope(activation, here + 2),
            words: "how a neuron’s activation answers its weighted input: the slope of its activation".to_owned(),
            value: traced.read(Quantity::DAct(neuron(here))),
        });
        if here > layer {
            factors.push(Factor {
                of: ("z", here + 2),
                by: ("a", here + 1),
                formula: plain(("w", here + 2)),
                words: "how the weighted input answers the activation before it: the weight between them".to_owned(),
                value: traced.read(Quantity::Weight(here)),
            });
        }
    }
    factors.push(end(traced, by, layer));
    factors
}

/// The last factor, at the neuron itself.
fn end(traced: &Traced, by: By, layer: usize) -> Factor {
    let incoming = if layer == 0 { Quantity::Input(0) } else { Quantity::Out(Neuron::new(layer - 1, 0)) };
    let (formula, words, value) = match by {
        By::Weight => (
            plain(("a", layer + 1)),
            "how the weighted input answers its weight: the activation that comes in",
            traced.read(incoming),
        ),
        By::Bias => ("1".to_owned(), "how the weighted input answers its bias: one for one", 1.0),
        By::Incoming => (
            plain(("w", layer + 2)),
            "how the weighted input answers the activation it receives: the weight. This one goes on back",
            traced.read(Quantity::Weight(layer)),
        ),
    };
    Factor { of: ("z", layer + 2), by: by.symbol(layer + 2), formula, words: words.to_owned(), value }
}

fn slope(activation: Activation, layer: usize) -> String {
    let (a, z) = (plain(("a", layer)), plain(("z", layer)));
    match activation {
        Activation::Identity => "1".to_owned(),
        Activation::Sigmoid | Activation::Softmax => format!("{a}·(1 − {a})"),
        Activation::Tanh => format!("1 − ({a})²"),
        Activation::Step => "0".to_owned(),
        Activation::Relu => format!("1 if {z} > 0, else 0"),
        Activation::LeakyRelu => format!("1 if {z} > 0, else 0.01"),
    }
}

/// The products of the first one, two, … factors, from the left.
pub(super) fn products(factors: &[Factor]) -> Vec<f64> {
    let mut product = 1.0;
    factors
        .iter()
        .map(|factor| {
            product *= factor.value;
            product
        })
        .collect()
}

/// What the trace itself has for the whole product, where it has a step for it.
pub(super) fn whole(traced: &Traced, by: By, layer: usize) -> Option<f64> {
    let quantity = match by {
        By::Weight => Quantity::WeightGradient(layer),
        By::Bias => Quantity::BiasGradient(BiasId::Own(Neuron::new(layer, 0))),
        By::Incoming => Quantity::DOut(Neuron::new(layer.checked_sub(1)?, 0)),
    };
    traced.trace.value(&quantity)
}
