//! The check: what an example document must be, in the order in which faults are reported.

use super::tree::Tree;
use super::{BiasRule, Example, FORMAT, Fault, Sample, Update};
use crate::activation::Activation;
use crate::loss::Loss;
use crate::network::{LayerParameters, Network};

/// The largest number of layers.
pub const MAX_LAYERS: usize = 64;
/// The largest number of neurons in a layer.
pub const MAX_NEURONS: usize = 1024;
/// The largest number of weights.
pub const MAX_WEIGHTS: usize = 1 << 20;
/// The largest number of samples.
pub const MAX_SAMPLES: usize = 10_000;
/// How far the targets of categorical cross-entropy may sum from 1.
const TARGET_SUM_TOLERANCE: f64 = 1e-9;
/// So many characters of the document's own text are repeated in a fault.
const LONGEST_QUOTE: usize = 40;

/// Reads an example out of the document's tree.
///
/// # Errors
/// The first fault, layers before samples.
pub fn example(tree: &Tree) -> Result<Example, Fault> {
    let known =
        ["format", "title", "layers", "loss", "samples", "learning_rate", "bias_rule", "update", "l2"].as_slice();
    let fields = Fields::of(tree, known)?;
    let format = fields.text("format")?;
    if format != FORMAT {
        return Err(Fault::new("format", format!("{} is not {FORMAT}", quoted(format))));
    }
    let title = if fields.has("title") { fields.text("title")?.to_owned() } else { String::new() };
    let layers = layers(fields.list("layers")?)?;
    let network = Network::new(&layers);
    // A layer's fault, though the rule that makes it one stands further on.
    let bias_rule = fields.named_or("bias_rule", "bias rule", &BiasRule::ALL, BiasRule::name, BiasRule::Frozen);
    if bias_rule == Ok(BiasRule::PerLayer) {
        equal_biases(&network)?;
    }
    let loss = fields.named("loss", "loss", &Loss::ALL, Loss::name)?;
    pair(loss, network.output().activation)?;
    let samples = samples(fields.list("samples")?, &network, loss)?;
    let rate = fields.number("learning_rate")?;
    learning_rate(rate)?;
    let bias_rule = bias_rule?;
    let update = fields.named_or("update", "update order", &Update::ALL, Update::name, Update::Simultaneous)?;
    let l2 = if fields.has("l2") { fields.number("l2")? } else { 0.0 };
    if l2 < 0.0 {
        return Err(Fault::new("l2", format!("needs to be 0 or above, not {l2}")));
    }
    Ok(Example { title, network, loss, samples, learning_rate: rate, bias_rule, update, l2 })
}

/// Reads a saved network, layers and loss, out of a document's tree.
///
/// # Errors
/// The first fault.
pub(crate) fn saved_network(tree: &Tree) -> Result<(Vec<LayerParameters>, Loss), Fault> {
    let fields = Fields::of(tree, &["format", "loss", "layers"])?;
    let format = fields.text("format")?;
    if format != crate::classifier::FORMAT {
        return Err(Fault::new("format", format!("{} is not {}", quoted(format), crate::classifier::FORMAT)));
    }
    let layers = layers(fields.list("layers")?)?;
    Ok((layers, fields.named("loss", "loss", &Loss::ALL, Loss::name)?))
}

/// Whether all given numbers are finite and all targets within their loss's range.
pub(crate) fn numbers(example: &Example) -> Result<(), Fault> {
    for (l, layer) in example.network.layers().iter().enumerate() {
        let weights = &example.network.weights()[layer.first_weight..layer.first_weight + layer.neurons * layer.inputs];
        for (w, &weight) in weights.iter().enumerate() {
            finite(weight, || format!("layers[{l}].weights[{}][{}]", w / layer.inputs, w % layer.inputs))?;
        }
        for (j, &bias) in example.network.layer_biases(l).iter().enumerate() {
            finite(bias, || format!("layers[{l}].biases[{j}]"))?;
        }
    }
    for (s, sample) in example.samples.iter().enumerate() {
        for (i, &value) in sample.input.iter().enumerate() {
            finite(value, || format!("samples[{s}].input[{i}]"))?;
        }
        targets(example.loss, &sample.target).map_err(|fault| fault.within(&format!("samples[{s}].target")))?;
    }
    Ok(())
}

/// Whether a learning rate can be trained with.
pub(super) fn learning_rate(rate: f64) -> Result<(), Fault> {
    finite(rate, || "learning_rate".to_owned())?;
    if rate > 0.0 { Ok(()) } else { Err(Fault::new("learning_rate", format!("needs to be above 0, not {rate}"))) }
}

/// Whether one bias a layer, if asked for, is what the layers have.
pub(super) fn biases(example: &Example) -> Result<(), Fault> {
    if example.bias_rule == BiasRule::PerLayer { equal_biases(&example.network) } else { Ok(()) }
}

fn equal_biases(network: &Network) -> Result<(), Fault> {
    for layer in 0..network.layers().len() {
        let biases = network.layer_biases(layer);
        if biases.iter().any(|bias| *bias != biases[0]) {
            let path = format!("layers[{layer}].biases");
            return Err(Fault::new(path, "unequal, but the rule per_layer shares one bias"));
        }
    }
    Ok(())
}

fn finite(value: f64, path: impl Fn() -> String) -> Result<(), Fault> {
    if value.is_finite() { Ok(()) } else { Err(Fault::new(path(), "not a finite number")) }
}

fn targets(loss: Loss, target: &[f64]) -> Result<(), Fault> {
    for (k, &y) in target.iter().enumerate() {
        finite(y, || format!("[{k}]"))?;
        if loss.is_cross_entropy() && !(0.0..=1.0).contains(&y) {
            return Err(Fault::new(format!("[{k}]"), format!("{} needs targets in 0…1, not {y}", loss.name())));
        }
    }
    let sum: f64 = target.iter().sum();
    if loss == Loss::CategoricalCrossEntropy && (sum - 1.0).abs() > TARGET_SUM_TOLERANCE {
        return Err(Fault::new("", format!("{} needs targets that sum to 1, not {sum}", loss.name())));
    }
    Ok(())
}

pub(super) fn pair(loss: Loss, outputs: Activation) -> Result<(), Fault> {
    if loss.fits(outputs) {
        return Ok(());
    }
    let problem = match loss {
        Loss::BinaryCrossEntropy => format!("binary_cross_entropy needs sigmoid outputs, not {}", outputs.name()),
        Loss::CategoricalCrossEntropy => {
            format!("categorical_cross_entropy needs softmax outputs, not {}", outputs.name())
        }
        _ => format!("softmax outputs need categorical_cross_entropy, not {}", loss.name()),
    };
    Err(Fault::new("loss", problem))
}

fn layers(list: &[Tree]) -> Result<Vec<LayerParameters>, Fault> {
    count("layers", "layer", list.len(), MAX_LAYERS)?;
    let (mut layers, mut inputs, mut weights) = (Vec::with_capacity(list.len()), None, 0);
    for (l, tree) in list.iter().enumerate() {
        let path = format!("layers[{l}]");
        let layer = layer(tree, inputs).map_err(|fault| fault.within(&path))?;
        weights += layer.weights.len() * layer.weights[0].len();
        if weights > MAX_WEIGHTS {
            return Err(Fault::new(path, format!("more than {MAX_WEIGHTS} weights with this layer")));
        }
        if layer.activation == Activation::Softmax && l + 1 < list.len() {
            return Err(Fault::new(format!("{path}.activation"), "softmax stands in the last layer only"));
        }
        inputs = Some(layer.weights.len());
        layers.push(layer);
    }
    Ok(layers)
}

fn layer(tree: &Tree, inputs: Option<usize>) -> Result<LayerParameters, Fault> {
    let fields = Fields::of(tree, &["activation", "weights", "biases"])?;
    let activation = fields.named("activation", "activation", &Activation::ALL, Activation::name)?;
    let rows = fields.list("weights")?;
    count("weights", "neuron", rows.len(), MAX_NEURONS)?;
    let mut weights: Vec<Vec<f64>> = Vec::with_capacity(rows.len());
    for (j, row) in rows.iter().enumerate() {
        let path = format!("weights[{j}]");
        let row = numbers_of(row).map_err(|fault| fault.within(&path))?;
        let wanted = inputs.or(weights.first().map(Vec::len)).unwrap_or(row.len());
        if wanted == 0 {
            return Err(Fault::new(path, "at least one weight is needed"));
        }
        if row.len() != wanted {
            let problem = format!("{} for {}", counted(row.len(), "weight"), counted(wanted, "input"));
            return Err(Fault::new(path, problem));
        }
        weights.push(row);
    }
    let biases = if fields.has("biases") { Some(layer_biases(&fields, weights.len())?) } else { None };
    Ok(LayerParameters { activation, weights, biases })
}

fn layer_biases(fields: &Fields<'_>, neurons: usize) -> Result<Vec<f64>, Fault> {
    let biases = numbers_of(fields.get("biases")?).map_err(|fault| fault.within("biases"))?;
    if biases.len() == neurons {
        return Ok(biases);
    }
    let problem = format!("{} for {}", plural(biases.len(), "bias", "biases"), plural(neurons, "neuron", "neurons"));
    Err(Fault::new("biases", problem))
}

fn samples(list: &[Tree], network: &Network, loss: Loss) -> Result<Vec<Sample>, Fault> {
    count("samples", "sample", list.len(), MAX_SAMPLES)?;
    list.iter()
        .enumerate()
        .map(|(s, tree)| sample(tree, network, loss).map_err(|fault| fault.within(&format!("samples[{s}]"))))
        .collect()
}

fn sample(tree: &Tree, network: &Network, loss: Loss) -> Result<Sample, Fault> {
    let fields = Fields::of(tree, &["input", "target"])?;
    let side = |name: &str, wanted: usize, places: &str| {
        let values = numbers_of(fields.get(name)?).map_err(|fault| fault.within(name))?;
        if values.len() == wanted {
            return Ok(values);
        }
        let problem = format!("{} for {}", counted(values.len(), "value"), counted(wanted, places));
        Err(Fault::new(name, problem))
    };
    let input = side("input", network.inputs(), "input")?;
    let target = side("target", network.output().neurons, "output")?;
    targets(loss, &target).map_err(|fault| fault.within("target"))?;
    Ok(Sample { input, target })
}

fn numbers_of(tree: &Tree) -> Result<Vec<f64>, Fault> {
    let Tree::List(items) = tree else {
        return Err(Fault::new("", format!("expected a list, found {}", tree.kind())));
    };
    let read = |(i, item)| number(item).map_err(|fault| fault.within(&format!("[{i}]")));
    items.iter().enumerate().map(read).collect()
}

fn number(tree: &Tree) -> Result<f64, Fault> {
    match tree {
        // A negative zero becomes plain zero: they are equal, and equal numbers shall have equal bits.
        Tree::Number(value) if value.is_finite() => Ok(*value + 0.0),
        Tree::Number(_) => Err(Fault::new("", "not a finite number")),
        other => Err(Fault::new("", format!("expected a number, found {}", other.kind()))),
    }
}

fn count(path: &str, thing: &str, found: usize, most: usize) -> Result<(), Fault> {
    match found {
        0 => Err(Fault::new(path, format!("at least one {thing} is needed"))),
        _ if found > most => Err(Fault::new(path, format!("{found} {thing}s, at most {most}"))),
        _ => Ok(()),
    }
}

fn counted(count: usize, thing: &str) -> String {
    plural(count, thing, &format!("{thing}s"))
}

fn plural(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// The named fields of one part of the document.
struct Fields<'a>(&'a [(String, Tree)]);

impl<'a> Fields<'a> {
    fn of(tree: &'a Tree, known: &[&str]) -> Result<Self, Fault> {
        let Tree::Fields(fields) = tree else {
            return Err(Fault::new("", format!("expected named fields, found {}", tree.kind())));
        };
        match fields.iter().find(|(name, _)| !known.contains(&name.as_str())) {
            Some((name, _)) => {
                Err(Fault::new(field_name(name), format!("unknown field, known are {}", known.join(", "))))
            }
            None => Ok(Self(fields)),
        }
    }

    fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(known, _)| known == name)
    }

    fn get(&self, name: &str) -> Result<&'a Tree, Fault> {
        let field = self.0.iter().find(|(known, _)| known == name);
        field.map(|(_, tree)| tree).ok_or_else(|| Fault::new(name, "missing"))
    }

    fn text(&self, name: &str) -> Result<&'a str, Fault> {
        match self.get(name)? {
            Tree::Text(text) => Ok(text),
            other => Err(Fault::new(name, format!("expected text, found {}", other.kind()))),
        }
    }

    fn list(&self, name: &str) -> Result<&'a [Tree], Fault> {
        match self.get(name)? {
            Tree::List(items) => Ok(items),
            other => Err(Fault::new(name, format!("expected a list, found {}", other.kind()))),
        }
    }

    fn number(&self, name: &str) -> Result<f64, Fault> {
        number(self.get(name)?).map_err(|fault| fault.within(name))
    }

    /// One of a few known names, and what it names.
    fn named<T: Copy>(&self, name: &str, thing: &str, all: &[T], name_of: fn(T) -> &'static str) -> Result<T, Fault> {
        let text = self.text(name)?;
        all.iter().copied().find(|one| name_of(*one) == text).ok_or_else(|| {
            let known: Vec<&str> = all.iter().copied().map(name_of).collect();
            Fault::new(name, format!("unknown {thing} {}, known are {}", quoted(text), known.join(", ")))
        })
    }

    fn named_or<T: Copy>(
        &self,
        name: &str,
        thing: &str,
        all: &[T],
        name_of: fn(T) -> &'static str,
        default: T,
    ) -> Result<T, Fault> {
        if self.has(name) { self.named(name, thing, all, name_of) } else { Ok(default) }
    }
}

/// Text from the document in quotes, on one line and not too long.
fn quoted(text: &str) -> String {
    let start: String = text.chars().take(LONGEST_QUOTE).collect();
    let rest = if start.len() < text.len() { "…" } else { "" };
    format!("\"{}{rest}\"", start.escape_debug())
}

/// A field's name as a path has it; in quotes where it is not a plain word.
pub(super) fn field_name(name: &str) -> String {
    let is_word =
        !name.is_empty() && name.len() <= LONGEST_QUOTE && name.chars().all(|c| c.is_alphanumeric() || c == '_');
    if is_word { name.to_owned() } else { quoted(name) }
}
