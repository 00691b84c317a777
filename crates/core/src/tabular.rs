//! Tables of measurements with a class: read from text, split by a seed, and standardised on the training part alone.

use thiserror::Error;

use crate::random::Random;

/// So much of a cell is repeated in a fault.
const LONGEST_QUOTE: usize = 24;

/// Rows of numbers, each with its class, 0 or 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// What the classes 0 and 1 are called.
    pub classes: [String; 2],
    /// The features of each row.
    pub rows: Vec<Vec<f64>>,
    /// The class of each row.
    pub labels: Vec<usize>,
}

/// Why a text is no such table, and where.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum TableFault {
    /// It is not text.
    #[error("It is not text in UTF-8.")]
    NotText,
    /// The first line does not give rows, features and the names of two classes.
    #[error("Line 1 should give the number of rows, of features, and the names of two classes.")]
    Heading,
    /// A row has another number of cells than the heading says.
    #[error("Line {line} has {cells} cells where {expected} are needed: the features and the class.")]
    Cells {
        /// The line, from 1.
        line: usize,
        /// How many cells it has.
        cells: usize,
        /// How many it should have.
        expected: usize,
    },
    /// A cell is no finite number.
    #[error("Line {line}, column {column}: “{cell}” is not a finite number.")]
    NotANumber {
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
        /// What stands there.
        cell: String,
    },
    /// A class is neither 0 nor 1.
    #[error("Line {line}: the class “{cell}” is neither 0 nor 1.")]
    Class {
        /// The line, from 1.
        line: usize,
        /// What stands there.
        cell: String,
    },
    /// There are more or fewer rows than the heading says.
    #[error("There are {found} rows where line 1 says {expected}.")]
    Rows {
        /// How many there are.
        found: usize,
        /// How many there should be.
        expected: usize,
    },
}

impl Table {
    /// Reads a table: a heading `rows,features,class 0,class 1`, then a row a line, its class last.
    ///
    /// # Errors
    /// The first fault.
    pub fn read(bytes: &[u8]) -> Result<Self, TableFault> {
        let text = std::str::from_utf8(bytes).map_err(|_| TableFault::NotText)?;
        let mut lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
        let heading: Vec<&str> = lines.next().map(|(_, line)| line.split(',').collect()).unwrap_or_default();
        let [rows, features, zero, one] = heading.as_slice() else { return Err(TableFault::Heading) };
        let (Ok(expected), Ok(features)) = (rows.trim().parse(), features.trim().parse::<usize>()) else {
            return Err(TableFault::Heading);
        };
        let classes = [zero.trim().to_owned(), one.trim().to_owned()];
        let mut table = Self { classes, rows: Vec::new(), labels: Vec::new() };
        for (line, text) in lines {
            table.read_row(line + 1, text, features)?;
        }
        let found = table.rows.len();
        if found == expected && found > 0 { Ok(table) } else { Err(TableFault::Rows { found, expected }) }
    }

    fn read_row(&mut self, line: usize, text: &str, features: usize) -> Result<(), TableFault> {
        let cells: Vec<&str> = text.split(',').map(str::trim).collect();
        if cells.len() != features + 1 {
            return Err(TableFault::Cells { line, cells: cells.len(), expected: features + 1 });
        }
        let number = |(column, cell): (usize, &&str)| {
            let value = cell.parse().ok().filter(|value: &f64| value.is_finite());
            value.ok_or_else(|| TableFault::NotANumber { line, column: column + 1, cell: quoted(cell) })
        };
        let row = cells[..features].iter().enumerate().map(number).collect::<Result<_, _>>()?;
        let label = match cells[features] {
            "0" => 0,
            "1" => 1,
            other => return Err(TableFault::Class { line, cell: quoted(other) }),
        };
        self.rows.push(row);
        self.labels.push(label);
        Ok(())
    }

    /// The rows to train on and those to test on, by number, in an order that the seed determines.
    ///
    /// # Units and range
    /// `share`: the part to train on, 0…1; at least one row goes to each side where there are two.
    pub fn split(&self, share: f64, seed: u64) -> (Vec<usize>, Vec<usize>) {
        let mut order: Vec<usize> = (0..self.rows.len()).collect();
        Random::seeded(seed).shuffle(&mut order);
        let count = (share * order.len() as f64).round() as usize;
        let test = order.split_off(count.clamp(1, order.len().saturating_sub(1).max(1)));
        (order, test)
    }
}

fn quoted(cell: &str) -> String {
    match cell.char_indices().nth(LONGEST_QUOTE) {
        Some((end, _)) => format!("{}…", &cell[..end]),
        None => cell.to_owned(),
    }
}

/// The mean and the spread of each feature, by which it is standardised.
#[derive(Clone, Debug, PartialEq)]
pub struct Standardiser {
    means: Vec<f64>,
    deviations: Vec<f64>,
}

impl Standardiser {
    /// Takes mean μ and standard deviation s of each feature over some rows; the others stay unseen.
    ///
    /// ```text
    /// μ = (1/m) Σ x    s = √((1/m) Σ (x − μ)²)
    /// ```
    ///
    /// A feature that never changes has s = 1, so that it stands at 0.
    pub fn of(rows: &[Vec<f64>], chosen: &[usize]) -> Self {
        let (m, features) = (chosen.len().max(1) as f64, rows.first().map_or(0, Vec::len));
        let sum = |term: &dyn Fn(&[f64]) -> f64| chosen.iter().fold(0.0, |sum, row| sum + term(&rows[*row]));
        let means: Vec<f64> = (0..features).map(|feature| sum(&|row| row[feature]) / m).collect();
        let deviation = |feature: usize| {
            let off = |row: &[f64]| row[feature] - means[feature];
            let deviation = (sum(&|row| off(row) * off(row)) / m).sqrt();
            if deviation > 0.0 { deviation } else { 1.0 }
        };
        Self { deviations: (0..features).map(deviation).collect(), means }
    }

    /// Each feature's mean.
    pub fn means(&self) -> &[f64] {
        &self.means
    }

    /// Each feature's standard deviation.
    pub fn deviations(&self) -> &[f64] {
        &self.deviations
    }

    /// A row in standard deviations from the mean: (x − μ) / s.
    pub fn apply(&self, row: &[f64]) -> Vec<f64> {
        row.iter().zip(&self.means).zip(&self.deviations).map(|((x, mean), s)| (x - mean) / s).collect()
    }

    /// One feature's value in its own unit: μ + s · z.
    pub fn undo(&self, feature: usize, z: f64) -> f64 {
        self.means[feature] + self.deviations[feature] * z
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "3,2,bad,good\n1,10,0\n2,10,1\n6,10,1\n";

    #[test]
    fn a_table_is_read_with_its_classes() {
        let table = Table::read(TEXT.as_bytes()).expect("a table");
        assert_eq!(table.classes, ["bad", "good"]);
        assert_eq!((table.rows[2].as_slice(), table.labels[0]), ([6.0, 10.0].as_slice(), 0));
    }

    #[test]
    fn faults_are_told_with_their_place() {
        let cases = [
            ("", "Line 1 should give the number of rows, of features, and the names of two classes."),
            ("3,2,bad\n", "Line 1 should give the number of rows, of features, and the names of two classes."),
            ("1,2,a,b\n1,2\n", "Line 2 has 2 cells where 3 are needed: the features and the class."),
            ("1,2,a,b\n1,x,0\n", "Line 2, column 2: “x” is not a finite number."),
            ("1,2,a,b\n1,NaN,0\n", "Line 2, column 2: “NaN” is not a finite number."),
            ("1,2,a,b\n1,2,3\n", "Line 2: the class “3” is neither 0 nor 1."),
            ("2,2,a,b\n1,2,1\n", "There are 1 rows where line 1 says 2."),
        ];
        for (text, sentence) in cases {
            let fault = Table::read(text.as_bytes()).map_err(|fault| fault.to_string());
            assert_eq!(fault, Err(sentence.to_owned()), "{text}");
        }
        assert_eq!(Table::read(&[0xff, 0xfe]), Err(TableFault::NotText));
    }

    #[test]
    fn standardising_takes_nothing_from_rows_that_were_not_chosen() {
        let table = Table::read(TEXT.as_bytes()).expect("a table");
        let standard = Standardiser::of(&table.rows, &[0, 1]);
        assert_eq!((standard.means(), standard.deviations()), ([1.5, 10.0].as_slice(), [0.5, 1.0].as_slice()));
        assert_eq!(standard.apply(&table.rows[2]), [9.0, 0.0]);
        assert_eq!(standard.undo(0, 9.0), 6.0);
    }

    #[test]
    fn a_split_takes_every_row_once() {
        let table = Table::read(TEXT.as_bytes()).expect("a table");
        let (train, test) = table.split(0.7, 5);
        assert_eq!((train.len(), test.len()), (2, 1));
        let mut all = [train.clone(), test].concat();
        all.sort_unstable();
        assert_eq!(all, [0, 1, 2]);
        assert_eq!(table.split(0.7, 5).0, train);
    }
}
