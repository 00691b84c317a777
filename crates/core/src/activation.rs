//! The activations: what a neuron makes of its weighted input, with the derivatives.

use serde::{Deserialize, Serialize};

use crate::math;
use crate::rounding::{Exact, Keep};

/// The slope of the leaky rectifier at and below zero.
pub const LEAK: f64 = 0.01;

/// Beyond this size of z the softmax is shifted, so that eᶻ neither overflows nor vanishes.
pub(crate) const LARGEST_EXPONENT: f64 = 700.0;

/// A function from a neuron's weighted input z to its activation a.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Activation {
    /// a = z. Any real number.
    Identity,
    /// a = 1 where z ≥ 0, else 0. Its derivative is 0 everywhere.
    Step,
    /// a = 1/(1 + e⁻ᶻ). Range 0…1.
    Sigmoid,
    /// a = tanh z. Range −1…1.
    Tanh,
    /// a = max(0, z), with ReLU′(0) = 0. Range 0…∞.
    Relu,
    /// a = z where z > 0, else 0.01 z. Any real number.
    LeakyRelu,
    /// aⱼ = e^zⱼ / Σ e^zₖ over the layer. Range 0…1, summing to 1; last layer only.
    Softmax,
}

impl Activation {
    /// Every activation, in the order of the example document's description.
    pub const ALL: [Self; 7] =
        [Self::Identity, Self::Step, Self::Sigmoid, Self::Tanh, Self::Relu, Self::LeakyRelu, Self::Softmax];

    /// Its name in the example document, such as `leaky_relu`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::Step => "step",
            Self::Sigmoid => "sigmoid",
            Self::Tanh => "tanh",
            Self::Relu => "relu",
            Self::LeakyRelu => "leaky_relu",
            Self::Softmax => "softmax",
        }
    }

    /// The activation of that name, if there is one.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|activation| activation.name() == name)
    }

    /// The activation of one neuron, a = f(z).
    ///
    /// Softmax has no value of one neuron alone; this gives its numerator eᶻ.
    pub fn value(self, z: f64) -> f64 {
        match self {
            Self::Identity => z,
            // A NaN stays one: nothing hides it.
            Self::Step | Self::Relu if z.is_nan() => z,
            Self::Step => f64::from(u8::from(z >= 0.0)),
            Self::Sigmoid => math::sigmoid(z),
            Self::Tanh => math::tanh(z),
            Self::Relu => {
                if z > 0.0 {
                    z
                } else {
                    0.0
                }
            }
            Self::LeakyRelu => {
                if z > 0.0 {
                    z
                } else {
                    LEAK * z
                }
            }
            Self::Softmax => math::exp(z),
        }
    }

    /// The derivative da/dz at z, where a = f(z) is already known.
    ///
    /// ```text
    /// σ′ = a(1 − a)    tanh′ = 1 − a²    softmax: ∂aⱼ/∂zⱼ = aⱼ(1 − aⱼ)
    /// ```
    pub fn derivative(self, z: f64, a: f64) -> f64 {
        match self {
            Self::Identity => 1.0,
            Self::Step => 0.0,
            Self::Sigmoid | Self::Softmax => a * (1.0 - a),
            Self::Tanh => 1.0 - a * a,
            Self::Relu => f64::from(u8::from(z > 0.0)),
            Self::LeakyRelu => {
                if z > 0.0 {
                    1.0
                } else {
                    LEAK
                }
            }
        }
    }
}

/// The neuron whose z a softmax subtracts from all others before the exponential, if it must.
///
/// Subtracting leaves every quotient unchanged; it is done only where eᶻ would leave the range of numbers,
/// so that the exponentials of ordinary examples are the ones a pocket calculator shows.
pub fn softmax_shift(z: &[f64]) -> Option<usize> {
    let top = (1..z.len()).fold(0, |best, k| if z[k] > z[best] { k } else { best });
    (z[top].abs() > LARGEST_EXPONENT).then_some(top)
}

/// The softmax of a whole layer.
///
/// ```text
/// aⱼ = e^zⱼ / Σₖ e^zₖ
/// ```
///
/// # Shapes
/// `z` and `a`: one entry a neuron.
pub fn softmax(z: &[f64], a: &mut [f64]) {
    softmax_kept(z, a, Exact);
}

/// The softmax in any arithmetic; gives the denominator.
pub(crate) fn softmax_kept<K: Keep>(z: &[f64], a: &mut [f64], keep: K) -> f64 {
    let shift = softmax_shift(z);
    for (a, &z_k) in a.iter_mut().zip(z) {
        *a = keep.keep(math::exp(shift.map_or(z_k, |top| z_k - z[top])));
    }
    let mut sum = a[0];
    for &e in &a[1..] {
        sum += e;
    }
    let sum = keep.keep(sum);
    for a in a {
        *a = keep.keep(*a / sum);
    }
    sum
}

/// ln aₖ of a softmax whose output k has vanished, from the weighted inputs.
pub(crate) fn softmax_log(z: &[f64], k: usize) -> f64 {
    let shift = softmax_shift(z).map_or(0.0, |top| z[top]);
    let mut a = vec![0.0; z.len()];
    let denominator = softmax_kept(z, &mut a, Exact);
    z[k] - shift - math::ln(denominator)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sigmoid_slope_is_a_quarter_at_zero() {
        let a = Activation::Sigmoid.value(0.0);
        assert_eq!((a, Activation::Sigmoid.derivative(0.0, a)), (0.5, 0.25));
    }

    #[test]
    fn rectifiers_take_the_left_slope_at_zero() {
        assert_eq!(Activation::Relu.derivative(0.0, 0.0), 0.0);
        assert_eq!(Activation::LeakyRelu.derivative(0.0, 0.0), LEAK);
    }

    #[test]
    fn no_activation_hides_a_number_that_is_none() {
        for activation in Activation::ALL {
            assert!(activation.value(f64::NAN).is_nan(), "{}", activation.name());
        }
    }

    #[test]
    fn softmax_of_huge_inputs_stays_a_distribution() {
        let mut a = [0.0; 3];
        softmax(&[1000.0, 1000.0, -1000.0], &mut a);
        assert_eq!(a, [0.5, 0.5, 0.0]);
        softmax(&[-1000.0, -1000.0, -1001.0], &mut a);
        assert!((a.iter().sum::<f64>() - 1.0).abs() < 1e-15);
    }

    #[test]
    fn names_lead_back_to_their_activation() {
        for activation in Activation::ALL {
            assert_eq!(Activation::from_name(activation.name()), Some(activation));
        }
    }
}
