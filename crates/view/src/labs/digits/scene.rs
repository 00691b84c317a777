//! Where everything of the network lies: side by side on the plane, or in space, turned by the camera.

use gradlight_core::digits::SIDE;
use gradlight_core::math::{cos, sin};
use gradlight_plot::sketch::At;

/// A neuron: its layer and its place in it, both from 0.
pub(super) type Unit = (usize, usize);

/// How the network is looked at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Camera {
    /// Whether it stands in space.
    pub(super) in_space: bool,
    /// Whether it turns by itself.
    pub(super) turns: bool,
    /// How far it is turned about the upright axis, in radians.
    pub(super) turn: f64,
    /// How far it is tilted towards the viewer, in radians.
    pub(super) tilt: f64,
}

impl Default for Camera {
    fn default() -> Self {
        Self { in_space: false, turns: false, turn: 0.7, tilt: 0.3 }
    }
}

/// It turns by so many radians a millisecond: once round in 40 seconds.
const TURN_PER_MS: f64 = std::f64::consts::TAU / 40_000.0;

/// It is tilted no further than this.
const MOST_TILT: f64 = 1.2;

/// The eye is so far away, in half heights of the picture's plane.
const DISTANCE: f64 = 4.5;

impl Camera {
    pub(super) fn tick(&mut self, milliseconds: f64) {
        if self.turns {
            self.turn_by(TURN_PER_MS * milliseconds, 0.0);
        }
    }

    /// Turns and tilts by hand.
    pub(super) fn turn_by(&mut self, turn: f64, tilt: f64) {
        self.turn = (self.turn + turn).rem_euclid(std::f64::consts::TAU);
        self.tilt = (self.tilt + tilt).clamp(-MOST_TILT, MOST_TILT);
    }
}

/// The places of a network of those layers on paper of that size.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scene<'a> {
    pub(super) layers: &'a [usize],
    pub(super) size: (f64, f64),
    pub(super) camera: Camera,
}

impl Scene<'_> {
    /// The side of the input picture where it lies flat.
    fn side(&self) -> f64 {
        let (width, height) = self.size;
        (0.3 * width).min(0.62 * height)
    }

    /// A place of the input picture, both fractions from 0 at its left top.
    pub(super) fn input(&self, (across, down): At) -> At {
        if self.camera.in_space {
            return self.projected((-1.25, (down - 0.5) * 1.3, (0.5 - across) * 1.3));
        }
        let (width, height) = self.size;
        let side = self.side();
        (0.02 * width + across * side, 0.53 * height + (down - 0.5) * side)
    }

    /// The middle of a pixel of the input picture.
    pub(super) fn pixel(&self, pixel: usize) -> At {
        let middle = |place: usize| (place as f64 + 0.5) / SIDE as f64;
        self.input((middle(pixel % SIDE), middle(pixel / SIDE)))
    }

    /// The middle of a neuron.
    pub(super) fn unit(&self, (layer, place): Unit) -> At {
        let (count, last) = (self.layers[layer], self.layers.len() - 1);
        if self.camera.in_space {
            let x = -1.25 + 2.5 * (layer + 1) as f64 / self.layers.len() as f64;
            // Outputs stand in a row from the top; hidden layers in a square.
            let columns = if layer == last { 1 } else { (count as f64).sqrt().ceil() as usize };
            let rows = count.div_ceil(columns);
            let spread = |place: usize, of: usize| (place as f64 + 0.5) / of as f64 - 0.5;
            let (y, z) = (spread(place / columns, rows), -spread(place % columns, columns));
            let reach = if layer == last { 1.5 } else { 1.1 };
            return self.projected((x, y * reach, z * 1.1));
        }
        let (width, height) = self.size;
        let from = 0.02 * width + self.side();
        let x = from + (0.92 * width - from) * (layer + 1) as f64 / self.layers.len() as f64;
        (x, height * (0.1 + 0.87 * (place as f64 + 0.5) / count as f64))
    }

    /// The radius of a layer's neurons.
    pub(super) fn radius(&self, layer: usize) -> f64 {
        let (width, height) = self.size;
        let pitch = if self.camera.in_space { 0.055 } else { 0.36 * 0.87 / self.layers[layer] as f64 };
        (pitch * height).min(0.02 * width.max(height))
    }

    /// A place in space on paper: turned, tilted, and smaller the further away it is.
    fn projected(&self, (x, y, z): (f64, f64, f64)) -> At {
        let Camera { turn, tilt, .. } = self.camera;
        // The turn is measured from looking along the layers' planes.
        let (x, z) = (x * cos(turn) + z * sin(turn), z * cos(turn) - x * sin(turn));
        let (y, z) = (y * cos(tilt) + z * sin(tilt), z * cos(tilt) - y * sin(tilt));
        let nearness = DISTANCE / (DISTANCE + z);
        let (width, height) = self.size;
        let unit = (width / 3.1).min(height / 2.1);
        (width / 2.0 + x * nearness * unit, 0.53 * height + y * nearness * unit)
    }

    /// The neuron at a place, if one is near enough to be meant.
    pub(super) fn unit_at(&self, (x, y): At) -> Option<Unit> {
        let units = self.layers.iter().enumerate().flat_map(|(l, count)| (0..*count).map(move |place| (l, place)));
        let distance = |unit: &Unit| {
            let (at_x, at_y) = self.unit(*unit);
            ((at_x - x) * (at_x - x) + (at_y - y) * (at_y - y)).sqrt()
        };
        let nearest = units.min_by(|one, other| distance(one).total_cmp(&distance(other)))?;
        (distance(&nearest) <= (1.7 * self.radius(nearest.0)).max(14.0)).then_some(nearest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_neuron_is_found_where_it_is_drawn() {
        for in_space in [false, true] {
            let camera = Camera { in_space, ..Camera::default() };
            let scene = Scene { layers: &[16, 16, 10], size: (620.0, 420.0), camera };
            for (layer, count) in scene.layers.iter().enumerate() {
                for place in 0..*count {
                    let (x, y) = scene.unit((layer, place));
                    assert!((0.0..=620.0).contains(&x) && (0.0..=420.0).contains(&y), "{layer} {place}: {x} {y}");
                    assert_eq!(scene.unit_at((x, y)), Some((layer, place)));
                }
            }
            assert_eq!(scene.unit_at((310.0, 2.0)), None);
        }
    }
}
