//! The transcendental functions, the same bits on every target.
//!
//! std's own differ between native and WebAssembly in the last bits; these come from `libm` everywhere.

/// The exponential, eˣ.
pub fn exp(x: f64) -> f64 {
    libm::exp(x)
}

/// The natural logarithm, ln x: −∞ at 0, NaN below.
pub fn ln(x: f64) -> f64 {
    libm::log(x)
}

/// The decimal logarithm, log₁₀ x, for axes and sliders.
pub fn log10(x: f64) -> f64 {
    libm::log10(x)
}

/// The power xʸ, for axes and sliders.
pub fn pow(x: f64, y: f64) -> f64 {
    libm::pow(x, y)
}

/// The sine of an angle in radians.
pub fn sin(x: f64) -> f64 {
    libm::sin(x)
}

/// The cosine of an angle in radians.
pub fn cos(x: f64) -> f64 {
    libm::cos(x)
}

/// The hyperbolic tangent, range −1…1.
pub fn tanh(x: f64) -> f64 {
    libm::tanh(x)
}

/// The logistic sigmoid, range 0…1.
///
/// ```text
/// σ(z) = 1 / (1 + e⁻ᶻ)
/// ```
///
/// The plain form is safe at both ends: e⁻ᶻ overflows to ∞ and the quotient to 0.
pub fn sigmoid(z: f64) -> f64 {
    1.0 / (1.0 + exp(-z))
}
