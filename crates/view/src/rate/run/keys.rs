//! What keys do in the panel before the keys that all views share.

use super::Action;
use crate::keys::{Focus, KeyPress};
use crate::rate;
use crate::state::State;

/// How far an arrow moves the reading cursor, in places of the round slider.
const CURSOR_PLACES: f64 = 5.0;

/// How far an arrow moves what is read of an atlas, in parts of its scale.
const READ_STRIDE: f64 = 0.005;

/// What a key does.
pub(in crate::rate) fn key(
    state: &State,
    press: &KeyPress,
    focus: Focus,
    figure: Option<&str>,
) -> Option<crate::Action> {
    if press.control || press.alt {
        return None;
    }
    let own = |action| Some(crate::Action::Rate(rate::Action::Run(action)));
    match (focus, press.key.as_str()) {
        (Focus::Field, "Enter") if state.rate.run.typing.is_some() => return own(Action::Commit),
        (Focus::Field, "Escape") if state.rate.run.typing.is_some() => return own(Action::Forget),
        (focus, key) if rate::keeps(focus, key) => return None,
        _ => {}
    }
    if let Some(action) = figure.and_then(|figure| figure_key(figure, press)) {
        return own(action);
    }
    let action = match press.key.as_str() {
        " " | "k" | "K" => return Some(crate::Action::TogglePlay),
        "r" | "R" => return Some(crate::Action::Reset),
        "ArrowRight" | "n" | "N" => Action::Step(1),
        "ArrowLeft" | "p" | "P" => Action::Step(-1),
        "Home" => Action::LookAt(0),
        "End" => Action::LookAt(usize::MAX),
        "PageDown" => Action::GoToRegime(1),
        "PageUp" => Action::GoToRegime(-1),
        "+" | "=" => Action::ChangePace(1),
        "-" | "−" => Action::ChangePace(-1),
        "b" | "B" => Action::TakeBest,
        "c" | "C" => Action::Pin,
        "o" | "O" => Action::OpenInStep,
        "z" | "Z" => Action::CloseUp,
        "Escape" if state.editing.is_none() => Action::LookNowhere,
        _ => return None,
    };
    own(action)
}

/// What a key does on a figure that has the keyboard.
fn figure_key(figure: &str, press: &KeyPress) -> Option<Action> {
    if figure == "descent" {
        return Some(match press.key.as_str() {
            "ArrowRight" => Action::MoveCursor(CURSOR_PLACES),
            "ArrowLeft" => Action::MoveCursor(-CURSOR_PLACES),
            "Enter" => Action::LookAtCursor,
            "Escape" => Action::HideCursor,
            _ => return None,
        });
    }
    let beside = match figure {
        "atlas" => false,
        "atlas-beside" => true,
        _ => return None,
    };
    Some(match press.key.as_str() {
        "ArrowRight" if !press.shift => Action::Read { beside, by: READ_STRIDE },
        "ArrowLeft" if !press.shift => Action::Read { beside, by: -READ_STRIDE },
        "ArrowRight" | "ArrowUp" | "PageUp" => Action::ReadStretch { beside, by: 1 },
        "ArrowLeft" | "ArrowDown" | "PageDown" => Action::ReadStretch { beside, by: -1 },
        "Home" => Action::Read { beside, by: -1.0 },
        "End" => Action::Read { beside, by: 1.0 },
        "Enter" | " " => Action::TakeRead,
        "Escape" => Action::HideRead,
        _ => return None,
    })
}
