//! Help, version, and output that nobody takes.

use std::fs::OpenOptions;
use std::io::{BufRead, BufReader};
use std::process::Stdio;

use crate::command::{program, run, said};

#[test]
fn help_names_every_command_and_built_in_example() {
    let help = run(["--help"]).output();
    assert_eq!(run(["-h"]).output(), help);
    for word in ["gradient", "train", "trace", "--rounds", "two-two-one-linear", "three-classes", "standard input"] {
        assert!(help.contains(word), "{word}");
    }
}

#[test]
fn each_commands_help_has_an_example_that_works() {
    for command in ["gradient", "train", "trace", "handout"] {
        let help = run([command, "--help"]).output();
        assert_eq!(run([command, "whatever", "-h"]).output(), help);
        assert!(help.starts_with(&format!("gradlight {command} EXAMPLE")), "{help}");
        let example = help.lines().find_map(|line| line.strip_prefix("For example: gradlight ")).expect("an example");
        assert!(!run(example.split(' ')).output().is_empty(), "{example}");
    }
}

#[test]
fn the_trace_help_names_every_format_and_notation() {
    let help = run(["trace", "--help"]).output();
    for word in ["json", "markdown", "latex", "csv", "net-out", "delta", "superscript", "counted-back", "2 to 12"] {
        assert!(help.contains(word), "{word}");
    }
}

#[test]
fn the_version_is_the_packages() {
    let version = format!("gradlight {}\n", env!("CARGO_PKG_VERSION"));
    assert_eq!(run(["--version"]).output(), version);
    assert_eq!(run(["train", "-V"]).output(), version);
}

#[test]
fn a_reader_that_has_seen_enough_ends_the_program_quietly() {
    let mut child = program().args(["train", "xor", "--rounds", "100000", "--history"]).spawn().expect("it starts");
    let mut reader = BufReader::new(child.stdout.take().expect("standard output is piped"));
    let mut line = String::new();
    reader.read_line(&mut line).expect("a first line");
    drop(reader);
    let said = said(&child.wait_with_output().expect("it ends"));
    assert_eq!((said.complaint.as_str(), said.status), ("", Some(0)));
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_cannot_be_written_is_said_in_one_line() {
    let full = OpenOptions::new().write(true).open("/dev/full").expect("the full device");
    let output = program().args(["gradient", "xor"]).stdout(Stdio::from(full)).output().expect("it starts");
    let said = said(&output);
    assert_eq!(said.status, Some(1));
    assert!(said.complaint.starts_with("the output could not be written: "), "{}", said.complaint);
    assert_eq!(said.complaint.lines().count(), 1);
}
