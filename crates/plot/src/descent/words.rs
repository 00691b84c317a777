//! The cost descent in words and numbers.

use super::Descent;
use crate::table::Table;
use crate::ticks::thousands;
use gradlight_core::order::sort_by_number;

/// Costs closer than this ratio count as the same in a sentence.
const SAME: f64 = 1e-3;

/// What the cursor says: `after 120 rounds · 0.0163`.
pub(super) fn reading(round: usize, cost: &str) -> String {
    format!("{} · {cost}", after(round))
}

fn after(round: usize) -> String {
    match round {
        0 => "at the start".to_owned(),
        1 => "after 1 round".to_owned(),
        _ => format!("after {} rounds", thousands(round as f64)),
    }
}

impl Descent<'_> {
    /// The figure as one sentence, for those who cannot see it.
    pub fn sentence(&self) -> String {
        let mut parts = vec![self.course()];
        parts.extend(self.lowest());
        if let Some((round, cost)) = self.known(self.marker) {
            parts.push(format!("round {} starts at {}", thousands(round + 1.0), (self.number)(cost)));
        }
        if let Some(round) = self.diverged_at {
            parts.push(format!("training diverged at round {}", thousands(round as f64)));
        }
        parts.join("; ") + "."
    }

    /// Telling rounds and their costs: 0, 1, 2, 5, 10, … and the last.
    pub fn table(&self) -> Table {
        let mut rounds: Vec<usize> = telling_rounds().take_while(|round| *round < self.costs.len()).collect();
        let last = self.costs.len().checked_sub(1);
        rounds.extend(last.into_iter().chain(self.marker).filter(|round| *round < self.costs.len()));
        sort_by_number(&mut rounds, |round| *round as f64);
        rounds.dedup();
        let row = |round: usize| (thousands(round as f64), vec![(self.number)(self.costs[round])]);
        Table {
            head: vec!["finished rounds".to_owned(), "cost".to_owned()],
            rows: rounds.into_iter().map(row).collect(),
        }
    }

    fn course(&self) -> String {
        let mut finite = self.costs.iter().copied().enumerate().filter(|(_, cost)| cost.is_finite());
        let Some((_, first)) = finite.next() else {
            return "There is no cost to show yet".to_owned();
        };
        let Some((end, last)) = finite.next_back() else {
            return format!("The cost is {} at the start", (self.number)(first));
        };
        let (from, to) = ((self.number)(first), (self.number)(last));
        let span = match (end, self.rounds) {
            (1, 1) => "1 round".to_owned(),
            (end, rounds) if end < rounds => {
                format!("{} of {} rounds", thousands(end as f64), thousands(rounds as f64))
            }
            (end, _) => format!("{} rounds", thousands(end as f64)),
        };
        if from == to || (last - first).abs() <= SAME * first.abs() {
            return format!("The cost stays near {from} for {span}");
        }
        let verb = if last < first { "falls" } else { "rises" };
        format!("The cost {verb} from {from} to {to} in {span}")
    }

    /// Where the lowest cost lies, when that is neither the first nor the last.
    fn lowest(&self) -> Option<String> {
        let finite = || self.costs.iter().copied().enumerate().filter(|(_, cost)| cost.is_finite());
        let (round, low) = finite().min_by(|one, other| one.1.total_cmp(&other.1))?;
        let ends = [finite().next()?.1, finite().next_back()?.1];
        let told = ends.iter().all(|end| low < end - SAME * end.abs());
        told.then(|| format!("its lowest is {} {}", (self.number)(low), after(round)))
    }
}

/// 0, 1, 2, 5, 10, 20, 50, …
fn telling_rounds() -> impl Iterator<Item = usize> {
    let decades = (0..9).map(|exponent| 10_usize.pow(exponent));
    [0].into_iter().chain(decades.flat_map(|decade| [decade, 2 * decade, 5 * decade]))
}
