//! The formulas of a trace: whether the numbers in them are right and give the step's value.

use super::derive::Derived;
use super::sheet::{entropy, slope, total};
use super::{Known, Rule, Violation, differs};
use crate::example::Example;
use crate::expression::{Constant, Expression, SampleMean};
use crate::math;
use crate::quantity::Quantity;
use crate::rounding::Arithmetic;
use crate::trace::Step;

/// Checks both formulas of a step against what the step must be.
pub(super) fn check(
    example: &Example,
    known: &Known,
    derived: &Derived,
    step: &Step,
    (sample, arithmetic): (usize, Arithmetic),
) -> Result<(), Violation> {
    let reading = Reading { example, known, derived, sample };
    for formula in std::iter::once(&step.expression).chain(&step.short) {
        let value = arithmetic.keep(reading.value(formula)?);
        if differs(value, step.value) {
            return Err(reading.violation(Rule::Formula, step.value, value));
        }
    }
    Ok(())
}

/// A formula being read, number by number.
struct Reading<'a> {
    example: &'a Example,
    known: &'a Known,
    derived: &'a Derived,
    sample: usize,
}

impl Reading<'_> {
    fn violation(&self, rule: Rule, expected: f64, found: f64) -> Violation {
        Violation { rule, quantity: self.derived.quantity, expected, found }
    }

    fn equal(&self, rule: Rule, expected: f64, found: f64) -> Result<(), Violation> {
        if differs(expected, found) { Err(self.violation(rule, expected, found)) } else { Ok(()) }
    }

    fn all(&self, parts: &[Expression]) -> Result<Vec<f64>, Violation> {
        parts.iter().map(|part| self.value(part)).collect()
    }

    fn value(&self, formula: &Expression) -> Result<f64, Violation> {
        Ok(match formula {
            Expression::Constant(constant, value) => self.constant(*constant, *value)?,
            Expression::Term(quantity, _) => self.read(*quantity)?,
            Expression::Sum(terms) => total(self.all(terms)?),
            Expression::Product(factors) => {
                self.all(factors)?.into_iter().reduce(|product, factor| product * factor).unwrap_or(f64::NAN)
            }
            Expression::Difference(left, right) => self.value(left)? - self.value(right)?,
            Expression::Negative(inner) => 0.0 - self.value(inner)?,
            Expression::Quotient(above, below) => self.value(above)? / self.value(below)?,
            Expression::Square(inner) => {
                let value = self.value(inner)?;
                value * value
            }
            Expression::Exp(inner) => math::exp(self.value(inner)?),
            Expression::Ln(inner) => math::ln(self.value(inner)?),
            Expression::WeightedLog(weight, inner) => entropy(self.value(weight)?, math::ln(self.value(inner)?)),
            Expression::Apply(activation, inner) => activation.value(self.value(inner)?),
            Expression::Slope(activation, inner) => {
                let z = self.value(inner)?;
                slope(*activation, z, activation.value(z))
            }
            Expression::Mean(mean) => self.mean(mean)?,
            Expression::SquaredWeights(count) => {
                self.equal(Rule::Formula, self.example.network().weights().len() as f64, *count as f64)?;
                total(self.example.network().weights().iter().map(|w| w * w))
            }
        })
    }

    /// A quantity's value, if it is known by the time of this step.
    fn read(&self, quantity: Quantity) -> Result<f64, Violation> {
        let value = self.known.get(&quantity).copied();
        value.ok_or_else(|| self.violation(Rule::Formula, f64::NAN, f64::NAN))
    }

    fn constant(&self, constant: Constant, found: f64) -> Result<f64, Violation> {
        let expected = match constant {
            Constant::LearningRate => self.example.learning_rate(),
            Constant::Penalty => self.example.l2(),
            Constant::Samples => self.example.samples().len() as f64,
            Constant::Outputs => self.example.network().output().neurons as f64,
            Constant::Plain if [0.5, 1.0, 2.0].contains(&found) => found,
            Constant::Plain => f64::NAN,
        };
        self.equal(Rule::Constant, expected, found)?;
        Ok(found)
    }

    /// A mean over the samples, whose values, if not all are shown, are the first few.
    fn mean(&self, mean: &SampleMean) -> Result<f64, Violation> {
        let own = self.derived.mean.as_ref().filter(|(quantity, _)| *quantity == mean.quantity);
        let Some((_, all)) = own else {
            return Err(self.violation(Rule::SampleMean, f64::NAN, mean.sum));
        };
        self.equal(Rule::SampleMean, all.len() as f64, mean.samples as f64)?;
        self.equal(Rule::SampleMean, self.sample as f64, mean.traced as f64)?;
        for (place, found) in mean.values.iter().enumerate() {
            self.equal(Rule::SampleMean, all.get(place).copied().unwrap_or(f64::NAN), *found)?;
        }
        let sum = total(all.iter().copied());
        self.equal(Rule::SampleMean, sum, mean.sum)?;
        Ok(sum / all.len() as f64)
    }
}
