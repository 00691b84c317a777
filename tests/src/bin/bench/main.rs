//! The measurements of `cargo xtask bench` that take a browser, printed as one line of JSON.
//!
//! What is going on is told on standard error. Budgets are those of the design; `cargo xtask bench` judges.

mod drag;
mod measurement;
mod native;
mod training;
mod wander;

use std::process::ExitCode;
use std::time::Duration;

use anyhow::Result;
use gradlight_e2e::{AppPage, story};
use serde_json::{Value, json};

/// How long one script in the browser may take.
const PATIENCE: Duration = Duration::from_secs(100);

fn main() -> ExitCode {
    let mut report = Value::Null;
    story(async |app| {
        report = measure(app).await?;
        Ok(())
    });
    println!("{report}");
    ExitCode::SUCCESS
}

async fn measure(app: &AppPage) -> Result<Value> {
    app.driver().set_script_timeout(PATIENCE).await?;
    let browser = app.driver().cdp().browser().get_version().await?.product;
    let mut times = training::measure(app).await?;
    let drag = drag::measure(app).await?;
    times.push(drag.frame);
    let wander = wander::measure(app).await?;
    let notes = [drag.notes, wander.notes].concat();
    Ok(json!({"browser": browser, "times": times, "memory": wander.memory, "notes": notes}))
}
