//! The crates of `Cargo.lock`, as cargo describes them.

use std::collections::BTreeSet;
use std::path::PathBuf;

use anyhow::{Context as _, Result};
use serde_json::Value;

use crate::{pins, program};

/// What is built for users: these crates and all that they link.
const SHIPPED_ROOTS: [&str; 2] = ["gradlight-web", "gradlight-cli"];

/// A crate that is not ours.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Package {
    /// Its name in the registry.
    pub(crate) name: String,
    /// Its locked version.
    pub(crate) version: String,
    /// Its licence as an SPDX expression; empty where it declares none.
    pub(crate) licence: String,
    /// Those who declare themselves its authors.
    pub(crate) authors: Vec<String>,
    /// Where its source is at home.
    pub(crate) repository: String,
    /// Where its source lies on this machine.
    pub(crate) folder: PathBuf,
}

/// Every crate in use, for any platform, tools and tests included.
///
/// # Errors
///
/// Cargo cannot describe the workspace.
pub(crate) fn all() -> Result<Vec<Package>> {
    let metadata = metadata(&[])?;
    Ok(foreign(&metadata, |_| true))
}

/// The crates whose code is in the page's module or in the terminal program.
///
/// # Errors
///
/// Cargo cannot describe the workspace.
pub(crate) fn shipped() -> Result<Vec<Package>> {
    let metadata = metadata(&["--filter-platform", pins::WASM_TARGET])?;
    let linked = linked(&metadata);
    Ok(foreign(&metadata, |id| linked.contains(id)))
}

fn metadata(options: &[&str]) -> Result<Value> {
    let mut cargo = program::command("cargo");
    cargo.args(["metadata", "--format-version", "1", "--locked"]).args(options);
    let text =
        program::output(&mut cargo).context("`cargo metadata --locked` failed: does Cargo.lock fit Cargo.toml?")?;
    Ok(serde_json::from_str(&text)?)
}

fn foreign(metadata: &Value, is_wanted: impl Fn(&str) -> bool) -> Vec<Package> {
    let packages = entries(metadata, "packages");
    let wanted = packages.filter(|package| !package["source"].is_null() && is_wanted(text(package, "id")));
    let mut packages: Vec<_> = wanted.map(package).collect();
    packages.sort();
    packages
}

fn package(package: &Value) -> Package {
    let manifest = PathBuf::from(text(package, "manifest_path"));
    Package {
        name: text(package, "name").to_owned(),
        version: text(package, "version").to_owned(),
        licence: text(package, "license").to_owned(),
        authors: entries(package, "authors").filter_map(Value::as_str).map(str::to_owned).collect(),
        repository: text(package, "repository").to_owned(),
        folder: manifest.parent().map(PathBuf::from).unwrap_or_default(),
    }
}

/// The ids that the shipped crates reach over normal dependencies: neither build scripts nor macros.
fn linked(metadata: &Value) -> BTreeSet<&str> {
    let is_macro = |package: &&Value| entries(package, "targets").any(|target| target["kind"][0] == "proc-macro");
    let macros: BTreeSet<_> =
        entries(metadata, "packages").filter(is_macro).map(|package| text(package, "id")).collect();
    let is_root = |package: &&Value| SHIPPED_ROOTS.contains(&text(package, "name"));
    let mut open: Vec<_> = entries(metadata, "packages").filter(is_root).map(|package| text(package, "id")).collect();
    let mut linked = BTreeSet::new();
    while let Some(id) = open.pop() {
        if macros.contains(id) || !linked.insert(id) {
            continue;
        }
        let node = entries(&metadata["resolve"], "nodes").find(|node| text(node, "id") == id);
        let dependencies = node.into_iter().flat_map(|node| entries(node, "deps"));
        let normal =
            dependencies.filter(|dependency| entries(dependency, "dep_kinds").any(|kind| kind["kind"].is_null()));
        open.extend(normal.map(|dependency| text(dependency, "pkg")));
    }
    linked
}

fn entries<'json>(value: &'json Value, key: &str) -> impl Iterator<Item = &'json Value> {
    value[key].as_array().into_iter().flatten()
}

fn text<'json>(value: &'json Value, key: &str) -> &'json str {
    value[key].as_str().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn only_what_is_linked_is_shipped() {
        let package = |name: &str, kind: &str| json!({"id": name, "name": name, "targets": [{"kind": [kind]}], "source": "registry"});
        let to = |name: &str, kind: Value| json!({"pkg": name, "dep_kinds": [{"kind": kind}]});
        let metadata = json!({
            "packages": [
                package("gradlight-web", "bin"), package("linked", "lib"), package("deeper", "lib"),
                package("derive", "proc-macro"), package("behind-derive", "lib"), package("tested-with", "lib"),
            ],
            "resolve": {"nodes": [
                {"id": "gradlight-web", "deps": [to("linked", Value::Null), to("derive", Value::Null), to("tested-with", json!("dev"))]},
                {"id": "linked", "deps": [to("deeper", Value::Null)]},
                {"id": "derive", "deps": [to("behind-derive", Value::Null)]},
            ]},
        });
        let linked: Vec<_> = linked(&metadata).into_iter().collect();
        assert_eq!(linked, ["deeper", "gradlight-web", "linked"]);
    }
}
