//! The state: everything the page shows follows from it, and only `update` changes it.

use std::rc::Rc;

use gradlight_core::builtin;
use gradlight_core::example::Example;
use gradlight_core::network::Network;
use gradlight_core::quantity::{Names, Quantity};
use gradlight_core::rounding::Arithmetic;
use gradlight_core::trace::{Phase, Step, Trace};
use gradlight_core::train::Run;

use crate::action::Action;
use crate::format::Digits;
use crate::labs::{self, Labs};
use crate::link::Luggage;
use crate::paper::Paper;
use crate::predict::Predict;
use crate::rate::run::kept::Kept;
use crate::rate::{self, Rate};
use crate::route::{HAS_ROOMS, Route};
use crate::scene::SceneMemo;
use crate::settings::Settings;
use crate::slides::{self, Slides};
use crate::typeset::Typesetter;
use crate::views::network::Place;

mod running;

/// The largest number of finished rounds that the round slider reaches.
pub const MAX_ROUNDS: usize = 10_000;

/// The smallest and the largest learning rate that the slider reaches.
pub const RATES: std::ops::RangeInclusive<f64> = 0.001..=1000.0;

/// Step traces networks of up to so many weights.
pub const MAX_TRACED_WEIGHTS: usize = 2000;

/// The name of an example that is none of the built-in ones.
pub const OWN: &str = "own";

/// Where the lecture stands: what undo takes back.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// The built-in example's name, or [`OWN`].
    pub name: String,
    /// The example as it was opened, for starting over.
    pub opened: Rc<Example>,
    /// The example that round 1 starts from.
    pub start: Rc<Example>,
    /// Finished rounds, as wished; what is shown may stop earlier where the run diverged.
    pub finished: usize,
    /// The place of the current step in the round.
    pub step: usize,
    /// The traced sample, from 0.
    pub sample: usize,
}

impl Document {
    /// An example just opened, at its first step.
    pub fn open(name: String, opened: impl Into<Rc<Example>>) -> Self {
        let opened = opened.into();
        Self { name, start: Rc::clone(&opened), opened, finished: 0, step: 0, sample: 0 }
    }
}

/// A change that can be taken back.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Where the lecture stood.
    pub before: Document,
    /// Whether the change moved the round or the step too.
    pub moves: bool,
    /// The playground's choices and pinned runs; none where there is no playground.
    pub kept: Option<Kept>,
}

/// A number being typed in place.
#[derive(Clone, Debug, PartialEq)]
pub struct Editing {
    /// Which number.
    pub field: Field,
    /// What has been typed.
    pub draft: String,
    /// Why it cannot be taken, if it cannot.
    pub fault: Option<String>,
}

/// A number that can be typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// A weight, bias, input or target of the network.
    Given(Quantity),
    /// The learning rate.
    LearningRate,
    /// The round.
    Round,
    /// A guess at the covered value at hand.
    Guess,
}

/// A sentence for the user that stays until it is dismissed or replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What happened.
    pub text: String,
    /// Whether something was refused, rather than told.
    pub is_fault: bool,
    /// Whether saving the example as a file is offered with it.
    pub offers_file: bool,
}

/// The space that a part of the page has, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Space {
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
}

/// The whole state of the page.
#[derive(Debug)]
pub struct State {
    /// Which view is shown.
    pub route: Route,
    /// What the playground remembers.
    pub rate: Rate,
    /// What the lecture remembers.
    pub slides: Slides,
    /// The open lab.
    pub labs: Labs,
    /// Where the lecture stands.
    pub document: Document,
    /// What undo goes back to, the latest last.
    pub past: Vec<Change>,
    /// What redo goes forward to, the nearest last.
    pub future: Vec<Change>,
    /// How things are shown.
    pub settings: Settings,
    /// Milliseconds since the last step while playing; `None` while paused.
    pub playing: Option<f64>,
    /// The number being typed, if one is.
    pub editing: Option<Editing>,
    /// The quantity pointed at, in the formula or in the picture.
    pub lit: Option<Quantity>,
    /// The weight whose chain-rule paths are lit.
    pub chosen: Option<usize>,
    /// Where the keyboard is in the network, once it has entered it.
    pub walking: Option<Place>,
    /// The round under the pointer in the cost descent, as finished rounds.
    pub cursor: Option<usize>,
    /// Whether the key table is open.
    pub shows_help: bool,
    /// What is printed.
    pub paper: Paper,
    /// What is covered, and what was guessed.
    pub predict: Predict,
    /// A sentence for the user.
    pub notice: Option<Notice>,
    /// The space of the network picture.
    pub stage: Space,
    /// How much larger than usual type is: 1, or more in the projector theme.
    pub scale: f64,
    /// What the next action may be merged with in the list of undoable changes.
    pub(crate) coalescing: Option<&'static str>,
    run: Run,
    run_number: u64,
    round_start: Example,
    trace: Trace,
    luggage: Luggage,
    /// The network's last layout.
    pub(crate) scenes: SceneMemo,
    /// With every digit, beside a run that carries its rounding.
    exact: Option<(Run, Trace)>,
}

impl State {
    /// The opening state: the classical worked example at its first step.
    pub fn new() -> Self {
        Self::at(Document::open(builtin::CLASSICAL.to_owned(), Self::opening()), Settings::default())
    }

    /// The example that the page opens with.
    ///
    /// # Panics
    /// Never: the built-in documents are sound, which a test holds.
    pub fn opening() -> Example {
        builtin::example(builtin::CLASSICAL).expect("the built-in example is sound")
    }

    /// The state in which that document is open.
    pub fn at(document: Document, settings: Settings) -> Self {
        let run = Run::new(&document.start, MAX_ROUNDS, running::arithmetic(&settings));
        let trace = Trace::of(&document.start, 1, document.sample, running::arithmetic(&settings));
        let mut state = Self {
            route: Route::Step,
            rate: Rate::default(),
            slides: Slides::default(),
            labs: Labs::default(),
            round_start: Example::clone(&document.start),
            document,
            past: Vec::new(),
            future: Vec::new(),
            settings,
            playing: None,
            editing: None,
            lit: None,
            chosen: None,
            walking: None,
            cursor: None,
            shows_help: false,
            paper: Paper::default(),
            predict: Predict::default(),
            notice: None,
            stage: Space { width: 735.0, height: 346.0 },
            scale: 1.0,
            coalescing: None,
            run,
            run_number: 0,
            trace,
            luggage: Luggage::None,
            scenes: SceneMemo::default(),
            exact: None,
        };
        state.rerun();
        state
    }

    /// Whether a deck is being shown.
    pub fn is_lecturing(&self) -> bool {
        self.route == Route::Slides && self.slides.lecture.is_some()
    }

    /// Whether the open example is what the view shows, so that its changes, undo and file belong there.
    pub fn shows_example(&self) -> bool {
        self.route == Route::Step || HAS_ROOMS && self.route == Route::Rate && self.rate.panel != rate::Panel::Data
    }

    /// Whether work waits for the next frame.
    pub fn is_working(&self) -> bool {
        match self.route {
            Route::Step => !self.run.is_complete(),
            _ if !HAS_ROOMS => false,
            Route::Rate => !self.run.is_complete() || rate::is_working(self),
            Route::Slides => slides::is_working(self),
            Route::Labs => labs::is_working(self),
        }
    }

    /// Goes on with unfinished work: a slice of the run, then what the view has, until the time is up.
    pub fn work(&mut self, is_time_up: &mut dyn FnMut() -> bool) {
        if matches!(self.route, Route::Step | Route::Rate) && !self.run.is_complete() {
            self.continue_run();
        }
        match self.route {
            Route::Step => {}
            _ if !HAS_ROOMS => {}
            Route::Rate => rate::work(self, is_time_up),
            Route::Slides => slides::work(self, is_time_up),
            Route::Labs => labs::work(self, is_time_up),
        }
    }

    /// Whether an action tells of a space that is known already: it changes nothing.
    pub fn knows_space(&self, action: &Action) -> bool {
        match action {
            Action::Resize { width, height, scale } => {
                (self.stage, self.scale) == (Space { width: *width, height: *height }, *scale)
            }
            Action::Within(place, inner) => {
                self.slides.widgets.get(*place).is_some_and(|widget| widget.knows_space(inner))
            }
            _ => false,
        }
    }

    /// Whether something moves by itself, so that time has to be told.
    pub fn is_playing(&self) -> bool {
        match self.route {
            Route::Step | Route::Rate => self.playing.is_some(),
            _ if !HAS_ROOMS => false,
            Route::Slides => self.slides.widgets.iter().any(Self::is_playing),
            Route::Labs => labs::is_playing(self),
        }
    }

    /// The run of all rounds, as far as it has come.
    pub fn run(&self) -> &Run {
        &self.run
    }

    /// How many runs have been started: a new number is a new run.
    pub fn run_number(&self) -> u64 {
        self.run_number
    }

    /// The trace of the round shown.
    pub fn trace(&self) -> &Trace {
        &self.trace
    }

    /// The example with the parameters that the round shown starts from.
    pub fn round_start(&self) -> &Example {
        &self.round_start
    }

    /// The id of what is pointed at.
    pub fn lit_id(&self) -> Option<String> {
        match self.route {
            Route::Labs if HAS_ROOMS => labs::lit(self),
            _ => self.lit.map(|lit| self.names().id(&lit)),
        }
    }

    /// The current step.
    pub fn step(&self) -> &Step {
        &self.trace.steps()[self.document.step]
    }

    /// What a link has to carry of the example.
    pub fn luggage(&self) -> &Luggage {
        &self.luggage
    }

    /// A quantity's value with every digit, where the rounding is carried.
    pub fn exact_value(&self, quantity: &Quantity) -> Option<f64> {
        self.exact.as_ref().and_then(|(_, trace)| trace.value(quantity))
    }

    /// The places after the point that are shown.
    pub fn digits(&self) -> Digits {
        Digits::clamped(self.settings.digits)
    }

    /// What writes the round's quantities.
    pub fn typesetter(&self) -> Typesetter<'_> {
        let (start, notation) = (&self.document.start, self.settings.notation);
        let typesetter = Typesetter::new(&self.round_start, start, &self.trace, notation, self.digits());
        Typesetter { covered: self.covered(), ..typesetter }
    }

    /// The names of the quantities.
    pub fn names(&self) -> Names {
        Names::of(self.network())
    }

    /// The network of the round shown.
    pub fn network(&self) -> &Network {
        self.round_start.network()
    }

    /// Finished rounds as shown: as wished, but no further than the run has finite numbers for.
    pub fn finished(&self) -> usize {
        self.document.finished.min(self.run.last_finite())
    }

    /// The largest number of finished rounds that can be shown.
    pub fn most_finished(&self) -> usize {
        if self.run.divergence().is_some() { self.run.last_finite() } else { MAX_ROUNDS }
    }

    /// The arithmetic asked for.
    pub fn arithmetic(&self) -> Arithmetic {
        running::arithmetic(&self.settings)
    }

    /// The consecutive runs of steps of one phase, in order: the phase and its range of places.
    pub fn segments(&self) -> Vec<(Phase, std::ops::Range<usize>)> {
        let mut segments: Vec<(Phase, std::ops::Range<usize>)> = Vec::new();
        for (place, step) in self.trace.steps().iter().enumerate() {
            match segments.last_mut() {
                Some((phase, range)) if *phase == step.phase => range.end = place + 1,
                _ => segments.push((step.phase, place..place + 1)),
            }
        }
        segments
    }
}

impl Default for State {
    fn default() -> Self {
        Self::new()
    }
}
