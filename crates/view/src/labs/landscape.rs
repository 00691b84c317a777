//! The landscape lab: the cost over a plane through the parameters, and five ways to look for its lowest place.

mod figures;
mod race;
mod terrain;
mod view;

use gradlight_core::search::{Method, Settings};
use gradlight_plot::{Drawn, Ink, Style};

use super::parts::{Dial, Typing, step_key};
use super::{Entry, Exhibit, Handled, Look};
use crate::drawing::Fingerprint;
use crate::format::count;
use crate::keys::{Focus, KeyPress};
use crate::node::Node;
use crate::pointer::{Gesture, Pointer};
use race::{ROUNDS, Race, Release};
use terrain::{Plane, Terrain};

/// This lab in the register.
pub const ENTRY: Entry = Entry {
    name: "landscape",
    title: "Landscape",
    about: "The cost as hills and valleys: five searchers, one start, and minima that catch them.",
    open: || Box::new(Landscape::default()),
};

const RATE: Dial = Dial::new("rate", "learning rate", (0.05, 20.0), 0.05).reaching(1e-4, 1e4);
const MOMENTUM: Dial = Dial::new("momentum", "momentum", (0.0, 0.99), 0.01);
const HEAT: Dial = Dial::new("heat", "first heat", (0.01, 1.0), 0.01).reaching(0.0, 100.0);
const REACH: Dial = Dial::new("reach", "reach ±", (1.0, 20.0), 0.5).reaching(0.05, 100.0);
const SEED: Dial = Dial::new("seed", "seed", (1.0, 99.0), 1.0).reaching(0.0, 999_999.0);
const ROUND: Dial = Dial::new("round", "round", (0.0, ROUNDS as f64), 1.0);
/// Rounds a second, from slow to fast.
const PACES: [(&str, f64); 3] = [("slow", 10.0), ("steady", 80.0), ("fast", 320.0)];
/// How far an arrow key moves the start, as a share of the plane's width.
const NUDGE: f64 = 1.0 / 40.0;
/// How far an arrow key turns or tilts the relief, in degrees.
const TURN: f64 = 6.0;

/// The lab.
#[derive(Debug)]
struct Landscape {
    terrain: Terrain,
    release: Release,
    /// Which methods are shown.
    shown: [bool; 5],
    rate: f64,
    momentum: f64,
    /// The temperature at which annealing begins, as a share of the ground's range of costs.
    heat: f64,
    seed: u64,
    /// Where all start; the example's own parameters unless another place was chosen.
    start: Option<[f64; 2]>,
    is_log: bool,
    /// How the relief is turned and tilted, in degrees.
    turn: f64,
    tilt: f64,
    /// Where the pointer went down on the relief or was last.
    grip: Option<(f64, f64)>,
    pace: usize,
    /// Finished rounds shown; the part of a round that has passed counts while playing.
    clock: f64,
    is_playing: bool,
    race: Option<Race>,
    typing: Typing,
    /// Counts what pictures depend on.
    revision: usize,
}

impl Default for Landscape {
    fn default() -> Self {
        let terrain = Terrain::opened(terrain::OWN).expect("the lab's own example is sound");
        Self {
            rate: terrain.example.learning_rate(),
            terrain,
            release: Release::Methods,
            shown: [true; 5],
            momentum: 0.9,
            heat: 0.1,
            seed: 1,
            start: None,
            is_log: false,
            turn: 30.0,
            tilt: 32.0,
            grip: None,
            pace: 1,
            clock: 0.0,
            is_playing: false,
            race: None,
            typing: Typing::default(),
            revision: 0,
        }
    }
}

impl Landscape {
    /// Where the searchers start.
    fn start(&self) -> [f64; 2] {
        let reach = self.terrain.reach;
        self.start.map_or_else(|| self.terrain.origin(), |start| start.map(|x| x.clamp(-reach, reach)))
    }

    /// The round shown.
    fn round(&self) -> usize {
        self.clock as usize
    }

    /// The round shown, or how far the race has come towards it.
    fn reached(&self) -> usize {
        self.race.as_ref().map_or(0, |race| race.reached.min(self.round()))
    }

    fn settings(&self) -> Settings {
        let (low, high) = self.terrain.range();
        Settings {
            rate: self.rate,
            momentum: self.momentum,
            temperature: self.heat * (high - low),
            seed: self.seed,
            window: self.terrain.window(),
        }
    }

    /// What the searchers did no longer holds; what is shown is run anew.
    fn restart(&mut self) {
        self.race = None;
        self.revision += 1;
    }

    fn go_to(&mut self, round: f64) {
        self.clock = round.clamp(0.0, ROUNDS as f64);
        self.revision += 1;
    }

    fn open_example(&mut self, name: &str) -> bool {
        let Some(terrain) = Terrain::opened(name) else { return false };
        self.rate = terrain.example.learning_rate();
        self.start = None;
        self.go_to(0.0);
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

    fn set_seed(&mut self, seed: u64) {
        self.seed = seed;
        match self.terrain.plane {
            Plane::Directions(_) => {
                self.set_plane(true);
            }
            Plane::Parameters(_) => self.restart(),
        }
    }

    /// Takes a number for the dial of that name.
    fn set(&mut self, name: &str, argument: Option<&str>) -> bool {
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
            _ => self.go_to(value.round()),
        }
        if matches!(name, "rate" | "momentum" | "heat") {
            self.restart();
        }
        true
    }

    fn move_start(&mut self, across: f64, up: f64) -> Handled {
        let [x, y] = self.start();
        self.place_start([x + across * 2.0 * self.terrain.reach, y + up * 2.0 * self.terrain.reach])
    }

    fn place_start(&mut self, at: [f64; 2]) -> Handled {
        let reach = self.terrain.reach;
        // To four digits of the plane, as a link carries it.
        let grid = |x: f64| (x.clamp(-reach, reach) / reach * 1000.0).round() / 1000.0 * reach;
        self.start = Some(at.map(grid));
        self.restart();
        Handled::said(view::start_sentence(self))
    }

    fn turn_by(&mut self, turn: f64, tilt: f64) {
        self.turn = (self.turn + turn).rem_euclid(360.0).round();
        self.tilt = (self.tilt + tilt).clamp(8.0, 82.0).round();
    }

    fn play(&mut self) -> Handled {
        if !self.is_playing && self.round() >= ROUNDS {
            self.go_to(0.0);
        }
        self.is_playing = !self.is_playing;
        Handled::said(if self.is_playing { "The searchers are released." } else { "Paused." })
    }

    /// Goes to a round and says how the searchers stand there.
    fn step_to(&mut self, round: f64) -> Handled {
        self.is_playing = false;
        self.go_to(round);
        self.work(&mut || false);
        Handled::said(view::standing(self))
    }

    fn choose(&mut self, name: &str, argument: &str) -> bool {
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
            "pace" => match PACES.iter().position(|(pace, _)| *pace == argument) {
                Some(pace) => {
                    self.pace = pace;
                    true
                }
                None => false,
            },
            "show" => match Method::ALL.iter().position(|method| method.name() == argument) {
                Some(method) => {
                    self.shown[method] = !self.shown[method];
                    self.revision += 1;
                    true
                }
                None => false,
            },
            _ => false,
        }
    }
}

impl Exhibit for Landscape {
    fn body(&self, look: &Look) -> Vec<Node> {
        view::body(self, look)
    }

    fn hint(&self) -> String {
        "Click the map to choose a start, then release the searchers: which minimum catches which?".to_owned()
    }

    fn thumbnail(&self) -> Node {
        figures::thumbnail(self)
    }

    fn act(&mut self, name: &str, argument: Option<&str>) -> Handled {
        match name {
            "play" => self.play(),
            "next" => self.step_to((self.round() + 1) as f64),
            "back" => self.step_to((self.round().saturating_sub(1)) as f64),
            "first" => self.step_to(0.0),
            "last" => self.step_to(ROUNDS as f64),
            "turn" => match argument.and_then(read_pair) {
                Some([turn, tilt]) => {
                    self.turn_by(turn, tilt);
                    Handled::default()
                }
                None => Handled::default(),
            },
            "start" => match argument.and_then(read_pair) {
                Some([across, up]) => self.move_start(across, up),
                None => Handled::default(),
            },
            "another-seed" => {
                self.set_seed(self.seed % 999 + 1);
                Handled::said(format!("Seed {}.", count(self.seed as usize)))
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
        view::value(self, key)
    }

    fn keys(&self) -> Vec<String> {
        view::keys(self)
    }

    fn link(&self) -> Vec<(String, String)> {
        view::link(self)
    }

    fn read_link(&mut self, name: &str, value: &str) -> bool {
        match name {
            "example" | "plane" | "release" | "height" | "show" => {
                let round = self.clock;
                let is_read = view::is_choice(name, value) && self.choose(name, value);
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

    fn key(&self, press: &KeyPress, focus: Focus, figure: Option<&str>) -> Option<(&'static str, Option<String>)> {
        let way = match press.key.as_str() {
            "ArrowRight" => (1.0, 0.0),
            "ArrowLeft" => (-1.0, 0.0),
            "ArrowUp" => (0.0, 1.0),
            "ArrowDown" => (0.0, -1.0),
            _ => return step_key(press, focus),
        };
        match figure {
            Some("contour") => Some(("start", Some(format!("{},{}", way.0 * NUDGE, way.1 * NUDGE)))),
            Some("relief") => Some(("turn", Some(format!("{},{}", way.0 * TURN, way.1 * TURN)))),
            _ => step_key(press, focus),
        }
    }

    fn fingerprint(&self, figure: &str) -> Option<Fingerprint> {
        let rows = usize::from(self.terrain.is_complete());
        let print = Fingerprint::default().and(self.revision).and(rows).and(self.reached());
        match figure {
            "contour" | "race" => Some(print),
            "relief" => Some(print.with(self.turn).with(self.tilt)),
            _ => None,
        }
    }

    fn draw<'a>(&self, figure: &str, ink: Ink<'a>, style: &Style) -> Drawn<Ink<'a>> {
        match figure {
            "contour" => figures::contour(self, style).draw(ink, style),
            "relief" => figures::draw_relief(self, ink, style),
            "race" => figures::race_chart(self, style).draw(ink, style),
            _ => Ok(()),
        }
    }

    fn point(&mut self, figure: &str, pointer: &Pointer) {
        match (figure, pointer.gesture) {
            ("contour", Gesture::Down | Gesture::Move { is_down: true }) => {
                let chart = figures::plane(self);
                let (x, y) = chart.nearest_values(pointer.place(), pointer.size(), &Style::light());
                self.place_start([x, y]);
            }
            ("relief", Gesture::Down) => self.grip = Some(pointer.place()),
            ("relief", Gesture::Move { is_down: true }) => {
                let (x, y) = self.grip.unwrap_or(pointer.place());
                self.turn_by((pointer.x - x) * 0.5, (pointer.y - y) * 0.4);
                self.grip = Some(pointer.place());
            }
            ("relief", Gesture::Up | Gesture::Leave) => self.grip = None,
            _ => {}
        }
    }

    fn work(&mut self, is_time_up: &mut dyn FnMut() -> bool) {
        while !self.terrain.is_complete() {
            self.terrain.take_row();
            if is_time_up() {
                return;
            }
        }
        let (settings, start, round) = (self.settings(), self.start(), self.round());
        if self.race.is_none() {
            self.race = Some(Race::new(self.release, &settings, start, &mut self.terrain));
        }
        while let Some(race) = self.race.as_mut().filter(|race| race.reached < round) {
            race.run_towards(round, &mut self.terrain);
            if is_time_up() {
                return;
            }
        }
    }

    fn is_working(&self) -> bool {
        !self.terrain.is_complete() || self.race.as_ref().is_none_or(|race| race.reached < self.round())
    }

    fn tick(&mut self, milliseconds: f64) {
        if self.is_playing {
            self.go_to(self.clock + milliseconds / 1000.0 * PACES[self.pace].1);
            self.is_playing = self.round() < ROUNDS;
        }
    }

    fn is_playing(&self) -> bool {
        self.is_playing
    }
}

/// Two finite numbers with a comma between them.
fn read_pair(text: &str) -> Option<[f64; 2]> {
    let (first, second) = text.split_once(',')?;
    let pair = [first.parse().ok()?, second.parse().ok()?];
    pair.iter().all(|number: &f64| number.is_finite()).then_some(pair)
}

/// The cost at the start.
fn start_cost(lab: &Landscape) -> Option<f64> {
    lab.race.as_ref().and_then(|race| race.searchers.first()).map(|searcher| searcher.trail()[0].cost)
}

#[cfg(test)]
mod tests;
