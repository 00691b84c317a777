//! A round as operations on matrices: what is multiplied with what, in the lecture's Θ and δ, and what comes out.

use gradlight_core::activation::Activation;
use gradlight_core::example::BiasRule;
use gradlight_core::loss::Loss;
use gradlight_core::network::Neuron;
use gradlight_core::quantity::{BiasId, Quantity as Q};
use gradlight_core::trace::Phase;

use crate::labs::traced::Traced;

/// One entry.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Cell {
    /// The quantity it is; the bias unit's 1 and parts of a formula are none.
    pub(super) quantity: Option<Q>,
    /// Its value.
    pub(super) value: f64,
}

/// A matrix with what it is called.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Matrix {
    /// Its symbol as text, such as Θ⁽¹⁾ or (a⁽²⁾)ᵀ.
    pub(super) name: String,
    /// Row by row.
    pub(super) rows: Vec<Vec<Cell>>,
}

impl Matrix {
    pub(super) fn columns(&self) -> usize {
        self.rows.first().map_or(1, Vec::len).max(1)
    }

    pub(super) fn count(&self) -> usize {
        (self.rows.len() * self.columns()).max(1)
    }

    /// Its shape, such as 2 × 3.
    pub(super) fn shape(&self) -> String {
        format!("{} × {}", self.rows.len(), self.columns())
    }
}

/// How two neighbours are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// The product of matrices, row times column.
    Times,
    /// Entry by entry.
    Entrywise,
    /// The sum or difference entry by entry.
    Minus,
}

/// One operation.
#[derive(Clone, Debug)]
pub(super) struct Operation {
    /// The part of the round.
    pub(super) phase: Phase,
    /// In symbols, such as z⁽²⁾ = Θ⁽¹⁾ a⁽¹⁾.
    pub(super) formula: String,
    /// What it does.
    pub(super) words: String,
    /// What is joined, each with the sign before it.
    pub(super) parts: Vec<(Option<Sign>, Matrix)>,
    /// What comes out.
    pub(super) result: Matrix,
}

impl Operation {
    /// Whether the shapes fit, in a sentence.
    pub(super) fn shapes(&self) -> String {
        let mut words = Vec::new();
        for pair in self.parts.windows(2) {
            let ((_, left), (sign, right)) = (&pair[0], &pair[1]);
            words.push(match sign {
                Some(Sign::Times) => format!(
                    "{} times {}: the inner numbers {} ({})",
                    left.shape(),
                    right.shape(),
                    if left.columns() == right.rows.len() { "agree" } else { "DIFFER" },
                    left.columns(),
                ),
                _ => format!("{} with {}, entry by entry", left.shape(), right.shape()),
            });
        }
        words.push(format!("the result is {}.", self.result.shape()));
        words.join("; ")
    }
}

fn raised(layer: usize) -> String {
    crate::format::superscript(&format!("({layer})"))
}

/// What makes the operations of one traced round.
struct Round<'a> {
    traced: &'a Traced,
}

/// The whole round: forward layer by layer, back layer by layer, then the update.
pub(super) fn operations(traced: &Traced) -> Vec<Operation> {
    let round = Round { traced };
    let layers = traced.example.network().layers().len();
    let mut all = Vec::new();
    for layer in 0..layers {
        all.push(round.net(layer));
        all.push(round.out(layer));
    }
    for layer in (0..layers).rev() {
        all.push(if layer + 1 == layers { round.output_delta() } else { round.hidden_delta(layer) });
        all.push(round.gradient(layer));
    }
    all.extend((0..layers).map(|layer| round.update(layer)));
    all
}

impl Round<'_> {
    fn cell(&self, quantity: Q) -> Cell {
        Cell { quantity: Some(quantity), value: self.traced.read(quantity) }
    }

    fn plain(value: f64) -> Cell {
        Cell { quantity: None, value }
    }

    fn neurons(&self, layer: usize) -> usize {
        self.traced.example.network().layers()[layer].neurons
    }

    fn inputs(&self, layer: usize) -> usize {
        self.traced.example.network().layers()[layer].inputs
    }

    fn has_bias(&self, layer: usize) -> bool {
        self.traced.example.network().layers()[layer].first_bias.is_some()
    }

    /// Whether the layer's biases move, each by its own gradient, so that they are a column of the gradient too.
    fn moves_bias(&self, layer: usize) -> bool {
        self.has_bias(layer) && self.traced.example.bias_rule() == BiasRule::PerNeuron
    }

    fn activation(&self, layer: usize) -> Activation {
        self.traced.example.network().layers()[layer].activation
    }

    /// A column of one quantity a neuron.
    fn column(&self, name: String, layer: usize, quantity: impl Fn(Neuron) -> Q) -> Matrix {
        let rows = (0..self.neurons(layer)).map(|j| vec![self.cell(quantity(Neuron::new(layer, j)))]).collect();
        Matrix { name, rows }
    }

    /// A matrix of a quantity a weight, with a column of a quantity a bias before it.
    fn per_weight(
        &self,
        name: String,
        layer: usize,
        weight: impl Fn(usize) -> Q,
        bias: Option<&dyn Fn(Neuron) -> Q>,
    ) -> Matrix {
        let network = self.traced.example.network();
        let row = |j: usize| {
            let neuron = Neuron::new(layer, j);
            let first = bias.map(|bias| self.cell(bias(neuron)));
            let weights = (0..self.inputs(layer)).map(|from| self.cell(weight(network.weight_index(neuron, from))));
            first.into_iter().chain(weights).collect()
        };
        Matrix { name, rows: (0..self.neurons(layer)).map(row).collect() }
    }

    fn bias_quantity(&self, neuron: Neuron) -> Q {
        Q::Bias(self.traced.example.bias_of(neuron).unwrap_or(BiasId::Own(neuron)))
    }

    /// Θ of a layer; its column 0 holds the biases, the weights of the bias unit.
    fn theta(&self, layer: usize) -> Matrix {
        let bias: &dyn Fn(Neuron) -> Q = &|neuron| self.bias_quantity(neuron);
        self.per_weight(format!("Θ{}", raised(layer + 1)), layer, Q::Weight, self.has_bias(layer).then_some(bias))
    }

    /// What a layer receives, with the bias unit's 1 above it where that is wanted.
    fn incoming(&self, layer: usize, with_unit: bool) -> Vec<Cell> {
        let unit = with_unit.then(|| Self::plain(1.0));
        let values = (0..self.inputs(layer)).map(|from| {
            self.cell(match layer.checked_sub(1) {
                Some(before) => Q::Out(Neuron::new(before, from)),
                None => Q::Input(from),
            })
        });
        unit.into_iter().chain(values).collect()
    }

    fn net(&self, layer: usize) -> Operation {
        let (from, to) = (raised(layer + 1), raised(layer + 2));
        let column = self.incoming(layer, self.has_bias(layer)).into_iter().map(|cell| vec![cell]).collect();
        let unit = if self.has_bias(layer) {
            " The 1 above is the bias unit a₀, and the first column its weights, the biases."
        } else {
            ""
        };
        Operation {
            phase: Phase::Forward,
            formula: format!("z{to} = Θ{from} a{from}"),
            words: format!("Each row of Θ{from} is one neuron: its weights times what comes in, added up.{unit}"),
            parts: vec![
                (None, self.theta(layer)),
                (Some(Sign::Times), Matrix { name: format!("a{from}"), rows: column }),
            ],
            result: self.column(format!("z{to}"), layer, Q::Net),
        }
    }

    fn out(&self, layer: usize) -> Operation {
        let to = raised(layer + 2);
        let (name, words) = match self.activation(layer) {
            Activation::Softmax => ("softmax", "Softmax: every entry’s exponential, divided by the sum of all."),
            Activation::Sigmoid => ("g", "The sigmoid g, entry by entry."),
            Activation::Tanh => ("g", "The hyperbolic tangent g, entry by entry."),
            Activation::Identity => ("g", "g is the identity: linear neurons pass on what they get."),
            _ => ("g", "The activation g, entry by entry."),
        };
        Operation {
            phase: Phase::Forward,
            formula: format!("a{to} = {name}(z{to})"),
            words: words.to_owned(),
            parts: vec![(None, self.column(format!("{name} of z{to}"), layer, Q::Net))],
            result: self.column(format!("a{to}"), layer, Q::Out),
        }
    }

    /// g′(z) of a layer, as the trace has it.
    fn slopes(&self, layer: usize) -> Matrix {
        self.column(format!("g′(z{})", raised(layer + 2)), layer, Q::DAct)
    }

    fn output_delta(&self) -> Operation {
        let layer = self.traced.example.network().layers().len() - 1;
        let to = raised(layer + 2);
        let out = self.column(format!("a{to}"), layer, Q::Out);
        let target = self.column("y".to_owned(), layer, |neuron| Q::Target(neuron.index));
        let result = self.column(format!("δ{to}"), layer, Q::Delta);
        if self.traced.example.is_fused() {
            return Operation {
                phase: Phase::Backward,
                formula: format!("δ{to} = a{to} − y"),
                words: "With this loss all that is left of the derivative is output minus target.".to_owned(),
                parts: vec![(None, out), (Some(Sign::Minus), target)],
                result,
            };
        }
        let (factor, words) = match self.traced.example.loss() {
            Loss::HalfSquaredError => {
                ("", "The error’s slope, output minus target, times the activation’s slope, entry by entry.")
            }
            _ => (
                "2",
                "The squared error’s slope, twice output minus target, times the activation’s slope, entry by entry.",
            ),
        };
        let slope = self.column(format!("{factor}(a{to} − y)"), layer, Q::DOut);
        Operation {
            phase: Phase::Backward,
            formula: format!("δ{to} = {factor}(a{to} − y) ∘ g′(z{to})"),
            words: words.to_owned(),
            parts: vec![(None, slope), (Some(Sign::Entrywise), self.slopes(layer))],
            result,
        }
    }

    fn hidden_delta(&self, layer: usize) -> Operation {
        let (here, next) = (raised(layer + 2), raised(layer + 3));
        let network = self.traced.example.network();
        let row = |from: usize| {
            let cells = (0..self.neurons(layer + 1)).map(|j| network.weight_index(Neuron::new(layer + 1, j), from));
            cells.map(|w| self.cell(Q::Weight(w))).collect()
        };
        let transposed = Matrix { name: format!("(Θ{here})ᵀ"), rows: (0..self.neurons(layer)).map(row).collect() };
        let bias =
            if self.has_bias(layer + 1) { " The bias column stays out: nothing lies before a bias unit." } else { "" };
        Operation {
            phase: Phase::Backward,
            formula: format!("δ{here} = (Θ{here})ᵀ δ{next} ∘ g′(z{here})"),
            words: format!(
                "The same matrix, turned over, takes the errors back through the weights; then back through the activation.{bias}"
            ),
            parts: vec![
                (None, transposed),
                (Some(Sign::Times), self.column(format!("δ{next}"), layer + 1, Q::Delta)),
                (Some(Sign::Entrywise), self.slopes(layer)),
            ],
            result: self.column(format!("δ{here}"), layer, Q::Delta),
        }
    }

    fn gradient(&self, layer: usize) -> Operation {
        let (from, to) = (raised(layer + 1), raised(layer + 2));
        let moves = self.moves_bias(layer);
        let row = Matrix { name: format!("(a{from})ᵀ"), rows: vec![self.incoming(layer, moves)] };
        let bias: &dyn Fn(Neuron) -> Q = &|neuron| Q::BiasGradient(BiasId::Own(neuron));
        let note =
            if self.has_bias(layer) && !moves { " The biases are frozen, so the bias unit stays out." } else { "" };
        Operation {
            phase: Phase::Backward,
            formula: format!("∂C/∂Θ{from} = δ{to} (a{from})ᵀ"),
            words: format!(
                "A column times a row, the outer product: every δ with every incoming activation, one entry a weight.{note}"
            ),
            parts: vec![(None, self.column(format!("δ{to}"), layer, Q::Delta)), (Some(Sign::Times), row)],
            result: self.per_weight(format!("∂C/∂Θ{from}"), layer, Q::WeightGradient, moves.then_some(bias)),
        }
    }

    fn update(&self, layer: usize) -> Operation {
        let from = raised(layer + 1);
        let example = &self.traced.example;
        let (many, moves) = (example.samples().len() > 1, self.moves_bias(layer));
        let weight = |w| match () {
            () if example.l2() > 0.0 => Q::PenalisedWeight(w),
            () if many => Q::AverageWeight(w),
            () => Q::WeightGradient(w),
        };
        let own =
            |neuron| if many { Q::AverageBias(BiasId::Own(neuron)) } else { Q::BiasGradient(BiasId::Own(neuron)) };
        let bias: &dyn Fn(Neuron) -> Q = &own;
        let old: &dyn Fn(Neuron) -> Q = &|neuron| self.bias_quantity(neuron);
        let new: &dyn Fn(Neuron) -> Q = &|neuron| Q::NewBias(BiasId::Own(neuron));
        let mut step = self.per_weight(format!("α · ∂C/∂Θ{from}"), layer, weight, moves.then_some(bias));
        for cell in step.rows.iter_mut().flatten() {
            *cell = Self::plain(example.learning_rate() * cell.value);
        }
        let average = if many { " The gradient is the average over all examples." } else { "" };
        Operation {
            phase: Phase::Update,
            formula: format!("Θ{from} := Θ{from} − α ∂C/∂Θ{from}"),
            words: format!(
                "Every weight moves against its gradient, by the learning rate α = {}.{average}",
                example.learning_rate()
            ),
            parts: vec![
                (None, self.per_weight(format!("Θ{from}"), layer, Q::Weight, moves.then_some(old))),
                (Some(Sign::Minus), step),
            ],
            result: self.per_weight(format!("new Θ{from}"), layer, Q::NewWeight, moves.then_some(new)),
        }
    }
}
