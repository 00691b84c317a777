//! Playing the run: the round looked at moves on by itself, at a pace.

use gradlight_plot::Axis;

use super::words;
use crate::format::count;
use crate::state::State;
use crate::update::Effects;
use crate::views::figures::plot_scale;

/// Rounds a second that play can take; 0 stands for the whole axis of rounds in [`WHOLE_MS`].
pub(super) const PACES: [usize; 8] = [0, 1, 2, 5, 10, 30, 100, 1000];

/// How long the whole axis of rounds takes, in milliseconds.
const WHOLE_MS: f64 = 12_000.0;

/// How fast play is, and how far it has come between two rounds.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Play {
    /// One of [`PACES`].
    pace: usize,
    /// The round that it came to last, and how far it had come then: in rounds, or in parts of the axis.
    head: Option<(usize, f64)>,
}

impl Play {
    pub(super) fn pace(self) -> usize {
        self.pace
    }

    /// Takes another pace, if it is one.
    pub(super) fn set_pace(&mut self, pace: usize) {
        if PACES.contains(&pace) {
            *self = Self { pace, head: None };
        }
    }

    pub(super) fn change_pace(&mut self, by: isize) {
        let place = PACES.iter().position(|pace| *pace == self.pace).unwrap_or(0);
        self.set_pace(PACES[place.saturating_add_signed(by).min(PACES.len() - 1)]);
    }

    /// The round that play comes to in so many milliseconds.
    fn advance(&mut self, here: usize, milliseconds: f64, axis: &Axis) -> usize {
        let is_whole = self.pace == 0;
        let begins = if is_whole { axis.fraction(here as f64) } else { here as f64 };
        let known = self.head.filter(|(round, _)| *round == here).map(|(_, at)| at);
        let speed = if is_whole { 1.0 / WHOLE_MS } else { self.pace as f64 / 1000.0 };
        let at = known.unwrap_or(begins) + milliseconds * speed;
        let there = if is_whole { axis.value(at) } else { at };
        // What an axis gives back may lie a little below what it was given.
        let there = ((there + 1e-9) as usize).max(here);
        self.head = Some((there, at));
        there
    }
}

/// A pace in words.
pub(super) fn label(pace: usize) -> String {
    if pace == 0 { format!("all in {} s", WHOLE_MS / 1000.0) } else { format!("{} a second", count(pace)) }
}

/// Time has passed while playing: the round looked at moves on.
///
/// From the end it begins again; where the run is still under way it waits for it.
pub(in crate::rate) fn tick(state: &mut State, milliseconds: f64, effects: &mut Effects) {
    let scale = plot_scale(state.settings.rounds_scale);
    let (panel, has_begun) = (&mut *state.rate.run, state.playing == Some(0.0));
    let (most, is_complete) = (panel.last_finite(), panel.is_complete());
    let here = if has_begun && is_complete && panel.finished() == most { 0 } else { panel.finished() };
    let there = panel.play.advance(here, milliseconds, &Axis::rounds(panel.rounds, scale)).min(most);
    panel.wished = Some(there);
    state.playing = Some(1.0);
    if there == most && is_complete {
        state.playing = None;
        effects.narration = Some(words::round_sentence(state, there));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use gradlight_plot::Scale;

    fn played(play: &mut Play, axis: &Axis, frames: usize) -> Vec<usize> {
        let mut here = 0;
        (0..frames)
            .map(|_| {
                here = play.advance(here, 20.0, axis);
                here
            })
            .collect()
    }

    #[test]
    fn a_pace_in_rounds_is_kept_whatever_the_frames_are() {
        let (mut play, axis) = (Play { pace: 5, head: None }, Axis::rounds(10_000, Scale::Log));
        assert_eq!(played(&mut play, &axis, 100).last(), Some(&10));
        play.set_pace(1000);
        assert_eq!(played(&mut play, &axis, 100).last(), Some(&2000));
    }

    #[test]
    fn the_whole_axis_takes_as_long_on_either_scale_and_misses_no_early_round() {
        for scale in [Scale::Log, Scale::Linear] {
            let (mut play, axis) = (Play::default(), Axis::rounds(10_000, scale));
            let rounds = played(&mut play, &axis, 605);
            assert!(rounds[590] < 10_000 && rounds[604] >= 9_999, "{scale:?}: {rounds:?}");
            if scale == Scale::Log {
                assert!((0..20).all(|round| rounds.contains(&round)), "{rounds:?}");
            }
        }
    }

    #[test]
    fn paces_change_by_places_and_end_at_both_ends() {
        let mut play = Play::default();
        play.change_pace(-1);
        assert_eq!(play.pace(), 0);
        (0..20).for_each(|_| play.change_pace(1));
        assert_eq!(play.pace(), 1000);
        play.set_pace(7);
        assert_eq!(play.pace(), 1000);
    }
}
