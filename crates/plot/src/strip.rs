//! The strip: a scale cut into named, coloured and hatched bands, such as the regimes of learning rates.

use gradlight_core::order::sort_by_number;
use std::ops::Range;

use plotters_backend::DrawingBackend;

use crate::Drawn;
use crate::axis::Axis;
use crate::block::Block;
use crate::ink::Ink;
use crate::paper::{Align, Paper};
use crate::style::{Rgb, Style};

/// Heights of the strip's rows, in CSS pixels: marks, bands, thresholds, scale.
const MARKS_PX: f64 = 16.0;
const BANDS_PX: f64 = 26.0;
const THRESHOLDS_PX: f64 = 18.0;
const SCALE_PX: f64 = 20.0;

/// Room at either end, in CSS pixels: half the thumb of the slider that stands over the strip.
pub const END_PX: f64 = 8.0;

/// The height of a strip, in CSS pixels.
pub const HEIGHT_PX: f64 = MARKS_PX + BANDS_PX + THRESHOLDS_PX + SCALE_PX;

/// How a band is hatched, so that colour does not stand alone; distances in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Texture {
    /// Nothing on it.
    Plain,
    /// Strokes rising to the right, so far apart.
    Rising(u8),
    /// Strokes falling to the right.
    Falling(u8),
    /// Both.
    Crossed(u8),
    /// Level lines.
    Level(u8),
}

/// A stretch of the scale of one kind.
#[derive(Clone, Debug, PartialEq)]
pub struct Band {
    /// Where it begins.
    pub from: f64,
    /// Where it ends.
    pub to: f64,
    /// Its names, the longest first; the first that has room is written.
    pub names: Vec<String>,
    /// Its ground.
    pub colour: Rgb,
    /// What is written on it.
    pub text: Rgb,
    /// How it is hatched.
    pub texture: Texture,
}

/// A value on the scale with a label of its own below the bands.
#[derive(Clone, Debug, PartialEq)]
pub struct Threshold {
    /// The value.
    pub at: f64,
    /// Its label.
    pub label: String,
    /// Its colour.
    pub colour: Rgb,
}

/// A scale cut into bands, with thresholds and the place where one stands.
#[derive(Clone, Debug)]
pub struct Strip {
    /// The scale.
    pub axis: Axis,
    /// The bands, ascending; where none is, nothing is known yet.
    pub bands: Vec<Band>,
    /// The values at which the kind changes, worded.
    pub marks: Vec<(f64, String)>,
    /// What else is to be read off.
    pub thresholds: Vec<Threshold>,
    /// Where one stands.
    pub here: f64,
    /// The place that is being read, if one is.
    pub cursor: Option<f64>,
}

impl Strip {
    /// Draws the strip over the whole of a blank surface.
    ///
    /// # Errors
    /// What the surface refuses.
    pub fn draw<'a>(&self, ink: Ink<'a>, style: &Style) -> Drawn<Ink<'a>> {
        let paper = Paper::new(ink, style);
        let columns = columns(f64::from(paper.whole().right), style);
        let row = |from: f64, height: f64| {
            let (top, bottom) = (style.units(from), style.units(from + height));
            Block { left: columns.start, top: style.snap(top), right: columns.end, bottom: style.snap(bottom) }
        };
        let bands = row(MARKS_PX, BANDS_PX);
        paper.fill(bands, style.grid)?;
        for band in &self.bands {
            self.draw_band(&paper, bands, band)?;
        }
        self.draw_marks(&paper, row(0.0, MARKS_PX))?;
        self.draw_scale(&paper, row(MARKS_PX + BANDS_PX + THRESHOLDS_PX, SCALE_PX))?;
        self.draw_thresholds(&paper, bands, row(MARKS_PX + BANDS_PX, THRESHOLDS_PX))?;
        self.draw_cursor(&paper, bands)?;
        self.draw_here(&paper, bands)
    }

    /// The value at a horizontal place, both in CSS pixels of `style`; beyond the ends it is that of the end.
    pub fn value_at(&self, x_px: f64, width_px: f64, style: &Style) -> f64 {
        let columns = columns(width_px, style);
        let along = (x_px - f64::from(columns.start)) / f64::from(columns.end - columns.start);
        self.axis.value(along)
    }

    fn x(&self, value: f64, row: Block) -> i32 {
        row.left + (self.axis.fraction(value) * f64::from(row.width())).round() as i32
    }

    fn draw_band<DB: DrawingBackend>(&self, paper: &Paper<'_, DB>, row: Block, band: &Band) -> Drawn<DB> {
        let block = Block { left: self.x(band.from, row), right: self.x(band.to, row), ..row };
        if block.width() <= 0 || !(self.axis.holds(band.from) || self.axis.holds(band.to) || block.width() > 0) {
            return Ok(());
        }
        paper.fill(block, band.colour)?;
        hatch(paper, block, band)?;
        // A hairline of paper parts neighbours that print alike.
        paper.down(block.right, block.top, block.bottom, paper.style.card)?;
        let gap = paper.style.units(4.0) as i32;
        for name in &band.names {
            let place = paper.block(name, block.middle(), Align::Centre)?;
            if place.width() + 2 * gap <= block.width() {
                if band.texture != Texture::Plain {
                    let ground = Block { top: place.top - 1, bottom: place.bottom + 1, ..place.grown(gap / 2) };
                    paper.fill(ground, band.colour)?;
                }
                return paper.text(name, place, band.text);
            }
        }
        Ok(())
    }

    /// The values of the marks, those that have room; the first of a crowd stands.
    fn draw_marks<DB: DrawingBackend>(&self, paper: &Paper<'_, DB>, row: Block) -> Drawn<DB> {
        let gap = paper.style.units(5.0) as i32;
        let mut taken = i32::MIN;
        for (value, label) in self.marks.iter().filter(|(value, _)| self.axis.holds(*value)) {
            let x = self.x(*value, row);
            let block = paper.block(label, (x, row.middle().1), Align::Centre)?.pushed_into(paper.whole());
            if block.left > taken {
                paper.text(label, block, paper.style.ink)?;
                taken = block.right + gap;
            }
        }
        Ok(())
    }

    fn draw_scale<DB: DrawingBackend>(&self, paper: &Paper<'_, DB>, row: Block) -> Drawn<DB> {
        let style = paper.style;
        paper.across(row.top, row.left, row.right, style.line)?;
        let gap = style.units(10.0) as i32;
        let middle = row.top + (style.units(4.0) + style.font() / 2.0) as i32;
        for rung in self.axis.ladder() {
            let mut blocks = Vec::new();
            for tick in &rung {
                let x = self.x(tick.value, row);
                blocks.push((x, paper.block(&tick.label, (x, middle), Align::Centre)?.pushed_into(paper.whole())));
            }
            if blocks.windows(2).all(|pair| pair[0].1.right + gap <= pair[1].1.left) {
                for (tick, (x, block)) in rung.iter().zip(blocks) {
                    paper.down(x, row.top, row.top + style.units(4.0) as i32, style.third)?;
                    paper.text(&tick.label, block, style.second)?;
                }
                return Ok(());
            }
        }
        Ok(())
    }

    fn draw_thresholds<DB: DrawingBackend>(&self, paper: &Paper<'_, DB>, bands: Block, row: Block) -> Drawn<DB> {
        let gap = paper.style.units(5.0) as i32;
        let mut taken: Vec<Block> = Vec::new();
        let mut shown: Vec<&Threshold> = self.thresholds.iter().filter(|one| self.axis.holds(one.at)).collect();
        sort_by_number(&mut shown, |one| one.at);
        let crowd = shown.len();
        let half = paper.style.units(4.0) as i32;
        let head = |at: f64| {
            let x = self.x(at, row);
            Block { left: x - half, right: x + half, ..row }
        };
        let heads: Vec<Block> = shown.iter().map(|one| head(one.at)).collect();
        for (place, Threshold { at, label, colour }) in shown.into_iter().enumerate() {
            let x = self.x(*at, row);
            paper.dashes(x, bands.top, row.bottom, *colour)?;
            let foot = bands.bottom + 2 * half;
            paper.area(&[(x, bands.bottom), (x + half, foot), (x - half, foot), (x, bands.bottom)], *colour)?;
            let beside = |align, x| paper.block(label, (x, row.middle().1), align);
            let mut places = [beside(Align::Left, x + half + gap)?, beside(Align::Right, x - half - gap)?];
            // Of several, all but the last stand on the left of theirs.
            if place + 1 < crowd {
                places.reverse();
            }
            let has_room = |block: &&Block| {
                let is_free = |others: &[Block]| !others.iter().any(|other| other.overlaps(**block));
                paper.whole().encloses(**block) && is_free(&heads) && is_free(&taken)
            };
            if let Some(block) = places.iter().find(has_room) {
                paper.text(label, *block, *colour)?;
                taken.push(block.grown(gap));
            }
        }
        Ok(())
    }

    fn draw_cursor<DB: DrawingBackend>(&self, paper: &Paper<'_, DB>, bands: Block) -> Drawn<DB> {
        let Some(at) = self.cursor.filter(|at| self.axis.holds(*at)) else { return Ok(()) };
        let (x, style) = (self.x(at, bands), paper.style);
        let half = style.units(1.0).round().max(1.0) as i32;
        let reach = style.units(3.0) as i32;
        let bar = Block { left: x - half, right: x + half, top: bands.top - reach, bottom: bands.bottom + reach };
        paper.fill(bar.grown(half), style.card)?;
        paper.fill(bar, style.ink)
    }

    fn draw_here<DB: DrawingBackend>(&self, paper: &Paper<'_, DB>, bands: Block) -> Drawn<DB> {
        if !self.axis.holds(self.here) {
            return Ok(());
        }
        let (x, style) = (self.x(self.here, bands), paper.style);
        let half = style.units(2.5).round() as i32;
        let reach = style.units(3.0) as i32;
        let bar = Block { left: x - half, right: x + half, top: bands.top - reach, bottom: bands.bottom + reach };
        paper.panel(bar, style.ink, style.card)
    }
}

/// The strip's horizontal extent on paper of this width, in the style's units.
fn columns(width: f64, style: &Style) -> Range<i32> {
    let end = style.units(END_PX);
    let (left, right) = (style.snap(end), style.snap(width - end));
    left..right.max(left + style.pixel())
}

/// Draws a band's strokes, each clipped to the band.
fn hatch<DB: DrawingBackend>(paper: &Paper<'_, DB>, block: Block, band: &Band) -> Drawn<DB> {
    let (rising, falling, level, apart) = match band.texture {
        Texture::Plain => return Ok(()),
        Texture::Rising(apart) => (true, false, false, apart),
        Texture::Falling(apart) => (false, true, false, apart),
        Texture::Crossed(apart) => (true, true, false, apart),
        Texture::Level(apart) => (false, false, true, apart),
    };
    let colour = mixed(band.colour, band.text);
    let step = (paper.style.units(f64::from(apart)).round() as i32).max(2 * paper.style.pixel());
    if level {
        let mut y = block.top + step;
        while y < block.bottom {
            paper.across(y, block.left, block.right, colour)?;
            y += step;
        }
    }
    let (width, height) = (block.width(), block.height());
    let mut start = -height + (step - block.left.rem_euclid(step));
    while (rising || falling) && start < width {
        // A stroke from (start, bottom) to (start + height, top), cut off at the sides.
        let (from, to) = (start.max(0), (start + height).min(width));
        if from < to {
            let (up_from, up_to) = (from - start, to - start);
            if rising {
                let ends = [(block.left + from, block.bottom - up_from), (block.left + to, block.bottom - up_to)];
                paper.path(ends.to_vec(), 1.0, colour)?;
            }
            if falling {
                let ends = [(block.left + from, block.top + up_from), (block.left + to, block.top + up_to)];
                paper.path(ends.to_vec(), 1.0, colour)?;
            }
        }
        start += step;
    }
    Ok(())
}

/// The ground with a third of the text's colour in it.
fn mixed(Rgb(red, green, blue): Rgb, Rgb(text_red, text_green, text_blue): Rgb) -> Rgb {
    let mix = |ground: u8, text: u8| ((2 * u16::from(ground) + u16::from(text)) / 3) as u8;
    Rgb(mix(red, text_red), mix(green, text_green), mix(blue, text_blue))
}
