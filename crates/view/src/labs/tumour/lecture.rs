//! The lecture's own numbers for this case: one neuron worked out, and one score.

use gradlight_core::math::sigmoid;

use super::study::difference;

/// The worked neuron's pairs of weight and incoming value, and its bias.
pub(super) const NEURON: ([(f64, f64); 5], f64) =
    ([(0.7, 0.96), (0.2, 0.01), (0.4, -0.01), (0.7, 0.5), (0.5, 0.6)], 0.3);

/// The scored outputs and what was expected of them.
const SCORED: [(f64, f64); 3] = [(0.83, 0.43), (0.13, 0.23), (0.27, 0.25)];

/// The worked neuron's weighted input.
pub(super) fn net() -> f64 {
    NEURON.0.iter().fold(0.0, |sum, (w, a)| sum + w * a) + NEURON.1
}

/// The worked neuron's activation.
pub(super) fn out() -> f64 {
    sigmoid(net())
}

/// The outputs, what was expected, and the difference of each.
pub(super) fn scored() -> [(f64, f64, f64); 3] {
    SCORED.map(|(output, expected)| (output, expected, difference(output, expected)))
}

/// The average of the differences.
pub(super) fn cost() -> f64 {
    scored().iter().fold(0.0, |sum, (_, _, difference)| sum + difference) / SCORED.len() as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lecture_s_neuron_and_score_come_out_as_it_says() {
        assert!((net() - 1.62).abs() < 1e-12);
        assert_eq!(format!("{:.4}", out()), "0.8348");
        let differences = scored().map(|(_, _, difference)| format!("{difference:.4}"));
        assert_eq!(differences, ["0.1600", "0.0100", "0.0004"]);
        assert_eq!(format!("{:.4}", cost()), "0.0568");
    }
}
