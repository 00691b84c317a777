//! A number of a report.

use serde::{Serialize, Serializer};

/// A number that serializes as itself where it is finite and as nothing (`null`) where it is not.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number(pub f64);

impl Number {
    pub(super) fn list(values: impl IntoIterator<Item = f64>) -> Vec<Self> {
        values.into_iter().map(Self).collect()
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0.is_finite() { serializer.serialize_f64(self.0) } else { serializer.serialize_none() }
    }
}
