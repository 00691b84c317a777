//! A canvas that plotters draws on: sharp on any screen, blank before each drawing.
//!
//! Plotters counts in whole numbers. On a canvas whose unit is the pixel a curve
//! that is rounded to whole units wobbles, so ours counts eighths of a device
//! pixel and the context scales them back.

mod backend;
mod screen;
mod widths;

use std::cell::RefCell;
use std::fmt::Debug;
use std::rc::Rc;

use gradlight_plot::Style;
use wasm_bindgen::JsCast as _;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

pub(crate) use backend::Backend;
pub(crate) use screen::Screen;
use widths::Widths;

/// Units per device pixel.
const FINENESS: u32 = 8;

/// A canvas element with its context and the widths of the texts drawn on it.
///
/// Its size on the page is the stylesheet's business; here only the backing
/// store is sized. Each drawing counts up the element's `data-revision`.
#[derive(Debug)]
pub(crate) struct Canvas {
    element: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
    widths: Rc<RefCell<Widths>>,
    ratio: f64,
    revision: u64,
}

impl Canvas {
    /// Takes a canvas element; none if the browser gives no 2d context for it.
    pub(crate) fn new(element: HtmlCanvasElement) -> Option<Self> {
        let context = element.get_context("2d").ok()??.dyn_into().ok()?;
        Some(Self { element, context, widths: Rc::default(), ratio: 1.0, revision: 0 })
    }

    /// Gives the backing store one pixel for each device pixel; says whether that changed it.
    ///
    /// A changed canvas is blank and must be drawn again. `ratio` is the number
    /// of device pixels per CSS pixel.
    pub(crate) fn fit(&mut self, css_width: f64, css_height: f64, ratio: f64) -> bool {
        let pixels = |css: f64| (css * ratio).round().max(1.0) as u32;
        let (width, height) = (pixels(css_width), pixels(css_height));
        let fits = self.element.width() == width && self.element.height() == height && self.ratio == ratio;
        if !fits {
            self.ratio = ratio;
            // Setting either one clears the canvas, even to the value that it has.
            self.element.set_width(width);
            self.element.set_height(height);
        }
        !fits
    }

    /// A theme's style in this canvas' units.
    pub(crate) fn style(&self, theme: Style) -> Style {
        theme.on_device(self.ratio, FINENESS)
    }

    /// Clears the canvas and draws on it, with a style from [`Self::style`].
    ///
    /// A drawing that fails is reported on the console; what it drew stays.
    pub(crate) fn draw<E: Debug>(&mut self, paint: impl FnOnce(Backend) -> Result<(), E>) {
        self.prepare();
        let drawn = Backend::new(&self.element, &self.context, &self.widths).map(paint);
        if let Some(Err(error)) = drawn {
            web_sys::console::error_1(&format!("a figure could not be drawn: {error:?}").into());
        }
        self.revision += 1;
        // An attribute with a valid name is never refused.
        let _ = self.element.set_attribute("data-revision", &self.revision.to_string());
    }

    fn prepare(&self) {
        let (width, height) = (f64::from(self.element.width()), f64::from(self.element.height()));
        let unit = 1.0 / f64::from(FINENESS);
        // Neither call can fail: the numbers are finite.
        let _ = self.context.set_transform(1.0, 0.0, 0.0, 1.0, 0.0, 0.0);
        self.context.clear_rect(0.0, 0.0, width, height);
        let _ = self.context.set_transform(unit, 0.0, 0.0, unit, 0.0, 0.0);
        // Mitred corners would shoot far beyond the sharp turns of a jagged curve.
        self.context.set_line_join("round");
        self.context.set_line_cap("round");
    }
}

#[cfg(all(test, target_arch = "wasm32"))]
pub(crate) mod tests;
