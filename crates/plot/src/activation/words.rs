//! The activation figure in words and numbers.

use super::{ActivationFigure, OperatingPoint};
use crate::style::Role;
use crate::table::Table;
use gradlight_core::order::sort_by_number;

/// How many neurons a sentence or a shared label names one by one.
const MOST_NAMED: usize = 4;

/// The names of points that share a label: `h₁ h₂`, `h₁ h₂ h₃ +5`.
pub(super) fn names(group: &[&OperatingPoint]) -> String {
    let mut names: Vec<String> = group.iter().map(|point| point.label.clone()).collect();
    if names.len() > MOST_NAMED {
        let more = names.len() - (MOST_NAMED - 1);
        names.truncate(MOST_NAMED - 1);
        names.push(format!("+{more}"));
    }
    names.join(" ")
}

/// The colour of a label: that of its dots where they have one, never too pale to read.
pub(super) fn role(group: &[&OperatingPoint]) -> Role {
    let colour = group[0].colour;
    let is_shared = group.iter().all(|point| point.colour == colour);
    if is_shared && colour != Role::Third { colour } else { Role::Second }
}

impl ActivationFigure<'_> {
    /// The figure as one sentence, for those who cannot see it.
    pub fn sentence(&self) -> String {
        let mut points: Vec<&OperatingPoint> = self.points.iter().collect();
        sort_by_number(&mut points, |point| f64::from(u8::from(!point.active)));
        let told: Vec<String> = points.iter().take(MOST_NAMED).map(|point| self.told(point)).collect();
        let more = match points.len().saturating_sub(MOST_NAMED) {
            0 => String::new(),
            more => format!("; and {more} more"),
        };
        if told.is_empty() {
            return format!("The curve of {}.", self.name);
        }
        format!("The curve of {} and where each neuron works on it: {}{more}.", self.name, told.join("; "))
    }

    /// Each neuron with its net, its out and the slope there.
    pub fn table(&self) -> Table {
        let cells = |point: &OperatingPoint| [point.net, point.out, point.slope].map(self.number).to_vec();
        Table {
            head: ["neuron", "net", "out", "slope"].map(str::to_owned).to_vec(),
            rows: self.points.iter().map(|point| (point.label.clone(), cells(point))).collect(),
        }
    }

    fn told(&self, point: &OperatingPoint) -> String {
        let [net, out, slope] = [point.net, point.out, point.slope].map(self.number);
        format!("{} at net {net}, out {out}, slope {slope}", point.label)
    }
}
