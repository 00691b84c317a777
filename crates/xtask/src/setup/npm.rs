//! The packages of `package-lock.json`, in `node_modules/`.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use serde_json::Value;

use crate::program;

/// Installs the packages unless all are there in the locked versions.
///
/// # Errors
///
/// Node.js or npm is missing, the lock file is damaged, or npm fails.
pub(crate) fn ensure_packages() -> Result<()> {
    for prerequisite in ["node", "npm"] {
        if program::find(prerequisite).is_none() {
            bail!(
                "`{prerequisite}` was not found: install Node.js 18 or newer with npm (on Debian: apt-get install nodejs npm), then run this again"
            );
        }
    }
    let lock = read_json(&program::root().join("package-lock.json"))?;
    if is_installed(&lock, program::root()) {
        return Ok(());
    }
    println!("set-up: npm packages (binaryen, axe-core, and libraries to compare with)");
    program::run(program::command("npm").arg("ci"))
}

/// Whether each locked package lies below `root` in its locked version.
fn is_installed(lock: &Value, root: &Path) -> bool {
    let Some(packages) = lock["packages"].as_object() else {
        return false;
    };
    packages.iter().filter(|(folder, _)| !folder.is_empty()).all(|(folder, locked)| {
        read_json(&root.join(folder).join("package.json"))
            .is_ok_and(|installed| installed["version"] == locked["version"])
    })
}

fn read_json(file: &Path) -> Result<Value> {
    let text = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    serde_json::from_slice(&text).with_context(|| format!("{} is not JSON", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_missing_or_older_package_asks_for_an_installation() {
        let lock = read_json(&program::root().join("package-lock.json")).unwrap();
        assert!(!is_installed(&lock, Path::new("no such folder")), "nothing is there");

        let root = std::env::temp_dir().join(format!("gradlight-npm-{}", std::process::id()));
        let package = root.join("node_modules/tool");
        fs::create_dir_all(&package).unwrap();
        fs::write(package.join("package.json"), r#"{"version": "1.0.0"}"#).unwrap();
        let locked = |version: &str| json!({"packages": {"": {}, "node_modules/tool": {"version": version}}});
        assert!(is_installed(&locked("1.0.0"), &root));
        assert!(!is_installed(&locked("1.0.1"), &root));
        fs::remove_dir_all(root).unwrap();
    }
}
