//! The built-in examples, by name.

use crate::example::{Example, Fault};

/// A built-in example's name and document.
const DOCUMENTS: [(&str, &str); 5] = [
    ("two-two-two", include_str!("../examples/two-two-two.json")),
    ("two-two-one-linear", include_str!("../examples/two-two-one-linear.json")),
    ("one-one-one", include_str!("../examples/one-one-one.json")),
    ("xor", include_str!("../examples/xor.json")),
    ("three-classes", include_str!("../examples/three-classes.json")),
];

/// The name of the classical worked example, which opens first.
pub const CLASSICAL: &str = "two-two-two";

/// The names of the built-in examples, the classical one first.
pub fn names() -> impl Iterator<Item = &'static str> {
    DOCUMENTS.iter().map(|(name, _)| *name)
}

/// The built-in example of that name, if there is one.
pub fn example(name: &str) -> Option<Example> {
    let (_, text) = DOCUMENTS.iter().find(|(known, _)| *known == name)?;
    read(text).ok()
}

fn read(text: &str) -> Result<Example, Fault> {
    Example::from_json(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_document_is_sound() {
        for (name, text) in DOCUMENTS {
            assert_eq!(read(text).map(|example| example.samples().is_empty()), Ok(false), "{name}");
        }
    }

    #[test]
    fn a_saved_example_reads_back_the_same() {
        for name in names() {
            let example = example(name).expect(name);
            assert_eq!(Example::from_json(&example.to_json()), Ok(example), "{name}");
        }
    }
}
