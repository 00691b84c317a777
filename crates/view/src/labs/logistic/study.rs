//! The samples that the logistic lab learns from: tumours by radius, by radius and texture, or ten points.

use gradlight_core::logistic::Logistic;
use gradlight_core::tabular::{Standardiser, Table};

/// Where the measurements come from, below the page's folder.
pub(super) const DATA: &str = "data/breast_cancer.csv";

/// Hours of study, and whether the exam was passed: for a page without its data.
const TEN: [(f64, bool); 10] = [
    (0.5, false),
    (1.0, false),
    (1.5, false),
    (2.0, true),
    (2.5, false),
    (3.0, false),
    (3.5, true),
    (4.0, true),
    (4.5, true),
    (5.5, true),
];

/// Which samples.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Tumours by their radius.
    Radius,
    /// Tumours by radius and texture.
    Both,
    /// Ten points that are always there.
    Ten,
}

impl Kind {
    /// Every kind with its name in links and on the page.
    pub(super) const ALL: [(Self, &'static str, &'static str); 3] = [
        (Self::Radius, "radius", "Radius"),
        (Self::Both, "both", "Radius and texture"),
        (Self::Ten, "ten", "Ten exams"),
    ];

    pub(super) fn name(self) -> &'static str {
        Self::ALL.iter().find(|(kind, ..)| *kind == self).map_or("radius", |(_, name, _)| name)
    }

    pub(super) fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known, _)| *known == name).map(|(kind, ..)| *kind)
    }

    pub(super) fn features(self) -> usize {
        if self == Self::Both { 2 } else { 1 }
    }

    /// What the features are called.
    pub(super) fn feature_names(self) -> &'static [&'static str] {
        match self {
            Self::Radius => &["mean radius"],
            Self::Both => &["mean radius", "mean texture"],
            Self::Ten => &["hours of study"],
        }
    }

    /// What class 1 and class 0 are called.
    pub(super) fn class_names(self) -> [&'static str; 2] {
        if self == Self::Ten { ["passed", "failed"] } else { ["malignant", "benign"] }
    }
}

/// The samples, standardised for training.
#[derive(Clone, Debug)]
pub(super) struct Study {
    /// Each sample's features as measured.
    pub(super) raw: Vec<Vec<f64>>,
    /// The same in standard deviations from the mean.
    pub(super) rows: Vec<Vec<f64>>,
    /// Whether each is of class 1.
    pub(super) labels: Vec<bool>,
    pub(super) standard: Standardiser,
}

impl Study {
    /// The samples of that kind; none where they need the table and it is not there.
    pub(super) fn of(kind: Kind, table: Option<&Table>) -> Option<Self> {
        let (raw, labels): (Vec<Vec<f64>>, Vec<bool>) = match (kind, table) {
            (Kind::Ten, _) => TEN.iter().map(|(hours, passed)| (vec![*hours], *passed)).unzip(),
            (_, Some(table)) => {
                let rows = table.rows.iter().map(|row| row[..kind.features()].to_vec()).collect();
                // Class 0 of the file is malignant, which is what is to be found: class 1 here.
                (rows, table.labels.iter().map(|class| *class == 0).collect())
            }
            (_, None) => return None,
        };
        let all: Vec<usize> = (0..raw.len()).collect();
        let standard = Standardiser::of(&raw, &all);
        let rows = raw.iter().map(|row| standard.apply(row)).collect();
        Some(Self { raw, rows, labels, standard })
    }

    pub(super) fn loss(&self, model: &Logistic) -> f64 {
        model.loss(&self.rows, &self.labels)
    }

    /// Each sample's probability.
    pub(super) fn scores(&self, model: &Logistic) -> Vec<f64> {
        self.rows.iter().map(|row| model.probability(row)).collect()
    }

    /// The least and the largest value of a feature as measured.
    pub(super) fn range(&self, feature: usize) -> (f64, f64) {
        let values = self.raw.iter().map(|row| row[feature]);
        values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)))
    }
}
