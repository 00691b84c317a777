//! Where everything of the network picture stands on its card; pure geometry, the same for every step of a round.
//!
//! Layers are columns from left to right, biases stand above what they enter, losses to the right of the outputs.
//! Nothing here depends on the numbers shown, so nothing moves while they change.

use gradlight_core::example::Example;
use gradlight_core::network::{Network, Neuron};
use gradlight_core::quantity::BiasId;

mod active;
mod column;
mod full;
pub mod measure;
mod memo;
mod placing;
pub mod shape;
mod weights;

pub use memo::SceneMemo;
pub use placing::{Anchor, Wanted};
use shape::{Point, Rect, Segment};

/// The size of the card and how much larger than usual its theme sets type.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Size {
    /// Its width in CSS pixels.
    pub width: f64,
    /// Its height in CSS pixels.
    pub height: f64,
    /// The theme's factor on type and lines, 1 for most.
    pub scale: f64,
}

/// How much room text needs, in ems of the label font; it depends on digits and notation alone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lettering {
    /// Places after the point of a computed number.
    pub places: usize,
    /// The widest word before a neuron's number, such as `net`.
    pub row: f64,
    /// The widest word before what leads to a neuron's δ, such as `∂E/∂out`.
    pub work: f64,
    /// The widest word before an output's loss, such as `target`.
    pub loss: f64,
    /// The widest symbol of the total loss and the cost, such as `E_total`.
    pub total: f64,
    /// The widest symbol of a bias.
    pub bias: f64,
    /// The widest symbol of a weight.
    pub weight: f64,
    /// The widest symbol of a weight's gradient.
    pub gradient: f64,
}

/// How much of the numbers the card has room for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Density {
    /// Every number has its fixed place.
    Full,
    /// Only what the step at hand reads and writes, what is pointed at and what is chosen has its numbers shown.
    Active,
}

/// What a circle stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// An input, from 0.
    Input(usize),
    /// A neuron.
    Neuron(Neuron),
}

/// A unit in its place.
#[derive(Clone, Debug, PartialEq)]
pub struct PlacedUnit {
    /// Which one.
    pub unit: Unit,
    /// The middle of its circle.
    pub centre: Point,
    /// Where its numbers stand, row by row; only with [`Density::Full`].
    pub readout: Option<Rect>,
    /// What the words of the last row may take beside it, to its left.
    pub overhang: Option<Rect>,
}

/// A weight's edge.
#[derive(Clone, Debug, PartialEq)]
pub struct PlacedEdge {
    /// The weight's running number, from 0.
    pub weight: usize,
    /// From rim to rim, in the direction of the forward pass.
    pub line: Segment,
    /// Where its rows of text stand; only with [`Density::Full`].
    pub label: Option<Rect>,
}

/// A bias above what it enters.
#[derive(Clone, Debug, PartialEq)]
pub struct PlacedBias {
    /// Which one.
    pub bias: BiasId,
    /// Its chip.
    pub chip: Rect,
    /// Whether the chip has room for its number.
    pub has_text: bool,
    /// Where what becomes of it stands; without, that takes the number's place.
    pub news: Option<Rect>,
    /// From the chip to its neurons, one each.
    pub lines: Vec<(Neuron, Segment)>,
}

/// An output's share of the loss.
#[derive(Clone, Debug, PartialEq)]
pub struct PlacedLoss {
    /// The output, from 0.
    pub output: usize,
    /// Its chip with target and loss; only with [`Density::Full`].
    pub chip: Option<Rect>,
    /// From the output to its loss.
    pub line: Segment,
    /// From its loss to the total.
    pub on: Segment,
}

/// The whole picture's geometry.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    /// The card.
    pub size: Size,
    /// How much is shown.
    pub density: Density,
    /// The size of labels in pixels, at least 12 times the scale.
    pub font: f64,
    /// The height of a row of text in pixels.
    pub row: f64,
    /// The radius of every unit.
    pub radius: f64,
    /// Inputs first, then the neurons layer by layer.
    pub units: Vec<PlacedUnit>,
    /// By the weights' running numbers.
    pub edges: Vec<PlacedEdge>,
    /// Layer by layer.
    pub biases: Vec<PlacedBias>,
    /// Output by output.
    pub losses: Vec<PlacedLoss>,
    /// The total loss and the cost, each its symbol above its number, or a circle.
    pub total: Rect,
    /// How many rows of text an edge has room for: its weight, and what becomes of it.
    pub edge_rows: usize,
    /// The softmax denominator, where there is one.
    pub exp_sum: Option<Rect>,
    /// The line under the picture for sums over paths.
    pub foot: Rect,
}

impl Scene {
    /// The picture of an example's network on a card of that size.
    ///
    /// Every number gets a fixed place where all fit without touching; where they do not, see [`Density::Active`].
    pub fn layout(example: &Example, size: Size, lettering: &Lettering) -> Self {
        full::layout(example, size, lettering).unwrap_or_else(|| active::layout(example, size, lettering))
    }

    /// The card as a rectangle.
    pub fn card(&self) -> Rect {
        Rect { x: 0.0, y: 0.0, width: self.size.width, height: self.size.height }
    }

    /// A unit's place.
    pub fn unit(&self, unit: Unit) -> Option<&PlacedUnit> {
        self.units.iter().find(|placed| placed.unit == unit)
    }

    /// A unit's circle with its box.
    pub fn unit_box(&self, placed: &PlacedUnit) -> Rect {
        Rect::around(placed.centre, 2.0 * self.radius, 2.0 * self.radius)
    }

    /// Everything that stands still and takes room: circles, chips, the total.
    pub fn solid(&self) -> Vec<Rect> {
        let circles = self.units.iter().map(|placed| self.unit_box(placed));
        let chips = self.biases.iter().flat_map(|placed| [Some(placed.chip), placed.news]).flatten();
        let losses = self.losses.iter().filter_map(|placed| placed.chip);
        circles.chain(chips).chain(losses).chain([self.total]).chain(self.exp_sum).collect()
    }
}

/// The unit a weight's edge comes from.
pub fn source_of(network: &Network, weight: usize) -> Unit {
    let (to, from) = network.ends_of(weight);
    if to.layer == 0 { Unit::Input(from) } else { Unit::Neuron(Neuron::new(to.layer - 1, from)) }
}

/// How many units each column has, inputs first.
pub(crate) fn widths(network: &Network) -> Vec<usize> {
    std::iter::once(network.inputs()).chain(network.layers().iter().map(|layer| layer.neurons)).collect()
}

#[cfg(test)]
pub(crate) mod tests;
