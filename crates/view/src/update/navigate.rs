//! Going through steps, phases and rounds, by hand or by playing, and walking in the network.

use gradlight_core::quantity::Quantity;

use crate::predict;
use crate::settings::SPEEDS;
use crate::slider::{finished_at, place_of_finished};
use crate::state::{MAX_ROUNDS, State};
use crate::views::network::{self, Place, Way};

/// How long a step lasts at speed 1, in milliseconds.
const STEP_MS: f64 = 1200.0;

/// At most so many steps are made in one tick, however much time has passed.
const MAX_STEPS_A_TICK: usize = 32;

impl State {
    /// Whether the last step of the last round is shown, open.
    pub(crate) fn is_at_the_end(&self) -> bool {
        let is_last = self.document.step + 1 == self.trace().steps().len() && self.finished() == self.most_finished();
        is_last && self.run().is_complete() && !self.is_step_covered()
    }

    pub(super) fn next_step(&mut self) {
        if self.is_step_covered() {
            predict::reveal(self);
        } else if self.document.step + 1 < self.trace().steps().len() {
            self.document.step += 1;
        } else if self.finished() < self.most_finished() {
            self.document.step = 0;
            self.go_to_round(self.finished() + 1);
        }
    }

    pub(super) fn previous_step(&mut self) {
        if self.document.step > 0 {
            self.document.step -= 1;
        } else if self.finished() > 0 {
            self.document.step = usize::MAX;
            self.go_to_round(self.finished() - 1);
        }
    }

    pub(super) fn next_phase(&mut self) {
        let here = self.document.step;
        match self.segments().into_iter().find(|(_, range)| range.start > here) {
            Some((_, range)) => self.document.step = range.start,
            None => {
                if self.finished() < self.most_finished() {
                    self.document.step = 0;
                    self.go_to_round(self.finished() + 1);
                }
            }
        }
    }

    pub(super) fn previous_phase(&mut self) {
        let here = self.document.step;
        match self.segments().into_iter().rev().find(|(_, range)| range.start < here) {
            Some((_, range)) => self.document.step = range.start,
            None => {
                if self.finished() > 0 {
                    self.go_to_round(self.finished() - 1);
                    self.document.step = self.segments().last().map_or(0, |(_, range)| range.start);
                }
            }
        }
    }

    pub(super) fn go_to_step(&mut self, place: usize) {
        self.document.step = place.min(self.trace().steps().len() - 1);
    }

    pub(super) fn go_to_quantity(&mut self, id: &str) {
        let names = self.names();
        if let Some(place) = self.trace().steps().iter().position(|step| names.id(&step.quantity) == id) {
            self.document.step = place;
        }
    }

    pub(crate) fn go_to_round(&mut self, finished: usize) {
        self.document.finished = finished.min(MAX_ROUNDS).min(self.most_finished());
        self.refresh();
    }

    pub(super) fn move_cursor(&mut self, places: f64) {
        let here = self.cursor.unwrap_or(self.finished());
        let (place, most) = (place_of_finished(here), self.run().last_finite());
        // Near the left end a place is less than a round.
        let there = finished_at(place + places);
        let least = if places > 0.0 { here + 1 } else { here.saturating_sub(1) };
        let there = if there == here { least } else { there };
        self.cursor = Some(there.min(most));
    }

    pub(super) fn tick(&mut self, milliseconds: f64) {
        let Some(elapsed) = self.playing else { return };
        let step = STEP_MS / SPEEDS[self.settings.speed];
        let mut elapsed = elapsed + milliseconds;
        for _ in 0..MAX_STEPS_A_TICK {
            if elapsed < step {
                break;
            }
            elapsed -= step;
            let place = |state: &Self| (state.finished(), state.document.step, state.is_step_covered());
            let before = place(self);
            self.next_step();
            predict::follow(self);
            if place(self) == before {
                self.playing = None;
                return;
            }
        }
        self.playing = Some(elapsed.min(step));
    }

    pub(super) fn enter_network(&mut self) {
        match self.walking {
            None => self.walking = Some(network::first_place()),
            Some(Place::Number(_, quantity)) => self.edit(quantity),
            Some(place) => self.walking = Some(network::enter(self.round_start(), place)),
        }
    }

    pub(super) fn walk(&mut self, way: Way) {
        self.walking = self.walking.map(|place| network::walk(self.round_start(), place, way));
    }

    pub(super) fn point(&mut self, id: Option<&str>) {
        self.lit = id.and_then(|id| self.quantity(id));
    }

    pub(super) fn choose(&mut self, id: &str) {
        let chosen = match self.quantity(id) {
            Some(Quantity::Weight(weight)) => Some(weight),
            _ => None,
        };
        self.chosen = if self.chosen == chosen { None } else { chosen };
    }

    /// The quantity of that id in the round shown.
    pub(crate) fn quantity(&self, id: &str) -> Option<Quantity> {
        let names = self.names();
        let computed = self.trace().steps().iter().map(|step| step.quantity);
        gradlight_core::quantity::givens(self.round_start())
            .into_iter()
            .chain(computed)
            .find(|quantity| names.id(quantity) == id)
    }
}
