//! Opening examples: built in, from files and from links.

use gradlight_core::builtin;
use gradlight_core::example::Example;
use gradlight_core::example::tree::MAX_BYTES;

use crate::format::count;
use crate::link;
use crate::route::{HAS_ROOMS, Route};
use crate::settings::Settings;
use crate::state::{Document, MAX_TRACED_WEIGHTS, Notice, OWN, State};
use crate::update::{Effects, Leave};
use crate::{labs, predict, rate, slides};

impl State {
    /// Opens the built-in example of that name; says whether it was another one.
    pub(super) fn open_built_in(&mut self, name: &str) -> bool {
        let Some(start) = builtin::example(name) else { return false };
        if self.document.name == name && *self.document.start == start {
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
        if !matches!(self.route, Route::Step | Route::Rate) {
            self.go_to(Route::Step);
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

    /// Opens an example of a view's making in the Step view; undoable.
    pub(crate) fn open_own(&mut self, example: Example) {
        self.go_to(Route::Step);
        self.open(OWN.to_owned(), example);
        self.warn_of_luggage();
    }

    fn open(&mut self, name: String, start: Example) {
        self.coalescing = None;
        self.remember("open", true);
        self.document = Document::open(name, start);
        (self.playing, self.chosen, self.editing, self.notice) = (None, None, None, None);
        (self.lit, self.walking) = (None, None);
        self.rerun();
    }

    /// Opens what a link says; what of it cannot be read falls back to the nearest valid state, with a notice.
    pub(super) fn open_link(&mut self, hash: &str, effects: &mut Effects) {
        let dropped = self.open_hash(hash, effects);
        self.tell_dropped(&dropped);
    }

    /// Opens what a link says; gives what of it could not be read, in clauses.
    pub(crate) fn open_hash(&mut self, hash: &str, effects: &mut Effects) -> Vec<String> {
        let link::Opened { route, document, step, settings, dropped, path, fields, cover } =
            link::read(hash, &self.settings);
        if HAS_ROOMS && matches!(route, Route::Slides | Route::Labs) {
            let mut dropped = dropped;
            dropped.extend(self.open_room(route, &path, &fields, settings, effects));
            return dropped;
        }
        self.route = route;
        (self.playing, self.chosen, self.editing, self.walking, self.lit) = (None, None, None, None, None);
        self.settings = settings;
        self.document = document;
        self.rerun();
        let mut dropped = dropped;
        if HAS_ROOMS && route == Route::Rate {
            rate::open(self);
            let unread = fields.iter().filter(|(name, value)| !rate::read_link_field(self, name, value));
            dropped
                .extend(unread.map(|(name, value)| format!("“{name}={value}” could not be read")).collect::<Vec<_>>());
        }
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
        if HAS_ROOMS && route == Route::Rate {
            rate::follow(self);
        }
        dropped.extend(predict::open_link(self, &cover).into_iter().map(|id| format!("there is no “{id}” to hide")));
        dropped
    }

    /// Opens a lecture or a lab; the open example stays what it is.
    fn open_room(
        &mut self,
        route: Route,
        path: &[String],
        fields: &[(String, String)],
        settings: Settings,
        effects: &mut Effects,
    ) -> Vec<String> {
        self.route = route;
        self.settings = settings;
        (self.playing, self.editing) = (None, None);
        let path: Vec<&str> = path.iter().map(String::as_str).collect();
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        match route {
            Route::Slides => slides::open_link(self, &path, &fields, effects),
            _ => labs::open_link(self, &path, &fields, effects),
        }
    }

    /// Shows another view; the open example stays.
    pub(crate) fn go_to(&mut self, route: Route) {
        self.route = route;
        (self.playing, self.editing, self.walking, self.lit) = (None, None, None, None);
    }

    /// Opens a file that was chosen or dropped: for the view shown, if it takes such files, else as an example.
    pub(super) fn open_bytes(&mut self, name: &str, content: Vec<u8>, effects: &mut Effects) {
        if slides::is_deck(name) && !HAS_ROOMS {
            match String::from_utf8(content) {
                Ok(text) => {
                    let leave = Leave { hash: "#/slides/own".to_owned(), takes_example: false };
                    (effects.deck, effects.leave) = (Some((name.to_owned(), text)), Some(leave));
                }
                Err(_) => self.refuse(format!("{name} was not opened. It is no text.")),
            }
            return;
        }
        if slides::is_deck(name) && self.route != Route::Slides {
            self.go_to(Route::Slides);
        }
        let left = match self.route {
            Route::Step => Some(content),
            _ if !HAS_ROOMS => Some(content),
            Route::Rate => rate::open_file(self, name, content, effects),
            Route::Slides => slides::open_file(self, name, content, effects),
            Route::Labs => labs::open_file(self, name, content, effects),
        };
        let Some(content) = left else { return };
        if content.len() > MAX_BYTES {
            self.refuse(format!("{name} was not opened. It is larger than 4 MiB."));
            return;
        }
        match String::from_utf8(content) {
            Ok(text) => effects.new_entry = self.open_file(name, &text),
            Err(_) => self.refuse(format!("{name} was not opened. It is no text.")),
        }
    }

    pub(crate) fn tell_dropped(&mut self, dropped: &[String]) {
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
