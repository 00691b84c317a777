//! Opening examples: built in, from files and from links.

use gradlight_core::builtin;
use gradlight_core::example::Example;

use crate::format::count;
use crate::link;
use crate::state::{Document, MAX_TRACED_WEIGHTS, Notice, OWN, State};

impl State {
    /// Opens the built-in example of that name; says whether it was another one.
    pub(super) fn open_built_in(&mut self, name: &str) -> bool {
        let Some(start) = builtin::example(name) else { return false };
        if self.document.name == name && self.document.start == start {
            return false;
        }
        self.open(name.to_owned(), start);
        true
    }

    /// Opens an example file, or says why it is refused; what was open then stays.
    pub(super) fn open_file(&mut self, file: &str, text: &str) -> bool {
        let example = match Example::from_json(text) {
            Ok(example) => example,
            Err(fault) => {
                self.refuse(format!("{file} was not opened. {fault}"));
                return false;
            }
        };
        let weights = example.network().weights().len();
        if weights > MAX_TRACED_WEIGHTS {
            let (most, weights) = (count(MAX_TRACED_WEIGHTS), count(weights));
            self.refuse(format!("{file} was not opened. It has {weights} weights; step by step goes up to {most}."));
            return false;
        }
        self.open(OWN.to_owned(), example);
        self.tell(format!("{file} is open."));
        self.warn_of_luggage();
        true
    }

    /// Says so where the example has become too large for the address bar, and offers the file.
    pub(super) fn warn_of_luggage(&mut self) {
        if link::is_too_large(self) {
            self.notice = Some(Notice {
                text: "This example is too large for a link: the address opens the page without it. Save it as a file to pass it on."
                    .to_owned(),
                is_fault: false,
                offers_file: true,
            });
        }
    }

    fn open(&mut self, name: String, start: Example) {
        self.coalescing = None;
        self.remember("open", true);
        self.document = Document { name, opened: start.clone(), start, finished: 0, step: 0, sample: 0 };
        (self.playing, self.chosen, self.editing, self.notice) = (None, None, None, None);
        (self.lit, self.walking) = (None, None);
        self.rerun();
    }

    /// Opens what a link says; what of it cannot be read falls back to the nearest valid state, with a notice.
    pub(super) fn open_link(&mut self, hash: &str) {
        let link::Opened { document, step, settings, dropped } = link::read(hash, &self.settings);
        (self.playing, self.chosen, self.editing, self.walking, self.lit) = (None, None, None, None, None);
        self.settings = settings;
        self.document = document;
        self.rerun();
        let mut dropped = dropped;
        if let Some(id) = step {
            match self.trace().steps().iter().position(|step| self.names().id(&step.quantity) == id) {
                Some(place) => self.document.step = place,
                None => dropped.push(format!("there is no step “{id}” here")),
            }
        }
        let reached = self.finished();
        if reached < self.document.finished && self.run().is_complete() {
            dropped.push(format!("round {} is past the point where training diverges", self.document.finished + 1));
            self.document.finished = reached;
        }
        if !dropped.is_empty() {
            self.notice = Some(Notice {
                text: format!("The link was opened as far as it could be read: {}.", dropped.join("; ")),
                is_fault: true,
                offers_file: false,
            });
        }
    }

    fn tell(&mut self, text: String) {
        self.notice = Some(Notice { text, is_fault: false, offers_file: false });
    }
}
