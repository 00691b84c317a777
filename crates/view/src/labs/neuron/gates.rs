//! Logic gates: their truth tables, and how many rows of one a neuron has right.

use super::Unit;

/// The rows of a truth table: both inputs.
pub(super) const ROWS: [[f64; 2]; 4] = [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]];

/// A logic gate of two inputs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gate {
    /// 1 where both inputs are.
    And,
    /// 1 where an input is.
    Or,
    /// 0 where both inputs are 1.
    Nand,
    /// 1 where the inputs differ: no line parts the classes.
    Xor,
}

impl Gate {
    pub(super) const ALL: [Self; 4] = [Self::And, Self::Or, Self::Nand, Self::Xor];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::And => "and",
            Self::Or => "or",
            Self::Nand => "nand",
            Self::Xor => "xor",
        }
    }

    pub(super) fn label(self) -> &'static str {
        match self {
            Self::And => "AND",
            Self::Or => "OR",
            Self::Nand => "NAND",
            Self::Xor => "XOR",
        }
    }

    pub(super) fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|gate| gate.name() == name)
    }

    /// What the gate gives, row by row.
    pub(super) fn targets(self) -> [bool; 4] {
        match self {
            Self::And => [false, false, false, true],
            Self::Or => [false, true, true, true],
            Self::Nand => [true, true, true, false],
            Self::Xor => [false, true, true, false],
        }
    }

    /// Weights and bias that make the gate; for XOR, one of those that get three rows right.
    pub(super) fn best(self) -> (f64, f64, f64) {
        match self {
            Self::And => (1.0, 1.0, -1.5),
            Self::Or | Self::Xor => (1.0, 1.0, -0.5),
            Self::Nand => (-1.0, -1.0, 1.5),
        }
    }

    /// How many rows that neuron has right.
    pub(super) fn right(self, unit: &Unit) -> usize {
        let outs = ROWS.map(|row| fires(unit, row));
        outs.iter().zip(self.targets()).filter(|(out, target)| **out == *target).count()
    }

    /// The count in a sentence.
    pub(super) fn verdict(self, unit: &Unit) -> String {
        match self.right(unit) {
            4 => format!("All four rows are right: this neuron is {}.", self.label()),
            3 if self == Self::Xor => "3 of 4 rows are right. No line does better for XOR.".to_owned(),
            right => format!("{right} of 4 rows are right for {}.", self.label()),
        }
    }
}

/// Whether the neuron says 1: z ≥ 0, which is a ≥ ½ for step and sigmoid.
pub(super) fn fires(unit: &Unit, row: [f64; 2]) -> bool {
    unit.net_at(&row) >= 0.0
}
