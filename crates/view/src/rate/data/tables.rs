//! The data panel's tables: what its pictures show, in numbers.

use gradlight_core::dataset::Point;
use gradlight_core::forward::Pass;
use gradlight_plot::Table;

use super::words::classes;
use crate::format::{at_a_glance, count, percent, subscript};
use crate::state::State;

/// So many epochs stand in the table of costs.
const EPOCHS: usize = 12;

/// Costs and accuracies, from the start to now.
pub(super) fn costs(state: &State) -> Table {
    let history = &state.rate.data.training.history;
    let digits = state.digits();
    let last = history.len() - 1;
    let mut epochs: Vec<usize> = (0..=EPOCHS).map(|place| place * last / EPOCHS).collect();
    epochs.dedup();
    let row = |epoch: usize| {
        let scores = &history[epoch];
        let cells = [scores.train, scores.test].map(|score| [at_a_glance(score.cost, digits), percent(score.accuracy)]);
        (count(epoch), cells.concat())
    };
    let head = ["Epoch", "Training cost", "right", "Test cost", "right"].map(str::to_owned).to_vec();
    Table { head, rows: epochs.into_iter().map(row).collect() }
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
