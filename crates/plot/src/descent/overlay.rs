//! Other runs in the cost descent, to compare with.

use plotters_backend::DrawingBackend;

use super::Descent;
use crate::Drawn;
use crate::chart::clip::dashes;
use crate::frame::Frame;
use crate::paper::{Align, Paper};
use crate::style::Rgb;

/// Length of a dash, in CSS pixels.
const DASH_PX: f64 = 7.0;

/// Another run's costs.
#[derive(Clone, Copy, Debug)]
pub struct Overlay<'a> {
    /// What stands at its end: a letter of the legend.
    pub label: &'a str,
    /// Its cost after 0, 1, 2, … finished rounds.
    pub costs: &'a [f64],
    /// Its colour.
    pub colour: Rgb,
    /// Whether it is dashed, so that colour does not stand alone.
    pub dashed: bool,
}

impl Descent<'_> {
    /// The other runs' curves, each with its letter where it ends.
    pub(super) fn draw_others<DB: DrawingBackend>(&self, paper: &Paper<'_, DB>, frame: &Frame) -> Drawn<DB> {
        let style = paper.style;
        for (place, other) in self.others.iter().enumerate() {
            let points = self.curve(other.costs, frame, style);
            if other.dashed {
                let dashes = dashes(&points, style.units(DASH_PX));
                dashes.into_iter().try_for_each(|dash| paper.path(dash, 1.6, other.colour))?;
            } else if points.len() > 1 {
                paper.path(points.clone(), 1.6, other.colour)?;
            }
            // Letters stand one beside the other, for runs that end alike lie one upon the other.
            let step = (style.units(16.0) * place as f64) as i32;
            let along = points.iter().rev().find(|(x, _)| frame.plot.right - x >= step);
            if let Some((x, y)) = along.or(points.last()) {
                let at = (*x, y - style.font() as i32 * 3 / 4);
                let block = paper.block(other.label, at, Align::Right)?.pushed_into(frame.plot);
                paper.fill(block, style.card)?;
                paper.text(other.label, block, other.colour)?;
            }
        }
        Ok(())
    }
}
