//! Initial weights: by which rule a network's weights are drawn before training begins.

use crate::random::Random;

/// A rule for drawing weights.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scheme {
    /// Every weight 0: all units of a layer stay the same for ever.
    Zero,
    /// Evenly from −½ to ½, whatever the layer's size.
    Uniform,
    /// Evenly from −r to r, r = √(6/(inputs + neurons)), after Glorot and Bengio (2010); for tanh and sigmoid.
    #[default]
    Xavier,
    /// Normally with variance 2/inputs, after He and others (2015); for rectifiers.
    He,
}

impl Scheme {
    /// Every rule.
    pub const ALL: [Self; 4] = [Self::Zero, Self::Uniform, Self::Xavier, Self::He];

    /// Its name in links.
    pub fn name(self) -> &'static str {
        match self {
            Self::Zero => "zero",
            Self::Uniform => "uniform",
            Self::Xavier => "xavier",
            Self::He => "he",
        }
    }

    /// The rule of that name, if there is one.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scheme| scheme.name() == name)
    }

    /// One weight of a layer of that shape.
    pub fn draw(self, inputs: usize, neurons: usize, random: &mut Random) -> f64 {
        match self {
            Self::Zero => 0.0,
            Self::Uniform => random.uniform() - 0.5,
            Self::Xavier => (6.0 / (inputs + neurons) as f64).sqrt() * (2.0 * random.uniform() - 1.0),
            Self::He => (2.0 / inputs as f64).sqrt() * random.normal(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spread(scheme: Scheme) -> (f64, f64) {
        let mut random = Random::seeded(1);
        let weights: Vec<f64> = (0..20_000).map(|_| scheme.draw(8, 4, &mut random)).collect();
        let variance = weights.iter().map(|w| w * w).sum::<f64>() / 20_000.0;
        (weights.iter().fold(0.0, |far, w| w.abs().max(far)), variance)
    }

    #[test]
    fn each_rule_has_its_spread() {
        assert_eq!(spread(Scheme::Zero), (0.0, 0.0));
        let (largest, variance) = spread(Scheme::Uniform);
        assert!(largest <= 0.5 && (variance - 1.0 / 12.0).abs() < 2e-3, "{largest} {variance}");
        let (largest, variance) = spread(Scheme::Xavier);
        assert!(largest <= 0.5_f64.sqrt() && (variance - 1.0 / 6.0).abs() < 5e-3, "{largest} {variance}");
        assert!((spread(Scheme::He).1 - 0.25).abs() < 0.01);
    }

    #[test]
    fn names_lead_back_to_their_rule() {
        assert!(Scheme::ALL.into_iter().all(|scheme| Scheme::from_name(scheme.name()) == Some(scheme)));
    }
}
