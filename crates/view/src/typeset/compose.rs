//! From a step's expression tree to glyphs: brackets where they are needed, long sums cut in the middle.

use gradlight_core::activation::Activation;
use gradlight_core::expression::{Constant, Expression as E, SampleMean, Symbol};
use gradlight_core::quantity::Quantity;

use super::Typesetter;
use super::glyph::{Glyph, Sign};
use super::symbols::function_name;
use crate::format::Numeral;
use crate::notation::Notation;

/// Whether symbols or their numbers are set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    Symbols,
    Numbers,
}

/// How many terms of a sum are set: all up to `most`, else the first and the last few.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    most: usize,
    first: usize,
    last: usize,
}

impl Room {
    /// On paper and screen.
    pub(super) const SEEN: Self = Self { most: 6, first: 3, last: 2 };
    /// In speech.
    pub(super) const HEARD: Self = Self { most: 4, first: 2, last: 0 };
}

/// How firmly a formula's outermost operation binds, the loosest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Binding {
    Sum,
    Negative,
    Product,
    Atom,
}

/// Sets expressions in one stage.
pub(super) struct Composer<'a> {
    pub(super) setter: &'a Typesetter<'a>,
    pub(super) stage: Stage,
    pub(super) room: Room,
}

impl Composer<'_> {
    /// A whole expression.
    pub(super) fn set(&self, expression: &E) -> Glyph {
        self.compose(expression, true).0
    }

    /// The expression, bracketed where it binds more loosely than it must. `leading` says that nothing
    /// stands before it, so that it may begin with a minus sign.
    fn bound(&self, expression: &E, least: Binding, leading: bool) -> Glyph {
        let (glyph, binding) = self.compose(expression, leading);
        if binding >= least { glyph } else { self.set(expression).fenced() }
    }

    fn compose(&self, expression: &E, leading: bool) -> (Glyph, Binding) {
        match expression {
            E::Constant(constant, value) => self.constant(*constant, *value),
            E::Term(quantity, symbol) => self.term(*quantity, *symbol),
            E::Sum(terms) if terms.len() == 1 => self.compose(&terms[0], leading),
            E::Sum(terms) => (self.sum(terms, leading), Binding::Sum),
            E::Product(factors) if factors.len() == 1 => self.compose(&factors[0], leading),
            E::Product(factors) => (self.product(factors, leading), Binding::Product),
            E::Difference(left, right) => {
                let left = self.bound(left, Binding::Sum, leading);
                let right = self.bound(right, Binding::Product, false);
                (Glyph::Row(vec![left, Glyph::Sign(Sign::Minus), right]), Binding::Sum)
            }
            E::Negative(inner) => {
                let inner = self.bound(inner, Binding::Product, false);
                (Glyph::Row(vec![Glyph::Sign(Sign::Negative), inner]), Binding::Negative)
            }
            E::Quotient(above, below) => self.quotient(above, below),
            E::Square(inner) => (self.bound(inner, Binding::Atom, false).squared(), Binding::Atom),
            E::Exp(inner) => (Glyph::exponential(self.set(inner)), Binding::Atom),
            E::Ln(inner) => (Glyph::call("ln", false, self.set(inner)), Binding::Atom),
            E::WeightedLog(weight, inner) => {
                let weight = self.first_factor(weight, leading);
                let log = Glyph::call("ln", false, self.set(inner));
                (Glyph::Row(vec![weight, Glyph::Sign(Sign::Times), log]), Binding::Product)
            }
            E::Apply(activation, inner) => (self.apply(*activation, inner), Binding::Atom),
            E::Slope(activation, inner) => {
                (Glyph::call(function_name(*activation), true, self.set(inner)), Binding::Atom)
            }
            E::Mean(mean) => (self.mean(mean), Binding::Product),
            E::SquaredWeights(count) => self.squared_weights(*count),
        }
    }

    fn constant(&self, constant: Constant, value: f64) -> (Glyph, Binding) {
        let letter = match constant {
            Constant::LearningRate => "α",
            Constant::Penalty => "λ",
            Constant::Samples => "m",
            Constant::Outputs => "K",
            Constant::Plain if value == 0.5 => return (Glyph::Half, Binding::Atom),
            Constant::Plain => return Self::numeral(Numeral::given(value, self.setter.digits)),
        };
        match self.stage {
            Stage::Symbols => (Glyph::word(letter), Binding::Atom),
            Stage::Numbers => Self::numeral(Numeral::given(value, self.setter.digits)),
        }
    }

    fn term(&self, quantity: Quantity, symbol: Symbol) -> (Glyph, Binding) {
        if self.stage == Stage::Numbers {
            if self.setter.covers(&quantity) {
                return (self.setter.number(&quantity), Binding::Atom);
            }
            let (_, binding) = Self::numeral(self.setter.numeral(&quantity));
            return (self.setter.number(&quantity), binding);
        }
        let glyph = match symbol {
            Symbol::Partial { of, by } if self.setter.notation != Notation::Delta => {
                let partial = Glyph::partial(self.setter.symbol(&of), self.setter.symbol(&by));
                self.setter.tagged(quantity, partial, None)
            }
            _ => self.setter.symbol(&quantity),
        };
        (glyph, Binding::Atom)
    }

    fn numeral(numeral: Numeral) -> (Glyph, Binding) {
        let binding = match numeral {
            _ if numeral.is_negative() => Binding::Negative,
            Numeral::Scientific { .. } => Binding::Product,
            _ => Binding::Atom,
        };
        (Glyph::Number(numeral), binding)
    }

    fn sum(&self, terms: &[E], leading: bool) -> Glyph {
        let place = |at: usize| {
            if at == 0 {
                self.bound(&terms[0], Binding::Sum, leading)
            } else {
                self.bound(&terms[at], Binding::Product, false)
            }
        };
        self.joined(terms.len(), place)
    }

    /// So many terms with plus signs between them, the middle left out where there is no room.
    fn joined(&self, count: usize, place: impl Fn(usize) -> Glyph) -> Glyph {
        let Room { most, first, last } = self.room;
        let mut row = Vec::new();
        for at in 0..count {
            if count > most && (first..count - last).contains(&at) {
                if at == first {
                    row.extend([Glyph::Sign(Sign::Plus), Glyph::Dots(count)]);
                }
                continue;
            }
            if at > 0 {
                row.push(Glyph::Sign(Sign::Plus));
            }
            row.push(place(at));
        }
        if row.len() == 1 { row.remove(0) } else { Glyph::Row(row) }
    }

    fn first_factor(&self, factor: &E, leading: bool) -> Glyph {
        self.bound(factor, if leading { Binding::Negative } else { Binding::Product }, leading)
    }

    fn product(&self, factors: &[E], leading: bool) -> Glyph {
        let mut row = vec![self.first_factor(&factors[0], leading)];
        for (before, factor) in factors.iter().zip(&factors[1..]) {
            let glyph = self.bound(factor, Binding::Product, false);
            if !is_coefficient(before) || !stands_beside(&glyph) {
                row.push(Glyph::Sign(Sign::Times));
            }
            row.push(glyph);
        }
        Glyph::Row(row)
    }

    /// A fraction; what is divided by the number of outputs is multiplied by a small fraction instead.
    fn quotient(&self, above: &E, below: &E) -> (Glyph, Binding) {
        let is_constant = matches!(below, E::Constant(..));
        let (numerator, rest) = match above {
            E::Sum(terms) if is_constant && terms.len() > 1 => (Glyph::whole(1), above.clone()),
            E::Product(factors) if is_constant && is_coefficient(&factors[0]) => {
                (self.set(&factors[0]), E::Product(factors[1..].to_vec()))
            }
            _ => return (Glyph::fraction(self.set(above), self.set(below)), Binding::Atom),
        };
        let factor = Glyph::fraction(numerator, self.set(below));
        let rest = self.bound(&rest, Binding::Product, false);
        (Glyph::Row(vec![factor, Glyph::Sign(Sign::Times), rest]), Binding::Product)
    }

    /// An activation: by its name in symbols, by what it does in numbers where that can be written.
    fn apply(&self, activation: Activation, inner: &E) -> Glyph {
        let of = self.set(inner);
        let comma = Glyph::Sign(Sign::Comma);
        match (activation, self.stage) {
            (Activation::Relu, Stage::Numbers) => {
                Glyph::call("max", false, Glyph::Row(vec![Glyph::whole(0), comma, of]))
            }
            (Activation::LeakyRelu, Stage::Numbers) => {
                let leak = E::Product(vec![E::number(gradlight_core::activation::LEAK), inner.clone()]);
                Glyph::call("max", false, Glyph::Row(vec![self.set(&leak), comma, of]))
            }
            _ => Glyph::call(function_name(activation), false, of),
        }
    }

    /// 1/m Σ, with each sample's value in numbers.
    fn mean(&self, mean: &SampleMean) -> Glyph {
        let (samples, _) = self.constant(Constant::Samples, mean.samples as f64);
        let factor = Glyph::fraction(Glyph::whole(1), samples);
        if self.stage == Stage::Symbols {
            return Glyph::Row(vec![factor, Glyph::Sigma(Box::new(self.setter.symbol(&mean.quantity)))]);
        }
        let place = |at: usize| {
            let Some(value) = mean.values.get(at) else { return Glyph::Dots(mean.samples) };
            let numeral = Numeral::computed(*value, self.setter.digits);
            let is_bare = at == 0 || !numeral.is_negative();
            let number = if at == mean.traced { self.setter.number(&mean.quantity) } else { Glyph::Number(numeral) };
            if is_bare { number } else { number.fenced() }
        };
        let shown = if mean.samples > mean.values.len() { mean.values.len() + 1 } else { mean.samples };
        let sum = self.joined(shown, place).fenced();
        Glyph::Row(vec![factor, Glyph::Sign(Sign::Times), sum])
    }

    fn squared_weights(&self, count: usize) -> (Glyph, Binding) {
        if self.stage == Stage::Symbols {
            return (Glyph::Sigma(Box::new(self.setter.any_weight().squared())), Binding::Product);
        }
        let square = |w| self.bound(&E::term(Quantity::Weight(w)), Binding::Atom, false).squared();
        (self.joined(count, square), if count > 1 { Binding::Sum } else { Binding::Atom })
    }
}

/// Whether an expression is a plain number, as the 2 in 2(a − y).
fn is_coefficient(expression: &E) -> bool {
    matches!(expression, E::Constant(Constant::Plain, _))
}

/// Whether a glyph can follow a coefficient without a sign: a bracket, its square, a letter.
fn stands_beside(glyph: &Glyph) -> bool {
    match glyph {
        Glyph::Fenced(_) | Glyph::Mark(_) => true,
        Glyph::Power(base, _) => matches!(**base, Glyph::Fenced(_)),
        _ => false,
    }
}
