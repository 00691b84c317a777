//! The chain lab: the factors of one derivative, multiplied one by one, and what many of them make of a gradient.

mod factors;
mod plots;
mod view;

use std::collections::BTreeMap;

use gradlight_core::activation::Activation;
use gradlight_core::example::{Example, Sample};
use gradlight_core::loss::Loss;
use gradlight_core::network::{LayerParameters, Neuron};
use gradlight_core::quantity::Quantity;
use gradlight_core::rounding::decimal;
use gradlight_plot::{Drawn, Ink, Style};

use super::fields::put;
use super::parts::{Dial, Typing, step_key};
use super::stepping::Stepping;
use super::traced::Traced;
use super::{Entry, Exhibit, Handled, Look};
use crate::drawing::Fingerprint;
use crate::format::{Digits, at_a_glance};
use crate::keys::{Focus, KeyPress};
use crate::node::{Element, Node};
use factors::{By, Factor, factors, products};

/// The lab in the register.
pub const ENTRY: Entry = Entry {
    name: "chain",
    title: "The chain rule",
    about: "One input, one hidden neuron, one output: five factors, each in words. Then more links, and the gradient vanishes.",
    open: || Box::new(Chain::default()),
};

/// The activations that hidden links can have.
const ACTIVATIONS: [Activation; 5] =
    [Activation::Sigmoid, Activation::Tanh, Activation::Relu, Activation::LeakyRelu, Activation::Identity];

/// The most neurons in a row.
const MOST_LINKS: usize = 12;

/// The places after the point to which the lecture rounds its output.
const SLIDE_PLACES: usize = 2;

/// The numbers that can be set, with the opening ones, which are the built-in chain's.
const DIALS: [(Dial, f64); 7] = [
    (Dial::new("links", "neurons", (2.0, MOST_LINKS as f64), 1.0), 2.0),
    (Dial::new("w", "hidden w", (-5.0, 5.0), 0.01).reaching(-100.0, 100.0), 0.4),
    (Dial::new("b", "hidden b", (-5.0, 5.0), 0.01).reaching(-100.0, 100.0), -0.2),
    (Dial::new("wo", "output w", (-5.0, 5.0), 0.01).reaching(-100.0, 100.0), 0.2),
    (Dial::new("bo", "output b", (-5.0, 5.0), 0.001).reaching(-100.0, 100.0), -0.341),
    (Dial::new("x", "input", (-2.0, 2.0), 0.01).reaching(-100.0, 100.0), 0.5),
    (Dial::new("y", "target", (0.0, 1.0), 0.01).reaching(-100.0, 100.0), 1.0),
];

/// The lab's state.
#[derive(Clone, Debug)]
struct Chain {
    /// By the order of [`DIALS`].
    numbers: [f64; 7],
    activation: Activation,
    by: By,
    /// The neuron asked about, from 0 at the first hidden one.
    layer: usize,
    stepping: Stepping,
    typing: Typing,
    traced: Traced,
}

impl Default for Chain {
    fn default() -> Self {
        let numbers = DIALS.map(|(_, value)| value);
        let traced = Traced::of(example(&numbers, Activation::Sigmoid), 0);
        Self {
            numbers,
            activation: Activation::Sigmoid,
            by: By::Weight,
            layer: 0,
            stepping: Stepping::default(),
            typing: Typing::default(),
            traced,
        }
    }
}

/// The chain as an example: hidden links all alike, a sigmoid at the end, for the question is yes or no.
///
/// # Panics
/// Never: the dials let only finite numbers through.
fn example(numbers: &[f64; 7], activation: Activation) -> Example {
    let [links, w, b, output_w, output_b, x, y] = *numbers;
    let link =
        |activation, w: f64, b: f64| LayerParameters { activation, weights: vec![vec![w]], biases: Some(vec![b]) };
    let mut layers = vec![link(activation, w, b); links as usize - 1];
    layers.push(link(Activation::Sigmoid, output_w, output_b));
    let sample = Sample { input: vec![x], target: vec![y] };
    Example::assembled(&layers, Loss::HalfSquaredError, vec![sample]).expect("finite numbers in fitting shapes")
}

impl Chain {
    fn links(&self) -> usize {
        self.numbers[0] as usize
    }

    fn retrace(&mut self) {
        self.layer = self.layer.min(self.links() - 1);
        self.traced = Traced::of(example(&self.numbers, self.activation), 0);
        self.stepping.hold(self.factors().len() - 1);
    }

    fn factors(&self) -> Vec<Factor> {
        factors(&self.traced, self.by, self.layer)
    }

    fn set(&mut self, name: &str, argument: Option<&str>) {
        let Some(place) = DIALS.iter().position(|(dial, _)| dial.name == name) else { return };
        if let Some(value) = self.typing.take(&DIALS[place].0, argument) {
            self.put(place, value);
        }
    }

    fn put(&mut self, place: usize, value: f64) {
        self.numbers[place] = if place == 0 { value.round() } else { value };
        self.retrace();
    }

    /// The output's numbers where its activation is first rounded as on the slide; key and value.
    fn rounded(&self) -> Vec<(&'static str, f64)> {
        let output = Neuron::new(self.links() - 1, 0);
        let a = decimal(self.traced.read(Quantity::Out(output)), SLIDE_PLACES).parse().unwrap_or(f64::NAN);
        let mut known = BTreeMap::new();
        known.insert(Quantity::Out(output), a);
        let wanted = [
            ("rounded.cost", Quantity::Loss(0)),
            ("rounded.d_out", Quantity::DOut(output)),
            ("rounded.d_act", Quantity::DAct(output)),
            ("rounded.delta", Quantity::Delta(output)),
        ];
        let mut rounded = vec![("rounded.a", a)];
        for (key, quantity) in wanted {
            let step = self.traced.trace.place_of(&quantity).and_then(|place| self.traced.trace.steps().get(place));
            let read = |of: &Quantity| known.get(of).copied().unwrap_or_else(|| self.traced.read(*of));
            let value = step.map_or(f64::NAN, |step| step.expression.value(&read));
            known.insert(quantity, value);
            rounded.push((key, value));
        }
        rounded
    }

    fn narration(&self) -> String {
        let (factors, at) = (self.factors(), self.stepping.at);
        let digits = Digits::default();
        let (factor, product) = (&factors[at], products(&factors)[at]);
        format!(
            "Factor {} of {}, {}: {}. It is {}; the product so far is {}.",
            at + 1,
            factors.len(),
            factor.text(),
            factor.words,
            at_a_glance(factor.value, digits),
            at_a_glance(product, digits)
        )
    }

    fn choose_by(&mut self, by: &str) {
        self.by = By::from_name(by).unwrap_or(self.by);
        self.stepping = Stepping::default();
    }

    fn choose_layer(&mut self, layer: &str) -> bool {
        let Some(layer) = layer.parse::<usize>().ok().filter(|layer| (2..self.links() + 2).contains(layer)) else {
            return false;
        };
        self.layer = layer - 2;
        self.stepping = Stepping::default();
        true
    }

    fn choose_activation(&mut self, name: &str) -> bool {
        let known = Activation::from_name(name).filter(|known| ACTIVATIONS.contains(known));
        self.activation = known.unwrap_or(self.activation);
        self.retrace();
        known.is_some()
    }
}

impl Exhibit for Chain {
    fn body(&self, look: &Look) -> Vec<Node> {
        view::body(self, look)
    }

    fn hint(&self) -> String {
        "Go through the factors with → and ←. Then raise the number of neurons: what becomes of the product, and with which activation does it last?".to_owned()
    }

    fn thumbnail(&self) -> Node {
        view::thumbnail(self)
    }

    fn act(&mut self, name: &str, argument: Option<&str>) -> Handled {
        let last = self.factors().len() - 1;
        if self.stepping.act(name, argument, last) {
            return Handled::said(self.narration());
        }
        if let Some(dial) = name.strip_prefix("set-") {
            self.set(dial, argument);
            return Handled::default();
        }
        let argument = argument.unwrap_or_default();
        match name {
            "by" => self.choose_by(argument),
            "layer" => drop(self.choose_layer(argument)),
            "activation" => drop(self.choose_activation(argument)),
            _ => return Handled::default(),
        }
        Handled::said(self.narration())
    }

    fn value(&self, key: &str) -> Option<f64> {
        if key == "product" {
            return products(&self.factors()).last().copied();
        }
        if let Some((_, value)) = self.rounded().into_iter().find(|(known, _)| *known == key) {
            return Some(value);
        }
        match key.strip_prefix("factor").and_then(|place| place.parse::<usize>().ok()) {
            Some(place) => self.factors().get(place.checked_sub(1)?).map(|factor| factor.value),
            None => self.traced.value(key),
        }
    }

    fn keys(&self) -> Vec<String> {
        let mut keys: Vec<String> = (1..=self.factors().len()).map(|place| format!("factor{place}")).collect();
        keys.push("product".to_owned());
        keys.extend(self.rounded().into_iter().map(|(key, _)| key.to_owned()));
        keys.extend(self.traced.ids());
        keys
    }

    fn link(&self) -> Vec<(String, String)> {
        let mut fields = Vec::new();
        for ((dial, opening), value) in DIALS.iter().zip(self.numbers) {
            put(&mut fields, dial.name, value.to_string(), value != *opening);
        }
        put(&mut fields, "f", self.activation.name().to_owned(), self.activation != Activation::Sigmoid);
        put(&mut fields, "by", self.by.name().to_owned(), self.by != By::Weight);
        put(&mut fields, "layer", (self.layer + 2).to_string(), self.layer > 0);
        put(&mut fields, "factor", (self.stepping.at + 1).to_string(), self.stepping.at > 0);
        fields
    }

    fn read_link(&mut self, name: &str, value: &str) -> bool {
        match name {
            "f" => self.choose_activation(value),
            "by" => {
                self.choose_by(value);
                self.by.name() == value
            }
            "layer" => self.choose_layer(value),
            "factor" => {
                let last = self.factors().len() - 1;
                let place = value.parse::<usize>().ok().and_then(|factor| factor.checked_sub(1));
                let place = place.filter(|place| *place <= last);
                self.stepping.at = place.unwrap_or(self.stepping.at);
                place.is_some()
            }
            name => {
                let Some(place) = DIALS.iter().position(|(dial, _)| dial.name == name) else { return false };
                let read = DIALS[place].0.read(value);
                if let Ok(value) = read {
                    self.put(place, value);
                }
                read.is_ok()
            }
        }
    }

    fn key(&self, press: &KeyPress, focus: Focus, _figure: Option<&str>) -> Option<(&'static str, Option<String>)> {
        step_key(press, focus)
    }

    fn fingerprint(&self, figure: &str) -> Option<Fingerprint> {
        let print = Fingerprint::default().text(self.activation.name());
        (figure == "vanishing").then(|| self.numbers.iter().fold(print, |print, number| print.with(*number)))
    }

    fn draw<'a>(&self, figure: &str, ink: Ink<'a>, style: &Style) -> Drawn<Ink<'a>> {
        if figure == "vanishing" { plots::vanishing(self, style).draw(ink, style) } else { Ok(()) }
    }

    fn diagram(&self, figure: &str, look: &Look) -> Option<Element> {
        (figure == "chain").then(|| view::diagram(self, look))
    }

    fn tick(&mut self, milliseconds: f64) {
        let last = self.factors().len() - 1;
        self.stepping.tick(milliseconds, last);
    }

    fn is_playing(&self) -> bool {
        self.stepping.is_playing()
    }
}

#[cfg(test)]
mod tests;
