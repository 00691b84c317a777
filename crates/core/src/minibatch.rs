//! Mini-batches: an example trained by one sample, some or all an update, in a seeded order.
//!
//! The sums are those of [`crate::gradient`]; with a batch of all samples an update is a round.

use crate::example::Example;
use crate::forward::Pass;
use crate::gradient::{Descent, cost};
use crate::network::Network;
use crate::random::Random;
use crate::rounding::Arithmetic;

/// A training by batches that can be taken up again at any update.
///
/// Every epoch takes all samples once, in a new order that the seed determines; its last batch is smaller where
/// the samples do not come out even. A batch of all samples keeps their order.
#[derive(Clone, Debug)]
pub struct Minibatch {
    descent: Descent,
    order: Vec<usize>,
    next: usize,
    batch: usize,
    random: Random,
    progress: Progress,
}

/// How far a training has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Updates made.
    pub updates: usize,
    /// Samples looked at, each as often as it was.
    pub seen: usize,
    /// Epochs finished.
    pub epochs: usize,
}

impl Minibatch {
    /// A training from the example's parameters, by batches of so many samples, held to 1…all.
    pub fn new(example: &Example, batch: usize, seed: u64) -> Self {
        let samples = example.samples().len();
        let mut training = Self {
            descent: Descent::new(example, Arithmetic::Exact),
            order: (0..samples).collect(),
            next: 0,
            batch: batch.clamp(1, samples),
            random: Random::seeded(seed),
            progress: Progress::default(),
        };
        training.begin_epoch();
        training
    }

    fn begin_epoch(&mut self) {
        self.next = 0;
        if self.batch < self.order.len() {
            self.random.shuffle(&mut self.order);
        }
    }

    /// Samples a batch.
    pub fn batch(&self) -> usize {
        self.batch
    }

    /// How far it has come.
    pub fn progress(&self) -> Progress {
        self.progress
    }

    /// The samples of the batch that the next update takes, by their numbers.
    pub fn next_batch(&self) -> &[usize] {
        &self.order[self.next..(self.next + self.batch).min(self.order.len())]
    }

    /// Takes the next batch's gradient and moves the parameters; gives the batch's average loss before that.
    pub fn update(&mut self) -> f64 {
        let loss = self.descent.take_batch(&self.order[self.next..(self.next + self.batch).min(self.order.len())]);
        self.descent.step();
        let taken = self.next_batch().len();
        self.next += taken;
        self.progress.updates += 1;
        self.progress.seen += taken;
        if self.next == self.order.len() {
            self.progress.epochs += 1;
            self.begin_epoch();
        }
        loss
    }

    /// The network with its present parameters.
    pub fn network(&self) -> &Network {
        self.descent.example.network()
    }

    /// The example at its present parameters.
    pub fn example(&self) -> &Example {
        &self.descent.example
    }

    /// Trains on with another learning rate; unfit ones change nothing.
    pub fn set_learning_rate(&mut self, rate: f64) {
        if rate > 0.0 && rate.is_finite() {
            self.descent.example.learning_rate = rate;
        }
    }

    /// The cost by all samples at the present parameters; looking it up is no part of the training.
    pub fn cost(&self) -> f64 {
        cost(&self.descent.example)
    }

    /// The gradient over some samples at the present parameters, by weights and by biases.
    pub fn gradient_of(&mut self, chosen: &[usize]) -> (Vec<f64>, Vec<f64>) {
        self.descent.take_batch(chosen);
        let (weights, biases) = self.descent.taken();
        (weights.to_vec(), biases.to_vec())
    }

    /// The multiplications spent so far.
    pub fn work(&self) -> usize {
        work(self.network(), self.progress.seen, self.progress.updates)
    }
}

/// The multiplications that so many samples and updates take.
///
/// ```text
/// a sample    W forward, W for the weights' gradients, W − W₁ to send δ back to the hidden layers
/// an update   2 (W + B): each parameter's average, and its step
/// ```
///
/// W, B: weights, biases; W₁: weights of the first layer. Activations are left out.
pub fn work(network: &Network, samples: usize, updates: usize) -> usize {
    let (weights, biases) = (network.weights().len(), network.biases().len());
    let first = network.layers()[0].all_weights().len();
    samples * (3 * weights - first) + updates * 2 * (weights + biases)
}

/// The first output for every input.
pub fn first_outputs<'a>(network: &Network, inputs: impl IntoIterator<Item = &'a [f64]>) -> Vec<f64> {
    let mut pass = Pass::new(network);
    let output = |input: &[f64]| {
        pass.run(network, input);
        pass.outputs(network)[0]
    };
    inputs.into_iter().map(output).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builtin;
    use crate::train::Run;

    #[test]
    fn a_batch_of_all_is_a_round() {
        for name in ["xor", "three-classes"] {
            let example = builtin::example(name).expect(name);
            let mut training = Minibatch::new(&example, usize::MAX, 1);
            let mut run = Run::new(&example, 21, Arithmetic::Exact);
            run.advance(21);
            for round in 0..20 {
                assert!((training.cost() - run.costs()[round]).abs() < 1e-15, "{name}");
                training.update();
            }
            assert_eq!(training.network(), run.example_after(20).network(), "{name}");
        }
    }

    #[test]
    fn an_epoch_takes_every_sample_once_in_an_order_of_the_seed() {
        let example = builtin::example("xor").expect("built in");
        let epochs = |seed: u64| {
            let mut training = Minibatch::new(&example, 3, seed);
            let mut taken = Vec::new();
            while training.progress().epochs < 8 {
                taken.extend_from_slice(training.next_batch());
                training.update();
            }
            assert_eq!(training.progress(), Progress { updates: 16, seen: 32, epochs: 8 });
            taken
        };
        let taken = epochs(4);
        for epoch in taken.chunks(4) {
            let mut sorted = epoch.to_vec();
            sorted.sort_unstable();
            assert_eq!(sorted, [0, 1, 2, 3]);
        }
        assert_eq!(taken, epochs(4));
        assert_ne!(taken, epochs(5));
    }

    #[test]
    fn the_batches_gradients_average_to_the_whole() {
        let example = builtin::example("three-classes").expect("built in");
        let mut training = Minibatch::new(&example, 1, 1);
        let (whole, _) = training.gradient_of(&[0, 1, 2]);
        let singles = [0, 1, 2].map(|sample| training.gradient_of(&[sample]).0);
        for (w, whole) in whole.iter().enumerate() {
            let mean = singles.iter().map(|single| single[w]).sum::<f64>() / 3.0;
            assert!((mean - whole).abs() < 1e-14);
        }
    }

    #[test]
    fn work_counts_samples_and_updates() {
        let example = builtin::example("two-two-two").expect("built in");
        // 8 + 8 + 4 multiplications a sample, 2 · 12 an update.
        assert_eq!(work(example.network(), 10, 0), 200);
        assert_eq!(work(example.network(), 0, 1), 24);
    }
}
