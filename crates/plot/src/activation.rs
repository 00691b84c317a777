//! Activation curves with the point at which each neuron works.

mod labels;
mod words;

use plotters_backend::DrawingBackend;

use crate::Drawn;
use crate::axis::Axis;
use crate::frame::Frame;
use crate::paper::{Align, Paper};
use crate::style::{Role, Style};
use labels::Labels;

/// How far the horizontal axis goes at least, to either side of zero.
const LEAST_REACH: f64 = 6.0;

/// How far it goes at most: beyond, a neuron stands on the edge and says its net.
const MOST_REACH: f64 = 30.0;

/// Half the length of a tangent, in CSS pixels.
const TANGENT_PX: f64 = 46.0;

/// Radii of operating points, in CSS pixels.
const DOT_PX: f64 = 4.5;
const ACTIVE_DOT_PX: f64 = 5.5;

/// One curve: an output as a function of the net input.
#[derive(Clone)]
pub struct Curve<'a> {
    /// What to call it where there are several, as in softmax: `o₁`.
    pub label: String,
    /// Its colour.
    pub colour: Role,
    /// The output at a net input.
    pub value: &'a dyn Fn(f64) -> f64,
}

impl std::fmt::Debug for Curve<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Curve").field("label", &self.label).field("colour", &self.colour).finish_non_exhaustive()
    }
}

/// Where one neuron works on its curve.
#[derive(Debug, Clone, PartialEq)]
pub struct OperatingPoint {
    /// The neuron's name: `h₁`.
    pub label: String,
    /// Its net input.
    pub net: f64,
    /// Its output.
    pub out: f64,
    /// The slope of the activation there.
    pub slope: f64,
    /// Whether the step in hand is about this neuron: it gets the tangent and its slope in print.
    pub active: bool,
    /// Its colour.
    pub colour: Role,
}

/// Activation curves, operating points, and the tangent at the active one.
#[derive(Clone)]
pub struct ActivationFigure<'a> {
    /// The activation's name: `sigmoid`.
    pub name: &'a str,
    /// One curve, or one for each neuron where each has its own.
    pub curves: Vec<Curve<'a>>,
    /// The neurons; points whose net or out is not finite are not drawn.
    pub points: Vec<OperatingPoint>,
    /// How a net, an out or a slope is worded.
    pub number: &'a dyn Fn(f64) -> String,
}

impl std::fmt::Debug for ActivationFigure<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ActivationFigure")
            .field("name", &self.name)
            .field("curves", &self.curves)
            .field("points", &self.points)
            .finish_non_exhaustive()
    }
}

impl ActivationFigure<'_> {
    /// Draws the figure over the whole of a backend, which must be blank.
    ///
    /// # Errors
    /// What the backend reports.
    pub fn draw<DB: DrawingBackend>(&self, backend: DB, style: &Style) -> Drawn<DB> {
        let paper = Paper::new(backend, style);
        let frame = self.frame(&paper);
        frame.draw(&paper)?;
        self.draw_zero(&paper, &frame)?;
        let mut labels = Labels::new(&frame, style);
        for curve in &self.curves {
            let points = sampled(curve, &frame, style);
            labels.avoid_line(&points);
            if points.len() > 1 {
                paper.path(points, style.stroke_px, style.colour(curve.colour))?;
            }
        }
        let shown = self.shown();
        for point in shown.iter().filter(|point| point.active && point.slope.is_finite()) {
            let ends = tangent(point, &frame, style);
            labels.avoid_line(&ends);
            paper.path(ends.to_vec(), style.stroke_px, style.colour(point.colour))?;
        }
        // The active dot is drawn last, so that it lies on top of a crowd.
        for active in [false, true] {
            for point in shown.iter().filter(|point| point.active == active) {
                let radius = if active { ACTIVE_DOT_PX } else { DOT_PX };
                paper.dot(frame.place(point.net, point.out), radius, style.colour(point.colour))?;
            }
        }
        self.draw_labels(&paper, &frame, &mut labels)
    }

    /// The neuron whose point is nearest to a place, if one is within reach of a finger.
    ///
    /// Lengths are in the units of `style`, as in [`crate::Descent::round_at`].
    pub fn point_at(&self, at: (f64, f64), size: (f64, f64), style: &Style) -> Option<usize> {
        let whole = crate::block::Block { left: 0, top: 0, right: size.0 as i32, bottom: size.1 as i32 };
        let frame = Frame::new(whole, style, self.x_axis(), self.y_axis());
        let reach = style.units(14.0);
        let squared = |point: &OperatingPoint| {
            let (x, y) = frame.place(point.net, point.out);
            let (dx, dy) = (f64::from(x) - at.0, f64::from(y) - at.1);
            dx * dx + dy * dy
        };
        self.points
            .iter()
            .enumerate()
            .filter(|(_, point)| point.is_drawn())
            .map(|(index, point)| (index, squared(point)))
            .filter(|(_, distance)| *distance <= reach * reach)
            .min_by(|one, other| one.1.total_cmp(&other.1))
            .map(|(index, _)| index)
    }

    fn frame<DB: DrawingBackend>(&self, paper: &Paper<'_, DB>) -> Frame {
        Frame::new(paper.whole(), paper.style, self.x_axis(), self.y_axis())
    }

    fn shown(&self) -> Vec<&OperatingPoint> {
        self.points.iter().filter(|point| point.is_drawn()).collect()
    }

    /// Symmetric about zero, as far as the points go, in steps, so that it stands
    /// still while they move a little.
    fn x_axis(&self) -> Axis {
        let farthest = self.shown().iter().map(|point| point.net.abs()).fold(0.0, f64::max);
        let reach = [LEAST_REACH, 10.0, 15.0, 20.0, MOST_REACH];
        let reach = reach.into_iter().find(|reach| farthest <= *reach).unwrap_or(MOST_REACH);
        Axis::linear(-reach, reach)
    }

    /// What the curves reach, rounded outward to the next tenth of a decade's step.
    fn y_axis(&self) -> Axis {
        let x = self.x_axis();
        let samples = || (0..=64).map(move |step| x.value(f64::from(step) / 64.0));
        let values = self.curves.iter().flat_map(|curve| samples().map(|net| (curve.value)(net)));
        let (low, high) = values
            .filter(|value| value.is_finite())
            .fold((0.0_f64, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)));
        if high <= low {
            return Axis::linear(low, low + 1.0);
        }
        let (low, high) = (outward(low, high - low), outward(high, high - low));
        Axis::linear(low, high)
    }

    fn draw_zero<DB: DrawingBackend>(&self, paper: &Paper<'_, DB>, frame: &Frame) -> Drawn<DB> {
        let (x, y) = frame.place(0.0, 0.0);
        paper.down(x, frame.plot.top, frame.plot.bottom, paper.style.line)?;
        if self.y_axis().low() < 0.0 {
            paper.across(y, frame.plot.left, frame.plot.right, paper.style.line)?;
        }
        Ok(())
    }

    fn draw_labels<DB: DrawingBackend>(&self, paper: &Paper<'_, DB>, frame: &Frame, labels: &mut Labels) -> Drawn<DB> {
        let style = paper.style;
        let shown = self.shown();
        for point in &shown {
            labels.avoid_dot(frame.place(point.net, point.out), ACTIVE_DOT_PX);
        }
        for group in labels::groups(&shown, |point| frame.place(point.net, point.out), style) {
            let text = self.label(&group, frame);
            let size = paper.block(&text, (0, 0), Align::Left)?;
            let point = frame.place(group[0].net, group[0].out);
            let place = if group[0].active { labels.place_anyway(size, point) } else { labels.place(size, point) };
            let Some(place) = place else { continue };
            if let Some(leader) = place.leader {
                paper.path(leader.to_vec(), style.hairline_px, style.third)?;
            }
            paper.fill(place.block, style.card)?;
            paper.text(&text, place.block, style.colour(words::role(&group)))?;
        }
        Ok(())
    }

    /// What stands beside a group of points.
    fn label(&self, group: &[&OperatingPoint], frame: &Frame) -> String {
        let first = group[0];
        let names = words::names(group);
        let slope = if first.active && first.slope.is_finite() {
            format!(" slope {}", (self.number)(first.slope))
        } else {
            String::new()
        };
        let beyond = match first.net {
            net if net > frame.x.high() => format!(", net > {}", frame.x.high()),
            net if net < frame.x.low() => format!(", net < −{}", -frame.x.low()),
            _ => String::new(),
        };
        names + &slope + &beyond
    }
}

impl OperatingPoint {
    fn is_drawn(&self) -> bool {
        self.net.is_finite() && self.out.is_finite()
    }
}

/// `value` moved away from zero to a round fraction of `span`.
fn outward(value: f64, span: f64) -> f64 {
    let step = crate::ticks::power_of_ten(crate::ticks::exponent_of(span)) / 10.0;
    let steps = value / step;
    let slack = 1e-9;
    step * if value < 0.0 { (steps + slack).floor() } else { (steps - slack).ceil() }
}

/// The curve at every pixel column.
fn sampled(curve: &Curve<'_>, frame: &Frame, style: &Style) -> Vec<(i32, i32)> {
    let plot = frame.plot;
    (plot.left..=plot.right)
        .step_by(style.pixel().unsigned_abs() as usize)
        .filter_map(|column| {
            let along = f64::from(column - plot.left) / f64::from(plot.width());
            let net = frame.x.value(along);
            let out = (curve.value)(net);
            out.is_finite().then(|| (column, frame.place(net, out).1))
        })
        .collect()
}

/// A piece of the tangent at a point, of fixed length on the paper, cut at the plot's edges.
fn tangent(point: &OperatingPoint, frame: &Frame, style: &Style) -> [(i32, i32); 2] {
    let (x, y) = frame.place(point.net, point.out);
    let per_net = f64::from(frame.plot.width()) / (frame.x.high() - frame.x.low());
    let per_out = f64::from(frame.plot.height()) / (frame.y.high() - frame.y.low());
    let slope = if point.slope.is_finite() { point.slope } else { 0.0 };
    let (dx, dy) = (per_net, -slope * per_out);
    let length = (dx * dx + dy * dy).sqrt();
    let half = style.units(TANGENT_PX);
    let end = |sign: f64| {
        let reach = within(x, sign * dx, frame.plot.left..frame.plot.right)
            .min(within(y, sign * dy, frame.plot.top..frame.plot.bottom))
            .min(half / length);
        (x + (sign * dx * reach).round() as i32, y + (sign * dy * reach).round() as i32)
    };
    [end(-1.0), end(1.0)]
}

/// How many times `step` can be gone from `start` before `range` ends.
fn within(start: i32, step: f64, range: std::ops::Range<i32>) -> f64 {
    let end = if step < 0.0 { range.start } else { range.end };
    if step == 0.0 { f64::INFINITY } else { (f64::from(end - start) / step).max(0.0) }
}
