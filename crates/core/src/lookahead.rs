//! The look-ahead: the cost after one step, against the learning rate of that step.
//!
//! Along the line that this round's gradient points out, a small rate falls short, a large one overshoots and a
//! huge one may land on a plateau; the best one lies at the bottom of the curve.

use crate::example::Example;
use crate::gradient::Moving;
use crate::gradient::moving::dot;
use crate::math;

/// The smallest rate tried in search of the best.
pub const SMALLEST_RATE: f64 = 1e-6;

/// The largest rate tried in search of the best.
pub const LARGEST_RATE: f64 = 1e6;

/// How many rates a decade are tried before the best of them is sharpened.
const PER_DECADE: u32 = 10;

/// How many decades lie between the smallest and the largest rate.
const DECADES: u32 = 12;

/// How often the golden section shrinks its bracket: to 10⁻¹⁰ of a tenth of a decade's two neighbours.
const SECTIONS: usize = 48;

/// The golden ratio's inverse, (√5 − 1)/2: what remains of the bracket each time.
const GOLDEN: f64 = 0.618_033_988_749_894_9;

/// A rate and the cost that one step with it leads to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Landing {
    /// The learning rate η.
    pub rate: f64,
    /// E(w − ηg).
    pub cost: f64,
}

/// The line w − ηg of the round that an example starts, and the cost along it.
///
/// g is the gradient over the parameters that move: frozen biases are left out, a bias that a layer shares
/// counts once. With the sequential update order the round itself leaves this line.
#[derive(Clone, Debug)]
pub struct Lookahead {
    moving: Moving,
    gradient: Vec<f64>,
    cost: f64,
}

impl Lookahead {
    /// The line of the round that starts from the example's parameters.
    pub fn new(example: &Example) -> Self {
        let mut moving = Moving::new(example);
        let still = vec![0.0; moving.count()];
        let mut gradient = still.clone();
        let cost = moving.gradient_along(&still, 0.0, &mut gradient);
        Self { moving, gradient, cost }
    }

    /// The cost at the start of the round, E(w).
    pub fn cost(&self) -> f64 {
        self.cost
    }

    /// The slope of the curve at η = 0.
    ///
    /// ```text
    /// dE(w − ηg)/dη at 0 = −g·g = −|g|²
    /// ```
    pub fn slope(&self) -> f64 {
        -dot(&self.gradient, &self.gradient)
    }

    /// The tangent of the curve at η = 0: E(w) − η|g|².
    pub fn tangent(&self, rate: f64) -> f64 {
        self.cost + rate * self.slope()
    }

    /// The cost after one step with this rate, E(w − ηg); not finite where the step leaves the range of numbers.
    pub fn cost_after(&mut self, rate: f64) -> f64 {
        self.moving.cost_along(&self.gradient, -rate)
    }

    /// The cost after one step with each of these rates.
    pub fn curve(&mut self, rates: &[f64]) -> Vec<Landing> {
        rates.iter().map(|&rate| Landing { rate, cost: self.cost_after(rate) }).collect()
    }

    /// The best rate on this line, or none where no rate tried lowers the cost.
    ///
    /// Ten rates a decade from 10⁻⁶ to 10⁶ find the deepest valley; the golden section in log η then finds its
    /// bottom. At an end of that range the end itself is given.
    pub fn best(&mut self) -> Option<Landing> {
        let steps = PER_DECADE * DECADES;
        let exponent = |step: u32| f64::from(step) / f64::from(PER_DECADE) + math::log10(SMALLEST_RATE);
        let mut best: Option<(u32, f64)> = None;
        for step in 0..=steps {
            let cost = self.cost_after(math::pow(10.0, exponent(step)));
            if cost < best.map_or(self.cost, |(_, lowest)| lowest) {
                best = Some((step, cost));
            }
        }
        let (step, cost) = best?;
        let coarse = Landing { rate: math::pow(10.0, exponent(step)), cost };
        if step == 0 || step == steps {
            return Some(coarse);
        }
        let fine = self.golden_section(exponent(step - 1), exponent(step + 1));
        Some(if fine.cost < coarse.cost { fine } else { coarse })
    }

    /// The lowest cost between two exponents of ten that bracket a valley.
    fn golden_section(&mut self, mut low: f64, mut high: f64) -> Landing {
        let mut land = |exponent: f64| {
            let rate = math::pow(10.0, exponent);
            Landing { rate, cost: self.cost_after(rate) }
        };
        let (mut left, mut right) = (high - GOLDEN * (high - low), low + GOLDEN * (high - low));
        let (mut at_left, mut at_right) = (land(left), land(right));
        for _ in 0..SECTIONS {
            if at_left.cost <= at_right.cost {
                (high, right, at_right) = (right, left, at_left);
                left = high - GOLDEN * (high - low);
                at_left = land(left);
            } else {
                (low, left, at_left) = (left, right, at_right);
                right = low + GOLDEN * (high - low);
                at_right = land(right);
            }
        }
        if at_left.cost <= at_right.cost { at_left } else { at_right }
    }
}
