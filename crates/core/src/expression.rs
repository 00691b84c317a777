//! The expression tree: how a step computes its quantity, with every symbol knowing its quantity.

use crate::activation::Activation;
use crate::loss::weighted;
use crate::math;
use crate::quantity::Quantity;

/// What a symbol stands for in a formula, beside the quantity that gives its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Symbol {
    /// The quantity's own symbol.
    Itself,
    /// A partial derivative that happens to equal the quantity, as ∂net/∂w equals the incoming activation.
    Partial {
        /// The quantity above the line.
        of: Quantity,
        /// The quantity below it.
        by: Quantity,
    },
}

/// A constant of the example that is no quantity of the round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Constant {
    /// The learning rate α.
    LearningRate,
    /// The strength λ of the penalty on weights.
    Penalty,
    /// The number m of samples.
    Samples,
    /// The number K of outputs.
    Outputs,
    /// A plain number, such as the factor ½.
    Plain,
}

/// A value averaged over all samples, of which one is traced.
#[derive(Clone, Debug, PartialEq)]
pub struct SampleMean {
    /// The quantity as the traced sample has it.
    pub quantity: Quantity,
    /// The traced sample, from 0.
    pub traced: usize,
    /// Each sample's value, or only the first few of very many.
    pub values: Vec<f64>,
    /// The sum over all samples, in their order.
    pub sum: f64,
    /// The number m of samples.
    pub samples: usize,
}

/// A formula over quantities and constants.
#[derive(Clone, Debug, PartialEq)]
pub enum Expression {
    /// A constant with its value.
    Constant(Constant, f64),
    /// A quantity, under its own symbol or that of a partial derivative equal to it.
    Term(Quantity, Symbol),
    /// A sum, added from left to right; never empty.
    Sum(Vec<Expression>),
    /// A product, multiplied from left to right; never empty.
    Product(Vec<Expression>),
    /// A difference.
    Difference(Box<Expression>, Box<Expression>),
    /// A negation.
    Negative(Box<Expression>),
    /// A quotient, written as a fraction.
    Quotient(Box<Expression>, Box<Expression>),
    /// A square.
    Square(Box<Expression>),
    /// The exponential.
    Exp(Box<Expression>),
    /// The natural logarithm.
    Ln(Box<Expression>),
    /// A weight times the natural logarithm of the second; 0 where the weight is 0.
    WeightedLog(Box<Expression>, Box<Expression>),
    /// An activation without a plain formula: step, tanh, ReLU, leaky ReLU.
    Apply(Activation, Box<Expression>),
    /// The derivative of such an activation at a weighted input.
    Slope(Activation, Box<Expression>),
    /// The mean of a quantity over all samples.
    Mean(SampleMean),
    /// The sum of the squares of the first so many weights, in running order.
    SquaredWeights(usize),
}

impl Expression {
    /// A quantity under its own symbol.
    pub fn term(quantity: Quantity) -> Self {
        Self::Term(quantity, Symbol::Itself)
    }

    /// A quantity under the symbol of the partial derivative ∂`of`/∂`by` that it equals.
    pub fn partial(quantity: Quantity, of: Quantity, by: Quantity) -> Self {
        Self::Term(quantity, Symbol::Partial { of, by })
    }

    /// A plain number.
    pub fn number(value: f64) -> Self {
        Self::Constant(Constant::Plain, value)
    }

    /// A difference of two.
    pub fn difference(minuend: Self, subtrahend: Self) -> Self {
        Self::Difference(Box::new(minuend), Box::new(subtrahend))
    }

    /// A quotient of two.
    pub fn quotient(dividend: Self, divisor: Self) -> Self {
        Self::Quotient(Box::new(dividend), Box::new(divisor))
    }

    /// The value of the formula, where `read` gives the value of each quantity.
    ///
    /// Operations run left to right in double precision, one rounding each, as written.
    pub fn value(&self, read: &dyn Fn(&Quantity) -> f64) -> f64 {
        let of = |expression: &Self| expression.value(read);
        match self {
            Self::Constant(_, value) => *value,
            Self::Term(quantity, _) => read(quantity),
            Self::Sum(terms) => {
                let mut sum = of(&terms[0]);
                for term in &terms[1..] {
                    sum += of(term);
                }
                sum
            }
            Self::Product(factors) => {
                let mut product = of(&factors[0]);
                for factor in &factors[1..] {
                    product *= of(factor);
                }
                product
            }
            Self::Difference(left, right) => of(left) - of(right),
            // From 0, so that nothing is ever a negative zero.
            Self::Negative(inner) => 0.0 - of(inner),
            Self::Quotient(above, below) => of(above) / of(below),
            Self::Square(inner) => {
                let value = of(inner);
                value * value
            }
            Self::Exp(inner) => math::exp(of(inner)),
            Self::Ln(inner) => math::ln(of(inner)),
            Self::WeightedLog(weight, inner) => weighted(of(weight), math::ln(of(inner))),
            Self::Apply(activation, inner) => activation.value(of(inner)),
            Self::Slope(activation, inner) => {
                let z = of(inner);
                activation.derivative(z, activation.value(z))
            }
            Self::Mean(mean) => mean.sum / mean.samples as f64,
            Self::SquaredWeights(count) => {
                let square = |w| {
                    let weight = read(&Quantity::Weight(w));
                    weight * weight
                };
                let mut sum = square(0);
                for w in 1..*count {
                    sum += square(w);
                }
                sum
            }
        }
    }

    /// The quantities that the formula reads, each once, in the order of first reading.
    pub fn reads(&self) -> Vec<Quantity> {
        let mut found = Vec::new();
        self.visit(&mut |quantity| {
            if !found.contains(&quantity) {
                found.push(quantity);
            }
        });
        found
    }

    fn visit(&self, see: &mut dyn FnMut(Quantity)) {
        match self {
            Self::Constant(..) => {}
            Self::Term(quantity, _) => see(*quantity),
            Self::Sum(parts) | Self::Product(parts) => parts.iter().for_each(|part| part.visit(see)),
            Self::Difference(left, right) | Self::Quotient(left, right) | Self::WeightedLog(left, right) => {
                left.visit(see);
                right.visit(see);
            }
            Self::Negative(inner)
            | Self::Square(inner)
            | Self::Exp(inner)
            | Self::Ln(inner)
            | Self::Apply(_, inner)
            | Self::Slope(_, inner) => inner.visit(see),
            Self::Mean(mean) => see(mean.quantity),
            Self::SquaredWeights(count) => (0..*count).map(Quantity::Weight).for_each(see),
        }
    }
}
