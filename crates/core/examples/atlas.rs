//! Times an atlas natively, for `cargo xtask bench`: the same sweep that the page makes as WebAssembly.
//!
//! The example document comes as one argument, then how many rates, then the rounds of each. Each line of standard
//! input asks for one atlas; the answer is a line with the milliseconds it took and how many rates it tried.

use std::hint::black_box;
use std::io::{self, BufRead as _, Write as _};
use std::process::ExitCode;
use std::time::Instant;

use gradlight_core::example::Example;
use gradlight_core::sweep::{Sweep, spaced_rates};

/// How close the two rates of a mark come in the page's atlas, relative to each other.
const SHARPNESS: f64 = 0.004;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let example = arguments.next().and_then(|document| Example::from_json(&document).ok());
    let mut count = || arguments.next().and_then(|count| count.parse().ok());
    let (Some(example), Some(rates), Some(rounds)) = (example, count(), count()) else {
        eprintln!("atlas DOCUMENT RATES ROUNDS: an example document, how many rates to try, and how many rounds each");
        return ExitCode::from(2);
    };
    for _ in io::stdin().lock().lines().map_while(Result::ok) {
        let (milliseconds, tried) = time(&example, rates, rounds);
        println!("{milliseconds} {tried}");
        io::stdout().flush().ok();
    }
    ExitCode::SUCCESS
}

/// The milliseconds of one atlas over the slider's scale, and how many rates it tried.
#[expect(clippy::disallowed_methods, reason = "runs natively only")]
fn time(example: &Example, rates: usize, rounds: usize) -> (f64, usize) {
    let start = Instant::now();
    let rates = spaced_rates(1e-3, 1e3, rates);
    let Ok(sweep) = Sweep::new(black_box(example), &rates, rounds) else { return (f64::NAN, 0) };
    let mut sweep = sweep.with_sharp_marks(SHARPNESS);
    while !sweep.is_complete() {
        sweep.advance(usize::MAX);
    }
    (start.elapsed().as_secs_f64() * 1000.0, black_box(sweep).entries().len())
}
