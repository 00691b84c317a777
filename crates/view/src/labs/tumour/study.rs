//! The study: the table of tumours, a network trained on one part of it and judged by the other.

use gradlight_core::activation::Activation;
use gradlight_core::confusion::Confusion;
use gradlight_core::example::{Example, Sample};
use gradlight_core::forward::Pass;
use gradlight_core::initial::Scheme;
use gradlight_core::loss::Loss;
use gradlight_core::minibatch::{Minibatch, first_outputs};
use gradlight_core::network::{LayerParameters, Network, Neuron};
use gradlight_core::random::Random;
use gradlight_core::sensitivity::by_input;
use gradlight_core::tabular::{Standardiser, Table};

/// The ten things that are measured, each as mean, standard error and worst.
pub(super) const MEASURES: [&str; 10] = [
    "radius",
    "texture",
    "perimeter",
    "area",
    "smoothness",
    "compactness",
    "concavity",
    "concave points",
    "symmetry",
    "fractal dimension",
];
/// What of the measured is given.
pub(super) const KINDS: [&str; 3] = ["mean", "error", "worst"];
/// The part of the tumours that is trained on.
const TRAINING_SHARE: f64 = 0.8;

/// The name of a feature by its place, such as `worst radius`; a mean's has no word before it.
pub(super) fn feature_name(place: usize) -> String {
    let (kind, measure) = (place / MEASURES.len(), MEASURES[place % MEASURES.len()]);
    match kind {
        0 => measure.to_owned(),
        1 => format!("{measure}, error"),
        _ => format!("{measure}, worst"),
    }
}

/// What is trained and how.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Plan {
    /// Neurons in the hidden layer.
    pub(super) hidden: usize,
    /// The learning rate.
    pub(super) rate: f64,
    /// Samples a batch.
    pub(super) batch: usize,
    /// What split, first weights and order follow from.
    pub(super) seed: u64,
}

impl Default for Plan {
    fn default() -> Self {
        Self { hidden: 8, rate: 1.0, batch: 16, seed: 1 }
    }
}

/// How the network does after an epoch.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Score {
    /// The averaged difference on the tumours trained on.
    pub(super) training_cost: f64,
    /// The averaged difference on the others.
    pub(super) test_cost: f64,
    /// The share of the others told rightly at ½.
    pub(super) accuracy: f64,
}

/// A table of tumours, and a training on it.
#[derive(Clone, Debug)]
pub(super) struct Study {
    table: Table,
    training_rows: Vec<usize>,
    test_rows: Vec<usize>,
    standard: Standardiser,
    /// Every row, standardised.
    inputs: Vec<Vec<f64>>,
    plan: Plan,
    training: Minibatch,
    history: Vec<Score>,
}

impl Study {
    /// A training at its start; `None` where the table has not the features that are asked for.
    pub(super) fn new(table: Table, plan: &Plan) -> Option<Self> {
        if table.rows.iter().any(|row| row.len() != MEASURES.len() * KINDS.len()) || table.rows.len() < 2 {
            return None;
        }
        let (training_rows, test_rows) = table.split(TRAINING_SHARE, plan.seed);
        let standard = Standardiser::of(&table.rows, &training_rows);
        let inputs: Vec<Vec<f64>> = table.rows.iter().map(|row| standard.apply(row)).collect();
        let sample = |row: &usize| Sample { input: inputs[*row].clone(), target: vec![target(table.labels[*row])] };
        let example = example(plan, training_rows.iter().map(sample).collect())?;
        let training = Minibatch::new(&example, plan.batch, plan.seed);
        let mut study = Self {
            table,
            training_rows,
            test_rows,
            standard,
            inputs,
            plan: plan.clone(),
            training,
            history: Vec::new(),
        };
        study.history.push(study.score());
        Some(study)
    }

    /// The same table under another plan, from its start.
    pub(super) fn restarted(&self, plan: &Plan) -> Self {
        Self::new(self.table.clone(), plan).unwrap_or_else(|| self.clone())
    }

    /// What is trained and how.
    pub(super) fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The training.
    pub(super) fn training(&self) -> &Minibatch {
        &self.training
    }

    /// The network as trained so far.
    pub(super) fn network(&self) -> &Network {
        self.training.network()
    }

    /// How it did after each epoch, the untrained network first.
    pub(super) fn history(&self) -> &[Score] {
        &self.history
    }

    /// Updates an epoch.
    pub(super) fn updates_an_epoch(&self) -> usize {
        self.training_rows.len().div_ceil(self.training.batch())
    }

    /// Trains by one batch.
    pub(super) fn update(&mut self) {
        let epochs = self.training.progress().epochs;
        self.training.update();
        if self.training.progress().epochs > epochs {
            self.history.push(self.score());
        }
    }

    /// The batch that the next update takes: its tumours with output and target, its cost, the length of its
    /// gradient and the largest slope in it.
    pub(super) fn next_batch(&mut self) -> (Vec<(usize, f64, f64)>, f64, f64, f64) {
        let batch = self.training.next_batch().to_vec();
        let rows: Vec<usize> = batch.iter().map(|sample| self.training_rows[*sample]).collect();
        let outputs = first_outputs(self.network(), rows.iter().map(|row| self.inputs[*row].as_slice()));
        let expected = |row: usize| target(self.table.labels[row]);
        let told: Vec<(usize, f64, f64)> =
            rows.into_iter().zip(outputs).map(|(row, output)| (row, output, expected(row))).collect();
        let sum = told.iter().fold(0.0, |sum, (_, output, expected)| sum + difference(*output, *expected));
        let (weights, biases) = self.training.gradient_of(&batch);
        let slopes = weights.iter().chain(&biases);
        let length = slopes.clone().fold(0.0, |sum, slope| sum + slope * slope).sqrt();
        let steepest = slopes.fold(0.0_f64, |most, slope| if slope.abs() > most.abs() { *slope } else { most });
        let cost = sum / told.len() as f64;
        (told, cost, length, steepest)
    }

    fn score(&self) -> Score {
        let labels = self.test_labels();
        let scores = self.test_scores();
        let differences = scores.iter().zip(&labels).map(|(a, label)| difference(*a, f64::from(u8::from(*label))));
        Score {
            training_cost: self.training.cost(),
            test_cost: differences.fold(0.0, |sum, difference| sum + difference) / labels.len() as f64,
            accuracy: Confusion::at(0.5, &scores, &labels).accuracy(),
        }
    }

    /// The likelihoods that the tumours kept for the test are given.
    pub(super) fn test_scores(&self) -> Vec<f64> {
        first_outputs(self.network(), self.test_rows.iter().map(|row| self.inputs[*row].as_slice()))
    }

    /// Which of the tumours kept for the test are malignant.
    pub(super) fn test_labels(&self) -> Vec<bool> {
        self.test_rows.iter().map(|row| self.table.labels[*row] == 0).collect()
    }

    /// How many tumours there are.
    pub(super) fn count(&self) -> usize {
        self.table.rows.len()
    }

    /// The measurements of a tumour.
    pub(super) fn row(&self, row: usize) -> &[f64] {
        &self.table.rows[row]
    }

    /// Whether a tumour is malignant.
    pub(super) fn is_malignant(&self, row: usize) -> bool {
        self.table.labels[row] == 0
    }

    /// Whether a tumour is one of those trained on.
    pub(super) fn is_trained_on(&self, row: usize) -> bool {
        self.training_rows.contains(&row)
    }

    /// The lowest and the highest value that a feature has among all tumours.
    pub(super) fn range(&self, feature: usize) -> (f64, f64) {
        let values = self.table.rows.iter().map(|row| row[feature]);
        values.fold((f64::MAX, f64::MIN), |(low, high), x| (low.min(x), high.max(x)))
    }

    /// Measurements as the network receives them.
    pub(super) fn standardised(&self, row: &[f64]) -> Vec<f64> {
        self.standard.apply(row)
    }

    /// The network's pass over measurements.
    pub(super) fn pass(&self, row: &[f64]) -> Pass {
        let mut pass = Pass::new(self.network());
        pass.run(self.network(), &self.standardised(row));
        pass
    }

    /// The likelihood that a tumour with these measurements is malignant.
    pub(super) fn likelihood(&self, row: &[f64]) -> f64 {
        self.pass(row).outputs(self.network())[0]
    }

    /// How the likelihood answers each feature, by one standard deviation of it.
    pub(super) fn sensitivity(&self, row: &[f64]) -> Vec<f64> {
        by_input(self.network(), &self.standardised(row))
    }

    /// The size of the likelihood's slope by each feature, averaged over the tumours kept for the test.
    pub(super) fn importance(&self) -> Vec<f64> {
        let mut mean = vec![0.0; MEASURES.len() * KINDS.len()];
        for row in &self.test_rows {
            for (mean, slope) in mean.iter_mut().zip(by_input(self.network(), &self.inputs[*row])) {
                *mean += slope.abs() / self.test_rows.len() as f64;
            }
        }
        mean
    }

    /// What a neuron receives: pairs of weight and incoming value in order, and its bias.
    pub(super) fn terms(&self, row: &[f64], neuron: Neuron) -> (Vec<(f64, f64)>, f64) {
        let network = self.network();
        let layer = &network.layers()[neuron.layer];
        let pass = self.pass(row);
        let incoming = match neuron.layer.checked_sub(1) {
            None => self.standardised(row),
            Some(before) => pass.a[network.layers()[before].all_neurons()].to_vec(),
        };
        let first = layer.first_weight + neuron.index * layer.inputs;
        let weights = &network.weights()[first..first + layer.inputs];
        (weights.iter().copied().zip(incoming).collect(), network.layer_biases(neuron.layer)[neuron.index])
    }
}

/// The target of a class: 1 for malignant, which the table counts as 0.
fn target(label: usize) -> f64 {
    if label == 0 { 1.0 } else { 0.0 }
}

/// The difference that scores one output: (output − expected)².
pub(super) fn difference(output: f64, expected: f64) -> f64 {
    (output - expected) * (output - expected)
}

fn example(plan: &Plan, samples: Vec<Sample>) -> Option<Example> {
    let mut random = Random::seeded(plan.seed.wrapping_add(1));
    let features = MEASURES.len() * KINDS.len();
    let mut layer = |inputs: usize, neurons: usize| LayerParameters {
        activation: Activation::Sigmoid,
        weights: (0..neurons)
            .map(|_| (0..inputs).map(|_| Scheme::Xavier.draw(inputs, neurons, &mut random)).collect())
            .collect(),
        biases: Some(vec![0.0; neurons]),
    };
    let layers = [layer(features, plan.hidden), layer(plan.hidden, 1)];
    let example = Example::assembled(&layers, Loss::SquaredError, samples).ok()?;
    example.with_learning_rate(plan.rate).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn study(seed: u64) -> Study {
        let table = Table::read(include_bytes!("../../../../../www/data/breast_cancer.csv")).expect("the table");
        Study::new(table, &Plan { seed, ..Plan::default() }).expect("thirty features")
    }

    #[test]
    fn the_first_tumour_is_the_lecture_s_and_malignant() {
        let study = study(1);
        assert_eq!((study.count(), study.training_rows.len(), study.test_rows.len()), (569, 455, 114));
        assert_eq!(study.row(0)[..2], [17.99, 10.38]);
        assert!(study.is_malignant(0));
    }

    #[test]
    fn a_small_network_tells_at_least_96_in_100_tumours_rightly() {
        let mut sum = 0.0;
        for seed in 1..=5 {
            let mut study = study(seed);
            while study.training().progress().epochs < 30 {
                study.update();
            }
            let last = study.history()[30];
            sum += last.accuracy;
        }
        assert!(sum / 5.0 >= 0.96, "{}", sum / 5.0);
    }

    #[test]
    fn what_a_neuron_receives_adds_up_to_its_net() {
        let mut study = study(1);
        for _ in 0..20 {
            study.update();
        }
        let row = study.row(3).to_vec();
        let pass = study.pass(&row);
        for neuron in study.network().all_neurons().collect::<Vec<_>>() {
            let (terms, bias) = study.terms(&row, neuron);
            let z = terms.iter().fold(0.0, |sum, (w, a)| sum + w * a) + bias;
            let place = study.network().layers()[neuron.layer].first_neuron + neuron.index;
            assert!((z - pass.z[place]).abs() < 1e-12, "{neuron:?}");
        }
    }

    #[test]
    fn tumours_kept_for_the_test_do_not_touch_the_standard() {
        let study = study(2);
        let rows: Vec<Vec<f64>> = study.training_rows.iter().map(|row| study.inputs[*row].clone()).collect();
        for feature in 0..30 {
            let mean = rows.iter().fold(0.0, |sum, row| sum + row[feature]) / rows.len() as f64;
            let square = rows.iter().fold(0.0, |sum, row| sum + row[feature] * row[feature]) / rows.len() as f64;
            assert!(mean.abs() < 1e-9 && (square - 1.0).abs() < 1e-9, "{}", feature_name(feature));
        }
    }
}
