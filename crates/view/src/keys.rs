//! The keys: what each does, by view and by where the keyboard is.

use crate::action::Action;
use crate::route::{HAS_ROOMS, Route};
use crate::state::State;
use crate::views::network::Way;
use crate::{labs, predict, rate, slides};

pub mod table;

/// A key pressed, as the browser names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyPress {
    /// The key's value, such as `ArrowRight` or `k`.
    pub key: String,
    /// Whether Shift is held.
    pub shift: bool,
    /// Whether Control (or Command) is held, and `AltGr` is not.
    pub control: bool,
    /// Whether Alt is held, and `AltGr` is not.
    pub alt: bool,
}

/// Where the keyboard is when a key is pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Focus {
    /// On nothing that uses keys itself.
    Stage,
    /// In a field for text or numbers, or on a list of choices.
    Field,
    /// On a slider.
    Slider,
    /// On a button, a link or a box to tick.
    Button,
    /// On the cost descent.
    Figure,
    /// On the network, not entered.
    Network,
    /// Inside the network.
    Unit,
}

/// What a key does in the view shown: the view's own keys come first, then those that all share.
///
/// `figure` names the figure that has the keyboard, if one has.
pub fn action_in(state: &State, press: &KeyPress, focus: Focus, figure: Option<&str>) -> Option<Action> {
    let letter_keys = state.settings.letter_keys;
    let is_letter = press.key.chars().count() == 1 && press.key != " ";
    let own = |key: fn(&State, &KeyPress, Focus, Option<&str>) -> Option<Action>| {
        if is_letter && !letter_keys && focus == Focus::Stage { None } else { key(state, press, focus, figure) }
    };
    match state.route {
        Route::Step => action_for(press, focus, letter_keys),
        _ if !HAS_ROOMS => None,
        Route::Rate => own(rate::key).or_else(|| shared_key(state, press, focus)),
        Route::Slides => own(slides::key).or_else(|| shared_key(state, press, focus)),
        Route::Labs => own(labs::key).or_else(|| shared_key(state, press, focus)),
    }
}

/// The keys that mean the same in every view, and those of the open example where it is shown.
///
/// Enter and Escape are taken while a number is being typed in place; in any other field they are the browser's,
/// for which Enter means that the field's change is complete.
fn shared_key(state: &State, press: &KeyPress, focus: Focus) -> Option<Action> {
    let action = action_for(press, focus, state.settings.letter_keys)?;
    let is_shared = match action {
        Action::Commit | Action::Cancel => state.editing.is_some(),
        Action::ToggleHelp | Action::ToggleFullScreen => true,
        Action::Undo | Action::Redo => state.route != Route::Slides,
        Action::Reset | Action::RaiseLearningRate | Action::LowerLearningRate => state.shows_example(),
        _ => false,
    };
    is_shared.then_some(action)
}

/// What a key does in the Step view, if the page takes it.
pub fn action_for(press: &KeyPress, focus: Focus, letter_keys: bool) -> Option<Action> {
    if press.control {
        return undo_key(press, focus);
    }
    if press.alt {
        return None;
    }
    match focus {
        Focus::Field => field_key(press),
        Focus::Unit => unit_key(press).or_else(|| stage_key(press, letter_keys)),
        Focus::Slider if is_slider_key(&press.key) => None,
        Focus::Figure => figure_key(press).or_else(|| stage_key(press, letter_keys)),
        Focus::Button if matches!(press.key.as_str(), "Enter" | " ") => None,
        Focus::Network if press.key == "Enter" => Some(Action::EnterNetwork),
        _ => stage_key(press, letter_keys),
    }
}

fn undo_key(press: &KeyPress, focus: Focus) -> Option<Action> {
    match press.key.as_str() {
        _ if focus == Focus::Field => None,
        "z" if !press.shift => Some(Action::Undo),
        "z" | "Z" | "y" => Some(Action::Redo),
        _ => None,
    }
}

fn field_key(press: &KeyPress) -> Option<Action> {
    match press.key.as_str() {
        "Enter" => Some(Action::Commit),
        "Escape" => Some(Action::Cancel),
        "F1" => Some(Action::ToggleHelp),
        _ => None,
    }
}

fn unit_key(press: &KeyPress) -> Option<Action> {
    match press.key.as_str() {
        "ArrowRight" => Some(Action::Walk(Way::Right)),
        "ArrowLeft" => Some(Action::Walk(Way::Left)),
        "ArrowDown" => Some(Action::Walk(Way::Down)),
        "ArrowUp" => Some(Action::Walk(Way::Up)),
        "Enter" => Some(Action::EnterNetwork),
        "Escape" => Some(Action::LeaveNetwork),
        _ => None,
    }
}

/// How far an arrow moves the reading cursor, in places of the round slider.
const CURSOR_PLACES: f64 = 5.0;

fn figure_key(press: &KeyPress) -> Option<Action> {
    match press.key.as_str() {
        "ArrowRight" => Some(Action::MoveCursor(CURSOR_PLACES)),
        "ArrowLeft" => Some(Action::MoveCursor(-CURSOR_PLACES)),
        "Enter" => Some(Action::GoToCursor),
        "Escape" => Some(Action::PointRound(None)),
        _ => None,
    }
}

fn is_slider_key(key: &str) -> bool {
    matches!(key, "ArrowLeft" | "ArrowRight" | "ArrowUp" | "ArrowDown" | "Home" | "End" | "PageUp" | "PageDown")
}

fn stage_key(press: &KeyPress, letter_keys: bool) -> Option<Action> {
    match (press.key.as_str(), press.shift) {
        ("ArrowRight", true) | ("ArrowDown", false) => Some(Action::NextPhase),
        ("ArrowLeft", true) | ("ArrowUp", false) => Some(Action::PreviousPhase),
        ("ArrowRight" | "PageDown", false) => Some(Action::NextStep),
        ("ArrowLeft" | "PageUp", false) => Some(Action::PreviousStep),
        ("Home", _) => Some(Action::FirstStep),
        ("End", _) => Some(Action::LastStep),
        (" ", false) => Some(Action::TogglePlay),
        ("Enter", false) => Some(Action::Predict(predict::Action::Begin)),
        ("F1", _) => Some(Action::ToggleHelp),
        ("Escape", _) => Some(Action::Cancel),
        (key, _) if letter_keys => letter_key(key),
        _ => None,
    }
}

fn letter_key(key: &str) -> Option<Action> {
    match key {
        "n" | "N" => Some(Action::NextStep),
        "p" | "P" => Some(Action::PreviousStep),
        "k" | "K" => Some(Action::TogglePlay),
        "+" | "=" => Some(Action::Faster),
        "-" | "−" => Some(Action::Slower),
        "[" => Some(Action::LowerLearningRate),
        "]" => Some(Action::RaiseLearningRate),
        "c" | "C" => Some(Action::Predict(predict::Action::Toggle)),
        "v" | "V" => Some(Action::Predict(predict::Action::Reveal)),
        "h" | "H" => Some(Action::Predict(predict::Action::ToggleHands)),
        "r" | "R" => Some(Action::Reset),
        "f" | "F" => Some(Action::ToggleFullScreen),
        "?" => Some(Action::ToggleHelp),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(key: &str) -> KeyPress {
        KeyPress { key: key.to_owned(), shift: false, control: false, alt: false }
    }

    #[test]
    fn a_clicker_steps_both_ways() {
        assert_eq!(action_for(&press("PageDown"), Focus::Stage, false), Some(Action::NextStep));
        assert_eq!(action_for(&press("PageUp"), Focus::Button, false), Some(Action::PreviousStep));
    }

    #[test]
    fn a_control_keeps_the_keys_it_uses_itself() {
        for key in ["ArrowRight", "PageDown", "k", " ", "["] {
            assert_eq!(action_for(&press(key), Focus::Field, true), None, "{key} in a field");
        }
        assert_eq!(action_for(&press("ArrowRight"), Focus::Slider, true), None);
        assert_eq!(action_for(&press("k"), Focus::Slider, true), Some(Action::TogglePlay));
        assert_eq!(action_for(&press(" "), Focus::Button, true), None);
        assert_eq!(action_for(&press("ArrowRight"), Focus::Button, true), Some(Action::NextStep));
    }

    #[test]
    fn single_letters_can_be_switched_off() {
        assert_eq!(action_for(&press("r"), Focus::Stage, false), None);
        assert_eq!(action_for(&press("r"), Focus::Stage, true), Some(Action::Reset));
        assert_eq!(action_for(&press("F1"), Focus::Stage, false), Some(Action::ToggleHelp));
    }

    #[test]
    fn other_modifiers_are_left_to_the_browser() {
        let find = KeyPress { control: true, ..press("f") };
        assert_eq!(action_for(&find, Focus::Stage, true), None);
        let back = KeyPress { alt: true, ..press("ArrowLeft") };
        assert_eq!(action_for(&back, Focus::Stage, true), None);
    }

    #[test]
    #[cfg(feature = "rooms")]
    fn the_open_examples_keys_work_where_it_is_shown_and_nowhere_else() {
        let shown = [("#/step/xor", true), ("#/rate/xor", true), ("#/rate/xor?v=1&panel=map", true)];
        let hidden = [("#/rate/xor?v=1&panel=data", false), ("#/labs", false), ("#/labs/chain", false)];
        for (hash, is_shown) in shown.into_iter().chain(hidden) {
            let mut state = State::new();
            crate::update(&mut state, Action::OpenLink(hash.to_owned()));
            for (key, action) in [("]", Action::RaiseLearningRate), ("r", Action::Reset)] {
                let found = action_in(&state, &press(key), Focus::Stage, None);
                assert_eq!(found == Some(action), is_shown, "{hash}, {key}: {found:?}");
            }
        }
    }
}
