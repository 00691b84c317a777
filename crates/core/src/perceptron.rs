//! The perceptron: a step neuron and the rule by which it learns, example by example (Rosenblatt, 1957).
//!
//! ```text
//! z = w·x + b
//! missed positive   w ← w + α·x   b ← b + α
//! missed negative   w ← w − α·x   b ← b − α
//! ```
//!
//! Nothing changes when the answer is right. It converges where a line parts the classes, and nowhere else.

/// How classes are written, and what the answer is where z is exactly 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Labels {
    /// 0 and 1; the answer is 1 where z ≥ 0.
    ZeroOne,
    /// −1 and +1; the answer is +1 where z > 0.
    PlusMinus,
}

impl Labels {
    /// The label of a class.
    pub fn of(self, is_positive: bool) -> f64 {
        match (self, is_positive) {
            (_, true) => 1.0,
            (Self::ZeroOne, false) => 0.0,
            (Self::PlusMinus, false) => -1.0,
        }
    }

    /// Whether the answer to z is the positive class.
    pub fn answers(self, z: f64) -> bool {
        match self {
            Self::ZeroOne => z >= 0.0,
            Self::PlusMinus => z > 0.0,
        }
    }
}

/// Whether the bias learns too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bias {
    /// It moves by ±α.
    Moves,
    /// It stays, as on slides that forget it: the line can then only turn.
    Stays,
}

/// One example: a point of the plane and its class.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// Its two features.
    pub x: [f64; 2],
    /// Whether it is of the positive class.
    pub is_positive: bool,
}

/// A step neuron of two inputs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Perceptron {
    /// Its weights.
    pub weights: [f64; 2],
    /// Its bias.
    pub bias: f64,
}

/// What one example brought about.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lesson {
    /// The weighted input.
    pub z: f64,
    /// Whether the answer was the positive class.
    pub answer: bool,
    /// Whether it was wrong, so that something was learned.
    pub is_wrong: bool,
    /// +1 for a missed positive, −1 for a missed negative, 0 for a right answer.
    pub direction: f64,
    /// The neuron afterwards.
    pub after: Perceptron,
}

/// How it learns.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rule {
    /// The learning rate α, 0 < α ≤ 1.
    pub rate: f64,
    /// How classes are written.
    pub labels: Labels,
    /// Whether the bias learns too.
    pub bias: Bias,
}

impl Perceptron {
    /// z = w·x + b.
    pub fn net(&self, x: [f64; 2]) -> f64 {
        self.weights[0] * x[0] + self.weights[1] * x[1] + self.bias
    }

    /// Shows the neuron one example.
    pub fn learn(&self, point: &Point, rule: &Rule) -> Lesson {
        let z = self.net(point.x);
        let answer = rule.labels.answers(z);
        let is_wrong = answer != point.is_positive;
        let direction = match (is_wrong, point.is_positive) {
            (false, _) => 0.0,
            (true, true) => 1.0,
            (true, false) => -1.0,
        };
        let mut after = *self;
        if is_wrong {
            let step = rule.rate * direction;
            after.weights = [self.weights[0] + step * point.x[0], self.weights[1] + step * point.x[1]];
            if rule.bias == Bias::Moves {
                after.bias = self.bias + step;
            }
        }
        Lesson { z, answer, is_wrong, direction, after }
    }

    /// How many of the points it answers wrongly.
    pub fn mistakes(&self, points: &[Point], labels: Labels) -> usize {
        points.iter().filter(|point| labels.answers(self.net(point.x)) != point.is_positive).count()
    }
}

/// Where learning leads, found by trying.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// After so many lessons no point is wrong any more.
    Converges {
        /// Lessons given.
        lessons: usize,
    },
    /// After an epoch the neuron is what it was some epochs before: it goes round for ever.
    Cycles {
        /// The epoch at whose end it is again what it was.
        epoch: usize,
        /// How many epochs one turn takes.
        length: usize,
    },
    /// Neither within the epochs tried.
    Open,
}

/// Neurons closer than this in each number are the same: sums of rates differ in the last bits.
const SAME: f64 = 1e-9;

/// Shows all points in order, epoch after epoch, and tells how it ends.
pub fn fate(start: &Perceptron, points: &[Point], rule: &Rule, most_epochs: usize) -> Fate {
    let mut now = *start;
    let mut ends = vec![now];
    if now.mistakes(points, rule.labels) == 0 {
        return Fate::Converges { lessons: 0 };
    }
    for epoch in 1..=most_epochs {
        for (place, point) in points.iter().enumerate() {
            let lesson = now.learn(point, rule);
            now = lesson.after;
            if lesson.is_wrong && now.mistakes(points, rule.labels) == 0 {
                return Fate::Converges { lessons: (epoch - 1) * points.len() + place + 1 };
            }
        }
        if let Some(before) = ends.iter().rposition(|end| is_same(end, &now)) {
            return Fate::Cycles { epoch, length: epoch - before };
        }
        ends.push(now);
    }
    Fate::Open
}

fn is_same(one: &Perceptron, other: &Perceptron) -> bool {
    let close = |a: f64, b: f64| (a - b).abs() <= SAME;
    close(one.weights[0], other.weights[0]) && close(one.weights[1], other.weights[1]) && close(one.bias, other.bias)
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULE: Rule = Rule { rate: 0.5, labels: Labels::ZeroOne, bias: Bias::Moves };
    const ZERO: Perceptron = Perceptron { weights: [0.0, 0.0], bias: 0.0 };

    fn gate(targets: [bool; 4]) -> Vec<Point> {
        let inputs = [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]];
        inputs.into_iter().zip(targets).map(|(x, is_positive)| Point { x, is_positive }).collect()
    }

    #[test]
    fn a_missed_positive_adds_the_input_and_a_missed_negative_takes_it_away() {
        let start = Perceptron { weights: [-1.0, 0.0], bias: 0.0 };
        let missed = Point { x: [2.0, 3.0], is_positive: true };
        let lesson = start.learn(&missed, &RULE);
        assert!(lesson.is_wrong);
        assert_eq!(lesson.after, Perceptron { weights: [0.0, 1.5], bias: 0.5 });
        let lesson = lesson.after.learn(&Point { is_positive: false, ..missed }, &RULE);
        assert_eq!(lesson.after, start);
    }

    #[test]
    fn a_right_answer_changes_nothing() {
        let point = Point { x: [1.0, 1.0], is_positive: true };
        let lesson = ZERO.learn(&point, &RULE);
        assert_eq!((lesson.is_wrong, lesson.after), (false, ZERO), "0 ≥ 0 is a 1");
        let strict = Rule { labels: Labels::PlusMinus, ..RULE };
        assert!(ZERO.learn(&point, &strict).is_wrong, "0 > 0 is false, so the answer is −1");
    }

    #[test]
    fn separable_gates_converge_and_xor_goes_round_for_ever() {
        for labels in [Labels::ZeroOne, Labels::PlusMinus] {
            let rule = Rule { labels, ..RULE };
            for targets in [[false, false, false, true], [false, true, true, true], [true, true, true, false]] {
                let fate = fate(&ZERO, &gate(targets), &rule, 100);
                assert!(matches!(fate, Fate::Converges { .. }), "{targets:?} {labels:?}: {fate:?}");
            }
            let fate = fate(&ZERO, &gate([false, true, true, false]), &rule, 100);
            assert!(matches!(fate, Fate::Cycles { .. }), "{labels:?}: {fate:?}");
        }
    }

    #[test]
    fn without_its_bias_the_line_only_turns_and_and_is_out_of_reach() {
        let rule = Rule { bias: Bias::Stays, ..RULE };
        let fate = fate(&ZERO, &gate([false, false, false, true]), &rule, 200);
        assert!(!matches!(fate, Fate::Converges { .. }), "{fate:?}");
    }
}
