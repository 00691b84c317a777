//! Why a step is computed as it is: the rule behind it, in a lecturer's words.

use gradlight_core::activation::{Activation, LEAK};
use gradlight_core::example::{BiasRule, Update};
use gradlight_core::expression::Expression;
use gradlight_core::loss::Loss;
use gradlight_core::network::Neuron;
use gradlight_core::quantity::{BiasId, Quantity};
use gradlight_core::trace::Step;

use super::words::{Words, feeds};
use crate::notation::Notation;

/// The reason for a step.
pub(super) fn of(words: &Words<'_>, step: &Step) -> String {
    match step.quantity {
        Quantity::Net(neuron) => net(words, neuron),
        Quantity::Exp(_) => exponential(&step.expression),
        Quantity::ExpSum => "Dividing by this sum makes the outputs add up to 1.".to_owned(),
        Quantity::Out(neuron) => activation(words.activation(neuron)).to_owned(),
        Quantity::Loss(_) => loss(words.setter.example.loss()).to_owned(),
        Quantity::LossTotal => total(words).to_owned(),
        Quantity::Cost => cost(words),
        Quantity::DOut(neuron) if words.is_output(neuron) => output_gradient(words),
        Quantity::DOut(neuron) => hidden_gradient(words, neuron),
        Quantity::DAct(neuron) => slope(words, neuron),
        Quantity::Delta(neuron) => delta(words, neuron),
        Quantity::From { to, from } => share(words, to, from),
        Quantity::WeightGradient(w) => weight_gradient(words, w),
        Quantity::BiasGradient(bias) => bias_gradient(words, bias),
        Quantity::AverageWeight(_) | Quantity::AverageBias(_) => {
            "The update serves all samples alike, so what they ask for is averaged first.".to_owned()
        }
        Quantity::PenalisedWeight(_) => penalty(words),
        Quantity::NewWeight(w) => new_weight(words, w),
        Quantity::NewBias(bias) => new_bias(bias),
        Quantity::Input(_) | Quantity::Target(_) | Quantity::Weight(_) | Quantity::Bias(_) => {
            "It belongs to the example.".to_owned()
        }
    }
}

fn net(words: &Words<'_>, neuron: Neuron) -> String {
    let name = words.neuron(neuron);
    if words.setter.example.bias_of(neuron).is_some() {
        format!("Each input counts by its weight; the bias lets {name} answer even where all inputs are 0.")
    } else {
        "Each input counts by its weight; this layer has no bias.".to_owned()
    }
}

fn exponential(expression: &Expression) -> String {
    let is_shifted = matches!(expression, Expression::Exp(inner) if matches!(**inner, Expression::Difference(..)));
    if is_shifted {
        return "The largest net input is taken off first, so that no exponential leaves the range of numbers; \
                the shares stay the same."
            .to_owned();
    }
    "Softmax shares out 1 among the outputs, and shares must not be negative.".to_owned()
}

fn activation(activation: Activation) -> &'static str {
    match activation {
        Activation::Identity => "With the identity everywhere, any number of layers is still one linear function.",
        Activation::Step => "All or nothing, as in the first perceptrons.",
        Activation::Sigmoid | Activation::Tanh | Activation::Relu | Activation::LeakyRelu => {
            "Without a bend in the activation, more layers could do no more than one."
        }
        Activation::Softmax => "Divided by their sum, the outputs add up to 1 and can be read as probabilities.",
    }
}

fn loss(loss: Loss) -> &'static str {
    match loss {
        Loss::HalfSquaredError => {
            "Squared, too high and too low count alike; the ½ is there to cancel the 2 of the derivative."
        }
        Loss::SquaredError | Loss::MeanSquaredError => {
            "Squared, too high and too low count alike, and large misses count most."
        }
        Loss::BinaryCrossEntropy => "The logarithm makes it costly to be sure of the wrong answer.",
        Loss::CategoricalCrossEntropy => {
            "Only a class with a target above 0 adds a term; the others count through the softmax sum."
        }
    }
}

fn total(words: &Words<'_>) -> &'static str {
    match (words.setter.example.loss(), words.outputs()) {
        (_, 1) => "Training needs one number to lower, and one output gives just one.",
        (Loss::MeanSquaredError, _) => "Training needs one number to lower; the mean does not grow with the outputs.",
        _ => "Training needs one number to lower, so the outputs are added up.",
    }
}

fn cost(words: &Words<'_>) -> String {
    let average = "No sample may gain at the others’ expense, so the average counts.";
    let penalty = "The penalty keeps weights small; by custom biases are left out of it.";
    match (words.samples() > 1, words.setter.example.l2() > 0.0) {
        (true, true) => format!("{average} {penalty}"),
        (true, false) => average.to_owned(),
        (false, _) => penalty.to_owned(),
    }
}

fn output_gradient(words: &Words<'_>) -> String {
    match words.setter.example.loss() {
        Loss::SquaredError => "The derivative of the square brings a factor 2 down.".to_owned(),
        Loss::MeanSquaredError => {
            format!("The derivative of the square brings a factor 2 down; the mean divides by K = {}.", words.outputs())
        }
        _ => "The 2 of the square’s derivative cancels the ½: output minus target is left.".to_owned(),
    }
}

fn hidden_gradient(words: &Words<'_>, neuron: Neuron) -> String {
    let behind: Vec<String> = words.behind(neuron).into_iter().map(|next| words.neuron(next)).collect();
    let (name, feeds) = (words.neuron(neuron), feeds(&behind));
    if behind.len() == 1 {
        return format!("{name} feeds {feeds}, so that one share is all of its blame.");
    }
    format!("{name} feeds {feeds}, so the shares that come back from there add up.")
}

fn slope(words: &Words<'_>, neuron: Neuron) -> String {
    let out = words.symbol(Quantity::Out(neuron));
    match words.activation(neuron) {
        Activation::Identity => "The identity is a line of slope 1.".to_owned(),
        Activation::Step => "A step has no slope to follow; that is why smooth activations replaced it.".to_owned(),
        Activation::Sigmoid | Activation::Softmax => {
            format!("The sigmoid’s slope needs only its output: {out}·(1 − {out}), never more than ¼.")
        }
        Activation::Tanh => format!("The slope of tanh needs only its output: 1 − {out}², never more than 1."),
        Activation::Relu => "ReLU has slope 1 above 0 and slope 0 elsewhere.".to_owned(),
        Activation::LeakyRelu => format!("Leaky ReLU has slope 1 above 0 and slope {LEAK} elsewhere, so no unit dies."),
    }
}

fn delta(words: &Words<'_>, neuron: Neuron) -> String {
    let is_fused = words.is_output(neuron) && words.setter.example.is_fused();
    match (is_fused, words.setter.example.loss()) {
        (true, Loss::BinaryCrossEntropy) => {
            "Cross-entropy after a sigmoid: the slope of the sigmoid cancels, and output minus target is left."
        }
        (true, _) => "Cross-entropy after a softmax: their derivatives cancel, and output minus target is left.",
        (false, _) => "The chain rule: how the output moves the error, times how the net input moves the output.",
    }
    .to_owned()
}

fn share(words: &Words<'_>, to: Neuron, from: Neuron) -> String {
    let w = words.setter.example.network().weight_index(from, to.index);
    let weight = words.symbol(Quantity::Weight(w));
    if words.setter.example.update() == Update::Sequential {
        let new = words.symbol(Quantity::NewWeight(w));
        return format!(
            "{weight} has moved already, so {new} is used. That is the slip of the sequential update: \
             the other factors belong to the old weights."
        );
    }
    format!("The blame goes back through {weight}, the weight that the signal came through.")
}

fn weight_gradient(words: &Words<'_>, w: usize) -> String {
    let (to, _) = words.setter.example.network().ends_of(w);
    let (weight, name) = (words.symbol(Quantity::Weight(w)), words.neuron(to));
    if words.is_output(to) {
        let net = words.symbol(Quantity::Net(to));
        return if words.setter.example.is_fused() {
            format!("{weight} acts only through {net}, so there is one path back: {}, net, weight.", words.loss())
        } else {
            format!("Only {name} depends on {weight}, so there is one path back: error, out, net, weight.")
        };
    }
    let behind: Vec<String> = words.behind(to).into_iter().map(|next| words.neuron(next)).collect();
    let feeds = feeds(&behind);
    // In Θ and δ the formula holds δ, else the gradient of the output.
    let holds = if words.setter.notation == Notation::Delta { Quantity::Delta(to) } else { Quantity::DOut(to) };
    let holds = words.symbol(holds);
    let late = match words.setter.example.update() {
        Update::Sequential => " They came through weights that had already moved.",
        Update::Simultaneous => "",
    };
    if let [only] = behind.as_slice() {
        let late = late.replace("They", "It");
        return format!("{weight} acts through {name}, which feeds {feeds}: one path back, by way of {only}.{late}");
    }
    let paths = match behind.len() {
        _ if to.layer + 2 < words.setter.names.layers() => "all that comes back from there is".to_owned(),
        2 => "two paths back,".to_owned(),
        more => format!("{more} paths back,"),
    };
    format!("{weight} acts through {name}, which feeds {feeds}: {paths} added up in {holds} already.{late}")
}

fn bias_gradient(words: &Words<'_>, bias: BiasId) -> String {
    let neurons = |layer: usize| words.setter.example.network().layers()[layer].neurons;
    match bias {
        BiasId::Shared(layer) if neurons(layer) > 1 => {
            let all = match neurons(layer) {
                2 => "both".to_owned(),
                more => format!("all {more}"),
            };
            format!("One bias feeds {all} neurons of its layer, so their δ add up.")
        }
        _ => "The bias enters the net input with the factor 1, so its gradient is δ itself.".to_owned(),
    }
}

fn penalty(words: &Words<'_>) -> String {
    let weight = if words.setter.notation == Notation::Delta { "Θ" } else { "w" };
    let weight = if words.setter.notation == Notation::CountedBack { "W" } else { weight };
    format!("The derivative of the penalty λ/(2m)·Σ{weight}² is λ/m·{weight}: it pulls every weight towards 0.")
}

fn new_weight(words: &Words<'_>, w: usize) -> String {
    let example = words.setter.example;
    let (to, _) = example.network().ends_of(w);
    let order = match example.update() {
        Update::Simultaneous => "All gradients are known before anything moves.",
        Update::Sequential if to.layer > 0 => "Here it moves before the layers before it have their gradients.",
        Update::Sequential => "The layers behind it have moved already.",
    };
    let has_biases = !example.network().biases().is_empty();
    let frozen =
        if example.bias_rule() == BiasRule::Frozen && has_biases { " The biases stay as they are." } else { "" };
    format!("Minus, since the gradient points uphill; α sets how far. {order}{frozen}")
}

fn new_bias(bias: BiasId) -> String {
    match bias {
        BiasId::Own(_) => "A bias moves as a weight does: against its gradient, α times as far.",
        BiasId::Shared(_) => "The layer’s one bias moves as a weight does: against its gradient, α times as far.",
    }
    .to_owned()
}
