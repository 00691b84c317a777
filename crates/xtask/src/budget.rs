//! The size of what the first visit loads, and of what opening another view loads, as sent: compressed with brotli.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};
use walkdir::WalkDir;

use crate::program;

/// HTML, JavaScript, WebAssembly and CSS together, in bytes.
pub(crate) const PAGE_BUDGET: usize = 350_000;

/// JavaScript and WebAssembly of the module with every view, in bytes.
pub(crate) const ROOMS_BUDGET: usize = 820_000;

/// The maths font, which is compressed as it is, in bytes.
pub(crate) const FONT_BUDGET: usize = 60_000;

/// The kinds of file that make the page, by extension.
pub(crate) const PAGE_KINDS: [&str; 4] = ["html", "js", "wasm", "css"];

/// A file of the first visit.
#[derive(Debug)]
struct Loaded {
    file: PathBuf,
    /// Its size before compression, in bytes.
    whole: usize,
    /// Its size as sent, in bytes.
    sent: usize,
}

/// What the first visit of the release page loads.
#[derive(Debug)]
pub(crate) struct FirstVisit {
    page: Vec<Loaded>,
    rooms: Vec<Loaded>,
    /// The fonts' size, in bytes.
    pub(crate) fonts: usize,
    modules: usize,
}

impl FirstVisit {
    /// Compresses the release page in `dist/`.
    ///
    /// # Errors
    ///
    /// There is none.
    pub(crate) fn measure() -> Result<Self> {
        let files = files(&program::root().join("dist"))?;
        let mut page = Vec::new();
        for (file, content) in files.iter().filter(|(file, _)| is_loaded_first(file)) {
            page.push(Loaded { file: file.clone(), whole: content.len(), sent: compressed(content)? });
        }
        let mut rooms = Vec::new();
        for (file, content) in files.iter().filter(|(file, _)| is_of_rooms(file)) {
            rooms.push(Loaded { file: file.clone(), whole: content.len(), sent: compressed(content)? });
        }
        let fonts = of_kind(&files, "woff2").map(|(_, content)| content.len()).sum();
        let modules = of_kind(&files, "wasm").filter(|(file, _)| !is_of_rooms(file)).count();
        Ok(Self { page, rooms, fonts, modules })
    }

    /// The size of the page as sent, in bytes.
    pub(crate) fn page(&self) -> usize {
        self.page.iter().map(|loaded| loaded.sent).sum()
    }

    /// The size of the module with every view as sent, in bytes.
    pub(crate) fn rooms(&self) -> usize {
        self.rooms.iter().map(|loaded| loaded.sent).sum()
    }

    /// The share in it of the files with that extension, in bytes.
    pub(crate) fn share(&self, kind: &str) -> usize {
        self.page.iter().filter(|loaded| is_kind(&loaded.file, kind)).map(|loaded| loaded.sent).sum()
    }
}

/// Checks the release page against its budgets, and that it has a single module.
///
/// # Errors
///
/// A budget is exceeded.
pub(crate) fn check() -> Result<()> {
    let visit = FirstVisit::measure()?;
    for Loaded { file, whole, sent } in visit.page.iter().chain(&visit.rooms) {
        println!("{sent:>9} B  {} ({whole} B before compression)", file.display());
    }
    let (page, fonts, modules) = (visit.page(), visit.fonts, visit.modules);
    let rooms = visit.rooms();
    println!("{page:>9} B  of {PAGE_BUDGET} B for the page\n{fonts:>9} B  of {FONT_BUDGET} B for fonts");
    println!("{rooms:>9} B  of {ROOMS_BUDGET} B for the module with every view");
    ensure!(modules == 1, "the first visit should load one WebAssembly module, not {modules}");
    ensure!(page <= PAGE_BUDGET, "the page takes {page} B of {PAGE_BUDGET} B");
    ensure!(rooms > 0, "the page has no module with every view");
    ensure!(rooms <= ROOMS_BUDGET, "the module with every view takes {rooms} B of {ROOMS_BUDGET} B");
    ensure!(fonts <= FONT_BUDGET, "the fonts take {fonts} B of {FONT_BUDGET} B");
    Ok(())
}

/// Whether the file is code or style of the first visit; the shim is there for other pages only.
fn is_loaded_first(file: &Path) -> bool {
    PAGE_KINDS.iter().any(|kind| is_kind(file, kind)) && file != "gradlight.js" && !is_of_rooms(file)
}

/// Whether the file is of the module with every view, which comes when one other than Step is opened.
fn is_of_rooms(file: &Path) -> bool {
    file.file_name().and_then(std::ffi::OsStr::to_str).is_some_and(|name| name.starts_with("rooms-"))
}

fn of_kind<'files>(
    files: &'files [(PathBuf, Vec<u8>)],
    kind: &str,
) -> impl Iterator<Item = &'files (PathBuf, Vec<u8>)> {
    files.iter().filter(move |(file, _)| is_kind(file, kind))
}

fn is_kind(file: &Path, extension: &str) -> bool {
    file.extension().is_some_and(|found| found == extension)
}

/// The files below the folder, by their path in it, with their contents.
fn files(folder: &Path) -> Result<Vec<(PathBuf, Vec<u8>)>> {
    let mut files = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let file = entry?.into_path();
        if file.is_file() {
            files.push((file.strip_prefix(folder)?.to_owned(), fs::read(&file)?));
        }
    }
    Ok(files)
}

/// The size after brotli at its best, as a careful host sends it.
fn compressed(content: &[u8]) -> Result<usize> {
    let best = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    Ok(brotli::BrotliCompress(&mut &content[..], &mut Vec::new(), &best)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_and_style_count_but_not_the_shim() {
        let loaded = |file: &str| is_loaded_first(Path::new(file));
        assert!(loaded("index.html") && loaded("page-1f.css") && loaded("web-1f_bg.wasm") && loaded("web-1f.js"));
        assert!(!loaded("rooms-1f.js") && !loaded("rooms-1f_bg.wasm"));
        assert!(!loaded("gradlight.js") && !loaded("gradlight.d.ts") && !loaded("fonts/math.woff2"));
    }

    #[test]
    fn compression_is_measured_in_bytes_sent() {
        let repeated = compressed(&[b'a'; 10_000]).unwrap();
        assert!((1..100).contains(&repeated), "{repeated}");
    }
}
