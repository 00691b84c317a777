//! `cargo xtask test`: every check and test, cheap ones first, and one line that sums them up.

mod tally;
mod tidy;
mod wasm;

use std::process::{Command, ExitCode};

use anyhow::Result;

use self::tally::Tally;
use crate::driven::{DrivenPage, END_TO_END};
use crate::setup::{self, Browser};
use crate::{budget, build, licences, notices, pins, program};

/// The crates that are compiled into the page.
const PAGE_CRATES: [&str; 4] = ["gradlight-core", "gradlight-plot", "gradlight-view", "gradlight-web"];

/// The crates that have tests to run in a browser.
const CRATES_TESTED_IN_BROWSER: [&str; 2] = ["gradlight-core", "gradlight-web"];

/// Runs everything and prints the sum as the last line; fails if anything did.
///
/// # Errors
///
/// Set-up fails.
pub(crate) fn run(all: bool) -> Result<ExitCode> {
    let browser = setup::for_test()?;
    let mut tally = Tally::default();
    check_sources(&mut tally);
    test_code(&mut tally, &browser, all);
    test_page(&mut tally, &browser, all);
    Ok(tally.print())
}

fn check_sources(tally: &mut Tally) {
    tally.check("format", || program::run(cargo("fmt").args(["--all", "--check"])));
    tally.check("tidy", tidy::check);
    tally.check("licences", licences::check);
    tally.check("third-party notices", notices::check);
}

fn test_code(tally: &mut Tally, browser: &Browser, all: bool) {
    tally.check("clippy", || {
        program::run(cargo("clippy").args(["--workspace", "--all-targets", "--", "-D", "warnings"]))
    });
    tally.check("clippy for WebAssembly", || {
        program::run(for_wasm(cargo("clippy"), &PAGE_CRATES).args(["--all-targets", "--", "-D", "warnings"]))
    });
    tally.check("documentation", || {
        let options = ["--workspace", "--no-deps", "--document-private-items"];
        program::run(cargo("doc").args(options).env("RUSTDOCFLAGS", "-D warnings"))
    });
    let mut native = tests(all);
    tally.tests("native tests", native.args(["--workspace", "--exclude", END_TO_END]));
    let in_browser = &mut for_wasm(tests(all), &CRATES_TESTED_IN_BROWSER);
    match browser.prepare_wasm_tests(in_browser.arg("--tests")) {
        Ok(()) => tally.tests("browser tests", in_browser),
        Err(fault) => tally.check("browser tests", || Err(fault)),
    }
}

fn test_page(tally: &mut Tally, browser: &Browser, all: bool) {
    tally.check("release build", build::release_page);
    if tally.has_failed("release build") {
        println!("There is no page, so its size and behaviour go untested.");
        return;
    }
    tally.check("size budgets", budget::check);
    match DrivenPage::start(browser) {
        Ok(page) => {
            let mut end_to_end = tests(all);
            page.tell(end_to_end.args(["--package", END_TO_END]));
            tally.tests("end-to-end tests", &mut end_to_end);
        }
        Err(fault) => tally.check("end-to-end tests", || Err(fault)),
    }
}

fn cargo(subcommand: &str) -> Command {
    let mut cargo = program::command("cargo");
    cargo.arg(subcommand);
    cargo
}

/// `cargo test` that goes on after a failure; long sweeps are asked for by environment.
fn tests(all: bool) -> Command {
    let mut tests = cargo("test");
    tests.arg("--no-fail-fast");
    if all {
        tests.env("GRADLIGHT_ALL", "1");
    }
    tests
}

fn for_wasm(mut cargo: Command, packages: &[&str]) -> Command {
    cargo.args(["--target", pins::WASM_TARGET]);
    for package in packages {
        cargo.args(["--package", package]);
    }
    cargo
}
