//! Pairs of rates against plain training, and what a map shows of them.

use super::*;
use crate::builtin;
use crate::example::{BiasRule, Update};
use crate::rounding::Arithmetic;
use crate::sweep::{self, Regime};
use crate::train::Run;

fn examples() -> Vec<Example> {
    let mut examples: Vec<Example> = builtin::names().map(|name| builtin::example(name).expect("built in")).collect();
    for name in builtin::names() {
        let example = builtin::example(name).expect("built in");
        examples.push(example.with_bias_rule(BiasRule::PerNeuron).expect("it fits"));
        examples.push(example.with_update(Update::Sequential));
        examples.extend(example.with_bias_rule(BiasRule::PerLayer));
    }
    examples
}

fn pairs(rates: &[f64]) -> Vec<Pair> {
    rates.iter().map(|&rate| Pair { before: rate, last: rate }).collect()
}

#[test]
fn equal_rates_train_as_one_rate_does_bit_for_bit() {
    let rates = [0.01, 0.1, 0.3, 0.5, 1.0, 3.0, 10.0];
    for example in examples() {
        let mut descents = Descents::new(&example, &pairs(&rates));
        let costs: Vec<_> = (0..60).map(|_| descents.round()).collect();
        for (lane, &rate) in rates.iter().enumerate() {
            let plain = Run::complete(&example.with_learning_rate(rate).expect("above 0"), 59, Arithmetic::Exact);
            for (x, cost) in plain.costs().iter().enumerate() {
                assert_eq!(cost.to_bits(), costs[x][lane].to_bits(), "{} at {rate}, x = {x}", example.title());
            }
        }
    }
}

#[test]
fn a_block_tells_what_plain_training_came_to() {
    let example = builtin::example("two-two-one-linear").expect("built in");
    let rates = [0.05, 0.2, 0.3, 0.6, 5.0];
    let mut block = Block::new(&example, &pairs(&rates), 200);
    while !block.is_complete() {
        block.advance(7);
    }
    let fates: Vec<Fate> = block.fates().collect();
    for (fate, rate) in fates.iter().zip(rates) {
        let run = Run::complete(&example.with_learning_rate(rate).expect("above 0"), 200, Arithmetic::Exact);
        assert_eq!(fate.diverged.is_some(), run.divergence().is_some(), "{rate}");
        assert_eq!(fate.cost, *run.costs().last().expect("a cost"), "{rate}");
    }
    assert!(fates[0].has_learned() && fates[1].mean < fates[0].mean, "the faster of two has the smaller mean");
    assert!(!fates[4].has_learned() && fates[4].diverged < fates[3].diverged);
}

#[test]
fn slices_change_nothing() {
    let example = builtin::example(builtin::CLASSICAL).expect("built in");
    let pairs = [Pair { before: 0.5, last: 90.0 }, Pair { before: 300.0, last: 0.1 }];
    let run = |slice: usize| {
        let mut block = Block::new(&example, &pairs, 100);
        while !block.is_complete() {
            block.advance(slice);
        }
        block.fates().collect::<Vec<_>>()
    };
    assert_eq!(run(1), run(1000));
    let mut again = Block::new(&example, &pairs[1..], 100);
    again.advance(1000);
    again.restart(&example, &pairs);
    again.advance(1000);
    assert_eq!(again.fates().collect::<Vec<_>>(), run(1));
}

#[test]
fn a_pair_of_equal_rates_has_the_regime_of_that_rate() {
    for (name, rates) in [
        ("two-two-one-linear", [0.001, 0.2, 0.3, 0.35, 0.45, 0.6]),
        (builtin::CLASSICAL, [1e-3, 0.5, 30.0, 200.0, 500.0, 1e3]),
    ] {
        let example = builtin::example(name).expect("built in");
        for rate in rates {
            let plain = sweep::classify(&example.with_learning_rate(rate).expect("above 0"), 500);
            let (verdict, _) = classify(&example, Pair { before: rate, last: rate }, 500);
            assert_eq!(verdict, plain, "{name} at {rate}");
        }
    }
}

#[test]
fn the_example_a_pair_came_to_costs_what_was_said() {
    let example = builtin::example(builtin::CLASSICAL).expect("built in");
    let (verdict, reached) = classify(&example, Pair { before: 0.2, last: 2.0 }, 300);
    assert_eq!(crate::gradient::cost(&reached), verdict.cost);
    assert_eq!(verdict.regime, Regime::Converges);
    let linear = builtin::example("two-two-one-linear").expect("built in");
    let (diverged, last) = classify(&linear, Pair { before: 9.0, last: 0.1 }, 300);
    assert_eq!(diverged.regime, Regime::Diverges);
    assert!(last.network().is_finite());
}
