//! The losses: how wrong the outputs are, for one sample over its K outputs.

use serde::{Deserialize, Serialize};

use crate::activation::Activation;
use crate::math;

/// A measure of the distance between the outputs a and the targets y of one sample.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Loss {
    /// Σ ½(y − a)².
    HalfSquaredError,
    /// Σ (y − a)².
    SquaredError,
    /// (1/K) Σ (y − a)².
    MeanSquaredError,
    /// −Σ [y ln a + (1 − y) ln(1 − a)], in nats; sigmoid outputs only.
    BinaryCrossEntropy,
    /// −Σ y ln a, in nats; softmax outputs only.
    CategoricalCrossEntropy,
}

impl Loss {
    /// Every loss, in the order of the example document's description.
    pub const ALL: [Self; 5] = [
        Self::HalfSquaredError,
        Self::SquaredError,
        Self::MeanSquaredError,
        Self::BinaryCrossEntropy,
        Self::CategoricalCrossEntropy,
    ];

    /// Its name in the example document, such as `half_squared_error`.
    pub fn name(self) -> &'static str {
        match self {
            Self::HalfSquaredError => "half_squared_error",
            Self::SquaredError => "squared_error",
            Self::MeanSquaredError => "mean_squared_error",
            Self::BinaryCrossEntropy => "binary_cross_entropy",
            Self::CategoricalCrossEntropy => "categorical_cross_entropy",
        }
    }

    /// The loss of that name, if there is one.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|loss| loss.name() == name)
    }

    /// Whether this loss may follow outputs of that activation.
    pub fn fits(self, outputs: Activation) -> bool {
        match self {
            Self::BinaryCrossEntropy => outputs == Activation::Sigmoid,
            Self::CategoricalCrossEntropy => outputs == Activation::Softmax,
            _ => outputs != Activation::Softmax,
        }
    }

    /// Whether loss and activation together leave δ = a − y, with no separate derivatives.
    pub fn is_cross_entropy(self) -> bool {
        matches!(self, Self::BinaryCrossEntropy | Self::CategoricalCrossEntropy)
    }

    /// One output's term of the loss, where the logarithms of a and 1 − a are at hand.
    ///
    /// # Shapes
    /// `a`, `y`: scalars. `logs`: ln a and ln(1 − a), read by the cross-entropies only.
    #[inline]
    pub(crate) fn term(self, a: f64, y: f64, logs: impl Fn() -> (f64, f64)) -> f64 {
        match self {
            Self::HalfSquaredError => 0.5 * square(y - a),
            Self::SquaredError | Self::MeanSquaredError => square(y - a),
            Self::BinaryCrossEntropy => {
                let (ln_a, ln_rest) = logs();
                0.0 - (weighted(y, ln_a) + weighted(1.0 - y, ln_rest))
            }
            Self::CategoricalCrossEntropy => 0.0 - weighted(y, logs().0),
        }
    }

    /// The derivative of one output's term by that output alone, ∂L/∂a, for K outputs; the cross-entropies' too.
    ///
    /// ```text
    /// binary: (1 − y)/(1 − a) − y/a    categorical: −y/a
    /// ```
    pub fn slope(self, a: f64, y: f64, outputs: usize) -> f64 {
        let share = |weight: f64, of: f64| if weight == 0.0 { 0.0 } else { weight / of };
        match self {
            Self::BinaryCrossEntropy => share(1.0 - y, 1.0 - a) - share(y, a),
            Self::CategoricalCrossEntropy => 0.0 - share(y, a),
            _ => self.derivative(a, y, outputs),
        }
    }

    /// The derivative of the loss by one output, ∂L/∂a, for K outputs.
    ///
    /// The cross-entropies have none here: with their activation they give δ = a − y at once.
    #[inline]
    pub(crate) fn derivative(self, a: f64, y: f64, outputs: usize) -> f64 {
        match self {
            Self::HalfSquaredError | Self::BinaryCrossEntropy | Self::CategoricalCrossEntropy => a - y,
            Self::SquaredError => 2.0 * (a - y),
            Self::MeanSquaredError => 2.0 * (a - y) / outputs as f64,
        }
    }
}

/// The square x².
pub(crate) fn square(x: f64) -> f64 {
    x * x
}

/// weight × logarithm, which is 0 where the weight is: the limit of y ln a.
pub(crate) fn weighted(weight: f64, logarithm: f64) -> f64 {
    if weight == 0.0 { 0.0 } else { weight * logarithm }
}

/// ln σ(z) and ln(1 − σ(z)), where a = σ(z); exact limits where a has rounded to 0 or 1.
pub(crate) fn sigmoid_logs(z: f64, a: f64) -> (f64, f64) {
    let rest = 1.0 - a;
    (if a == 0.0 { z } else { math::ln(a) }, if rest == 0.0 { -z } else { math::ln(rest) })
}
