//! A trial of the trainer's speed: 784-16-16-10 with ReLU, on pictures drawn at random.

use std::sync::Arc;

use super::{Settings, Trainer};
use crate::activation::Activation;
use crate::classifier::Classifier;
use crate::loss::Loss;
use crate::pictures::Pictures;
use crate::random::Random;

/// Pictures of the trial.
const PICTURES: usize = 2048;

/// Pictures in a batch.
pub const BATCH: usize = 32;

/// The network's sizes.
pub const SIZES: [usize; 4] = [784, 16, 16, 10];

/// A trainer with its scoring left out: nothing but batches.
#[derive(Clone, Debug)]
pub struct Trial(Trainer);

impl Trial {
    /// The network before its first batch; the same each time.
    pub fn new() -> Self {
        let mut random = Random::seeded(1);
        let pixels = (0..PICTURES * SIZES[0]).map(|_| random.below(256) as u8).collect();
        let labels = (0..PICTURES).map(|place| (place % 10) as u8).collect();
        let pictures = Pictures::new(pixels, labels, SIZES[0]).unwrap_or_default();
        let classifier = Classifier::random(&SIZES, Activation::Relu, Loss::CategoricalCrossEntropy, 1);
        let settings = Settings { batch: BATCH, rate: 0.01, decay: 1.0, epochs: usize::MAX, seed: 1 };
        let Ok(classifier) = classifier else { unreachable!("the sizes and activations are fit for a classifier") };
        Self(Trainer::new(classifier, Arc::new(pictures), Arc::default(), settings))
    }

    /// Trains on so many batches.
    pub fn run(&mut self, batches: usize) {
        for _ in 0..batches {
            self.0.train_next();
        }
    }

    /// The sum of all parameters, by which two trials are compared.
    pub fn sum(&self) -> f64 {
        let layers = self.0.classifier.layers().iter();
        layers.flat_map(|layer| layer.weights.iter().chain(&layer.biases)).map(|number| f64::from(*number)).sum()
    }
}

impl Default for Trial {
    fn default() -> Self {
        Self::new()
    }
}
