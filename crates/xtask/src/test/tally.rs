//! Counting what passed and what failed.

use std::io::{BufRead as _, BufReader};
use std::process::{Command, ExitCode, Stdio};
use std::time::Instant;

use anyhow::{Context as _, Result};

use crate::program;

/// The passes and failures of a run. A check counts one, a test step as many as it has tests.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    passed: usize,
    failed: usize,
    failures: Vec<Failure>,
}

#[derive(Debug)]
struct Failure {
    step: &'static str,
    reason: String,
}

impl Tally {
    /// Runs a check that passes or fails as one.
    pub(crate) fn check(&mut self, step: &'static str, check: impl FnOnce() -> Result<()>) {
        let clock = Clock::start(step);
        match check() {
            Ok(()) => self.passed += 1,
            Err(fault) => self.fail(step, 1, format!("{fault:#}")),
        }
        clock.stop();
    }

    /// Runs a test program and counts the tests that it reports.
    pub(crate) fn tests(&mut self, step: &'static str, command: &mut Command) {
        let clock = Clock::start(step);
        match run_tests(command) {
            Ok(report) => {
                self.passed += report.passed;
                if let Some(reason) = report.reason() {
                    self.fail(step, report.failed.max(1), reason);
                }
            }
            Err(fault) => self.fail(step, 1, format!("{fault:#}")),
        }
        clock.stop();
    }

    /// Whether this step has failed.
    pub(crate) fn has_failed(&self, step: &str) -> bool {
        self.failures.iter().any(|failure| failure.step == step)
    }

    /// Prints each failed step with its reason, and the sum as the last line.
    pub(crate) fn print(&self) -> ExitCode {
        println!();
        for Failure { step, reason } in &self.failures {
            println!("FAILED {step}: {reason}");
        }
        println!("{} passed, {} failed", self.passed, self.failed);
        if self.failures.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }

    fn fail(&mut self, step: &'static str, count: usize, reason: String) {
        println!("FAILED {step}: {reason}");
        self.failed += count;
        self.failures.push(Failure { step, reason });
    }
}

/// What test programs have reported.
#[derive(Debug, Default, PartialEq, Eq)]
struct Report {
    passed: usize,
    failed: usize,
    failed_tests: Vec<String>,
    ended_well: bool,
}

impl Report {
    fn read(&mut self, line: &str) {
        if let Some((_, counts)) = line.split_once("test result:") {
            self.passed += count(counts, "passed");
            self.failed += count(counts, "failed");
        } else if let Some(test) = line.strip_prefix("test ")
            && let Some((name, "FAILED" | "FAIL")) = test.split_once(" ... ")
        {
            self.failed_tests.push(name.to_owned());
        }
    }

    /// Why the step has failed, if it has.
    fn reason(&self) -> Option<String> {
        match self {
            Self { failed: 0, ended_well: false, .. } => {
                Some("did not compile, or a test program broke off".to_owned())
            }
            Self { passed: 0, failed: 0, .. } => Some("ran no test at all".to_owned()),
            Self { failed: 0, .. } => None,
            Self { failed, failed_tests, .. } => Some(format!("{failed} failed: {}", failed_tests.join(", "))),
        }
    }
}

/// The number before the word, as in `ok. 3 passed; 0 failed; 0 ignored`.
fn count(counts: &str, word: &str) -> usize {
    let mut parts = counts.split([';', '.']).map(str::trim);
    parts.find_map(|part| part.strip_suffix(word)?.trim().parse().ok()).unwrap_or(0)
}

/// Runs tests, their output going to ours line by line.
fn run_tests(command: &mut Command) -> Result<Report> {
    println!("$ {}", program::line(command));
    let mut child = command.stdout(Stdio::piped()).spawn().context("cannot start the tests")?;
    let output = child.stdout.take().context("the tests have no output")?;
    let mut report = Report::default();
    for line in BufReader::new(output).split(b'\n') {
        let line = line?;
        let line = String::from_utf8_lossy(&line);
        println!("{line}");
        report.read(&line);
    }
    report.ended_well = child.wait()?.success();
    Ok(report)
}

/// The time that a step takes, printed at its end.
struct Clock {
    step: &'static str,
    start: Instant,
}

impl Clock {
    #[expect(clippy::disallowed_methods, reason = "xtask never runs in a browser")]
    fn start(step: &'static str) -> Self {
        println!("\n== {step}");
        Self { step, start: Instant::now() }
    }

    fn stop(self) {
        println!("== {}: {:.1} s", self.step, self.start.elapsed().as_secs_f64());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(lines: &[&str], ended_well: bool) -> Report {
        let mut report = Report { ended_well, ..Report::default() };
        for line in lines {
            report.read(line);
        }
        report
    }

    #[test]
    fn the_counts_of_all_test_programs_add_up() {
        let report = report(
            &[
                "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s",
                "test forward::net ... ok",
                "test forward::out ... FAILED",
                "test web::patch ... FAIL",
                "test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.20s",
            ],
            false,
        );
        assert_eq!((report.passed, report.failed), (15, 2));
        assert_eq!(report.reason().as_deref(), Some("2 failed: forward::out, web::patch"));
    }

    #[test]
    fn a_run_without_a_verdict_is_a_failure() {
        let green = "test result: ok. 1 passed; 0 failed; 0 ignored; 0 filtered out";
        assert_eq!(report(&[green], true).reason(), None);
        assert!(report(&[green], false).reason().is_some(), "broke off");
        assert!(report(&[], false).reason().is_some(), "did not compile");
        assert!(report(&[], true).reason().is_some(), "no tests");
    }
}
