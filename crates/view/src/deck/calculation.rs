//! Calculations: arithmetic that a deck writes out, done by the engine's own functions.
//!
//! ```text
//! sum     = product { ("+" | "-") product }
//! product = power { ("*" | "/") power }
//! power   = ["-"] operand ["^" power]
//! operand = number | "(" sum ")" | NAME "(" sum ")" | "{" number of the engine "}"
//! ```

use gradlight_core::math;

/// Brackets nest no deeper than this.
const DEEPEST: usize = 50;

/// The value of a calculation; `number` knows those in braces.
///
/// # Errors
/// What cannot be read, in a sentence.
pub(super) fn value(text: &str, number: &mut dyn FnMut(&str) -> f64) -> Result<f64, String> {
    let mut reader = Reader { rest: text.trim_start(), depth: 0, number };
    let value = reader.sum()?;
    if reader.rest.is_empty() { Ok(value) } else { Err(reader.unread()) }
}

struct Reader<'a> {
    rest: &'a str,
    depth: usize,
    number: &'a mut dyn FnMut(&str) -> f64,
}

impl<'a> Reader<'a> {
    fn unread(&self) -> String {
        match self.rest.chars().next() {
            Some(_) => format!("the calculation cannot be read from “{}” on.", self.rest),
            None => "the calculation ends too early.".to_owned(),
        }
    }

    fn takes(&mut self, signs: &[char]) -> Option<char> {
        let sign = self.rest.chars().next().filter(|sign| signs.contains(sign))?;
        self.skip(sign.len_utf8());
        Some(sign)
    }

    fn skip(&mut self, bytes: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at(bytes);
        self.rest = rest.trim_start();
        taken
    }

    fn sum(&mut self) -> Result<f64, String> {
        let mut value = self.product()?;
        while let Some(sign) = self.takes(&['+', '-', '−']) {
            let next = self.product()?;
            value = if sign == '+' { value + next } else { value - next };
        }
        Ok(value)
    }

    fn product(&mut self) -> Result<f64, String> {
        let mut value = self.power()?;
        while let Some(sign) = self.takes(&['*', '·', '/']) {
            let next = self.power()?;
            value = if sign == '/' { value / next } else { value * next };
        }
        Ok(value)
    }

    fn power(&mut self) -> Result<f64, String> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err("the calculation is nested too deeply.".to_owned());
        }
        let is_negative = self.takes(&['-', '−']).is_some();
        let mut value = self.operand()?;
        if self.takes(&['^']).is_some() {
            let exponent = self.power()?;
            value = if exponent == 2.0 { value * value } else { math::pow(value, exponent) };
        }
        self.depth -= 1;
        Ok(if is_negative { -value } else { value })
    }

    fn operand(&mut self) -> Result<f64, String> {
        if self.takes(&['(']).is_some() {
            return self.closed();
        }
        if let Some(inner) = self.rest.strip_prefix('{') {
            let end = inner.find('}').ok_or_else(|| self.unread())?;
            self.skip(end + 2);
            return Ok((self.number)(inner[..end].trim().trim_start_matches('=')));
        }
        let digits = self.rest.find(|sign: char| !sign.is_ascii_digit() && sign != '.').unwrap_or(self.rest.len());
        if digits > 0 {
            let before = self.rest;
            let typed = self.skip(digits);
            return typed.parse().map_err(|_| format!("the calculation cannot be read from “{before}” on."));
        }
        let name = self.rest.find('(').ok_or_else(|| self.unread())?;
        let function = function(self.rest[..name].trim_end()).ok_or_else(|| self.unread())?;
        self.skip(name + 1);
        Ok(function(self.closed()?))
    }

    fn closed(&mut self) -> Result<f64, String> {
        let value = self.sum()?;
        if self.takes(&[')']).is_some() { Ok(value) } else { Err(self.unread()) }
    }
}

fn function(name: &str) -> Option<fn(f64) -> f64> {
    Some(match name {
        "exp" => math::exp,
        "ln" => math::ln,
        "log10" => math::log10,
        "tanh" => math::tanh,
        "sigmoid" | "σ" => math::sigmoid,
        "sqrt" => f64::sqrt,
        "relu" => |z| if z > 0.0 { z } else { 0.0 },
        _ => return None,
    })
}
