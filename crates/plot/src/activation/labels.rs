//! Where the operating points' labels go: near their point, on nothing else.
//!
//! Greedy: each label takes the cheapest of some places around its point that
//! covers no line, no dot and no earlier label. A place further off gets a
//! leader line. Where there is none at all, the label is left out; the
//! figure's table has every point.

use crate::activation::OperatingPoint;
use crate::block::Block;
use crate::frame::Frame;
use crate::style::Style;

/// Distances from the dot at which places are tried, in CSS pixels.
const DISTANCES_PX: [f64; 5] = [9.0, 16.0, 26.0, 38.0, 54.0];

/// From this distance on a label has a leader line.
const LEADER_FROM_PX: f64 = 14.0;

/// Directions in order of liking: right below, left above (where a rising curve
/// leaves room), then the others.
const DIRECTIONS: [(f64, f64); 12] = [
    (1.0, 0.7),
    (-1.0, -0.7),
    (0.6, 1.0),
    (-0.6, -1.0),
    (0.0, 1.0),
    (0.0, -1.0),
    (1.0, 0.0),
    (-1.0, 0.0),
    (1.0, -0.7),
    (-1.0, 0.7),
    (0.6, -1.0),
    (-0.6, 1.0),
];

/// What is on the paper already, for labels to keep clear of.
pub(super) struct Labels {
    bounds: Block,
    line_gap: i32,
    unit: f64,
    step: f64,
    taken: Vec<Block>,
    lines: Vec<(i32, i32)>,
}

/// A label's place, with the line that ties it to its point where it is not near.
pub(super) struct Place {
    pub(super) block: Block,
    pub(super) leader: Option<[(i32, i32); 2]>,
}

impl Labels {
    pub(super) fn new(frame: &Frame, style: &Style) -> Self {
        // Right and top margins may hold labels; axis labels keep theirs.
        let bounds = Block {
            top: frame.whole.top,
            right: frame.whole.right,
            ..frame.plot
        };
        Self {
            bounds,
            line_gap: style.units(style.stroke_px / 2.0 + 1.5).ceil() as i32,
            unit: style.units(1.0),
            step: style.units(3.0),
            taken: Vec::new(),
            lines: Vec::new(),
        }
    }

    /// Keeps labels off a line through these points.
    pub(super) fn avoid_line(&mut self, points: &[(i32, i32)]) {
        for pair in points.windows(2) {
            let [(x0, y0), (x1, y1)] =
                [pair[0], pair[1]].map(|(x, y)| (f64::from(x), f64::from(y)));
            let length = (x1 - x0).abs().max((y1 - y0).abs());
            let steps = (length / self.step).ceil().max(1.0) as i32;
            for step in 0..=steps {
                let along = f64::from(step) / f64::from(steps);
                let at = (x0 + (x1 - x0) * along, y0 + (y1 - y0) * along);
                self.lines.push((at.0.round() as i32, at.1.round() as i32));
            }
        }
    }

    /// Keeps labels off a dot.
    pub(super) fn avoid_dot(&mut self, centre: (i32, i32), radius_px: f64) {
        let across = (2.0 * radius_px * self.unit).ceil() as i32;
        self.taken.push(Block::around(centre, across, across));
    }

    /// Finds and takes a place for a label of this size near a point.
    pub(super) fn place(&mut self, size: Block, point: (i32, i32)) -> Option<Place> {
        let place = DISTANCES_PX.iter().find_map(|&distance| {
            DIRECTIONS
                .iter()
                .map(|&direction| self.candidate(size, point, direction, distance))
                .find(|place| self.is_free(place))
        })?;
        self.taken.push(place.block.grown((2.0 * self.unit) as i32));
        if let Some(leader) = place.leader {
            self.avoid_line(&leader);
        }
        Some(place)
    }

    fn candidate(
        &self,
        size: Block,
        point: (i32, i32),
        direction: (f64, f64),
        distance_px: f64,
    ) -> Place {
        let distance = distance_px * self.unit;
        let (dx, dy) = direction;
        let edge = |along: f64, extent: i32| {
            along * distance
                + along.signum()
                    * if along == 0.0 {
                        0.0
                    } else {
                        f64::from(extent) / 2.0
                    }
        };
        let centre = (
            point.0 + edge(dx, size.width()).round() as i32,
            point.1 + edge(dy, size.height()).round() as i32,
        );
        let block = Block::around(centre, size.width(), size.height());
        let leader = (distance_px >= LEADER_FROM_PX).then(|| [point, nearest(block, point)]);
        Place { block, leader }
    }

    fn is_free(&self, place: &Place) -> bool {
        let spaced = place.block.grown(self.line_gap);
        self.bounds.encloses(place.block)
            && !self.taken.iter().any(|block| block.overlaps(place.block))
            && !self.lines.iter().any(|point| spaced.holds(*point))
    }
}

/// The point of a block that is nearest to a place outside it.
fn nearest(block: Block, (x, y): (i32, i32)) -> (i32, i32) {
    (
        x.clamp(block.left, block.right),
        y.clamp(block.top, block.bottom),
    )
}

/// Points whose dots lie on each other share a label; an active one has its own.
/// Active points come first, so that they get the best places.
pub(super) fn groups<'p>(
    points: &[&'p OperatingPoint],
    place: impl Fn(&OperatingPoint) -> (i32, i32),
    style: &Style,
) -> Vec<Vec<&'p OperatingPoint>> {
    let near = style.units(super::DOT_PX * 2.0).round() as i32;
    let touch = |one: &OperatingPoint, other: &OperatingPoint| {
        let ((x0, y0), (x1, y1)) = (place(one), place(other));
        (x0 - x1).abs() < near && (y0 - y1).abs() < near
    };
    let mut groups: Vec<Vec<&OperatingPoint>> = points
        .iter()
        .filter(|p| p.active)
        .map(|p| vec![*p])
        .collect();
    for point in points.iter().filter(|point| !point.active) {
        let home = groups
            .iter_mut()
            .find(|group| !group[0].active && touch(group[0], point));
        match home {
            Some(group) => group.push(point),
            None => groups.push(vec![point]),
        }
    }
    groups
}
