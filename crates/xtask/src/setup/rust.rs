//! What set-up adds to the Rust toolchain.

use std::path::Path;

use anyhow::{Result, bail};

use crate::{pins, program};

/// Adds the standard library of the page's target to the toolchain.
///
/// # Errors
///
/// It is missing and there is no rustup to add it with, or rustup fails.
pub(crate) fn ensure_wasm_target() -> Result<()> {
    let target = pins::WASM_TARGET;
    let sysroot = program::output(program::command("rustc").args(["--print", "sysroot"]));
    let libraries = sysroot.map(|sysroot| Path::new(sysroot.trim()).join("lib/rustlib").join(target));
    if libraries.is_some_and(|folder| folder.is_dir()) {
        return Ok(());
    }
    add("target", target)
}

/// Adds a cargo subcommand that comes with the toolchain: `clippy` or `fmt`.
///
/// # Errors
///
/// As [`ensure_wasm_target`].
pub(crate) fn ensure_component(subcommand: &str) -> Result<()> {
    if program::output(program::command("cargo").args([subcommand, "--version"])).is_some() {
        return Ok(());
    }
    add("component", if subcommand == "fmt" { "rustfmt" } else { subcommand })
}

fn add(kind: &str, name: &str) -> Result<()> {
    if program::find("rustup").is_none() {
        bail!(
            "the Rust {kind} {name} is missing and so is rustup to add it: install rustup from https://rustup.rs, then run this again"
        );
    }
    println!("set-up: Rust {kind} {name}");
    program::run(program::command("rustup").args([kind, "add", name]))
}
