//! The layout as it came out: sizes, overflow, and texts that run into each other.

use anyhow::Result;
use serde::Deserialize;
use serde_json::json;

use crate::app::AppPage;

/// Texts of the network as they lie on the screen, in CSS pixels.
const TEXTS: &str = "
    const picture = document.querySelector('[data-view=network]');
    return [...picture.querySelectorAll('text, foreignObject')]
        .filter(e => e.textContent.trim() !== '' && e.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
        .map(e => {
            const r = e.getBoundingClientRect(), m = e.getScreenCTM();
            const scale = m ? Math.hypot(m.b, m.d) : 1;
            return { text: e.textContent.trim(), x: r.x, y: r.y, width: r.width, height: r.height,
                size: parseFloat(getComputedStyle(e).fontSize) * scale };
        });";

/// How far the document reaches beyond the window, and what in it reaches beyond its own box unseen.
const OVERFLOW: &str = "
    const { scrollWidth, scrollHeight, clientWidth, clientHeight } = document.documentElement;
    return [scrollWidth - clientWidth, scrollHeight - clientHeight];";

/// A box on the screen, in CSS pixels.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Box {
    /// What it holds.
    #[serde(default)]
    pub text: String,
    /// Left edge.
    pub x: f64,
    /// Upper edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
    /// Size of its type; 0 where it has none.
    #[serde(default)]
    pub size: f64,
}

impl Box {
    /// How deep another box reaches into this one, in the direction in which it does so least; 0 for apart.
    pub fn overlap(&self, other: &Self) -> f64 {
        let across = (self.x + self.width).min(other.x + other.width) - self.x.max(other.x);
        let down = (self.y + self.height).min(other.y + other.height) - self.y.max(other.y);
        across.min(down).max(0.0)
    }
}

impl AppPage {
    /// How far the document can be scrolled sideways and down, in CSS pixels.
    ///
    /// # Errors
    /// The script fails.
    pub async fn scrollable(&self) -> Result<(f64, f64)> {
        Ok(serde_json::from_value(self.script(OVERFLOW, vec![]).await?)?)
    }

    /// Every visible text of the network with its box.
    ///
    /// # Errors
    /// There is no network.
    pub async fn network_texts(&self) -> Result<Vec<Box>> {
        Ok(serde_json::from_value(self.script(TEXTS, vec![]).await?)?)
    }

    /// The box of the first element that fits a selector.
    ///
    /// # Errors
    /// None does.
    pub async fn box_of(&self, selector: &str) -> Result<Box> {
        Ok(self.boxes_of(&[selector]).await?.remove(0))
    }

    /// The boxes of the first elements that fit each selector.
    ///
    /// # Errors
    /// None fits one of them.
    pub async fn boxes_of(&self, selectors: &[&str]) -> Result<Vec<Box>> {
        let script = "return arguments[0].map(selector => {
            const r = document.querySelector(selector).getBoundingClientRect();
            return { x: r.x, y: r.y, width: r.width, height: r.height };
        });";
        Ok(serde_json::from_value(self.script(script, vec![json!(selectors)]).await?)?)
    }
}
