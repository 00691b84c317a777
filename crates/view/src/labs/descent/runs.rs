//! Three runs on the same data: by all samples, by some, by one an update; and how a gradient's noise spreads.

use gradlight_core::activation::Activation;
use gradlight_core::example::{Example, Fault, Sample};
use gradlight_core::landscape::Landscape;
use gradlight_core::loss::Loss;
use gradlight_core::minibatch::{Minibatch, work};
use gradlight_core::network::{LayerParameters, Neuron};
use gradlight_core::quantity::{BiasId, Quantity};
use gradlight_core::random::Random;
use gradlight_core::search::Ground as _;

/// Samples there are.
pub(super) const SAMPLES: usize = 128;
/// Updates that each run makes at least.
pub(super) const UPDATES: usize = 400;
/// Epochs that each run sees at least.
pub(super) const EPOCHS: usize = 20;
/// Batches drawn to show the noise.
pub(super) const ARROWS: usize = 60;
/// How far apart the two classes are, and how wide each is.
const CLASSES: (f64, f64) = (1.0, 1.3);
/// Where every run starts: weight and bias.
const START: (f64, f64) = (-1.5, 2.5);
/// Updates taken between two looks at the time.
const SLICE: usize = 20;

/// A place that a run has come by, and what it had cost by then.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Stop {
    /// Weight and bias.
    pub(super) at: (f64, f64),
    /// The cost by all samples.
    pub(super) cost: f64,
    /// Updates made.
    pub(super) updates: usize,
    /// Samples looked at.
    pub(super) seen: usize,
    /// Multiplications made.
    pub(super) work: usize,
}

/// One run.
#[derive(Clone, Debug)]
pub(super) struct Run {
    training: Minibatch,
    /// Where it has been, the start first.
    pub(super) stops: Vec<Stop>,
}

impl Run {
    fn new(example: &Example, batch: usize, seed: u64) -> Self {
        let mut run = Self { training: Minibatch::new(example, batch, seed), stops: Vec::new() };
        run.note();
        run
    }

    fn note(&mut self) {
        let (network, progress) = (self.training.network(), self.training.progress());
        self.stops.push(Stop {
            at: (network.weights()[0], network.biases()[0]),
            cost: self.training.cost(),
            updates: progress.updates,
            seen: progress.seen,
            work: self.training.work(),
        });
    }

    /// Samples an update.
    pub(super) fn batch(&self) -> usize {
        self.training.batch()
    }

    /// Multiplications that an update by a whole batch takes.
    pub(super) fn work_an_update(&self) -> usize {
        work(self.training.network(), self.batch(), 1)
    }

    /// Whether it has come as far as is shown.
    fn is_done(&self) -> bool {
        let progress = self.training.progress();
        let is_lost = self.stops.last().is_some_and(|stop| !stop.cost.is_finite());
        is_lost || (progress.updates >= UPDATES && progress.epochs >= EPOCHS)
    }
}

/// The gradients of many batches at one place.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Cloud {
    /// The gradient of each batch.
    pub(super) arrows: Vec<(f64, f64)>,
    /// The gradient of all samples.
    pub(super) whole: (f64, f64),
    /// How far a batch's gradient lies from the whole, as a root mean square.
    pub(super) spread: f64,
    /// What the spread of single samples lets expect for batches: s/√B, less as they near the whole.
    pub(super) expected: f64,
}

/// The three runs and the ground under them.
#[derive(Clone, Debug)]
pub(super) struct Runs {
    /// By all samples, by some, by one.
    pub(super) all: [Run; 3],
    landscape: Landscape,
    example: Example,
}

impl Runs {
    /// Three runs at their start.
    pub(super) fn new(batch: usize, rate: f64, seed: u64) -> Option<Self> {
        let example = example(rate, seed)?;
        let run = |batch: usize| Run::new(&example, batch, seed);
        let landscape = Landscape::of_parameters(&example, [0, 1])?;
        Some(Self { all: [run(SAMPLES), run(batch), run(1)], landscape, example })
    }

    /// Whether every run has come as far as is shown.
    pub(super) fn are_done(&self) -> bool {
        self.all.iter().all(Run::is_done)
    }

    /// Takes the first run that is not done a few updates further.
    pub(super) fn advance(&mut self) {
        if let Some(run) = self.all.iter_mut().find(|run| !run.is_done()) {
            for _ in 0..SLICE {
                if !run.is_done() {
                    run.training.update();
                    run.note();
                }
            }
        }
    }

    /// Takes every run to so many samples, for a glance at it.
    pub(super) fn advance_to(&mut self, seen: usize) {
        for run in &mut self.all {
            while run.training.progress().seen < seen {
                run.training.update();
                run.note();
            }
        }
    }

    /// One of the trainings from its start, for someone who goes his own way with it.
    pub(super) fn afresh(&self, run: usize) -> Minibatch {
        Minibatch::new(&self.example, self.all[run].batch(), 0)
    }

    /// The cost at a place.
    pub(super) fn cost(&mut self, at: [f64; 2]) -> f64 {
        self.landscape.cost(&at)
    }

    /// The multiplications of as many epochs of the full batch as are shown.
    pub(super) fn most_work(&self) -> usize {
        work(self.example.network(), EPOCHS * SAMPLES, EPOCHS)
    }

    /// The gradients of many batches of a size, where a run stood at a stop.
    pub(super) fn cloud(&self, stop: Stop, batch: usize, seed: u64) -> Cloud {
        let everyone: Vec<usize> = (0..SAMPLES).collect();
        let Ok(mut there) = at(&self.example, stop.at) else { return Cloud::default() };
        let mut gradient = |chosen: &[usize]| {
            let (weights, biases) = there.gradient_of(chosen);
            (weights[0], biases[0])
        };
        let whole = gradient(&everyone);
        let singles: Vec<(f64, f64)> = everyone.iter().map(|sample| gradient(&[*sample])).collect();
        let mut random = Random::seeded(seed.wrapping_add(17));
        let mut order = everyone;
        let arrow = |_| {
            random.shuffle(&mut order);
            let sum = order[..batch].iter().fold((0.0, 0.0), |(x, y), sample| {
                let (dx, dy) = singles[*sample];
                (x + dx, y + dy)
            });
            (sum.0 / batch as f64, sum.1 / batch as f64)
        };
        let arrows: Vec<(f64, f64)> = (0..ARROWS).map(arrow).collect();
        let (m, b) = (SAMPLES as f64, batch as f64);
        Cloud {
            spread: spread(&arrows, whole),
            expected: spread(&singles, whole) * ((m - b) / (m - 1.0) / b).sqrt(),
            arrows,
            whole,
        }
    }
}

/// The example's neuron with another weight and bias.
fn at(example: &Example, (weight, bias): (f64, f64)) -> Result<Minibatch, Fault> {
    let neuron = Neuron::new(0, 0);
    let moved = example.with_given(&Quantity::Weight(0), 0, weight)?;
    let moved = moved.with_given(&Quantity::Bias(BiasId::Own(neuron)), 0, bias)?;
    Ok(Minibatch::new(&moved, 1, 0))
}

/// The root of the mean squared distance from a middle.
fn spread(places: &[(f64, f64)], (x, y): (f64, f64)) -> f64 {
    let square = |(px, py): &(f64, f64)| (px - x) * (px - x) + (py - y) * (py - y);
    (places.iter().map(square).fold(0.0, |sum, square| sum + square) / places.len() as f64).sqrt()
}

/// One neuron and two clouds of points that reach into each other.
fn example(rate: f64, seed: u64) -> Option<Example> {
    let mut random = Random::seeded(seed);
    let sample = |number: usize| {
        let class = (number % 2) as f64;
        let middle = CLASSES.0 * (2.0 * class - 1.0) + 0.5;
        Sample { input: vec![middle + CLASSES.1 * random.normal()], target: vec![class] }
    };
    let samples = (0..SAMPLES).map(sample).collect();
    let layer =
        LayerParameters { activation: Activation::Sigmoid, weights: vec![vec![START.0]], biases: Some(vec![START.1]) };
    let example = Example::assembled(&[layer], Loss::BinaryCrossEntropy, samples).ok()?;
    example.with_learning_rate(rate).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn done(batch: usize) -> Runs {
        let mut runs = Runs::new(batch, 0.5, 1).expect("a sound rate");
        while !runs.are_done() {
            runs.advance();
        }
        runs
    }

    #[test]
    fn an_epoch_is_one_update_by_all_samples_and_many_by_one() {
        let runs = done(16);
        let updates = |run: &Run| run.stops.iter().find(|stop| stop.seen >= SAMPLES).map(|stop| stop.updates);
        assert_eq!(runs.all.iter().map(updates).collect::<Vec<_>>(), [Some(1), Some(8), Some(128)]);
    }

    #[test]
    fn an_update_by_more_samples_takes_longer() {
        let runs = done(16);
        // Of one weight and one bias: 2 multiplications a sample and 4 an update.
        assert_eq!(runs.all.iter().map(Run::work_an_update).collect::<Vec<_>>(), [260, 36, 6]);
    }

    #[test]
    fn after_as_many_samples_small_batches_are_further_down() {
        let runs = done(16);
        let cost =
            |run: &Run| run.stops.iter().find(|stop| stop.seen >= 4 * SAMPLES).map_or(f64::NAN, |stop| stop.cost);
        let [full, mini, _] = [0, 1, 2].map(|run| cost(&runs.all[run]));
        assert!(mini < full, "{mini} and {full}");
    }

    #[test]
    fn noise_falls_with_the_root_of_the_batch_and_ends_with_all() {
        let runs = done(16);
        let stop = runs.all[0].stops[0];
        let [one, four, sixteen, all] = [1, 4, 16, SAMPLES].map(|batch| runs.cloud(stop, batch, 1));
        for cloud in [&one, &four, &sixteen] {
            assert!((cloud.spread / cloud.expected - 1.0).abs() < 0.25, "{} and {}", cloud.spread, cloud.expected);
        }
        assert!(one.spread > 1.6 * four.spread && four.spread > 1.6 * sixteen.spread);
        assert!(all.spread < 1e-12 && all.expected == 0.0);
    }
}
