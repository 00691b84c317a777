//! Which ends of several searches are one and the same minimum.

use super::Stop;
use crate::order::sort_by_number;

/// Ends nearer than this share of the window are one minimum.
const NEAR: f64 = 0.12;

/// A minimum, and which searches ended there.
#[derive(Clone, Debug, PartialEq)]
pub struct Minimum {
    /// Where, as the lowest of its ends has it.
    pub at: Vec<f64>,
    /// The cost there.
    pub cost: f64,
    /// The searches that ended there, by their places in the list of ends.
    pub searches: Vec<usize>,
}

/// The minima that searches ended in, the lowest first; ends that are no numbers belong to none.
pub fn minima(ends: &[&Stop], window: &[(f64, f64)]) -> Vec<Minimum> {
    let mut order: Vec<usize> = (0..ends.len()).filter(|end| ends[*end].cost.is_finite()).collect();
    sort_by_number(&mut order, |end| ends[*end].cost);
    let mut found: Vec<Minimum> = Vec::new();
    for end in order {
        let stop = ends[end];
        let known = found.iter_mut().find(|minimum| are_near(&minimum.at, &stop.at, window));
        match known {
            Some(minimum) => minimum.searches.push(end),
            None => found.push(Minimum { at: stop.at.clone(), cost: stop.cost, searches: vec![end] }),
        }
    }
    found
}

fn are_near(one: &[f64], other: &[f64], window: &[(f64, f64)]) -> bool {
    let near = |((one, other), (low, high)): ((&f64, &f64), &(f64, f64))| (one - other).abs() <= NEAR * (high - low);
    one.iter().zip(other).zip(window).all(near)
}
