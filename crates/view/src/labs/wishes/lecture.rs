//! The lecture's update table: what it shows of 13,002 parameters and all training examples.

/// A row's name, the six wishes shown, and the average that the lecture prints.
pub(super) const ROWS: [(&str, [f64; 6], f64); 4] = [
    ("w0", [-0.08, 0.02, -0.02, 0.11, -0.05, -0.14], -0.08),
    ("w1", [-0.11, 0.11, 0.07, 0.02, 0.09, 0.05], 0.12),
    ("w2", [-0.07, -0.04, -0.01, 0.02, 0.13, -0.15], -0.06),
    ("w13001", [0.13, 0.08, -0.06, -0.09, -0.02, 0.04], 0.04),
];
