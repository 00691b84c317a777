//! The chain rule in the picture: the paths from the loss back to a chosen weight, and the sum over them.

use gradlight_core::network::Neuron;
use gradlight_core::quantity::Quantity as Q;

use super::Picture;
use super::number::set_word;
use crate::node::{Element, svg};
use crate::scene::measure::{number_width, text_width};

/// A piece of the sum's line: plain text, or a number that knows its quantity.
enum Piece {
    Text(String),
    Number(Q, String),
}

impl Picture<'_> {
    fn chosen_neuron(&self) -> Option<Neuron> {
        let network = self.example.network();
        self.view.chosen.filter(|weight| *weight < network.weights().len()).map(|weight| network.ends_of(weight).0)
    }

    fn last_layer(&self) -> usize {
        self.example.network().layers().len() - 1
    }

    /// Whether an edge lies on a path from the loss back to the chosen weight.
    pub(super) fn is_on_path(&self, weight: usize) -> bool {
        let Some(neuron) = self.chosen_neuron() else { return false };
        let (to, from) = self.example.network().ends_of(weight);
        self.view.chosen == Some(weight)
            || to.layer > neuron.layer + 1
            || (to.layer == neuron.layer + 1 && from == neuron.index)
    }

    /// Whether a path leads through an output's loss.
    pub(super) fn is_on_loss_path(&self, output: usize) -> bool {
        self.chosen_neuron().is_some_and(|neuron| neuron.layer < self.last_layer() || neuron.index == output)
    }

    /// The share of blame that an edge carries back on a path to the chosen weight.
    pub(super) fn share_along(&self, weight: usize) -> Option<Q> {
        let neuron = self.chosen_neuron()?;
        let (from, to) = self.example.network().ends_of(weight);
        let carries = from.layer == neuron.layer + 1 && to == neuron.index;
        carries.then_some(Q::From { to: neuron, from })
    }

    /// The sum over the paths with its signed terms, and the gradient it leads to, as far as they are known.
    pub(super) fn paths_sum(&self) -> Option<Element> {
        let neuron = self.chosen_neuron()?;
        let weight = self.view.chosen?;
        let all = self.lettered.places();
        let tries = [(all, true), (all, false), (6, true), (6, false), (4, false), (2, false)];
        let lines = tries.map(|(places, whole)| self.pieces(neuron, weight, number_width(places.min(all), 1.0), whole));
        let width = |pieces: &[Piece]| pieces.iter().map(|piece| text_width(piece.text(), 1.0)).sum::<f64>();
        let room = self.scene.foot.width / self.scene.font;
        let pieces = lines.into_iter().find(|pieces| !pieces.is_empty() && width(pieces) <= room)?;
        let foot = self.scene.foot;
        let line = svg("text")
            .class("paths-sum")
            .num("x", foot.x + foot.width / 2.0)
            .num("y", foot.y + foot.height * 0.74)
            .attr("text-anchor", "middle");
        Some(line.children(pieces.into_iter().map(|piece| self.piece(piece))))
    }

    /// The line's pieces, with numbers of so many ems at most.
    fn pieces(&self, neuron: Neuron, weight: usize, ems: f64, whole: bool) -> Vec<Piece> {
        let mut pieces = self.sum_pieces(neuron, ems);
        if whole || pieces.is_empty() {
            pieces.extend(self.product_pieces(neuron, weight, ems, pieces.is_empty()));
        }
        pieces
    }

    /// `∂E/∂out_h1 = 0.055… − 0.019… = 0.036…`
    fn sum_pieces(&self, neuron: Neuron, ems: f64) -> Vec<Piece> {
        let Some(sum) = self.known(Q::DOut(neuron)) else { return Vec::new() };
        let behind = self.example.network().layers().get(neuron.layer + 1).map_or(0, |layer| layer.neurons);
        if behind < 2 {
            return Vec::new();
        }
        let mut pieces = vec![Piece::Text(format!("{} =", self.lettered.symbol(Q::DOut(neuron))))];
        for index in 0..behind {
            let share = Q::From { to: neuron, from: Neuron::new(neuron.layer + 1, index) };
            let Some(value) = self.known(share) else { return Vec::new() };
            let sign = match (value < 0.0, index) {
                (true, 0) => " −",
                (false, 0) => " ",
                (true, _) => " − ",
                (false, _) => " + ",
            };
            pieces.push(Piece::Text(sign.to_owned()));
            pieces.push(Piece::Number(share, self.lettered.number_within(share, value.abs(), ems)));
        }
        pieces.push(Piece::Text(" = ".to_owned()));
        pieces.push(self.number_piece(Q::DOut(neuron), sum, ems));
        pieces
    }

    /// `∂E/∂w1 = 0.036… · 0.241… · .05 = 0.000…`, from the factors that the step itself reads.
    fn product_pieces(&self, neuron: Neuron, weight: usize, ems: f64, is_first: bool) -> Vec<Piece> {
        let gradient = Q::WeightGradient(weight);
        let Some(value) = self.known(gradient) else { return Vec::new() };
        let steps = self.trace.steps();
        let Some(step) = self.trace.place_of(&gradient).and_then(|place| steps.get(place)) else {
            return Vec::new();
        };
        let lead = format!("{} =", self.lettered.symbol(gradient));
        let mut pieces = vec![Piece::Text(if is_first { lead } else { format!(" ; {lead}") })];
        for (place, factor) in step.expression.reads().into_iter().enumerate() {
            let Some(value) = self.known(factor) else { return Vec::new() };
            pieces.push(Piece::Text(if place == 0 { " " } else { " · " }.to_owned()));
            pieces.push(self.number_piece(factor, value, ems));
        }
        pieces.push(Piece::Text(" = ".to_owned()));
        pieces.push(self.number_piece(gradient, value, ems));
        debug_assert_eq!(self.example.network().ends_of(weight).0, neuron, "the weight leads into the neuron");
        pieces
    }

    fn number_piece(&self, quantity: Q, value: f64, ems: f64) -> Piece {
        Piece::Number(quantity, self.lettered.number_within(quantity, value, ems))
    }

    fn piece(&self, piece: Piece) -> Element {
        match piece {
            Piece::Text(text) => set_word(&text, self.scene.font),
            Piece::Number(quantity, text) => svg("tspan")
                .class(format!("value {}", self.classes(quantity)))
                .attr("data-term", self.id(quantity))
                .text(text),
        }
    }
}

impl Piece {
    fn text(&self) -> &str {
        match self {
            Self::Text(text) | Self::Number(_, text) => text,
        }
    }
}
