//! The document as a plain tree: what JSON text and JavaScript objects have in common.
//!
//! Both doors read into this tree and one check walks it, so that both refuse in the same words.

use std::collections::BTreeSet;
use std::fmt;

use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use super::{Example, Fault, check, layer_rows};

/// The largest document, in bytes: 4 MiB.
pub const MAX_BYTES: usize = 4 << 20;

/// Deeper than this no part of an example lies.
const MAX_DEPTH: usize = 8;

/// A value of the document, fields in the order given.
#[derive(Clone, Debug, PartialEq)]
pub enum Tree {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// Any number; NaN and infinities can come from JavaScript.
    Number(f64),
    /// Text.
    Text(String),
    /// A list.
    List(Vec<Tree>),
    /// Named fields.
    Fields(Vec<(String, Tree)>),
}

impl Tree {
    /// What it is, for a sentence: "text", "a list", …
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Null => "nothing",
            Self::Bool(_) => "true or false",
            Self::Number(_) => "a number",
            Self::Text(_) => "text",
            Self::List(_) => "a list",
            Self::Fields(_) => "named fields",
        }
    }
}

impl Example {
    /// Reads a document from JSON text.
    ///
    /// # Errors
    /// The first fault found, with its path.
    pub fn from_json(text: &str) -> Result<Self, Fault> {
        check::example(&parse(text)?)
    }

    /// Reads a document through any serde deserializer, such as one over JavaScript objects.
    ///
    /// # Errors
    /// The first fault found, with its path.
    pub fn from_deserializer<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, Fault> {
        check::example(&read(deserializer)?)
    }
}

/// Reads JSON text.
///
/// # Errors
/// It is too long, empty, or no JSON.
pub(crate) fn parse(text: &str) -> Result<Tree, Fault> {
    if text.len() > MAX_BYTES {
        return Err(Fault::new("", format!("{} bytes, at most {MAX_BYTES}", text.len())));
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim_ascii().is_empty() {
        return Err(Fault::new("", "the document is empty"));
    }
    let mut json = serde_json::Deserializer::from_str(text);
    let tree = read(&mut json)?;
    json.end().map_err(|error| not_json(&error.to_string()))?;
    Ok(tree)
}

fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Tree, Fault> {
    let mut track = serde_path_to_error::Track::new();
    let tracked = serde_path_to_error::Deserializer::new(deserializer, &mut track);
    Depth(0).deserialize(tracked).map_err(|error| fault(&error.to_string(), &track.path().to_string()))
}

/// The fault that a deserializer's own sentence and path stand for.
fn fault(problem: &str, path: &str) -> Fault {
    let path = path.trim_start_matches('.');
    if problem.starts_with("number out of range") {
        return Fault::new(path, "not a finite number");
    }
    if problem.starts_with(TOO_DEEP) {
        return Fault::new(path, TOO_DEEP);
    }
    if let Some(name) = problem.strip_prefix(TWICE).and_then(|rest| rest.strip_prefix(": ")) {
        let name = name.rsplit_once(" at line ").map_or(name, |(name, _)| name);
        let twice = Fault::new(name, TWICE);
        return if path.is_empty() { twice } else { twice.within(path) };
    }
    not_json(problem)
}

fn not_json(problem: &str) -> Fault {
    match problem.strip_prefix("EOF while parsing ") {
        Some(what) => Fault::new("", format!("not JSON: the text ends within {what}")),
        None => Fault::new("", format!("not JSON: {problem}")),
    }
}

const TOO_DEEP: &str = "nested too deeply";
const TWICE: &str = "given twice";

/// Reads one value at that depth; cyclic JavaScript objects end at the limit.
struct Depth(usize);

impl<'de> DeserializeSeed<'de> for Depth {
    type Value = Tree;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Tree, D::Error> {
        if self.0 > MAX_DEPTH {
            return Err(de::Error::custom(TOO_DEEP));
        }
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Depth {
    type Value = Tree;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value of an example document")
    }

    fn visit_unit<E>(self) -> Result<Tree, E> {
        Ok(Tree::Null)
    }

    fn visit_none<E>(self) -> Result<Tree, E> {
        Ok(Tree::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Tree, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Tree, E> {
        Ok(Tree::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Tree, E> {
        Ok(Tree::Number(value as f64))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Tree, E> {
        Ok(Tree::Number(value as f64))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Tree, E> {
        Ok(Tree::Number(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Tree, E> {
        Ok(Tree::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Tree, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element_seed(Depth(self.0 + 1))? {
            items.push(item);
        }
        Ok(Tree::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Tree, A::Error> {
        let (mut fields, mut names) = (Vec::new(), BTreeSet::new());
        while let Some(name) = map.next_key::<String>()? {
            if !names.insert(name.clone()) {
                return Err(de::Error::custom(format!("{TWICE}: {}", check::field_name(&name))));
            }
            fields.push((name, map.next_value_seed(Depth(self.0 + 1))?));
        }
        Ok(Tree::Fields(fields))
    }
}

/// The document's text: a line a layer, a line a sample.
pub(super) fn document(example: &Example) -> String {
    let json = |value: &dyn erased::Json| value.json();
    let layers: Vec<String> = layer_rows(&example.network)
        .iter()
        .map(|layer| {
            let biases = layer.biases.as_ref().map_or(String::new(), |b| format!(", \"biases\": {}", json(b)));
            format!(
                "    {{\"activation\": {}, \"weights\": {}{biases}}}",
                json(&layer.activation.name()),
                json(&layer.weights)
            )
        })
        .collect();
    let samples: Vec<String> = example
        .samples
        .iter()
        .map(|sample| format!("    {{\"input\": {}, \"target\": {}}}", json(&sample.input), json(&sample.target)))
        .collect();
    format!(
        "{{\n  \"format\": {},\n  \"title\": {},\n  \"layers\": [\n{}\n  ],\n  \"loss\": {},\n  \"samples\": [\n{}\n  ],\n  \
         \"learning_rate\": {},\n  \"bias_rule\": {},\n  \"update\": {},\n  \"l2\": {}\n}}\n",
        json(&super::FORMAT),
        json(&example.title.as_str()),
        layers.join(",\n"),
        json(&example.loss.name()),
        samples.join(",\n"),
        json(&example.learning_rate),
        json(&example.bias_rule.name()),
        json(&example.update.name()),
        json(&example.l2),
    )
}

mod erased {
    //! JSON text of the few kinds of value a document is made of; none of them can fail to be written.

    use serde::Serialize;

    pub(super) trait Json {
        fn json(&self) -> String;
    }

    impl<T: Serialize> Json for T {
        fn json(&self) -> String {
            serde_json::to_string(self).unwrap_or_default()
        }
    }
}
