//! The wishes lab: what each output wants of its bias, its weights and the layer before, added up and averaged.

mod diagram;
mod lecture;
mod source;
mod table;
mod view;

use gradlight_core::example::Example;
use gradlight_core::network::Neuron;
use gradlight_core::quantity::Quantity;

use super::edited::Edited;
use super::fields::put;
use super::parts::{Typing, step_key};
use super::stepping::Stepping;
use super::traced::Traced;
use super::{Entry, Exhibit, Handled, Look};
use crate::format::{Digits, at_a_glance, subscript};
use crate::keys::{Focus, KeyPress};
use crate::node::{Element, Node};
use source::Source;

/// The lab in the register.
pub const ENTRY: Entry = Entry {
    name: "wishes",
    title: "What neurons want",
    about: "An output at 0.2 that should be 1 wants a larger bias, larger weights, other activations. All wishes are added up.",
    open: || Box::new(Lab::open(Source::Lecture)),
};

/// The lab's state.
#[derive(Clone, Debug)]
struct Lab {
    source: Source,
    edited: Edited,
    typing: Typing,
    /// Every training example, traced.
    samples: Vec<Traced>,
    /// The one shown, from 0.
    sample: usize,
    /// The layer whose neurons wish, from 0.
    layer: usize,
    /// The neuron of that layer; one past the last means all of them added up.
    stepping: Stepping,
    /// Whether the table has the lecture's entries rather than this network's.
    shows_lecture: bool,
}

impl Lab {
    fn open(source: Source) -> Self {
        let example = source.example();
        let network = example.network();
        let mut stepping = Stepping::default();
        // The lecture's example is its last output.
        stepping.at = if source == Source::Lecture { network.output().neurons - 1 } else { 0 };
        Self {
            source,
            samples: traces(&example),
            typing: Typing::default(),
            sample: 0,
            layer: network.layers().len() - 1,
            stepping,
            shows_lecture: source == Source::Lecture,
            edited: Edited::of(example),
        }
    }

    /// The given numbers that the neuron asked about depends on directly, with how they are called.
    fn own_numbers(&self) -> Vec<(Quantity, String)> {
        let Some(index) = self.chosen() else { return Vec::new() };
        let (neuron, example) = (Neuron::new(self.layer, index), &self.edited.example);
        let weights = (0..self.incoming()).map(|from| {
            (Quantity::Weight(self.weight(index, from)), format!("w{}", subscript(&(from + 1).to_string())))
        });
        let bias = example.bias_of(neuron).map(|bias| (Quantity::Bias(bias), "b".to_owned()));
        let is_output = self.layer + 1 == example.network().layers().len();
        let target = is_output.then(|| (Quantity::Target(index), "target".to_owned()));
        let inputs = (0..example.network().inputs())
            .map(|i| (Quantity::Input(i), format!("x{}", subscript(&(i + 1).to_string()))));
        weights.chain(bias).chain(target).chain(inputs).collect()
    }

    fn set(&mut self, id: &str, typed: &str) {
        let Some(quantity) = self.edited.given(id) else { return };
        let read = self.edited.set(quantity, self.sample, typed);
        if self.typing.settle(id, typed, read).is_some() {
            self.samples = traces(&self.edited.example);
        }
    }

    /// The training example shown.
    fn traced(&self) -> &Traced {
        &self.samples[self.sample]
    }

    /// How many neurons the wishing layer has.
    fn neurons(&self) -> usize {
        self.traced().example.network().layers()[self.layer].neurons
    }

    /// How many activations it receives.
    fn incoming(&self) -> usize {
        self.traced().example.network().layers()[self.layer].inputs
    }

    /// The neuron that is asked; none where all are added up.
    fn chosen(&self) -> Option<usize> {
        (self.stepping.at < self.neurons()).then_some(self.stepping.at)
    }

    /// What arrives from a place of the layer before.
    fn activation(&self, from: usize) -> f64 {
        self.traced().read(match self.layer.checked_sub(1) {
            Some(before) => Quantity::Out(Neuron::new(before, from)),
            None => Quantity::Input(from),
        })
    }

    /// How it is called: a₁, or x₁ where it is an input.
    fn incoming_name(&self, from: usize) -> String {
        format!("{}{}", if self.layer == 0 { "x" } else { "a" }, subscript(&(from + 1).to_string()))
    }

    /// A neuron's name, such as o₃.
    fn name(&self, neuron: usize) -> String {
        subscript(&self.traced().names().neuron(Neuron::new(self.layer, neuron)))
    }

    fn weight(&self, neuron: usize, from: usize) -> usize {
        self.traced().example.network().weight_index(Neuron::new(self.layer, neuron), from)
    }

    /// What a neuron wants of its bias: −δ.
    fn of_bias(&self, neuron: usize) -> f64 {
        wish(self.traced().read(Quantity::Delta(Neuron::new(self.layer, neuron))))
    }

    /// What a neuron wants of a weight: −δ times the activation that comes through it.
    fn of_weight(&self, neuron: usize, from: usize) -> f64 {
        wish(self.traced().read(Quantity::WeightGradient(self.weight(neuron, from))))
    }

    /// What a neuron wants of an activation before it: −δ times the weight; nothing of the inputs, which are given.
    fn of_activation(&self, neuron: usize, from: usize) -> Option<f64> {
        let to = Neuron::new(self.layer.checked_sub(1)?, from);
        self.traced().trace.value(&Quantity::From { to, from: Neuron::new(self.layer, neuron) }).map(wish)
    }

    /// All neurons' wishes for an activation, added up.
    fn added_up(&self, from: usize) -> Option<f64> {
        self.traced().trace.value(&Quantity::DOut(Neuron::new(self.layer.checked_sub(1)?, from))).map(wish)
    }

    fn narration(&self) -> String {
        let digits = Digits::default();
        let Some(neuron) = self.chosen() else {
            let sums: Vec<String> = (0..self.incoming())
                .filter_map(|from| {
                    let sum = at_a_glance(self.added_up(from)?, digits);
                    Some(format!("{} {sum}", self.incoming_name(from)))
                })
                .collect();
            return format!("All wishes added up: {}.", sums.join(", "));
        };
        let bias = self.of_bias(neuron);
        let direction = if bias > 0.0 { "rise" } else { "fall" };
        format!("{} wants to {direction}; of its bias it wants {}.", self.name(neuron), at_a_glance(bias, digits))
    }

    /// Shows the training example of that number, from 1.
    fn choose_sample(&mut self, number: &str) -> bool {
        let sample = number.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        let known = sample.filter(|sample| *sample < self.samples.len());
        self.sample = known.unwrap_or(self.sample);
        known.is_some()
    }

    /// Asks the layer of that number, from 1.
    fn choose_layer(&mut self, number: &str) -> bool {
        let layers = self.traced().example.network().layers().len();
        let layer = number.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        let known = layer.filter(|layer| *layer < layers);
        if let Some(layer) = known.filter(|layer| *layer != self.layer) {
            self.layer = layer;
            self.stepping.act("first", None, 0);
        }
        known.is_some()
    }

    /// A number of the table as [`Exhibit::value`] names it: a parameter's id or the lecture's row, then the column.
    fn table_value(&self, key: &str) -> Option<f64> {
        let (row, column) = key.rsplit_once('.')?;
        let table = if self.shows_lecture { table::lectures() } else { table::live(self) };
        let row = table.rows.iter().find(|known| known.key == row)?;
        match column {
            "average" => Some(row.average),
            "shown" => table::shown_average(row),
            number => row.wishes.get(number.parse::<usize>().ok()?.checked_sub(1)?).copied(),
        }
    }

    fn own_keys(&self) -> Vec<String> {
        let mut keys = Vec::new();
        if self.chosen().is_some() {
            keys.push("wish.b".to_owned());
            keys.extend((1..=self.incoming()).map(|from| format!("wish.w{from}")));
        }
        if self.layer > 0 {
            let kind = if self.chosen().is_some() { "wish.a" } else { "sum.a" };
            keys.extend((1..=self.incoming()).map(|from| format!("{kind}{from}")));
        }
        let table = if self.shows_lecture { table::lectures() } else { table::live(self) };
        for row in &table.rows {
            keys.extend((1..=row.wishes.len()).map(|column| format!("{}.{column}", row.key)));
            keys.extend(["average", "shown"].map(|column| format!("{}.{column}", row.key)));
        }
        keys
    }
}

/// Every training example's trace.
fn traces(example: &Example) -> Vec<Traced> {
    (0..example.samples().len()).map(|sample| Traced::of(example.clone(), sample)).collect()
}

/// A wish is against the gradient, so that the cost falls; and it is never a negative zero.
fn wish(gradient: f64) -> f64 {
    0.0 - gradient
}

impl Exhibit for Lab {
    fn body(&self, look: &Look) -> Vec<Node> {
        view::body(self, look)
    }

    fn hint(&self) -> String {
        "Ask one output after the other with →; the last step adds all wishes up. Then go a layer back: the sums are what it is wrong by.".to_owned()
    }

    fn thumbnail(&self) -> Node {
        diagram::thumbnail(self)
    }

    fn act(&mut self, name: &str, argument: Option<&str>) -> Handled {
        let text = argument.unwrap_or_default();
        if self.stepping.act(name, argument, self.neurons()) {
            return Handled::said(self.narration());
        }
        if let Some(id) = name.strip_prefix("set-") {
            self.set(id, text);
            return Handled::default();
        }
        match name {
            "example" => {
                let Some(source) = Source::from_name(text) else { return Handled::default() };
                *self = Self::open(source);
            }
            "sample" if self.choose_sample(text) => {}
            "layer" if self.choose_layer(text) => {}
            "table" => {
                self.shows_lecture = text == "lecture";
                return Handled::default();
            }
            _ => return Handled::default(),
        }
        Handled::said(self.narration())
    }

    fn value(&self, key: &str) -> Option<f64> {
        let place = |kind: &str| {
            let number = key.strip_prefix(kind)?.parse::<usize>().ok()?;
            number.checked_sub(1).filter(|from| *from < self.incoming())
        };
        if key == "wish.b" {
            return self.chosen().map(|neuron| self.of_bias(neuron));
        }
        if let Some(from) = place("wish.w") {
            return self.chosen().map(|neuron| self.of_weight(neuron, from));
        }
        if let Some(from) = place("wish.a") {
            return self.chosen().and_then(|neuron| self.of_activation(neuron, from));
        }
        if let Some(from) = place("sum.a") {
            return self.added_up(from);
        }
        self.table_value(key).or_else(|| self.traced().value(key))
    }

    fn keys(&self) -> Vec<String> {
        self.own_keys().into_iter().chain(self.traced().ids()).collect()
    }

    fn link(&self) -> Vec<(String, String)> {
        let opening = Self::open(self.source);
        let mut fields = Vec::new();
        put(&mut fields, "example", self.source.name().to_owned(), self.source != Source::Lecture);
        put(&mut fields, "sample", (self.sample + 1).to_string(), self.sample > 0);
        put(&mut fields, "layer", (self.layer + 1).to_string(), self.layer != opening.layer);
        let is_moved = self.layer != opening.layer || self.stepping.at != opening.stepping.at;
        put(&mut fields, "neuron", (self.stepping.at + 1).to_string(), is_moved);
        let table = if self.shows_lecture { "lecture" } else { "own" };
        put(&mut fields, "table", table.to_owned(), self.shows_lecture != opening.shows_lecture);
        fields.extend(self.edited.link());
        fields
    }

    fn read_link(&mut self, name: &str, value: &str) -> bool {
        match name {
            "example" => Source::from_name(value).map(|source| *self = Self::open(source)).is_some(),
            "sample" => self.choose_sample(value),
            "layer" => self.choose_layer(value),
            "neuron" => {
                let place = value.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
                let place = place.filter(|place| *place <= self.neurons());
                self.stepping.at = place.unwrap_or(self.stepping.at);
                place.is_some()
            }
            "table" => {
                self.shows_lecture = value == "lecture";
                matches!(value, "lecture" | "own")
            }
            id => {
                let is_read = self.edited.read_link(id, value);
                self.samples = traces(&self.edited.example);
                is_read
            }
        }
    }

    fn key(&self, press: &KeyPress, focus: Focus, _figure: Option<&str>) -> Option<(&'static str, Option<String>)> {
        step_key(press, focus)
    }

    fn diagram(&self, figure: &str, look: &Look) -> Option<Element> {
        (figure == "wishes").then(|| diagram::diagram(self, look))
    }

    fn tick(&mut self, milliseconds: f64) {
        let last = self.neurons();
        self.stepping.tick(milliseconds, last);
    }

    fn is_playing(&self) -> bool {
        self.stepping.is_playing()
    }
}

#[cfg(test)]
mod tests;
