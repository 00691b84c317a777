//! Which rounds of a long history are drawn: at most two for each pixel column.
//!
//! A column's lowest and highest value show what the whole column shows, so a
//! hundred thousand rounds cost no more drawing than the screen is wide.

use std::ops::Range;

use crate::axis::Axis;

/// The rounds to draw, in rising order; only ones with a finite value.
///
/// `columns` is the plot's extent in backend units, `pixel` the width of one
/// column. Rounds beyond the axis are left out.
pub(crate) fn decimate(values: &[f64], axis: &Axis, columns: Range<i32>, pixel: i32) -> Vec<usize> {
    let end = values.len().min(axis.high() as usize + 1);
    let count = ((columns.end - columns.start) / pixel).max(1);
    let first_in = |column: i32| (axis.value(f64::from(column) / f64::from(count)) - 1e-9).ceil() as usize;
    let mut chosen = Vec::with_capacity((2 * count as usize).min(end));
    let mut start = 0;
    for column in 1..=count {
        if start >= end {
            break;
        }
        let next = if column == count { end } else { first_in(column).clamp(start, end) };
        push_extremes(values, start..next, &mut chosen);
        start = next;
    }
    chosen
}

/// Adds the places of the lowest and the highest finite value of a stretch, in order.
fn push_extremes(values: &[f64], stretch: Range<usize>, chosen: &mut Vec<usize>) {
    let mut extremes: Option<(usize, usize)> = None;
    for round in stretch {
        let value = values[round];
        if !value.is_finite() {
            continue;
        }
        let (low, high) = extremes.get_or_insert((round, round));
        if value < values[*low] {
            *low = round;
        }
        // The later of equal values, so that a level stretch keeps both its ends.
        if value >= values[*high] {
            *high = round;
        }
    }
    if let Some((low, high)) = extremes {
        chosen.push(low.min(high));
        if low != high {
            chosen.push(low.max(high));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::axis::Scale;

    #[test]
    fn a_short_history_is_drawn_whole() {
        let costs = [0.3, 0.2, 0.1, 0.15];
        for scale in [Scale::Linear, Scale::Log] {
            let axis = Axis::rounds(3, scale);
            assert_eq!(decimate(&costs, &axis, 0..300, 1), [0, 1, 2, 3], "{scale:?}");
        }
    }

    #[test]
    fn a_single_spike_in_a_hundred_thousand_rounds_is_kept() {
        let mut costs = vec![1.0; 100_001];
        costs[54_321] = 9.0;
        costs[76_543] = 0.1;
        for scale in [Scale::Linear, Scale::Log] {
            let chosen = decimate(&costs, &Axis::rounds(100_000, scale), 0..400, 1);
            assert!(chosen.contains(&54_321) && chosen.contains(&76_543), "{scale:?}");
            assert!(chosen.len() <= 800, "{scale:?}: {} points on 400 columns", chosen.len());
            assert!(chosen.is_sorted(), "{scale:?}");
        }
    }

    #[test]
    fn what_is_not_finite_and_what_lies_beyond_the_axis_is_left_out() {
        let costs = [f64::NAN, 0.2, f64::INFINITY, 0.1, f64::NEG_INFINITY, 0.3];
        assert_eq!(decimate(&costs, &Axis::rounds(4, Scale::Log), 0..500, 1), [1, 3]);
        assert_eq!(decimate(&[], &Axis::rounds(4, Scale::Log), 0..500, 1), [0_usize; 0]);
    }
}
