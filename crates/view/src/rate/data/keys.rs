//! What keys do in the data panel before the keys that all views share.

use super::knob::{Knob, PACES, StepBy};
use super::{Action, DataPanel, pictures};
use crate::keys::{Focus, KeyPress};
use crate::rate;
use crate::slider;
use crate::state::State;

/// What a key does here before the keys that all views share.
pub(in crate::rate) fn key(
    state: &State,
    press: &KeyPress,
    focus: Focus,
    figure: Option<&str>,
) -> Option<crate::Action> {
    if press.control || press.alt {
        return None;
    }
    let own = |action| Some(crate::Action::Rate(rate::Action::Data(action)));
    let panel = &state.rate.data;
    match (focus, press.key.as_str()) {
        (Focus::Field, "Enter") if panel.typing.is_some() => return own(Action::Commit),
        (Focus::Field, "Escape") if panel.typing.is_some() => return own(Action::Forget),
        (focus, key) if rate::keeps(focus, key) => return None,
        _ => {}
    }
    if let Some(action) = figure.and_then(|figure| figure_key(figure, &press.key)) {
        return own(action);
    }
    let nudged = |presses| Action::Set(Knob::Rate, slider::nudged(panel.setup.plan.rate, presses).to_string());
    match press.key.as_str() {
        " " | "k" | "K" => Some(crate::Action::TogglePlay),
        "ArrowRight" | "PageDown" | "n" | "N" => own(Action::Step(panel.setup.by)),
        "1" => own(Action::Step(StepBy::Sample)),
        "2" => own(Action::Step(StepBy::Batch)),
        "3" => own(Action::Step(StepBy::Epoch)),
        "r" | "R" => own(if press.shift { Action::NextStart } else { Action::Restart }),
        "[" => own(nudged(-1.0)),
        "]" => own(nudged(1.0)),
        "+" | "=" => own(pace(panel, 1)),
        "-" | "−" => own(pace(panel, -1)),
        _ => None,
    }
}

fn pace(panel: &DataPanel, by: isize) -> Action {
    let place = panel.setup.pace.saturating_add_signed(by).min(PACES.len() - 1);
    Action::Set(Knob::Pace, PACES[place].to_string())
}

/// What a key does on a figure that has the keyboard.
fn figure_key(figure: &str, key: &str) -> Option<Action> {
    /// How far an arrow moves the place pointed at, in parts of the way to the edge.
    const STRIDE: f64 = 0.05;
    let (across, up) = match key {
        "ArrowRight" => (1, 0),
        "ArrowLeft" => (-1, 0),
        "ArrowUp" => (0, 1),
        "ArrowDown" => (0, -1),
        "Escape" => return Some(Action::Leave),
        _ => return None,
    };
    match figure {
        pictures::UNITS => Some(Action::Walk(across, -up)),
        pictures::BOUNDARY => Some(Action::Probe(f64::from(across) * STRIDE, f64::from(up) * STRIDE)),
        pictures::COSTS if up == 0 => Some(Action::Cursor(across)),
        _ => None,
    }
}
