//! The native side of a comparison: a program that runs beside the browser, asked turn by turn.

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use anyhow::{Context as _, Result};

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
pub(crate) struct Native {
    process: Child,
    ask: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

impl Native {
    /// Starts that example program of `gradlight-core`, in release, with those arguments.
    ///
    /// # Errors
    /// It does not start.
    pub(crate) fn start(program: &str, arguments: &[&str]) -> Result<Self> {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut process = Command::new(cargo)
            .args(["run", "--quiet", "--release", "--package", "gradlight-core", "--example", program, "--"])
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .context("cannot start the native program")?;
        let ask = process.stdin.take();
        let answers = BufReader::new(process.stdout.take().context("the native program has no output")?);
        Ok(Self { process, ask, answers })
    }

    /// Runs it so many times and gives what one run took.
    ///
    /// # Errors
    /// It does not answer.
    pub(crate) fn turn(&mut self, runs: usize) -> Result<Turn> {
        let ask = self.ask.as_mut().context("the native program takes no input")?;
        writeln!(ask, "{runs}")?;
        let mut answer = String::new();
        self.answers.read_line(&mut answer)?;
        let (milliseconds, cost) = answer.trim().split_once(' ').context("the native program ended early")?;
        Ok(Turn { milliseconds: milliseconds.parse()?, cost: cost.parse()? })
    }
}

impl Drop for Native {
    fn drop(&mut self) {
        // It ends where its input does.
        self.ask = None;
        self.process.wait().ok();
    }
}
