//! The release page, in `dist/`.

use anyhow::Result;

use crate::{program, setup};

/// `cargo xtask build`: sets up and writes the release page.
///
/// # Errors
///
/// Set-up or build fails.
pub(crate) fn run() -> Result<()> {
    setup::for_page()?;
    release_page()?;
    println!("The release page is in {}", program::root().join("dist").display());
    Ok(())
}

/// Builds the release page with Trunk, which calls `cargo xtask finish-page` on its way.
///
/// # Errors
///
/// The build fails.
pub(crate) fn release_page() -> Result<()> {
    let mut trunk = program::command("trunk");
    program::run(trunk.args(["build", "--release", "--offline", "--locked"]))
}
