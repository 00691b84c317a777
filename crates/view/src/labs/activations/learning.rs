//! One unit that has to learn to say 1, by activation: saturation, a dead unit, and a leak that saves it.

use gradlight_core::activation::Activation;

use crate::labs::parts::Dial;

/// The rounds that are run.
pub(super) const ROUNDS: usize = 400;
/// What the unit should say to the input 1.
pub(super) const TARGET: f64 = 1.0;

/// The dials of this part.
pub(super) const DIALS: [Dial; 2] = [
    Dial::new("start", "z at the start", (-8.0, 4.0), 0.1).reaching(-100.0, 100.0),
    Dial::new("rate", "Learning rate α", (0.05, 2.0), 0.05).reaching(0.0, 100.0),
];

/// Where the unit starts and how fast it learns.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Learner {
    start: f64,
    rate: f64,
}

impl Default for Learner {
    fn default() -> Self {
        Self { start: -2.0, rate: 0.5 }
    }
}

impl Learner {
    /// The activations that are set against each other.
    pub(super) const RIVALS: [Activation; 4] =
        [Activation::Sigmoid, Activation::Tanh, Activation::Relu, Activation::LeakyRelu];

    pub(super) fn number(&self, name: &str) -> Option<f64> {
        match name {
            "start" => Some(self.start),
            "rate" => Some(self.rate),
            _ => None,
        }
    }

    pub(super) fn put(&mut self, name: &str, value: f64) {
        match name {
            "start" => self.start = value,
            _ => self.rate = value,
        }
    }

    /// Its activation round by round: z = w + b on the input 1, so that w and b move by the same −α(a − y)f′(z).
    pub(super) fn outs(&self, activation: Activation) -> Vec<f64> {
        let mut z = self.start;
        (0..=ROUNDS)
            .map(|_| {
                let a = activation.value(z);
                z -= 2.0 * self.rate * (a - TARGET) * activation.derivative(z, a);
                a
            })
            .collect()
    }

    /// The first round whose activation is within 0.05 of the target.
    pub(super) fn arrives(&self, activation: Activation) -> Option<usize> {
        self.outs(activation).iter().position(|a| (a - TARGET).abs() <= 0.05)
    }

    /// A number of this part: `out.relu` is what the unit says after the last round.
    pub(super) fn value(&self, key: &str) -> Option<f64> {
        let activation = Activation::from_name(key.strip_prefix("out.")?)?;
        Self::RIVALS.contains(&activation).then(|| self.outs(activation)[ROUNDS])
    }

    /// What became of the unit with that activation.
    pub(super) fn story(&self, activation: Activation) -> String {
        let outs = self.outs(activation);
        match self.arrives(activation) {
            Some(0) => "is there from the start".to_owned(),
            Some(round) => format!("there after {round} rounds"),
            None if outs.iter().all(|a| *a == outs[0]) => "never moves: dead".to_owned(),
            None if !outs[ROUNDS].is_finite() => "diverges".to_owned(),
            None => "still under way".to_owned(),
        }
    }
}
