//! The fields of the neuron lab's link, written and read.

use gradlight_core::activation::Activation;

use super::gates::Gate;
use super::{ACTIVATIONS, Neuron, Part};
use crate::labs::fields::{Link, put, read_within, within};

/// What differs from how the lab opens: of the part shown, then of those out of sight.
pub(super) fn fields(lab: &Neuron) -> Link {
    let mut fields = Vec::new();
    put(&mut fields, "part", lab.part.name().to_owned(), lab.part != Part::Sum);
    put(&mut fields, "gate", lab.gate.name().to_owned(), lab.gate != Gate::And);
    fields.extend(of_shown(lab));
    let hidden = Part::ALL.into_iter().filter(|(part, ..)| *part != lab.part);
    fields.extend(hidden.flat_map(|(part, name, _)| within(name, of_shown(&Neuron { part, ..lab.clone() }))));
    fields
}

fn of_shown(lab: &Neuron) -> Link {
    let mut opening = Neuron { part: lab.part, ..Neuron::default() };
    let mut fields = Vec::new();
    let unit = lab.unit();
    put(&mut fields, "f", unit.activation.name().to_owned(), unit.activation != opening.unit().activation);
    for dial in lab.dials() {
        let value = unit.clone().number(dial.name).copied().unwrap_or_default();
        let opened = opening.unit_mut().number(dial.name).copied().unwrap_or_default();
        put(&mut fields, dial.name, value.to_string(), value != opened);
    }
    fields
}

/// Takes one field; says whether it could be read.
pub(super) fn read(lab: &mut Neuron, name: &str, value: &str) -> bool {
    match name.split_once('.') {
        Some((part, field)) => Part::from_name(part)
            .is_some_and(|part| read_within(lab, |lab| &mut lab.part, part, |lab| read_shown(lab, field, value))),
        None if name == "part" => Part::from_name(value).map(|part| lab.part = part).is_some(),
        None if name == "gate" => Gate::from_name(value).map(|gate| lab.gate = gate).is_some(),
        None => read_shown(lab, name, value),
    }
}

/// Takes one field of the part shown.
fn read_shown(lab: &mut Neuron, name: &str, value: &str) -> bool {
    if name == "f" {
        let known = Activation::from_name(value).filter(|known| ACTIVATIONS.contains(known));
        return known.map(|activation| lab.unit_mut().activation = activation).is_some();
    }
    let dial = lab.dials().into_iter().find(|dial| dial.name == name);
    let Some(Ok(value)) = dial.map(|dial| dial.read(value)) else { return false };
    lab.unit_mut().number(name).map(|number| *number = value).is_some()
}
