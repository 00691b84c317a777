//! The landscape: the cost over a plane through the space of the parameters that training moves.
//!
//! A plane is spanned by two parameters, all others standing still, or by two directions in which all move.

use crate::example::Example;
use crate::gradient::Moving;
use crate::gradient::moving::{dot, norm};
use crate::random::Random;
use crate::search::Ground;

/// The cost of an example over a plane.
///
/// ```text
/// w(x, y) = w + x · d₁ + y · d₂    C(x, y) = cost at w(x, y)    ∂C/∂x = d₁ · ∇C    ∂C/∂y = d₂ · ∇C
/// ```
///
/// A plane of two parameters counts x and y in their values, any other in lengths from the example's parameters.
#[derive(Clone, Debug)]
pub struct Landscape {
    /// Which samples: all of them, and each alone.
    whole: Moving,
    singles: Vec<Moving>,
    axes: [Vec<f64>; 2],
    /// What x and y are at the example's own parameters.
    origin: [f64; 2],
    shift: Vec<f64>,
    gradient: Vec<f64>,
}

impl Landscape {
    /// The plane of two parameters, by their places in [`Moving::coordinates`]; `None` where they are not two.
    pub fn of_parameters(example: &Example, [first, second]: [usize; 2]) -> Option<Self> {
        let moving = Moving::new(example);
        if first == second || first.max(second) >= moving.count() {
            return None;
        }
        let unit = |place: usize| {
            let mut axis = vec![0.0; moving.count()];
            axis[place] = 1.0;
            axis
        };
        let (axes, origin) = ([unit(first), unit(second)], [moving.start(first), moving.start(second)]);
        Some(Self::new(example, axes, origin))
    }

    /// The plane of two random directions at right angles, each of length 1.
    ///
    /// A parameter's share in a direction goes with its own size, so that no weight moves out of proportion
    /// (after the filter normalisation of Li and others, 2018). `None` where fewer than two parameters move.
    pub fn of_directions(example: &Example, seed: u64) -> Option<Self> {
        let moving = Moving::new(example);
        let count = moving.count();
        if count < 2 {
            return None;
        }
        let mut random = Random::seeded(seed);
        let typical = moving.size() / (count as f64).sqrt();
        let mut direction = || -> Vec<f64> {
            (0..count).map(|place| random.normal() * (moving.start(place).abs() + typical).max(1e-3)).collect()
        };
        let (mut first, mut second) = (direction(), direction());
        normalise(&mut first);
        let along = dot(&first, &second);
        second.iter_mut().zip(&first).for_each(|(second, first)| *second -= along * first);
        normalise(&mut second);
        Some(Self::new(example, [first, second], [0.0, 0.0]))
    }

    fn new(example: &Example, axes: [Vec<f64>; 2], origin: [f64; 2]) -> Self {
        let m = example.samples.len() as f64;
        // A sample alone carries the whole penalty λ/(2m) Σw², so that the singles average to the whole.
        let single = |sample: &crate::example::Sample| {
            Moving::new(&Example { samples: vec![sample.clone()], l2: example.l2 / m, ..example.clone() })
        };
        let whole = Moving::new(example);
        let empty = vec![0.0; whole.count()];
        Self {
            singles: example.samples.iter().map(single).collect(),
            whole,
            axes,
            origin,
            shift: empty.clone(),
            gradient: empty,
        }
    }

    /// Where the example's own parameters lie.
    pub fn origin(&self) -> [f64; 2] {
        self.origin
    }

    /// How much each parameter moves along an axis, 0 or 1.
    pub fn axis(&self, axis: usize) -> &[f64] {
        &self.axes[axis]
    }

    fn go(&mut self, at: &[f64]) {
        let (x, y) = (at[0] - self.origin[0], at[1] - self.origin[1]);
        for ((shift, first), second) in self.shift.iter_mut().zip(&self.axes[0]).zip(&self.axes[1]) {
            *shift = x * first + y * second;
        }
    }
}

impl Ground for Landscape {
    fn samples(&self) -> usize {
        self.singles.len()
    }

    fn cost(&mut self, at: &[f64]) -> f64 {
        self.go(at);
        self.whole.cost_along(&self.shift, 1.0)
    }

    fn slope(&mut self, at: &[f64], sample: Option<usize>, slope: &mut [f64]) -> f64 {
        self.go(at);
        let moving = match sample {
            Some(sample) => &mut self.singles[sample],
            None => &mut self.whole,
        };
        let cost = moving.gradient_along(&self.shift, 1.0, &mut self.gradient);
        for (slope, axis) in slope.iter_mut().zip(&self.axes) {
            *slope = dot(axis, &self.gradient);
        }
        cost
    }
}

fn normalise(direction: &mut [f64]) {
    let length = norm(direction.iter().copied());
    for entry in direction {
        *entry /= length;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builtin;
    use crate::gradient::{cost, gradient};

    fn planes(name: &str) -> Vec<Landscape> {
        let example = builtin::example(name).expect(name);
        [Landscape::of_parameters(&example, [0, 1]), Landscape::of_directions(&example, 7)]
            .into_iter()
            .flatten()
            .collect()
    }

    #[test]
    fn the_plane_passes_through_the_example_itself() {
        for name in builtin::names() {
            let example = builtin::example(name).expect(name);
            for mut plane in planes(name) {
                let origin = plane.origin();
                assert!((plane.cost(&origin) - cost(&example)).abs() < 1e-15, "{name}");
            }
        }
    }

    #[test]
    fn the_plane_of_two_weights_has_their_gradients_as_its_slope() {
        let example = builtin::example("two-two-two").expect("built in");
        let mut plane = Landscape::of_parameters(&example, [4, 7]).expect("two weights");
        let (origin, mut slope) = (plane.origin(), [0.0; 2]);
        assert_eq!(origin, [0.4, 0.55]);
        plane.slope(&origin, None, &mut slope);
        let whole = gradient(&example);
        assert_eq!(slope, [whole.weights[4], whole.weights[7]]);
    }

    #[test]
    fn the_slope_is_that_of_the_cost_in_every_plane() {
        for name in builtin::names() {
            for mut plane in planes(name) {
                let origin = plane.origin();
                let (at, mut slope) = ([origin[0] + 0.3, origin[1] - 0.2], [0.0; 2]);
                plane.slope(&at, None, &mut slope);
                let h = 1e-5;
                let across = (plane.cost(&[at[0] + h, at[1]]) - plane.cost(&[at[0] - h, at[1]])) / (2.0 * h);
                let up = (plane.cost(&[at[0], at[1] + h]) - plane.cost(&[at[0], at[1] - h])) / (2.0 * h);
                assert!((across - slope[0]).abs() < 1e-8 && (up - slope[1]).abs() < 1e-8, "{name}: {slope:?}");
            }
        }
    }

    #[test]
    fn the_samples_alone_average_to_the_whole() {
        for name in ["xor", "three-classes"] {
            for mut plane in planes(name) {
                let (at, mut whole, mut sum) = ([0.2, -0.1], [0.0; 2], [0.0; 2]);
                plane.slope(&at, None, &mut whole);
                for sample in 0..plane.samples() {
                    let mut slope = [0.0; 2];
                    plane.slope(&at, Some(sample), &mut slope);
                    sum = [sum[0] + slope[0], sum[1] + slope[1]];
                }
                let m = plane.samples() as f64;
                assert!((sum[0] / m - whole[0]).abs() < 1e-12 && (sum[1] / m - whole[1]).abs() < 1e-12, "{name}");
            }
        }
    }

    #[test]
    fn directions_are_at_right_angles_and_no_plane_has_one_axis_twice() {
        let example = builtin::example("xor").expect("built in");
        let plane = Landscape::of_directions(&example, 3).expect("many parameters");
        assert!(dot(plane.axis(0), plane.axis(1)).abs() < 1e-12);
        assert!((norm(plane.axis(1).iter().copied()) - 1.0).abs() < 1e-12);
        assert!(Landscape::of_parameters(&example, [1, 1]).is_none());
        assert!(Landscape::of_parameters(&example, [1, 999]).is_none());
    }
}
