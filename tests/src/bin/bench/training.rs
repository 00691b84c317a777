//! 10,000 rounds of the opening example: in the page, natively, and by hand-written JavaScript.
//!
//! The three take turns, so that whatever else the machine does meets all of them, and each one's best turn
//! counts: another program can only add to a time. All must end at the same cost.

use anyhow::{Context as _, Result, ensure};
use gradlight_core::builtin;
use gradlight_e2e::AppPage;
use serde_json::{Value, json};

use crate::measurement::{Measurement, Unit};
use crate::native::{Native, Turn};

const ROUNDS: usize = 10_000;

/// How often each takes its turn. The first turns also warm up the browser's compilers.
const TURNS: usize = 120;

/// Runs in a turn: enough for a browser's clock, which counts tenths of a millisecond, and few enough for some
/// turns to be left in peace on a busy machine.
const RUNS: usize = 10;

/// Runs one of the page's two trainings and gives the milliseconds that one run took, and its cost.
const TURN: &str = "
    const [trainer, example, rounds, runs] = arguments;
    const { train } = window[trainer];
    let cost;
    const start = performance.now();
    for (let run = 0; run < runs; run++) cost = train(example, rounds).cost;
    return [(performance.now() - start) / runs, cost];";

/// Compares the three.
///
/// # Errors
/// One does not run, or they end at different costs.
pub(crate) async fn measure(app: &AppPage) -> Result<Vec<Measurement>> {
    eprintln!("10,000 rounds in the page, natively and in JavaScript");
    let example = builtin::example(builtin::CLASSICAL).context("the opening example")?.to_json();
    let document: Value = serde_json::from_str(&example)?;
    app.open("").await?;
    app.script(include_str!("training.js"), vec![]).await?;
    let mut native = Native::start("rounds", &[&example, &ROUNDS.to_string()])?;
    let (mut page, mut natively, mut by_hand) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..TURNS {
        natively.push(native.turn(RUNS)?);
        page.push(turn(app, "gradlight", &document).await?);
        by_hand.push(turn(app, "handWritten", &document).await?);
    }
    agree(page[0].cost, natively[0].cost, by_hand[0].cost)?;
    let row = |baseline: &[Turn], against, budget| Measurement {
        what: "10,000 rounds in the page".to_owned(),
        measured: best(&page),
        baseline: best(baseline),
        against,
        unit: Unit::Milliseconds,
        budget,
    };
    Ok(vec![row(&natively, "the same Rust, native", 1.6), row(&by_hand, "hand-written JavaScript", 1.0)])
}

async fn turn(app: &AppPage, trainer: &str, document: &Value) -> Result<Turn> {
    let args = vec![json!(trainer), document.clone(), json!(ROUNDS), json!(RUNS)];
    let (milliseconds, cost) = serde_json::from_value(app.script(TURN, args).await?)?;
    Ok(Turn { milliseconds, cost })
}

fn best(turns: &[Turn]) -> f64 {
    turns.iter().map(|turn| turn.milliseconds).fold(f64::INFINITY, f64::min)
}

/// The same Rust gives the same bits; JavaScript's exponential is its engine's own.
fn agree(page: f64, native: f64, by_hand: f64) -> Result<()> {
    ensure!(page.to_bits() == native.to_bits(), "the page ends at a cost of {page}, native Rust at {native}");
    ensure!((page - by_hand).abs() <= 1e-9 * page.abs(), "the page ends at a cost of {page}, JavaScript at {by_hand}");
    Ok(())
}
