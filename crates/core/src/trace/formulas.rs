//! The formula of every quantity, as the lectures write it.

use crate::activation::{Activation, softmax_shift};
use crate::example::{Example, Update};
use crate::expression::{Constant, Expression as E};
use crate::loss::Loss;
use crate::network::Neuron;
use crate::quantity::{BiasId, Quantity as Q};

/// Formulas over one example.
pub(super) struct Formulas<'a> {
    pub(super) example: &'a Example,
}

impl Formulas<'_> {
    fn last_layer(&self) -> usize {
        self.example.network().layers().len() - 1
    }

    fn output(&self, k: usize) -> Neuron {
        Neuron::new(self.last_layer(), k)
    }

    /// What a neuron receives from place `from` of the layer before.
    pub(super) fn incoming(to: Neuron, from: usize) -> Q {
        if to.layer == 0 { Q::Input(from) } else { Q::Out(Neuron::new(to.layer - 1, from)) }
    }

    /// net = Σ w·a + b.
    pub(super) fn net(&self, neuron: Neuron) -> E {
        let network = self.example.network();
        let inputs = network.layers()[neuron.layer].inputs;
        let product = |from| {
            let weight = Q::Weight(network.weight_index(neuron, from));
            E::Product(vec![E::term(weight), E::term(Self::incoming(neuron, from))])
        };
        let mut terms: Vec<E> = (0..inputs).map(product).collect();
        terms.extend(self.example.bias_of(neuron).map(|bias| E::term(Q::Bias(bias))));
        E::Sum(terms)
    }

    /// out = f(net), for every activation but softmax.
    pub(super) fn out(&self, neuron: Neuron) -> E {
        let net = E::term(Q::Net(neuron));
        match self.example.network().layers()[neuron.layer].activation {
            Activation::Identity => net,
            Activation::Sigmoid => {
                let exponential = E::Exp(Box::new(E::Negative(Box::new(net))));
                E::quotient(E::number(1.0), E::Sum(vec![E::number(1.0), exponential]))
            }
            other => E::Apply(other, Box::new(net)),
        }
    }

    /// e^net, shifted by the largest net where the plain exponential would leave the range of numbers.
    pub(super) fn exp(&self, neuron: Neuron, nets: &[f64]) -> E {
        let net = E::term(Q::Net(neuron));
        let shift = softmax_shift(nets).map(|top| E::term(Q::Net(self.output(top))));
        E::Exp(Box::new(match shift {
            Some(top) => E::difference(net, top),
            None => net,
        }))
    }

    /// The softmax denominator.
    pub(super) fn exp_sum(&self) -> E {
        let outputs = self.example.network().output().neurons;
        E::Sum((0..outputs).map(|k| E::term(Q::Exp(self.output(k)))).collect())
    }

    /// One output's share of the softmax.
    pub(super) fn softmax_out(neuron: Neuron) -> E {
        E::quotient(E::term(Q::Exp(neuron)), E::term(Q::ExpSum))
    }

    /// One output's term of the loss.
    ///
    /// `target`, `out` and `nets` decide only where a logarithm that counts would be of 0.
    pub(super) fn loss(&self, k: usize, target: f64, out: f64, nets: &[f64]) -> E {
        let (y, a) = (E::term(Q::Target(k)), E::term(Q::Out(self.output(k))));
        let squared = E::Square(Box::new(E::difference(y.clone(), a.clone())));
        match self.example.loss() {
            Loss::HalfSquaredError => E::Product(vec![E::number(0.5), squared]),
            Loss::SquaredError | Loss::MeanSquaredError => squared,
            Loss::BinaryCrossEntropy => self.binary(k, (y, target), (a, out)),
            Loss::CategoricalCrossEntropy => {
                let log = if out == 0.0 && target != 0.0 {
                    E::Product(vec![y, self.softmax_log(k, nets)])
                } else {
                    log(y, a)
                };
                E::Negative(Box::new(log))
            }
        }
    }

    fn binary(&self, k: usize, (y, target): (E, f64), (a, out): (E, f64)) -> E {
        let (rest_y, rest_a) = (E::difference(E::number(1.0), y.clone()), E::difference(E::number(1.0), a.clone()));
        let net = E::term(Q::Net(self.output(k)));
        // Where the output has rounded to 0 or 1 its logarithm is the net input itself, to the last bit.
        let yes = if out == 0.0 && target != 0.0 { E::Product(vec![y, net.clone()]) } else { log(y, a) };
        let no = if 1.0 - out == 0.0 && 1.0 - target != 0.0 {
            E::Product(vec![rest_y, E::Negative(Box::new(net))])
        } else {
            log(rest_y, rest_a)
        };
        E::Negative(Box::new(E::Sum(vec![yes, no])))
    }

    fn softmax_log(&self, k: usize, nets: &[f64]) -> E {
        let net = E::term(Q::Net(self.output(k)));
        let shifted = match softmax_shift(nets) {
            Some(top) => E::difference(net, E::term(Q::Net(self.output(top)))),
            None => net,
        };
        E::difference(shifted, E::Ln(Box::new(E::term(Q::ExpSum))))
    }

    /// The sample's loss from its terms.
    pub(super) fn loss_total(&self) -> E {
        let outputs = self.example.network().output().neurons;
        let sum = E::Sum((0..outputs).map(|k| E::term(Q::Loss(k))).collect());
        match self.example.loss() {
            Loss::MeanSquaredError => E::quotient(sum, E::Constant(Constant::Outputs, outputs as f64)),
            _ => sum,
        }
    }

    /// The cost from the mean loss: the penalty on weights added.
    pub(super) fn cost(&self, mean: E) -> E {
        if self.example.l2() == 0.0 {
            return mean;
        }
        let twice = 2.0 * self.example.samples().len() as f64;
        let samples = E::Product(vec![E::number(2.0), E::Constant(Constant::Samples, twice / 2.0)]);
        let factor = E::quotient(E::Constant(Constant::Penalty, self.example.l2()), samples);
        let squares = E::SquaredWeights(self.example.network().weights().len());
        E::Sum(vec![mean, E::Product(vec![factor, squares])])
    }

    /// ∂E/∂out of an output.
    pub(super) fn output_d_out(&self, k: usize) -> E {
        let difference = E::difference(E::term(Q::Out(self.output(k))), E::term(Q::Target(k)));
        let outputs = self.example.network().output().neurons;
        match self.example.loss() {
            Loss::SquaredError => E::Product(vec![E::number(2.0), difference]),
            Loss::MeanSquaredError => E::quotient(
                E::Product(vec![E::number(2.0), difference]),
                E::Constant(Constant::Outputs, outputs as f64),
            ),
            _ => difference,
        }
    }

    /// ∂out/∂net.
    pub(super) fn d_act(&self, neuron: Neuron) -> E {
        let (net, out) = (E::term(Q::Net(neuron)), E::term(Q::Out(neuron)));
        match self.example.network().layers()[neuron.layer].activation {
            Activation::Identity => E::number(1.0),
            Activation::Sigmoid | Activation::Softmax => {
                E::Product(vec![out.clone(), E::difference(E::number(1.0), out)])
            }
            Activation::Tanh => E::difference(E::number(1.0), E::Square(Box::new(out))),
            other => E::Slope(other, Box::new(net)),
        }
    }

    /// δ along the chain rule.
    pub(super) fn delta(neuron: Neuron) -> E {
        E::Product(vec![E::term(Q::DOut(neuron)), E::term(Q::DAct(neuron))])
    }

    /// The share of ∂E/∂out of `to` that comes back through the weight into `from`.
    pub(super) fn share(&self, to: Neuron, from: Neuron) -> E {
        let w = self.example.network().weight_index(from, to.index);
        let weight = if self.example.update() == Update::Sequential { Q::NewWeight(w) } else { Q::Weight(w) };
        E::Product(vec![E::term(Q::Delta(from)), E::partial(weight, Q::Net(from), Q::Out(to))])
    }

    /// ∂E/∂out of a hidden neuron: the sum of its shares.
    pub(super) fn hidden_d_out(&self, to: Neuron) -> E {
        let behind = self.example.network().layers()[to.layer + 1].neurons;
        let share = |k| E::term(Q::From { to, from: Neuron::new(to.layer + 1, k) });
        E::Sum((0..behind).map(share).collect())
    }

    /// ∂E/∂w along the chain rule, and by way of δ.
    pub(super) fn weight_gradient(&self, w: usize) -> (E, Option<E>) {
        let (to, from) = self.example.network().ends_of(w);
        let incoming = Self::incoming(to, from);
        let last = E::partial(incoming, Q::Net(to), Q::Weight(w));
        let short = E::Product(vec![E::term(Q::Delta(to)), E::term(incoming)]);
        if self.example.is_fused() && to.layer == self.last_layer() {
            return (E::Product(vec![E::term(Q::Delta(to)), last]), Some(short));
        }
        (E::Product(vec![E::term(Q::DOut(to)), E::term(Q::DAct(to)), last]), Some(short))
    }

    /// ∂E/∂b: the neuron's δ, or the sum of the layer's.
    pub(super) fn bias_gradient(&self, bias: BiasId) -> E {
        match bias {
            BiasId::Own(neuron) => E::term(Q::Delta(neuron)),
            BiasId::Shared(layer) => {
                let neurons = self.example.network().layers()[layer].neurons;
                E::Sum((0..neurons).map(|j| E::term(Q::Delta(Neuron::new(layer, j)))).collect())
            }
        }
    }

    /// A weight's gradient with the penalty in it.
    pub(super) fn penalised(&self, w: usize, gradient: Q) -> E {
        let samples = E::Constant(Constant::Samples, self.example.samples().len() as f64);
        let factor = E::quotient(E::Constant(Constant::Penalty, self.example.l2()), samples);
        E::Sum(vec![E::term(gradient), E::Product(vec![factor, E::term(Q::Weight(w))])])
    }

    /// The new value: the old one minus the learning rate times the gradient.
    pub(super) fn moved(&self, old: Q, gradient: Q) -> E {
        let rate = E::Constant(Constant::LearningRate, self.example.learning_rate());
        E::difference(E::term(old), E::Product(vec![rate, E::term(gradient)]))
    }
}

fn log(weight: E, of: E) -> E {
    E::WeightedLog(Box::new(weight), Box::new(of))
}
