//! The descent lab's figures: the map with three trails, the cloud of gradients, cost against three clocks.

use gradlight_plot::contour::Grid;
use gradlight_plot::palette::mixed;
use gradlight_plot::{Axis, Chart, Layer, Rgb, Role, Shape, Style};

use super::runs::{EPOCHS, SAMPLES, Stop, UPDATES};
use super::{Descent, NODES, PLANE};
use crate::labs::diagram::{BACKWARD, FORWARD, INK, curve, disc, thumbnail as small};
use crate::node::Node;

/// What cost is drawn against: a figure's name, what it is, how that is counted, and its count at a stop.
type Against = (&'static str, &'static str, &'static str, fn(&Stop) -> usize);

/// Cost is drawn against each of these.
pub(super) const CHARTS: [Against; 3] = [
    ("updates", "updates", "updates", |stop| stop.updates),
    ("samples", "samples", "samples", |stop| stop.seen),
    ("work", "time", "multiplications", |stop| stop.work),
];
/// Each run's colour and mark: by all, by some, by one.
pub(super) const MARKS: [(Role, Shape); 3] =
    [(Role::Ink, Shape::Disc), (Role::Forward, Shape::Square), (Role::Backward, Shape::Ring)];
/// Contour lines on the map.
const LEVELS: usize = 10;

/// The chart of that figure, if it is one of this lab's and there is something to draw.
pub(super) fn chart(lab: &Descent, figure: &str, style: &Style) -> Option<Chart> {
    match figure {
        "map" => Some(map(lab, style)),
        "cloud" => Some(cloud(lab, style)),
        _ => {
            let (_, _, axis, count) = CHARTS.iter().find(|(name, ..)| *name == figure)?;
            Some(cost(lab, axis, *count, style))
        }
    }
}

fn map(lab: &Descent, style: &Style) -> Chart {
    let [across, up] = PLANE;
    let axes = (Axis::linear(across.0, across.1), Axis::linear(up.0, up.1));
    let mut chart = Chart::new(axes.0, axes.1).named("weight", "bias");
    let (low, high) =
        lab.costs.iter().fold((f64::MAX, f64::MIN), |(low, high), cost| (low.min(*cost), high.max(*cost)));
    let grid = Grid { columns: NODES, rows: NODES, values: &lab.costs };
    if lab.costs.len() == NODES * NODES {
        for level in 0..LEVELS {
            let share = (level as f64 + 0.5) / LEVELS as f64;
            let line = grid.line(low + (high - low) * share * share);
            let points = line
                .into_iter()
                .map(|(x, y)| (axes.0.low() + x * (across.1 - across.0), axes.1.low() + y * (up.1 - up.0)));
            let layer = Layer::Line {
                points: points.collect(),
                colour: mixed(style.card, style.loss, 0.25 + 0.5 * share),
                dashed: false,
                width: 1.0,
            };
            chart = chart.with(layer);
        }
    }
    let Some(runs) = &lab.runs else { return chart };
    for run in [2, 1, 0] {
        let (role, shape) = MARKS[run];
        let (colour, points): (Rgb, Vec<(f64, f64)>) =
            (style.colour(role), lab.trail(runs, run).iter().map(|stop| stop.at).collect());
        let end = points.last().copied().into_iter().collect();
        chart = chart.with(Layer::Line { points, colour, dashed: false, width: if run == 2 { 1.0 } else { 1.75 } });
        chart = chart.with(Layer::Dots { points: end, colour, shape, radius: 5.0 });
    }
    chart
}

/// Arrows down the slope from the middle: one a batch, and the whole's.
fn cloud(lab: &Descent, style: &Style) -> Chart {
    let cloud = &lab.cloud;
    let reach = cloud.arrows.iter().chain([&cloud.whole]).fold(0.1_f64, |most, (x, y)| most.max(x.abs()).max(y.abs()));
    let axis = Axis::linear(-1.1 * reach, 1.1 * reach);
    let mut chart = Chart::new(axis, axis).named("−∂C/∂weight", "−∂C/∂bias");
    let (role, shape) = MARKS[usize::from(lab.batch != SAMPLES)];
    let ends: Vec<(f64, f64)> = cloud.arrows.iter().map(|(x, y)| (-x, -y)).collect();
    let points = ends.iter().flat_map(|end| [(0.0, 0.0), *end, (f64::NAN, f64::NAN)]).collect();
    chart = chart.with(Layer::Line { points, colour: style.colour(role), dashed: false, width: 0.75 });
    chart = chart.with(Layer::Dots { points: ends, colour: style.colour(role), shape, radius: 2.5 });
    let whole = (-cloud.whole.0, -cloud.whole.1);
    chart = chart.with(Layer::Line { points: vec![(0.0, 0.0), whole], colour: style.ink, dashed: false, width: 3.0 });
    chart.with(Layer::Dots { points: vec![whole], colour: style.ink, shape: Shape::Disc, radius: 5.0 })
}

fn cost(lab: &Descent, axis: &str, count: fn(&Stop) -> usize, style: &Style) -> Chart {
    let runs = lab.runs.as_ref();
    let most = match axis {
        "updates" => UPDATES,
        "samples" => EPOCHS * SAMPLES,
        _ => runs.map_or(1, super::runs::Runs::most_work),
    };
    let stops = runs.iter().flat_map(|runs| runs.all.iter().flat_map(|run| &run.stops));
    let finite = stops.map(|stop| stop.cost).filter(|cost| cost.is_finite());
    let (low, high) = finite.fold((f64::MAX, 0.0_f64), |(low, high), cost| (low.min(cost), high.max(cost)));
    let start = runs.map_or(1.0, |runs| runs.all[0].stops[0].cost);
    let high = high.min(1.3 * start);
    let mut chart =
        Chart::new(Axis::linear(0.0, most as f64), Axis::linear((low - 0.15 * (high - low)).max(0.0), high))
            .named(axis, "cost");
    let Some(runs) = runs else { return chart };
    for run in [2, 1, 0] {
        let (role, shape) = MARKS[run];
        let colour = style.colour(role);
        let points: Vec<(f64, f64)> = lab.trail(runs, run).iter().map(|stop| (count(stop) as f64, stop.cost)).collect();
        let end = points.last().copied().into_iter().collect();
        chart = chart.with(Layer::Line { points, colour, dashed: false, width: if run == 2 { 1.0 } else { 1.75 } });
        chart = chart.with(Layer::Dots { points: end, colour, shape, radius: 4.0 });
    }
    chart
}

/// The three runs' costs over the first epochs.
pub(super) fn thumbnail(lab: &Descent) -> Node {
    const SHOWN: usize = 4 * SAMPLES;
    let Some(mut runs) = super::Runs::new(lab.batch, lab.rate, lab.seed) else { return small::<Node>([]) };
    runs.advance_to(SHOWN);
    let start = runs.all[0].stops[0].cost;
    let place =
        |stop: &Stop| (12.0 + 176.0 * stop.seen as f64 / SHOWN as f64, 104.0 - 92.0 * (stop.cost / start).min(1.1));
    let mut shapes = Vec::new();
    for (run, colour) in [(2, BACKWARD), (1, FORWARD), (0, INK)] {
        let points: Vec<(f64, f64)> = runs.all[run].stops.iter().filter(|stop| stop.seen <= SHOWN).map(place).collect();
        let end = points[points.len() - 1];
        shapes.push(curve(points, colour, if run == 2 { 1.0 } else { 2.0 }));
        shapes.push(disc(end, 3.5, colour));
    }
    small(shapes)
}
