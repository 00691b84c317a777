//! How wide texts are, measured once.
//!
//! Plotters measures every label at every drawing, and its own way of doing so
//! adds a styled element to the page, which the page's security policy forbids.

use std::collections::BTreeMap;

use web_sys::CanvasRenderingContext2d;

/// The size at which texts are measured; widths at other sizes are in proportion.
const MEASURED_PX: f64 = 100.0;

/// When so many texts are known, all are forgotten: while a slider moves, each
/// reading is a new text.
const MOST_KNOWN: usize = 512;

/// Widths of texts at 100 px, by font and text.
#[derive(Debug, Default)]
pub(super) struct Widths {
    known: BTreeMap<String, f64>,
    #[cfg(all(test, target_arch = "wasm32"))]
    measured: usize,
}

impl Widths {
    /// The width of a text at a font size, in the units of that size.
    pub(super) fn width(
        &mut self,
        context: &CanvasRenderingContext2d,
        font: (&str, &str),
        size: f64,
        text: &str,
    ) -> f64 {
        let (style, family) = font;
        let key = format!("{style}\n{family}\n{text}");
        if let Some(width) = self.known.get(&key) {
            return width * size / MEASURED_PX;
        }
        context.set_font(&format!("{style} {MEASURED_PX}px {family}"));
        let measured = context.measure_text(text).map_or(0.0, |metrics| metrics.width());
        if self.known.len() >= MOST_KNOWN {
            self.known.clear();
        }
        self.known.insert(key, measured);
        #[cfg(all(test, target_arch = "wasm32"))]
        {
            self.measured += 1;
        }
        measured * size / MEASURED_PX
    }

    /// How many texts the browser was asked to measure.
    #[cfg(all(test, target_arch = "wasm32"))]
    pub(super) fn measured(&self) -> usize {
        self.measured
    }

    /// How many texts are remembered.
    #[cfg(all(test, target_arch = "wasm32"))]
    pub(super) fn known(&self) -> usize {
        self.known.len()
    }
}
