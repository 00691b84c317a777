//! Lines cut to the plot, and into dashes.

use crate::axis::Axis;

/// The stretches of a line that lie between the axes, as fractions of them; points that are not finite part it.
pub(super) fn runs(points: &[(f64, f64)], x: &Axis, y: &Axis) -> Vec<Vec<(f64, f64)>> {
    let places = points.iter().map(|(across, up)| (x.reach(*across), y.reach(*up)));
    let mut runs: Vec<Vec<(f64, f64)>> = Vec::new();
    let mut last: Option<(f64, f64)> = None;
    let mut is_open = false;
    for place in places {
        if !(place.0.is_finite() && place.1.is_finite()) {
            (last, is_open) = (None, false);
            continue;
        }
        if let Some(before) = last
            && let Some((from, to)) = inside(before, place)
        {
            match runs.last_mut() {
                Some(run) if is_open && run.last() == Some(&from) => run.push(to),
                _ => runs.push(vec![from, to]),
            }
            is_open = to == place;
        } else {
            is_open = false;
        }
        last = Some(place);
    }
    runs
}

/// The part of a segment within the unit square (Liang and Barsky, 1984).
fn inside(from: (f64, f64), to: (f64, f64)) -> Option<((f64, f64), (f64, f64))> {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
    for (step, room) in [(-dx, from.0), (dx, 1.0 - from.0), (-dy, from.1), (dy, 1.0 - from.1)] {
        if step == 0.0 {
            if room < 0.0 {
                return None;
            }
        } else if step < 0.0 {
            enter = enter.max(room / step);
        } else {
            leave = leave.min(room / step);
        }
    }
    let at = |t: f64| (from.0 + t * dx, from.1 + t * dy);
    let ends = (if enter == 0.0 { from } else { at(enter) }, if leave == 1.0 { to } else { at(leave) });
    (enter <= leave).then_some(ends)
}

/// A line as dashes and gaps of that length.
pub(crate) fn dashes(line: &[(i32, i32)], length: f64) -> Vec<Vec<(i32, i32)>> {
    let mut dashes = Vec::new();
    let (mut dash, mut left, mut draws) = (Vec::new(), length, true);
    for pair in line.windows(2) {
        let [from, to] = [pair[0], pair[1]].map(|(x, y)| (f64::from(x), f64::from(y)));
        let whole = ((to.0 - from.0) * (to.0 - from.0) + (to.1 - from.1) * (to.1 - from.1)).sqrt();
        let at = |along: f64| {
            let t = if whole > 0.0 { along / whole } else { 1.0 };
            ((from.0 + t * (to.0 - from.0)).round() as i32, (from.1 + t * (to.1 - from.1)).round() as i32)
        };
        let mut along = 0.0;
        if draws && dash.is_empty() {
            dash.push(pair[0]);
        }
        while whole - along > left {
            along += left;
            if draws {
                dash.push(at(along));
                dashes.push(std::mem::take(&mut dash));
            } else {
                dash.push(at(along));
            }
            (left, draws) = (length, !draws);
        }
        left -= whole - along;
        if draws {
            dash.push(pair[1]);
        }
    }
    if dash.len() > 1 {
        dashes.push(dash);
    }
    dashes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_leaves_the_plot_and_comes_back_is_two() {
        let axis = Axis::linear(0.0, 1.0);
        let runs = runs(&[(0.0, 0.5), (0.5, 2.0), (1.0, 0.5)], &axis, &axis);
        assert_eq!(runs.len(), 2);
        assert_eq!(runs[0][1].1, 1.0, "it leaves at the top");
        assert_eq!(runs[1][1], (1.0, 0.5));
    }

    #[test]
    fn a_point_that_is_no_number_parts_a_line() {
        let axis = Axis::linear(0.0, 1.0);
        let points = [(0.0, 0.1), (0.2, 0.1), (0.3, f64::NAN), (0.4, 0.2), (0.6, 0.2)];
        assert_eq!(runs(&points, &axis, &axis).len(), 2);
    }

    #[test]
    fn dashes_cover_half_a_line() {
        let dashes = dashes(&[(0, 0), (100, 0)], 10.0);
        assert_eq!(dashes.len(), 5);
        assert!(dashes.iter().all(|dash| dash[dash.len() - 1].0 - dash[0].0 == 10), "{dashes:?}");
    }
}
