//! The last touches to the page that Trunk has built: its security policy, its two modules, its list of decks.

pub(crate) mod decks;
mod markup;
mod policy;
mod rooms;
mod shim;
mod start;

use std::env;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};

/// `cargo xtask finish-page`: completes the page in Trunk's staging folder.
///
/// # Errors
///
/// Called by something else than Trunk's hook, or the staged page is not as expected.
pub(crate) fn finish_staged() -> Result<()> {
    let staging = env::var_os("TRUNK_STAGING_DIR")
        .context("finish-page is for Trunk's post_build hook: use `cargo xtask build`")?;
    finish(Path::new(&staging))
}

fn finish(page: &Path) -> Result<()> {
    let index = page.join("index.html");
    let html = fs::read_to_string(&index).with_context(|| format!("cannot read {}", index.display()))?;
    let step = shim::module(&html)?;
    let is_release = env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release");
    let rooms = rooms::build(page, is_release)?;
    fs::write(page.join("gradlight.js"), shim::javascript(&step))?;
    fs::write(&index, policy::add_to(&start::put_in(&html, &step, &rooms)?)?)?;
    decks::list(&page.join("decks"))?;
    Ok(())
}
