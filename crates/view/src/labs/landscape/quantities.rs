//! The landscape lab's numbers by their keys, for decks, links and tests.

use gradlight_core::search::Method;

use super::race::best;
use super::results::state_of;
use super::{Landscape, figures, start_cost};

/// The number of that key.
pub(super) fn value(lab: &Landscape, key: &str) -> Option<f64> {
    match key {
        "round" => return Some(lab.reached() as f64),
        "rate" => return Some(lab.rate),
        "momentum" => return Some(lab.momentum),
        "heat" => return Some(lab.heat),
        "seed" => return Some(lab.seed as f64),
        "reach" => return Some(lab.terrain.reach),
        "samples" => return Some(lab.terrain.samples() as f64),
        "lowest" => return lab.terrain.is_complete().then(|| lab.terrain.range().0),
        "minima" => return Some(figures::found(lab).len() as f64),
        "start.x" => return Some(lab.start()[0]),
        "start.y" => return Some(lab.start()[1]),
        "start.cost" => return start_cost(lab),
        _ => {}
    }
    let (name, what) = key.split_once('.')?;
    if let Some(place) = name.strip_prefix("minimum") {
        let minimum = figures::found(lab).into_iter().nth(place.parse::<usize>().ok()?.checked_sub(1)?)?;
        return match what {
            "cost" => Some(minimum.cost),
            "starts" => Some(minimum.searches.len() as f64),
            "x" => Some(minimum.at[0]),
            "y" => Some(minimum.at[1]),
            _ => None,
        };
    }
    let place = Method::ALL.iter().position(|method| method.name() == name)?;
    let (trail, looks) = state_of(lab, place)?;
    let last = &trail[trail.len() - 1];
    match what {
        "cost" => Some(last.cost),
        "best" => Some(best(trail).cost),
        "x" => Some(last.at[0]),
        "y" => Some(last.at[1]),
        "passes" => Some(looks.passes as f64),
        "slopes" => Some(looks.slopes as f64),
        "costs" => Some(looks.costs as f64),
        _ => None,
    }
}

/// Every key that has a number now.
pub(super) fn keys(lab: &Landscape) -> Vec<String> {
    let general = [
        "round",
        "rate",
        "momentum",
        "heat",
        "seed",
        "reach",
        "samples",
        "lowest",
        "minima",
        "start.x",
        "start.y",
        "start.cost",
    ];
    let methods = Method::ALL.iter().flat_map(|method| {
        ["cost", "best", "x", "y", "passes", "slopes", "costs"].map(|what| format!("{}.{what}", method.name()))
    });
    let minima = (1..=figures::found(lab).len())
        .flat_map(|place| ["cost", "starts", "x", "y"].map(|what| format!("minimum{place}.{what}")));
    let all = general.map(str::to_owned).into_iter().chain(methods).chain(minima);
    all.filter(|key| value(lab, key).is_some()).collect()
}
