//! The paper that a figure is drawn on: a plotters drawing area and a style.
//!
//! Straight hairlines are drawn as filled rectangles on whole pixels, so that
//! they are crisp on every backend; curves are one path each.

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters::element::{Circle, PathElement, Polygon, Rectangle, Text};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontDesc, FontFamily, FontStyle, RGBColor, ShapeStyle, TextStyle};
use plotters_backend::DrawingBackend;

use crate::Drawn;
use crate::block::Block;
use crate::style::{Rgb, Style};

/// A drawing area with the style's colours and lengths.
pub(crate) struct Paper<'a, DB: DrawingBackend> {
    area: DrawingArea<DB, Shift>,
    pub(crate) style: &'a Style,
}

/// Which end of a text its position is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Align {
    Left,
    Centre,
    Right,
}

impl<'a, DB: DrawingBackend> Paper<'a, DB> {
    pub(crate) fn new(backend: DB, style: &'a Style) -> Self {
        Self { area: backend.into_drawing_area(), style }
    }

    pub(crate) fn whole(&self) -> Block {
        let (width, height) = self.area.dim_in_pixel();
        Block { left: 0, top: 0, right: width.cast_signed(), bottom: height.cast_signed() }
    }

    pub(crate) fn fill(&self, block: Block, colour: Rgb) -> Drawn<DB> {
        let corners = [(block.left, block.top), (block.right, block.bottom)];
        self.area.draw(&Rectangle::new(corners, RGBColor::from(colour).filled()))
    }

    /// A filled rectangle with a hairline around it, inside its bounds.
    pub(crate) fn panel(&self, block: Block, colour: Rgb, edge: Rgb) -> Drawn<DB> {
        self.fill(block, edge)?;
        self.fill(block.grown(-self.style.hairline()), colour)
    }

    /// A horizontal hairline whose middle is as near to `y` as whole pixels allow.
    pub(crate) fn across(&self, y: i32, left: i32, right: i32, colour: Rgb) -> Drawn<DB> {
        let (top, bottom) = self.hairline_at(y);
        self.fill(Block { left, top, right, bottom }, colour)
    }

    /// A vertical hairline whose middle is as near to `x` as whole pixels allow.
    pub(crate) fn down(&self, x: i32, top: i32, bottom: i32, colour: Rgb) -> Drawn<DB> {
        let (left, right) = self.hairline_at(x);
        self.fill(Block { left, top, right, bottom }, colour)
    }

    /// A vertical hairline of dashes.
    pub(crate) fn dashes(&self, x: i32, top: i32, bottom: i32, colour: Rgb) -> Drawn<DB> {
        let dash = self.style.snap(self.style.units(4.0)).max(self.style.pixel());
        let mut start = self.style.snap(f64::from(top));
        while start < bottom {
            self.down(x, start, (start + dash).min(bottom), colour)?;
            start += 2 * dash;
        }
        Ok(())
    }

    /// A line through the points, `width_px` CSS pixels wide.
    pub(crate) fn path(&self, points: Vec<(i32, i32)>, width_px: f64, colour: Rgb) -> Drawn<DB> {
        let width = self.style.units(width_px).round().max(1.0) as u32;
        let style = ShapeStyle { color: RGBColor::from(colour).to_rgba(), filled: false, stroke_width: width };
        self.area.draw(&PathElement::new(points, style))
    }

    /// A filled area with those corners.
    pub(crate) fn area(&self, corners: &[(i32, i32)], colour: Rgb) -> Drawn<DB> {
        self.area.draw(&Polygon::new(corners, RGBColor::from(colour).filled()))
    }

    /// A filled dot with a thin ring of paper around it, which parts it from the lines it lies on.
    pub(crate) fn dot(&self, centre: (i32, i32), radius_px: f64, colour: Rgb) -> Drawn<DB> {
        self.disc(centre, radius_px + 1.5, self.style.card)?;
        self.disc(centre, radius_px, colour)
    }

    /// A ring filled with paper.
    pub(crate) fn ring(&self, centre: (i32, i32), radius_px: f64, colour: Rgb) -> Drawn<DB> {
        self.dot(centre, radius_px, colour)?;
        self.disc(centre, radius_px - self.style.stroke_px, self.style.card)
    }

    /// A filled square with a thin edge of paper around it, half as wide as `half_px`.
    pub(crate) fn square(&self, centre: (i32, i32), half_px: f64, colour: Rgb) -> Drawn<DB> {
        self.fill(Block::square(centre, self.style.units(half_px + 1.5)), self.style.card)?;
        self.fill(Block::square(centre, self.style.units(half_px)), colour)
    }

    fn disc(&self, centre: (i32, i32), radius_px: f64, colour: Rgb) -> Drawn<DB> {
        let radius = self.style.units(radius_px).round() as i32;
        self.area.draw(&Circle::new(centre, radius, RGBColor::from(colour).filled()))
    }

    /// The rectangle that a text would take, its middle line at `y`.
    pub(crate) fn block(&self, text: &str, (x, y): (i32, i32), align: Align) -> Result<Block, Failure<DB>> {
        let (width, _) = self.area.estimate_text_size(text, &self.text_style(self.style.ink, align))?;
        let (width, height) = (width.cast_signed(), self.style.font().ceil() as i32);
        let centre = match align {
            Align::Left => x + width / 2,
            Align::Centre => x,
            Align::Right => x - width / 2,
        };
        Ok(Block::around((centre, y), width, height))
    }

    /// A text in the middle of `block`.
    pub(crate) fn text(&self, text: &str, block: Block, colour: Rgb) -> Drawn<DB> {
        self.area.draw(&Text::new(text.to_owned(), block.middle(), self.text_style(colour, Align::Centre)))
    }

    /// A text whose measured place is `block`, set from the end that `align` names.
    pub(crate) fn text_aligned(&self, text: &str, block: Block, align: Align, colour: Rgb) -> Drawn<DB> {
        let x = match align {
            Align::Left => block.left,
            Align::Centre => block.middle().0,
            Align::Right => block.right,
        };
        self.area.draw(&Text::new(text.to_owned(), (x, block.middle().1), self.text_style(colour, align)))
    }

    fn text_style(&self, colour: Rgb, align: Align) -> TextStyle<'static> {
        let font = FontDesc::new(FontFamily::Name(self.style.family), self.style.font(), FontStyle::Normal);
        let end = match align {
            Align::Left => HPos::Left,
            Align::Centre => HPos::Center,
            Align::Right => HPos::Right,
        };
        TextStyle { font, color: RGBColor::from(colour).to_backend_color(), pos: Pos::new(end, VPos::Center) }
    }

    fn hairline_at(&self, middle: i32) -> (i32, i32) {
        let width = self.style.hairline();
        let start = self.style.snap(f64::from(middle) - f64::from(width) / 2.0);
        (start, start + width)
    }
}

/// The error of drawing on the backend `DB`.
pub(crate) type Failure<DB> = plotters::drawing::DrawingAreaErrorKind<<DB as DrawingBackend>::ErrorType>;
