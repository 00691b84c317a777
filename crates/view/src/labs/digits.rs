//! The digits lab: a network of 13,002 parameters that learns to read handwriting before one's eyes.

mod confusion;
mod course;
mod data;
mod network;
mod opened;
mod pad;
mod plots;
mod scene;
mod updates;
mod view;

use gradlight_core::activation::Activation;
use gradlight_core::classifier::{Classifier, Layer};
use gradlight_core::digits::{PIXELS, SIDE};
use gradlight_core::safetensors;
use gradlight_plot::{Drawn, Ink, Style};

use super::diagram::{self, disc, line};
use super::parts::{Dial, Typing};
use super::{Entry, Exhibit, Handled, Look};
use crate::drawing::Fingerprint;
use crate::format::percent;
use crate::keys::{Focus, KeyPress};
use crate::node::Node;
use crate::pointer::{Gesture, Pointer};
use crate::update::File;
use course::{Course, Pace, Plan};
use data::{Data, Taken};
use network::{Carries, Picture};
use pad::{Pad, Source};
use scene::{Camera, Scene, Unit};

/// The lab in the register.
pub const ENTRY: Entry = Entry {
    name: "digits",
    title: "Handwritten digits",
    about: "13,002 parameters learn to read. Draw a digit, see every activation, open any neuron.",
    open: || Box::new(Digits::default()),
};

/// Neurons of a hidden layer, and hidden layers, at most.
const MOST: (usize, usize) = (64, 3);

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
    /// The first row of the update table.
    first_row: usize,
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
            first_row: OPENING_ROW,
            typing: Typing::default(),
            grip: None,
        }
    }
}

impl Digits {
    fn layers(&self) -> Vec<usize> {
        self.course.shown.classifier.layers().iter().map(Layer::neurons).collect()
    }

    /// The data have changed: the network starts over on them, and the pad shows the first of their test pictures.
    fn take_data(&mut self) {
        self.course.start_over(&self.data, &self.pad);
        if self.pad.is_empty() || self.pad.source != Source::Hand {
            self.sample(0);
        }
    }

    /// Starts over with what is chosen now.
    fn start_over(&mut self) -> Handled {
        self.course.start_over(&self.data, &self.pad);
        let layers = self.layers();
        self.open = self.open.filter(|(layer, place)| layers.get(*layer).is_some_and(|count| place < count));
        self.first_row = self.first_row.min(self.last_row());
        Handled::said("The network has new random weights.")
    }

    fn last_row(&self) -> usize {
        self.course.shown.classifier.parameters().saturating_sub(updates::ROWS)
    }

    /// Puts a test picture on the pad.
    fn sample(&mut self, place: usize) {
        let tests = &self.data.test;
        if place < tests.len() {
            self.pad.take(tests.picture(place), place, tests.label(place));
        }
        self.course.look(&self.pad);
    }

    /// The test picture so many places further, round and round.
    fn sample_by(&mut self, places: isize) -> Handled {
        let count = self.data.test.len() as isize;
        if count > 0 {
            let from = match self.pad.source {
                Source::Test { place, .. } => place as isize,
                Source::Hand => -places.min(0) - 1,
            };
            self.sample((from + places).rem_euclid(count) as usize);
        }
        Handled::said(view::answer(self))
    }

    fn set(&mut self, name: &str, argument: Option<&str>) -> Handled {
        let take = |typing: &mut Typing, dial: &Dial| typing.take(dial, argument);
        match name {
            "rate" => {
                if let Some(rate) = take(&mut self.typing, &view::RATE) {
                    self.course.plan.rate = rate;
                    self.course.trainer.set_rate(rate as f32);
                    self.course.look(&self.pad);
                }
            }
            "decay" => {
                if let Some(decay) = take(&mut self.typing, &view::DECAY) {
                    self.course.plan.decay = decay;
                    self.course.trainer.set_decay(decay as f32);
                }
            }
            "epochs" => {
                if let Some(epochs) = take(&mut self.typing, &view::EPOCHS) {
                    self.course.plan.epochs = epochs.round() as usize;
                    self.course.trainer.set_epochs(self.course.plan.epochs);
                    self.course.look(&self.pad);
                }
            }
            "hidden" => {
                let typed = argument.unwrap_or_default();
                if let Some(hidden) = self.typing.settle("hidden", typed, read_hidden(typed)) {
                    self.course.plan.hidden = hidden;
                    return self.start_over();
                }
            }
            "seed" => {
                let typed = argument.unwrap_or_default();
                let read = typed.trim().parse().map_err(|_| "Type a whole number from 0 on.".to_owned());
                if let Some(seed) = self.typing.settle("seed", typed, read) {
                    self.course.plan.seed = seed;
                    return self.start_over();
                }
            }
            "row" => {
                let typed = argument.unwrap_or_default();
                let all = self.course.shown.classifier.parameters();
                let read = typed.trim().trim_start_matches('w').parse().ok().filter(|row| *row < all);
                let read = read.ok_or_else(|| format!("Type a whole number from 0 to {}.", all - 1));
                if let Some(row) = self.typing.settle("row", typed, read) {
                    self.first_row = row;
                }
            }
            _ => {}
        }
        self.typing.sentence().map(Handled::said).unwrap_or_default()
    }

    /// What was chosen from a list or a row of buttons.
    fn choose(&mut self, name: &str, value: &str) -> Handled {
        match name {
            "part" => self.part = Part::from_name(value).unwrap_or(self.part),
            "pace" => self.course.pace = Pace::from_name(value).unwrap_or(self.course.pace),
            "size" => {
                if let Some(size) =
                    view::BATCHES.iter().find(|(name, _)| *name == value).and_then(|_| value.parse().ok())
                {
                    self.course.plan.batch = size;
                    self.course.trainer.set_batch(size);
                }
            }
            "activation" => {
                let known = view::ACTIVATIONS.iter().map(|(known, _)| *known).find(|known| known.name() == value);
                self.course.plan.activation = known.unwrap_or(self.course.plan.activation);
                return self.start_over();
            }
            "loss" => {
                let known = view::LOSSES.iter().map(|(known, _)| *known).find(|known| known.name() == value);
                self.course.plan.loss = known.unwrap_or(self.course.plan.loss);
                return self.start_over();
            }
            "carries" => self.carries = if value == "signals" { Carries::Signals } else { Carries::Weights },
            "space" => {
                self.camera.in_space = value == "space";
                self.camera.turns &= self.camera.in_space;
            }
            "rows" => self.first_row = value.parse().unwrap_or(0).min(self.last_row()),
            "study" => {
                if let Some(place) = value.parse().ok().filter(|place| *place < self.data.test.len()) {
                    self.sample(place);
                    return Handled::said(view::answer(self));
                }
            }
            _ => {}
        }
        Handled::default()
    }

    /// Chooses another neuron by keys: so many layers and places on.
    fn walk(&mut self, way: &str) -> Handled {
        let layers = self.layers();
        let (layer, place) = match (self.open, way) {
            (None, _) => (0, 0),
            (Some((layer, place)), "left") => (layer.saturating_sub(1), place),
            (Some((layer, place)), "right") => ((layer + 1).min(layers.len() - 1), place),
            (Some((layer, place)), "up") => (layer, place.saturating_sub(1)),
            (Some((layer, place)), _) => (layer, place + 1),
        };
        self.open = Some((layer, place.min(layers[layer] - 1)));
        self.say_open()
    }

    fn say_open(&self) -> Handled {
        let Some(unit) = self.open else { return Handled::said("No neuron is open.") };
        let shown = &self.course.shown;
        let a = f64::from(shown.activity.activations[unit.0][unit.1]);
        let digits = crate::format::Digits::default();
        Handled::said(format!("{}: activation {}.", opened::name(shown, unit), crate::format::at_a_glance(a, digits)))
    }

    fn save(&self, is_json: bool) -> Handled {
        let network = &self.course.shown.classifier;
        let (name, kind, content) = if is_json {
            ("digits-network.json", "application/json", network.to_json().into_bytes())
        } else {
            ("digits-network.safetensors", "application/octet-stream", safetensors::write(network))
        };
        Handled { save: Some(File { name: name.to_owned(), kind, content }), ..Handled::default() }
    }

    /// Takes a saved network, or says why not; what was training stays then.
    fn open_network(&mut self, name: &str, read: Result<Classifier, String>) -> Handled {
        let fits = |network: &Classifier| {
            let sizes = network.sizes();
            let (inputs, outputs) = (sizes[0], sizes[sizes.len() - 1]);
            if inputs != PIXELS || outputs != 10 {
                return Err(format!("it takes {inputs} inputs to {outputs} outputs, but digits take {PIXELS} to 10"));
            }
            read_hidden(&sizes[1..sizes.len() - 1].iter().map(ToString::to_string).collect::<Vec<_>>().join(","))
        };
        let read = read.and_then(|network| fits(&network).map(|hidden| (network, hidden)));
        match read {
            Ok((network, hidden)) => {
                self.course.plan.hidden = hidden;
                self.course.plan.activation = network.activations().next().unwrap_or(Activation::Sigmoid);
                self.course.plan.loss = network.loss();
                self.open = None;
                self.course.start_with(network, &self.data, &self.pad);
                let right = self.course.trainer.epochs().last().map(|epoch| percent(epoch.test.accuracy()));
                let right =
                    right.map(|right| format!(" It tells {right} of the test pictures right.")).unwrap_or_default();
                Handled::said(format!("{name} is open.{right}"))
            }
            Err(problem) => refused(format!("{name} was not opened: {}.", problem.trim_end_matches('.'))),
        }
    }

    fn pen(&mut self, pointer: &Pointer) {
        let at = |along: f64, of: f64| along / of.max(1.0) * SIDE as f64;
        let place = (at(pointer.x, pointer.width), at(pointer.y, pointer.height));
        match pointer.gesture {
            Gesture::Down => self.pad.pen_down(place, pointer.shift),
            Gesture::Move { is_down: true } => self.pad.pen_to(place),
            Gesture::Up | Gesture::Leave => self.pad.pen_up(),
            Gesture::Move { .. } | Gesture::Wheel(_) => return,
        }
        self.course.look(&self.pad);
    }

    /// A press on the network opens the neuron there; in space a drag turns it.
    fn grasp(&mut self, pointer: &Pointer) {
        let layers = self.layers();
        let scene = Scene { layers: &layers, size: pointer.size(), camera: self.camera };
        match pointer.gesture {
            Gesture::Down => {
                self.grip = self.camera.in_space.then(|| pointer.place());
                if let Some(unit) = scene.unit_at(pointer.place()) {
                    self.open = (self.open != Some(unit)).then_some(unit);
                }
            }
            Gesture::Move { is_down: true } => {
                if let Some((x, y)) = self.grip.replace(pointer.place()).filter(|_| self.camera.in_space) {
                    self.camera.turns = false;
                    self.camera.turn_by((x - pointer.x) * 0.01, (pointer.y - y) * 0.01);
                }
            }
            Gesture::Up | Gesture::Leave => self.grip = None,
            Gesture::Move { .. } | Gesture::Wheel(_) => {}
        }
    }

    /// A press on a weight picture opens its neuron.
    fn press_weights(&mut self, pointer: &Pointer) {
        if pointer.gesture != Gesture::Down {
            return;
        }
        let neurons = self.layers()[0];
        let (columns, _, room) = plots::grid(neurons, pointer.size());
        let (column, row) = ((pointer.x / room) as usize, (pointer.y / room) as usize);
        let unit = (0, row * columns + column);
        if column < columns && unit.1 < neurons {
            self.open = (self.open != Some(unit)).then_some(unit);
        }
    }

    /// What the heat maps of the open neuron show.
    fn heat(&self, figure: &str) -> Option<Vec<f64>> {
        let unit = self.open.filter(|(layer, _)| *layer == 0)?;
        let terms = opened::terms(&self.course.shown, unit);
        Some(terms.into_iter().map(|term| if figure == "opened-weights" { term.w } else { term.product() }).collect())
    }
}

fn refused(sentence: String) -> Handled {
    Handled { refusal: Some(sentence), ..Handled::default() }
}

/// The hidden layers as typed: `16, 16`.
fn read_hidden(typed: &str) -> Result<Vec<usize>, String> {
    let (widest, deepest) = MOST;
    let parts = typed.split([',', '-', ' ', '×']).filter(|part| !part.is_empty());
    let layers: Option<Vec<usize>> = parts.map(|part| part.parse().ok()).collect();
    let layers = layers.filter(|layers| layers.len() <= deepest && layers.iter().all(|n| (1..=widest).contains(n)));
    layers.ok_or_else(|| format!("Type up to {deepest} layers of 1 to {widest} neurons, such as 16, 16."))
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
        let layers = [7_usize, 6, 5];
        let at = |layer: usize, place: usize| {
            let y = 56.0 + 14.0 * (place as f64 - (layers[layer] - 1) as f64 / 2.0);
            (36.0 + 64.0 * layer as f64, y)
        };
        let mut shapes = Vec::new();
        for layer in 1..layers.len() {
            for to in 0..layers[layer] {
                for from in 0..layers[layer - 1] {
                    let colour = if (from * 3 + to * 5) % 4 == 0 { diagram::BACKWARD } else { diagram::FORWARD };
                    let width = 0.3 + ((from * 7 + to * 3) % 5) as f64 * 0.35;
                    shapes.push(line(at(layer - 1, from), at(layer, to), colour, width));
                }
            }
        }
        for (layer, count) in layers.iter().enumerate() {
            shapes.extend((0..*count).map(|place| disc(at(layer, place), 4.5, diagram::INK)));
        }
        diagram::thumbnail(shapes)
    }

    fn act(&mut self, name: &str, argument: Option<&str>) -> Handled {
        if let Some(name) = name.strip_prefix("set-") {
            return self.set(name, argument);
        }
        match (name, argument) {
            ("train", _) => {
                self.course.toggle(&self.pad);
                let says = if self.course.is_training { "Training." } else { "Training stopped." };
                Handled::said(says)
            }
            ("batch", _) => {
                self.course.one_batch(&self.pad);
                Handled::said(format!("Batch {}.", self.course.shown.batches))
            }
            ("fresh", _) => {
                self.course.plan.seed += 1;
                self.start_over()
            }
            ("clear", _) => {
                self.pad.clear();
                self.course.look(&self.pad);
                Handled::said("The pad is empty.")
            }
            ("ink", _) => {
                self.pad.toggle();
                self.course.look(&self.pad);
                Handled::said(view::answer(self))
            }
            ("move", Some(way)) => {
                let (columns, rows) = match way {
                    "left" => (-1, 0),
                    "right" => (1, 0),
                    "up" => (0, -1),
                    _ => (0, 1),
                };
                self.pad.walk(columns, rows);
                let (column, row) = self.pad.cursor;
                Handled::said(format!(
                    "Row {}, column {}, brightness {}.",
                    row + 1,
                    column + 1,
                    self.pad.under_cursor()
                ))
            }
            ("fits", _) => {
                self.pad.fits = !self.pad.fits;
                self.course.look(&self.pad);
                Handled::said(view::answer(self))
            }
            ("sample", _) => self.sample_by(1),
            ("sample-back", _) => self.sample_by(-1),
            ("turn", _) => {
                self.camera.turns = !self.camera.turns && self.camera.in_space;
                Handled::default()
            }
            ("turn-by", Some(way)) => {
                let (turn, tilt) = match way {
                    "left" => (0.1, 0.0),
                    "right" => (-0.1, 0.0),
                    "up" => (0.0, -0.1),
                    _ => (0.0, 0.1),
                };
                self.camera.turn_by(turn, tilt);
                Handled::default()
            }
            ("walk", Some(way)) => self.walk(way),
            ("open", Some(_)) | ("close", _) => {
                self.open = None;
                Handled::said("The neuron is closed.")
            }
            ("save-json", _) => self.save(true),
            ("save-safetensors", _) => self.save(false),
            (name, Some(value)) => self.choose(name, value),
            _ => Handled::default(),
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
        let (plan, opened) = (&self.course.plan, Plan::default());
        let hidden: Vec<String> = plan.hidden.iter().map(ToString::to_string).collect();
        [
            (self.part != Part::Network, "part", self.part.name().to_owned()),
            (plan.hidden != opened.hidden, "hidden", hidden.join("-")),
            (plan.activation != opened.activation, "f", plan.activation.name().to_owned()),
            (plan.loss != opened.loss, "loss", plan.loss.name().to_owned()),
            (plan.seed != opened.seed, "seed", plan.seed.to_string()),
            (plan.batch != opened.batch, "size", plan.batch.to_string()),
            (plan.rate != opened.rate, "rate", plan.rate.to_string()),
            (plan.decay != opened.decay, "decay", plan.decay.to_string()),
            (plan.epochs != opened.epochs, "epochs", plan.epochs.to_string()),
            (self.course.pace != Pace::Brisk, "pace", self.course.pace.name().to_owned()),
            (self.camera.in_space, "space", "space".to_owned()),
            (self.carries == Carries::Signals, "carries", "signals".to_owned()),
        ]
        .into_iter()
        .filter(|(differs, ..)| *differs)
        .map(|(_, name, value)| (name.to_owned(), value))
        .collect()
    }

    fn read_link(&mut self, name: &str, value: &str) -> bool {
        let is_known = match name {
            "part" => Part::from_name(value).is_some(),
            "pace" => Pace::from_name(value).is_some(),
            "size" => view::BATCHES.iter().any(|(known, _)| *known == value),
            "f" => view::ACTIVATIONS.iter().any(|(known, _)| known.name() == value),
            "loss" => view::LOSSES.iter().any(|(known, _)| known.name() == value),
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
            name if confusion::FIGURES.contains(&name) || updates::HEADS.contains(&name) => print,
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
                Some(column) => match trainer.next_batch().get(column) {
                    Some(place) => plots::picture(trainer.train().picture(*place as usize), ink, style),
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
