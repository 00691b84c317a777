//! The neuron lab: a weighted sum with its bias and activation, what weight and bias do to the curve, and logic gates by hand.

mod gates;
mod links;
mod plots;
mod view;

use gradlight_core::activation::Activation;
use gradlight_plot::{Drawn, Ink, Style};

use super::fields::Link;
use super::parts::{Dial, Typing};
use super::{Entry, Exhibit, Handled, Look};
use crate::drawing::Fingerprint;
use crate::format::at_a_glance;
use crate::keys::{Focus, KeyPress};
use crate::node::{Element, Node};
use crate::pointer::{Gesture, Pointer};
use gates::Gate;

pub(super) use plots::range;

/// The lab in the register.
pub const ENTRY: Entry = Entry {
    name: "neuron",
    title: "One neuron",
    about: "Inputs times weights, plus a bias, through an activation. Which logic gates can it be?",
    open: || Box::new(Neuron::default()),
};

/// What the lab shows of a neuron.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// Five inputs, as in the lecture's forward step.
    Sum,
    /// One input: the weight is the steepness, the bias the shift.
    Shape,
    /// Two inputs: a logic gate.
    Gates,
}

impl Part {
    const ALL: [(Self, &'static str, &'static str); 3] = [
        (Self::Sum, "sum", "Weighted sum"),
        (Self::Shape, "shape", "Steepness and shift"),
        (Self::Gates, "gates", "Logic gates"),
    ];

    fn name(self) -> &'static str {
        Self::ALL.iter().find(|(part, ..)| *part == self).map_or("sum", |(_, name, _)| name)
    }

    fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known, _)| *known == name).map(|(part, ..)| *part)
    }
}

/// The activations that this lab offers: those of a single neuron.
const ACTIVATIONS: [Activation; 6] = [
    Activation::Identity,
    Activation::Step,
    Activation::Sigmoid,
    Activation::Tanh,
    Activation::Relu,
    Activation::LeakyRelu,
];

/// One neuron with what goes into it.
#[derive(Clone, Debug, PartialEq)]
struct Unit {
    inputs: Vec<f64>,
    weights: Vec<f64>,
    bias: f64,
    activation: Activation,
}

impl Unit {
    /// z = w₁x₁ + … + b, added from the left as it is written.
    fn net(&self) -> f64 {
        self.net_at(&self.inputs)
    }

    fn net_at(&self, inputs: &[f64]) -> f64 {
        let products = self.weights.iter().zip(inputs).map(|(w, x)| w * x);
        products.reduce(|sum, product| sum + product).unwrap_or(0.0) + self.bias
    }

    fn out(&self) -> f64 {
        self.activation.value(self.net())
    }

    /// f′(z).
    fn slope_at(&self, z: f64) -> f64 {
        self.activation.derivative(z, self.activation.value(z))
    }

    /// A number by its short name: `x1`, `w1`, `b`.
    fn number(&mut self, name: &str) -> Option<&mut f64> {
        if name == "b" {
            return Some(&mut self.bias);
        }
        let (kind, place) = name.split_at_checked(1)?;
        let place = place.parse::<usize>().ok()?.checked_sub(1)?;
        match kind {
            "x" => self.inputs.get_mut(place),
            "w" => self.weights.get_mut(place),
            _ => None,
        }
    }
}

/// The lab's state.
#[derive(Clone, Debug)]
struct Neuron {
    part: Part,
    sum: Unit,
    shape: Unit,
    gates: Unit,
    gate: Gate,
    typing: Typing,
}

impl Default for Neuron {
    fn default() -> Self {
        Self {
            part: Part::Sum,
            // The first lecture's forward step.
            sum: Unit {
                inputs: vec![0.96, 0.01, -0.01, 0.5, 0.6],
                weights: vec![0.7, 0.2, 0.4, 0.7, 0.5],
                bias: 0.3,
                activation: Activation::Sigmoid,
            },
            shape: Unit { inputs: vec![1.0], weights: vec![2.0], bias: -1.0, activation: Activation::Sigmoid },
            gates: Unit { inputs: vec![0.0, 1.0], weights: vec![1.0, 1.0], bias: 0.0, activation: Activation::Step },
            gate: Gate::And,
            typing: Typing::default(),
        }
    }
}

const INPUT_NAMES: [(&str, &str); 5] = [("x1", "x₁"), ("x2", "x₂"), ("x3", "x₃"), ("x4", "x₄"), ("x5", "x₅")];
const WEIGHT_NAMES: [(&str, &str); 5] = [("w1", "w₁"), ("w2", "w₂"), ("w3", "w₃"), ("w4", "w₄"), ("w5", "w₅")];

impl Neuron {
    fn unit(&self) -> &Unit {
        match self.part {
            Part::Sum => &self.sum,
            Part::Shape => &self.shape,
            Part::Gates => &self.gates,
        }
    }

    fn unit_mut(&mut self) -> &mut Unit {
        match self.part {
            Part::Sum => &mut self.sum,
            Part::Shape => &mut self.shape,
            Part::Gates => &mut self.gates,
        }
    }

    /// The dials of the part shown: per input, then the bias.
    fn dials(&self) -> Vec<Dial> {
        let ((low, high), step) = match self.part {
            Part::Sum | Part::Gates => ((-2.0, 2.0), 0.01),
            Part::Shape => ((-10.0, 10.0), 0.1),
        };
        let dial = |(name, label)| Dial::new(name, label, (low, high), step).reaching(-1000.0, 1000.0);
        let each = INPUT_NAMES.iter().zip(&WEIGHT_NAMES).take(self.unit().weights.len());
        each.flat_map(|(input, weight)| [dial(*input), dial(*weight)]).chain([dial(("b", "b"))]).collect()
    }

    fn set(&mut self, name: &str, argument: Option<&str>) -> Handled {
        let before = self.gate.right(&self.gates);
        let Some(dial) = self.dials().into_iter().find(|dial| dial.name == name) else { return Handled::default() };
        if let Some(value) = self.typing.take(&dial, argument)
            && let Some(number) = self.unit_mut().number(name)
        {
            *number = value;
        }
        let after = self.gate.right(&self.gates);
        if after == before { Handled::default() } else { Handled::said(self.gate.verdict(&self.gates)) }
    }

    fn choose_activation(&mut self, name: &str) -> Handled {
        let Some(activation) = Activation::from_name(name).filter(|known| ACTIVATIONS.contains(known)) else {
            return Handled::default();
        };
        self.unit_mut().activation = activation;
        Handled::said(format!("a is {}.", at_a_glance(self.unit().out(), crate::format::Digits::default())))
    }

    /// Shows a row of the truth table: both inputs, such as `01`.
    fn choose_row(&mut self, row: &str) -> Handled {
        let bits: Vec<f64> = row.chars().filter_map(|bit| bit.to_digit(2)).map(f64::from).collect();
        if bits.len() == 2 && row.len() == 2 {
            self.gates.inputs = bits;
        }
        Handled::said(self.gate.verdict(&self.gates))
    }
}

impl Exhibit for Neuron {
    fn body(&self, look: &Look) -> Vec<Node> {
        view::body(self, look)
    }

    fn hint(&self) -> String {
        match self.part {
            Part::Sum => "Raise one weight at a time and see what it adds to z. Which input matters most?",
            Part::Shape => "Move w: the curve gets steeper. Move b: it slides sideways. Where is a = ½?",
            Part::Gates => "Find w₁, w₂ and b for each gate; drag the line to move the bias. One gate cannot be done.",
        }
        .to_owned()
    }

    fn thumbnail(&self) -> Node {
        view::thumbnail(&self.sum)
    }

    fn act(&mut self, name: &str, argument: Option<&str>) -> Handled {
        if let Some(name) = name.strip_prefix("set-") {
            return self.set(name, argument);
        }
        let argument = argument.unwrap_or_default();
        match name {
            "part" => {
                self.part = Part::from_name(argument).unwrap_or(self.part);
                self.typing = Typing::default();
                Handled::said(self.hint())
            }
            "activation" => self.choose_activation(argument),
            "gate" => {
                self.gate = Gate::from_name(argument).unwrap_or(self.gate);
                Handled::said(self.gate.verdict(&self.gates))
            }
            "row" => self.choose_row(argument),
            "solve" => {
                let (w1, w2, b) = self.gate.best();
                (self.gates.weights, self.gates.bias) = (vec![w1, w2], b);
                Handled::said(self.gate.verdict(&self.gates))
            }
            _ => Handled::default(),
        }
    }

    fn value(&self, key: &str) -> Option<f64> {
        let unit = self.unit();
        let w = unit.weights[0];
        match key {
            "z" => Some(unit.net()),
            "a" => Some(unit.out()),
            "slope" if self.part == Part::Shape => Some(w * unit.slope_at(unit.net())),
            "centre" if self.part == Part::Shape => Some(-unit.bias / w),
            "steepest" if self.part == Part::Shape => Some(w * unit.slope_at(0.0)),
            "right" if self.part == Part::Gates => Some(self.gate.right(&self.gates) as f64),
            _ => match key.strip_prefix("product").and_then(|place| place.parse::<usize>().ok()) {
                Some(place) => {
                    let place = place.checked_sub(1)?;
                    Some(unit.weights.get(place)? * unit.inputs.get(place)?)
                }
                None => unit.clone().number(key).copied(),
            },
        }
    }

    fn keys(&self) -> Vec<String> {
        let mut keys: Vec<String> = self.dials().iter().map(|dial| dial.name.to_owned()).collect();
        keys.extend((1..=self.unit().weights.len()).map(|place| format!("product{place}")));
        keys.extend(["z", "a"].map(str::to_owned));
        let own: &[&str] = match self.part {
            Part::Sum => &[],
            Part::Shape => &["slope", "centre", "steepest"],
            Part::Gates => &["right"],
        };
        keys.extend(own.iter().map(|key| (*key).to_owned()));
        keys
    }

    fn link(&self) -> Link {
        links::fields(self)
    }

    fn copy(&self) -> Option<Box<dyn Exhibit>> {
        Some(Box::new(self.clone()))
    }

    fn read_link(&mut self, name: &str, value: &str) -> bool {
        links::read(self, name, value)
    }

    fn key(&self, press: &KeyPress, focus: Focus, figure: Option<&str>) -> Option<(&'static str, Option<String>)> {
        let figure = figure.filter(|_| focus == Focus::Figure)?;
        let (action, number, way) = match (figure, self.part) {
            ("plane", Part::Gates) => ("set-b", self.gates.bias, -1.0),
            ("curve", Part::Shape) => ("set-x1", self.shape.inputs[0], 1.0),
            _ => return None,
        };
        let step = match press.key.as_str() {
            "ArrowUp" | "ArrowRight" => 0.1,
            "ArrowDown" | "ArrowLeft" => -0.1,
            _ => return None,
        };
        Some((action, Some(two_places(number + way * step).to_string())))
    }

    fn fingerprint(&self, figure: &str) -> Option<Fingerprint> {
        let unit = self.unit();
        let is_shown = matches!((figure, self.part), ("curve", Part::Sum | Part::Shape) | ("plane", Part::Gates));
        let print = Fingerprint::default().text(self.part.name()).text(self.gate.name()).text(unit.activation.name());
        let numbers = unit.inputs.iter().chain(&unit.weights).chain([&unit.bias]);
        is_shown.then(|| numbers.fold(print, |print, number| print.with(*number)))
    }

    fn draw<'a>(&self, figure: &str, ink: Ink<'a>, style: &Style) -> Drawn<Ink<'a>> {
        match (figure, self.part) {
            ("curve", Part::Sum) => plots::of_net(&self.sum, style).draw(ink, style),
            ("curve", Part::Shape) => plots::of_input(&self.shape, style).draw(ink, style),
            ("plane", Part::Gates) => plots::plane(self.gate, &self.gates, style).draw(ink, style),
            _ => Ok(()),
        }
    }

    fn diagram(&self, figure: &str, look: &Look) -> Option<Element> {
        (figure == "neuron").then(|| view::diagram(self.unit(), look, 0.6))
    }

    fn point(&mut self, figure: &str, pointer: &Pointer) {
        let drags = matches!(pointer.gesture, Gesture::Down | Gesture::Move { is_down: true });
        if !drags {
            return;
        }
        let style = Style::light();
        match (figure, self.part) {
            ("plane", Part::Gates) => {
                let chart = plots::plane(self.gate, &self.gates, &style);
                let (x1, x2) = chart.nearest_values(pointer.place(), pointer.size(), &style);
                let through = -(self.gates.weights[0] * x1 + self.gates.weights[1] * x2);
                self.gates.bias = two_places(through);
            }
            ("curve", Part::Shape) => {
                let chart = plots::of_input(&self.shape, &style);
                let (x, _) = chart.nearest_values(pointer.place(), pointer.size(), &style);
                self.shape.inputs[0] = two_places(x);
            }
            _ => {}
        }
    }
}

/// A number as far as a hand sets it.
fn two_places(number: f64) -> f64 {
    (number * 100.0).round() / 100.0
}

#[cfg(test)]
mod tests;
