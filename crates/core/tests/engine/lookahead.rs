//! One step ahead: the cost along the line that the gradient points out.

use gradlight_core::builtin;
use gradlight_core::example::{BiasRule, Example};
use gradlight_core::gradient::cost;
use gradlight_core::lookahead::{LARGEST_RATE, Lookahead, SMALLEST_RATE};
use gradlight_core::sweep::spaced_rates;
use gradlight_core::train::ending;

/// Every built-in example under every bias rule that fits it.
fn examples() -> Vec<Example> {
    let named = builtin::names().map(|name| builtin::example(name).expect("built in"));
    let all: Vec<Example> =
        named.flat_map(|example| BiasRule::ALL.map(|rule| example.with_bias_rule(rule).ok())).flatten().collect();
    assert!(all.len() >= 10);
    all
}

#[test]
fn the_curve_leaves_the_start_with_minus_the_gradient_squared() {
    for example in examples() {
        let mut line = Lookahead::new(&example);
        let h = 1e-4;
        let central = (line.cost_after(h) - line.cost_after(-h)) / (2.0 * h);
        assert!((central / line.slope() - 1.0).abs() < 1e-6, "{central} {} {}", line.slope(), example.title());
        assert_eq!(line.cost_after(0.0), cost(&example));
        assert_eq!(line.tangent(0.0), line.cost());
    }
}

#[test]
fn the_dot_at_the_rate_in_use_is_the_next_round_s_cost() {
    for example in examples() {
        let next = ending(&example, 1, |_| {}).cost;
        let ahead = Lookahead::new(&example).cost_after(example.learning_rate());
        assert!((ahead / next - 1.0).abs() < 1e-12, "{ahead} {next} {}", example.title());
    }
}

#[test]
fn a_bias_that_moves_makes_the_slope_steeper_and_a_shared_one_counts_once() {
    let classical = builtin::example(builtin::CLASSICAL).expect("built in");
    let [frozen, own, shared] =
        BiasRule::ALL.map(|rule| Lookahead::new(&classical.with_bias_rule(rule).expect("a rule")).slope());
    let gradient = gradlight_core::gradient::gradient(&classical);
    let [h1, h2, o1, o2] = gradient.biases[..] else { panic!("four biases") };
    assert!((own - frozen + h1 * h1 + h2 * h2 + o1 * o1 + o2 * o2).abs() < 1e-15);
    let (b1, b2) = (h1 + h2, o1 + o2);
    assert!((shared - frozen + b1 * b1 + b2 * b2).abs() < 1e-15);
}

#[test]
fn no_rate_of_the_curve_beats_the_best() {
    for example in examples() {
        let mut line = Lookahead::new(&example);
        let best = line.best().expect("a way down");
        assert!(best.cost < line.cost() && line.cost_after(best.rate) == best.cost, "{}", example.title());
        for landing in line.curve(&spaced_rates(SMALLEST_RATE, LARGEST_RATE, 61)) {
            assert!(best.cost <= landing.cost || landing.cost.is_nan(), "{landing:?} {best:?}");
        }
        // The bottom is flat to the root of machine precision, and no finer step is better.
        for nearby in [0.999, 1.001] {
            assert!(line.cost_after(nearby * best.rate) >= best.cost, "{} {best:?}", example.title());
        }
    }
}

#[test]
fn at_the_bottom_no_rate_is_better() {
    let document = r#"{"format": "gradlight/example@1", "layers": [{"activation": "identity", "weights": [[2.0]]}],
        "loss": "half_squared_error", "samples": [{"input": [3.0], "target": [6.0]}], "learning_rate": 0.1}"#;
    let arrived = Example::from_json(document).expect("an example");
    let mut line = Lookahead::new(&arrived);
    assert_eq!((line.slope(), line.best()), (0.0, None));
    let away = Example::from_json(&document.replace("2.0]", "1.0]")).expect("an example");
    // On a parabola of curvature x² the bottom lies at 1/x².
    let best = Lookahead::new(&away).best().expect("a way down");
    assert!((best.rate * 9.0 - 1.0).abs() < 1e-6 && best.cost < 1e-12, "{best:?}");
}
