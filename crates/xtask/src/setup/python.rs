//! NumPy, in a virtual environment below `target/`: tests run the NumPy programs that the page hands out.

use std::path::PathBuf;
use std::process::Command;

use crate::{pins, program};

/// Installs NumPy unless it is there in the pinned version. Without Python or a network the tests skip its programs,
/// and say so; nothing else needs it.
pub(crate) fn ensure_numpy() {
    if is_installed() {
        return;
    }
    println!("set-up: NumPy {}", pins::NUMPY);
    let folder = program::root().join("target/python");
    let make = || {
        program::run(program::command("python3").args(["-m", "venv"]).arg(&folder))?;
        let package = format!("numpy=={}", pins::NUMPY);
        program::run(Command::new(python()).args(["-m", "pip", "install", "--quiet", &package]))
    };
    if program::find("python3").is_none() || make().is_err() {
        println!("set-up: NumPy could not be installed; the tests will not run its programs");
    }
}

/// The environment's Python.
fn python() -> PathBuf {
    program::root().join("target/python/bin/python")
}

fn is_installed() -> bool {
    let version = Command::new(python()).args(["-c", "import numpy; print(numpy.__version__)"]).output();
    version.is_ok_and(|output| String::from_utf8_lossy(&output.stdout).trim() == pins::NUMPY)
}
