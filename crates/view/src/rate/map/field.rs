//! The map's cells: each a pair of rates, tried coarse to fine in slices of time.

use gradlight_core::example::Example;
use gradlight_core::math::ln;
use gradlight_core::two_rates::{Block, Fate, LANES, Pair};

use super::window::{Window, pair};

/// The stride of the first pass over the cells; every pass halves it.
const FIRST_STRIDE: usize = 32;

/// So many rounds are run before the time is looked at.
const SLICE: usize = 100;

/// What a cell shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Shade {
    /// Training ended below its start; 0 slowest … 1 fastest.
    Learned(f32),
    /// It ended no lower than it began.
    Stuck,
    /// It diverged; 0 latest … 1 at once.
    Diverged(f32),
}

impl Shade {
    /// The shade of what became of a pair over so many rounds.
    fn of(fate: &Fate, rounds: usize) -> Self {
        let whole = ln(rounds.max(2) as f64);
        match fate.diverged {
            Some(round) => Self::Diverged((1.0 - ln(round.max(1) as f64) / whole).clamp(0.0, 1.0) as f32),
            None if fate.has_learned() => {
                Self::Learned((-ln(fate.mean.max(f64::MIN_POSITIVE)) / whole).clamp(0.0, 1.0) as f32)
            }
            None => Self::Stuck,
        }
    }
}

/// What is mapped, and how finely.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Wanted {
    /// The example, whose own learning rate does not count.
    pub(super) example: Example,
    /// The rates shown.
    pub(super) window: Window,
    /// Rounds a pair.
    pub(super) rounds: usize,
    /// Cells of an edge, a multiple of 32.
    pub(super) cells: usize,
}

/// The cells and how far they have come.
#[derive(Clone, Debug)]
pub(super) struct Field {
    pub(super) wanted: Wanted,
    shades: Vec<Option<Shade>>,
    /// The stride of the pass at hand; 0 once all is done.
    stride: usize,
    /// The next cell of the pass, counted row by row from the top.
    next: usize,
    /// The cells on trial.
    block: Option<(Block, Vec<usize>)>,
    /// A block to use again.
    spare: Option<Block>,
    /// How many cells are known.
    known: usize,
    /// What was shown before, for cells not yet known.
    before: Option<Box<Field>>,
}

impl Field {
    /// No cell known yet.
    pub(super) fn new(wanted: Wanted) -> Self {
        let shades = vec![None; wanted.cells * wanted.cells];
        Self { wanted, shades, stride: FIRST_STRIDE, next: 0, block: None, spare: None, known: 0, before: None }
    }

    /// Other cells; those known before show until the new ones are.
    pub(super) fn replace(&mut self, wanted: Wanted) {
        let is_same_plane = wanted.example == self.wanted.example && wanted.rounds == self.wanted.rounds;
        let mut old = std::mem::replace(self, Self::new(wanted));
        if is_same_plane {
            // One picture is kept, and of two the one that knows more.
            let older = old.before.take();
            let kept = older.filter(|older| older.known > old.known).unwrap_or_else(|| Box::new(old));
            self.before = Some(kept);
        }
    }

    /// Whether every cell is known.
    pub(super) fn is_complete(&self) -> bool {
        self.stride == 0
    }

    /// The part of the cells that is known, 0…1.
    pub(super) fn share(&self) -> f64 {
        self.known as f64 / self.shades.len() as f64
    }

    /// How many cells are known.
    pub(super) fn known(&self) -> usize {
        self.known
    }

    /// Tries cells until all are known or the time is up.
    pub(super) fn work(&mut self, is_time_up: &mut dyn FnMut() -> bool) {
        while !self.is_complete() {
            let Some((block, cells)) = self.block.take().or_else(|| self.begin_block()) else { return };
            let mut block = block;
            while !block.is_complete() {
                block.advance(SLICE);
                if is_time_up() {
                    self.block = Some((block, cells));
                    return;
                }
            }
            for (cell, fate) in cells.into_iter().zip(block.fates()) {
                self.shades[cell] = Some(Shade::of(&fate, self.wanted.rounds));
                self.known += 1;
            }
            self.spare = Some(block);
        }
    }

    /// The next cells to be tried side by side; none once all are known.
    fn begin_block(&mut self) -> Option<(Block, Vec<usize>)> {
        let mut cells = Vec::with_capacity(LANES);
        while cells.len() < LANES && self.stride > 0 {
            match self.next_cell() {
                Some(cell) => cells.push(cell),
                // A block does not reach over two passes, so that the coarse picture is whole first.
                None if !cells.is_empty() => break,
                None => {}
            }
        }
        if cells.is_empty() {
            self.before = None;
            return None;
        }
        let pairs: Vec<Pair> = cells.iter().map(|&cell| pair(self.place(cell))).collect();
        let (example, rounds) = (&self.wanted.example, self.wanted.rounds);
        let block = match self.spare.take() {
            Some(mut block) => {
                block.restart(example, &pairs);
                block
            }
            None => Block::new(example, &pairs, rounds),
        };
        Some((block, cells))
    }

    /// The next cell of the pass that no pass before has tried; at its end the next pass begins.
    fn next_cell(&mut self) -> Option<usize> {
        let (edge, stride) = (self.wanted.cells, self.stride);
        let across = edge / stride;
        while self.next < across * across {
            let (row, column) = (self.next / across, self.next % across);
            self.next += 1;
            let is_new = stride == FIRST_STRIDE || row % 2 == 1 || column % 2 == 1;
            if is_new {
                return Some(row * stride * edge + column * stride);
            }
        }
        (self.stride, self.next) = (stride / 2, 0);
        None
    }

    /// The place of a cell's middle.
    fn place(&self, cell: usize) -> [f64; 2] {
        let edge = self.wanted.cells as f64;
        let (row, column) = (cell / self.wanted.cells, cell % self.wanted.cells);
        self.wanted.window.at((column as f64 + 0.5) / edge, 1.0 - (row as f64 + 0.5) / edge)
    }

    /// What a cell shows: itself, or what was there before, or the nearest cell of a coarser pass.
    pub(super) fn shade(&self, cell: usize) -> Option<Shade> {
        self.shades[cell].or_else(|| self.before.as_ref()?.shade_at(self.place(cell))).or_else(|| {
            let edge = self.wanted.cells;
            let (row, column) = (cell / edge, cell % edge);
            let coarser = |stride: usize| self.shades[(row - row % stride) * edge + column - column % stride];
            // The last cells of a pass may still be on trial when the next one has begun.
            std::iter::successors(Some(self.stride.max(1)), |stride| Some(2 * stride))
                .take_while(|stride| *stride <= FIRST_STRIDE)
                .find_map(coarser)
        })
    }

    fn shade_at(&self, place: [f64; 2]) -> Option<Shade> {
        let edge = self.wanted.cells;
        let [across, up] = self.wanted.window.fractions(place);
        if !(0.0..1.0).contains(&across) || !(0.0..1.0).contains(&up) {
            return None;
        }
        let (row, column) = (((1.0 - up) * edge as f64) as usize, (across * edge as f64) as usize);
        self.shade(row.min(edge - 1) * edge + column.min(edge - 1))
    }

    /// Every pair known with what became of it, row by row from the top.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (Pair, Shade)> + '_ {
        let known = self.shades.iter().enumerate().filter_map(|(cell, shade)| Some((cell, (*shade)?)));
        known.map(|(cell, shade)| (pair(self.place(cell)), shade))
    }

    /// The parts of the known cells that learned, that ended no lower, and that diverged.
    pub(super) fn parts(&self) -> [f64; 3] {
        let mut counts = [0_usize; 3];
        for shade in self.shades.iter().flatten() {
            counts[match shade {
                Shade::Learned(_) => 0,
                Shade::Stuck => 1,
                Shade::Diverged(_) => 2,
            }] += 1;
        }
        counts.map(|count| count as f64 / self.known.max(1) as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use gradlight_core::builtin;

    fn wanted(cells: usize) -> Wanted {
        let example = builtin::example("two-two-one-linear").expect("built in");
        Wanted { example, window: Window::default(), rounds: 60, cells }
    }

    fn finished(wanted: Wanted) -> Field {
        let mut field = Field::new(wanted);
        field.work(&mut || false);
        field
    }

    #[test]
    fn the_first_pass_already_covers_the_map() {
        let mut field = Field::new(wanted(64));
        // A block of cells ends between two looks.
        let mut looks = 0;
        field.work(&mut || {
            looks += 1;
            looks > 1
        });
        assert!(!field.is_complete() && field.known() >= 4);
        assert!((0..64 * 64).all(|cell| field.shade(cell).is_some()), "every cell shows something");
    }

    #[test]
    fn slices_and_their_length_change_nothing() {
        let whole = finished(wanted(32));
        let mut sliced = Field::new(wanted(32));
        while !sliced.is_complete() {
            sliced.work(&mut || true);
        }
        assert_eq!(sliced.shades, whole.shades);
        assert_eq!((whole.known(), whole.share()), (32 * 32, 1.0));
    }

    #[test]
    fn small_rates_learn_and_large_ones_diverge() {
        let field = finished(wanted(32));
        let edge = 32;
        assert!(matches!(field.shades[edge * edge - edge + 8], Some(Shade::Learned(_))), "left at the bottom");
        assert!(matches!(field.shades[edge - 1], Some(Shade::Diverged(_))), "right at the top");
        let parts = field.parts();
        assert!((parts.iter().sum::<f64>() - 1.0).abs() < 1e-12 && parts[0] > 0.2 && parts[2] > 0.2, "{parts:?}");
    }

    #[test]
    fn what_was_known_shows_while_the_window_moves() {
        let mut field = finished(wanted(32));
        let window = field.wanted.window.zoomed(0.5, [0.0, 0.0]);
        let before = field.shade_at([1.0, 1.0]);
        field.replace(Wanted { window, ..wanted(32) });
        assert_eq!(field.known(), 0);
        assert_eq!(field.shade_at([1.0, 1.0]), before);
        field.replace(Wanted { rounds: 61, ..wanted(32) });
        assert_eq!(field.shade_at([1.0, 1.0]), None, "other rounds are another map");
    }
}
