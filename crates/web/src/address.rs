//! The address: the page's state written into the hash, no more often than browsers allow.

use wasm_bindgen::JsValue;

use crate::page::Page;

/// During a drag, and on the whole, the address is written at most this often, in milliseconds.
const PAUSE_MS: f64 = 300.0;

/// So many changes may follow one another faster, as when keys are pressed in a row.
const SPARE: f64 = 10.0;

/// What has been written and when.
#[derive(Debug, Default)]
pub(crate) struct Address {
    written: String,
    at: f64,
    waiting: Option<String>,
    /// How many writings are left that need not wait.
    spare: f64,
    is_dragged: bool,
}

impl Address {
    /// The address as the page was opened with.
    pub(crate) fn opened(hash: String) -> Self {
        Self { written: hash, at: f64::MIN, waiting: None, spare: SPARE, is_dragged: false }
    }

    /// Writes the hash: at once, but during a drag or after many writings in a row only when its time has come.
    pub(crate) fn write(&mut self, page: &Page, hash: String, new_entry: bool) {
        if hash == self.written {
            self.waiting = None;
            return;
        }
        if new_entry {
            self.put(page, hash, true);
        } else if page.now() - self.at >= PAUSE_MS || !self.is_dragged && self.has_spare(page) {
            self.put(page, hash, false);
        } else {
            self.waiting = Some(hash);
        }
    }

    fn has_spare(&self, page: &Page) -> bool {
        self.spare + (page.now() - self.at) / PAUSE_MS >= 1.0
    }

    /// Takes note that something is being dragged, or no longer: the drag's end is written at once.
    pub(crate) fn drag(&mut self, page: &Page, is_dragged: bool) {
        self.is_dragged = is_dragged;
        if !is_dragged {
            self.flush(page);
        }
    }

    /// Writes what has been waiting, once its time has come.
    pub(crate) fn catch_up(&mut self, page: &Page) {
        if self.is_waiting()
            && page.now() - self.at >= PAUSE_MS
            && let Some(hash) = self.waiting.take()
        {
            self.put(page, hash, false);
        }
    }

    /// Writes what has been waiting now: the hand has left the slider, or the page goes away.
    pub(crate) fn flush(&mut self, page: &Page) {
        if let Some(hash) = self.waiting.take() {
            self.put(page, hash, false);
        }
    }

    /// Writes the link of a view that this module does not have, for the module that takes over.
    pub(crate) fn leave(&mut self, page: &Page, hash: &str) {
        self.flush(page);
        let location = page.window.location();
        let is_there = location.hash().is_ok_and(|here| here == hash);
        if !is_there && let Ok(history) = page.window.history() {
            // Followed rather than opened from here, the link is an entry of the history already.
            let write = if location.hash().is_ok_and(|here| here == self.written || here.is_empty()) {
                web_sys::History::push_state_with_url
            } else {
                web_sys::History::replace_state_with_url
            };
            write(&history, &JsValue::NULL, "", Some(hash)).ok();
        }
    }

    /// Whether something has not been written yet.
    pub(crate) fn is_waiting(&self) -> bool {
        self.waiting.is_some()
    }

    /// Takes note of the address now; says whether it came from elsewhere than here.
    pub(crate) fn arrive_at(&mut self, hash: &str) -> bool {
        let is_foreign = self.written != hash;
        if is_foreign {
            // What was waiting belongs to where the page was.
            self.waiting = None;
            hash.clone_into(&mut self.written);
        }
        is_foreign
    }

    fn put(&mut self, page: &Page, hash: String, new_entry: bool) {
        let now = page.now();
        self.spare = (self.spare + (now - self.at) / PAUSE_MS).min(SPARE) - 1.0;
        self.at = now;
        self.waiting = None;
        if page.window.location().hash().is_ok_and(|hash| hash != self.written) {
            // Someone has just gone elsewhere; the event that says so is on its way.
            return;
        }
        let Ok(history) = page.window.history() else { return };
        let write =
            if new_entry { web_sys::History::push_state_with_url } else { web_sys::History::replace_state_with_url };
        // Browsers refuse too many writings; the next one then carries the state.
        if write(&history, &JsValue::NULL, "", Some(&hash)).is_ok() {
            self.written = hash;
        } else {
            self.waiting = Some(hash);
        }
    }
}
