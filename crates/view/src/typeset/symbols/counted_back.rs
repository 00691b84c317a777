//! The notation that counts layers back: Z₀, A₀, W₀, B₀, C₀ at the output, Z₁ before it; the inputs come last.

use gradlight_core::network::{Network, Neuron};
use gradlight_core::quantity::BiasId;

use super::super::mark::{Below, Commas, Mark};
use super::Alphabet;

pub(super) struct CountedBack<'a> {
    pub(super) network: &'a Network,
}

impl CountedBack<'_> {
    fn back(&self, layer: usize) -> usize {
        self.network.layers().len() - 1 - layer
    }

    fn neuron(&self, letter: &'static str, neuron: Neuron) -> Mark {
        let count = self.network.layers()[neuron.layer].neurons;
        one_of(letter, self.back(neuron.layer), neuron.index, count)
    }
}

/// A letter with its layer and, unless it is the only one of so many, its place.
fn one_of(letter: &'static str, layer: usize, index: usize, count: usize) -> Mark {
    let numbers = if count == 1 { vec![layer] } else { vec![layer, index + 1] };
    Mark::new(letter).below(Below::Numbers(numbers, Commas::With))
}

impl Alphabet for CountedBack<'_> {
    fn input(&self, i: usize) -> Mark {
        one_of("A", self.network.layers().len(), i, self.network.inputs())
    }

    fn target(&self, k: usize) -> Mark {
        let mark = Mark::new("Y");
        if self.network.output().neurons == 1 { mark } else { mark.number(k + 1) }
    }

    fn weight(&self, w: usize) -> Mark {
        let (to, from) = self.network.ends_of(w);
        let shape = &self.network.layers()[to.layer];
        let mut numbers = vec![self.back(to.layer)];
        if shape.neurons.max(shape.inputs) > 1 {
            numbers.extend([to.index + 1, from + 1]);
        }
        Mark::new("W").below(Below::Numbers(numbers, Commas::With))
    }

    fn bias(&self, bias: BiasId) -> Mark {
        match bias {
            BiasId::Own(neuron) => self.neuron("B", neuron),
            BiasId::Shared(layer) => Mark::new("B").number(self.back(layer)),
        }
    }

    fn net(&self, neuron: Neuron) -> Mark {
        self.neuron("Z", neuron)
    }

    fn out(&self, neuron: Neuron) -> Mark {
        self.neuron("A", neuron)
    }

    fn term(&self, k: usize) -> Mark {
        Mark::new("C").below(Below::Numbers(vec![0, k + 1], Commas::With))
    }

    fn loss(&self) -> Mark {
        Mark::new("C").number(0)
    }

    fn cost(&self) -> Mark {
        Mark::new("C")
    }

    fn any_weight(&self) -> Mark {
        Mark::new("W")
    }

    fn any_net(&self) -> Mark {
        Mark::new("Z").number(0)
    }
}
