//! A classifier as a safetensors file, the format in which networks are passed around.
//!
//! ```text
//! u64, little-endian: length of the header · header, JSON · the tensors' numbers, little-endian
//! layers.0.weight  [neurons, inputs]     layers.0.bias  [neurons]
//! ```
//!
//! The metadata say activations and loss, which tensors alone do not.
//! Source: <https://huggingface.co/docs/safetensors>

use std::fmt::Write as _;

use crate::activation::Activation;
use crate::classifier::{Classifier, FORMAT, Unfit};
use crate::example::{Fault, tree, tree::Tree};
use crate::loss::Loss;
use crate::network::LayerParameters;

/// The bytes before the header: its length.
const LENGTH: usize = 8;

/// The classifier as a file.
pub fn write(classifier: &Classifier) -> Vec<u8> {
    let names: Vec<&str> = classifier.activations().map(Activation::name).collect();
    let mut header = format!(
        "{{\"__metadata__\":{{\"format\":\"{FORMAT}\",\"activations\":\"{}\",\"loss\":\"{}\"}}",
        names.join(" "),
        classifier.loss().name()
    );
    let mut numbers: Vec<u8> = Vec::new();
    for (l, layer) in classifier.layers().iter().enumerate() {
        let (neurons, inputs) = (layer.neurons(), layer.inputs());
        let from = numbers.len();
        let weights = (0..neurons).flat_map(|j| (0..inputs).map(move |i| layer.weight(j, i)));
        numbers.extend(weights.flat_map(f32::to_le_bytes));
        let middle = numbers.len();
        numbers.extend((0..neurons).map(|j| layer.bias(j)).flat_map(f32::to_le_bytes));
        let to = numbers.len();
        // Writing to a text cannot fail.
        let _ = write!(
            header,
            ",\"layers.{l}.weight\":{{\"dtype\":\"F32\",\"shape\":[{neurons},{inputs}],\"data_offsets\":[{from},{middle}]}}\
             ,\"layers.{l}.bias\":{{\"dtype\":\"F32\",\"shape\":[{neurons}],\"data_offsets\":[{middle},{to}]}}"
        );
    }
    header.push('}');
    // The numbers begin at a multiple of their alignment.
    let padding = header.len().next_multiple_of(8) - header.len();
    header.extend(std::iter::repeat_n(' ', padding));
    [&(header.len() as u64).to_le_bytes(), header.as_bytes(), &numbers].concat()
}

/// Reads a classifier from a file; where it says nothing of activations, all hidden ones are `hidden` and the outputs
/// softmax.
///
/// # Errors
/// No safetensors file, tensors that do not fit together, or numbers that are not finite.
pub fn read(bytes: &[u8], hidden: Activation) -> Result<Classifier, Fault> {
    let whole = |problem: &str| Fault::new("", problem);
    let length =
        bytes.first_chunk().map(|length| u64::from_le_bytes(*length)).ok_or(whole("it ends within its header"))?;
    let end = usize::try_from(length).ok().and_then(|length| length.checked_add(LENGTH));
    let end = end.filter(|end| *end <= bytes.len()).ok_or(whole("its header is longer than the file"))?;
    let header = std::str::from_utf8(&bytes[LENGTH..end]).map_err(|_| whole("its header is no text"))?;
    let Tree::Fields(fields) = tree::parse(header)? else { return Err(whole("its header has no named fields")) };
    let file = File { fields, numbers: &bytes[end..] };
    let layers = (0..).map_while(|l| file.layer(l).transpose()).collect::<Result<Vec<_>, _>>()?;
    if layers.is_empty() {
        return Err(whole("it has no tensor layers.0.weight"));
    }
    let tensors = file.fields.iter().filter(|(name, _)| name != METADATA).count();
    if tensors != 2 * layers.len() {
        return Err(whole(&format!("{tensors} tensors, but {} layers have two each", layers.len())));
    }
    let (activations, loss) = file.kinds(layers.len(), hidden)?;
    let layers: Vec<LayerParameters> = layers
        .into_iter()
        .zip(activations)
        .map(|((weights, biases), activation)| LayerParameters { activation, weights, biases: Some(biases) })
        .collect();
    Classifier::from_network(&layers, loss).map_err(|Unfit(problem)| Fault::new("", problem))
}

/// The field that holds no tensor.
const METADATA: &str = "__metadata__";

/// A file's header and what follows it.
struct File<'a> {
    fields: Vec<(String, Tree)>,
    numbers: &'a [u8],
}

/// A layer's weights, a row a neuron, and its biases.
type Tensors = (Vec<Vec<f64>>, Vec<f64>);

/// A tensor's shape and numbers.
type Tensor = (Vec<usize>, Vec<f64>);

fn field<'t>(fields: &'t [(String, Tree)], name: &str) -> Option<&'t Tree> {
    fields.iter().find(|(known, _)| known == name).map(|(_, value)| value)
}

impl File<'_> {
    /// The layer of that number, if there is one.
    fn layer(&self, number: usize) -> Result<Option<Tensors>, Fault> {
        let (weight, bias) = (format!("layers.{number}.weight"), format!("layers.{number}.bias"));
        let Some((shape, numbers)) = self.tensor(&weight)? else { return Ok(None) };
        let &[neurons, inputs] = shape.as_slice() else {
            return Err(Fault::new(weight, format!("{} dimensions, but weights have 2", shape.len())));
        };
        if neurons == 0 || inputs == 0 {
            return Err(Fault::new(weight, "a dimension of 0"));
        }
        if let Some(before) = number.checked_sub(1) {
            let before = self.tensor(&format!("layers.{before}.weight"))?.map_or(0, |(shape, _)| shape[0]);
            if before != inputs {
                return Err(Fault::new(weight, format!("{inputs} inputs, but the layer before has {before} neurons")));
            }
        }
        let Some((shape, biases)) = self.tensor(&bias)? else { return Err(Fault::new(bias, "missing")) };
        if shape != [neurons] {
            return Err(Fault::new(bias, format!("{} biases for {neurons} neurons", biases.len())));
        }
        Ok(Some((numbers.chunks(inputs).map(<[f64]>::to_vec).collect(), biases)))
    }

    /// Shape and numbers of the tensor of that name, if there is one.
    fn tensor(&self, name: &str) -> Result<Option<Tensor>, Fault> {
        let Some(Tree::Fields(fields)) = field(&self.fields, name) else { return Ok(None) };
        match field(fields, "dtype") {
            Some(Tree::Text(kind)) if kind == "F32" => {}
            Some(Tree::Text(kind)) => {
                return Err(Fault::new(name, format!("numbers of kind {kind}, but F32 is needed")));
            }
            _ => return Err(Fault::new(name, "no kind of number")),
        }
        let (Some(shape), Some(offsets)) = (counts(field(fields, "shape")), counts(field(fields, "data_offsets")))
        else {
            return Err(Fault::new(name, "no shape or no data_offsets"));
        };
        let size = shape.iter().try_fold(4_usize, |size, length| size.checked_mul(*length));
        let bytes = match offsets.as_slice() {
            &[from, to] if from <= to => self.numbers.get(from..to),
            _ => None,
        };
        let bytes = bytes.ok_or_else(|| Fault::new(name, "its numbers lie beyond the end of the file"))?;
        if size != Some(bytes.len()) {
            return Err(Fault::new(name, format!("{} bytes do not make its shape", bytes.len())));
        }
        let (words, _) = bytes.as_chunks();
        let numbers: Vec<f64> = words.iter().map(|word| f64::from(f32::from_le_bytes(*word))).collect();
        match numbers.iter().position(|number| !number.is_finite()) {
            Some(place) => Err(Fault::new(name, format!("number {place} is not finite"))),
            None => Ok(Some((shape, numbers))),
        }
    }

    /// The activations and the loss, as the metadata say.
    fn kinds(&self, layers: usize, hidden: Activation) -> Result<(Vec<Activation>, Loss), Fault> {
        let said = |name: &str| match field(&self.fields, METADATA) {
            Some(Tree::Fields(metadata)) => match field(metadata, name) {
                Some(Tree::Text(text)) => Some(text.as_str()),
                _ => None,
            },
            _ => None,
        };
        let unknown =
            |name: &str, text: &str| Fault::new(format!("{METADATA}.{name}"), format!("“{text}” is not known"));
        let activations = match said("activations") {
            Some(text) => text
                .split(' ')
                .map(|name| Activation::from_name(name).ok_or_else(|| unknown("activations", name)))
                .collect::<Result<Vec<_>, _>>()?,
            None => [vec![hidden; layers - 1], vec![Activation::Softmax]].concat(),
        };
        if activations.len() != layers {
            return Err(Fault::new(METADATA, format!("{} activations for {layers} layers", activations.len())));
        }
        let loss = match said("loss") {
            Some(text) => Loss::from_name(text).ok_or_else(|| unknown("loss", text))?,
            None => Loss::CategoricalCrossEntropy,
        };
        Ok((activations, loss))
    }
}

/// A list of whole numbers.
fn counts(tree: Option<&Tree>) -> Option<Vec<usize>> {
    let Some(Tree::List(items)) = tree else { return None };
    let whole = |item: &Tree| match item {
        Tree::Number(number) if *number >= 0.0 && number.fract() == 0.0 && *number < 9e15 => Some(*number as usize),
        _ => None,
    };
    items.iter().map(whole).collect()
}
