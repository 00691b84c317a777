//! What a step's value means: one or two sentences, read off its sign, its size and what it came from.

use gradlight_core::activation::Activation;
use gradlight_core::expression::Expression;
use gradlight_core::loss::Loss;
use gradlight_core::network::Neuron;
use gradlight_core::quantity::Quantity;
use gradlight_core::trace::Step;

use super::words::{Words, raise};
use crate::format::{computed, rough};

/// An output this close to an end of its range, relative to that range, is called saturated.
const SATURATED: f64 = 0.01;

/// The sentence for a finite value.
pub(super) fn of(words: &Words<'_>, step: &Step) -> String {
    match step.quantity {
        Quantity::Net(neuron) => net(words, neuron, step),
        Quantity::Exp(_) if step.value == 0.0 => "The exponential is so small that it rounds to 0.".to_owned(),
        Quantity::Exp(neuron) => format!(
            "The exponential makes {} of the net input {}: always above 0, and larger for larger net inputs.",
            words.prose(step.value),
            words.prose(words.value(Quantity::Net(neuron))),
        ),
        Quantity::ExpSum => "All exponentials together; each output is its own share of this sum.".to_owned(),
        Quantity::Out(neuron) => out(words, neuron, step.value),
        Quantity::Loss(k) => loss(words, k, step.value),
        Quantity::LossTotal => total(words, step.value),
        Quantity::Cost => cost(words),
        Quantity::DOut(neuron) => d_out(words, neuron, step.value),
        Quantity::DAct(neuron) => slope(words, neuron, step.value),
        Quantity::Delta(neuron) => delta(words, neuron, step.value),
        Quantity::From { to, from } => share(words, to, from, step.value),
        Quantity::WeightGradient(w) => weight(words, w, step.value),
        Quantity::BiasGradient(bias) => sample_gradient(words, &words.symbol(Quantity::Bias(bias)), step.value),
        Quantity::AverageWeight(w) => averaged(words, &words.symbol(Quantity::Weight(w)), step.value, true),
        Quantity::AverageBias(bias) => averaged(words, &words.symbol(Quantity::Bias(bias)), step.value, false),
        Quantity::PenalisedWeight(w) => penalised(&words.symbol(Quantity::Weight(w)), step.value),
        Quantity::NewWeight(w) => moved(words, Quantity::Weight(w), step),
        Quantity::NewBias(bias) => moved(words, Quantity::Bias(bias), step),
        given => format!("{} is given.", words.symbol(given)),
    }
}

/// The sentence where the value has left the range of numbers.
pub(super) fn of_no_number(words: &Words<'_>, step: &Step) -> String {
    let symbol = words.symbol(step.quantity);
    let is_first = step.expression.reads().iter().all(|read| words.value(*read).is_finite());
    match (step.value.is_nan(), is_first) {
        (true, true) => format!("{symbol} is not a number: it has no value at these numbers."),
        (true, false) => format!("{symbol} is not a number, since something it is computed from is none either."),
        (false, true) => format!("{symbol} has grown beyond the largest number that can be computed with."),
        (false, false) => format!("{symbol} is infinite, since something it is computed from is no finite number."),
    }
}

fn net(words: &Words<'_>, neuron: Neuron, step: &Step) -> String {
    let name = words.neuron(neuron);
    let inputs = words.setter.example.network().layers()[neuron.layer].inputs;
    let plural = if inputs == 1 { "input" } else { "inputs" };
    let value = words.prose(step.value);
    match (words.setter.example.bias_of(neuron).is_some(), inputs) {
        (true, _) => format!("The weighted {plural} of {name} and its bias add up to {value}."),
        (false, 1) => format!("The input of {name} times its weight is {value}."),
        (false, _) => format!("The weighted inputs of {name} add up to {value}."),
    }
}

fn out(words: &Words<'_>, neuron: Neuron, value: f64) -> String {
    let (name, net) = (words.neuron(neuron), words.value(Quantity::Net(neuron)));
    let (shown, shown_net) = (words.prose(value), words.prose(net));
    match words.activation(neuron) {
        Activation::Identity => format!("{name} passes its net input on as it is: {shown}."),
        Activation::Step if value > 0.0 => format!("The net input is not below 0, so {name} fires: 1."),
        Activation::Step => format!("The net input is below 0, so {name} stays silent: 0."),
        Activation::Sigmoid => squeezed("The sigmoid", (0.0, 1.0), &name, (&shown_net, &shown), value),
        Activation::Tanh => squeezed("Tanh", (-1.0, 1.0), &name, (&shown_net, &shown), value),
        Activation::Relu | Activation::LeakyRelu if net > 0.0 => {
            format!("The net input is above 0, so {name} passes it on as it is: {shown}.")
        }
        Activation::Relu => format!("The net input is not above 0, so {name} stays silent: 0."),
        Activation::LeakyRelu => {
            format!("The net input is not above 0, so {name} lets only a hundredth of it through: {shown}.")
        }
        Activation::Softmax => {
            format!("Of all the exponentials together, {name} holds {} %.", rough(100.0 * value))
        }
    }
}

fn squeezed(curve: &str, range: (f64, f64), name: &str, shown: (&str, &str), value: f64) -> String {
    let near = |end: f64| (value - end).abs() < SATURATED * (range.1 - range.0);
    for end in [range.0, range.1] {
        if near(end) {
            let end = rough(end);
            return format!("{name} is saturated: its output is close to {end}, where the curve is almost flat.");
        }
    }
    let (low, high) = (rough(range.0), rough(range.1));
    format!("{curve} squeezes the net input {} into the range {low} to {high}: {name} answers {}.", shown.0, shown.1)
}

fn loss(words: &Words<'_>, k: usize, value: f64) -> String {
    let (name, a) = (words.output(k), words.value(Quantity::Out(words.output_neuron(k))));
    let y = words.value(Quantity::Target(k));
    let (shown_a, shown_y) = (words.prose(a), words.prose(y));
    match words.setter.example.loss() {
        Loss::BinaryCrossEntropy => {
            let remark = if y == 0.0 || y == 1.0 {
                "the surer of that, the smaller this loss"
            } else {
                "this loss is smallest where both agree"
            };
            format!("{name} says {shown_a} where {shown_y} is right; {remark}.")
        }
        Loss::CategoricalCrossEntropy if y == 0.0 => {
            format!("{name} is not the class asked for, so it adds nothing here.")
        }
        Loss::CategoricalCrossEntropy => {
            format!("{name} should have {shown_y} and has {shown_a}; the smaller its share, the larger this loss.")
        }
        _ if a == y => format!("{name} hits its target exactly: no error."),
        _ if value == 0.0 => format!("{name} misses its target by so little that the square rounds to 0."),
        _ => {
            let side = if a > y { "above" } else { "below" };
            format!("{name} answers {shown_a}, which is {} {side} its target {shown_y}.", rough((a - y).abs()))
        }
    }
}

fn total(words: &Words<'_>, value: f64) -> String {
    let loss = words.loss();
    match (words.outputs(), words.setter.example.loss()) {
        _ if value == 0.0 => format!("No {loss} at all: the outputs cannot come closer to their targets."),
        (1, _) => format!("There is one output, so its {loss} is the whole {loss}: the smaller, the better."),
        (_, Loss::MeanSquaredError) => "The average over the outputs: the smaller, the better.".to_owned(),
        _ => format!("The {loss} of all outputs together: the smaller, the better."),
    }
}

fn cost(words: &Words<'_>) -> String {
    let penalty = words.setter.example.l2() > 0.0;
    match (words.samples(), penalty) {
        (1, _) => format!("The {} and the penalty on large weights: what training lowers.", words.loss()),
        (m, true) => {
            format!("The average of all {m} samples and the penalty on large weights: what training lowers.")
        }
        (m, false) => format!("The average of all {m} samples: what training lowers."),
    }
}

fn d_out(words: &Words<'_>, neuron: Neuron, value: f64) -> String {
    let symbol = words.symbol(Quantity::Out(neuron));
    let (name, the_loss) = (words.neuron(neuron), format!("the {}", words.loss()));
    if words.is_output(neuron) {
        let verdict = if value > 0.0 { "too high" } else { "too low" };
        return match value {
            0.0 => format!("{name} is on target: a small change of {symbol} hardly changes {the_loss}."),
            _ => format!("{}: {name} answers {verdict}.", raise(&symbol, &the_loss, value)),
        };
    }
    match value {
        0.0 => format!("A small change of {symbol} hardly changes {the_loss}."),
        _ => format!("{}.", raise(&symbol, &the_loss, value)),
    }
}

fn slope(words: &Words<'_>, neuron: Neuron, value: f64) -> String {
    let name = words.neuron(neuron);
    let (net, out) = (words.symbol(Quantity::Net(neuron)), words.symbol(Quantity::Out(neuron)));
    match words.activation(neuron) {
        Activation::Identity => format!("{out} follows {net} exactly, so the slope is 1."),
        Activation::Step => {
            "The step is flat on both sides: no blame passes, so neither it nor anything before it learns.".to_owned()
        }
        Activation::Relu if value == 0.0 => {
            format!("ReLU is flat at this net input: no blame passes {name}, so it learns nothing here.")
        }
        Activation::LeakyRelu if value < 1.0 => {
            "At and below 0 leaky ReLU keeps a slope of 0.01: a hundredth of the blame still passes.".to_owned()
        }
        Activation::Relu | Activation::LeakyRelu => {
            format!("Above 0 {out} follows {net} exactly, so the slope is 1.")
        }
        _ if value == 0.0 => format!("The curve is flat here to the last digit: no blame passes {name}."),
        _ if value < SATURATED => format!("The curve is almost flat here: hardly any blame passes {name}."),
        _ => format!("{}.", raise(&net, &out, value)),
    }
}

fn delta(words: &Words<'_>, neuron: Neuron, value: f64) -> String {
    let (net, name) = (words.symbol(Quantity::Net(neuron)), words.neuron(neuron));
    let the_loss = format!("the {}", words.loss());
    if value == 0.0 {
        return format!("No blame reaches {name}: a small change of {net} hardly changes {the_loss}.");
    }
    let wish = if value > 0.0 { "less" } else { "more" };
    format!("{}. So {name} should receive {wish}.", raise(&net, &the_loss, value))
}

fn share(words: &Words<'_>, to: Neuron, from: Neuron, value: f64) -> String {
    let (out, by_way) = (words.symbol(Quantity::Out(to)), words.neuron(from));
    let the_loss = format!("the {}", words.loss());
    match value {
        0.0 => format!("By way of {by_way} a small change of {out} hardly changes {the_loss}."),
        _ => format!("{}, by way of {by_way}.", raise(&out, &the_loss, value)),
    }
}

fn weight(words: &Words<'_>, w: usize, value: f64) -> String {
    let (to, from) = words.setter.example.network().ends_of(w);
    let incoming = if to.layer == 0 { Quantity::Input(from) } else { Quantity::Out(Neuron::new(to.layer - 1, from)) };
    let symbol = words.symbol(Quantity::Weight(w));
    if value == 0.0 && words.value(incoming) == 0.0 {
        let consequence =
            if words.is_alone() { "the update leaves it as it is" } else { "this sample asks nothing of it" };
        return format!("{} is 0, so {symbol} has no effect here: {consequence}.", words.symbol(incoming));
    }
    sample_gradient(words, &symbol, value)
}

/// What one sample asks of a parameter.
fn sample_gradient(words: &Words<'_>, symbol: &str, value: f64) -> String {
    let the_loss = format!("the {}", words.loss());
    let consequence = match (value, words.is_alone()) {
        (0.0, true) => "so the update leaves it as it is",
        (0.0, false) => "so this sample asks nothing of it",
        (_, true) if value > 0.0 => "So the update will lower it",
        (_, true) => "So the update will raise it",
        (_, false) if value > 0.0 => "So this sample wants it lower",
        (_, false) => "So this sample wants it higher",
    };
    match value {
        0.0 => format!("A small change of {symbol} hardly changes {the_loss}, {consequence}."),
        _ => format!("{}. {consequence}.", raise(symbol, &the_loss, value)),
    }
}

fn averaged(words: &Words<'_>, symbol: &str, value: f64, is_weight: bool) -> String {
    let is_penalised = is_weight && words.setter.example.l2() > 0.0;
    let mean = format!("the average {}", words.loss());
    match (value, is_penalised) {
        (0.0, false) => format!("On average the samples ask nothing of {symbol}, so the update leaves it as it is."),
        (0.0, true) => format!("On average the samples ask nothing of {symbol}; the penalty is still to come."),
        (_, true) => format!("{}; the penalty is still to come.", raise(symbol, &mean, value)),
        (_, false) => format!("{}. {}.", raise(symbol, &mean, value), will(value)),
    }
}

fn penalised(symbol: &str, value: f64) -> String {
    match value {
        0.0 => format!("A small change of {symbol} hardly changes the cost, so the update leaves it as it is."),
        _ => format!("{}. {}.", raise(symbol, "the cost", value), will(value)),
    }
}

fn will(gradient: f64) -> &'static str {
    if gradient > 0.0 { "So the update will lower it" } else { "So the update will raise it" }
}

fn moved(words: &Words<'_>, old: Quantity, step: &Step) -> String {
    let symbol = words.symbol(old);
    let shown = |quantity| words.setter.numeral(&quantity).text();
    let (before, after) = (shown(old), shown(step.quantity));
    let change = step.value - words.value(old);
    if change == 0.0 {
        let gradient = gradient_of(&step.expression).map_or(f64::NAN, |quantity| words.value(quantity));
        return match gradient {
            0.0 => format!("{symbol} stays at {before}: its gradient is 0."),
            _ => format!("{symbol} stays at {before}: the step is too small to change it."),
        };
    }
    let direction = if change > 0.0 { "rises" } else { "falls" };
    let size = rough(change.abs());
    let digits = words.setter.digits;
    if computed(words.value(old), digits) == computed(step.value, digits) {
        return format!("{symbol} {direction} by {size}, too little to show in these digits.");
    }
    format!("{symbol} {direction} by {size}, from {before} to {after}.")
}

/// The gradient that an update follows.
fn gradient_of(update: &Expression) -> Option<Quantity> {
    update.reads().into_iter().find(|quantity| !matches!(quantity, Quantity::Weight(_) | Quantity::Bias(_)))
}
