//! The screen: its size, and what the system asks of pages.

use anyhow::Result;
use serde_json::json;

use super::AppPage;

/// A wish of the system's that a page can read.
#[derive(Clone, Copy, Debug)]
pub enum Media {
    /// Dark pages.
    Dark,
    /// Light pages.
    Light,
    /// No more movement than needed.
    ReducedMotion,
}

impl AppPage {
    /// Gives the window's inside that size in CSS pixels.
    ///
    /// # Errors
    /// The driver does not answer.
    pub async fn resize(&self, width: u32, height: u32) -> Result<()> {
        self.driver().cdp().emulation().set_device_metrics_override(width, height, 1.0, false).await?;
        let arrived = "return innerWidth === args[0] && innerHeight === args[1];";
        self.until("the window's size", arrived, vec![json!(width), json!(height)]).await?;
        self.two_frames().await
    }

    /// Lets the page see what the system asks for.
    ///
    /// # Errors
    /// The driver does not answer.
    pub async fn ask_for(&self, wish: Media) -> Result<()> {
        let (name, value) = match wish {
            Media::Dark => ("prefers-color-scheme", "dark"),
            Media::Light => ("prefers-color-scheme", "light"),
            Media::ReducedMotion => ("prefers-reduced-motion", "reduce"),
        };
        let features = json!({"features": [{"name": name, "value": value}]});
        self.driver().cdp().send_raw("Emulation.setEmulatedMedia", features).await?;
        Ok(())
    }

    /// Waits until two frames have passed, after which observers of sizes have reported.
    ///
    /// # Errors
    /// The script fails.
    pub async fn two_frames(&self) -> Result<()> {
        let script = "requestAnimationFrame(() => requestAnimationFrame(() => arguments[0]()));";
        self.script_to_end(script, vec![]).await?;
        Ok(())
    }
}
