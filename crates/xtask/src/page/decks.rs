//! The list of decks: `decks/index.json`, by which the page knows its lectures.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use gradlight_view::deck::Deck;
use serde_json::{Value, json};

/// The list that is written.
const INDEX: &str = "index.json";

/// Writes the list of the decks in that folder, in the order of their names; a folder without decks gets an empty one.
///
/// # Errors
///
/// Something else than decks lies in the folder, or a deck cannot be read.
pub(crate) fn list(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder)?;
    let mut files: Vec<_> =
        fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?.iter().map(fs::DirEntry::path).collect();
    files.retain(|file| !file.ends_with(INDEX));
    files.sort();
    let listings = files.iter().map(|file| listing(file)).collect::<Result<Vec<_>>>()?;
    fs::write(folder.join(INDEX), serde_json::to_string(&listings)?)?;
    Ok(())
}

/// Brings the page's folder of decks to what lies in the folder of their sources, and lists them anew.
///
/// # Errors
///
/// As [`list`]; the page's decks then stay as they were.
pub(crate) fn renew(sources: &Path, page: &Path) -> Result<()> {
    let files = fs::read_dir(sources)?.collect::<Result<Vec<_>, _>>()?;
    for file in &files {
        listing(&file.path())?;
    }
    fs::remove_dir_all(page)?;
    fs::create_dir_all(page)?;
    for file in files {
        fs::copy(file.path(), page.join(file.file_name()))?;
    }
    list(page)
}

fn listing(file: &Path) -> Result<Value> {
    let is_deck = file.extension().is_some_and(|extension| extension == "md");
    ensure!(is_deck, "only decks lie in the folder of decks: {} is none", file.display());
    let stem = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let text = fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    let deck = Deck::read(text);
    Ok(json!({ "stem": stem, "title": deck.title, "slides": deck.len() }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str) -> std::path::PathBuf {
        let folder = std::env::temp_dir().join(format!("gradlight-decks-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        folder
    }

    #[test]
    fn the_list_names_each_deck_with_its_title_and_slides() {
        let folder = folder("list");
        fs::write(folder.join("b.md"), "# Second\n").unwrap();
        fs::write(folder.join("a.md"), "---\ntitle: First\n---\n# One\n\n---\n\n# Two\n").unwrap();
        list(&folder).unwrap();
        list(&folder).unwrap();
        let index: Value = serde_json::from_str(&fs::read_to_string(folder.join(INDEX)).unwrap()).unwrap();
        let wanted = json!([
            { "stem": "a", "title": "First", "slides": 2 },
            { "stem": "b", "title": "Second", "slides": 1 },
        ]);
        assert_eq!(index, wanted);
    }

    #[test]
    fn what_is_no_deck_is_refused_by_name() {
        let folder = folder("stray");
        fs::write(folder.join("notes.docx"), "").unwrap();
        assert!(list(&folder).unwrap_err().to_string().contains("notes.docx"));
    }

    #[test]
    fn the_page_gets_the_decks_as_they_are_now() {
        let (sources, page) = (folder("sources"), folder("page"));
        fs::write(sources.join("a.md"), "# One\n\n---\n\n# Two\n").unwrap();
        fs::write(page.join("gone.md"), "# Old\n").unwrap();
        renew(&sources, &page).unwrap();
        let index = fs::read_to_string(page.join(INDEX)).unwrap();
        assert!(index.contains("\"slides\":2") && !index.contains("gone"), "{index}");
        fs::write(sources.join("a.md.swp"), "").unwrap();
        assert!(renew(&sources, &page).is_err());
        assert!(page.join("a.md").exists(), "what was there stays");
    }
}
