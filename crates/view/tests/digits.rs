//! The digits: how well a small network learns them, from the files as they are passed around.
#![cfg(not(target_arch = "wasm32"))]

use std::path::{Path, PathBuf};
use std::sync::Arc;

use gradlight_core::activation::Activation;
use gradlight_core::classifier::Classifier;
use gradlight_core::digits::{self, SIDE};
use gradlight_core::idx::{self, Idx};
use gradlight_core::job::Job as _;
use gradlight_core::loss::Loss;
use gradlight_core::pictures::Pictures;
use gradlight_core::trainer::{Settings, Trainer};
use gradlight_view::gzip::unpacked;

const UCI: &[u8] = include_bytes!("../../../www/data/digits.csv.gz");

fn uci() -> Pictures {
    let text = unpacked(UCI).unwrap();
    digits::from_csv(std::str::from_utf8(&text).unwrap()).unwrap()
}

const SEEDS: [u64; 5] = [1, 2, 3, 4, 5];

/// The accuracy on the test pictures once 784-16-16-10 has been trained.
fn accuracy(train: &Arc<Pictures>, test: &Arc<Pictures>, settings: Settings) -> f64 {
    let (hidden, loss) = (Activation::Sigmoid, Loss::CategoricalCrossEntropy);
    let classifier = Classifier::random(&[784, 16, 16, 10], hidden, loss, settings.seed).unwrap();
    let mut trainer = Trainer::new(classifier, Arc::clone(train), Arc::clone(test), settings);
    trainer.go_on(&mut || false);
    trainer.epochs().last().unwrap().test.accuracy()
}

/// The mean over the seeds.
fn mean(accuracies: &[f64]) -> f64 {
    accuracies.iter().sum::<f64>() / accuracies.len() as f64
}

/// How training goes in the lab when it opens, for so many epochs.
fn settings(epochs: usize, seed: u64) -> Settings {
    Settings { batch: 32, rate: 1.0, decay: 0.95, epochs, seed }
}

#[test]
fn thirty_epochs_tell_ninety_four_percent_of_the_uci_digits_right() {
    let accuracies = SEEDS.map(|seed| {
        let (train, test) = uci().split(1437, seed);
        assert_eq!((train.len(), test.len()), (1437, 360));
        accuracy(&Arc::new(train), &Arc::new(test), settings(30, seed))
    });
    assert!(mean(&accuracies) >= 0.94, "{accuracies:?}");
}

#[test]
fn ten_epochs_tell_ninety_two_percent_of_mnist_digits_right() {
    let Some(folder) = std::env::var_os("GRADLIGHT_MNIST").map(PathBuf::from) else {
        eprintln!("SKIPPED: GRADLIGHT_MNIST names no folder with the MNIST files");
        return;
    };
    let (train, test) = mnist(&folder).split_in_order(8000);
    assert_eq!((train.len(), test.len()), (8000, 2000));
    let (train, test) = (Arc::new(train), Arc::new(test));
    let accuracies = SEEDS.map(|seed| accuracy(&train, &test, settings(10, seed)));
    assert!(mean(&accuracies) >= 0.92, "{accuracies:?}");
}

fn mnist(folder: &Path) -> Pictures {
    let read = |name: &str| {
        let file = std::fs::read(folder.join(name)).unwrap();
        idx::read(&unpacked(&file).unwrap()).unwrap()
    };
    let (Idx::Images(images), Idx::Labels(labels)) =
        (read("t10k-images-idx3-ubyte.gz"), read("t10k-labels-idx1-ubyte.gz"))
    else {
        panic!("images and labels")
    };
    idx::pictures(images, labels, SIDE).unwrap()
}
