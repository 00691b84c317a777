//! Running the program and looking at what it says.

use std::ffi::OsStr;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// What the program said and how it ended.
pub(crate) struct Said {
    pub(crate) out: String,
    pub(crate) complaint: String,
    pub(crate) status: Option<i32>,
}

/// The program, ready for arguments.
pub(crate) fn program() -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_gradlight"));
    program.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    program
}

/// Runs the program with these arguments.
pub(crate) fn run<A: AsRef<OsStr>>(arguments: impl IntoIterator<Item = A>) -> Said {
    said(&program().args(arguments).output().expect("the program starts"))
}

/// Runs the program with this on standard input.
pub(crate) fn run_with_input(arguments: &[&str], input: &[u8]) -> Said {
    let mut child = program().args(arguments).stdin(Stdio::piped()).spawn().expect("the program starts");
    let mut stdin = child.stdin.take().expect("standard input is piped");
    // A program that has read enough closes its end, which is its good right.
    let _ = stdin.write_all(input);
    drop(stdin);
    said(&child.wait_with_output().expect("the program ends"))
}

/// What an ended program said.
pub(crate) fn said(output: &Output) -> Said {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
    Said { out: text(&output.stdout), complaint: text(&output.stderr), status: output.status.code() }
}

impl Said {
    /// What it printed, where all went well.
    #[track_caller]
    pub(crate) fn output(self) -> String {
        assert_eq!((self.complaint.as_str(), self.status), ("", Some(0)));
        assert!(self.out.ends_with('\n'), "the last line ends");
        self.out
    }

    /// The JSON it printed, where all went well.
    #[track_caller]
    pub(crate) fn json(self) -> Value {
        serde_json::from_str(&self.output()).expect("JSON")
    }

    /// The one line it complained with, where the input was bad: exit status 2 and no output at all.
    #[track_caller]
    pub(crate) fn refusal(self) -> String {
        assert_eq!((self.out.as_str(), self.status), ("", Some(2)), "{}", self.complaint);
        let line = self.complaint.strip_suffix('\n').expect("the line ends");
        assert!(!line.contains(['\n', '\r']), "one line: {line:?}");
        line.to_owned()
    }
}

/// A file of that name with that content, among the tests' own.
pub(crate) fn file(name: &str, content: impl AsRef<[u8]>) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, content).expect("the file can be written");
    path
}

/// The document of the classical example, to be changed.
pub(crate) fn classical() -> Value {
    let text = include_str!("../../../core/examples/two-two-two.json");
    serde_json::from_str(text).expect("JSON")
}
