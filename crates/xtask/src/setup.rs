//! Set-up: what a command needs is installed where it is missing, in the pinned version.

mod cargo_tool;
mod npm;
mod rust;

use anyhow::Result;

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
