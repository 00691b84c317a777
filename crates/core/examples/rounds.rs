//! Times training natively, for `cargo xtask bench`: the same Rust that the page runs as WebAssembly.
//!
//! The example document comes as one argument, the rounds as the next. Each line of standard input asks for that
//! many runs; the answer is a line with the milliseconds that one took and the cost it ended at.

use std::hint::black_box;
use std::io::{self, BufRead as _, Write as _};
use std::process::ExitCode;
use std::time::Instant;

use gradlight_core::example::Example;
use gradlight_core::train::ending;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let example = arguments.next().and_then(|document| Example::from_json(&document).ok());
    let rounds = arguments.next().and_then(|rounds| rounds.parse().ok());
    let Some((example, rounds)) = example.zip(rounds) else {
        eprintln!("rounds DOCUMENT ROUNDS: an example document and how many rounds to run");
        return ExitCode::from(2);
    };
    for line in io::stdin().lock().lines().map_while(Result::ok) {
        let (milliseconds, cost) = time(&example, rounds, line.parse().unwrap_or(1));
        println!("{milliseconds} {cost}");
        io::stdout().flush().ok();
    }
    ExitCode::SUCCESS
}

/// The milliseconds of one run, averaged over so many, and the cost it ends at.
#[expect(clippy::disallowed_methods, reason = "runs natively only")]
fn time(example: &Example, rounds: usize, runs: u32) -> (f64, f64) {
    let start = Instant::now();
    let mut cost = 0.0;
    for _ in 0..runs {
        cost = black_box(ending(black_box(example), rounds, |_| {})).cost;
    }
    (start.elapsed().as_secs_f64() * 1000.0 / f64::from(runs), cost)
}
