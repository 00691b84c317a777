//! Stepping: where a lab stands that is gone through step by step, and whether it goes by itself.

/// How long a step lasts while playing, in milliseconds.
const PAUSE: f64 = 1400.0;

/// A place among so many steps.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Stepping {
    /// The step, from 0.
    pub(super) at: usize,
    /// Milliseconds since the last step while playing.
    playing: Option<f64>,
}

impl Stepping {
    /// Does what `next`, `back`, `first`, `last`, `play` or `step` (with a place) mean; says whether it was one of them.
    pub(super) fn act(&mut self, name: &str, argument: Option<&str>, last: usize) -> bool {
        let at = match name {
            "next" => self.at.saturating_add(1),
            "back" => self.at.saturating_sub(1),
            "first" => 0,
            "last" => last,
            "step" => argument.and_then(|place| place.parse().ok()).unwrap_or(self.at),
            "play" => {
                self.playing = if self.playing.is_some() || self.at >= last { None } else { Some(0.0) };
                return true;
            }
            _ => return false,
        };
        *self = Self { at: at.min(last), playing: None };
        true
    }

    /// Keeps the place within the steps.
    pub(super) fn hold(&mut self, last: usize) {
        self.at = self.at.min(last);
    }

    /// Whether it goes by itself.
    pub(super) fn is_playing(&self) -> bool {
        self.playing.is_some()
    }

    /// Time has passed.
    pub(super) fn tick(&mut self, milliseconds: f64, last: usize) {
        let Some(waited) = self.playing else { return };
        if waited + milliseconds < PAUSE {
            self.playing = Some(waited + milliseconds);
            return;
        }
        self.at = (self.at + 1).min(last);
        self.playing = (self.at < last).then_some(0.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn playing_goes_to_the_last_step_and_stops() {
        let mut stepping = Stepping::default();
        assert!(stepping.act("play", None, 2) && stepping.is_playing());
        for _ in 0..40 {
            stepping.tick(100.0, 2);
        }
        assert_eq!((stepping.at, stepping.is_playing()), (2, false));
        assert!(stepping.act("back", None, 2) && stepping.act("step", Some("9"), 2));
        assert_eq!(stepping.at, 2);
        assert!(!stepping.act("dance", None, 2));
    }
}
