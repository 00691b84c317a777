//! The landscape lab's figures: the map with its contour lines, the relief, the race against passes.

use gradlight_core::search::{Ground as _, Minimum, Stop, minima};
use gradlight_plot::contour::Grid;
use gradlight_plot::palette::mixed;
use gradlight_plot::relief::Trail;
use gradlight_plot::{Axis, Chart, Drawn, Ink, Layer, Relief, Rgb, Role, Shape, Style};

use super::Landscape;
use super::race::{ROUNDS, Release};
use super::terrain::{NODES, grid};
use crate::format::rough;
use crate::labs::diagram::{INK, LOSS, disc, thumbnail as small};
use crate::labs::parts::plain;
use crate::node::{Node, svg};

/// Contour lines on the map.
const LEVELS: usize = 11;
/// Every so manieth node of the grid carries the relief.
const COARSE: usize = 2;
/// A minimum's cost stands so far above it, in reaches of the map: clear of the marks that crowd there.
const CLEAR: f64 = 0.08;
/// How much of the cost's colour the highest place has.
const DEEPEST: f64 = 0.55;

/// Each method's colour and mark, in the order of the methods.
pub(super) const MARKS: [(Role, Shape); 5] = [
    (Role::Ink, Shape::Disc),
    (Role::Forward, Shape::Square),
    (Role::Update, Shape::Triangle),
    (Role::Backward, Shape::Ring),
    (Role::Second, Shape::Cross),
];

/// The empty map: its axes and their names.
pub(super) fn plane(lab: &Landscape) -> Chart {
    let reach = lab.terrain.reach;
    let [x, y] = lab.terrain.axis_names();
    Chart::new(Axis::linear(-reach, reach), Axis::linear(-reach, reach)).named(x, y)
}

/// The colour of a height: paper at the bottom, the colour of cost above.
fn tint(style: &Style, height: f64) -> Rgb {
    let share = if height.is_finite() { DEEPEST * height } else { 0.0 };
    mixed(style.card, style.loss, share)
}

/// The map: heights in colour, contour lines, trails and where they ended.
pub(super) fn contour(lab: &Landscape, style: &Style) -> Chart {
    let heights = lab.terrain.heights(lab.is_log);
    let grid = grid(&heights);
    let cells = NODES - 1;
    let middle = |cell: usize| (cell as f64 + 0.5) / cells as f64;
    let rgb = (0..cells * cells).flat_map(|cell| {
        let Rgb(red, green, blue) = tint(style, grid.at(middle(cell % cells), middle(cells - 1 - cell / cells)));
        [red, green, blue]
    });
    let size = cells as u32;
    let mut chart = plane(lab).with(Layer::Cells { columns: size, rows: size, rgb: rgb.collect() });
    let reach = lab.terrain.reach;
    for level in 1..=LEVELS {
        // Closer together towards the bottom, where searchers end.
        let share = level as f64 / (LEVELS + 1) as f64;
        let height = if lab.is_log { share } else { share * share };
        let points = grid.line(height).into_iter().map(|(x, y)| (reach * (2.0 * x - 1.0), reach * (2.0 * y - 1.0)));
        let colour = tint(style, (height + 0.35).min(1.5));
        chart = chart.with(Layer::Line { points: points.collect(), colour, dashed: false, width: 1.0 });
    }
    with_trails(lab, chart, style)
}

fn with_trails(lab: &Landscape, mut chart: Chart, style: &Style) -> Chart {
    let radius = if lab.release == Release::Starts { 3.5 } else { 5.0 };
    for (trail, (role, shape)) in trails(lab) {
        let (colour, points) = (style.colour(role), places(trail));
        let last = points.last().copied();
        chart = chart.with(Layer::Line { points, colour, dashed: false, width: 1.75 });
        chart = chart.with(Layer::Dots { points: last.into_iter().collect(), colour, shape, radius });
    }
    if let Some(population) = populations(lab) {
        let points = population.iter().map(|at| (at[0], at[1])).collect();
        chart = chart.with(Layer::Dots { points, colour: style.second, shape: Shape::Cross, radius: 2.5 });
    }
    if lab.release == Release::Methods {
        let [x, y] = lab.start();
        chart = chart.with(Layer::Dots { points: vec![(x, y)], colour: style.ink, shape: Shape::Ring, radius: 4.0 });
    }
    for minimum in found(lab) {
        let at = (minimum.at[0], minimum.at[1] + CLEAR * lab.terrain.reach);
        let text = rough(minimum.cost);
        chart = chart.with(Layer::Label { at, text, colour: style.ink });
    }
    chart
}

fn places(trail: &[Stop]) -> Vec<(f64, f64)> {
    trail.iter().map(|stop| (stop.at[0], stop.at[1])).collect()
}

/// The trails shown, each with its colour and mark.
pub(super) fn trails(lab: &Landscape) -> Vec<(&[Stop], (Role, Shape))> {
    let Some(race) = &lab.race else { return Vec::new() };
    let searchers = race.searchers.iter().enumerate();
    let shown = searchers.filter(|(place, _)| lab.release == Release::Starts || lab.shown[*place]);
    shown
        .map(|(place, searcher)| {
            let mark = if lab.release == Release::Starts { MARKS[0] } else { MARKS[place] };
            (race.trail(searcher, lab.reached()), mark)
        })
        .collect()
}

/// The genetic algorithm's generation at the round shown.
fn populations(lab: &Landscape) -> Option<&[Vec<f64>]> {
    let race = lab.race.as_ref().filter(|_| lab.release == Release::Methods && lab.shown[4])?;
    let genetic = race.searchers.last()?;
    Some(genetic.population(race.trail(genetic, lab.reached()).len() - 1))
}

/// The minima that many descents have ended in, once they have had time to.
pub(super) fn found(lab: &Landscape) -> Vec<Minimum> {
    if lab.release == Release::Methods || lab.reached() < ROUNDS / 2 {
        return Vec::new();
    }
    let ends: Vec<&Stop> = trails(lab).into_iter().filter_map(|(trail, _)| trail.last()).collect();
    let minima = minima(&ends, &lab.terrain.window());
    // A place where only one ended, as on a plain, is no minimum that was found.
    minima.into_iter().filter(|minimum| minimum.searches.len() > 1).collect()
}

/// Draws the relief over the whole of a blank surface.
pub(super) fn draw_relief<'a>(lab: &Landscape, ink: Ink<'a>, style: &Style) -> Drawn<Ink<'a>> {
    let fine = lab.terrain.heights(lab.is_log);
    let count = (NODES - 1) / COARSE + 1;
    let node = |place: usize| fine[(place / count * COARSE) * NODES + place % count * COARSE];
    let heights: Vec<f64> = (0..count * count).map(node).collect();
    let [x, y] = lab.terrain.axis_names();
    let (low, high) = lab.terrain.range();
    let ends = (plain(-lab.terrain.reach), plain(lab.terrain.reach));
    let trails = trails(lab).into_iter().map(|(trail, (role, shape))| Trail {
        points: trail.iter().map(|stop| lab.terrain.fractions(&stop.at)).collect(),
        colour: style.colour(role),
        shape,
    });
    let relief = Relief {
        grid: Grid { columns: count, rows: count, values: &heights },
        colour: &|height| tint(style, height),
        trails: trails.collect(),
        turn: lab.turn,
        tilt: lab.tilt,
        names: [x, y, "cost".to_owned()],
        ends: [ends.clone(), ends, (rough(low), rough(high))],
    };
    relief.draw(ink, style)
}

/// The cost of each searcher against the passes spent.
pub(super) fn race_chart(lab: &Landscape, style: &Style) -> Chart {
    let (low, high) = lab.terrain.range();
    let span = high - low;
    let last = lab.race.as_ref().map_or(1, |race| race.passes(ROUNDS)) as f64;
    let y = if lab.is_log && low > 0.0 {
        Axis::log(low * 0.9, high)
    } else {
        Axis::linear((low - 0.2 * span).max(0.0), high)
    };
    let mut chart = Chart::new(Axis::linear(0.0, last), y).named("passes of a sample", "cost");
    for (trail, (role, shape)) in trails(lab) {
        let colour = style.colour(role);
        let points: Vec<(f64, f64)> = trail.iter().map(|stop| (stop.passes as f64, stop.cost)).collect();
        let end = points.last().copied().into_iter().collect();
        chart = chart.with(Layer::Line { points, colour, dashed: false, width: 1.5 });
        chart = chart.with(Layer::Dots { points: end, colour, shape, radius: 4.0 });
    }
    chart
}

/// The lab's plane in contour lines, on a coarse grid, with the start.
pub(super) fn thumbnail(lab: &Landscape) -> Node {
    const SIDE: usize = 37;
    let mut ground = lab.terrain.ground_copy();
    let at = |node: usize| lab.terrain.reach * (2.0 * node as f64 / (SIDE - 1) as f64 - 1.0);
    let costs: Vec<f64> = (0..SIDE * SIDE).map(|node| ground.cost(&[at(node % SIDE), at(node / SIDE)])).collect();
    let (low, high) = costs.iter().fold((f64::MAX, f64::MIN), |(low, high), cost| (low.min(*cost), high.max(*cost)));
    let grid = Grid { columns: SIDE, rows: SIDE, values: &costs };
    let line = |level: usize| {
        let pieces = grid.line(low + (high - low) * level as f64 / 8.0);
        let piece = |pair: &[(f64, f64)]| {
            let place = |(x, y): (f64, f64)| format!("{:.1} {:.1}", 200.0 * x, 112.0 * (1.0 - y));
            format!("M{}L{}", place(pair[0]), place(pair[1]))
        };
        let path: String = pieces.chunks_exact(3).map(piece).collect();
        svg("path")
            .attr("d", path)
            .attr("fill", "none")
            .attr("stroke", LOSS)
            .num("stroke-width", 0.6 + level as f64 / 8.0)
    };
    let (x, y) = lab.terrain.fractions(&lab.start());
    let start = disc((200.0 * x, 112.0 * (1.0 - y)), 4.0, INK);
    small((1..8).map(line).chain([start]))
}
