//! Schedules: how the learning rate changes as rounds (or epochs) go by.

use crate::math;

/// How the learning rate goes down, or up again, from the base rate α.
///
/// ```text
/// x = round − 1, the finished updates; n = the schedule's `over` or `every`
///
/// constant        α
/// step            α · factor^⌊x / n⌋
/// exponential     α · 2^(−x / n)
/// 1/t             α / (1 + x / n)
/// cosine          α · ½(1 + cos(π x / n)),  0 from x = n on
/// warm restarts   cosine again and again, over n, 2n, 4n, … rounds
/// ```
///
/// Each begins with α itself. Counted in epochs by a trainer that has them.
///
/// Source of cosine and warm restarts: Loshchilov and Hutter, "SGDR", 2017.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Schedule {
    /// The base rate throughout.
    #[default]
    Constant,
    /// Lowered at once, every so many rounds.
    Step {
        /// Rounds between two steps; 0 counts as 1.
        every: usize,
        /// What a step multiplies the rate by.
        factor: f64,
    },
    /// Halved smoothly over so many rounds, again and again.
    Exponential {
        /// Rounds until the rate is half of what it was; 0 counts as 1.
        over: usize,
    },
    /// As one over the rounds done.
    Inverse {
        /// Rounds until the rate is half the base rate; 0 counts as 1.
        over: usize,
    },
    /// Half a wave of cosine down to 0, where it stays.
    Cosine {
        /// Rounds until the rate is 0; 0 counts as 1.
        over: usize,
    },
    /// Half a wave of cosine after the other, each twice as long as the one before and beginning high again.
    WarmRestarts {
        /// Rounds of the first half wave; 0 counts as 1.
        over: usize,
    },
}

impl Schedule {
    /// The names of the schedules, in order, as links and lists have them.
    pub const NAMES: [&'static str; 6] = ["constant", "step", "exponential", "inverse", "cosine", "restarts"];

    /// The factor of a step where none is named: a half.
    pub const STEP_FACTOR: f64 = 0.5;

    /// The schedule of that name over so many rounds, if there is one.
    pub fn named(name: &str, rounds: usize) -> Option<Self> {
        Some(match name {
            "constant" => Self::Constant,
            "step" => Self::Step { every: rounds, factor: Self::STEP_FACTOR },
            "exponential" => Self::Exponential { over: rounds },
            "inverse" => Self::Inverse { over: rounds },
            "cosine" => Self::Cosine { over: rounds },
            "restarts" => Self::WarmRestarts { over: rounds },
            _ => return None,
        })
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        Self::NAMES[match self {
            Self::Constant => 0,
            Self::Step { .. } => 1,
            Self::Exponential { .. } => 2,
            Self::Inverse { .. } => 3,
            Self::Cosine { .. } => 4,
            Self::WarmRestarts { .. } => 5,
        }]
    }

    /// The schedule over so many rounds instead; a constant rate has none and stays.
    #[must_use]
    pub fn over(self, rounds: usize) -> Self {
        let same = Self::named(self.name(), rounds).unwrap_or(self);
        self.factor().map_or(same, |factor| same.by_factor(factor))
    }

    /// The schedule with each step multiplying the rate by that factor; those that have no steps stay.
    #[must_use]
    pub fn by_factor(self, factor: f64) -> Self {
        match self {
            Self::Step { every, .. } => Self::Step { every, factor },
            other => other,
        }
    }

    /// What a step multiplies the rate by; none where there are no steps.
    pub fn factor(self) -> Option<f64> {
        if let Self::Step { factor, .. } = self { Some(factor) } else { None }
    }

    /// The rounds that it is measured in; none for a constant rate.
    pub fn length(self) -> Option<usize> {
        match self {
            Self::Constant => None,
            Self::Step { every: over, .. }
            | Self::Exponential { over }
            | Self::Inverse { over }
            | Self::Cosine { over }
            | Self::WarmRestarts { over } => Some(over),
        }
    }

    /// The learning rate of a round.
    ///
    /// # Units and range
    /// `round` counts from 1, and 0 counts as 1. For a base rate above 0 the rate is never below 0.
    pub fn rate(self, base: f64, round: usize) -> f64 {
        let x = round.saturating_sub(1);
        let length = self.length().unwrap_or(1).max(1);
        let share = x as f64 / length as f64;
        match self {
            Self::Constant => base,
            Self::Step { factor, .. } => base * math::pow(factor, (x / length) as f64),
            Self::Exponential { .. } => base * math::pow(2.0, -share),
            Self::Inverse { .. } => base / (1.0 + share),
            Self::Cosine { .. } => base * half_wave(share),
            Self::WarmRestarts { .. } => base * half_wave(since_restart(x, length)),
        }
    }
}

/// ½(1 + cos πt), from 1 at 0 down to 0 at 1 and beyond.
fn half_wave(t: f64) -> f64 {
    if t >= 1.0 { 0.0 } else { 0.5 * (1.0 + math::cos(std::f64::consts::PI * t)) }
}

/// How much of its half wave has passed, where half waves take n, 2n, 4n, … rounds.
fn since_restart(mut x: usize, mut length: usize) -> f64 {
    while x >= length {
        x -= length;
        length = length.saturating_mul(2);
    }
    x as f64 / length as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rates(schedule: Schedule, rounds: &[usize]) -> Vec<f64> {
        rounds.iter().map(|round| schedule.rate(0.8, *round)).collect()
    }

    fn close(found: &[f64], wanted: &[f64]) {
        assert_eq!(found.len(), wanted.len());
        for (found, wanted) in found.iter().zip(wanted) {
            assert!((found - wanted).abs() < 1e-15, "{found} for {wanted}");
        }
    }

    #[test]
    fn every_schedule_begins_with_the_base_rate_and_has_its_name() {
        for name in Schedule::NAMES {
            let schedule = Schedule::named(name, 10).unwrap();
            assert_eq!((schedule.name(), schedule.rate(0.3, 1)), (name, 0.3));
            assert_eq!(schedule.length(), (name != "constant").then_some(10));
        }
        assert_eq!(Schedule::named("triangle", 10), None);
    }

    #[test]
    fn a_step_is_taken_after_each_so_many_rounds() {
        let schedule = Schedule::Step { every: 3, factor: 0.1 };
        close(&rates(schedule, &[1, 3, 4, 6, 7]), &[0.8, 0.8, 0.08, 0.08, 0.008]);
    }

    #[test]
    fn a_schedule_over_other_rounds_keeps_its_factor() {
        let schedule = Schedule::Step { every: 3, factor: 0.1 };
        assert_eq!(schedule.over(5), Schedule::Step { every: 5, factor: 0.1 });
        assert_eq!(schedule.by_factor(0.9).factor(), Some(0.9));
        assert_eq!(Schedule::Cosine { over: 3 }.over(5).by_factor(0.9), Schedule::Cosine { over: 5 });
        assert_eq!(Schedule::Constant.over(5), Schedule::Constant);
    }

    #[test]
    fn the_smooth_ones_are_half_way_where_they_should_be() {
        close(&rates(Schedule::Exponential { over: 4 }, &[5, 9]), &[0.4, 0.2]);
        close(&rates(Schedule::Inverse { over: 4 }, &[5, 13]), &[0.4, 0.2]);
        close(&rates(Schedule::Cosine { over: 4 }, &[3, 5, 6, 1000]), &[0.4, 0.0, 0.0, 0.0]);
    }

    #[test]
    fn a_restart_begins_high_again_and_lasts_twice_as_long() {
        let schedule = Schedule::WarmRestarts { over: 4 };
        close(&rates(schedule, &[3, 5, 9, 13, 21, 29]), &[0.4, 0.8, 0.4, 0.8, 0.4, 0.8]);
    }

    #[test]
    fn no_length_and_no_round_do_no_harm() {
        for name in Schedule::NAMES {
            let schedule = Schedule::named(name, 0).unwrap();
            for round in [0, 1, 2, usize::MAX] {
                assert!(schedule.rate(0.5, round) >= 0.0, "{name} at {round}");
            }
        }
    }
}
