//! The keys of a lecture, as keyboards and clickers send them.

use super::{Action, Cover, Tool};
use crate::keys::{self, Focus, KeyPress};
use crate::route::Route;
use crate::state::State;

/// Keys and what they do, for the help dialog.
pub const KEYS: [(&str, &str); 13] = [
    ("→  PageDown  Space  N", "next click, then the next slide"),
    ("←  PageUp  Shift+Space  P", "the click before"),
    ("↓  Shift+→", "next slide, skipping its clicks"),
    ("↑  Shift+←", "this slide’s beginning, then the slide before"),
    ("Home  End", "first or last slide"),
    ("G", "go to a slide by its number"),
    ("O  Esc", "all slides at a glance"),
    ("B  .", "black screen; the next press brings the slide back"),
    ("F5", "full screen"),
    ("S", "presenter window: notes, next slide, time"),
    ("D", "pen, wiped away by the next click"),
    ("L", "pointer for the projector"),
    ("Enter", "on a network: walk it by arrow keys"),
];

/// In the overview an arrow up or down moves by a row of so many.
const ROW: isize = 4;

/// What a key does here before the keys that all views share.
///
/// `figure` names the figure that has the keyboard, with its widget's number before it: `2/descent`; of what is in a
/// widget and no figure, only `2/`.
pub(crate) fn key(state: &State, press: &KeyPress, focus: Focus, figure: Option<&str>) -> Option<crate::Action> {
    state.slides.lecture.as_ref()?;
    if press.control || press.alt {
        return None;
    }
    // Whatever has the keyboard: a clicker's keys are the lecture's.
    if let Some(action) = clicker(press) {
        return Some(action);
    }
    if state.slides.going_to.is_some() && focus == Focus::Field {
        return match press.key.as_str() {
            "Enter" => Some(crate::Action::Slides(Action::GoTo)),
            "Escape" => Some(crate::Action::Slides(Action::Escape)),
            _ => None,
        };
    }
    if let Cover::Overview(_) = state.slides.cover {
        return overview(press).map(crate::Action::Slides);
    }
    let place = figure.and_then(|figure| figure.split_once('/'));
    if let Some((widget, figure)) = place.and_then(|(widget, figure)| Some((widget.parse::<usize>().ok()?, figure)))
        && let Some(action) = in_widget(state.slides.widgets.get(widget)?, press, focus, figure)
    {
        return Some(crate::Action::Within(widget, Box::new(action)));
    }
    match focus {
        Focus::Field => None,
        Focus::Slider if press.key.starts_with("Arrow") || matches!(press.key.as_str(), "Home" | "End") => None,
        Focus::Button if matches!(press.key.as_str(), "Enter" | " ") => None,
        _ => present(press, state.settings.letter_keys).map(crate::Action::Slides),
    }
}

/// What every clicker sends.
fn clicker(press: &KeyPress) -> Option<crate::Action> {
    Some(match press.key.as_str() {
        "PageDown" => crate::Action::Slides(Action::Next),
        "PageUp" => crate::Action::Slides(Action::Previous),
        "F5" => crate::Action::ToggleFullScreen,
        _ => return None,
    })
}

/// What a widget that has the keyboard uses itself.
fn in_widget(widget: &State, press: &KeyPress, focus: Focus, figure: &str) -> Option<crate::Action> {
    let name = (!figure.is_empty()).then_some(figure);
    let uses_keys = match focus {
        Focus::Field | Focus::Unit | Focus::Figure => true,
        Focus::Network => press.key == "Enter",
        Focus::Stage | Focus::Slider | Focus::Button => false,
    };
    match widget.route {
        Route::Step if uses_keys => keys::action_for(press, focus, false).filter(|action| !is_lectures(action)),
        Route::Rate | Route::Labs if uses_keys => keys::action_in(widget, press, focus, name),
        _ => None,
    }
}

/// Keys that are the lecture's even where a widget's network or figure has the keyboard.
fn is_lectures(action: &crate::Action) -> bool {
    matches!(
        action,
        crate::Action::NextStep
            | crate::Action::PreviousStep
            | crate::Action::NextPhase
            | crate::Action::PreviousPhase
            | crate::Action::FirstStep
            | crate::Action::LastStep
            | crate::Action::TogglePlay
            | crate::Action::ToggleHelp
            | crate::Action::ToggleFullScreen
    )
}

fn overview(press: &KeyPress) -> Option<Action> {
    Some(match press.key.as_str() {
        "ArrowRight" => Action::Move(1),
        "ArrowLeft" => Action::Move(-1),
        "ArrowDown" => Action::Move(ROW),
        "ArrowUp" => Action::Move(-ROW),
        "Home" => Action::Move(-isize::MAX),
        "End" => Action::Move(isize::MAX),
        "Enter" | " " => Action::Pick,
        "Escape" | "o" | "O" => Action::ToggleOverview,
        _ => return None,
    })
}

fn present(press: &KeyPress, letter_keys: bool) -> Option<Action> {
    Some(match (press.key.as_str(), press.shift) {
        ("ArrowRight", true) | ("ArrowDown", _) => Action::NextSlide,
        ("ArrowLeft", true) | ("ArrowUp", _) => Action::PreviousSlide,
        ("ArrowRight" | " " | "Enter", false) => Action::Next,
        ("ArrowLeft", false) | (" ", true) => Action::Previous,
        ("Home", _) => Action::Show(0),
        ("End", _) => Action::Last,
        ("Escape", _) => Action::Escape,
        (".", _) => Action::ToggleBlack,
        (key, _) if letter_keys => letter(key)?,
        _ => return None,
    })
}

fn letter(key: &str) -> Option<Action> {
    Some(match key {
        "n" | "N" => Action::Next,
        "p" | "P" => Action::Previous,
        "b" | "B" => Action::ToggleBlack,
        "o" | "O" => Action::ToggleOverview,
        "g" | "G" => Action::BeginGoTo,
        "s" | "S" => Action::OpenPresenter,
        "d" | "D" => Action::TakeUp(Tool::Pen),
        "l" | "L" => Action::TakeUp(Tool::Dot),
        _ => return None,
    })
}
