//! The graph lab: an expression as a computational graph, stepped forward and backward, checked by central differences.

mod drawing;
mod layout;
mod names;
mod steps;
mod view;

use gradlight_core::graph::{FaultKind, Graph, Op, Passes};

use super::parts::{Dial, Typing, step_key};
use super::{Entry, Exhibit, Handled, Look};
use crate::keys::{Focus, KeyPress};
use crate::nearest::nearest;
use crate::node::{Element, Node};
use names::Names;
use steps::Step;

/// The lab in the register.
pub const ENTRY: Entry = Entry {
    name: "graph",
    title: "Computational graph",
    about: "f = (x + y)·z forward and backward: local times upstream on every edge. Type any expression.",
    open: || Box::new(Lab::default()),
};

/// Milliseconds between two steps while playing.
const STEP_MS: f64 = 1200.0;
/// How far a typed value may reach.
const REACH: f64 = 1e6;

/// An expression to begin with: its name, its title, the text, and the variables' values in order of occurrence.
struct Preset {
    name: &'static str,
    label: &'static str,
    text: &'static str,
    values: &'static [f64],
}

/// The expressions to begin with, the lecture's first.
const PRESETS: [Preset; 6] = [
    Preset { name: "lecture", label: "(x + y)·z, the lecture's", text: "(x + y)·z", values: &[-2.0, 5.0, -4.0] },
    Preset { name: "linear", label: "12x − 3k, a reminder", text: "12x − 3k", values: &[2.0, 1.0] },
    Preset {
        name: "regression",
        label: "Linear regression",
        text: "0.5·(y − (w·x + b))^2",
        values: &[3.0, 0.5, 2.0, 1.0],
    },
    Preset {
        name: "neuron",
        label: "A sigmoid neuron",
        text: "σ(w1·x1 + w2·x2 + b)",
        values: &[0.15, 0.05, 0.2, 0.1, 0.35],
    },
    Preset { name: "shared", label: "x twice: shares add up", text: "x·tanh(x)", values: &[0.8] },
    Preset { name: "max", label: "A hinge: max", text: "max(0, 1 − y·z)", values: &[1.0, 0.3] },
];

/// The lab's state.
#[derive(Clone, Debug)]
struct Lab {
    text: String,
    graph: Graph,
    names: Names,
    /// The variables' values.
    values: Vec<f64>,
    passes: Passes,
    /// Steps done.
    done: usize,
    playing: Option<f64>,
    typing: Typing,
}

impl Default for Lab {
    fn default() -> Self {
        Self::of(&PRESETS[0])
    }
}

impl Lab {
    fn of(preset: &Preset) -> Self {
        let graph = Graph::parse(preset.text).expect("the expressions to begin with are sound, which a test holds");
        Self::with(preset.text.to_owned(), graph, preset.values.to_vec())
    }

    fn with(text: String, graph: Graph, values: Vec<f64>) -> Self {
        let (names, passes) = (Names::of(&graph), graph.passes(&values));
        Self { text, graph, names, values, passes, done: 0, playing: None, typing: Typing::default() }
    }

    fn steps(&self) -> Vec<Step> {
        steps::of(&self.graph, &self.passes)
    }

    fn go_to(&mut self, done: usize) -> Handled {
        let steps = self.steps();
        self.done = done.min(steps.len());
        Handled::said(view::sentence(self, &steps))
    }

    /// Takes another expression; a faulty one leaves what was there.
    fn take(&mut self, text: &str) -> Handled {
        let read = Graph::parse(text).map_err(|fault| {
            let meant = match &fault.kind {
                FaultKind::UnknownFunction(name) => nearest(name, Op::FUNCTIONS.map(|(known, _)| known)),
                _ => None,
            };
            meant.map_or_else(|| fault.to_string(), |meant| format!("{fault} Did you mean {meant}?"))
        });
        let Some(graph) = self.typing.settle("expression", text, read) else {
            return Handled::default();
        };
        let known = |name: &String| self.graph.variables().iter().position(|known| known == name);
        let values = graph.variables().iter().map(|name| known(name).map_or(1.0, |place| self.values[place])).collect();
        *self = Self::with(text.trim().to_owned(), graph, values);
        Handled::said(format!("f = {} has {} steps.", self.text, self.steps().len()))
    }

    fn set(&mut self, name: &str, argument: Option<&str>) {
        let Some(place) = self.graph.variables().iter().position(|known| known == name) else { return };
        let dial = Dial::new("", "", (-10.0, 10.0), 0.1).reaching(-REACH, REACH);
        let Some(typed) = argument else { return };
        if let Some(value) = self.typing.settle(name, typed, dial.read(typed)) {
            self.values[place] = value;
            self.passes = self.graph.passes(&self.values);
        }
    }

    /// The preset whose expression this is.
    fn preset(&self) -> &'static str {
        PRESETS.iter().find(|preset| preset.text == self.text).map_or("", |preset| preset.name)
    }

    /// The place of the node of that name.
    fn node(&self, name: &str) -> Option<usize> {
        (0..self.graph.nodes().len()).find(|place| self.names.of_node(*place) == name)
    }
}

impl Exhibit for Lab {
    fn body(&self, look: &Look) -> Vec<Node> {
        view::body(self, look)
    }

    fn hint(&self) -> String {
        "Go forward to f, then watch the gradient come back edge by edge. Then type your own.".to_owned()
    }

    fn thumbnail(&self) -> Node {
        drawing::thumbnail(self)
    }

    fn act(&mut self, name: &str, argument: Option<&str>) -> Handled {
        if let Some(name) = name.strip_prefix("set-") {
            if name == "expression" {
                return argument.map_or_else(Handled::default, |text| self.take(text));
            }
            self.set(name, argument);
            return Handled::default();
        }
        match name {
            "next" => self.go_to(self.done + 1),
            "back" => self.go_to(self.done.saturating_sub(1)),
            "first" => self.go_to(0),
            "last" => self.go_to(usize::MAX),
            "play" => {
                let is_over = self.done >= self.steps().len();
                self.playing = if self.playing.is_some() { None } else { Some(0.0) };
                self.done = if is_over && self.playing.is_some() { 0 } else { self.done };
                Handled::default()
            }
            "preset" => {
                let preset = PRESETS.iter().find(|preset| Some(preset.name) == argument);
                if let Some(preset) = preset {
                    *self = Self::of(preset);
                }
                Handled::said(format!("f = {}.", self.text))
            }
            _ => Handled::default(),
        }
    }

    /// A node's value by its name, `d.NAME` its gradient, `check.NAME` a variable's central difference.
    fn value(&self, key: &str) -> Option<f64> {
        if let Some(name) = key.strip_prefix("d.") {
            return self.node(name).map(|node| self.passes.gradients[node]);
        }
        if let Some(name) = key.strip_prefix("check.") {
            let place = self.graph.variables().iter().position(|known| known == name)?;
            return Some(self.graph.difference(&self.values, place));
        }
        self.node(key).map(|node| self.passes.values[node])
    }

    fn keys(&self) -> Vec<String> {
        let is_named = |place: &usize| !matches!(self.graph.nodes()[*place].op, Op::Constant(_));
        let nodes = (0..self.graph.nodes().len()).filter(is_named).map(|place| self.names.of_node(place));
        let nodes = nodes.flat_map(|name| [name.to_owned(), format!("d.{name}")]);
        nodes.chain(self.graph.variables().iter().map(|name| format!("check.{name}"))).collect()
    }

    fn link(&self) -> Vec<(String, String)> {
        let opening = Self::default();
        let mut fields = Vec::new();
        let preset = PRESETS.iter().find(|preset| preset.text == self.text);
        if self.text != opening.text {
            fields.push(match preset {
                Some(preset) => ("preset".to_owned(), preset.name.to_owned()),
                None => ("f".to_owned(), names::plain_text(&self.text)),
            });
        }
        let opened = preset.map_or(&[][..], |preset| preset.values);
        for (place, name) in self.graph.variables().iter().enumerate() {
            let value = self.values[place];
            if opened.get(place).copied().unwrap_or(1.0) != value {
                fields.push((format!("at.{name}"), value.to_string()));
            }
        }
        if self.done > 0 {
            fields.push(("step".to_owned(), self.done.to_string()));
        }
        fields
    }

    fn read_link(&mut self, name: &str, value: &str) -> bool {
        match name {
            "preset" => {
                self.act("preset", Some(value));
                PRESETS.iter().any(|preset| preset.name == value)
            }
            "f" => {
                let Some(text) = names::decoded(value) else { return false };
                let Ok(graph) = Graph::parse(&text) else { return false };
                let values = vec![1.0; graph.variables().len()];
                *self = Self::with(text, graph, values);
                true
            }
            "step" => {
                let done = value.parse::<usize>().ok().filter(|done| *done <= self.steps().len());
                self.done = done.unwrap_or(0);
                done.is_some()
            }
            name => {
                let variable = name.strip_prefix("at.").and_then(names::decoded);
                let is_known = variable.as_ref().is_some_and(|variable| self.graph.variables().contains(variable));
                if let Some(variable) = variable.filter(|_| is_known) {
                    self.set(&variable, Some(value));
                    return !std::mem::take(&mut self.typing).is_faulty();
                }
                false
            }
        }
    }

    fn key(&self, press: &KeyPress, focus: Focus, _figure: Option<&str>) -> Option<(&'static str, Option<String>)> {
        step_key(press, focus)
    }

    fn diagram(&self, figure: &str, look: &Look) -> Option<Element> {
        (figure == "graph").then(|| drawing::diagram(self, look))
    }

    fn tick(&mut self, milliseconds: f64) {
        let Some(passed) = self.playing else { return };
        let passed = passed + milliseconds;
        if passed < STEP_MS {
            self.playing = Some(passed);
            return;
        }
        self.done += 1;
        self.playing = (self.done < self.steps().len()).then_some(passed - STEP_MS);
    }

    fn is_playing(&self) -> bool {
        self.playing.is_some()
    }
}

#[cfg(test)]
mod tests;
