//! The published figures of the classical example: the same training in both orders of updating, computed live.

use gradlight_core::builtin;
use gradlight_core::example::{Example, Update};
use gradlight_core::forward::Pass;
use gradlight_core::rounding::Arithmetic;
use gradlight_core::train::Run;

use super::numbers::{Figure, Kind};

/// The row's name.
pub(super) const KEY: &str = "published";

/// The rounds after which the write-up prints its outputs.
const ROUNDS: usize = 10_000;

/// Rounds between two looks at the clock.
const SLICE: usize = 250;

/// What the write-up prints: after one round the error, after all rounds both outputs and, in older copies, the error.
pub(super) const PUBLISHED: [(&str, &str); 4] = [
    ("E_total after 1 round", "0.291027924"),
    ("out_o₁ after 10,000 rounds", "0.015912196"),
    ("out_o₂ after 10,000 rounds", "0.984065734"),
    ("E_total after 10,000 rounds", "0.000035085"),
];

/// Both runs.
#[derive(Clone, Debug)]
pub(super) struct Runs {
    sequential: Run,
    simultaneous: Run,
}

impl Runs {
    /// Both runs, not yet begun.
    pub(super) fn begin() -> Self {
        let example = builtin::example(builtin::CLASSICAL).unwrap_or_else(crate::State::opening);
        let run = |update| Run::new(&example.with_update(update), ROUNDS, Arithmetic::Exact);
        Self { sequential: run(Update::Sequential), simultaneous: run(Update::Simultaneous) }
    }

    /// Goes on until both are complete or the time is up.
    pub(super) fn work(&mut self, is_time_up: &mut dyn FnMut() -> bool) {
        while !self.are_complete() {
            self.sequential.advance(SLICE);
            self.simultaneous.advance(SLICE);
            if is_time_up() {
                return;
            }
        }
    }

    pub(super) fn are_complete(&self) -> bool {
        self.sequential.is_complete() && self.simultaneous.is_complete()
    }

    /// Each published number in both orders; none before the runs are complete.
    pub(super) fn figures(&self) -> Vec<Figure> {
        if !self.are_complete() {
            return Vec::new();
        }
        let (slip, right) = (numbers(&self.sequential), numbers(&self.simultaneous));
        let keys = [("error1", "error1.right"), ("o1", "o1.right"), ("o2", "o2.right"), ("error", "error.right")];
        let pairs = keys.iter().zip(PUBLISHED).zip(slip.into_iter().zip(right));
        pairs
            .flat_map(|(((slip_key, right_key), (label, _)), (slip, right))| {
                let figure = |key: &'static str, order, value, kind| Figure {
                    key,
                    label: format!("{label}, {order}"),
                    value,
                    kind,
                };
                [
                    figure(slip_key, "updated one after the other", slip, Kind::Wrong),
                    figure(right_key, "updated together", right, Kind::Right),
                ]
            })
            .collect()
    }
}

/// The error after one round, both outputs and the error after all.
fn numbers(run: &Run) -> [f64; 4] {
    let end = run.example_after(ROUNDS);
    let [first, second] = outputs(&end);
    [run.costs()[1], first, second, run.costs()[ROUNDS]]
}

fn outputs(example: &Example) -> [f64; 2] {
    let mut pass = Pass::new(example.network());
    pass.run(example.network(), &example.samples()[0].input);
    let outputs = pass.outputs(example.network());
    [outputs[0], outputs[1]]
}
