//! Logistic regression: a neuron with a sigmoid, trained on the log loss.
//!
//! ```text
//! z = β₀ + β₁x₁ + … + βₙxₙ      p = σ(z), the probability of class 1
//! L = −(1/m) Σ [ y ln p + (1 − y) ln(1 − p) ]      ∂L/∂βⱼ = (1/m) Σ (p − y)·xⱼ,  x₀ = 1
//! ```

use crate::approximation::solved;
use crate::math::{exp, ln, sigmoid};

/// Rounds of Newton's method: it doubles the right digits in each, so that few are enough.
const NEWTON_ROUNDS: usize = 40;
/// Newton's method has arrived where no coefficient moves further than this.
const ARRIVED: f64 = 1e-12;
/// A damping that keeps the curvature invertible; without effect on any digit shown.
const DAMPING: f64 = 1e-12;

/// The coefficients β₀, β₁, …, βₙ.
#[derive(Clone, Debug, PartialEq)]
pub struct Logistic {
    /// β₀ (the bias), then one for each feature.
    pub beta: Vec<f64>,
}

impl Logistic {
    /// All coefficients 0: every probability is one half.
    pub fn blank(features: usize) -> Self {
        Self { beta: vec![0.0; features + 1] }
    }

    /// z = β₀ + Σ βⱼxⱼ.
    pub fn net(&self, x: &[f64]) -> f64 {
        x.iter().zip(&self.beta[1..]).fold(self.beta[0], |sum, (x, beta)| sum + beta * x)
    }

    /// σ(z), the probability of class 1.
    pub fn probability(&self, x: &[f64]) -> f64 {
        sigmoid(self.net(x))
    }

    /// The log loss, averaged over the samples.
    ///
    /// It is taken from z, so that no probability that has rounded to 0 or 1 makes it infinite:
    /// −ln σ(z) = ln(1 + e⁻ᶻ).
    pub fn loss(&self, rows: &[Vec<f64>], labels: &[bool]) -> f64 {
        let of = |(row, label): (&Vec<f64>, &bool)| {
            let z = self.net(row);
            let wrong = if *label { -z } else { z };
            wrong.max(0.0) + ln(1.0 + exp(-wrong.abs()))
        };
        rows.iter().zip(labels).map(of).sum::<f64>() / rows.len().max(1) as f64
    }

    /// ∂L/∂β.
    pub fn gradient(&self, rows: &[Vec<f64>], labels: &[bool]) -> Vec<f64> {
        let mut gradient = vec![0.0; self.beta.len()];
        for (row, label) in rows.iter().zip(labels) {
            let error = self.probability(row) - f64::from(u8::from(*label));
            gradient[0] += error;
            for (slope, x) in gradient[1..].iter_mut().zip(row) {
                *slope += error * x;
            }
        }
        let m = rows.len().max(1) as f64;
        gradient.into_iter().map(|slope| slope / m).collect()
    }

    /// One round of gradient descent: β ← β − α·∂L/∂β.
    pub fn descend(&mut self, rows: &[Vec<f64>], labels: &[bool], rate: f64) {
        let gradient = self.gradient(rows, labels);
        for (beta, slope) in self.beta.iter_mut().zip(gradient) {
            *beta -= rate * slope;
        }
    }

    /// The coefficients of the smallest loss, by Newton's method; where a line parts the classes there are none,
    /// and these are the last before numbers run out.
    pub fn best(rows: &[Vec<f64>], labels: &[bool]) -> Self {
        let features = rows.first().map_or(0, Vec::len);
        let mut best = Self::blank(features);
        for _ in 0..NEWTON_ROUNDS {
            let step = solved(best.curvature(rows), best.gradient(rows, labels));
            let next: Vec<f64> = best.beta.iter().zip(&step).map(|(beta, step)| beta - step).collect();
            let is_better = Self { beta: next.clone() }.loss(rows, labels) <= best.loss(rows, labels);
            if !is_better {
                break;
            }
            best.beta = next;
            if step.iter().all(|step| step.abs() < ARRIVED) {
                break;
            }
        }
        best
    }

    /// The matrix of second derivatives, row by row: (1/m) Σ p(1 − p)·xᵢxⱼ.
    fn curvature(&self, rows: &[Vec<f64>]) -> Vec<f64> {
        let n = self.beta.len();
        let mut curvature = vec![0.0; n * n];
        for row in rows {
            let p = self.probability(row);
            let x = |place: usize| if place == 0 { 1.0 } else { row[place - 1] };
            for i in 0..n {
                for j in 0..n {
                    curvature[i * n + j] += p * (1.0 - p) * x(i) * x(j) / rows.len() as f64;
                }
            }
        }
        for i in 0..n {
            curvature[i * n + i] += DAMPING;
        }
        curvature
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tabular::{Standardiser, Table};

    fn small() -> (Vec<Vec<f64>>, Vec<bool>) {
        let rows = [-2.0, -1.0, -0.5, 0.3, 0.4, 1.5, 2.5].map(|x| vec![x]).to_vec();
        (rows, vec![false, false, true, false, true, true, true])
    }

    #[test]
    fn the_gradient_agrees_with_central_differences() {
        let (rows, labels) = small();
        let at = Logistic { beta: vec![0.3, -0.7] };
        for (place, slope) in at.gradient(&rows, &labels).iter().enumerate() {
            let moved = |by: f64| {
                let mut moved = at.clone();
                moved.beta[place] += by;
                moved.loss(&rows, &labels)
            };
            assert!((slope - (moved(1e-6) - moved(-1e-6)) / 2e-6).abs() < 1e-9);
        }
    }

    #[test]
    fn descent_and_newton_arrive_at_the_same_coefficients() {
        let (rows, labels) = small();
        let best = Logistic::best(&rows, &labels);
        assert!(best.gradient(&rows, &labels).iter().all(|slope| slope.abs() < 1e-9), "{best:?}");
        let mut walker = Logistic::blank(1);
        for _ in 0..20_000 {
            walker.descend(&rows, &labels, 0.5);
        }
        for (walked, best) in walker.beta.iter().zip(&best.beta) {
            assert!((walked - best).abs() < 1e-6, "{walked} against {best}");
        }
    }

    #[test]
    fn a_blank_model_loses_ln_2_and_no_certainty_loses_infinity() {
        let (rows, labels) = small();
        assert!((Logistic::blank(1).loss(&rows, &labels) - std::f64::consts::LN_2).abs() < 1e-15);
        let sure = Logistic { beta: vec![0.0, 1e4] };
        assert!(sure.loss(&rows, &labels).is_finite());
        let parted = Logistic::best(&[vec![-1.0], vec![1.0]], &[false, true]);
        assert!(parted.beta.iter().all(|beta| beta.is_finite()), "{parted:?}");
    }

    #[test]
    fn the_radius_tells_most_tumours_apart() {
        let table = Table::read(include_bytes!("../../../www/data/breast_cancer.csv")).expect("the table");
        let rows: Vec<Vec<f64>> = table.rows.iter().map(|row| vec![row[0]]).collect();
        let all: Vec<usize> = (0..rows.len()).collect();
        let standard = Standardiser::of(&rows, &all);
        let rows: Vec<Vec<f64>> = rows.iter().map(|row| standard.apply(row)).collect();
        let labels: Vec<bool> = table.labels.iter().map(|class| *class == 0).collect();
        let best = Logistic::best(&rows, &labels);
        assert!(best.beta[1] > 3.0, "a larger radius is more likely malignant: {best:?}");
        let right = rows.iter().zip(&labels).filter(|(row, label)| (best.probability(row) >= 0.5) == **label).count();
        assert!(right * 100 > 87 * rows.len(), "{right} of {}", rows.len());
    }
}
