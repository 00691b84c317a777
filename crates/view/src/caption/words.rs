//! The words that captions share: names of neurons, counts, what the loss is called.

use gradlight_core::activation::Activation;
use gradlight_core::network::Neuron;
use gradlight_core::quantity::Quantity;

use crate::format::{at_a_glance, rough, subscript};
use crate::typeset::Typesetter;

/// Words for one trace.
pub(super) struct Words<'a> {
    pub(super) setter: &'a Typesetter<'a>,
}

impl Words<'_> {
    /// A neuron as the figure calls it, such as h₁.
    pub(super) fn neuron(&self, neuron: Neuron) -> String {
        subscript(&self.setter.names.neuron(neuron))
    }

    /// An output neuron as the figure calls it.
    pub(super) fn output(&self, k: usize) -> String {
        self.neuron(self.output_neuron(k))
    }

    pub(super) fn output_neuron(&self, k: usize) -> Neuron {
        Neuron::new(self.setter.names.layers() - 1, k)
    }

    pub(super) fn is_output(&self, neuron: Neuron) -> bool {
        neuron.layer + 1 == self.setter.names.layers()
    }

    pub(super) fn activation(&self, neuron: Neuron) -> Activation {
        self.setter.example.network().layers()[neuron.layer].activation
    }

    /// How many neurons the next layer has.
    pub(super) fn behind(&self, neuron: Neuron) -> Vec<Neuron> {
        let next = neuron.layer + 1;
        let count = self.setter.example.network().layers().get(next).map_or(0, |layer| layer.neurons);
        (0..count).map(|k| Neuron::new(next, k)).collect()
    }

    pub(super) fn outputs(&self) -> usize {
        self.setter.example.network().output().neurons
    }

    pub(super) fn samples(&self) -> usize {
        self.setter.example.samples().len()
    }

    /// Whether the update follows the traced sample's gradient alone, with nothing averaged in or added.
    pub(super) fn is_alone(&self) -> bool {
        self.samples() == 1 && self.setter.example.l2() == 0.0
    }

    /// What the loss is called: the error, but where it is made of logarithms.
    pub(super) fn loss(&self) -> &'static str {
        if self.setter.example.loss().is_cross_entropy() { "loss" } else { "error" }
    }

    pub(super) fn symbol(&self, quantity: Quantity) -> String {
        self.setter.symbol_text(&quantity)
    }

    pub(super) fn value(&self, quantity: Quantity) -> f64 {
        self.setter.value(&quantity)
    }

    /// A number within a sentence.
    pub(super) fn prose(&self, value: f64) -> String {
        at_a_glance(value, self.setter.digits)
    }
}

/// What happens to `what` when `symbol` is raised: `Raise w₅ by a little and the error rises by 0.082 times as much`.
pub(super) fn raise(symbol: &str, what: &str, slope: f64) -> String {
    let direction = if slope > 0.0 { "rises" } else { "falls" };
    let times = match rough(slope.abs()).as_str() {
        "1" => "about as much".to_owned(),
        size => format!("{size} times as much"),
    };
    format!("Raise {symbol} by a little and {what} {direction} by {times}")
}

/// Names in a row: `o₁`, `o₁ and o₂`; more are counted: `all 3 neurons of the next layer`.
pub(super) fn feeds(names: &[String]) -> String {
    match names {
        [one] => format!("only {one}"),
        [one, two] => format!("both {one} and {two}"),
        more => format!("all {} neurons of the next layer", more.len()),
    }
}
