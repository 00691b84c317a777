//! The quantities of a round and their stable names, the step ids of links, decks, tests and exports.

use crate::example::Example;
use crate::network::{Network, Neuron};

/// A bias: a neuron's own, or the one that a layer shares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BiasId {
    /// The neuron's own bias.
    Own(Neuron),
    /// The one bias of that layer.
    Shared(usize),
}

/// Anything that has a value within a round. Weights, inputs and outputs count from 0 here, from 1 in names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Quantity {
    /// An input of the traced sample: `input.i1`.
    Input(usize),
    /// A target of the traced sample: `target.o1`.
    Target(usize),
    /// A weight at the round's start: `weight.w5`.
    Weight(usize),
    /// A bias at the round's start: `bias.h1` or `bias.b1`.
    Bias(BiasId),
    /// The weighted input z: `forward.h1.net`.
    Net(Neuron),
    /// A softmax numerator eᶻ: `forward.o1.exp`.
    Exp(Neuron),
    /// The softmax denominator Σeᶻ: `forward.o.sum`.
    ExpSum,
    /// The activation a: `forward.h1.out`.
    Out(Neuron),
    /// One output's term of the loss: `loss.o1`.
    Loss(usize),
    /// The traced sample's loss: `loss.total`.
    LossTotal,
    /// The loss averaged over the samples, with the penalty on weights: `loss.cost`.
    Cost,
    /// ∂E/∂a: `backward.o1.d_out`.
    DOut(Neuron),
    /// da/dz: `backward.o1.d_act`.
    DAct(Neuron),
    /// δ = ∂E/∂z: `backward.o1.delta`.
    Delta(Neuron),
    /// The share of ∂E/∂a of `to` that comes back from `from`: `backward.h1.from_o1`.
    From {
        /// The neuron whose activation is asked about.
        to: Neuron,
        /// The neuron behind it, one layer nearer to the output.
        from: Neuron,
    },
    /// ∂E/∂w of the traced sample: `backward.w5`.
    WeightGradient(usize),
    /// ∂E/∂b of the traced sample: `backward.o1.bias` or `backward.b2`.
    BiasGradient(BiasId),
    /// ∂E/∂w averaged over the samples: `average.w5`.
    AverageWeight(usize),
    /// ∂E/∂b averaged over the samples: `average.o1.bias` or `average.b2`.
    AverageBias(BiasId),
    /// The weight's gradient with the penalty in it: `l2.w5`.
    PenalisedWeight(usize),
    /// The new weight: `update.w5`.
    NewWeight(usize),
    /// The new bias: `update.o1.bias` or `update.b2`.
    NewBias(BiasId),
}

/// How a network's neurons are called, and so its quantities.
#[derive(Clone, Debug)]
pub struct Names {
    widths: Vec<usize>,
}

impl Names {
    /// The names in that network.
    pub fn of(network: &Network) -> Self {
        Self { widths: network.layers().iter().map(|layer| layer.neurons).collect() }
    }

    /// How many layers have neurons, the outputs counted.
    pub fn layers(&self) -> usize {
        self.widths.len()
    }

    /// A neuron's name: `o1`, `h1` with one hidden layer, `h1.1` (layer.neuron) with more.
    pub fn neuron(&self, neuron: Neuron) -> String {
        let number = neuron.index + 1;
        match self.widths.len() {
            n if neuron.layer + 1 == n => format!("o{number}"),
            2 => format!("h{number}"),
            _ => format!("h{}.{number}", neuron.layer + 1),
        }
    }

    /// A quantity's stable name.
    pub fn id(&self, quantity: &Quantity) -> String {
        let outputs = |k: usize| self.neuron(Neuron::new(self.widths.len() - 1, k));
        match *quantity {
            Quantity::Input(i) => format!("input.i{}", i + 1),
            Quantity::Target(k) => format!("target.{}", outputs(k)),
            Quantity::Weight(w) => format!("weight.w{}", w + 1),
            Quantity::Bias(BiasId::Own(neuron)) => format!("bias.{}", self.neuron(neuron)),
            Quantity::Bias(BiasId::Shared(layer)) => format!("bias.b{}", layer + 1),
            Quantity::Net(neuron) => format!("forward.{}.net", self.neuron(neuron)),
            Quantity::Exp(neuron) => format!("forward.{}.exp", self.neuron(neuron)),
            Quantity::ExpSum => "forward.o.sum".to_owned(),
            Quantity::Out(neuron) => format!("forward.{}.out", self.neuron(neuron)),
            Quantity::Loss(k) => format!("loss.{}", outputs(k)),
            Quantity::LossTotal => "loss.total".to_owned(),
            Quantity::Cost => "loss.cost".to_owned(),
            Quantity::DOut(neuron) => format!("backward.{}.d_out", self.neuron(neuron)),
            Quantity::DAct(neuron) => format!("backward.{}.d_act", self.neuron(neuron)),
            Quantity::Delta(neuron) => format!("backward.{}.delta", self.neuron(neuron)),
            Quantity::From { to, from } => {
                format!("backward.{}.from_{}", self.neuron(to), self.neuron(from))
            }
            Quantity::WeightGradient(w) => format!("backward.w{}", w + 1),
            Quantity::BiasGradient(bias) => self.bias("backward", bias),
            Quantity::AverageWeight(w) => format!("average.w{}", w + 1),
            Quantity::AverageBias(bias) => self.bias("average", bias),
            Quantity::PenalisedWeight(w) => format!("l2.w{}", w + 1),
            Quantity::NewWeight(w) => format!("update.w{}", w + 1),
            Quantity::NewBias(bias) => self.bias("update", bias),
        }
    }

    fn bias(&self, stage: &str, bias: BiasId) -> String {
        match bias {
            BiasId::Own(neuron) => format!("{stage}.{}.bias", self.neuron(neuron)),
            BiasId::Shared(layer) => format!("{stage}.b{}", layer + 1),
        }
    }
}

/// The given quantities of a round: inputs, targets, weights and biases, in that order.
pub fn givens(example: &Example) -> Vec<Quantity> {
    let network = example.network();
    let mut all: Vec<Quantity> = (0..network.inputs()).map(Quantity::Input).collect();
    all.extend((0..network.output().neurons).map(Quantity::Target));
    all.extend((0..network.weights().len()).map(Quantity::Weight));
    for layer in 0..network.layers().len() {
        all.extend(example.biases_of(layer).into_iter().map(Quantity::Bias));
    }
    all
}
