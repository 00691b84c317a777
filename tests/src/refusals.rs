//! Every faulty document that the engine's tests hold, with the sentence it is refused with.

use serde::Deserialize;

/// A faulty example document.
#[derive(Clone, Debug, Deserialize)]
pub struct Refusal {
    /// What is wrong, in words.
    pub name: String,
    document: String,
    /// The fault as it is said everywhere.
    pub sentence: String,
    /// Whether the fault survives the browser's own reading of JSON.
    pub through_js: bool,
    #[serde(default)]
    repeats: Vec<Repeat>,
}

/// A mark in the document that stands for a text, many times over.
#[derive(Clone, Debug, Deserialize)]
struct Repeat {
    mark: String,
    text: String,
    times: usize,
}

impl Refusal {
    /// All of them.
    ///
    /// # Panics
    /// The engine's test data are not what they say.
    pub fn all() -> Vec<Self> {
        let text = include_str!("../../crates/core/tests/data/refusals.json");
        serde_json::from_str(text).expect("the refusals are JSON")
    }

    /// The document's text, written out.
    pub fn text(&self) -> String {
        let spell = |text: String, repeat: &Repeat| text.replace(&repeat.mark, &repeat.text.repeat(repeat.times));
        self.repeats.iter().fold(self.document.clone(), spell)
    }
}
