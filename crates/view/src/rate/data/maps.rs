//! The maps: what every unit makes of the plane, sampled on a grid, coarse while training goes on, then fine.

use super::training::Training;

/// Cells of a grid's edge while training goes on.
const COARSE: usize = 40;
/// Cells of a grid's edge at rest.
const FINE: usize = 96;

/// What every unit makes of the places of a grid.
#[derive(Clone, Debug, Default)]
struct Grid {
    /// Cells of its edge.
    cells: usize,
    /// Rows done.
    rows: usize,
    /// The revision of the parameters.
    of: u64,
    /// A value a unit and cell, cell after cell from the top left; the leaning last.
    values: Vec<f32>,
}

/// The maps shown and those being made.
#[derive(Clone, Debug, Default)]
pub(super) struct Maps {
    shown: Grid,
    making: Grid,
    /// Values a cell: one a unit, and the leaning.
    layers: usize,
    /// Half the edge of the square that the maps show, around 0.
    pub(super) reach: f64,
}

impl Maps {
    /// No maps yet, for a network of so many units on points that reach so far.
    pub(super) fn new(training: &Training) -> Self {
        let points = training.train.iter().chain(&training.test);
        let furthest = points.flat_map(|point| point.place).fold(0.0, |far: f64, x| far.max(x.abs()));
        // A round number a little outside, so that it does not change with every bit of noise.
        let reach = (furthest * 1.05 * 2.0).ceil().max(2.0) / 2.0;
        let layers = training.trainer().units().iter().sum::<usize>() + 1;
        Self { layers, reach, ..Self::default() }
    }

    /// Whether the maps lag behind, in what they show or in how finely.
    pub(super) fn are_behind(&self, training: &Training) -> bool {
        !self.are_current(training) || (self.shown.cells < FINE && !training.is_due())
    }

    fn are_current(&self, training: &Training) -> bool {
        self.shown.cells > 0 && self.shown.of == training.revision()
    }

    /// Which picture the maps are: parameters and fineness.
    pub(super) fn fingerprint(&self) -> (usize, usize) {
        (self.shown.of as usize, self.shown.cells)
    }

    /// Makes coarse maps of the parameters as they stand, if there are none.
    pub(super) fn catch_up(&mut self, training: &mut Training) {
        if !self.are_current(training) {
            self.begin(COARSE, training.revision());
            self.make_rows(training, &mut || false);
        }
    }

    /// Makes fine maps of parameters at rest until the time is up.
    pub(super) fn refine(&mut self, training: &mut Training, is_time_up: &mut dyn FnMut() -> bool) {
        if self.shown.cells == FINE || training.is_due() {
            return;
        }
        if self.making.cells != FINE || self.making.of != training.revision() {
            self.begin(FINE, training.revision());
        }
        self.make_rows(training, is_time_up);
    }

    fn begin(&mut self, cells: usize, of: u64) {
        let mut values = std::mem::take(&mut self.making.values);
        values.resize(cells * cells * self.layers, 0.0);
        self.making = Grid { cells, rows: 0, of, values };
    }

    fn make_rows(&mut self, training: &mut Training, is_time_up: &mut dyn FnMut() -> bool) {
        let Grid { cells, rows, values, .. } = &mut self.making;
        let at = |place: usize| self.reach * ((2 * place + 1) as f64 / *cells as f64 - 1.0);
        while *rows < *cells {
            let row = &mut values[*rows * *cells * self.layers..][..*cells * self.layers];
            for (column, cell) in row.chunks_exact_mut(self.layers).enumerate() {
                training.look_at([at(column), -at(*rows)], cell);
            }
            *rows += 1;
            if *rows < *cells && is_time_up() {
                return;
            }
        }
        std::mem::swap(&mut self.shown, &mut self.making);
    }

    /// A unit's values on a grid of `edge` × `edge`, row by row from the top, smoothly between those known.
    ///
    /// `layer` counts the units layer by layer; the leaning comes last.
    pub(super) fn picture(&self, layer: usize, edge: usize) -> impl Iterator<Item = f64> + '_ {
        let Grid { cells, values, .. } = &self.shown;
        let (cells, last) = (*cells, cells.saturating_sub(1));
        let value = move |row: usize, column: usize| {
            values.get((row * cells + column) * self.layers + layer).map_or(f64::NAN, |value| f64::from(*value))
        };
        let along = move |place: usize| {
            let at = ((place as f64 + 0.5) / edge as f64 * cells as f64 - 0.5).clamp(0.0, last as f64);
            let first = (at as usize).min(last);
            (first, (first + 1).min(last), at - first as f64)
        };
        (0..edge * edge).map(move |place| {
            let ((top, bottom, down), (left, right, over)) = (along(place / edge), along(place % edge));
            let upper = value(top, left) * (1.0 - over) + value(top, right) * over;
            let lower = value(bottom, left) * (1.0 - over) + value(bottom, right) * over;
            upper * (1.0 - down) + lower * down
        })
    }

    /// The place of the leaning among the layers of the maps.
    pub(super) fn leaning(&self) -> usize {
        self.layers - 1
    }
}
