//! The descent lab: full batch, mini-batch and one sample an update, side by side on the same data.

mod figures;
mod runs;
mod stopwatch;
mod view;

use gradlight_plot::{Drawn, Ink, Style};

use super::parts::{Dial, Typing, step_key};
use super::playing::Playing;
use super::{Entry, Exhibit, Handled, Look};
use crate::drawing::Fingerprint;
use crate::keys::{Focus, KeyPress};
use crate::node::Node;
use runs::{Cloud, EPOCHS, Runs, SAMPLES, Stop, UPDATES};
use stopwatch::Stopwatch;

/// This lab in the register.
pub const ENTRY: Entry = Entry {
    name: "descent",
    title: "Batches",
    about: "All samples an update, some or one: who is down first, and how the gradient’s noise grows.",
    open: || Box::new(Descent::default()),
};

const BATCH: Dial = Dial::new("batch", "mini-batch", (1.0, SAMPLES as f64), 1.0);
const RATE: Dial = Dial::new("rate", "learning rate", (0.05, 5.0), 0.05).reaching(1e-4, 1e3);
const SEED: Dial = Dial::new("seed", "seed", (1.0, 99.0), 1.0).reaching(0.0, 999_999.0);
const CLOCK: Dial = Dial::new("clock", "clock", (0.0, UPDATES as f64), 1.0);
/// Ticks of the clock a second.
const PACES: [(&str, f64); 3] = [("slow", 4.0), ("steady", 25.0), ("fast", 120.0)];
/// Nodes along each side of the grid of costs, and where the plane reaches: weight, then bias.
const NODES: usize = 41;
const PLANE: [(f64, f64); 2] = [(-2.5, 2.5), (-2.0, 3.5)];

/// What the clock counts: all runs have as much of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Clock {
    Updates,
    Samples,
    Work,
}

impl Clock {
    const ALL: [(Self, &'static str, &'static str); 3] =
        [(Self::Updates, "updates", "updates"), (Self::Samples, "samples", "samples"), (Self::Work, "work", "time")];

    fn name(self) -> &'static str {
        Self::ALL.iter().find(|(clock, ..)| *clock == self).map_or("", |(_, name, _)| name)
    }
}

/// The lab.
#[derive(Debug)]
struct Descent {
    batch: usize,
    rate: f64,
    seed: u64,
    clock_by: Clock,
    /// The ticks gone.
    playing: Playing,
    /// Whose place the arrows are taken at.
    watched: usize,
    runs: Option<Runs>,
    costs: Vec<f64>,
    cloud: Cloud,
    stopwatch: Stopwatch,
    typing: Typing,
    revision: usize,
}

impl Default for Descent {
    fn default() -> Self {
        Self {
            batch: 16,
            rate: 0.5,
            seed: 1,
            clock_by: Clock::Samples,
            playing: Playing::new(PACES),
            watched: 1,
            runs: None,
            costs: Vec::new(),
            cloud: Cloud::default(),
            stopwatch: Stopwatch::default(),
            typing: Typing::default(),
            revision: 0,
        }
    }
}

impl Descent {
    fn tick_now(&self) -> usize {
        self.playing.place()
    }

    /// The part of a run's stops that it had behind it; never empty.
    fn trail<'a>(&self, runs: &'a Runs, run: usize) -> &'a [Stop] {
        let tick = self.tick_now();
        let stops = &runs.all[run].stops;
        let count = match self.clock_by {
            Clock::Updates => stops.partition_point(|stop| stop.updates <= tick),
            Clock::Samples => stops.partition_point(|stop| stop.seen * UPDATES <= tick * EPOCHS * SAMPLES),
            Clock::Work => stops.partition_point(|stop| stop.work * UPDATES <= tick * runs.most_work()),
        };
        &stops[..count.max(1)]
    }

    fn last(&self, runs: &Runs, run: usize) -> Stop {
        let trail = self.trail(runs, run);
        trail[trail.len() - 1]
    }

    /// Whether the runs or the costs on the map are still being made.
    fn is_making(&self) -> bool {
        self.costs.len() < NODES * NODES || !self.runs.as_ref().is_some_and(Runs::are_done)
    }

    fn restart(&mut self) {
        (self.runs, self.costs, self.stopwatch) = (None, Vec::new(), Stopwatch::default());
        self.revision += 1;
    }

    /// Takes the arrows anew where the watched run is now.
    fn refresh(&mut self) {
        self.revision += 1;
        if let Some(runs) = &self.runs {
            self.cloud = runs.cloud(self.last(runs, self.watched), self.batch, self.seed);
        }
    }

    fn step_to(&mut self, tick: usize) -> Handled {
        self.playing.stop_at(tick, UPDATES);
        self.refresh();
        if self.is_making() {
            self.work(&mut || false);
        }
        Handled::said(view::standing(self))
    }

    fn play(&mut self) -> Handled {
        let is_on = self.playing.toggle(UPDATES);
        self.refresh();
        Handled::said(if is_on { "The three runs begin." } else { "Paused." })
    }

    /// Begins to time the three ways on this machine.
    fn measure(&mut self) -> Handled {
        let Some(runs) = &self.runs else { return Handled::default() };
        self.stopwatch = Stopwatch::started([0, 1, 2].map(|run| runs.afresh(run)));
        Handled::said("Measuring what an update takes here.")
    }

    fn set(&mut self, name: &str, argument: Option<&str>) -> bool {
        let Some(dial) = [&BATCH, &RATE, &SEED, &CLOCK].into_iter().find(|dial| dial.name == name) else {
            return false;
        };
        let Some(value) = self.typing.take(dial, argument) else { return false };
        match name {
            "batch" => self.batch = value.round() as usize,
            "rate" => self.rate = value,
            "seed" => self.seed = value.round() as u64,
            _ => {
                self.playing.go_to(value.round() as usize, UPDATES);
                self.refresh();
                return true;
            }
        }
        self.restart();
        true
    }

    fn choose(&mut self, name: &str, argument: &str) -> bool {
        let is_taken = match name {
            "by" => {
                Clock::ALL.iter().find(|(_, clock, _)| *clock == argument).map(|(clock, ..)| self.clock_by = *clock)
            }
            "pace" => self.playing.choose(argument).then_some(()),
            "watch" => view::NAMES.iter().position(|(run, ..)| *run == argument).map(|run| self.watched = run),
            _ => None,
        };
        self.refresh();
        is_taken.is_some()
    }
}

impl Exhibit for Descent {
    fn body(&self, look: &Look) -> Vec<Node> {
        view::body(self, look)
    }

    fn hint(&self) -> String {
        "Give all three the same number of updates or samples, or the same time, and play: who is down first?"
            .to_owned()
    }

    fn thumbnail(&self) -> Node {
        figures::thumbnail(self)
    }

    fn act(&mut self, name: &str, argument: Option<&str>) -> Handled {
        if let Some(tick) = self.playing.place_of(name, UPDATES) {
            return self.step_to(tick);
        }
        match name {
            "play" => self.play(),
            "measure" => self.measure(),
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
        if matches!(name, "by" | "watch") {
            return self.choose(name, value);
        }
        let is_read = self.set(name, Some(value));
        self.typing = Typing::default();
        is_read
    }

    fn key(&self, press: &KeyPress, focus: Focus, _figure: Option<&str>) -> Option<(&'static str, Option<String>)> {
        step_key(press, focus)
    }

    fn fingerprint(&self, figure: &str) -> Option<Fingerprint> {
        let is_known = figures::CHARTS.iter().any(|(name, ..)| *name == figure) || matches!(figure, "map" | "cloud");
        let done = usize::from(!self.is_making());
        is_known.then(|| Fingerprint::default().and(self.revision).and(done).and(self.costs.len()))
    }

    fn draw<'a>(&self, figure: &str, ink: Ink<'a>, style: &Style) -> Drawn<Ink<'a>> {
        figures::chart(self, figure, style).map_or(Ok(()), |chart| chart.draw(ink, style))
    }

    fn work(&mut self, is_time_up: &mut dyn FnMut() -> bool) {
        if self.stopwatch.is_running() && !self.is_making() {
            self.stopwatch.go_on(is_time_up);
            return;
        }
        if self.runs.is_none() {
            self.runs = Runs::new(self.batch, self.rate, self.seed);
        }
        let Some(runs) = &mut self.runs else { return };
        while !runs.are_done() {
            runs.advance();
            if is_time_up() {
                return;
            }
        }
        while self.costs.len() < NODES * NODES {
            let row = self.costs.len() / NODES;
            let at = |axis: usize, node: usize| {
                let (low, high) = PLANE[axis];
                low + (high - low) * node as f64 / (NODES - 1) as f64
            };
            self.costs.extend((0..NODES).map(|column| runs.cost([at(0, column), at(1, row)])));
            // After the last row nothing asks again.
            if self.costs.len() < NODES * NODES && is_time_up() {
                return;
            }
        }
        self.refresh();
    }

    fn is_working(&self) -> bool {
        self.is_making() || self.stopwatch.is_running()
    }

    fn tick(&mut self, milliseconds: f64) {
        if self.playing.tick(milliseconds, UPDATES) {
            self.refresh();
        }
    }

    fn is_playing(&self) -> bool {
        self.playing.is_on()
    }
}

#[cfg(test)]
mod tests;
