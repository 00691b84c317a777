//! What a reader steers by in the cost descent: marker, cursor, divergence.

use plotters_backend::DrawingBackend;

use super::{Descent, words};
use crate::Drawn;
use crate::block::Block;
use crate::frame::Frame;
use crate::paper::{Align, Paper};
use crate::style::Style;
use crate::ticks::thousands;

/// How far a text stands from the place that it is about, in CSS pixels.
const GAP_PX: f64 = 10.0;

/// Between the cursor's reading and the edge of its panel, in CSS pixels.
const PADDING_PX: f64 = 5.0;

/// Radius of marker and cursor, in CSS pixels.
const DOT_PX: f64 = 4.5;

impl Descent<'_> {
    pub(super) fn draw_marks<DB: DrawingBackend>(
        &self,
        paper: &Paper<'_, DB>,
        frame: &Frame,
        curve: &[(i32, i32)],
    ) -> Drawn<DB> {
        self.draw_divergence(paper, frame)?;
        if let Some((round, cost)) = self.known(self.marker) {
            paper.dot(frame.place(round, cost), DOT_PX, paper.style.loss)?;
        }
        self.draw_cursor(paper, frame, curve)
    }

    fn draw_divergence<DB: DrawingBackend>(&self, paper: &Paper<'_, DB>, frame: &Frame) -> Drawn<DB> {
        let Some(round) = self.diverged_at else {
            return Ok(());
        };
        let style = paper.style;
        let (x, _) = frame.place(self.end_of(round) as f64, frame.y.low());
        paper.dashes(x, frame.plot.top, frame.plot.bottom, style.ink)?;
        let label = format!("diverged at round {}", thousands(round as f64));
        let gap = style.units(GAP_PX) as i32;
        let y = frame.plot.top + style.font() as i32;
        let right = paper.block(&label, (x + gap, y), Align::Left)?;
        let left = paper.block(&label, (x - gap, y), Align::Right)?;
        // Beside the line where there is room, and never over the axis' labels.
        let room = Block { right: frame.whole.right, ..frame.plot };
        let block = if room.encloses(right) { right } else { left.pushed_into(room).pushed_into(frame.whole) };
        paper.fill(block.grown(style.units(2.0) as i32), style.card)?;
        paper.text(&label, block, style.ink)
    }

    fn draw_cursor<DB: DrawingBackend>(&self, paper: &Paper<'_, DB>, frame: &Frame, curve: &[(i32, i32)]) -> Drawn<DB> {
        let Some((round, cost)) = self.known(self.cursor) else {
            return Ok(());
        };
        let style = paper.style;
        let point = frame.place(round, cost);
        paper.down(point.0, frame.plot.top, frame.plot.bottom, style.third)?;
        paper.ring(point, DOT_PX, style.loss)?;
        let reading = words::reading(round as usize, &(self.number)(cost));
        let text = paper.block(&reading, (0, 0), Align::Left)?;
        let panel = beside(point, text.grown(style.units(PADDING_PX) as i32), frame, style, curve);
        paper.panel(panel, style.card, style.line)?;
        paper.text(&reading, panel, style.ink)
    }

    /// Where on the axis of finished rounds a diverging round lost its numbers: at
    /// its start when its own cost is not finite, else at its end.
    fn end_of(&self, diverged_at: usize) -> usize {
        let start = diverged_at.saturating_sub(1);
        let has_cost = self.costs.get(start).is_some_and(|cost| cost.is_finite());
        if has_cost { diverged_at } else { start }
    }
}

/// A panel of this size beside a point, in the corner where it hides least of
/// the curve; right and above is liked best, as there a falling curve leaves room.
fn beside((x, y): (i32, i32), size: Block, frame: &Frame, style: &Style, curve: &[(i32, i32)]) -> Block {
    let gap = style.units(GAP_PX) as i32;
    let (width, height) = (size.width(), size.height());
    let (right, left) = (x + gap, x - gap - width);
    let (above, below) = (y - gap - height, y + gap);
    // The margins above and on the right are free; the other two hold labels.
    let room = Block { top: frame.whole.top, right: frame.whole.right, ..frame.plot };
    let hidden = |panel: &Block| {
        let near = panel.grown(gap / 3);
        curve.iter().filter(|point| near.holds(**point)).count()
    };
    [(right, above), (left, below), (left, above), (right, below), (right, room.top), (left, room.top)]
        .map(|(left, top)| Block { left, top, right: left + width, bottom: top + height })
        .map(|panel| (!room.encloses(panel), panel.pushed_into(room).pushed_into(frame.whole)))
        .into_iter()
        .min_by_key(|(is_pushed, panel)| (hidden(panel) + usize::from(panel.holds((x, y))) * curve.len(), *is_pushed))
        .map_or(size, |(_, panel)| panel)
}
