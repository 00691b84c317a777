//! The panel in a link: rounds, recipe, span, the example beside, and the pinned runs.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use gradlight_core::builtin;
use gradlight_core::example::BiasRule;
use gradlight_core::train::{Optimiser, Recipe, Schedule};

use super::pins::{MOST, Pin};
use super::play::PACES;
use super::{ROUNDS, RunPanel, USUAL_GOAL, USUAL_ROUNDS, whole_span};
use crate::rate::controls;
use crate::state::RATES;

/// The fields of what has not its default, in order.
pub(super) fn fields(panel: &RunPanel) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    let mut put = |name: &str, value: Option<String>| {
        fields.extend(value.map(|value| (name.to_owned(), value)));
    };
    put("rounds", (panel.rounds != USUAL_ROUNDS).then(|| panel.rounds.to_string()));
    put("schedule", schedule(panel.recipe.schedule));
    put("optimiser", optimiser(panel.recipe.optimiser));
    put("round", panel.wished.map(|_| (panel.looked_at() + 1).to_string()));
    put("pace", (panel.play.pace() != 0).then(|| panel.play.pace().to_string()));
    put("span", (panel.span != whole_span()).then(|| format!("{}:{}", panel.span.0, panel.span.1)));
    put("beside", panel.beside.clone());
    put("goal", (panel.goal != USUAL_GOAL).then(|| panel.goal.to_string()));
    for pin in &panel.pins {
        put("pin", Some(pinned(pin)));
    }
    fields
}

/// Takes one field; none where it could not be read.
pub(super) fn read(panel: &mut RunPanel, name: &str, value: &str) -> Option<()> {
    match name {
        "rounds" => panel.rounds = value.parse().ok().filter(|rounds| (ROUNDS[0]..=ROUNDS[12]).contains(rounds))?,
        "schedule" => panel.recipe.schedule = read_schedule(value)?,
        "optimiser" => panel.recipe.optimiser = read_optimiser(value)?,
        "round" => {
            let round = value.parse::<usize>().ok().filter(|round| (1..=ROUNDS[12] + 1).contains(round))?;
            panel.wished = Some(round - 1);
        }
        "pace" => panel.play.set_pace(value.parse().ok().filter(|pace| PACES.contains(pace))?),
        "span" => panel.span = read_span(value)?,
        "beside" => panel.beside = Some(builtin::example(value).map(|_| value.to_owned())?),
        "goal" => panel.goal = value.parse().ok().filter(|goal| (-12..0).contains(goal))?,
        "pin" if panel.pins.len() < MOST => panel.pins.push(read_pin(value)?),
        _ => return None,
    }
    Some(())
}

/// A schedule as a link has it, such as `cosine:5000` or, with another factor than usual, `step:20:0.1`; none for a
/// constant rate.
fn schedule(schedule: Schedule) -> Option<String> {
    let factor = schedule.factor().filter(|factor| *factor != Schedule::STEP_FACTOR);
    let factor = factor.map_or_else(String::new, |factor| format!(":{factor}"));
    schedule.length().map(|length| format!("{}:{length}{factor}", schedule.name()))
}

fn read_schedule(value: &str) -> Option<Schedule> {
    let (name, rest) = value.split_once(':')?;
    let (length, factor) = rest.split_once(':').map_or((rest, None), |(length, factor)| (length, Some(factor)));
    let schedule = Schedule::named(name, length.parse().ok().filter(|length| *length > 0)?)?;
    match factor {
        Some(factor) => {
            schedule.factor().and(controls::factor(factor.parse().ok()?).ok()).map(|by| schedule.by_factor(by))
        }
        None => Some(schedule),
    }
}

/// An optimiser as a link has it, such as `nesterov:0.9`; none for the plain one.
fn optimiser(optimiser: Optimiser) -> Option<String> {
    optimiser.beta().map(|beta| format!("{}:{beta}", optimiser.name()))
}

fn read_optimiser(value: &str) -> Option<Optimiser> {
    let (name, beta) = value.split_once(':')?;
    Optimiser::named(name, beta.parse().ok()?)
}

fn read_span(value: &str) -> Option<(f64, f64)> {
    let (low, high) = value.split_once(':')?;
    let (low, high) = (low.parse::<f64>().ok()?, high.parse::<f64>().ok()?);
    (RATES.contains(&low) && RATES.contains(&high) && low < high).then_some((low, high))
}

/// A pinned run as a link has it: rate, bias rule, schedule, optimiser and packed name, apart by commas.
fn pinned(pin: &Pin) -> String {
    let schedule = schedule(pin.recipe.schedule).unwrap_or_default();
    let optimiser = optimiser(pin.recipe.optimiser).unwrap_or_default();
    let name = URL_SAFE_NO_PAD.encode(&pin.name);
    format!("{},{},{schedule},{optimiser},{name}", pin.rate, pin.rule.name())
}

fn read_pin(value: &str) -> Option<Pin> {
    let mut parts = value.split(',');
    let rate = parts.next()?.parse::<f64>().ok().filter(|rate| rate.is_finite() && *rate > 0.0)?;
    let rule = BiasRule::from_name(parts.next()?)?;
    let (schedule, optimiser, name) = (parts.next()?, parts.next()?, parts.next()?);
    let schedule = if schedule.is_empty() { Schedule::default() } else { read_schedule(schedule)? };
    let optimiser = if optimiser.is_empty() { Optimiser::default() } else { read_optimiser(optimiser)? };
    let name = String::from_utf8(URL_SAFE_NO_PAD.decode(name).ok()?).ok()?;
    Some(Pin::new(name.chars().take(60).collect(), rate, Recipe { schedule, optimiser }, rule))
}

/// The number in two significant digits, as spans are written.
pub(super) fn two_digits(value: f64) -> f64 {
    format!("{value:.1e}").parse().unwrap_or(value)
}
