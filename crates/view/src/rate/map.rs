//! The third panel: one rate per layer on two axes.

pub mod action;
mod field;
mod links;
mod page;
mod window;
mod words;

use std::fmt::Write as _;

use gradlight_core::example::Example;
use gradlight_core::math::{exp, log10};
use gradlight_core::sweep::Verdict;
use gradlight_plot::palette::mixed;
use gradlight_plot::{Axis, Chart, Diverging, Drawn, Ink, Layer, Rgb, Shape, Style};

use crate::drawing::Fingerprint;
use crate::node::Node;
use crate::pointer::{Gesture, Pointer};
use crate::state::State;

use action::read;
use field::{Field, Shade, Wanted};
use window::{Window, diagonal};

pub use action::Action;
pub(super) use action::{act, key};
pub(super) use links::{link_fields, read_link_field};

/// The map's figure.
const MAP: &str = "map";
/// Rounds a pair that can be chosen.
const ROUNDS: [usize; 6] = [50, 100, 200, 500, 1000, 5000];
/// Cells of an edge that can be chosen.
const CELLS: [usize; 4] = [64, 128, 256, 512];

/// What the panel remembers.
#[derive(Debug)]
pub struct MapPanel {
    window: Window,
    rounds: usize,
    cells: usize,
    field: Option<Field>,
    /// The run for which the field was last looked at.
    run: u64,
    /// The cross, as powers of ten.
    cross: Option<[f64; 2]>,
    /// Whether the cross stays when the pointer leaves.
    is_pinned: bool,
    /// What became of the pair at the cross.
    reading: Option<Verdict>,
    /// Where the drag at hand began: the pointer's place and the window then.
    drag: Option<((f64, f64), Window)>,
    /// Counts the maps begun.
    number: usize,
}

impl Default for MapPanel {
    fn default() -> Self {
        Self {
            window: Window::default(),
            rounds: 200,
            cells: 256,
            field: None,
            run: 0,
            cross: None,
            is_pinned: false,
            reading: None,
            drag: None,
            number: 0,
        }
    }
}

/// What stands under the choice of panels.
pub(super) fn body(state: &State) -> Vec<Node> {
    page::body(state)
}

/// The example that is mapped: the open one, whatever its own learning rate.
fn mapped(state: &State) -> Example {
    let start = &state.document.start;
    start.with_learning_rate(1.0).unwrap_or_else(|_| Example::clone(start))
}

/// Whether the field is of another window, fineness or example than is wanted.
fn is_stale(state: &State) -> bool {
    let map = &state.rate.map;
    map.field.as_ref().is_none_or(|field| {
        let Wanted { window, rounds, cells, .. } = &field.wanted;
        (*window, *rounds, *cells) != (map.window, map.rounds, map.cells) || map.run != state.run_number()
    })
}

/// Goes on with unfinished work until it is done or the time is up.
pub(super) fn work(state: &mut State, is_time_up: &mut dyn FnMut() -> bool) {
    if is_stale(state) {
        let wanted = {
            let map = &state.rate.map;
            Wanted { example: mapped(state), window: map.window, rounds: map.rounds, cells: map.cells }
        };
        let run = state.run_number();
        let map = &mut state.rate.map;
        map.run = run;
        match &mut map.field {
            Some(field) if field.wanted == wanted => {}
            Some(field) => {
                field.replace(wanted);
                map.number += 1;
            }
            None => map.field = Some(Field::new(wanted)),
        }
        read(state);
    }
    if let Some(field) = &mut state.rate.map.field {
        field.work(is_time_up);
    }
}

/// Whether work is unfinished.
pub(super) fn is_working(state: &State) -> bool {
    is_stale(state) || state.rate.map.field.as_ref().is_some_and(|field| !field.is_complete())
}

/// What the picture of that figure depends on.
pub(super) fn fingerprint(state: &State, figure: &str) -> Option<Fingerprint> {
    let map = &state.rate.map;
    let Window { centre: [x, y], span } = map.window;
    let [cross_x, cross_y] = map.cross.unwrap_or([f64::NAN; 2]);
    let known = map.field.as_ref().map_or(0, Field::known);
    let print = Fingerprint::default().and(map.number).and(known).and(map.cells).with(x).with(y).with(span);
    let rate = state.document.start.learning_rate();
    (figure == MAP).then(|| print.with(cross_x).with(cross_y).with(rate))
}

/// Draws that figure.
pub(super) fn draw<'a>(state: &State, figure: &str, ink: Ink<'a>, style: &Style) -> Drawn<Ink<'a>> {
    if figure != MAP {
        return Ok(());
    }
    let map = &state.rate.map;
    let mut chart = Chart::new(map.window.axis(0), map.window.axis(1));
    if let Some(field) = &map.field {
        let (palette, edge) = (Diverging::of(style), field.wanted.cells);
        let mut rgb = Vec::with_capacity(3 * edge * edge);
        for cell in 0..edge * edge {
            let Rgb(red, green, blue) = colour(field.shade(cell), &palette, style);
            rgb.extend([red, green, blue]);
        }
        chart = chart.with(Layer::Cells { columns: edge as u32, rows: edge as u32, rgb });
    }
    let equal = [0.0, 1.0].map(|end| {
        let [x, y] = map.window.centre;
        let log = x.midpoint(y) + (end - 0.5) * 4.0 * (map.window.span + (x - y).abs());
        (map.window.on_axis(0, log), map.window.on_axis(1, log))
    });
    chart = chart.with(Layer::Line { points: equal.to_vec(), colour: style.ink, dashed: true, width: 1.0 });
    let rate = state.document.start.learning_rate();
    let ring = |[x, y]: [f64; 2], shape, radius| {
        let points = vec![(map.window.on_axis(0, x), map.window.on_axis(1, y))];
        Layer::Dots { points, colour: style.ink, shape, radius }
    };
    chart = chart.with(ring(diagonal(rate), Shape::Ring, 4.0));
    match map.cross {
        Some(cross) => chart.with(ring(cross, Shape::Cross, 7.0)).draw(ink, style),
        None => chart.draw(ink, style),
    }
}

/// The colour of a cell: blue where training learned, the deeper the faster; orange where it diverged, the deeper
/// the sooner; grey where it ended no lower than it began.
fn colour(shade: Option<Shade>, palette: &Diverging, style: &Style) -> Rgb {
    match shade {
        None => style.card,
        Some(Shade::Learned(speed)) => palette.at(0.12 + 0.88 * f64::from(speed)),
        Some(Shade::Diverged(speed)) => palette.at(-0.25 - 0.75 * f64::from(speed)),
        Some(Shade::Stuck) => mixed(style.card, style.ink, 0.32),
    }
}

/// Does what the pointer wants of that figure.
pub(super) fn point(state: &mut State, figure: &str, pointer: &Pointer) {
    if figure != MAP {
        return;
    }
    let style = Style { scale: state.scale, ..Style::light() };
    // Geometry alone: the plot's fractions, whatever its axes are.
    let unit = Chart::new(Axis::linear(0.0, 1.0), Axis::linear(0.0, 1.0));
    let inside = unit.values_at(pointer.place(), pointer.size(), &style);
    let (across, up) = unit.nearest_values(pointer.place(), pointer.size(), &style);
    let map = &mut state.rate.map;
    match pointer.gesture {
        Gesture::Down if inside.is_some() => map.drag = Some(((across, up), map.window)),
        Gesture::Move { is_down: true } => {
            if let Some((from, window)) = map.drag {
                map.window = window.moved(from.0 - across, from.1 - up);
            }
        }
        Gesture::Up => {
            let clicked = map.drag.take().is_some_and(|(_, window)| window == map.window);
            if clicked {
                map.cross = Some(map.window.at(across, up));
                map.is_pinned = true;
                read(state);
            }
        }
        Gesture::Move { is_down: false } => {
            map.drag = None;
            if !map.is_pinned {
                map.cross = inside.map(|(across, up)| map.window.at(across, up));
                read(state);
            }
        }
        Gesture::Leave if !map.is_pinned && map.drag.is_none() => (map.cross, map.reading) = (None, None),
        Gesture::Wheel(turned) if inside.is_some() => {
            map.window = map.window.zoomed(exp(turned.clamp(-400.0, 400.0) * 0.002), map.window.at(across, up));
        }
        _ => {}
    }
}

/// What became of every pair known, row by row from the top, as rows of text.
pub(super) fn numbers(state: &State, figure: &str) -> Option<String> {
    let field = state.rate.map.field.as_ref().filter(|_| figure == MAP)?;
    let mut text = "rate before,rate of the last layer,outcome,speed\n".to_owned();
    for (pair, shade) in field.pairs() {
        let (outcome, speed) = match shade {
            Shade::Learned(speed) => ("learns", speed),
            Shade::Stuck => ("stays", 0.0),
            Shade::Diverged(speed) => ("diverges", speed),
        };
        let _ = writeln!(text, "{},{},{outcome},{speed}", pair.before, pair.last);
    }
    Some(text)
}

/// The digits after the first that tell neighbouring cells apart, for rates in words.
fn rate_digits(map: &MapPanel) -> usize {
    let cell = map.window.span / map.cells as f64;
    (1.0 - log10(cell)).ceil().clamp(2.0, 14.0) as usize
}

#[cfg(test)]
mod tests;
