//! Times mini-batches natively, for `cargo xtask bench`: the same Rust that the page runs as WebAssembly.
//!
//! Each line of standard input asks for so many more batches of 32 on 784-16-16-10; the answer is a line with the
//! milliseconds that they took and the sum of the trained weights, which the page must find too.

use std::io::{self, BufRead as _, Write as _};
use std::time::Instant;

use gradlight_core::trainer::trial::Trial;

#[expect(clippy::disallowed_methods, reason = "runs natively only")]
fn main() {
    let mut trial = Trial::new();
    for line in io::stdin().lock().lines().map_while(Result::ok) {
        let start = Instant::now();
        trial.run(line.parse().unwrap_or(0));
        println!("{} {}", start.elapsed().as_secs_f64() * 1000.0, trial.sum());
        io::stdout().flush().ok();
    }
}
