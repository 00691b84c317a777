//! The picture in words: what each unit holds, for those who cannot see it.

use std::fmt::Write as _;

use gradlight_core::example::Example;
use gradlight_core::network::Neuron;
use gradlight_core::quantity::{Names, Quantity as Q};

use super::{NetworkView, Picture};
use gradlight_core::trace::Trace;

use crate::format;
use crate::scene::Unit;

impl Picture<'_> {
    /// The whole picture's name: the network and the place in the round.
    pub(super) fn label(&self) -> String {
        let widths = crate::scene::widths(self.example.network());
        let shape = widths.iter().map(ToString::to_string).collect::<Vec<_>>().join("-");
        format!(
            "Network {shape}, step {} of {}: {}",
            self.now() + 1,
            self.trace.steps().len(),
            self.view.typesetter.symbol_spoken(&self.activity.writes)
        )
    }
}

/// What a unit is called and holds by the step at hand, with its incoming edges.
///
/// Such as “Hidden neuron h 1. net 0.3775, out 0.593269992, delta not yet computed. Incoming: w 1 0.15 from i 1, …”.
pub fn unit_label(view: &NetworkView<'_>, unit: Unit) -> String {
    let words =
        Words { view, example: view.typesetter.example, trace: view.typesetter.trace, names: &view.typesetter.names };
    match unit {
        Unit::Input(i) => format!("Input i {}: {}.", i + 1, words.value(Q::Input(i))),
        Unit::Neuron(neuron) => words.neuron(neuron),
    }
}

struct Words<'a> {
    view: &'a NetworkView<'a>,
    example: &'a Example,
    trace: &'a Trace,
    names: &'a Names,
}

impl Words<'_> {
    fn neuron(&self, neuron: Neuron) -> String {
        let is_output = neuron.layer + 1 == self.names.layers();
        let kind = if is_output { "Output" } else { "Hidden" };
        let mut label = format!(
            "{kind} neuron {}. net {}, out {}, delta {}.",
            spaced(&self.names.neuron(neuron)),
            self.value(Q::Net(neuron)),
            self.value(Q::Out(neuron)),
            self.value(Q::Delta(neuron))
        );
        if is_output {
            let (target, loss) = (self.value(Q::Target(neuron.index)), self.value(Q::Loss(neuron.index)));
            let _ = write!(label, " Target {target}, error {loss}.");
        }
        let _ = write!(label, " Incoming: {}.", self.incoming(neuron).join(", "));
        label
    }

    fn incoming(&self, neuron: Neuron) -> Vec<String> {
        let network = self.example.network();
        let sources = 0..network.layers()[neuron.layer].inputs;
        let edge = |from| {
            let weight = network.weight_index(neuron, from);
            let source = match neuron.layer {
                0 => format!("i{}", from + 1),
                layer => self.names.neuron(Neuron::new(layer - 1, from)),
            };
            format!("w {} {} from {}", weight + 1, self.value(Q::Weight(weight)), spaced(&source))
        };
        let bias = self.example.bias_of(neuron).map(|bias| format!("bias {}", self.value(Q::Bias(bias))));
        sources.map(edge).chain(bias).collect()
    }

    fn value(&self, quantity: Q) -> String {
        let now = self.view.step;
        let is_future = self.trace.place_of(&quantity).is_some_and(|place| place > now);
        match self.trace.value(&quantity) {
            Some(_) if !is_future && self.view.typesetter.covers(&quantity) => "covered".to_owned(),
            Some(value) if !is_future => format::spoken(value, self.view.typesetter.digits),
            _ => "not yet computed".to_owned(),
        }
    }
}

/// A name as it is read out: `h 1`.
fn spaced(name: &str) -> String {
    let (letter, number) = name.split_at(1);
    format!("{letter} {number}")
}
