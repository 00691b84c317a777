//! The native side of a comparison: the same Rust as the page's, run beside the browser and asked turn by turn.

use anyhow::{Result, bail};

use crate::asked::Asked;

/// What a turn of several runs gave.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Turn {
    /// Milliseconds a run.
    pub(crate) milliseconds: f64,
    /// What came of it, such as the cost that a run ended at.
    pub(crate) cost: f64,
}

/// The running program; it ends when this is dropped.
#[derive(Debug)]
pub(crate) struct Native(Asked);

impl Native {
    /// Starts that example program of `gradlight-core`, in release, with those arguments.
    ///
    /// # Errors
    /// It does not start.
    pub(crate) fn start(program: &str, arguments: &[&str]) -> Result<Self> {
        Ok(Self(Asked::start(Asked::example(program).args(arguments))?))
    }

    /// Runs it so many times and gives what one run took.
    ///
    /// # Errors
    /// It does not answer.
    pub(crate) fn turn(&mut self, runs: usize) -> Result<Turn> {
        let answer = self.0.numbers(&runs.to_string())?;
        let &[milliseconds, cost] = answer.as_slice() else { bail!("the native program answers {answer:?}") };
        Ok(Turn { milliseconds, cost })
    }
}
