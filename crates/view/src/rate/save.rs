//! Files of the figures: every one as numbers, as a drawing and as a picture.

use std::fmt::Write as _;

use gradlight_plot::{Style, strip};

use super::{Panel, data, map, run};
use crate::drawing::{self, NodeSurface};
use crate::node::Node;
use crate::state::State;
use crate::update::{Effects, File};

/// What a figure is called where it is saved.
pub(super) fn title(figure: &str) -> &'static str {
    match figure {
        "descent" => "the cost descent",
        "lookahead" => "the look-ahead",
        "activation" => "the activation",
        "weights" => "the weights",
        "schedule" => "the learning rate",
        "atlas" => "the atlas",
        "atlas-beside" => "the atlas beside",
        "boundary" => "the boundary",
        "units" => "the network",
        "data-costs" => "the costs",
        "map" => "the map",
        _ => "the runs",
    }
}

/// The size of a drawing, in CSS pixels.
fn size(figure: &str) -> (u32, u32) {
    match figure {
        "atlas" | "atlas-beside" => (960, strip::HEIGHT_PX as u32),
        "boundary" | "map" => (560, 520),
        _ => (720, 420),
    }
}

/// Saves a figure as its name's ending says: `csv`, `svg` or `png`.
pub(super) fn save(state: &State, what: &str, effects: &mut Effects) {
    let Some((figure, kind)) = what.split_once('.') else { return };
    let stem = if state.rate.panel == Panel::Data { data::source(state) } else { state.document.name.clone() };
    let name = format!("{stem}-{what}");
    let file = |kind, text: String| Some(File { name: name.clone(), kind, content: text.into_bytes() });
    match kind {
        "png" => effects.save_picture = Some((figure.to_owned(), name)),
        "svg" => {
            let style = NodeSurface::style(Style::light());
            let drawing = Node::from(drawing::svg(state, figure, size(figure), &style));
            effects.save = file("image/svg+xml", drawing.to_markup());
        }
        "csv" => effects.save = numbers(state, figure).and_then(|text| file("text/csv", text)),
        _ => {}
    }
}

fn numbers(state: &State, figure: &str) -> Option<String> {
    match state.rate.panel {
        Panel::Run => run::numbers(state, figure),
        Panel::Data => data::numbers(state, figure),
        Panel::Map => map::numbers(state, figure),
    }
}

/// A row of numbers.
pub(super) fn line(text: &mut String, numbers: &[f64]) {
    let numbers: Vec<String> = numbers.iter().map(f64::to_string).collect();
    let _ = writeln!(text, "{}", numbers.join(","));
}

/// A name as a field of a table: in quotes, for it may hold a comma.
pub(super) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
