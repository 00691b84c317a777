//! Where an example comes from: built in, a file, or standard input; and where a deck comes from, a file.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, ErrorKind, Read};

use gradlight_core::builtin;
use gradlight_core::example::Example;
use gradlight_core::example::tree::MAX_BYTES;
use gradlight_view::nearest::suggestion;

use crate::refusal::Refusal;

/// The example of that name, of the file there, or of standard input where it says `-`.
///
/// # Errors
/// A refusal where nothing can be read there, or where what is read is no sound example.
pub(crate) fn example(from: &OsStr) -> Result<Example, Refusal> {
    if let Some(example) = from.to_str().and_then(builtin::example) {
        return Ok(example);
    }
    let shown = from.to_string_lossy();
    let bytes = match if from == "-" { read(io::stdin().lock()) } else { File::open(from).and_then(read) } {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            let names: Vec<&str> = builtin::names().collect();
            let hint = suggestion(&shown, &names);
            return Err(Refusal::new(format!("\"{shown}\" is neither a file nor a built-in example: {hint}")));
        }
        Err(error) => return Err(Refusal::new(format!("{shown} cannot be read: {}", reason(&error)))),
    };
    if bytes.len() > MAX_BYTES {
        return Err(Refusal::new(format!("more than {MAX_BYTES} bytes, the most an example may have")));
    }
    Ok(Example::from_json(&text(bytes)?)?)
}

/// The text of the deck in that file.
///
/// # Errors
/// A refusal where it cannot be read.
pub(crate) fn deck(from: &OsStr) -> Result<String, Refusal> {
    let bytes = std::fs::read(from)
        .map_err(|error| Refusal::new(format!("{} cannot be read: {}", from.to_string_lossy(), reason(&error))))?;
    text(bytes)
}

fn text(bytes: Vec<u8>) -> Result<String, Refusal> {
    String::from_utf8(bytes).map_err(|error| {
        Refusal::new(format!("not UTF-8 text: the fault is at byte {}", error.utf8_error().valid_up_to() + 1))
    })
}

/// All there is, or one byte more than an example may have.
fn read(from: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn reason(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::PermissionDenied => "permission denied".to_owned(),
        ErrorKind::NotFound => "there is no such file".to_owned(),
        ErrorKind::IsADirectory => "it is a directory".to_owned(),
        _ => error.to_string(),
    }
}
