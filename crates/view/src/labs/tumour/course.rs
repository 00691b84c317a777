//! The tumour lab's course of training: the six steps of the loop, batch by batch, back and forth.

use super::study::Study;
use super::{Data, Tumour, words};
use crate::labs::Handled;

/// Epochs that a training may take.
const EPOCHS: usize = 60;
/// Epochs that “train” goes through at once.
pub(super) const AT_ONCE: usize = 30;
/// Steps of the loop that one batch goes through; the first step of all, to initialise, is made once.
const STEPS_A_BATCH: usize = 5;

/// The batch that the loop is at, as it was before its update.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Batch {
    /// Which batch, from 0.
    number: usize,
    /// Its tumours, each with its output and what is expected.
    pub(super) rows: Vec<(usize, f64, f64)>,
    pub(super) loss: f64,
    /// The length of the gradient, and its largest entry.
    pub(super) slope: f64,
    pub(super) steepest: f64,
}

impl Batch {
    /// The batch that a training takes next.
    fn next_of(study: &mut Study, number: usize) -> Self {
        let (rows, loss, slope, steepest) = study.next_batch();
        Self { number, rows, loss, slope, steepest }
    }
}

impl Tumour {
    /// The steps gone.
    pub(super) fn place(&self) -> usize {
        self.playing.place()
    }

    /// The last step of all.
    pub(super) fn last_place(&self) -> usize {
        self.study().map_or(0, |study| EPOCHS * study.updates_an_epoch() * STEPS_A_BATCH)
    }

    /// The step of the loop, 0…5.
    pub(super) fn phase(&self) -> usize {
        self.place().checked_sub(1).map_or(0, |step| step % STEPS_A_BATCH + 1)
    }

    /// The batch that the step belongs to, and the updates made by then.
    fn wanted(&self) -> (usize, usize) {
        let batch = self.place().saturating_sub(1) / STEPS_A_BATCH;
        (batch, batch + usize::from(self.phase() >= 4))
    }

    /// Whether the training is where the step wants it.
    pub(super) fn is_settled(&self, study: &Study) -> bool {
        let (batch, updates) = self.wanted();
        study.training().progress().updates == updates && self.batch.number == batch && !self.batch.rows.is_empty()
    }

    pub(super) fn go_to(&mut self, place: usize) {
        let last = self.last_place();
        self.playing.go_to(place, last);
        self.revision += 1;
    }

    /// Trains anew by the plan, and as far as before.
    pub(super) fn restart(&mut self) {
        if let Data::Here(study) = &mut self.data {
            **study = study.restarted(&self.plan);
        }
        self.neuron.index = self.neuron.index.min(if self.neuron.layer == 0 { self.plan.hidden - 1 } else { 0 });
        self.batch = Batch::default();
        self.go_to(self.place());
    }

    pub(super) fn step_to(&mut self, place: usize) -> Handled {
        self.stop_at(place);
        self.go_on(&mut || false);
        match self.study() {
            Some(study) => Handled::said(words::step_sentence(self, study)),
            None => Handled::default(),
        }
    }

    /// One epoch or many on, to where an epoch ends.
    pub(super) fn train(&mut self, epochs: usize) -> Handled {
        let steps = self.study().map_or(1, Study::updates_an_epoch) * STEPS_A_BATCH;
        let finished = self.place() / steps;
        self.stop_at((finished + epochs) * steps);
        Handled::default()
    }

    fn stop_at(&mut self, place: usize) {
        let last = self.last_place();
        self.playing.stop_at(place, last);
        self.revision += 1;
    }

    pub(super) fn play(&mut self) -> Handled {
        if self.study().is_none() {
            return Handled::default();
        }
        let last = self.last_place();
        let is_on = self.playing.toggle(last);
        self.revision += 1;
        Handled::said(if is_on { "Training." } else { "Paused." })
    }

    /// Trains on to where the step wants it, or anew where it has gone too far.
    pub(super) fn go_on(&mut self, is_time_up: &mut dyn FnMut() -> bool) {
        let (batch, updates) = self.wanted();
        let Data::Here(study) = &mut self.data else { return };
        let is_same_batch = self.batch.number == batch && !self.batch.rows.is_empty();
        let made = study.training().progress().updates;
        if made > updates || (made > batch && !is_same_batch) {
            **study = study.restarted(&self.plan);
        }
        while study.training().progress().updates < batch {
            study.update();
            if is_time_up() {
                return;
            }
        }
        if study.training().progress().updates == batch {
            self.batch = Batch::next_of(study, batch);
            if updates > batch {
                study.update();
            }
        }
    }
}
