//! Approximation: a weighted sum of sigmoids that follows a curve, fitted by least squares.
//!
//! ```text
//! y(x) = v₀ + Σ vᵢ·σ(k·(x − cᵢ))
//! ```
//!
//! The steps stand evenly, each as steep as their distance wants; the heights v solve
//! `(AᵀA + λI)·v = Aᵀy` (Cholesky). With enough steps any curve is followed as closely as wished
//! (Cybenko, 1989): one hidden layer of sigmoids and a linear output.

use crate::math::sigmoid;

/// The steepness of a step, in widths of the gap between two steps: 4 makes neighbours overlap without a wobble.
const STEEPNESS: f64 = 4.0;

/// The penalty on heights, which keeps neighbouring steps from fighting each other.
const RIDGE: f64 = 1e-4;

/// A sum of sigmoids.
#[derive(Clone, Debug, PartialEq)]
pub struct SigmoidSum {
    /// The steepness k of every step.
    pub steepness: f64,
    /// Where the steps stand, c.
    pub centres: Vec<f64>,
    /// The level v₀, then the height of each step.
    pub heights: Vec<f64>,
}

impl SigmoidSum {
    /// The sum of `count` sigmoids over `low…high` that follows the samples best.
    pub fn fitted(samples: &[(f64, f64)], count: usize, (low, high): (f64, f64)) -> Self {
        let gap = (high - low) / count.max(1) as f64;
        let centres: Vec<f64> = (0..count).map(|place| low + gap * (place as f64 + 0.5)).collect();
        let mut sum = Self { steepness: STEEPNESS / gap, centres, heights: Vec::new() };
        let unknowns = count + 1;
        let mut matrix = vec![0.0; unknowns * unknowns];
        let mut right = vec![0.0; unknowns];
        for (x, y) in samples.iter().filter(|(x, y)| x.is_finite() && y.is_finite()) {
            let row = sum.row(*x);
            for (i, a) in row.iter().enumerate() {
                right[i] += a * y;
                for (j, b) in row.iter().enumerate() {
                    matrix[i * unknowns + j] += a * b;
                }
            }
        }
        for i in 0..unknowns {
            matrix[i * unknowns + i] += RIDGE * samples.len().max(1) as f64;
        }
        sum.heights = solved(matrix, right);
        sum
    }

    /// What each height is multiplied with at x: 1, then the steps.
    fn row(&self, x: f64) -> Vec<f64> {
        let steps = self.centres.iter().map(|centre| sigmoid(self.steepness * (x - centre)));
        std::iter::once(1.0).chain(steps).collect()
    }

    /// The sum's value at x.
    pub fn value(&self, x: f64) -> f64 {
        self.row(x).iter().zip(&self.heights).map(|(a, height)| a * height).sum()
    }

    /// The root of the mean squared distance from the samples.
    pub fn error(&self, samples: &[(f64, f64)]) -> f64 {
        let squares = samples.iter().map(|(x, y)| (self.value(*x) - y) * (self.value(*x) - y));
        (squares.sum::<f64>() / samples.len().max(1) as f64).sqrt()
    }
}

/// Solves M·v = r for a symmetric, positive definite M, row by row (Cholesky).
pub(crate) fn solved(mut matrix: Vec<f64>, mut right: Vec<f64>) -> Vec<f64> {
    let n = right.len();
    for i in 0..n {
        for j in 0..=i {
            let mut sum = matrix[i * n + j];
            for k in 0..j {
                sum -= matrix[i * n + k] * matrix[j * n + k];
            }
            matrix[i * n + j] = if i == j { sum.max(f64::MIN_POSITIVE).sqrt() } else { sum / matrix[j * n + j] };
        }
    }
    for i in 0..n {
        for k in 0..i {
            right[i] -= matrix[i * n + k] * right[k];
        }
        right[i] /= matrix[i * n + i];
    }
    for i in (0..n).rev() {
        for k in i + 1..n {
            right[i] -= matrix[k * n + i] * right[k];
        }
        right[i] /= matrix[i * n + i];
    }
    right
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::math::sin;

    fn samples(curve: impl Fn(f64) -> f64) -> Vec<(f64, f64)> {
        (0..=200).map(|place| f64::from(place) / 200.0).map(|x| (x, curve(x))).collect()
    }

    #[test]
    fn more_sigmoids_follow_a_curve_more_closely() {
        let wave = samples(|x| sin(9.0 * x));
        let errors: Vec<f64> =
            [2, 5, 12, 40].iter().map(|count| SigmoidSum::fitted(&wave, *count, (0.0, 1.0)).error(&wave)).collect();
        assert!(errors.windows(2).all(|pair| pair[1] < pair[0]), "{errors:?}");
        assert!(errors[3] < 0.02, "{errors:?}");
    }

    #[test]
    fn a_level_line_needs_no_step() {
        let level = samples(|_| 0.5);
        let sum = SigmoidSum::fitted(&level, 6, (0.0, 1.0));
        assert!(sum.error(&level) < 1e-3);
    }

    #[test]
    fn a_system_is_solved() {
        let v = solved(vec![4.0, 2.0, 2.0, 3.0], vec![2.0, 5.0]);
        assert!((v[0] + 0.5).abs() < 1e-12 && (v[1] - 2.0).abs() < 1e-12, "{v:?}");
    }

    #[test]
    fn faulty_samples_and_no_samples_leave_numbers() {
        let sum = SigmoidSum::fitted(&[(f64::NAN, 1.0), (0.5, f64::INFINITY)], 4, (0.0, 1.0));
        assert!(sum.heights.iter().all(|height| height.is_finite()));
        assert!(SigmoidSum::fitted(&[], 0, (0.0, 1.0)).value(0.3).is_finite());
    }
}
