//! The network: layers of validated shape over two flat lists of parameters.
//!
//! Weights are numbered layer by layer, neuron by neuron, input by input, as the running names w₁, w₂, … are.

use std::ops::Range;

use crate::activation::Activation;

/// A neuron: its layer (0 is the first hidden layer) and its place in it, both from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Neuron {
    /// The layer, from 0; the last one holds the outputs.
    pub layer: usize,
    /// The place in the layer, from 0.
    pub index: usize,
}

impl Neuron {
    /// The neuron at that place.
    pub fn new(layer: usize, index: usize) -> Self {
        Self { layer, index }
    }
}

/// One layer's shape and its places in the network's flat lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layer {
    /// The activation of all its neurons.
    pub activation: Activation,
    /// How many values it receives.
    pub inputs: usize,
    /// How many neurons it has.
    pub neurons: usize,
    /// Where its weights begin; neuron j's are the `inputs` ones from `first_weight + j · inputs`.
    pub first_weight: usize,
    /// Where its biases begin; `None` where the layer has none.
    pub first_bias: Option<usize>,
    /// Where its neurons begin in lists of all neurons.
    pub first_neuron: usize,
}

impl Layer {
    /// The places of its weights in lists of all weights.
    pub fn all_weights(&self) -> Range<usize> {
        self.first_weight..self.first_weight + self.neurons * self.inputs
    }

    /// The places of its biases in lists of all biases; empty where it has none.
    pub fn all_biases(&self) -> Range<usize> {
        self.first_bias.map_or(0..0, |first| first..first + self.neurons)
    }

    /// The places of its neurons in lists of all neurons.
    pub fn all_neurons(&self) -> Range<usize> {
        self.first_neuron..self.first_neuron + self.neurons
    }
}

/// The shape and the parameters of a feed-forward network.
#[derive(Clone, Debug, PartialEq)]
pub struct Network {
    pub(crate) layers: Vec<Layer>,
    pub(crate) weights: Vec<f64>,
    pub(crate) biases: Vec<f64>,
}

/// One layer as the example document gives it.
#[derive(Clone, Debug, PartialEq)]
pub struct LayerParameters {
    /// The activation of all its neurons.
    pub activation: Activation,
    /// Incoming weights, a row a neuron.
    pub weights: Vec<Vec<f64>>,
    /// A bias a neuron, or none for the whole layer.
    pub biases: Option<Vec<f64>>,
}

impl Network {
    /// A network of layers whose shapes have been checked to fit each other.
    ///
    /// # Shapes
    /// Each layer: `weights[j]` as long as the layer before is wide, `biases` as long as `weights`.
    pub(crate) fn new(rows: &[LayerParameters]) -> Self {
        let (mut layers, mut weights, mut biases) = (Vec::with_capacity(rows.len()), Vec::new(), Vec::new());
        let mut first_neuron = 0;
        for layer in rows {
            layers.push(Layer {
                activation: layer.activation,
                inputs: layer.weights[0].len(),
                neurons: layer.weights.len(),
                first_weight: weights.len(),
                first_bias: layer.biases.as_ref().map(|_| biases.len()),
                first_neuron,
            });
            weights.extend(layer.weights.iter().flatten());
            biases.extend(layer.biases.iter().flatten());
            first_neuron += layer.weights.len();
        }
        Self { layers, weights, biases }
    }

    /// Its layers, the outputs last.
    pub fn layers(&self) -> &[Layer] {
        &self.layers
    }

    /// The output layer.
    pub fn output(&self) -> &Layer {
        &self.layers[self.layers.len() - 1]
    }

    /// How many inputs it has.
    pub fn inputs(&self) -> usize {
        self.layers[0].inputs
    }

    /// How many neurons all layers have together.
    pub fn neurons(&self) -> usize {
        self.output().first_neuron + self.output().neurons
    }

    /// All weights by running number, from 0.
    pub fn weights(&self) -> &[f64] {
        &self.weights
    }

    /// All biases, layer by layer; layers without biases have no entries.
    pub fn biases(&self) -> &[f64] {
        &self.biases
    }

    /// The neurons, layer by layer.
    pub fn all_neurons(&self) -> impl Iterator<Item = Neuron> + '_ {
        self.layers.iter().enumerate().flat_map(|(layer, shape)| (0..shape.neurons).map(move |j| Neuron::new(layer, j)))
    }

    /// The running number, from 0, of the weight into `to` from place `from` of the layer before.
    pub fn weight_index(&self, to: Neuron, from: usize) -> usize {
        let layer = &self.layers[to.layer];
        layer.first_weight + to.index * layer.inputs + from
    }

    /// The neuron a weight leads into, and the place in the layer before that it comes from.
    pub fn ends_of(&self, weight: usize) -> (Neuron, usize) {
        let layer = self.layers.partition_point(|layer| layer.first_weight <= weight) - 1;
        let within = weight - self.layers[layer].first_weight;
        (Neuron::new(layer, within / self.layers[layer].inputs), within % self.layers[layer].inputs)
    }

    /// The place of a neuron's bias in [`Network::biases`], if its layer has biases.
    pub fn bias_index(&self, neuron: Neuron) -> Option<usize> {
        self.layers[neuron.layer].first_bias.map(|first| first + neuron.index)
    }

    /// A layer's biases; empty where it has none.
    pub fn layer_biases(&self, layer: usize) -> &[f64] {
        &self.biases[self.layers[layer].all_biases()]
    }

    /// Whether every weight and bias is a finite number.
    pub fn is_finite(&self) -> bool {
        self.weights.iter().chain(&self.biases).all(|parameter| parameter.is_finite())
    }

    /// Weights and biases nested as the example document has them: layer, neuron, input; `[]` without biases.
    ///
    /// # Shapes
    /// `weights`: one entry a weight by running number; `biases`: one entry a bias as in [`Network::biases`].
    pub fn nested(&self, weights: &[f64], biases: &[f64]) -> (Vec<Vec<Vec<f64>>>, Vec<Vec<f64>>) {
        let rows = |layer: &Layer| weights[layer.all_weights()].chunks(layer.inputs).map(<[f64]>::to_vec).collect();
        let own = |layer: &Layer| biases[layer.all_biases()].to_vec();
        (self.layers.iter().map(rows).collect(), self.layers.iter().map(own).collect())
    }
}
