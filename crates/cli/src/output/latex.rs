//! A trace as LaTeX: an `align*` a phase, for any document that loads amsmath.

use std::io::{self, Write};

use gradlight_core::trace::Phase;
use gradlight_view::format::Digits;
use gradlight_view::notation::Notation;
use gradlight_view::report::TracedRound;

/// Writes what the fragment needs as a comment, then the phases that have steps.
///
/// # Errors
/// Where `out` cannot be written to.
pub(crate) fn write(out: &mut impl Write, round: &TracedRound, notation: Notation, digits: Digits) -> io::Result<()> {
    let (trace, typesetter) = (&round.trace, round.typesetter(notation, digits));
    writeln!(out, "% Round {}, sample {}.", trace.round(), trace.sample())?;
    writeln!(out, "% Needs \\usepackage{{amsmath}}; \\allowdisplaybreaks lets long phases run over pages.")?;
    for phase in Phase::ALL {
        let steps = trace.steps().iter().filter(|step| step.phase == phase);
        let lines: Vec<String> = steps.map(|step| aligned(&typesetter.latex_stages(step))).collect();
        if !lines.is_empty() {
            writeln!(out, "\n% {}", phase.name())?;
            writeln!(out, "\\begin{{align*}}\n{}\n\\end{{align*}}", lines.join(" \\\\[\\jot]\n"))?;
        }
    }
    Ok(())
}

/// A step's stages under each other, aligned at their equals signs.
fn aligned(stages: &[String]) -> String {
    let [left, right @ ..] = stages else { return String::new() };
    format!("  {left} &= {}", right.join(" \\\\\n    &= "))
}
