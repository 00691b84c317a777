//! Contour lines: where a function over a grid has one value, by marching squares.

/// Values at the nodes of a grid, row by row from the low end of the vertical axis.
#[derive(Debug, Clone, Copy)]
pub struct Grid<'a> {
    /// Nodes in a row, at least 2.
    pub columns: usize,
    /// Rows of nodes, at least 2.
    pub rows: usize,
    /// The values; those that are not finite have no line near them.
    pub values: &'a [f64],
}

impl Grid<'_> {
    fn value(&self, column: usize, row: usize) -> f64 {
        self.values.get(row * self.columns + column).copied().unwrap_or(f64::NAN)
    }

    /// The value at a place between the nodes, bilinearly; places are fractions of the grid, held at its edges.
    pub fn at(&self, across: f64, up: f64) -> f64 {
        let place = |fraction: f64, nodes: usize| {
            let along = fraction.clamp(0.0, 1.0) * (nodes - 1) as f64;
            let node = (along as usize).min(nodes.saturating_sub(2));
            (node, along - node as f64)
        };
        let ((column, dx), (row, dy)) = (place(across, self.columns), place(up, self.rows));
        let low = self.value(column, row) * (1.0 - dx) + self.value(column + 1, row) * dx;
        let high = self.value(column, row + 1) * (1.0 - dx) + self.value(column + 1, row + 1) * dx;
        low * (1.0 - dy) + high * dy
    }

    /// The line of one level as pieces, each parted from the next by a point that is not finite.
    ///
    /// Points are fractions of the grid, 0…1 across and up. A saddle is cut by the mean of its corners.
    pub fn line(&self, level: f64) -> Vec<(f64, f64)> {
        let mut points = Vec::new();
        for row in 0..self.rows.saturating_sub(1) {
            for column in 0..self.columns.saturating_sub(1) {
                self.cut(column, row, level, &mut points);
            }
        }
        points
    }

    /// Cuts one cell: its corners counted anticlockwise from the lower left, its edges after their first corner.
    fn cut(&self, column: usize, row: usize, level: f64, points: &mut Vec<(f64, f64)>) {
        let corners = [(0, 0), (1, 0), (1, 1), (0, 1)];
        let values = corners.map(|(dx, dy)| self.value(column + dx, row + dy));
        if values.iter().any(|value| !value.is_finite()) {
            return;
        }
        let is_above = values.map(|value| value > level);
        let crossed: Vec<usize> = (0..4).filter(|edge| is_above[*edge] != is_above[(edge + 1) % 4]).collect();
        let point = |edge: usize| {
            let next = (edge + 1) % 4;
            let t = (level - values[edge]) / (values[next] - values[edge]);
            let along = |from: usize, to: usize| from as f64 + t * (to as f64 - from as f64);
            let x = column as f64 + along(corners[edge].0, corners[next].0);
            let y = row as f64 + along(corners[edge].1, corners[next].1);
            (x / (self.columns - 1) as f64, y / (self.rows - 1) as f64)
        };
        let mut put = |from: usize, to: usize| points.extend([point(from), point(to), (f64::NAN, f64::NAN)]);
        match crossed.as_slice() {
            [from, to] => put(*from, *to),
            [_, _, _, _] => {
                let mean = values.iter().fold(0.0, |sum, value| sum + value / 4.0);
                // The corners on the mean's side are joined; the others are cut off, each by its two edges.
                let first_cut = usize::from((mean > level) == is_above[0]);
                put((first_cut + 3) % 4, first_cut);
                put(first_cut + 1, first_cut + 2);
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bowl() -> Vec<f64> {
        let distance = |place: usize| {
            let (x, y) = ((place % 21) as f64 / 10.0 - 1.0, (place / 21) as f64 / 10.0 - 1.0);
            x * x + y * y
        };
        (0..441).map(distance).collect()
    }

    #[test]
    fn the_contour_of_a_bowl_is_a_circle() {
        let values = bowl();
        let grid = Grid { columns: 21, rows: 21, values: &values };
        let line = grid.line(0.25);
        assert!(line.len() > 60);
        for (x, y) in line.into_iter().filter(|(x, _)| x.is_finite()) {
            let (x, y) = (2.0 * x - 1.0, 2.0 * y - 1.0);
            let radius = (x * x + y * y).sqrt();
            assert!((radius - 0.5).abs() < 0.01, "{radius}");
        }
        assert!(grid.line(5.0).is_empty());
    }

    #[test]
    fn a_saddle_is_cut_in_two_pieces_that_do_not_cross() {
        let values = [1.0, 0.0, 0.0, 1.0];
        let line = Grid { columns: 2, rows: 2, values: &values }.line(0.4);
        let points: Vec<(f64, f64)> = line.into_iter().filter(|(x, _)| x.is_finite()).collect();
        assert_eq!(points.len(), 4);
        // The mean, 0.5, is above the level: the low corners, lower right and upper left, are cut off.
        assert!(points[..2].iter().all(|(x, y)| x > y), "{points:?}");
        assert!(points[2..].iter().all(|(x, y)| x < y), "{points:?}");
    }

    #[test]
    fn no_line_passes_where_a_value_is_missing() {
        let values = [0.0, 1.0, f64::NAN, 0.0, 1.0, 1.0];
        let line = Grid { columns: 3, rows: 2, values: &values }.line(0.5);
        assert!(line.iter().filter(|(x, _)| x.is_finite()).all(|(x, _)| *x <= 0.5), "{line:?}");
    }

    #[test]
    fn values_between_the_nodes_are_even() {
        let values = [0.0, 1.0, 2.0, 3.0];
        let grid = Grid { columns: 2, rows: 2, values: &values };
        assert_eq!((grid.at(0.5, 0.5), grid.at(0.25, 0.0), grid.at(1.0, 2.0)), (1.5, 0.25, 3.0));
    }
}
