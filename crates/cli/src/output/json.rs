//! JSON with exactly 17 significant digits a number, as many as tell every double from its neighbours.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

/// The significant digits of a number.
const SIGNIFICANT: i32 = 17;
/// Deeper than this, lists and fields run on in one line: a line a field, then a line an entry.
const BROKEN_DEPTH: usize = 2;

/// Writes a report and a line's end.
///
/// # Errors
/// Where `out` cannot be written to.
pub(crate) fn write(out: &mut impl Write, report: &impl Serialize) -> io::Result<()> {
    report.serialize(&mut Serializer::with_formatter(&mut *out, Layout::default()))?;
    writeln!(out)
}

/// A finite number in 17 significant digits, trailing zeros kept: `0.37750000000000000`, `1.0000000000000000e-7`.
pub(crate) fn number(value: f64) -> String {
    let scientific = format!("{value:.*e}", SIGNIFICANT as usize - 1);
    let exponent = scientific.split_once('e').and_then(|(_, exponent)| exponent.parse().ok()).unwrap_or(0);
    // Where plain digits would begin with many zeros, or run out before the point, a power of ten is clearer.
    let after_point = SIGNIFICANT - 1 - exponent;
    if (-5..SIGNIFICANT - 1).contains(&exponent) { format!("{value:.*}", after_point as usize) } else { scientific }
}

/// Writes numbers in full and breaks lines at the outer two levels.
#[derive(Default)]
struct Layout {
    depth: usize,
    is_empty: bool,
}

impl Layout {
    fn open<W: ?Sized + Write>(&mut self, out: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.depth += 1;
        self.is_empty = true;
        out.write_all(bracket)
    }

    fn close<W: ?Sized + Write>(&mut self, out: &mut W, bracket: &[u8]) -> io::Result<()> {
        let breaks = self.depth <= BROKEN_DEPTH && !self.is_empty;
        self.depth -= 1;
        self.is_empty = false;
        if breaks {
            self.new_line(out)?;
        }
        out.write_all(bracket)
    }

    fn entry<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        if self.depth <= BROKEN_DEPTH {
            out.write_all(if first { b"" } else { b"," })?;
            return self.new_line(out);
        }
        out.write_all(if first { b"" } else { b", " })
    }

    fn new_line<W: ?Sized + Write>(&self, out: &mut W) -> io::Result<()> {
        write!(out, "\n{:1$}", "", 2 * self.depth)
    }
}

impl Formatter for Layout {
    fn write_f64<W: ?Sized + Write>(&mut self, out: &mut W, value: f64) -> io::Result<()> {
        out.write_all(number(value).as_bytes())
    }

    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.open(out, b"[")
    }

    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.close(out, b"]")
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.entry(out, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.is_empty = false;
        Ok(())
    }

    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.open(out, b"{")
    }

    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.close(out, b"}")
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.entry(out, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(b": ")
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.is_empty = false;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn significant(text: &str) -> usize {
        let mantissa = text.split('e').next().unwrap_or(text);
        let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
        digits.trim_start_matches('0').len()
    }

    #[test]
    fn numbers_have_17_significant_digits_and_read_back_to_the_bit() {
        let large = [1e15, 9_999_999_999_999_998.0, 1e16, 1.797_693_134_862_315_7e308];
        let small = [0.3775, -1.0 / 3.0, 0.1 + 0.2, 1e-5, 9.999e-6, 5e-324, 0.999_999_999_999_999_9];
        for value in large.into_iter().chain(small) {
            let text = number(value);
            assert_eq!(text.parse(), Ok(value), "{text}");
            assert_eq!(serde_json::from_str::<f64>(&text).unwrap(), value, "{text}");
            assert_eq!(significant(&text), 17, "{text}");
        }
        assert_eq!(number(0.3775), "0.37750000000000000");
        assert_eq!(number(0.0), "0.0000000000000000");
        assert_eq!(number(1e-7), "9.9999999999999995e-8");
        assert_eq!(number(1e15), "1000000000000000.0");
    }

    #[test]
    fn a_line_is_a_field_or_an_entry() {
        let mut out = Vec::new();
        let value = serde_json::json!({"a": [], "b": [[1, [2, 3]], []], "c": null});
        write(&mut out, &value).unwrap();
        let expected = "{\n  \"a\": [],\n  \"b\": [\n    [1, [2, 3]],\n    []\n  ],\n  \"c\": null\n}\n";
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }
}
