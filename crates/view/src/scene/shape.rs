//! Points, rectangles and segments on the card, in CSS pixels from its upper left corner.

/// A place on the card.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// Pixels from the left.
    pub x: f64,
    /// Pixels from the top.
    pub y: f64,
}

impl Point {
    /// The place at those coordinates.
    pub fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    /// The place so far along the way to another one; 0 is here, 1 is there.
    #[must_use]
    pub fn towards(self, other: Self, share: f64) -> Self {
        Self { x: self.x + (other.x - self.x) * share, y: self.y + (other.y - self.y) * share }
    }

    /// The distance to another place.
    pub fn distance(self, other: Self) -> f64 {
        let (dx, dy) = (other.x - self.x, other.y - self.y);
        (dx * dx + dy * dy).sqrt()
    }

    /// The place so many pixels along the way to another one.
    #[must_use]
    pub fn ahead(self, other: Self, pixels: f64) -> Self {
        let distance = self.distance(other);
        if distance == 0.0 { self } else { self.towards(other, pixels / distance) }
    }
}

/// An upright rectangle.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    /// Its left side.
    pub x: f64,
    /// Its upper side.
    pub y: f64,
    /// Its width, not below 0.
    pub width: f64,
    /// Its height, not below 0.
    pub height: f64,
}

impl Rect {
    /// The rectangle of that size around a centre.
    pub fn around(centre: Point, width: f64, height: f64) -> Self {
        Self { x: centre.x - width / 2.0, y: centre.y - height / 2.0, width, height }
    }

    /// Its right side.
    pub fn right(&self) -> f64 {
        self.x + self.width
    }

    /// Its lower side.
    pub fn bottom(&self) -> f64 {
        self.y + self.height
    }

    /// Its middle.
    pub fn centre(&self) -> Point {
        Point::new(self.x + self.width / 2.0, self.y + self.height / 2.0)
    }

    /// The same rectangle with so much more on every side.
    #[must_use]
    pub fn grown(&self, margin: f64) -> Self {
        Self {
            x: self.x - margin,
            y: self.y - margin,
            width: self.width + 2.0 * margin,
            height: self.height + 2.0 * margin,
        }
    }

    /// Whether the two share more than a border.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.x < other.right() && other.x < self.right() && self.y < other.bottom() && other.y < self.bottom()
    }

    /// Whether the other lies wholly within this one.
    pub fn holds(&self, other: &Self) -> bool {
        self.x <= other.x && self.y <= other.y && other.right() <= self.right() && other.bottom() <= self.bottom()
    }

    /// Whether a place lies within it.
    pub fn has(&self, point: Point) -> bool {
        self.x < point.x && point.x < self.right() && self.y < point.y && point.y < self.bottom()
    }

    /// The same rectangle moved so that it lies within another one, where it is small enough.
    #[must_use]
    pub fn moved_into(&self, room: &Self) -> Self {
        let x = self.x.min(room.right() - self.width).max(room.x);
        let y = self.y.min(room.bottom() - self.height).max(room.y);
        Self { x, y, ..*self }
    }
}

/// A straight line between two places.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Segment {
    /// Where it begins.
    pub start: Point,
    /// Where it ends.
    pub end: Point,
}

impl Segment {
    /// The line between two places.
    pub fn new(start: Point, end: Point) -> Self {
        Self { start, end }
    }

    /// The line the other way round.
    #[must_use]
    pub fn reversed(self) -> Self {
        Self { start: self.end, end: self.start }
    }

    /// The line between the rims of two discs.
    #[must_use]
    pub fn between(self, start_radius: f64, end_radius: f64) -> Self {
        Self { start: self.start.ahead(self.end, start_radius), end: self.end.ahead(self.start, end_radius) }
    }

    /// Whether any part of it lies within the rectangle.
    pub fn meets(&self, rect: &Rect) -> bool {
        let (mut first, mut last) = (0.0_f64, 1.0_f64);
        let (dx, dy) = (self.end.x - self.start.x, self.end.y - self.start.y);
        let sides = [
            (-dx, self.start.x - rect.x),
            (dx, rect.right() - self.start.x),
            (-dy, self.start.y - rect.y),
            (dy, rect.bottom() - self.start.y),
        ];
        for (step, room) in sides {
            if step == 0.0 {
                if room <= 0.0 {
                    return false;
                }
            } else if step < 0.0 {
                first = first.max(room / step);
            } else {
                last = last.min(room / step);
            }
        }
        first < last
    }

    /// Where it crosses another line, apart from shared ends.
    pub fn crossing(&self, other: &Self) -> Option<Point> {
        let (ax, ay) = (self.end.x - self.start.x, self.end.y - self.start.y);
        let (bx, by) = (other.end.x - other.start.x, other.end.y - other.start.y);
        let area = ax * by - ay * bx;
        if area == 0.0 {
            return None;
        }
        let (cx, cy) = (other.start.x - self.start.x, other.start.y - self.start.y);
        let (along, across) = ((cx * by - cy * bx) / area, (cx * ay - cy * ax) / area);
        let inside = |share: f64| share > 0.0 && share < 1.0;
        (inside(along) && inside(across)).then(|| self.start.towards(self.end, along))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn diagonals_of_a_square_cross_in_its_middle() {
        let falling = Segment::new(Point::new(0.0, 0.0), Point::new(10.0, 10.0));
        let rising = Segment::new(Point::new(0.0, 10.0), Point::new(10.0, 0.0));
        assert_eq!(falling.crossing(&rising), Some(Point::new(5.0, 5.0)));
        let side = Segment::new(Point::new(0.0, 0.0), Point::new(10.0, 0.0));
        assert_eq!(falling.crossing(&side), None, "a shared end is no crossing");
    }

    #[test]
    fn a_line_meets_the_boxes_it_runs_through_and_no_others() {
        let line = Segment::new(Point::new(0.0, 0.0), Point::new(10.0, 10.0));
        assert!(line.meets(&Rect { x: 4.0, y: 4.0, width: 2.0, height: 2.0 }));
        assert!(!line.meets(&Rect { x: 6.0, y: 0.0, width: 2.0, height: 2.0 }));
        let level = Segment::new(Point::new(0.0, 5.0), Point::new(10.0, 5.0));
        assert!(!level.meets(&Rect { x: 0.0, y: 6.0, width: 10.0, height: 2.0 }));
        assert!(level.meets(&Rect { x: 2.0, y: 4.0, width: 1.0, height: 2.0 }));
    }

    #[test]
    fn neighbours_that_touch_do_not_overlap() {
        let left = Rect { x: 0.0, y: 0.0, width: 5.0, height: 5.0 };
        let right = Rect { x: 5.0, ..left };
        assert!(!left.overlaps(&right) && left.overlaps(&right.grown(0.1)));
    }
}
