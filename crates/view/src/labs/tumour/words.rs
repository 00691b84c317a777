//! The tumour lab's words: numbers in short, names of neurons, a neuron's sum, what each step of the loop does.

use gradlight_core::math::sigmoid;
use gradlight_core::network::{Network, Neuron};
use gradlight_core::order::sort_by_number;
use gradlight_core::quantity::Names;

use super::study::{Study, feature_name};
use super::{Tumour, lecture};
use crate::format::{Digits, at_a_glance, subscript};

/// The steps of the training loop, in the lecture's order.
pub(super) const STEPS: [&str; 6] = ["initialise", "run a batch", "score it", "find the slopes", "update", "repeat"];

/// A number in about three digits.
pub(super) fn short(value: f64) -> String {
    at_a_glance(value, Digits::clamped(Digits::MIN))
}

/// A number in four places.
pub(super) fn fine(value: f64) -> String {
    at_a_glance(value, Digits::default())
}

/// A neuron's name, such as `h₃`.
pub(super) fn neuron_name(network: &Network, neuron: Neuron) -> String {
    subscript(&Names::of(network).neuron(neuron))
}

/// A neuron's weighted sum, term by term.
pub(super) struct Sum {
    /// The neuron's name.
    pub(super) name: String,
    /// What each term comes from, its weight and what it multiplies; the lecture's terms have no names.
    pub(super) terms: Vec<(String, f64, f64)>,
    /// The bias.
    pub(super) bias: f64,
}

impl Sum {
    /// The sum of the neuron that the lab looks at.
    pub(super) fn of(lab: &Tumour, study: &Study, row: &[f64]) -> Self {
        if lab.is_lecture {
            let terms = lecture::NEURON.0.iter().map(|(w, a)| (String::new(), *w, *a)).collect();
            return Self { name: "a".to_owned(), terms, bias: lecture::NEURON.1 };
        }
        let (network, neuron) = (study.network(), lab.neuron);
        let source = |place: usize| match neuron.layer.checked_sub(1) {
            None => feature_name(place),
            Some(before) => neuron_name(network, Neuron::new(before, place)),
        };
        let (terms, bias) = study.terms(row, neuron);
        let terms = terms.into_iter().enumerate().map(|(place, (w, a))| (source(place), w, a)).collect();
        Self { name: neuron_name(network, neuron), terms, bias }
    }

    /// The weighted input.
    pub(super) fn net(&self) -> f64 {
        self.terms.iter().fold(0.0, |sum, (_, w, a)| sum + w * a) + self.bias
    }

    /// The activation.
    pub(super) fn out(&self) -> f64 {
        sigmoid(self.net())
    }

    /// The terms of the largest products, that many at most; few terms stay in their order.
    pub(super) fn largest(&self, most: usize) -> Vec<(String, f64, f64)> {
        let mut terms = self.terms.clone();
        if terms.len() > most {
            sort_by_number(&mut terms, |term| -(term.1 * term.2).abs());
        }
        terms.truncate(most);
        terms
    }

    /// How many terms are not among the largest, and their sum.
    pub(super) fn rest(&self, most: usize) -> Option<(usize, f64)> {
        let count = self.terms.len().checked_sub(most).filter(|count| *count > 0)?;
        let written = self.largest(most).iter().fold(0.0, |sum, (_, w, a)| sum + w * a);
        Some((count, self.net() - self.bias - written))
    }
}

/// The sentence of a step of the loop.
pub(super) fn step_sentence(lab: &Tumour, study: &Study) -> String {
    let (phase, batch) = (lab.phase(), &lab.batch);
    let count = batch.rows.len();
    match phase {
        0 => format!(
            "Initialise: {} weights are drawn from seed {}, the biases are 0.",
            study.network().weights().len(),
            study.plan().seed
        ),
        1 => format!("Run it: {count} tumours of the training data go through the network; each gets a likelihood."),
        2 => format!("Score it: (output − expected)², averaged over the {count} tumours, is {}.", fine(batch.loss)),
        3 => format!(
            "Find how the score changes with every weight and bias: the gradient has length {}, its largest slope is {}.",
            fine(batch.slope),
            fine(batch.steepest)
        ),
        4 => format!(
            "Update: every weight and bias moves by −{} times its slope, all together by {}.",
            short(study.plan().rate),
            fine(batch.slope * study.plan().rate)
        ),
        _ => format!(
            "Repeat: {} updates made, {} epochs finished.",
            study.training().progress().updates,
            study.training().progress().epochs
        ),
    }
}
