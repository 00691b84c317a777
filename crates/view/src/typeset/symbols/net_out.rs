//! The notation net/out: `net_h₁`, `out_h₁`, w₅, b₁, `E_total`.

use gradlight_core::network::Neuron;
use gradlight_core::quantity::{BiasId, Names};

use super::super::mark::{Below, Mark};
use super::Alphabet;

pub(super) struct NetOut<'a> {
    pub(super) names: &'a Names,
}

impl NetOut<'_> {
    fn neuron(&self, neuron: Neuron) -> Below {
        let name = self.names.neuron(neuron);
        let letter = if name.starts_with('o') { "o" } else { "h" };
        Below::Neuron(letter, name[1..].to_owned())
    }

    fn output(&self, k: usize) -> Below {
        self.neuron(Neuron::new(self.names.layers() - 1, k))
    }
}

impl Alphabet for NetOut<'_> {
    fn input(&self, i: usize) -> Mark {
        Mark::new("i").number(i + 1)
    }

    fn target(&self, k: usize) -> Mark {
        Mark::new("target").below(self.output(k))
    }

    fn weight(&self, w: usize) -> Mark {
        Mark::new("w").number(w + 1)
    }

    fn bias(&self, bias: BiasId) -> Mark {
        match bias {
            BiasId::Own(neuron) => Mark::new("b").below(self.neuron(neuron)),
            BiasId::Shared(layer) => Mark::new("b").number(layer + 1),
        }
    }

    fn net(&self, neuron: Neuron) -> Mark {
        Mark::new("net").below(self.neuron(neuron))
    }

    fn out(&self, neuron: Neuron) -> Mark {
        Mark::new("out").below(self.neuron(neuron))
    }

    fn term(&self, k: usize) -> Mark {
        Mark::new("E").below(self.output(k))
    }

    fn loss(&self) -> Mark {
        Mark::new("E").below(Below::Word("total"))
    }

    fn loss_of(&self) -> Mark {
        Mark::new("E")
    }

    fn cost(&self) -> Mark {
        Mark::new("C")
    }

    fn any_net(&self) -> Mark {
        Mark::new("net")
    }
}
