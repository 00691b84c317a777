//! Data sets in the plane: points of two classes, drawn from a formula or read from text.

use crate::math::{cos, sin};
use crate::random::Random;

pub mod csv;

pub use csv::{CsvFault, Table};

/// A data set has at most so many points.
pub const MAX_POINTS: usize = 10_000;

/// A point of the plane and the class that it belongs to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// Its two coordinates, which a network receives as inputs.
    pub place: [f64; 2],
    /// Its class, 0 or 1.
    pub class: usize,
}

/// A data set that a formula describes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shape {
    /// Four squares; those that lie corner to corner are of one class.
    Xor,
    /// Two round clouds.
    Blobs,
    /// Two half circles that reach into each other.
    #[default]
    Moons,
    /// A disc within a ring.
    Circles,
    /// Two arms that turn around each other.
    Spirals,
}

/// How far each arm of the spirals turns, in full turns.
const SPIRAL_TURNS: f64 = 1.25;

impl Shape {
    /// Every shape, the easy ones first but for the moons' default.
    pub const ALL: [Self; 5] = [Self::Xor, Self::Blobs, Self::Moons, Self::Circles, Self::Spirals];

    /// Its name in links.
    pub fn name(self) -> &'static str {
        match self {
            Self::Xor => "xor",
            Self::Blobs => "blobs",
            Self::Moons => "moons",
            Self::Circles => "circles",
            Self::Spirals => "spirals",
        }
    }

    /// The shape of that name, if there is one.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|shape| shape.name() == name)
    }

    /// So many points of this shape, the classes in turn, within about −2…2 on both axes.
    ///
    /// # Units and range
    /// `noise`: the standard deviation of a normal error that is added to both coordinates, from 0.
    pub fn points(self, count: usize, noise: f64, seed: u64) -> Vec<Point> {
        let mut random = Random::seeded(seed);
        let point = |number: usize| {
            let class = number % 2;
            let [x, y] = self.place(class, &mut random);
            let error = [random.normal(), random.normal()];
            Point { place: [x + noise * error[0], y + noise * error[1]], class }
        };
        (0..count).map(point).collect()
    }

    /// A place of that class before any noise.
    fn place(self, class: usize, random: &mut Random) -> [f64; 2] {
        use std::f64::consts::{PI, TAU};
        let side = if class == 0 { 1.0 } else { -1.0 };
        let (u, v) = (random.uniform(), random.uniform());
        match self {
            Self::Xor => {
                // Kept a little off the axes, where the classes meet.
                let (x, y) = (0.12 + 1.6 * u, 0.12 + 1.6 * v);
                let flip = if random.uniform() < 0.5 { 1.0 } else { -1.0 };
                [flip * x, flip * side * y]
            }
            Self::Blobs => [side + 0.35 * random.normal(), side + 0.35 * random.normal()],
            Self::Moons => {
                let angle = PI * u;
                [1.2 * (side * cos(angle) + 0.5 * (1.0 - side) - 0.5), 1.2 * (side * sin(angle) - 0.25 * side)]
            }
            Self::Circles => {
                let (angle, radius) = (TAU * u, if class == 0 { 0.75 * v.sqrt() } else { 1.35 + 0.35 * v });
                [radius * cos(angle), radius * sin(angle)]
            }
            Self::Spirals => {
                let (angle, radius) = (TAU * SPIRAL_TURNS * u, 0.15 + 1.65 * u);
                [side * radius * cos(angle), side * radius * sin(angle)]
            }
        }
    }
}

/// Puts the points in a random order and parts them: the first are for training, the rest for testing.
///
/// At least one point of each class trains, as far as there are any.
///
/// # Units and range
/// `share`: the part that trains, 0…1.
pub fn split(points: &[Point], share: f64, seed: u64) -> (Vec<Point>, Vec<Point>) {
    let mut mixed = points.to_vec();
    Random::seeded(seed).shuffle(&mut mixed);
    // The first point of each class comes to the front.
    for class in 0..2 {
        let front = class.min(mixed.len());
        if let Some(place) = mixed.iter().skip(front).position(|point| point.class == class) {
            mixed[front..=front + place].rotate_right(1);
        }
    }
    let train = ((share * mixed.len() as f64).round() as usize).clamp(2.min(mixed.len()), mixed.len());
    let test = mixed.split_off(train);
    (mixed, test)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shape_is_balanced_and_stays_near_the_middle() {
        for shape in Shape::ALL {
            let points = shape.points(200, 0.0, 5);
            assert_eq!(points.iter().filter(|point| point.class == 1).count(), 100, "{}", shape.name());
            let furthest = points.iter().flat_map(|point| point.place).fold(0.0, |far: f64, x| far.max(x.abs()));
            assert!((1.0..2.5).contains(&furthest), "{}: {furthest}", shape.name());
            assert_eq!(Shape::from_name(shape.name()), Some(shape));
        }
    }

    #[test]
    fn the_same_seed_draws_the_same_points_and_another_does_not() {
        for shape in Shape::ALL {
            assert_eq!(shape.points(50, 0.1, 3), shape.points(50, 0.1, 3));
            assert_ne!(shape.points(50, 0.1, 3), shape.points(50, 0.1, 4));
        }
    }

    #[test]
    fn without_noise_the_signs_of_xor_tell_its_classes() {
        for Point { place: [x, y], class } in Shape::Xor.points(400, 0.0, 1) {
            assert_eq!(usize::from(x * y < 0.0), class);
        }
    }

    #[test]
    fn noise_blurs_by_its_standard_deviation() {
        let (sharp, blurred) = (Shape::Spirals.points(4000, 0.0, 2), Shape::Spirals.points(4000, 0.2, 2));
        let errors = sharp.iter().zip(&blurred).map(|(a, b)| b.place[0] - a.place[0]);
        let variance = errors.map(|error| error * error).sum::<f64>() / 4000.0;
        assert!((variance - 0.04).abs() < 0.004, "{variance}");
    }

    #[test]
    fn a_split_keeps_every_point_and_trains_on_both_classes() {
        let points = Shape::Blobs.points(10, 0.1, 1);
        for (share, train) in [(0.0, 2), (0.5, 5), (1.0, 10)] {
            for seed in 0..20 {
                let (trained, tested) = split(&points, share, seed);
                assert_eq!((trained.len(), tested.len()), (train, 10 - train));
                assert!((0..2).all(|class| trained.iter().any(|point| point.class == class)), "{share} {seed}");
                let kept = |point: &Point| trained.contains(point) || tested.contains(point);
                assert!(points.iter().all(kept));
            }
        }
    }
}
