//! The table behind a figure: what a reader gets who cannot see the curve.

/// A figure's telling numbers, row by row, already worded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The column headings; the first one heads the rows' names.
    pub head: Vec<String>,
    /// Each row's name and its cells, one fewer than there are headings.
    pub rows: Vec<(String, Vec<String>)>,
}
