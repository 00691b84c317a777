//! One sample forward and back, and what a network makes of points.

use super::{LANES, Lanes, Score, Trainer};
use crate::activation::{Activation, softmax_log};
use crate::dataset::Point;
use crate::loss::{Loss, sigmoid_logs};
use crate::math;

/// A sample's inputs in lanes.
fn lanes([x, y]: [f64; 2]) -> Lanes {
    let mut lanes = [0.0; LANES];
    (lanes[0], lanes[1]) = (x, y);
    lanes
}

impl Trainer {
    /// Runs one point through the network.
    pub(super) fn forward(&mut self, place: [f64; 2]) {
        let mut incoming = lanes(place);
        for layer in &mut self.layers {
            layer.forward(&incoming);
            incoming = layer.a;
        }
    }

    /// Takes the sample's δ from the outputs to the front and adds its gradients to the batch's.
    pub(super) fn backward(&mut self, input: [f64; 2], target: [f64; 2]) {
        let (loss, is_first) = (self.plan.loss, self.in_batch == 0);
        let Some((output, _)) = self.layers.split_last_mut() else { return };
        let slopes = if loss.is_cross_entropy() { [1.0; LANES] } else { output.slopes() };
        output.delta = [0.0; LANES];
        for (k, y) in target.iter().enumerate().take(output.units) {
            output.delta[k] = loss.derivative(output.a[k], *y, output.units) * slopes[k];
        }
        for l in (0..self.layers.len()).rev() {
            let (before, here) = self.layers.split_at_mut(l);
            let layer = &mut here[0];
            let Some(previous) = before.last_mut() else {
                layer.add_gradients(&lanes(input), is_first);
                return;
            };
            let (passed, slopes) = (layer.passed_back(), previous.slopes());
            for ((delta, d_out), d_act) in previous.delta.iter_mut().zip(passed).zip(slopes) {
                *delta = d_out * d_act;
            }
            layer.add_gradients(&previous.a, is_first);
        }
    }

    /// The loss of the sample that has been run.
    fn loss(&self, target: [f64; 2]) -> f64 {
        let layer = &self.layers[self.layers.len() - 1];
        let (z, a) = (&layer.z[..layer.units], &layer.a[..layer.units]);
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
        for point in points {
            self.forward(point.place);
            sum += self.loss(self.plan.target(point.class));
            told += usize::from(usize::from(self.leaning() > 0.0) == point.class);
        }
        let count = points.len() as f64;
        Score { cost: sum / count, accuracy: told as f64 / count }
    }

    /// How much the network speaks for class 1 at the point run last; see [`super::Plan::leaning`].
    fn leaning(&self) -> f64 {
        self.plan.leaning(&self.layers[self.layers.len() - 1].a)
    }

    /// The activation of every unit at a place, layer by layer, and last how much the outputs speak for class 1.
    ///
    /// # Shapes
    /// `values`: one entry a unit and one more.
    pub fn look(&mut self, place: [f64; 2], values: &mut [f32]) {
        self.forward(place);
        let units = self.layers.iter().flat_map(|layer| &layer.a[..layer.units]).copied();
        units.chain([self.leaning()]).zip(values).for_each(|(value, kept)| *kept = value as f32);
    }
}
