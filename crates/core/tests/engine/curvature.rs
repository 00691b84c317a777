//! How the cost bends: `λ_max` against closed forms, and the rate at which ringing ends.

use gradlight_core::builtin;
use gradlight_core::curvature::{at_minimum, curvature};
use gradlight_core::example::{BiasRule, Example};

fn linear_at(rate: f64) -> Example {
    builtin::example("two-two-one-linear").expect("built in").with_learning_rate(rate).expect("a rate")
}

/// One input, two outputs, no activation: a parabola whose Hessian is written down at once.
fn two_lines(rule: BiasRule) -> Example {
    let document = r#"{"format": "gradlight/example@1",
        "layers": [{"activation": "identity", "weights": [[0.3], [-0.2]], "biases": [0.1, 0.1]}],
        "loss": "half_squared_error", "samples": [{"input": [3.0], "target": [1.0, 2.0]}], "learning_rate": 0.01}"#;
    Example::from_json(document).expect("an example").with_bias_rule(rule).expect("a rule")
}

#[test]
fn a_parabola_s_curvature_is_that_of_the_parameters_that_move() {
    // x² for a weight alone, x² + 1 with its bias, x² + 2 with a bias that two outputs share.
    for (rule, lambda) in [(BiasRule::Frozen, 9.0), (BiasRule::PerNeuron, 10.0), (BiasRule::PerLayer, 11.0)] {
        let found = curvature(&two_lines(rule));
        assert!(found.is_settled && (found.lambda_max - lambda).abs() < 1e-7, "{rule:?}: {found:?}");
    }
}

#[test]
fn a_steep_bend_downwards_does_not_hide_the_one_upwards() {
    // At its start the linear example bends by −2.917 and 2.917 beside 2.998: eigenvalues of the Hessian written
    // out by hand, from NumPy's eigvalsh.
    let found = curvature(&linear_at(0.05));
    assert!((found.lambda_max - 2.998_078_87).abs() < 1e-6, "{found:?}");
}

#[test]
fn ringing_ends_at_two_over_the_curvature_of_the_minimum() {
    // 0.6 blows up; the search for a rate that converges goes down from it.
    for rate in [0.05, 0.2, 0.27, 0.6] {
        let minimum = at_minimum(&linear_at(rate), 10_000).expect("a minimum");
        let threshold = minimum.curvature.threshold();
        assert!((threshold / 0.277 - 1.0).abs() < 0.01, "{threshold} from {rate}");
        assert!(minimum.rate <= rate && minimum.curvature.is_settled);
    }
}

#[test]
fn a_crawling_rate_is_doubled_until_it_arrives() {
    let minimum = at_minimum(&linear_at(1e-6), 1000).expect("a minimum");
    assert!(minimum.rate > 1e-6);
    assert!(at_minimum(&linear_at(0.05), 0).is_none());
}

#[test]
fn every_example_bends_upwards_where_it_has_learned() {
    for name in builtin::names() {
        let minimum = at_minimum(&builtin::example(name).expect("built in"), 1000).expect("a minimum");
        assert!(minimum.curvature.lambda_max > 0.0 && minimum.curvature.threshold().is_finite(), "{name}");
    }
}
