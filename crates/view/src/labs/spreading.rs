//! The spreading lab: activation runs through a small graph, one layer at each tick of a clock.

mod graphs;
mod view;

use super::fields::put;
use super::parts::{Dial, Typing, step_key};
use super::{Entry, Exhibit, Handled, Look};
use crate::format::{Digits, at_a_glance};
use crate::keys::{Focus, KeyPress};
use crate::node::{Element, Node};
use graphs::{Graph, PRESETS};

/// The lab in the register.
pub const ENTRY: Entry = Entry {
    name: "spreading",
    title: "Spreading activation",
    about: "A clock ticks and activation moves on by one layer: 1·1, then 1·0.5. Squashing keeps it in bounds.",
    open: || Box::new(Spreading::default()),
};

/// Milliseconds between two ticks of the clock.
const TICK_MS: f64 = 1100.0;

/// Names and labels of the dials of inputs and weights.
const INPUTS: [(&str, &str); 3] = [("x1", "x₁"), ("x2", "x₂"), ("x3", "x₃")];
const WEIGHTS: [(&str, &str); 20] = [
    ("w1", "w₁"),
    ("w2", "w₂"),
    ("w3", "w₃"),
    ("w4", "w₄"),
    ("w5", "w₅"),
    ("w6", "w₆"),
    ("w7", "w₇"),
    ("w8", "w₈"),
    ("w9", "w₉"),
    ("w10", "w₁₀"),
    ("w11", "w₁₁"),
    ("w12", "w₁₂"),
    ("w13", "w₁₃"),
    ("w14", "w₁₄"),
    ("w15", "w₁₅"),
    ("w16", "w₁₆"),
    ("w17", "w₁₇"),
    ("w18", "w₁₈"),
    ("w19", "w₁₉"),
    ("w20", "w₂₀"),
];

/// So many weights have their dials all shown at once; of more, one is picked.
const MOST_DIALS: usize = 6;

/// The lab's state.
#[derive(Clone, Debug)]
struct Spreading {
    /// The place of the graph in the presets.
    preset: usize,
    graph: Graph,
    /// The clock: layers up to this one are active.
    t: usize,
    playing: Option<f64>,
    /// The weight whose dial is shown, from 0, where not all are.
    picked: usize,
    typing: Typing,
}

impl Default for Spreading {
    fn default() -> Self {
        Self { preset: 0, graph: Graph::preset(0), t: 0, playing: None, picked: 0, typing: Typing::default() }
    }
}

impl Spreading {
    fn dials(&self) -> Vec<Dial> {
        let dial = |(name, label): (&'static str, &'static str)| {
            Dial::new(name, label, (-2.0, 2.0), 0.05).reaching(-1000.0, 1000.0)
        };
        let inputs = INPUTS.iter().take(self.graph.inputs.len());
        let weights = WEIGHTS.iter().take(self.graph.weights().len());
        inputs.chain(weights).map(|names| dial(*names)).collect()
    }

    fn number(&mut self, name: &str) -> Option<&mut f64> {
        let (kind, place) = name.split_at_checked(1)?;
        let place = place.parse::<usize>().ok()?.checked_sub(1)?;
        match kind {
            "x" => self.graph.inputs.get_mut(place),
            "w" => self.graph.weight_mut(place),
            _ => None,
        }
    }

    fn go_to(&mut self, t: usize) -> Handled {
        self.t = t.min(self.graph.last());
        Handled::said(self.sentence())
    }

    /// What has happened at this tick.
    fn sentence(&self) -> String {
        let glance = |value: f64| at_a_glance(value, Digits::default());
        let values: Vec<String> = self.graph.activations()[self.t].iter().map(|a| glance(*a)).collect();
        let values = values.join(", ");
        match self.t {
            0 => format!("t = 0: the input is {values}."),
            t if t == self.graph.last() => format!("t = {t}: the activation has arrived; the output is {values}."),
            t => format!("t = {t}: layer {t} has {values}."),
        }
    }
}

impl Exhibit for Spreading {
    fn body(&self, look: &Look) -> Vec<Node> {
        view::body(self, look)
    }

    fn hint(&self) -> String {
        "Press Next: activation moves on. Which weight doubles the output? What does squashing change?".to_owned()
    }

    fn thumbnail(&self) -> Node {
        view::thumbnail(self)
    }

    fn act(&mut self, name: &str, argument: Option<&str>) -> Handled {
        if let Some(name) = name.strip_prefix("set-") {
            if let Some(dial) = self.dials().into_iter().find(|dial| dial.name == name)
                && let Some(value) = self.typing.take(&dial, argument)
                && let Some(number) = self.number(name)
            {
                *number = value;
            }
            return Handled::default();
        }
        match name {
            "next" => self.go_to(self.t + 1),
            "back" => self.go_to(self.t.saturating_sub(1)),
            "first" => self.go_to(0),
            "last" => self.go_to(usize::MAX),
            "play" => {
                self.playing = if self.playing.is_some() { None } else { Some(0.0) };
                if self.playing.is_some() && self.t == self.graph.last() {
                    self.t = 0;
                }
                Handled::default()
            }
            "squash" => {
                self.graph.squashes = !self.graph.squashes;
                Handled::said(self.sentence())
            }
            "graph" => {
                let preset = argument.and_then(|name| PRESETS.iter().position(|preset| preset.name == name));
                let squashes = self.graph.squashes;
                *self = Self::default();
                self.preset = preset.unwrap_or(self.preset);
                self.graph = Graph::preset(self.preset);
                self.graph.squashes = squashes;
                Handled::said(self.sentence())
            }
            "pick" => {
                let picked = argument.and_then(|name| WEIGHTS.iter().position(|(known, _)| *known == name));
                self.picked = picked.unwrap_or(self.picked).min(self.graph.weights().len() - 1);
                self.typing = Typing::default();
                Handled::default()
            }
            _ => Handled::default(),
        }
    }

    fn value(&self, key: &str) -> Option<f64> {
        if key == "t" {
            return Some(self.t as f64);
        }
        if let Some((layer, node)) = key.strip_prefix('a').and_then(|place| place.split_once('.')) {
            let activations = self.graph.activations();
            let node = node.parse::<usize>().ok()?.checked_sub(1)?;
            return activations.get(layer.parse::<usize>().ok()?)?.get(node).copied();
        }
        self.clone().number(key).copied()
    }

    fn keys(&self) -> Vec<String> {
        let layers = self.graph.activations();
        let nodes = layers.iter().enumerate();
        let nodes = nodes.flat_map(|(layer, nodes)| (1..=nodes.len()).map(move |node| format!("a{layer}.{node}")));
        let dials = self.dials().into_iter().map(|dial| dial.name.to_owned());
        std::iter::once("t".to_owned()).chain(nodes).chain(dials).collect()
    }

    fn link(&self) -> Vec<(String, String)> {
        let mut opening = Self { graph: Graph::preset(self.preset), ..Self::default() };
        let mut fields = Vec::new();
        put(&mut fields, "graph", PRESETS[self.preset].name.to_owned(), self.preset != 0);
        put(&mut fields, "squash", "1".to_owned(), self.graph.squashes);
        put(&mut fields, "t", self.t.to_string(), self.t != 0);
        put(&mut fields, "weight", WEIGHTS[self.picked].0.to_owned(), self.picked != 0);
        for dial in self.dials() {
            let value = self.clone().number(dial.name).copied().unwrap_or_default();
            let opened = opening.number(dial.name).copied().unwrap_or_default();
            put(&mut fields, dial.name, value.to_string(), value != opened);
        }
        fields
    }

    fn read_link(&mut self, name: &str, value: &str) -> bool {
        match name {
            "graph" => {
                let preset = PRESETS.iter().position(|preset| preset.name == value);
                self.act("graph", Some(value));
                preset.is_some()
            }
            "squash" => {
                self.graph.squashes = value == "1";
                value == "1"
            }
            "t" => {
                let t = value.parse::<usize>().ok().filter(|t| *t <= self.graph.last());
                self.t = t.unwrap_or(0);
                t.is_some()
            }
            "weight" => {
                self.act("pick", Some(value));
                WEIGHTS[self.picked].0 == value
            }
            name => {
                let dial = self.dials().into_iter().find(|dial| dial.name == name);
                let Some(Ok(value)) = dial.map(|dial| dial.read(value)) else { return false };
                self.number(name).map(|number| *number = value).is_some()
            }
        }
    }

    fn key(&self, press: &KeyPress, focus: Focus, _figure: Option<&str>) -> Option<(&'static str, Option<String>)> {
        step_key(press, focus)
    }

    fn diagram(&self, figure: &str, look: &Look) -> Option<Element> {
        (figure == "graph").then(|| view::diagram(self, look))
    }

    fn tick(&mut self, milliseconds: f64) {
        let Some(passed) = self.playing else { return };
        let passed = passed + milliseconds;
        if passed < TICK_MS {
            self.playing = Some(passed);
            return;
        }
        self.t = (self.t + 1).min(self.graph.last());
        self.playing = (self.t < self.graph.last()).then_some(passed - TICK_MS);
    }

    fn is_playing(&self) -> bool {
        self.playing.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lectures_chain_carries_1_then_1_then_one_half() {
        let mut lab = Spreading::default();
        assert_eq!(["a0.1", "a1.1", "a2.1"].map(|key| lab.value(key)), [Some(1.0), Some(1.0), Some(0.5)]);
        assert_eq!(lab.value("t"), Some(0.0));
        assert_eq!(lab.act("next", None).narration.as_deref(), Some("t = 1: layer 1 has 1."));
        let end = lab.act("next", None).narration;
        assert_eq!(end.as_deref(), Some("t = 2: the activation has arrived; the output is 0.5."));
        assert_eq!(lab.act("next", None).narration, end, "the clock stops at the last layer");
    }

    #[test]
    fn squashing_puts_every_sum_through_the_sigmoid() {
        let mut lab = Spreading::default();
        lab.act("squash", None);
        let sigmoid = gradlight_core::math::sigmoid;
        assert_eq!(lab.value("a1.1"), Some(sigmoid(1.0)));
        assert_eq!(lab.value("a2.1"), Some(sigmoid(0.5 * sigmoid(1.0))));
    }

    #[test]
    fn playing_ticks_to_the_end_and_stops() {
        let mut lab = Spreading::default();
        lab.act("play", None);
        for _ in 0..30 {
            lab.tick(100.0);
        }
        assert_eq!((lab.t, lab.is_playing()), (2, false));
    }

    #[test]
    fn every_weight_of_every_graph_has_a_name() {
        for preset in 0..PRESETS.len() {
            let graph = Graph::preset(preset);
            assert!(graph.weights().len() <= WEIGHTS.len() && graph.inputs.len() <= INPUTS.len());
        }
    }

    #[test]
    fn whatever_is_done_to_it_the_lab_stands_and_its_link_reopens_it() {
        let names =
            ["graph", "squash", "next", "back", "last", "play", "pick", "set-x1", "set-w2", "set-w17", "no-such"];
        let arguments = ["small", "deep", "chain", "w17", "w3", "0.5", "-2", "1e9", "half", "", "x"];
        crate::labs::testing::wander(&ENTRY, &names, &arguments);
    }
}
