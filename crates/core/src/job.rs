//! Jobs: long work cut into slices, so that whoever runs it, a frame loop or a worker, stays in charge of the time.

/// How far a job has come, in its own steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Finished steps.
    pub done: usize,
    /// Steps in all.
    pub of: usize,
}

impl Progress {
    /// Whether nothing is left to do.
    pub fn is_complete(self) -> bool {
        self.done >= self.of
    }
}

/// Work that goes on in slices and holds all it needs, so that it can be moved to where there is time for it.
pub trait Job {
    /// Takes the next step, which is short: a fraction of a millisecond; does nothing where the work is complete.
    fn step(&mut self);

    /// How far the work has come.
    fn progress(&self) -> Progress;

    /// Goes on until the work is complete or the time is up, which is asked after each step.
    fn go_on(&mut self, is_time_up: &mut dyn FnMut() -> bool) -> Progress {
        while !self.progress().is_complete() {
            self.step();
            if is_time_up() {
                break;
            }
        }
        self.progress()
    }
}
