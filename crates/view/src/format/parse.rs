//! Reading the numbers that people type.

use std::fmt;

/// Why a typed number was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NumberFault {
    /// Nothing was typed.
    Empty,
    /// What was typed is no number.
    NotANumber(String),
    /// Commas that may be decimal points or may set thousands apart.
    Ambiguous(String),
    /// Infinity, written out.
    Infinite,
    /// A number beyond the range of double precision.
    TooLarge(String),
}

impl fmt::Display for NumberFault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(formatter, "Type a number, such as 0.5."),
            Self::NotANumber(typed) => write!(formatter, "“{typed}” is not a number. Type one such as 0.5 or 5e-3."),
            Self::Ambiguous(typed) => {
                write!(formatter, "The comma in “{typed}” can be read in two ways. Write it with a point only.")
            }
            Self::Infinite => write!(formatter, "Infinity cannot be computed with. Type a finite number."),
            Self::TooLarge(typed) => write!(formatter, "“{typed}” is too large to compute with."),
        }
    }
}

impl std::error::Error for NumberFault {}

/// The number that someone typed: `0.5`, `.5`, `0,5`, `5e-3`, `−0.4`.
///
/// A single comma is a decimal comma, unless the number looks like thousands set apart (`1,000`).
///
/// # Errors
/// The fault, whose text is a sentence to show beside the field.
pub fn parse_number(typed: &str) -> Result<f64, NumberFault> {
    let trimmed = typed.trim();
    if trimmed.is_empty() {
        return Err(NumberFault::Empty);
    }
    let shown = || shortened(trimmed);
    let signed = trimmed.replace(['−', '–'], "-");
    if looks_grouped(&signed) {
        return Err(NumberFault::Ambiguous(shown()));
    }
    let pointed = signed.replace(',', ".");
    let unsigned = pointed.trim_start_matches(['+', '-']).to_ascii_lowercase();
    if matches!(unsigned.as_str(), "inf" | "infinity" | "∞") {
        return Err(NumberFault::Infinite);
    }
    match pointed.parse::<f64>() {
        Ok(value) if value.is_finite() => Ok(value),
        Ok(value) if value.is_infinite() => Err(NumberFault::TooLarge(shown())),
        _ => Err(NumberFault::NotANumber(shown())),
    }
}

/// Whether the commas may set thousands apart: several, one beside a point, or one as in `1,000` and `12,500`.
fn looks_grouped(text: &str) -> bool {
    let Some((whole, fraction)) = text.split_once(',') else { return false };
    if fraction.contains(',') || text.contains('.') {
        return text.chars().all(|character| matches!(character, '0'..='9' | ',' | '.' | '+' | '-' | 'e' | 'E'));
    }
    let whole = whole.trim_start_matches(['+', '-']);
    let thousands = (1..=3).contains(&whole.len()) && !whole.starts_with('0');
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    thousands && digits(whole) && fraction.len() == 3 && digits(fraction) && fraction.ends_with('0')
}

/// What was typed, cut to a length that fits beside a field.
fn shortened(typed: &str) -> String {
    const LONGEST: usize = 24;
    match typed.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &typed[..end]),
        None => typed.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        let cases = [
            ("0.5", 0.5),
            ("0,5", 0.5),
            (" .5 ", 0.5),
            ("−,4", -0.4),
            ("5e-3", 0.005),
            ("1,125", 1.125),
            ("0,250", 0.25),
            ("+2", 2.0),
            ("\u{a0}1E2\u{202f}", 100.0),
        ];
        for (typed, value) in cases {
            assert_eq!(parse_number(typed), Ok(value), "{typed}");
        }
    }

    #[test]
    fn what_is_no_number_is_refused_in_a_sentence() {
        let cases = [
            ("  ", "Type a number, such as 0.5."),
            ("half", "“half” is not a number. Type one such as 0.5 or 5e-3."),
            ("NaN", "“NaN” is not a number. Type one such as 0.5 or 5e-3."),
            ("1 000", "“1 000” is not a number. Type one such as 0.5 or 5e-3."),
            ("-inf", "Infinity cannot be computed with. Type a finite number."),
            ("1e999", "“1e999” is too large to compute with."),
            ("1,000.5", "The comma in “1,000.5” can be read in two ways. Write it with a point only."),
            ("1,000", "The comma in “1,000” can be read in two ways. Write it with a point only."),
            ("1,000,000", "The comma in “1,000,000” can be read in two ways. Write it with a point only."),
        ];
        for (typed, sentence) in cases {
            assert_eq!(parse_number(typed).map_err(|fault| fault.to_string()), Err(sentence.to_owned()), "{typed}");
        }
    }

    #[test]
    fn a_pasted_page_is_not_repeated_in_full() {
        let fault = parse_number(&"é".repeat(500)).expect_err("letters").to_string();
        assert!(fault.chars().count() < 100, "{fault}");
    }
}
