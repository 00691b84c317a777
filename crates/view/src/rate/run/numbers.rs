//! Every number of the panel's figures, as rows of text.

use std::fmt::Write as _;

use gradlight_core::sweep::Verdict;

use super::{plots, words};
use crate::rate::save::{line, quoted};
use crate::state::State;

/// The figure's numbers, every one, a line a row.
pub(in crate::rate) fn numbers(state: &State, figure: &str) -> Option<String> {
    let panel = &state.rate.run;
    let mut text = String::new();
    match figure {
        "descent" => descent(state, &mut text),
        "lookahead" => {
            let ahead = panel.ahead.as_ref()?;
            text.push_str("rate,cost,tangent\n");
            for landing in &ahead.curve {
                line(&mut text, &[landing.rate, landing.cost, ahead.cost + ahead.slope * landing.rate]);
            }
        }
        "activation" => {
            text.push_str("neuron,net,out,slope\n");
            for point in plots::operating_points(state) {
                let _ = write!(text, "{},", point.label);
                line(&mut text, &[point.net, point.out, point.slope]);
            }
        }
        "weights" => {
            let names = (1..=panel.weights.first()?.1.len()).map(|w| format!(",w{w}"));
            let _ = writeln!(text, "finished rounds{}", names.collect::<String>());
            for (x, weights) in &panel.weights {
                let _ = write!(text, "{x},");
                line(&mut text, weights);
            }
        }
        "schedule" => {
            text.push_str("round,rate\n");
            let base = state.document.start.learning_rate();
            for round in 1..=panel.rounds {
                let _ = writeln!(text, "{round},{}", panel.recipe.schedule.rate(base, round));
            }
        }
        "atlas" => atlas(panel.atlas.as_ref()?.verdicts(), &mut text),
        "atlas-beside" => atlas(panel.other.as_ref()?.verdicts(), &mut text),
        "runs" => runs(state, &mut text),
        _ => return None,
    }
    Some(text)
}

fn descent(state: &State, text: &mut String) {
    let panel = &state.rate.run;
    let names = panel.pins.iter().map(|pin| format!(",{}", quoted(&pin.name)));
    let _ = writeln!(text, "finished rounds,cost{}", names.collect::<String>());
    let runs: Vec<&[f64]> = std::iter::once(panel.costs()).chain(panel.pins.iter().map(super::Pin::costs)).collect();
    let longest = runs.iter().map(|costs| costs.len()).max().unwrap_or(0);
    for x in 0..longest {
        let _ = write!(text, "{x}");
        for costs in &runs {
            text.push(',');
            if let Some(cost) = costs.get(x) {
                let _ = write!(text, "{cost}");
            }
        }
        text.push('\n');
    }
}

fn atlas(verdicts: impl Iterator<Item = (f64, Verdict)>, text: &mut String) {
    text.push_str("rate,regime,last cost,stuck outputs,diverged at\n");
    for (rate, verdict) in verdicts {
        let round = verdict.divergence.map_or_else(String::new, |divergence| divergence.round().to_string());
        let (regime, cost, stuck) = (verdict.regime.name(), verdict.cost, verdict.stuck_outputs);
        let _ = writeln!(text, "{rate},{regime},{cost},{stuck},{round}");
    }
}

fn runs(state: &State, text: &mut String) {
    let panel = &state.rate.run;
    text.push_str("run,rate,schedule and optimiser,biases,last cost,rounds to the goal,regime\n");
    for pin in &panel.pins {
        let goal = gradlight_core::math::pow(10.0, f64::from(panel.goal));
        let reached = super::pins::rounds_to(pin.costs(), goal).map_or_else(String::new, |x| x.to_string());
        let cost = pin.costs().last().map_or_else(String::new, f64::to_string);
        let regime = pin.verdict().map_or("", |verdict| verdict.regime.name());
        let (name, recipe) = (quoted(&pin.name), quoted(&words::recipe_label(pin.recipe)));
        let _ = writeln!(text, "{name},{},{recipe},{},{cost},{reached},{regime}", pin.rate, pin.rule.name());
    }
}
