//! The choices beside those of the panel: play, rounds, schedule, optimiser, biases.

use gradlight_core::train::{Optimiser, Schedule};

use super::action::{Action, Number};
use super::play::{self, PACES};
use super::{ROUNDS, RunPanel, words};
use crate::format::{count, parse_number};
use crate::node::{Element, Node, html};
use crate::rate::controls::{self, Label, Typing};
use crate::state::State;
use crate::views::controls::{biases, play as play_button};
use crate::views::header::select;

/// A schedule is measured in fewer rounds than this.
const MOST_ROUNDS: f64 = 1e9;

/// The row of choices.
pub(super) fn bar(state: &State) -> Vec<Node> {
    let panel = &state.rate.run;
    let rounds = chosen_among(&ROUNDS, panel.rounds).into_iter().map(|rounds| (rounds.to_string(), count(rounds)));
    let rounds = select("Rounds", "rate/run-set-rounds", &panel.rounds.to_string(), rounds);
    let schedule = panel.recipe.schedule;
    let names = Schedule::NAMES.map(|name| (name.to_owned(), words::schedule_label(name).to_owned()));
    let schedules = select("Schedule", "rate/run-set-schedule", schedule.name(), names);
    let every = if schedule.factor().is_some() { "every" } else { "over" };
    let length =
        schedule.length().map(|_| field(panel, Number::Length, Label { shown: every, said: "Rounds of the schedule" }));
    let factor =
        schedule.factor().map(|_| field(panel, Number::Factor, Label { shown: "by", said: "Factor of a step" }));
    let names = Optimiser::NAMES.map(|name| (name.to_owned(), words::optimiser_label(name).to_owned()));
    let optimiser = select("Optimiser", "rate/run-set-optimiser", panel.recipe.optimiser.name(), names);
    let beta = panel.recipe.optimiser.beta().map(|beta| {
        let label = Label { shown: "β", said: "β, the share of the velocity kept" };
        controls::range("run-set-beta", label, ["0", "0.99", "0.01"], (beta.to_string(), beta.to_string()))
    });
    let has_biases = !state.document.start.network().biases().is_empty();
    let paces = PACES.map(|pace| (pace.to_string(), play::label(pace)));
    let pace = select("Pace", "rate/run-set-pace", &panel.play.pace().to_string(), paces).class("pick quiet");
    let play = html("span").class("pick").key("play").child(play_button(state)).child(pace);
    let biases = has_biases.then(|| biases(state));
    let parts = [Some(play), Some(rounds), Some(schedules), length, factor, Some(optimiser), beta, biases];
    vec![html("div").class("knobs").key("knobs").children(parts.into_iter().flatten()).into()]
}

fn field(panel: &RunPanel, knob: Number, label: Label) -> Element {
    let typing = panel.typing.as_ref().filter(|typing| typing.knob == knob);
    let text = typing.map_or_else(|| value(panel, knob), |typing| typing.draft.clone());
    controls::field(("run", knob.name()), label, text, typing.and_then(|typing| typing.fault.clone()))
}

/// The choices, with the one in force among them.
fn chosen_among(choices: &[usize], chosen: usize) -> Vec<usize> {
    let mut all = choices.to_vec();
    if let Err(place) = all.binary_search(&chosen) {
        all.insert(place, chosen);
    }
    all
}

fn value(panel: &RunPanel, knob: Number) -> String {
    let schedule = panel.recipe.schedule;
    match knob {
        Number::Length => schedule.length().unwrap_or_default().to_string(),
        Number::Factor => schedule.factor().unwrap_or_default().to_string(),
    }
}

/// Types, takes or forgets a number of the recipe.
pub(super) fn act(panel: &mut RunPanel, action: Action) {
    match action {
        Action::Type(knob, draft) => {
            let fault = with(panel.recipe.schedule, knob, &draft).err();
            panel.typing = Some(Typing { knob, draft, fault });
        }
        Action::Commit => {
            let Some(Typing { knob, draft, .. }) = panel.typing.take() else { return };
            match with(panel.recipe.schedule, knob, &draft) {
                Ok(schedule) => panel.recipe.schedule = schedule,
                Err(fault) => panel.typing = Some(Typing { knob, draft, fault: Some(fault) }),
            }
        }
        _ => panel.typing = None,
    }
}

/// The schedule with the number that a text says, or what would fit.
fn with(schedule: Schedule, knob: Number, text: &str) -> Result<Schedule, String> {
    let number = parse_number(text).map_err(|fault| fault.to_string())?;
    match knob {
        Number::Length if number.fract() == 0.0 && (1.0..MOST_ROUNDS).contains(&number) => {
            Ok(schedule.over(number as usize))
        }
        Number::Length => Err("A whole number of rounds from 1 on.".to_owned()),
        Number::Factor => controls::factor(number).map(|factor| schedule.by_factor(factor)),
    }
}
