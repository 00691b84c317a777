//! Ink: any drawing backend behind one type, so that each figure is compiled once for all of them.

use plotters_backend::text_anchor::Pos;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontFamily,
    FontStyle, FontTransform,
};

/// The colour and width of a line, or the colour of a filled shape.
#[derive(Clone, Copy)]
pub struct Paint {
    /// The colour with its opacity.
    pub colour: BackendColor,
    /// The line's width, in the surface's units.
    pub width: u32,
}

impl std::fmt::Debug for Paint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Paint").field("rgb", &self.colour.rgb).field("width", &self.width).finish_non_exhaustive()
    }
}

impl Paint {
    fn of<S: BackendStyle>(style: &S) -> Self {
        Self { colour: style.color(), width: style.stroke_width() }
    }
}

impl BackendStyle for Paint {
    fn color(&self) -> BackendColor {
        self.colour
    }

    fn stroke_width(&self) -> u32 {
        self.width
    }
}

/// How a text is set.
#[derive(Clone)]
pub struct Lettering {
    /// The colour with its opacity.
    pub colour: BackendColor,
    /// The font's size, in the surface's units.
    pub size: f64,
    /// Upright, slanted or bold.
    pub style: FontStyle,
    /// The names of the font family, as a style sheet has them.
    pub family: String,
    /// Which point of the text its position is.
    pub anchor: Pos,
    /// Whether the text is turned.
    pub transform: FontTransform,
}

impl std::fmt::Debug for Lettering {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Lettering").field("size", &self.size).field("family", &self.family).finish_non_exhaustive()
    }
}

impl Lettering {
    fn of<S: BackendTextStyle>(style: &S) -> Self {
        Self {
            colour: style.color(),
            size: style.size(),
            style: style.style(),
            family: style.family().as_str().to_owned(),
            anchor: style.anchor(),
            transform: style.transform(),
        }
    }
}

impl BackendTextStyle for Lettering {
    type FontError = Refused;

    fn color(&self) -> BackendColor {
        self.colour
    }

    fn size(&self) -> f64 {
        self.size
    }

    fn transform(&self) -> FontTransform {
        self.transform.clone()
    }

    fn style(&self) -> FontStyle {
        self.style
    }

    fn anchor(&self) -> Pos {
        self.anchor
    }

    fn family(&self) -> FontFamily<'_> {
        FontFamily::Name(&self.family)
    }

    fn layout_box(&self, _: &str) -> Result<((i32, i32), (i32, i32)), Refused> {
        Err(Refused("a surface measures its texts itself".to_owned()))
    }

    fn draw<E, DrawFunc: FnMut(i32, i32, BackendColor) -> Result<(), E>>(
        &self,
        _: &str,
        _: BackendCoord,
        _: DrawFunc,
    ) -> Result<Result<(), E>, Refused> {
        Err(Refused("a surface sets its texts itself".to_owned()))
    }
}

/// What a surface could not draw, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused(pub String);

impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Refused {}

/// What figures are drawn on, behind one pointer: a canvas, an SVG file, a tree of nodes.
///
/// The calls are those of a plotters backend with its generics taken out; places are whole units.
pub trait Surface {
    /// Width and height.
    fn size(&self) -> (u32, u32);

    /// A rectangle between two corners, filled or as a line.
    ///
    /// # Errors
    /// What the surface refuses, here and below.
    fn rect(&mut self, corners: (BackendCoord, BackendCoord), paint: &Paint, fill: bool) -> Result<(), Refused>;

    /// A line through the points.
    ///
    /// # Errors
    /// As for [`Self::rect`].
    fn path(&mut self, points: &[BackendCoord], paint: &Paint) -> Result<(), Refused>;

    /// A dashed line through the points; dashes and gaps are `length` units long.
    ///
    /// # Errors
    /// As for [`Self::rect`].
    fn dashes(&mut self, points: &[BackendCoord], paint: &Paint, length: f64) -> Result<(), Refused> {
        crate::chart::clip::dashes(points, length).iter().try_for_each(|dash| self.path(dash, paint))
    }

    /// A filled area with the points as its corners.
    ///
    /// # Errors
    /// As for [`Self::rect`].
    fn polygon(&mut self, points: &[BackendCoord], paint: &Paint) -> Result<(), Refused>;

    /// A circle, filled or as a line.
    ///
    /// # Errors
    /// As for [`Self::rect`].
    fn circle(&mut self, centre: BackendCoord, radius: u32, paint: &Paint, fill: bool) -> Result<(), Refused>;

    /// A text at a place.
    ///
    /// # Errors
    /// As for [`Self::rect`].
    fn text(&mut self, text: &str, lettering: &Lettering, place: BackendCoord) -> Result<(), Refused>;

    /// The width and height that a text takes.
    ///
    /// # Errors
    /// As for [`Self::rect`].
    fn text_size(&self, text: &str, lettering: &Lettering) -> Result<(u32, u32), Refused>;

    /// A picture of `columns` × `rows` opaque cells in RGB, row by row, stretched over a rectangle.
    ///
    /// # Errors
    /// As for [`Self::rect`].
    fn cells(
        &mut self,
        corners: (BackendCoord, BackendCoord),
        (columns, rows): (u32, u32),
        rgb: &[u8],
    ) -> Result<(), Refused> {
        let ((left, top), (right, bottom)) = corners;
        let at = |from: i32, to: i32, place: u32, of: u32| {
            from + (f64::from(to - from) * f64::from(place) / f64::from(of)).round() as i32
        };
        // Each rectangle reaches one cell further to the right and down than it has to, and the next is painted over
        // that: an edge between two pixels would otherwise let the paper through.
        let colours: Vec<&[u8]> = rgb.chunks_exact(3).take((columns * rows) as usize).collect();
        for (row, colours) in colours.chunks(columns.max(1) as usize).enumerate() {
            let (mut column, row) = (0, row as u32);
            for run in colours.chunk_by(PartialEq::eq) {
                let from = (at(left, right, column, columns), at(top, bottom, row, rows));
                column += run.len() as u32;
                let (end, below) = ((column + 1).min(columns), (row + 2).min(rows));
                let to = (at(left, right, end, columns), at(top, bottom, below, rows));
                let colour = BackendColor { alpha: 1.0, rgb: (run[0][0], run[0][1], run[0][2]) };
                self.rect((from, to), &Paint { colour, width: 0 }, true)?;
            }
        }
        Ok(())
    }
}

/// A plotters backend as a surface.
#[derive(Debug)]
pub struct On<DB>(pub DB);

fn refused<E: std::error::Error + Send + Sync>(error: &DrawingErrorKind<E>) -> Refused {
    Refused(error.to_string())
}

impl<DB: DrawingBackend> Surface for On<DB> {
    fn size(&self) -> (u32, u32) {
        self.0.get_size()
    }

    fn rect(&mut self, (from, to): (BackendCoord, BackendCoord), paint: &Paint, fill: bool) -> Result<(), Refused> {
        self.0.draw_rect(from, to, paint, fill).map_err(|error| refused(&error))
    }

    fn path(&mut self, points: &[BackendCoord], paint: &Paint) -> Result<(), Refused> {
        self.0.draw_path(points.iter().copied(), paint).map_err(|error| refused(&error))
    }

    fn polygon(&mut self, points: &[BackendCoord], paint: &Paint) -> Result<(), Refused> {
        self.0.fill_polygon(points.iter().copied(), paint).map_err(|error| refused(&error))
    }

    fn circle(&mut self, centre: BackendCoord, radius: u32, paint: &Paint, fill: bool) -> Result<(), Refused> {
        self.0.draw_circle(centre, radius, paint, fill).map_err(|error| refused(&error))
    }

    fn text(&mut self, text: &str, lettering: &Lettering, place: BackendCoord) -> Result<(), Refused> {
        self.0.draw_text(text, lettering, place).map_err(|error| refused(&error))
    }

    fn text_size(&self, text: &str, lettering: &Lettering) -> Result<(u32, u32), Refused> {
        self.0.estimate_text_size(text, lettering).map_err(|error| refused(&error))
    }
}

/// A surface as a plotters backend: what every figure is drawn with.
pub struct Ink<'a>(pub &'a mut dyn Surface);

impl std::fmt::Debug for Ink<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Ink").field("size", &self.0.size()).finish_non_exhaustive()
    }
}

type Inked = Result<(), DrawingErrorKind<Refused>>;

fn inked(result: Result<(), Refused>) -> Inked {
    result.map_err(DrawingErrorKind::DrawingError)
}

impl DrawingBackend for Ink<'_> {
    type ErrorType = Refused;

    fn get_size(&self) -> (u32, u32) {
        self.0.size()
    }

    fn ensure_prepared(&mut self) -> Inked {
        Ok(())
    }

    fn present(&mut self) -> Inked {
        Ok(())
    }

    fn draw_pixel(&mut self, (x, y): BackendCoord, colour: BackendColor) -> Inked {
        inked(self.0.rect(((x, y), (x + 1, y + 1)), &Paint { colour, width: 0 }, true))
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Inked {
        inked(self.0.path(&[from, to], &Paint::of(style)))
    }

    fn draw_rect<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S, fill: bool) -> Inked {
        inked(self.0.rect((from, to), &Paint::of(style), fill))
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Inked {
        let points: Vec<BackendCoord> = path.into_iter().collect();
        inked(self.0.path(&points, &Paint::of(style)))
    }

    fn draw_circle<S: BackendStyle>(&mut self, centre: BackendCoord, radius: u32, style: &S, fill: bool) -> Inked {
        inked(self.0.circle(centre, radius, &Paint::of(style), fill))
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Inked {
        let points: Vec<BackendCoord> = path.into_iter().collect();
        inked(self.0.polygon(&points, &Paint::of(style)))
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, place: BackendCoord) -> Inked {
        inked(self.0.text(text, &Lettering::of(style), place))
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Refused>> {
        self.0.text_size(text, &Lettering::of(style)).map_err(DrawingErrorKind::DrawingError)
    }
}
