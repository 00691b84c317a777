//! The table behind a figure: what a reader gets who cannot see the curve.

/// A figure's telling numbers, row by row, already worded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The column headings; the first one heads the rows' names.
    pub head: Vec<String>,
    /// Each row's name and its cells, one fewer than there are headings.
    pub rows: Vec<(String, Vec<String>)>,
}

/// A table of a long run has so many rows at most.
const MOST_ROWS: usize = 13;

impl Table {
    /// The places of 0…`last` that stand in a table: all where they are few, else evenly spread, both ends among them.
    pub fn places(last: usize) -> Vec<usize> {
        let mut places: Vec<usize> = (0..MOST_ROWS).map(|row| row * last / (MOST_ROWS - 1)).collect();
        places.dedup();
        places
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_run_is_there_whole_and_a_long_one_from_end_to_end() {
        assert_eq!(Table::places(0), [0]);
        assert_eq!(Table::places(4), [0, 1, 2, 3, 4]);
        assert_eq!(Table::places(12), (0..=12).collect::<Vec<_>>());
        let long = Table::places(1000);
        assert_eq!((long.len(), long[0], long[6], long[12]), (13, 0, 500, 1000));
    }
}
