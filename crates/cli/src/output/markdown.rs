//! A trace as Markdown: a table a phase, for notes and handouts.

use std::io::{self, Write};

use gradlight_core::trace::Phase;
use gradlight_view::format::{self, Digits};
use gradlight_view::report::TraceReport;

/// Writes a heading and a table for each phase that has steps.
///
/// # Errors
/// Where `out` cannot be written to.
pub(crate) fn write(out: &mut impl Write, title: &str, report: &TraceReport, digits: Digits) -> io::Result<()> {
    let place = format!("round {}, sample {}", report.round, report.sample);
    let heading = if title.is_empty() { capitalised(&place) } else { format!("{}: {place}", plain(title)) };
    writeln!(out, "# {heading}")?;
    for phase in Phase::ALL {
        let mut steps = report.steps.iter().filter(|step| step.phase == phase).peekable();
        if steps.peek().is_none() {
            continue;
        }
        writeln!(out, "\n## {}\n", capitalised(phase.name()))?;
        writeln!(out, "| id | formula | value |\n|:---|:---|---:|")?;
        for step in steps {
            writeln!(
                out,
                "| {} | {} | {} |",
                code(&step.id),
                code(&step.text),
                format::computed(step.value.0, digits)
            )?;
        }
    }
    Ok(())
}

/// A code span within a table, where a bar would end the cell even so.
fn code(text: &str) -> String {
    format!("`{}`", text.replace('|', "\\|"))
}

/// A title that someone typed, with nothing in it that Markdown would read as more than text.
fn plain(title: &str) -> String {
    let mut text = String::with_capacity(title.len());
    for character in title.chars() {
        match character {
            _ if character.is_control() => text.push(' '),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '!' | '&' | '~' | '$' => {
                text.extend(['\\', character]);
            }
            _ => text.push(character),
        }
    }
    text
}

fn capitalised(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typed_title_stays_text() {
        assert_eq!(plain("<b> a|b\n# *c*"), "\\<b\\> a\\|b \\# \\*c\\*");
        assert_eq!(code("|x|"), "`\\|x\\|`");
    }
}
