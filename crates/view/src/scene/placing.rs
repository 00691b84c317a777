//! Finding room for the numbers of one step in a dense picture: nothing placed ever touches anything else.

use super::shape::{Point, Rect, Segment};
use super::{Scene, Unit};

/// What a label belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// A unit: the label stands around it.
    Unit(Unit),
    /// A weight's edge: the label stands on it.
    Edge(usize),
    /// A bias's chip, by its place in [`Scene::biases`].
    Bias(usize),
    /// The total loss.
    Total,
    /// The line under the picture.
    Foot,
}

/// A label that wants a place: its sizes from the best to the one it can still do with.
#[derive(Clone, Debug, PartialEq)]
pub struct Wanted {
    /// What it belongs to.
    pub anchor: Anchor,
    /// Width and height, the best first.
    pub sizes: Vec<(f64, f64)>,
}

/// Where along its edge a label may stand.
const SHARES: [f64; 15] = [0.5, 0.45, 0.55, 0.4, 0.6, 0.35, 0.65, 0.3, 0.7, 0.25, 0.75, 0.2, 0.8, 0.15, 0.85];

/// How far off its edge a label may stand, in its own heights.
const LIFTS: [f64; 8] = [-0.8, 0.8, -1.5, 1.5, -2.3, 2.3, -3.2, 3.2];

impl Scene {
    /// A place for each label in the order given, with the number of the size it got; `None` where there is no room.
    ///
    /// A label on an edge may fall back to standing beside it. The first label falls back to the foot, so that it is
    /// always somewhere. The same labels always get the same places.
    pub fn place(&self, wanted: &[Wanted]) -> Vec<Option<(Rect, usize)>> {
        let mut taken = self.solid();
        taken.push(self.foot);
        let mut found = Vec::with_capacity(wanted.len());
        for label in wanted {
            let place = self.free_place(label, &taken);
            taken.extend(place.map(|(rect, _)| rect));
            found.push(place);
        }
        if let (Some(None), Some(first)) = (found.first(), wanted.first()) {
            let foot = Wanted { anchor: Anchor::Foot, sizes: first.sizes.clone() };
            found[0] = self.free_place(&foot, &[]);
        }
        found
    }

    fn free_place(&self, label: &Wanted, taken: &[Rect]) -> Option<(Rect, usize)> {
        let card = self.card().grown(-2.0);
        let free = |rect: &Rect| card.holds(rect) && !taken.iter().any(|other| rect.grown(1.0).overlaps(other));
        label.sizes.iter().enumerate().find_map(|(level, size)| {
            let around = self.around(label.anchor, *size);
            around.into_iter().map(|rect| rect.moved_into(&card)).find(free).map(|rect| (rect, level))
        })
    }

    fn around(&self, anchor: Anchor, (width, height): (f64, f64)) -> Vec<Rect> {
        let boxed = |rect: &Rect| beside(rect, (width, height));
        match anchor {
            Anchor::Unit(unit) => self.unit(unit).map_or(Vec::new(), |placed| boxed(&self.unit_box(placed))),
            Anchor::Bias(bias) => boxed(&self.biases[bias].chip),
            Anchor::Total => boxed(&self.total),
            Anchor::Edge(weight) => along(&self.edges[weight].line, width, height),
            // A label of one row, so that it covers nothing but the foot.
            Anchor::Foot if height > self.row + 4.0 => Vec::new(),
            Anchor::Foot => vec![Rect::around(self.foot.centre(), width, height)],
        }
    }
}

/// Places on an edge, then beside it.
fn along(line: &Segment, width: f64, height: f64) -> Vec<Rect> {
    let at = |share: f64, lift: f64| {
        let middle = line.start.towards(line.end, share);
        Rect::around(Point::new(middle.x, middle.y + lift * height), width, height)
    };
    let lifted = LIFTS.iter().flat_map(|lift| SHARES.iter().map(move |share| at(*share, *lift)));
    SHARES.iter().map(|share| at(*share, 0.0)).chain(lifted).collect()
}

/// Places next to a box: below, above, to both sides, and then further off.
fn beside(unit: &Rect, (width, height): (f64, f64)) -> Vec<Rect> {
    let middle = unit.centre();
    let mut places = Vec::new();
    for away in [3.0, 10.0, 20.0, 34.0, 52.0, 76.0] {
        let (down, across) = (unit.height / 2.0 + away + height / 2.0, unit.width / 2.0 + away + width / 2.0);
        let ways = [
            (0.0, down),
            (0.0, -down),
            (across, 0.0),
            (-across, 0.0),
            (width / 2.0, down),
            (-width / 2.0, down),
            (width / 2.0, -down),
            (-width / 2.0, -down),
            (across, height / 2.0),
            (-across, height / 2.0),
            (across, -height / 2.0),
            (-across, -height / 2.0),
        ];
        let at = |(x, y): (f64, f64)| Rect::around(Point::new(middle.x + x, middle.y + y), width, height);
        places.extend(ways.map(at));
    }
    places
}
