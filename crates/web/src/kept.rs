//! A deck of one's own, kept while its window is open: over a reload, and on the way from the Step view to the lecture.

use crate::page::Page;

/// Where it is kept: its name on the first line, then its text.
const KEY: &str = "deck";

/// Keeps a deck. One too large for the browser's store is not kept, and has to be opened again after a reload.
pub(crate) fn keep(page: &Page, name: &str, text: &str) {
    if let Some(storage) = page.window.session_storage().ok().flatten()
        && storage.set_item(KEY, &format!("{name}\n{text}")).is_err()
    {
        storage.remove_item(KEY).ok();
    }
}

/// The deck that was kept: its name and text.
pub(crate) fn kept(page: &Page) -> Option<(String, String)> {
    let storage = page.window.session_storage().ok().flatten()?;
    let deck = storage.get_item(KEY).ok().flatten()?;
    deck.split_once('\n').map(|(name, text)| (name.to_owned(), text.to_owned()))
}
