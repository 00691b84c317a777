//! Numbers as people read them: every number shown, printed or spoken is formatted here.

use gradlight_core::rounding::decimal;

mod parse;

pub use parse::{NumberFault, parse_number};

/// From this size on a number is written with a power of ten.
const LARGE: f64 = 1e9;
/// Fewer significant digits than this are not worth the room they take: then a power of ten is used.
const FEWEST_SIGNIFICANT: usize = 3;
/// Significant digits of a rough size.
const ROUGH_SIGNIFICANT: usize = 2;
/// Sizes whose number stays plain in a sentence, as powers of ten.
const PLAIN_EXPONENTS: std::ops::Range<i32> = -4..6;
/// A given number with no more places than this is shown as it was typed, whatever the digits.
const TYPED_PLACES: usize = 6;
/// Places after the point in the numbers of a sentence, unless fewer are shown everywhere.
const GLANCE: usize = 4;
/// The minus sign, as wide as the digits.
const MINUS: &str = "−";

/// How many places after the point are shown, 2…12.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Digits(u8);

impl Digits {
    /// The fewest places.
    pub const MIN: u8 = 2;
    /// The most places.
    pub const MAX: u8 = 12;

    /// So many places; `None` outside 2…12.
    pub fn new(places: u8) -> Option<Self> {
        (Self::MIN..=Self::MAX).contains(&places).then_some(Self(places))
    }

    /// The nearest number of places that can be had.
    pub fn clamped(places: u8) -> Self {
        Self(places.clamp(Self::MIN, Self::MAX))
    }

    /// The number of places after the point.
    pub fn places(self) -> u8 {
        self.0
    }

    /// How many significant digits stand before a power of ten: fewer than the places, since the power takes room.
    fn significant(self) -> usize {
        usize::from(self.0).saturating_sub(3).max(FEWEST_SIGNIFICANT)
    }
}

impl Default for Digits {
    fn default() -> Self {
        Self(9)
    }
}

/// A number ready to be set in text, MathML, LaTeX or speech.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Numeral {
    /// Decimal digits; a minus sign is U+2212.
    Plain(String),
    /// `mantissa`·10^`exponent`; a minus sign in the mantissa is U+2212.
    Scientific {
        /// The digits before the power of ten.
        mantissa: String,
        /// The power.
        exponent: i32,
    },
    /// ∞ or −∞.
    Infinite {
        /// Whether it is −∞.
        negative: bool,
    },
    /// No number at all.
    Undefined,
}

impl Numeral {
    /// A computed number: so many places after the point, trailing zeros kept, a zero before the point.
    ///
    /// A power of ten takes over where the places would cut a number down to fewer than three significant digits,
    /// and from 10⁹ on. A number that the places hold exactly, such as one rounded to them, stays plain.
    pub fn computed(value: f64, digits: Digits) -> Self {
        let places = usize::from(digits.places());
        // The sign of a zero is nobody's business.
        let value = value + 0.0;
        if let Some(special) = Self::special(value) {
            return special;
        }
        if value.abs() >= LARGE {
            return Self::scientific(value, digits.significant());
        }
        let text = decimal(value, places);
        let fifteen = |number: f64| format!("{number:.14e}");
        let is_exact = text.parse().is_ok_and(|shown: f64| fifteen(shown) == fifteen(value));
        if is_exact || significant_digits(&text) >= FEWEST_SIGNIFICANT {
            return Self::Plain(text.replace('-', MINUS));
        }
        Self::scientific(value, digits.significant())
    }

    /// A given number: as short as it was typed, with no zero before the point.
    pub fn given(value: f64, digits: Digits) -> Self {
        match Self::short(value, digits) {
            Self::Plain(text) => Self::Plain(match text.strip_prefix(MINUS) {
                Some(rest) => format!("{MINUS}{}", without_leading_zero(rest)),
                None => without_leading_zero(&text).to_owned(),
            }),
            other => other,
        }
    }

    /// A number without trailing zeros and with a zero before the point, for words and speech.
    fn short(value: f64, digits: Digits) -> Self {
        let typed = format!("{value}");
        let places = typed.split_once('.').map_or(0, |(_, fraction)| fraction.len());
        let as_typed = value.is_finite() && value.abs() < LARGE && places <= TYPED_PLACES;
        if as_typed {
            return Self::Plain(if value == 0.0 { "0".to_owned() } else { typed.replace('-', MINUS) });
        }
        match Self::computed(value, digits) {
            Self::Plain(text) => Self::Plain(without_trailing_zeros(&text).to_owned()),
            Self::Scientific { mantissa, exponent } => {
                Self::Scientific { mantissa: without_trailing_zeros(&mantissa).to_owned(), exponent }
            }
            other => other,
        }
    }

    fn special(value: f64) -> Option<Self> {
        if value.is_nan() {
            return Some(Self::Undefined);
        }
        value.is_infinite().then_some(Self::Infinite { negative: value < 0.0 })
    }

    fn scientific(value: f64, significant: usize) -> Self {
        let text = format!("{value:.14e}");
        let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
        let mantissa = decimal(mantissa.parse().unwrap_or(value), significant - 1);
        let exponent: i32 = exponent.parse().unwrap_or(0);
        // 9.996 rounds to 10.00, which is 1.000 with the next power.
        if mantissa.trim_start_matches('-').starts_with("10") {
            let next = mantissa.replace("10.", "1.0");
            return Self::Scientific { mantissa: next[..next.len() - 1].replace('-', MINUS), exponent: exponent + 1 };
        }
        Self::Scientific { mantissa: mantissa.replace('-', MINUS), exponent }
    }

    /// Whether it starts with a minus sign.
    pub fn is_negative(&self) -> bool {
        match self {
            Self::Plain(text) | Self::Scientific { mantissa: text, .. } => text.starts_with(MINUS),
            Self::Infinite { negative } => *negative,
            Self::Undefined => false,
        }
    }

    /// As text, such as `0.377500000`, `−.4`, `8.21·10⁻⁵`, `∞`.
    pub fn text(&self) -> String {
        match self {
            Self::Plain(text) => text.clone(),
            Self::Scientific { mantissa, exponent } => format!("{mantissa}·10{}", superscript(&exponent.to_string())),
            Self::Infinite { negative: false } => "∞".to_owned(),
            Self::Infinite { negative: true } => format!("{MINUS}∞"),
            Self::Undefined => "not a number".to_owned(),
        }
    }

    /// In words where signs and powers are concerned, such as `minus 3.51 times ten to the minus 5`.
    pub fn spoken(&self) -> String {
        let words = |text: &str| text.replace(MINUS, "minus ").replace('-', "minus ");
        match self {
            Self::Plain(text) => words(text),
            Self::Scientific { mantissa, exponent } => {
                format!("{} times ten to the {}", words(mantissa), words(&exponent.to_string()))
            }
            Self::Infinite { negative: false } => "infinity".to_owned(),
            Self::Infinite { negative: true } => "minus infinity".to_owned(),
            Self::Undefined => "not a number".to_owned(),
        }
    }
}

/// A computed number as text; see [`Numeral::computed`].
pub fn computed(value: f64, digits: Digits) -> String {
    Numeral::computed(value, digits).text()
}

/// A given number as text, such as `.15`, `−.4`, `0`, `2.5`; see [`Numeral::given`].
pub fn given(value: f64, digits: Digits) -> String {
    Numeral::given(value, digits).text()
}

/// A number with just so many places, 0 included; a power of ten takes over where nothing of it would be left.
pub fn to_places(value: f64, places: u8) -> String {
    let text = decimal(value, places.into());
    let is_told = value == 0.0 || significant_digits(&text) > 0;
    if value.is_finite() && value.abs() < LARGE && is_told {
        return text.replace('-', MINUS);
    }
    computed(value, Digits::clamped(places))
}

/// A number within a sentence: no more places than can be taken in at a glance, but three significant digits.
pub fn at_a_glance(value: f64, digits: Digits) -> String {
    let places = GLANCE.min(digits.places().into());
    let numeral = match Numeral::special(value) {
        Some(special) => special,
        None if value == 0.0 => Numeral::Plain("0".to_owned()),
        None => rounded(value, FEWEST_SIGNIFICANT, places),
    };
    numeral.text()
}

/// A number in three significant digits, zeros at its end left out: `0.277`, `97.5`, `1.5·10⁻⁷`.
pub fn three_digits(value: f64) -> String {
    let numeral = match Numeral::special(value) {
        Some(special) => special,
        None if value == 0.0 => Numeral::Plain("0".to_owned()),
        None => rounded(value, FEWEST_SIGNIFICANT, 0),
    };
    numeral.text()
}

/// The size of a number in about two significant digits, for saying how much: `0.082`, `1.1`, `23`, `3.5·10⁻⁵`.
pub fn rough(value: f64) -> String {
    let numeral = match Numeral::special(value) {
        Some(special) => special,
        None if value == 0.0 => Numeral::Plain("0".to_owned()),
        None => rounded(value, ROUGH_SIGNIFICANT, 0),
    };
    numeral.text()
}

/// A finite number but 0, in so many significant digits and at least so many places, zeros at its end left out.
fn rounded(value: f64, significant: usize, least_places: usize) -> Numeral {
    match Numeral::scientific(value, significant) {
        Numeral::Scientific { exponent, .. } if PLAIN_EXPONENTS.contains(&exponent) => {
            let wanted = i32::try_from(significant).unwrap_or(i32::MAX) - 1 - exponent;
            let places = usize::try_from(wanted).unwrap_or(0).max(least_places);
            Numeral::Plain(without_trailing_zeros(&decimal(value, places)).replace('-', MINUS))
        }
        Numeral::Scientific { mantissa, exponent } => {
            Numeral::Scientific { mantissa: without_trailing_zeros(&mantissa).to_owned(), exponent }
        }
        other => other,
    }
}

/// A number as it is read out, such as `minus 0.038098237` or `3.51 times ten to the minus 5`.
pub fn spoken(value: f64, digits: Digits) -> String {
    Numeral::short(value, digits).spoken()
}

/// A count with its thousands set apart, such as `10,000`.
pub fn count(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A number in so many significant digits, zeros at its end left out, for telling close ones apart.
pub fn significant(value: f64, digits: usize) -> String {
    let numeral = match Numeral::special(value) {
        Some(special) => special,
        None if value == 0.0 => Numeral::Plain("0".to_owned()),
        None => rounded(value, digits.max(1), 0),
    };
    numeral.text()
}

/// A number with its sign, `+` too, and so many places after the point, for columns of changes: `+0.08`, `−0.15`.
pub fn signed(value: f64, places: usize) -> String {
    if let Some(special) = Numeral::special(value) {
        return special.text();
    }
    let text = decimal(value, places);
    if text.starts_with('-') { text.replace('-', MINUS) } else { format!("+{text}") }
}

/// A share, 0…1, in percent with at most one place, such as `97.5 %`.
pub fn percent(share: f64) -> String {
    match Numeral::special(share) {
        Some(special) => special.text(),
        None => format!("{} %", without_trailing_zeros(&decimal(100.0 * share, 1)).replace('-', MINUS)),
    }
}

/// Digits, signs and brackets as Unicode superscripts; other characters stay as they are.
pub fn superscript(text: &str) -> String {
    text.chars().map(|character| raised(character).unwrap_or(character)).collect()
}

fn raised(character: char) -> Option<char> {
    Some(match character {
        '0' => '⁰',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '4'..='9' => char::from_u32('⁴' as u32 + (character as u32 - '4' as u32))?,
        '+' => '⁺',
        '-' | '−' => '⁻',
        '(' => '⁽',
        ')' => '⁾',
        'L' => 'ᴸ',
        _ => return None,
    })
}

/// Digits as Unicode subscripts; other characters stay as they are.
pub fn subscript(text: &str) -> String {
    let lowered = |digit: char| char::from_u32('₀' as u32 + (digit as u32 - '0' as u32)).unwrap_or(digit);
    text.chars().map(|character| if character.is_ascii_digit() { lowered(character) } else { character }).collect()
}

fn significant_digits(text: &str) -> usize {
    text.chars().filter(char::is_ascii_digit).skip_while(|digit| *digit == '0').count()
}

fn without_trailing_zeros(text: &str) -> &str {
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { text }
}

fn without_leading_zero(text: &str) -> &str {
    match text.strip_prefix('0') {
        Some(rest) if rest.starts_with('.') => rest,
        _ => text,
    }
}

#[cfg(test)]
mod tests;
