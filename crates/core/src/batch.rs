//! Training in batches: small networks over many points of the plane, by sample, batch or epoch.
//!
//! The arithmetic is that of [`crate::gradient`], sum for sum. Every layer is laid out in [`LANES`] lanes, a lane a
//! unit, so that the loops over units have a fixed length and are worked two or more at a time. The samples of a batch
//! go through the layers in blocks, side by side, so that no sum waits for another.

use crate::activation::Activation;
use crate::curves::Work;
use crate::dataset::Point;
use crate::example::{BiasRule, Example, Sample, Update};
use crate::initial::Scheme;
use crate::loss::Loss;
use crate::network::{LayerParameters, Network};
use crate::random::Random;
use crate::train::Schedule;

mod layer;
mod pass;
mod sums;

use layer::{BLOCK, Block, Layer, Parameters};
pub use layer::{LANES, Lanes};

/// A network has at most so many hidden layers, of at most [`LANES`] units each.
pub const MAX_HIDDEN: usize = 4;

/// What is trained and how.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// The units of each hidden layer, 1…[`LANES`]; at most [`MAX_HIDDEN`] layers.
    pub hidden: Vec<usize>,
    /// The activation of the hidden units.
    pub activation: Activation,
    /// The activation of the outputs, which the loss must fit.
    pub output: Activation,
    /// The loss of one sample.
    pub loss: Loss,
    /// By which rule the weights are drawn; biases start at 0.
    pub initial: Scheme,
    /// What the weights and the order of the samples follow from.
    pub seed: u64,
    /// The learning rate that the schedule begins with, above 0.
    pub rate: f64,
    /// How the rate changes from epoch to epoch.
    pub schedule: Schedule,
    /// The strength λ of the penalty λ/(2n) Σw² over the n training samples; 0 for none.
    pub l2: f64,
    /// Samples a batch, from 1; 0 for all.
    pub batch: usize,
}

impl Plan {
    /// How many outputs the network has: two for a softmax, else one.
    pub fn outputs(&self) -> usize {
        if self.output == Activation::Softmax { 2 } else { 1 }
    }

    /// The outputs' targets for that class: 1 for its own output and 0 for the other; a single output has 0 and 1,
    /// or −1 and 1 where its activation reaches so far.
    pub fn target(&self, class: usize) -> [f64; 2] {
        match (self.output, class) {
            (Activation::Softmax, 0) => [1.0, 0.0],
            (Activation::Softmax, _) => [0.0, 1.0],
            (Activation::Tanh, 0) => [-1.0, 0.0],
            (_, 0) => [0.0, 0.0],
            _ => [1.0, 0.0],
        }
    }

    /// How much the outputs speak for class 1: −1 and below for class 0, 0 on the boundary, 1 and above for class 1.
    pub fn leaning(&self, outputs: &[f64]) -> f64 {
        match self.output {
            Activation::Softmax => outputs[1] - outputs[0],
            Activation::Tanh => outputs[0],
            _ => 2.0 * outputs[0] - 1.0,
        }
    }
}

/// How well a network does on some points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Score {
    /// The loss averaged over the points, without penalty; NaN of none.
    pub cost: f64,
    /// The part of the points whose class is told, 0…1; NaN of none.
    pub accuracy: f64,
}

/// A training that can be taken up again at any sample.
#[derive(Clone, Debug)]
pub struct Trainer {
    plan: Plan,
    layers: Vec<Layer>,
    /// The training points, as inputs and targets.
    samples: Vec<([f64; 2], [f64; 2])>,
    /// The inputs of the block of samples at hand, in lanes.
    inputs: Block,
    /// The targets of the same.
    targets: [[f64; 2]; BLOCK],
    work: Work,
    /// The places of the samples in the order of this epoch.
    order: Vec<usize>,
    random: Random,
    /// Finished epochs.
    epoch: usize,
    /// Samples taken in this epoch.
    taken: usize,
    /// Samples taken in this batch.
    in_batch: usize,
    /// The parameters that the epoch began with, for going back and for how far they moved.
    epoch_start: Vec<Parameters>,
    /// The largest move of a parameter in the last whole epoch.
    last_move: f64,
    diverged: bool,
}

impl Trainer {
    /// The network before any training, its weights drawn by the plan's rule.
    ///
    /// # Panics
    /// Where there is nothing to train on or the plan's loss does not fit its outputs.
    pub fn new(plan: &Plan, training: &[Point]) -> Self {
        assert!(!training.is_empty(), "there are samples to train on");
        assert!(plan.loss.fits(plan.output), "the loss fits the outputs");
        let mut random = Random::seeded(plan.seed);
        let mut inputs = 2;
        let mut layers = Vec::with_capacity(plan.hidden.len() + 1);
        for &units in plan.hidden.iter().take(MAX_HIDDEN) {
            layers.push(Layer::drawn(plan.activation, (inputs, units.clamp(1, LANES)), plan.initial, &mut random));
            inputs = units.clamp(1, LANES);
        }
        layers.push(Layer::drawn(plan.output, (inputs, plan.outputs()), plan.initial, &mut random));
        let mut trainer = Self {
            samples: training.iter().map(|point| (point.place, plan.target(point.class))).collect(),
            order: (0..training.len()).collect(),
            plan: plan.clone(),
            layers,
            inputs: [[0.0; LANES]; BLOCK],
            targets: [[0.0; 2]; BLOCK],
            work: Work::default(),
            random,
            epoch: 0,
            taken: 0,
            in_batch: 0,
            epoch_start: Vec::new(),
            last_move: f64::INFINITY,
            diverged: false,
        };
        trainer.begin_epoch();
        trainer
    }

    /// What is trained and how.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Trains on with another plan's learning rate, schedule, penalty and batch size; the weights stay.
    pub fn retune(&mut self, plan: &Plan) {
        (self.plan.rate, self.plan.schedule) = (plan.rate, plan.schedule);
        (self.plan.l2, self.plan.batch) = (plan.l2, plan.batch);
    }

    /// Finished epochs.
    pub fn epoch(&self) -> usize {
        self.epoch
    }

    /// Samples taken in this epoch, and how many an epoch has.
    pub fn progress(&self) -> (usize, usize) {
        (self.taken, self.samples.len())
    }

    /// Samples taken in this batch so far.
    pub fn in_batch(&self) -> usize {
        self.in_batch
    }

    /// Whether a parameter has left the range of finite numbers; those kept are of the epoch's start.
    pub fn has_diverged(&self) -> bool {
        self.diverged
    }

    /// The largest move of any parameter in the last whole epoch; ∞ before there was one.
    pub fn last_move(&self) -> f64 {
        self.last_move
    }

    /// Takes the next sample in; where it fills the batch, the parameters move.
    pub fn take_sample(&mut self) {
        self.take_block(1);
    }

    /// Takes samples in until the parameters move.
    pub fn take_batch(&mut self) {
        loop {
            self.take_block(BLOCK);
            if self.in_batch == 0 || self.diverged {
                return;
            }
        }
    }

    /// Takes the next samples of the batch in, at most so many; where they fill it, the parameters move.
    fn take_block(&mut self, most: usize) {
        if self.diverged {
            return;
        }
        // A batch made smaller than what it holds already takes one more sample.
        let missing = self.batch_size().saturating_sub(self.in_batch).max(1);
        let left = self.samples.len() - self.taken;
        let count = most.min(missing).min(left).min(BLOCK);
        self.run(count);
        self.taken += count;
        self.in_batch += count;
        let ends_epoch = self.taken == self.samples.len();
        if ends_epoch || self.in_batch >= self.batch_size() {
            self.step();
        }
        if ends_epoch {
            self.end_epoch();
        }
    }

    /// Takes samples in until the epoch ends.
    pub fn take_epoch(&mut self) {
        loop {
            self.take_batch();
            if self.taken == 0 || self.diverged {
                return;
            }
        }
    }

    /// The learning rate of the epoch at hand.
    pub fn rate(&self) -> f64 {
        self.plan.schedule.rate(self.plan.rate, self.epoch + 1)
    }

    fn batch_size(&self) -> usize {
        if self.plan.batch == 0 { self.samples.len() } else { self.plan.batch }
    }

    /// Moves the parameters against the batch's averaged gradient.
    fn step(&mut self) {
        let (rate, count) = (self.rate(), self.in_batch as f64);
        let shrink = self.plan.l2 / self.samples.len() as f64;
        for layer in &mut self.layers {
            layer.step(rate, count, shrink);
        }
        self.in_batch = 0;
    }

    fn begin_epoch(&mut self) {
        self.random.shuffle(&mut self.order);
        self.taken = 0;
        self.epoch_start.clear();
        self.epoch_start.extend(self.layers.iter().map(Layer::parameters));
    }

    fn end_epoch(&mut self) {
        let now: Vec<Parameters> = self.layers.iter().map(Layer::parameters).collect();
        if now.iter().all(Parameters::are_finite) {
            let moves = now.iter().zip(&self.epoch_start).map(|(now, start)| now.furthest_move(start));
            self.last_move = moves.fold(0.0, f64::max);
            self.epoch += 1;
            self.begin_epoch();
        } else {
            self.diverged = true;
            self.taken = 0;
            self.layers.iter_mut().zip(&self.epoch_start).for_each(|(layer, start)| layer.restore(start));
        }
    }

    /// How many units each layer has, the outputs last.
    pub fn units(&self) -> Vec<usize> {
        self.layers.iter().map(|layer| layer.units).collect()
    }

    /// The network with its present parameters.
    pub fn network(&self) -> Network {
        let rows: Vec<LayerParameters> = self.layers.iter().map(Layer::to_document).collect();
        Network::new(&rows)
    }

    /// The example that a round of the other views would train as the next batch here is trained, of at most so
    /// many samples.
    pub fn example(&self, most: usize) -> Example {
        let batch = self.batch_size().min(self.samples.len() - self.taken).min(most).max(1);
        let outputs = self.plan.outputs();
        let places = &self.order[self.taken..self.taken + batch];
        let sample = |&place: &usize| {
            let (input, target) = self.samples[place];
            Sample { input: input.to_vec(), target: target[..outputs].to_vec() }
        };
        Example {
            title: String::new(),
            network: self.network(),
            loss: self.plan.loss,
            samples: places.iter().map(sample).collect(),
            learning_rate: self.rate(),
            bias_rule: BiasRule::PerNeuron,
            update: Update::Simultaneous,
            l2: self.plan.l2 * batch as f64 / self.samples.len() as f64,
        }
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
