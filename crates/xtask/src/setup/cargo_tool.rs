//! Programs that `cargo install` builds.

use anyhow::Result;

use crate::pins::CargoTool;
use crate::program;

/// Builds and installs the program unless its pinned version is there.
///
/// # Errors
///
/// `cargo install` fails.
pub(crate) fn ensure(tool: &CargoTool) -> Result<()> {
    if installed_version(tool.binary).as_deref() == Some(tool.version) {
        return Ok(());
    }
    println!("set-up: {} {} (compiled once, which takes some minutes)", tool.package, tool.version);
    program::run(
        program::command("cargo")
            .args(["install", tool.package, "--version", tool.version, "--force"])
            .args(tool.options)
            .arg("--root")
            .arg(program::cargo_home()?),
    )
}

/// The last word of what `--version` prints: `trunk 0.22.1` has version `0.22.1`.
fn installed_version(binary: &str) -> Option<String> {
    let printed = program::output(program::command(binary).arg("--version"))?;
    printed.split_whitespace().nth(1).map(str::to_owned)
}
