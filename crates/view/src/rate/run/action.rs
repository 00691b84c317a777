//! What a user can want of the panel, and what it does.

use gradlight_core::builtin;
use gradlight_core::train::{Optimiser, Schedule};

use super::pins::{self, Pin};
use super::scale::{rate_at, whole_span};
use super::{ROUNDS, RunPanel, kept, play, reading, settings, words};
use crate::rate::step;
use crate::slider;
use crate::state::State;
use crate::update::Effects;

/// The velocity's share β that a new handle starts with.
const USUAL_BETA: f64 = 0.9;

/// A number of the recipe that is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Number {
    /// The rounds that the schedule is measured in.
    Length,
    /// What a step of the schedule multiplies the rate by.
    Factor,
}

impl Number {
    /// Its name in actions.
    pub fn name(self) -> &'static str {
        match self {
            Self::Length => "length",
            Self::Factor => "factor",
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        [Self::Length, Self::Factor].into_iter().find(|number| number.name() == name)
    }
}

/// What a user can want of the panel.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// The learning rate at that place, 0…1000, on the slider.
    Slide(f64),
    /// A learning rate well inside the regime of the atlas so many further up, or down.
    GoToRegime(isize),
    /// The best rate on the line of the look-ahead.
    TakeBest,
    /// So many rounds.
    SetRounds(usize),
    /// Another schedule, by name.
    SetSchedule(String),
    /// A number of the recipe is being typed.
    Type(Number, String),
    /// Takes the number that is being typed.
    Commit,
    /// Forgets the number that is being typed.
    Forget,
    /// Another optimiser, by name.
    SetOptimiser(String),
    /// The share of its velocity that it keeps.
    SetBeta(f64),
    /// Looks at so many finished rounds.
    LookAt(usize),
    /// Looks at the round so many further on, or back.
    Step(isize),
    /// Looks at no round more than at another.
    LookNowhere,
    /// Rounds a second that play takes; 0 for the whole axis in a while.
    SetPace(usize),
    /// The pace so many places faster, or slower.
    ChangePace(isize),
    /// Moves the reading cursor by so many places.
    MoveCursor(f64),
    /// Looks at the round under the reading cursor.
    LookAtCursor,
    /// Takes the reading cursor away.
    HideCursor,
    /// Reads an atlas, that of the example beside or the own one, so many parts of the scale further on.
    Read {
        /// Whether it is the one beside.
        beside: bool,
        /// Parts of the scale.
        by: f64,
    },
    /// Reads an atlas so many stretches further on.
    ReadStretch {
        /// Whether it is the one beside.
        beside: bool,
        /// Stretches.
        by: isize,
    },
    /// Takes the rate that is read.
    TakeRead,
    /// Reads no atlas.
    HideRead,
    /// Spans slider and atlas over where something changes, or over the whole scale again.
    CloseUp,
    /// Lays the atlas of that built-in example beside; none for an empty name.
    Beside(String),
    /// The cost that runs are timed to, as a power of ten.
    SetGoal(i32),
    /// Pins the run.
    Pin,
    /// Takes a pinned run away.
    Unpin(usize),
    /// Calls a pinned run something.
    Rename(usize, String),
    /// Makes a pinned run's settings those of the panel again.
    Restore(usize),
    /// Opens the round looked at in the Step view.
    OpenInStep,
    /// Opens that round of a pinned run in the Step view.
    OpenPinInStep(usize),
}

impl Action {
    /// The action of an element whose `data-action` is `rate/run-NAME`, with its argument.
    ///
    /// Where a pinned run is meant, its place follows the name after a colon.
    pub fn from_element(name: &str, argument: Option<&str>) -> Option<Self> {
        if let Some(number) = name.strip_prefix("type-") {
            return Some(Self::Type(Number::from_name(number)?, argument?.to_owned()));
        }
        let (name, place) = name.split_once(':').map_or((name, None), |(name, place)| (name, place.parse().ok()));
        let text = || argument.map(str::to_owned);
        Some(match name {
            "slide" => Self::Slide(argument?.parse().ok()?),
            "set-rounds" => Self::SetRounds(argument?.parse().ok()?),
            "set-schedule" => Self::SetSchedule(text()?),
            "commit" => Self::Commit,
            "set-optimiser" => Self::SetOptimiser(text()?),
            "set-beta" => Self::SetBeta(argument?.parse().ok()?),
            "set-pace" => Self::SetPace(argument?.parse().ok()?),
            "close-up" => Self::CloseUp,
            "beside" => Self::Beside(text()?),
            "set-goal" => Self::SetGoal(argument?.parse().ok()?),
            "pin" => Self::Pin,
            "unpin" => Self::Unpin(place?),
            "rename" => Self::Rename(place?, text()?),
            "restore" => Self::Restore(place?),
            "open-in-step" => place.map_or(Self::OpenInStep, Self::OpenPinInStep),
            _ => return None,
        })
    }
}

/// Does what the action wants.
pub(in crate::rate) fn act(state: &mut State, action: Action, effects: &mut Effects) {
    let kind = kept::kind_of(&action);
    let before = kind.map(|_| state.rate.run.kept());
    act_on_choices(state, action, effects);
    if let (Some(kind), Some(before)) = (kind, before)
        && before != state.rate.run.kept()
    {
        state.remember_with(kind, false, before);
    }
}

fn act_on_choices(state: &mut State, action: Action, effects: &mut Effects) {
    let panel = &mut *state.rate.run;
    match action {
        Action::Slide(place) => {
            let rate = rate_at(panel.span, place);
            state.set_learning_rate(rate);
        }
        Action::GoToRegime(by) => reading::go_to_regime(state, by, effects),
        Action::TakeBest => {
            if let Some(best) = panel.ahead.as_ref().and_then(|ahead| ahead.best) {
                state.coalescing = None;
                state.set_learning_rate(slider::three_digits(best.rate));
            }
        }
        Action::SetRounds(rounds) => panel.rounds = rounds.clamp(ROUNDS[0], ROUNDS[ROUNDS.len() - 1]),
        Action::SetSchedule(name) => {
            let schedule = panel.recipe.schedule;
            let length = schedule.length().unwrap_or((panel.rounds / 10).max(1));
            panel.recipe.schedule = Schedule::named(&name, length).unwrap_or(schedule);
            panel.typing = None;
        }
        Action::SetOptimiser(name) => {
            let beta = panel.recipe.optimiser.beta().unwrap_or(USUAL_BETA);
            panel.recipe.optimiser = Optimiser::named(&name, beta).unwrap_or_default();
        }
        Action::SetBeta(beta) => {
            let optimiser = panel.recipe.optimiser;
            panel.recipe.optimiser = Optimiser::named(optimiser.name(), beta).unwrap_or(optimiser);
        }
        Action::CloseUp => panel.close_up(state.document.start.learning_rate()),
        Action::Beside(name) => panel.beside = builtin::example(&name).map(|_| name),
        Action::SetGoal(goal) => panel.goal = goal.clamp(-12, -1),
        Action::Type(..) | Action::Commit | Action::Forget => settings::act(panel, action),
        other => act_on_rounds(state, other, effects),
    }
}

fn act_on_rounds(state: &mut State, action: Action, effects: &mut Effects) {
    let panel = &mut *state.rate.run;
    match action {
        Action::LookAt(finished) => panel.wished = Some(finished),
        Action::LookAtCursor => panel.wished = panel.cursor.or(panel.wished),
        Action::Step(by) => panel.wished = Some(panel.finished().saturating_add_signed(by)),
        Action::LookNowhere => return panel.wished = None,
        Action::SetPace(pace) => return panel.play.set_pace(pace),
        Action::ChangePace(by) => {
            panel.play.change_pace(by);
            effects.narration = Some(format!("Pace: {}.", play::label(panel.play.pace())));
            return;
        }
        Action::MoveCursor(places) => {
            panel.move_cursor(places);
            effects.narration = Some(words::round_sentence(state, state.rate.run.cursor.unwrap_or(0)));
            return;
        }
        Action::HideCursor => return panel.cursor = None,
        other => return act_on_atlas(state, other, effects),
    }
    state.playing = None;
    effects.narration = Some(words::round_sentence(state, state.rate.run.finished()));
}

fn act_on_atlas(state: &mut State, action: Action, effects: &mut Effects) {
    match action {
        Action::Read { beside, by } => reading::move_by(state, beside, by),
        Action::ReadStretch { beside, by } => reading::move_by_stretch(state, beside, by),
        Action::HideRead => return state.rate.run.pointed = None,
        Action::TakeRead => {
            if let Some(pointed) = state.rate.run.pointed {
                state.coalescing = None;
                state.set_learning_rate(slider::three_digits(pointed.rate));
            }
            return;
        }
        other => return act_on_pins(state, other, effects),
    }
    effects.narration = reading::sentence(state);
}

fn act_on_pins(state: &mut State, action: Action, effects: &mut Effects) {
    match action {
        Action::Pin => effects.narration = Some(state.pin()),
        Action::Unpin(place) if place < state.rate.run.pins.len() => {
            let pin = state.rate.run.pins.remove(place);
            effects.narration = Some(format!("{} is taken away.", pin.name));
        }
        Action::Rename(place, name) => {
            let name: String = name.trim().chars().take(60).collect();
            if let Some(pin) = state.rate.run.pins.get_mut(place).filter(|_| !name.is_empty()) {
                pin.name = name;
            }
        }
        Action::Restore(place) => state.restore_pin(place),
        Action::OpenInStep => step::open_round(state, super::round(state), effects),
        Action::OpenPinInStep(place) => step::open_round(state, super::pinned_round(state, place), effects),
        _ => {}
    }
}

impl RunPanel {
    fn move_cursor(&mut self, places: f64) {
        let most = self.last_finite();
        let here = self.cursor.unwrap_or(self.finished());
        let there = slider::finished_at(slider::place_of_finished(here) + places);
        let least = if places > 0.0 { here + 1 } else { here.saturating_sub(1) };
        let is_beyond = here >= crate::state::MAX_ROUNDS && (places > 0.0 || here > crate::state::MAX_ROUNDS);
        // Past the slider's last round the cursor goes on by as large a share.
        let share = (here as f64 * gradlight_core::math::pow(10.0, 4.0 * places / slider::PLACES)).round() as usize;
        let there = if is_beyond { share } else { there };
        self.cursor = Some(if there == here { least } else { there }.min(most));
    }
}

impl State {
    /// Pins the run as it is; gives what is to be said.
    fn pin(&mut self) -> String {
        let (start, panel) = (&self.document.start, &mut *self.rate.run);
        let (rate, recipe, rule) = (start.learning_rate(), panel.recipe, start.bias_rule());
        if let Some(pin) = panel.pins.iter().find(|pin| pin.is_like(rate, recipe, rule)) {
            return format!("{} is the same run: it is pinned already.", pin.name);
        }
        if panel.pins.len() == pins::MOST {
            return format!("{} runs are pinned already: take one away first.", pins::MOST);
        }
        let name = words::run_label(rate, recipe, rule);
        panel.pins.push(Pin::new(name.clone(), rate, recipe, rule));
        format!("{name} is pinned.")
    }

    fn restore_pin(&mut self, place: usize) {
        let Some(pin) = self.rate.run.pins.get(place) else { return };
        let open = &self.document.start;
        if pin.is_like(open.learning_rate(), self.rate.run.recipe, open.bias_rule()) {
            return;
        }
        let (rate, recipe, start) = (pin.rate, pin.recipe, pin.start(open));
        self.remember("restored run", false);
        self.rate.run.recipe = recipe;
        if !(self.rate.run.span.0..=self.rate.run.span.1).contains(&rate) {
            self.rate.run.span = whole_span();
        }
        self.replace_start("restored run", start);
    }
}
