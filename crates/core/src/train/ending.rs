//! The end of a run alone: where so many rounds lead, with nothing kept of the way.
//!
//! A [`Run`](super::Run) keeps costs and checkpoints to go back and forth in. Whoever wants only the last state
//! gets it here in the time of the rounds themselves; working space is allocated once.

use super::Divergence;
use crate::example::Example;
use crate::gradient::Descent;
use crate::rounding::Arithmetic;

/// Where a run arrived: its last state whose parameters and cost are all finite.
#[derive(Clone, Debug, PartialEq)]
pub struct Ending {
    /// The example with the parameters of that state.
    pub example: Example,
    /// The finished updates it has behind it.
    pub updates: usize,
    /// The cost there; not finite only where that of the very start is not.
    pub cost: f64,
    /// Where the run diverged, if it has.
    pub divergence: Option<Divergence>,
}

/// So many rounds are run before what became of them is looked at.
const STRETCH: usize = 64;

/// Runs so many rounds and gives the end; `see` receives each finite cost on the way, from 0 finished updates on.
pub fn ending(example: &Example, rounds: usize, mut see: impl FnMut(f64)) -> Ending {
    let mut descent = Descent::new(example, Arithmetic::Exact);
    let mut costs = Vec::with_capacity(STRETCH);
    let (mut x, mut cost) = (0, f64::NAN);
    while x <= rounds {
        costs.clear();
        let until = x.saturating_add(STRETCH).min(rounds.saturating_add(1));
        costs.extend((x..until).map(|x| if x == rounds { descent.take_cost() } else { descent.round() }));
        if !costs.iter().all(|cost| cost.is_finite()) || !descent.example.network().is_finite() {
            return diverged(example, rounds, (x, cost), see);
        }
        for seen in &costs {
            see(*seen);
            cost = *seen;
        }
        x = until;
    }
    Ending { example: descent.example, updates: rounds, cost, divergence: None }
}

/// The end of a run that is well up to `x` finished updates, with the cost before that, and diverges soon after.
fn diverged(example: &Example, rounds: usize, (mut x, mut last): (usize, f64), mut see: impl FnMut(f64)) -> Ending {
    let mut descent = after(example, x);
    let divergence = loop {
        let cost = if x == rounds { descent.take_cost() } else { descent.round() };
        if !cost.is_finite() {
            last = if x == 0 { cost } else { last };
            break Divergence::Cost { round: x + 1 };
        }
        see(cost);
        (x, last) = (x + 1, cost);
        if !descent.example.network().is_finite() {
            break Divergence::Parameter { round: x };
        }
    };
    let updates = x.saturating_sub(1);
    // Going the way again costs less than keeping a copy of every state for the case that the next one is bad.
    Ending { example: after(example, updates).example, updates, cost: last, divergence: Some(divergence) }
}

fn after(example: &Example, updates: usize) -> Descent {
    let mut descent = Descent::new(example, Arithmetic::Exact);
    for _ in 0..updates {
        descent.round();
    }
    descent
}

/// The example that round `round` (from 1) starts from.
///
/// The round in which a run diverges can still be started, and traced; no later one can.
///
/// # Errors
/// Where the run diverges in an earlier round.
pub fn start_of(example: &Example, round: usize) -> Result<Example, Divergence> {
    let mut descent = Descent::new(example, Arithmetic::Exact);
    for earlier in 1..round {
        if !descent.round().is_finite() {
            return Err(Divergence::Cost { round: earlier });
        }
        if !descent.example.network().is_finite() {
            return Err(Divergence::Parameter { round: earlier });
        }
    }
    Ok(descent.example)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builtin;
    use crate::train::Run;

    /// The linear example, which leaves every bound at too large a rate.
    fn diverging() -> Example {
        builtin::example("two-two-one-linear").unwrap().with_learning_rate(0.6).unwrap()
    }

    #[test]
    fn the_end_is_that_of_the_run_with_history() {
        for name in builtin::names() {
            let example = builtin::example(name).unwrap();
            let (run, mut costs) = (Run::complete(&example, 137, Arithmetic::Exact), Vec::new());
            let end = ending(&example, 137, |cost| costs.push(cost));
            assert_eq!(end.example, run.example_after(137), "{name}");
            assert_eq!((end.updates, end.divergence, costs.as_slice()), (137, None, run.costs()), "{name}");
            assert_eq!(end.cost, run.costs()[137], "{name}");
        }
    }

    #[test]
    fn a_diverged_end_is_the_last_finite_state() {
        let run = Run::complete(&diverging(), 1000, Arithmetic::Exact);
        let end = ending(&diverging(), 1000, |_| {});
        assert!(run.divergence().is_some());
        assert_eq!((end.divergence, end.updates), (run.divergence(), run.last_finite()));
        assert_eq!(end.example, run.example_after(1000));
        assert!(end.cost.is_finite() && end.example.network().is_finite());
    }

    #[test]
    fn the_round_of_the_divergence_starts_and_no_later_one() {
        let round = ending(&diverging(), 1000, |_| {}).divergence.unwrap().round();
        assert!(start_of(&diverging(), round).unwrap().network().is_finite());
        assert_eq!(start_of(&diverging(), round + 1).unwrap_err().round(), round);
        assert_eq!(start_of(&diverging(), 1), Ok(diverging()));
    }
}
