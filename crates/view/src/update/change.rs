//! Changes of the example and of what the run depends on, each undoable.

use std::rc::Rc;

use gradlight_core::builtin;
use gradlight_core::example::{BiasRule, Example, Update};

use crate::notation::Notation;
use crate::rate::run::kept::Kept;
use crate::route::HAS_ROOMS;
use crate::state::{Change, Notice, State};

/// At most so many changes can be taken back.
const MAX_CHANGES: usize = 200;

impl State {
    /// Remembers where things stand, so that the change about to be made can be taken back.
    ///
    /// Changes of the same `kind` in a row, such as one drag, are one.
    pub(crate) fn remember(&mut self, kind: &'static str, moves: bool) {
        let kept = HAS_ROOMS.then(|| self.rate.run.kept());
        self.remember_as(kind, moves, kept);
    }

    /// As [`Self::remember`], with the playground's choices as they stood before the change.
    pub(crate) fn remember_with(&mut self, kind: &'static str, moves: bool, kept: Kept) {
        self.remember_as(kind, moves, Some(kept));
    }

    fn remember_as(&mut self, kind: &'static str, moves: bool, kept: Option<Kept>) {
        if self.coalescing == Some(kind) {
            return;
        }
        self.coalescing = Some(kind);
        self.past.push(Change { before: self.document.clone(), moves, kept });
        if self.past.len() > MAX_CHANGES {
            self.past.remove(0);
        }
        self.future.clear();
    }

    pub(crate) fn replace_start(&mut self, kind: &'static str, start: Example) {
        if start == *self.document.start {
            return;
        }
        self.remember(kind, false);
        self.document.start = start.into();
        self.rerun();
    }

    pub(crate) fn set_learning_rate(&mut self, rate: f64) {
        match self.document.start.with_learning_rate(rate) {
            Ok(start) => self.replace_start("learning rate", start),
            Err(fault) => self.refuse(fault.to_string()),
        }
    }

    pub(super) fn set_bias_rule(&mut self, name: &str) {
        let Some(rule) = BiasRule::from_name(name) else { return };
        self.coalescing = None;
        match self.document.start.with_bias_rule(rule) {
            Ok(start) => self.replace_start("bias rule", start),
            Err(fault) => self.refuse(format!("The biases stay as they were. {fault}")),
        }
    }

    pub(super) fn set_update(&mut self, name: &str) {
        let Some(update) = Update::from_name(name) else { return };
        self.coalescing = None;
        self.replace_start("update order", self.document.start.with_update(update));
    }

    pub(super) fn set_notation(&mut self, name: &str) {
        self.settings.notation = Notation::from_name(name).unwrap_or(self.settings.notation);
    }

    pub(super) fn set_digits(&mut self, digits: u8) {
        self.settings.digits = digits.clamp(2, 12);
        if self.settings.carries_rounding {
            self.rerun();
        }
    }

    pub(super) fn toggle_carry(&mut self) {
        self.settings.carries_rounding = !self.settings.carries_rounding;
        self.rerun();
    }

    /// Back to the example as it was opened, at its first step.
    pub(super) fn reset(&mut self) {
        self.coalescing = None;
        self.remember("reset", true);
        let document = &mut self.document;
        document.start = builtin::example(&document.name).map_or_else(|| Rc::clone(&document.opened), Rc::new);
        (document.finished, document.step, document.sample) = (0, 0, 0);
        (self.playing, self.chosen, self.editing, self.notice) = (None, None, None, None);
        self.rerun();
    }

    pub(super) fn undo(&mut self) {
        if let Some(change) = self.past.pop() {
            let undone = self.exchange(change);
            self.future.push(undone);
        }
    }

    pub(super) fn redo(&mut self) {
        if let Some(change) = self.future.pop() {
            let redone = self.exchange(change);
            self.past.push(redone);
        }
    }

    /// Puts a remembered document in place and gives the change that leads back.
    fn exchange(&mut self, change: Change) -> Change {
        let kept = HAS_ROOMS.then(|| self.rate.run.kept());
        let back = Change { before: self.document.clone(), moves: change.moves, kept };
        if let Some(kept) = change.kept {
            self.rate.run.put_back(kept);
        }
        let here = (self.document.finished, self.document.step, self.document.sample);
        self.document = change.before;
        if !change.moves {
            (self.document.finished, self.document.step, self.document.sample) = here;
        }
        (self.editing, self.chosen, self.lit, self.walking) = (None, None, None, None);
        self.rerun();
        back
    }

    /// Tells the user that something was refused; what was there stays.
    pub(crate) fn refuse(&mut self, text: String) {
        self.notice = Some(Notice { text, is_fault: true, offers_file: false });
    }
}
