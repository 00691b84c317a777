//! The notation Θ and δ: z⁽²⁾₁, a⁽²⁾₁, Θ⁽¹⁾₁₁, δ⁽²⁾₁, C. Layer 1 holds the inputs; Θ⁽ʲ⁾ leads from layer j to the next.

use gradlight_core::network::{Network, Neuron};
use gradlight_core::quantity::BiasId;

use super::super::mark::{Layer, Mark};
use super::{Alphabet, indices};

pub(super) struct ThetaDelta<'a> {
    pub(super) network: &'a Network,
}

impl ThetaDelta<'_> {
    fn neuron(letter: &'static str, neuron: Neuron) -> Mark {
        Mark::new(letter).layer(Layer::Number(neuron.layer + 2)).number(neuron.index + 1)
    }

    fn theta(&self, to: Neuron, column: usize) -> Mark {
        let layer = &self.network.layers()[to.layer];
        let widest = layer.neurons.max(layer.inputs);
        Mark::new("Θ").layer(Layer::Number(to.layer + 1)).below(indices(vec![to.index + 1, column], widest))
    }
}

impl Alphabet for ThetaDelta<'_> {
    fn input(&self, i: usize) -> Mark {
        Mark::new("a").layer(Layer::Number(1)).number(i + 1)
    }

    fn target(&self, k: usize) -> Mark {
        Mark::new("y").number(k + 1)
    }

    fn weight(&self, w: usize) -> Mark {
        let (to, from) = self.network.ends_of(w);
        self.theta(to, from + 1)
    }

    /// The weight of the bias unit, which is place 0 of the layer before.
    fn bias(&self, bias: BiasId) -> Mark {
        match bias {
            BiasId::Own(neuron) => self.theta(neuron, 0),
            BiasId::Shared(layer) => Mark::new("Θ").layer(Layer::Number(layer + 1)).number(0),
        }
    }

    fn net(&self, neuron: Neuron) -> Mark {
        Self::neuron("z", neuron)
    }

    fn out(&self, neuron: Neuron) -> Mark {
        Self::neuron("a", neuron)
    }

    fn term(&self, k: usize) -> Mark {
        Mark::new("C").number(k + 1)
    }

    fn loss(&self) -> Mark {
        Mark::new("C")
    }

    /// J, as C is the sample's.
    fn cost(&self) -> Mark {
        Mark::new("J")
    }

    fn delta(&self, neuron: Neuron) -> Option<Mark> {
        Some(Self::neuron("δ", neuron))
    }

    fn any_weight(&self) -> Mark {
        Mark::new("Θ")
    }

    fn any_net(&self) -> Mark {
        Mark::new("z").layer(Layer::Number(self.network.layers().len() + 1))
    }
}
