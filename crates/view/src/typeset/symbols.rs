//! Symbols: how each quantity is called in each notation.

use gradlight_core::activation::Activation;
use gradlight_core::expression::Expression;
use gradlight_core::loss::Loss;
use gradlight_core::network::Neuron;
use gradlight_core::quantity::{BiasId, Quantity};

use super::Typesetter;
use super::glyph::{Glyph, Origin, Sign, Tag};
use super::mark::{Below, Commas, Mark};
use crate::notation::Notation;

mod counted_back;
mod delta;
mod net_out;
mod superscript;

/// The letters of a notation. Everything else is composed of them.
trait Alphabet {
    fn input(&self, i: usize) -> Mark;
    fn target(&self, k: usize) -> Mark;
    fn weight(&self, w: usize) -> Mark;
    fn bias(&self, bias: BiasId) -> Mark;
    fn net(&self, neuron: Neuron) -> Mark;
    fn out(&self, neuron: Neuron) -> Mark;
    /// One output's term of the loss.
    fn term(&self, k: usize) -> Mark;
    /// The traced sample's loss.
    fn loss(&self) -> Mark;
    /// The same within derivatives.
    fn loss_of(&self) -> Mark {
        self.loss()
    }
    /// The mean loss over the samples without the penalty.
    fn mean_loss(&self) -> Mark {
        Mark::new(self.loss_of().base).below(Below::Word("mean"))
    }
    /// The cost over all samples.
    fn cost(&self) -> Mark;
    /// A letter of its own for the error signal.
    fn delta(&self, _neuron: Neuron) -> Option<Mark> {
        None
    }
    /// All weights alike.
    fn any_weight(&self) -> Mark {
        Mark::new("w")
    }
    /// All weighted inputs alike.
    fn any_net(&self) -> Mark;
}

impl Typesetter<'_> {
    fn alphabet(&self) -> Box<dyn Alphabet + '_> {
        match self.notation {
            Notation::NetOut => Box::new(net_out::NetOut { names: &self.names }),
            Notation::Delta => Box::new(delta::ThetaDelta { network: self.example.network() }),
            Notation::Superscript => {
                Box::new(superscript::Superscript { network: self.example.network(), sample: self.trace.sample() })
            }
            Notation::CountedBack => Box::new(counted_back::CountedBack { network: self.example.network() }),
        }
    }

    /// A quantity's symbol with the quantity behind it.
    pub(crate) fn symbol(&self, quantity: &Quantity) -> Glyph {
        self.tagged(*quantity, self.letters(quantity), None)
    }

    /// All weights alike, as in the penalty.
    pub(crate) fn any_weight(&self) -> Glyph {
        Glyph::Mark(self.alphabet().any_weight())
    }

    /// What a quantity is tagged with.
    pub(crate) fn tagged(&self, quantity: Quantity, glyph: Glyph, value: Option<f64>) -> Glyph {
        let tag = Tag { quantity, id: self.names.id(&quantity), origin: self.origin(&quantity), value };
        Glyph::Tagged(tag, Box::new(glyph))
    }

    /// Where a quantity comes from.
    pub fn origin(&self, quantity: &Quantity) -> Origin {
        let is_output = |neuron: Neuron| neuron.layer + 1 == self.names.layers();
        match *quantity {
            Quantity::Input(_) | Quantity::Target(_) | Quantity::Weight(_) | Quantity::Bias(_) => Origin::Given,
            Quantity::Net(_) | Quantity::Exp(_) | Quantity::ExpSum | Quantity::Out(_) => Origin::Forward,
            Quantity::Loss(_) | Quantity::LossTotal | Quantity::Cost => Origin::Loss,
            Quantity::DOut(neuron) if is_output(neuron) => Origin::Loss,
            Quantity::Delta(neuron) if is_output(neuron) && self.example.is_fused() => Origin::Loss,
            Quantity::NewWeight(_) | Quantity::NewBias(_) => Origin::Update,
            _ => Origin::Backward,
        }
    }

    fn letters(&self, quantity: &Quantity) -> Glyph {
        let alphabet = self.alphabet();
        let loss = || self.tagged(Quantity::LossTotal, Glyph::Mark(alphabet.loss_of()), None);
        let by = |of: Glyph, by: Quantity| Glyph::partial(of, self.symbol(&by));
        match *quantity {
            Quantity::Input(i) => Glyph::Mark(alphabet.input(i)),
            Quantity::Target(k) => Glyph::Mark(alphabet.target(k)),
            Quantity::Weight(w) => Glyph::Mark(alphabet.weight(w)),
            Quantity::Bias(bias) => Glyph::Mark(alphabet.bias(bias)),
            Quantity::Net(neuron) => Glyph::Mark(alphabet.net(neuron)),
            Quantity::Exp(neuron) => Glyph::exponential(self.exponent(alphabet.net(neuron))),
            Quantity::ExpSum => Glyph::Sigma(Box::new(Glyph::exponential(self.exponent(alphabet.any_net())))),
            Quantity::Out(neuron) => Glyph::Mark(alphabet.out(neuron)),
            Quantity::Loss(k) => Glyph::Mark(alphabet.term(k)),
            Quantity::LossTotal => Glyph::Mark(alphabet.loss()),
            Quantity::Cost => Glyph::Mark(alphabet.cost()),
            Quantity::DOut(neuron) => by(loss(), Quantity::Out(neuron)),
            Quantity::DAct(neuron) => self.slope(neuron),
            Quantity::Delta(neuron) => match alphabet.delta(neuron) {
                Some(mark) => Glyph::Mark(mark),
                None => by(loss(), Quantity::Net(neuron)),
            },
            Quantity::From { to, from } => self.share(to, from),
            Quantity::WeightGradient(w) => by(loss(), Quantity::Weight(w)),
            Quantity::BiasGradient(bias) => by(loss(), Quantity::Bias(bias)),
            Quantity::AverageWeight(w) => by(self.averaged(), Quantity::Weight(w)),
            // Biases carry no penalty, so that their averaged gradient is the cost's.
            Quantity::AverageBias(bias) => by(self.cost_symbol(), Quantity::Bias(bias)),
            Quantity::PenalisedWeight(w) => by(self.cost_symbol(), Quantity::Weight(w)),
            Quantity::NewWeight(w) => Glyph::Mark(alphabet.weight(w).updated()),
            Quantity::NewBias(bias) => Glyph::Mark(alphabet.bias(bias).updated()),
        }
    }

    fn cost_symbol(&self) -> Glyph {
        self.tagged(Quantity::Cost, Glyph::Mark(self.alphabet().cost()), None)
    }

    /// What is derived in an averaged weight gradient: the cost itself, unless a penalty comes on top.
    fn averaged(&self) -> Glyph {
        if self.example.l2() > 0.0 { Glyph::Mark(self.alphabet().mean_loss()) } else { self.cost_symbol() }
    }

    /// The exponent of a softmax term; where the nets are too large for it, the largest one is taken off.
    fn exponent(&self, net: Mark) -> Glyph {
        let is_shifted = |step: &gradlight_core::trace::Step| matches!(&step.expression, Expression::Exp(inner) if matches!(**inner, Expression::Difference(..)));
        if self.trace.steps().iter().any(is_shifted) {
            return Glyph::Row(vec![Glyph::Mark(net), Glyph::Sign(Sign::Minus), Glyph::word("max")]);
        }
        Glyph::Mark(net)
    }

    /// da/dz: a partial derivative, or g′ in Θ and δ.
    fn slope(&self, neuron: Neuron) -> Glyph {
        let net = self.symbol(&Quantity::Net(neuron));
        match self.notation {
            Notation::Delta => Glyph::call("g", true, net),
            _ => Glyph::partial(self.symbol(&Quantity::Out(neuron)), net),
        }
    }

    /// A share of blame: the derivative of one output's error where errors only add up, else of the whole.
    fn share(&self, to: Neuron, from: Neuron) -> Glyph {
        let out = self.symbol(&Quantity::Out(to));
        let is_output = from.layer + 1 == self.names.layers();
        let adds_up =
            matches!(self.example.loss(), Loss::HalfSquaredError | Loss::SquaredError | Loss::BinaryCrossEntropy);
        if self.notation == Notation::NetOut && is_output && adds_up {
            return Glyph::partial(self.symbol(&Quantity::Loss(from.index)), out);
        }
        let loss = self.tagged(Quantity::LossTotal, Glyph::Mark(self.alphabet().loss_of()), None);
        let through = self.symbol(&Quantity::Net(from));
        Glyph::Through(Box::new(Glyph::partial(loss, out)), Box::new(through))
    }

    /// The name of a layer's activation as a function: g in Θ and δ, σ for the sigmoid elsewhere.
    pub(crate) fn function(&self, layer: usize) -> &'static str {
        match (self.notation, self.example.network().layers()[layer].activation) {
            (Notation::Delta, _) => "g",
            (_, activation) => function_name(activation),
        }
    }
}

/// The name of an activation as a function.
pub(crate) fn function_name(activation: Activation) -> &'static str {
    match activation {
        Activation::Identity => "id",
        Activation::Step => "step",
        Activation::Sigmoid => "σ",
        Activation::Tanh => "tanh",
        Activation::Relu => "ReLU",
        Activation::LeakyRelu => "leaky ReLU",
        Activation::Softmax => "softmax",
    }
}

/// Indices, with commas between them where one of them could have two digits.
fn indices(numbers: Vec<usize>, largest: usize) -> Below {
    let commas = if numbers.len() > 1 && largest > 9 { Commas::With } else { Commas::Without };
    Below::Numbers(numbers, commas)
}
