//! What a learning rate does: the regimes, where they change, and the largest rate that holds.

use gradlight_core::builtin;
use gradlight_core::curvature::curvature;
use gradlight_core::example::{BiasRule, Example, Update};
use gradlight_core::sweep::{Regime, Sweep, classify, largest_rate_that_holds, spaced_rates};
use gradlight_core::train::ending;

fn named(name: &str) -> Example {
    builtin::example(name).expect("built in")
}

fn at(example: &Example, rate: f64) -> Example {
    example.with_learning_rate(rate).expect("a rate")
}

fn swept(example: &Example, rates: &[f64], rounds: usize, sharpness: f64, slice: usize) -> Sweep {
    let mut sweep = Sweep::new(example, rates, rounds).expect("rates").with_sharp_marks(sharpness);
    while !sweep.is_complete() {
        sweep.advance(slice);
    }
    sweep
}

#[test]
fn the_atlas_finds_the_linear_example_s_way_to_chaos() {
    let linear = named("two-two-one-linear");
    let sweep = swept(&linear, &spaced_rates(1e-3, 1e3, 120), 2000, 0.0025, 50_000);
    let marks = sweep.marks();
    let ways: Vec<(Regime, Regime)> = marks.iter().map(|mark| (mark.old, mark.new)).collect();
    let way = [
        Regime::Converges,
        Regime::Rings,
        Regime::Cycles(2),
        Regime::Cycles(4),
        Regime::Cycles(8),
        Regime::Wanders,
        Regime::Diverges,
    ];
    assert_eq!(ways, way.windows(2).map(|pair| (pair[0], pair[1])).collect::<Vec<_>>());
    // Ringing begins where a step reaches the bottom: at half the rate where it ends.
    for (mark, from) in marks.iter().zip([0.277 / 2.0, 0.277, 0.343, 0.357, 0.361, 0.550]) {
        assert!((mark.from / from - 1.0).abs() < 0.01, "{mark:?} for {from}");
        assert!(mark.below < mark.from && mark.from <= 1.0025 * mark.below, "{mark:?}");
    }
}

#[test]
fn past_150_one_output_sits_in_saturation_and_past_400_both() {
    for rule in [BiasRule::Frozen, BiasRule::PerNeuron] {
        let example = named("two-two-two").with_bias_rule(rule).expect("a rule");
        let verdict = |rate: f64| classify(&at(&example, rate), 10_000);
        assert_eq!(verdict(0.5).stuck_outputs, 0, "{rule:?}");
        assert_eq!(verdict(150.0).stuck_outputs, 1, "{rule:?}");
        for rate in [400.0, 1000.0] {
            let verdict = verdict(rate);
            assert_eq!((verdict.regime, verdict.stuck_outputs), (Regime::Saturates, 2), "{rule:?} at {rate}");
        }
    }
}

#[test]
fn the_classical_example_crawls_then_learns_then_saturates() {
    let marks = swept(&named("two-two-two"), &spaced_rates(1e-3, 1e3, 40), 2000, 0.02, 50_000).marks();
    let ways: Vec<(Regime, Regime)> = marks.iter().map(|mark| (mark.old, mark.new)).collect();
    let way = [Regime::Crawls, Regime::Converges, Regime::Converges, Regime::Saturates];
    assert_eq!(ways, way.windows(2).map(|pair| (pair[0], pair[1])).collect::<Vec<_>>());
    assert_eq!(marks[1].stuck, (0, 1), "one output sits in saturation before both do");
}

#[test]
fn the_atlas_finds_where_one_output_is_stuck_and_where_both_are() {
    for rule in [BiasRule::Frozen, BiasRule::PerNeuron] {
        let example = named("two-two-two").with_bias_rule(rule).expect("a rule");
        let marks = swept(&example, &spaced_rates(10.0, 1e3, 21), 10_000, 0.005, 500_000).marks();
        // σ′ below 10⁻³ for half of 10,000 rounds comes a little before the stuck output can be seen by eye.
        let places = if rule == BiasRule::Frozen { [97.5, 308.0] } else { [42.8, 192.0] };
        for (stuck, place) in (1..).zip(places) {
            let mark = marks.iter().find(|mark| mark.stuck.1 >= stuck).expect("a mark");
            assert!((mark.from / place - 1.0).abs() < 0.01, "{rule:?} {stuck}: {mark:?}");
            // The mark is the place itself within 1 %, whatever grid it was found from.
            let at_rate = |rate: f64| classify(&at(&example, rate), 10_000).stuck_outputs >= stuck;
            assert!(at_rate(mark.from * 1.005) && !at_rate(mark.from * 0.99), "{rule:?} {stuck}: {mark:?}");
        }
    }
}

#[test]
fn its_cost_never_rises_at_any_rate_unless_biases_are_shared() {
    let rises = |rule: BiasRule, rate: f64| {
        let example = at(&named("two-two-two").with_bias_rule(rule).expect("a rule"), rate);
        let (mut before, mut rises) = (f64::INFINITY, 0);
        ending(&example, 1500, |cost| {
            // What is left of the cost at 10⁻²⁸ is rounding, and so are its last digits anywhere.
            rises += usize::from(cost > before * (1.0 + 1e-12) + 1e-28);
            before = cost;
        });
        rises
    };
    for rate in spaced_rates(0.1, 1000.0, 60) {
        assert_eq!((rises(BiasRule::Frozen, rate), rises(BiasRule::PerNeuron, rate)), (0, 0), "{rate}");
    }
    assert!(rises(BiasRule::PerLayer, 50.0) > 0);
}

#[test]
fn a_verdict_s_end_is_that_of_the_run() {
    for name in builtin::names() {
        for update in Update::ALL {
            for rate in [0.05, 0.6, 80.0] {
                let example = at(&named(name).with_update(update), rate);
                let (verdict, end) = (classify(&example, 300), ending(&example, 300, |_| {}));
                assert_eq!((verdict.cost, verdict.divergence), (end.cost, end.divergence), "{name} at {rate}");
                assert_eq!(verdict.regime == Regime::Diverges, end.divergence.is_some(), "{name} at {rate}");
            }
        }
    }
}

#[test]
fn slices_of_any_size_give_the_same_atlas() {
    let (linear, rates) = (named("two-two-one-linear"), spaced_rates(0.01, 1.0, 25));
    let whole = swept(&linear, &rates, 150, 0.02, usize::MAX);
    let sliced = swept(&linear, &rates, 150, 0.02, 7);
    assert_eq!(whole.entries(), sliced.entries());
    assert!(whole.entries().len() > rates.len());
    for entry in whole.entries() {
        assert_eq!(entry.verdict, Some(classify(&at(&linear, entry.rate), 150)), "{}", entry.rate);
    }
}

#[test]
fn a_sweep_under_way_shows_the_wide_picture_first() {
    let rates = spaced_rates(0.01, 1.0, 33);
    let mut sweep = Sweep::new(&named("two-two-one-linear"), &rates, 20).expect("rates");
    sweep.advance(21 * 5);
    let known: Vec<usize> = (0..33).filter(|place| sweep.entries()[*place].verdict.is_some()).collect();
    assert!(known.len() >= 5 && !sweep.is_complete());
    assert!([0, 16, 32].iter().all(|place| known.contains(place)), "{known:?}");
    assert!(known.windows(2).all(|pair| pair[1] - pair[0] <= 16), "{known:?}");
}

#[test]
fn a_rate_that_is_none_is_refused() {
    let example = named("two-two-two");
    for rate in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        assert!(Sweep::new(&example, &[0.5, rate], 10).is_err(), "{rate}");
    }
    let mut none = Sweep::new(&example, &[], 10).expect("no rates");
    none.advance(5);
    assert!(none.is_complete() && none.entries().is_empty());
}

#[test]
fn the_largest_rate_that_holds_is_known_to_three_digits() {
    let linear = named("two-two-one-linear");
    for asked in [0.05, 0.6, 1000.0] {
        assert_eq!(largest_rate_that_holds(&at(&linear, asked), 2000), Some(0.549), "from {asked}");
    }
    assert!(ending(&at(&linear, 0.549), 2000, |_| {}).divergence.is_none());
    assert!(ending(&at(&linear, 0.55), 2000, |_| {}).divergence.is_some());
    assert_eq!(largest_rate_that_holds(&named("two-two-two"), 200), None);
}

#[test]
fn a_parabola_holds_up_to_two_over_its_curvature() {
    let document = r#"{"format": "gradlight/example@1", "layers": [{"activation": "identity", "weights": [[1.0]]}],
        "loss": "half_squared_error", "samples": [{"input": [3.0], "target": [6.0]}], "learning_rate": 0.01}"#;
    let parabola = Example::from_json(document).expect("an example");
    let threshold = curvature(&parabola).threshold();
    assert!((threshold - 2.0 / 9.0).abs() < 1e-9);
    // 1e5 rounds, so that even a slow growth has left every bound.
    let largest = largest_rate_that_holds(&parabola, 100_000).expect("an edge");
    assert!((largest / threshold - 1.0).abs() < 0.01, "{largest}");
    assert_eq!(classify(&at(&parabola, 0.9 * threshold), 2000).regime, Regime::Rings);
    assert_eq!(classify(&at(&parabola, 0.4 * threshold), 2000).regime, Regime::Converges);
}
