//! What is printed of a comparison, and the statistics in use.

use serde::Serialize;

/// What a number counts.
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) enum Unit {
    /// Milliseconds.
    #[serde(rename = "ms")]
    Milliseconds,
    /// Bytes.
    #[serde(rename = "bytes")]
    Bytes,
    /// Things.
    #[serde(rename = "count")]
    Count,
}

/// A measurement beside its baseline.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Measurement {
    /// What was measured.
    pub(crate) what: String,
    /// The measurement.
    pub(crate) measured: f64,
    /// What it is compared with.
    pub(crate) baseline: f64,
    /// What that is, in words.
    pub(crate) against: &'static str,
    /// The unit of both.
    pub(crate) unit: Unit,
    /// The largest ratio that is allowed.
    pub(crate) budget: f64,
}

/// The value that so great a share of the values, 0…1, do not exceed; NaN of none.
pub(crate) fn quantile(values: &[f64], share: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let place = (share * sorted.len() as f64).ceil() as usize;
    sorted.get(place.saturating_sub(1)).copied().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nineteen_of_twenty_do_not_exceed_the_95th_percentile() {
        let values: Vec<f64> = (1..=20).rev().map(f64::from).collect();
        assert_eq!((quantile(&values, 0.95), quantile(&values, 0.5), quantile(&values, 1.0)), (19.0, 10.0, 20.0));
        assert!(quantile(&[], 0.5).is_nan());
    }
}
