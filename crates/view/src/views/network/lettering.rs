//! Words, symbols and numbers of the picture, and how much room they need.

use gradlight_core::activation::Activation;
use gradlight_core::network::Neuron;
use gradlight_core::quantity::{BiasId, Quantity as Q};

use super::number::SPACE;
use crate::format::{self, Digits};
use crate::notation::Notation;
use crate::scene::Lettering;
use crate::scene::measure::text_width;
use crate::typeset::Typesetter;

/// The word before an activation's derivative at a neuron.
const SLOPE: &str = "slope";
/// With fewer places than this a number is worth more than the symbol before it.
const ENOUGH_PLACES: u8 = 4;
/// The word before a target.
const TARGET: &str = "target";

/// The writing of one picture.
pub(super) struct Lettered<'a> {
    pub(super) typesetter: &'a Typesetter<'a>,
}

impl Lettered<'_> {
    /// How much room the picture's text needs, whatever the numbers.
    pub(super) fn widths(&self) -> Lettering {
        let last = self.typesetter.example.network().weights().len().saturating_sub(1);
        let widest = |quantities: &[Q]| {
            quantities.iter().map(|quantity| text_width(&self.symbol(*quantity), 1.0)).fold(0.0, f64::max)
        };
        let numerator = if self.has_exponentials() { self.numerator() } else { String::new() };
        let rows = [self.net(), self.out(), "δ", &numerator];
        let network = self.typesetter.example.network();
        let outputs = network.output().neurons;
        let last_layer = network.layers().len() - 1;
        let widest_source = Neuron::new(last_layer, outputs - 1);
        let work = [SLOPE, &self.d_out(), &self.from(widest_source)];
        let ems = |words: &[&str]| words.iter().map(|word| text_width(word, 1.0)).fold(0.0, f64::max);
        let biases: Vec<Q> = (0..network.layers().len())
            .flat_map(|layer| self.typesetter.example.biases_of(layer))
            .map(Q::Bias)
            .collect();
        Lettering {
            places: usize::from(self.digits().places()),
            row: ems(&rows),
            work: ems(&work),
            loss: widest(&[Q::Loss(0), Q::Loss(outputs.saturating_sub(1))]).max(text_width(TARGET, 1.0)),
            total: widest(&[Q::LossTotal, Q::Cost]),
            bias: widest(&biases),
            weight: widest(&[Q::Weight(0), Q::Weight(last)]),
            gradient: widest(&[Q::WeightGradient(0), Q::WeightGradient(last)]),
        }
    }

    pub(super) fn places(&self) -> usize {
        usize::from(self.digits().places())
    }

    pub(super) fn digits(&self) -> Digits {
        self.typesetter.digits
    }

    /// A quantity's symbol as plain text.
    pub(super) fn symbol(&self, quantity: Q) -> String {
        self.typesetter.symbol_text(&quantity)
    }

    /// The word before a quantity at its neuron, where its place says whose it is.
    pub(super) fn word(&self, quantity: Q) -> String {
        match quantity {
            Q::Net(_) => self.net().to_owned(),
            Q::Out(_) => self.out().to_owned(),
            Q::Exp(_) => self.numerator(),
            Q::Delta(_) => "δ".to_owned(),
            Q::DOut(_) => self.d_out(),
            Q::DAct(_) => SLOPE.to_owned(),
            Q::From { from, .. } => self.from(from),
            Q::Target(_) => TARGET.to_owned(),
            Q::Input(_) => String::new(),
            other => self.symbol(other),
        }
    }

    fn has_exponentials(&self) -> bool {
        self.typesetter.example.network().output().activation == Activation::Softmax
    }

    /// The word before a softmax numerator.
    fn numerator(&self) -> String {
        format!("e^{}", self.net())
    }

    /// The word before a share of blame, after the neuron that it comes from; where it stands says to whom.
    fn from(&self, neuron: Neuron) -> String {
        let name = self.typesetter.names.neuron(neuron);
        let (letter, number) = name.split_at(1);
        format!("from {letter}{}", format::subscript(number))
    }

    fn net(&self) -> &'static str {
        match self.typesetter.notation {
            Notation::NetOut => "net",
            Notation::Delta | Notation::Superscript => "z",
            Notation::CountedBack => "Z",
        }
    }

    fn out(&self) -> &'static str {
        match self.typesetter.notation {
            Notation::NetOut => "out",
            Notation::Delta | Notation::Superscript => "a",
            Notation::CountedBack => "A",
        }
    }

    fn d_out(&self) -> String {
        let loss = match self.typesetter.notation {
            Notation::NetOut => "E",
            Notation::Delta => "C",
            Notation::Superscript | Notation::CountedBack => "C₀",
        };
        format!("∂{loss}/∂{}", self.out())
    }

    /// A number in at most so many places.
    pub(super) fn number_in(&self, quantity: Q, value: f64, places: u8) -> String {
        self.written(quantity, value, Digits::clamped(places))
    }

    /// The letter of the total loss, for a circle.
    pub(super) fn loss_letter(&self) -> &'static str {
        if self.typesetter.notation == Notation::NetOut { "E" } else { "C" }
    }

    /// A number in as many digits as a room of so many ems holds; never less than two places.
    pub(super) fn number_within(&self, quantity: Q, value: f64, ems: f64) -> String {
        let most = self.digits().places();
        let texts = (Digits::MIN..=most).rev().map(|places| self.written(quantity, value, Digits::clamped(places)));
        let mut shortest = String::new();
        for text in texts {
            if text_width(&text, 1.0) <= ems {
                return text;
            }
            if shortest.is_empty() || text_width(&text, 1.0) < text_width(&shortest, 1.0) {
                shortest = text;
            }
        }
        shortest
    }

    /// The word before a number on a line, or none where a room of so many ems is better used for its digits.
    pub(super) fn word_if_room(&self, quantity: Q, value: f64, ems: f64) -> String {
        let word = if matches!(quantity, Q::From { .. }) { self.word(quantity) } else { self.symbol(quantity) };
        let enough = self.digits().places().min(ENOUGH_PLACES);
        let number = text_width(&self.number_in(quantity, value, enough), 1.0);
        if text_width(&word, 1.0) + SPACE + number <= ems { word } else { String::new() }
    }

    /// What an editable number is called, such as `weight w₅`.
    pub(super) fn title(&self, quantity: Q) -> String {
        let kind = match quantity {
            Q::Input(_) => "input",
            Q::Target(_) => "target",
            Q::Weight(_) => "weight",
            Q::Bias(BiasId::Own(_)) => "bias",
            Q::Bias(BiasId::Shared(_)) => "shared bias",
            _ => "",
        };
        let symbol = self.symbol(quantity);
        // What stands low in the picture is read on the line.
        let plain = symbol.strip_prefix("target_").unwrap_or(&symbol).replace('_', "");
        format!("{kind} {plain}").trim().to_owned()
    }

    /// A number as its kind is written.
    fn written(&self, quantity: Q, value: f64, digits: Digits) -> String {
        if self.typesetter.is_given(&quantity) { format::given(value, digits) } else { format::computed(value, digits) }
    }
}
