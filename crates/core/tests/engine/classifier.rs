//! The f32 classifier and its trainer against the f64 engine, and against themselves.

use std::sync::Arc;

use gradlight_core::activation::Activation;
use gradlight_core::classifier::{Classifier, Place};
use gradlight_core::example::Example;
use gradlight_core::gradient::gradient;
use gradlight_core::job::Job as _;
use gradlight_core::loss::Loss;
use gradlight_core::pictures::Pictures;
use gradlight_core::random::Random;
use gradlight_core::trainer::{Settings, Trainer};
use serde_json::{Value, json};

const KINDS: [(Activation, Loss); 4] = [
    (Activation::Sigmoid, Loss::CategoricalCrossEntropy),
    (Activation::Tanh, Loss::CategoricalCrossEntropy),
    (Activation::Relu, Loss::CategoricalCrossEntropy),
    (Activation::Sigmoid, Loss::HalfSquaredError),
];

/// Seeded pictures of five pixels in three classes.
fn pictures(count: usize) -> Pictures {
    let mut random = Random::seeded(count as u64);
    let pixels = (0..5 * count).map(|_| random.below(256) as u8).collect();
    let labels = (0..count).map(|_| random.below(3) as u8).collect();
    Pictures::new(pixels, labels, 5).unwrap()
}

/// The same network and data as the f64 engine takes them.
fn example(classifier: &Classifier, pictures: &Pictures, places: &[usize]) -> Example {
    let saved: Value = serde_json::from_str(&classifier.to_json()).unwrap();
    let sample =
        |place: &usize| json!({"input": pictures.input(*place), "target": classifier.targets(pictures.label(*place))});
    let document = json!({
        "format": "gradlight/example@1", "layers": saved["layers"], "loss": saved["loss"], "learning_rate": 0.5,
        "bias_rule": "per_neuron", "samples": places.iter().map(sample).collect::<Vec<_>>(),
    });
    Example::from_json(&document.to_string()).unwrap()
}

/// The f64 engine's derivatives by the classifier's running numbers.
fn derivatives(classifier: &Classifier, example: &Example) -> Vec<f64> {
    let gradient = gradient(example);
    let (mut weights, mut biases) = (gradient.weights.iter(), gradient.biases.iter());
    let place = |number| classifier.place(number).unwrap();
    let next = |number| if place(number).input.is_some() { weights.next() } else { biases.next() };
    (0..classifier.parameters()).map(next).map(|derivative| *derivative.unwrap()).collect()
}

#[test]
fn a_lesson_wishes_what_the_engine_in_twice_the_precision_wishes() {
    let pictures = pictures(6);
    for (hidden, loss) in KINDS {
        let classifier = Classifier::random(&[5, 18, 4, 3], hidden, loss, 7).unwrap();
        for place in 0..pictures.len() {
            let lesson = classifier.lesson(&pictures.input(place), pictures.label(place));
            let exact = example(&classifier, &pictures, &[place]);
            for (number, derivative) in derivatives(&classifier, &exact).iter().enumerate() {
                let found = f64::from(lesson.derivative(classifier.place(number).unwrap()));
                assert!((found - derivative).abs() < 1e-5, "{hidden:?} {loss:?} {number}: {found} for {derivative}");
            }
        }
    }
}

#[test]
fn a_batch_moves_each_parameter_by_the_rate_times_the_mean_derivative() {
    // Batches of odd and even size, layers narrower and wider than what is computed at once.
    for (count, sizes) in [(6, [5, 18, 4, 3]), (7, [5, 3, 17, 3]), (1, [5, 16, 16, 3])] {
        for (hidden, loss) in KINDS {
            let pictures = Arc::new(pictures(count));
            let before = Classifier::random(&sizes, hidden, loss, 3).unwrap();
            let settings = Settings { batch: count, rate: 0.5, decay: 1.0, epochs: 1, seed: 1 };
            let mut trainer = Trainer::new(before.clone(), Arc::clone(&pictures), Arc::clone(&pictures), settings);
            trainer.go_on(&mut || false);
            let places: Vec<usize> = (0..count).collect();
            let exact = derivatives(&before, &example(&before, &pictures, &places));
            for (number, derivative) in exact.iter().enumerate() {
                let place = before.place(number).unwrap();
                let moved = f64::from(trainer.classifier().parameter(place)) - f64::from(before.parameter(place));
                assert!((moved + 0.5 * derivative).abs() < 1e-6, "{hidden:?} {loss:?} {number} of {sizes:?}");
            }
        }
    }
}

#[test]
fn slices_end_where_one_go_ends_and_the_seed_decides() {
    let pictures = Arc::new(pictures(50));
    let trained = |seed, mut slices: usize| {
        let classifier = Classifier::random(&[5, 8, 3], Activation::Sigmoid, Loss::CategoricalCrossEntropy, 1).unwrap();
        let settings = Settings { batch: 8, rate: 1.0, decay: 0.9, epochs: 4, seed };
        let mut trainer = Trainer::new(classifier, Arc::clone(&pictures), Arc::clone(&pictures), settings);
        let mut before = 0;
        loop {
            let progress = trainer.go_on(&mut || {
                slices = slices.saturating_sub(1);
                slices > 0
            });
            assert!(progress.done >= before && progress.of == 200, "{progress:?} after {before}");
            before = progress.done;
            if progress.is_complete() {
                assert!(trainer.is_complete());
                return trainer;
            }
        }
    };
    let (whole, sliced, other) = (trained(1, 0), trained(1, 1000), trained(2, 0));
    assert_eq!(whole.classifier(), sliced.classifier());
    assert_eq!(whole.epochs(), sliced.epochs());
    assert_ne!(whole.classifier(), other.classifier());
    assert_eq!((whole.epochs().len(), whole.batches(), whole.trail().len()), (5, 28, 40));
    assert!((whole.rate() - 0.6561).abs() < 1e-6, "four epochs' decay");
}

#[test]
fn the_verdicts_are_those_of_the_network_as_it_is() {
    let pictures = Arc::new(pictures(40));
    let classifier = Classifier::random(&[5, 8, 3], Activation::Tanh, Loss::CategoricalCrossEntropy, 1).unwrap();
    let settings = Settings { batch: 8, rate: 0.3, decay: 1.0, epochs: 3, seed: 1 };
    let mut trainer = Trainer::new(classifier, Arc::clone(&pictures), Arc::clone(&pictures), settings);
    trainer.go_on(&mut || false);
    let mut right = 0;
    for (place, verdict) in trainer.verdicts().iter().enumerate() {
        let lesson = trainer.classifier().lesson(&pictures.input(place), pictures.label(place));
        assert_eq!((usize::from(verdict.answer), verdict.loss), (lesson.activity.answer(), lesson.loss));
        right += usize::from(lesson.activity.answer() == pictures.label(place));
    }
    assert_eq!(trainer.epochs()[3].test.right, right);
    assert!(trainer.epochs()[3].test.cost < trainer.epochs()[0].test.cost);
}

#[test]
fn training_that_leaves_the_finite_numbers_ends_and_says_so() {
    let pictures = Arc::new(pictures(40));
    let classifier = Classifier::random(&[5, 8, 3], Activation::Relu, Loss::CategoricalCrossEntropy, 1).unwrap();
    let settings = Settings { batch: 8, rate: 1e30, decay: 1.0, epochs: 30, seed: 1 };
    let mut trainer = Trainer::new(classifier, Arc::clone(&pictures), Arc::clone(&pictures), settings);
    trainer.go_on(&mut || false);
    assert!(trainer.has_diverged() && trainer.is_complete());
    assert!(trainer.finished() < 30);
}

#[test]
fn the_lecture_counts_thirteen_thousand_and_two_parameters() {
    let classifier = Classifier::random(&[784, 16, 16, 10], Activation::Sigmoid, Loss::HalfSquaredError, 1).unwrap();
    assert_eq!((classifier.parameters(), classifier.sizes()), (13_002, vec![784, 16, 16, 10]));
    for number in [0, 783, 784, 12_543, 12_544, 12_559, 12_560, 13_001] {
        assert_eq!(classifier.place(number).map(|place| classifier.number(place)), Some(number));
    }
    assert_eq!(classifier.place(13_001), Some(Place { layer: 2, neuron: 9, input: None }));
    assert_eq!(classifier.place(13_002), None);
}
