//! The activations lab: seven functions with their slopes, units that stop learning, why linear layers collapse, and a curve as a sum of sigmoids.

mod collapse;
mod curves;
mod learning;
mod plots;
mod sum;
mod view;

use gradlight_core::activation::Activation;
use gradlight_plot::{Chart, Drawn, Ink, Style};

use super::fields::{Link, put, read_within, within};
use super::parts::{Dial, Typing};
use super::{Entry, Exhibit, Handled, Look};
use crate::drawing::Fingerprint;
use crate::keys::{Focus, KeyPress};
use crate::node::{Element, Node};
use crate::pointer::{Gesture, Pointer};
use crate::views::figures::activation_name;
use collapse::Layers;
use learning::Learner;
use sum::Drawing;

/// The lab in the register.
pub const ENTRY: Entry = Entry {
    name: "activations",
    title: "Activations",
    about: "Seven functions and their slopes, units that die, why linear layers collapse, curves out of sigmoids.",
    open: || Box::new(Activations::default()),
};

/// What the lab shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Curves,
    Learning,
    Collapse,
    Sum,
}

impl Part {
    const ALL: [(Self, &'static str, &'static str); 4] = [
        (Self::Curves, "curves", "Seven functions"),
        (Self::Learning, "learning", "Units that stop learning"),
        (Self::Collapse, "collapse", "Why not linear"),
        (Self::Sum, "sum", "A curve of sigmoids"),
    ];

    fn name(self) -> &'static str {
        Self::ALL.iter().find(|(part, ..)| *part == self).map_or("curves", |(_, name, _)| name)
    }

    fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known, _)| *known == name).map(|(part, ..)| *part)
    }
}

/// The probe of the curves.
const PROBE: Dial = Dial::new("z", "z", (-6.0, 6.0), 0.05).reaching(-50.0, 50.0);
/// How many sigmoids are added up.
const COUNT: Dial = Dial::new("n", "Sigmoids n", (1.0, 40.0), 1.0);

/// The lab's state.
#[derive(Clone, Debug)]
struct Activations {
    part: Part,
    function: Activation,
    z: f64,
    learner: Learner,
    layers: Layers,
    drawing: Drawing,
    typing: Typing,
}

impl Default for Activations {
    fn default() -> Self {
        Self {
            part: Part::Curves,
            function: Activation::Sigmoid,
            z: 1.0,
            learner: Learner::default(),
            layers: Layers::default(),
            drawing: Drawing::default(),
            typing: Typing::default(),
        }
    }
}

impl Activations {
    fn dials(&self) -> Vec<Dial> {
        match self.part {
            Part::Curves => vec![PROBE],
            Part::Learning => learning::DIALS.to_vec(),
            Part::Collapse => collapse::DIALS.to_vec(),
            Part::Sum => vec![COUNT],
        }
    }

    /// The number of that dial.
    fn number(&self, name: &str) -> Option<f64> {
        match self.part {
            Part::Curves => (name == PROBE.name).then_some(self.z),
            Part::Learning => self.learner.number(name),
            Part::Collapse => self.layers.number(name),
            Part::Sum => (name == COUNT.name).then_some(self.drawing.count() as f64),
        }
    }

    fn put(&mut self, name: &str, value: f64) {
        match self.part {
            Part::Curves => self.z = value,
            Part::Learning => self.learner.put(name, value),
            Part::Collapse => self.layers.put(name, value),
            Part::Sum => self.drawing.set_count(value.round() as usize),
        }
    }

    /// The function chosen in the part shown.
    fn chosen(&self) -> Activation {
        if self.part == Part::Collapse { self.layers.activation } else { self.function }
    }

    fn choose(&mut self, name: &str) -> bool {
        let known = Activation::from_name(name);
        match (self.part, known) {
            (Part::Collapse, Some(known)) if known != Activation::Softmax => self.layers.activation = known,
            (Part::Curves, Some(known)) => self.function = known,
            _ => return false,
        }
        true
    }

    /// What differs from how the part shown opens.
    fn shown_fields(&self) -> Link {
        let opening = Self { part: self.part, ..Self::default() };
        let mut fields = Vec::new();
        match self.part {
            Part::Curves | Part::Collapse => {
                put(&mut fields, "f", self.chosen().name().to_owned(), self.chosen() != opening.chosen());
            }
            Part::Sum => {
                put(&mut fields, "curve", self.drawing.packed(), self.drawing.packed() != opening.drawing.packed());
            }
            Part::Learning => {}
        }
        for dial in self.dials() {
            let (value, opened) = (self.number(dial.name), opening.number(dial.name));
            put(&mut fields, dial.name, value.unwrap_or_default().to_string(), value != opened);
        }
        fields
    }

    /// Takes a field of the part shown; says whether it could be read.
    fn read_field(&mut self, name: &str, value: &str) -> bool {
        match name {
            "f" => self.choose(value),
            "curve" => self.drawing.unpack(value),
            name => {
                let dial = self.dials().into_iter().find(|dial| dial.name == name);
                let Some((name, Ok(value))) = dial.map(|dial| (dial.name, dial.read(value))) else { return false };
                self.put(name, value);
                true
            }
        }
    }

    fn chart(&self, figure: &str, style: &Style) -> Option<Chart> {
        match (figure, self.part) {
            ("curve", Part::Curves) => Some(plots::curve(self.function, self.z, style)),
            ("learning", Part::Learning) => Some(plots::learning(&self.learner, style)),
            ("layers", Part::Collapse) => Some(plots::layers(&self.layers, style)),
            ("drawing", Part::Sum) => Some(plots::drawing(&self.drawing, style)),
            _ => None,
        }
    }
}

impl Exhibit for Activations {
    fn body(&self, look: &Look) -> Vec<Node> {
        view::body(self, look)
    }

    fn hint(&self) -> String {
        match self.part {
            Part::Curves => {
                "Move the probe to the far right: where the slope is nearly 0, nothing is learned any more."
            }
            Part::Learning => {
                "Start the unit far below zero. Which activation finds its way back, and which never moves?"
            }
            Part::Collapse => {
                "Move any weight: two linear layers stay one straight line. Then give them an activation."
            }
            Part::Sum => "Draw any curve into the figure, then raise n and watch the sum of sigmoids close in on it.",
        }
        .to_owned()
    }

    fn thumbnail(&self) -> Node {
        view::thumbnail(self)
    }

    fn act(&mut self, name: &str, argument: Option<&str>) -> Handled {
        if let Some(name) = name.strip_prefix("set-") {
            if let Some(dial) = self.dials().into_iter().find(|dial| dial.name == name)
                && let Some(value) = self.typing.take(&dial, argument)
            {
                self.put(dial.name, value);
            }
            return Handled::default();
        }
        let argument = argument.unwrap_or_default();
        match name {
            "part" => {
                self.part = Part::from_name(argument).unwrap_or(self.part);
                self.typing = Typing::default();
                Handled::said(self.hint())
            }
            "function" if self.choose(argument) => Handled::said(activation_name(self.chosen())),
            "shape" if self.drawing.choose(argument) => Handled::said(view::fit_sentence(&self.drawing)),
            "cursor" => {
                self.drawing.move_cursor(argument.parse().unwrap_or(0));
                Handled::said(self.drawing.cursor_sentence())
            }
            "lift" => {
                self.drawing.lift(argument.parse().unwrap_or(0.0));
                Handled::said(self.drawing.cursor_sentence())
            }
            _ => Handled::default(),
        }
    }

    fn value(&self, key: &str) -> Option<f64> {
        let own = match self.part {
            Part::Curves => curves::value(self.function, self.z, key),
            Part::Learning => self.learner.value(key),
            Part::Collapse => self.layers.value(key),
            Part::Sum => (key == "error").then(|| self.drawing.error()),
        };
        own.or_else(|| self.number(key))
    }

    fn keys(&self) -> Vec<String> {
        let own: Vec<String> = match self.part {
            Part::Curves => vec!["a".to_owned(), "slope".to_owned()],
            Part::Learning => Learner::RIVALS.iter().map(|rival| format!("out.{}", rival.name())).collect(),
            Part::Collapse => ["slope", "level"].map(str::to_owned).to_vec(),
            Part::Sum => vec!["error".to_owned()],
        };
        self.dials().iter().map(|dial| dial.name.to_owned()).chain(own).collect()
    }

    fn link(&self) -> Link {
        let mut fields = Vec::new();
        put(&mut fields, "part", self.part.name().to_owned(), self.part != Part::Curves);
        fields.extend(self.shown_fields());
        let hidden = Part::ALL.into_iter().filter(|(part, ..)| *part != self.part);
        fields.extend(hidden.flat_map(|(part, name, _)| within(name, Self { part, ..self.clone() }.shown_fields())));
        fields
    }

    fn copy(&self) -> Option<Box<dyn Exhibit>> {
        Some(Box::new(self.clone()))
    }

    fn read_link(&mut self, name: &str, value: &str) -> bool {
        match name.split_once('.') {
            Some((part, field)) => Part::from_name(part)
                .is_some_and(|part| read_within(self, |lab| &mut lab.part, part, |lab| lab.read_field(field, value))),
            None if name == "part" => Part::from_name(value).map(|part| self.part = part).is_some(),
            None => self.read_field(name, value),
        }
    }

    fn key(&self, press: &KeyPress, focus: Focus, figure: Option<&str>) -> Option<(&'static str, Option<String>)> {
        if focus != Focus::Figure {
            return None;
        }
        let (action, argument) = match (figure?, press.key.as_str()) {
            ("drawing", "ArrowRight") => ("cursor", "1"),
            ("drawing", "ArrowLeft") => ("cursor", "-1"),
            ("drawing", "ArrowUp") => ("lift", "0.1"),
            ("drawing", "ArrowDown") => ("lift", "-0.1"),
            ("curve", "ArrowRight") => return Some(("set-z", Some((self.z + 0.1).clamp(-6.0, 6.0).to_string()))),
            ("curve", "ArrowLeft") => return Some(("set-z", Some((self.z - 0.1).clamp(-6.0, 6.0).to_string()))),
            _ => return None,
        };
        Some((action, Some(argument.to_owned())))
    }

    fn fingerprint(&self, figure: &str) -> Option<Fingerprint> {
        self.chart(figure, &Style::light())?;
        let print = Fingerprint::default().text(self.part.name()).text(self.chosen().name());
        let print = self.dials().iter().filter_map(|dial| self.number(dial.name)).fold(print, Fingerprint::with);
        Some(if self.part == Part::Sum {
            print.text(&self.drawing.packed()).and(self.drawing.cursor().unwrap_or(usize::MAX))
        } else {
            print
        })
    }

    fn draw<'a>(&self, figure: &str, ink: Ink<'a>, style: &Style) -> Drawn<Ink<'a>> {
        self.chart(figure, style).map_or(Ok(()), |chart| chart.draw(ink, style))
    }

    fn diagram(&self, _figure: &str, _look: &Look) -> Option<Element> {
        None
    }

    fn point(&mut self, figure: &str, pointer: &Pointer) {
        let style = Style::light();
        let is_down = matches!(pointer.gesture, Gesture::Down | Gesture::Move { is_down: true });
        let Some(chart) = self.chart(figure, &style).filter(|_| is_down) else {
            self.drawing.lift_pen();
            return;
        };
        let (x, y) = chart.nearest_values(pointer.place(), pointer.size(), &style);
        match self.part {
            Part::Curves => self.z = (x * 100.0).round() / 100.0,
            Part::Sum => self.drawing.draw_to(x, y),
            Part::Learning | Part::Collapse => {}
        }
    }
}

#[cfg(test)]
mod tests;
