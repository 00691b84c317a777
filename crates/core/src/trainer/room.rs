//! The room that a batch needs, taken once: inputs, activations and deltas of its samples.

use crate::classifier::{Classifier, Layer, largest, pass};
use crate::pictures::{Pictures, brightness};

/// Room for the numbers of up to so many samples.
#[derive(Clone, Debug)]
pub(super) struct Room {
    /// Numbers of one input.
    inputs: usize,
    /// Shape `[samples × inputs]`.
    input: Vec<f32>,
    /// Layer by layer, each `[samples × stride]`.
    activations: Vec<Vec<f32>>,
    /// As the activations; the padding stays 0.
    deltas: Vec<Vec<f32>>,
}

/// What a sample came to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Outcome {
    /// Its loss.
    pub(super) loss: f32,
    /// The class it was taken for.
    pub(super) answer: usize,
}

impl Room {
    pub(super) fn new(classifier: &Classifier, samples: usize) -> Self {
        let rows = || classifier.layers.iter().map(|layer| vec![0.0; samples * layer.stride]).collect::<Vec<_>>();
        let inputs = classifier.layers[0].inputs;
        Self { inputs, input: vec![0.0; samples * inputs], activations: rows(), deltas: rows() }
    }

    /// How many samples there is room for.
    pub(super) fn samples(&self) -> usize {
        self.input.len() / self.inputs
    }

    /// Passes pictures forward and tells of each what it came to.
    pub(super) fn forward(
        &mut self,
        classifier: &Classifier,
        pictures: &Pictures,
        places: impl ExactSizeIterator<Item = usize> + Clone,
        mut tell: impl FnMut(Outcome),
    ) {
        let samples = places.len();
        for (row, place) in self.input.chunks_exact_mut(self.inputs).zip(places.clone()) {
            for (number, pixel) in row.iter_mut().zip(pictures.picture(place)) {
                *number = brightness(*pixel);
            }
        }
        let last = classifier.layers.len() - 1;
        for (l, layer) in classifier.layers.iter().enumerate() {
            let (before, own) = self.activations.split_at_mut(l);
            let nets = &mut own[0][..samples * layer.stride];
            match before.last() {
                None => pass::net_inputs(layer, &self.input[..samples * self.inputs], self.inputs, nets),
                Some(rows) => {
                    let width = classifier.layers[l - 1].stride;
                    pass::net_inputs(layer, &rows[..samples * width], width, nets);
                }
            }
            if l < last {
                pass::squash(layer, nets);
            }
        }
        let layer = &classifier.layers[last];
        for (row, place) in self.activations[last].chunks_exact_mut(layer.stride).zip(places) {
            let outputs = &mut row[..layer.neurons];
            let loss = pass::outputs(classifier.loss, outputs, pictures.label(place));
            tell(Outcome { loss, answer: largest(outputs) });
        }
    }

    /// Passes the errors of the pictures just passed forward back, and moves the parameters by so much.
    pub(super) fn learn(
        &mut self,
        classifier: &mut Classifier,
        pictures: &Pictures,
        places: impl ExactSizeIterator<Item = usize>,
        rate: f32,
    ) {
        let samples = places.len();
        self.output_deltas(classifier, pictures, places);
        for l in (0..classifier.layers.len() - 1).rev() {
            let (layer, next) = (&classifier.layers[l], &classifier.layers[l + 1]);
            let (own, after) = self.deltas.split_at_mut(l + 1);
            let after = &after[0][..samples * next.stride];
            pass::hidden_deltas(layer, next, after, &self.activations[l], &mut own[l]);
        }
        let step = rate / samples as f32;
        let mut width = self.inputs;
        for (l, layer) in classifier.layers.iter_mut().enumerate() {
            let rows = l.checked_sub(1).map_or(&self.input, |before| &self.activations[before]);
            pass::descend(layer, &rows[..samples * width], width, &self.deltas[l][..samples * layer.stride], step);
            width = layer.stride;
        }
    }

    fn output_deltas(
        &mut self,
        classifier: &Classifier,
        pictures: &Pictures,
        places: impl ExactSizeIterator<Item = usize>,
    ) {
        let last = classifier.layers.len() - 1;
        let Layer { stride, neurons, .. } = classifier.layers[last];
        let rows = self.activations[last].chunks_exact(stride).zip(self.deltas[last].chunks_exact_mut(stride));
        for ((activations, deltas), place) in rows.zip(places) {
            let (activations, deltas) = (&activations[..neurons], &mut deltas[..neurons]);
            pass::output_deltas(classifier.loss, activations, pictures.label(place), deltas);
        }
    }
}
