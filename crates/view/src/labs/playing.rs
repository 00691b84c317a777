//! Playing: the place that a lab with a long course has come to, and how fast it goes on by itself.

use super::parts::choice;
use crate::node::Element;

/// A pace: its name, and places a second.
type Pace = (&'static str, f64);

/// A place from 0 on, moved by steps, by a dial and by time; how far it can go, the lab says each time.
#[derive(Clone, Debug)]
pub(super) struct Playing {
    /// The part of a place that has passed counts while playing.
    at: f64,
    is_on: bool,
    pace: usize,
    paces: [Pace; 3],
}

impl Playing {
    /// At the start, standing still, at the middle pace.
    pub(super) const fn new(paces: [Pace; 3]) -> Self {
        Self { at: 0.0, is_on: false, pace: 1, paces }
    }

    /// The place.
    pub(super) fn place(&self) -> usize {
        self.at as usize
    }

    /// Whether it goes by itself.
    pub(super) fn is_on(&self) -> bool {
        self.is_on
    }

    /// Goes to a place; what goes by itself goes on from there.
    pub(super) fn go_to(&mut self, place: usize, last: usize) {
        self.at = place.min(last) as f64;
    }

    /// Stops, and goes to a place.
    pub(super) fn stop_at(&mut self, place: usize, last: usize) {
        self.is_on = false;
        self.go_to(place, last);
    }

    /// The place that `next`, `back`, `first` or `last` leads to.
    pub(super) fn place_of(&self, name: &str, last: usize) -> Option<usize> {
        match name {
            "next" => Some(self.place() + 1),
            "back" => Some(self.place().saturating_sub(1)),
            "first" => Some(0),
            "last" => Some(last),
            _ => None,
        }
    }

    /// Goes by itself or stops; from the end it begins anew. Says whether it goes now.
    pub(super) fn toggle(&mut self, last: usize) -> bool {
        if !self.is_on && self.place() >= last {
            self.at = 0.0;
        }
        self.is_on = !self.is_on;
        self.is_on
    }

    /// Time has passed; says whether anything has moved.
    pub(super) fn tick(&mut self, milliseconds: f64, last: usize) -> bool {
        if !self.is_on {
            return false;
        }
        self.at = (self.at + milliseconds / 1000.0 * self.paces[self.pace].1).clamp(0.0, last as f64);
        self.is_on = self.place() < last;
        true
    }

    /// Takes the pace of that name, if there is one.
    pub(super) fn choose(&mut self, name: &str) -> bool {
        let pace = self.paces.iter().position(|(pace, _)| *pace == name);
        self.pace = pace.unwrap_or(self.pace);
        pace.is_some()
    }

    /// The paces to choose from; sends `pace`.
    pub(super) fn choice(&self) -> Element {
        choice("Pace", "pace", self.paces[self.pace].0, &self.paces.map(|(pace, _)| (pace, pace)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn playing_goes_as_fast_as_its_pace_and_stops_at_the_end() {
        let mut playing = Playing::new([("slow", 1.0), ("steady", 10.0), ("fast", 100.0)]);
        assert!(!playing.tick(1000.0, 25) && playing.toggle(25));
        playing.tick(1000.0, 25);
        assert_eq!(playing.place(), 10);
        assert!(playing.choose("fast") && !playing.choose("faster"));
        playing.tick(1000.0, 25);
        assert_eq!((playing.place(), playing.is_on()), (25, false));
        assert!(playing.toggle(25), "from the end it begins anew");
        assert_eq!(playing.place(), 0);
    }

    #[test]
    fn steps_stay_between_the_ends() {
        let mut playing = Playing::new([("slow", 1.0), ("steady", 10.0), ("fast", 100.0)]);
        for (name, place) in [("back", 0), ("next", 1), ("last", 3), ("next", 3), ("first", 0)] {
            playing.stop_at(playing.place_of(name, 3).expect(name), 3);
            assert_eq!(playing.place(), place, "{name}");
        }
        assert_eq!(playing.place_of("play", 3), None);
    }
}
