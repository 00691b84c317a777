//! What a user can want of the data panel, and what it does.

use super::knob::{Knob, StepBy};
use super::setup::Setup;
use super::{DataPanel, MOST_SAMPLES, words};
use crate::rate::step;
use crate::slider;
use crate::state::State;
use crate::update::Effects;

/// What a user can want of the panel.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Makes a choice: its name and what is chosen.
    Set(Knob, String),
    /// A number is being typed.
    Type(Knob, String),
    /// Takes the number that is being typed.
    Commit,
    /// Forgets the number that is being typed.
    Forget,
    /// Moves the learning rate's slider to that place.
    SlideRate(f64),
    /// One step.
    Step(StepBy),
    /// Starts over from the same seed.
    Restart,
    /// Starts over from the next seed.
    NextStart,
    /// Draws other points.
    NextData,
    /// Adds or takes away a unit of that hidden layer.
    Units(usize, bool),
    /// Adds or takes away the last hidden layer.
    Layers(bool),
    /// Looks at a unit, or at none.
    Look(Option<(usize, usize)>),
    /// Moves the look to a neighbouring unit: columns and places.
    Walk(i32, i32),
    /// Moves the place pointed at.
    Probe(f64, f64),
    /// Moves the cursor of the descent by so many epochs.
    Cursor(i32),
    /// Takes the figures' cursors away.
    Leave,
    /// Points are being pasted.
    Paste(String),
    /// Takes the pasted points.
    TakePasted,
    /// Opens the next batch in the Step view.
    OpenInStep,
}

impl Action {
    /// The action of an element whose `data-action` is `rate/data-NAME`, with its argument.
    pub fn from_element(name: &str, argument: Option<&str>) -> Option<Self> {
        if let Some(knob) = name.strip_prefix("set-") {
            return Some(Self::Set(Knob::from_name(knob)?, argument?.to_owned()));
        }
        if let Some(knob) = name.strip_prefix("type-") {
            return Some(Self::Type(Knob::from_name(knob)?, argument?.to_owned()));
        }
        let layer = || argument.and_then(|argument| argument.parse().ok());
        Some(match name {
            "commit" => Self::Commit,
            "slide" => Self::SlideRate(argument?.parse().ok()?),
            "step" => Self::Step(StepBy::from_name(argument?)?),
            "restart" => Self::Restart,
            "next-start" => Self::NextStart,
            "next-data" => Self::NextData,
            "more-units" => Self::Units(layer()?, true),
            "fewer-units" => Self::Units(layer()?, false),
            "more-layers" => Self::Layers(true),
            "fewer-layers" => Self::Layers(false),
            "paste" => Self::Paste(argument?.to_owned()),
            "take-pasted" => Self::TakePasted,
            "open-in-step" => Self::OpenInStep,
            _ => return None,
        })
    }
}

/// Does what the action wants.
pub(in crate::rate) fn act(state: &mut State, action: Action, effects: &mut Effects) {
    let panel = &mut state.rate.data;
    match action {
        Action::Set(knob, text) => {
            let drag = [Knob::Rate, Knob::Noise, Knob::Share].contains(&knob).then_some(knob);
            let _ = panel.change(drag, |panel| panel.set(knob, &text));
            effects.narration = Some(words::narrated_choice(panel, knob));
        }
        Action::Type(knob, draft) => panel.draft(knob, draft),
        Action::Commit => panel.change(None, DataPanel::commit),
        Action::Forget => panel.typing = None,
        Action::SlideRate(place) => {
            let rate = slider::rate_at(place).to_string();
            let _ = panel.change(Some(Knob::Rate), |panel| panel.set(Knob::Rate, &rate));
        }
        Action::Step(by) => {
            panel.training.go_on();
            panel.training.step_once(by);
            state.playing = None;
            effects.narration = Some(words::progress(state));
        }
        Action::Restart => restart(state, effects, |_| {}),
        Action::NextStart => restart(state, effects, |setup| setup.plan.seed += 1),
        Action::NextData => restart(state, effects, |setup| setup.seed += 1),
        Action::Units(layer, adds) => panel.change(None, |panel| panel.change_layers(Some(layer), adds)),
        Action::Layers(adds) => panel.change(None, |panel| panel.change_layers(None, adds)),
        other => act_on_figures(state, other, effects),
    }
}

fn restart(state: &mut State, effects: &mut Effects, choose: impl FnOnce(&mut Setup)) {
    state.playing = None;
    state.rate.data.change(None, |panel| {
        choose(&mut panel.setup);
        panel.restart();
    });
    effects.narration = Some(words::progress(state));
}

fn act_on_figures(state: &mut State, action: Action, effects: &mut Effects) {
    let panel = &mut state.rate.data;
    match action {
        Action::Look(unit) => panel.unit = unit,
        Action::Walk(across, down) => panel.walk(across, down),
        Action::Probe(across, up) => panel.move_probe(across, up),
        Action::Cursor(by) => panel.move_cursor(by),
        Action::Leave => (panel.unit, panel.probe, panel.cursor) = (None, None, None),
        Action::Paste(text) => panel.pasted = text,
        Action::TakePasted => {
            let pasted = std::mem::take(&mut panel.pasted);
            panel.refusal = panel.change(None, |panel| panel.take_own(pasted.as_bytes())).err();
            if panel.refusal.is_some() {
                panel.pasted = pasted;
            }
            effects.narration = panel.refusal.clone().or_else(|| Some(words::progress(state)));
            return;
        }
        Action::OpenInStep => return open_in_step(state, effects),
        _ => {}
    }
    effects.narration = words::pointed(state);
}

/// Opens the next batch, with the network as it stands, in the Step view.
fn open_in_step(state: &mut State, effects: &mut Effects) {
    let example = state.rate.data.training.trainer().example(MOST_SAMPLES);
    step::open_made(state, example, "The next batch is open in the Step view.", effects);
}
