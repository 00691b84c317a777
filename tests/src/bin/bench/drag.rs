//! The learning rate dragged: every frame another rate, all 10,000 rounds anew and every view painted.
//!
//! An empty page in the same browser gives the frames to compare with. Both are looked at in turns, and each
//! one's calmest stretch counts: what else the machine does can only make frames longer.

use anyhow::{Result, ensure};
use gradlight_e2e::AppPage;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::measurement::{Measurement, Unit, quantile};

/// How often the two pages take turns.
const TURNS: usize = 6;

/// Stretches in a turn.
const STRETCHES: usize = 2;

/// Frames in a stretch: two seconds of them, so that on a busy machine some stretch is left in peace.
const FRAMES: usize = 120;

/// A page on which the learning rate is dragged.
#[derive(Debug)]
pub(crate) struct Place {
    /// What it is called in the table.
    name: &'static str,
    /// Its address.
    hash: &'static str,
    /// How many figures it has, each painted anew in every frame.
    figures: usize,
    /// What must be there before the drag begins, for then nothing else goes on.
    quiet: &'static str,
}

/// A step whose every number depends on the rate, late enough for the whole run to matter.
pub(crate) const STEP: Place =
    Place { name: "the rate", hash: "#/step/two-two-two/5000/backward.w1", figures: 2, quiet: "main" };

/// The playground with its atlas complete, looking at a round whose numbers depend on the rate.
pub(crate) const RATE: Place = Place {
    name: "the playground’s rate",
    hash: "#/rate/two-two-two?v=1&round=5000",
    figures: 6,
    quiet: "[data-complete=true]",
};

/// The share of frames that must be within the budget.
const SHARE: f64 = 0.95;

/// What a drag showed.
#[derive(Debug)]
pub(crate) struct Drag {
    /// The frame's length, against an empty page's.
    pub(crate) frame: Measurement,
    /// How long the page's own code took.
    pub(crate) notes: Vec<String>,
}

/// What a stretch of frames took, in milliseconds.
#[derive(Debug, Deserialize)]
pub(crate) struct Stretch {
    /// From frame to frame.
    intervals: Vec<f64>,
    /// Answering a movement.
    events: Vec<f64>,
    /// The page's animation frames.
    paintings: Vec<f64>,
    /// How often each canvas was painted.
    painted: Vec<(String, usize)>,
}

impl Stretch {
    /// The length that so great a share of its frames do not exceed.
    pub(crate) fn frame(&self) -> f64 {
        quantile(&self.intervals, SHARE)
    }
}

/// Drags the learning rate.
///
/// # Errors
/// A canvas was not painted in every frame.
pub(crate) async fn measure(app: &AppPage, place: &Place) -> Result<Drag> {
    eprintln!("frames of an empty page and while {} is dragged", place.name);
    let (mut empty, mut dragged) = (Vec::new(), Vec::new());
    for _ in 0..TURNS {
        app.driver().goto("about:blank").await?;
        for _ in 0..STRETCHES {
            empty.push(stretch(app, Value::Null).await?);
        }
        app.open(place.hash).await?;
        let is_quiet = "return document.querySelector(arguments[0]) !== null";
        app.until("the page to be quiet", is_quiet, vec![json!(place.quiet)]).await?;
        let slider = app.control("slider", "Learning rate, slider").await?.to_json()?;
        // The browser compiles what is used often; a drag begins when that is done.
        stretch(app, slider.clone()).await?;
        for _ in 0..STRETCHES {
            dragged.push(stretch(app, slider.clone()).await?);
        }
    }
    for (view, times) in dragged.iter().flat_map(|stretch| &stretch.painted) {
        ensure!(*times + 1 >= FRAMES, "the {view} was painted {times} times in {FRAMES} frames");
    }
    let has_all = |stretch: &Stretch| stretch.painted.len() == place.figures;
    ensure!(dragged.iter().all(has_all), "the page has not {} canvases", place.figures);
    let calmest = |stretches: &[Stretch]| stretches.iter().map(Stretch::frame).fold(f64::INFINITY, f64::min);
    let frame = Measurement {
        what: format!("frame while {} is dragged, 95th percentile", place.name),
        measured: calmest(&dragged),
        baseline: calmest(&empty),
        against: "an empty page",
        unit: Unit::Milliseconds,
        budget: 1.1,
    };
    Ok(Drag { frame, notes: notes(&dragged, &empty) })
}

/// Looks at the frames for two seconds, with the slider dragged if one is given.
///
/// # Errors
/// The page does not answer.
pub(crate) async fn stretch(app: &AppPage, slider: Value) -> Result<Stretch> {
    Ok(serde_json::from_value(app.script_to_end(include_str!("drag.js"), vec![json!(FRAMES), slider]).await?)?)
}

fn notes(dragged: &[Stretch], empty: &[Stretch]) -> Vec<String> {
    let all = |of: fn(&Stretch) -> &Vec<f64>| dragged.iter().flat_map(of).copied().collect::<Vec<_>>();
    let said =
        |times: Vec<f64>| format!("{:.1} ms, 95th percentile {:.1} ms", quantile(&times, 0.5), quantile(&times, SHARE));
    let each =
        |stretches: &[Stretch]| stretches.iter().map(|s| format!("{:.1}", s.frame())).collect::<Vec<_>>().join(", ");
    vec![
        format!(
            "Each movement of the slider, all rounds and the document: median {}.",
            said(all(|stretch| &stretch.events))
        ),
        format!("Each animation frame, every figure: median {}.", said(all(|stretch| &stretch.paintings))),
        format!("95th percentiles of the frame by stretch, in ms: dragged {}; empty {}.", each(dragged), each(empty)),
    ]
}
