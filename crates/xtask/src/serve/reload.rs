//! How an open page hears that the sources have changed.
//!
//! The page's security policy lets no inline script in, so the server adds a script of its own,
//! `/reload.js`, which listens to `/reload`. That request is held until the revision that the page
//! was served with is no longer the newest.

use std::io::Cursor;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use tiny_http::Response;

use super::server::header;

const SCRIPT: &str = include_str!("reload.js");

/// Shorter than what browsers and proxies wait for an answer; the page asks again.
const PATIENCE: Duration = Duration::from_mins(1);

/// The revision of the page, shared between the builder and the server.
#[derive(Clone, Default)]
pub(crate) struct Changes(Arc<(Mutex<u64>, Condvar)>);

impl Changes {
    /// Makes the open pages reload.
    pub(crate) fn announce(&self) {
        *self.0.0.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.0.1.notify_all();
    }

    /// The element that puts the script into a page, with the revision of that page.
    pub(super) fn script_element(&self) -> String {
        let revision = *self.0.0.lock().unwrap_or_else(PoisonError::into_inner);
        format!("<script src=\"/reload.js?revision={revision}\"></script>")
    }

    /// The answer to a URL for which [`is_asked_for`] holds; for `/reload` it comes with the next revision.
    pub(super) fn answer(&self, url: &str) -> Response<Cursor<Vec<u8>>> {
        if url.starts_with("/reload.js") {
            return Response::from_string(SCRIPT).with_header(header("Content-Type", "text/javascript"));
        }
        let known = url.rsplit('=').next().and_then(|revision| revision.parse().ok());
        let news = if self.outlives(known.unwrap_or_default()) { "data: reload\n\n" } else { ": nothing new\n\n" };
        Response::from_string(news).with_header(header("Content-Type", "text/event-stream"))
    }

    /// Waits for another revision than the known one; whether it came.
    fn outlives(&self, known: u64) -> bool {
        let revision = self.0.0.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.0.1.wait_timeout_while(revision, PATIENCE, |revision| *revision == known);
        let (revision, _) = waited.unwrap_or_else(PoisonError::into_inner);
        *revision != known
    }
}

/// Whether the URL is the script's or the one it listens to.
pub(super) fn is_asked_for(url: &str) -> bool {
    matches!(url.split('?').next(), Some("/reload" | "/reload.js"))
}
