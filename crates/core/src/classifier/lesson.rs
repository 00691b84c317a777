//! One sample in full: every net input and activation, what it costs, and what it wishes of each parameter.

use super::{Classifier, Place, pass};
use crate::loss::Loss;

/// What a sample does in the network.
#[derive(Clone, Debug, PartialEq)]
pub struct Activity {
    /// The input, one number a pixel.
    pub input: Vec<f32>,
    /// Net inputs z, layer by layer.
    pub nets: Vec<Vec<f32>>,
    /// Activations a, layer by layer.
    pub activations: Vec<Vec<f32>>,
}

impl Activity {
    /// The activations of the outputs.
    pub fn outputs(&self) -> &[f32] {
        self.activations.last().map_or(&[], Vec::as_slice)
    }

    /// The class that the network takes the sample for: the output with the largest activation.
    pub fn answer(&self) -> usize {
        largest(self.outputs())
    }

    /// What comes into a layer: the input, or the activations of the layer before.
    pub fn incoming(&self, layer: usize) -> &[f32] {
        layer.checked_sub(1).map_or(&self.input, |before| &self.activations[before])
    }
}

/// A sample with its class: its loss, and δ = ∂E/∂z of every neuron.
#[derive(Clone, Debug, PartialEq)]
pub struct Lesson {
    /// What the sample does in the network.
    pub activity: Activity,
    /// Its class.
    pub label: usize,
    /// Its loss, in nats for cross-entropy.
    pub loss: f32,
    /// δ, layer by layer.
    pub deltas: Vec<Vec<f32>>,
}

impl Lesson {
    /// The derivative of the sample's loss by the parameter at that place: δⱼ aᵢ, or δⱼ for a bias.
    pub fn derivative(&self, place: Place) -> f32 {
        let delta = self.deltas[place.layer][place.neuron];
        place.input.map_or(delta, |input| delta * self.activity.incoming(place.layer)[input])
    }
}

/// The place of the largest number, the first of several.
pub(crate) fn largest(numbers: &[f32]) -> usize {
    let mut best = 0;
    for (place, number) in numbers.iter().enumerate() {
        if *number > numbers[best] {
            best = place;
        }
    }
    best
}

impl Classifier {
    /// What a sample of as many numbers as the network has inputs does in it.
    pub fn activity(&self, input: &[f32]) -> Activity {
        let (mut nets, mut activations) = (Vec::new(), Vec::<Vec<f32>>::new());
        for (l, layer) in self.layers.iter().enumerate() {
            let mut row = vec![0.0; layer.stride];
            let incoming = activations.last().map_or(input, Vec::as_slice);
            pass::net_inputs(layer, incoming, layer.inputs, &mut row);
            row.truncate(layer.neurons);
            nets.push(row.clone());
            row.resize(layer.stride, 0.0);
            if l + 1 < self.layers.len() {
                pass::squash(layer, &mut row);
            } else {
                pass::outputs(self.loss, &mut row[..layer.neurons], 0);
            }
            row.truncate(layer.neurons);
            activations.push(row);
        }
        Activity { input: input.to_vec(), nets, activations }
    }

    /// What a sample of that class teaches.
    pub fn lesson(&self, input: &[f32], label: usize) -> Lesson {
        let activity = self.activity(input);
        let mut outputs = activity.nets.last().cloned().unwrap_or_default();
        let loss = pass::outputs(self.loss, &mut outputs, label);
        let mut deltas = vec![vec![0.0; outputs.len()]];
        pass::output_deltas(self.loss, &outputs, label, &mut deltas[0]);
        for (l, layer) in self.layers.iter().enumerate().rev().skip(1) {
            let next = &self.layers[l + 1];
            let padded = |numbers: &[f32], stride| [numbers, &vec![0.0; stride - numbers.len()]].concat();
            let (after, own) = (padded(&deltas[0], next.stride), padded(&activity.activations[l], layer.stride));
            let mut row = vec![0.0; layer.stride];
            pass::hidden_deltas(layer, next, &after, &own, &mut row);
            row.truncate(layer.neurons);
            deltas.insert(0, row);
        }
        Lesson { activity, label, loss, deltas }
    }

    /// What is wanted of each output where the sample's class is `label`.
    pub fn targets(&self, label: usize) -> Vec<f32> {
        let outputs = self.layers.last().map_or(0, |layer| layer.neurons);
        (0..outputs).map(|k| pass::target(k, label)).collect()
    }

    /// Whether its loss is cross-entropy, whose δ is a − y.
    pub fn has_cross_entropy(&self) -> bool {
        self.loss == Loss::CategoricalCrossEntropy
    }
}
