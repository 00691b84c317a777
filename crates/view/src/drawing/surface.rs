//! A drawing surface that makes nodes: a figure as an `svg` element.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use gradlight_plot::Surface;
use gradlight_plot::ink::{Ink, Lettering, Paint, Refused};
use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{BackendColor, BackendCoord};

use super::png;
use crate::node::{Element, svg};
use crate::scene::measure::text_width;

/// Units a CSS pixel: plotters' places are whole numbers, and curves need finer ones.
const FINENESS: u32 = 8;

/// A surface whose drawing becomes an `svg` element.
#[derive(Debug)]
pub struct NodeSurface {
    width: u32,
    height: u32,
    shapes: Vec<Element>,
}

impl NodeSurface {
    /// What `draw` draws, as an `svg` element of that size in CSS pixels; its style must be [`Self::style`].
    pub fn picture<E>((width, height): (u32, u32), draw: impl FnOnce(Ink<'_>) -> Result<(), E>) -> Element {
        let mut surface = Self { width: width * FINENESS, height: height * FINENESS, shapes: Vec::new() };
        // A tree of nodes refuses nothing.
        let _ = draw(Ink(&mut surface));
        svg("svg")
            .attr("viewBox", format!("0 0 {} {}", surface.width, surface.height))
            .attr("width", width.to_string())
            .attr("height", height.to_string())
            .children(surface.shapes)
    }

    /// A style in this surface's units.
    #[must_use]
    pub fn style(style: gradlight_plot::Style) -> gradlight_plot::Style {
        style.on_device(1.0, FINENESS)
    }
}

fn colour(BackendColor { rgb: (red, green, blue), .. }: BackendColor) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

fn filled(shape: Element, paint: BackendColor) -> Element {
    let shape = shape.attr("fill", colour(paint));
    if paint.alpha < 1.0 { shape.num("fill-opacity", paint.alpha) } else { shape }
}

fn stroked(shape: Element, paint: &Paint) -> Element {
    shape
        .attr("fill", "none")
        .attr("stroke", colour(paint.colour))
        .attr("stroke-width", paint.width.to_string())
        .attr("stroke-linejoin", "round")
        .attr("stroke-linecap", "round")
}

fn points(points: &[BackendCoord]) -> String {
    points.iter().map(|(x, y)| format!("{x},{y}")).collect::<Vec<_>>().join(" ")
}

impl Surface for NodeSurface {
    fn size(&self) -> (u32, u32) {
        (self.width, self.height)
    }

    fn rect(&mut self, (from, to): (BackendCoord, BackendCoord), paint: &Paint, fill: bool) -> Result<(), Refused> {
        let shape = svg("rect")
            .attr("x", from.0.min(to.0).to_string())
            .attr("y", from.1.min(to.1).to_string())
            .attr("width", (to.0 - from.0).abs().to_string())
            .attr("height", (to.1 - from.1).abs().to_string());
        self.shapes.push(if fill { filled(shape, paint.colour) } else { stroked(shape, paint) });
        Ok(())
    }

    fn path(&mut self, path: &[BackendCoord], paint: &Paint) -> Result<(), Refused> {
        self.shapes.push(stroked(svg("polyline").attr("points", points(path)), paint));
        Ok(())
    }

    fn polygon(&mut self, path: &[BackendCoord], paint: &Paint) -> Result<(), Refused> {
        self.shapes.push(filled(svg("polygon").attr("points", points(path)), paint.colour));
        Ok(())
    }

    fn circle(&mut self, (x, y): BackendCoord, radius: u32, paint: &Paint, fill: bool) -> Result<(), Refused> {
        let shape = svg("circle").attr("cx", x.to_string()).attr("cy", y.to_string()).attr("r", radius.to_string());
        self.shapes.push(if fill { filled(shape, paint.colour) } else { stroked(shape, paint) });
        Ok(())
    }

    fn text(&mut self, text: &str, lettering: &Lettering, (x, y): BackendCoord) -> Result<(), Refused> {
        let anchor = match lettering.anchor.h_pos {
            HPos::Left => "start",
            HPos::Center => "middle",
            HPos::Right => "end",
        };
        // Where the baseline lies below the place, in heights of the font.
        let drop = match lettering.anchor.v_pos {
            VPos::Top => 0.8,
            VPos::Center => 0.35,
            VPos::Bottom => -0.2,
        };
        let shape = svg("text")
            .attr("x", x.to_string())
            .num("y", f64::from(y) + drop * lettering.size)
            .num("font-size", lettering.size)
            .attr("font-family", lettering.family.clone())
            .attr("text-anchor", anchor);
        self.shapes.push(filled(shape, lettering.colour).text(text.to_owned()));
        Ok(())
    }

    /// The cells as one picture within the drawing: as rectangles they would be tens of thousands.
    fn cells(
        &mut self,
        ((left, top), (right, bottom)): (BackendCoord, BackendCoord),
        size: (u32, u32),
        rgb: &[u8],
    ) -> Result<(), Refused> {
        let picture = STANDARD.encode(png::encoded(size, rgb));
        let shape = svg("image")
            .attr("x", left.to_string())
            .attr("y", top.to_string())
            .attr("width", (right - left).to_string())
            .attr("height", (bottom - top).to_string())
            .attr("preserveAspectRatio", "none")
            .attr("image-rendering", "pixelated")
            .attr("href", format!("data:image/png;base64,{picture}"));
        self.shapes.push(shape);
        Ok(())
    }

    fn text_size(&self, text: &str, lettering: &Lettering) -> Result<(u32, u32), Refused> {
        // The widest common font is taken elsewhere to be safe; figures need a fair guess to be in balance.
        let width = text_width(text, lettering.size) * 0.88;
        Ok((width.ceil() as u32, lettering.size.ceil() as u32))
    }
}
