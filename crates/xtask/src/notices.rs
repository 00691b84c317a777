//! `THIRD-PARTY.md`: the notices that the licences of shipped code and fonts ask for.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};

use crate::packages::{self, Package};
use crate::program;

/// No licence is shorter, in bytes.
const SHORTEST_LICENCE: usize = 200;

/// `cargo xtask notices`: writes the file anew.
///
/// # Errors
///
/// A shipped package has no licence text, or the file cannot be written.
pub(crate) fn run() -> Result<()> {
    fs::write(file(), document()?)?;
    println!("Wrote {}", file().display());
    Ok(())
}

/// Checks that the file is what would be written now.
///
/// # Errors
///
/// It is not.
pub(crate) fn check() -> Result<()> {
    let written = fs::read_to_string(file()).unwrap_or_default();
    ensure!(written == document()?, "THIRD-PARTY.md is out of date: run `cargo xtask notices`");
    Ok(())
}

fn file() -> PathBuf {
    program::root().join("THIRD-PARTY.md")
}

/// One shipped work and the text of its licence.
struct Notice {
    name: String,
    licence: String,
    home: String,
    text: String,
}

fn document() -> Result<String> {
    let mut notices = packages::shipped()?.iter().map(of_package).collect::<Result<Vec<_>>>()?;
    notices.push(of_standard_library()?);
    notices.push(of_font()?);
    let mut document = String::from(
        "# Third-party notices\n\nWritten by `cargo xtask notices`; do not edit.\n\
         Gradlight's page and terminal program contain these works:\n\n| work | licence | home |\n|---|---|---|\n",
    );
    for notice in &notices {
        writeln!(document, "| {} | {} | {} |", notice.name, notice.licence, notice.home)?;
    }
    let mut works_by_text: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for notice in &notices {
        works_by_text.entry(&notice.text).or_default().push(&notice.name);
    }
    for (text, works) in works_by_text {
        write!(document, "\n## {}\n\n```text\n{text}\n```\n", works.join(", "))?;
    }
    Ok(document)
}

fn of_package(package: &Package) -> Result<Notice> {
    let name = format!("{} {}", package.name, package.version);
    let texts = licence_texts(&package.folder, &package.licence)?;
    let text = if texts.is_empty() {
        let holders =
            if package.authors.is_empty() { &format!("the authors of {name}") } else { &package.authors.join(", ") };
        mit_text(&package.licence, holders).with_context(|| format!("{name} comes without the text of its licence"))?
    } else {
        texts.join("\n\n")
    };
    Ok(Notice { name, licence: package.licence.clone(), home: package.repository.clone(), text })
}

/// The licence texts that a package carries: where it leaves the choice, only the MIT one.
fn licence_texts(folder: &Path, licence: &str) -> Result<Vec<String>> {
    let mut texts = BTreeMap::new();
    for entry in fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().to_uppercase();
        let is_licence = ["LICEN", "COPYING", "NOTICE", "UNLICENSE"].iter().any(|start| name.starts_with(start));
        if is_licence && entry.file_type()?.is_file() {
            texts.insert(name, tidied(&fs::read_to_string(entry.path())?));
        }
    }
    // Some packages carry the path of a licence instead of its text.
    texts.retain(|_, text| text.len() > SHORTEST_LICENCE);
    if !licence.contains("AND") && texts.keys().any(|name| name.contains("MIT")) {
        texts.retain(|name, _| name.contains("MIT") || name.starts_with("NOTICE"));
    }
    Ok(texts.into_values().collect())
}

fn of_standard_library() -> Result<Notice> {
    let licence = "MIT OR Apache-2.0";
    Ok(Notice {
        name: "Rust standard library".to_owned(),
        licence: licence.to_owned(),
        home: "https://github.com/rust-lang/rust".to_owned(),
        text: mit_text(licence, "The Rust Project Contributors").context("its licence includes MIT")?,
    })
}

fn of_font() -> Result<Notice> {
    Ok(Notice {
        name: "STIX Two Math (font, cut to the characters in use)".to_owned(),
        licence: "OFL-1.1".to_owned(),
        home: "https://github.com/stipub/stixfonts".to_owned(),
        text: tidied(&fs::read_to_string(program::root().join("www/fonts/OFL.txt"))?),
    })
}

/// The MIT licence in the name of others, for what can be had under it.
fn mit_text(licence: &str, holders: &str) -> Option<String> {
    let ours = include_str!("../../../LICENSE-MIT");
    let lines = ours
        .lines()
        .map(|line| if line.starts_with("Copyright") { format!("Copyright (c) {holders}") } else { line.to_owned() });
    licence.contains("MIT").then(|| tidied(&lines.collect::<Vec<_>>().join("\n")))
}

/// The text without trailing blanks, so that files that differ only in them are one.
fn tidied(text: &str) -> String {
    let lines: Vec<_> = text.trim().lines().map(str::trim_end).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_work_without_a_licence_file_gets_the_mit_text_in_its_authors_name() {
        let text = mit_text("MIT/Apache-2.0", "Ada Lovelace").unwrap();
        assert!(text.contains("Copyright (c) Ada Lovelace\n"), "{text}");
        assert!(!text.contains("Gradlight"), "{text}");
        assert_eq!(mit_text("Apache-2.0", "Ada Lovelace"), None);
    }

    #[test]
    fn where_there_is_a_choice_the_simplest_licence_is_quoted() {
        let folder = std::env::temp_dir().join(format!("gradlight-licences-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        for (name, length) in [
            ("LICENSE", 9),
            ("LICENSE-APACHE", 900),
            ("LICENSE-MIT", 300),
            ("LICENSE-UNICODE", 400),
            ("README.md", 500),
        ] {
            fs::write(folder.join(name), "x".repeat(length)).unwrap();
        }
        let lengths = |licence| licence_texts(&folder, licence).unwrap().iter().map(String::len).collect::<Vec<_>>();
        assert_eq!(lengths("MIT OR Apache-2.0"), [300]);
        assert_eq!(lengths("(MIT OR Apache-2.0) AND Unicode-3.0"), [900, 300, 400]);
        fs::remove_dir_all(folder).unwrap();
    }
}
