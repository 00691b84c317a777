//! `cargo xtask bench`: speed, smoothness, size and memory, each against a baseline of the same run.
//!
//! The package `gradlight-e2e` measures what takes a browser; sizes are measured here. Only ratios have
//! budgets: absolute times depend on the machine, which is named for whoever judges them by eye.

mod machine;
mod row;
mod table;

use std::process::{ExitCode, Stdio};

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;

use self::row::{Row, Unit};
use crate::budget::{FONT_BUDGET, FirstVisit, PAGE_BUDGET, PAGE_KINDS};
use crate::driven::{DrivenPage, END_TO_END};
use crate::setup::{self, Browser};
use crate::{build, program};

/// The native sides of the comparisons: example programs of `gradlight-core`.
const NATIVE: [&str; 11] = [
    "--release",
    "--package",
    "gradlight-core",
    "--example",
    "rounds",
    "--example",
    "atlas",
    "--example",
    "rates",
    "--example",
    "classifier",
];

/// Measures everything, or one part, prints one table, and fails if a ratio is beyond its budget.
///
/// # Errors
///
/// Set-up, a build or a measurement fails.
pub(crate) fn run(part: Option<&str>) -> Result<ExitCode> {
    let browser = setup::for_browser()?;
    build::release_page()?;
    program::run(program::command("cargo").arg("build").args(NATIVE))?;
    let report = measure_in_browser(&browser, part)?;
    let visit = FirstVisit::measure()?;

    let [times, memory] = ["times", "memory"].map(|part| Row::list(&report[part]));
    let rows: Vec<Row> = times?.into_iter().chain(size_rows(&visit)).chain(memory?).collect();
    let browser_name = report["browser"].as_str().unwrap_or("an unnamed browser");
    println!("\n{} · {browser_name}\n", machine::name());
    print!("{}", table::table(&rows));
    println!("\nFirst load: {}.", shares(&visit));
    for note in report["notes"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        println!("{note}");
    }
    Ok(if rows.iter().all(Row::holds) { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Runs the measurements in the browser; they print one line of JSON.
fn measure_in_browser(browser: &Browser, part: Option<&str>) -> Result<Value> {
    let page = DrivenPage::start(browser)?;
    let mut cargo = program::command("cargo");
    cargo.args(["run", "--package", END_TO_END, "--bin", "bench"]).stdout(Stdio::piped());
    page.tell(&mut cargo);
    cargo.args(part.map(|part| ["--", part]).into_iter().flatten());
    println!("$ {}", program::line(&cargo));
    let output = cargo.spawn()?.wait_with_output()?;
    let printed = String::from_utf8_lossy(&output.stdout);
    ensure!(output.status.success(), "the measurements in the browser broke off\n{printed}");
    serde_json::from_str(printed.trim()).context("the measurements in the browser are not JSON")
}

fn size_rows(visit: &FirstVisit) -> [Row; 2] {
    let row = |what: &str, size: usize, budget: usize| Row {
        what: what.to_owned(),
        measured: size as f64,
        baseline: budget as f64,
        against: "allowed".to_owned(),
        unit: Unit::Kilobytes,
        budget: 1.0,
    };
    [row("first load, brotli", visit.page(), PAGE_BUDGET), row("font", visit.fonts, FONT_BUDGET)]
}

/// What of the first load each kind of file makes up.
fn shares(visit: &FirstVisit) -> String {
    let share = |kind: &&str| format!("{kind} {}", Unit::Kilobytes.show(visit.share(kind) as f64));
    PAGE_KINDS.iter().map(share).collect::<Vec<_>>().join(", ")
}
