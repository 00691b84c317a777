//! A network drawn unit by unit, each as a small heat map of what it makes of the plane.

use plotters::drawing::DrawingAreaErrorKind;
use plotters_backend::{BackendColor, DrawingErrorKind};

use crate::Drawn;
use crate::block::Block;
use crate::ink::{Ink, Paint};
use crate::palette::{Diverging, mixed};
use crate::paper::{Align, Paper};
use crate::style::{Rgb, Style};

/// The largest edge of a unit's map, in CSS pixels.
const LARGEST_PX: f64 = 72.0;
/// The part of its row or column that a map takes.
const SHARE: f64 = 0.8;
/// Room above the columns for their names, in heights of a line.
const HEAD: f64 = 1.6;
/// The width of an edge of the heaviest weight, in CSS pixels.
const HEAVIEST_PX: f64 = 6.0;

/// The network as it is to be drawn; its columns are the inputs, the hidden layers and the outputs.
#[derive(Clone, Debug)]
pub struct UnitMaps<'a> {
    /// What stands over each column.
    pub heads: &'a [String],
    /// How many units each column has.
    pub columns: &'a [usize],
    /// Each unit's map in red, green and blue, row by row from the top; column by column.
    pub maps: &'a [Vec<u8>],
    /// The cells of a map's edge.
    pub cells: u32,
    /// The weights between neighbouring columns, by unit and input, column by column.
    pub weights: &'a [f64],
    /// The unit that is looked at, as column and place in it.
    pub chosen: Option<(usize, usize)>,
}

impl UnitMaps<'_> {
    /// Draws the network over the whole of a blank surface.
    ///
    /// # Errors
    /// What the surface refuses.
    pub fn draw<'a>(&self, ink: Ink<'a>, style: &Style) -> Drawn<Ink<'a>> {
        let Ink(surface) = ink;
        let (width, height) = surface.size();
        let places = places(self.columns, (f64::from(width), f64::from(height)), style);
        self.draw_edges(surface, &places, style)?;
        for (map, place) in self.maps.iter().zip(places.iter().flatten()) {
            let corners = ((place.left, place.top), (place.right, place.bottom));
            surface.cells(corners, (self.cells, self.cells), map).map_err(failure)?;
        }
        for (column, places) in places.iter().enumerate() {
            for (row, place) in places.iter().enumerate() {
                let is_chosen = self.chosen == Some((column, row));
                let (colour, px) = if is_chosen { (style.ink, 2.5) } else { (style.third, 1.0) };
                let corners = ((place.left, place.top), (place.right, place.bottom));
                surface.rect(corners, &paint(colour, px, style), false).map_err(failure)?;
            }
        }
        let paper = Paper::new(Ink(surface), style);
        for (head, places) in self.heads.iter().zip(&places) {
            let Some(first) = places.first() else { continue };
            let middle = (first.middle().0, (style.font() * HEAD / 2.0) as i32);
            let block = paper.block(head, middle, Align::Centre)?.pushed_into(paper.whole());
            paper.text(head, block, style.second)?;
        }
        Ok(())
    }

    /// Edges as wide as their weights are large: blue and solid for +, orange and dashed for −.
    fn draw_edges<'a>(&self, surface: &mut dyn crate::Surface, places: &[Vec<Block>], style: &Style) -> Drawn<Ink<'a>> {
        let palette = Diverging::of(style);
        let heaviest = self.weights.iter().fold(1e-9, |heaviest: f64, w| heaviest.max(w.abs()));
        let mut weights = self.weights.iter();
        for (column, pair) in places.windows(2).enumerate() {
            for (row, to) in pair[1].iter().enumerate() {
                for from in &pair[0] {
                    let Some(weight) = weights.next() else { return Ok(()) };
                    let strength = weight.abs() / heaviest;
                    let is_lit = self.chosen == Some((column + 1, row));
                    let hue = if *weight < 0.0 { palette.low() } else { palette.high() };
                    let faded = if is_lit { 1.0 } else { 0.25 + 0.65 * strength };
                    let paint = paint(mixed(style.card, hue, faded), 0.75 + strength * HEAVIEST_PX, style);
                    let line = [(from.right, from.middle().1), (to.left, to.middle().1)];
                    if *weight < 0.0 {
                        let dashes = crate::chart::clip::dashes(&line, style.units(5.0));
                        dashes.iter().try_for_each(|dash| surface.path(dash, &paint)).map_err(failure)?;
                    } else {
                        surface.path(&line, &paint).map_err(failure)?;
                    }
                }
            }
        }
        Ok(())
    }
}

/// The unit under a place, in CSS pixels on paper of that size: its column and its place in it.
pub fn unit_at(
    columns: &[usize],
    (x, y): (f64, f64),
    (width, height): (f64, f64),
    style: &Style,
) -> Option<(usize, usize)> {
    let places = places(columns, (width, height), style);
    let holds = |place: &Block| {
        (f64::from(place.left)..=f64::from(place.right)).contains(&x)
            && (f64::from(place.top)..=f64::from(place.bottom)).contains(&y)
    };
    let mut columns = places.iter().enumerate();
    columns.find_map(|(column, places)| Some((column, places.iter().position(holds)?)))
}

/// The squares of the units, column by column, on paper of that size in the style's units.
fn places(columns: &[usize], (width, height): (f64, f64), style: &Style) -> Vec<Vec<Block>> {
    let head = style.font() * HEAD;
    let most = columns.iter().copied().max().unwrap_or(1).max(1) as f64;
    let (column_width, row_height) = (width / columns.len().max(1) as f64, (height - head) / most);
    let edge = (SHARE * column_width.min(row_height)).min(style.units(LARGEST_PX));
    let edge = style.snap(edge).max(style.pixel());
    let column = |(column, count): (usize, &usize)| {
        let x = (column as f64 + 0.5) * column_width;
        let row = |row: usize| {
            let y = head + (height - head) / 2.0 + (row as f64 - (*count as f64 - 1.0) / 2.0) * row_height;
            let (left, top) = (style.snap(x) - edge / 2, style.snap(y) - edge / 2);
            Block { left, top, right: left + edge, bottom: top + edge }
        };
        (0..*count).map(row).collect()
    };
    columns.iter().enumerate().map(column).collect()
}

fn paint(Rgb(red, green, blue): Rgb, px: f64, style: &Style) -> Paint {
    let colour = BackendColor { alpha: 1.0, rgb: (red, green, blue) };
    Paint { colour, width: style.units(px).round().max(1.0) as u32 }
}

fn failure(refused: crate::ink::Refused) -> DrawingAreaErrorKind<crate::ink::Refused> {
    DrawingAreaErrorKind::BackendError(DrawingErrorKind::DrawingError(refused))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_unit_is_found_where_it_stands_and_none_between_them() {
        let (columns, size, style) = ([2, 8, 3, 1], (480.0, 420.0), Style::light());
        for (column, places) in places(&columns, size, &style).iter().enumerate() {
            for (row, place) in places.iter().enumerate() {
                let (x, y) = place.middle();
                assert_eq!(unit_at(&columns, (f64::from(x), f64::from(y)), size, &style), Some((column, row)));
                assert!(place.left >= 0 && place.right <= 480 && place.top >= 0 && place.bottom <= 420, "{place:?}");
            }
        }
        assert_eq!(unit_at(&columns, (1.0, 1.0), size, &style), None);
    }
}
