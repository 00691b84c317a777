//! What a user can want of the map, by element or key, and what it does.

use gradlight_core::two_rates;

use super::window::{Window, pair};
use super::{CELLS, MAP, ROUNDS, words};
use crate::keys::{Focus, KeyPress};
use crate::rate::{self, Panel, step};
use crate::state::State;
use crate::update::Effects;

/// How much closer a key zooms.
const ZOOM: f64 = 0.6;
/// How far an arrow moves the cross, in parts of the window.
const STRIDE: f64 = 1.0 / 48.0;
/// How far an arrow with Shift moves the window, in parts of it.
const PAN: f64 = 1.0 / 8.0;

/// What a user can want of the panel.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Action {
    /// Zooms by that factor around the cross, or the middle.
    Zoom(f64),
    /// Shows the window that the panel opens with.
    Whole,
    /// Moves the cross by parts of the window.
    MoveCross(f64, f64),
    /// Moves the window by parts of itself.
    Pan(f64, f64),
    /// Takes the cross away.
    Leave,
    /// Rounds a pair.
    SetRounds(usize),
    /// Cells of an edge.
    SetCells(usize),
    /// Opens what the pair at the cross came to in the Step view.
    OpenInStep,
    /// Takes the last layer's rate at the cross as the one rate of the first panel.
    OpenRate,
}

impl Action {
    /// The action of an element whose `data-action` is `rate/map-NAME`, with its argument.
    pub fn from_element(name: &str, argument: Option<&str>) -> Option<Self> {
        let number = || argument.and_then(|argument| argument.parse().ok());
        Some(match name {
            "zoom-in" => Self::Zoom(ZOOM),
            "zoom-out" => Self::Zoom(1.0 / ZOOM),
            "whole" => Self::Whole,
            "rounds" => Self::SetRounds(number()?),
            "cells" => Self::SetCells(number()?),
            "open-in-step" => Self::OpenInStep,
            "open-rate" => Self::OpenRate,
            _ => return None,
        })
    }
}

/// Does what the action wants.
pub(in crate::rate) fn act(state: &mut State, action: Action, effects: &mut Effects) {
    let map = &mut state.rate.map;
    match action {
        Action::Zoom(factor) => {
            let around = map.cross.unwrap_or(map.window.centre);
            map.window = map.window.zoomed(factor, around);
        }
        Action::Whole => map.window = Window::default(),
        Action::MoveCross(across, up) => move_cross(state, across, up),
        Action::Pan(across, up) => map.window = map.window.moved(across, up),
        Action::Leave => (map.cross, map.is_pinned, map.reading) = (None, false, None),
        Action::SetRounds(rounds) if ROUNDS.contains(&rounds) => {
            map.rounds = rounds;
            read(state);
        }
        Action::SetCells(cells) if CELLS.contains(&cells) => map.cells = cells,
        Action::SetRounds(_) | Action::SetCells(_) => {}
        Action::OpenInStep => return open_in_step(state, effects),
        Action::OpenRate => {
            if let Some(cross) = state.rate.map.cross {
                state.rate.panel = Panel::Run;
                state.set_learning_rate(pair(cross).last);
            }
            return;
        }
    }
    effects.narration = Some(words::narrated(state));
}

fn move_cross(state: &mut State, across: f64, up: f64) {
    let map = &mut state.rate.map;
    let [x, y] = map.cross.map_or([0.5, 0.5], |cross| map.window.fractions(cross));
    let (x, y) = (x + across, y + up);
    // At the edge the window moves along.
    let beyond = |fraction: f64| fraction - fraction.clamp(0.0, 1.0);
    map.window = map.window.moved(beyond(x), beyond(y));
    map.cross = Some(map.window.at(x.clamp(0.0, 1.0), y.clamp(0.0, 1.0)));
    map.is_pinned = true;
    read(state);
}

/// Finds out what became of the pair at the cross.
pub(super) fn read(state: &mut State) {
    let map = &state.rate.map;
    let reading = map.cross.map(|cross| two_rates::classify(&state.document.start, pair(cross), map.rounds).0);
    state.rate.map.reading = reading;
}

/// Opens the network that the pair at the cross came to.
fn open_in_step(state: &mut State, effects: &mut Effects) {
    let Some(cross) = state.rate.map.cross else { return };
    let rates = pair(cross);
    let (_, reached) = two_rates::classify(&state.document.start, rates, state.rate.map.rounds);
    let Ok(reached) = reached.with_learning_rate(rates.last) else { return };
    step::open_made(state, reached, "The network that these rates came to is open in the Step view.", effects);
}

/// What a key does here before the keys that all views share.
pub(in crate::rate) fn key(_: &State, press: &KeyPress, focus: Focus, figure: Option<&str>) -> Option<crate::Action> {
    if press.control || press.alt || matches!(focus, Focus::Field) {
        return None;
    }
    let own = |action| Some(crate::Action::Rate(rate::Action::Map(action)));
    match press.key.as_str() {
        "+" | "=" => return own(Action::Zoom(ZOOM)),
        "-" | "−" => return own(Action::Zoom(1.0 / ZOOM)),
        "0" => return own(Action::Whole),
        "o" | "O" => return own(Action::OpenInStep),
        "r" | "R" => return Some(crate::Action::Reset),
        _ if figure != Some(MAP) && focus != Focus::Stage => return None,
        "Escape" => return own(Action::Leave),
        _ => {}
    }
    let (across, up) = match press.key.as_str() {
        "ArrowRight" => (1.0, 0.0),
        "ArrowLeft" => (-1.0, 0.0),
        "ArrowUp" => (0.0, 1.0),
        "ArrowDown" => (0.0, -1.0),
        _ => return None,
    };
    own(if press.shift { Action::Pan(across * PAN, up * PAN) } else { Action::MoveCross(across * STRIDE, up * STRIDE) })
}
