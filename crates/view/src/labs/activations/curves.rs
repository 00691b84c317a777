//! The seven functions: formula, range, use, and the numbers at the probe.

use gradlight_core::activation::Activation;
use gradlight_core::math::exp;

/// What a softmax's other two neurons have: one has no value alone.
pub(super) const OTHERS: [f64; 2] = [0.0, 1.0];

/// What a table says of a function.
pub(super) struct About {
    /// Its formula.
    pub(super) formula: &'static str,
    /// Its derivative's.
    pub(super) slope: &'static str,
    /// Its range.
    pub(super) range: &'static str,
    /// What it is for.
    pub(super) purpose: &'static str,
}

/// What a table says of that function.
pub(super) fn about(activation: Activation) -> About {
    let (formula, slope, range, purpose) = match activation {
        Activation::Identity => ("z", "1", "−∞ … ∞", "outputs of any size"),
        Activation::Step => ("1 if z ≥ 0, else 0", "0", "0 or 1", "the perceptron"),
        Activation::Sigmoid => ("1/(1 + e⁻ᶻ)", "a(1 − a)", "0 … 1", "a yes/no output"),
        Activation::Tanh => ("tanh z", "1 − a²", "−1 … 1", "hidden layers"),
        Activation::Relu => ("max(0, z)", "1 if z > 0, else 0", "0 … ∞", "deep hidden layers"),
        Activation::LeakyRelu => ("max(0.01z, z)", "1 or 0.01", "−∞ … ∞", "against dying units"),
        Activation::Softmax => ("eᶻ / Σeᶻ", "a(1 − a)", "0 … 1, sum 1", "one of several classes"),
    };
    About { formula, slope, range, purpose }
}

/// The function's value at z; a softmax stands beside [`OTHERS`].
pub(super) fn out(activation: Activation, z: f64) -> f64 {
    if activation == Activation::Softmax {
        let others: f64 = OTHERS.iter().map(|other| exp(other - z)).sum();
        return 1.0 / (1.0 + others);
    }
    activation.value(z)
}

/// Its slope at z.
pub(super) fn slope(activation: Activation, z: f64) -> f64 {
    let a = out(activation, z);
    if activation == Activation::Softmax { a * (1.0 - a) } else { activation.derivative(z, a) }
}

/// A number of this part by its key.
pub(super) fn value(activation: Activation, z: f64, key: &str) -> Option<f64> {
    match key {
        "a" => Some(out(activation, z)),
        "slope" => Some(slope(activation, z)),
        _ => None,
    }
}

/// What the slope at the probe means for learning.
pub(super) fn verdict(activation: Activation, z: f64) -> &'static str {
    let slope = slope(activation, z).abs();
    match activation {
        Activation::Identity => "The slope is 1 everywhere, but layers of it add nothing: see “Why not linear”.",
        Activation::Step => "The slope is 0 everywhere: errors cannot be sent back through a step.",
        Activation::Relu if slope == 0.0 => {
            "Here the unit is dead for this example: its slope is 0, so no error passes."
        }
        Activation::LeakyRelu if slope < 0.1 => "A hundredth of the error still passes: the unit can come back.",
        Activation::Sigmoid | Activation::Tanh | Activation::Softmax if slope < 0.02 => {
            "Saturated: the curve is flat here, and hardly any error passes."
        }
        _ => "The curve is steep enough here for errors to pass.",
    }
}
