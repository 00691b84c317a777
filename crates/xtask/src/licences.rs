//! Which licences the project may depend on.

use std::fs;

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;
use spdx::{Expression, LicenseItem, ParseMode};

use crate::packages::{self, Package};
use crate::program;

/// Licences that let anyone ship the code in a program of any licence.
const SHIPPED: [&str; 11] = [
    "MIT",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "Zlib",
    "0BSD",
    "BSL-1.0",
    "Unicode-3.0",
    "CC0-1.0",
    "Unlicense",
];

/// Licences that are fine, too, for what only builds and tests.
const TOOLS: [&str; 2] = ["MPL-2.0", "CDLA-Permissive-2.0"];

/// Checks every crate and npm package in use.
///
/// # Errors
///
/// Some have a licence that is not on the list; the message names them all.
pub(crate) fn check() -> Result<()> {
    let shipped = packages::shipped()?;
    let refused_shipped = shipped.iter().filter(|package| !is_allowed(&package.licence, &SHIPPED));
    let with_tools = [&SHIPPED[..], &TOOLS].concat();
    let all = packages::all()?.into_iter().chain(npm_packages()?).collect::<Vec<_>>();
    let refused_tools = all.iter().filter(|package| !is_allowed(&package.licence, &with_tools));
    let refused: Vec<_> = refused_shipped.chain(refused_tools).map(named).collect();
    ensure!(refused.is_empty(), "not on the list of licences in crates/xtask/src/licences.rs: {}", refused.join(", "));
    Ok(())
}

fn named(package: &Package) -> String {
    format!("{} {} ({})", package.name, package.version, package.licence)
}

/// Whether the expression can be met with listed licences alone.
fn is_allowed(expression: &str, listed: &[&str]) -> bool {
    let Ok(expression) = Expression::parse_mode(expression, ParseMode::LAX) else { return false };
    expression.evaluate(|requirement| match &requirement.license {
        LicenseItem::Spdx { id, .. } => listed.contains(&id.name),
        LicenseItem::Other { .. } => false,
    })
}

fn npm_packages() -> Result<Vec<Package>> {
    let text = fs::read_to_string(program::root().join("package-lock.json"))?;
    let lock: Value = serde_json::from_str(&text)?;
    let locked = lock["packages"].as_object().context("package-lock.json lists no packages")?;
    let installed = locked.iter().filter(|(folder, _)| !folder.is_empty());
    Ok(installed.map(|(folder, package)| npm_package(folder, package)).collect())
}

fn npm_package(folder: &str, package: &Value) -> Package {
    let text = |key: &str| package[key].as_str().unwrap_or_default().to_owned();
    Package {
        name: folder.trim_start_matches("node_modules/").to_owned(),
        version: text("version"),
        licence: text("license"),
        authors: Vec::new(),
        repository: String::new(),
        folder: program::root().join(folder),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_is_allowed_if_one_side_is() {
        assert!(is_allowed("MIT OR GPL-3.0-only", &SHIPPED));
        assert!(is_allowed("MIT/Apache-2.0", &SHIPPED), "the old way to write a choice");
        assert!(is_allowed("Apache-2.0 WITH LLVM-exception", &SHIPPED));
    }

    #[test]
    fn what_is_not_listed_is_refused() {
        assert!(!is_allowed("GPL-3.0-only", &SHIPPED));
        assert!(!is_allowed("MIT AND GPL-3.0-only", &SHIPPED));
        assert!(!is_allowed("", &SHIPPED), "no licence declared");
        assert!(!is_allowed("MPL-2.0", &SHIPPED), "fine for tools only");
    }
}
