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
const DISTANCES_PX: [f64; 6] = [9.0, 16.0, 26.0, 38.0, 54.0, 74.0];

/// From this distance on a label has a leader line.
const LEADER_FROM_PX: f64 = 14.0;

/// Between a label and the edge of the figure, in CSS pixels.
const EDGE_PX: f64 = 2.0;

/// What hiding a label or a dot costs, against one for each bit of a line.
const HIDDEN_BLOCK: usize = 40;

/// What leaving the plot costs.
const OUTSIDE: usize = 1000;

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
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub(super) block: Block,
    pub(super) leader: Option<[(i32, i32); 2]>,
}

impl Place {
    fn new(block: Block, point: (i32, i32), has_leader: bool) -> Self {
        Self { block, leader: has_leader.then(|| [point, nearest(block, point)]) }
    }
}

impl Labels {
    pub(super) fn new(frame: &Frame, style: &Style) -> Self {
        // Right and top margins may hold labels; axis labels keep theirs.
        let edge = style.units(EDGE_PX) as i32;
        let bounds = Block { top: frame.whole.top + edge, right: frame.whole.right - edge, ..frame.plot };
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
            self.lines.extend(points_along(pair[0], pair[1], self.step));
        }
    }

    /// Keeps labels off a dot.
    pub(super) fn avoid_dot(&mut self, centre: (i32, i32), radius_px: f64) {
        let across = (2.0 * radius_px * self.unit).ceil() as i32;
        self.taken.push(Block::around(centre, across, across));
    }

    /// Takes a free place for a label of this size near a point, if there is one.
    pub(super) fn place(&mut self, size: Block, point: (i32, i32)) -> Option<Place> {
        let place = self.candidates(size, point).find(|place| self.conflicts(place, point) == 0)?;
        Some(self.take(place))
    }

    /// Takes the place near a point where a label of this size hides least.
    pub(super) fn place_anyway(&mut self, size: Block, point: (i32, i32)) -> Option<Place> {
        let place = self.candidates(size, point).min_by_key(|place| self.conflicts(place, point))?;
        Some(self.take(place))
    }

    fn take(&mut self, place: Place) -> Place {
        self.taken.push(place.block.grown((2.0 * self.unit) as i32));
        if let Some(leader) = place.leader {
            self.avoid_line(&leader);
        }
        place
    }

    /// Places around a point, the best liked first: in rings, each also moved back
    /// into the plot where it leaves it.
    fn candidates(&self, size: Block, point: (i32, i32)) -> impl Iterator<Item = Place> {
        let (unit, bounds) = (self.unit, self.bounds);
        DISTANCES_PX.into_iter().flat_map(move |distance_px| {
            let ring = DIRECTIONS.map(|direction| candidate(size, point, direction, distance_px, unit));
            let moved = ring.map(|place| Place::new(place.block.pushed_into(bounds), point, place.leader.is_some()));
            ring.into_iter().chain(moved)
        })
    }

    /// How much a label here would hide: nothing is 0.
    fn conflicts(&self, place: &Place, point: (i32, i32)) -> usize {
        let spaced = place.block.grown(self.line_gap);
        let lines = self.lines.iter().filter(|at| spaced.holds(**at)).count();
        let taken = self.taken.iter().filter(|block| block.overlaps(place.block)).count();
        let crossed = place.leader.map_or(0, |leader| self.crossed(leader, point));
        let outside = if self.bounds.encloses(place.block) { 0 } else { OUTSIDE };
        lines + taken * HIDDEN_BLOCK + crossed * HIDDEN_BLOCK + outside
    }

    /// How many labels and dots a leader would run through, its own dot left out.
    fn crossed(&self, leader: [(i32, i32); 2], point: (i32, i32)) -> usize {
        let along = points_along(leader[0], leader[1], self.step);
        let foreign = self.taken.iter().filter(|block| !block.holds(point));
        foreign.filter(|block| along.iter().any(|at| block.holds(*at))).count()
    }
}

fn candidate(size: Block, point: (i32, i32), direction: (f64, f64), distance_px: f64, unit: f64) -> Place {
    let edge = |along: f64, extent: i32| {
        let half = if along == 0.0 { 0.0 } else { f64::from(extent) / 2.0 };
        (along * distance_px * unit + along.signum() * half).round() as i32
    };
    let centre = (point.0 + edge(direction.0, size.width()), point.1 + edge(direction.1, size.height()));
    let block = Block::around(centre, size.width(), size.height());
    Place::new(block, point, distance_px >= LEADER_FROM_PX)
}

/// Points on a straight line, `step` apart, both ends included.
fn points_along(start: (i32, i32), end: (i32, i32), step: f64) -> Vec<(i32, i32)> {
    let [(x0, y0), (x1, y1)] = [start, end].map(|(x, y)| (f64::from(x), f64::from(y)));
    let length = (x1 - x0).abs().max((y1 - y0).abs());
    let steps = (length / step).ceil().max(1.0);
    (0..=steps as i32)
        .map(|count| f64::from(count) / steps)
        .map(|along| ((x0 + (x1 - x0) * along).round() as i32, (y0 + (y1 - y0) * along).round() as i32))
        .collect()
}

/// The point of a block that is nearest to a place outside it.
fn nearest(block: Block, (x, y): (i32, i32)) -> (i32, i32) {
    (x.clamp(block.left, block.right), y.clamp(block.top, block.bottom))
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
    let mut groups: Vec<Vec<&OperatingPoint>> = points.iter().filter(|p| p.active).map(|p| vec![*p]).collect();
    for point in points.iter().filter(|point| !point.active) {
        let home = groups.iter_mut().find(|group| !group[0].active && touch(group[0], point));
        match home {
            Some(group) => group.push(point),
            None => groups.push(vec![point]),
        }
    }
    groups
}
