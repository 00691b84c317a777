//! The page as a user has it: opened, looked at, and worked with keyboard, pointer and files.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use serde_json::Value;
use thirtyfour::WebDriver;

use crate::environment::Environment;

mod address;
mod controls;
mod files;
mod hands;
mod look;
pub(crate) mod media;

/// Runs a script that ends by calling its last argument. The driver has a way of its own for that, which keeps some
/// 25 KB in the page's heap with every call: no leak could be seen beside it.
const TO_END: &str = "
    return new Promise((finish) => {
        (function () { SCRIPT\n }).call(null, ...arguments, finish);
    });";

/// Waits until a condition holds, looking once a frame; gives its value, or null when time is up.
const UNTIL: &str = "
    const finish = arguments[arguments.length - 1], given = arguments, end = performance.now() + 15000;
    const condition = (...args) => { CONDITION };
    (function look() {
        let value;
        try { value = condition(...given); } catch { value = undefined; }
        if (value !== undefined && value !== null && value !== false) finish(value);
        else if (performance.now() > end) finish(null);
        else requestAnimationFrame(look);
    })();";

/// The page in one browser.
#[derive(Debug)]
pub struct AppPage {
    driver: WebDriver,
    environment: Environment,
}

impl AppPage {
    pub(crate) fn new(driver: WebDriver, environment: &Environment) -> Self {
        Self { driver, environment: environment.clone() }
    }

    /// The WebDriver session, for what has no name of its own here.
    pub fn driver(&self) -> &WebDriver {
        &self.driver
    }

    pub(crate) fn environment(&self) -> &Environment {
        &self.environment
    }

    /// Runs a script in the page and gives what it returns; `args` are its `arguments`.
    ///
    /// # Errors
    /// It throws.
    pub async fn script(&self, script: &str, args: Vec<Value>) -> Result<Value> {
        Ok(self.driver.execute(script, args).await?.json().clone())
    }

    /// Runs a script that ends by calling its last argument, and gives what it was called with.
    ///
    /// # Errors
    /// It throws, or does not end.
    pub async fn script_to_end(&self, script: &str, args: Vec<Value>) -> Result<Value> {
        self.script(&TO_END.replace("SCRIPT", script), args).await
    }

    /// Waits until a script's function body, given `args`, returns something other than nothing or false.
    ///
    /// # Errors
    /// It still does not after a quarter of a minute; `what` says what was waited for.
    pub async fn until(&self, what: &str, condition: &str, args: Vec<Value>) -> Result<Value> {
        let found = self.script_to_end(&UNTIL.replace("CONDITION", condition), args).await?;
        if found.is_null() {
            bail!("waited in vain for {what}");
        }
        Ok(found)
    }

    /// What the console holds against the page since it was last asked: errors, refusals, files not found.
    ///
    /// # Errors
    /// The driver does not answer.
    pub async fn take_faults(&self) -> Result<Vec<String>> {
        let log = self.driver.browser_log().await.context("the browser's console")?;
        Ok(log.into_iter().filter(|entry| entry.level == "SEVERE").map(|entry| entry.message).collect())
    }

    /// Leaves a screenshot and the document in a folder.
    pub(crate) async fn leave_picture(&self, folder: &Path) -> Result<()> {
        fs::write(folder.join("page.html"), self.driver.source().await?)?;
        self.driver.screenshot(&folder.join("screenshot.png")).await?;
        Ok(())
    }

    pub(crate) async fn quit(self) -> Result<()> {
        Ok(self.driver.quit().await?)
    }
}
