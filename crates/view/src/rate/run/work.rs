//! What the panel computes, and in which order: at once what can be had at once, the rest in slices.

use gradlight_core::builtin;
use gradlight_core::example::Example;
use gradlight_core::rounding::Arithmetic;
use gradlight_core::train::{Recipe, Run};

use super::ahead::{self, Ahead};
use super::atlas::Atlas;
use super::course::Course;
use super::scale::whole_span;
use super::{RunPanel, plots};
use crate::state::State;

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
}

/// Brings what the panel shows to what the state says, as far as it can be had at once.
pub(in crate::rate) fn follow(state: &mut State) {
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
    panel.stand();
    if ahead::is_cheap(start) {
        panel.look_ahead();
    }
}

/// Goes on with unfinished work until it is done or the time is up.
pub(in crate::rate) fn work(state: &mut State, is_time_up: &mut dyn FnMut() -> bool) {
    let (panel, is_playing) = (&mut *state.rate.run, state.playing.is_some());
    while panel.advance(is_playing) && !is_time_up() {}
}

/// Whether work is unfinished.
pub(in crate::rate) fn is_working(state: &State) -> bool {
    let panel = &state.rate.run;
    let is_unfinished = |atlas: &Option<Atlas>| atlas.as_ref().is_some_and(|atlas| !atlas.is_complete());
    panel.course.as_ref().is_none_or(|course| !course.is_complete())
        || panel.holds.is_seeking()
        || (panel.needs_look_ahead() && state.playing.is_none())
        || panel.pins.iter().any(|pin| !pin.is_complete())
        || is_unfinished(&panel.atlas)
        || is_unfinished(&panel.other)
}

impl RunPanel {
    /// Forgets what belongs to another example: the part of the scale spanned, the round looked at.
    fn meet(&mut self, name: &str) {
        if self.example.as_deref().is_some_and(|known| known != name) {
            (self.span, self.wished, self.cursor, self.pointed) = (whole_span(), None, None, None);
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

    /// The course and the finished rounds that are looked at.
    fn place(&self) -> (u64, usize) {
        (self.courses, self.finished())
    }

    /// Takes the example as it stands at the round looked at, if a round is.
    fn stand(&mut self) {
        let place = self.place();
        if self.wished.is_some() && self.here.as_ref().is_none_or(|(known, _)| *known != place) {
            self.here = self.round_start().map(|start| (place, start));
        }
    }

    fn needs_look_ahead(&self) -> bool {
        self.course.is_some() && self.ahead_of != Some(self.place())
    }

    fn look_ahead(&mut self) {
        if let Some(from) = self.round_start().filter(|_| self.needs_look_ahead()) {
            self.ahead_of = Some(self.place());
            self.ahead = Some(Ahead::of(from, self.ahead.as_ref()));
        }
    }

    /// A slice of what is unfinished, what is looked at first; says whether there was something to do.
    ///
    /// While the run plays, a look-ahead that takes its time waits for the round at which it stops.
    fn advance(&mut self, is_playing: bool) -> bool {
        if let Some(course) = self.course.as_mut().filter(|course| !course.is_complete()) {
            let was_running = !course.run().is_complete();
            course.advance();
            if was_running {
                self.settle();
            }
            return true;
        }
        if self.needs_look_ahead() && !is_playing {
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

impl RunPanel {
    /// Whether the run has been run to its end.
    pub(super) fn is_complete(&self) -> bool {
        self.run().is_some_and(Run::is_complete)
    }
}
