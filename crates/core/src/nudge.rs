//! The nudge: what the loss makes of a small change of any one number, against what its derivative promises.
//!
//! The loss after a nudge is that of the trace's own formulas, evaluated anew from the nudged number on.

use crate::example::{Example, Update};
use crate::network::Neuron;
use crate::quantity::{BiasId, Quantity};
use crate::rounding::Arithmetic;
use crate::trace::{Phase, Trace};

/// One sample's pass, of which any number can be nudged.
#[derive(Clone, Debug)]
pub struct Nudge {
    example: Example,
    trace: Trace,
}

impl Nudge {
    /// The pass of that sample, from 0, at the example's parameters.
    pub fn of(example: &Example, sample: usize) -> Self {
        // The sequential order's errors are no derivatives.
        let example = example.with_update(Update::Simultaneous);
        let trace = Trace::of(&example, 1, sample, Arithmetic::Exact);
        Self { example, trace }
    }

    /// The example.
    pub fn example(&self) -> &Example {
        &self.example
    }

    /// The pass.
    pub fn trace(&self) -> &Trace {
        &self.trace
    }

    /// The loss as it stands.
    pub fn loss(&self) -> f64 {
        self.read(Quantity::LossTotal)
    }

    /// Everything that can be nudged: inputs, weights, biases, then each neuron's weighted input and activation.
    pub fn quantities(&self) -> Vec<Quantity> {
        let network = self.example.network();
        let mut all: Vec<Quantity> = (0..network.inputs()).map(Quantity::Input).collect();
        all.extend((0..network.weights().len()).map(Quantity::Weight));
        for layer in 0..network.layers().len() {
            all.extend(self.example.biases_of(layer).into_iter().map(Quantity::Bias));
        }
        all.extend(network.all_neurons().flat_map(|neuron| [Quantity::Net(neuron), Quantity::Out(neuron)]));
        all
    }

    /// The derivative of the sample's loss by that number; `None` for what cannot be nudged.
    ///
    /// ```text
    /// ∂E/∂z = δ    ∂E/∂w = δ a    ∂E/∂b = δ, or Σδ where it is shared    ∂E/∂x = Σⱼ δⱼ wⱼ
    /// ```
    pub fn derivative(&self, quantity: &Quantity) -> Option<f64> {
        let network = self.example.network();
        self.trace.value(quantity)?;
        match *quantity {
            Quantity::Weight(w) => self.trace.value(&Quantity::WeightGradient(w)),
            Quantity::Bias(BiasId::Own(neuron)) | Quantity::Net(neuron) => Some(self.read(Quantity::Delta(neuron))),
            Quantity::Bias(BiasId::Shared(layer)) => Some(self.over_layer(layer, |_| 1.0)),
            Quantity::Input(i) => Some(self.over_layer(0, |neuron| network.weights()[network.weight_index(neuron, i)])),
            Quantity::Out(neuron) => Some(self.by_activation(neuron)),
            _ => None,
        }
    }

    /// Σ δ · weight over a layer's neurons.
    fn over_layer(&self, layer: usize, weight: impl Fn(Neuron) -> f64) -> f64 {
        let neurons = (0..self.example.network().layers()[layer].neurons).map(|j| Neuron::new(layer, j));
        neurons.map(|neuron| self.read(Quantity::Delta(neuron)) * weight(neuron)).sum()
    }

    /// ∂E/∂a; a cross-entropy's trace has none for its outputs, which go straight to δ.
    fn by_activation(&self, neuron: Neuron) -> f64 {
        self.trace.value(&Quantity::DOut(neuron)).unwrap_or_else(|| {
            let (a, y) = (self.read(Quantity::Out(neuron)), self.read(Quantity::Target(neuron.index)));
            self.example.loss().slope(a, y, self.example.network().output().neurons)
        })
    }

    /// The sample's loss with that number changed by so much and everything after it computed anew.
    pub fn loss_after(&self, quantity: &Quantity, change: f64) -> f64 {
        let mut values = self.trace.values.clone();
        if self.trace.place_of(quantity).is_none()
            && let Some(given) = values.get_mut(quantity)
        {
            *given += change;
        }
        for step in self.trace.steps() {
            if !matches!(step.phase, Phase::Forward | Phase::Loss) {
                break;
            }
            let value = step.expression.value(&|read| values.get(read).copied().unwrap_or(f64::NAN));
            values.insert(step.quantity, if step.quantity == *quantity { value + change } else { value });
        }
        values.get(&Quantity::LossTotal).copied().unwrap_or(f64::NAN)
    }

    /// How much the derivative promises of a change, and how much the loss really changes.
    pub fn compare(&self, quantity: &Quantity, change: f64) -> Option<Comparison> {
        let derivative = self.derivative(quantity)?;
        Some(Comparison { predicted: derivative * change, actual: self.loss_after(quantity, change) - self.loss() })
    }

    fn read(&self, quantity: Quantity) -> f64 {
        self.trace.value(&quantity).unwrap_or(f64::NAN)
    }
}

/// A change of the loss, as promised and as it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Comparison {
    /// ∂E/∂q · Δq.
    pub predicted: f64,
    /// E(q + Δq) − E(q).
    pub actual: f64,
}

impl Comparison {
    /// How far the promise is off: it shrinks with the square of the change.
    pub fn error(&self) -> f64 {
        (self.actual - self.predicted).abs()
    }
}
