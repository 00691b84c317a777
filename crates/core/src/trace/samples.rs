//! All samples of an example worked through, for the averages in the trace of one of them.
//!
//! Only sums and the few values that a formula shows are kept: of thousands of samples the steps would fill the
//! memory.

use std::borrow::Cow;
use std::ops::Range;

use crate::example::{BiasRule, Example};
use crate::expression::SampleMean;
use crate::gradient::{Sheet, total};
use crate::quantity::Quantity as Q;
use crate::rounding::{Arithmetic, Carried, Exact, Keep};

/// Of more samples than this only the first few values are kept in a mean's formula.
const SHOWN_SAMPLES: usize = 8;

/// Every sample's pass, and what they add up to.
pub(super) struct Samples<'a> {
    /// In a sequential round its weights are the new ones, as far as they are known.
    example: Cow<'a, Example>,
    arithmetic: Arithmetic,
    sheets: Vec<Sheet>,
    losses: Vec<f64>,
    weights: Tally,
    biases: Tally,
}

/// Values added up over the samples, place by place.
struct Tally {
    sums: Vec<f64>,
    /// Each sample's values, or only the first few samples' of very many.
    shown: Vec<Vec<f64>>,
}

impl Tally {
    fn new(places: usize, samples: usize) -> Self {
        Self { sums: vec![0.0; places], shown: vec![vec![0.0; places]; shown_of(samples)] }
    }

    /// Adds one sample's values at those places; the first sample's are the first.
    fn add(&mut self, sample: usize, places: Range<usize>, values: &[f64]) {
        if let Some(shown) = self.shown.get_mut(sample) {
            shown[places.clone()].copy_from_slice(values);
        }
        for (sum, value) in self.sums[places].iter_mut().zip(values) {
            *sum = if sample == 0 { *value } else { *sum + value };
        }
    }

    fn at(&self, place: usize) -> (Vec<f64>, f64) {
        (self.shown.iter().map(|values| values[place]).collect(), self.sums[place])
    }
}

fn shown_of(samples: usize) -> usize {
    if samples > SHOWN_SAMPLES { SHOWN_SAMPLES / 2 } else { samples }
}

impl<'a> Samples<'a> {
    /// All samples run forward.
    pub(super) fn forward(example: &'a Example, arithmetic: Arithmetic) -> Self {
        let (network, samples) = (&example.network, example.samples.len());
        let mut sheets = vec![Sheet::new(network); samples];
        let runs = sheets.iter_mut().zip(&example.samples);
        let losses = match arithmetic {
            Arithmetic::Exact => runs.map(|(sheet, sample)| sheet.forward(example, sample, Exact)).collect(),
            Arithmetic::Carried(places) => {
                runs.map(|(sheet, sample)| sheet.forward(example, sample, Carried(places))).collect()
            }
        };
        Self {
            example: Cow::Borrowed(example),
            arithmetic,
            sheets,
            losses,
            weights: Tally::new(network.weights.len(), samples),
            biases: Tally::new(network.biases.len(), samples),
        }
    }

    /// Takes every sample's errors and gradients of layer `l`, the layer behind it already taken.
    pub(super) fn backward(&mut self, l: usize) {
        match self.arithmetic {
            Arithmetic::Exact => self.backward_kept(l, Exact),
            Arithmetic::Carried(places) => self.backward_kept(l, Carried(places)),
        }
    }

    fn backward_kept<K: Keep>(&mut self, l: usize, keep: K) {
        let example = &*self.example;
        let layer = example.network.layers[l];
        let mut gradients = vec![0.0; layer.all_weights().len()];
        for (s, (sheet, sample)) in self.sheets.iter_mut().zip(&example.samples).enumerate() {
            sheet.backward(example, sample, l, keep);
            let incoming = sheet.pass.incoming(&layer, &sample.input, l);
            sheet.errors.weight_gradients(&layer, incoming, &mut gradients, |place, value| *place = value, keep);
            self.weights.add(s, layer.all_weights(), &gradients);
            let Some(first) = layer.first_bias else {
                continue;
            };
            let delta = sheet.errors.delta_of(&layer);
            match example.bias_rule {
                BiasRule::Frozen => {}
                BiasRule::PerNeuron => self.biases.add(s, layer.all_biases(), delta),
                BiasRule::PerLayer => {
                    let sum = keep.keep(total(delta.iter().copied()));
                    self.biases.add(s, first..first + 1, &[sum]);
                }
            }
        }
    }

    /// Lets the errors of the layers before go back through a weight's new value.
    pub(super) fn move_weight(&mut self, weight: usize, value: f64) {
        self.example.to_mut().network.weights[weight] = value;
    }

    /// The mean of a sample's loss or of one of its gradients, as a formula shows it.
    pub(super) fn mean_of(&self, quantity: Q, traced: usize) -> SampleMean {
        let (values, sum) = match quantity {
            Q::WeightGradient(w) => self.weights.at(w),
            Q::BiasGradient(bias) => self.biases.at(self.example.bias_places(bias).start),
            _ => (self.losses[..shown_of(self.losses.len())].to_vec(), total(self.losses.iter().copied())),
        };
        SampleMean { quantity, traced, values, sum, samples: self.losses.len() }
    }
}
