//! The update table: a row a parameter, a column a training example with its wish, the average at the end.

use gradlight_core::example::BiasRule;
use gradlight_core::quantity::{BiasId, Quantity};

use super::{Lab, lecture, wish};
use crate::format::{Digits, subscript};
use crate::notation::Notation;

/// A parameter with everybody's wish.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// Its name for tests and decks.
    pub(super) key: String,
    /// Its symbol.
    pub(super) symbol: String,
    /// Each training example's wish.
    pub(super) wishes: Vec<f64>,
    /// The average, as printed or as the engine has it.
    pub(super) average: f64,
}

/// The table.
#[derive(Clone, Debug)]
pub(super) struct Wishes {
    /// Row by row.
    pub(super) rows: Vec<Row>,
    /// Whether columns are left out.
    pub(super) has_dots: bool,
}

/// What the lecture shows.
pub(super) fn lectures() -> Wishes {
    let row = |(name, wishes, average): &(&str, [f64; 6], f64)| Row {
        key: (*name).to_owned(),
        symbol: format!("w{}", subscript(&name[1..])),
        wishes: wishes.to_vec(),
        average: *average,
    };
    Wishes { rows: lecture::ROWS.iter().map(row).collect(), has_dots: true }
}

/// Every parameter of the lab's network that moves.
pub(super) fn live(lab: &Lab) -> Wishes {
    let (traced, names) = (lab.traced(), lab.traced().names());
    let setter = traced.typesetter(Notation::NetOut, Digits::default());
    let row = |(given, own, average): (Quantity, Quantity, Quantity)| {
        let wishes: Vec<f64> = lab.samples.iter().map(|sample| wish(sample.read(own))).collect();
        let average = traced.trace.value(&average).map_or(wishes[0], wish);
        Row { key: names.id(&given), symbol: setter.symbol_text(&given), wishes, average }
    };
    let network = traced.example.network();
    let mut parameters: Vec<(Quantity, Quantity, Quantity)> = (0..network.weights().len())
        .map(|w| (Quantity::Weight(w), Quantity::WeightGradient(w), Quantity::AverageWeight(w)))
        .collect();
    if traced.example.bias_rule() == BiasRule::PerNeuron {
        let own = network.all_neurons().filter(|neuron| network.bias_index(*neuron).is_some()).map(BiasId::Own);
        parameters
            .extend(own.map(|bias| (Quantity::Bias(bias), Quantity::BiasGradient(bias), Quantity::AverageBias(bias))));
    }
    Wishes { rows: parameters.into_iter().map(row).collect(), has_dots: false }
}

/// The average of the wishes shown.
pub(super) fn shown_average(row: &Row) -> Option<f64> {
    let sum = row.wishes.iter().copied().reduce(|sum, wish| sum + wish)?;
    Some(sum / row.wishes.len() as f64)
}
