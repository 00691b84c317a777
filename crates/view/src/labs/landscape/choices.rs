//! What can be chosen in the landscape lab, by dials, lists and links.

use gradlight_core::search::Method;

use super::Landscape;
use super::race::{ROUNDS, Release};
use super::terrain::{OWN, Plane, Terrain, names};
use crate::labs::fields::Fields;
use crate::labs::parts::{Dial, Typing};

pub(super) const RATE: Dial = Dial::new("rate", "learning rate", (0.05, 20.0), 0.05).reaching(1e-4, 1e4);
pub(super) const MOMENTUM: Dial = Dial::new("momentum", "momentum", (0.0, 0.99), 0.01);
pub(super) const HEAT: Dial = Dial::new("heat", "first heat", (0.01, 1.0), 0.01).reaching(0.0, 100.0);
pub(super) const REACH: Dial = Dial::new("reach", "reach ±", (1.0, 20.0), 0.5).reaching(0.05, 100.0);
pub(super) const SEED: Dial = Dial::new("seed", "seed", (1.0, 99.0), 1.0).reaching(0.0, 999_999.0);
pub(super) const ROUND: Dial = Dial::new("round", "round", (0.0, ROUNDS as f64), 1.0);

impl Landscape {
    fn open_example(&mut self, name: &str) -> bool {
        let Some(terrain) = Terrain::opened(name) else { return false };
        self.rate = terrain.example.learning_rate();
        self.start = None;
        self.go_to(0);
        self.lay(Some(terrain))
    }

    /// Puts another plane under the searchers, if it is one.
    fn lay(&mut self, terrain: Option<Terrain>) -> bool {
        let is_one = terrain.is_some();
        if let Some(terrain) = terrain {
            self.terrain = terrain;
            self.restart();
        }
        is_one
    }

    /// Puts a parameter on an axis; where the other has it, they change places.
    fn set_axis(&mut self, axis: usize, parameter: Option<usize>) -> bool {
        let Some(parameter) = parameter else { return false };
        let mut axes = self.terrain.axes().unwrap_or([0, 1]);
        if axes[1 - axis] == parameter {
            axes[1 - axis] = axes[axis];
        }
        axes[axis] = parameter;
        self.start = None;
        self.lay(Terrain::new(&self.terrain.name, Plane::Parameters(axes), self.terrain.reach))
    }

    /// Takes random directions of the seed, or two parameters.
    fn set_plane(&mut self, is_random: bool) -> bool {
        let plane = if is_random { Plane::Directions(self.seed) } else { Plane::Parameters([0, 1]) };
        self.start = None;
        self.lay(Terrain::new(&self.terrain.name, plane, self.terrain.reach))
    }

    pub(super) fn set_seed(&mut self, seed: u64) {
        self.seed = seed;
        match self.terrain.plane {
            Plane::Directions(_) => {
                self.set_plane(true);
            }
            Plane::Parameters(_) => self.restart(),
        }
    }

    /// Takes a number for the dial of that name.
    pub(super) fn set(&mut self, name: &str, argument: Option<&str>) -> bool {
        let dial = match name {
            "rate" => &RATE,
            "momentum" => &MOMENTUM,
            "heat" => &HEAT,
            "reach" => &REACH,
            "seed" => &SEED,
            "round" => &ROUND,
            _ => return false,
        };
        let Some(value) = self.typing.take(dial, argument) else { return false };
        match name {
            "rate" => self.rate = value,
            "momentum" => self.momentum = value,
            "heat" => self.heat = value,
            "seed" => self.set_seed(value.round() as u64),
            "reach" => {
                self.lay(self.terrain.reaching(value));
            }
            _ => self.go_to(value.round() as usize),
        }
        if matches!(name, "rate" | "momentum" | "heat") {
            self.restart();
        }
        true
    }

    pub(super) fn choose(&mut self, name: &str, argument: &str) -> bool {
        match name {
            "example" => self.open_example(argument),
            "across" => self.set_axis(0, argument.parse().ok()),
            "up" => self.set_axis(1, argument.parse().ok()),
            "plane" => self.set_plane(argument == "random"),
            "release" => {
                let release = if argument == "starts" { Release::Starts } else { Release::Methods };
                self.release = release;
                self.restart();
                true
            }
            "height" => {
                self.is_log = argument == "log";
                self.revision += 1;
                true
            }
            "pace" => self.playing.choose(argument),
            "show" => {
                self.revision += 1;
                let method = Method::ALL.iter().position(|method| method.name() == argument);
                method.map(|method| self.shown[method] = !self.shown[method]).is_some()
            }
            _ => false,
        }
    }

    /// Takes a field of a link; says whether it could be read.
    pub(super) fn read_field(&mut self, name: &str, value: &str) -> bool {
        match name {
            "example" | "plane" | "release" | "height" | "show" => {
                let round = self.round();
                let is_read = is_choice(name, value) && self.choose(name, value);
                self.go_to(round);
                is_read
            }
            "axes" => match read_pair(value) {
                Some([across, up]) if across >= 1.0 && up >= 1.0 => {
                    let axes = [across as usize - 1, up as usize - 1];
                    self.lay(Terrain::new(&self.terrain.name, Plane::Parameters(axes), self.terrain.reach))
                }
                _ => false,
            },
            "start" => match read_pair(value) {
                Some(at) => {
                    self.place_start(at);
                    true
                }
                None => false,
            },
            "view" => match read_pair(value) {
                Some([turn, tilt]) => {
                    (self.turn, self.tilt) = (0.0, 0.0);
                    self.turn_by(turn, tilt);
                    true
                }
                None => false,
            },
            dial => {
                let is_read = self.set(dial, Some(value));
                self.typing = Typing::default();
                is_read
            }
        }
    }
}

/// Two finite numbers with a comma between them.
pub(super) fn read_pair(text: &str) -> Option<[f64; 2]> {
    let (first, second) = text.split_once(',')?;
    let pair = [first.parse().ok()?, second.parse().ok()?];
    pair.iter().all(|number: &f64| number.is_finite()).then_some(pair)
}

/// Whether a link's choice is one that there is.
fn is_choice(name: &str, value: &str) -> bool {
    match name {
        "example" => names().any(|known| known == value),
        "plane" => value == "random",
        "release" => value == "starts",
        "height" => value == "log",
        "show" => true,
        _ => false,
    }
}

/// The fields of a link; what has its opening value is left out.
pub(super) fn link(lab: &Landscape) -> Vec<(String, String)> {
    let (opening, terrain, mut fields) = (Landscape::default(), &lab.terrain, Fields::default());
    fields.put_changed("example", terrain.name.as_str(), OWN);
    fields.put_changed("seed", &lab.seed, &opening.seed);
    if !terrain.is_opening() {
        match terrain.plane {
            Plane::Parameters([across, up]) => fields.put("axes", format!("{},{}", across + 1, up + 1), true),
            Plane::Directions(_) => fields.put("plane", "random", true),
        }
        fields.put("reach", terrain.reach.to_string(), true);
    }
    fields.put_changed("rate", &lab.rate, &terrain.example.learning_rate());
    fields.put_changed("momentum", &lab.momentum, &opening.momentum);
    fields.put_changed("heat", &lab.heat, &opening.heat);
    fields.put("release", "starts", lab.release == Release::Starts);
    fields.put("height", "log", lab.is_log);
    if let Some([x, y]) = lab.start {
        fields.put("start", format!("{x},{y}"), true);
    }
    fields.put("view", format!("{},{}", lab.turn, lab.tilt), (lab.turn, lab.tilt) != (opening.turn, opening.tilt));
    for (method, is_shown) in Method::ALL.iter().zip(lab.shown) {
        fields.put("show", method.name(), !is_shown);
    }
    fields.put("round", lab.round().to_string(), lab.round() > 0 && !lab.playing.is_on());
    fields.done()
}
