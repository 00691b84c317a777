//! The browser that tests run in, and its driver.

use std::env;
use std::fs;
use std::path::PathBuf;

use anyhow::{Result, bail};

use crate::program;

const HOW_TO_GET: &str = "install Chromium and its chromedriver (on Debian: apt-get install chromium chromium-driver), or set CHROME and CHROMEDRIVER to their files";

/// Chromium or Chrome with the driver of the same version.
#[derive(Debug)]
pub(crate) struct Browser {
    /// The browser's program.
    pub(crate) chrome: PathBuf,
    /// The driver's program.
    pub(crate) driver: PathBuf,
}

/// Finds the browser and its driver; on Debian, as root, installs them where they are missing.
///
/// # Errors
///
/// They are missing and cannot be installed here.
pub(crate) fn ensure() -> Result<Browser> {
    if let Some(browser) = find()? {
        return Ok(browser);
    }
    if !is_debian_root() {
        bail!("no browser to test with was found: {HOW_TO_GET}");
    }
    println!("set-up: chromium and chromium-driver");
    let mut update = program::command("apt-get");
    program::run(update.args(["update", "--quiet"]))?;
    let mut install = program::command("apt-get");
    install
        .args(["install", "--yes", "--quiet", "chromium", "chromium-driver"])
        .env("DEBIAN_FRONTEND", "noninteractive");
    program::run(&mut install)?;
    match find()? {
        Some(browser) => Ok(browser),
        None => bail!("apt-get has installed no browser: {HOW_TO_GET}"),
    }
}

fn find() -> Result<Option<Browser>> {
    let chrome = given("CHROME")?.or_else(|| first_of(&["chromium", "google-chrome", "chromium-browser"]));
    let driver = given("CHROMEDRIVER")?.or_else(|| first_of(&["chromedriver"]));
    Ok(chrome.zip(driver).map(|(chrome, driver)| Browser { chrome, driver }))
}

/// The program that an environment variable names.
fn given(variable: &str) -> Result<Option<PathBuf>> {
    let Some(value) = env::var_os(variable).filter(|value| !value.is_empty()) else { return Ok(None) };
    let Some(program) = value.to_str().and_then(program::find) else {
        bail!("{variable} names {}, which is not a program: {HOW_TO_GET}", value.display());
    };
    Ok(Some(program))
}

fn first_of(programs: &[&str]) -> Option<PathBuf> {
    programs.iter().find_map(|program| program::find(program))
}

fn is_debian_root() -> bool {
    let system = fs::read_to_string("/etc/os-release").unwrap_or_default();
    let user = program::output(program::command("id").arg("-u")).unwrap_or_default();
    system.lines().any(|line| line == "ID=debian") && user.trim() == "0"
}
