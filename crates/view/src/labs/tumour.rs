//! The tumour lab: a network on real data, from the prediction down to one neuron's arithmetic.

mod choices;
mod course;
mod figures;
mod lecture;
mod levels;
mod panels;
mod quantities;
mod study;
mod words;
mod zoom;

use std::collections::BTreeMap;

use gradlight_core::network::Neuron;
use gradlight_core::tabular::Table;
use gradlight_plot::{Drawn, Ink, Style};

use super::parts::{Typing, step_key};
use super::playing::Playing;
use super::{Entry, Exhibit, Handled, Look};
use crate::drawing::Fingerprint;
use crate::keys::{Focus, KeyPress};
use crate::node::{Element, Node};
use crate::pointer::{Gesture, Pointer};
use course::{AT_ONCE, Batch};
use study::{Plan, Study};

/// This lab in the register.
pub const ENTRY: Entry = Entry {
    name: "tumour",
    title: "Tumour",
    about: "Real measurements, a likelihood, and everything between: machine, brain, maths.",
    open: || Box::new(Tumour::default()),
};

/// Where the data lie.
const DATA: &str = "data/breast_cancer.csv";
/// Steps a second, from slow to fast.
const PACES: [(&str, f64); 3] = [("steps", 0.8), ("batches", 60.0), ("epochs", 900.0)];
/// How far a turn of the wheel by one pixel looks deeper.
const WHEEL: f64 = 1.0 / 500.0;

/// What stands beside the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Patient,
    Training,
    Test,
    Features,
}

impl Part {
    const ALL: [(Self, &'static str, &'static str); 4] = [
        (Self::Patient, "patient", "One tumour"),
        (Self::Training, "training", "Training"),
        (Self::Test, "test", "Test"),
        (Self::Features, "features", "What matters"),
    ];

    fn name(self) -> &'static str {
        Self::ALL.iter().find(|(part, ..)| *part == self).map_or("", |(_, name, _)| name)
    }
}

/// What has come of the data.
#[derive(Debug)]
enum Data {
    Awaited,
    Refused(String),
    Here(Box<Study>),
}

/// The lab.
#[derive(Debug)]
struct Tumour {
    data: Data,
    /// 0 for the machine, 1 for the brain, 2 for the maths, anything between on the way.
    depth: f64,
    neuron: Neuron,
    /// Whether the neuron looked into is the lecture's.
    is_lecture: bool,
    part: Part,
    /// Which ten features have dials.
    kind: usize,
    /// The tumour, from 0, and its measurements that were changed.
    row: usize,
    edits: BTreeMap<usize, f64>,
    threshold: f64,
    plan: Plan,
    /// The steps of the loop gone.
    playing: Playing,
    batch: Batch,
    typing: Typing,
    revision: usize,
}

impl Default for Tumour {
    fn default() -> Self {
        Self {
            data: Data::Awaited,
            depth: 0.0,
            neuron: Neuron::new(0, 0),
            is_lecture: false,
            part: Part::Patient,
            kind: 0,
            row: 0,
            edits: BTreeMap::new(),
            threshold: 0.5,
            plan: Plan::default(),
            playing: Playing::new(PACES),
            batch: Batch::default(),
            typing: Typing::default(),
            revision: 0,
        }
    }
}

impl Tumour {
    fn study(&self) -> Option<&Study> {
        match &self.data {
            Data::Here(study) => Some(study),
            _ => None,
        }
    }

    /// The level that is shown: the nearest to the depth.
    fn level(&self) -> usize {
        self.depth.round() as usize
    }

    /// The measurements of the tumour as changed.
    fn measurements(&self, study: &Study) -> Vec<f64> {
        let mut row = study.row(self.row).to_vec();
        for (feature, value) in &self.edits {
            row[*feature] = *value;
        }
        row
    }

    /// Whether the network is right about the tumour; unknown where its measurements were changed.
    fn is_right(&self, study: &Study, likelihood: f64) -> Option<bool> {
        self.edits.is_empty().then(|| (likelihood >= self.threshold) == study.is_malignant(self.row))
    }

    /// What the network tells, and what is true.
    fn verdict(&self, study: &Study, likelihood: f64) -> (&'static str, &'static str) {
        let told = if likelihood >= self.threshold { "told: malignant" } else { "told: benign" };
        let truth = match (self.edits.is_empty(), study.is_malignant(self.row)) {
            (false, _) => "changed by hand",
            (true, true) => "truth: malignant",
            (true, false) => "truth: benign",
        };
        (told, truth)
    }

    fn look_deeper(&mut self, by: f64) -> Handled {
        let level = (self.depth + by).round().clamp(0.0, 2.0);
        self.depth = level;
        Handled::said(levels::picture_sentence(self))
    }

    /// Clicks a neuron, the machine or what lies around it.
    fn click(&mut self, pointer: &Pointer) {
        let Some(study) = self.study() else { return };
        let (at, height) = zoom::seen(pointer);
        let eye = zoom::Eye::at(self.depth, zoom::circle_of(study.network(), self.neuron), height);
        match (zoom::found_at(study.network(), eye.look_through(at)), self.level()) {
            ((Some(neuron), _), 1) => (self.neuron, self.is_lecture, self.depth) = (neuron, false, 2.0),
            ((_, true), 0) | (_, 2) => self.depth = 1.0,
            (_, 1) => self.depth = 0.0,
            _ => {}
        }
    }
}

impl Exhibit for Tumour {
    fn body(&self, look: &Look) -> Vec<Node> {
        panels::body(self, look)
    }

    fn hint(&self) -> String {
        "Train it, look deeper step by step, then move a measurement and watch the likelihood follow.".to_owned()
    }

    fn thumbnail(&self) -> Node {
        figures::thumbnail()
    }

    fn act(&mut self, name: &str, argument: Option<&str>) -> Handled {
        match name {
            "play" => self.play(),
            "next" | "back" | "first" => self
                .playing
                .place_of(name, self.last_place())
                .map_or_else(Handled::default, |place| self.step_to(place)),
            "last" | "train" => self.train(AT_ONCE),
            "epoch" => self.train(1),
            "deeper" => self.look_deeper(1.0),
            "higher" => self.look_deeper(-1.0),
            "level" => {
                let level = argument.and_then(|level| level.parse::<u8>().ok()).filter(|level| *level <= 2);
                self.depth = level.map_or(self.depth, f64::from);
                Handled::said(levels::picture_sentence(self))
            }
            "own" => {
                self.edits.clear();
                Handled::said("The tumour has its own measurements again.")
            }
            _ => {
                if let Some(dial) = name.strip_prefix("set-") {
                    self.set(dial, argument);
                    return Handled { narration: self.typing.sentence().map(str::to_owned), ..Handled::default() };
                }
                let is_taken = self.choose(name, argument.unwrap_or_default());
                if is_taken && name == "neuron" {
                    self.depth = 2.0;
                    return Handled::said(levels::picture_sentence(self));
                }
                Handled::default()
            }
        }
    }

    fn value(&self, key: &str) -> Option<f64> {
        quantities::value(self, key)
    }

    fn keys(&self) -> Vec<String> {
        quantities::keys(self)
    }

    fn link(&self) -> Vec<(String, String)> {
        choices::link(self)
    }

    fn read_link(&mut self, name: &str, value: &str) -> bool {
        self.read_field(name, value)
    }

    fn key(&self, press: &KeyPress, focus: Focus, figure: Option<&str>) -> Option<(&'static str, Option<String>)> {
        match (figure, press.key.as_str()) {
            (Some("zoom"), "ArrowUp" | "Escape") => Some(("higher", None)),
            (Some("zoom"), "ArrowDown" | "Enter") => Some(("deeper", None)),
            _ => step_key(press, focus),
        }
    }

    fn fingerprint(&self, figure: &str) -> Option<Fingerprint> {
        let study = self.study()?;
        let print = Fingerprint::default().and(self.revision).and(study.training().progress().updates);
        match figure {
            "cost" => Some(print.and(study.history().len())),
            "roc" => Some(print.with(self.threshold)),
            _ => None,
        }
    }

    fn draw<'a>(&self, figure: &str, ink: Ink<'a>, style: &Style) -> Drawn<Ink<'a>> {
        match (self.study(), figure) {
            (Some(study), "cost") => figures::cost(study, style).draw(ink, style),
            (Some(study), "roc") => figures::roc(self, study, style).draw(ink, style),
            _ => Ok(()),
        }
    }

    fn diagram(&self, figure: &str, look: &Look) -> Option<Element> {
        let study = self.study().filter(|_| figure == "zoom")?;
        Some(zoom::picture(self, study, look, levels::picture_sentence(self)))
    }

    fn point(&mut self, figure: &str, pointer: &Pointer) {
        match (figure, pointer.gesture) {
            ("zoom", Gesture::Wheel(turned)) => self.depth = (self.depth - turned * WHEEL).clamp(0.0, 2.0),
            ("zoom", Gesture::Down) => self.click(pointer),
            ("roc", Gesture::Down | Gesture::Move { is_down: true }) => {
                if let Some(study) = self.study() {
                    self.threshold = figures::threshold_at(study, pointer);
                }
            }
            _ => {}
        }
    }

    fn work(&mut self, is_time_up: &mut dyn FnMut() -> bool) {
        self.go_on(is_time_up);
    }

    fn is_working(&self) -> bool {
        self.study().is_some_and(|study| !self.is_settled(study))
    }

    fn tick(&mut self, milliseconds: f64) {
        let last = self.last_place();
        self.revision += usize::from(self.playing.tick(milliseconds, last));
    }

    fn is_playing(&self) -> bool {
        self.playing.is_on()
    }

    fn wants(&self) -> Vec<String> {
        vec![DATA.to_owned()]
    }

    fn arrive(&mut self, path: &str, content: Result<&[u8], &String>) -> bool {
        if path != DATA {
            return false;
        }
        let read = match content {
            Ok(bytes) => Table::read(bytes).map_err(|fault| fault.to_string()),
            Err(fault) => Err(fault.clone()),
        };
        let wrong = || "It has not the thirty features of this data.".to_owned();
        let study = read.and_then(|table| Study::new(table, &self.plan).ok_or_else(wrong));
        self.data = match study {
            Ok(study) => Data::Here(Box::new(study)),
            Err(fault) => Data::Refused(fault),
        };
        let count = self.study().map_or(usize::MAX, Study::count);
        self.row = self.row.min(count - 1);
        self.go_to(self.place());
        true
    }
}

#[cfg(test)]
mod tests;
