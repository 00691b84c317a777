//! Building a trace: the formulas in the order of the round, each evaluated as soon as it is written.

use std::collections::BTreeMap;

use super::formulas::Formulas;
use super::{Phase, Step, moving_biases};
use crate::activation::Activation;
use crate::example::{Example, Update};
use crate::expression::{Expression, SampleMean};
use crate::network::Neuron;
use crate::quantity::{BiasId, Quantity as Q, givens};
use crate::rounding::Arithmetic;

/// Of more samples than this only the first few values are kept in a mean's formula.
const SHOWN_SAMPLES: usize = 8;

/// A pass over one sample, in the making.
struct Pass {
    /// Whether its steps are kept: of the traced sample only, for of all they would fill the memory.
    is_traced: bool,
    steps: Vec<Step>,
    values: BTreeMap<Q, f64>,
}

struct Builder<'a> {
    formulas: Formulas<'a>,
    arithmetic: Arithmetic,
    /// One for each sample; only the traced one is shown.
    passes: Vec<Pass>,
    traced: usize,
}

/// The steps, all values and the cost.
pub(super) fn build(example: &Example, traced: usize, arithmetic: Arithmetic) -> (Vec<Step>, BTreeMap<Q, f64>, f64) {
    let passes = (0..example.samples().len()).map(|sample| Pass::given(example, sample, sample == traced)).collect();
    let mut builder = Builder { formulas: Formulas { example }, arithmetic, passes, traced };
    builder.forward_and_loss();
    builder.cost();
    builder.backward_and_update();
    let pass = builder.passes.swap_remove(traced);
    let cost = pass.values.get(&Q::Cost).or(pass.values.get(&Q::LossTotal)).copied().unwrap_or(f64::NAN);
    (pass.steps, pass.values, cost)
}

impl Pass {
    fn given(example: &Example, sample: usize, is_traced: bool) -> Self {
        let given = |quantity| Some((quantity, example.given(&quantity, sample)?));
        Self { is_traced, steps: Vec::new(), values: givens(example).into_iter().filter_map(given).collect() }
    }

    fn read(&self, quantity: Q) -> f64 {
        self.values.get(&quantity).copied().unwrap_or(f64::NAN)
    }

    fn push(&mut self, step: (Q, Phase, Expression, Option<Expression>), arithmetic: Arithmetic) {
        let (quantity, phase, expression, short) = step;
        let valued = |formula: &Expression| arithmetic.keep(formula.value(&|quantity| self.read(*quantity)));
        let value = valued(&expression);
        // Rounding on the way can make the two formulas differ; then only the one that was computed is shown.
        let short = short.filter(|short| arithmetic == Arithmetic::Exact || valued(short) == value);
        self.values.insert(quantity, value);
        if self.is_traced {
            self.steps.push(Step { quantity, phase, expression, short, value });
        }
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
        let shape = &self.formulas.example.network().layers()[layer];
        shape.first_weight..shape.first_weight + shape.neurons * shape.inputs
    }

    /// One step in every sample's pass, its formula from what the pass holds.
    fn each(&mut self, quantity: Q, phase: Phase, formula: impl Fn(&Formulas<'_>, &Pass) -> Expression) {
        for pass in &mut self.passes {
            let expression = formula(&self.formulas, pass);
            pass.push((quantity, phase, expression, None), self.arithmetic);
        }
    }

    fn forward_and_loss(&mut self) {
        for layer in 0..self.layers() {
            if self.formulas.example.network().layers()[layer].activation == Activation::Softmax {
                self.softmax_layer(layer);
                continue;
            }
            for neuron in self.neurons(layer) {
                self.each(Q::Net(neuron), Phase::Forward, |formulas, _| formulas.net(neuron));
                self.each(Q::Out(neuron), Phase::Forward, |formulas, _| formulas.out(neuron));
            }
        }
        let outputs = self.neurons(self.layers() - 1);
        for neuron in &outputs {
            self.each(Q::Loss(neuron.index), Phase::Loss, |formulas, pass| {
                let nets: Vec<f64> = outputs.iter().map(|neuron| pass.read(Q::Net(*neuron))).collect();
                formulas.loss(neuron.index, pass.read(Q::Target(neuron.index)), pass.read(Q::Out(*neuron)), &nets)
            });
        }
        self.each(Q::LossTotal, Phase::Loss, |formulas, _| formulas.loss_total());
    }

    fn softmax_layer(&mut self, layer: usize) {
        let neurons = self.neurons(layer);
        for neuron in &neurons {
            self.each(Q::Net(*neuron), Phase::Forward, |formulas, _| formulas.net(*neuron));
        }
        for neuron in &neurons {
            self.each(Q::Exp(*neuron), Phase::Forward, |formulas, pass| {
                let nets: Vec<f64> = neurons.iter().map(|neuron| pass.read(Q::Net(*neuron))).collect();
                formulas.exp(*neuron, &nets)
            });
        }
        self.each(Q::ExpSum, Phase::Forward, |formulas, _| formulas.exp_sum());
        for neuron in neurons {
            self.each(Q::Out(neuron), Phase::Forward, |_, _| Formulas::softmax_out(neuron));
        }
    }

    /// The cost over all samples, where it is more than the one sample's loss.
    fn cost(&mut self) {
        let example = self.formulas.example;
        if self.passes.len() == 1 && example.l2() == 0.0 {
            return;
        }
        let mean = self.mean(Q::LossTotal);
        let (cost, arithmetic) = (self.formulas.cost(mean), self.arithmetic);
        self.traced().push((Q::Cost, Phase::Loss, cost, None), arithmetic);
    }

    fn traced(&mut self) -> &mut Pass {
        let Self { passes, traced, .. } = self;
        &mut passes[*traced]
    }

    /// The mean of a quantity over the samples; the quantity itself where there is only one.
    fn mean(&self, quantity: Q) -> Expression {
        let samples = self.passes.len();
        if samples == 1 {
            return Expression::term(quantity);
        }
        let all: Vec<f64> = self.passes.iter().map(|pass| pass.read(quantity)).collect();
        let mut sum = all[0];
        for value in &all[1..] {
            sum += value;
        }
        let shown = if samples > SHOWN_SAMPLES { SHOWN_SAMPLES / 2 } else { samples };
        let values = all[..shown].to_vec();
        Expression::Mean(SampleMean { quantity, traced: self.traced, values, sum, samples })
    }

    /// Both last phases, layer by layer from the outputs: all gradients before any update, unless the
    /// update is sequential, where each layer moves before the next one's δ.
    fn backward_and_update(&mut self) {
        let sequential = self.formulas.example.update() == Update::Sequential;
        let layers = self.layers();
        for layer in (0..layers).rev() {
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
                self.each(Q::Delta(neuron), Phase::Backward, |formulas, _| formulas.output_d_out(neuron.index));
                continue;
            }
            if layer < last {
                for from in self.neurons(layer + 1) {
                    let share = Q::From { to: neuron, from };
                    self.each(share, Phase::Backward, |formulas, _| formulas.share(neuron, from));
                }
            }
            self.each(Q::DOut(neuron), Phase::Backward, |formulas, _| {
                if layer == last { formulas.output_d_out(neuron.index) } else { formulas.hidden_d_out(neuron) }
            });
            self.each(Q::DAct(neuron), Phase::Backward, |formulas, _| formulas.d_act(neuron));
            self.each(Q::Delta(neuron), Phase::Backward, |_, _| Formulas::delta(neuron));
        }
    }

    fn gradients(&mut self, layer: usize) {
        for w in self.weights(layer) {
            let (expression, short) = self.formulas.weight_gradient(w);
            for pass in &mut self.passes {
                let step = (Q::WeightGradient(w), Phase::Backward, expression.clone(), short.clone());
                pass.push(step, self.arithmetic);
            }
        }
        for bias in moving_biases(self.formulas.example, layer) {
            self.each(Q::BiasGradient(bias), Phase::Backward, |formulas, _| formulas.bias_gradient(bias));
        }
    }

    /// The averages over the samples, where there are several.
    fn averages(&mut self, layer: usize) {
        if self.passes.len() > 1 {
            for w in self.weights(layer) {
                self.average(Q::AverageWeight(w), Q::WeightGradient(w));
            }
            for bias in moving_biases(self.formulas.example, layer) {
                self.average(Q::AverageBias(bias), Q::BiasGradient(bias));
            }
        }
    }

    /// The gradients with the penalty on weights, where there is one.
    fn penalties(&mut self, layer: usize) {
        if self.formulas.example.l2() > 0.0 {
            for w in self.weights(layer) {
                let expression = self.formulas.penalised(w, self.averaged_weight(w));
                let arithmetic = self.arithmetic;
                self.traced().push((Q::PenalisedWeight(w), Phase::Backward, expression, None), arithmetic);
            }
        }
    }

    fn average(&mut self, average: Q, quantity: Q) {
        let expression = self.mean(quantity);
        let arithmetic = self.arithmetic;
        self.traced().push((average, Phase::Backward, expression, None), arithmetic);
    }

    fn averaged_weight(&self, w: usize) -> Q {
        if self.passes.len() > 1 { Q::AverageWeight(w) } else { Q::WeightGradient(w) }
    }

    fn averaged_bias(&self, bias: BiasId) -> Q {
        if self.passes.len() > 1 { Q::AverageBias(bias) } else { Q::BiasGradient(bias) }
    }

    fn update(&mut self, layer: usize) {
        for w in self.weights(layer) {
            let penalised = self.formulas.example.l2() > 0.0;
            let gradient = if penalised { Q::PenalisedWeight(w) } else { self.averaged_weight(w) };
            self.new_value(Q::NewWeight(w), Q::Weight(w), gradient);
        }
        for bias in moving_biases(self.formulas.example, layer) {
            self.new_value(Q::NewBias(bias), Q::Bias(bias), self.averaged_bias(bias));
        }
    }

    /// The update step, in the traced pass; its value is every pass's, for a sequential update's δ.
    fn new_value(&mut self, new: Q, old: Q, gradient: Q) {
        let expression = self.formulas.moved(old, gradient);
        let arithmetic = self.arithmetic;
        self.traced().push((new, Phase::Update, expression, None), arithmetic);
        let value = self.passes[self.traced].read(new);
        for pass in &mut self.passes {
            pass.values.insert(new, value);
        }
    }
}
