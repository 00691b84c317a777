//! What the map says: its picture in a sentence, the pair under the cross.

use gradlight_core::two_rates::Pair;

use super::super::regime;
use super::window::pair;
use super::{MapPanel, rate_digits};
use crate::format::{at_a_glance, count, percent, significant};
use crate::state::State;

/// A rate with as many digits as tell neighbouring cells apart.
fn rate(map: &MapPanel, rate: f64) -> String {
    significant(rate, rate_digits(map))
}

/// What the two axes are called, and close to, what their middle is.
pub(super) fn axes(state: &State) -> [String; 2] {
    let map = &state.rate.map;
    let names = axis_names(state);
    if !map.window.is_close() {
        return names;
    }
    let Pair { before, last } = pair(map.window.centre);
    let [across, up] = names;
    [
        format!("{across}, as a part of {} more or less", rate(map, before)),
        format!("{up}, as a part of {} more or less", rate(map, last)),
    ]
}

fn axis_names(state: &State) -> [String; 2] {
    match state.network().layers().len() {
        1 => ["no layer before the last".to_owned(), "rate of the only layer".to_owned()],
        2 => ["rate of the hidden layer".to_owned(), "rate of the last layer".to_owned()],
        layers => [format!("rate of the first {} layers", layers - 1), "rate of the last layer".to_owned()],
    }
}

/// The pair at the cross and what became of it.
pub(super) fn reading(state: &State) -> Option<String> {
    let map = &state.rate.map;
    let (cross, verdict) = (map.cross?, map.reading?);
    let Pair { before, last } = pair(cross);
    let cost = at_a_glance(verdict.cost, state.digits());
    let ends = match verdict.divergence {
        Some(divergence) => format!("in round {}, after a last cost of {cost}", count(divergence.round())),
        None => format!("with a cost of {cost} after {} rounds", count(map.rounds)),
    };
    Some(format!(
        "{} before, {} in the last layer: {} {ends}.",
        rate(map, before),
        rate(map, last),
        regime::label(verdict.regime)
    ))
}

/// The rates that the window shows, in words.
fn window(map: &MapPanel) -> String {
    let (low, high) = (pair(map.window.at(0.0, 0.0)), pair(map.window.at(1.0, 1.0)));
    format!(
        "{} to {} across, {} to {} up",
        rate(map, low.before),
        rate(map, high.before),
        rate(map, low.last),
        rate(map, high.last)
    )
}

/// How much of the map is known, in words.
pub(super) fn progress(state: &State) -> String {
    let Some(field) = &state.rate.map.field else { return "The map begins.".to_owned() };
    let [learned, stuck, diverged] = field.parts();
    let known = if field.is_complete() { String::new() } else { format!("{} done; ", percent(field.share())) };
    format!(
        "{known}{} learn, {} end no lower than they began, {} diverge.",
        percent(learned),
        percent(stuck),
        percent(diverged)
    )
}

/// The map in a sentence.
pub(super) fn sentence(state: &State) -> String {
    let map = &state.rate.map;
    let read = reading(state).map_or(String::new(), |reading| format!(" At the cross: {reading}"));
    format!("Map of two learning rates, {}. {}{read}", window(map), progress(state))
}

/// What is said after a change: the pair at the cross, or the window.
pub(super) fn narrated(state: &State) -> String {
    reading(state).unwrap_or_else(|| format!("The map shows rates of {}.", window(&state.rate.map)))
}
