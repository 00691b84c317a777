//! One layer in lanes: its parameters, its values for a block of samples, and the gradients of a batch.

use super::sums::{HALF, NOTHING, halves, multiply};
use crate::activation::{Activation, LEAK};
use crate::curves::{self, Work};
use crate::initial::Scheme;
use crate::network::LayerParameters;
use crate::random::Random;

/// Units a layer has at most: so many lanes are worked at once.
pub const LANES: usize = 8;

/// Samples that go through the layers together, at most.
pub(super) const BLOCK: usize = 16;

/// A value a unit; what the lanes beyond a layer's units hold is nothing to the others.
pub type Lanes = [f64; LANES];

/// The values of a block's samples.
pub(super) type Block = [Lanes; BLOCK];

/// A layer's weights by unit, and its biases.
#[derive(Clone, Debug)]
pub(super) struct Parameters {
    rows: [Lanes; LANES],
    biases: Lanes,
}

impl Parameters {
    fn values(&self) -> impl Iterator<Item = &f64> {
        self.rows.as_flattened().iter().chain(&self.biases)
    }

    /// Whether all are finite numbers.
    pub(super) fn are_finite(&self) -> bool {
        self.values().all(|value| value.is_finite())
    }

    /// The furthest that one of them has moved since then.
    pub(super) fn furthest_move(&self, since: &Self) -> f64 {
        let moves = self.values().zip(since.values()).map(|(now, then)| (now - then).abs());
        moves.fold(0.0, |furthest, size| if size > furthest { size } else { furthest })
    }
}

/// One layer with all its working space.
#[derive(Clone, Debug)]
pub(super) struct Layer {
    pub(super) activation: Activation,
    pub(super) inputs: usize,
    pub(super) units: usize,
    /// Incoming weights by unit: `rows[j][i]`, for the way back; lanes beyond hold zeros.
    rows: [Lanes; LANES],
    /// The same by input: `columns[i][j]`, for the way forward.
    columns: [Lanes; LANES],
    biases: Lanes,
    /// Weighted inputs.
    pub(super) z: Block,
    /// Activations.
    pub(super) a: Block,
    /// δ = ∂E/∂z.
    pub(super) delta: Block,
    /// The same by unit: `deltas[j][s]`, for the gradients.
    deltas: [[f64; BLOCK]; LANES],
    /// Summed gradients of the weights, by unit.
    gradients: [Lanes; LANES],
    /// Summed gradients of the biases.
    bias_gradients: Lanes,
    /// 1, read from memory as the constants of the curves are.
    one: f64,
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
            z: [zeros; BLOCK],
            a: [zeros; BLOCK],
            delta: [zeros; BLOCK],
            deltas: [[0.0; BLOCK]; LANES],
            gradients: [[NOTHING; LANES]; LANES],
            bias_gradients: [NOTHING; LANES],
            one: std::hint::black_box(1.0),
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
        for (i, column) in self.columns[..self.inputs].iter_mut().enumerate() {
            for (place, row) in column.iter_mut().zip(&self.rows) {
                *place = row[i % LANES];
            }
        }
    }

    /// zⱼ = Σᵢ wⱼᵢ aᵢ + bⱼ, summed over the inputs in order, the bias last; then aⱼ = f(zⱼ).
    ///
    /// # Shapes
    /// `incoming`: by sample, at most [`BLOCK`].
    pub(super) fn forward(&mut self, incoming: &[Lanes], work: &mut Work) {
        let Self { columns, biases, inputs, units, .. } = self;
        let z = &mut self.z[..incoming.len()];
        let end = |z: &mut f64, sum, lane: usize| *z = sum + biases[lane];
        multiply((incoming, &columns[..*inputs]), *units, z, |_| NOTHING, end);
        self.activate(incoming.len(), work);
    }

    fn activate(&mut self, count: usize, work: &mut Work) {
        let (z, a) = (self.z[..count].as_flattened(), self.a[..count].as_flattened_mut());
        match self.activation {
            Activation::Softmax => curves::softmax(&self.z[..count], &mut self.a[..count], work),
            Activation::Tanh => curves::tanh(z, a, work),
            Activation::Sigmoid => curves::sigmoid(z, a, work),
            Activation::Identity => a.copy_from_slice(z),
            Activation::Step => put(z, a, |z| Activation::Step.value(z)),
            Activation::Relu => put(z, a, |z| if z <= 0.0 { 0.0 } else { z }),
            Activation::LeakyRelu => put(z, a, |z| if z > 0.0 { z } else { LEAK * z }),
        }
    }

    /// Puts the derivatives da/dz of so many samples where their δ are going to be.
    pub(super) fn put_slopes(&mut self, count: usize) {
        let (z, a) = (self.z[..count].as_flattened(), self.a[..count].as_flattened());
        let (slopes, one) = (self.delta[..count].as_flattened_mut(), self.one);
        match self.activation {
            Activation::Identity => slopes.fill(1.0),
            Activation::Step => slopes.fill(0.0),
            Activation::Sigmoid | Activation::Softmax => put(a, slopes, |a| a * (one - a)),
            Activation::Tanh => put(a, slopes, |a| one - a * a),
            Activation::Relu => put(z, slopes, |z| if z > 0.0 { 1.0 } else { 0.0 }),
            Activation::LeakyRelu => put(z, slopes, |z| if z > 0.0 { 1.0 } else { LEAK }),
        }
    }

    /// Takes the δ of so many samples to the layer before: Σₖ δₖ wₖⱼ, summed in order, times da/dz.
    pub(super) fn pass_back(&self, previous: &mut Self, count: usize) {
        previous.put_slopes(count);
        let (deltas, passed) = (&self.delta[..count], &mut previous.delta[..count]);
        let end = |slope: &mut f64, d_out, _| *slope *= d_out;
        multiply((deltas, &self.rows[..self.units]), self.inputs, passed, |_| NOTHING, end);
    }

    /// Adds the gradients δⱼ aᵢ of the samples.
    ///
    /// # Shapes
    /// `incoming`: by sample, at most [`BLOCK`].
    pub(super) fn add_gradients(&mut self, incoming: &[Lanes]) {
        let mut sums = self.bias_gradients;
        for (s, delta) in self.delta[..incoming.len()].iter().enumerate() {
            for ((sum, delta), row) in sums.iter_mut().zip(delta).zip(&mut self.deltas) {
                *sum += delta;
                row[s % BLOCK] = *delta;
            }
        }
        self.bias_gradients = sums;
        let (rows, end) = (&mut self.gradients[..self.units], |place: &mut f64, sum, _| *place = sum);
        multiply((&self.deltas[..self.units], incoming), self.inputs, rows, |sum| sum, end);
    }

    /// Moves the parameters against the gradient averaged over `count` samples, with the weights' share of the
    /// penalty; the next batch begins with no gradients.
    pub(super) fn step(&mut self, rate: f64, count: f64, shrink: f64) {
        let wanted = halves(self.inputs) * HALF;
        for (row, gradients) in self.rows[..self.units].iter_mut().zip(&mut self.gradients) {
            for (w, sum) in row[..wanted].iter_mut().zip(&mut gradients[..wanted]) {
                let mean = std::mem::replace(sum, NOTHING) / count;
                let gradient = if shrink > 0.0 { mean + shrink * *w } else { mean };
                *w -= rate * gradient;
            }
            row[self.inputs..].fill(0.0);
        }
        for (b, sum) in self.biases.iter_mut().zip(&mut self.bias_gradients) {
            *b -= rate * (std::mem::replace(sum, NOTHING) / count);
        }
        self.biases[self.units..].fill(0.0);
        self.turn();
    }

    /// Its parameters as they stand, lanes beyond included.
    pub(super) fn parameters(&self) -> Parameters {
        Parameters { rows: self.rows, biases: self.biases }
    }

    /// Goes back to those parameters.
    pub(super) fn restore(&mut self, kept: &Parameters) {
        (self.rows, self.biases) = (kept.rows, kept.biases);
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

/// Puts what a function makes of each value into its place.
#[inline]
fn put(values: &[f64], places: &mut [f64], made: impl Fn(f64) -> f64) {
    for (place, value) in places.iter_mut().zip(values) {
        *place = made(*value);
    }
}
