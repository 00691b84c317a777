//! The playground's map of two rates: in the page's slices, natively, and by hand-written JavaScript in the same page.
//!
//! The three take turns, and each one's best counts: another program can only add to a time.

use anyhow::{Context as _, Result, ensure};
use gradlight_core::builtin;
use gradlight_e2e::AppPage;
use serde_json::{Value, json};

use crate::atlas::Made;
use crate::measurement::{Measurement, Unit};
use crate::native::Native;

/// Cells of the map's edge.
const CELLS: usize = 256;

/// The rounds that each pair of rates is tried for.
const ROUNDS: usize = 200;

/// How often each takes its turn.
const TURNS: usize = 5;

/// How far the parts that learned may lie apart: JavaScript's exponential is its engine's own.
const CLOSE: f64 = 0.005;

/// Makes the map by hand and gives the milliseconds that it took, and the part of it that learned.
const BY_HAND: &str = "
    const start = performance.now();
    const learned = window.handWrittenMap(...arguments);
    return [performance.now() - start, learned];";

/// Compares the three.
///
/// # Errors
/// One does not run, or they make different maps.
pub(crate) async fn measure(app: &AppPage) -> Result<Vec<Measurement>> {
    eprintln!("a map of {CELLS} × {CELLS} pairs of rates × {ROUNDS} rounds in the page, natively and in JavaScript");
    let example = builtin::example(builtin::CLASSICAL).context("the opening example")?.to_json();
    let document: Value = serde_json::from_str(&example)?;
    let mut native = Native::start("rates", &[&example, &CELLS.to_string(), &ROUNDS.to_string()])?;
    app.open(&format!("#/rate/two-two-two?v=1&panel=map&cells={CELLS}")).await?;
    app.script(include_str!("training.js"), vec![]).await?;
    app.script(include_str!("map.js"), vec![]).await?;
    let (mut page, mut natively, mut by_hand) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..TURNS {
        natively.push(native.turn(1)?);
        page.push(Made::by(app, "rate/map-rounds", 50, ROUNDS).await?);
        let arguments = vec![document.clone(), json!(CELLS), json!(ROUNDS)];
        by_hand.push(serde_json::from_value::<(f64, f64)>(app.script(BY_HAND, arguments).await?)?);
    }
    let (found, known, hand) = (page[0].found, natively[0].cost, by_hand[0].1);
    ensure!(found == known, "{found} of the page's map learned, {known} of native Rust's");
    ensure!((found - hand).abs() < CLOSE, "{found} of the page's map learned, {hand} of JavaScript's");
    let least = |times: &mut dyn Iterator<Item = f64>| times.fold(f64::INFINITY, f64::min);
    let work = least(&mut page.iter().map(|made| made.work));
    let row = |baseline, against, budget| Measurement {
        what: "two-rate map of 256 × 256 × 200 rounds".to_owned(),
        measured: work,
        baseline,
        against,
        unit: Unit::Milliseconds,
        budget,
    };
    Ok(vec![
        row(least(&mut natively.iter().map(|turn| turn.milliseconds)), "the same Rust, native", 1.6),
        row(least(&mut by_hand.iter().map(|(time, _)| *time)), "hand-written JavaScript", 1.0),
    ])
}
