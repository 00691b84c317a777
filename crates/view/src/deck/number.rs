//! The numbers of a deck: what each asks of the engine, and the desk where the answers are kept.
//!
//! ```text
//! =EXAMPLE[?field=value&…][@ROUND]:QUANTITY[:DIGITS]     =two-two-two@2:loss.total:9
//! =lab/NAME[?field=value&…]:KEY[:DIGITS]                 =lab/graph?preset=linear:d.k:0
//! =(CALCULATION)[:DIGITS]                                =(-ln(1 - 0.8)):4
//! ```

use std::collections::BTreeMap;

use super::calculation;
use crate::format::{self, Digits};
use crate::state::{MAX_ROUNDS, State};
use crate::{labs, link};

/// The desk keeps the runs of so many examples at hand.
const MOST_EXAMPLES: usize = 12;

/// What a number asks for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wanted {
    /// A quantity of an example's round.
    Example {
        /// The example's name with the fields that change it, as in a link.
        example: String,
        /// The round, from 1.
        round: usize,
        /// The quantity's id.
        quantity: String,
    },
    /// A lab's number.
    Lab {
        /// The lab's name with the fields that change it, as in a link.
        name: String,
        /// The number's.
        key: String,
    },
    /// Arithmetic on numbers that stand in the deck.
    Calculation(String),
}

/// A number in a deck.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// What it asks for.
    pub wanted: Wanted,
    /// How many places it has, where it says so.
    pub digits: Option<u8>,
    /// How it is written in the deck, without the `=`.
    pub written: String,
    /// The line it stands on, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

impl Number {
    /// Reads a reference, without its `=`.
    ///
    /// # Errors
    /// What is wrong with it, in a sentence.
    pub fn read(written: &str) -> Result<Self, String> {
        let (body, digits) = split_digits(written)?;
        let wanted = if body.starts_with('(') {
            Wanted::Calculation(body.to_owned())
        } else if let Some(lab) = body.strip_prefix("lab/") {
            let (name, key) = lab.split_once(':').ok_or_else(|| wrong_form(written))?;
            Wanted::Lab { name: name.to_owned(), key: key.to_owned() }
        } else {
            let (place, quantity) = body.rsplit_once(':').ok_or_else(|| wrong_form(written))?;
            let (example, round) = place.split_once('@').unwrap_or((place, "1"));
            let round = round.replace(',', "").parse().ok().filter(|round| (1..=MAX_ROUNDS + 1).contains(round));
            let round = round.ok_or_else(|| format!("“={written}”: a round is a whole number from 1 to 10,001."))?;
            Wanted::Example { example: example.to_owned(), round, quantity: quantity.to_owned() }
        };
        Ok(Self { wanted, digits, written: written.to_owned(), line: 1, column: 1 })
    }

    /// The value as it is to be read, in its own places or else in those given.
    pub fn text(&self, answer: &Answer, places: u8) -> String {
        match self.digits {
            Some(places) => format::to_places(answer.value, places),
            None if answer.is_given => format::given(answer.value, Digits::clamped(places)),
            None => format::computed(answer.value, Digits::clamped(places)),
        }
    }

    /// The quantity's stable id, where it has one.
    pub fn quantity(&self) -> Option<&str> {
        match &self.wanted {
            Wanted::Example { quantity, .. } => Some(quantity),
            Wanted::Lab { .. } | Wanted::Calculation(_) => None,
        }
    }
}

fn wrong_form(written: &str) -> String {
    format!("“={written}” is no number: write =EXAMPLE:QUANTITY, as in =two-two-two:loss.total:9.")
}

/// Parts the places from the rest: a whole number after the last colon.
fn split_digits(written: &str) -> Result<(&str, Option<u8>), String> {
    match written.rsplit_once(':') {
        Some((body, digits)) if !digits.is_empty() && digits.chars().all(|digit| digit.is_ascii_digit()) => {
            let places = digits.parse().ok().filter(|places| *places <= Digits::MAX);
            let places = places.ok_or_else(|| format!("“={written}”: numbers have 0 to {} places.", Digits::MAX))?;
            Ok((body, Some(places)))
        }
        _ => Ok((written, None)),
    }
}

/// What the engine answers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Answer {
    /// The value, with every digit.
    pub value: f64,
    /// Whether it was given rather than computed.
    pub is_given: bool,
}

/// The desk: it asks the engine once for each number and keeps the answer.
#[derive(Debug, Default)]
pub struct Desk {
    answers: BTreeMap<Wanted, Result<Answer, String>>,
    examples: BTreeMap<String, State>,
}

impl Desk {
    /// Has the number answered, so that [`Self::answer`] knows it.
    ///
    /// # Errors
    /// Why there is no such number, in a sentence.
    pub fn ask(&mut self, number: &Number) -> Result<Answer, String> {
        if let Some(answer) = self.answers.get(&number.wanted) {
            return answer.clone();
        }
        let answer = match &number.wanted {
            Wanted::Example { example, round, quantity } => self.quantity(example, *round, quantity),
            Wanted::Lab { name, key } => lab_number(name, key),
            Wanted::Calculation(text) => {
                let mut failed = None;
                let value = calculation::value(text, &mut |inner| self.inner(inner, &mut failed));
                match failed {
                    Some(problem) => Err(problem),
                    None => value.map(|value| Answer { value, is_given: false }),
                }
            }
        };
        let answer = answer.map_err(|problem| format!("“={}”: {problem}", number.written));
        self.answers.insert(number.wanted.clone(), answer.clone());
        answer
    }

    /// The answer to a number that has been asked for.
    pub fn answer(&self, number: &Number) -> Option<&Answer> {
        self.answers.get(&number.wanted)?.as_ref().ok()
    }

    /// A number within a calculation; none within that one again.
    fn inner(&mut self, written: &str, failed: &mut Option<String>) -> f64 {
        let answer = match Number::read(written) {
            Ok(number) if matches!(number.wanted, Wanted::Calculation(_)) => Err(wrong_form(written)),
            Ok(number) => self.ask(&number),
            Err(problem) => Err(problem),
        };
        match answer {
            Ok(answer) => answer.value,
            Err(problem) => {
                failed.get_or_insert(problem);
                f64::NAN
            }
        }
    }

    fn quantity(&mut self, example: &str, round: usize, quantity: &str) -> Result<Answer, String> {
        if !self.examples.contains_key(example) {
            if self.examples.len() >= MOST_EXAMPLES {
                self.examples.clear();
            }
            self.examples.insert(example.to_owned(), open(example)?);
        }
        let state = self.examples.get_mut(example).ok_or("there is no such example.")?;
        state.go_to_round(round - 1);
        if state.finished() + 1 != round {
            return Err(format!("training diverges before round {}.", format::count(round)));
        }
        let found = state.quantity(quantity).and_then(|quantity| {
            let given = state.round_start().given(&quantity, state.document.sample);
            let value = given.or_else(|| state.trace().value(&quantity))?;
            Some(Answer { value, is_given: given.is_some() })
        });
        found.ok_or_else(|| format!("there is no quantity “{quantity}” in {example}."))
    }
}

/// Opens an example with the fields that change it.
fn open(example: &str) -> Result<State, String> {
    let (name, fields) = example.split_once('?').unwrap_or((example, ""));
    let fields = if fields.is_empty() { String::new() } else { format!("?v=1&{fields}") };
    let opened = link::read(&format!("#/step/{name}{fields}"), &crate::settings::Settings::default());
    if !opened.dropped.is_empty() {
        return Err(format!("{}.", opened.dropped.join("; ")));
    }
    let mut state = State::at(opened.document, opened.settings);
    while !state.run().is_complete() {
        state.continue_run();
    }
    Ok(state)
}

fn lab_number(name: &str, key: &str) -> Result<Answer, String> {
    let (name, fields) = name.split_once('?').unwrap_or((name, ""));
    let entry = labs::entry(name).ok_or_else(|| format!("there is no lab “{name}”."))?;
    let mut exhibit = (entry.open)();
    for field in fields.split('&').filter(|field| !field.is_empty()) {
        let (name, value) = field.split_once('=').unwrap_or((field, ""));
        if !exhibit.read_link(name, value) {
            return Err(format!("“{field}” could not be read."));
        }
    }
    let value = exhibit.value(key).ok_or_else(|| format!("the lab has no number “{key}”."))?;
    Ok(Answer { value, is_given: false })
}
