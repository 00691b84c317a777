//! The first panel: one learning rate and all that it does, with the atlas of all others.

pub mod action;
mod ahead;
mod atlas;
mod course;
mod depict;
pub mod kept;
mod keys;
mod links;
mod numbers;
mod pins;
mod play;
mod plots;
mod reading;
mod scale;
mod settings;
mod words;
mod work;

pub use action::{Action, Number};
pub(super) use words::{recipe_label, schedule_label};

use gradlight_core::example::Example;
use gradlight_core::train::{Divergence, Recipe, Run};
use gradlight_plot::{Drawn, Ink, Style};

use super::controls::Typing;
use crate::drawing::Fingerprint;
use crate::node::Node;
use crate::pointer::Pointer;
use crate::state::State;
use ahead::Ahead;
use atlas::Atlas;
use course::{Course, Holds};
use pins::Pin;
use play::Play;
use reading::Pointed;
use scale::whole_span;

pub(super) use action::act;
pub(super) use depict::rate_sentence;
pub(super) use keys::key;
pub(super) use numbers::numbers;
pub(super) use play::tick;
pub(super) use work::{follow, is_working, work};

/// The numbers of rounds that can be chosen.
const ROUNDS: [usize; 13] = [10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000];

/// The rounds that are run unless others are chosen.
const USUAL_ROUNDS: usize = 10_000;

/// The cost that runs are timed to, as a power of ten, unless another is chosen.
const USUAL_GOAL: i32 = -4;

/// What the panel remembers.
#[derive(Debug)]
pub struct RunPanel {
    rounds: usize,
    recipe: Recipe,
    /// The number of the recipe that is being typed.
    typing: Option<Typing<Number>>,
    /// The rates that slider and atlas span.
    span: (f64, f64),
    /// The example whose atlas lies beside.
    beside: Option<String>,
    /// The place of an atlas that is being read.
    pointed: Option<Pointed>,
    /// Finished rounds looked at, as wished; none where no round is looked at more than another.
    wished: Option<usize>,
    play: Play,
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
    /// The example as it stands at the round looked at, with the course and the finished rounds it belongs to.
    here: Option<((u64, usize), Example)>,
    /// The example as the run leaves it, and the weights on the way.
    end: Option<Example>,
    weights: Vec<(usize, Vec<f64>)>,
    /// How far the run had come when its end was taken.
    seen: usize,
    /// The name of the example that was shown last.
    example: Option<String>,
}

impl Default for RunPanel {
    fn default() -> Self {
        Self {
            rounds: USUAL_ROUNDS,
            recipe: Recipe::default(),
            typing: None,
            span: whole_span(),
            beside: None,
            pointed: None,
            wished: None,
            play: Play::default(),
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
            here: None,
            end: None,
            weights: Vec::new(),
            seen: 0,
            example: None,
        }
    }
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

    /// The last finished round with finite numbers, as far as the run has come.
    fn last_finite(&self) -> usize {
        self.run().map_or(0, Run::last_finite)
    }

    /// Finished rounds looked at: as wished, but no further than the run has finite numbers for.
    fn finished(&self) -> usize {
        self.wished.unwrap_or(0).min(self.last_finite())
    }

    /// As [`Self::finished`], but while the run is under way as wished, for it may come there yet.
    fn looked_at(&self) -> usize {
        let is_complete = self.run().is_some_and(Run::is_complete);
        if is_complete { self.finished() } else { self.wished.unwrap_or(0).min(self.rounds) }
    }

    /// The example as it stands at the round looked at, at the rate of that round.
    fn round_start(&self) -> Option<Example> {
        Some(at_round(self.run()?, self.recipe, self.finished()))
    }

    /// The example whose neurons are shown: that of the round looked at, or the one that the run ends with.
    fn shown(&self) -> Option<&Example> {
        self.here.as_ref().filter(|_| self.wished.is_some()).map(|(_, here)| here).or(self.end.as_ref())
    }
}

/// A round of a run as the Step view takes it.
#[derive(Debug)]
pub(super) struct Round {
    /// The example as it stands there, at the rate of that round.
    pub(super) start: Example,
    /// What the run started from and what it is called, where it is another than the open one.
    pub(super) other: Option<(Example, String)>,
    /// The finished rounds before it.
    pub(super) finished: usize,
    /// How the run moves.
    pub(super) recipe: Recipe,
    /// The finished rounds that are looked at, if any are.
    pub(super) wished: Option<usize>,
}

/// The round looked at, once there is a run.
pub(super) fn round(state: &State) -> Option<Round> {
    let panel = &state.rate.run;
    let (finished, recipe, wished) = (panel.finished(), panel.recipe, panel.wished);
    panel.round_start().map(|start| Round { start, other: None, finished, recipe, wished })
}

/// The round looked at, or the last there is before it, of a pinned run.
pub(super) fn pinned_round(state: &State, place: usize) -> Option<Round> {
    let panel = &state.rate.run;
    let pin = panel.pins.get(place)?;
    let finished = panel.wished.unwrap_or(0).min(pin.run()?.last_finite());
    let opened = pin.start(&state.document.start);
    let other = (opened != *state.document.start).then(|| (opened, pin.name.clone()));
    let start = at_round(pin.run()?, pin.recipe, finished);
    Some(Round { start, other, finished, recipe: pin.recipe, wished: panel.wished })
}

/// The example as it stands after so many rounds of a run, at the rate of the next.
fn at_round(run: &Run, recipe: Recipe, finished: usize) -> Example {
    let example = run.example_after(finished);
    let rate = recipe.schedule.rate(example.learning_rate(), finished + 1);
    example.with_learning_rate(rate).unwrap_or(example)
}

/// The finished rounds that are looked at, if any are.
pub(super) fn wished(state: &State) -> Option<usize> {
    state.rate.run.wished
}

/// Looks at so many finished rounds, or at no round more than another.
pub(super) fn look_at(state: &mut State, wished: Option<usize>) {
    state.rate.run.wished = wished;
}

/// What stands beside the choice of panels.
pub(super) fn bar(state: &State) -> Vec<Node> {
    settings::bar(state)
}

/// What stands under the choice of panels.
pub(super) fn body(state: &State) -> Vec<Node> {
    depict::body(state)
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
