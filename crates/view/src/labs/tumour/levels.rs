//! The tumour lab's picture with what leads deeper into it, and what it shows in words.

use gradlight_plot::Table;

use super::choices::DEPTH;
use super::study::Study;
use super::words::{Sum, fine, neuron_name, short};
use super::{Tumour, zoom};
use crate::format::percent;
use crate::labs::Look;
use crate::labs::parts::{choice, figure, list};
use crate::node::{Element, html};

/// How many products are told one by one in a sentence.
const LISTED: usize = 10;

/// The picture, and how deep one looks into it.
pub(super) fn panel(lab: &Tumour, study: &Study, look: &Look) -> Element {
    let levels = [("0", "machine"), ("1", "brain"), ("2", "maths")];
    let level = if lab.depth.fract() == 0.0 { lab.level().to_string() } else { String::new() };
    let network = study.network();
    let mut neurons: Vec<(String, String)> = network
        .all_neurons()
        .enumerate()
        .map(|(number, neuron)| (number.to_string(), neuron_name(network, neuron)))
        .collect();
    neurons.push(("lecture".to_owned(), "the lecture’s".to_owned()));
    let neurons = neurons.iter().map(|(number, name)| (number.as_str(), name.as_str()));
    let controls = html("div")
        .class("lab-controls tumour-levels")
        .child(choice("Level", "level", &level, &levels))
        .child(list("neuron", "neuron", &lab.chosen_neuron(), neurons))
        .child(DEPTH.node(lab.depth, &lab.typing));
    let drawn = zoom::picture(lab, study, look, picture_sentence(lab));
    let table = (lab.level() == 2).then(|| sum_table(lab, study));
    let mut figure = figure("zoom", "Look deeper: click, wheel, ↓ ↑", drawn, table.as_ref());
    figure.children.insert(1, controls.into());
    figure
}

/// What the picture shows, in a sentence.
pub(super) fn picture_sentence(lab: &Tumour) -> String {
    let Some(study) = lab.study() else { return "The measurements are being loaded.".to_owned() };
    let row = lab.measurements(study);
    match lab.level() {
        0 => {
            let likelihood = study.likelihood(&row);
            let (told, truth) = lab.verdict(study, likelihood);
            format!(
                "A prediction machine: {} measurements go in, radius {}, texture {} and more; out comes a likelihood of {} that the tumour is malignant; {told}, {truth}.",
                row.len(),
                short(row[0]),
                short(row[1]),
                percent(likelihood)
            )
        }
        1 => {
            let pass = study.pass(&row);
            let told: Vec<String> = study
                .network()
                .all_neurons()
                .zip(&pass.a)
                .map(|(neuron, a)| format!("{} {}", neuron_name(study.network(), neuron), short(*a)))
                .collect();
            format!("The network in the machine: {} inputs light up {}.", row.len(), told.join(", "))
        }
        _ => sum_sentence(&Sum::of(lab, study, &row)),
    }
}

fn sum_sentence(sum: &Sum) -> String {
    let terms: Vec<String> =
        sum.largest(LISTED).iter().map(|(_, w, a)| format!("{} times {}", short(*w), short(*a))).collect();
    let rest = sum.rest(LISTED).map(|(count, rest)| format!(" plus {count} smaller ones, {}", short(rest)));
    format!(
        "The neuron’s maths: σ of {}{} plus the bias {} is σ of {}, which is {}.",
        terms.join(" plus "),
        rest.unwrap_or_default(),
        short(sum.bias),
        fine(sum.net()),
        fine(sum.out())
    )
}

/// Every product of the neuron looked into.
fn sum_table(lab: &Tumour, study: &Study) -> Table {
    let sum = Sum::of(lab, study, &lab.measurements(study));
    let head = ["from", "weight", "value", "product"].map(str::to_owned).to_vec();
    let row = |(place, (name, w, a)): (usize, &(String, f64, f64))| {
        let name = if name.is_empty() { format!("input {}", place + 1) } else { name.clone() };
        (name, vec![fine(*w), fine(*a), fine(w * a)])
    };
    let ends = [("bias", sum.bias), ("z, their sum", sum.net()), ("σ(z)", sum.out())];
    let ends = ends.map(|(name, value)| (name.to_owned(), vec![String::new(), String::new(), fine(value)]));
    Table { head, rows: sum.terms.iter().enumerate().map(row).chain(ends).collect() }
}
