//! A relief: a surface over a plane in parallel projection, with the trails of what moves on it.

use plotters_backend::DrawingBackend;

use gradlight_core::math::{cos, sin};

use crate::Drawn;
use crate::block::Block;
use crate::chart::{Shape, mark};
use crate::contour::Grid;
use crate::ink::Ink;
use crate::paper::{Align, Paper};
use crate::style::{Rgb, Style};

/// How high the surface is drawn, with the sides of the ground as 1.
const HEIGHT: f64 = 0.55;
/// The steepest and the flattest look, in degrees above the ground.
const TILTS: (f64, f64) = (8.0, 82.0);
/// A sight line passes what it touches by less than this.
const GRAZE: f64 = 0.012;
/// Points of a trail are no farther apart than this.
const CLOSE: f64 = 0.02;
/// How many looks a sight line takes on its way over the ground.
const LOOKS: usize = 40;

/// A surface over a plane, seen from outside.
pub struct Relief<'a> {
    /// The heights, 0…1; those that are not finite leave a hole.
    pub grid: Grid<'a>,
    /// The colour of a height.
    pub colour: &'a dyn Fn(f64) -> Rgb,
    /// What moves on the surface, the last one uppermost.
    pub trails: Vec<Trail>,
    /// How far the ground is turned, in degrees.
    pub turn: f64,
    /// How high above the ground the eye is, in degrees, held to a range in which there is something to see.
    pub tilt: f64,
    /// Names of the two axes of the ground and of the height.
    pub names: [String; 3],
    /// What stands at the low and the high end of each.
    pub ends: [(String, String); 3],
}

impl std::fmt::Debug for Relief<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Relief").field("turn", &self.turn).field("tilt", &self.tilt).finish_non_exhaustive()
    }
}

/// The way of something that moves on the surface.
#[derive(Debug, Clone)]
pub struct Trail {
    /// Where it has been, in fractions of the ground; what lies outside is left out.
    pub points: Vec<(f64, f64)>,
    /// Its colour.
    pub colour: Rgb,
    /// The mark at its end.
    pub shape: Shape,
}

/// From the ground and a height to the paper.
struct Projection {
    turn: (f64, f64),
    tilt: (f64, f64),
    middle: (f64, f64),
    scale: f64,
}

impl Projection {
    fn new(turn: f64, tilt: f64, (width, height): (f64, f64), style: &Style) -> Self {
        let radians = |degrees: f64| (sin(degrees.to_radians()), cos(degrees.to_radians()));
        let tilt = radians(tilt.clamp(TILTS.0, TILTS.1));
        let margin = 2.6 * style.font();
        let diagonal = std::f64::consts::SQRT_2;
        let (wide, high) = (diagonal, diagonal * tilt.0 + HEIGHT * tilt.1);
        let scale = ((width - 2.0 * margin) / wide).min((height - margin) / high).max(1.0);
        let middle = (width / 2.0, height / 2.0 + HEIGHT * tilt.1 / 2.0 * scale);
        Self { turn: radians(turn), tilt, middle, scale }
    }

    /// How far away a place of the ground is from the eye, its middle at 0.
    fn depth(&self, (x, y): (f64, f64)) -> f64 {
        (x - 0.5) * self.turn.0 + (y - 0.5) * self.turn.1
    }

    fn place(&self, (x, y): (f64, f64), height: f64) -> (i32, i32) {
        let across = (x - 0.5) * self.turn.1 - (y - 0.5) * self.turn.0;
        let up = height * HEIGHT * self.tilt.1 + self.depth((x, y)) * self.tilt.0;
        ((self.middle.0 + across * self.scale).round() as i32, (self.middle.1 - up * self.scale).round() as i32)
    }

    /// Whether the surface hides a place on it: some of it stands above the line of sight.
    fn is_hidden(&self, grid: &Grid<'_>, (x, y): (f64, f64)) -> bool {
        let height = grid.at(x, y) * HEIGHT;
        let slope = self.tilt.0 / self.tilt.1;
        (1..=LOOKS).any(|look| {
            let along = 1.5 * look as f64 / LOOKS as f64;
            let (x, y) = (x - along * self.turn.0, y - along * self.turn.1);
            let inside = (0.0..=1.0).contains(&x) && (0.0..=1.0).contains(&y);
            inside && grid.at(x, y) * HEIGHT > height + along * slope + GRAZE
        })
    }
}

impl Relief<'_> {
    /// Draws the relief over the whole of a surface, which must be blank.
    ///
    /// # Errors
    /// What the surface refuses.
    pub fn draw<'a>(&self, ink: Ink<'a>, style: &Style) -> Drawn<Ink<'a>> {
        let Ink(surface) = ink;
        let (width, height) = surface.size();
        let projection = Projection::new(self.turn, self.tilt, (f64::from(width), f64::from(height)), style);
        let paper = Paper::new(Ink(surface), style);
        draw_ground(&paper, &projection)?;
        self.draw_surface(&paper, &projection)?;
        self.trails.iter().try_for_each(|trail| self.draw_trail(trail, &paper, &projection))?;
        self.draw_names(&paper, &projection)
    }

    /// The cells from the farthest to the nearest, so that the nearer cover what they hide.
    fn draw_surface<DB: DrawingBackend>(&self, paper: &Paper<'_, DB>, projection: &Projection) -> Drawn<DB> {
        let (columns, rows) = (self.grid.columns - 1, self.grid.rows - 1);
        for row in order(rows, projection.turn.1) {
            for column in order(columns, projection.turn.0) {
                self.draw_cell((column, row), paper, projection)?;
            }
        }
        Ok(())
    }

    fn draw_cell<DB: DrawingBackend>(
        &self,
        (column, row): (usize, usize),
        paper: &Paper<'_, DB>,
        projection: &Projection,
    ) -> Drawn<DB> {
        let (columns, rows) = ((self.grid.columns - 1) as f64, (self.grid.rows - 1) as f64);
        let nodes = [(0, 0), (1, 0), (1, 1), (0, 1)].map(|(dx, dy)| (column + dx, row + dy));
        let heights = nodes.map(|(column, row)| self.grid.values[row * self.grid.columns + column]);
        if heights.iter().any(|height| !height.is_finite()) {
            return Ok(());
        }
        let place = |corner: usize| {
            let (column, row) = nodes[corner];
            projection.place((column as f64 / columns, row as f64 / rows), heights[corner])
        };
        let corners = [place(0), place(1), place(2), place(3), place(0)];
        let mean = (heights[0] + heights[1] + heights[2] + heights[3]) / 4.0;
        // Light comes from the low ends of both axes.
        let rise = (heights[1] - heights[0] + heights[2] - heights[3]) * columns
            + (heights[3] - heights[0] + heights[2] - heights[1]) * rows;
        let light = 0.9 + (0.06 * rise).clamp(-0.16, 0.1);
        let colour = shaded((self.colour)(mean), light);
        paper.area(&corners, colour)?;
        paper.path(corners.to_vec(), paper.style.hairline_px, shaded(colour, 0.9))
    }

    /// A trail: its line where it can be seen, its points alone where the surface hides it, its mark on top.
    fn draw_trail<DB: DrawingBackend>(
        &self,
        trail: &Trail,
        paper: &Paper<'_, DB>,
        projection: &Projection,
    ) -> Drawn<DB> {
        let is_inside = |(x, y): &(f64, f64)| (0.0..=1.0).contains(x) && (0.0..=1.0).contains(y);
        let place = |(x, y): (f64, f64)| projection.place((x, y), self.grid.at(x, y));
        let mut seen: Vec<(i32, i32)> = Vec::new();
        let width = paper.style.stroke_px;
        let flush = |seen: &mut Vec<(i32, i32)>| match seen.len() {
            0 | 1 => {
                seen.clear();
                Ok(())
            }
            _ => paper.path(std::mem::take(seen), width, trail.colour),
        };
        for point in &draped(&trail.points) {
            if is_inside(point) && !projection.is_hidden(&self.grid, *point) {
                seen.push(place(*point));
            } else {
                flush(&mut seen)?;
            }
        }
        flush(&mut seen)?;
        match trail.points.last().filter(|point| is_inside(point)) {
            Some(last) => mark(paper, place(*last), trail.shape, 5.0, trail.colour),
            None => Ok(()),
        }
    }

    fn draw_names<DB: DrawingBackend>(&self, paper: &Paper<'_, DB>, projection: &Projection) -> Drawn<DB> {
        // The sides of the ground that are nearest to the eye.
        let front = if projection.turn.1 > 0.0 { 0.0 } else { 1.0 };
        let side = if projection.turn.0 > 0.0 { 0.0 } else { 1.0 };
        let along = |axis: usize, t: f64| if axis == 0 { (t, front) } else { (side, t) };
        for axis in 0..2 {
            let outward = if axis == 0 { (0.0, front - 0.5) } else { (side - 0.5, 0.0) };
            let texts = [(0.06, &self.ends[axis].0), (0.5, &self.names[axis]), (0.94, &self.ends[axis].1)];
            for (t, text) in texts {
                let (x, y) = along(axis, t);
                let at = projection.place((x + 0.2 * outward.0, y + 0.2 * outward.1), 0.0);
                letter(paper, text, at, Align::Centre)?;
            }
        }
        let mast = mast(projection);
        let gap = paper.style.units(4.0) as i32;
        let (x, top) = projection.place(mast, 1.0);
        letter(paper, &self.ends[2].1, (x + gap, top - gap), Align::Left)?;
        let line = paper.style.font().round() as i32;
        letter(paper, &self.names[2], (x + gap, top - gap - line - gap / 2), Align::Left)
    }
}

fn draw_ground<DB: DrawingBackend>(paper: &Paper<'_, DB>, projection: &Projection) -> Drawn<DB> {
    let corners = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0)];
    let edge = corners.iter().map(|corner| projection.place(*corner, 0.0)).collect();
    paper.path(edge, paper.style.hairline_px, paper.style.third)?;
    let mast = mast(projection);
    paper.path(
        vec![projection.place(mast, 0.0), projection.place(mast, 1.0)],
        paper.style.hairline_px,
        paper.style.third,
    )
}

/// The corner of the ground that is leftmost on the paper: the scale of heights stands there.
fn mast(projection: &Projection) -> (f64, f64) {
    let corners = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)];
    corners.into_iter().min_by_key(|corner| projection.place(*corner, 0.0).0).unwrap_or_default()
}

/// The trail with points added where it leaps, so that it lies on the surface all the way.
fn draped(points: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let mut close: Vec<(f64, f64)> = points.first().copied().into_iter().collect();
    for pair in points.windows(2) {
        let ((x, y), (dx, dy)) = (pair[0], (pair[1].0 - pair[0].0, pair[1].1 - pair[0].1));
        let leap = dx.abs().max(dy.abs());
        let pieces = if leap.is_finite() { (leap / CLOSE).ceil().clamp(1.0, 200.0) as u32 } else { 1 };
        close.extend((1..=pieces).map(|piece| {
            let t = f64::from(piece) / f64::from(pieces);
            (x + t * dx, y + t * dy)
        }));
    }
    close
}

fn letter<DB: DrawingBackend>(paper: &Paper<'_, DB>, text: &str, at: (i32, i32), align: Align) -> Drawn<DB> {
    if text.is_empty() {
        return Ok(());
    }
    let Block { left, top, right, bottom } = paper.whole();
    let block = paper.block(text, at, align)?.pushed_into(Block { left, top, right, bottom });
    paper.text(text, block, paper.style.second)
}

/// The cells of a row or column from the farthest on.
fn order(count: usize, away: f64) -> Box<dyn Iterator<Item = usize>> {
    if away > 0.0 { Box::new((0..count).rev()) } else { Box::new(0..count) }
}

/// A colour in more or less light.
fn shaded(Rgb(red, green, blue): Rgb, light: f64) -> Rgb {
    let channel = |channel: u8| (f64::from(channel) * light).round().clamp(0.0, 255.0) as u8;
    Rgb(channel(red), channel(green), channel(blue))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn projection(turn: f64) -> Projection {
        Projection::new(turn, 30.0, (400.0, 300.0), &Style::light())
    }

    #[test]
    fn every_corner_is_on_the_paper_however_it_is_turned() {
        for turn in (0..360).step_by(15) {
            for tilt in [0.0, 30.0, 60.0, 90.0] {
                let projection = Projection::new(f64::from(turn), tilt, (400.0, 300.0), &Style::light());
                for (x, y) in [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)] {
                    for height in [0.0, 1.0] {
                        let (left, top) = projection.place((x, y), height);
                        assert!((0..=400).contains(&left) && (0..=300).contains(&top), "{turn}° {tilt}°: {left},{top}");
                    }
                }
            }
        }
    }

    #[test]
    fn higher_stands_higher_and_farther_stands_higher() {
        let projection = projection(20.0);
        assert!(projection.place((0.5, 0.5), 1.0).1 < projection.place((0.5, 0.5), 0.0).1);
        assert!(projection.place((0.5, 1.0), 0.0).1 < projection.place((0.5, 0.0), 0.0).1);
        assert!(projection.depth((0.5, 1.0)) > projection.depth((0.5, 0.0)));
    }

    #[test]
    fn a_ridge_hides_what_lies_behind_it_and_nothing_before_it() {
        // Low but for a ridge at y = 0.5.
        let heights: Vec<f64> = (0..25).map(|node| if node / 5 == 2 { 1.0 } else { 0.0 }).collect();
        let grid = Grid { columns: 5, rows: 5, values: &heights };
        let projection = projection(0.0);
        assert!(projection.is_hidden(&grid, (0.5, 0.8)), "behind");
        assert!(!projection.is_hidden(&grid, (0.5, 0.2)), "before");
    }

    #[test]
    fn cells_are_painted_from_the_farthest_on() {
        for turn in [10.0, 100.0, 190.0, 280.0] {
            let projection = projection(turn);
            let (first, last) = (order(9, projection.turn.0).next(), order(9, projection.turn.0).last());
            let depth = |column: Option<usize>| projection.depth((column.map_or(0.0, |c| c as f64 / 8.0), 0.5));
            assert!(depth(first) > depth(last), "{turn}");
        }
    }
}
