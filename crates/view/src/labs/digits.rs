//! The digits lab: a network of 13,002 parameters that learns to read handwriting before one's eyes.

mod actions;
mod confusion;
mod controls;
mod course;
mod data;
mod gestures;
mod network;
mod opened;
mod pad;
mod plots;
mod scene;
mod told;
mod updates;
mod view;

use gradlight_core::classifier::{Classifier, Layer};
use gradlight_core::digits::SIDE;
use gradlight_core::safetensors;
use gradlight_plot::{Drawn, Ink, Style};

use super::fields::Fields;
use super::parts::Typing;
use super::{Entry, Exhibit, Handled, Look};
use crate::drawing::Fingerprint;
use crate::keys::{Focus, KeyPress};
use crate::node::Node;
use crate::pointer::Pointer;
use actions::refused;
use course::{Course, Pace, Plan};
use data::{Data, Taken};
use network::{Carries, Picture};
use pad::Pad;
use scene::{Camera, Unit};
use updates::Page;

/// The lab in the register.
pub const ENTRY: Entry = Entry {
    name: "digits",
    title: "Handwritten digits",
    about: "13,002 parameters learn to read. Draw a digit, see every activation, open any neuron.",
    open: || Box::new(Digits::default()),
};

/// The update table opens in the middle of the first neuron's weights: pixels at the edge are dark, and teach nothing.
const OPENING_ROW: usize = 14 * SIDE + 9;

/// What the stage shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Network,
    Weights,
    Confusion,
    Mistakes,
    Updates,
}

impl Part {
    const ALL: [(Self, &'static str, &'static str); 5] = [
        (Self::Network, "network", "Network"),
        (Self::Weights, "weights", "First weights"),
        (Self::Confusion, "confusion", "Confusion"),
        (Self::Mistakes, "mistakes", "Worst mistakes"),
        (Self::Updates, "updates", "Update table"),
    ];

    fn name(self) -> &'static str {
        Self::ALL.iter().find(|(part, ..)| *part == self).map_or("network", |(_, name, _)| name)
    }

    fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known, _)| *known == name).map(|(part, ..)| *part)
    }
}

/// The lab's state.
#[derive(Debug)]
struct Digits {
    part: Part,
    data: Data,
    course: Course,
    pad: Pad,
    open: Option<Unit>,
    camera: Camera,
    carries: Carries,
    /// The page of the update table.
    page: Page,
    typing: Typing,
    /// Where the pointer turns the network from.
    grip: Option<(f64, f64)>,
}

impl Default for Digits {
    fn default() -> Self {
        let (data, pad) = (Data::default(), Pad::default());
        Self {
            part: Part::Network,
            course: Course::new(Plan::default(), &data, &pad),
            data,
            pad,
            open: None,
            camera: Camera::default(),
            carries: Carries::Weights,
            page: Page { row: OPENING_ROW, column: 0 },
            typing: Typing::default(),
            grip: None,
        }
    }
}

impl Digits {
    fn layers(&self) -> Vec<usize> {
        self.course.shown.classifier.layers().iter().map(Layer::neurons).collect()
    }
}

impl Exhibit for Digits {
    fn body(&self, look: &Look) -> Vec<Node> {
        view::body(self, look)
    }

    fn hint(&self) -> String {
        match self.part {
            Part::Network => "Train, then draw a digit. Which neuron makes the network say so? Open it.",
            Part::Weights => "Watch the pictures while it trains: what does each neuron look for?",
            Part::Confusion => "Which digits are taken for each other, and why?",
            Part::Mistakes => "Would you have known them? Choose one and see what misled the network.",
            Part::Updates => "Each picture wishes something else; the update follows their mean.",
        }
        .to_owned()
    }

    fn thumbnail(&self) -> Node {
        view::thumbnail()
    }

    fn act(&mut self, name: &str, argument: Option<&str>) -> Handled {
        if let Some(name) = name.strip_prefix("set-") {
            return self.set(name, argument);
        }
        let handled =
            self.train(name).or_else(|| self.act_on_pad(name, argument)).or_else(|| self.turn(name, argument));
        match (handled, argument) {
            (Some(handled), _) => handled,
            (None, Some(value)) => self.choose(name, value),
            (None, None) => Handled::default(),
        }
    }

    fn value(&self, key: &str) -> Option<f64> {
        let Course { shown, trainer, .. } = &self.course;
        let last = trainer.epochs().last();
        match key {
            "epoch" => Some(trainer.finished() as f64),
            "batches" => Some(shown.batches as f64),
            "rate" => Some(f64::from(shown.rate)),
            "parameters" => Some(shown.classifier.parameters() as f64),
            "answer" => Some(shown.activity.answer() as f64),
            "train.cost" => last.map(|epoch| epoch.train.cost),
            "test.cost" => last.map(|epoch| epoch.test.cost),
            "train.accuracy" => last.map(|epoch| epoch.train.accuracy()),
            "test.accuracy" => last.map(|epoch| epoch.test.accuracy()),
            _ => {
                let digit = key.strip_prefix("out")?.parse::<usize>().ok()?;
                shown.activity.outputs().get(digit).map(|a| f64::from(*a))
            }
        }
    }

    fn keys(&self) -> Vec<String> {
        let mut keys: Vec<String> =
            ["epoch", "batches", "rate", "parameters", "answer"].iter().map(|key| (*key).to_owned()).collect();
        keys.extend((0..10).map(|digit| format!("out{digit}")));
        if !self.course.trainer.epochs().is_empty() {
            let scores = ["train.cost", "test.cost", "train.accuracy", "test.accuracy"];
            keys.extend(scores.iter().map(|key| (*key).to_owned()));
        }
        keys
    }

    fn link(&self) -> Vec<(String, String)> {
        let (plan, opened, mut fields) = (&self.course.plan, Plan::default(), Fields::default());
        let list = |plan: &Plan| plan.hidden.iter().map(ToString::to_string).collect::<Vec<_>>().join("-");
        fields.put_changed("part", self.part.name(), Part::Network.name());
        fields.put_changed("hidden", &list(plan), &list(&opened));
        fields.put_changed("f", plan.activation.name(), opened.activation.name());
        fields.put_changed("loss", plan.loss.name(), opened.loss.name());
        fields.put_changed("seed", &plan.seed, &opened.seed);
        fields.put_changed("size", &plan.batch, &opened.batch);
        fields.put_changed("rate", &plan.rate, &opened.rate);
        fields.put_changed("decay", &plan.decay, &opened.decay);
        fields.put_changed("epochs", &plan.epochs, &opened.epochs);
        fields.put_changed("pace", self.course.pace.name(), Pace::Brisk.name());
        fields.put("space", "space", self.camera.in_space);
        fields.put("carries", "signals", self.carries == Carries::Signals);
        fields.done()
    }

    fn is_undoable(&self) -> bool {
        // What has been trained and drawn is in no address.
        false
    }

    fn read_link(&mut self, name: &str, value: &str) -> bool {
        let is_known = match name {
            "part" => Part::from_name(value).is_some(),
            "pace" => Pace::from_name(value).is_some(),
            "size" => controls::BATCHES.iter().any(|(known, _)| *known == value),
            "f" => controls::ACTIVATIONS.iter().any(|(known, _)| known.name() == value),
            "loss" => controls::LOSSES.iter().any(|(known, _)| known.name() == value),
            "space" => value == "space",
            "carries" => value == "signals",
            "hidden" | "seed" | "rate" | "decay" | "epochs" => {
                self.set(name, Some(value));
                let is_read = !self.typing.is_faulty();
                self.typing = Typing::default();
                return is_read;
            }
            _ => false,
        };
        if is_known {
            self.choose(if name == "f" { "activation" } else { name }, value);
        }
        is_known
    }

    fn told(&self) -> String {
        self.tell()
    }

    fn take_told(&mut self, told: &str) {
        self.be_told(told);
    }

    fn key(&self, press: &KeyPress, focus: Focus, figure: Option<&str>) -> Option<(&'static str, Option<String>)> {
        let way = match press.key.as_str() {
            "ArrowLeft" => Some("left"),
            "ArrowRight" => Some("right"),
            "ArrowUp" => Some("up"),
            "ArrowDown" => Some("down"),
            _ => None,
        };
        let on_figure = |name: &str| focus == Focus::Figure && figure == Some(name);
        if on_figure("pad") {
            return match press.key.as_str() {
                " " | "Enter" => Some(("ink", None)),
                "Delete" | "Backspace" => Some(("clear", None)),
                _ => way.map(|way| ("move", Some(way.to_owned()))),
            };
        }
        if on_figure("network") || on_figure("weights") {
            let turns = press.shift && self.camera.in_space && figure == Some("network");
            return match (press.key.as_str(), way) {
                (_, Some(way)) => Some((if turns { "turn-by" } else { "walk" }, Some(way.to_owned()))),
                ("Enter", _) => Some(("walk", Some("here".to_owned()))).filter(|_| self.open.is_none()),
                ("Escape", _) => Some(("close", None)),
                _ => None,
            };
        }
        let is_kept = focus == Focus::Button && matches!(press.key.as_str(), " " | "Enter");
        match press.key.as_str() {
            " " | "k" | "K" if !is_kept => Some(("train", None)),
            "n" | "N" => Some(("sample", None)),
            "p" | "P" => Some(("sample-back", None)),
            "Escape" if self.open.is_some() => Some(("close", None)),
            _ => None,
        }
    }

    fn fingerprint(&self, figure: &str) -> Option<Fingerprint> {
        let look = self.course.shown.look;
        let print = Fingerprint::default().and(look).and(self.data.test.len());
        let open = self.open.map_or(usize::MAX, |(layer, place)| layer * 1000 + place);
        Some(match figure {
            "cost" | "accuracy" => print.and(self.course.trainer.epochs().len()).and(self.course.plan.epochs),
            "network" => print
                .and(open)
                .and(usize::from(self.camera.in_space))
                .and(usize::from(self.carries == Carries::Signals))
                .with(self.camera.turn)
                .with(self.camera.tilt),
            "weights" | "opened-weights" | "opened-signals" => print.and(open),
            "pad" => Fingerprint::default()
                .and(self.pad.revision)
                .and(self.pad.cursor.0)
                .and(self.pad.cursor.1)
                .and(usize::from(self.pad.by_keys)),
            name if confusion::FIGURES.contains(&name) => print,
            name if updates::HEADS.contains(&name) => print.and(self.page.column),
            _ => return None,
        })
    }

    fn draw<'a>(&self, figure: &str, ink: Ink<'a>, style: &Style) -> Drawn<Ink<'a>> {
        let Course { shown, trainer, .. } = &self.course;
        match figure {
            "cost" => plots::cost(trainer, style).draw(ink, style),
            "accuracy" => plots::accuracy(trainer, style).draw(ink, style),
            "network" => {
                Picture { shown, camera: self.camera, open: self.open, carries: self.carries }.draw(ink, style)
            }
            "weights" => {
                let open = self.open.filter(|(layer, _)| *layer == 0).map(|(_, place)| place);
                plots::weights(shown, open, ink, style)
            }
            "pad" => plots::pad(&self.pad, ink, style),
            "opened-weights" | "opened-signals" => match self.heat(figure) {
                Some(numbers) => plots::heat(&numbers, ink, style),
                None => Ok(()),
            },
            name => match updates::HEADS.iter().position(|head| *head == name) {
                Some(column) => match self.page.picture(trainer.next_batch(), column) {
                    Some(place) => plots::picture(trainer.train().picture(place), ink, style),
                    None => Ok(()),
                },
                None => confusion::draw(trainer, name, ink, style),
            },
        }
    }

    fn point(&mut self, figure: &str, pointer: &Pointer) {
        match figure {
            "pad" => self.pen(pointer),
            "network" => self.grasp(pointer),
            "weights" => self.press_weights(pointer),
            _ => {}
        }
    }

    fn work(&mut self, is_time_up: &mut dyn FnMut() -> bool) {
        self.course.go_on(is_time_up, &self.pad);
    }

    fn is_working(&self) -> bool {
        self.course.is_due()
    }

    fn tick(&mut self, milliseconds: f64) {
        self.camera.tick(milliseconds);
        self.course.tick(milliseconds, &self.pad);
    }

    fn is_playing(&self) -> bool {
        self.course.is_training || self.camera.turns
    }

    fn wants(&self) -> Vec<String> {
        vec![data::PATH.to_owned()]
    }

    fn arrive(&mut self, path: &str, content: Result<&[u8], &String>) -> bool {
        if path != data::PATH {
            return false;
        }
        // What was opened in the meantime stays.
        if self.data.is_empty() {
            self.data.arrive(content);
            self.take_data();
        }
        true
    }

    fn open_file(&mut self, name: &str, content: Vec<u8>) -> Result<Handled, Vec<u8>> {
        if name.ends_with(".safetensors") {
            let read = safetensors::read(&content, self.course.plan.activation).map_err(|fault| fault.to_string());
            return Ok(self.open_network(name, read));
        }
        if data::is_idx(name, &content) {
            return Ok(match self.data.open_idx(name, &content) {
                Ok(Taken::Waits(sentence)) => Handled::said(sentence),
                Ok(Taken::Changed) => {
                    self.take_data();
                    Handled::said(format!("{} is open.", self.data.name))
                }
                Err(problem) => refused(problem),
            });
        }
        let Ok(text) = String::from_utf8(content) else {
            return Ok(refused(format!("{name} was not opened: it is neither IDX nor a saved network.")));
        };
        if text.contains("gradlight/example@") {
            return Err(text.into_bytes());
        }
        let read = Classifier::from_json(&text).map_err(|fault| fault.to_string());
        Ok(self.open_network(name, read))
    }
}

#[cfg(test)]
mod tests;
