//! Walking through the picture by keyboard: from unit to unit, and into a unit's given numbers.

use gradlight_core::example::Example;
use gradlight_core::network::Neuron;
use gradlight_core::quantity::Quantity;

use super::Picture;
use crate::scene::Unit;

/// Where the keyboard is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// On a unit.
    Unit(Unit),
    /// On a given number of that unit: its input, target, bias or one of its incoming weights.
    Number(Unit, Quantity),
}

/// The arrow that was pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Towards the inputs.
    Left,
    /// Towards the outputs.
    Right,
    /// To the unit or number above.
    Up,
    /// To the unit or number below.
    Down,
}

/// Where the walk begins: the first input.
pub fn first_place() -> Place {
    Place::Unit(Unit::Input(0))
}

/// One step: among units by column and row, among a unit's numbers in their order; at the end it stays.
pub fn walk(example: &Example, from: Place, way: Way) -> Place {
    match from {
        Place::Unit(unit) => Place::Unit(next_unit(example, unit, way)),
        Place::Number(unit, quantity) => {
            let numbers = numbers_of(example, unit);
            let here = numbers.iter().position(|number| *number == quantity).unwrap_or(0);
            let there = match way {
                Way::Left | Way::Up => here.saturating_sub(1),
                Way::Right | Way::Down => here + 1,
            };
            Place::Number(unit, numbers.get(there).copied().unwrap_or(quantity))
        }
    }
}

/// Into a unit, to the first of its given numbers; a number stays where it is, ready to be edited.
pub fn enter(example: &Example, from: Place) -> Place {
    match from {
        Place::Unit(unit) => numbers_of(example, unit).first().map_or(from, |quantity| Place::Number(unit, *quantity)),
        Place::Number(..) => from,
    }
}

/// Out of a number to its unit; out of a unit leaves the picture.
pub fn leave(from: Place) -> Option<Place> {
    match from {
        Place::Unit(_) => None,
        Place::Number(unit, _) => Some(Place::Unit(unit)),
    }
}

/// A unit's given numbers: an input's value; a neuron's incoming weights, its bias, and an output's target.
fn numbers_of(example: &Example, unit: Unit) -> Vec<Quantity> {
    let Unit::Neuron(neuron) = unit else {
        let Unit::Input(i) = unit else { return Vec::new() };
        return vec![Quantity::Input(i)];
    };
    let network = example.network();
    let incoming = 0..network.layers()[neuron.layer].inputs;
    let weights = incoming.map(|from| Quantity::Weight(network.weight_index(neuron, from)));
    let is_output = neuron.layer + 1 == network.layers().len();
    let target = is_output.then_some(Quantity::Target(neuron.index));
    weights.chain(example.bias_of(neuron).map(Quantity::Bias)).chain(target).collect()
}

fn next_unit(example: &Example, unit: Unit, way: Way) -> Unit {
    let widths = crate::scene::widths(example.network());
    let (column, row) = match unit {
        Unit::Input(i) => (0, i),
        Unit::Neuron(neuron) => (neuron.layer + 1, neuron.index),
    };
    let (to, row) = match way {
        Way::Left => (column.saturating_sub(1), row),
        Way::Right => ((column + 1).min(widths.len() - 1), row),
        Way::Up => (column, row.saturating_sub(1)),
        Way::Down => (column, row + 1),
    };
    let row = if to == column { row } else { nearest_row(row, widths[column], widths[to]) };
    let row = row.min(widths[to] - 1);
    if to == 0 { Unit::Input(row) } else { Unit::Neuron(Neuron::new(to - 1, row)) }
}

/// The row at the same height in a column of another length.
fn nearest_row(row: usize, from: usize, to: usize) -> usize {
    ((2 * row + 1) * to / (2 * from)).min(to - 1)
}

impl Picture<'_> {
    /// The tab index of a given number: 0 only where the keyboard is.
    pub(super) fn tab_stop_of(&self, quantity: Quantity) -> &'static str {
        let is_here = matches!(self.view.focus, Some(Place::Number(_, here)) if here == quantity);
        if is_here { "0" } else { "-1" }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use gradlight_core::builtin;

    use super::*;

    #[test]
    fn arrows_reach_every_unit_and_stop_at_the_borders() {
        for name in builtin::names() {
            let example = builtin::example(name).expect(name);
            let network = example.network();
            let mut found = BTreeSet::new();
            let mut open = vec![first_place()];
            while let Some(place) = open.pop() {
                let Place::Unit(unit) = place else { panic!("arrows stay among the units") };
                if found.insert(unit) {
                    let ways = [Way::Left, Way::Right, Way::Up, Way::Down];
                    open.extend(ways.map(|way| walk(&example, place, way)));
                }
            }
            assert_eq!(found.len(), network.inputs() + network.neurons(), "{name}");
        }
    }

    #[test]
    fn enter_goes_through_a_neurons_weights_bias_and_target_and_leave_comes_back() {
        let example = builtin::example(builtin::CLASSICAL).expect("built in");
        let unit = Unit::Neuron(Neuron::new(1, 1));
        let mut place = enter(&example, Place::Unit(unit));
        let mut numbers = Vec::new();
        while let Place::Number(_, quantity) = place {
            numbers.push(quantity);
            let next = walk(&example, place, Way::Down);
            if next == place {
                break;
            }
            place = next;
        }
        let bias = example.bias_of(Neuron::new(1, 1)).expect("a bias");
        assert_eq!(numbers, [Quantity::Weight(6), Quantity::Weight(7), Quantity::Bias(bias), Quantity::Target(1)]);
        assert_eq!(leave(place), Some(Place::Unit(unit)));
        assert_eq!(leave(Place::Unit(unit)), None, "out of the picture");
    }
}
