//! The round worked through on paper, for all samples: which steps there are and what each must be.

use super::Rule;
use super::sheet::{Sheet, total};
use crate::example::{BiasRule, Example, Update};
use crate::network::Neuron;
use crate::quantity::{BiasId, Quantity as Q};
use crate::rounding::Arithmetic;
use crate::trace::Phase;

/// One step as it must be.
pub(super) struct Derived {
    pub(super) rule: Rule,
    pub(super) quantity: Q,
    pub(super) phase: Phase,
    pub(super) value: f64,
    /// For a mean over the samples: what is averaged, and each sample's value.
    pub(super) mean: Option<(Q, Vec<f64>)>,
}

/// The round in the making.
struct Paper<'a> {
    example: &'a Example,
    arithmetic: Arithmetic,
    traced: usize,
    sheets: Vec<Sheet>,
    /// The weights that errors go back through: the old ones, or in a sequential round the new.
    weights: Vec<f64>,
    /// Every sample's gradient, by weight and by bias that moves.
    weight_gradients: Vec<Vec<f64>>,
    bias_gradients: Vec<Vec<(BiasId, Vec<f64>)>>,
    steps: Vec<Derived>,
}

/// All steps of the round that starts from the example's parameters, in order.
pub(super) fn round(example: &Example, traced: usize, arithmetic: Arithmetic) -> Vec<Derived> {
    let network = example.network();
    let mut paper = Paper {
        example,
        arithmetic,
        traced,
        sheets: example.samples().iter().map(|sample| Sheet::forward(example, sample, arithmetic)).collect(),
        weights: network.weights().to_vec(),
        weight_gradients: vec![Vec::new(); network.weights().len()],
        bias_gradients: vec![Vec::new(); network.layers().len()],
        steps: Vec::new(),
    };
    paper.forward();
    paper.loss();
    paper.backward();
    paper.steps
}

impl Paper<'_> {
    fn sheet(&self) -> &Sheet {
        &self.sheets[self.traced]
    }

    fn write(&mut self, rule: Rule, quantity: Q, phase: Phase, value: f64) {
        self.steps.push(Derived { rule, quantity, phase, value, mean: None });
    }

    fn forward(&mut self) {
        for l in 0..self.example.network().layers().len() {
            let (z, a) = (self.sheet().z[l].clone(), self.sheet().signals[l + 1].clone());
            let neurons = (0..z.len()).map(|j| Neuron::new(l, j));
            let is_softmax = l + 1 == self.example.network().layers().len() && !self.sheet().numerators.is_empty();
            if !is_softmax {
                for (j, neuron) in neurons.enumerate() {
                    self.write(Rule::WeightedInput, Q::Net(neuron), Phase::Forward, z[j]);
                    self.write(Rule::Activation, Q::Out(neuron), Phase::Forward, a[j]);
                }
                continue;
            }
            neurons.clone().for_each(|n| self.write(Rule::WeightedInput, Q::Net(n), Phase::Forward, z[n.index]));
            let (numerators, denominator) = (self.sheet().numerators.clone(), self.sheet().denominator);
            for n in neurons.clone() {
                self.write(Rule::SoftmaxNumerator, Q::Exp(n), Phase::Forward, numerators[n.index]);
            }
            self.write(Rule::SoftmaxSum, Q::ExpSum, Phase::Forward, denominator);
            neurons.for_each(|n| self.write(Rule::SoftmaxShare, Q::Out(n), Phase::Forward, a[n.index]));
        }
    }

    fn loss(&mut self) {
        for (k, term) in self.sheet().terms.clone().into_iter().enumerate() {
            self.write(Rule::LossTerm, Q::Loss(k), Phase::Loss, term);
        }
        self.write(Rule::LossTotal, Q::LossTotal, Phase::Loss, self.sheet().loss);
        let (m, l2) = (self.sheets.len(), self.example.l2());
        if m == 1 && l2 == 0.0 {
            return;
        }
        let losses: Vec<f64> = self.sheets.iter().map(|sheet| sheet.loss).collect();
        let mut cost = if m == 1 { losses[0] } else { total(losses.iter().copied()) / m as f64 };
        if l2 > 0.0 {
            let squares = total(self.example.network().weights().iter().map(|w| w * w));
            cost += l2 / (2.0 * m as f64) * squares;
        }
        self.write_mean(Rule::Cost, Q::Cost, (Q::LossTotal, losses), cost);
    }

    fn write_mean(&mut self, rule: Rule, quantity: Q, mean: (Q, Vec<f64>), value: f64) {
        let phase = if quantity == Q::Cost { Phase::Loss } else { Phase::Backward };
        let mean = (self.sheets.len() > 1).then_some(mean);
        self.steps.push(Derived { rule, quantity, phase, value: self.arithmetic.keep(value), mean });
    }

    fn backward(&mut self) {
        let layers = self.example.network().layers().len();
        let stages = [Self::averages, Self::penalties, Self::updates];
        let is_sequential = self.example.update() == Update::Sequential;
        for l in (0..layers).rev() {
            self.errors(l);
            self.gradients(l);
            if is_sequential {
                for stage in stages {
                    stage(self, l);
                }
            }
        }
        if !is_sequential {
            for stage in stages {
                (0..layers).for_each(|l| stage(self, l));
            }
        }
    }

    fn errors(&mut self, l: usize) {
        let layers = self.example.network().layers();
        let behind = layers.get(l + 1).map_or(&[][..], |behind| &self.weights[behind.first_weight..]);
        for (sheet, sample) in self.sheets.iter_mut().zip(self.example.samples()) {
            sheet.errors(self.example, l, &sample.target, behind, self.arithmetic);
        }
        for j in 0..layers[l].neurons {
            let (n, sheet) = (Neuron::new(l, j), &self.sheets[self.traced]);
            let mut rows: Vec<(Rule, Q, f64)> = Vec::new();
            for (k, share) in sheet.shares[l].get(j).into_iter().flatten().enumerate() {
                rows.push((Rule::Share, Q::From { to: n, from: Neuron::new(l + 1, k) }, *share));
            }
            if let Some(d_out) = sheet.d_out[l].get(j) {
                let rule = if l + 1 == layers.len() { Rule::OutputDerivative } else { Rule::SharesSum };
                rows.push((rule, Q::DOut(n), *d_out));
                rows.push((Rule::LocalDerivative, Q::DAct(n), sheet.d_act[l][j]));
            }
            rows.push((Rule::Delta, Q::Delta(n), sheet.delta[l][j]));
            for (rule, quantity, value) in rows {
                self.write(rule, quantity, Phase::Backward, value);
            }
        }
    }

    fn gradients(&mut self, l: usize) {
        let shape = &self.example.network().layers()[l];
        for j in 0..shape.neurons {
            for i in 0..shape.inputs {
                let gradient = |sheet: &Sheet| sheet.weight_gradient(l, j, i, self.arithmetic);
                let gradients: Vec<f64> = self.sheets.iter().map(gradient).collect();
                let w = shape.first_weight + j * shape.inputs + i;
                self.write(Rule::WeightGradient, Q::WeightGradient(w), Phase::Backward, gradients[self.traced]);
                self.weight_gradients[w] = gradients;
            }
        }
        let kept = |gradient: f64| self.arithmetic.keep(gradient);
        let own = |j: usize| self.sheets.iter().map(|sheet| kept(sheet.delta[l][j])).collect();
        let biases: Vec<(BiasId, Vec<f64>)> = match self.example.bias_rule() {
            _ if shape.first_bias.is_none() => Vec::new(),
            BiasRule::Frozen => Vec::new(),
            BiasRule::PerNeuron => (0..shape.neurons).map(|j| (BiasId::Own(Neuron::new(l, j)), own(j))).collect(),
            BiasRule::PerLayer => {
                let shared = |sheet: &Sheet| kept(total(sheet.delta[l].iter().copied()));
                vec![(BiasId::Shared(l), self.sheets.iter().map(shared).collect())]
            }
        };
        for (bias, gradients) in &biases {
            self.write(Rule::BiasGradient, Q::BiasGradient(*bias), Phase::Backward, gradients[self.traced]);
        }
        self.bias_gradients[l] = biases;
    }

    /// The mean of all samples' gradients; of one sample, its own.
    fn average(&self, gradients: &[f64]) -> f64 {
        match gradients {
            [own] => *own,
            _ => self.arithmetic.keep(total(gradients.iter().copied()) / gradients.len() as f64),
        }
    }

    fn weights_of(&self, l: usize) -> std::ops::Range<usize> {
        let shape = &self.example.network().layers()[l];
        shape.first_weight..shape.first_weight + shape.inputs * shape.neurons
    }

    fn averages(&mut self, l: usize) {
        if self.sheets.len() == 1 {
            return;
        }
        for w in self.weights_of(l) {
            let gradients = self.weight_gradients[w].clone();
            let mean = self.average(&gradients);
            self.write_mean(Rule::Average, Q::AverageWeight(w), (Q::WeightGradient(w), gradients), mean);
        }
        for (bias, gradients) in self.bias_gradients[l].clone() {
            let mean = self.average(&gradients);
            self.write_mean(Rule::Average, Q::AverageBias(bias), (Q::BiasGradient(bias), gradients), mean);
        }
    }

    /// The weight's gradient that the update follows: averaged, and with the penalty.
    fn followed(&self, w: usize) -> f64 {
        let average = self.average(&self.weight_gradients[w]);
        let l2 = self.example.l2();
        if l2 == 0.0 {
            return average;
        }
        self.arithmetic.keep(average + l2 / self.sheets.len() as f64 * self.example.network().weights()[w])
    }

    fn penalties(&mut self, l: usize) {
        if self.example.l2() > 0.0 {
            for w in self.weights_of(l) {
                self.write(Rule::Penalty, Q::PenalisedWeight(w), Phase::Backward, self.followed(w));
            }
        }
    }

    fn updates(&mut self, l: usize) {
        let (rate, network) = (self.example.learning_rate(), self.example.network());
        for w in self.weights_of(l) {
            let moved = self.arithmetic.keep(network.weights()[w] - rate * self.followed(w));
            self.write(Rule::NewWeight, Q::NewWeight(w), Phase::Update, moved);
            self.weights[w] = moved;
        }
        for (bias, gradients) in self.bias_gradients[l].clone() {
            let first = network.layers()[l].first_bias.unwrap_or_default();
            let place = if let BiasId::Own(neuron) = bias { first + neuron.index } else { first };
            let moved = self.arithmetic.keep(network.biases()[place] - rate * self.average(&gradients));
            self.write(Rule::NewBias, Q::NewBias(bias), Phase::Update, moved);
        }
    }
}
