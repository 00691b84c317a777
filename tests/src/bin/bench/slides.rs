//! Lectures: a clicker's click until it is painted, and a long deck's opening against a short one's.
//!
//! The two of a comparison take turns, and each one's calmest counts: what else the machine does only adds to a time.

use std::fmt::Write as _;

use anyhow::{Result, ensure};
use gradlight_e2e::AppPage;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::drag;
use crate::measurement::{Measurement, Unit, quantile};

/// The deck that is clicked through.
const DECK: &str = "#/slides/worked-example";

/// How often an empty page and the deck take turns, and the two decks.
const TURNS: usize = 6;

/// Frames in a stretch: two seconds of them.
const FRAMES: usize = 120;

/// The share of frames that must be within the budget.
const SHARE: f64 = 0.95;

/// Slides of the short and of the long deck.
const SHORT: usize = 10;
const LONG: usize = 200;

/// What a stretch of clicks took, in milliseconds.
#[derive(Debug, Deserialize)]
struct Clicked {
    /// From frame to frame.
    intervals: Vec<f64>,
    /// Answering a click.
    clicks: Vec<f64>,
}

/// What lectures showed.
#[derive(Debug)]
pub(crate) struct Slides {
    /// Both comparisons.
    pub(crate) times: Vec<Measurement>,
    /// How long the page's own code took.
    pub(crate) notes: Vec<String>,
}

/// Measures both.
///
/// # Errors
/// A deck does not open.
pub(crate) async fn measure(app: &AppPage) -> Result<Slides> {
    let (clicked, note) = clicking(app).await?;
    Ok(Slides { times: vec![clicked, opening(app).await?], notes: vec![note] })
}

async fn clicking(app: &AppPage) -> Result<(Measurement, String)> {
    eprintln!("frames of an empty page and while a lecture is clicked through");
    let (mut empty, mut clicked) = (Vec::new(), Vec::new());
    for _ in 0..TURNS {
        app.driver().goto("about:blank").await?;
        empty.push(drag::stretch(app, Value::Null).await?.frame());
        app.open(DECK).await?;
        app.until("the slide", "return document.querySelector('[data-view=slide]') !== null;", vec![]).await?;
        // Meanwhile the deck is checked, and the browser compiles what is used often.
        stretch(app).await?;
        clicked.push(stretch(app).await?);
    }
    let frames = clicked.iter().map(|stretch| quantile(&stretch.intervals, SHARE));
    let clicks: Vec<f64> = clicked.iter().flat_map(|stretch| &stretch.clicks).copied().collect();
    let measurement = Measurement {
        what: "frame while a lecture is clicked through, 95th percentile".to_owned(),
        measured: frames.fold(f64::INFINITY, f64::min),
        baseline: empty.into_iter().fold(f64::INFINITY, f64::min),
        against: "an empty page",
        unit: Unit::Milliseconds,
        budget: 1.1,
    };
    let (median, most) = (quantile(&clicks, 0.5), quantile(&clicks, SHARE));
    let note =
        format!("Each click of a lecture, document included: median {median:.1} ms, 95th percentile {most:.1} ms.");
    Ok((measurement, note))
}

async fn stretch(app: &AppPage) -> Result<Clicked> {
    Ok(serde_json::from_value(app.script_to_end(include_str!("slides.js"), vec![json!(FRAMES)]).await?)?)
}

async fn opening(app: &AppPage) -> Result<Measurement> {
    eprintln!("the opening of decks of {SHORT} and of {LONG} slides");
    app.open("#/slides").await?;
    let (mut short, mut long) = (f64::INFINITY, f64::INFINITY);
    for turn in 0..TURNS {
        for (slides, best) in [(SHORT, &mut short), (LONG, &mut long)] {
            let title = format!("Turn {turn}, {slides} slides");
            let arguments = vec![json!("deck.md"), json!(deck(slides, &title)), json!(title)];
            let took = app.script_to_end(include_str!("opening.js"), arguments).await?.as_f64().unwrap_or(f64::NAN);
            let told = app.text(".place").await?;
            ensure!(told == format!("1 of {slides}"), "a deck of {slides} slides says {told}");
            *best = best.min(took);
            // Until the whole of it has been checked.
            drag::stretch(app, Value::Null).await?;
        }
    }
    Ok(Measurement {
        what: format!("opening of a deck of {LONG} slides"),
        measured: long,
        baseline: short,
        against: "a deck of 10 slides",
        unit: Unit::Milliseconds,
        budget: 2.0,
    })
}

/// A deck of so many slides, each with a live figure, a formula and a number.
fn deck(slides: usize, title: &str) -> String {
    let mut text = String::new();
    for slide in 0..slides {
        let heading = if slide == 0 { title.to_owned() } else { format!("Slide {}", slide + 1) };
        let mark = if slide == 0 { "" } else { "\n---\n\n" };
        let _ = write!(
            text,
            "{mark}# {heading}\n\n```stage\nshow = [\"network\", \"formula\"]\nstep = \"backward.w5\"\n```\n\n\
             $$\\frac{{\\partial E}}{{\\partial w_5}}$$\n\n. . .\n\n`=two-two-two:backward.w5:9`\n"
        );
    }
    text
}
