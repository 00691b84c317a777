//! The columns of units and the lines between them, shared by both densities.

use gradlight_core::example::Example;
use gradlight_core::network::Neuron;

use super::shape::{Point, Rect, Segment};
use super::{PlacedEdge, PlacedUnit, Unit, source_of, widths};

/// Two rows are never further apart than so many radii, however high the card.
const SPREAD: f64 = 11.0;

/// Where columns and rows begin and end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Grid {
    /// The middle of the inputs' column.
    pub(super) first: f64,
    /// The middle of the outputs' column.
    pub(super) last: f64,
    /// The upper end of all columns.
    pub(super) top: f64,
    /// Their lower end.
    pub(super) bottom: f64,
    /// The units' radius.
    pub(super) radius: f64,
    /// The height of what stands in a cell.
    pub(super) content: f64,
    /// How much of that lies above the unit's middle.
    pub(super) above: f64,
}

impl Grid {
    /// The height of a cell in a column of `count`.
    pub(super) fn cell(&self, count: usize) -> f64 {
        ((self.bottom - self.top) / count as f64).min(self.content.max(SPREAD * self.radius))
    }

    /// The middle of a column.
    pub(super) fn column(&self, column: usize, columns: usize) -> f64 {
        self.first + (self.last - self.first) * column as f64 / (columns - 1) as f64
    }

    /// The middle of a unit in a column of `count`.
    pub(super) fn place(&self, x: f64, index: usize, count: usize) -> Point {
        let cell = self.cell(count);
        let start = (self.top + self.bottom - cell * count as f64) / 2.0;
        Point::new(x, start + cell * index as f64 + (cell - self.content) / 2.0 + self.above)
    }

    /// All units, without their numbers.
    pub(super) fn units(&self, example: &Example) -> Vec<PlacedUnit> {
        let widths = widths(example.network());
        let mut units = Vec::new();
        for (column, count) in widths.iter().enumerate() {
            let x = self.column(column, widths.len());
            units.extend((0..*count).map(|index| PlacedUnit {
                unit: if column == 0 { Unit::Input(index) } else { Unit::Neuron(Neuron::new(column - 1, index)) },
                centre: self.place(x, index, *count),
                readout: None,
                overhang: None,
            }));
        }
        units
    }

    /// All edges between those units, without labels.
    pub(super) fn edges(&self, example: &Example, units: &[PlacedUnit]) -> Vec<PlacedEdge> {
        let network = example.network();
        let inputs = network.inputs();
        let place = |unit: Unit| match unit {
            Unit::Input(i) => units[i].centre,
            Unit::Neuron(neuron) => units[inputs + network.layers()[neuron.layer].first_neuron + neuron.index].centre,
        };
        let edge = |weight| {
            let (to, _) = network.ends_of(weight);
            let centres = Segment::new(place(source_of(network, weight)), place(Unit::Neuron(to)));
            PlacedEdge { weight, line: centres.between(self.radius, self.radius), label: None }
        };
        (0..network.weights().len()).map(edge).collect()
    }
}

/// The line from a chip's nearer corner or side to the rim of a unit.
pub(super) fn from_chip(chip: &Rect, centre: Point, radius: f64) -> Segment {
    let start = Point::new(centre.x.clamp(chip.x + 6.0, chip.right() - 6.0), chip.bottom());
    Segment::new(start, centre.ahead(start, radius))
}
