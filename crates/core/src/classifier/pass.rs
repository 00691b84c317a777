//! The passes through a classifier's layers: loops over [`LANES`] neurons at once, written so that they vectorise.

use super::{LANES, Layer};
use crate::activation::Activation;
use crate::loss::Loss;

/// The numbers of some neurons that are computed together.
type Lanes = [f32; LANES];

/// The logistic sigmoid in f32.
fn sigmoid(z: f32) -> f32 {
    1.0 / (1.0 + libm::expf(-z))
}

/// The lanes that begin at that place of a row.
fn lanes(row: &[f32], first: usize) -> Lanes {
    let mut lanes = [0.0; LANES];
    lanes.copy_from_slice(&row[first..first + LANES]);
    lanes
}

/// The sum of all lanes, by halves: always in this order.
fn sum(mut lanes: Lanes) -> f32 {
    let mut width = LANES / 2;
    while width > 0 {
        for lane in 0..width {
            lanes[lane] += lanes[lane + width];
        }
        width /= 2;
    }
    lanes[0]
}

/// The net inputs of a batch, z = b + Σ x w.
///
/// # Shapes
/// `rows`: a row a sample, `width` apart, of which the layer's inputs come first; `nets`: `[samples × stride]`.
pub(crate) fn net_inputs(layer: &Layer, rows: &[f32], width: usize, nets: &mut [f32]) {
    let stride = layer.stride;
    let pairs = rows.chunks(2 * width).zip(nets.chunks_mut(2 * stride));
    for (rows, nets) in pairs {
        for first in (0..stride).step_by(LANES) {
            if nets.len() == 2 * stride {
                let [one, other] = pair(layer, first, &rows[..layer.inputs], &rows[width..width + layer.inputs]);
                nets[first..first + LANES].copy_from_slice(&one);
                nets[stride + first..stride + first + LANES].copy_from_slice(&other);
            } else {
                let one = single(layer, first, &rows[..layer.inputs]);
                nets[first..first + LANES].copy_from_slice(&one);
            }
        }
    }
}

/// The lanes from `first` on of two samples, which share the reading of the weights.
fn pair(layer: &Layer, first: usize, one: &[f32], other: &[f32]) -> [Lanes; 2] {
    let biases = lanes(&layer.biases, first);
    let (mut a, mut b) = (biases, biases);
    for ((row, x), y) in layer.weights.chunks_exact(layer.stride).zip(one).zip(other) {
        let w = lanes(row, first);
        for lane in 0..LANES {
            a[lane] += x * w[lane];
            b[lane] += y * w[lane];
        }
    }
    [a, b]
}

fn single(layer: &Layer, first: usize, inputs: &[f32]) -> Lanes {
    let mut sums = lanes(&layer.biases, first);
    for (row, x) in layer.weights.chunks_exact(layer.stride).zip(inputs) {
        let w = lanes(row, first);
        for lane in 0..LANES {
            sums[lane] += x * w[lane];
        }
    }
    sums
}

/// Turns the net inputs of a hidden layer into activations, a row a sample; the padding is left alone.
pub(crate) fn squash(layer: &Layer, nets: &mut [f32]) {
    let function: fn(f32) -> f32 = match layer.activation {
        Activation::Tanh => libm::tanhf,
        Activation::Relu => |z| if z > 0.0 || z.is_nan() { z } else { 0.0 },
        _ => sigmoid,
    };
    for row in nets.chunks_exact_mut(layer.stride) {
        row[..layer.neurons].iter_mut().for_each(|z| *z = function(*z));
    }
}

/// The slope of a hidden layer's activation, from the activation itself.
pub(crate) fn slope(activation: Activation, a: f32) -> f32 {
    match activation {
        Activation::Tanh => 1.0 - a * a,
        Activation::Relu => f32::from(u8::from(a > 0.0)),
        _ => a * (1.0 - a),
    }
}

/// Turns the net inputs of one sample's outputs into activations; gives the loss, in nats for cross-entropy.
pub(crate) fn outputs(loss: Loss, nets: &mut [f32], label: usize) -> f32 {
    if loss == Loss::CategoricalCrossEntropy {
        let largest = nets.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let wanted = nets[label] - largest;
        let mut sum = 0.0;
        for z in nets.iter_mut() {
            *z = libm::expf(*z - largest);
            sum += *z;
        }
        for a in nets.iter_mut() {
            *a /= sum;
        }
        return libm::logf(sum) - wanted;
    }
    let mut total = 0.0;
    for (k, z) in nets.iter_mut().enumerate() {
        *z = sigmoid(*z);
        let miss = *z - target(k, label);
        total += 0.5 * (miss * miss);
    }
    total
}

/// What output k should be where the sample's class is `label`: 1 there, 0 elsewhere.
pub(crate) fn target(k: usize, label: usize) -> f32 {
    f32::from(u8::from(k == label))
}

/// δ of one sample's outputs, from their activations.
///
/// ```text
/// a − y                 softmax with cross-entropy
/// (a − y) a (1 − a)     sigmoid with half squared error
/// ```
pub(crate) fn output_deltas(loss: Loss, activations: &[f32], label: usize, deltas: &mut [f32]) {
    for (k, (delta, a)) in deltas.iter_mut().zip(activations).enumerate() {
        let miss = a - target(k, label);
        *delta = if loss == Loss::CategoricalCrossEntropy { miss } else { miss * (a * (1.0 - a)) };
    }
}

/// δ of a hidden layer, from that of the layer after it: δᵢ = f′(zᵢ) Σⱼ wᵢⱼ δⱼ.
///
/// # Shapes
/// `after`: `[samples × next.stride]`; `activations` and `deltas`: `[samples × layer.stride]`.
pub(crate) fn hidden_deltas(layer: &Layer, next: &Layer, after: &[f32], activations: &[f32], deltas: &mut [f32]) {
    let samples = after.chunks_exact(next.stride);
    let own = activations.chunks_exact(layer.stride).zip(deltas.chunks_exact_mut(layer.stride));
    for (after, (activations, deltas)) in samples.zip(own) {
        let weights = next.weights.chunks_exact(next.stride);
        for ((row, a), delta) in weights.zip(activations).zip(deltas) {
            let mut sums = [0.0; LANES];
            for (w, d) in row.chunks_exact(LANES).zip(after.chunks_exact(LANES)) {
                for lane in 0..LANES {
                    sums[lane] += w[lane] * d[lane];
                }
            }
            *delta = sum(sums) * slope(layer.activation, *a);
        }
    }
}

/// Moves a layer's parameters against their gradients, which are summed over the batch and stored nowhere.
///
/// ```text
/// wᵢⱼ ← wᵢⱼ − step · Σ xᵢ δⱼ,    bⱼ ← bⱼ − step · Σ δⱼ,    step = rate / samples
/// ```
///
/// # Shapes
/// `rows` as in [`net_inputs`]; `deltas`: `[samples × stride]`.
pub(crate) fn descend(layer: &mut Layer, rows: &[f32], width: usize, deltas: &[f32], step: f32) {
    let stride = layer.stride;
    for first in (0..stride).step_by(LANES) {
        let mut weights = layer.weights.chunks_exact_mut(2 * stride);
        let mut input = 0;
        for two in &mut weights {
            let mut sums = [[0.0; LANES]; 2];
            for (row, delta) in rows.chunks_exact(width).zip(deltas.chunks_exact(stride)) {
                let (delta, x, y) = (lanes(delta, first), row[input], row[input + 1]);
                for lane in 0..LANES {
                    sums[0][lane] += x * delta[lane];
                    sums[1][lane] += y * delta[lane];
                }
            }
            subtract(&mut two[first..first + LANES], &sums[0], step);
            subtract(&mut two[stride + first..stride + first + LANES], &sums[1], step);
            input += 2;
        }
        let last = weights.into_remainder();
        if !last.is_empty() {
            let mut sums = [0.0; LANES];
            for (row, delta) in rows.chunks_exact(width).zip(deltas.chunks_exact(stride)) {
                let (delta, x) = (lanes(delta, first), row[input]);
                for lane in 0..LANES {
                    sums[lane] += x * delta[lane];
                }
            }
            subtract(&mut last[first..first + LANES], &sums, step);
        }
        let mut sums = [0.0; LANES];
        for delta in deltas.chunks_exact(stride) {
            for (sum, delta) in sums.iter_mut().zip(&delta[first..]) {
                *sum += delta;
            }
        }
        subtract(&mut layer.biases[first..first + LANES], &sums, step);
    }
}

fn subtract(parameters: &mut [f32], sums: &Lanes, step: f32) {
    for (parameter, sum) in parameters.iter_mut().zip(sums) {
        *parameter -= step * sum;
    }
}
