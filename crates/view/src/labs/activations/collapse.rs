//! Two layers: without an activation they are one line, with one they bend.

use gradlight_core::activation::Activation;

use crate::labs::parts::Dial;

/// The dials of this part: two hidden units, then the output's bias.
pub(super) const DIALS: [Dial; 7] = [
    dial("w1", "w₁"),
    dial("b1", "b₁"),
    dial("v1", "v₁"),
    dial("w2", "w₂"),
    dial("b2", "b₂"),
    dial("v2", "v₂"),
    dial("c", "c"),
];

const fn dial(name: &'static str, label: &'static str) -> Dial {
    Dial::new(name, label, (-3.0, 3.0), 0.1).reaching(-100.0, 100.0)
}

/// y = v₁·f(w₁x + b₁) + v₂·f(w₂x + b₂) + c.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Layers {
    /// f.
    pub(super) activation: Activation,
    numbers: [f64; 7],
}

impl Default for Layers {
    fn default() -> Self {
        Self { activation: Activation::Identity, numbers: [1.0, -1.0, 1.0, -1.5, 0.5, 0.6, 0.2] }
    }
}

impl Layers {
    pub(super) fn number(&self, name: &str) -> Option<f64> {
        let place = DIALS.iter().position(|dial| dial.name == name)?;
        Some(self.numbers[place])
    }

    pub(super) fn put(&mut self, name: &str, value: f64) {
        if let Some(place) = DIALS.iter().position(|dial| dial.name == name) {
            self.numbers[place] = value;
        }
    }

    /// The output at x with that activation.
    pub(super) fn out(&self, activation: Activation, x: f64) -> f64 {
        let [w1, b1, v1, w2, b2, v2, c] = self.numbers;
        v1 * activation.value(w1 * x + b1) + v2 * activation.value(w2 * x + b2) + c
    }

    /// Slope and level of the one line that two linear layers are.
    pub(super) fn line(&self) -> (f64, f64) {
        let [w1, b1, v1, w2, b2, v2, c] = self.numbers;
        (v1 * w1 + v2 * w2, v1 * b1 + v2 * b2 + c)
    }

    /// A number of this part by its key.
    pub(super) fn value(&self, key: &str) -> Option<f64> {
        let (slope, level) = self.line();
        match key {
            "slope" => Some(slope),
            "level" => Some(level),
            _ => None,
        }
    }
}
