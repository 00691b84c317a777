//! gradlight: gradient, training, trace and handout of an example, on the terminal.
//!
//! What is printed is a report of `gradlight_view`; here are only arguments, files and formats. A refusal is one
//! line on standard error with exit status 2, and is always found before anything is printed.

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use arguments::{Command, help};
use gradlight_view::report::{GradientReport, TrainReport};
use output::json;
use refusal::Refusal;

mod arguments;
mod output;
mod refusal;
mod source;

/// The exit status of bad input.
const BAD_INPUT: u8 = 2;
/// The exit status where the output could not be written.
const UNWRITTEN: u8 = 1;

/// Why a command ended early.
enum Stop {
    /// Bad input; nothing has been printed.
    Refused(Refusal),
    /// The output could not be written.
    Unwritten(io::Error),
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Unwritten(error)
    }
}

fn main() -> ExitCode {
    let mut out = BufWriter::new(io::stdout().lock());
    let ran = run(&mut out).and_then(|()| Ok(out.flush()?));
    match ran {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever reads has seen enough, as with `| head`.
        Err(Stop::Unwritten(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(Stop::Unwritten(error)) => complain(&format!("the output could not be written: {error}"), UNWRITTEN),
        Err(Stop::Refused(refusal)) => complain(&refusal.to_string(), BAD_INPUT),
    }
}

/// Says one line on standard error; where even that fails, the exit status is left to speak.
fn complain(line: &str, status: u8) -> ExitCode {
    let _ = writeln!(io::stderr(), "{line}");
    ExitCode::from(status)
}

fn run(out: &mut impl Write) -> Result<(), Stop> {
    match arguments::parse(std::env::args_os().skip(1))? {
        Command::Help(topic) => out.write_all(help::text(topic).as_bytes())?,
        Command::Version => writeln!(out, "gradlight {}", env!("CARGO_PKG_VERSION"))?,
        Command::Gradient { example } => json::write(out, &GradientReport::of(&source::example(&example)?))?,
        Command::Train { example, rounds, history } => {
            let example = source::example(&example)?;
            let report = if history { TrainReport::with_history } else { TrainReport::of };
            json::write(out, &report(&example, rounds))?;
        }
        Command::Trace(request) => output::trace(out, &request)?,
        Command::Handout(request) => output::handout::write(out, &request)?,
        Command::Lecture { deck, layout } => output::handout::write_lecture(out, &deck, layout)?,
    }
    Ok(())
}
