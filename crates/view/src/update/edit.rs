//! Numbers typed in place: drafts, their faults, and what a finished edit does.

use gradlight_core::quantity::Quantity;

use crate::format::{count, parse_number};
use crate::predict;
use crate::state::{Editing, Field, State};

impl State {
    pub(super) fn begin_editing(&mut self, id: &str) {
        if let Some(quantity) = self.quantity(id) {
            self.edit(quantity);
        }
    }

    /// Begins typing a given number; nothing else can be typed.
    pub(super) fn edit(&mut self, quantity: Quantity) {
        let Some(value) = self.round_start().given(&quantity, self.document.sample) else { return };
        let draft = format!("{value}");
        self.editing = Some(Editing { field: Field::Given(quantity), draft, fault: None });
        self.playing = None;
    }

    pub(super) fn begin_editing_rate(&mut self) {
        let draft = format!("{}", self.document.start.learning_rate());
        self.keep_or_begin(Field::LearningRate, draft);
    }

    pub(super) fn begin_editing_round(&mut self) {
        let draft = (self.finished() + 1).to_string();
        self.keep_or_begin(Field::Round, draft);
    }

    /// A field that is focused again keeps the faulty draft it was left with.
    fn keep_or_begin(&mut self, field: Field, draft: String) {
        if self.editing.as_ref().is_none_or(|editing| editing.field != field) {
            self.editing = Some(Editing { field, draft, fault: None });
        }
        self.playing = None;
    }

    pub(super) fn draft(&mut self, draft: String) {
        let Some(field) = self.editing.as_ref().map(|editing| editing.field) else { return };
        let fault = self.fault_of(field, &draft);
        self.editing = Some(Editing { field, draft, fault });
    }

    /// Why a draft cannot be taken, if it cannot.
    fn fault_of(&self, field: Field, draft: &str) -> Option<String> {
        let value = match parse_number(draft) {
            Ok(value) => value,
            Err(fault) => return Some(fault.to_string()),
        };
        match field {
            Field::Given(quantity) => {
                let changed = self.round_start().with_given(&quantity, self.document.sample, value);
                changed.err().map(|fault| fault.problem)
            }
            Field::Guess => None,
            Field::LearningRate => (value <= 0.0).then(|| "A learning rate is above 0.".to_owned()),
            Field::Round => {
                let last = self.most_finished() + 1;
                let sound = value >= 1.0 && value <= last as f64 && value.fract() == 0.0;
                (!sound).then(|| match self.run().divergence() {
                    Some(divergence) => {
                        let at = count(divergence.round());
                        format!("A whole number from 1 to {}: training diverges at round {at}.", count(last))
                    }
                    None => format!("A whole number from 1 to {}.", count(last)),
                })
            }
        }
    }

    /// Takes what was typed, if it can be taken; says whether the editing is over.
    pub(super) fn commit(&mut self) -> bool {
        let Some(Editing { field, draft, .. }) = self.editing.clone() else { return false };
        if let Some(fault) = self.fault_of(field, &draft) {
            self.editing = Some(Editing { field, draft, fault: Some(fault) });
            return false;
        }
        if field == Field::Guess {
            return predict::commit(self, &draft);
        }
        self.editing = None;
        let Ok(value) = parse_number(&draft) else { return false };
        match field {
            Field::Given(quantity) => self.set_given(quantity, value),
            Field::LearningRate => {
                self.coalescing = None;
                self.set_learning_rate(value);
            }
            Field::Round => self.go_to_round(value as usize - 1),
            Field::Guess => {}
        }
        true
    }

    /// Makes the round's parameters with that one number changed the new start.
    fn set_given(&mut self, quantity: Quantity, value: f64) {
        let sample = self.document.sample;
        if self.round_start().given(&quantity, sample) == Some(value) {
            return;
        }
        let Ok(start) = self.round_start().with_given(&quantity, sample, value) else { return };
        self.coalescing = None;
        self.remember("edit", true);
        self.document.start = start.into();
        self.document.finished = 0;
        self.rerun();
        self.warn_of_luggage();
    }

    /// The text of the given number being typed, for its field.
    pub(crate) fn draft_of(&self, field: Field) -> Option<&Editing> {
        self.editing.as_ref().filter(|editing| editing.field == field)
    }

    /// The learning rate as its field shows it.
    pub(crate) fn rate_text(&self) -> String {
        match self.draft_of(Field::LearningRate) {
            Some(editing) => editing.draft.clone(),
            None => self.document.start.learning_rate().to_string(),
        }
    }
}
