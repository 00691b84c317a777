//! The frame of a figure: where the plot lies, its grid, its axes and their labels.
//!
//! The margins depend on the style alone, never on the labels, so that nothing
//! jumps when numbers change and a pointer's place can be read without measuring.

use std::ops::Range;

use plotters::coord::CoordTranslate;
use plotters::coord::cartesian::Cartesian2d;
use plotters_backend::DrawingBackend;

use crate::Drawn;
use crate::axis::Axis;
use crate::block::Block;
use crate::paper::{Align, Failure, Paper};
use crate::style::Style;
use crate::ticks::Tick;

/// The margins, in heights of a line of text.
mod margin {
    pub(super) const LEFT: f64 = 4.2;
    pub(super) const RIGHT: f64 = 1.0;
    pub(super) const TOP: f64 = 0.8;
    pub(super) const BOTTOM: f64 = 1.75;
}

/// Room between two labels, in heights of a line of text.
const LABEL_ROOM: f64 = 0.75;

/// Between the axis and its labels, in CSS pixels.
const LABEL_GAP_PX: f64 = 7.0;

/// The plot's place on the paper and the two axes that span it.
pub(crate) struct Frame {
    pub(crate) whole: Block,
    pub(crate) plot: Block,
    pub(crate) x: Axis,
    pub(crate) y: Axis,
    coordinates: Cartesian2d<Axis, Axis>,
}

/// A tick with a measured label.
struct Lettered {
    tick: Tick,
    block: Block,
}

/// The plot's horizontal extent on paper of this width, in backend units.
pub(crate) fn columns(width: f64, style: &Style) -> Range<i32> {
    let left = style.snap(margin::LEFT * style.font());
    let right = style.snap(width - margin::RIGHT * style.font());
    left..right.max(left + style.pixel())
}

fn rows(height: f64, style: &Style) -> Range<i32> {
    let top = style.snap(margin::TOP * style.font());
    let bottom = style.snap(height - margin::BOTTOM * style.font());
    top..bottom.max(top + style.pixel())
}

impl Frame {
    pub(crate) fn new(whole: Block, style: &Style, x: Axis, y: Axis) -> Self {
        let columns = columns(f64::from(whole.right), style);
        let rows = rows(f64::from(whole.bottom), style);
        let plot = Block { left: columns.start, top: rows.start, right: columns.end, bottom: rows.end };
        let coordinates = Cartesian2d::new(x, y, (columns, rows.end..rows.start));
        Self { whole, plot, x, y, coordinates }
    }

    /// Where a pair of values stands on the paper.
    pub(crate) fn place(&self, x: f64, y: f64) -> (i32, i32) {
        self.coordinates.translate(&(x, y))
    }

    /// Where a pair of fractions of the axes stands on the paper.
    pub(crate) fn at(&self, across: f64, up: f64) -> (i32, i32) {
        let x = f64::from(self.plot.left) + across * f64::from(self.plot.width());
        let y = f64::from(self.plot.bottom) - up * f64::from(self.plot.height());
        (x.round() as i32, y.round() as i32)
    }

    /// Draws grid, axes and labels.
    pub(crate) fn draw<DB: DrawingBackend>(&self, paper: &Paper<'_, DB>) -> Drawn<DB> {
        let style = paper.style;
        let across = self.fitting(paper, &self.y, Self::beside)?;
        let along = self.fitting(paper, &self.x, Self::below)?;
        for mark in &across {
            let (_, y) = self.place(self.x.low(), mark.tick.value);
            paper.across(y, self.plot.left, self.plot.right, style.grid)?;
            paper.text_aligned(&mark.tick.label, mark.block, Align::Right, style.second)?;
        }
        for mark in &along {
            let (x, _) = self.place(mark.tick.value, self.y.low());
            paper.down(x, self.plot.top, self.plot.bottom, style.grid)?;
            paper.text(&mark.tick.label, mark.block, style.second)?;
        }
        paper.down(self.plot.left, self.plot.top, self.plot.bottom, style.line)?;
        paper.across(self.plot.bottom, self.plot.left, self.plot.right, style.line)
    }

    /// The closest set of ticks whose labels all have room.
    fn fitting<DB: DrawingBackend>(
        &self,
        paper: &Paper<'_, DB>,
        axis: &Axis,
        letter: impl Fn(&Self, &Paper<'_, DB>, Tick) -> Result<Lettered, Failure<DB>>,
    ) -> Result<Vec<Lettered>, Failure<DB>> {
        let mut sparsest = Vec::new();
        for rung in axis.ladder() {
            let marks: Vec<Lettered> =
                rung.into_iter().map(|tick| letter(self, paper, tick)).collect::<Result<_, _>>()?;
            if self.has_room(&marks, paper.style) {
                return Ok(marks);
            }
            sparsest = marks;
        }
        // Not even the sparsest set fits: keep of it what does.
        let mut kept: Vec<Lettered> = Vec::new();
        for mark in sparsest {
            kept.push(mark);
            if !self.has_room(&kept, paper.style) {
                kept.pop();
            }
        }
        Ok(kept)
    }

    fn has_room(&self, marks: &[Lettered], style: &Style) -> bool {
        let gap = (style.font() * LABEL_ROOM).round() as i32;
        let apart = |pair: &[Lettered]| match pair {
            [one, other] => !one.block.grown(gap).overlaps(other.block),
            _ => true,
        };
        marks.iter().all(|mark| self.whole.encloses(mark.block)) && marks.windows(2).all(apart)
    }

    /// A label left of the vertical axis.
    fn beside<DB: DrawingBackend>(&self, paper: &Paper<'_, DB>, tick: Tick) -> Result<Lettered, Failure<DB>> {
        let gap = paper.style.units(LABEL_GAP_PX).round() as i32;
        let (_, y) = self.place(self.x.low(), tick.value);
        let block = paper.block(&tick.label, (self.plot.left - gap, y), Align::Right)?;
        Ok(Lettered { tick, block })
    }

    /// A label under the horizontal axis, kept on the paper at its ends.
    fn below<DB: DrawingBackend>(&self, paper: &Paper<'_, DB>, tick: Tick) -> Result<Lettered, Failure<DB>> {
        let half_line = (paper.style.font() / 2.0).round() as i32;
        let gap = paper.style.units(LABEL_GAP_PX - 1.0).round() as i32;
        let (x, _) = self.place(tick.value, self.y.low());
        let block = paper.block(&tick.label, (x, self.plot.bottom + gap + half_line), Align::Centre)?;
        Ok(Lettered { tick, block: block.pushed_into(self.whole) })
    }
}
