//! What a user can want of the digits lab.

use gradlight_core::activation::Activation;
use gradlight_core::classifier::Classifier;
use gradlight_core::digits::PIXELS;
use gradlight_core::safetensors;

use super::course::Pace;
use super::network::Carries;
use super::pad::Source;
use super::{Digits, Part, controls, opened, updates, view};
use crate::format::percent;
use crate::labs::Handled;
use crate::labs::parts::{Dial, Typing};
use crate::update::File;

/// Neurons of a hidden layer, and hidden layers, at most.
const MOST: (usize, usize) = (64, 3);

impl Digits {
    /// The data have changed: the network starts over on them, and the pad shows the first of their test pictures.
    pub(super) fn take_data(&mut self) {
        let goal = self.course.goal();
        self.course.start_over(&self.data, &self.pad);
        self.course.follow(goal);
        if self.pad.is_empty() || self.pad.source != Source::Hand {
            self.sample(0);
        }
    }

    /// Starts over with what is chosen now.
    pub(super) fn start_over(&mut self) -> Handled {
        self.course.start_over(&self.data, &self.pad);
        let layers = self.layers();
        self.open = self.open.filter(|(layer, place)| layers.get(*layer).is_some_and(|count| place < count));
        self.page.row = self.page.row.min(self.last_row());
        Handled::said("The network has new random weights.")
    }

    pub(super) fn last_row(&self) -> usize {
        self.course.shown.classifier.parameters().saturating_sub(updates::ROWS)
    }

    /// Puts a test picture on the pad.
    pub(super) fn sample(&mut self, place: usize) {
        let tests = &self.data.test;
        if place < tests.len() {
            self.pad.take(tests.picture(place), place, tests.label(place));
        }
        self.course.look(&self.pad);
    }

    /// The test picture so many places further, round and round.
    pub(super) fn sample_by(&mut self, places: isize) -> Handled {
        let count = self.data.test.len();
        if count > 0 {
            // From a drawing one comes to the first picture, or to the last.
            let from = match self.pad.source {
                Source::Test { place, .. } => place,
                Source::Hand if places < 0 => 0,
                Source::Hand => count - 1,
            };
            self.sample((from + count).saturating_add_signed(places) % count);
        }
        Handled::said(view::answer(self))
    }

    pub(super) fn set(&mut self, name: &str, argument: Option<&str>) -> Handled {
        let take = |typing: &mut Typing, dial: &Dial| typing.take(dial, argument);
        match name {
            "rate" => {
                if let Some(rate) = take(&mut self.typing, &controls::RATE) {
                    self.course.plan.rate = rate;
                    self.course.trainer.set_rate(rate as f32);
                    self.course.look(&self.pad);
                }
            }
            "decay" => {
                if let Some(decay) = take(&mut self.typing, &controls::DECAY) {
                    self.course.plan.decay = decay;
                    self.course.trainer.set_decay(decay as f32);
                }
            }
            "epochs" => {
                if let Some(epochs) = take(&mut self.typing, &controls::EPOCHS) {
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
                    self.page.row = row;
                }
            }
            _ => {}
        }
        self.typing.sentence().map(Handled::said).unwrap_or_default()
    }

    /// What was chosen from a list or a row of buttons.
    pub(super) fn choose(&mut self, name: &str, value: &str) -> Handled {
        match name {
            "part" => self.part = Part::from_name(value).unwrap_or(self.part),
            "pace" => self.course.pace = Pace::from_name(value).unwrap_or(self.course.pace),
            "size" => {
                if let Some(size) =
                    controls::BATCHES.iter().find(|(name, _)| *name == value).and_then(|_| value.parse().ok())
                {
                    self.course.plan.batch = size;
                    self.course.trainer.set_batch(size);
                }
            }
            "activation" => {
                let known = controls::ACTIVATIONS.iter().map(|(known, _)| *known).find(|known| known.name() == value);
                self.course.plan.activation = known.unwrap_or(self.course.plan.activation);
                return self.start_over();
            }
            "loss" => {
                let known = controls::LOSSES.iter().map(|(known, _)| *known).find(|known| known.name() == value);
                self.course.plan.loss = known.unwrap_or(self.course.plan.loss);
                return self.start_over();
            }
            "carries" => self.carries = if value == "signals" { Carries::Signals } else { Carries::Weights },
            "space" => {
                self.camera.in_space = value == "space";
                self.camera.turns &= self.camera.in_space;
            }
            "rows" => self.page.row = value.parse().unwrap_or(0).min(self.last_row()),
            "columns" => self.page.column = value.parse().unwrap_or(0).min(self.course.plan.batch),
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
    pub(super) fn walk(&mut self, way: &str) -> Handled {
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

    pub(super) fn say_open(&self) -> Handled {
        let Some(unit) = self.open else { return Handled::said("No neuron is open.") };
        let shown = &self.course.shown;
        let a = f64::from(shown.activity.activations[unit.0][unit.1]);
        let digits = crate::format::Digits::default();
        Handled::said(format!("{}: activation {}.", opened::name(shown, unit), crate::format::at_a_glance(a, digits)))
    }

    pub(super) fn save(&self, is_json: bool) -> Handled {
        let network = &self.course.shown.classifier;
        let (name, kind, content) = if is_json {
            ("digits-network.json", "application/json", network.to_json().into_bytes())
        } else {
            ("digits-network.safetensors", "application/octet-stream", safetensors::write(network))
        };
        Handled { save: Some(File { name: name.to_owned(), kind, content }), ..Handled::default() }
    }

    /// Takes a saved network, or says why not; what was training stays then.
    pub(super) fn open_network(&mut self, name: &str, read: Result<Classifier, String>) -> Handled {
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

    /// What has to do with the course of training and with files.
    pub(super) fn train(&mut self, name: &str) -> Option<Handled> {
        Some(match name {
            "train" => {
                self.course.toggle(&self.pad);
                Handled::said(if self.course.is_training { "Training." } else { "Training stopped." })
            }
            "batch" => {
                self.course.one_batch(&self.pad);
                Handled::said(format!("Batch {}.", self.course.shown.batches))
            }
            "fresh" => {
                self.course.plan.seed += 1;
                self.start_over()
            }
            "save-json" => self.save(true),
            "save-safetensors" => self.save(false),
            _ => return None,
        })
    }

    /// What has to do with the picture on the pad.
    pub(super) fn act_on_pad(&mut self, name: &str, argument: Option<&str>) -> Option<Handled> {
        match name {
            "clear" => self.pad.clear(),
            "ink" => self.pad.toggle(),
            "fits" => self.pad.fits = !self.pad.fits,
            "sample" => return Some(self.sample_by(1)),
            "sample-back" => return Some(self.sample_by(-1)),
            "move" => {
                let (columns, rows) = direction(argument?);
                self.pad.walk(columns, rows);
                let (column, row) = self.pad.cursor;
                let brightness = self.pad.under_cursor();
                return Some(Handled::said(format!(
                    "Row {}, column {}, brightness {brightness}.",
                    row + 1,
                    column + 1
                )));
            }
            _ => return None,
        }
        self.course.look(&self.pad);
        Some(Handled::said(view::answer(self)))
    }

    /// What has to do with looking at the network.
    pub(super) fn turn(&mut self, name: &str, argument: Option<&str>) -> Option<Handled> {
        match name {
            "turn" => self.camera.turns = !self.camera.turns && self.camera.in_space,
            "turn-by" => {
                let (across, down) = direction(argument?);
                self.camera.turn_by(-0.1 * across as f64, 0.1 * down as f64);
            }
            "walk" => return Some(self.walk(argument?)),
            "close" => {
                self.open = None;
                return Some(Handled::said("The neuron is closed."));
            }
            _ => return None,
        }
        Some(Handled::default())
    }
}

/// An arrow's way: so many columns to the right and rows down.
fn direction(way: &str) -> (isize, isize) {
    match way {
        "left" => (-1, 0),
        "right" => (1, 0),
        "up" => (0, -1),
        _ => (0, 1),
    }
}

pub(super) fn refused(sentence: String) -> Handled {
    Handled { refusal: Some(sentence), ..Handled::default() }
}

/// The hidden layers as typed: `16, 16`.
pub(super) fn read_hidden(typed: &str) -> Result<Vec<usize>, String> {
    let (widest, deepest) = MOST;
    let parts = typed.split([',', '-', ' ', '×']).filter(|part| !part.is_empty());
    let layers: Option<Vec<usize>> = parts.map(|part| part.parse().ok()).collect();
    let layers = layers.filter(|layers| layers.len() <= deepest && layers.iter().all(|n| (1..=widest).contains(n)));
    layers.ok_or_else(|| format!("Type up to {deepest} layers of 1 to {widest} neurons, such as 16, 16."))
}
