//! The landscape lab: the cost over a plane through the parameters, and five ways to look for its lowest place.

mod choices;
mod figures;
mod quantities;
mod race;
mod results;
mod terrain;
mod view;

use gradlight_core::search::Settings;
use gradlight_plot::{Drawn, Ink, Style};

use super::parts::{Typing, step_key};
use super::playing::Playing;
use super::{Entry, Exhibit, Handled, Look};
use crate::drawing::Fingerprint;
use crate::format::count;
use crate::keys::{Focus, KeyPress};
use crate::node::Node;
use crate::pointer::{Gesture, Pointer};
use choices::read_pair;
use race::{ROUNDS, Race, Release};
use terrain::Terrain;

/// This lab in the register.
pub const ENTRY: Entry = Entry {
    name: "landscape",
    title: "Landscape",
    about: "The cost as hills and valleys: five searchers, one start, and minima that catch them.",
    open: || Box::new(Landscape::default()),
};

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
    /// Finished rounds shown.
    playing: Playing,
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
            playing: Playing::new(PACES),
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
        self.playing.place()
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

    fn go_to(&mut self, round: usize) {
        self.playing.go_to(round, ROUNDS);
        self.revision += 1;
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
        let is_on = self.playing.toggle(ROUNDS);
        self.revision += 1;
        Handled::said(if is_on { "The searchers are released." } else { "Paused." })
    }

    /// Goes to a round and says how the searchers stand there.
    fn step_to(&mut self, round: usize) -> Handled {
        self.playing.stop_at(round, ROUNDS);
        self.revision += 1;
        self.work(&mut || false);
        Handled::said(view::standing(self))
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
        if let Some(round) = self.playing.place_of(name, ROUNDS) {
            return self.step_to(round);
        }
        match name {
            "play" => self.play(),
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
        self.revision += usize::from(self.playing.tick(milliseconds, ROUNDS));
    }

    fn is_playing(&self) -> bool {
        self.playing.is_on()
    }
}

/// The cost at the start.
fn start_cost(lab: &Landscape) -> Option<f64> {
    lab.race.as_ref().and_then(|race| race.searchers.first()).map(|searcher| searcher.trail()[0].cost)
}

#[cfg(test)]
mod tests;
