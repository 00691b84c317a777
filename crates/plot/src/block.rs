//! A rectangle on the paper, in backend units, and what it touches.

/// A rectangle from its left top to its right bottom corner, right and bottom excluded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Block {
    pub(crate) left: i32,
    pub(crate) top: i32,
    pub(crate) right: i32,
    pub(crate) bottom: i32,
}

impl Block {
    /// The rectangle of this size around a centre.
    pub(crate) fn around((x, y): (i32, i32), width: i32, height: i32) -> Self {
        let (left, top) = (x - width / 2, y - height / 2);
        Self { left, top, right: left + width, bottom: top + height }
    }

    /// The square around a centre whose edges are so far from it.
    pub(crate) fn square(centre: (i32, i32), half: f64) -> Self {
        let edge = 2 * half.round() as i32;
        Self::around(centre, edge, edge)
    }

    pub(crate) fn width(self) -> i32 {
        self.right - self.left
    }

    pub(crate) fn height(self) -> i32 {
        self.bottom - self.top
    }

    pub(crate) fn middle(self) -> (i32, i32) {
        (i32::midpoint(self.left, self.right), i32::midpoint(self.top, self.bottom))
    }

    /// The same rectangle with `margin` added on every side.
    pub(crate) fn grown(self, margin: i32) -> Self {
        Self {
            left: self.left - margin,
            top: self.top - margin,
            right: self.right + margin,
            bottom: self.bottom + margin,
        }
    }

    pub(crate) fn overlaps(self, other: Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }

    pub(crate) fn holds(self, (x, y): (i32, i32)) -> bool {
        (self.left..self.right).contains(&x) && (self.top..self.bottom).contains(&y)
    }

    /// Whether all of `other` is inside.
    pub(crate) fn encloses(self, other: Self) -> bool {
        self.left <= other.left && self.top <= other.top && other.right <= self.right && other.bottom <= self.bottom
    }

    /// The rectangle moved as little as needed to lie inside `outer`; one that
    /// is larger keeps its left top corner inside.
    pub(crate) fn pushed_into(self, outer: Self) -> Self {
        let dx = (outer.right - self.right).min(0).max(outer.left - self.left);
        let dy = (outer.bottom - self.bottom).min(0).max(outer.top - self.top);
        self.moved(dx, dy)
    }

    pub(crate) fn moved(self, dx: i32, dy: i32) -> Self {
        Self { left: self.left + dx, top: self.top + dy, right: self.right + dx, bottom: self.bottom + dy }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: Block = Block { left: 0, top: 0, right: 100, bottom: 50 };

    #[test]
    fn a_block_pushed_into_the_page_moves_no_further_than_it_must() {
        let inside = Block::around((50, 25), 20, 10);
        assert_eq!(inside.pushed_into(PAGE), inside);
        let out = Block::around((98, 2), 20, 10).pushed_into(PAGE);
        assert_eq!(out, Block { left: 80, top: 0, right: 100, bottom: 10 });
        assert!(PAGE.encloses(out));
    }

    #[test]
    fn blocks_that_only_touch_do_not_overlap() {
        let left = Block { left: 0, top: 0, right: 10, bottom: 10 };
        assert!(!left.overlaps(left.moved(10, 0)));
        assert!(left.overlaps(left.moved(9, 9)));
    }
}
