//! Every derivative against central differences, for every allowed pair of output activation and loss.

use gradlight_core::activation::Activation;
use gradlight_core::example::{Example, Update};
use gradlight_core::forward::Pass;
use gradlight_core::gradcheck::compare;
use gradlight_core::gradient::{cost, gradient};
use gradlight_core::loss::Loss;
use gradlight_core::quantity::Quantity;
use gradlight_core::rounding::Arithmetic;
use gradlight_core::trace::Trace;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::TestRunner;

use crate::documents::{PAIRS, documents, documents_of};

/// Nearer than this to a kink a nudge could step over it.
const KINK: f64 = 1e-3;

const TOLERANCE: f64 = 1e-6;

fn read(document: &str) -> Example {
    Example::from_json(document).expect("an example")
}

/// Whether some neuron's weighted input lies at the kink of its activation.
fn is_at_a_kink(example: &Example) -> bool {
    let mut pass = Pass::new(example.network());
    example.samples().iter().any(|sample| {
        pass.run(example.network(), &sample.input);
        example.network().layers().iter().any(|layer| {
            let bent = matches!(layer.activation, Activation::Relu | Activation::LeakyRelu | Activation::Step);
            let z = &pass.z[layer.first_neuron..layer.first_neuron + layer.neurons];
            bent && z.iter().any(|z| z.abs() < KINK)
        })
    })
}

#[test]
fn the_list_of_allowed_pairs_is_complete() {
    let mut allowed = Vec::new();
    for outputs in Activation::ALL {
        allowed.extend(Loss::ALL.iter().filter(|loss| loss.fits(outputs)).map(|loss| (outputs.name(), loss.name())));
    }
    assert_eq!(allowed, PAIRS);
}

#[test]
fn backpropagation_agrees_with_nudging_for_every_pair() {
    for pair in PAIRS {
        let mut runner = TestRunner::new(ProptestConfig::with_cases(60));
        let outcome = runner.run(&documents_of(pair, 1.0), |document| {
            let example = read(&document);
            prop_assume!(!is_at_a_kink(&example));
            for comparison in compare(&example) {
                prop_assert!(comparison.error() < TOLERANCE, "{comparison:?}");
            }
            Ok(())
        });
        assert!(outcome.is_ok(), "{pair:?}: {outcome:?}");
    }
}

#[test]
fn a_wrong_derivative_would_be_seen() {
    // The same comparison, told a derivative that is off in its fifth digit.
    let example = gradlight_core::builtin::example("two-two-two").expect("built in");
    let mut comparison = compare(&example).swap_remove(4);
    assert!(comparison.error() < TOLERANCE);
    comparison.analytic += 1e-5;
    assert!(comparison.error() > TOLERANCE);
}

proptest! {
    #[test]
    fn the_comparison_covers_every_weight_and_bias(document in documents_of(("tanh", "squared_error"), 1.0)) {
        let example = read(&document);
        let network = example.network();
        let comparisons = compare(&example);
        prop_assert_eq!(comparisons.len(), network.weights().len() + network.biases().len());
        let gradient = gradient(&example);
        let expected: Vec<f64> = gradient.weights.iter().chain(&gradient.biases).copied().collect();
        let found: Vec<f64> = comparisons.iter().map(|comparison| comparison.analytic).collect();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn the_gradient_is_what_the_trace_s_update_follows(document in documents(), sample in select(vec![0_usize, 1, 2])) {
        let example = read(&document).with_update(Update::Simultaneous);
        let (trace, gradient) = (Trace::of(&example, 1, sample, Arithmetic::Exact), gradient(&example));
        let followed = |w| {
            let stages = [Quantity::PenalisedWeight(w), Quantity::AverageWeight(w), Quantity::WeightGradient(w)];
            stages.iter().find_map(|stage| trace.value(stage)).expect("a gradient")
        };
        for (w, expected) in gradient.weights.iter().enumerate() {
            prop_assert_eq!(crate::runs::bits(followed(w)), crate::runs::bits(*expected), "w{}", w + 1);
        }
        prop_assert_eq!(crate::runs::bits(cost(&example)), crate::runs::bits(gradient.cost));
        prop_assert_eq!(crate::runs::bits(trace.cost()), crate::runs::bits(gradient.cost));
    }
}
