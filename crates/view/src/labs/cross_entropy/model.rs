//! Five outputs and their targets as examples of the engine: yes/no outputs, and the same weighted inputs by softmax.

use gradlight_core::activation::Activation;
use gradlight_core::example::{Example, Sample};
use gradlight_core::loss::Loss;
use gradlight_core::math::ln;
use gradlight_core::network::{LayerParameters, Neuron};
use gradlight_core::quantity::Quantity;

use crate::labs::traced::Traced;

/// How many classes there are.
pub(super) const CLASSES: usize = 5;

/// The lecture's outputs.
pub(super) const OPENING_H: [f64; CLASSES] = [0.234, 0.678, 0.102, 0.020, 0.800];
/// The lecture's targets: the second class is right.
pub(super) const OPENING_Y: [bool; CLASSES] = [false, true, false, false, false];

/// Five outputs with their costs.
#[derive(Clone, Debug)]
pub(super) struct Model {
    /// The outputs.
    pub(super) h: [f64; CLASSES],
    /// Which classes are right.
    pub(super) y: [bool; CLASSES],
    /// A sigmoid an output, with binary cross-entropy.
    binary: Traced,
    /// The softmax of the same weighted inputs, with categorical cross-entropy; its targets are shared among the
    /// right classes, or all are the first's where there is none.
    softmax: Traced,
}

impl Model {
    /// Outputs, each between 0 and 1, and targets.
    pub(super) fn new(h: [f64; CLASSES], y: [bool; CLASSES]) -> Self {
        let z: Vec<f64> = h.iter().map(|h| ln(h / (1.0 - h))).collect();
        let right = y.iter().filter(|right| **right).count();
        let yes_no = y.map(|right| f64::from(u8::from(right))).to_vec();
        let shared = match right {
            0 => (0..CLASSES).map(|class| f64::from(u8::from(class == 0))).collect(),
            _ => yes_no.iter().map(|y| y / right as f64).collect(),
        };
        Self {
            h,
            y,
            binary: traced(&z, yes_no, Activation::Sigmoid, Loss::BinaryCrossEntropy),
            softmax: traced(&z, shared, Activation::Softmax, Loss::CategoricalCrossEntropy),
        }
    }

    /// How many classes are right.
    pub(super) fn right(&self) -> usize {
        self.y.iter().filter(|right| **right).count()
    }

    /// A class's weighted input.
    pub(super) fn z(&self, class: usize) -> f64 {
        self.binary.read(Quantity::Net(Neuron::new(0, class)))
    }

    /// A class's yes/no term.
    pub(super) fn term(&self, class: usize) -> f64 {
        self.binary.read(Quantity::Loss(class))
    }

    /// The sum of the yes/no terms.
    pub(super) fn sum(&self) -> f64 {
        self.binary.read(Quantity::LossTotal)
    }

    /// δ = h − y of a class's yes/no output.
    pub(super) fn delta(&self, class: usize) -> f64 {
        self.binary.read(Quantity::Delta(Neuron::new(0, class)))
    }

    /// A class's share by softmax.
    pub(super) fn share(&self, class: usize) -> f64 {
        self.softmax.read(Quantity::Out(Neuron::new(0, class)))
    }

    /// A class's target for softmax, which shares 1 among the right classes.
    pub(super) fn shared_target(&self, class: usize) -> f64 {
        if self.right() == 0 { 0.0 } else { self.softmax.read(Quantity::Target(class)) }
    }

    /// A class's term of the categorical cross-entropy; none where no class is right.
    pub(super) fn categorical_term(&self, class: usize) -> Option<f64> {
        (self.right() > 0).then(|| self.softmax.read(Quantity::Loss(class)))
    }

    /// The categorical cross-entropy; none where no class is right.
    pub(super) fn categorical(&self) -> Option<f64> {
        (self.right() > 0).then(|| self.softmax.read(Quantity::LossTotal))
    }

    /// The lowest that the categorical cross-entropy can get: ln k for k right classes.
    pub(super) fn floor(&self) -> Option<f64> {
        (self.right() > 0).then(|| ln(self.right() as f64))
    }
}

/// One layer whose weighted inputs are the inputs themselves.
fn traced(z: &[f64], target: Vec<f64>, activation: Activation, loss: Loss) -> Traced {
    let row = |class: usize| (0..CLASSES).map(|place| f64::from(u8::from(place == class))).collect();
    let layer = LayerParameters { activation, weights: (0..CLASSES).map(row).collect(), biases: None };
    let sample = Sample { input: z.to_vec(), target };
    let example = Example::assembled(&[layer], loss, vec![sample]);
    Traced::of(example.expect("finite numbers, and targets that sum to 1"), 0)
}
