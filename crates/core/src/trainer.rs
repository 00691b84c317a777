//! The trainer: mini-batch gradient descent in f32, cut into slices.
//!
//! ```text
//! w ← w − α ∂C/∂w,  C averaged over the batch;  after each epoch α ← α · decay
//! ```
//!
//! Each epoch goes through the training pictures once, in an order of its own that the seed determines; before the
//! first epoch and after each one both sets are scored. A batch takes no memory.

mod room;
pub mod trial;

use std::sync::Arc;

use crate::classifier::Classifier;
use crate::job::{Job, Progress};
use crate::pictures::Pictures;
use crate::random::Random;
use room::{Outcome, Room};

/// Pictures that are scored in one step.
const SCORED_AT_ONCE: usize = 32;

/// The trail of costs has so many points an epoch.
pub const POINTS_AN_EPOCH: usize = 10;

/// How training goes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// Pictures in a batch, at least 1; the last batch of an epoch may be smaller.
    pub batch: usize,
    /// The learning rate α of the first epoch.
    pub rate: f32,
    /// What the rate is multiplied by after each epoch.
    pub decay: f32,
    /// Epochs to train for.
    pub epochs: usize,
    /// The seed of the orders.
    pub seed: u64,
}

/// How well a set of pictures is told apart.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Score {
    /// The loss averaged over the pictures.
    pub cost: f64,
    /// How many are told right.
    pub right: usize,
    /// How many there are.
    pub of: usize,
}

impl Score {
    /// The share that is told right, 0…1.
    pub fn accuracy(&self) -> f64 {
        self.right as f64 / self.of.max(1) as f64
    }
}

/// Both sets' scores after so many epochs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Epoch {
    /// Of the training pictures.
    pub train: Score,
    /// Of the test pictures.
    pub test: Score,
}

/// What the network made of a test picture when the tests were last scored.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Verdict {
    /// The class it took the picture for.
    pub answer: u8,
    /// The picture's loss.
    pub loss: f32,
}

/// What is done next.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Stage {
    /// Scores the test pictures from that one on.
    Test { next: usize, sum: f64, right: usize },
    /// Scores the training pictures from that one on.
    Train { next: usize, sum: f64, right: usize, test: Score },
    /// Trains on the batch that begins there in the order.
    Batch { next: usize },
}

const SCORING: Stage = Stage::Test { next: 0, sum: 0.0, right: 0 };

/// A classifier in training.
#[derive(Clone, Debug)]
pub struct Trainer {
    classifier: Classifier,
    train: Arc<Pictures>,
    test: Arc<Pictures>,
    settings: Settings,
    /// The rate in force.
    rate: f32,
    random: Random,
    order: Vec<u32>,
    stage: Stage,
    room: Room,
    batches: usize,
    epochs: Vec<Epoch>,
    verdicts: Vec<Verdict>,
    trail: Vec<f32>,
    /// Costs that the next point of the trail averages: their sum, and how many.
    gathered: (f64, usize),
    diverged: bool,
}

impl Trainer {
    /// A trainer of that classifier, which takes as many inputs as the pictures have pixels.
    pub fn new(classifier: Classifier, train: Arc<Pictures>, test: Arc<Pictures>, settings: Settings) -> Self {
        let settings = Settings { batch: settings.batch.max(1), ..settings };
        let mut trainer = Self {
            room: Room::new(&classifier, settings.batch.max(SCORED_AT_ONCE)),
            rate: settings.rate,
            random: Random::seeded(settings.seed),
            order: (0..train.len() as u32).collect(),
            stage: SCORING,
            batches: 0,
            epochs: Vec::new(),
            verdicts: vec![Verdict::default(); test.len()],
            trail: Vec::new(),
            gathered: (0.0, 0),
            diverged: false,
            classifier,
            train,
            test,
            settings,
        };
        trainer.random.shuffle(&mut trainer.order);
        trainer
    }

    /// The classifier as it is now.
    pub fn classifier(&self) -> &Classifier {
        &self.classifier
    }

    /// The training pictures.
    pub fn train(&self) -> &Pictures {
        &self.train
    }

    /// The test pictures.
    pub fn test(&self) -> &Pictures {
        &self.test
    }

    /// How training goes.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The learning rate in force.
    pub fn rate(&self) -> f32 {
        self.rate
    }

    /// Goes on with another learning rate.
    pub fn set_rate(&mut self, rate: f32) {
        (self.settings.rate, self.rate) = (rate, rate);
    }

    /// Goes on with another decay.
    pub fn set_decay(&mut self, decay: f32) {
        self.settings.decay = decay;
    }

    /// Goes on up to so many epochs.
    pub fn set_epochs(&mut self, epochs: usize) {
        self.settings.epochs = epochs;
    }

    /// Goes on with batches of so many pictures, at least 1.
    pub fn set_batch(&mut self, batch: usize) {
        self.settings.batch = batch.max(1);
        if self.room.samples() < self.settings.batch {
            self.room = Room::new(&self.classifier, self.settings.batch);
        }
    }

    /// The scores before the first epoch and after each one.
    pub fn epochs(&self) -> &[Epoch] {
        &self.epochs
    }

    /// Finished epochs.
    pub fn finished(&self) -> usize {
        self.epochs.len().saturating_sub(1)
    }

    /// Finished epochs with the part of the one that is under way.
    pub fn reached(&self) -> f64 {
        match self.stage {
            Stage::Batch { next } => self.finished() as f64 + next as f64 / self.order.len().max(1) as f64,
            _ => self.epochs.len() as f64,
        }
    }

    /// Finished batches.
    pub fn batches(&self) -> usize {
        self.batches
    }

    /// The cost averaged over each tenth of an epoch, as the batches had it before their updates.
    pub fn trail(&self) -> &[f32] {
        &self.trail
    }

    /// What the test pictures were taken for when they were last scored.
    pub fn verdicts(&self) -> &[Verdict] {
        &self.verdicts
    }

    /// The places of the next batch's pictures among the training pictures.
    pub fn next_batch(&self) -> &[u32] {
        let from = match self.stage {
            Stage::Batch { next } => next,
            _ => 0,
        };
        let to = (from + self.settings.batch).min(self.order.len());
        &self.order[from..to]
    }

    /// Whether a cost was no finite number; training has ended then.
    pub fn has_diverged(&self) -> bool {
        self.diverged
    }

    /// Whether the sets are being scored, rather than trained on.
    pub fn is_scoring(&self) -> bool {
        !matches!(self.stage, Stage::Batch { .. })
    }

    /// Whether nothing is left to do.
    pub fn is_complete(&self) -> bool {
        !self.is_scoring() && (self.diverged || self.finished() >= self.settings.epochs)
    }

    /// Trains on the next batch, and scores nothing.
    fn train_next(&mut self) {
        let next = match self.stage {
            Stage::Batch { next } => next,
            _ => 0,
        };
        self.train_on(next);
    }

    fn score_tests(&mut self, next: usize, mut sum: f64, mut right: usize) -> (usize, f64, usize) {
        let end = (next + SCORED_AT_ONCE).min(self.test.len());
        let (test, verdicts) = (&self.test, &mut self.verdicts);
        let mut place = next;
        self.room.forward(&self.classifier, test, next..end, |Outcome { loss, answer }| {
            verdicts[place] = Verdict { answer: answer as u8, loss };
            sum += f64::from(loss);
            right += usize::from(answer == test.label(place));
            place += 1;
        });
        (end, sum, right)
    }

    fn score_training(&mut self, next: usize, mut sum: f64, mut right: usize) -> (usize, f64, usize) {
        let end = (next + SCORED_AT_ONCE).min(self.train.len());
        let train = &self.train;
        let mut place = next;
        self.room.forward(&self.classifier, train, next..end, |Outcome { loss, answer }| {
            sum += f64::from(loss);
            right += usize::from(answer == train.label(place));
            place += 1;
        });
        (end, sum, right)
    }

    fn train_on(&mut self, from: usize) {
        let to = (from + self.settings.batch).min(self.order.len());
        let places = self.order[from..to].iter().map(|place| *place as usize);
        let mut sum = 0.0;
        self.room.forward(&self.classifier, &self.train, places.clone(), |outcome| sum += f64::from(outcome.loss));
        let samples = places.len();
        self.diverged |= !sum.is_finite();
        if self.diverged {
            return;
        }
        self.room.learn(&mut self.classifier, &self.train, places, self.rate);
        self.batches += 1;
        self.gather(sum, samples, to);
        if to < self.order.len() {
            self.stage = Stage::Batch { next: to };
        } else {
            self.rate *= self.settings.decay;
            self.random.shuffle(&mut self.order);
            self.stage = SCORING;
        }
    }

    /// Adds a batch's costs to the trail, which gets a point where a tenth of the epoch ends.
    fn gather(&mut self, sum: f64, samples: usize, to: usize) {
        let (costs, count) = self.gathered;
        self.gathered = (costs + sum, count + samples);
        let wanted = self.finished() * POINTS_AN_EPOCH + to * POINTS_AN_EPOCH / self.order.len();
        if self.trail.len() < wanted {
            let mean = (self.gathered.0 / self.gathered.1 as f64) as f32;
            // Few large batches end several tenths at once.
            self.trail.resize(wanted, mean);
            self.gathered = (0.0, 0);
        }
    }
}

fn score(sum: f64, right: usize, of: usize) -> Score {
    Score { cost: sum / of.max(1) as f64, right, of }
}

impl Job for Trainer {
    /// In pictures.
    fn progress(&self) -> Progress {
        let set = self.order.len().max(1);
        let of = self.settings.epochs * set;
        let done = if self.is_complete() { of } else { (self.reached() * set as f64) as usize };
        Progress { done: done.min(of.saturating_sub(usize::from(!self.is_complete()))), of }
    }

    /// Trains on one batch, or scores a few pictures.
    fn step(&mut self) {
        match self.stage {
            Stage::Test { next, sum, right } if next < self.test.len() => {
                let (next, sum, right) = self.score_tests(next, sum, right);
                self.stage = Stage::Test { next, sum, right };
            }
            Stage::Test { next: of, sum, right } => {
                let test = score(sum, right, of);
                self.stage = Stage::Train { next: 0, sum: 0.0, right: 0, test };
            }
            Stage::Train { next, sum, right, test } if next < self.train.len() => {
                let (next, sum, right) = self.score_training(next, sum, right);
                self.stage = Stage::Train { next, sum, right, test };
            }
            Stage::Train { next: of, sum, right, test } => {
                let train = score(sum, right, of);
                self.epochs.push(Epoch { train, test });
                self.stage = Stage::Batch { next: 0 };
            }
            Stage::Batch { .. } if self.is_complete() => {}
            Stage::Batch { next } => self.train_on(next),
        }
    }
}
