//! A classifier as JSON text: the layers as the example document has them, and the loss.

use std::fmt::Write as _;

use super::{Classifier, Unfit};
use crate::activation::Activation;
use crate::example::{Fault, check, tree};

/// The document's format.
pub const FORMAT: &str = "gradlight/network@1";

impl Classifier {
    /// Reads a saved network.
    ///
    /// # Errors
    /// The first fault found, with its path.
    pub fn from_json(text: &str) -> Result<Self, Fault> {
        let (layers, loss) = check::saved_network(&tree::parse(text)?)?;
        Self::from_network(&layers, loss).map_err(|Unfit(problem)| Fault::new("", problem))
    }

    /// The network as text, a line a neuron; each number reads back as the same bits.
    pub fn to_json(&self) -> String {
        let mut text =
            format!("{{\n  \"format\": \"{FORMAT}\",\n  \"loss\": \"{}\",\n  \"layers\": [", self.loss.name());
        for (l, layer) in self.layers.iter().enumerate() {
            text.push_str(if l == 0 { "\n" } else { ",\n" });
            // Writing to a text cannot fail.
            let _ = write!(text, "    {{\"activation\": \"{}\",\n     \"weights\": [", layer.activation.name());
            for j in 0..layer.neurons {
                text.push_str(if j == 0 { "[" } else { "],\n      [" });
                push_numbers(&mut text, (0..layer.inputs).map(|i| layer.weight(j, i)));
            }
            text.push_str("]],\n     \"biases\": [");
            push_numbers(&mut text, layer.biases[..layer.neurons].iter().copied());
            text.push_str("]}");
        }
        text.push_str("\n  ]\n}\n");
        text
    }

    /// The names of the activations, layer by layer.
    pub fn activations(&self) -> impl Iterator<Item = Activation> + '_ {
        self.layers.iter().map(|layer| layer.activation)
    }
}

fn push_numbers(text: &mut String, numbers: impl Iterator<Item = f32>) {
    for (place, number) in numbers.enumerate() {
        if place > 0 {
            text.push_str(", ");
        }
        text.push_str(&number.to_string());
    }
}
