//! The chain lab's figure: how large each link's gradient is, for every activation.

use gradlight_core::activation::Activation;
use gradlight_core::quantity::Quantity;
use gradlight_plot::{Axis, Chart, Layer, Shape, Style, Table};

use super::{ACTIVATIONS, Chain, example};
use crate::format::{Digits, computed};
use crate::labs::traced::Traced;
use crate::views::figures::activation_name;

/// The sizes |∂C/∂w⁽ˡ⁾| from the first neuron to the output, with that activation in the hidden links.
pub(super) fn sizes(lab: &Chain, activation: Activation) -> Vec<f64> {
    let traced = Traced::of(example(&lab.numbers, activation), 0);
    (0..lab.links()).map(|layer| traced.read(Quantity::WeightGradient(layer)).abs()).collect()
}

/// The sizes over the layers, a line an activation; the chosen one stands out.
pub(super) fn vanishing(lab: &Chain, style: &Style) -> Chart {
    let all: Vec<(Activation, Vec<f64>)> = ACTIVATIONS.map(|activation| (activation, sizes(lab, activation))).into();
    let numbers = || all.iter().flat_map(|(_, sizes)| sizes).copied().filter(|size| *size > 0.0 && size.is_finite());
    let (low, high) = numbers().fold((f64::INFINITY, 0.0_f64), |(low, high), size| (low.min(size), high.max(size)));
    let last = lab.links() as f64 + 1.0;
    let mut chart = Chart::new(Axis::whole(1.6, last + 0.8), Axis::log(low / 3.0, high * 3.0))
        .named("layer", "size of the weight’s gradient");
    for (activation, sizes) in &all {
        let is_chosen = *activation == lab.activation;
        let points: Vec<(f64, f64)> =
            sizes.iter().enumerate().map(|(layer, size)| (layer as f64 + 2.0, *size)).collect();
        let (colour, width) = if is_chosen { (style.backward, 2.5) } else { (style.third, 1.0) };
        chart = chart.with(Layer::Line { points: points.clone(), colour, dashed: !is_chosen, width });
        let shape = if is_chosen { Shape::Disc } else { Shape::Ring };
        chart = chart.with(Layer::Dots { points, colour, shape, radius: 2.0 + width });
    }
    for (at, names, is_chosen) in labels(&all, lab.activation) {
        let colour = if is_chosen { style.backward } else { style.second };
        chart = chart.with(Layer::Label { at, text: names.join(", "), colour });
    }
    chart
}

/// The names at the first layer; what stands at the same height shares a label.
fn labels(all: &[(Activation, Vec<f64>)], chosen: Activation) -> Vec<((f64, f64), Vec<&'static str>, bool)> {
    let mut labels: Vec<((f64, f64), Vec<&'static str>, bool)> = Vec::new();
    for (activation, sizes) in all {
        let (size, is_chosen) = (sizes[0], *activation == chosen);
        if size <= 0.0 || !size.is_finite() {
            continue;
        }
        match labels.iter_mut().find(|((_, height), ..)| (size / height).max(height / size) < 1.6) {
            Some((_, names, has_chosen)) => {
                names.push(activation_name(*activation));
                *has_chosen |= is_chosen;
            }
            None => labels.push(((2.0, size), vec![activation_name(*activation)], is_chosen)),
        }
    }
    labels
}

/// The sizes as a table.
pub(super) fn table(lab: &Chain) -> Table {
    let columns: Vec<Vec<f64>> = ACTIVATIONS.map(|activation| sizes(lab, activation)).into();
    let head = ["layer"].into_iter().chain(ACTIVATIONS.map(activation_name)).map(str::to_owned).collect();
    let row = |layer: usize| {
        let cells = columns.iter().map(|sizes| computed(sizes[layer], Digits::clamped(6))).collect();
        ((layer + 2).to_string(), cells)
    };
    Table { head, rows: (0..lab.links()).map(row).collect() }
}
