//! The maths of a deck: LaTeX between dollars, with the engine's numbers where it says `\val{…}`.

use super::{Desk, Number, latex};
use crate::node::{Node, html, math};

/// A longer formula is shown as it is written: no lecture has one, and reading it takes time.
const LONGEST: usize = 4000;

/// A formula.
#[derive(Clone, Debug, PartialEq)]
pub struct Maths {
    /// Its LaTeX, as written.
    pub source: String,
    /// Whether it stands on a line of its own.
    pub is_display: bool,
    /// Its numbers, in order.
    pub numbers: Vec<Number>,
}

impl Maths {
    /// Reads a formula that stands at that line and column, and what is wrong with it.
    pub(super) fn read(source: &str, is_display: bool, (line, column): (usize, usize)) -> (Self, Option<String>) {
        let mut maths = Self { source: source.to_owned(), is_display, numbers: Vec::new() };
        if source.len() > LONGEST {
            let problem = format!("a formula of more than {LONGEST} characters is shown as it is written.");
            return (maths, Some(problem));
        }
        let mut problem = None;
        let mut numbers = Vec::new();
        let mathml = latex::mathml(source, is_display, &mut |written| {
            match Number::read(reference(written)) {
                Ok(number) => numbers.push(Number { line, column, ..number }),
                Err(why) => problem = Some(why),
            }
            math("mn").into()
        });
        maths.numbers = numbers;
        (maths, problem.or(mathml.err()))
    }

    /// The formula as it is written, without the engine's numbers.
    pub(super) fn prose(&self) -> String {
        self.numbers.iter().fold(self.source.clone(), |prose, number| prose.replace(&number.written, ""))
    }

    /// The formula as the page shows it, its numbers answered by the desk in their own places or else in those given.
    pub fn node(&self, desk: &Desk, places: u8) -> Node {
        let mut number = |written: &str| {
            let number = self.numbers.iter().find(|number| number.written == reference(written));
            let answer = number.and_then(|number| Some((number, desk.answer(number)?)));
            match answer {
                Some((number, answer)) => math("mn")
                    .maybe("data-quantity", number.quantity().map(str::to_owned))
                    .attr("data-value", answer.value.to_string())
                    .text(number.text(answer, places)),
                None => math("mtext").text("?"),
            }
            .into()
        };
        let mathml = if self.source.len() > LONGEST {
            Err(String::new())
        } else {
            latex::mathml(&self.source, self.is_display, &mut number)
        };
        match mathml {
            Ok(formula) => formula.into(),
            Err(_) => html("code").class("unread").text(self.source.clone()).into(),
        }
    }
}

/// A reference, with or without the sign that it begins with in prose.
fn reference(written: &str) -> &str {
    written.trim().trim_start_matches('=').trim()
}
