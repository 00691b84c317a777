//! A block of samples forward and back, and what a network makes of points.

use super::layer::BLOCK;
use super::{LANES, Score, Trainer};
use crate::activation::{Activation, softmax_log};
use crate::dataset::Point;
use crate::loss::{Loss, sigmoid_logs};
use crate::math;

impl Trainer {
    /// Runs the next samples of the epoch, at most a block, forward and back.
    pub(super) fn run(&mut self, count: usize) {
        for (s, &place) in self.order[self.taken..][..count].iter().enumerate() {
            let ([x, y], target) = self.samples[place];
            (self.inputs[s][0], self.inputs[s][1]) = (x, y);
            self.targets[s] = target;
        }
        self.forward(count);
        self.backward(count);
    }

    /// Runs the block's first samples through the network.
    fn forward(&mut self, count: usize) {
        let mut incoming = &self.inputs[..count];
        for layer in &mut self.layers {
            layer.forward(incoming, &mut self.work);
            incoming = &layer.a[..count];
        }
    }

    /// Takes the δ of the block's samples from the outputs to the front and adds their gradients to the batch's.
    fn backward(&mut self, count: usize) {
        self.put_output_deltas(count);
        for l in (0..self.layers.len()).rev() {
            let (before, here) = self.layers.split_at_mut(l);
            let layer = &mut here[0];
            if let Some(previous) = before.last_mut() {
                layer.pass_back(previous, count);
                layer.add_gradients(&previous.a[..count]);
            } else {
                layer.add_gradients(&self.inputs[..count]);
            }
        }
    }

    fn put_output_deltas(&mut self, count: usize) {
        let loss = self.plan.loss;
        let Some(output) = self.layers.last_mut() else { return };
        output.put_slopes(count);
        let units = output.units;
        for ((delta, a), y) in output.delta[..count].iter_mut().zip(&output.a).zip(&self.targets) {
            let slopes = std::mem::replace(delta, [0.0; LANES]);
            for k in 0..units.min(y.len()) {
                let slope = if loss.is_cross_entropy() { 1.0 } else { slopes[k] };
                delta[k] = loss.derivative(a[k], y[k], units) * slope;
            }
        }
    }

    /// The loss of a sample of the block that has been run.
    fn loss(&self, sample: usize, target: [f64; 2]) -> f64 {
        let layer = &self.layers[self.layers.len() - 1];
        let (z, a) = (&layer.z[sample][..layer.units], &layer.a[sample][..layer.units]);
        let mut sum = 0.0;
        for k in 0..layer.units {
            sum += self.plan.loss.term(a[k], target[k], || match layer.activation {
                Activation::Softmax if a[k] == 0.0 => (softmax_log(z, k), 0.0),
                Activation::Softmax => (math::ln(a[k]), 0.0),
                _ => sigmoid_logs(z[k], a[k]),
            });
        }
        if self.plan.loss == Loss::MeanSquaredError { sum / layer.units as f64 } else { sum }
    }

    /// How well the network does on those points as it stands.
    pub fn score(&mut self, points: &[Point]) -> Score {
        let (mut sum, mut told) = (0.0, 0);
        for points in points.chunks(BLOCK) {
            for (input, Point { place: [x, y], .. }) in self.inputs.iter_mut().zip(points) {
                (input[0], input[1]) = (*x, *y);
            }
            self.forward(points.len());
            for (sample, point) in points.iter().enumerate() {
                sum += self.loss(sample, self.plan.target(point.class));
                told += usize::from(usize::from(self.leaning(sample) > 0.0) == point.class);
            }
        }
        let count = points.len() as f64;
        Score { cost: sum / count, accuracy: told as f64 / count }
    }

    /// How much the network speaks for class 1 at a point of the block run last; see [`super::Plan::leaning`].
    fn leaning(&self, sample: usize) -> f64 {
        self.plan.leaning(&self.layers[self.layers.len() - 1].a[sample])
    }

    /// The activation of every unit at a place, layer by layer, and last how much the outputs speak for class 1.
    ///
    /// # Shapes
    /// `values`: one entry a unit and one more.
    pub fn look(&mut self, place: [f64; 2], values: &mut [f32]) {
        (self.inputs[0][0], self.inputs[0][1]) = (place[0], place[1]);
        self.forward(1);
        let units = self.layers.iter().flat_map(|layer| &layer.a[0][..layer.units]).copied();
        units.chain([self.leaning(0)]).zip(values).for_each(|(value, kept)| *kept = value as f32);
    }
}
