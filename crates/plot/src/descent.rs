//! The cost descent: the cost against the number of finished rounds.

mod marks;
mod overlay;
mod words;

use plotters_backend::DrawingBackend;

use crate::Drawn;
use crate::axis::{Axis, Scale};
use crate::decimate::decimate;
use crate::frame::{Frame, columns};
use crate::paper::{Align, Paper};
use crate::style::Style;
use crate::ticks::{exponent_of, power_of_ten, round_up};

pub use overlay::Overlay;

/// The cost against finished rounds, with the marks that a reader steers by.
///
/// `costs[x]` is the cost after `x` finished rounds: round k starts there for
/// k = x + 1. Costs that are not finite are not drawn; on a log axis a cost of
/// zero stands on the axis' foot, which is then marked 0.
#[derive(Clone, Copy)]
pub struct Descent<'a> {
    /// The cost after 0, 1, 2, … finished rounds, as far as they are known.
    pub costs: &'a [f64],
    /// Other runs to compare with, which lie behind.
    pub others: &'a [Overlay<'a>],
    /// How many rounds the axis spans.
    pub rounds: usize,
    /// How the axis of rounds is divided.
    pub x_scale: Scale,
    /// How the axis of cost is divided.
    pub y_scale: Scale,
    /// The number of finished rounds that the page stands at.
    pub marker: Option<usize>,
    /// The number of finished rounds that pointer or keyboard ask about.
    pub cursor: Option<usize>,
    /// The round at which training blew up.
    pub diverged_at: Option<usize>,
    /// How a cost is worded.
    pub number: &'a dyn Fn(f64) -> String,
}

impl std::fmt::Debug for Descent<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Descent")
            .field("costs", &self.costs.len())
            .field("rounds", &self.rounds)
            .field("marker", &self.marker)
            .field("cursor", &self.cursor)
            .field("diverged_at", &self.diverged_at)
            .finish_non_exhaustive()
    }
}

impl Descent<'_> {
    /// Draws the figure over the whole of a backend, which must be blank.
    ///
    /// # Errors
    /// What the backend reports.
    pub fn draw<DB: DrawingBackend>(&self, backend: DB, style: &Style) -> Drawn<DB> {
        let paper = Paper::new(backend, style);
        let frame = Frame::new(paper.whole(), style, self.x_axis(), self.y_axis());
        frame.draw(&paper)?;
        let curve = self.curve(self.costs, &frame, style);
        self.draw_others(&paper, &frame)?;
        self.draw_curve(&paper, &frame, &curve)?;
        self.draw_marks(&paper, &frame, &curve)
    }

    /// The number of finished rounds at a horizontal place.
    ///
    /// `x_px` and `width_px` are in the units of `style`: CSS pixels for a style
    /// that was not put on a device. Places outside the plot give its ends.
    pub fn round_at(&self, x_px: f64, width_px: f64, style: &Style) -> usize {
        let plot = columns(width_px, style);
        let along = (x_px - f64::from(plot.start)) / f64::from(plot.end - plot.start);
        if along.is_nan() { 0 } else { self.x_axis().value(along).round() as usize }
    }

    /// The horizontal place of a number of finished rounds; the inverse of [`Self::round_at`].
    pub fn x_px(&self, round: usize, width_px: f64, style: &Style) -> f64 {
        let plot = columns(width_px, style);
        let along = self.x_axis().fraction(round as f64);
        f64::from(plot.start) + along * f64::from(plot.end - plot.start)
    }

    fn x_axis(&self) -> Axis {
        Axis::rounds(self.rounds, self.x_scale)
    }

    /// An axis that changes by whole steps while the costs change smoothly, so
    /// that it stands still through most of a drag.
    fn y_axis(&self) -> Axis {
        let shown = self.rounds.saturating_add(1);
        let all = || std::iter::once(self.costs).chain(self.others.iter().map(|other| other.costs));
        let finite = || all().flat_map(|costs| costs.iter().copied().take(shown)).filter(|cost| cost.is_finite());
        let high = finite().fold(0.0, f64::max);
        match self.y_scale {
            Scale::Linear => {
                let low = finite().fold(0.0, f64::min);
                Axis::linear(low, if high > 0.0 { round_up(high).min(f64::MAX) } else { high })
            }
            Scale::Log => {
                let (foot, top) = log_ends(finite().filter(|cost| *cost > 0.0));
                if finite().any(|cost| cost <= 0.0) {
                    Axis::log_above_zero(foot / 10.0, top)
                } else {
                    Axis::log(foot, top)
                }
            }
        }
    }

    /// The curve's points on the paper, at most two a pixel column.
    #[expect(clippy::unused_self, reason = "reads as one of the figure's parts")]
    fn curve(&self, costs: &[f64], frame: &Frame, style: &Style) -> Vec<(i32, i32)> {
        let plot = frame.plot.left..frame.plot.right;
        let rounds = decimate(costs, &frame.x, plot, style.pixel());
        rounds.iter().map(|&round| frame.place(round as f64, costs[round])).collect()
    }

    fn draw_curve<DB: DrawingBackend>(&self, paper: &Paper<'_, DB>, frame: &Frame, points: &[(i32, i32)]) -> Drawn<DB> {
        let style = paper.style;
        match *points {
            [] if self.diverged_at.is_none() => {
                let block = paper.block("no rounds yet", frame.plot.middle(), Align::Centre)?;
                paper.text("no rounds yet", block, style.second)
            }
            [] => Ok(()),
            [only] => paper.dot(only, style.stroke_px, style.loss),
            _ => paper.path(points.to_vec(), style.stroke_px, style.loss),
        }
    }

    /// A number of finished rounds and its cost, where there is a finite one on the axis.
    fn known(&self, round: Option<usize>) -> Option<(f64, f64)> {
        let round = round.filter(|round| *round <= self.rounds.max(1))?;
        let cost = *self.costs.get(round)?;
        cost.is_finite().then_some((round as f64, cost))
    }
}

/// The decade below the least and the round number above the greatest of some costs.
fn log_ends(costs: impl Iterator<Item = f64>) -> (f64, f64) {
    let (least, greatest) = costs.fold((f64::INFINITY, 0.0_f64), |(low, high), cost| (low.min(cost), high.max(cost)));
    if greatest == 0.0 {
        return (0.1, 1.0);
    }
    let foot = power_of_ten(exponent_of(least)).max(f64::MIN_POSITIVE * 10.0);
    (foot, round_up(greatest).max(foot * 2.0).min(f64::MAX))
}
