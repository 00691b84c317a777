//! The tumour lab: a network on real data, from the prediction down to one neuron's arithmetic.

mod figures;
mod lecture;
mod panels;
mod study;
mod words;
mod zoom;

use std::collections::BTreeMap;

use gradlight_core::network::Neuron;
use gradlight_core::tabular::Table;
use gradlight_plot::{Drawn, Ink, Style};

use super::parts::{Dial, Typing, step_key};
use super::{Entry, Exhibit, Handled, Look};
use crate::drawing::Fingerprint;
use crate::keys::{Focus, KeyPress};
use crate::node::{Element, Node};
use crate::pointer::{Gesture, Pointer};
use study::{KINDS, MEASURES, Plan, Study};

/// This lab in the register.
pub const ENTRY: Entry = Entry {
    name: "tumour",
    title: "Tumour",
    about: "Real measurements, a likelihood, and everything between: machine, brain, maths.",
    open: || Box::new(Tumour::default()),
};

/// Where the data lie.
const DATA: &str = "data/breast_cancer.csv";
/// Epochs that a training may take.
const EPOCHS: usize = 60;
/// Epochs that “train” goes through at once.
const AT_ONCE: usize = 30;
/// Steps of the loop that one batch goes through; the first step of all, to initialise, is made once.
const STEPS_A_BATCH: usize = 5;
/// Steps a second, from slow to fast.
const PACES: [(&str, f64); 3] = [("steps", 0.8), ("batches", 60.0), ("epochs", 900.0)];
/// How far a turn of the wheel by one pixel looks deeper.
const WHEEL: f64 = 1.0 / 500.0;

const DEPTH: Dial = Dial::new("depth", "zoom", (0.0, 2.0), 0.01);
const ROW: Dial = Dial::new("row", "tumour", (1.0, 569.0), 1.0);
const THRESHOLD: Dial = Dial::new("threshold", "threshold", (0.0, 1.0), 0.01);
const RATE: Dial = Dial::new("rate", "learning rate", (0.05, 5.0), 0.05).reaching(1e-4, 1e3);
const BATCH: Dial = Dial::new("batch", "batch", (1.0, 455.0), 1.0);
const HIDDEN: Dial = Dial::new("hidden", "hidden neurons", (1.0, 16.0), 1.0);
const SEED: Dial = Dial::new("seed", "seed", (1.0, 99.0), 1.0).reaching(0.0, 999_999.0);
/// The dials of ten features; which ten, the chosen kind says.
const FEATURES: [&str; 10] = ["x1", "x2", "x3", "x4", "x5", "x6", "x7", "x8", "x9", "x10"];

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

/// The batch that the loop is at, as it was before its update.
#[derive(Clone, Debug, Default, PartialEq)]
struct Batch {
    /// Which batch, from 0.
    number: usize,
    /// Its tumours, each with its output and what is expected.
    rows: Vec<(usize, f64, f64)>,
    loss: f64,
    /// The length of the gradient, and its largest entry.
    slope: f64,
    steepest: f64,
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
    /// Steps of the loop gone; the part of a step that has passed counts while playing.
    clock: f64,
    pace: usize,
    is_playing: bool,
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
            clock: 0.0,
            pace: 1,
            is_playing: false,
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

    /// The steps gone.
    fn place(&self) -> usize {
        self.clock as usize
    }

    /// The last step of all.
    fn last_place(&self) -> usize {
        self.study().map_or(0, |study| EPOCHS * study.updates_an_epoch() * STEPS_A_BATCH)
    }

    /// The step of the loop, 0…5.
    fn phase(&self) -> usize {
        self.place().checked_sub(1).map_or(0, |step| step % STEPS_A_BATCH + 1)
    }

    /// The batch that the step belongs to, and the updates made by then.
    fn wanted(&self) -> (usize, usize) {
        let batch = self.place().saturating_sub(1) / STEPS_A_BATCH;
        (batch, batch + usize::from(self.phase() >= 4))
    }

    fn is_settled(&self, study: &Study) -> bool {
        let (batch, updates) = self.wanted();
        study.training().progress().updates == updates && self.batch.number == batch && !self.batch.rows.is_empty()
    }

    fn go_to(&mut self, place: f64) {
        self.clock = place.clamp(0.0, self.last_place() as f64);
        self.revision += 1;
    }

    /// Trains anew by the plan, and as far as before.
    fn restart(&mut self) {
        if let Data::Here(study) = &mut self.data {
            **study = study.restarted(&self.plan);
        }
        self.neuron.index = self.neuron.index.min(if self.neuron.layer == 0 { self.plan.hidden - 1 } else { 0 });
        self.batch = Batch::default();
        self.go_to(self.clock);
    }

    fn step_to(&mut self, place: usize) -> Handled {
        self.is_playing = false;
        self.go_to(place as f64);
        self.work(&mut || false);
        match self.study() {
            Some(study) => Handled::said(words::step_sentence(self, study)),
            None => Handled::default(),
        }
    }

    /// One epoch or many on, to where an epoch ends.
    fn train(&mut self, epochs: usize) -> Handled {
        let steps = self.study().map_or(1, Study::updates_an_epoch) * STEPS_A_BATCH;
        let finished = self.place() / steps;
        self.is_playing = false;
        self.go_to(((finished + epochs) * steps) as f64);
        Handled::default()
    }

    fn play(&mut self) -> Handled {
        if self.study().is_none() {
            return Handled::default();
        }
        if !self.is_playing && self.place() >= self.last_place() {
            self.go_to(0.0);
        }
        self.is_playing = !self.is_playing;
        Handled::said(if self.is_playing { "Training." } else { "Paused." })
    }

    /// The dial of a feature, between the ends that it has among all tumours.
    fn feature_dial(&self, study: &Study, place: usize) -> Dial {
        let (low, high) = study.range(self.kind * MEASURES.len() + place);
        let step = gradlight_core::math::pow(10.0, gradlight_core::math::log10((high - low) / 200.0).floor());
        let (low, high) = ((low / step).floor() * step, (high / step).ceil() * step);
        Dial::new(FEATURES[place], MEASURES[place], (low, high), step).reaching(-1e6, 1e6)
    }

    fn set_feature(&mut self, place: usize, argument: Option<&str>) -> bool {
        let Some(study) = self.study() else { return false };
        let dial = self.feature_dial(study, place);
        let own = study.row(self.row)[self.kind * MEASURES.len() + place];
        let Some(value) = self.typing.take(&dial, argument) else { return false };
        let feature = self.kind * MEASURES.len() + place;
        if value == own {
            self.edits.remove(&feature);
        } else {
            self.edits.insert(feature, value);
        }
        true
    }

    fn set(&mut self, name: &str, argument: Option<&str>) -> bool {
        if let Some(place) = FEATURES.iter().position(|feature| *feature == name) {
            return self.set_feature(place, argument);
        }
        let dials = [&DEPTH, &ROW, &THRESHOLD, &RATE, &BATCH, &HIDDEN, &SEED];
        let Some(dial) = dials.into_iter().find(|dial| dial.name == name) else { return false };
        let Some(value) = self.typing.take(dial, argument) else { return false };
        self.revision += 1;
        match name {
            "depth" => self.depth = value,
            "row" => {
                self.row = value.round() as usize - 1;
                self.edits.clear();
            }
            "threshold" => self.threshold = value,
            "rate" => self.plan.rate = value,
            "batch" => self.plan.batch = value.round() as usize,
            "hidden" => self.plan.hidden = value.round() as usize,
            _ => self.plan.seed = value.round() as u64,
        }
        if matches!(name, "rate" | "batch" | "hidden" | "seed") {
            self.restart();
        }
        true
    }

    fn choose(&mut self, name: &str, argument: &str) -> bool {
        match name {
            "part" => match Part::ALL.iter().find(|(_, part, _)| *part == argument) {
                Some((part, ..)) => {
                    self.part = *part;
                    true
                }
                None => false,
            },
            "kind" => match KINDS.iter().position(|kind| *kind == argument) {
                Some(kind) => {
                    (self.kind, self.typing) = (kind, Typing::default());
                    true
                }
                None => false,
            },
            "pace" => match PACES.iter().position(|(pace, _)| *pace == argument) {
                Some(pace) => {
                    self.pace = pace;
                    true
                }
                None => false,
            },
            "neuron" => self.choose_neuron(argument),
            _ => false,
        }
    }

    /// Looks at a neuron by its number among all, from 0, or at the lecture's.
    fn choose_neuron(&mut self, argument: &str) -> bool {
        if argument == "lecture" {
            self.is_lecture = true;
            return true;
        }
        match argument.parse::<usize>() {
            Ok(number) if number <= self.plan.hidden => {
                self.is_lecture = false;
                let is_output = number == self.plan.hidden;
                self.neuron = if is_output { Neuron::new(1, 0) } else { Neuron::new(0, number) };
                true
            }
            _ => false,
        }
    }

    /// The neuron's number among all, or that it is the lecture's.
    fn chosen_neuron(&self) -> String {
        match (self.is_lecture, self.neuron.layer) {
            (true, _) => "lecture".to_owned(),
            (false, 0) => self.neuron.index.to_string(),
            (false, _) => self.plan.hidden.to_string(),
        }
    }

    fn look_deeper(&mut self, by: f64) -> Handled {
        let level = (self.depth + by).round().clamp(0.0, 2.0);
        self.depth = level;
        Handled::said(panels::picture_sentence(self))
    }

    /// Clicks a neuron, the machine or what lies around it.
    fn click(&mut self, at: (f64, f64)) {
        let Some(study) = self.study() else { return };
        let eye = zoom::Eye::at(self.depth, zoom::circle_of(study.network(), self.neuron));
        match (zoom::found_at(study.network(), eye.look_through(at)), self.level()) {
            ((Some(neuron), _), 1) => (self.neuron, self.is_lecture, self.depth) = (neuron, false, 2.0),
            ((_, true), 0) | (_, 2) => self.depth = 1.0,
            (_, 1) => self.depth = 0.0,
            _ => {}
        }
    }
}

impl Batch {
    /// The batch that a training takes next.
    fn next_of(study: &mut Study, number: usize) -> Self {
        let (rows, loss, slope, steepest) = study.next_batch();
        Self { number, rows, loss, slope, steepest }
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
            "next" => self.step_to(self.place() + 1),
            "back" => self.step_to(self.place().saturating_sub(1)),
            "first" => self.step_to(0),
            "last" | "train" => self.train(AT_ONCE),
            "epoch" => self.train(1),
            "deeper" => self.look_deeper(1.0),
            "higher" => self.look_deeper(-1.0),
            "level" => {
                let level = argument.and_then(|level| level.parse::<u8>().ok()).filter(|level| *level <= 2);
                self.depth = level.map_or(self.depth, f64::from);
                Handled::said(panels::picture_sentence(self))
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
                self.choose(name, argument.unwrap_or_default());
                Handled::default()
            }
        }
    }

    fn value(&self, key: &str) -> Option<f64> {
        panels::value(self, key)
    }

    fn keys(&self) -> Vec<String> {
        panels::keys(self)
    }

    fn link(&self) -> Vec<(String, String)> {
        panels::link(self)
    }

    fn read_link(&mut self, name: &str, value: &str) -> bool {
        match name {
            "part" | "kind" | "neuron" => self.choose(name, value),
            "step" => match value.parse::<usize>() {
                Ok(place) if place <= 1_000_000 => {
                    self.clock = place as f64;
                    true
                }
                _ => false,
            },
            "changed" => {
                let read = |pair: &str| -> Option<(usize, f64)> {
                    let (feature, value) = pair.split_once(':')?;
                    let feature = feature.parse::<usize>().ok()?.checked_sub(1)?;
                    let value = value.parse::<f64>().ok()?;
                    (feature < MEASURES.len() * KINDS.len() && value.is_finite()).then_some((feature, value))
                };
                let read: Option<BTreeMap<usize, f64>> = value.split(',').map(read).collect();
                let is_read = read.is_some();
                self.edits = read.unwrap_or_default();
                is_read
            }
            dial if FEATURES.contains(&dial) => false,
            dial => {
                let is_read = self.set(dial, Some(value));
                self.typing = Typing::default();
                is_read
            }
        }
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
        Some(zoom::picture(self, study, look, panels::picture_sentence(self)))
    }

    fn point(&mut self, figure: &str, pointer: &Pointer) {
        match (figure, pointer.gesture) {
            ("zoom", Gesture::Wheel(turned)) => self.depth = (self.depth - turned * WHEEL).clamp(0.0, 2.0),
            ("zoom", Gesture::Down) => {
                let (width, height) = pointer.size();
                self.click((pointer.x / width * zoom::SIZE.0, pointer.y / height * zoom::SIZE.1));
            }
            ("roc", Gesture::Down | Gesture::Move { is_down: true }) => {
                if let Some(study) = self.study() {
                    self.threshold = figures::threshold_at(study, pointer);
                }
            }
            _ => {}
        }
    }

    fn work(&mut self, is_time_up: &mut dyn FnMut() -> bool) {
        let (batch, updates) = self.wanted();
        let Data::Here(study) = &mut self.data else { return };
        let is_same_batch = self.batch.number == batch && !self.batch.rows.is_empty();
        let made = study.training().progress().updates;
        if made > updates || (made > batch && !is_same_batch) {
            **study = study.restarted(&self.plan);
        }
        while study.training().progress().updates < batch {
            study.update();
            if is_time_up() {
                return;
            }
        }
        if study.training().progress().updates == batch {
            self.batch = Batch::next_of(study, batch);
            if updates > batch {
                study.update();
            }
        }
    }

    fn is_working(&self) -> bool {
        self.study().is_some_and(|study| !self.is_settled(study))
    }

    fn tick(&mut self, milliseconds: f64) {
        if self.is_playing {
            self.go_to(self.clock + milliseconds / 1000.0 * PACES[self.pace].1);
            self.is_playing = self.place() < self.last_place();
        }
    }

    fn is_playing(&self) -> bool {
        self.is_playing
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
        self.go_to(self.clock);
        true
    }
}

#[cfg(test)]
mod tests;
