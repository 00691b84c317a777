//! The map in a link: its window, its fineness, and the pair read.

use super::action::read;
use super::window::Window;
use super::{CELLS, MapPanel, ROUNDS};
use crate::state::State;

/// The fields that a link carries, in order.
pub(in crate::rate) fn link_fields(state: &State) -> Vec<(String, String)> {
    let map = &state.rate.map;
    let standard = MapPanel::default();
    let mut fields = Vec::new();
    let mut put = |name: &str, value: String| fields.push((name.to_owned(), value));
    if map.window != standard.window {
        let Window { centre: [x, y], span } = map.window;
        put("window", format!("{x}:{y}:{span}"));
    }
    if map.rounds != standard.rounds {
        put("rounds", map.rounds.to_string());
    }
    if map.cells != standard.cells {
        put("cells", map.cells.to_string());
    }
    if let Some([x, y]) = map.cross.filter(|_| map.is_pinned) {
        put("cross", format!("{x}:{y}"));
    }
    fields
}

/// Takes one field of a link; says whether it could be read.
pub(in crate::rate) fn read_link_field(state: &mut State, name: &str, value: &str) -> bool {
    let numbers: Option<Vec<f64>> =
        value.split(':').map(|part| part.parse().ok().filter(|number: &f64| number.is_finite())).collect();
    let map = &mut state.rate.map;
    let choice = |known: &[usize]| value.parse().ok().filter(|number| known.contains(number));
    match (name, numbers.as_deref()) {
        ("window", Some(&[x, y, span])) if span > 0.0 => {
            map.window = Window { centre: [x, y], span }.clamped();
            true
        }
        ("cross", Some(&[x, y])) => {
            (map.cross, map.is_pinned) = (Some([x, y].map(|log| log.clamp(-15.0, 15.0))), true);
            read(state);
            true
        }
        ("rounds", _) => choice(&ROUNDS).map(|rounds| map.rounds = rounds).is_some(),
        ("cells", _) => choice(&CELLS).map(|cells| map.cells = cells).is_some(),
        _ => false,
    }
}
