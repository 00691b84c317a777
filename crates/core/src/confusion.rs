//! Confusion: how predictions of two classes stand against the truth, at one threshold or at all.

use crate::order::sort_by_number;

/// How many predictions of each kind there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Confusion {
    /// Class 1, and predicted so.
    pub true_positive: usize,
    /// Class 0, but predicted as 1.
    pub false_positive: usize,
    /// Class 0, and predicted so.
    pub true_negative: usize,
    /// Class 1, but predicted as 0.
    pub false_negative: usize,
}

impl Confusion {
    /// Counts predictions: class 1 from the threshold on.
    ///
    /// # Shapes
    /// `scores` and `labels`: one entry a prediction; a score that is no number counts as class 0.
    pub fn at(threshold: f64, scores: &[f64], labels: &[bool]) -> Self {
        let mut counted = Self::default();
        for (score, label) in scores.iter().zip(labels) {
            let place = match (*score >= threshold, label) {
                (true, true) => &mut counted.true_positive,
                (true, false) => &mut counted.false_positive,
                (false, false) => &mut counted.true_negative,
                (false, true) => &mut counted.false_negative,
            };
            *place += 1;
        }
        counted
    }

    /// How many predictions there are.
    pub fn total(&self) -> usize {
        self.true_positive + self.false_positive + self.true_negative + self.false_negative
    }

    /// The share of predictions that are right: (TP + TN) / all; NaN of none, here and below.
    pub fn accuracy(&self) -> f64 {
        share(self.true_positive + self.true_negative, self.total())
    }

    /// The share of those predicted as class 1 that are: TP / (TP + FP).
    pub fn precision(&self) -> f64 {
        share(self.true_positive, self.true_positive + self.false_positive)
    }

    /// The share of class 1 that is found, the true positive rate: TP / (TP + FN).
    pub fn recall(&self) -> f64 {
        share(self.true_positive, self.true_positive + self.false_negative)
    }

    /// The share of class 0 that is taken for class 1: FP / (FP + TN).
    pub fn false_positive_rate(&self) -> f64 {
        share(self.false_positive, self.false_positive + self.true_negative)
    }

    /// The harmonic mean of precision and recall: 2 TP / (2 TP + FP + FN).
    pub fn f1(&self) -> f64 {
        share(2 * self.true_positive, 2 * self.true_positive + self.false_positive + self.false_negative)
    }
}

fn share(part: usize, of: usize) -> f64 {
    part as f64 / of as f64
}

/// The confusion at every threshold that makes a difference, from ∞ down: each score once.
fn sweep(scores: &[f64], labels: &[bool]) -> Vec<Confusion> {
    let mut order: Vec<usize> = (0..scores.len().min(labels.len())).filter(|s| !scores[*s].is_nan()).collect();
    sort_by_number(&mut order, |s| -scores[*s]);
    let mut counted = Confusion::at(f64::INFINITY, &vec![f64::NAN; scores.len()], labels);
    let mut all = vec![counted];
    for (place, &s) in order.iter().enumerate() {
        if labels[s] {
            counted.true_positive += 1;
            counted.false_negative -= 1;
        } else {
            counted.false_positive += 1;
            counted.true_negative -= 1;
        }
        // Equal scores pass the threshold together.
        if order.get(place + 1).is_none_or(|next| scores[*next] != scores[s]) {
            all.push(counted);
        }
    }
    all
}

/// The receiver operating characteristic: (false positive rate, recall) as the threshold falls, (0, 0) to (1, 1).
pub fn roc(scores: &[f64], labels: &[bool]) -> Vec<(f64, f64)> {
    sweep(scores, labels).iter().map(|at| (at.false_positive_rate(), at.recall())).collect()
}

/// (Recall, precision) as the threshold falls; the first point, where nothing is predicted as class 1, is left out.
pub fn precision_recall(scores: &[f64], labels: &[bool]) -> Vec<(f64, f64)> {
    sweep(scores, labels).iter().skip(1).map(|at| (at.recall(), at.precision())).collect()
}

/// The area under the receiver operating characteristic, by trapezoids: ½ for guessing, 1 for perfect order.
pub fn area_under(curve: &[(f64, f64)]) -> f64 {
    curve.windows(2).fold(0.0, |area, pair| area + (pair[1].0 - pair[0].0) * (pair[0].1 + pair[1].1) / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCORES: [f64; 6] = [0.9, 0.8, 0.8, 0.4, 0.3, 0.1];
    const LABELS: [bool; 6] = [true, true, false, true, false, false];

    #[test]
    fn predictions_are_counted_at_a_threshold() {
        let at = Confusion::at(0.5, &SCORES, &LABELS);
        let expected = Confusion { true_positive: 2, false_positive: 1, true_negative: 2, false_negative: 1 };
        assert_eq!(at, expected);
        assert_eq!((at.accuracy(), at.precision(), at.recall()), (4.0 / 6.0, 2.0 / 3.0, 2.0 / 3.0));
        assert_eq!((at.false_positive_rate(), at.f1()), (1.0 / 3.0, 2.0 / 3.0));
        assert_eq!(Confusion::at(0.8, &SCORES, &LABELS).true_positive, 2, "a score at the threshold is class 1");
    }

    #[test]
    fn a_higher_threshold_finds_less_and_a_lower_one_more() {
        let recall = |threshold: f64| Confusion::at(threshold, &SCORES, &LABELS).recall();
        assert!(recall(0.85) < recall(0.5) && recall(0.5) < recall(0.35));
    }

    #[test]
    fn the_characteristic_runs_from_nothing_to_everything() {
        let curve = roc(&SCORES, &LABELS);
        assert_eq!((curve[0], curve[curve.len() - 1]), ((0.0, 0.0), (1.0, 1.0)));
        assert_eq!(curve.len(), 6, "equal scores make one point");
        // Of 9 pairs of one of each class, 7 are in order and one is a tie.
        assert!((area_under(&curve) - 7.5 / 9.0).abs() < 1e-15);
        assert_eq!(precision_recall(&SCORES, &LABELS)[0], (1.0 / 3.0, 1.0));
    }

    #[test]
    fn perfect_order_has_area_1_and_equal_scores_half() {
        assert_eq!(area_under(&roc(&[0.9, 0.8, 0.2], &[true, true, false])), 1.0);
        assert_eq!(area_under(&roc(&[0.5; 4], &[true, false, true, false])), 0.5);
    }

    #[test]
    fn of_nothing_there_is_no_share() {
        assert!(Confusion::default().accuracy().is_nan());
        assert!(Confusion::at(0.5, &[f64::NAN], &[true]).precision().is_nan());
    }
}
