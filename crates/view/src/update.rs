//! The one place where the state changes: an action in, effects out.

use crate::action::Action;
use crate::labs::Handled;
use crate::route::{HAS_ROOMS, Route};
use crate::settings::{SPEEDS, Theme};
use crate::state::State;
use crate::views::network;
use crate::{drawing, labs, link, narration, paper, predict, rate, slider, slides};

mod change;
mod edit;
mod navigate;
mod open;

/// A file to save.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its name, with the extension.
    pub name: String,
    /// Its media type.
    pub kind: &'static str,
    /// What is in it.
    pub content: Vec<u8>,
}

/// What is wanted of the browser's windows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Window {
    /// The page is to be printed.
    Print,
    /// The presenter's window is to be opened with that link.
    Presenter(String),
    /// Full screen is to be entered or left.
    FullScreen,
}

/// What the browser has to do beyond showing the new state.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Effects {
    /// A file to save.
    pub save: Option<File>,
    /// A figure to save as a picture: its name and the file's.
    pub save_picture: Option<(String, String)>,
    /// A drawing to save as a picture: an SVG file's text, and the picture's name.
    pub save_drawing: Option<(String, String)>,
    /// A text to put on the clipboard.
    pub copy: Option<String>,
    /// Paths of decks and data to fetch, below the page's folder; each comes back as [`Action::Arrived`].
    pub fetch: Vec<String>,
    /// A sentence for the live region.
    pub narration: Option<String>,
    /// The way to a view that is not compiled in.
    pub leave: Option<Leave>,
    /// The name and text of a deck that was opened, for the window to keep while it is open.
    pub deck: Option<(String, String)>,
    /// Whether the page's address becomes a new entry of the history instead of replacing the last.
    pub new_entry: bool,
    /// What is wanted of the browser's windows.
    pub window: Option<Window>,
    /// Whether the keyboard goes back to the stage.
    pub focus_stage: bool,
    /// The selector of an element that the keyboard goes to.
    pub focus: Option<&'static str>,
    /// What a lab refused, which the state tells before anything is shown.
    pub(crate) refusal: Option<String>,
}

/// The way to a view that the module with the Step view alone does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leave {
    /// The link of that view.
    pub hash: String,
    /// Whether the open example goes along as it stands, whatever of it the link can carry.
    pub takes_example: bool,
}

impl Effects {
    /// Adds what a lab brought about; a refusal is for the state to tell.
    pub(crate) fn take(&mut self, handled: Handled) {
        self.narration = handled.narration.or(handled.refusal.clone()).or(self.narration.take());
        self.refusal = handled.refusal;
        self.save = handled.save;
        self.copy = handled.copy;
        self.fetch.extend(handled.fetch);
    }
}

/// Changes the state as the action wants and says what else is to be done.
pub fn update(state: &mut State, action: Action) -> Effects {
    let before = narration::Position::of(state);
    if !continues_a_drag(&action) {
        state.coalescing = None;
    }
    let mut effects = Effects::default();
    apply(state, action, &mut effects);
    if HAS_ROOMS && state.route == Route::Rate {
        rate::follow(state);
    }
    predict::follow(state);
    if let Some(refusal) = effects.refusal.take() {
        state.refuse(refusal);
    }
    if effects.narration.is_none() {
        effects.narration = before.change_to(state);
    }
    effects
}

/// Whether the action is part of a drag, or goes on beside one: it begins no change of its own.
fn continues_a_drag(action: &Action) -> bool {
    matches!(
        action,
        Action::SlideLearningRate(_)
            | Action::RaiseLearningRate
            | Action::LowerLearningRate
            | Action::Resize { .. }
            | Action::ContinueRun
            | Action::Worked
            | Action::Point(_)
            | Action::Pointer(..)
            | Action::Arrived(..)
            | Action::PointRound(_)
            | Action::Tick(_)
            | Action::Rate(rate::Action::Run(rate::run::Action::Slide(_) | rate::run::Action::SetBeta(_)))
    )
}

fn apply(state: &mut State, action: Action, effects: &mut Effects) {
    match action {
        Action::NextStep if state.is_at_the_end() => effects.narration = Some(narration::end_sentence(state)),
        Action::NextStep => state.next_step(),
        Action::PreviousStep => state.previous_step(),
        Action::NextPhase => state.next_phase(),
        Action::PreviousPhase => state.previous_phase(),
        Action::FirstStep => state.go_to_step(0),
        Action::LastStep => state.go_to_step(usize::MAX),
        Action::GoToStep(place) => state.go_to_step(place),
        Action::GoToQuantity(id) => state.go_to_quantity(&id),
        Action::GoToRound(finished) => state.go_to_round(finished),
        Action::SlideRound(place) => state.go_to_round(slider::finished_at(place)),
        Action::Tick(milliseconds) => tick(state, milliseconds, effects),
        Action::Walk(way) => state.walk(way),
        Action::MoveCursor(places) => state.move_cursor(places),
        Action::GoToCursor => state.go_to_round(state.cursor.unwrap_or(state.finished())),
        Action::EnterNetwork => state.enter_network(),
        Action::LeaveNetwork => {
            state.walking = state.walking.and_then(network::leave);
            effects.focus_stage = state.walking.is_none();
        }
        Action::QuitNetwork => state.walking = None,
        Action::ContinueRun => state.continue_run(),
        Action::Worked => {}
        Action::Save => {
            let name = format!("{}.json", state.document.name);
            let content = state.document.start.to_json().into_bytes();
            effects.save = Some(File { name, kind: "application/json", content });
        }
        Action::ToggleFullScreen => effects.window = Some(Window::FullScreen),
        other => apply_in_room(state, other, effects),
    }
}

fn tick(state: &mut State, milliseconds: f64, effects: &mut Effects) {
    match state.route {
        Route::Step => state.tick(milliseconds),
        _ if !HAS_ROOMS => {}
        Route::Rate => rate::tick(state, milliseconds, effects),
        Route::Slides => {
            for widget in 0..state.slides.widgets.len() {
                slides::act_within(state, widget, Action::Tick(milliseconds), effects);
            }
        }
        Route::Labs => labs::tick(state, milliseconds),
    }
}

/// What belongs to one view, or leads from one to another.
fn apply_in_room(state: &mut State, action: Action, effects: &mut Effects) {
    match action {
        Action::GoTo(route) if !route.is_in() => {
            effects.leave = Some(Leave { hash: link::entrance(state, route), takes_example: route == Route::Rate });
        }
        Action::OpenLink(hash) if Route::of_link(&hash).is_some_and(|route| !route.is_in()) => {
            let hash = format!("#/{}", hash.trim_start_matches(['#', '/']));
            effects.leave = Some(Leave { hash, takes_example: false });
        }
        Action::GoTo(route) => {
            effects.new_entry = state.route != route;
            state.go_to(route);
            if HAS_ROOMS && route == Route::Rate && effects.new_entry {
                rate::enter(state);
            }
        }
        Action::Paper(action) => paper::act(state, action, effects),
        Action::Predict(action) => predict::act(state, action, effects),
        Action::Rate(_) | Action::Slides(_) | Action::Lab(_) | Action::Within(..) | Action::Arrived(..)
            if !HAS_ROOMS => {}
        Action::Rate(action) => rate::act(state, action, effects),
        Action::Slides(action) => slides::act(state, action, effects),
        Action::Lab(action) => labs::act(state, &action, effects),
        Action::Within(widget, action) => slides::act_within(state, widget, *action, effects),
        Action::Pointer(figure, pointer) => drawing::point(state, &figure, &pointer),
        Action::OpenBytes(name, content) => state.open_bytes(&name, content, effects),
        Action::Arrived(path, content) => {
            let _is_taken = slides::arrive(state, &path, &content, effects) || labs::arrive(state, &path, &content);
        }
        Action::OpenLink(hash) => state.open_link(&hash, effects),
        other => apply_change(state, other, effects),
    }
}

fn in_lab(state: &State) -> bool {
    HAS_ROOMS && state.route == Route::Labs
}

fn in_data(state: &State) -> bool {
    HAS_ROOMS && state.route == Route::Rate && rate::has_own_changes(state)
}

fn apply_change(state: &mut State, action: Action, effects: &mut Effects) {
    match action {
        Action::SetLearningRate(rate) => state.set_learning_rate(rate),
        Action::SlideLearningRate(place) => state.set_learning_rate(slider::rate_at(place)),
        Action::RaiseLearningRate => state.set_learning_rate(slider::nudged(state.document.start.learning_rate(), 1.0)),
        Action::LowerLearningRate => {
            state.set_learning_rate(slider::nudged(state.document.start.learning_rate(), -1.0));
        }
        Action::SetBiasRule(name) => state.set_bias_rule(&name),
        Action::SetUpdate(name) => state.set_update(&name),
        Action::SetSample(sample) => {
            state.document.sample = sample;
            state.refresh();
        }
        Action::Reset => state.reset(),
        Action::Undo if in_lab(state) => labs::undo(state, effects),
        Action::Redo if in_lab(state) => labs::redo(state, effects),
        Action::EndSlide if in_lab(state) => labs::end_drag(state),
        Action::Undo if in_data(state) => rate::undo(state, effects),
        Action::Redo if in_data(state) => rate::redo(state, effects),
        Action::EndSlide if in_data(state) => rate::end_drag(state),
        Action::Undo => state.undo(),
        Action::Redo => state.redo(),
        Action::OpenBuiltIn(name) => effects.new_entry = state.open_built_in(&name),
        Action::OpenFile(name, text) => effects.new_entry = state.open_file(&name, &text),
        Action::RefuseFile(reason) => state.refuse(reason),
        Action::Edit(id) => state.begin_editing(&id),
        Action::EditLearningRate => state.begin_editing_rate(),
        Action::EditRound => state.begin_editing_round(),
        Action::Draft(text) => state.draft(text),
        Action::Commit => effects.focus_stage = state.commit() && state.walking.is_none(),
        Action::Cancel => {
            let is_left = state.editing.take().is_some() || state.predict.hands.is_some();
            effects.focus_stage = is_left && state.walking.is_none();
        }
        other => {
            if HAS_ROOMS
                && state.route == Route::Slides
                && matches!(other, Action::SetNotation(_) | Action::SetDigits(_) | Action::ToggleCarry)
            {
                slides::follow_writing(state, &other);
            }
            apply_setting(state, other);
        }
    }
}

fn apply_setting(state: &mut State, action: Action) {
    let settings = &mut state.settings;
    match action {
        Action::TogglePlay => state.playing = if state.playing.is_some() { None } else { Some(0.0) },
        Action::Faster => settings.speed = (settings.speed + 1).min(SPEEDS.len() - 1),
        Action::Slower => settings.speed = settings.speed.saturating_sub(1),
        Action::SetSpeed(place) => settings.speed = place.min(SPEEDS.len() - 1),
        Action::SetNotation(name) => state.set_notation(&name),
        Action::SetDigits(digits) => state.set_digits(digits),
        Action::ToggleCarry => state.toggle_carry(),
        Action::NextTheme => settings.theme = settings.theme.next(),
        Action::SetTheme(name) => settings.theme = Theme::from_name(&name).unwrap_or(settings.theme),
        Action::ToggleRoundsScale => settings.rounds_scale = settings.rounds_scale.other(),
        Action::ToggleCostScale => settings.cost_scale = settings.cost_scale.other(),
        Action::ToggleTable => settings.shows_table = !settings.shows_table,
        Action::ToggleLetterKeys => settings.letter_keys = !settings.letter_keys,
        Action::ToggleHelp => state.shows_help = !state.shows_help,
        Action::DismissNotice => state.notice = None,
        Action::Point(id) if in_lab(state) => labs::light(state, id.as_deref()),
        Action::Point(id) => state.point(id.as_deref()),
        Action::Choose(id) => state.choose(&id),
        Action::PointRound(finished) => state.cursor = finished,
        Action::Resize { width, height, scale } => {
            (state.stage, state.scale) = (crate::state::Space { width, height }, scale);
        }
        _ => {}
    }
}
