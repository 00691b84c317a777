//! Watching the sources of the page.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use anyhow::{Context as _, Result};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::program;

/// What the page is built from, relative to the workspace's root.
const SOURCES: [&str; 6] = ["crates", "www", "index.html", "Trunk.toml", "Cargo.toml", "Cargo.lock"];

/// An editor writes several files at once: wait until it has been quiet for so long.
const QUIET: Duration = Duration::from_millis(100);

/// The folder of the decks, relative to the workspace's root.
pub(super) const DECKS: &str = "www/decks";

/// What has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// Decks alone, which the page reads as they are.
    Decks,
    /// Something that the page is built from.
    Sources,
}

/// The sources, watched.
pub(super) struct Sources {
    events: Receiver<notify::Result<Event>>,
    _watcher: RecommendedWatcher,
}

impl Sources {
    /// Begins to watch.
    ///
    /// # Errors
    ///
    /// The system refuses, or a source is missing.
    pub(super) fn watch() -> Result<Self> {
        let (sender, events) = channel();
        let mut watcher = notify::recommended_watcher(sender)?;
        // The root itself is watched, flat: editors replace files, which ends a watch on the file.
        watcher.watch(program::root(), RecursiveMode::NonRecursive)?;
        for folder in SOURCES.map(|source| program::root().join(source)).iter().filter(|source| source.is_dir()) {
            watcher.watch(folder, RecursiveMode::Recursive)?;
        }
        Ok(Self { events, _watcher: watcher })
    }

    /// Returns once a source has changed since the last call.
    ///
    /// # Errors
    ///
    /// The watcher has ended.
    pub(super) fn wait_for_change(&self) -> Result<Change> {
        let mut changed = Vec::new();
        while changed.is_empty() {
            changed = changed_by(self.events.recv().context("the sources are no longer watched")??);
        }
        while let Ok(event) = self.events.recv_timeout(QUIET) {
            changed.extend(event.map(changed_by).unwrap_or_default());
        }
        let decks = program::root().join(DECKS);
        Ok(if changed.iter().all(|path| path.starts_with(&decks)) { Change::Decks } else { Change::Sources })
    }
}

/// The sources that were written.
fn changed_by(event: Event) -> Vec<PathBuf> {
    let writes = matches!(event.kind, EventKind::Create(_) | EventKind::Modify(_) | EventKind::Remove(_));
    event.paths.into_iter().filter(|path| writes && is_source(path)).collect()
}

fn is_source(path: &Path) -> bool {
    let Ok(path) = path.strip_prefix(program::root()) else {
        return false;
    };
    SOURCES.iter().any(|source| path.starts_with(source)) && !path.starts_with("crates/xtask")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_the_page_is_built_from_counts() {
        let counts = |path: &str| is_source(&program::root().join(path));
        assert!(counts("crates/view/src/lib.rs") && counts("www/css/page.css") && counts("index.html"));
        assert!(!counts("dist/index.html") && !counts("target/debug") && !counts("README.md"));
        assert!(!counts("crates/xtask/src/main.rs"), "the running server is not rebuilt");
    }
}
