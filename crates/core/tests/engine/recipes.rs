//! Runs by a recipe: schedules, momentum and Nesterov, against numbers worked out by hand.

use gradlight_core::builtin;
use gradlight_core::example::{BiasRule, Example, Update};
use gradlight_core::rounding::Arithmetic;
use gradlight_core::sweep::{Edge, EdgeSearch, Regime, Sweep, Trial};
use gradlight_core::train::{Optimiser, Recipe, Run, Schedule};

/// A single weight on a parabola, E = ½w², so that the gradient is the weight itself.
fn parabola(rate: f64) -> Example {
    let document = r#"{"format": "gradlight/example@1", "layers": [{"activation": "identity", "weights": [[1.0]]}],
        "loss": "half_squared_error", "samples": [{"input": [1.0], "target": [0.0]}], "learning_rate": 0.1}"#;
    Example::from_json(document).expect("an example").with_learning_rate(rate).expect("a rate")
}

fn with(schedule: Schedule, optimiser: Optimiser) -> Recipe {
    Recipe { schedule, optimiser }
}

fn weights(recipe: Recipe, example: &Example, rounds: usize) -> Vec<f64> {
    let mut run = Run::by(recipe, example, rounds, Arithmetic::Exact);
    run.advance(rounds + 1);
    (0..=rounds).map(|x| run.example_after(x).network().weights()[0]).collect()
}

fn close(found: &[f64], wanted: &[f64]) {
    assert_eq!(found.len(), wanted.len());
    for (found, wanted) in found.iter().zip(wanted) {
        assert!((found - wanted).abs() < 1e-14, "{found} for {wanted}");
    }
}

#[test]
fn momentum_s_first_rounds_are_those_worked_out_by_hand() {
    // v = 1, 1.4, 1.46; w = 1 − .1, .9 − .14, .76 − .146.
    close(&weights(with(Schedule::Constant, Optimiser::Momentum(0.5)), &parabola(0.1), 3), &[1.0, 0.9, 0.76, 0.614]);
    // v = 1, 1.35; steps g + .5v = 1.5, 1.525.
    close(&weights(with(Schedule::Constant, Optimiser::Nesterov(0.5)), &parabola(0.1), 2), &[1.0, 0.85, 0.6975]);
}

#[test]
fn on_a_parabola_a_scheduled_weight_is_the_product_of_its_steps() {
    for name in Schedule::NAMES {
        let schedule = Schedule::named(name, 3).expect("a schedule");
        let mut wanted = vec![1.0];
        for round in 1..=12 {
            wanted.push(wanted[round - 1] * (1.0 - schedule.rate(0.4, round)));
        }
        close(&weights(with(schedule, Optimiser::Plain), &parabola(0.4), 12), &wanted);
    }
}

#[test]
fn without_memory_momentum_is_plain_descent_to_the_last_bit() {
    for name in builtin::names() {
        for (rule, update) in [(BiasRule::PerNeuron, Update::Simultaneous), (BiasRule::PerLayer, Update::Sequential)] {
            let Ok(example) = builtin::example(name).expect("built in").with_bias_rule(rule) else { continue };
            let example = example.with_update(update);
            let plain = Run::complete(&example, 60, Arithmetic::Exact);
            for optimiser in [Optimiser::Momentum(0.0), Optimiser::Nesterov(0.0)] {
                let mut run = Run::by(with(Schedule::Constant, optimiser), &example, 60, Arithmetic::Exact);
                run.advance(61);
                assert_eq!(run.costs(), plain.costs(), "{name} {optimiser:?}");
                assert_eq!(run.example_after(60), plain.example_after(60), "{name} {optimiser:?}");
            }
        }
    }
}

#[test]
fn a_recipe_goes_on_from_a_checkpoint_as_it_went_on_the_way() {
    let example =
        builtin::example("two-two-two").expect("built in").with_bias_rule(BiasRule::PerNeuron).expect("a rule");
    let recipe = with(Schedule::WarmRestarts { over: 700 }, Optimiser::Nesterov(0.9));
    // Of 5,000 rounds only every fifth state is kept; of 4,999 every fifth too, and of 998 each one.
    let long = {
        let mut run = Run::by(recipe, &example, 5000, Arithmetic::Exact);
        while !run.is_complete() {
            run.advance(321);
        }
        run
    };
    let mut short = Run::by(recipe, &example, 998, Arithmetic::Exact);
    short.advance(999);
    assert_eq!(short.costs()[..998], long.costs()[..998]);
    for x in [1, 699, 700, 993, 997] {
        assert_eq!(long.example_after(x), short.example_after(x), "after {x}");
    }
    assert_eq!(long.example_after(4999).learning_rate(), example.learning_rate());
}

#[test]
fn a_hundred_thousand_rounds_keep_every_cost_and_few_states() {
    let run = Run::complete(&builtin::example("two-two-one-linear").expect("built in"), 100_000, Arithmetic::Exact);
    assert_eq!((run.costs().len(), run.last_finite()), (100_001, 100_000));
    assert!(run.example_after(77_777).network().is_finite());
}

#[test]
fn momentum_moves_the_edge_to_two_and_two_beta_over_the_curvature() {
    // Heavy ball on a parabola of curvature 1 holds below 2(1 + β).
    let recipe = with(Schedule::Constant, Optimiser::Momentum(0.5));
    let mut search = EdgeSearch::new(&parabola(1.0), 20_000, recipe);
    while search.edge() == Edge::Sought {
        search.advance(1234);
    }
    let largest = search.edge().rate().expect("an edge");
    assert!((largest / 3.0 - 1.0).abs() < 0.01, "{largest}");
}

#[test]
fn a_schedule_that_comes_down_lets_a_rate_settle_that_would_cycle() {
    let linear = builtin::example("two-two-one-linear").expect("built in").with_learning_rate(0.3).expect("a rate");
    let regime = |recipe: Recipe| {
        let mut trial = Trial::by(recipe, &linear, 2000);
        trial.advance(usize::MAX);
        trial.verdict().expect("complete").regime
    };
    assert_eq!(regime(Recipe::default()), Regime::Cycles(2));
    assert_eq!(regime(with(Schedule::Exponential { over: 200 }, Optimiser::Plain)), Regime::Rings);
    let mut sweep = Sweep::new(&linear, &[0.3], 2000)
        .expect("a rate")
        .by(with(Schedule::Exponential { over: 200 }, Optimiser::Plain));
    sweep.advance(usize::MAX);
    assert_eq!(sweep.entries()[0].verdict.map(|verdict| verdict.regime), Some(Regime::Rings));
}
