//! The logistic lab: the S-curve trained live on the log loss, and what a threshold makes of its probabilities.

mod course;
mod plots;
mod study;
mod view;

use gradlight_core::confusion::{Confusion, area_under, roc};
use gradlight_core::logistic::Logistic;
use gradlight_plot::{Chart, Drawn, Ink, Style};

use super::parts::{Dial, Typing, step_key};
use super::{Entry, Exhibit, Handled, Look};
use crate::drawing::Fingerprint;
use crate::keys::{Focus, KeyPress};
use crate::node::Node;
use crate::pointer::{Gesture, Pointer};
use study::{DATA, Kind, Study};

/// The lab in the register.
pub const ENTRY: Entry = Entry {
    name: "logistic",
    title: "Logistic regression",
    about: "A very small neural network: the S-curve, the log loss, and what moving the threshold costs.",
    open: || Box::new(Lab::default()),
};

/// Rounds of training in one tick while it runs.
const ROUNDS_A_TICK: usize = 2;
/// Training stops here by itself.
const MOST_ROUNDS: usize = 5000;

/// The dials: learning rate and threshold, then the coefficients.
const DIALS: [Dial; 5] = [
    Dial::new("threshold", "Threshold", (0.0, 1.0), 0.01),
    Dial::new("rate", "α", (0.05, 5.0), 0.05).reaching(0.0, 1000.0),
    Dial::new("b0", "β₀", (-6.0, 6.0), 0.05).reaching(-1000.0, 1000.0),
    Dial::new("b1", "β₁", (-6.0, 6.0), 0.05).reaching(-1000.0, 1000.0),
    Dial::new("b2", "β₂", (-6.0, 6.0), 0.05).reaching(-1000.0, 1000.0),
];

/// What the lab knows of the file of measurements.
#[derive(Clone, Debug)]
enum Data {
    /// It has been asked for.
    Waiting,
    /// It is there.
    Here(Box<gradlight_core::tabular::Table>),
    /// It did not come, or cannot be read.
    Missing(String),
}

/// The lab's state.
#[derive(Clone, Debug)]
struct Lab {
    kind: Kind,
    data: Data,
    /// The samples; none while the file has not come.
    study: Option<Study>,
    model: Logistic,
    rate: f64,
    threshold: f64,
    /// The loss before each round of the training so far, the present one last.
    losses: Vec<f64>,
    /// The coefficients where that training began.
    start: Vec<f64>,
    /// Its legs: a learning rate, and the rounds at it.
    legs: Vec<(f64, usize)>,
    is_training: bool,
    typing: Typing,
}

impl Default for Lab {
    fn default() -> Self {
        Self {
            kind: Kind::Radius,
            data: Data::Waiting,
            study: None,
            model: Logistic::blank(1),
            rate: 1.0,
            threshold: 0.5,
            losses: Vec::new(),
            start: vec![0.0; 2],
            legs: Vec::new(),
            is_training: false,
            typing: Typing::default(),
        }
    }
}

impl Lab {
    /// Takes the samples of the kind chosen, as far as they are there, and goes through the training again.
    fn prepare(&mut self) {
        let table = match &self.data {
            Data::Here(table) => Some(table.as_ref()),
            _ => None,
        };
        self.study = Study::of(self.kind, table);
        self.start.resize(self.kind.features() + 1, 0.0);
        let legs = self.legs.clone();
        self.begin_at(self.start.clone());
        self.go_through(legs);
    }

    /// Begins the curve of losses anew, at those coefficients.
    fn begin_at(&mut self, beta: Vec<f64>) {
        (self.start, self.model.beta) = (beta.clone(), beta);
        self.legs.clear();
        self.losses = self.study.iter().map(|study| study.loss(&self.model)).collect();
    }

    /// Trains by those legs; without samples they wait for them.
    fn go_through(&mut self, legs: Vec<(f64, usize)>) {
        if self.study.is_none() {
            self.legs = legs;
            return;
        }
        for (rate, rounds) in legs {
            self.train(rate, rounds);
        }
    }

    fn train(&mut self, rate: f64, rounds: usize) {
        let Some(study) = &self.study else { return };
        for _ in 0..rounds {
            if self.losses.len() > MOST_ROUNDS {
                self.is_training = false;
                return;
            }
            self.model.descend(&study.rows, &study.labels, rate);
            self.losses.push(study.loss(&self.model));
            match self.legs.last_mut() {
                Some((known, rounds)) if *known == rate => *rounds += 1,
                _ => self.legs.push((rate, 1)),
            }
        }
    }

    fn start_over(&mut self) {
        self.is_training = false;
        self.begin_at(vec![0.0; self.kind.features() + 1]);
    }

    fn confusion(&self) -> Option<Confusion> {
        self.study.as_ref().map(|study| Confusion::at(self.threshold, &study.scores(&self.model), &study.labels))
    }

    fn dials(&self) -> &'static [Dial] {
        &DIALS[..3 + self.kind.features()]
    }

    fn number(&self, name: &str) -> Option<f64> {
        match name {
            "threshold" => Some(self.threshold),
            "rate" => Some(self.rate),
            name => self.model.beta.get(name.strip_prefix('b')?.parse::<usize>().ok()?).copied(),
        }
    }

    /// That number where the training began, which a link goes through again.
    fn began_with(&self, name: &str) -> Option<f64> {
        match name.strip_prefix('b').and_then(|place| place.parse::<usize>().ok()) {
            Some(place) => self.start.get(place).copied(),
            None => self.number(name),
        }
    }

    fn put(&mut self, name: &str, value: f64) {
        match name {
            "threshold" => self.threshold = value,
            "rate" => self.rate = value,
            name => {
                let place = name.strip_prefix('b').and_then(|place| place.parse::<usize>().ok());
                if let Some(beta) = place.and_then(|place| self.model.beta.get_mut(place)) {
                    *beta = value;
                    self.is_training = false;
                    self.begin_at(self.model.beta.clone());
                }
            }
        }
    }

    fn chart(&self, figure: &str, style: &Style) -> Option<Chart> {
        let study = self.study.as_ref();
        match figure {
            "curve" if self.kind.features() == 1 => study.map(|study| plots::curve(self, study, style)),
            "curve" => study.map(|study| plots::plane(self, study, style)),
            "loss" => study.map(|_| plots::loss(&self.losses, style)),
            "roc" => study.map(|study| plots::roc_curve(self, study, style)),
            "pr" => study.map(|study| plots::precision_recall_curve(self, study, style)),
            _ => None,
        }
    }
}

impl Exhibit for Lab {
    fn body(&self, look: &Look) -> Vec<Node> {
        view::body(self, look)
    }

    fn hint(&self) -> String {
        "Press Train and watch the curve turn. Then move the threshold: what does finding every tumour cost?".to_owned()
    }

    fn thumbnail(&self) -> Node {
        view::thumbnail(self)
    }

    fn act(&mut self, name: &str, argument: Option<&str>) -> Handled {
        if let Some(name) = name.strip_prefix("set-") {
            if let Some(dial) = self.dials().iter().find(|dial| dial.name == name)
                && let Some(value) = self.typing.take(dial, argument)
            {
                self.put(dial.name, value);
            }
            return Handled::default();
        }
        match name {
            "data" => {
                self.kind = argument.and_then(Kind::from_name).unwrap_or(self.kind);
                self.typing = Typing::default();
                self.start_over();
                self.prepare();
            }
            "play" => {
                self.is_training = !self.is_training && self.study.is_some();
                return Handled::default();
            }
            "next" => self.train(self.rate, 1),
            "first" => self.start_over(),
            "last" => {
                if let Some(study) = &self.study {
                    let best = Logistic::best(&study.rows, &study.labels);
                    self.is_training = false;
                    self.begin_at(best.beta);
                }
            }
            "threshold" => {
                let by = argument.and_then(|by| by.parse::<f64>().ok()).unwrap_or(0.0);
                self.threshold = ((self.threshold + by) * 100.0).round().clamp(0.0, 100.0) / 100.0;
            }
            _ => return Handled::default(),
        }
        Handled::said(view::verdict(self))
    }

    fn value(&self, key: &str) -> Option<f64> {
        if let Some(number) = self.number(key) {
            return Some(number);
        }
        let study = self.study.as_ref()?;
        let confusion = self.confusion()?;
        match key {
            "loss" => Some(study.loss(&self.model)),
            "rounds" => Some(self.losses.len().saturating_sub(1) as f64),
            "tp" => Some(confusion.true_positive as f64),
            "fp" => Some(confusion.false_positive as f64),
            "tn" => Some(confusion.true_negative as f64),
            "fn" => Some(confusion.false_negative as f64),
            "precision" => Some(confusion.precision()),
            "recall" => Some(confusion.recall()),
            "accuracy" => Some(confusion.accuracy()),
            "auc" => Some(area_under(&roc(&study.scores(&self.model), &study.labels))),
            "first" => Some(self.model.probability(&study.rows[0])),
            _ => None,
        }
    }

    fn keys(&self) -> Vec<String> {
        let dials = self.dials().iter().map(|dial| dial.name.to_owned());
        let measured = ["loss", "rounds", "tp", "fp", "tn", "fn", "precision", "recall", "accuracy", "auc", "first"];
        let measured = measured.iter().filter(|_| self.study.is_some()).map(|key| (*key).to_owned());
        dials.chain(measured).collect()
    }

    fn link(&self) -> Vec<(String, String)> {
        let opening = Self::default();
        let mut fields = Vec::new();
        if self.kind != opening.kind {
            fields.push(("data".to_owned(), self.kind.name().to_owned()));
        }
        for dial in self.dials() {
            let value = self.began_with(dial.name).unwrap_or_default();
            let opened = opening.number(dial.name).unwrap_or_default();
            if value != opened {
                fields.push((dial.name.to_owned(), value.to_string()));
            }
        }
        if !self.legs.is_empty() {
            fields.push(("trained".to_owned(), course::packed(&self.legs)));
        }
        fields
    }

    fn read_link(&mut self, name: &str, value: &str) -> bool {
        if name == "data" {
            let kind = Kind::from_name(value);
            self.act("data", Some(value));
            return kind.is_some();
        }
        if name == "trained" {
            let legs = course::unpacked(value);
            return legs.map(|legs| self.go_through(legs)).is_some();
        }
        let dial = self.dials().iter().find(|dial| dial.name == name);
        let Some((name, Ok(value))) = dial.map(|dial| (dial.name, dial.read(value))) else { return false };
        self.put(name, value);
        true
    }

    fn key(&self, press: &KeyPress, focus: Focus, figure: Option<&str>) -> Option<(&'static str, Option<String>)> {
        let by = match press.key.as_str() {
            "ArrowUp" => "0.01",
            "ArrowDown" => "-0.01",
            _ => return step_key(press, focus),
        };
        (focus == Focus::Figure && figure == Some("curve")).then(|| ("threshold", Some(by.to_owned())))
    }

    fn fingerprint(&self, figure: &str) -> Option<Fingerprint> {
        self.study.as_ref().filter(|_| matches!(figure, "curve" | "loss" | "roc" | "pr"))?;
        let print = Fingerprint::default().text(self.kind.name()).with(self.threshold).and(self.losses.len());
        Some(self.model.beta.iter().copied().fold(print, Fingerprint::with))
    }

    fn draw<'a>(&self, figure: &str, ink: Ink<'a>, style: &Style) -> Drawn<Ink<'a>> {
        self.chart(figure, style).map_or(Ok(()), |chart| chart.draw(ink, style))
    }

    fn point(&mut self, figure: &str, pointer: &Pointer) {
        let drags = matches!(pointer.gesture, Gesture::Down | Gesture::Move { is_down: true });
        if figure != "curve" || self.kind.features() != 1 || !drags {
            return;
        }
        let style = Style::light();
        if let Some(chart) = self.chart("curve", &style) {
            let (_, y) = chart.nearest_values(pointer.place(), pointer.size(), &style);
            self.threshold = (y * 100.0).round().clamp(0.0, 100.0) / 100.0;
        }
    }

    fn tick(&mut self, _milliseconds: f64) {
        if self.is_training {
            self.train(self.rate, ROUNDS_A_TICK);
        }
    }

    fn is_playing(&self) -> bool {
        self.is_training
    }

    fn wants(&self) -> Vec<String> {
        vec![DATA.to_owned()]
    }

    fn arrive(&mut self, path: &str, content: Result<&[u8], &String>) -> bool {
        if path != DATA {
            return false;
        }
        self.data = match content.map(gradlight_core::tabular::Table::read) {
            Ok(Ok(table)) if table.rows.iter().all(|row| row.len() >= 2) => Data::Here(Box::new(table)),
            Ok(Ok(_)) => Data::Missing("it has fewer than two features".to_owned()),
            Ok(Err(fault)) => Data::Missing(fault.to_string()),
            Err(reason) => Data::Missing(reason.clone()),
        };
        self.prepare();
        true
    }
}

#[cfg(test)]
mod tests;
