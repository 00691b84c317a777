//! The course of training: what was chosen, the trainer, its pace, and what of it is shown.

use gradlight_core::activation::Activation;
use gradlight_core::classifier::{Activity, Classifier, Lesson};
use gradlight_core::digits::PIXELS;
use gradlight_core::job::Job as _;
use gradlight_core::loss::Loss;
use gradlight_core::trainer::{Settings, Trainer};

use super::data::Data;
use super::pad::Pad;

/// How long what is shown stays while training goes on, in milliseconds.
const SHOWN_FOR: f64 = 100.0;

/// No more than so many milliseconds of waiting are made up for.
const LONGEST_ARREARS: f64 = 500.0;

/// Past its last epoch training goes on for so many more.
const MORE_EPOCHS: usize = 10;

/// How fast training goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pace {
    /// One batch a second.
    Batch,
    /// Ten batches a second.
    Batches,
    /// An epoch in two seconds.
    Slow,
    /// Three epochs a second.
    Brisk,
    /// As fast as the page keeps its frames.
    Full,
}

impl Pace {
    /// Every pace with its name in links and on the page.
    pub(super) const ALL: [(Self, &'static str, &'static str); 5] = [
        (Self::Batch, "batch", "a batch a second"),
        (Self::Batches, "batches", "10 batches a second"),
        (Self::Slow, "slow", "an epoch in 2 seconds"),
        (Self::Brisk, "brisk", "3 epochs a second"),
        (Self::Full, "full", "as fast as it goes"),
    ];

    pub(super) fn name(self) -> &'static str {
        Self::ALL.iter().find(|(pace, ..)| *pace == self).map_or("brisk", |(_, name, _)| name)
    }

    pub(super) fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known, _)| *known == name).map(|(pace, ..)| *pace)
    }

    /// Pictures a second; none where there is no limit.
    fn pictures(self, batch: usize, epoch: usize) -> Option<f64> {
        let (batch, epoch) = (batch as f64, epoch as f64);
        match self {
            Self::Batch => Some(batch),
            Self::Batches => Some(10.0 * batch),
            Self::Slow => Some(epoch / 2.0),
            Self::Brisk => Some(3.0 * epoch),
            Self::Full => None,
        }
    }
}

/// What was chosen of network and training.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Plan {
    pub(super) hidden: Vec<usize>,
    pub(super) activation: Activation,
    pub(super) loss: Loss,
    pub(super) seed: u64,
    pub(super) batch: usize,
    pub(super) rate: f64,
    pub(super) decay: f64,
    pub(super) epochs: usize,
}

impl Default for Plan {
    fn default() -> Self {
        Self {
            hidden: vec![16, 16],
            activation: Activation::Sigmoid,
            loss: Loss::CategoricalCrossEntropy,
            seed: 1,
            batch: 32,
            rate: 1.0,
            decay: 0.95,
            epochs: 30,
        }
    }
}

impl Plan {
    fn sizes(&self) -> Vec<usize> {
        [&[PIXELS], self.hidden.as_slice(), &[10]].concat()
    }

    fn settings(&self) -> Settings {
        let (rate, decay) = (self.rate as f32, self.decay as f32);
        Settings { batch: self.batch, rate, decay, epochs: self.epochs, seed: self.seed }
    }

    fn network(&self) -> Classifier {
        let drawn = Classifier::random(&self.sizes(), self.activation, self.loss, self.seed);
        drawn.unwrap_or_else(|fault| unreachable!("what can be chosen makes a network: {fault}"))
    }
}

/// What of the training is shown: it stands still between two looks.
#[derive(Clone, Debug)]
pub(super) struct Shown {
    /// Counts the looks.
    pub(super) look: usize,
    pub(super) classifier: Classifier,
    /// What the picture on the pad does in the network.
    pub(super) activity: Activity,
    /// What it teaches, where its class is known.
    pub(super) lesson: Option<Lesson>,
    pub(super) batches: usize,
    pub(super) rate: f32,
    pub(super) done: f64,
}

impl Shown {
    fn of(look: usize, trainer: &Trainer, pad: &Pad) -> Self {
        let classifier = trainer.classifier().clone();
        let input = pad.input();
        let lesson = pad.label().map(|label| classifier.lesson(&input, label));
        let activity = lesson.as_ref().map_or_else(|| classifier.activity(&input), |lesson| lesson.activity.clone());
        let progress = trainer.progress();
        Self {
            look,
            activity,
            lesson,
            batches: trainer.batches(),
            rate: trainer.rate(),
            done: progress.done as f64 / progress.of.max(1) as f64,
            classifier,
        }
    }
}

/// Training under way.
#[derive(Debug)]
pub(super) struct Course {
    pub(super) plan: Plan,
    pub(super) trainer: Trainer,
    pub(super) pace: Pace,
    pub(super) is_training: bool,
    pub(super) shown: Shown,
    /// The batches that another window has come to, where it is followed.
    followed: Option<usize>,
    /// Pictures that the pace allows.
    allowance: f64,
    /// Milliseconds since what is shown was looked at.
    waited: f64,
}

impl Course {
    pub(super) fn new(plan: Plan, data: &Data, pad: &Pad) -> Self {
        let trainer = Trainer::new(plan.network(), data.train.clone(), data.test.clone(), plan.settings());
        let shown = Shown::of(0, &trainer, pad);
        Self {
            plan,
            trainer,
            pace: Pace::Brisk,
            is_training: false,
            shown,
            followed: None,
            allowance: 0.0,
            waited: 0.0,
        }
    }

    /// Starts over with what is chosen now: a new network, the same data.
    pub(super) fn start_over(&mut self, data: &Data, pad: &Pad) {
        self.start_with(self.plan.network(), data, pad);
    }

    /// Starts over with that network.
    pub(super) fn start_with(&mut self, network: Classifier, data: &Data, pad: &Pad) {
        (self.is_training, self.followed) = (false, None);
        self.trainer = Trainer::new(network, data.train.clone(), data.test.clone(), self.plan.settings());
        self.score();
        self.look(pad);
    }

    /// Scores both sets before training, where there are any.
    fn score(&mut self) {
        while !self.trainer.train().is_empty() && self.trainer.epochs().is_empty() {
            self.trainer.step();
        }
    }

    /// Looks at how things are now.
    pub(super) fn look(&mut self, pad: &Pad) {
        self.waited = 0.0;
        self.shown = Shown::of(self.shown.look + 1, &self.trainer, pad);
    }

    /// Whether there are pictures to learn from, and epochs left.
    pub(super) fn can_train(&self) -> bool {
        !self.trainer.train().is_empty() && !self.trainer.is_complete()
    }

    /// Whether training can start, or go on past its last epoch.
    pub(super) fn can_start(&self) -> bool {
        !self.trainer.train().is_empty() && !self.trainer.has_diverged()
    }

    pub(super) fn toggle(&mut self, pad: &Pad) {
        if self.trainer.is_complete() && self.can_start() {
            self.plan.epochs = self.trainer.finished() + MORE_EPOCHS;
            self.trainer.set_epochs(self.plan.epochs);
        }
        self.is_training = !self.is_training && self.can_train();
        (self.followed, self.allowance) = (None, 0.0);
        self.look(pad);
    }

    /// Trains on one batch, and scores where an epoch ends with it.
    pub(super) fn one_batch(&mut self, pad: &Pad) {
        (self.is_training, self.followed) = (false, None);
        if self.can_train() {
            self.trainer.step();
            self.finish_scoring();
        }
        self.look(pad);
    }

    fn finish_scoring(&mut self) {
        while self.trainer.is_scoring() {
            self.trainer.step();
        }
    }

    /// Time has passed: more pictures are allowed.
    pub(super) fn tick(&mut self, milliseconds: f64, pad: &Pad) {
        self.waited += milliseconds;
        if let Some(pictures) = self.pace.pictures(self.plan.batch, self.trainer.train().len()) {
            let most = (pictures * LONGEST_ARREARS / 1000.0).max(self.plan.batch as f64);
            self.allowance = (self.allowance + pictures * milliseconds / 1000.0).min(most);
        }
        if self.waited >= SHOWN_FOR && self.shown.batches != self.trainer.batches() {
            self.look(pad);
        }
    }

    /// The batches done, or those that another window has come to.
    pub(super) fn goal(&self) -> usize {
        self.followed.unwrap_or(self.shown.batches)
    }

    /// Another window has come so far: training goes on to there, and no further by itself.
    pub(super) fn follow(&mut self, batches: usize) {
        if batches != self.goal() {
            (self.is_training, self.followed) = (false, Some(batches));
        }
    }

    /// Whether the next step may be taken now.
    pub(super) fn is_due(&self) -> bool {
        if let Some(batches) = self.followed {
            return self.can_train() && (self.trainer.is_scoring() || self.trainer.batches() < batches);
        }
        let is_allowed = self.pace == Pace::Full || self.allowance >= self.trainer.next_batch().len() as f64;
        self.is_training && (self.trainer.is_scoring() || is_allowed)
    }

    /// Goes on while the pace allows it and there is time; says whether training has come to its end.
    pub(super) fn go_on(&mut self, is_time_up: &mut dyn FnMut() -> bool, pad: &Pad) -> bool {
        while self.is_due() {
            if !self.trainer.is_scoring() && self.followed.is_none() {
                self.allowance -= self.trainer.next_batch().len() as f64;
            }
            self.trainer.step();
            if !self.is_due() && self.followed.is_some() {
                self.look(pad);
            }
            if self.trainer.is_complete() {
                self.is_training = false;
                self.look(pad);
                return true;
            }
            if is_time_up() {
                break;
            }
        }
        false
    }
}
