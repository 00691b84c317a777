//! Our thin backend: plotters-canvas draws, we count in finer units and measure texts.

use std::cell::RefCell;
use std::rc::Rc;

use plotters_backend::{BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind};
use plotters_canvas::CanvasBackend;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use super::FINENESS;
use super::widths::Widths;

/// A plotters backend on a canvas whose context scales units to device pixels.
pub(crate) struct Backend {
    canvas: CanvasBackend,
    context: CanvasRenderingContext2d,
    widths: Rc<RefCell<Widths>>,
}

type CanvasError = <CanvasBackend as DrawingBackend>::ErrorType;
type Drawn = Result<(), DrawingErrorKind<CanvasError>>;

impl Backend {
    pub(super) fn new(
        element: &HtmlCanvasElement,
        context: &CanvasRenderingContext2d,
        widths: &Rc<RefCell<Widths>>,
    ) -> Option<Self> {
        let canvas = CanvasBackend::with_canvas_object(element.clone())?;
        Some(Self { canvas, context: context.clone(), widths: Rc::clone(widths) })
    }
}

impl Backend {
    /// The context that it draws in.
    pub(super) fn context(&self) -> &CanvasRenderingContext2d {
        &self.context
    }
}

impl std::fmt::Debug for Backend {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Backend").field("size", &self.get_size()).finish_non_exhaustive()
    }
}

impl DrawingBackend for Backend {
    type ErrorType = CanvasError;

    fn get_size(&self) -> (u32, u32) {
        let (width, height) = self.canvas.get_size();
        (width * FINENESS, height * FINENESS)
    }

    fn ensure_prepared(&mut self) -> Drawn {
        self.canvas.ensure_prepared()
    }

    fn present(&mut self) -> Drawn {
        self.canvas.present()
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> Drawn {
        self.canvas.draw_pixel(point, color)
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        self.canvas.draw_line(from, to, style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        bottom_right: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn {
        self.canvas.draw_rect(upper_left, bottom_right, style, fill)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        self.canvas.draw_path(path, style)
    }

    fn draw_circle<S: BackendStyle>(&mut self, center: BackendCoord, radius: u32, style: &S, fill: bool) -> Drawn {
        self.canvas.draw_circle(center, radius, style, fill)
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        self.canvas.fill_polygon(path, style)
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, pos: BackendCoord) -> Drawn {
        self.canvas.draw_text(text, style, pos)
    }

    /// The text's measured width, and its font size as its height.
    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<CanvasError>> {
        let (slant, family) = (style.style(), style.family());
        let font = (slant.as_str(), family.as_str());
        let width = self.widths.borrow_mut().width(&self.context, font, style.size(), text);
        Ok((width.ceil() as u32, style.size().ceil() as u32))
    }
}
