//! The panel's words: schedules, optimisers, and what is said of a run.

use gradlight_core::example::BiasRule;
use gradlight_core::sweep::{Regime, Verdict};
use gradlight_core::train::{Divergence, Optimiser, Recipe, Schedule};

use super::atlas::is_partly_stuck;
use crate::format::{count, spoken, three_digits};
use crate::rate::regime;
use crate::state::State;

/// What a schedule is called in a list.
pub(in crate::rate) fn schedule_label(name: &str) -> &'static str {
    match name {
        "step" => "step",
        "exponential" => "exponential",
        "inverse" => "1/t",
        "cosine" => "cosine",
        "restarts" => "warm restarts",
        _ => "constant",
    }
}

/// What a schedule does, in a clause.
pub(super) fn schedule_sentence(schedule: Schedule) -> String {
    let over = count(schedule.length().unwrap_or(1));
    match schedule {
        Schedule::Constant => "it stays the same".to_owned(),
        Schedule::Step { factor, .. } => format!("every {over} rounds it is multiplied by {factor}"),
        Schedule::Exponential { .. } => format!("it halves over every {over} rounds"),
        Schedule::Inverse { .. } => format!("it falls as 1/t, to half after {over} rounds"),
        Schedule::Cosine { .. } => format!("it falls as half a wave of cosine, to 0 after {over} rounds"),
        Schedule::WarmRestarts { .. } => {
            format!("it falls as a cosine and begins high again, after {over} rounds and then twice as long each time")
        }
    }
}

/// What an optimiser is called in a list.
pub(super) fn optimiser_label(name: &str) -> &'static str {
    match name {
        "momentum" => "momentum",
        "nesterov" => "Nesterov",
        _ => "plain",
    }
}

/// A recipe in a few words, such as `cosine 5,000, momentum 0.9`; empty for the plain one.
pub(in crate::rate) fn recipe_label(recipe: Recipe) -> String {
    let schedule = recipe.schedule.length().map(|length| {
        let label = schedule_label(recipe.schedule.name());
        let factor = recipe.schedule.factor().filter(|factor| *factor != Schedule::STEP_FACTOR);
        let factor = factor.map_or_else(String::new, |factor| format!(" by {factor}"));
        format!("{label} {}{factor}", count(length))
    });
    let optimiser = match recipe.optimiser {
        Optimiser::Plain => None,
        other => Some(format!("{} {}", optimiser_label(other.name()), other.beta().unwrap_or_default())),
    };
    schedule.into_iter().chain(optimiser).collect::<Vec<_>>().join(", ")
}

/// What a run is made of in a few words, such as `η 0.3, cosine 5,000, own biases`.
pub(super) fn run_label(rate: f64, recipe: Recipe, rule: BiasRule) -> String {
    let biases = match rule {
        BiasRule::Frozen => "",
        BiasRule::PerNeuron => "own biases",
        BiasRule::PerLayer => "shared biases",
    };
    let parts = [format!("η {rate}"), recipe_label(recipe), biases.to_owned()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// The cost that a round starts with, for the live region.
pub(super) fn round_sentence(state: &State, finished: usize) -> String {
    let round = count(finished + 1);
    match state.rate.run.costs().get(finished) {
        Some(cost) => format!("Round {round}: the cost is {}.", spoken(*cost, state.digits())),
        None => format!("Round {round}."),
    }
}

/// Why the run goes as it goes, with the threshold that explains it where it is known.
pub(super) fn verdict_sentence(verdict: Verdict, recipe: Recipe, at_minimum: Option<f64>) -> String {
    let why = regime::why(verdict.regime);
    if is_partly_stuck(verdict) {
        let (stuck, are, its) =
            if verdict.stuck_outputs == 1 { ("One output", "is", "its") } else { ("Some outputs", "are", "their") };
        return format!(
            "{stuck} {are} stuck: a huge step led to the flat end of {its} curve, where σ′ is almost 0. The rest learns."
        );
    }
    let is_about_the_minimum =
        matches!(verdict.regime, Regime::Cycles(_) | Regime::Wanders | Regime::Diverges | Regime::Rings);
    match at_minimum {
        Some(threshold) if is_about_the_minimum && threshold.is_finite() && recipe == Recipe::default() => {
            let threshold = self::threshold(threshold);
            if verdict.regime == Regime::Rings {
                format!("{why} Above 2/λₘₐₓ = {threshold} at the minimum it would not die away.")
            } else {
                format!("{why} The minimum holds only below 2/λₘₐₓ = {threshold}.")
            }
        }
        _ => why.to_owned(),
    }
}

/// What happened where a run blew up, and the largest rate that holds instead, once that is known.
pub(super) fn blow_up_sentence(divergence: Divergence, last: Option<f64>, rounds: usize, holds: Option<f64>) -> String {
    let round = count(divergence.round());
    let last = last.map_or_else(String::new, |cost| format!(" The last cost before was {}.", three_digits(cost)));
    let what = match divergence {
        Divergence::Cost { .. } => format!("Diverged at round {round}: the cost outgrew every number."),
        Divergence::Parameter { .. } => format!("Diverged at round {round}: a weight outgrew every number."),
    };
    let holds = holds.map_or_else(String::new, |rate| {
        format!(" The largest rate that holds from this start for {} rounds is {}.", count(rounds), three_digits(rate))
    });
    format!("{what}{last}{holds}")
}

/// A `2/λ_max`, which may be a very large rate: `0.277`, `26,900`, `∞`.
pub(super) fn threshold(rate: f64) -> String {
    if rate.is_infinite() {
        return "∞".to_owned();
    }
    let is_large = (1e4..1e12).contains(&rate);
    let hundreds = || (rate / 100.0).round() as usize * 100;
    if is_large { count(hundreds()) } else { three_digits(rate) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_large_threshold_is_rounded_to_hundreds_and_grouped() {
        let told = [0.27735, 9_876.5, 26_911.3, 1_234_567.0, f64::INFINITY].map(threshold);
        assert_eq!(told, ["0.277", "9877", "26,900", "1,234,600", "∞"]);
    }
}
