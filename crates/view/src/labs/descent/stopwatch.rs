//! The stopwatch: how much longer an update by more samples takes on this very machine.
//!
//! Every slice of the frame loop lasts as long as any other, so the updates made in one tell how long each took.

use gradlight_core::minibatch::Minibatch;

/// Slices that each way to train gets, in turns.
const SLICES: usize = 20;
/// Updates between two looks at the time.
const BETWEEN_LOOKS: usize = 10;
/// Updates that a slice has at most, however long it is.
const MOST: usize = 100_000;

/// A measurement under way or done.
#[derive(Clone, Debug, Default)]
pub(super) struct Stopwatch {
    /// The three ways, from the largest batch to one sample; none before the first start.
    trainings: Vec<Minibatch>,
    /// The most updates that each has made in a slice: what else the machine does can only make them fewer.
    most: [usize; 3],
    slices: usize,
}

impl Stopwatch {
    /// A measurement that begins.
    pub(super) fn started(trainings: [Minibatch; 3]) -> Self {
        Self { trainings: trainings.into(), ..Self::default() }
    }

    /// Whether it is under way.
    pub(super) fn is_running(&self) -> bool {
        self.slices < SLICES * self.trainings.len()
    }

    /// Gives the next slice to the one whose turn it is.
    pub(super) fn go_on(&mut self, is_time_up: &mut dyn FnMut() -> bool) {
        let turn = self.slices % self.most.len();
        let mut updates = 0;
        while updates < MOST {
            for _ in 0..BETWEEN_LOOKS {
                self.trainings[turn].update();
            }
            updates += BETWEEN_LOOKS;
            if is_time_up() {
                break;
            }
        }
        self.most[turn] = self.most[turn].max(updates);
        self.slices += 1;
    }

    /// How long an update took, counted in updates by one sample; none until it is measured.
    pub(super) fn time(&self, run: usize) -> Option<f64> {
        let is_done = !self.trainings.is_empty() && !self.is_running();
        is_done.then(|| self.most[2] as f64 / self.most[run] as f64)
    }
}
