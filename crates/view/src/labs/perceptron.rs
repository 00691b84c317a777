//! The perceptron lab: the learning rule example by example, where it leads, and the hidden layer that solves XOR.

mod data;
mod dragging;
mod hidden;
mod links;
mod plots;
mod view;

use gradlight_core::perceptron::{Bias, Fate, Labels, Lesson, Perceptron, Point, Rule, fate};
use gradlight_core::random::Random;
use gradlight_plot::{Drawn, Ink, Style};

use super::fields::Link;
use super::parts::{Dial, Typing, step_key};
use super::{Entry, Exhibit, Handled, Look};
use crate::drawing::Fingerprint;
use crate::keys::{Focus, KeyPress};
use crate::node::Node;
use crate::pointer::Pointer;
use data::Data;
use hidden::Hidden;

/// The lab in the register.
pub const ENTRY: Entry = Entry {
    name: "perceptron",
    title: "The perceptron",
    about: "It learns from its mistakes alone, and finds a line if there is one. For XOR it goes round for ever.",
    open: || Box::new(Lab::default()),
};

/// Milliseconds between two examples while playing.
const LESSON_MS: f64 = 500.0;
/// Whose weights put the line among the clouds, with some points wrong on either side.
const OPENING_SEED: u64 = 43;
/// Examples shown at most.
const MOST_LESSONS: usize = 4000;
/// Epochs tried to see where learning leads.
const MOST_EPOCHS: usize = 200;

/// The learning rate, 0 < α ≤ 1.
const RATE: Dial = Dial::new("rate", "α", (0.05, 1.0), 0.05).reaching(0.001, 1.0);
/// The neuron that learning starts from.
const START: [Dial; 3] = [number("w1", "w₁"), number("w2", "w₂"), number("b", "b")];
/// The point that is picked.
const POINT: [Dial; 2] = [number("x1", "x₁"), number("x2", "x₂")];

const fn number(name: &'static str, label: &'static str) -> Dial {
    Dial::new(name, label, (-3.0, 3.0), 0.05).reaching(-100.0, 100.0)
}

/// The lab's state.
#[derive(Clone, Debug)]
struct Lab {
    /// Whether the hidden layer is shown instead of the rule.
    shows_hidden: bool,
    data: Data,
    points: Vec<Point>,
    start: Perceptron,
    seed: u64,
    rule: Rule,
    /// Examples shown so far.
    lessons: usize,
    playing: Option<f64>,
    /// The point whose dials are shown.
    picked: usize,
    drags: bool,
    hidden: Hidden,
    typing: Typing,
}

impl Default for Lab {
    fn default() -> Self {
        let rule = Rule { rate: 0.5, labels: Labels::ZeroOne, bias: Bias::Moves };
        Self {
            shows_hidden: false,
            data: Data::Clouds,
            points: Data::Clouds.points(),
            start: small_weights(OPENING_SEED),
            seed: OPENING_SEED,
            rule,
            lessons: 0,
            playing: None,
            picked: 0,
            drags: false,
            hidden: Hidden::default(),
            typing: Typing::default(),
        }
    }
}

/// Small random weights, as learning begins; two places after the point are enough.
fn small_weights(seed: u64) -> Perceptron {
    let mut random = Random::seeded(seed);
    let mut small = || (random.normal() * 40.0).round() / 100.0 + 0.0;
    Perceptron { weights: [small(), small()], bias: small() }
}

impl Lab {
    /// The neuron after so many examples, and the last example's lesson.
    fn after(&self, lessons: usize) -> (Perceptron, Option<(usize, Perceptron, Lesson)>) {
        let mut now = self.start;
        let mut last = None;
        for lesson in 0..lessons {
            let place = lesson % self.points.len();
            let taught = now.learn(&self.points[place], &self.rule);
            last = Some((place, now, taught));
            now = taught.after;
        }
        (now, last)
    }

    fn mistakes(&self) -> usize {
        self.after(self.lessons).0.mistakes(&self.points, self.rule.labels)
    }

    fn fate(&self) -> Fate {
        fate(&self.start, &self.points, &self.rule, MOST_EPOCHS)
    }

    /// Whether all points are right, so that showing more changes nothing.
    fn is_done(&self) -> bool {
        self.mistakes() == 0 || self.lessons >= MOST_LESSONS
    }

    fn go_to(&mut self, lessons: usize) -> Handled {
        self.lessons = lessons.min(MOST_LESSONS);
        Handled::said(view::lesson_sentence(self))
    }

    /// Shows examples until one is wrong, or all are right.
    fn next_mistake(&mut self) -> Handled {
        for _ in 0..self.points.len() {
            if self.is_done() {
                break;
            }
            self.lessons += 1;
            if self.after(self.lessons).1.is_some_and(|(_, _, lesson)| lesson.is_wrong) {
                break;
            }
        }
        Handled::said(view::lesson_sentence(self))
    }

    fn dials(&self) -> Vec<Dial> {
        if self.shows_hidden {
            return hidden::DIALS.to_vec();
        }
        [RATE].into_iter().chain(START).chain(POINT).collect()
    }

    fn dial_value(&self, name: &str) -> f64 {
        if self.shows_hidden {
            return self.hidden.number(name).unwrap_or_default();
        }
        let point = self.points[self.picked].x;
        match name {
            "rate" => self.rule.rate,
            "w1" => self.start.weights[0],
            "w2" => self.start.weights[1],
            "b" => self.start.bias,
            "x1" => point[0],
            _ => point[1],
        }
    }

    fn put(&mut self, name: &str, value: f64) {
        if self.shows_hidden {
            self.hidden.put(name, value);
            return;
        }
        match name {
            "rate" => self.rule.rate = value,
            "w1" => self.start.weights[0] = value,
            "w2" => self.start.weights[1] = value,
            "b" => self.start.bias = value,
            "x1" => self.points[self.picked].x[0] = value,
            _ => self.points[self.picked].x[1] = value,
        }
    }

    fn choose_data(&mut self, data: Data) {
        (self.data, self.points) = (data, data.points());
        (self.lessons, self.playing, self.picked) = (0, None, 0);
        self.typing = Typing::default();
    }

    fn begin_again(&mut self) -> Handled {
        self.seed = self.seed % 999 + 1;
        self.start = small_weights(self.seed);
        (self.lessons, self.playing) = (0, None);
        Handled::said(view::lesson_sentence(self))
    }

    fn setting(&mut self, name: &str, argument: &str) -> bool {
        match (name, argument) {
            ("labels", "plus-minus") => self.rule.labels = Labels::PlusMinus,
            ("labels", "zero-one") => self.rule.labels = Labels::ZeroOne,
            ("bias", "stays") => self.rule.bias = Bias::Stays,
            ("bias", "moves") => self.rule.bias = Bias::Moves,
            ("part", "hidden") => self.shows_hidden = true,
            ("part", "rule") => self.shows_hidden = false,
            ("data", name) => match Data::from_name(name) {
                Some(data) => self.choose_data(data),
                None => return false,
            },
            _ => return false,
        }
        self.playing = None;
        true
    }

    fn toggle_play(&mut self) -> Handled {
        self.playing = if self.playing.is_some() || self.shows_hidden || self.is_done() { None } else { Some(0.0) };
        Handled::default()
    }
}

impl Exhibit for Lab {
    fn body(&self, look: &Look) -> Vec<Node> {
        view::body(self, look)
    }

    fn hint(&self) -> String {
        if self.shows_hidden {
            "Two hidden neurons draw one line each. Move a weight and see which of the four rows breaks.".to_owned()
        } else {
            "Press Next: only a wrong answer changes anything. Drag a point across the line, then try XOR.".to_owned()
        }
    }

    fn thumbnail(&self) -> Node {
        view::thumbnail(self)
    }

    fn act(&mut self, name: &str, argument: Option<&str>) -> Handled {
        if let Some(name) = name.strip_prefix("set-") {
            if let Some(dial) = self.dials().into_iter().find(|dial| dial.name == name)
                && let Some(value) = self.typing.take(&dial, argument)
            {
                self.put(name, value);
            }
            return Handled::default();
        }
        if self.setting(name, argument.unwrap_or_default()) {
            return Handled::said(if name == "part" { self.hint() } else { view::fate_sentence(self) });
        }
        match name {
            "next" if !self.is_done() => self.go_to(self.lessons + 1),
            "back" => self.go_to(self.lessons.saturating_sub(1)),
            "first" => self.go_to(0),
            "mistake" => self.next_mistake(),
            "play" => self.toggle_play(),
            "begin" => self.begin_again(),
            "toggle-bias" => {
                let stays = if self.rule.bias == Bias::Moves { "stays" } else { "moves" };
                self.setting("bias", stays);
                Handled::said(view::fate_sentence(self))
            }
            "pick" => {
                let picked =
                    argument.and_then(|place| place.parse::<usize>().ok()).and_then(|place| place.checked_sub(1));
                self.picked = picked.filter(|place| *place < self.points.len()).unwrap_or(self.picked);
                Handled::default()
            }
            "flip" => {
                let point = &mut self.points[self.picked];
                point.is_positive = !point.is_positive;
                Handled::said(view::fate_sentence(self))
            }
            _ => Handled::default(),
        }
    }

    fn value(&self, key: &str) -> Option<f64> {
        if let Some(value) = self.hidden.value(key) {
            return Some(value);
        }
        let (now, last) = self.after(self.lessons);
        match key {
            "w1" => Some(now.weights[0]),
            "w2" => Some(now.weights[1]),
            "b" => Some(now.bias),
            "z" => last.map(|(_, _, lesson)| lesson.z),
            "lessons" => Some(self.lessons as f64),
            "mistakes" => Some(self.mistakes() as f64),
            "converges" => match self.fate() {
                Fate::Converges { lessons } => Some(lessons as f64),
                _ => Some(f64::INFINITY),
            },
            "cycle" => match self.fate() {
                Fate::Cycles { length, .. } => Some(length as f64),
                _ => Some(0.0),
            },
            _ => None,
        }
    }

    fn keys(&self) -> Vec<String> {
        let own = ["w1", "w2", "b", "lessons", "mistakes", "converges", "cycle"].map(str::to_owned);
        own.into_iter().chain(hidden::keys()).collect()
    }

    fn link(&self) -> Link {
        links::fields(self)
    }

    fn copy(&self) -> Option<Box<dyn Exhibit>> {
        Some(Box::new(self.clone()))
    }

    fn read_link(&mut self, name: &str, value: &str) -> bool {
        links::read(self, name, value)
    }

    fn key(&self, press: &KeyPress, focus: Focus, _figure: Option<&str>) -> Option<(&'static str, Option<String>)> {
        if self.shows_hidden {
            return None;
        }
        match press.key.as_str() {
            "m" | "M" if focus != Focus::Field => Some(("mistake", None)),
            _ => step_key(press, focus),
        }
    }

    fn fingerprint(&self, figure: &str) -> Option<Fingerprint> {
        let is_shown = matches!((figure, self.shows_hidden), ("plane", false) | ("inputs" | "hidden", true));
        let print = Fingerprint::default().and(self.lessons).and(self.picked).and(self.rule.labels as usize);
        let print = print.and(self.rule.bias as usize).text(self.data.name());
        let print = self.dials().iter().map(|dial| self.dial_value(dial.name)).fold(print, Fingerprint::with);
        let points =
            self.points.iter().flat_map(|point| [point.x[0], point.x[1], f64::from(u8::from(point.is_positive))]);
        is_shown.then(|| points.fold(print, Fingerprint::with))
    }

    fn draw<'a>(&self, figure: &str, ink: Ink<'a>, style: &Style) -> Drawn<Ink<'a>> {
        let Ink(surface) = ink;
        let size = surface.size();
        let chart = match (figure, self.shows_hidden) {
            ("plane", false) => plots::plane(self, size, style),
            ("inputs", true) => plots::inputs(&self.hidden, size, style),
            ("hidden", true) => plots::hidden(&self.hidden, size, style),
            _ => return Ok(()),
        };
        chart.draw(Ink(surface), style)
    }

    fn point(&mut self, figure: &str, pointer: &Pointer) {
        if figure == "plane" && !self.shows_hidden {
            dragging::point(self, pointer);
        }
    }

    fn tick(&mut self, milliseconds: f64) {
        let Some(passed) = self.playing else { return };
        let passed = passed + milliseconds;
        if passed < LESSON_MS {
            self.playing = Some(passed);
            return;
        }
        self.lessons += 1;
        self.playing = (!self.is_done()).then_some(passed - LESSON_MS);
    }

    fn is_playing(&self) -> bool {
        self.playing.is_some()
    }
}

#[cfg(test)]
mod tests;
