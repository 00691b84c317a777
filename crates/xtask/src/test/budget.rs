//! The size of what the first visit loads, as sent: compressed with brotli.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};
use walkdir::WalkDir;

use crate::program;

/// HTML, JavaScript, WebAssembly and CSS together, in bytes.
const PAGE_BUDGET: usize = 300_000;

/// The maths font, which is compressed as it is, in bytes.
const FONT_BUDGET: usize = 60_000;

/// Checks the release page against its budgets, and that it has a single module.
///
/// # Errors
///
/// A budget is exceeded.
pub(crate) fn check() -> Result<()> {
    let files = files(&program::root().join("dist"))?;
    let mut page = 0;
    for (file, content) in files.iter().filter(|(file, _)| is_loaded_first(file)) {
        let size = compressed(content)?;
        println!("{size:>9} B  {} ({} B before compression)", file.display(), content.len());
        page += size;
    }
    let fonts: usize = of_kind(&files, "woff2").map(|(_, content)| content.len()).sum();
    println!("{page:>9} B  of {PAGE_BUDGET} B for the page\n{fonts:>9} B  of {FONT_BUDGET} B for fonts");
    let modules = of_kind(&files, "wasm").count();
    ensure!(modules == 1, "the page should have one WebAssembly module, not {modules}");
    ensure!(page <= PAGE_BUDGET, "the page takes {page} B of {PAGE_BUDGET} B");
    ensure!(fonts <= FONT_BUDGET, "the fonts take {fonts} B of {FONT_BUDGET} B");
    Ok(())
}

/// Whether the file is code or style of the page; the shim is there for other pages only.
fn is_loaded_first(file: &Path) -> bool {
    ["html", "js", "wasm", "css"].iter().any(|kind| is_kind(file, kind)) && file != "gradlight.js"
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
        assert!(!loaded("gradlight.js") && !loaded("gradlight.d.ts") && !loaded("fonts/math.woff2"));
    }

    #[test]
    fn compression_is_measured_in_bytes_sent() {
        let repeated = compressed(&[b'a'; 10_000]).unwrap();
        assert!((1..100).contains(&repeated), "{repeated}");
    }
}
