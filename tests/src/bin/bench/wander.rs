//! 100,000 random actions: what the page holds in memory must not grow with what was done to it.
//!
//! They follow 50,000 others, after which everything that a page ever keeps is as large as it gets: the browser's
//! compiled code, the module's memory, the list of what can be undone. Between 10,000 and 60,000 actions the heap
//! still grows by some 60 KB, all of it machine code by a heap snapshot: objects, closures and strings stay the same
//! to the byte. The page is brought to the same state and cleared of garbage before both looks.

use std::collections::BTreeMap;

use anyhow::{Result, ensure};
use gradlight_e2e::{AppPage, Memory};
use serde::Deserialize;
use serde_json::json;

use crate::measurement::{Measurement, Unit};

/// Actions before the baseline is taken: by then all caches and lists are full.
const EARLY: usize = 50_000;

/// Actions in all.
const LATE: usize = 150_000;

/// After so many actions the module's memory is told.
const TOLD: usize = 10_000;

/// Actions in one call of the browser, which answers within its patience.
const BATCH: usize = 1000;

/// Actions between two frames.
const ACTIONS_PER_FRAME: usize = 20;

/// A heap is never twice the same size; a leak of three bytes an action would exceed this.
const HEAP_BUDGET: f64 = 1.05;

/// At least this share of the actions must move step, round or learning rate.
const MOVING: f64 = 0.25;

/// What the wandering showed.
#[derive(Debug)]
pub(crate) struct Wander {
    /// What the page holds late, against early.
    pub(crate) memory: Vec<Measurement>,
    /// What was done.
    pub(crate) notes: Vec<String>,
}

/// What a batch of actions did.
#[derive(Debug, Default, Deserialize)]
struct Done {
    /// Actions by kind.
    done: BTreeMap<String, usize>,
    /// Those that moved step, round or learning rate.
    moved: usize,
}

/// Acts at random on the page.
///
/// # Errors
/// The page stops answering, or the actions do next to nothing.
pub(crate) async fn measure(app: &AppPage) -> Result<Wander> {
    eprintln!("100,000 random actions");
    app.open("").await?;
    let mut sum = Done::default();
    // Given to the page once: a browser keeps each script that it ever compiled.
    app.script(include_str!("wander.js"), vec![]).await?;
    let fresh = app.memory().await?;
    act(app, 0..EARLY, &mut sum).await?;
    let early = at_rest(app).await?;
    act(app, EARLY..LATE, &mut sum).await?;
    let late = at_rest(app).await?;
    ensure!(sum.moved as f64 >= MOVING * LATE as f64, "only {} of {LATE} actions moved anything", sum.moved);
    Ok(Wander { memory: rows(early, late), notes: notes(&sum, fresh) })
}

async fn act(app: &AppPage, actions: std::ops::Range<usize>, sum: &mut Done) -> Result<()> {
    for first in actions.step_by(BATCH) {
        let args = vec![json!(BATCH), json!(first), json!(ACTIONS_PER_FRAME)];
        let batch: Done = serde_json::from_value(app.script_to_end("window.wander(...arguments);", args).await?)?;
        for (kind, count) in batch.done {
            *sum.done.entry(kind).or_default() += count;
        }
        sum.moved += batch.moved;
        if (first + BATCH).is_multiple_of(TOLD) {
            let module = app.memory().await?.module / 1000.0;
            eprintln!("  {} actions, WebAssembly memory {module:.0} KB", first + BATCH);
        }
    }
    Ok(())
}

/// What the page holds once it shows the opening example again, as it was at the start.
async fn at_rest(app: &AppPage) -> Result<Memory> {
    app.script(include_str!("rest.js"), vec![]).await?;
    // By way of another example, for a link to what is open changes nothing.
    app.follow("#/step/one-one-one").await?;
    app.follow("#/step/two-two-two").await?;
    app.until_at(1, "forward.h1.net").await?;
    app.memory().await
}

fn rows(early: Memory, late: Memory) -> Vec<Measurement> {
    let row = |what: &str, of: fn(&Memory) -> f64, unit, budget| Measurement {
        what: format!("{what} after 100,000 more random actions"),
        measured: of(&late),
        baseline: of(&early),
        against: "after 50,000",
        unit,
        budget,
    };
    vec![
        row("DOM nodes", |memory| memory.nodes, Unit::Count, 1.0),
        row("listeners", |memory| memory.listeners, Unit::Count, 1.0),
        row("JavaScript heap", |memory| memory.heap, Unit::Bytes, HEAP_BUDGET),
        row("WebAssembly memory", |memory| memory.module, Unit::Bytes, HEAP_BUDGET),
    ]
}

fn notes(sum: &Done, fresh: Memory) -> Vec<String> {
    let kinds: Vec<String> = sum.done.iter().map(|(kind, count)| format!("{kind} {count}")).collect();
    let Memory { nodes, listeners, heap, module } = fresh;
    vec![
        format!("Random actions: {}; {} moved step, round or learning rate.", kinds.join(", "), sum.moved),
        format!(
            "Before them: {nodes} DOM nodes, {listeners} listeners, heap {:.1} KB, WebAssembly memory {:.1} KB.",
            heap / 1000.0,
            module / 1000.0
        ),
    ]
}
