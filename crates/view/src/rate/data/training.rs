//! The data panel's training: what has been trained, what is due, and what became of it.

use gradlight_core::batch::{Plan, Score, Trainer};
use gradlight_core::dataset::{Point, split};

use super::knob::StepBy;
use super::setup::Setup;

/// The scores at the end of an epoch.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Scores {
    /// On the training points.
    pub(super) train: Score,
    /// On the test points.
    pub(super) test: Score,
}

/// Why training has ended by itself.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum End {
    /// It reached the epoch to stop at.
    Epoch(usize),
    /// It reached the cost to stop at.
    Cost(f64),
    /// No parameter moves further than this in an epoch.
    Still(f64),
    /// A parameter left the range of numbers in that epoch, from 1.
    Diverged(usize),
}

/// Another rate, penalty or batch size while training went on.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Retune {
    /// How many samples had been taken.
    pub(super) taken: usize,
    /// What held from there on: of the plan its rate, schedule, penalty and batch size.
    pub(super) plan: Plan,
}

/// A training from its first weights, with all that the panel shows of it.
#[derive(Clone, Debug)]
pub(super) struct Training {
    trainer: Trainer,
    /// The points that train.
    pub(super) train: Vec<Point>,
    /// The points that test.
    pub(super) test: Vec<Point>,
    /// The scores after each finished epoch, from 0.
    pub(super) history: Vec<Scores>,
    /// The scores as the parameters stand.
    pub(super) now: Scores,
    /// Why it ended, if it has.
    pub(super) end: Option<End>,
    /// What was retuned on the way, in order.
    pub(super) retunes: Vec<Retune>,
    /// Retunes of a link still to come, in order.
    replay: Vec<Retune>,
    /// What is still to be trained.
    due: (usize, StepBy),
    /// Whether what is due repeats what a link tells, so that no stop holds it up.
    replays: bool,
    /// Counts what changes the parameters.
    revision: u64,
}

impl Training {
    /// The network before any training.
    pub(super) fn new(setup: &Setup) -> Self {
        let (train, test) = split(&setup.points(), setup.share, setup.seed);
        let mut trainer = Trainer::new(&setup.plan, &train);
        let now = Scores { train: trainer.score(&train), test: trainer.score(&test) };
        Self {
            trainer,
            train,
            test,
            history: vec![now],
            now,
            end: None,
            retunes: Vec::new(),
            replay: Vec::new(),
            due: (0, StepBy::Epoch),
            replays: false,
            revision: 0,
        }
    }

    /// What is trained, as it stands.
    pub(super) fn trainer(&self) -> &Trainer {
        &self.trainer
    }

    /// A number that every change of the parameters makes another one.
    pub(super) fn revision(&self) -> u64 {
        self.revision
    }

    /// How many samples have been taken since the start.
    pub(super) fn taken(&self) -> usize {
        let (taken, whole) = self.trainer.progress();
        self.trainer.epoch() * whole + taken
    }

    /// Has so many steps made as soon as there is time; those still due for the same kind are part of it.
    pub(super) fn demand(&mut self, steps: usize, by: StepBy) {
        let left = if self.due.1 == by { self.due.0 } else { 0 };
        self.due = (steps.max(left), by);
    }

    /// Forgets what is due.
    pub(super) fn rest(&mut self) {
        self.due.0 = 0;
        self.replays = false;
        self.replay.clear();
    }

    /// Whether something is due.
    pub(super) fn is_due(&self) -> bool {
        self.due.0 > 0
    }

    /// Whether what is due repeats what a link tells.
    pub(super) fn is_replaying(&self) -> bool {
        self.replays
    }

    /// Has all of it made again as a link tells: so many samples, with those retunes on the way.
    pub(super) fn replay(&mut self, taken: usize, retunes: Vec<Retune>) {
        self.replay = retunes;
        self.demand(taken, StepBy::Sample);
        self.replays = true;
        self.begin_retunes();
    }

    /// Trains on with that rate, penalty and batch size.
    pub(super) fn retune(&mut self, setup: &Setup) {
        self.apply(Retune { taken: self.taken(), plan: setup.plan.clone() });
    }

    fn apply(&mut self, retune: Retune) {
        // Of several at one place the last holds; at the very start it is simply the plan.
        self.retunes.retain(|known| known.taken != retune.taken);
        self.trainer.retune(&retune.plan);
        self.retunes.push(retune);
        self.end = self.end.filter(|end| matches!(end, End::Diverged(_)));
    }

    fn begin_retunes(&mut self) {
        while self.replay.first().is_some_and(|retune| retune.taken <= self.taken()) {
            let retune = self.replay.remove(0);
            self.apply(retune);
        }
    }

    /// Makes one step now and takes the scores after it.
    pub(super) fn step_once(&mut self, by: StepBy) {
        self.rest();
        self.step(by);
        if self.trainer.progress().0 > 0 {
            self.look();
        }
    }

    fn step(&mut self, by: StepBy) {
        let epoch = self.trainer.epoch();
        match by {
            StepBy::Sample => self.trainer.take_sample(),
            StepBy::Batch => self.trainer.take_batch(),
            StepBy::Epoch => self.trainer.take_epoch(),
        }
        self.revision += 1;
        if self.trainer.has_diverged() {
            self.end = Some(End::Diverged(epoch + 1));
            self.rest();
        } else if self.trainer.epoch() > epoch {
            self.look();
            self.history.push(self.now);
        }
        self.begin_retunes();
    }

    /// Takes the scores as the parameters stand.
    fn look(&mut self) {
        let Self { trainer, train, test, now, .. } = self;
        *now = Scores { train: trainer.score(train), test: trainer.score(test) };
    }

    /// Makes steps that are due until none is left, a stop is reached or the time is up.
    pub(super) fn work(&mut self, setup: &Setup, is_time_up: &mut dyn FnMut() -> bool) {
        while self.due.0 > 0 && !is_time_up() {
            let epoch = self.trainer.epoch();
            self.step(self.due.1);
            self.due.0 = self.due.0.saturating_sub(1);
            if !self.replays {
                self.stop_at(setup, epoch);
            }
        }
        self.replays &= self.due.0 > 0;
        if self.trainer.progress().0 > 0 {
            self.look();
        }
    }

    /// Ends where a stop has been reached in an epoch that has just been finished.
    fn stop_at(&mut self, setup: &Setup, before: usize) {
        let epoch = self.trainer.epoch();
        if epoch == before || self.end.is_some() {
            return;
        }
        let stops = setup.stops;
        let at_epoch = stops.epoch.filter(|stop| epoch == *stop).map(End::Epoch);
        let at_cost = stops.cost.filter(|stop| self.now.train.cost <= *stop).map(End::Cost);
        let still = stops.still.filter(|stop| self.trainer.last_move() <= *stop).map(End::Still);
        self.end = at_epoch.or(at_cost).or(still);
        if self.end.is_some() {
            self.rest();
        }
    }

    /// Trains for so many epochs without looking at anything on the way, and gives the training cost then.
    pub(super) fn learn(&mut self, epochs: usize) -> f64 {
        (0..epochs).for_each(|_| self.trainer.take_epoch());
        self.look();
        self.now.train.cost
    }

    /// Takes the end back, so that training may go on past it.
    pub(super) fn go_on(&mut self) {
        self.end = self.end.filter(|end| matches!(end, End::Diverged(_)));
    }

    /// The activation of every unit and the leaning of the outputs at a place; see [`Trainer::look`].
    pub(super) fn look_at(&mut self, place: [f64; 2], values: &mut [f32]) {
        self.trainer.look(place, values);
    }
}
