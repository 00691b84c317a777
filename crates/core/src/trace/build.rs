//! Building a trace: the formulas in the order of the round, each evaluated as soon as it is written.

use std::collections::BTreeMap;

use super::formulas::Formulas;
use super::samples::Samples;
use super::{Phase, Step, moving_biases};
use crate::activation::Activation;
use crate::example::{Example, Update};
use crate::expression::Expression;
use crate::network::Neuron;
use crate::quantity::{BiasId, Quantity as Q, givens};
use crate::rounding::Arithmetic;

/// The pass over the traced sample, in the making.
struct Pass {
    steps: Vec<Step>,
    values: BTreeMap<Q, f64>,
}

struct Builder<'a> {
    formulas: Formulas<'a>,
    arithmetic: Arithmetic,
    pass: Pass,
    traced: usize,
    /// All samples, where there are several.
    samples: Option<Samples<'a>>,
}

/// The steps, all values and the cost.
pub(super) fn build(example: &Example, traced: usize, arithmetic: Arithmetic) -> (Vec<Step>, BTreeMap<Q, f64>, f64) {
    let samples = (example.samples().len() > 1).then(|| Samples::forward(example, arithmetic));
    let pass = Pass::given(example, traced);
    let mut builder = Builder { formulas: Formulas { example }, arithmetic, pass, traced, samples };
    builder.forward_and_loss();
    builder.cost();
    builder.backward_and_update();
    let Pass { steps, values } = builder.pass;
    let cost = values.get(&Q::Cost).or(values.get(&Q::LossTotal)).copied().unwrap_or(f64::NAN);
    (steps, values, cost)
}

impl Pass {
    fn given(example: &Example, sample: usize) -> Self {
        let given = |quantity| Some((quantity, example.given(&quantity, sample)?));
        Self { steps: Vec::new(), values: givens(example).into_iter().filter_map(given).collect() }
    }

    fn read(&self, quantity: Q) -> f64 {
        self.values.get(&quantity).copied().unwrap_or(f64::NAN)
    }
}

impl Builder<'_> {
    fn layers(&self) -> usize {
        self.formulas.example.network().layers().len()
    }

    fn neurons(&self, layer: usize) -> Vec<Neuron> {
        (0..self.formulas.example.network().layers()[layer].neurons).map(|j| Neuron::new(layer, j)).collect()
    }

    fn weights(&self, layer: usize) -> std::ops::Range<usize> {
        self.formulas.example.network().layers()[layer].all_weights()
    }

    /// One step: its formula, evaluated.
    fn step(&mut self, quantity: Q, phase: Phase, expression: Expression) {
        self.step_with_short(quantity, phase, (expression, None));
    }

    fn step_with_short(&mut self, quantity: Q, phase: Phase, formulas: (Expression, Option<Expression>)) {
        let (expression, short) = formulas;
        let (pass, arithmetic) = (&mut self.pass, self.arithmetic);
        let valued = |formula: &Expression| arithmetic.keep(formula.value(&|quantity| pass.read(*quantity)));
        let value = valued(&expression);
        // Rounding on the way can make the two formulas differ; then only the one that was computed is shown.
        let short = short.filter(|short| arithmetic == Arithmetic::Exact || valued(short) == value);
        pass.values.insert(quantity, value);
        pass.steps.push(Step { quantity, phase, expression, short, value });
    }

    fn forward_and_loss(&mut self) {
        for layer in 0..self.layers() {
            if self.formulas.example.network().layers()[layer].activation == Activation::Softmax {
                self.softmax_layer(layer);
                continue;
            }
            for neuron in self.neurons(layer) {
                self.step(Q::Net(neuron), Phase::Forward, self.formulas.net(neuron));
                self.step(Q::Out(neuron), Phase::Forward, self.formulas.out(neuron));
            }
        }
        let nets = self.nets(self.layers() - 1);
        for neuron in self.neurons(self.layers() - 1) {
            let (target, out) = (self.pass.read(Q::Target(neuron.index)), self.pass.read(Q::Out(neuron)));
            let term = self.formulas.loss(neuron.index, target, out, &nets);
            self.step(Q::Loss(neuron.index), Phase::Loss, term);
        }
        self.step(Q::LossTotal, Phase::Loss, self.formulas.loss_total());
    }

    /// The values that the weighted inputs of a layer have.
    fn nets(&self, layer: usize) -> Vec<f64> {
        self.neurons(layer).into_iter().map(|neuron| self.pass.read(Q::Net(neuron))).collect()
    }

    fn softmax_layer(&mut self, layer: usize) {
        for neuron in self.neurons(layer) {
            self.step(Q::Net(neuron), Phase::Forward, self.formulas.net(neuron));
        }
        let nets = self.nets(layer);
        for neuron in self.neurons(layer) {
            self.step(Q::Exp(neuron), Phase::Forward, self.formulas.exp(neuron, &nets));
        }
        self.step(Q::ExpSum, Phase::Forward, self.formulas.exp_sum());
        for neuron in self.neurons(layer) {
            self.step(Q::Out(neuron), Phase::Forward, Formulas::softmax_out(neuron));
        }
    }

    /// The cost over all samples, where it is more than the one sample's loss.
    fn cost(&mut self) {
        if self.samples.is_some() || self.formulas.example.l2() > 0.0 {
            let cost = self.formulas.cost(self.mean(Q::LossTotal));
            self.step(Q::Cost, Phase::Loss, cost);
        }
    }

    /// The mean of a quantity over the samples; the quantity itself where there is only one.
    fn mean(&self, quantity: Q) -> Expression {
        let mean = self.samples.as_ref().map(|samples| Expression::Mean(samples.mean_of(quantity, self.traced)));
        mean.unwrap_or(Expression::term(quantity))
    }

    /// Both last phases, layer by layer from the outputs: all gradients before any update, unless the
    /// update is sequential, where each layer moves before the next one's δ.
    fn backward_and_update(&mut self) {
        let sequential = self.formulas.example.update() == Update::Sequential;
        let layers = self.layers();
        for layer in (0..layers).rev() {
            if let Some(samples) = &mut self.samples {
                samples.backward(layer);
            }
            self.deltas(layer);
            self.gradients(layer);
            if sequential {
                self.averages(layer);
                self.penalties(layer);
                self.update(layer);
            }
        }
        if !sequential {
            (0..layers).for_each(|layer| self.averages(layer));
            (0..layers).for_each(|layer| self.penalties(layer));
            (0..layers).for_each(|layer| self.update(layer));
        }
    }

    fn deltas(&mut self, layer: usize) {
        let (last, fused) = (self.layers() - 1, self.formulas.example.is_fused());
        for neuron in self.neurons(layer) {
            if layer == last && fused {
                self.step(Q::Delta(neuron), Phase::Backward, self.formulas.output_d_out(neuron.index));
                continue;
            }
            let d_out = if layer == last {
                self.formulas.output_d_out(neuron.index)
            } else {
                for from in self.neurons(layer + 1) {
                    let share = self.formulas.share(neuron, from);
                    self.step(Q::From { to: neuron, from }, Phase::Backward, share);
                }
                self.formulas.hidden_d_out(neuron)
            };
            self.step(Q::DOut(neuron), Phase::Backward, d_out);
            self.step(Q::DAct(neuron), Phase::Backward, self.formulas.d_act(neuron));
            self.step(Q::Delta(neuron), Phase::Backward, Formulas::delta(neuron));
        }
    }

    fn gradients(&mut self, layer: usize) {
        for w in self.weights(layer) {
            let formulas = self.formulas.weight_gradient(w);
            self.step_with_short(Q::WeightGradient(w), Phase::Backward, formulas);
        }
        for bias in moving_biases(self.formulas.example, layer) {
            self.step(Q::BiasGradient(bias), Phase::Backward, self.formulas.bias_gradient(bias));
        }
    }

    /// The averages over the samples, where there are several.
    fn averages(&mut self, layer: usize) {
        if self.samples.is_none() {
            return;
        }
        for w in self.weights(layer) {
            self.step(Q::AverageWeight(w), Phase::Backward, self.mean(Q::WeightGradient(w)));
        }
        for bias in moving_biases(self.formulas.example, layer) {
            self.step(Q::AverageBias(bias), Phase::Backward, self.mean(Q::BiasGradient(bias)));
        }
    }

    /// The gradients with the penalty on weights, where there is one.
    fn penalties(&mut self, layer: usize) {
        if self.formulas.example.l2() > 0.0 {
            for w in self.weights(layer) {
                let penalised = self.formulas.penalised(w, self.averaged_weight(w));
                self.step(Q::PenalisedWeight(w), Phase::Backward, penalised);
            }
        }
    }

    fn averaged_weight(&self, w: usize) -> Q {
        if self.samples.is_some() { Q::AverageWeight(w) } else { Q::WeightGradient(w) }
    }

    fn averaged_bias(&self, bias: BiasId) -> Q {
        if self.samples.is_some() { Q::AverageBias(bias) } else { Q::BiasGradient(bias) }
    }

    fn update(&mut self, layer: usize) {
        let sequential = self.formulas.example.update() == Update::Sequential;
        for w in self.weights(layer) {
            let penalised = self.formulas.example.l2() > 0.0;
            let gradient = if penalised { Q::PenalisedWeight(w) } else { self.averaged_weight(w) };
            self.step(Q::NewWeight(w), Phase::Update, self.formulas.moved(Q::Weight(w), gradient));
            if let Some(samples) = self.samples.as_mut().filter(|_| sequential) {
                samples.move_weight(w, self.pass.read(Q::NewWeight(w)));
            }
        }
        for bias in moving_biases(self.formulas.example, layer) {
            let moved = self.formulas.moved(Q::Bias(bias), self.averaged_bias(bias));
            self.step(Q::NewBias(bias), Phase::Update, moved);
        }
    }
}
