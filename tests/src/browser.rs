//! A browser of one's own: started fresh, without profile, history or settings.

use anyhow::{Context as _, Result};
use thirtyfour::common::capabilities::chromium::ChromiumLikeCapabilities as _;
use thirtyfour::{DesiredCapabilities, LoggingPrefsLogLevel, WebDriver};

use crate::environment::Environment;

/// As the page sees itself in a headless browser on any machine: same fonts, no network but the page's.
const ARGUMENTS: [&str; 8] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-gpu",
    "--no-first-run",
    "--force-color-profile=srgb",
    "--lang=en",
];

/// The inside of the window, in CSS pixels: a small projector.
const WINDOW: (u32, u32) = (1280, 720);

/// Starts the browser; everything its console says is kept.
///
/// # Errors
/// The driver does not answer, or has no such browser.
pub(crate) async fn start(environment: &Environment) -> Result<WebDriver> {
    let mut capabilities = DesiredCapabilities::chrome();
    capabilities.set_binary(&environment.chrome)?;
    for argument in ARGUMENTS {
        capabilities.add_arg(argument)?;
    }
    capabilities.set_browser_log_level(LoggingPrefsLogLevel::All)?;
    let driver = WebDriver::new(&environment.driver, capabilities).await;
    let driver = driver.with_context(|| format!("no browser from the driver at {}", environment.driver))?;
    let (width, height) = WINDOW;
    driver.cdp().emulation().set_device_metrics_override(width, height, 1.0, false).await?;
    Ok(driver)
}
