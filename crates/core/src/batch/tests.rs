//! The batch trainer against the gradient of the same samples, and what it does by itself.

use proptest::prelude::*;

use super::*;
use crate::dataset::Shape;
use crate::gradient::{cost, gradient};

fn plan() -> Plan {
    Plan {
        hidden: vec![4],
        activation: Activation::Tanh,
        output: Activation::Sigmoid,
        loss: Loss::BinaryCrossEntropy,
        initial: Scheme::Xavier,
        seed: 1,
        rate: 0.5,
        schedule: Schedule::Constant,
        l2: 0.0,
        batch: 10,
    }
}

/// Every pair of output and loss that fits.
fn pairs() -> Vec<(Activation, Loss)> {
    let pairs = Activation::ALL.into_iter().flat_map(|output| Loss::ALL.map(|loss| (output, loss)));
    pairs.filter(|(output, loss)| loss.fits(*output)).collect()
}

fn plans() -> impl Strategy<Value = Plan> {
    let pair = proptest::sample::select(pairs());
    let hidden = proptest::collection::vec(1..=LANES, 0..=MAX_HIDDEN);
    let activation = proptest::sample::select(&Activation::ALL[..6]);
    let scheme = proptest::sample::select(&Scheme::ALL[1..]);
    let numbers = (1_u64..1000, 0.01..1.0, prop_oneof![Just(0.0), 0.01..1.0], 0_usize..12);
    (pair, hidden, activation, scheme, numbers).prop_map(|(pair, hidden, activation, initial, numbers)| Plan {
        hidden,
        activation,
        output: pair.0,
        loss: pair.1,
        initial,
        seed: numbers.0,
        rate: numbers.1,
        schedule: Schedule::Constant,
        l2: numbers.2,
        batch: numbers.3,
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_batch_moves_the_parameters_by_the_gradient_of_its_samples(plan in plans()) {
        let points = Shape::Moons.points(23, 0.1, plan.seed);
        let mut trainer = Trainer::new(&plan, &points);
        for _ in 0..5 {
            let example = trainer.example(usize::MAX);
            let taken = gradient(&example);
            trainer.take_batch();
            let after = trainer.network();
            // Divergence is looked for at an epoch's end; a number that has left the range before proves nothing.
            let is_finite = after.weights().iter().chain(after.biases()).all(|parameter| parameter.is_finite());
            if trainer.has_diverged() || !is_finite {
                break;
            }
            let moved = |before: &[f64], gradients: &[f64], after: &[f64]| {
                before.iter().zip(gradients).zip(after).all(|((before, gradient), after)| {
                    let expected = before - plan.rate * gradient;
                    // Equal bit for bit, but for the penalty's share λ · m/n / m, which rounds otherwise than λ/n.
                    let most = if plan.l2 == 0.0 { 0.0 } else { 1e-14 * expected.abs().max(1.0) };
                    (expected - after).abs() <= most
                })
            };
            prop_assert!(moved(example.network().weights(), &taken.weights, after.weights()));
            prop_assert!(moved(example.network().biases(), &taken.biases, after.biases()));
        }
    }

    #[test]
    fn its_cost_is_that_of_the_example(plan in plans()) {
        let points = Shape::Spirals.points(17, 0.1, plan.seed);
        let plan = Plan { batch: 0, l2: 0.0, ..plan };
        let mut trainer = Trainer::new(&plan, &points);
        let (expected, score) = (cost(&trainer.example(usize::MAX)), trainer.score(&points));
        prop_assert!((score.cost - expected).abs() <= 1e-13 * expected.max(1.0), "{} {}", score.cost, expected);
    }
}

#[test]
fn an_epoch_takes_every_sample_once_in_an_order_of_its_own() {
    let points = Shape::Blobs.points(25, 0.1, 1);
    let mut trainer = Trainer::new(&plan(), &points);
    let first = trainer.order.clone();
    trainer.take_batch();
    assert_eq!(trainer.progress(), (10, 25));
    trainer.take_sample();
    assert_eq!((trainer.progress().0, trainer.in_batch()), (11, 1));
    trainer.take_epoch();
    assert_eq!((trainer.epoch(), trainer.progress()), (1, (0, 25)));
    assert_ne!(trainer.order, first);
    let mut places = trainer.order.clone();
    places.sort_unstable();
    assert_eq!(places, (0..25).collect::<Vec<_>>());
}

#[test]
fn samples_batches_and_epochs_lead_to_the_same_place() {
    let points = Shape::Xor.points(30, 0.1, 1);
    for batch in [0, 1, 10, 25] {
        let mut trainers = [(); 3].map(|()| Trainer::new(&Plan { batch, ..plan() }, &points));
        (0..60).for_each(|_| trainers[0].take_sample());
        while trainers[1].epoch() < 2 {
            trainers[1].take_batch();
        }
        (0..2).for_each(|_| trainers[2].take_epoch());
        assert_eq!(trainers[0].network(), trainers[1].network(), "batches of {batch}");
        assert_eq!(trainers[1].network(), trainers[2].network(), "batches of {batch}");
    }
}

#[test]
fn a_batch_begun_by_samples_is_ended_by_its_rest() {
    let points = Shape::Xor.points(30, 0.1, 1);
    let mut trainers = [(); 2].map(|()| Trainer::new(&Plan { batch: 25, ..plan() }, &points));
    (0..3).for_each(|_| trainers[0].take_sample());
    assert_eq!(trainers[0].in_batch(), 3);
    trainers.iter_mut().for_each(Trainer::take_batch);
    assert_eq!(trainers[0].progress(), (25, 30));
    assert_eq!(trainers[0].network(), trainers[1].network());
    (0..4).for_each(|_| trainers[0].take_sample());
    let smaller = Plan { batch: 2, ..trainers[0].plan().clone() };
    trainers[0].retune(&smaller);
    trainers[0].take_batch();
    assert_eq!(trainers[0].progress(), (0, 30));
}

#[test]
fn moons_are_told_apart_and_the_boundary_is_learned_by_heart() {
    let points = Shape::Moons.points(200, 0.1, 1);
    let mut trainer = Trainer::new(&plan(), &points);
    let before = trainer.score(&points);
    (0..200).for_each(|_| trainer.take_epoch());
    let after = trainer.score(&points);
    assert!(after.accuracy > 0.97 && after.cost < 0.3 * before.cost, "{after:?}");
    let mut values = [0.0; 6];
    trainer.look(points[0].place, &mut values);
    assert_eq!(values[5] > 0.0, points[0].class == 1, "{values:?}");
}

#[test]
fn spirals_are_told_apart_by_three_layers() {
    let points = Shape::Spirals.points(200, 0.0, 1);
    let plan = Plan { hidden: vec![8, 8, 8], rate: 0.3, ..plan() };
    let mut trainer = Trainer::new(&plan, &points);
    (0..600).for_each(|_| trainer.take_epoch());
    let score = trainer.score(&points);
    assert!(score.accuracy > 0.95, "{score:?}");
}

#[test]
fn a_rate_too_large_is_told_and_the_last_finite_parameters_stay() {
    let points = Shape::Blobs.points(40, 0.1, 1);
    let plan =
        Plan { activation: Activation::Identity, output: Activation::Identity, loss: Loss::SquaredError, ..plan() };
    let mut trainer = Trainer::new(&Plan { rate: 1e3, ..plan }, &points);
    (0..200).for_each(|_| trainer.take_epoch());
    assert!(trainer.has_diverged());
    assert!(trainer.network().is_finite());
}

#[test]
fn a_schedule_counts_epochs() {
    let points = Shape::Moons.points(40, 0.1, 1);
    let mut trainer = Trainer::new(&Plan { schedule: Schedule::Exponential { over: 2 }, ..plan() }, &points);
    let mut rates = Vec::new();
    for _ in 0..5 {
        rates.push(trainer.rate());
        trainer.take_epoch();
    }
    assert!((rates[2] - 0.25).abs() < 1e-15 && (rates[4] - 0.125).abs() < 1e-15, "{rates:?}");
    let example = trainer.example(usize::MAX);
    let before = example.network().clone();
    let taken = gradient(&example);
    trainer.take_batch();
    let moved = before.weights()[0] - trainer.rate() * taken.weights[0];
    assert_eq!(trainer.network().weights()[0], moved);
}

#[test]
fn weights_all_zero_never_part_the_units() {
    let points = Shape::Xor.points(40, 0.0, 1);
    let mut trainer = Trainer::new(&Plan { initial: Scheme::Zero, ..plan() }, &points);
    (0..20).for_each(|_| trainer.take_epoch());
    let network = trainer.network();
    let hidden = &network.weights()[..8];
    assert!(hidden.chunks(2).all(|row| row == &hidden[..2]), "{hidden:?}");
}

#[test]
fn a_network_at_its_minimum_no_longer_moves() {
    let points = [Point { place: [1.0, 0.0], class: 1 }, Point { place: [-1.0, 0.0], class: 0 }];
    let plan =
        Plan { hidden: vec![], output: Activation::Identity, loss: Loss::SquaredError, batch: 0, rate: 0.1, ..plan() };
    let mut trainer = Trainer::new(&plan, &points);
    assert_eq!(trainer.last_move(), f64::INFINITY);
    (0..400).for_each(|_| trainer.take_epoch());
    assert!(trainer.last_move() < 1e-12, "{}", trainer.last_move());
}
