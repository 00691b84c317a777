//! Points of one's own from CSV text: two numbers and a class a row.
//!
//! Read where it can be: a byte order mark, any line ends, a heading, quotes, comments after `#`; commas,
//! semicolons, tabs or spaces between cells; decimal commas where no comma parts cells.

use thiserror::Error;

use super::{MAX_POINTS, Point};

/// So much of a cell is repeated in a fault.
const LONGEST_QUOTE: usize = 24;

/// What a text held.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// The points in their order.
    pub points: Vec<Point>,
    /// What the text calls the classes 0 and 1.
    pub classes: [String; 2],
    /// What its heading calls the two coordinates, where it has one.
    pub names: Option<[String; 2]>,
}

/// Why a text is no data set, and where.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum CsvFault {
    /// There is nothing in it.
    #[error("There are no points in it. A row is two numbers and a class, such as 0.5, −1.2, a.")]
    Empty,
    /// The rows have another number of cells than three.
    #[error("Line {line} has {cells} cells. A row is two numbers and a class, such as 0.5, −1.2, a.")]
    Columns {
        /// The line, from 1.
        line: usize,
        /// How many cells it has.
        cells: usize,
    },
    /// A row has more or fewer cells than the first.
    #[error("Line {line} has {cells} cells where the lines before have 3.")]
    Ragged {
        /// The line, from 1.
        line: usize,
        /// How many cells it has.
        cells: usize,
    },
    /// A coordinate is no finite number.
    #[error("Line {line}, column {column}: “{cell}” is not a finite number.")]
    NotANumber {
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
        /// What stands there.
        cell: String,
    },
    /// A cell of the class column is empty.
    #[error("Line {line}, column 3: the class is missing.")]
    NoClass {
        /// The line, from 1.
        line: usize,
    },
    /// A row names a third class.
    #[error("Line {line}, column 3: “{cell}” is a third class. A boundary parts two.")]
    ThirdClass {
        /// The line, from 1.
        line: usize,
        /// The class.
        cell: String,
    },
    /// Every row is of the same class.
    #[error("All rows are of class “{0}” (column 3). A boundary parts two classes.")]
    OneClass(String),
    /// There are more rows than are read.
    #[error("Line {line} is one row too many. {MAX_POINTS} rows are the most.")]
    TooMany {
        /// The line, from 1.
        line: usize,
    },
    /// The file is not text.
    #[error("It is not text in UTF-8: byte {0} is none.")]
    NotText(usize),
}

/// Reads points from the bytes of a file.
///
/// # Errors
/// The first fault.
pub fn read_bytes(bytes: &[u8]) -> Result<Table, CsvFault> {
    let text = std::str::from_utf8(bytes).map_err(|fault| CsvFault::NotText(fault.valid_up_to() + 1))?;
    read(text)
}

/// Reads points from a text.
///
/// # Errors
/// The first fault.
pub fn read(text: &str) -> Result<Table, CsvFault> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let lines = numbered_lines(text);
    let mut rows = lines.filter(|(_, line)| !line.trim().is_empty() && !line.trim_start().starts_with('#')).peekable();
    let Some(&(first, heading)) = rows.peek() else { return Err(CsvFault::Empty) };
    let separator = Separator::of(heading);
    let cells = separator.cells(heading);
    if cells.len() != 3 {
        return Err(CsvFault::Columns { line: first, cells: cells.len() });
    }
    let mut names = None;
    if cells[..2].iter().all(|cell| separator.number(cell).is_none() && !cell.is_empty()) {
        names = Some([cells[0].clone(), cells[1].clone()]);
        rows.next();
    }
    let mut found: Vec<([f64; 2], usize)> = Vec::new();
    let mut classes: Vec<String> = Vec::new();
    for (line, row) in rows {
        if found.len() == MAX_POINTS {
            return Err(CsvFault::TooMany { line });
        }
        found.push(read_row(separator, (line, row), &mut classes)?);
    }
    sorted(found, classes).map(|(points, classes)| Table { points, classes, names })
}

/// The lines with their numbers from 1, whichever way they end.
fn numbered_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let ends_in_returns = !text.contains('\n');
    let lines = text.split(if ends_in_returns { '\r' } else { '\n' });
    lines.map(|line| line.trim_end_matches('\r')).enumerate().map(|(place, line)| (place + 1, line))
}

fn read_row(
    separator: Separator,
    (line, row): (usize, &str),
    classes: &mut Vec<String>,
) -> Result<([f64; 2], usize), CsvFault> {
    let cells = separator.cells(row);
    let [x, y, class] = cells.as_slice() else { return Err(CsvFault::Ragged { line, cells: cells.len() }) };
    let number = |column: usize, cell: &str| {
        let fault = || CsvFault::NotANumber { line, column, cell: quoted(cell) };
        separator.number(cell).ok_or_else(fault)
    };
    let place = [number(1, x)?, number(2, y)?];
    if class.is_empty() {
        return Err(CsvFault::NoClass { line });
    }
    let known = classes.iter().position(|known| known == class);
    if known.is_none() && classes.len() == 2 {
        return Err(CsvFault::ThirdClass { line, cell: quoted(class) });
    }
    let class = known.unwrap_or_else(|| {
        classes.push(class.clone());
        classes.len() - 1
    });
    Ok((place, class))
}

/// The points with their classes in ascending order: as numbers where both are numbers, else as text.
fn sorted(found: Vec<([f64; 2], usize)>, classes: Vec<String>) -> Result<(Vec<Point>, [String; 2]), CsvFault> {
    let mut classes = classes.into_iter();
    let (first, second) = match (classes.next(), classes.next()) {
        (Some(first), Some(second)) => (first, second),
        (Some(only), None) => return Err(CsvFault::OneClass(quoted(&only))),
        _ => return Err(CsvFault::Empty),
    };
    let swaps = match (first.parse::<f64>(), second.parse::<f64>()) {
        (Ok(one), Ok(other)) => one > other,
        _ => first > second,
    };
    let class = |class: usize| if swaps { 1 - class } else { class };
    let points = found.into_iter().map(|(place, number)| Point { place, class: class(number) }).collect();
    Ok((points, if swaps { [second, first] } else { [first, second] }))
}

/// What parts the cells of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Separator {
    Sign(char),
    Space,
}

impl Separator {
    /// The one that a row uses: semicolons and tabs come before commas, which may be decimal.
    fn of(row: &str) -> Self {
        let found = [';', '\t', ','].into_iter().find(|sign| row.contains(*sign));
        found.map_or(Self::Space, Self::Sign)
    }

    fn cells(self, row: &str) -> Vec<String> {
        let clean = |cell: &str| cell.trim().trim_matches('"').trim().to_owned();
        match self {
            Self::Sign(sign) => row.split(sign).map(clean).collect(),
            Self::Space => row.split_whitespace().map(clean).collect(),
        }
    }

    /// The finite number that a cell holds, if it does.
    fn number(self, cell: &str) -> Option<f64> {
        let signed = cell.replace('−', "-");
        let has_decimal_comma = self != Self::Sign(',') && signed.matches(',').count() == 1 && !signed.contains('.');
        let pointed = if has_decimal_comma { signed.replace(',', ".") } else { signed };
        pointed.parse().ok().filter(|number: &f64| number.is_finite())
    }
}

/// A cell, cut to a length that fits into a sentence.
fn quoted(cell: &str) -> String {
    match cell.char_indices().nth(LONGEST_QUOTE) {
        Some((end, _)) => format!("{}…", &cell[..end]),
        None => cell.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(text: &str) -> Vec<(f64, f64, usize)> {
        let table = read(text).unwrap_or_else(|fault| panic!("{text:?}: {fault}"));
        table.points.iter().map(|point| (point.place[0], point.place[1], point.class)).collect()
    }

    fn fault(text: &str) -> String {
        read(text).expect_err(text).to_string()
    }

    #[test]
    fn points_are_read_however_a_program_wrote_them() {
        let expected = vec![(0.5, -1.0, 0), (2.0, 3.25, 1)];
        for text in [
            "0.5,-1,a\n2,3.25,b\n",
            "\u{feff}0.5,-1,a\r\n2,3.25,b\r\n\r\n",
            "0,5;−1;a\r2;3,25;b",
            "# drawn by hand\n\"height\";\"width\";\"kind\"\n 0,5 ; -1 ;a\n2;3.25;\"b\"",
            "x\ty\tclass\n0.5\t-1\t0\n2\t3.25\t1",
            "0.5 -1  a\n2   3.25 b",
        ] {
            assert_eq!(points(text), expected, "{text:?}");
        }
    }

    #[test]
    fn classes_keep_their_names_in_ascending_order() {
        let table = read("height,width,kind\n1,2,10\n3,4,9").expect("sound");
        assert_eq!(table.classes, ["9", "10"]);
        assert_eq!(table.names, Some(["height".to_owned(), "width".to_owned()]));
        assert_eq!(table.points[0].class, 1);
    }

    #[test]
    fn faults_say_where_and_what() {
        let cases = [
            ("", "There are no points in it. A row is two numbers and a class, such as 0.5, −1.2, a."),
            ("x,y,class\n", "There are no points in it. A row is two numbers and a class, such as 0.5, −1.2, a."),
            ("1,2\n", "Line 1 has 2 cells. A row is two numbers and a class, such as 0.5, −1.2, a."),
            ("1,2,a\n\n3,4\n", "Line 3 has 2 cells where the lines before have 3."),
            ("1,2,a\n3,4,b,5\n", "Line 2 has 4 cells where the lines before have 3."),
            ("1,2,a\n3,four,b\n", "Line 2, column 2: “four” is not a finite number."),
            ("1,2,a\nNaN,4,b\n", "Line 2, column 1: “NaN” is not a finite number."),
            ("1,1e999,a\n3,4,b\n", "Line 1, column 2: “1e999” is not a finite number."),
            ("1,2,a\n3,4,\n", "Line 2, column 3: the class is missing."),
            ("1,2,a\n3,4,b\n5,6,c\n", "Line 3, column 3: “c” is a third class. A boundary parts two."),
            ("1,2,a\n3,4,a\n", "All rows are of class “a” (column 3). A boundary parts two classes."),
            ("1,5;2;a\n1.000,5;4;b\n", "Line 2, column 1: “1.000,5” is not a finite number."),
        ];
        for (text, sentence) in cases {
            assert_eq!(fault(text), sentence, "{text:?}");
        }
    }

    #[test]
    fn a_million_rows_are_refused_at_the_first_too_many() {
        let mut text = "x,y,class\n".to_owned();
        for row in 0..1_000_000 {
            text.push_str(if row % 2 == 0 { "0,1,a\n" } else { "1,0,b\n" });
        }
        assert_eq!(fault(&text), "Line 10002 is one row too many. 10000 rows are the most.");
    }

    #[test]
    fn bytes_that_are_no_text_are_refused() {
        let fault = read_bytes(b"1,2,\xff\n").expect_err("no text").to_string();
        assert_eq!(fault, "It is not text in UTF-8: byte 5 is none.");
    }
}
