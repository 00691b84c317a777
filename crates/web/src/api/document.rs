//! The example document as a script gives it: objects, maps, lists and typed arrays of any make.
//!
//! `serde_wasm_bindgen` reads the single values. The parts that hold others are taken apart here, for it refuses
//! typed arrays and takes a field that is `undefined` for one that is there. As `JSON.stringify` does, this leaves
//! out fields that are `undefined` or functions; unlike it, NaN and infinities arrive as they are and are refused.

use gradlight_core::example::check::MAX_WEIGHTS;
use gradlight_core::example::{Example, Fault};
use js_sys::{Array, ArrayBuffer, JsString, Map, Object};
use serde::de::value::{Error, MapDeserializer, SeqDeserializer};
use serde::de::{Deserializer, Error as _, IntoDeserializer, Visitor};
use wasm_bindgen::{JsCast as _, JsValue};

/// No list of an example is longer than its longest row of weights could be.
const LONGEST_LIST: u32 = MAX_WEIGHTS as u32;

/// The example that a script's value holds.
///
/// # Errors
/// The fault, with its path.
pub(super) fn read(value: JsValue) -> Result<Example, Fault> {
    Example::from_deserializer(Part(value)).map_err(|fault| match fault.problem.strip_prefix("not JSON: ") {
        // No text has been read here.
        Some(problem) => Fault::new(fault.path, problem),
        None => fault,
    })
}

/// A value of the document, or a part of it.
struct Part(JsValue);

impl Part {
    /// Whether there is nothing that a document could hold.
    fn is_absent(&self) -> bool {
        self.0.is_undefined() || self.0.is_function() || self.0.is_symbol()
    }

    /// Its entries, where it is a list or a typed array.
    fn list(&self) -> Option<Array> {
        let is_typed = || ArrayBuffer::is_view(self.0.unchecked_ref());
        if Array::is_array(&self.0) {
            Some(self.0.clone().unchecked_into())
        } else {
            is_typed().then(|| Array::from(&self.0))
        }
    }

    /// Its fields as pairs of name and value, where it is an object or a map.
    fn fields(&self) -> Option<Array> {
        match self.0.dyn_ref::<Map>() {
            Some(map) => Some(Array::from(map)),
            None => self.0.is_object().then(|| Object::entries(self.0.unchecked_ref())),
        }
    }
}

impl<'de> Deserializer<'de> for Part {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.is_absent() {
            return visitor.visit_unit();
        }
        if let Some(list) = self.list() {
            if list.length() > LONGEST_LIST {
                return Err(Error::custom(format!("a list of {} entries is longer than any may be", list.length())));
            }
            return visitor.visit_seq(SeqDeserializer::new(list.iter().map(Part)));
        }
        if let Some(fields) = self.fields() {
            let fields = fields.iter().map(|pair| {
                let pair: Array = pair.unchecked_into();
                (String::from(JsString::from(pair.get(0))), Self(pair.get(1)))
            });
            return visitor.visit_map(MapDeserializer::new(fields.filter(|(_, value)| !value.is_absent())));
        }
        serde_wasm_bindgen::Deserializer::from(self.0).deserialize_any(visitor).map_err(|error| plain(&error))
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

impl IntoDeserializer<'_, Error> for Part {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

/// The same error without the word that JavaScript puts before its sentence, which the one check would not know.
fn plain(error: &serde_wasm_bindgen::Error) -> Error {
    let sentence = error.to_string();
    Error::custom(sentence.strip_prefix("Error: ").unwrap_or(&sentence))
}
