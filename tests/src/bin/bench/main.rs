//! The measurements of `cargo xtask bench` that take a browser, printed as one line of JSON.
//!
//! What is going on is told on standard error. Budgets are those of the design; `cargo xtask bench` judges.

mod asked;
mod atlas;
mod digits;
mod drag;
mod map;
mod measurement;
mod native;
mod slides;
mod spirals;
mod training;
mod wander;

use std::process::ExitCode;
use std::time::Duration;

use anyhow::Result;
use gradlight_e2e::{AppPage, story};
use serde_json::{Value, json};

/// How long one script in the browser may take.
const PATIENCE: Duration = Duration::from_secs(100);

/// The parts, in the order in which they are measured.
const PARTS: [&str; 9] = ["training", "drag", "rate", "slides", "atlas", "map", "spirals", "digits", "wander"];

fn main() -> ExitCode {
    let part = std::env::args().nth(1);
    if let Some(unknown) = part.as_deref().filter(|part| !PARTS.contains(part)) {
        eprintln!("there is no part `{unknown}` of the bench; there are {}", PARTS.join(", "));
        return ExitCode::FAILURE;
    }
    let mut report = Value::Null;
    story(async |app| {
        report = measure(app, part.as_deref()).await?;
        Ok(())
    });
    println!("{report}");
    ExitCode::SUCCESS
}

/// Measures that part, or all.
async fn measure(app: &AppPage, part: Option<&str>) -> Result<Value> {
    app.driver().set_script_timeout(PATIENCE).await?;
    let browser = app.driver().cdp().browser().get_version().await?.product;
    let (mut times, mut memory, mut notes) = (Vec::new(), Vec::new(), Vec::new());
    for wanted in PARTS.into_iter().filter(|name| part.is_none_or(|part| part == *name)) {
        match wanted {
            "training" => times.extend(training::measure(app).await?),
            "drag" | "rate" => {
                let drag = drag::measure(app, if wanted == "drag" { &drag::STEP } else { &drag::RATE }).await?;
                times.push(drag.frame);
                notes.extend(drag.notes);
            }
            "slides" => {
                let slides = slides::measure(app).await?;
                times.extend(slides.times);
                notes.extend(slides.notes);
            }
            "atlas" => times.extend(atlas::measure(app).await?),
            "map" => times.extend(map::measure(app).await?),
            "spirals" => times.extend(spirals::measure(app).await?),
            "digits" => {
                let digits = digits::measure(app).await?;
                times.extend(digits.times);
                memory.extend(digits.memory);
                notes.extend(digits.notes);
            }
            _ => {
                let wander = wander::measure(app).await?;
                memory.extend(wander.memory);
                notes.extend(wander.notes);
            }
        }
    }
    Ok(json!({"browser": browser, "times": times, "memory": memory, "notes": notes}))
}
