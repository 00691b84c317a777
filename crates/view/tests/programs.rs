//! The programs that the page hands out print the engine's digits when they are run.
#![cfg(not(target_arch = "wasm32"))]

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use gradlight_core::builtin;
use gradlight_core::example::{BiasRule, Example, Update};
use gradlight_view::code::{Language, prints, program};

/// Every built-in example, and the classical one under each other rule.
fn examples() -> Vec<(String, Example)> {
    let built_in = |name: &str| builtin::example(name).expect("built in");
    let classical = built_in("two-two-two");
    let mut examples: Vec<_> = builtin::names().map(|name| (name.to_owned(), built_in(name))).collect();
    let shared = classical.with_bias_rule(BiasRule::PerLayer).expect("equal biases");
    examples.push(("shared-biases".to_owned(), shared));
    examples.push(("sequential".to_owned(), classical.with_update(Update::Sequential)));
    for loss in ["squared_error", "mean_squared_error"] {
        let document = classical.to_json().replace("half_squared_error", loss).replace("sigmoid", "tanh");
        examples.push((format!("tanh-{loss}"), Example::from_json(&document).expect("a document")));
    }
    let relu = built_in("three-classes").to_json().replace("leaky_relu", "relu");
    examples.push(("relu".to_owned(), Example::from_json(&relu).expect("a document")));
    examples
}

/// A folder of this test's own.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&folder).expect("a folder");
    folder
}

/// What a program prints, if it can be started.
fn printed(command: &mut Command) -> Option<String> {
    let output = command.output().ok()?;
    let fault = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success() || fault.contains("No module named"), "{command:?}: {fault}");
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).replace("\r\n", "\n"))
}

/// The Python that set-up made, or the system's own, if it has NumPy.
fn python() -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let own = ["target/python/bin/python", "target/python/Scripts/python.exe"].map(|path| root.join(path));
    let mut candidates = own.into_iter().chain(["python3", "python"].map(PathBuf::from));
    candidates.find(|python| printed(Command::new(python).args(["-c", "import numpy"])).is_some())
}

#[test]
fn numpy_prints_the_engines_digits() {
    let Some(python) = python() else {
        // Past the capture of a passing test's output.
        let _ = writeln!(std::io::stderr(), "SKIPPED: no Python with NumPy here, so its programs were not run");
        return;
    };
    let folder = folder("numpy");
    for (name, example) in examples() {
        let file = folder.join(format!("{name}.py"));
        std::fs::write(&file, program(&example, Language::NumPy)).expect("a file");
        assert_eq!(printed(Command::new(&python).arg(&file)), Some(prints(&example)), "{name}");
    }
}

#[test]
fn rust_prints_the_engines_digits() {
    let folder = folder("rust");
    // One program with a module an example: compiling is what takes time.
    let (mut modules, mut calls) = (String::new(), String::new());
    for (number, (_, example)) in examples().into_iter().enumerate() {
        let source = program(&example, Language::Rust).replace("fn main()", "pub fn main()");
        modules.extend(["mod m", &number.to_string(), " {", &source, "}\n"]);
        calls.extend(["m", &number.to_string(), "::main(); "]);
    }
    let (source, binary) = (folder.join("all.rs"), folder.join("all"));
    std::fs::write(&source, format!("{modules} fn main() {{ {calls} }}")).expect("a file");
    let mut compiler = Command::new(option_env!("RUSTC").unwrap_or("rustc"));
    compiler.args(["--edition", "2024", "-D", "warnings", "-o"]).arg(&binary).arg(&source);
    printed(&mut compiler).expect("rustc compiles it");
    let expected: String = examples().iter().map(|(_, example)| prints(example)).collect();
    assert_eq!(printed(&mut Command::new(&binary)), Some(expected));
}

#[test]
fn one_rust_program_stands_alone() {
    let example = builtin::example("two-two-two").expect("built in");
    let folder = folder("alone");
    let (source, binary) = (folder.join("round.rs"), folder.join("round"));
    std::fs::write(&source, program(&example, Language::Rust)).expect("a file");
    let mut compiler = Command::new(option_env!("RUSTC").unwrap_or("rustc"));
    printed(compiler.args(["--edition", "2021", "-o"]).arg(&binary).arg(&source)).expect("rustc compiles it");
    assert_eq!(printed(&mut Command::new(&binary)), Some(prints(&example)));
}

#[test]
fn the_classical_round_prints_the_lectures_numbers() {
    let text = prints(&builtin::example("two-two-two").expect("built in"));
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.first(), Some(&"cost 0.298371109"));
    assert_eq!(lines.get(1), Some(&"outputs 0.751365070 0.772928465"));
    assert!(text.contains("\nW2 0.358916480 0.408666186 0.511301270 0.561370121\n"), "{text}");
    assert_eq!(lines.last(), Some(&"cost 0.291027774"));
}

#[test]
fn pytorch_leaves_the_backward_pass_to_autograd() {
    for (name, example) in examples() {
        let text = program(&example, Language::PyTorch);
        assert!(text.contains("loss.backward()") && !text.contains("np."), "{name}: {text}");
    }
}
