//! The data panel's tables: what its pictures show, in numbers; the telling ones on the page, all in files.

use std::fmt::Write as _;

use gradlight_core::dataset::Point;
use gradlight_core::forward::Pass;
use gradlight_plot::Table;

use super::pictures::{BOUNDARY, COSTS, UNITS, shown_place};
use super::words::classes;
use crate::format::{at_a_glance, count, percent, subscript};
use crate::rate::save::{line, quoted};
use crate::state::State;

/// Costs and accuracies, from the start to now.
pub(super) fn costs(state: &State) -> Table {
    let history = &state.rate.data.training.history;
    let digits = state.digits();
    let row = |epoch: usize| {
        let scores = &history[epoch];
        let cells = [scores.train, scores.test].map(|score| [at_a_glance(score.cost, digits), percent(score.accuracy)]);
        (count(epoch), cells.concat())
    };
    let head = ["Epoch", "Training cost", "right", "Test cost", "right"].map(str::to_owned).to_vec();
    Table { head, rows: Table::places(history.len() - 1).into_iter().map(row).collect() }
}

/// The weights and biases of every unit.
pub(super) fn weights(state: &State) -> Table {
    let network = state.rate.data.training.trainer().network();
    let digits = state.digits();
    let mut rows = Vec::new();
    for (l, layer) in network.layers().iter().enumerate() {
        let is_output = l + 1 == network.layers().len();
        for unit in 0..layer.neurons {
            let name = if is_output { "o".to_owned() } else { format!("h{}.", l + 1) };
            let weights = &network.weights()[layer.first_weight + unit * layer.inputs..][..layer.inputs];
            let weights: Vec<String> = weights.iter().map(|w| at_a_glance(*w, digits)).collect();
            let bias = network.layer_biases(l).get(unit).map_or(String::new(), |bias| at_a_glance(*bias, digits));
            rows.push((subscript(&format!("{name}{}", unit + 1)), vec![weights.join("  "), bias]));
        }
    }
    Table { head: ["Unit", "Weights", "Bias"].map(str::to_owned).to_vec(), rows }
}

/// How many points of each class are told as which.
pub(super) fn confusion(state: &State) -> Table {
    let panel = &state.rate.data;
    let network = panel.training.trainer().network();
    let mut pass = Pass::new(&network);
    let mut told = |points: &[Point], class: usize, as_class: usize| {
        let fits = points.iter().filter(|point| {
            pass.run(&network, &point.place);
            point.class == class && usize::from(panel.setup.plan.leaning(pass.outputs(&network)) > 0.0) == as_class
        });
        count(fits.count())
    };
    let names = classes(&panel.setup);
    let mut rows = Vec::new();
    for (set, points) in [("training", &panel.training.train), ("test", &panel.training.test)] {
        for (class, name) in names.iter().enumerate() {
            rows.push((format!("{name}, {set}"), vec![told(points, class, 0), told(points, class, 1)]));
        }
    }
    let head = vec!["Points of".to_owned(), format!("told as {}", names[0]), format!("told as {}", names[1])];
    Table { head, rows }
}

/// Every number of a figure, as rows of text.
pub(in crate::rate) fn numbers(state: &State, figure: &str) -> Option<String> {
    let mut text = String::new();
    match figure {
        BOUNDARY => points(state, &mut text),
        UNITS => parameters(state, &mut text),
        COSTS => {
            text.push_str("epoch,training cost,training right,test cost,test right\n");
            for (epoch, scores) in state.rate.data.training.history.iter().enumerate() {
                let (train, test) = (scores.train, scores.test);
                line(&mut text, &[epoch as f64, train.cost, train.accuracy, test.cost, test.accuracy]);
            }
        }
        _ => return None,
    }
    Some(text)
}

/// Every point with what the network makes of it.
fn points(state: &State, text: &mut String) {
    let panel = &state.rate.data;
    let network = panel.training.trainer().network();
    let mut pass = Pass::new(&network);
    let names = classes(&panel.setup).map(|name| quoted(&name));
    text.push_str("x,y,class,set,leaning to the second class\n");
    for (set, points) in [("training", &panel.training.train), ("test", &panel.training.test)] {
        for point in points {
            pass.run(&network, &point.place);
            let [x, y] = shown_place(panel, point.place);
            let leaning = panel.setup.plan.leaning(pass.outputs(&network));
            let _ = writeln!(text, "{x},{y},{},{set},{leaning}", names[point.class]);
        }
    }
}

/// Every weight and bias.
fn parameters(state: &State, text: &mut String) {
    let network = state.rate.data.training.trainer().network();
    text.push_str("layer,unit,from,value\n");
    for (l, layer) in network.layers().iter().enumerate() {
        for unit in 0..layer.neurons {
            let weights = &network.weights()[layer.first_weight + unit * layer.inputs..][..layer.inputs];
            for (from, weight) in weights.iter().enumerate() {
                let _ = writeln!(text, "{},{},{},{weight}", l + 1, unit + 1, from + 1);
            }
            if let Some(bias) = network.layer_biases(l).get(unit) {
                let _ = writeln!(text, "{},{},bias,{bias}", l + 1, unit + 1);
            }
        }
    }
}
