//! The parameters that training moves, as one list of coordinates: the space that descent walks in.
//!
//! A frozen bias is no coordinate, a bias that a layer shares is one. Slopes and curvatures along a direction
//! are taken here, so that they belong to the steps that training really makes.

use std::ops::Range;

use super::Descent;
use crate::example::{BiasRule, Example};
use crate::network::Network;
use crate::quantity::{BiasId, Quantity};
use crate::rounding::{Arithmetic, Exact};

/// The moving parameters of an example: all weights by running number, then the biases as their rule has them.
#[derive(Clone, Debug)]
pub struct Moving {
    start: Network,
    /// The bias places that each coordinate after the weights moves.
    biases: Vec<Range<usize>>,
    descent: Descent,
}

impl Moving {
    /// The moving parameters, at the example's own values.
    pub fn new(example: &Example) -> Self {
        let network = example.network();
        let biases = match example.bias_rule() {
            BiasRule::Frozen => Vec::new(),
            BiasRule::PerNeuron => (0..network.biases().len()).map(|place| place..place + 1).collect(),
            BiasRule::PerLayer => shared_places(network).map(|(_, places)| places).collect(),
        };
        Self { start: network.clone(), biases, descent: Descent::new(example, Arithmetic::Exact) }
    }

    /// How many coordinates there are.
    pub fn count(&self) -> usize {
        self.start.weights.len() + self.biases.len()
    }

    /// The value that a coordinate starts from.
    pub fn start(&self, coordinate: usize) -> f64 {
        match self.biases.get(coordinate.wrapping_sub(self.start.weights.len())) {
            Some(places) => self.start.biases[places.start],
            None => self.start.weights[coordinate],
        }
    }

    /// What each coordinate is: a weight or a bias.
    pub fn coordinates(example: &Example) -> Vec<Quantity> {
        let network = example.network();
        let weights = (0..network.weights().len()).map(Quantity::Weight);
        let biases: Vec<BiasId> = match example.bias_rule() {
            BiasRule::Frozen => Vec::new(),
            BiasRule::PerNeuron => {
                let neurons = network.all_neurons().filter(|neuron| network.bias_index(*neuron).is_some());
                neurons.map(BiasId::Own).collect()
            }
            BiasRule::PerLayer => shared_places(network).map(|(layer, _)| BiasId::Shared(layer)).collect(),
        };
        weights.chain(biases.into_iter().map(Quantity::Bias)).collect()
    }

    /// The size of the start, |w|, a coordinate a parameter.
    pub fn size(&self) -> f64 {
        let biases = self.biases.iter().map(|places| self.start.biases[places.start]);
        norm(self.start.weights.iter().copied().chain(biases))
    }

    /// The cost at w + t · v.
    ///
    /// # Shapes
    /// `v`: one entry a coordinate.
    pub fn cost_along(&mut self, v: &[f64], t: f64) -> f64 {
        self.go(v, t);
        self.descent.take_cost()
    }

    /// The gradient at w + t · v, into `gradient`; gives the cost there.
    ///
    /// # Shapes
    /// `v`, `gradient`: one entry a coordinate.
    pub fn gradient_along(&mut self, v: &[f64], t: f64, gradient: &mut [f64]) -> f64 {
        self.go(v, t);
        let cost = self.descent.take_gradient(Exact, &mut |_, _, _| {});
        let taken = &self.descent.gradients;
        let (weights, biases) = gradient.split_at_mut(taken.weights.len());
        weights.copy_from_slice(&taken.weights);
        match self.descent.example.bias_rule() {
            BiasRule::Frozen => {}
            BiasRule::PerNeuron => biases.copy_from_slice(&taken.biases),
            BiasRule::PerLayer => {
                for (place, (layer, _)) in biases.iter_mut().zip(shared_places(&self.start)) {
                    *place = taken.shared[layer];
                }
            }
        }
        cost
    }

    /// Puts the parameters at w + t · v.
    fn go(&mut self, v: &[f64], t: f64) {
        let network = &mut self.descent.example.network;
        let (weights, biases) = v.split_at(network.weights.len());
        for ((w, start), v) in network.weights.iter_mut().zip(&self.start.weights).zip(weights) {
            *w = start + t * v;
        }
        for (places, v) in self.biases.iter().zip(biases) {
            for place in places.clone() {
                network.biases[place] = self.start.biases[place] + t * v;
            }
        }
    }
}

/// The layers that have biases, with their places.
fn shared_places(network: &Network) -> impl Iterator<Item = (usize, Range<usize>)> + '_ {
    let places = network.layers().iter().map(crate::network::Layer::all_biases);
    places.enumerate().filter(|(_, places)| !places.is_empty())
}

/// The Euclidean length, summed in order.
pub(crate) fn norm(numbers: impl Iterator<Item = f64>) -> f64 {
    numbers.fold(0.0, |sum, x| sum + x * x).sqrt()
}

/// The scalar product, summed in order.
pub(crate) fn dot(u: &[f64], v: &[f64]) -> f64 {
    u.iter().zip(v).fold(0.0, |sum, (u, v)| sum + u * v)
}
