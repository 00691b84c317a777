//! Python with NumPy and safetensors, in `target/python`: what saved networks are read with by others, and a baseline.
//!
//! What needs it says so where it is missing, and goes on without.

use std::path::PathBuf;

use crate::{pins, program};

/// Installs the packages unless they are there in the pinned versions; says so where it cannot.
pub(crate) fn ensure() {
    if is_installed() {
        return;
    }
    println!("set-up: Python packages ({})", pins::PYTHON_PACKAGES.join(", "));
    let folder = folder();
    let made = program::run(program::command("python3").args(["-m", "venv"]).arg(&folder));
    let filled = made.and_then(|()| {
        let mut pip = program::command(python());
        program::run(pip.args(["-m", "pip", "install", "--quiet"]).args(pins::PYTHON_PACKAGES))
    });
    if let Err(fault) = filled {
        println!("Without them, as Python or its packages cannot be had: {fault:#}");
        println!("(on Debian: apt-get install python3-venv)");
    }
}

fn folder() -> PathBuf {
    program::root().join("target/python")
}

/// The program.
fn python() -> PathBuf {
    folder().join("bin/python")
}

/// Whether each package is there in its pinned version.
fn is_installed() -> bool {
    let versions =
        "import numpy, safetensors\nprint(f'numpy=={numpy.__version__} safetensors=={safetensors.__version__}')";
    let found = program::output(program::command(python()).args(["-c", versions]));
    found.is_some_and(|found| found.trim() == pins::PYTHON_PACKAGES.join(" "))
}
