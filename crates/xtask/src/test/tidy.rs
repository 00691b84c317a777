//! What neither compiler nor clippy checks: how files begin, how long they are, and that the map of the code is whole.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};
use walkdir::WalkDir;

use crate::program;

/// Where hand-written sources are.
const SOURCE_FOLDERS: [&str; 3] = ["crates", "tests", "www"];

/// What counts as source; data have other extensions.
const SOURCE_EXTENSIONS: [&str; 5] = ["rs", "js", "ts", "css", "html"];

/// No source file has more lines.
const LONGEST_FILE: usize = 600;

/// The crates whose every top-level module stands in ARCHITECTURE.md.
const MAPPED_CRATES: [&str; 2] = ["crates/core", "crates/view"];

/// Checks all rules.
///
/// # Errors
///
/// Some are broken; the message names each place.
pub(crate) fn check() -> Result<()> {
    let mut faults = Vec::new();
    for file in sources()? {
        let text = fs::read_to_string(&file)?;
        let name = file.strip_prefix(program::root()).unwrap_or(&file).display().to_string();
        faults.extend(source_faults(&name, &text));
    }
    let map = program::root().join("ARCHITECTURE.md");
    if map.exists() {
        faults.extend(map_faults(&fs::read_to_string(map)?, &places()?));
    }
    ensure!(faults.is_empty(), "{}", faults.join("; "));
    Ok(())
}

fn sources() -> Result<Vec<PathBuf>> {
    let mut sources = vec![program::root().join("index.html")];
    for folder in SOURCE_FOLDERS {
        for entry in WalkDir::new(program::root().join(folder)).sort_by_file_name() {
            let path = entry?.into_path();
            let extension = path.extension().and_then(OsStr::to_str);
            if extension.is_some_and(|extension| SOURCE_EXTENSIONS.contains(&extension)) {
                sources.push(path);
            }
        }
    }
    Ok(sources)
}

fn source_faults(name: &str, text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    if is_rust(name) && !text.starts_with("//! ") {
        faults.push(format!("{name} does not begin with its subject, in a line `//! …`"));
    }
    let lines = text.lines().count();
    if lines > LONGEST_FILE {
        faults.push(format!("{name} has {lines} lines, more than {LONGEST_FILE}"));
    }
    faults
}

fn is_rust(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|extension| extension == "rs")
}

/// What the map must name: each crate by its folder, and the modules of the mapped crates.
fn places() -> Result<Vec<String>> {
    let mut places = vec!["gradlight-e2e".to_owned()];
    for entry in fs::read_dir(program::root().join("crates"))? {
        places.push(format!("crates/{}", entry?.file_name().to_string_lossy()));
    }
    for folder in MAPPED_CRATES {
        for entry in fs::read_dir(program::root().join(folder).join("src"))? {
            let path = entry?.path();
            let stem = path.file_stem().and_then(OsStr::to_str).unwrap_or_default();
            if is_rust(&path.to_string_lossy()) && stem != "lib" {
                places.push(stem.to_owned());
            }
        }
    }
    places.sort();
    Ok(places)
}

fn map_faults(map: &str, places: &[String]) -> Vec<String> {
    let missing = places.iter().filter(|place| !names(map, place));
    missing.map(|place| format!("ARCHITECTURE.md does not name {place} (a module stands in backticks)")).collect()
}

/// Whether the map has a folder by its path, or a module in backticks, alone or with what belongs to it:
/// `trace`, `trace.rs`, `trace::check`.
fn names(map: &str, place: &str) -> bool {
    let is_folder = place.contains('/');
    is_folder && map.contains(place)
        || map.split(&format!("`{place}")).skip(1).any(|rest| rest.starts_with(['`', '.', ':', '/']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_says_its_subject_first_and_stays_short() {
        assert!(source_faults("a.rs", "//! The subject.\n").is_empty());
        assert_eq!(source_faults("a.rs", "use std::fs;\n").len(), 1);
        assert!(source_faults("a.css", "a {}\n").is_empty());
        assert_eq!(source_faults("a.css", &"a {}\n".repeat(601)).len(), 1);
    }

    #[test]
    fn what_is_missing_from_the_map_is_named() {
        let map = "### crates/core: the mathematics\n`forward` and `trace.rs` and `loss_of`";
        let places = ["crates/core", "crates/web", "forward", "loss", "trace"].map(str::to_owned);
        let faults = map_faults(map, &places).join("; ");
        assert!(faults.contains("crates/web") && faults.contains("name loss "), "{faults}");
        assert!(
            !faults.contains("crates/core") && !faults.contains("forward") && !faults.contains("trace"),
            "{faults}"
        );
    }
}
