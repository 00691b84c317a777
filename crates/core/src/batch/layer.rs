//! One layer in lanes: its parameters, its values for one sample, and the gradients of a batch.

use super::curves;
use crate::activation::{Activation, LEAK, softmax};
use crate::initial::Scheme;
use crate::network::LayerParameters;
use crate::random::Random;

/// Units a layer has at most: so many lanes are worked at once.
pub const LANES: usize = 8;

/// A value a unit; lanes beyond a layer's units hold zeros.
pub type Lanes = [f64; LANES];

/// One layer with all its working space.
#[derive(Clone, Debug)]
pub(super) struct Layer {
    pub(super) activation: Activation,
    pub(super) inputs: usize,
    pub(super) units: usize,
    /// Incoming weights by unit: `rows[j][i]`, for the way back.
    pub(super) rows: [Lanes; LANES],
    /// The same by input: `columns[i][j]`, for the way forward.
    columns: [Lanes; LANES],
    biases: Lanes,
    /// Weighted inputs.
    pub(super) z: Lanes,
    /// Activations.
    pub(super) a: Lanes,
    /// δ = ∂E/∂z.
    pub(super) delta: Lanes,
    /// Summed gradients of the weights, by unit.
    gradients: [Lanes; LANES],
    /// Summed gradients of the biases.
    bias_gradients: Lanes,
}

/// Adds `factor` times one list of lanes to another.
#[inline]
fn add_scaled(sums: &mut Lanes, factor: f64, values: &Lanes) {
    for (sum, value) in sums.iter_mut().zip(values) {
        *sum += factor * value;
    }
}

/// `factor` times a list of lanes.
#[inline]
fn scaled(factor: f64, values: &Lanes) -> Lanes {
    values.map(|value| factor * value)
}

impl Layer {
    pub(super) fn drawn(
        activation: Activation,
        (inputs, units): (usize, usize),
        scheme: Scheme,
        random: &mut Random,
    ) -> Self {
        let zeros = [0.0; LANES];
        let mut layer = Self {
            activation,
            inputs,
            units,
            rows: [zeros; LANES],
            columns: [zeros; LANES],
            biases: zeros,
            z: zeros,
            a: zeros,
            delta: zeros,
            gradients: [zeros; LANES],
            bias_gradients: zeros,
        };
        for row in &mut layer.rows[..units] {
            for weight in &mut row[..inputs] {
                *weight = scheme.draw(inputs, units, random);
            }
        }
        layer.turn();
        layer
    }

    /// Brings `columns` to what `rows` say.
    fn turn(&mut self) {
        for (i, column) in self.columns.iter_mut().enumerate().take(self.inputs) {
            for (place, row) in column.iter_mut().zip(&self.rows) {
                *place = row[i];
            }
        }
    }

    /// zⱼ = Σᵢ wⱼᵢ aᵢ + bⱼ, summed over the inputs in order, the bias last; then aⱼ = f(zⱼ).
    pub(super) fn forward(&mut self, incoming: &Lanes) {
        let mut sums = scaled(incoming[0], &self.columns[0]);
        for (column, a) in self.columns[1..self.inputs].iter().zip(&incoming[1..self.inputs]) {
            add_scaled(&mut sums, *a, column);
        }
        for (sum, bias) in sums.iter_mut().zip(&self.biases) {
            *sum += bias;
        }
        self.z = sums;
        self.activate();
    }

    fn activate(&mut self) {
        let units = self.units;
        match self.activation {
            Activation::Softmax => softmax(&self.z[..units], &mut self.a[..units]),
            Activation::Tanh => self.a = curves::tanh(&self.z),
            Activation::Sigmoid => self.a = curves::sigmoid(&self.z),
            other => self.a = self.z.map(|z| other.value(z)),
        }
        self.a[units..].fill(0.0);
    }

    /// The derivative da/dz of every lane.
    pub(super) fn slopes(&self) -> Lanes {
        match self.activation {
            Activation::Identity => [1.0; LANES],
            Activation::Step => [0.0; LANES],
            Activation::Sigmoid | Activation::Softmax => self.a.map(|a| a * (1.0 - a)),
            Activation::Tanh => self.a.map(|a| 1.0 - a * a),
            Activation::Relu => self.z.map(|z| if z > 0.0 { 1.0 } else { 0.0 }),
            Activation::LeakyRelu => self.z.map(|z| if z > 0.0 { 1.0 } else { LEAK }),
        }
    }

    /// ∂E/∂a of every unit of the layer before: Σₖ δₖ wₖⱼ, summed in order.
    pub(super) fn passed_back(&self) -> Lanes {
        let mut sums = scaled(self.delta[0], &self.rows[0]);
        for (row, delta) in self.rows[1..self.units].iter().zip(&self.delta[1..self.units]) {
            add_scaled(&mut sums, *delta, row);
        }
        sums
    }

    /// Adds this sample's gradients δⱼ aᵢ; the first of a batch replace what was there.
    pub(super) fn add_gradients(&mut self, incoming: &Lanes, is_first: bool) {
        let deltas = self.gradients[..self.units].iter_mut().zip(&self.delta[..self.units]);
        if is_first {
            deltas.for_each(|(row, delta)| *row = scaled(*delta, incoming));
            self.bias_gradients = self.delta;
        } else {
            deltas.for_each(|(row, delta)| add_scaled(row, *delta, incoming));
            for (sum, delta) in self.bias_gradients.iter_mut().zip(&self.delta) {
                *sum += delta;
            }
        }
    }

    /// Moves the parameters against the gradient averaged over `count` samples, with the weights' share of the
    /// penalty.
    pub(super) fn step(&mut self, rate: f64, count: f64, shrink: f64) {
        for (row, gradients) in self.rows[..self.units].iter_mut().zip(&self.gradients[..self.units]) {
            for (w, sum) in row.iter_mut().zip(gradients) {
                let mean = sum / count;
                let gradient = if shrink > 0.0 { mean + shrink * *w } else { mean };
                *w -= rate * gradient;
            }
        }
        for (b, sum) in self.biases.iter_mut().zip(&self.bias_gradients) {
            *b -= rate * (sum / count);
        }
        self.turn();
    }

    /// Its weights by unit and input, then its biases.
    pub(super) fn parameters(&self) -> impl Iterator<Item = f64> + '_ {
        let weights = self.rows[..self.units].iter().flat_map(|row| &row[..self.inputs]);
        weights.chain(&self.biases[..self.units]).copied()
    }

    /// Takes parameters in the order of [`Self::parameters`].
    pub(super) fn set_parameters(&mut self, parameters: &mut impl Iterator<Item = f64>) {
        // The lanes beyond may hold what is no number; all are put back.
        (self.rows, self.biases) = ([[0.0; LANES]; LANES], [0.0; LANES]);
        let weights = self.rows[..self.units].iter_mut().flat_map(|row| &mut row[..self.inputs]);
        weights.chain(&mut self.biases[..self.units]).zip(parameters).for_each(|(place, value)| *place = value);
        self.turn();
    }

    pub(super) fn to_document(&self) -> LayerParameters {
        LayerParameters {
            activation: self.activation,
            weights: self.rows[..self.units].iter().map(|row| row[..self.inputs].to_vec()).collect(),
            biases: Some(self.biases[..self.units].to_vec()),
        }
    }
}
