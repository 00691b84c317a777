//! What is read of an atlas under pointer or keys: a rate, what it does, and why.

use super::atlas::{self, Atlas};
use super::{RunPanel, words};
use crate::format::{count, three_digits};
use crate::slider;
use crate::state::State;
use crate::update::Effects;

/// A place of an atlas.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Pointed {
    /// Whether it is the atlas of the example beside.
    pub(super) beside: bool,
    /// The learning rate there.
    pub(super) rate: f64,
}

impl RunPanel {
    /// The atlas of the open example, or the one beside.
    pub(super) fn atlas_of(&self, beside: bool) -> Option<&Atlas> {
        if beside { self.other.as_ref() } else { self.atlas.as_ref() }
    }

    /// The rate that is read of that atlas, if one is.
    pub(super) fn read_of(&self, beside: bool) -> Option<f64> {
        self.pointed.filter(|pointed| pointed.beside == beside).map(|pointed| pointed.rate)
    }
}

/// Moves what is read by parts of the scale, from where the learning rate stands.
pub(super) fn move_by(state: &mut State, beside: bool, by: f64) {
    let rate = state.document.start.learning_rate();
    let panel = &mut *state.rate.run;
    let here = panel.read_of(beside).unwrap_or(rate);
    if let Some(axis) = panel.atlas_of(beside).map(Atlas::axis) {
        let there = slider::three_digits(axis.value(axis.fraction(here) + by));
        panel.pointed = Some(Pointed { beside, rate: there });
    }
}

/// Moves what is read into a stretch further up or down.
pub(super) fn move_by_stretch(state: &mut State, beside: bool, by: isize) {
    let rate = state.document.start.learning_rate();
    let panel = &mut *state.rate.run;
    let here = panel.read_of(beside).unwrap_or(rate);
    if let Some(rate) = panel.atlas_of(beside).and_then(|atlas| atlas.inside_neighbour(&atlas.stretches(), here, by)) {
        panel.pointed = Some(Pointed { beside, rate });
    }
}

/// Takes a learning rate well inside the stretch so many further up or down, each kind of which is visited once.
pub(super) fn go_to_regime(state: &mut State, by: isize, effects: &mut Effects) {
    let here = state.document.start.learning_rate();
    let atlas = state.rate.run.atlas.as_ref();
    let there = atlas.and_then(|atlas| atlas.inside_neighbour(&atlas.tour(), here, by));
    state.coalescing = None;
    match there {
        Some(rate) if rate != here => state.set_learning_rate(rate),
        _ => {
            let end = if by > 0 { "last" } else { "first" };
            effects.narration = Some(format!("This is the {end} regime of the atlas."));
        }
    }
}

/// What is read, in a sentence: the rate, what it does from where to where, how it ends, and why.
pub(super) fn sentence(state: &State) -> Option<String> {
    let panel = &state.rate.run;
    let pointed = panel.pointed?;
    let atlas = panel.atlas_of(pointed.beside)?;
    let rate = three_digits(pointed.rate);
    let Some((stretch, verdict)) = atlas.at(pointed.rate) else {
        return Some(format!("{rate}: not tried yet."));
    };
    let name = &atlas::names(verdict, atlas.outputs())[0];
    let (from, to) = (three_digits(stretch.from), three_digits(stretch.to));
    let ends = match verdict.divergence {
        Some(divergence) => format!("in round {}", count(divergence.round())),
        None => format!("cost {} after {} rounds", three_digits(verdict.cost), count(atlas.rounds())),
    };
    let why = words::verdict_sentence(verdict, panel.recipe, None);
    Some(format!("{rate}: {name} (from {from} to {to}), {ends}. {why}"))
}
