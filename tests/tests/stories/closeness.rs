//! How near two numbers have to be.

use std::collections::BTreeMap;

/// What one pass may be off, relative to the value.
pub(crate) const ONE_PASS: f64 = 1e-12;

/// What many rounds may be off, relative to the value.
pub(crate) const TRAINED: f64 = 1e-9;

/// Below this a value is what cancellation left of numbers near 1.
const NOISE: f64 = 1e-15;

/// Fails unless the number is within the tolerance of what it should be.
pub(crate) fn assert_close(found: f64, expected: f64, tolerance: f64, what: &str) {
    let off = (found - expected).abs();
    assert!(off <= tolerance * expected.abs() || off <= NOISE, "{what}: {found}, not {expected}");
}

/// Fails unless both hold the same quantities with the same bits.
pub(crate) fn assert_same(found: &BTreeMap<String, f64>, expected: &BTreeMap<String, f64>, what: &str) {
    let bits = |quantities: &BTreeMap<String, f64>| -> Vec<(String, u64)> {
        quantities.iter().map(|(id, value)| (id.clone(), value.to_bits())).collect()
    };
    assert_eq!(bits(found), bits(expected), "{what}: {found:?}, not {expected:?}");
}
