//! The playground's atlas: every learning rate of the scale, in the page's slices and natively.
//!
//! The two take turns, and each one's best counts: another program can only add to a time.

use anyhow::{Context as _, Result, ensure};
use gradlight_core::builtin;
use gradlight_e2e::AppPage;
use serde::Deserialize;
use serde_json::json;

use crate::measurement::{Measurement, Unit};
use crate::native::Native;

/// The rates that the page tries before it sharpens its marks.
const RATES: usize = 400;

/// The rounds that each is tried for.
const ROUNDS: usize = 2000;

/// How often each takes its turn.
const TURNS: usize = 6;

/// Half a frame at 60 a second, in milliseconds.
const HALF_A_FRAME: f64 = 1000.0 / 120.0;

/// What the page took for an atlas or a map, in milliseconds.
#[derive(Debug, Deserialize)]
pub(crate) struct Made {
    /// All its slices together.
    pub(crate) work: f64,
    /// The longest of them.
    pub(crate) slice: f64,
    /// How many rates it tried, or the part of the map that learned.
    pub(crate) found: f64,
}

impl Made {
    /// Has the page make it once.
    ///
    /// # Errors
    /// It does not come to an end.
    pub(crate) async fn by(app: &AppPage, list: &str, few: usize, rounds: usize) -> Result<Self> {
        let made = app.script_to_end(include_str!("work.js"), vec![json!(list), json!(few), json!(rounds)]).await?;
        Ok(serde_json::from_value(made)?)
    }
}

/// Compares the two, and the longest slice with half a frame.
///
/// # Errors
/// One does not run, or they try different rates.
pub(crate) async fn measure(app: &AppPage) -> Result<Vec<Measurement>> {
    eprintln!("an atlas of {RATES} rates × {ROUNDS} rounds in the page and natively");
    let example = builtin::example(builtin::CLASSICAL).context("the opening example")?.to_json();
    let mut native = Native::start("atlas", &[&example, &RATES.to_string(), &ROUNDS.to_string()])?;
    app.open("#/rate/two-two-two").await?;
    let (mut page, mut natively) = (Vec::new(), Vec::new());
    for _ in 0..TURNS {
        natively.push(native.turn(1)?);
        page.push(Made::by(app, "rate/run-set-rounds", 10, ROUNDS).await?);
    }
    let (tried, known) = (page[0].found, natively[0].cost);
    ensure!(tried == known, "the page tried {tried} rates, native Rust {known}");
    let least = |times: &mut dyn Iterator<Item = f64>| times.fold(f64::INFINITY, f64::min);
    let row = |what: &str, measured, baseline, against, budget| Measurement {
        what: what.to_owned(),
        measured,
        baseline,
        against,
        unit: Unit::Milliseconds,
        budget,
    };
    let work = least(&mut page.iter().map(|made| made.work));
    let alone = least(&mut natively.iter().map(|turn| turn.milliseconds));
    let slice = least(&mut page.iter().map(|made| made.slice));
    Ok(vec![
        row("atlas of 400 rates × 2,000 rounds", work, alone, "the same Rust, native", 1.6),
        row("longest slice of the atlas", slice, HALF_A_FRAME, "half a frame", 1.0),
    ])
}
