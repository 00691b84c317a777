//! One comparison: a measurement, its baseline, and how far apart they may be.

use anyhow::{Context as _, Result};
use serde_json::Value;

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unit {
    /// Thousandths of a second.
    Milliseconds,
    /// Bytes, shown by the thousand.
    Kilobytes,
    /// Things.
    Count,
}

impl Unit {
    fn named(name: &str) -> Option<Self> {
        match name {
            "ms" => Some(Self::Milliseconds),
            "bytes" => Some(Self::Kilobytes),
            "count" => Some(Self::Count),
            _ => None,
        }
    }

    /// The number with its unit.
    pub(crate) fn show(self, value: f64) -> String {
        match self {
            Self::Milliseconds => format!("{value:.2} ms"),
            Self::Kilobytes => format!("{:.1} KB", value / 1000.0),
            Self::Count => format!("{value}"),
        }
    }
}

/// A measurement beside its baseline.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Row {
    /// What was measured.
    pub(crate) what: String,
    /// The measurement.
    pub(crate) measured: f64,
    /// What it is compared with.
    pub(crate) baseline: f64,
    /// What that is, in words.
    pub(crate) against: String,
    /// The unit of both.
    pub(crate) unit: Unit,
    /// The largest ratio that is allowed.
    pub(crate) budget: f64,
}

impl Row {
    /// The rows that a measuring program has printed.
    ///
    /// # Errors
    ///
    /// One is not complete.
    pub(crate) fn list(printed: &Value) -> Result<Vec<Self>> {
        printed.as_array().context("the measurements are no list")?.iter().map(Self::read).collect()
    }

    fn read(printed: &Value) -> Result<Self> {
        let number = |key: &str| printed[key].as_f64().with_context(|| format!("{printed} has no {key}"));
        let text = |key: &str| printed[key].as_str().with_context(|| format!("{printed} has no {key}"));
        Ok(Self {
            what: text("what")?.to_owned(),
            measured: number("measured")?,
            baseline: number("baseline")?,
            against: text("against")?.to_owned(),
            unit: Unit::named(text("unit")?).with_context(|| format!("{printed} has an unknown unit"))?,
            budget: number("budget")?,
        })
    }

    /// How many times the baseline was measured.
    pub(crate) fn ratio(&self) -> f64 {
        self.measured / self.baseline
    }

    /// Whether the ratio is within its budget; no number is within none.
    pub(crate) fn holds(&self) -> bool {
        self.ratio() <= self.budget
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn row(measured: f64, baseline: f64) -> Row {
        let printed = json!([{
            "what": "a round", "measured": measured, "baseline": baseline, "against": "before", "unit": "ms", "budget": 1.1,
        }]);
        Row::list(&printed).unwrap().remove(0)
    }

    #[test]
    fn a_ratio_at_its_budget_holds_and_one_beyond_does_not() {
        assert!(row(1.1, 1.0).holds());
        assert!(!row(1.2, 1.0).holds());
        assert!(!row(0.0, 0.0).holds(), "nothing measured against nothing");
    }

    #[test]
    fn a_row_that_lacks_something_is_refused() {
        let fault = Row::list(&json!([{"what": "a round", "measured": 1.0}])).unwrap_err();
        assert!(fault.to_string().contains("no baseline"), "{fault}");
    }
}
