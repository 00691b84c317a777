//! Saved networks as others read them: Python's safetensors opens the file, and NumPy computes the same outputs.

use std::path::{Path, PathBuf};
use std::process::Command;

use gradlight_core::activation::Activation;
use gradlight_core::classifier::Classifier;
use gradlight_core::loss::Loss;
use gradlight_core::random::Random;
use gradlight_core::safetensors;

/// Reads a network and an input, passes it forward in float32 and prints the outputs.
const FORWARD: &str = "
import sys, numpy as np
from safetensors import safe_open
with safe_open(sys.argv[1], framework='np') as file:
    activations = file.metadata()['activations'].split(' ')
    tensors = {name: file.get_tensor(name) for name in file.keys()}
functions = {
    'sigmoid': lambda z: 1 / (1 + np.exp(-z)),
    'tanh': np.tanh,
    'relu': lambda z: np.maximum(z, 0),
    'softmax': lambda z: np.exp(z - z.max()) / np.exp(z - z.max()).sum(),
}
a = np.array(sys.argv[2].split(','), dtype=np.float32)
for layer, name in enumerate(activations):
    a = functions[name](tensors[f'layers.{layer}.weight'] @ a + tensors[f'layers.{layer}.bias'])
assert a.dtype == np.float32
print(*(repr(float(output)) for output in a))
";

/// Python with both packages, where set-up has put it; says so where it has not.
fn python() -> Option<PathBuf> {
    let python = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/python/bin/python");
    let found = Command::new(&python).args(["-c", "import numpy, safetensors"]).status().is_ok_and(|end| end.success());
    if !found {
        eprintln!("SKIPPED: no NumPy and safetensors in target/python; `cargo xtask test` installs them");
    }
    found.then_some(python)
}

#[test]
fn numpy_computes_the_same_outputs_from_the_saved_file() {
    let Some(python) = python() else { return };
    let folder = std::env::temp_dir().join(format!("gradlight-safetensors-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("network.safetensors");
    let mut random = Random::seeded(4);
    let input: Vec<f32> = (0..784).map(|_| random.uniform() as f32).collect();
    let given: Vec<String> = input.iter().map(ToString::to_string).collect();
    for (hidden, loss) in [
        (Activation::Sigmoid, Loss::CategoricalCrossEntropy),
        (Activation::Relu, Loss::CategoricalCrossEntropy),
        (Activation::Tanh, Loss::HalfSquaredError),
    ] {
        let network = Classifier::random(&[784, 16, 16, 10], hidden, loss, 2).unwrap();
        std::fs::write(&file, safetensors::write(&network)).unwrap();
        let output = Command::new(&python).args(["-c", FORWARD]).arg(&file).arg(given.join(",")).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let printed = String::from_utf8(output.stdout).unwrap();
        let outputs: Vec<f32> = printed.split_whitespace().map(|number| number.parse().unwrap()).collect();
        let activity = network.activity(&input);
        assert_eq!(outputs.len(), activity.outputs().len());
        for (theirs, ours) in outputs.iter().zip(activity.outputs()) {
            assert!((theirs - ours).abs() <= 1e-5 * ours.abs().max(1e-3), "{hidden:?}: {theirs} for {ours}");
        }
    }
    std::fs::remove_dir_all(folder).unwrap();
}
