//! Training that leaves the range of numbers: what is kept, and what is said of it.

use gradlight_core::builtin;
use gradlight_core::example::Example;
use gradlight_core::gradient::cost;
use gradlight_core::rounding::Arithmetic;
use gradlight_core::train::{Divergence, Run};
use proptest::prelude::*;

use crate::documents::documents;

/// One weight from input to output, no activation.
fn one_weight(weight: f64, input: f64, target: f64, rate: f64) -> Example {
    let document = format!(
        r#"{{"format": "gradlight/example@1", "layers": [{{"activation": "identity", "weights": [[{weight:e}]]}}],
        "loss": "half_squared_error", "samples": [{{"input": [{input:e}], "target": [{target:e}]}}],
        "learning_rate": {rate:e}}}"#
    );
    Example::from_json(&document).expect("an example")
}

fn linear_at(rate: f64) -> Example {
    let example = builtin::example("two-two-one-linear").expect("built in");
    example.with_learning_rate(rate).expect("a rate")
}

#[test]
fn the_linear_example_blows_up_at_six_tenths() {
    let run = Run::complete(&linear_at(0.6), 10_000, Arithmetic::Exact);
    let Some(divergence) = run.divergence() else { panic!("it diverges") };
    assert!(run.is_complete());
    assert!(run.costs().iter().all(|cost| cost.is_finite()));
    assert!(run.costs().last() > run.costs().first());
    // The last state kept is whole; the round after it is the one named.
    let last = run.example_after(run.last_finite());
    assert!(last.network().is_finite() && cost(&last).is_finite());
    assert!(divergence.round() > run.last_finite());
    assert!(divergence.round() <= run.last_finite() + 2);
}

#[test]
fn asking_beyond_the_end_gives_the_last_finite_state() {
    let run = Run::complete(&linear_at(0.6), 10_000, Arithmetic::Exact);
    for x in [run.last_finite(), run.last_finite() + 1, 10_000, usize::MAX] {
        assert_eq!(run.example_after(x), run.example_after(run.last_finite()));
    }
    assert_eq!(run.example_after(0), linear_at(0.6));
}

#[test]
fn how_many_rounds_were_asked_for_does_not_move_the_divergence() {
    let long = Run::complete(&linear_at(0.6), 10_000, Arithmetic::Exact);
    let round = long.divergence().expect("it diverges").round();
    for rounds in [round - 1, round, round + 1, 2500] {
        let run = Run::complete(&linear_at(0.6), rounds, Arithmetic::Exact);
        assert_eq!(run.divergence(), long.divergence(), "{rounds} rounds");
        assert_eq!(run.costs(), long.costs());
    }
    let short = Run::complete(&linear_at(0.6), round - 2, Arithmetic::Exact);
    assert_eq!((short.divergence(), short.last_finite()), (None, round - 2));
}

#[test]
fn a_small_rate_does_not_diverge() {
    let run = Run::complete(&linear_at(0.05), 10_000, Arithmetic::Exact);
    assert_eq!((run.divergence(), run.costs().len()), (None, 10_001));
}

#[test]
fn a_cost_that_overflows_is_the_next_round_s() {
    // The first update takes the weight to −10²⁰⁰; squared, that is beyond all numbers.
    let run = Run::complete(&one_weight(1.0, 1.0, 0.0, 1e200), 5, Arithmetic::Exact);
    assert_eq!(run.divergence(), Some(Divergence::Cost { round: 2 }));
    assert_eq!(run.costs(), [0.5]);
    assert_eq!(run.example_after(1), *run.start());
}

#[test]
fn a_parameter_that_overflows_is_this_round_s() {
    // The cost is 50 and fine; rate times gradient is not.
    let run = Run::complete(&one_weight(1.0, 10.0, 0.0, 1e308), 5, Arithmetic::Exact);
    assert_eq!(run.divergence(), Some(Divergence::Parameter { round: 1 }));
    assert_eq!((run.costs(), run.last_finite()), (&[50.0][..], 0));
    assert_eq!(run.example_after(5).network().weights(), [1.0]);
}

#[test]
fn an_example_can_be_beyond_the_range_from_the_start() {
    let example = one_weight(1e200, 1.0, 0.0, 0.1);
    let run = Run::complete(&example, 5, Arithmetic::Exact);
    assert_eq!(run.divergence(), Some(Divergence::Cost { round: 1 }));
    assert_eq!((run.costs(), run.last_finite()), (&[][..], 0));
    assert_eq!(run.example_after(3), example);
    let none = Run::complete(&example, 0, Arithmetic::Exact);
    assert_eq!(none.divergence(), Some(Divergence::Cost { round: 1 }));
}

#[test]
fn a_run_with_carried_rounding_diverges_too() {
    let run = Run::complete(&linear_at(0.6), 10_000, Arithmetic::Carried(4));
    assert!(run.divergence().is_some());
    assert!(run.costs().iter().all(|cost| cost.is_finite()));
    assert!(run.example_after(10_000).network().is_finite());
}

proptest! {
    #[test]
    fn what_is_kept_is_finite_and_what_follows_is_not(document in documents(), rate in 1.0..1e6) {
        let example = Example::from_json(&document).expect("an example").with_learning_rate(rate).expect("a rate");
        let run = Run::complete(&example, 40, Arithmetic::Exact);
        prop_assert!(run.costs().iter().all(|cost| cost.is_finite()));
        prop_assert!(run.example_after(40).network().is_finite());
        match run.divergence() {
            None => prop_assert_eq!(run.costs().len(), 41),
            Some(Divergence::Cost { round }) => prop_assert_eq!(run.costs().len(), round - 1),
            Some(Divergence::Parameter { round }) => prop_assert_eq!(run.costs().len(), round),
        }
    }
}
