//! The dense picture: units and edges only; numbers appear step by step, where there is room for them.

use gradlight_core::example::Example;
use gradlight_core::network::Neuron;
use gradlight_core::quantity::BiasId;

use super::column::{Grid, from_chip};
use super::measure::number_width;
use super::shape::{Point, Rect, Segment};
use super::{Density, Lettering, PlacedBias, PlacedLoss, PlacedUnit, Scene, Size, Unit, widths};

/// The label font at scale 1.
const FONT: f64 = 12.0;
/// The largest and the smallest radius at scale 1, and the share of a row that a circle may fill.
const RADII: (f64, f64, f64) = (20.0, 1.5, 0.62);

/// The dense picture, for a network and a card of any size.
pub(super) fn layout(example: &Example, size: Size, lettering: &Lettering) -> Scene {
    let font = FONT * size.scale;
    let row = (font * 1.25).round();
    let margin = (10.0 * size.scale).min(size.width / 40.0);
    let foot = Rect { x: margin, y: size.height - row - margin / 2.0, width: size.width - 2.0 * margin, height: row };
    let shared = (0..example.network().layers().len()).any(|layer| example.shares_bias(layer));
    let chip_height = row + 2.0;
    let top = margin + if shared { chip_height + 4.0 } else { 0.0 };
    let grid = grid(example, size, margin, (top, foot.y - 2.0));
    let units = grid.units(example);
    let chip = Chip { width: (lettering.bias + 0.8) * font + number_width(2, font), height: chip_height, top: margin };
    let total = total(&grid, size, font, margin);
    Scene {
        size,
        density: Density::Active,
        font,
        row,
        radius: grid.radius,
        edges: grid.edges(example, &units),
        biases: biases(example, &grid, &units, &chip),
        losses: losses(example, &units, grid.radius, &total),
        units,
        total,
        edge_rows: 1,
        exp_sum: None,
        foot,
    }
}

/// The size of a shared bias's chip and where it hangs.
struct Chip {
    width: f64,
    height: f64,
    top: f64,
}

fn total_radius(font: f64) -> f64 {
    font * 1.15
}

fn grid(example: &Example, size: Size, margin: f64, (top, bottom): (f64, f64)) -> Grid {
    let widths = widths(example.network());
    let most = widths.iter().copied().max().unwrap_or(1);
    let (largest, smallest, share) = RADII;
    let row = (bottom - top) / most as f64;
    let wide = (size.width / (widths.len() + 1) as f64) * 0.2;
    let radius = (row * share / 2.0).min(largest * size.scale).min(wide).max(smallest);
    let last = size.width - margin - 2.0 * total_radius(FONT * size.scale) - 22.0 * size.scale - radius;
    let first = margin + radius + 8.0 * size.scale;
    Grid { first, last, top, bottom, radius, content: 2.0 * radius, above: radius }
}

fn total(grid: &Grid, size: Size, font: f64, margin: f64) -> Rect {
    let radius = total_radius(font);
    let middle = Point::new(size.width - margin - radius, f64::midpoint(grid.top, grid.bottom));
    Rect::around(middle, 2.0 * radius, 2.0 * radius)
}

fn losses(example: &Example, units: &[PlacedUnit], radius: f64, total: &Rect) -> Vec<PlacedLoss> {
    let outputs = example.network().output().neurons;
    let first = units.len() - outputs;
    let place = |output: usize| {
        let line = Segment::new(units[first + output].centre, total.centre()).between(radius, total.width / 2.0);
        PlacedLoss { output, chip: None, line, on: Segment::new(line.end, line.end) }
    };
    (0..outputs).map(place).collect()
}

fn biases(example: &Example, grid: &Grid, units: &[PlacedUnit], chip: &Chip) -> Vec<PlacedBias> {
    let layers = example.network().layers();
    let all = (0..layers.len()).flat_map(|layer| example.biases_of(layer));
    let columns = layers.len() + 1;
    let step = (grid.last - grid.first) / (columns - 1) as f64;
    let centre = |neuron: Neuron| {
        let at = units.iter().find(|placed| placed.unit == Unit::Neuron(neuron));
        at.map(|placed| placed.centre).unwrap_or_default()
    };
    let place = |bias| match bias {
        BiasId::Own(neuron) => own_bias(neuron, centre(neuron), grid.radius),
        BiasId::Shared(layer) => {
            let has_text = chip.width < step;
            let width = if has_text { chip.width } else { chip.height };
            let x = grid.column(layer + 1, columns) - step / 2.0;
            let chip = Rect::around(Point::new(x, chip.top + chip.height / 2.0), width, chip.height);
            let neurons = (0..layers[layer].neurons).map(|j| Neuron::new(layer, j));
            let line = |neuron| (neuron, from_chip(&chip, centre(neuron), grid.radius));
            PlacedBias { bias, chip, has_text, news: None, lines: neurons.map(line).collect() }
        }
    };
    all.map(place).collect()
}

/// A small square at the unit's shoulder; its number appears on demand.
fn own_bias(neuron: Neuron, centre: Point, radius: f64) -> PlacedBias {
    let side = (radius * 0.5).min(7.0);
    let corner = Point::new(centre.x, centre.y - radius - side * 0.9);
    let chip = Rect::around(corner, side, side);
    let line = Segment::new(Point::new(centre.x, chip.bottom()), Point::new(centre.x, centre.y - radius));
    PlacedBias { bias: BiasId::Own(neuron), chip, has_text: false, news: None, lines: vec![(neuron, line)] }
}
