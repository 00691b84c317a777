//! The regimes of training, and the classifier that names one from what a run shows round by round.

/// How many of the last costs decide whether a run has come to rest or goes round in a cycle.
pub const WINDOW: usize = 64;

/// Two costs count as equal, and a rise as none, within this share of the larger.
pub const SAME: f64 = 1e-6;

/// A cost below this share of the first is at rest: outputs are right to ten digits, what moves is rounding.
pub const REST: f64 = 1e-20;

/// A cost below this is at rest whatever the first: outputs of order one cannot be closer to their targets.
pub const ROUNDING: f64 = 1e-28;

/// An output whose σ′ is below this is in saturation: next to nothing of its error passes back.
pub const FLAT_SLOPE: f64 = 1e-3;

/// Saturation is a fault only while the cost is above this.
pub const SATURATED_COST: f64 = 1e-6;

/// The error may change its sign so often on the way and the run still counts as converging plainly.
pub const CALM_SIGN_CHANGES: u8 = 2;

/// A run whose cost ends above this share of its first crawls.
pub const CRAWLING_SHARE: f64 = 0.5;

/// The periods told apart, the shortest first; a longer one counts as wandering.
pub const PERIODS: [u8; 3] = [2, 4, 8];

/// What a learning rate does to training over a number of rounds. The first that fits is the one named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Regime {
    /// A cost or a parameter is no longer finite.
    Diverges,
    /// For half the run every output's σ′ is below [`FLAT_SLOPE`] and the cost above [`SATURATED_COST`].
    Saturates,
    /// The last costs repeat with this period, one of [`PERIODS`], and no shorter one.
    Cycles(u8),
    /// The cost came to rest, or falls still, below half its first.
    Converges,
    /// As converging, but the error changed its sign more than twice on the way, or the cost rose before it settled.
    Rings,
    /// The cost has never risen, yet ends above half its first.
    Crawls,
    /// None of these: no end, no rest, no short cycle.
    Wanders,
}

impl Regime {
    /// Every regime.
    pub const ALL: [Self; 9] = [
        Self::Diverges,
        Self::Saturates,
        Self::Cycles(2),
        Self::Cycles(4),
        Self::Cycles(8),
        Self::Converges,
        Self::Rings,
        Self::Crawls,
        Self::Wanders,
    ];

    /// Its name as a stable slug, such as `two_cycle`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Diverges => "diverges",
            Self::Saturates => "saturates",
            Self::Cycles(2) => "two_cycle",
            Self::Cycles(4) => "four_cycle",
            Self::Cycles(_) => "eight_cycle",
            Self::Converges => "converges",
            Self::Rings => "rings",
            Self::Crawls => "crawls",
            Self::Wanders => "wanders",
        }
    }
}

/// What one round shows.
#[derive(Clone, Copy, Debug)]
pub struct Glance<'a> {
    /// The cost at the round's start.
    pub cost: f64,
    /// a − y of every output, sample by sample.
    pub errors: &'a [f64],
    /// The factor da/dz that each output's δ carries, in the same order; 1 where δ comes at once as a − y.
    pub slopes: &'a [f64],
}

/// Names the regime of one run, fed round by round; it keeps the last [`WINDOW`] costs and a sign an error.
#[derive(Clone, Debug)]
pub struct Classifier {
    first: f64,
    seen: usize,
    /// The last costs, that of x updates at x mod [`WINDOW`].
    window: [f64; WINDOW],
    has_risen: bool,
    has_diverged: bool,
    /// Each error's last sign that was not zero, and how often it changed.
    signs: Vec<(f64, u8)>,
    has_rung: bool,
    saturated_rounds: usize,
    /// In how many rounds each output was in saturation.
    saturated_outputs: Vec<usize>,
}

impl Classifier {
    /// A classifier of a run over so many samples of so many outputs.
    pub fn new(samples: usize, outputs: usize) -> Self {
        Self {
            first: f64::NAN,
            seen: 0,
            window: [f64::NAN; WINDOW],
            has_risen: false,
            has_diverged: false,
            signs: vec![(0.0, 0); samples * outputs],
            has_rung: false,
            saturated_rounds: 0,
            saturated_outputs: vec![0; outputs],
        }
    }

    /// Sees the next round.
    ///
    /// # Shapes
    /// `errors` and `slopes`: an entry an output of every sample.
    pub fn see(&mut self, glance: Glance<'_>) {
        self.see_end(glance.cost);
        if !self.has_rung && glance.cost > self.floor() {
            self.see_signs(glance.errors);
        }
        if glance.cost > SATURATED_COST {
            self.see_slopes(glance.slopes);
        }
    }

    /// Sees the cost after the last update, where no round follows.
    pub fn see_end(&mut self, cost: f64) {
        if self.seen == 0 {
            self.first = cost;
        } else {
            let before = self.window[(self.seen - 1) % WINDOW];
            self.has_risen |= self.is_above(cost, before);
        }
        self.window[self.seen % WINDOW] = cost;
        self.seen += 1;
        self.has_diverged |= !cost.is_finite();
    }

    /// Is told that a cost or a parameter left the range of finite numbers.
    pub fn diverge(&mut self) {
        self.has_diverged = true;
    }

    fn see_signs(&mut self, errors: &[f64]) {
        for ((sign, changes), error) in self.signs.iter_mut().zip(errors) {
            if *error == 0.0 {
                continue;
            }
            if *sign * error.signum() < 0.0 {
                *changes += 1;
                self.has_rung |= *changes > CALM_SIGN_CHANGES;
            }
            *sign = error.signum();
        }
    }

    fn see_slopes(&mut self, slopes: &[f64]) {
        let outputs = self.saturated_outputs.len();
        let mut all = true;
        for (k, rounds) in self.saturated_outputs.iter_mut().enumerate() {
            let is_flat = slopes.iter().skip(k).step_by(outputs).all(|slope| slope.abs() < FLAT_SLOPE);
            *rounds += usize::from(is_flat);
            all &= is_flat;
        }
        self.saturated_rounds += usize::from(all);
    }

    /// How many outputs were in saturation, the cost above [`SATURATED_COST`], for half the run.
    pub fn stuck_outputs(&self) -> usize {
        self.saturated_outputs.iter().filter(|rounds| self.is_half(**rounds)).count()
    }

    /// The regime of what has been seen so far.
    pub fn regime(&self) -> Regime {
        if self.has_diverged {
            return Regime::Diverges;
        }
        if self.is_half(self.saturated_rounds) {
            return Regime::Saturates;
        }
        if !self.repeats(1)
            && let Some(period) = PERIODS.into_iter().find(|period| self.repeats(usize::from(*period)))
        {
            return Regime::Cycles(period);
        }
        if !self.is_settled() {
            return Regime::Wanders;
        }
        let has_rung = self.has_rung || self.has_risen;
        if has_rung {
            Regime::Rings
        } else if self.seen > 0 && self.cost_ago(0) > CRAWLING_SHARE * self.first {
            Regime::Crawls
        } else {
            Regime::Converges
        }
    }

    fn is_half(&self, rounds: usize) -> bool {
        rounds > 0 && 2 * rounds >= self.seen
    }

    /// The cost below which nothing but rounding moves.
    fn floor(&self) -> f64 {
        (REST * self.first).max(ROUNDING)
    }

    fn is_above(&self, cost: f64, before: f64) -> bool {
        cost > before * (1.0 + SAME) + self.floor()
    }

    /// The cost so many updates before the last one seen.
    fn cost_ago(&self, ago: usize) -> f64 {
        self.window[(self.seen - 1 - ago) % WINDOW]
    }

    /// The pairs of costs, earlier and later, that lie so many updates apart among the last ones.
    fn pairs(&self, apart: usize) -> impl Iterator<Item = (f64, f64)> + '_ {
        let known = self.seen.min(WINDOW);
        (apart..known).map(move |ago| (self.cost_ago(ago), self.cost_ago(ago - apart)))
    }

    /// Whether the last costs repeat with that period; the window must hold it twice.
    fn repeats(&self, period: usize) -> bool {
        self.seen.min(WINDOW) >= 2 * period
            && self
                .pairs(period)
                .all(|(before, after)| (after - before).abs() <= SAME * before.max(after) + self.floor())
    }

    /// Whether no cost of the window is above the one two updates before: what still swings dies away.
    ///
    /// Two and not one, for an error that changes sides each round may cost more on one side than on the other.
    fn is_settled(&self) -> bool {
        self.pairs(2).all(|(before, after)| !self.is_above(after, before))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::math;

    /// The regime of a run of one output with these costs and no errors to speak of.
    fn regime(costs: impl IntoIterator<Item = f64>) -> Regime {
        let mut classifier = Classifier::new(1, 1);
        costs.into_iter().for_each(|cost| classifier.see(Glance { cost, errors: &[1.0], slopes: &[1.0] }));
        classifier.regime()
    }

    /// A falling start, so that what follows is no first cost.
    fn after_a_start(costs: impl IntoIterator<Item = f64>) -> Regime {
        regime([1.0].into_iter().chain(costs))
    }

    #[test]
    fn the_shortest_period_names_the_cycle() {
        for period in PERIODS {
            let costs = (0..200).map(|x| 0.1 + f64::from(x % u32::from(period)) / 100.0);
            assert_eq!(after_a_start(costs), Regime::Cycles(period));
        }
        assert_eq!(after_a_start((0..200).map(|x| 0.1 + f64::from(x % 3))), Regime::Wanders);
        assert_eq!(after_a_start((0..200).map(|x| 0.1 + f64::from(x % 16))), Regime::Wanders);
    }

    #[test]
    fn a_falling_cost_converges_or_crawls_by_how_far_it_comes() {
        let falling = |rate: f64| (0..200).map(move |x| math::exp(-rate * f64::from(x)));
        assert_eq!(regime(falling(0.05)), Regime::Converges);
        assert_eq!(regime(falling(0.001)), Regime::Crawls);
        assert_eq!(regime([0.3; 200]), Regime::Crawls);
        assert_eq!(regime([0.0; 200]), Regime::Converges);
    }

    #[test]
    fn rounding_at_rest_is_no_cycle_and_no_rise() {
        let costs =
            (0..200).map(|x| if x < 50 { 0.5 / math::pow(10.0, f64::from(x)) } else { f64::from(x % 2) * 3e-31 });
        assert_eq!(regime(costs), Regime::Converges);
    }

    #[test]
    fn a_cost_that_rose_before_it_settled_rings() {
        assert_eq!(after_a_start([3.0].into_iter().chain([0.25; 100])), Regime::Rings);
    }

    #[test]
    fn the_third_change_of_sign_makes_it_ring() {
        let with_changes = |changes: usize| {
            let mut classifier = Classifier::new(1, 1);
            for x in 0..200 {
                let sign = if x.min(changes) % 2 == 0 { 1.0 } else { -1.0 };
                let cost = math::pow(0.9, x as f64);
                classifier.see(Glance { cost, errors: &[sign * cost.sqrt()], slopes: &[1.0] });
            }
            classifier.regime()
        };
        assert_eq!([0, 1, 2].map(with_changes), [Regime::Converges; 3]);
        assert_eq!(with_changes(3), Regime::Rings);
    }

    #[test]
    fn saturation_needs_every_output_flat_for_half_the_run() {
        let with_slopes = |rounds: usize, slopes: [f64; 2], cost: f64| {
            let mut classifier = Classifier::new(1, 2);
            for x in 0..100 {
                let slopes = if x < rounds { slopes } else { [0.2; 2] };
                classifier.see(Glance { cost, errors: &[0.1; 2], slopes: &slopes });
            }
            (classifier.regime() == Regime::Saturates, classifier.stuck_outputs())
        };
        assert_eq!(with_slopes(50, [1e-4; 2], 0.1), (true, 2));
        assert_eq!(with_slopes(49, [1e-4; 2], 0.1), (false, 0));
        assert_eq!(with_slopes(100, [1e-4, 0.2], 0.1), (false, 1));
        assert_eq!(with_slopes(100, [1e-4; 2], 1e-7), (false, 0));
    }

    #[test]
    fn a_number_that_is_none_diverges() {
        assert_eq!(after_a_start([0.5, f64::NAN]), Regime::Diverges);
        assert_eq!(after_a_start([0.5, f64::INFINITY, 0.5]), Regime::Diverges);
    }
}
