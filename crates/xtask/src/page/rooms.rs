//! The second module: every view, for when one other than Step is opened.
//!
//! Trunk builds a page's one module. The same program with every view is built beside it by the same tools, and the
//! script that starts the page takes the one that its address needs.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use sha2::{Digest as _, Sha256};

use super::shim::Module;
use crate::{pins, program};

/// The name of the program, as cargo and the files have it.
const PROGRAM: &str = "gradlight-web";

/// Link-time optimisation goes by the level of the program itself: at "z" no loop of the trainers is vectorised.
const VECTORISED: &str = "profile.release.package.gradlight-web.opt-level=3";

/// Builds the module with every view into the page's folder, named by its content.
///
/// # Errors
///
/// A tool fails.
pub(crate) fn build(page: &Path, is_release: bool) -> Result<Module> {
    let mut cargo = program::command("cargo");
    cargo.args(["build", "--offline", "--locked", "--target", pins::WASM_TARGET, "--package", PROGRAM]);
    cargo.args(["--features", "rooms"]).args(is_release.then_some("--release"));
    cargo.args(["--config", VECTORISED]);
    program::run(&mut cargo)?;
    let profile = if is_release { "release" } else { "debug" };
    let built = program::root().join("target").join(pins::WASM_TARGET).join(profile).join(format!("{PROGRAM}.wasm"));

    let folder = program::root().join("target/rooms");
    let mut bindgen = program::command("wasm-bindgen");
    bindgen.args(["--target", "web", "--no-typescript", "--out-name", "rooms", "--out-dir"]);
    program::run(bindgen.arg(&folder).arg(&built))?;
    let wasm = folder.join("rooms_bg.wasm");
    if is_release {
        program::run(program::command("wasm-opt").arg("-O3").arg(&wasm).arg("-o").arg(&wasm))?;
    }
    put(page, &folder.join("rooms.js"), &wasm)
}

/// Puts both files into the page's folder under names made of their content.
fn put(page: &Path, script: &Path, wasm: &Path) -> Result<Module> {
    let content = fs::read(wasm).with_context(|| format!("cannot read {}", wasm.display()))?;
    let text = fs::read_to_string(script)?;
    let wasm_name = format!("rooms-{}_bg.wasm", sign(&content));
    let text = text.replace("rooms_bg.wasm", &wasm_name);
    let script_name = format!("rooms-{}.js", sign(text.as_bytes()));
    ensure!(!page.join(&script_name).exists(), "the page has {script_name} already");
    fs::write(page.join(&wasm_name), content)?;
    fs::write(page.join(&script_name), text)?;
    Ok(Module { script: format!("./{script_name}"), wasm: format!("./{wasm_name}") })
}

/// The first 64 bits of a content's digest.
fn sign(content: &[u8]) -> String {
    let start = Sha256::digest(content).iter().take(8).fold(0, |start, byte| start << 8 | u64::from(*byte));
    format!("{start:016x}")
}
