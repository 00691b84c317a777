//! A chart: two axes and layers over them, for every figure that has no form of its own.

pub(crate) mod clip;

use plotters_backend::{BackendColor, DrawingBackend};

use crate::Drawn;
use crate::axis::Axis;
use crate::block::Block;
use crate::frame::Frame;
use crate::ink::{Ink, Paint, Refused};
use crate::paper::{Align, Paper};
use crate::style::{Rgb, Style};

/// Two axes and what lies between them, drawn in order: what comes later lies above.
#[derive(Debug, Clone)]
pub struct Chart {
    /// The horizontal axis.
    pub x: Axis,
    /// The vertical axis.
    pub y: Axis,
    /// What the horizontal axis counts, lettered at its right end; may be empty.
    pub x_name: String,
    /// What the vertical axis counts, lettered at its top; may be empty.
    pub y_name: String,
    /// What lies between the axes.
    pub layers: Vec<Layer>,
}

/// One layer of a chart; its places are values of the two axes.
#[derive(Debug, Clone)]
pub enum Layer {
    /// A picture of cells over the whole plot, row by row from the top, three bytes a cell.
    Cells {
        /// Cells in a row.
        columns: u32,
        /// Rows.
        rows: u32,
        /// Red, green and blue of each cell.
        rgb: Vec<u8>,
    },
    /// A pale band over a stretch of the horizontal axis.
    Band {
        /// Where it begins.
        from: f64,
        /// Where it ends.
        to: f64,
        /// Its colour.
        colour: Rgb,
        /// How opaque it is, 0…1.
        opacity: f64,
    },
    /// A line through points; one that is not finite parts it, what lies outside the axes is cut off.
    Line {
        /// The points in order.
        points: Vec<(f64, f64)>,
        /// Its colour.
        colour: Rgb,
        /// Whether it is dashed.
        dashed: bool,
        /// Its width in CSS pixels.
        width: f64,
    },
    /// Marks at points; those outside the axes are left out.
    Dots {
        /// The points.
        points: Vec<(f64, f64)>,
        /// Their colour.
        colour: Rgb,
        /// Their shape.
        shape: Shape,
        /// Half their size in CSS pixels.
        radius: f64,
    },
    /// A straight arrow from a place to another.
    Arrow {
        /// Where it begins.
        from: (f64, f64),
        /// Where its head is.
        to: (f64, f64),
        /// Its colour.
        colour: Rgb,
        /// Its width in CSS pixels.
        width: f64,
    },
    /// A dashed upright line with a label at its top.
    Upright {
        /// Where it stands.
        x: f64,
        /// Its label; may be empty.
        label: String,
        /// Its colour.
        colour: Rgb,
    },
    /// A level hairline with a label at its right end.
    Level {
        /// Where it lies.
        y: f64,
        /// Its label; may be empty.
        label: String,
        /// Its colour.
        colour: Rgb,
    },
    /// A text beside a place, pushed into the plot where it would leave it.
    Label {
        /// The place.
        at: (f64, f64),
        /// The text.
        text: String,
        /// Its colour.
        colour: Rgb,
    },
}

/// The shape of a mark, so that colour never stands alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A filled disc.
    Disc,
    /// A disc of paper with a coloured edge.
    Ring,
    /// A filled square.
    Square,
    /// A square of paper with a coloured edge.
    Frame,
    /// A filled triangle.
    Triangle,
    /// Two crossing strokes.
    Cross,
}

impl Chart {
    /// An empty chart on those axes.
    pub fn new(x: Axis, y: Axis) -> Self {
        Self { x, y, x_name: String::new(), y_name: String::new(), layers: Vec::new() }
    }

    /// Names the axes.
    #[must_use]
    pub fn named(mut self, x: impl Into<String>, y: impl Into<String>) -> Self {
        (self.x_name, self.y_name) = (x.into(), y.into());
        self
    }

    /// Adds a layer.
    #[must_use]
    pub fn with(mut self, layer: Layer) -> Self {
        self.layers.push(layer);
        self
    }

    /// Adds a plain line.
    #[must_use]
    pub fn line(self, points: Vec<(f64, f64)>, colour: Rgb) -> Self {
        self.with(Layer::Line { points, colour, dashed: false, width: 2.0 })
    }

    /// Adds a line of a function, sampled at `count` places evenly along the horizontal axis.
    #[must_use]
    pub fn curve(self, count: usize, colour: Rgb, function: impl Fn(f64) -> f64) -> Self {
        let last = count.max(2) - 1;
        let points = (0..=last).map(|place| {
            let x = self.x.value(place as f64 / last as f64);
            (x, function(x))
        });
        let points = points.collect();
        self.line(points, colour)
    }

    /// Adds filled discs.
    #[must_use]
    pub fn dots(self, points: Vec<(f64, f64)>, colour: Rgb) -> Self {
        self.with(Layer::Dots { points, colour, shape: Shape::Disc, radius: 4.0 })
    }

    /// The chart with one of its linear axes widened about its middle, so that on paper of that size, in the style's
    /// units, a step along either axis is as long: angles are then what they are.
    #[must_use]
    pub fn squared(mut self, (width, height): (u32, u32), style: &Style) -> Self {
        let plot = Frame::new(whole(width, height), style, self.x, self.y).plot;
        let (across, up) = (self.x.high() - self.x.low(), self.y.high() - self.y.low());
        let ratio = f64::from(plot.width()) / across / (f64::from(plot.bottom - plot.top) / up);
        let widened = |axis: Axis, factor: f64| {
            let middle = f64::midpoint(axis.low(), axis.high());
            Axis::linear(middle + (axis.low() - middle) * factor, middle + (axis.high() - middle) * factor)
        };
        if ratio > 1.0 {
            self.x = widened(self.x, ratio);
        } else if ratio > 0.0 {
            self.y = widened(self.y, 1.0 / ratio);
        }
        self
    }

    /// Draws the chart over the whole of a surface, which must be blank.
    ///
    /// # Errors
    /// What the surface refuses.
    pub fn draw<'a>(&self, ink: Ink<'a>, style: &Style) -> Drawn<Ink<'a>> {
        let Ink(surface) = ink;
        let (width, height) = surface.size();
        let frame = Frame::new(whole(width, height), style, self.x, self.y);
        for layer in &self.layers {
            if let Layer::Cells { columns, rows, rgb } = layer {
                let Block { left, top, right, bottom } = frame.plot;
                let drawn = surface.cells(((left, top), (right, bottom)), (*columns, *rows), rgb);
                drawn.map_err(failure)?;
            }
        }
        for layer in &self.layers {
            if let Layer::Band { from, to, colour, opacity } = layer {
                band(surface, &frame, (*from, *to), *colour, *opacity).map_err(failure)?;
            }
        }
        let paper = Paper::new(Ink(surface), style);
        frame.draw(&paper)?;
        for layer in &self.layers {
            draw_layer(layer, &paper, &frame)?;
        }
        self.draw_names(&paper, &frame)
    }

    /// The values under a place, in CSS pixels on paper of that size; `None` outside the plot.
    pub fn values_at(
        &self,
        (x_px, y_px): (f64, f64),
        (width, height): (f64, f64),
        style: &Style,
    ) -> Option<(f64, f64)> {
        let (across, up) = self.fractions_at((x_px, y_px), (width, height), style);
        let inside = (0.0..=1.0).contains(&across) && (0.0..=1.0).contains(&up);
        inside.then(|| (self.x.value(across), self.y.value(up)))
    }

    /// The values nearest to a place: as [`Self::values_at`], but held at the axes' ends.
    pub fn nearest_values(&self, place: (f64, f64), size: (f64, f64), style: &Style) -> (f64, f64) {
        let (across, up) = self.fractions_at(place, size, style);
        (self.x.value(across), self.y.value(up))
    }

    fn fractions_at(&self, (x_px, y_px): (f64, f64), (width, height): (f64, f64), style: &Style) -> (f64, f64) {
        let frame = Frame::new(whole(width as u32, height as u32), style, self.x, self.y);
        let plot = frame.plot;
        let across = (x_px - f64::from(plot.left)) / f64::from(plot.width());
        let up = (f64::from(plot.bottom) - y_px) / f64::from(plot.height());
        (across, up)
    }

    fn draw_names<DB: DrawingBackend>(&self, paper: &Paper<'_, DB>, frame: &Frame) -> Drawn<DB> {
        let style = paper.style;
        let gap = style.units(4.0) as i32;
        let line = style.font() as i32;
        let places = [
            (&self.y_name, (frame.plot.left + gap, frame.plot.top + line / 2), Align::Left),
            (&self.x_name, (frame.plot.right - gap, frame.plot.bottom - line / 2 - gap), Align::Right),
        ];
        for (name, place, align) in places {
            if !name.is_empty() {
                let block = paper.block(name, place, align)?;
                paper.text_aligned(name, block, align, style.second)?;
            }
        }
        Ok(())
    }
}

fn failure(refused: Refused) -> plotters::drawing::DrawingAreaErrorKind<Refused> {
    plotters::drawing::DrawingAreaErrorKind::BackendError(plotters_backend::DrawingErrorKind::DrawingError(refused))
}

fn whole(width: u32, height: u32) -> Block {
    Block { left: 0, top: 0, right: width.cast_signed(), bottom: height.cast_signed() }
}

fn band(
    surface: &mut dyn crate::Surface,
    frame: &Frame,
    (from, to): (f64, f64),
    Rgb(red, green, blue): Rgb,
    alpha: f64,
) -> Result<(), Refused> {
    let (left, _) = frame.place(from, frame.y.low());
    let (right, _) = frame.place(to, frame.y.low());
    let paint = Paint { colour: BackendColor { alpha, rgb: (red, green, blue) }, width: 0 };
    surface.rect(((left, frame.plot.top), (right, frame.plot.bottom)), &paint, true)
}

fn draw_layer<DB: DrawingBackend>(layer: &Layer, paper: &Paper<'_, DB>, frame: &Frame) -> Drawn<DB> {
    match layer {
        Layer::Cells { .. } | Layer::Band { .. } => Ok(()),
        Layer::Line { points, colour, dashed, width } => {
            for run in clip::runs(points, &frame.x, &frame.y) {
                let run: Vec<(i32, i32)> = run.into_iter().map(|(across, up)| frame.at(across, up)).collect();
                if *dashed {
                    clip::dashes(&run, paper.style.units(5.0))
                        .into_iter()
                        .try_for_each(|dash| paper.path(dash, *width, *colour))?;
                } else {
                    paper.path(run, *width, *colour)?;
                }
            }
            Ok(())
        }
        Layer::Dots { points, colour, shape, radius } => points
            .iter()
            .filter(|(x, y)| frame.x.holds(*x) && frame.y.holds(*y))
            .try_for_each(|(x, y)| mark(paper, frame.place(*x, *y), *shape, *radius, *colour)),
        Layer::Arrow { from, to, colour, width } => {
            let shaft = clip::runs(&[*from, *to], &frame.x, &frame.y);
            let Some([from, to]) = shaft.first().map(|run| [run[0], run[run.len() - 1]]) else { return Ok(()) };
            arrow(paper, [frame.at(from.0, from.1), frame.at(to.0, to.1)], *width, *colour)
        }
        Layer::Upright { x, label, colour } => {
            if !frame.x.holds(*x) {
                return Ok(());
            }
            let (place, _) = frame.place(*x, frame.y.low());
            paper.dashes(place, frame.plot.top, frame.plot.bottom, *colour)?;
            let gap = paper.style.units(5.0) as i32;
            let row = frame.plot.top + paper.style.font() as i32;
            tag(paper, frame, label, (place + gap, row), *colour)
        }
        Layer::Level { y, label, colour } => {
            if !frame.y.holds(*y) {
                return Ok(());
            }
            let (_, place) = frame.place(frame.x.low(), *y);
            paper.across(place, frame.plot.left, frame.plot.right, *colour)?;
            let row = place - (paper.style.font() * 0.75) as i32;
            tag(paper, frame, label, (frame.plot.right, row), *colour)
        }
        Layer::Label { at, text, colour } => {
            let (x, y) = frame.place(at.0, at.1);
            let gap = paper.style.units(7.0) as i32;
            tag(paper, frame, text, (x + gap, y - gap), *colour)
        }
    }
}

/// A line with a head at its end, which takes no more than half of it.
fn arrow<DB: DrawingBackend>(paper: &Paper<'_, DB>, [from, to]: [(i32, i32); 2], width: f64, colour: Rgb) -> Drawn<DB> {
    let (dx, dy) = (f64::from(to.0 - from.0), f64::from(to.1 - from.1));
    let length = (dx * dx + dy * dy).sqrt();
    if length < 1.0 {
        return Ok(());
    }
    let head = paper.style.units(5.0 + 2.0 * width).min(length / 2.0);
    let at = |along: f64, aside: f64| {
        let (ux, uy) = (dx / length, dy / length);
        let x = f64::from(to.0) - ux * along - uy * aside;
        let y = f64::from(to.1) - uy * along + ux * aside;
        (x.round() as i32, y.round() as i32)
    };
    paper.path(vec![from, at(head * 0.9, 0.0)], width, colour)?;
    paper.area(&[to, at(head, head * 0.45), at(head, -head * 0.45), to], colour)
}

/// A text that begins at a place, on a ground of paper, pushed into the plot.
fn tag<DB: DrawingBackend>(
    paper: &Paper<'_, DB>,
    frame: &Frame,
    text: &str,
    place: (i32, i32),
    colour: Rgb,
) -> Drawn<DB> {
    if text.is_empty() {
        return Ok(());
    }
    let block = paper.block(text, place, Align::Left)?.pushed_into(frame.plot);
    paper.text(text, block, colour)
}

pub(crate) fn mark<DB: DrawingBackend>(
    paper: &Paper<'_, DB>,
    (x, y): (i32, i32),
    shape: Shape,
    radius_px: f64,
    colour: Rgb,
) -> Drawn<DB> {
    let radius = paper.style.units(radius_px).round() as i32;
    match shape {
        Shape::Disc => paper.dot((x, y), radius_px, colour),
        Shape::Ring => paper.ring((x, y), radius_px, colour),
        Shape::Square => paper.square((x, y), radius_px, colour),
        Shape::Frame => {
            paper.square((x, y), radius_px, colour)?;
            let inside = paper.style.units(radius_px - paper.style.stroke_px);
            paper.fill(Block::square((x, y), inside), paper.style.card)
        }
        Shape::Triangle => {
            paper.area(&[(x, y - radius), (x + radius, y + radius), (x - radius, y + radius), (x, y - radius)], colour)
        }
        Shape::Cross => {
            paper.path(vec![(x - radius, y - radius), (x + radius, y + radius)], paper.style.stroke_px, colour)?;
            paper.path(vec![(x - radius, y + radius), (x + radius, y - radius)], paper.style.stroke_px, colour)
        }
    }
}
