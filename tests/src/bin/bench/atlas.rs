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

/// What the page took for an atlas, in milliseconds.
#[derive(Debug, Deserialize)]
struct Made {
    /// All its slices together.
    work: f64,
    /// The longest of them.
    slice: f64,
    /// How many rates it tried.
    tried: f64,
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
        let made = app.script_to_end(include_str!("atlas.js"), vec![json!(ROUNDS)]).await?;
        page.push(serde_json::from_value::<Made>(made)?);
    }
    let (tried, known) = (page[0].tried, natively[0].cost);
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
