//! What a step does in the picture: what it reads and writes, and along which lines the information runs.

use gradlight_core::example::Example;
use gradlight_core::network::Neuron;
use gradlight_core::quantity::{BiasId, Quantity as Q};
use gradlight_core::trace::{Phase, Step};

use crate::scene::Unit;

/// A line of the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// A weight's edge.
    Weight(usize),
    /// From a bias's chip to a neuron.
    Bias(BiasId, Neuron),
    /// From an output to its loss.
    Loss(usize),
    /// From an output's loss to the total.
    Total(usize),
}

/// Which way something runs along a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Travel {
    /// From the inputs towards the loss.
    Onward,
    /// From the loss towards the inputs.
    Back,
    /// Nowhere: something happens to the line itself.
    Still,
}

/// What the step at hand does.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Activity {
    pub(super) phase: Phase,
    pub(super) writes: Q,
    pub(super) reads: Vec<Q>,
    pub(super) lines: Vec<(Line, Travel)>,
}

/// Where a quantity is at home in the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Home {
    Unit(Unit),
    Edge(usize),
    Bias(BiasId),
    Total,
    ExpSum,
}

impl Activity {
    pub(super) fn of(example: &Example, step: &Step) -> Self {
        let mut reads = step.expression.reads();
        // A penalised cost reads every weight; that is no news of any single edge.
        if step.quantity == Q::Cost {
            reads.retain(|quantity| !matches!(quantity, Q::Weight(_)));
        }
        Self { phase: step.phase, writes: step.quantity, lines: lines(example, step.quantity), reads }
    }

    /// Whether and how a line takes part.
    pub(super) fn travel(&self, line: Line) -> Option<Travel> {
        self.lines.iter().find(|(active, _)| *active == line).map(|(_, travel)| *travel)
    }
}

fn lines(example: &Example, quantity: Q) -> Vec<(Line, Travel)> {
    let network = example.network();
    let outputs = network.output().neurons;
    let last = network.layers().len() - 1;
    let incoming = |neuron: Neuron| {
        let edge = move |from| (Line::Weight(network.weight_index(neuron, from)), Travel::Onward);
        let bias = example.bias_of(neuron).map(|bias| (Line::Bias(bias, neuron), Travel::Onward));
        (0..network.layers()[neuron.layer].inputs).map(edge).chain(bias).collect()
    };
    match quantity {
        Q::Net(neuron) => incoming(neuron),
        Q::Loss(k) => vec![(Line::Loss(k), Travel::Onward)],
        Q::LossTotal => (0..outputs).map(|k| (Line::Total(k), Travel::Onward)).collect(),
        Q::DOut(neuron) if neuron.layer == last => from_loss(neuron.index),
        Q::Delta(neuron) if neuron.layer == last && example.is_fused() => from_loss(neuron.index),
        Q::DOut(to) => {
            let back = |k| network.weight_index(Neuron::new(to.layer + 1, k), to.index);
            let behind = network.layers()[to.layer + 1].neurons;
            (0..behind).map(|k| (Line::Weight(back(k)), Travel::Back)).collect()
        }
        Q::From { to, from } => vec![(Line::Weight(network.weight_index(from, to.index)), Travel::Back)],
        Q::WeightGradient(w) => vec![(Line::Weight(w), Travel::Back)],
        Q::AverageWeight(w) | Q::PenalisedWeight(w) | Q::NewWeight(w) => vec![(Line::Weight(w), Travel::Still)],
        Q::BiasGradient(bias) => bias_lines(example, bias, Travel::Back),
        Q::AverageBias(bias) | Q::NewBias(bias) => bias_lines(example, bias, Travel::Still),
        _ => Vec::new(),
    }
}

fn from_loss(output: usize) -> Vec<(Line, Travel)> {
    vec![(Line::Loss(output), Travel::Back), (Line::Total(output), Travel::Back)]
}

fn bias_lines(example: &Example, bias: BiasId, travel: Travel) -> Vec<(Line, Travel)> {
    match bias {
        BiasId::Own(neuron) => vec![(Line::Bias(bias, neuron), travel)],
        BiasId::Shared(layer) => {
            let neurons = 0..example.network().layers()[layer].neurons;
            neurons.map(|j| (Line::Bias(bias, Neuron::new(layer, j)), travel)).collect()
        }
    }
}

/// Where a quantity is at home.
pub(super) fn home(example: &Example, quantity: Q) -> Home {
    let last = example.network().layers().len() - 1;
    match quantity {
        Q::Input(i) => Home::Unit(Unit::Input(i)),
        Q::Target(k) | Q::Loss(k) => Home::Unit(Unit::Neuron(Neuron::new(last, k))),
        Q::Net(neuron)
        | Q::Exp(neuron)
        | Q::Out(neuron)
        | Q::DOut(neuron)
        | Q::DAct(neuron)
        | Q::Delta(neuron)
        | Q::From { to: neuron, .. } => Home::Unit(Unit::Neuron(neuron)),
        Q::ExpSum => Home::ExpSum,
        Q::LossTotal | Q::Cost => Home::Total,
        Q::Weight(w) | Q::WeightGradient(w) | Q::AverageWeight(w) | Q::PenalisedWeight(w) | Q::NewWeight(w) => {
            Home::Edge(w)
        }
        Q::Bias(bias) | Q::BiasGradient(bias) | Q::AverageBias(bias) | Q::NewBias(bias) => Home::Bias(bias),
    }
}
