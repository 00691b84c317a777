//! The native side of the training comparison: a program that runs beside the browser, asked turn by turn.

use anyhow::{Result, bail};

use crate::asked::Asked;

/// What a turn of several runs gave.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Turn {
    /// Milliseconds a run.
    pub(crate) milliseconds: f64,
    /// The cost that a run ended at.
    pub(crate) cost: f64,
}

/// The running program; it ends when this is dropped.
#[derive(Debug)]
pub(crate) struct Native(Asked);

impl Native {
    /// Starts the example program of `gradlight-core`, in release, on that example document.
    ///
    /// # Errors
    /// It does not start.
    pub(crate) fn start(document: &str, rounds: usize) -> Result<Self> {
        Asked::start(Asked::example("rounds").args([document, &rounds.to_string()])).map(Self)
    }

    /// Runs it so many times and gives what one run took.
    ///
    /// # Errors
    /// It does not answer.
    pub(crate) fn turn(&mut self, runs: usize) -> Result<Turn> {
        let answer = self.0.numbers(&runs.to_string())?;
        let &[milliseconds, cost] = answer.as_slice() else { bail!("the native program ended early") };
        Ok(Turn { milliseconds, cost })
    }
}
