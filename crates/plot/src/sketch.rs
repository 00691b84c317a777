//! A sketch: lines, discs, pictures and letters put where the caller says, for figures that are no charts.

use plotters::drawing::DrawingAreaErrorKind;
use plotters_backend::text_anchor::{HPos, Pos, VPos};
use plotters_backend::{BackendColor, BackendCoord, DrawingErrorKind, FontStyle, FontTransform};

use crate::Drawn;
use crate::ink::{Ink, Lettering, Paint, Refused, Surface};
use crate::style::{Rgb, Style};

/// A place: across and down, in the sketch's pixels.
pub type At = (f64, f64);

/// Length of a dash and of the gap after it, in pixels.
const DASH_PX: f64 = 5.0;

/// How a line is drawn.
#[derive(Clone, Copy, Debug)]
pub struct Stroke {
    /// Its colour.
    pub colour: Rgb,
    /// Its width in pixels.
    pub width: f64,
    /// How opaque it is, 0…1.
    pub opacity: f64,
    /// Whether it is dashed.
    pub dashed: bool,
}

impl Stroke {
    /// A plain opaque line.
    pub fn plain(colour: Rgb, width: f64) -> Self {
        Self { colour, width, opacity: 1.0, dashed: false }
    }
}

/// Paper to draw on; its pixels are those of the page where the theme does not enlarge type.
///
/// What a surface refuses is kept, and given back at the end.
pub struct Sketch<'a, 's> {
    surface: &'a mut dyn Surface,
    style: &'s Style,
    refused: Option<Refused>,
}

impl std::fmt::Debug for Sketch<'_, '_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Sketch").field("size", &self.size()).field("refused", &self.refused).finish_non_exhaustive()
    }
}

impl<'a, 's> Sketch<'a, 's> {
    /// A blank sheet.
    pub fn new(Ink(surface): Ink<'a>, style: &'s Style) -> Self {
        Self { surface, style, refused: None }
    }

    /// The sheet's width and height in pixels.
    pub fn size(&self) -> (f64, f64) {
        let (width, height) = self.surface.size();
        (f64::from(width) / self.style.scale, f64::from(height) / self.style.scale)
    }

    /// Its colours.
    pub fn style(&self) -> &'s Style {
        self.style
    }

    fn at(&self, (x, y): At) -> BackendCoord {
        (self.style.units(x).round() as i32, self.style.units(y).round() as i32)
    }

    fn paint(&self, Rgb(red, green, blue): Rgb, opacity: f64, width: f64) -> Paint {
        let width = self.style.units(width).round().max(1.0) as u32;
        Paint { colour: BackendColor { alpha: opacity, rgb: (red, green, blue) }, width }
    }

    fn keep(&mut self, drawn: Result<(), Refused>) {
        if let Err(refused) = drawn {
            self.refused.get_or_insert(refused);
        }
    }

    /// A straight line.
    pub fn line(&mut self, from: At, to: At, stroke: Stroke) {
        let paint = self.paint(stroke.colour, stroke.opacity, stroke.width);
        let ends = [self.at(from), self.at(to)];
        let drawn = if stroke.dashed {
            self.surface.dashes(&ends, &paint, self.style.units(DASH_PX))
        } else {
            self.surface.path(&ends, &paint)
        };
        self.keep(drawn);
    }

    /// A closed line through the points.
    pub fn outline(&mut self, points: &[At], stroke: Stroke) {
        let paint = self.paint(stroke.colour, stroke.opacity, stroke.width);
        let closed: Vec<BackendCoord> = points.iter().chain(points.first()).map(|point| self.at(*point)).collect();
        let drawn = self.surface.path(&closed, &paint);
        self.keep(drawn);
    }

    /// A filled area.
    pub fn area(&mut self, points: &[At], colour: Rgb) {
        let paint = self.paint(colour, 1.0, 0.0);
        let points: Vec<BackendCoord> = points.iter().map(|point| self.at(*point)).collect();
        let drawn = self.surface.polygon(&points, &paint);
        self.keep(drawn);
    }

    /// A filled disc with an edge of that colour and width.
    pub fn disc(&mut self, centre: At, radius: f64, fill: Rgb, edge: Stroke) {
        let (centre, units) = (self.at(centre), self.style.units(radius).round() as u32);
        let (fill, edge) = (self.paint(fill, 1.0, 0.0), self.paint(edge.colour, edge.opacity, edge.width));
        let drawn = self.surface.circle(centre, units, &fill, true);
        self.keep(drawn);
        let drawn = self.surface.circle(centre, units, &edge, false);
        self.keep(drawn);
    }

    /// A picture of `columns` × `rows` cells in RGB, row by row, stretched between two corners.
    pub fn picture(&mut self, (from, to): (At, At), cells: (u32, u32), rgb: &[u8]) {
        let corners = (self.at(from), self.at(to));
        let drawn = self.surface.cells(corners, cells, rgb);
        self.keep(drawn);
    }

    /// A frame between two corners.
    pub fn frame(&mut self, (from, to): (At, At), stroke: Stroke) {
        self.outline(&[from, (to.0, from.1), to, (from.0, to.1)], stroke);
    }

    /// A text centred on its place, of that height.
    pub fn text(&mut self, place: At, text: &str, height: f64, colour: Rgb) {
        let lettering = Lettering {
            colour: self.paint(colour, 1.0, 0.0).colour,
            size: self.style.units(height),
            style: FontStyle::Normal,
            family: self.style.family.to_owned(),
            anchor: Pos::new(HPos::Center, VPos::Center),
            transform: FontTransform::None,
        };
        let place = self.at(place);
        let drawn = self.surface.text(text, &lettering, place);
        self.keep(drawn);
    }

    /// The end of the drawing.
    ///
    /// # Errors
    /// The first thing that the surface refused.
    pub fn finish(self) -> Drawn<Ink<'a>> {
        let failure = |refused| DrawingAreaErrorKind::BackendError(DrawingErrorKind::DrawingError(refused));
        self.refused.map_or(Ok(()), |refused| Err(failure(refused)))
    }
}
