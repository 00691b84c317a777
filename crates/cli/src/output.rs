//! The formats a trace is printed in.

use std::io::Write;

use gradlight_view::report::{TracedRound, request};

use crate::Stop;
use crate::arguments::TraceRequest;
use crate::refusal::Refusal;
use crate::source;

mod csv;
pub(crate) mod handout;
pub(crate) mod json;
mod latex;
mod markdown;

/// A way of printing a trace.
#[derive(Clone, Copy, Default)]
pub(crate) enum Format {
    /// The report as it is.
    #[default]
    Json,
    /// A table a phase.
    Markdown,
    /// An `align*` a phase.
    Latex,
    /// A row a step.
    Csv,
}

impl Format {
    /// Every format.
    pub(crate) const ALL: [Self; 4] = [Self::Json, Self::Markdown, Self::Latex, Self::Csv];

    /// Its name on the command line.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Markdown => "markdown",
            Self::Latex => "latex",
            Self::Csv => "csv",
        }
    }

    /// The format of that name, if there is one.
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }
}

/// Prints the round asked for.
///
/// # Errors
/// A refusal where there is no such example, sample or round; nothing is printed then.
pub(crate) fn trace(out: &mut impl Write, request: &TraceRequest) -> Result<(), Stop> {
    let example = source::example(&request.example)?;
    let sample = request::sample(&request.sample, &example).map_err(|fault| Refusal::of_option(&fault))?;
    let round = TracedRound::of(example, request.round, sample).map_err(Refusal::from)?;
    let report = round.report(request.notation, request.digits);
    match request.format {
        Format::Json => json::write(out, &report)?,
        Format::Markdown => markdown::write(out, round.opened.title(), &report, request.digits)?,
        Format::Latex => latex::write(out, &round, request.notation, request.digits)?,
        Format::Csv => csv::write(out, &report)?,
    }
    Ok(())
}
