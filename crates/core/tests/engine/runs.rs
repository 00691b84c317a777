//! Training seen from several sides: trace by trace, in slices, from checkpoints; always the same bits.

use gradlight_core::builtin;
use gradlight_core::example::Example;
use gradlight_core::network::Network;
use gradlight_core::rounding::Arithmetic;
use gradlight_core::trace::Trace;
use gradlight_core::train::Run;
use proptest::prelude::*;

use crate::documents::documents;

/// A number's bits; every NaN's are the same.
pub(crate) fn bits(number: f64) -> u64 {
    if number.is_nan() { f64::NAN.to_bits() } else { number.to_bits() }
}

fn all_bits(network: &Network) -> Vec<u64> {
    network.weights().iter().chain(network.biases()).copied().map(bits).collect()
}

fn read(document: &str) -> Example {
    Example::from_json(document).expect("an example")
}

fn arithmetics() -> impl Strategy<Value = Arithmetic> {
    prop_oneof![Just(Arithmetic::Exact), (2_u8..8).prop_map(Arithmetic::Carried)]
}

proptest! {
    #[test]
    fn rounds_traced_one_by_one_are_the_run(document in documents(), arithmetic in arithmetics(), sample in 0_usize..3) {
        let mut example = read(&document);
        let run = Run::complete(&example, 4, arithmetic);
        for x in 0..=run.last_finite() {
            prop_assert_eq!(all_bits(run.example_after(x).network()), all_bits(example.network()), "after {}", x);
            let trace = Trace::of(&example, x + 1, sample, arithmetic);
            if let Some(cost) = run.costs().get(x) {
                prop_assert_eq!(bits(trace.cost()), bits(*cost), "cost at {}", x);
            }
            example = example.with_network(&trace.next_network(&example));
        }
    }

    #[test]
    fn a_run_in_slices_is_the_run_in_one_go(document in documents(), slices in prop::collection::vec(0_usize..9, 0..8)) {
        let example = read(&document);
        let whole = Run::complete(&example, 30, Arithmetic::Exact);
        let mut sliced = Run::new(&example, 30, Arithmetic::Exact);
        for rounds in slices {
            let (before, was_complete) = (sliced.costs().len(), sliced.is_complete());
            sliced.advance(rounds);
            prop_assert!(sliced.costs().len() <= before + rounds);
            prop_assert!(!was_complete || sliced.costs().len() == before);
            prop_assert_eq!(&whole.costs()[..sliced.costs().len()], sliced.costs());
        }
        sliced.advance(100);
        prop_assert_eq!(sliced.costs(), whole.costs());
        prop_assert_eq!(sliced.divergence(), whole.divergence());
    }

    #[test]
    fn a_saved_example_reads_back_to_the_last_bit(document in documents(), rounds in 0_usize..4) {
        let example = Run::complete(&read(&document), rounds, Arithmetic::Exact).example_after(rounds);
        prop_assume!(example.network().is_finite());
        let back = read(&example.to_json());
        prop_assert_eq!(all_bits(back.network()), all_bits(example.network()));
        prop_assert_eq!(&back, &example);
        let serialised = serde_json::to_string(&example).expect("an example can be written");
        prop_assert_eq!(read(&serialised), example);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_moment_of_a_long_run_is_a_fresh_run_s_end(
        document in documents(),
        moments in prop::collection::vec(0_usize..=2500, 1..12),
    ) {
        // More rounds than checkpoints, so that most moments are recomputed from the one before.
        let example = read(&document);
        let run = Run::complete(&example, 2500, Arithmetic::Exact);
        for x in moments {
            let fresh = Run::complete(&example, x, Arithmetic::Exact);
            let reached = x.min(run.last_finite());
            prop_assert_eq!(all_bits(run.example_after(x).network()), all_bits(fresh.example_after(reached).network()));
            prop_assert_eq!(fresh.costs(), &run.costs()[..run.costs().len().min(x + 1)]);
        }
    }
}

#[test]
fn the_slider_s_moments_are_right_in_any_order() {
    let example = builtin::example(builtin::CLASSICAL).expect("built in");
    let run = Run::complete(&example, 10_000, Arithmetic::Exact);
    for x in [10_000, 0, 1, 9_999, 10, 11, 5_000, 4_999, 9, 10_001, 3] {
        let fresh = Run::complete(&example, x.min(10_000), Arithmetic::Exact);
        assert_eq!(all_bits(run.example_after(x).network()), all_bits(fresh.example_after(x).network()), "after {x}");
    }
    assert_eq!((run.costs().len(), run.last_finite(), run.rounds()), (10_001, 10_000, 10_000));
}

#[test]
fn a_run_not_yet_begun_stands_at_its_start() {
    let example = builtin::example(builtin::CLASSICAL).expect("built in");
    let run = Run::new(&example, 100, Arithmetic::Exact);
    assert!(!run.is_complete());
    assert_eq!((run.costs(), run.last_finite()), (&[][..], 0));
    assert_eq!(run.example_after(50), example);
    assert_eq!((run.start(), run.arithmetic()), (&example, Arithmetic::Exact));
}

#[test]
fn a_carried_run_drifts_from_the_exact_one() {
    let example = builtin::example(builtin::CLASSICAL).expect("built in");
    let exact = Run::complete(&example, 100, Arithmetic::Exact);
    let carried = Run::complete(&example, 100, Arithmetic::Carried(4));
    assert_ne!(exact.costs()[100], carried.costs()[100]);
    assert!((exact.costs()[100] - carried.costs()[100]).abs() < 0.01);
    for weight in carried.example_after(100).network().weights() {
        assert_eq!(*weight, gradlight_core::rounding::round(*weight, 4));
    }
}
