//! Typesetting: symbols and formulas of one trace, in one notation, as MathML, LaTeX, text and speech.
//!
//! A step's formula is set in three stages: its symbols, its numbers put in, its value. Symbols and numbers are
//! glyph trees first; the renderings only walk them, so that all four always say the same.

use std::borrow::Cow;

use gradlight_core::activation::Activation;
use gradlight_core::example::{BiasRule, Example};
use gradlight_core::expression::Expression;
use gradlight_core::quantity::{Names, Quantity};
use gradlight_core::trace::{Step, Trace};

use crate::format::{Digits, Numeral};
use crate::node::{Element, Node, html};
use crate::notation::Notation;

mod compose;
mod glyph;
mod latex;
mod mark;
mod mathml;
mod runs;
mod speech;
mod symbols;
mod text;

pub use glyph::Origin;

use compose::{Composer, Room, Stage};
use glyph::{Glyph, Sign};
use mathml::Colour;

/// Sets the symbols, numbers and formulas of one trace.
#[derive(Clone, Debug)]
pub struct Typesetter<'a> {
    /// The example with the parameters that the traced round starts from.
    pub example: &'a Example,
    /// The example as it was opened, whose parameters are given numbers.
    pub start: &'a Example,
    /// The round.
    pub trace: &'a Trace,
    /// The names of its quantities.
    pub names: Names,
    /// How they are written.
    pub notation: Notation,
    /// How many places after the point its numbers have.
    pub digits: Digits,
    /// Quantities whose numbers are covered.
    pub covered: Vec<Quantity>,
}

/// A step's formula in MathML, for a grid of three columns: left side, equals sign, right side.
///
/// The right sides are HTML lines (`span.formula-line`) of several small `math` elements (`math.formula-run`),
/// each beginning with its operator, so that a flex box or plain inline flow can wrap them between terms on a
/// narrow screen; MathML itself does not break lines. Equals signs are left to [`FormulaNodes::grid`].
/// Symbols and numbers carry their quantity's id as `data-term`, numbers also `data-quantity` and `data-value` with
/// all digits. On the right sides the outermost ones have their [`Origin`] as class; the left side and the value have
/// none.
#[derive(Clone, Debug, PartialEq)]
pub struct FormulaNodes {
    /// The quantity's symbol: a `math` element.
    pub left: Node,
    /// The formula in symbols: a line of runs.
    pub symbols: Node,
    /// The formula with its numbers put in: a line of runs; none where that would only repeat the value.
    pub numbers: Option<Node>,
    /// The value: a `math` element.
    pub value: Node,
}

impl FormulaNodes {
    /// All of it as one `div.formula-grid`, whose children fill three columns row by row:
    /// `.formula-left`, `.formula-equals`, then `.formula-symbols`, `.formula-numbers` or `.formula-value`.
    pub fn grid(self) -> Element {
        let cell = |class: &'static str, node: Node| html("div").class(class).child(node);
        let equals =
            || cell("formula-equals", runs::formula_math(Glyph::Sign(Sign::Equals).mathml(Colour::Inherited)).into());
        let empty = || html("div").class("formula-left");
        let mut grid = html("div").class("formula-grid").children([
            cell("formula-left", self.left),
            equals(),
            cell("formula-symbols", self.symbols),
        ]);
        if let Some(numbers) = self.numbers {
            grid = grid.children([empty(), equals(), cell("formula-numbers", numbers)]);
        }
        grid.children([empty(), equals(), cell("formula-value", self.value)])
    }
}

impl FormulaNodes {
    /// All of it in one line that may wrap, as `span.formula-flat`.
    pub fn on_one_line(self) -> Element {
        let equals = || Node::from(runs::formula_math(Glyph::Sign(Sign::Equals).mathml(Colour::Inherited)));
        let mut line = html("span").class("formula-flat").children([self.left, equals(), self.symbols]);
        if let Some(numbers) = self.numbers {
            line = line.children([equals(), numbers]);
        }
        line.children([equals(), html("span").class("formula-result").child(self.value).into()])
    }

    /// The symbols, if they are wanted, and a blank to write the value in, as `span.formula-flat`.
    pub fn with_blank(self, has_symbols: bool) -> Element {
        let equals = || Node::from(runs::formula_math(Glyph::Sign(Sign::Equals).mathml(Colour::Inherited)));
        let mut line = html("span").class("formula-flat").child(self.left);
        if has_symbols {
            line = line.children([equals(), self.symbols]);
        }
        line.children([equals(), html("span").class("blank").into()])
    }
}

/// A step's formula before it is rendered.
struct Formula {
    left: Glyph,
    symbols: Glyph,
    numbers: Option<Glyph>,
    value: Glyph,
}

impl<'a> Typesetter<'a> {
    /// A typesetter for a trace of `example`; `start` is the example as it was opened.
    pub fn new(example: &'a Example, start: &'a Example, trace: &'a Trace, notation: Notation, digits: Digits) -> Self {
        Self { example, start, trace, names: Names::of(example.network()), notation, digits, covered: Vec::new() }
    }

    /// A quantity's symbol as plain text, such as `net_h₁`, `∂E/∂w₅`, `δ⁽³⁾₁`.
    pub fn symbol_text(&self, quantity: &Quantity) -> String {
        self.symbol(quantity).text()
    }

    /// A quantity's symbol as a `math` element.
    pub fn symbol_mathml(&self, quantity: &Quantity) -> Node {
        crate::node::math("math").child(self.symbol(quantity).mathml(Colour::Inherited)).into()
    }

    /// A quantity's symbol as LaTeX without dollar signs.
    pub fn symbol_latex(&self, quantity: &Quantity) -> String {
        self.symbol(quantity).latex()
    }

    /// A quantity's symbol as it is read out, such as `net of h 1`.
    pub fn symbol_spoken(&self, quantity: &Quantity) -> String {
        self.symbol(quantity).spoken()
    }

    /// The value of a quantity in this trace, NaN where it has none.
    pub fn value(&self, quantity: &Quantity) -> f64 {
        self.trace.value(quantity).unwrap_or(f64::NAN)
    }

    /// A quantity's value as its kind is shown: given numbers short, computed ones with all places.
    pub fn numeral(&self, quantity: &Quantity) -> Numeral {
        let value = self.value(quantity);
        if self.is_given(quantity) { Numeral::given(value, self.digits) } else { Numeral::computed(value, self.digits) }
    }

    /// Whether a value stands in the example as it was opened, rather than being computed.
    pub fn is_given(&self, quantity: &Quantity) -> bool {
        let is_start =
            || self.trace.round() == 1 && self.start.given(quantity, self.trace.sample()) == self.trace.value(quantity);
        match quantity {
            Quantity::Input(_) | Quantity::Target(_) => true,
            Quantity::Weight(_) => is_start(),
            Quantity::Bias(_) => self.example.bias_rule() == BiasRule::Frozen || is_start(),
            _ => false,
        }
    }

    /// A step's formula as MathML.
    pub fn mathml(&self, step: &Step) -> FormulaNodes {
        let formula = self.formula(step, Room::SEEN);
        FormulaNodes {
            left: runs::formula_math(formula.left.mathml(Colour::Inherited)).into(),
            symbols: runs::line(&formula.symbols),
            numbers: formula.numbers.as_ref().map(runs::line),
            value: runs::formula_math(formula.value.mathml(Colour::Inherited)).into(),
        }
    }

    /// A step's formula as one line of LaTeX without dollar signs.
    pub fn latex(&self, step: &Step) -> String {
        self.latex_stages(step).join(" = ")
    }

    /// The parts of [`Typesetter::latex`] between its equals signs: the symbol, the formula, the numbers put in
    /// where they show more than the value, the value; for an `align`, a line each.
    pub fn latex_stages(&self, step: &Step) -> Vec<String> {
        self.formula(step, Room::SEEN).stages().map(Glyph::latex).collect()
    }

    /// A step's formula as one line of text, such as `net_h₁ = w₁·i₁ + w₂·i₂ + b₁ = .15 · .05 + … = 0.377500000`.
    pub fn text(&self, step: &Step) -> String {
        self.formula(step, Room::SEEN).stages().map(Glyph::text).collect::<Vec<_>>().join(" = ")
    }

    /// A step's formula as one sentence, such as `Net of h 1: w 1 times i 1, plus …, is 0.3775.`
    pub fn spoken(&self, step: &Step) -> String {
        let left = self.symbol(&step.quantity).spoken();
        let symbols = self.composer(Stage::Symbols, Room::HEARD).set(&self.expression(step)).spoken();
        let value = crate::format::spoken(step.value, self.digits);
        let mut letters = left.chars();
        let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
        format!("{first}{}: {symbols}, is {value}.", letters.as_str())
    }

    /// Whether a quantity's number is covered.
    pub fn covers(&self, quantity: &Quantity) -> bool {
        self.covered.contains(quantity)
    }

    /// A quantity's number with the quantity behind it.
    pub(crate) fn number(&self, quantity: &Quantity) -> Glyph {
        if self.covers(quantity) {
            return self.tagged(*quantity, Glyph::Covered, None);
        }
        self.tagged(*quantity, Glyph::Number(self.numeral(quantity)), Some(self.value(quantity)))
    }

    fn composer(&self, stage: Stage, room: Room) -> Composer<'_> {
        Composer { setter: self, stage, room }
    }

    fn formula(&self, step: &Step, room: Room) -> Formula {
        let expression = self.expression(step);
        let symbols = self.composer(Stage::Symbols, room).set(&expression);
        let numbers = has_numbers(&expression).then(|| self.composer(Stage::Numbers, room).set(&expression));
        let left = self.symbol(&step.quantity);
        // A symbol such as e^net is its own formula: its numbers follow at once.
        let (symbols, numbers) = match numbers {
            Some(numbers) if symbols.text() == left.text() => (numbers, None),
            numbers => (symbols, numbers),
        };
        // A formula that is a plain number tells the value.
        let tells = self.covers(&step.quantity) && matches!(*expression, Expression::Constant(..));
        let symbols = if tells { Glyph::Covered } else { symbols };
        let symbols = match self.named(step) {
            Some(name) => Glyph::Row(vec![name, Glyph::Sign(Sign::Equals), symbols]),
            None => symbols,
        };
        Formula { left, symbols, numbers, value: self.number(&step.quantity) }
    }

    /// The step's expression as this notation's lecture writes it: by way of δ, or with the chain's factors
    /// in the order of the forward pass.
    fn expression<'s>(&self, step: &'s Step) -> Cow<'s, Expression> {
        match (self.notation, step.quantity, &step.expression) {
            (Notation::Delta, ..) => Cow::Borrowed(step.short.as_ref().unwrap_or(&step.expression)),
            (Notation::CountedBack, Quantity::Net(_), Expression::Sum(terms)) => {
                Cow::Owned(Expression::Sum(terms.iter().map(reversed).collect()))
            }
            (
                Notation::Superscript | Notation::CountedBack,
                Quantity::WeightGradient(_) | Quantity::Delta(_) | Quantity::From { .. },
                chain,
            ) => Cow::Owned(reversed(chain)),
            _ => Cow::Borrowed(&step.expression),
        }
    }

    /// The activation or its derivative by name, before its formula, where the lecture writes it so.
    fn named(&self, step: &Step) -> Option<Glyph> {
        let (neuron, primed) = match step.quantity {
            Quantity::Out(neuron) => (neuron, false),
            Quantity::DAct(neuron) => (neuron, true),
            _ => return None,
        };
        let activation = self.example.network().layers()[neuron.layer].activation;
        let is_named = match (self.notation, activation) {
            (Notation::NetOut, _) | (_, Activation::Identity | Activation::Softmax) => false,
            // The left side is g′ already.
            (Notation::Delta, _) => !primed,
            (_, Activation::Sigmoid) => true,
            (_, activation) => primed && activation == Activation::Tanh,
        };
        let net = self.symbol(&Quantity::Net(neuron));
        is_named.then(|| Glyph::call(self.function(neuron.layer), primed, net))
    }
}

impl Formula {
    fn stages(&self) -> impl Iterator<Item = &Glyph> {
        [Some(&self.left), Some(&self.symbols), self.numbers.as_ref(), Some(&self.value)].into_iter().flatten()
    }
}

fn reversed(expression: &Expression) -> Expression {
    match expression {
        Expression::Product(factors) => Expression::Product(factors.iter().rev().cloned().collect()),
        other => other.clone(),
    }
}

/// Whether putting numbers in shows more than the value does.
fn has_numbers(expression: &Expression) -> bool {
    match expression {
        Expression::Term(..) | Expression::Constant(..) => false,
        Expression::Sum(parts) | Expression::Product(parts) if parts.len() == 1 => has_numbers(&parts[0]),
        _ => true,
    }
}
