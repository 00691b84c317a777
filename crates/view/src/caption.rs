//! Captions: what a step is called, what its value means, and why it is computed so.

use gradlight_core::activation::Activation;
use gradlight_core::loss::Loss;
use gradlight_core::quantity::Quantity;
use gradlight_core::trace::{Phase, Step};

use crate::notation::Notation;
use crate::typeset::Typesetter;

mod sentence;
mod why;
mod words;

use words::Words;

/// A step's title, such as `gradient of w₅`, `net input of h₁`, `new w₅`; it starts with a small letter.
pub fn title(setter: &Typesetter<'_>, step: &Step) -> String {
    let words = Words { setter };
    let (is_net_out, symbol) = (setter.notation == Notation::NetOut, |quantity| setter.symbol_text(&quantity));
    match step.quantity {
        Quantity::Net(neuron) if is_net_out => format!("net input of {}", words.neuron(neuron)),
        Quantity::Net(neuron) => format!("weighted input of {}", words.neuron(neuron)),
        Quantity::Exp(neuron) => format!("exponential of {}", words.neuron(neuron)),
        Quantity::ExpSum => "sum of the exponentials".to_owned(),
        Quantity::Out(neuron) if is_net_out => format!("output of {}", words.neuron(neuron)),
        Quantity::Out(neuron) => format!("activation of {}", words.neuron(neuron)),
        Quantity::Loss(k) => format!("{} of {}", words.loss(), words.output(k)),
        Quantity::LossTotal if words.outputs() == 1 => format!("{} of the sample", words.loss()),
        Quantity::LossTotal if setter.example.loss() == Loss::MeanSquaredError => {
            "mean error of the outputs".to_owned()
        }
        Quantity::LossTotal => format!("total {}", words.loss()),
        Quantity::Cost if words.samples() == 1 => "cost with the penalty".to_owned(),
        Quantity::Cost => "cost over all samples".to_owned(),
        Quantity::DOut(neuron) => format!("gradient of {}", symbol(Quantity::Out(neuron))),
        Quantity::DAct(neuron) => format!("slope of {}’s {}", words.neuron(neuron), curve(words.activation(neuron))),
        Quantity::Delta(neuron) => format!("δ of {}", words.neuron(neuron)),
        Quantity::From { to, from } => {
            format!("share of {}’s blame from {}", words.neuron(to), words.neuron(from))
        }
        Quantity::WeightGradient(w) => format!("gradient of {}", symbol(Quantity::Weight(w))),
        Quantity::BiasGradient(bias) => format!("gradient of {}", symbol(Quantity::Bias(bias))),
        Quantity::AverageWeight(w) => format!("average gradient of {}", symbol(Quantity::Weight(w))),
        Quantity::AverageBias(bias) => format!("average gradient of {}", symbol(Quantity::Bias(bias))),
        Quantity::PenalisedWeight(w) => format!("gradient of {} with the penalty", symbol(Quantity::Weight(w))),
        Quantity::NewWeight(w) => format!("new {}", symbol(Quantity::Weight(w))),
        Quantity::NewBias(bias) => format!("new {}", symbol(Quantity::Bias(bias))),
        given @ (Quantity::Input(_) | Quantity::Target(_) | Quantity::Weight(_) | Quantity::Bias(_)) => symbol(given),
    }
}

/// What a step's value means and which way it points, in one sentence or two short ones.
pub fn sentence(setter: &Typesetter<'_>, step: &Step) -> String {
    let words = Words { setter };
    if step.value.is_finite() { sentence::of(&words, step) } else { sentence::of_no_number(&words, step) }
}

/// Why the step is computed as it is.
pub fn why(setter: &Typesetter<'_>, step: &Step) -> String {
    why::of(&Words { setter }, step)
}

/// What a phase does, for narration while a round plays.
pub fn phase_sentence(phase: Phase) -> &'static str {
    match phase {
        Phase::Forward => "Forward: from the inputs to the outputs.",
        Phase::Loss => "Loss: how far the outputs are from their targets.",
        Phase::Backward => "Backward: whose fault it is, from the outputs back.",
        Phase::Update => "Update: what is learned moves against its gradient.",
    }
}

/// An activation as a thing that has a slope.
fn curve(activation: Activation) -> &'static str {
    match activation {
        Activation::Identity => "identity",
        Activation::Step => "step",
        Activation::Sigmoid => "sigmoid",
        Activation::Tanh => "tanh",
        Activation::Relu => "ReLU",
        Activation::LeakyRelu => "leaky ReLU",
        Activation::Softmax => "softmax",
    }
}
