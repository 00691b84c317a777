//! The third panel: one rate per layer on two axes.

mod field;
mod page;
mod window;
mod words;

use gradlight_core::example::Example;
use gradlight_core::math::{exp, log10};
use gradlight_core::sweep::Verdict;
use gradlight_core::two_rates;
use gradlight_plot::palette::mixed;
use gradlight_plot::{Axis, Chart, Diverging, Drawn, Ink, Layer, Rgb, Shape, Style};

use super::Panel;
use crate::drawing::Fingerprint;
use crate::keys::{Focus, KeyPress};
use crate::node::Node;
use crate::pointer::{Gesture, Pointer};
use crate::state::State;
use crate::update::Effects;

use field::{Field, Shade, Wanted};
use window::{Window, diagonal, pair};

/// The map's figure.
const MAP: &str = "map";
/// Rounds a pair that can be chosen.
const ROUNDS: [usize; 6] = [50, 100, 200, 500, 1000, 5000];
/// Cells of an edge that can be chosen.
const CELLS: [usize; 4] = [64, 128, 256, 512];
/// How much closer a key zooms.
const ZOOM: f64 = 0.6;
/// How far an arrow moves the cross, in parts of the window.
const STRIDE: f64 = 1.0 / 48.0;
/// How far an arrow with Shift moves the window, in parts of it.
const PAN: f64 = 1.0 / 8.0;

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

/// What a user can want of the panel.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Action {
    /// Zooms by that factor around the cross, or the middle.
    Zoom(f64),
    /// Shows the window that the panel opens with.
    Whole,
    /// Moves the cross by parts of the window.
    MoveCross(f64, f64),
    /// Moves the window by parts of itself.
    Pan(f64, f64),
    /// Takes the cross away.
    Leave,
    /// Rounds a pair.
    SetRounds(usize),
    /// Cells of an edge.
    SetCells(usize),
    /// Saves the map as a picture.
    SavePicture,
    /// Opens what the pair at the cross came to in the Step view.
    OpenInStep,
    /// Takes the last layer's rate at the cross as the one rate of the first panel.
    OpenRate,
}

impl Action {
    /// The action of an element whose `data-action` is `rate/map-NAME`, with its argument.
    pub fn from_element(name: &str, argument: Option<&str>) -> Option<Self> {
        let number = || argument.and_then(|argument| argument.parse().ok());
        Some(match name {
            "zoom-in" => Self::Zoom(ZOOM),
            "zoom-out" => Self::Zoom(1.0 / ZOOM),
            "whole" => Self::Whole,
            "rounds" => Self::SetRounds(number()?),
            "cells" => Self::SetCells(number()?),
            "save-picture" => Self::SavePicture,
            "open-in-step" => Self::OpenInStep,
            "open-rate" => Self::OpenRate,
            _ => return None,
        })
    }
}

/// Does what the action wants.
pub(super) fn act(state: &mut State, action: Action, effects: &mut Effects) {
    let map = &mut state.rate.map;
    match action {
        Action::Zoom(factor) => {
            let around = map.cross.unwrap_or(map.window.centre);
            map.window = map.window.zoomed(factor, around);
        }
        Action::Whole => map.window = Window::default(),
        Action::MoveCross(across, up) => move_cross(state, across, up),
        Action::Pan(across, up) => map.window = map.window.moved(across, up),
        Action::Leave => (map.cross, map.is_pinned, map.reading) = (None, false, None),
        Action::SetRounds(rounds) if ROUNDS.contains(&rounds) => {
            map.rounds = rounds;
            read(state);
        }
        Action::SetCells(cells) if CELLS.contains(&cells) => map.cells = cells,
        Action::SetRounds(_) | Action::SetCells(_) => {}
        Action::SavePicture => effects.save_picture = Some((MAP.to_owned(), "two-rates.png".to_owned())),
        Action::OpenInStep => return open_in_step(state, effects),
        Action::OpenRate => {
            if let Some(cross) = state.rate.map.cross {
                state.rate.panel = Panel::Run;
                state.set_learning_rate(pair(cross).last);
            }
            return;
        }
    }
    effects.narration = Some(words::narrated(state));
}

fn move_cross(state: &mut State, across: f64, up: f64) {
    let map = &mut state.rate.map;
    let [x, y] = map.cross.map_or([0.5, 0.5], |cross| map.window.fractions(cross));
    let (x, y) = (x + across, y + up);
    // At the edge the window moves along.
    let beyond = |fraction: f64| fraction - fraction.clamp(0.0, 1.0);
    map.window = map.window.moved(beyond(x), beyond(y));
    map.cross = Some(map.window.at(x.clamp(0.0, 1.0), y.clamp(0.0, 1.0)));
    map.is_pinned = true;
    read(state);
}

/// Finds out what became of the pair at the cross.
fn read(state: &mut State) {
    let map = &state.rate.map;
    let reading = map.cross.map(|cross| two_rates::classify(&state.document.start, pair(cross), map.rounds).0);
    state.rate.map.reading = reading;
}

/// Opens the network that the pair at the cross came to.
fn open_in_step(state: &mut State, effects: &mut Effects) {
    let Some(cross) = state.rate.map.cross else { return };
    let rates = pair(cross);
    let (_, reached) = two_rates::classify(&state.document.start, rates, state.rate.map.rounds);
    let Ok(reached) = reached.with_learning_rate(rates.last) else { return };
    state.open_own(reached);
    effects.new_entry = true;
    effects.narration = Some("The network that these rates came to is open in the Step view.".to_owned());
}

/// What stands under the choice of panels.
pub(super) fn body(state: &State) -> Vec<Node> {
    page::body(state)
}

/// What a key does here before the keys that all views share.
pub(super) fn key(_: &State, press: &KeyPress, focus: Focus, figure: Option<&str>) -> Option<crate::Action> {
    if press.control || press.alt || matches!(focus, Focus::Field) {
        return None;
    }
    let own = |action| Some(crate::Action::Rate(super::Action::Map(action)));
    match press.key.as_str() {
        "+" | "=" => return own(Action::Zoom(ZOOM)),
        "-" | "−" => return own(Action::Zoom(1.0 / ZOOM)),
        "0" => return own(Action::Whole),
        _ if figure != Some(MAP) && focus != Focus::Stage => return None,
        "Escape" => return own(Action::Leave),
        _ => {}
    }
    let (across, up) = match press.key.as_str() {
        "ArrowRight" => (1.0, 0.0),
        "ArrowLeft" => (-1.0, 0.0),
        "ArrowUp" => (0.0, 1.0),
        "ArrowDown" => (0.0, -1.0),
        _ => return None,
    };
    own(if press.shift { Action::Pan(across * PAN, up * PAN) } else { Action::MoveCross(across * STRIDE, up * STRIDE) })
}

/// The fields that a link carries, in order.
pub(super) fn link_fields(state: &State) -> Vec<(String, String)> {
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
pub(super) fn read_link_field(state: &mut State, name: &str, value: &str) -> bool {
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

/// The example that is mapped: the open one, whatever its own learning rate.
fn mapped(state: &State) -> Example {
    let start = &state.document.start;
    start.with_learning_rate(1.0).unwrap_or_else(|_| start.clone())
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

/// The digits after the first that tell neighbouring cells apart, for rates in words.
fn rate_digits(map: &MapPanel) -> usize {
    let cell = map.window.span / map.cells as f64;
    (1.0 - log10(cell)).ceil().clamp(2.0, 14.0) as usize
}

#[cfg(test)]
mod tests;
