//! A trace as comma-separated values: a row a step, quoted where it must be.

use std::io::{self, Write};

use csv::Writer;
use gradlight_view::report::{Number, TraceReport};

use super::json;

/// Writes the columns' names and a row a step.
///
/// # Errors
/// Where `out` cannot be written to.
pub(crate) fn write(out: &mut impl Write, report: &TraceReport) -> io::Result<()> {
    let mut rows = Writer::from_writer(out);
    rows.write_record(["id", "phase", "value", "reads", "text"])?;
    for step in &report.steps {
        let (value, reads) = (value(step.value), step.reads.join(" "));
        rows.write_record([&step.id, step.phase.name(), &value, &reads, &step.text])?;
    }
    rows.flush()
}

/// The value as in JSON; what is not finite as most readers of tables take it.
fn value(Number(value): Number) -> String {
    match value {
        _ if value.is_finite() => json::number(value),
        _ if value.is_nan() => "NaN".to_owned(),
        _ if value > 0.0 => "inf".to_owned(),
        _ => "-inf".to_owned(),
    }
}
