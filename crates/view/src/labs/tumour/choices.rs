//! What can be chosen in the tumour lab, by dials, lists and links.

use std::collections::BTreeMap;

use gradlight_core::math::{log10, pow};
use gradlight_core::network::Neuron;

use super::study::{KINDS, MEASURES, Plan, Study};
use super::{Part, Tumour};
use crate::labs::fields::Fields;
use crate::labs::parts::{Dial, Typing};

pub(super) const DEPTH: Dial = Dial::new("depth", "zoom", (0.0, 2.0), 0.01);
pub(super) const ROW: Dial = Dial::new("row", "tumour", (1.0, 569.0), 1.0);
pub(super) const THRESHOLD: Dial = Dial::new("threshold", "threshold", (0.0, 1.0), 0.01);
pub(super) const RATE: Dial = Dial::new("rate", "learning rate", (0.05, 5.0), 0.05).reaching(1e-4, 1e3);
pub(super) const BATCH: Dial = Dial::new("batch", "batch", (1.0, 455.0), 1.0);
pub(super) const HIDDEN: Dial = Dial::new("hidden", "hidden neurons", (1.0, 16.0), 1.0);
pub(super) const SEED: Dial = Dial::new("seed", "seed", (1.0, 99.0), 1.0).reaching(0.0, 999_999.0);
/// The dials of ten features; which ten, the chosen kind says.
const FEATURES: [&str; 10] = ["x1", "x2", "x3", "x4", "x5", "x6", "x7", "x8", "x9", "x10"];
/// No link leads further than to this step; how many there are is known once the data have come.
const FURTHEST: usize = 1_000_000;

impl Tumour {
    /// The dial of a feature, between the ends that it has among all tumours.
    pub(super) fn feature_dial(&self, study: &Study, place: usize) -> Dial {
        let (low, high) = study.range(self.kind * MEASURES.len() + place);
        let step = pow(10.0, log10((high - low) / 200.0).floor());
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

    /// Takes a number for the dial of that name; says whether it was one.
    pub(super) fn set(&mut self, name: &str, argument: Option<&str>) -> bool {
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

    /// Takes what was chosen from a list or a row of buttons; says whether there is such a choice.
    pub(super) fn choose(&mut self, name: &str, argument: &str) -> bool {
        match name {
            "part" => {
                let part = Part::ALL.iter().find(|(_, part, _)| *part == argument);
                part.map(|(part, ..)| self.part = *part).is_some()
            }
            "kind" => {
                let kind = KINDS.iter().position(|kind| *kind == argument);
                kind.map(|kind| (self.kind, self.typing) = (kind, Typing::default())).is_some()
            }
            "pace" => self.playing.choose(argument),
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
    pub(super) fn chosen_neuron(&self) -> String {
        match (self.is_lecture, self.neuron.layer) {
            (true, _) => "lecture".to_owned(),
            (false, 0) => self.neuron.index.to_string(),
            (false, _) => self.plan.hidden.to_string(),
        }
    }

    /// Takes a field of a link; says whether it could be read.
    pub(super) fn read_field(&mut self, name: &str, value: &str) -> bool {
        match name {
            "part" | "kind" | "neuron" => self.choose(name, value),
            "step" => {
                let place = value.parse().ok().filter(|place| *place <= FURTHEST);
                place.map(|place| self.playing.go_to(place, FURTHEST)).is_some()
            }
            "changed" => {
                let read: Option<BTreeMap<usize, f64>> = value.split(',').map(read_change).collect();
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
}

/// A measurement changed by hand, such as `1:17.5`: its place from 1, and its value.
fn read_change(pair: &str) -> Option<(usize, f64)> {
    let (feature, value) = pair.split_once(':')?;
    let feature = feature.parse::<usize>().ok()?.checked_sub(1)?;
    let value = value.parse::<f64>().ok()?;
    (feature < MEASURES.len() * KINDS.len() && value.is_finite()).then_some((feature, value))
}

/// The fields of a link; what has its opening value is left out.
pub(super) fn link(lab: &Tumour) -> Vec<(String, String)> {
    let (opening, plan, mut fields) = (Tumour::default(), Plan::default(), Fields::default());
    fields.put_changed("hidden", &lab.plan.hidden, &plan.hidden);
    fields.put_changed("rate", &lab.plan.rate, &plan.rate);
    fields.put_changed("batch", &lab.plan.batch, &plan.batch);
    fields.put_changed("seed", &lab.plan.seed, &plan.seed);
    fields.put_changed("part", lab.part.name(), opening.part.name());
    fields.put_changed("kind", KINDS[lab.kind], KINDS[opening.kind]);
    fields.put_changed("row", &(lab.row + 1), &(opening.row + 1));
    let edits: Vec<String> = lab.edits.iter().map(|(feature, value)| format!("{}:{value}", feature + 1)).collect();
    fields.put("changed", edits.join(","), !edits.is_empty());
    fields.put_changed("threshold", &lab.threshold, &opening.threshold);
    fields.put_changed("neuron", &lab.chosen_neuron(), &opening.chosen_neuron());
    fields.put_changed("depth", &lab.depth, &opening.depth);
    fields.put("step", lab.place().to_string(), lab.place() > 0 && !lab.playing.is_on());
    fields.done()
}
