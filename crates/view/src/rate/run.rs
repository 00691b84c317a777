//! The first panel: one learning rate and all that it does, with the atlas of all others.

mod ahead;
mod atlas;
mod course;
mod depict;
mod links;
mod pins;
mod plots;
mod save;
mod step;
mod words;

pub(in crate::rate) use words::schedule_label;

use gradlight_core::builtin;
use gradlight_core::example::Example;
use gradlight_core::rounding::Arithmetic;
use gradlight_core::train::{Divergence, Optimiser, Recipe, Run, Schedule};
use gradlight_plot::{Drawn, Ink, Style};

use crate::drawing::Fingerprint;
use crate::keys::{Focus, KeyPress};
use crate::node::{Element, Node};
use crate::pointer::Pointer;
use crate::slider;
use crate::state::{RATES, State};
use crate::update::Effects;
use ahead::Ahead;
use atlas::Atlas;
use course::{Course, Holds};
use pins::Pin;
use step::Left;

/// The numbers of rounds that can be chosen.
const ROUNDS: [usize; 13] = [10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000];

/// The rounds that are run unless others are chosen.
const USUAL_ROUNDS: usize = 10_000;

/// The velocity's share β that a new handle starts with.
const USUAL_BETA: f64 = 0.9;

/// The cost that runs are timed to, as a power of ten, unless another is chosen.
const USUAL_GOAL: i32 = -4;

/// What the panel remembers.
#[derive(Debug)]
pub struct RunPanel {
    rounds: usize,
    recipe: Recipe,
    /// The rates that slider and atlas span.
    span: (f64, f64),
    /// The example whose atlas lies beside.
    beside: Option<String>,
    /// Finished rounds looked at, as wished.
    wished: usize,
    cursor: Option<usize>,
    goal: i32,
    pins: Vec<Pin>,
    course: Option<Course>,
    holds: Holds,
    atlas: Option<Atlas>,
    other: Option<Atlas>,
    ahead: Option<Ahead>,
    /// The course and the finished rounds that the look-ahead belongs to.
    ahead_of: Option<(u64, usize)>,
    /// How many courses there have been.
    courses: u64,
    /// The example as the run leaves it, and the weights on the way.
    end: Option<Example>,
    weights: Vec<(usize, Vec<f64>)>,
    /// How far the run had come when its end was taken.
    seen: usize,
    left: Option<Left>,
    /// The name of the example that was shown last.
    example: Option<String>,
}

impl Default for RunPanel {
    fn default() -> Self {
        Self {
            rounds: USUAL_ROUNDS,
            recipe: Recipe::default(),
            span: whole_span(),
            beside: None,
            wished: 0,
            cursor: None,
            goal: USUAL_GOAL,
            pins: Vec::new(),
            course: None,
            holds: Holds::default(),
            atlas: None,
            other: None,
            ahead: None,
            ahead_of: None,
            courses: 0,
            end: None,
            weights: Vec::new(),
            seen: 0,
            left: None,
            example: None,
        }
    }
}

fn whole_span() -> (f64, f64) {
    (*RATES.start(), *RATES.end())
}

impl RunPanel {
    /// The run shown, once one has begun.
    fn run(&self) -> Option<&Run> {
        self.course.as_ref().map(Course::run)
    }

    fn costs(&self) -> &[f64] {
        self.run().map_or(&[], Run::costs)
    }

    /// How many costs of the run are known: one more than its rounds at its end.
    pub fn costs_known(&self) -> usize {
        self.costs().len()
    }

    fn divergence(&self) -> Option<Divergence> {
        self.run().and_then(Run::divergence)
    }

    /// Finished rounds looked at: as wished, but no further than the run has finite numbers for.
    fn finished(&self) -> usize {
        self.wished.min(self.run().map_or(0, Run::last_finite))
    }

    /// As [`Self::finished`], but while the run is under way as wished, for it may come there yet.
    fn looked_at(&self) -> usize {
        if self.run().is_some_and(Run::is_complete) { self.finished() } else { self.wished.min(self.rounds) }
    }

    /// The example as it stands at the round looked at, at the rate of that round.
    fn round_start(&self) -> Option<Example> {
        let (run, x) = (self.run()?, self.finished());
        let example = run.example_after(x);
        let rate = self.recipe.schedule.rate(example.learning_rate(), x + 1);
        Some(example.with_learning_rate(rate).unwrap_or(example))
    }
}

/// What a user can want of the panel.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// The learning rate at that place, 0…1000, on the slider.
    Slide(f64),
    /// So many rounds.
    SetRounds(usize),
    /// Another schedule, by name.
    SetSchedule(String),
    /// The rounds that the schedule is measured in.
    SetLength(usize),
    /// Another optimiser, by name.
    SetOptimiser(String),
    /// The share of its velocity that it keeps.
    SetBeta(f64),
    /// Looks at so many finished rounds.
    LookAt(usize),
    /// Moves the reading cursor by so many places.
    MoveCursor(f64),
    /// Looks at the round under the reading cursor.
    LookAtCursor,
    /// Takes the reading cursor away.
    HideCursor,
    /// Spans slider and atlas over where something changes, or over the whole scale again.
    CloseUp,
    /// Lays the atlas of that built-in example beside; none for an empty name.
    Beside(String),
    /// The cost that runs are timed to, as a power of ten.
    SetGoal(i32),
    /// Pins the run.
    Pin,
    /// Takes a pinned run away.
    Unpin(usize),
    /// Calls a pinned run something.
    Rename(usize, String),
    /// Makes a pinned run's settings those of the panel again.
    Restore(usize),
    /// Saves a figure: its name, then the kind of file, as in `descent.csv`.
    Save(String),
    /// Opens the round looked at in the Step view.
    OpenInStep,
    /// Comes back from there.
    Back,
}

impl Action {
    /// The action of an element whose `data-action` is `rate/run-NAME`, with its argument.
    ///
    /// Where a pinned run is meant, its place follows the name after a colon.
    pub fn from_element(name: &str, argument: Option<&str>) -> Option<Self> {
        let (name, place) = name.split_once(':').map_or((name, None), |(name, place)| (name, place.parse().ok()));
        let text = || argument.map(str::to_owned);
        Some(match name {
            "slide" => Self::Slide(argument?.parse().ok()?),
            "set-rounds" => Self::SetRounds(argument?.parse().ok()?),
            "set-schedule" => Self::SetSchedule(text()?),
            "set-length" => Self::SetLength(argument?.parse().ok()?),
            "set-optimiser" => Self::SetOptimiser(text()?),
            "set-beta" => Self::SetBeta(argument?.parse().ok()?),
            "close-up" => Self::CloseUp,
            "beside" => Self::Beside(text()?),
            "set-goal" => Self::SetGoal(argument?.parse().ok()?),
            "pin" => Self::Pin,
            "unpin" => Self::Unpin(place?),
            "rename" => Self::Rename(place?, text()?),
            "restore" => Self::Restore(place?),
            "save" => Self::Save(text()?),
            "open-in-step" => Self::OpenInStep,
            "back" => Self::Back,
            _ => return None,
        })
    }
}

/// Does what the action wants.
pub(super) fn act(state: &mut State, action: Action, effects: &mut Effects) {
    let panel = &mut *state.rate.run;
    match action {
        Action::Slide(place) => {
            let rate = rate_at(panel.span, place);
            state.set_learning_rate(rate);
        }
        Action::SetRounds(rounds) => panel.rounds = rounds.clamp(ROUNDS[0], ROUNDS[ROUNDS.len() - 1]),
        Action::SetSchedule(name) => {
            let length = panel.recipe.schedule.length().unwrap_or((panel.rounds / 10).max(1));
            panel.recipe.schedule = Schedule::named(&name, length).unwrap_or_default();
        }
        Action::SetLength(length) => {
            let name = panel.recipe.schedule.name();
            panel.recipe.schedule = Schedule::named(name, length.max(1)).unwrap_or_default();
        }
        Action::SetOptimiser(name) => {
            let beta = panel.recipe.optimiser.beta().unwrap_or(USUAL_BETA);
            panel.recipe.optimiser = Optimiser::named(&name, beta).unwrap_or_default();
        }
        Action::SetBeta(beta) => {
            let optimiser = panel.recipe.optimiser;
            panel.recipe.optimiser = Optimiser::named(optimiser.name(), beta).unwrap_or(optimiser);
        }
        Action::LookAt(finished) => panel.wished = finished,
        Action::MoveCursor(places) => panel.move_cursor(places),
        Action::LookAtCursor => panel.wished = panel.cursor.unwrap_or(panel.wished),
        Action::HideCursor => panel.cursor = None,
        Action::CloseUp => panel.close_up(state.document.start.learning_rate()),
        Action::Beside(name) => panel.beside = builtin::example(&name).map(|_| name),
        Action::SetGoal(goal) => panel.goal = goal.clamp(-12, -1),
        other => act_on_pins(state, other, effects),
    }
}

fn act_on_pins(state: &mut State, action: Action, effects: &mut Effects) {
    match action {
        Action::Pin => effects.narration = Some(state.pin()),
        Action::Unpin(place) if place < state.rate.run.pins.len() => {
            let pin = state.rate.run.pins.remove(place);
            effects.narration = Some(format!("{} is taken away.", pin.name));
        }
        Action::Rename(place, name) => {
            let name: String = name.trim().chars().take(60).collect();
            if let Some(pin) = state.rate.run.pins.get_mut(place).filter(|_| !name.is_empty()) {
                pin.name = name;
            }
        }
        Action::Restore(place) => state.restore_pin(place),
        Action::Save(what) => save::save(state, &what, effects),
        Action::OpenInStep => step::open(state, effects),
        Action::Back => step::back(state, effects),
        _ => {}
    }
}

impl RunPanel {
    fn move_cursor(&mut self, places: f64) {
        let most = self.run().map_or(0, Run::last_finite);
        let here = self.cursor.unwrap_or(self.finished());
        let there = slider::finished_at(slider::place_of_finished(here) + places);
        let least = if places > 0.0 { here + 1 } else { here.saturating_sub(1) };
        let is_beyond = here >= crate::state::MAX_ROUNDS && (places > 0.0 || here > crate::state::MAX_ROUNDS);
        // Past the slider's last round the cursor goes on by as large a share.
        let share = (here as f64 * gradlight_core::math::pow(10.0, 4.0 * places / slider::PLACES)).round() as usize;
        let there = if is_beyond { share } else { there };
        self.cursor = Some(if there == here { least } else { there }.min(most));
    }

    /// The whole scale where a part is spanned, else the part in which what a rate does changes, the rate included.
    fn close_up(&mut self, rate: f64) {
        if self.span != whole_span() {
            self.span = whole_span();
            return;
        }
        let whole = whole_span();
        let near = (rate / 3.0, rate * 3.0);
        let (low, high) = self.atlas.as_ref().and_then(Atlas::close_up).unwrap_or(near);
        let (low, high) = (low.min(rate / 1.1).max(whole.0), high.max(rate * 1.1).min(whole.1));
        self.span = (links::two_digits(low), links::two_digits(high));
    }
}

impl State {
    /// The course of the open example, by the run that the Step view shows where that is the same one.
    fn course(&self, rounds: usize, recipe: Recipe) -> Course {
        let run = self.run();
        let is_same = run.rounds() == rounds && run.recipe() == recipe && run.arithmetic() == Arithmetic::Exact;
        if is_same && run.is_complete() {
            Course::of(run.clone())
        } else {
            Course::new(&self.document.start, rounds, recipe)
        }
    }

    /// Pins the run as it is; gives what is to be said.
    fn pin(&mut self) -> String {
        let (start, panel) = (&self.document.start, &mut *self.rate.run);
        let (rate, recipe, rule) = (start.learning_rate(), panel.recipe, start.bias_rule());
        if let Some(pin) = panel.pins.iter().find(|pin| pin.is_like(rate, recipe, rule)) {
            return format!("{} is the same run: it is pinned already.", pin.name);
        }
        if panel.pins.len() == pins::MOST {
            return format!("{} runs are pinned already: take one away first.", pins::MOST);
        }
        let name = words::run_label(rate, recipe, rule);
        panel.pins.push(Pin::new(name.clone(), rate, recipe, rule));
        format!("{name} is pinned.")
    }

    fn restore_pin(&mut self, place: usize) {
        let Some(pin) = self.rate.run.pins.get(place) else { return };
        let (rate, recipe, start) = (pin.rate, pin.recipe, pin.start(&self.document.start));
        self.rate.run.recipe = recipe;
        if !(self.rate.run.span.0..=self.rate.run.span.1).contains(&rate) {
            self.rate.run.span = whole_span();
        }
        self.replace_start("restored run", start);
    }
}

/// The rate at a place of the slider over that span, to three significant digits.
fn rate_at(span: (f64, f64), place: f64) -> f64 {
    if span == whole_span() {
        return slider::rate_at(place);
    }
    let axis = gradlight_plot::Axis::log(span.0, span.1);
    slider::three_digits(axis.value(place / slider::PLACES))
}

/// The place of a rate on the slider over that span.
fn place_of(span: (f64, f64), rate: f64) -> f64 {
    gradlight_plot::Axis::log(span.0, span.1).fraction(rate) * slider::PLACES
}

/// Brings what the panel shows to what the state says, as far as it can be had at once.
pub(super) fn follow(state: &mut State) {
    state.rate.run.meet(&state.document.name);
    let panel = &*state.rate.run;
    let (rounds, recipe, span) = (panel.rounds, panel.recipe, panel.span);
    let is_new = |start: &Example| !panel.course.as_ref().is_some_and(|course| course.is_of(start, rounds, recipe));
    let course = is_new(&state.document.start).then(|| state.course(rounds, recipe));
    let (start, panel) = (&state.document.start, &mut *state.rate.run);
    if course.is_some() {
        (panel.course, panel.end, panel.seen) = (course, None, 0);
        panel.courses += 1;
    }
    for pin in &mut panel.pins {
        pin.follow(start, rounds);
    }
    let is_current = |atlas: &Option<Atlas>, example: &Example| {
        atlas.as_ref().is_some_and(|atlas| atlas.is_of(example, rounds, recipe, span))
    };
    if !is_current(&panel.atlas, start) {
        panel.atlas = Atlas::new(start, rounds, recipe, span);
    }
    match panel.beside.as_ref().and_then(|name| builtin::example(name)) {
        Some(example) if is_current(&panel.other, &example) => {}
        example => panel.other = example.and_then(|example| Atlas::new(&example, rounds, recipe, span)),
    }
    panel.settle();
    if ahead::is_cheap(start) {
        panel.look_ahead();
    }
}

impl RunPanel {
    /// Forgets what belongs to another example: the part of the scale spanned, the round looked at.
    fn meet(&mut self, name: &str) {
        if self.example.as_deref().is_some_and(|known| known != name) {
            (self.span, self.wished, self.cursor) = (whole_span(), 0, None);
            self.beside = self.beside.take().filter(|beside| beside != name);
        }
        if self.example.as_deref() != Some(name) {
            self.example = Some(name.to_owned());
        }
    }

    /// Takes the run's end and its way there, as far as it has come; has the edge sought where it blew up.
    fn settle(&mut self) {
        let Some(run) = self.course.as_ref().map(Course::run) else { return };
        if run.divergence().is_some() {
            self.holds.seek(run.start(), self.rounds, self.recipe);
        }
        let come = run.costs().len() + usize::from(run.is_complete());
        let is_news = self.end.is_none() || (come != self.seen && run.is_complete());
        if is_news {
            (self.end, self.seen) = (Some(run.example_after(run.last_finite())), come);
            self.weights = plots::weight_rows(self);
        }
    }

    fn needs_look_ahead(&self) -> bool {
        self.course.is_some() && self.ahead_of != Some((self.courses, self.finished()))
    }

    fn look_ahead(&mut self) {
        if let Some(from) = self.round_start().filter(|_| self.needs_look_ahead()) {
            self.ahead_of = Some((self.courses, self.finished()));
            self.ahead = Some(Ahead::of(from, self.ahead.as_ref()));
        }
    }
}

/// Goes on with unfinished work until it is done or the time is up.
pub(super) fn work(state: &mut State, is_time_up: &mut dyn FnMut() -> bool) {
    let panel = &mut *state.rate.run;
    while panel.advance() && !is_time_up() {}
}

impl RunPanel {
    /// A slice of what is unfinished, what is looked at first; says whether there was something to do.
    fn advance(&mut self) -> bool {
        if let Some(course) = self.course.as_mut().filter(|course| !course.is_complete()) {
            let was_running = !course.run().is_complete();
            course.advance();
            if was_running {
                self.settle();
            }
            return true;
        }
        if self.needs_look_ahead() {
            self.look_ahead();
            return true;
        }
        if self.holds.is_seeking() {
            self.holds.advance();
            return true;
        }
        if let Some(pin) = self.pins.iter_mut().find(|pin| !pin.is_complete()) {
            pin.advance();
            return true;
        }
        let atlases = [&mut self.atlas, &mut self.other];
        let Some(atlas) = atlases.into_iter().flatten().find(|atlas| !atlas.is_complete()) else { return false };
        atlas.advance();
        true
    }
}

/// Whether work is unfinished.
pub(super) fn is_working(state: &State) -> bool {
    let panel = &state.rate.run;
    let is_unfinished = |atlas: &Option<Atlas>| atlas.as_ref().is_some_and(|atlas| !atlas.is_complete());
    panel.course.as_ref().is_none_or(|course| !course.is_complete())
        || panel.holds.is_seeking()
        || panel.needs_look_ahead()
        || panel.pins.iter().any(|pin| !pin.is_complete())
        || is_unfinished(&panel.atlas)
        || is_unfinished(&panel.other)
}

/// Comes into the panel from another view: what the Step view looks at is looked at here.
pub(super) fn enter(state: &mut State) {
    if state.rate.run.left.take().is_none_or(|left| left.is_same_run()) {
        state.rate.run.wished = state.document.finished;
    }
}

/// The way back to the panel from the Step view, where it was left for there.
pub(super) fn way_back(state: &State) -> Option<Element> {
    state.rate.run.left.as_ref().map(|_| depict::way_back())
}

/// What is said of another learning rate.
pub(super) fn rate_sentence(state: &State) -> String {
    depict::rate_sentence(state)
}

/// What stands beside the choice of panels.
pub(super) fn bar(state: &State) -> Vec<Node> {
    depict::bar(state)
}

/// What stands under the choice of panels.
pub(super) fn body(state: &State) -> Vec<Node> {
    depict::body(state)
}

/// How far an arrow moves the reading cursor, in places of the round slider.
const CURSOR_PLACES: f64 = 5.0;

/// What a key does here before the keys that all views share.
pub(super) fn key(_state: &State, press: &KeyPress, focus: Focus, figure: Option<&str>) -> Option<crate::Action> {
    if press.control || press.alt || focus == Focus::Field {
        return None;
    }
    let action = match press.key.as_str() {
        "ArrowRight" if figure == Some("descent") => Action::MoveCursor(CURSOR_PLACES),
        "ArrowLeft" if figure == Some("descent") => Action::MoveCursor(-CURSOR_PLACES),
        "Enter" if figure == Some("descent") => Action::LookAtCursor,
        "Escape" if figure == Some("descent") => Action::HideCursor,
        "Home" if figure == Some("descent") => Action::LookAt(0),
        "End" if figure == Some("descent") => Action::LookAt(usize::MAX),
        "c" | "C" => Action::Pin,
        "o" | "O" => Action::OpenInStep,
        "z" | "Z" => Action::CloseUp,
        _ => return None,
    };
    Some(crate::Action::Rate(super::Action::Run(action)))
}

/// The fields that a link carries, in order.
pub(super) fn link_fields(state: &State) -> Vec<(String, String)> {
    links::fields(&state.rate.run)
}

/// Takes one field of a link; says whether it could be read.
pub(super) fn read_link_field(state: &mut State, name: &str, value: &str) -> bool {
    links::read(&mut state.rate.run, name, value).is_some()
}

/// What the picture of that figure depends on.
pub(super) fn fingerprint(state: &State, figure: &str) -> Option<Fingerprint> {
    depict::fingerprint(state, figure)
}

/// Draws that figure.
pub(super) fn draw<'a>(state: &State, figure: &str, ink: Ink<'a>, style: &Style) -> Drawn<Ink<'a>> {
    depict::draw(state, figure, ink, style)
}

/// Does what the pointer wants of that figure.
pub(super) fn point(state: &mut State, figure: &str, pointer: &Pointer) {
    depict::point(state, figure, pointer);
}
