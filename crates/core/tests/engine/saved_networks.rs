//! Saved networks: what is written reads back, and what does not fit is refused with the place.

use gradlight_core::activation::Activation;
use gradlight_core::classifier::Classifier;
use gradlight_core::loss::Loss;
use gradlight_core::safetensors;
use serde_json::{Value, json};

fn networks() -> Vec<Classifier> {
    [
        (Activation::Sigmoid, Loss::CategoricalCrossEntropy),
        (Activation::Relu, Loss::CategoricalCrossEntropy),
        (Activation::Tanh, Loss::HalfSquaredError),
    ]
    .into_iter()
    .map(|(hidden, loss)| Classifier::random(&[20, 17, 5, 3], hidden, loss, 5).unwrap())
    .collect()
}

#[test]
fn both_formats_read_back_as_the_same_bits() {
    for network in networks() {
        assert_eq!(Classifier::from_json(&network.to_json()).as_ref(), Ok(&network));
        assert_eq!(safetensors::read(&safetensors::write(&network), Activation::Sigmoid).as_ref(), Ok(&network));
    }
}

#[test]
fn json_that_does_not_fit_together_is_refused_with_the_place() {
    let saved: Value = serde_json::from_str(&networks()[0].to_json()).unwrap();
    let refusal = |pointer: &str, value: Value| {
        let mut saved = saved.clone();
        *saved.pointer_mut(pointer).unwrap() = value;
        Classifier::from_json(&saved.to_string()).unwrap_err().to_string()
    };
    assert_eq!(refusal("/layers/1/weights/0", json!([1.0])), "layers[1].weights[0]: 1 weight for 17 inputs");
    assert_eq!(refusal("/layers/2/biases", json!([1.0])), "layers[2].biases: 1 bias for 3 neurons");
    assert_eq!(
        refusal("/layers/0/activation", json!("step")),
        "layers[0].activation: step, but sigmoid, tanh or relu is needed"
    );
    assert!(refusal("/loss", json!("mean_squared_error")).starts_with("loss: softmax outputs with mean_squared_error"));
    assert_eq!(refusal("/layers/0/weights/0/0", json!(1e39)), "layers[0]: a number that is not finite");
    assert!(refusal("/format", json!("gradlight/example@1")).contains("is not gradlight/network@1"));
    assert!(Classifier::from_json("{\"layers\": [NaN").unwrap_err().to_string().starts_with("not JSON"));
}

/// A safetensors file of that header over so many zero bytes.
fn file(header: &Value, numbers: usize) -> Vec<u8> {
    let header = header.to_string();
    [&(header.len() as u64).to_le_bytes(), header.as_bytes(), &vec![0; numbers]].concat()
}

fn refusal(file: &[u8]) -> String {
    safetensors::read(file, Activation::Sigmoid).unwrap_err().to_string()
}

#[test]
fn tensors_that_do_not_fit_together_are_refused_with_their_names() {
    let tensor =
        |shape: Value, from: usize, to: usize| json!({"dtype": "F32", "shape": shape, "data_offsets": [from, to]});
    let good = json!({"layers.0.weight": tensor(json!([2, 3]), 0, 24), "layers.0.bias": tensor(json!([2]), 24, 32)});
    let with = |pointer: &str, value: Value| {
        let mut header = good.clone();
        *header.pointer_mut(pointer).unwrap() = value;
        refusal(&file(&header, 32))
    };
    assert!(safetensors::read(&file(&good, 32), Activation::Sigmoid).is_ok());
    assert_eq!(with("/layers.0.weight/dtype", json!("F16")), "layers.0.weight: numbers of kind F16, but F32 is needed");
    assert_eq!(with("/layers.0.weight/shape", json!([2, 4])), "layers.0.weight: 24 bytes do not make its shape");
    assert_eq!(with("/layers.0.weight/shape", json!([6])), "layers.0.weight: 1 dimensions, but weights have 2");
    assert_eq!(with("/layers.0.bias", tensor(json!([1]), 24, 28)), "layers.0.bias: 1 biases for 2 neurons");
    let beyond = "layers.0.bias: its numbers lie beyond the end of the file";
    assert_eq!(with("/layers.0.bias/data_offsets", json!([24, 36])), beyond);
    assert_eq!(
        with("/layers.0.weight/shape", json!([1_u64 << 40, 1_u64 << 40])),
        "layers.0.weight: 24 bytes do not make its shape"
    );
    let mut more = good.clone();
    more["layers.2.weight"] = tensor(json!([2, 2]), 0, 16);
    assert_eq!(refusal(&file(&more, 32)), "3 tensors, but 1 layers have two each");
    more["layers.1.weight"] = tensor(json!([1, 3]), 0, 12);
    assert_eq!(refusal(&file(&more, 32)), "layers.1.weight: 3 inputs, but the layer before has 2 neurons");
}

#[test]
fn numbers_that_are_not_finite_and_files_cut_short_are_refused() {
    let mut file = safetensors::write(&networks()[0]);
    let end = file.len();
    file[end - 4..].copy_from_slice(&f32::NAN.to_le_bytes());
    assert_eq!(refusal(&file), "layers.2.bias: number 2 is not finite");
    assert!(refusal(&file[..end - 1]).contains("beyond the end of the file"));
    assert_eq!(refusal(&file[..100]), "its header is longer than the file");
    assert_eq!(refusal(&file[..7]), "it ends within its header");
    assert_eq!(refusal(&[255; 64]), "its header is longer than the file");
}
