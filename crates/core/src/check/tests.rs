//! Good traces pass; a trace with any one thing changed is refused by the name of the broken rule.

use super::{Rule, Violation, check};
use crate::builtin;
use crate::example::{BiasRule, Example, Update};
use crate::expression::{Constant, Expression as E};
use crate::network::Neuron;
use crate::quantity::{BiasId, Quantity as Q};
use crate::rounding::Arithmetic;
use crate::trace::{Phase, Trace};

mod random;

fn example(name: &str) -> Example {
    match name {
        "own biases" => example(builtin::CLASSICAL).with_bias_rule(BiasRule::PerNeuron).expect("allowed"),
        "shared biases" => example(builtin::CLASSICAL).with_bias_rule(BiasRule::PerLayer).expect("equal biases"),
        "sequential" => example(builtin::CLASSICAL).with_update(Update::Sequential),
        name => builtin::example(name).expect("built in"),
    }
}

const NAMES: [&str; 8] = [
    "two-two-two",
    "two-two-one-linear",
    "one-one-one",
    "xor",
    "three-classes",
    "own biases",
    "shared biases",
    "sequential",
];

/// The steps' places, after steps were moved about.
fn settle(trace: &mut Trace) {
    trace.places = trace.steps.iter().enumerate().map(|(place, step)| (step.quantity, place)).collect();
}

fn place(trace: &Trace, quantity: Q) -> usize {
    trace.place_of(&quantity).expect("a step of the trace")
}

fn tampered(name: &str, change: impl FnOnce(&mut Trace)) -> Violation {
    let example = example(name);
    let mut trace = Trace::of(&example, 1, 0, Arithmetic::Exact);
    assert_eq!(check(&example, &trace), Ok(()), "{name}, untouched");
    change(&mut trace);
    check(&example, &trace).expect_err("refused")
}

/// Raises one step's value by the smallest amount there is.
fn nudged(trace: &mut Trace, quantity: Q) {
    let place = place(trace, quantity);
    let value = trace.steps[place].value.next_up();
    trace.steps[place].value = value;
    trace.values.insert(quantity, value);
}

fn h(index: usize) -> Neuron {
    Neuron::new(0, index)
}

fn o(index: usize) -> Neuron {
    Neuron::new(1, index)
}

/// A value under each rule about values: in which example, and which.
fn values() -> Vec<(Rule, &'static str, Q)> {
    vec![
        (Rule::WeightedInput, "two-two-two", Q::Net(h(1))),
        (Rule::WeightedInput, "three-classes", Q::Net(o(2))),
        (Rule::Activation, "two-two-two", Q::Out(o(0))),
        (Rule::Activation, "three-classes", Q::Out(h(3))),
        (Rule::SoftmaxNumerator, "three-classes", Q::Exp(o(1))),
        (Rule::SoftmaxSum, "three-classes", Q::ExpSum),
        (Rule::SoftmaxShare, "three-classes", Q::Out(o(0))),
        (Rule::LossTerm, "two-two-two", Q::Loss(1)),
        (Rule::LossTerm, "xor", Q::Loss(0)),
        (Rule::LossTotal, "two-two-two", Q::LossTotal),
        (Rule::Cost, "xor", Q::Cost),
        (Rule::OutputDerivative, "two-two-two", Q::DOut(o(0))),
        (Rule::LocalDerivative, "two-two-two", Q::DAct(h(0))),
        (Rule::LocalDerivative, "three-classes", Q::DAct(h(2))),
        (Rule::Delta, "two-two-two", Q::Delta(h(0))),
        (Rule::Delta, "xor", Q::Delta(o(0))),
        (Rule::Share, "two-two-two", Q::From { to: h(1), from: o(0) }),
        (Rule::Share, "sequential", Q::From { to: h(1), from: o(0) }),
        (Rule::SharesSum, "two-two-two", Q::DOut(h(1))),
        (Rule::WeightGradient, "two-two-two", Q::WeightGradient(4)),
        (Rule::WeightGradient, "xor", Q::WeightGradient(5)),
        (Rule::BiasGradient, "own biases", Q::BiasGradient(BiasId::Own(o(1)))),
        (Rule::BiasGradient, "shared biases", Q::BiasGradient(BiasId::Shared(0))),
        (Rule::Average, "xor", Q::AverageWeight(6)),
        (Rule::Average, "xor", Q::AverageBias(BiasId::Own(h(2)))),
        (Rule::Penalty, "three-classes", Q::PenalisedWeight(19)),
        (Rule::NewWeight, "two-two-two", Q::NewWeight(4)),
        (Rule::NewWeight, "sequential", Q::NewWeight(0)),
        (Rule::NewBias, "own biases", Q::NewBias(BiasId::Own(h(0)))),
        (Rule::NewBias, "shared biases", Q::NewBias(BiasId::Shared(1))),
    ]
}

#[test]
fn the_least_change_of_a_value_breaks_the_rule_it_stands_under() {
    for (rule, name, quantity) in values() {
        let violation = tampered(name, |trace| nudged(trace, quantity));
        assert_eq!((violation.rule, violation.quantity), (rule, quantity), "{name}");
        assert_eq!(violation.found, violation.expected.next_up(), "{name} {rule}");
    }
}

#[test]
fn a_given_value_is_the_example_s() {
    for quantity in [Q::Input(0), Q::Target(1), Q::Weight(7), Q::Bias(BiasId::Shared(1))] {
        let violation = tampered("two-two-two", |trace| {
            trace.values.insert(quantity, 0.25);
        });
        assert_eq!((violation.rule, violation.quantity, violation.found), (Rule::GivenValue, quantity, 0.25));
    }
}

#[test]
fn a_step_left_out_is_missed() {
    for (name, quantity) in [("two-two-two", Q::Delta(o(1))), ("xor", Q::Cost), ("two-two-two", Q::NewWeight(7))] {
        let violation = tampered(name, |trace| {
            trace.steps.remove(place(trace, quantity));
            settle(trace);
        });
        assert_eq!((violation.rule, violation.quantity), (Rule::MissingStep, quantity));
    }
}

#[test]
fn a_step_too_many_is_refused() {
    let foreign = tampered("two-two-two", |trace| {
        let mut step = trace.steps[0].clone();
        step.quantity = Q::ExpSum;
        trace.steps.insert(5, step);
        settle(trace);
    });
    assert_eq!((foreign.rule, foreign.quantity), (Rule::ExtraStep, Q::ExpSum));
    let twice = tampered("two-two-two", |trace| {
        trace.steps.push(trace.steps[3].clone());
        settle(trace);
    });
    assert_eq!((twice.rule, twice.quantity), (Rule::ExtraStep, Q::Out(h(1))));
    let value = tampered("two-two-two", |trace| {
        trace.values.insert(Q::Cost, 1.0);
    });
    assert_eq!((value.rule, value.quantity), (Rule::ExtraStep, Q::Cost));
}

#[test]
fn steps_stand_in_the_order_of_the_round() {
    let swapped = tampered("two-two-two", |trace| {
        trace.steps.swap(2, 4);
        settle(trace);
    });
    assert_eq!((swapped.rule, swapped.quantity), (Rule::StepOrder, Q::Net(o(0))));
    assert_eq!((swapped.expected, swapped.found), (4.0, 2.0));
    let lost = tampered("two-two-two", |trace| {
        trace.places.insert(Q::Net(h(0)), 9);
    });
    assert_eq!((lost.rule, lost.found), (Rule::StepOrder, 9.0));
}

#[test]
fn a_sequential_round_is_no_simultaneous_one() {
    let (right, slip) = (example("two-two-two"), example("sequential"));
    let violation = check(&right, &Trace::of(&slip, 1, 0, Arithmetic::Exact)).expect_err("another order");
    assert_eq!(violation.rule, Rule::StepOrder);
}

#[test]
fn a_step_belongs_to_its_phase() {
    let violation = tampered("xor", |trace| {
        let place = place(trace, Q::AverageWeight(0));
        trace.steps[place].phase = Phase::Update;
    });
    assert_eq!((violation.rule, violation.quantity), (Rule::Phase, Q::AverageWeight(0)));
}

#[test]
fn the_cost_of_a_trace_is_that_of_its_steps() {
    for (name, quantity) in [("two-two-two", Q::LossTotal), ("xor", Q::Cost)] {
        let violation = tampered(name, |trace| trace.cost = 0.5);
        assert_eq!((violation.rule, violation.quantity, violation.found), (Rule::Cost, quantity, 0.5));
    }
}

#[test]
fn a_value_and_its_step_agree() {
    let violation = tampered("two-two-two", |trace| {
        trace.values.insert(Q::Delta(o(0)), 0.5);
    });
    assert_eq!((violation.rule, violation.found), (Rule::Delta, 0.5));
}

#[test]
fn the_traced_sample_is_one_of_the_example_s() {
    let violation = tampered("xor", |trace| trace.sample = 4);
    assert_eq!((violation.rule, violation.expected, violation.found), (Rule::TracedSample, 3.0, 4.0));
    let other = tampered("xor", |trace| trace.sample = 1);
    assert_eq!((other.rule, other.quantity), (Rule::GivenValue, Q::Input(1)));
}

#[test]
fn a_formula_gives_its_value() {
    let other = tampered("two-two-two", |trace| trace.steps[1].expression = E::term(Q::Net(h(0))));
    assert_eq!((other.rule, other.quantity), (Rule::Formula, Q::Out(h(0))));
    let short = tampered("two-two-two", |trace| {
        let place = place(trace, Q::WeightGradient(0));
        trace.steps[place].short = Some(E::term(Q::Delta(h(0))));
    });
    assert_eq!((short.rule, short.quantity), (Rule::Formula, Q::WeightGradient(0)));
    let early = tampered("two-two-two", |trace| trace.steps[0].expression = E::term(Q::Net(h(1))));
    assert_eq!(early.rule, Rule::Formula, "a formula reads only what is known by then");
    let fewer = tampered("three-classes", |trace| {
        let place = place(trace, Q::Cost);
        trace.steps[place].expression = E::SquaredWeights(3);
    });
    assert_eq!(fewer.rule, Rule::Formula);
}

#[test]
fn a_constant_in_a_formula_is_the_example_s() {
    for (quantity, constant) in [
        (Q::NewWeight(0), Constant::LearningRate),
        (Q::PenalisedWeight(0), Constant::Penalty),
        (Q::PenalisedWeight(0), Constant::Samples),
        (Q::Delta(o(0)), Constant::Outputs),
        (Q::Loss(0), Constant::Plain),
    ] {
        let violation = tampered("three-classes", |trace| {
            let place = place(trace, quantity);
            trace.steps[place].expression = E::Constant(constant, 0.7);
        });
        assert_eq!((violation.rule, violation.quantity, violation.found), (Rule::Constant, quantity, 0.7));
    }
}

#[test]
fn a_mean_shows_the_samples_own_values() {
    let mean = |change: fn(&mut crate::expression::SampleMean)| {
        tampered("xor", |trace| {
            let place = place(trace, Q::AverageWeight(1));
            let E::Mean(mean) = &mut trace.steps[place].expression else { panic!("no mean") };
            change(mean);
        })
    };
    let changes: [fn(&mut crate::expression::SampleMean); 6] = [
        |mean| mean.values[3] = mean.values[3].next_up(),
        |mean| mean.values.push(0.0),
        |mean| mean.sum = mean.sum.next_down(),
        |mean| mean.samples = 5,
        |mean| mean.traced = 2,
        |mean| mean.quantity = Q::WeightGradient(0),
    ];
    for change in changes {
        let violation = mean(change);
        assert_eq!((violation.rule, violation.quantity), (Rule::SampleMean, Q::AverageWeight(1)));
    }
}

#[test]
fn every_rule_about_values_has_a_fixture() {
    let with_values: Vec<Rule> = values().into_iter().map(|(rule, ..)| rule).collect();
    let own_test = [
        Rule::TracedSample,
        Rule::GivenValue,
        Rule::MissingStep,
        Rule::ExtraStep,
        Rule::StepOrder,
        Rule::Phase,
        Rule::Formula,
        Rule::Constant,
        Rule::SampleMean,
    ];
    for rule in Rule::ALL {
        assert!(with_values.contains(&rule) != own_test.contains(&rule), "{rule}");
    }
}

#[test]
fn a_violation_names_its_rule() {
    let violation = tampered("two-two-two", |trace| nudged(trace, Q::LossTotal));
    assert!(violation.to_string().starts_with("rule loss-total broken at LossTotal: 0.298371"), "{violation}");
}

#[test]
fn every_built_in_round_is_right_in_any_arithmetic() {
    for name in NAMES {
        let example = example(name);
        for sample in 0..example.samples().len() {
            for arithmetic in [Arithmetic::Exact, Arithmetic::Carried(2), Arithmetic::Carried(4)] {
                let trace = Trace::of(&example, 1, sample, arithmetic);
                assert_eq!(check(&example, &trace), Ok(()), "{name}, sample {sample}, {arithmetic:?}");
            }
        }
    }
}

#[test]
fn a_mean_over_many_samples_is_right_though_it_shows_only_some() {
    for (name, update) in
        [("xor", Update::Simultaneous), ("xor", Update::Sequential), ("three-classes", Update::Sequential)]
    {
        let mut example = example(name).with_update(update);
        let samples = example.samples.clone();
        (1..7).for_each(|_| example.samples.extend(samples.clone()));
        for arithmetic in [Arithmetic::Exact, Arithmetic::Carried(3)] {
            let trace = Trace::of(&example, 1, 9, arithmetic);
            assert_eq!(check(&example, &trace), Ok(()), "{name}, {update:?}, {arithmetic:?}");
            let E::Mean(mean) = &trace.steps[place(&trace, Q::AverageWeight(0))].expression else { panic!("no mean") };
            assert!(mean.values.len() < mean.samples);
        }
    }
}
