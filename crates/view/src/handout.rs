//! Handouts: rounds worked out in full, or worksheets with blanks and their key, as trees for paper.
//!
//! The same trees go through the browser's print and into a file from the terminal. Each sheet is a section that begins
//! on a page of its own.

use gradlight_core::example::{Example, Fault};
use gradlight_core::exercise::drawn;
use gradlight_core::quantity::givens;
use gradlight_core::rounding::Arithmetic;
use gradlight_core::trace::{Phase, Trace};
use gradlight_core::train::Run;

use crate::format::Digits;
use crate::node::{Element, Node, html};
use crate::notation::Notation;
use crate::report::TracedRound;

mod figure;
mod step;
mod words;

/// More steps than this on all sheets together are refused: nobody prints them.
const MAX_STEPS: usize = 40_000;

/// The most sheets of numbers of their own.
pub const MAX_STUDENTS: usize = 500;

/// The most rounds of one handout.
pub const MAX_ROUNDS: usize = 50;

/// What a handout is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// Every step with its formula, its numbers and its value.
    #[default]
    Worked,
    /// Every step with a blank for its value, then the key.
    Worksheet,
}

/// Sheets with numbers of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Class {
    /// How many.
    pub students: usize,
    /// The seed that their numbers are drawn from.
    pub seed: u64,
}

/// What is asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Order {
    /// Worked out, or with blanks.
    pub kind: Kind,
    /// The first and the last round, from 1.
    pub rounds: (usize, usize),
    /// The traced sample, from 0.
    pub sample: usize,
    /// How quantities are written.
    pub notation: Notation,
    /// The places after the point.
    pub digits: Digits,
    /// Numbers of their own for a class; the example's where there is none.
    pub class: Option<Class>,
    /// The arithmetic that the values are computed in.
    pub arithmetic: Arithmetic,
}

impl Default for Order {
    fn default() -> Self {
        let (notation, digits) = (Notation::default(), Digits::default());
        let arithmetic = Arithmetic::Exact;
        Self { kind: Kind::Worked, rounds: (1, 1), sample: 0, notation, digits, class: None, arithmetic }
    }
}

/// One sheet's numbers.
struct Copy {
    /// Its number, where it is one of several.
    number: Option<usize>,
    rounds: Vec<TracedRound>,
}

/// The sheets, each a `section.sheet` that begins a page; keys come last.
///
/// # Errors
/// The fault at `rounds`, `students` or the example's part where there is no such handout or it would be too large.
pub fn sheets(example: &Example, order: &Order) -> Result<Vec<Node>, Fault> {
    let copies = copies(example, order)?;
    let mut sheets: Vec<Element> = copies.iter().flat_map(|copy| copy_sheets(copy, order)).collect();
    if order.kind == Kind::Worksheet {
        sheets.extend(key(&copies, order));
    }
    Ok(sheets.into_iter().enumerate().map(|(place, sheet)| sheet.key(place.to_string()).into()).collect())
}

fn copies(example: &Example, order: &Order) -> Result<Vec<Copy>, Fault> {
    let (first, last) = order.rounds;
    if first == 0 || last < first || last - first >= MAX_ROUNDS {
        return Err(Fault::new(
            "rounds",
            format!("{first} to {last} is no range of at most {MAX_ROUNDS} rounds, from 1"),
        ));
    }
    let students = order.class.map_or(1, |class| class.students);
    if students == 0 || students > MAX_STUDENTS {
        return Err(Fault::new("students", format!("{students} is not a number from 1 to {MAX_STUDENTS}")));
    }
    let mut all = Vec::with_capacity(students);
    for number in 1..=students {
        let numbers = order.class.map_or_else(|| example.clone(), |class| drawn(example, class.seed, number as u64));
        let trace = |round| TracedRound::of(numbers.clone(), round, order.sample).map(|traced| kept(traced, order));
        let rounds: Vec<TracedRound> = (first..=last).map(trace).collect::<Result<_, _>>()?;
        let steps = rounds.iter().map(|round| round.trace.steps().len()).sum::<usize>() * students;
        if steps > MAX_STEPS {
            return Err(Fault::new("rounds", format!("{steps} steps on all sheets are too many, at most {MAX_STEPS}")));
        }
        all.push(Copy { number: order.class.map(|_| number), rounds });
    }
    Ok(all)
}

/// The round in the order's arithmetic.
fn kept(traced: TracedRound, order: &Order) -> TracedRound {
    if order.arithmetic == Arithmetic::Exact {
        return traced;
    }
    let round = traced.trace.round();
    let start = Run::complete(&traced.opened, round - 1, order.arithmetic).example_after(round - 1);
    let trace = Trace::of(&start, round, order.sample, order.arithmetic);
    TracedRound { start, trace, ..traced }
}

/// One copy's sheets, one a round.
fn copy_sheets(copy: &Copy, order: &Order) -> Vec<Element> {
    copy.rounds.iter().map(|round| sheet(copy, round, order)).collect()
}

fn sheet(copy: &Copy, round: &TracedRound, order: &Order) -> Element {
    let is_worksheet = order.kind == Kind::Worksheet;
    let typesetter = round.typesetter(order.notation, order.digits);
    let name = is_worksheet.then(|| {
        let blank = |label| html("span").text(label).child(html("span").class("blank long"));
        html("p").class("sheet-name").child(blank("Name ")).child(blank("Date "))
    });
    let given = givens(&round.start).into_iter().map(|quantity| step::given(&typesetter, &quantity));
    html("section")
        .class(if is_worksheet { "sheet worksheet" } else { "sheet worked" })
        .child(head(copy, round, order))
        .children(name)
        .child(figure::figure(&typesetter, is_worksheet))
        .child(html("p").class("sheet-facts").text(words::facts(&typesetter)))
        .child(html("p").class("sheet-given").children(given))
        .children(phases(round).into_iter().map(|(phase, steps)| {
            let steps = steps.map(|place| {
                let step = &round.trace.steps()[place];
                if is_worksheet { step::blank(&typesetter, step) } else { step::worked(&typesetter, step) }
            });
            html("section")
                .class(format!("sheet-phase {}", phase.name()))
                .child(html("h3").text(words::phase(phase)))
                .child(html("ol").children(steps))
        }))
}

/// The runs of steps of one phase, in order.
fn phases(round: &TracedRound) -> Vec<(Phase, std::ops::Range<usize>)> {
    let mut phases: Vec<(Phase, std::ops::Range<usize>)> = Vec::new();
    for (place, step) in round.trace.steps().iter().enumerate() {
        match phases.last_mut() {
            Some((phase, range)) if *phase == step.phase => range.end = place + 1,
            _ => phases.push((step.phase, place..place + 1)),
        }
    }
    phases
}

fn head(copy: &Copy, round: &TracedRound, order: &Order) -> Element {
    let place = html("p").class("sheet-place").text(words::place(round, copy.number, order.class));
    html("header").class("sheet-head").child(html("h2").text(words::title(round))).child(place)
}

/// The values of every copy, for whoever marks them.
fn key(copies: &[Copy], order: &Order) -> Option<Element> {
    let title = html("h2").text(format!("Key · {}", words::title(copies.first()?.rounds.first()?)));
    let seed = order.class.map(|class| html("p").class("sheet-place").text(format!("seed {}", class.seed)));
    let rounds = copies.iter().flat_map(|copy| copy.rounds.iter().map(|round| key_of(copy, round, order)));
    let head = html("header").class("sheet-head").child(title).children(seed);
    Some(html("section").class("sheet key").child(head).children(rounds))
}

fn key_of(copy: &Copy, round: &TracedRound, order: &Order) -> Element {
    let typesetter = round.typesetter(order.notation, order.digits);
    let values = round.trace.steps().iter().map(|step| step::value(&typesetter, step));
    html("section")
        .class("key-round")
        .child(html("h3").text(words::key(round, copy.number)))
        .child(html("ul").class("key-values").children(values))
}
