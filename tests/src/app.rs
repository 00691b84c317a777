//! The page as a user has it: opened, looked at, and worked with keyboard, pointer and files.

use std::cell::RefCell;
use std::fs;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use serde_json::Value;
use thirtyfour::WebDriver;
use tokio::time;

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
    expected: RefCell<Vec<&'static str>>,
}

impl AppPage {
    pub(crate) fn new(driver: WebDriver, environment: &Environment) -> Self {
        Self { driver, environment: environment.clone(), expected: RefCell::default() }
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

    /// Says that the story causes faults of which one of these texts is a part: whenever the console tells of one,
    /// soon or at the end, it does not fail the story.
    pub fn expect_faults(&self, texts: &[&'static str]) {
        self.expected.borrow_mut().extend(texts);
    }

    /// Waits until the console tells of a fault with this text, which the story has caused, and gives what it says.
    ///
    /// # Errors
    /// The driver does not answer, another fault came, or none within a quarter of a minute.
    pub async fn until_fault(&self, text: &'static str) -> Result<String> {
        self.expect_faults(&[text]);
        let told = async {
            loop {
                let faults = self.console_faults().await?;
                if let Some(fault) = faults.iter().find(|fault| !self.is_expected(fault)) {
                    bail!("the browser's console holds: {fault}");
                }
                if let Some(fault) = faults.into_iter().find(|fault| fault.contains(text)) {
                    return Ok(fault);
                }
                time::sleep(Duration::from_millis(20)).await;
            }
        };
        time::timeout(Duration::from_secs(15), told).await.with_context(|| format!("no fault with {text:?} came"))?
    }

    /// What the console holds against the page since it was last asked: errors, refusals, files not found. Those that
    /// the story expects are left out.
    ///
    /// # Errors
    /// The driver does not answer.
    pub(crate) async fn take_faults(&self) -> Result<Vec<String>> {
        let faults = self.console_faults().await?;
        Ok(faults.into_iter().filter(|fault| !self.is_expected(fault)).collect())
    }

    async fn console_faults(&self) -> Result<Vec<String>> {
        let log = self.driver.browser_log().await.context("the browser's console")?;
        Ok(log.into_iter().filter(|entry| entry.level == "SEVERE").map(|entry| entry.message).collect())
    }

    fn is_expected(&self, fault: &str) -> bool {
        self.expected.borrow().iter().any(|text| fault.contains(text))
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
