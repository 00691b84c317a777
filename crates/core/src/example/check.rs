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
        return Err(Fault::new("format", format!("\"{format}\" is not {FORMAT}")));
    }
    let title = if fields.has("title") { fields.text("title")?.to_owned() } else { String::new() };
    let layers = layers(fields.list("layers")?)?;
    let network = Network::new(&layers);
    let loss = fields.named("loss", "loss", Loss::from_name)?;
    pair(loss, network.output().activation)?;
    let samples = samples(fields.list("samples")?, &network)?;
    let learning_rate = fields.number("learning_rate")?;
    let bias_rule = fields.named_or("bias_rule", "bias rule", BiasRule::from_name, BiasRule::Frozen)?;
    let update = fields.named_or("update", "update order", Update::from_name, Update::Simultaneous)?;
    let l2 = if fields.has("l2") { fields.number("l2")? } else { 0.0 };
    let example = Example { title, network, loss, samples, learning_rate, bias_rule, update, l2 };
    numbers(&example)?;
    self::learning_rate(learning_rate)?;
    biases(&example)?;
    if l2 < 0.0 {
        return Err(Fault::new("l2", "below 0"));
    }
    Ok(example)
}

/// Whether all given numbers are finite and all targets within their loss's range.
pub(super) fn numbers(example: &Example) -> Result<(), Fault> {
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
    if rate <= 0.0 { Err(Fault::new("learning_rate", "not above 0")) } else { Ok(()) }
}

/// Whether one bias a layer, if asked for, is what the layers have.
pub(super) fn biases(example: &Example) -> Result<(), Fault> {
    if example.bias_rule != BiasRule::PerLayer {
        return Ok(());
    }
    for layer in 0..example.network.layers().len() {
        let biases = example.network.layer_biases(layer);
        if biases.iter().any(|bias| *bias != biases[0]) {
            return Err(Fault::new(
                format!("layers[{layer}].biases"),
                "unequal, but the rule per_layer shares one bias",
            ));
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
            return Err(Fault::new(format!("[{k}]"), format!("{y} is outside 0…1, as {} needs it", loss.name())));
        }
    }
    let sum: f64 = target.iter().sum();
    if loss == Loss::CategoricalCrossEntropy && (sum - 1.0).abs() > TARGET_SUM_TOLERANCE {
        return Err(Fault::new("", format!("sums to {sum}, not 1")));
    }
    Ok(())
}

fn pair(loss: Loss, outputs: Activation) -> Result<(), Fault> {
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
    let activation = fields.named("activation", "activation", Activation::from_name)?;
    let rows = fields.list("weights")?;
    count("weights", "neuron", rows.len(), MAX_NEURONS)?;
    let mut weights: Vec<Vec<f64>> = Vec::with_capacity(rows.len());
    for (j, row) in rows.iter().enumerate() {
        let path = format!("weights[{j}]");
        let row = numbers_of(row).map_err(|fault| fault.within(&path))?;
        let wanted = inputs.or(weights.first().map(Vec::len)).unwrap_or(row.len());
        if row.is_empty() || row.len() != wanted {
            let problem = format!("{} for {}", counted(row.len(), "weight"), counted(wanted.max(1), "input"));
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

fn samples(list: &[Tree], network: &Network) -> Result<Vec<Sample>, Fault> {
    count("samples", "sample", list.len(), MAX_SAMPLES)?;
    list.iter()
        .enumerate()
        .map(|(s, tree)| sample(tree, network).map_err(|fault| fault.within(&format!("samples[{s}]"))))
        .collect()
}

fn sample(tree: &Tree, network: &Network) -> Result<Sample, Fault> {
    let fields = Fields::of(tree, &["input", "target"])?;
    let side = |name: &str, wanted: usize, places: &str| {
        let values = numbers_of(fields.get(name)?).map_err(|fault| fault.within(name))?;
        if values.len() == wanted {
            return Ok(values);
        }
        let problem = format!("{} for {}", counted(values.len(), "value"), counted(wanted, places));
        Err(Fault::new(name, problem))
    };
    Ok(Sample {
        input: side("input", network.inputs(), "input")?,
        target: side("target", network.output().neurons, "output")?,
    })
}

fn numbers_of(tree: &Tree) -> Result<Vec<f64>, Fault> {
    let Tree::List(items) = tree else {
        return Err(Fault::new("", format!("expected a list, found {}", tree.kind())));
    };
    items
        .iter()
        .enumerate()
        .map(|(i, item)| match item {
            Tree::Number(value) if value.is_finite() => Ok(*value),
            Tree::Number(_) => Err(Fault::new(format!("[{i}]"), "not a finite number")),
            other => Err(Fault::new(format!("[{i}]"), format!("expected a number, found {}", other.kind()))),
        })
        .collect()
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
            Some((name, _)) => Err(Fault::new(name.as_str(), format!("unknown field, known are {}", known.join(", ")))),
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
        match self.get(name)? {
            Tree::Number(value) if value.is_finite() => Ok(*value),
            Tree::Number(_) => Err(Fault::new(name, "not a finite number")),
            other => Err(Fault::new(name, format!("expected a number, found {}", other.kind()))),
        }
    }

    fn named<T>(&self, name: &str, thing: &str, find: impl Fn(&str) -> Option<T>) -> Result<T, Fault> {
        let text = self.text(name)?;
        find(text).ok_or_else(|| Fault::new(name, format!("unknown {thing} \"{text}\"")))
    }

    fn named_or<T>(&self, name: &str, thing: &str, find: impl Fn(&str) -> Option<T>, default: T) -> Result<T, Fault> {
        if self.has(name) { self.named(name, thing, find) } else { Ok(default) }
    }
}
