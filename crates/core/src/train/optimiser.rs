//! Optimisers: what a round makes of its gradient before the parameters move.

/// How the parameters move along the gradient g, with the velocity v that starts at 0.
///
/// ```text
/// plain       w ← w − αg
/// momentum    v ← βv + g,  w ← w − αv
/// nesterov    v ← βv + g,  w ← w − α(g + βv)
/// ```
///
/// The rate stands outside the velocity, so that a schedule acts at once, as in `PyTorch`.
///
/// Source: Polyak 1964; Nesterov 1983 in the form of Sutskever and others, 2013.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Optimiser {
    /// Gradient descent as it is.
    #[default]
    Plain,
    /// The ball that rolls on.
    Momentum(f64),
    /// The ball that looks where it will roll.
    Nesterov(f64),
}

impl Optimiser {
    /// The names of the optimisers, in order, as links and lists have them.
    pub const NAMES: [&'static str; 3] = ["plain", "momentum", "nesterov"];

    /// The optimiser of that name with that β, if there is one; 0 ≤ β < 1.
    pub fn named(name: &str, beta: f64) -> Option<Self> {
        let is_share = (0.0..1.0).contains(&beta);
        match name {
            "plain" => Some(Self::Plain),
            "momentum" if is_share => Some(Self::Momentum(beta)),
            "nesterov" if is_share => Some(Self::Nesterov(beta)),
            _ => None,
        }
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        Self::NAMES[match self {
            Self::Plain => 0,
            Self::Momentum(_) => 1,
            Self::Nesterov(_) => 2,
        }]
    }

    /// The share β of its velocity that it keeps each round; none without one.
    pub fn beta(self) -> Option<f64> {
        match self {
            Self::Plain => None,
            Self::Momentum(beta) | Self::Nesterov(beta) => Some(beta),
        }
    }

    /// Takes one gradient into its velocity and gives what the rate is to be multiplied by.
    pub fn turn(self, velocity: &mut f64, gradient: f64) -> f64 {
        match self {
            Self::Plain => gradient,
            Self::Momentum(beta) => {
                *velocity = beta * *velocity + gradient;
                *velocity
            }
            Self::Nesterov(beta) => {
                *velocity = beta * *velocity + gradient;
                gradient + beta * *velocity
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_constant_gradient_comes_to_its_end_speed() {
        for (optimiser, steps) in [
            (Optimiser::Plain, [1.0, 1.0, 1.0]),
            (Optimiser::Momentum(0.5), [1.0, 1.5, 1.75]),
            (Optimiser::Nesterov(0.5), [1.5, 1.75, 1.875]),
        ] {
            let mut velocity = 0.0;
            assert_eq!([1.0; 3].map(|gradient| optimiser.turn(&mut velocity, gradient)), steps, "{optimiser:?}");
        }
    }

    #[test]
    fn a_beta_out_of_range_is_refused() {
        for beta in [-0.1, 1.0, f64::NAN] {
            assert_eq!(Optimiser::named("momentum", beta), None);
        }
        for name in Optimiser::NAMES {
            assert_eq!(Optimiser::named(name, 0.9).unwrap().name(), name);
        }
        assert_eq!(Optimiser::named("adam", 0.9), None);
    }
}
