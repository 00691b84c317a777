//! A program that runs beside the browser and is asked line by line.

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use anyhow::{Context as _, Result};

/// The running program; it ends when this is dropped.
#[derive(Debug)]
pub(crate) struct Asked {
    process: Child,
    ask: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

impl Asked {
    /// Starts a program.
    ///
    /// # Errors
    /// It does not start.
    pub(crate) fn start(command: &mut Command) -> Result<Self> {
        let mut process = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("cannot start {command:?}"))?;
        let ask = process.stdin.take();
        let answers = BufReader::new(process.stdout.take().context("the program has no output")?);
        Ok(Self { process, ask, answers })
    }

    /// An example program of `gradlight-core`, in release.
    pub(crate) fn example(name: &str) -> Command {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut command = Command::new(cargo);
        command.args(["run", "--quiet", "--release", "--package", "gradlight-core", "--example", name, "--"]);
        command
    }

    /// Asks with one line and gives the answer, a line of numbers.
    ///
    /// # Errors
    /// It does not answer, or not in numbers.
    pub(crate) fn numbers(&mut self, question: &str) -> Result<Vec<f64>> {
        let ask = self.ask.as_mut().context("the program takes no input")?;
        writeln!(ask, "{question}")?;
        let mut answer = String::new();
        self.answers.read_line(&mut answer)?;
        answer.split_whitespace().map(|number| number.parse().context("an answer that is no number")).collect()
    }
}

impl Drop for Asked {
    fn drop(&mut self) {
        // It ends where its input does.
        self.ask = None;
        self.process.wait().ok();
    }
}
