//! The fault: what is wrong in an example document, and where.

use thiserror::Error;

/// A sentence saying what is wrong, with the path of the place, such as
/// `layers[1].weights[0]: 3 weights for 2 inputs`.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{}{}{problem}", path, if path.is_empty() { "" } else { ": " })]
pub struct Fault {
    /// The place in the document, such as `layers[1].weights[0]`; empty for the document itself.
    pub path: String,
    /// What is wrong there.
    pub problem: String,
}

impl Fault {
    /// The fault at that place.
    pub fn new(path: impl Into<String>, problem: impl Into<String>) -> Self {
        Self { path: path.into(), problem: problem.into() }
    }

    /// The same fault seen from outside `parent`.
    #[must_use]
    pub(crate) fn within(self, parent: &str) -> Self {
        let dot = if self.path.is_empty() || self.path.starts_with('[') { "" } else { "." };
        Self { path: format!("{parent}{dot}{}", self.path), problem: self.problem }
    }
}
