//! Set-up: what a command needs is installed where it is missing, in the pinned version.

mod browser;
mod cargo_tool;
mod npm;
mod python;
mod rust;

use std::path::PathBuf;

use anyhow::Result;

pub(crate) use browser::Browser;

use crate::{pins, program};

/// Sets up what building the page takes.
///
/// # Errors
///
/// A prerequisite is missing (the sentence names it and how to get it), or an installation fails.
pub(crate) fn for_page() -> Result<()> {
    rust::ensure_wasm_target()?;
    npm::ensure_packages()?;
    cargo_tool::ensure(&pins::WASM_BINDGEN)?;
    cargo_tool::ensure(&pins::TRUNK)?;
    // Trunk runs offline, so that it never fetches tools of its own; hence the crates come first.
    program::run(program::command("cargo").args(["fetch", "--locked", "--quiet"]))
}

/// Sets up what testing takes beyond that, and gives the browser to test in.
///
/// # Errors
///
/// As [`for_page`], or there is no browser and none can be installed.
pub(crate) fn for_test() -> Result<Browser> {
    rust::ensure_component("clippy")?;
    rust::ensure_component("fmt")?;
    for_browser()
}

/// Sets up what building the page and opening it in a browser takes, and gives the browser.
///
/// # Errors
///
/// As [`for_test`].
pub(crate) fn for_browser() -> Result<Browser> {
    let browser = browser::ensure()?;
    python::ensure();
    for_page()?;
    Ok(browser)
}

/// The file with axe, which finds faults of accessibility.
pub(crate) fn axe() -> PathBuf {
    program::root().join("node_modules/axe-core/axe.min.js")
}
