//! One hidden layer that solves XOR: two step neurons and one behind them.

use gradlight_core::perceptron::Perceptron;

use crate::labs::parts::Dial;

/// The four inputs.
pub(super) const ROWS: [[f64; 2]; 4] = [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]];
/// What XOR says to them.
pub(super) const TARGETS: [bool; 4] = [false, true, true, false];

/// The dials: weights and bias of h₁, h₂ and o.
pub(super) const DIALS: [Dial; 9] = [
    dial("h1a", "h₁: w₁"),
    dial("h1b", "h₁: w₂"),
    dial("h1c", "h₁: b"),
    dial("h2a", "h₂: w₁"),
    dial("h2b", "h₂: w₂"),
    dial("h2c", "h₂: b"),
    dial("oa", "o: w₁"),
    dial("ob", "o: w₂"),
    dial("oc", "o: b"),
];

const fn dial(name: &'static str, label: &'static str) -> Dial {
    Dial::new(name, label, (-2.0, 2.0), 0.1).reaching(-100.0, 100.0)
}

/// h₁, h₂ and o.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Hidden {
    pub(super) units: [Perceptron; 3],
}

impl Default for Hidden {
    /// OR and NAND in the hidden layer, AND behind them.
    fn default() -> Self {
        let unit = |w: f64, bias: f64| Perceptron { weights: [w, w], bias };
        Self { units: [unit(1.0, -0.5), unit(-1.0, 1.5), unit(1.0, -1.5)] }
    }
}

impl Hidden {
    pub(super) fn number(&self, name: &str) -> Option<f64> {
        let place = DIALS.iter().position(|dial| dial.name == name)?;
        let unit = &self.units[place / 3];
        Some([unit.weights[0], unit.weights[1], unit.bias][place % 3])
    }

    pub(super) fn put(&mut self, name: &str, value: f64) {
        let Some(place) = DIALS.iter().position(|dial| dial.name == name) else { return };
        let unit = &mut self.units[place / 3];
        match place % 3 {
            2 => unit.bias = value,
            weight => unit.weights[weight] = value,
        }
    }

    /// What the hidden neurons say to x: 1 where z ≥ 0.
    pub(super) fn hidden(&self, x: [f64; 2]) -> [f64; 2] {
        [0, 1].map(|place| f64::from(u8::from(self.units[place].net(x) >= 0.0)))
    }

    /// What the output says to x.
    pub(super) fn says(&self, x: [f64; 2]) -> bool {
        self.units[2].net(self.hidden(x)) >= 0.0
    }

    /// How many of the four rows are right.
    pub(super) fn right(&self) -> usize {
        ROWS.iter().zip(TARGETS).filter(|(row, target)| self.says(**row) == *target).count()
    }

    /// A number by its key: `right`, and `h1.01`, `h2.01`, `o.01` for the row 0 1.
    pub(super) fn value(&self, key: &str) -> Option<f64> {
        if key == "right" {
            return Some(self.right() as f64);
        }
        let (unit, row) = key.split_once('.')?;
        let row = ROWS.iter().find(|bits| row_name(**bits) == row)?;
        match unit {
            "h1" => Some(self.hidden(*row)[0]),
            "h2" => Some(self.hidden(*row)[1]),
            "o" => Some(f64::from(u8::from(self.says(*row)))),
            _ => None,
        }
    }
}

/// A row's name, such as `01`.
pub(super) fn row_name(row: [f64; 2]) -> String {
    format!("{}{}", row[0], row[1])
}

/// Every key of [`Hidden::value`].
pub(super) fn keys() -> Vec<String> {
    let units = ["h1", "h2", "o"];
    let rows = ROWS.iter().flat_map(|row| units.map(|unit| format!("{unit}.{}", row_name(*row))));
    std::iter::once("right".to_owned()).chain(rows).collect()
}
