//! The notation superscript (L): z⁽ᴸ⁾₁, a⁽ᴸ⁾₁, w⁽ᴸ⁾₁₁, C₀. The last layer is L; C₀ is the loss of the first sample.

use gradlight_core::network::{Network, Neuron};
use gradlight_core::quantity::BiasId;

use super::super::mark::{Below, Commas, Layer, Mark};
use super::{Alphabet, indices};

pub(super) struct Superscript<'a> {
    pub(super) network: &'a Network,
    /// The traced sample, from 0.
    pub(super) sample: usize,
}

impl Superscript<'_> {
    fn layer(&self, letter: &'static str, layer: usize) -> Mark {
        Mark::new(letter).layer(Layer::BeforeLast(self.network.layers().len() - 1 - layer))
    }

    /// A neuron's letter; its number is left out where it is the only one.
    fn neuron(&self, letter: &'static str, neuron: Neuron) -> Mark {
        let mark = self.layer(letter, neuron.layer);
        if self.network.layers()[neuron.layer].neurons == 1 { mark } else { mark.number(neuron.index + 1) }
    }
}

/// A letter with a number, which is left out where it is the only one of so many.
fn one_of(letter: &'static str, index: usize, count: usize) -> Mark {
    let mark = Mark::new(letter);
    if count == 1 { mark } else { mark.number(index + 1) }
}

impl Alphabet for Superscript<'_> {
    fn input(&self, i: usize) -> Mark {
        one_of("x", i, self.network.inputs())
    }

    fn target(&self, k: usize) -> Mark {
        one_of("y", k, self.network.output().neurons)
    }

    fn weight(&self, w: usize) -> Mark {
        let (to, from) = self.network.ends_of(w);
        let (mark, shape) = (self.layer("w", to.layer), &self.network.layers()[to.layer]);
        let widest = shape.neurons.max(shape.inputs);
        if widest == 1 { mark } else { mark.below(indices(vec![to.index + 1, from + 1], widest)) }
    }

    fn bias(&self, bias: BiasId) -> Mark {
        match bias {
            BiasId::Own(neuron) => self.neuron("b", neuron),
            BiasId::Shared(layer) => self.layer("b", layer),
        }
    }

    fn net(&self, neuron: Neuron) -> Mark {
        self.neuron("z", neuron)
    }

    fn out(&self, neuron: Neuron) -> Mark {
        self.neuron("a", neuron)
    }

    fn term(&self, k: usize) -> Mark {
        Mark::new("C").below(Below::Numbers(vec![self.sample, k + 1], Commas::With))
    }

    fn loss(&self) -> Mark {
        Mark::new("C").number(self.sample)
    }

    fn cost(&self) -> Mark {
        Mark::new("C")
    }

    fn any_net(&self) -> Mark {
        Mark::new("z").layer(Layer::BeforeLast(0))
    }
}
