//! One sample worked through on paper: its forward pass, its loss and, layer by layer, its errors.
//!
//! Written down from the definitions, apart from the engine's own passes. Every number is kept as the
//! trace's arithmetic keeps it before it is used again.

use crate::activation::{Activation, LARGEST_EXPONENT, LEAK};
use crate::example::{Example, Sample};
use crate::loss::Loss;
use crate::math;
use crate::rounding::Arithmetic;

/// All numbers of one sample, by layer and neuron.
pub(super) struct Sheet {
    /// What each layer receives: the sample's input first, then each layer's activations.
    pub(super) signals: Vec<Vec<f64>>,
    pub(super) z: Vec<Vec<f64>>,
    pub(super) numerators: Vec<f64>,
    pub(super) denominator: f64,
    pub(super) terms: Vec<f64>,
    pub(super) loss: f64,
    /// ∂E/∂a; empty for outputs whose δ comes at once.
    pub(super) d_out: Vec<Vec<f64>>,
    pub(super) d_act: Vec<Vec<f64>>,
    pub(super) delta: Vec<Vec<f64>>,
    /// What each neuron of the layer behind sends back, by receiving neuron.
    pub(super) shares: Vec<Vec<Vec<f64>>>,
}

impl Sheet {
    /// The sample's forward pass and loss.
    pub(super) fn forward(example: &Example, sample: &Sample, arithmetic: Arithmetic) -> Self {
        let layers = example.network().layers().len();
        let mut sheet = Self {
            signals: vec![sample.input.clone()],
            z: Vec::new(),
            numerators: Vec::new(),
            denominator: f64::NAN,
            terms: Vec::new(),
            loss: f64::NAN,
            d_out: vec![Vec::new(); layers],
            d_act: vec![Vec::new(); layers],
            delta: vec![Vec::new(); layers],
            shares: vec![Vec::new(); layers],
        };
        for layer in 0..layers {
            sheet.layer(example, layer, arithmetic);
        }
        sheet.measure(example, &sample.target, arithmetic);
        sheet
    }

    fn layer(&mut self, example: &Example, l: usize, arithmetic: Arithmetic) {
        let network = example.network();
        let shape = &network.layers()[l];
        let signals = &self.signals[l];
        let mut z = Vec::new();
        for j in 0..shape.neurons {
            let row = shape.first_weight + j * shape.inputs;
            let products = (0..shape.inputs).map(|i| network.weights()[row + i] * signals[i]);
            let bias = shape.first_bias.map(|first| network.biases()[first + j]);
            z.push(arithmetic.keep(total(products.chain(bias))));
        }
        let activations = if shape.activation == Activation::Softmax {
            let shift = z.iter().copied().fold(z[0], |top, z| if z > top { z } else { top });
            let shift = if shift.abs() > LARGEST_EXPONENT { shift } else { 0.0 };
            self.numerators = z.iter().map(|z| arithmetic.keep(math::exp(z - shift))).collect();
            self.denominator = arithmetic.keep(total(self.numerators.iter().copied()));
            self.numerators.iter().map(|e| arithmetic.keep(e / self.denominator)).collect()
        } else {
            z.iter().map(|z| arithmetic.keep(shape.activation.value(*z))).collect()
        };
        self.z.push(z);
        self.signals.push(activations);
    }

    /// The outputs.
    pub(super) fn outputs(&self) -> &[f64] {
        &self.signals[self.signals.len() - 1]
    }

    fn measure(&mut self, example: &Example, target: &[f64], arithmetic: Arithmetic) {
        self.terms =
            target.iter().enumerate().map(|(k, y)| arithmetic.keep(self.term(example.loss(), k, *y))).collect();
        let sum = total(self.terms.iter().copied());
        let mean = example.loss() == Loss::MeanSquaredError;
        self.loss = arithmetic.keep(if mean { sum / self.terms.len() as f64 } else { sum });
    }

    fn term(&self, loss: Loss, k: usize, y: f64) -> f64 {
        let a = self.outputs()[k];
        let off = y - a;
        match loss {
            Loss::HalfSquaredError => 0.5 * (off * off),
            Loss::SquaredError | Loss::MeanSquaredError => off * off,
            Loss::BinaryCrossEntropy => {
                let z = self.z[self.z.len() - 1][k];
                // ln σ(z) tends to z on the far left, ln(1 − σ(z)) to −z on the far right.
                let ln_a = if a == 0.0 { z } else { math::ln(a) };
                let ln_rest = if 1.0 - a == 0.0 { -z } else { math::ln(1.0 - a) };
                0.0 - (entropy(y, ln_a) + entropy(1.0 - y, ln_rest))
            }
            Loss::CategoricalCrossEntropy => 0.0 - entropy(y, self.softmax_log(k)),
        }
    }

    /// ln a of a softmax output; where a has vanished, from the weighted inputs.
    fn softmax_log(&self, k: usize) -> f64 {
        let (a, z) = (self.outputs()[k], &self.z[self.z.len() - 1]);
        if a != 0.0 {
            return math::ln(a);
        }
        let top = z.iter().copied().fold(z[0], |top, z| if z > top { z } else { top });
        let shift = if top.abs() > LARGEST_EXPONENT { top } else { 0.0 };
        z[k] - shift - math::ln(self.denominator)
    }

    /// The errors of layer `l`; `weights` are those that lead from it into the layer behind.
    pub(super) fn errors(
        &mut self,
        example: &Example,
        l: usize,
        target: &[f64],
        weights: &[f64],
        arithmetic: Arithmetic,
    ) {
        let layers = example.network().layers();
        let last = l + 1 == layers.len();
        if last {
            self.d_out[l] = self.output_derivatives(example.loss(), target, arithmetic);
            if example.is_fused() {
                self.delta[l] = std::mem::take(&mut self.d_out[l]);
                return;
            }
        } else {
            let behind = &layers[l + 1];
            let share = |j, k: usize| arithmetic.keep(self.delta[l + 1][k] * weights[k * behind.inputs + j]);
            let shares = |j| (0..behind.neurons).map(|k| share(j, k)).collect();
            self.shares[l] = (0..layers[l].neurons).map(shares).collect();
            self.d_out[l] = self.shares[l].iter().map(|own| arithmetic.keep(total(own.iter().copied()))).collect();
        }
        let slopes = self.z[l].iter().zip(&self.signals[l + 1]);
        self.d_act[l] = slopes.map(|(z, a)| arithmetic.keep(slope(layers[l].activation, *z, *a))).collect();
        let factors = self.d_out[l].iter().zip(&self.d_act[l]);
        self.delta[l] = factors.map(|(out, act)| arithmetic.keep(out * act)).collect();
    }

    fn output_derivatives(&self, loss: Loss, target: &[f64], arithmetic: Arithmetic) -> Vec<f64> {
        let derivative = |off: f64| match loss {
            Loss::SquaredError => 2.0 * off,
            Loss::MeanSquaredError => 2.0 * off / target.len() as f64,
            _ => off,
        };
        self.outputs().iter().zip(target).map(|(a, y)| arithmetic.keep(derivative(a - y))).collect()
    }

    /// ∂E/∂w of the weight into neuron `j` of layer `l` from place `i` before it.
    pub(super) fn weight_gradient(&self, l: usize, j: usize, i: usize, arithmetic: Arithmetic) -> f64 {
        let signal = self.signals[l][i];
        arithmetic.keep(match self.d_out[l].get(j) {
            Some(d_out) => d_out * self.d_act[l][j] * signal,
            None => self.delta[l][j] * signal,
        })
    }
}

/// The sum from left to right; of nothing, NaN.
pub(super) fn total(numbers: impl IntoIterator<Item = f64>) -> f64 {
    numbers.into_iter().reduce(|sum, number| sum + number).unwrap_or(f64::NAN)
}

/// weight × logarithm, 0 where the weight is.
pub(super) fn entropy(weight: f64, logarithm: f64) -> f64 {
    if weight == 0.0 { 0.0 } else { weight * logarithm }
}

/// da/dz from the definition of each activation.
pub(super) fn slope(activation: Activation, z: f64, a: f64) -> f64 {
    match activation {
        Activation::Identity => 1.0,
        Activation::Sigmoid | Activation::Softmax => a * (1.0 - a),
        Activation::Tanh => 1.0 - a * a,
        Activation::Relu | Activation::LeakyRelu if z > 0.0 => 1.0,
        Activation::LeakyRelu => LEAK,
        Activation::Relu | Activation::Step => 0.0,
    }
}
