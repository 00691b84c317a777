//! Times a map of two rates natively, for `cargo xtask bench`: the same pairs that the page tries as WebAssembly.
//!
//! The example document comes as one argument, then the cells of the map's edge, then the rounds of each pair. Each
//! line of standard input asks for one map; the answer is a line with the milliseconds it took and the part that learned.

use std::hint::black_box;
use std::io::{self, BufRead as _, Write as _};
use std::process::ExitCode;
use std::time::Instant;

use gradlight_core::example::Example;
use gradlight_core::math::pow;
use gradlight_core::two_rates::{Block, LANES, Pair};

/// The decades that the page's map opens with, on both axes, around a rate of 1.
const DECADES: f64 = 6.0;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let example = arguments.next().and_then(|document| Example::from_json(&document).ok());
    let mut count = || arguments.next().and_then(|count| count.parse().ok());
    let (Some(example), Some(cells), Some(rounds)) = (example, count(), count()) else {
        eprintln!("rates DOCUMENT CELLS ROUNDS: an example document, the cells of an edge, and how many rounds each");
        return ExitCode::from(2);
    };
    for _ in io::stdin().lock().lines().map_while(Result::ok) {
        let (milliseconds, learned) = time(&example, cells, rounds);
        println!("{milliseconds} {learned}");
        io::stdout().flush().ok();
    }
    ExitCode::SUCCESS
}

/// The milliseconds of one map and the part of it that learned.
#[expect(clippy::disallowed_methods, reason = "runs natively only")]
fn time(example: &Example, cells: usize, rounds: usize) -> (f64, f64) {
    let start = Instant::now();
    let rate = |cell: usize| pow(10.0, ((cell as f64 + 0.5) / cells as f64 - 0.5) * DECADES);
    let pairs: Vec<Pair> =
        (0..cells * cells).map(|cell| Pair { before: rate(cell % cells), last: rate(cell / cells) }).collect();
    let mut block = Block::new(black_box(example), &[], rounds);
    let mut learned = 0;
    for pairs in pairs.chunks(LANES) {
        block.restart(example, pairs);
        block.advance(rounds + 1);
        learned += block.fates().filter(gradlight_core::two_rates::Fate::has_learned).count();
    }
    let learned = black_box(learned) as f64 / (cells * cells) as f64;
    (start.elapsed().as_secs_f64() * 1000.0, learned)
}
