//! The roomy picture: every number has its fixed place, or there is none at all.

use gradlight_core::activation::Activation;
use gradlight_core::example::Example;
use gradlight_core::network::Neuron;
use gradlight_core::quantity::BiasId;

use super::column::{Grid, from_chip};
use super::measure::number_width;
use super::shape::{Point, Rect, Segment};
use super::{Density, Lettering, PlacedBias, PlacedLoss, PlacedUnit, Scene, Size, Unit, weights};

/// Radii between which the units of a roomy picture are, at scale 1.
const RADII: (f64, f64) = (14.0, 27.0);
/// The label font at scale 1, and the smallest one.
const FONTS: [f64; 2] = [13.0, 12.0];

/// The sizes that everything is measured in.
struct Measures<'a> {
    example: &'a Example,
    size: Size,
    lettering: &'a Lettering,
    font: f64,
    row: f64,
}

/// The roomy picture, where the card has room for it.
pub(super) fn layout(example: &Example, size: Size, lettering: &Lettering) -> Option<Scene> {
    // Far beyond what any card has room for; spares the search.
    if example.network().weights().len() > 200 {
        return None;
    }
    FONTS.iter().find_map(|font| {
        let font = font * size.scale;
        Measures { example, size, lettering, font, row: (font * 1.25).round() }.scene()
    })
}

impl Measures<'_> {
    fn scene(&self) -> Option<Scene> {
        let grid = self.grid()?;
        let mut units = grid.units(self.example);
        self.readouts(&grid, &mut units);
        let edges = grid.edges(self.example, &units);
        let biases = self.biases(&grid, &units);
        let (losses, total) = self.losses(&grid, &units)?;
        let mut scene = Scene {
            size: self.size,
            density: Density::Full,
            font: self.font,
            row: self.row,
            radius: grid.radius,
            units,
            edges,
            biases,
            losses,
            total,
            exp_sum: self.exp_sum(&grid),
            foot: self.foot(),
        };
        let fits = self.is_free(&scene) && weights::label(&mut scene, self.lettering);
        fits.then_some(scene)
    }

    fn margin(&self) -> f64 {
        (12.0 * self.size.scale).min(self.size.width / 40.0)
    }

    /// How wide a neuron's numbers stand: word, space, number.
    fn readout_width(&self) -> f64 {
        (self.lettering.row + 0.4) * self.font + number_width(self.lettering.places, self.font)
    }

    fn loss_width(&self) -> f64 {
        (self.lettering.loss + 1.6) * self.font + number_width(self.lettering.places, self.font)
    }

    /// The rows under a neuron: net, out, δ, and the exponential of a softmax.
    fn rows(&self) -> usize {
        if self.is_softmax() { 4 } else { 3 }
    }

    fn is_softmax(&self) -> bool {
        self.example.network().output().activation == Activation::Softmax
    }

    fn chip_height(&self) -> f64 {
        self.row + 6.0
    }

    fn has_own_biases(&self) -> bool {
        let layers = self.example.network().layers();
        (0..layers.len()).any(|layer| layers[layer].first_bias.is_some() && !self.example.shares_bias(layer))
    }

    fn has_shared_biases(&self) -> bool {
        (0..self.example.network().layers().len()).any(|layer| self.example.shares_bias(layer))
    }

    fn foot(&self) -> Rect {
        let (margin, height) = (self.margin(), self.row + 2.0);
        Rect { x: margin, y: self.size.height - height - margin / 2.0, width: self.size.width - 2.0 * margin, height }
    }

    /// The columns, with the largest units that leave room for everything above and below them.
    fn grid(&self) -> Option<Grid> {
        let (margin, scale) = (self.margin(), self.size.scale);
        let strip = self.has_shared_biases() || self.is_softmax();
        let top = margin + if strip { self.chip_height() + 8.0 } else { 0.0 };
        let bottom = self.foot().y - 2.0;
        let most = super::widths(self.example.network()).into_iter().max()?;
        let above = if self.has_own_biases() { self.chip_height() + 8.0 } else { 2.0 };
        let below = 3.0 + self.rows() as f64 * self.row + 8.0;
        let room = ((bottom - top) / most as f64 - above - below) / 2.0;
        let radius = room.min(RADII.1 * scale);
        if radius < RADII.0 * scale {
            return None;
        }
        let half = self.readout_width() / 2.0;
        let first = margin + (radius + 4.0).max(number_width(4, self.font) / 2.0);
        let last = self.size.width - margin - self.loss_width() - half.max(radius) - 10.0 * scale;
        let grid =
            Grid { first, last, top, bottom, radius, content: above + 2.0 * radius + below, above: above + radius };
        let columns = self.example.network().layers().len() + 1;
        let step = (last - first) / (columns - 1) as f64;
        (step >= (2.0 * half + 8.0).max(4.0 * radius)).then_some(grid)
    }

    fn readouts(&self, grid: &Grid, units: &mut [PlacedUnit]) {
        for placed in units {
            let top = placed.centre.y + grid.radius + 3.0;
            let (width, rows) = match placed.unit {
                Unit::Input(_) => (2.0 * (grid.first - self.margin() / 2.0), 1),
                Unit::Neuron(_) => (self.readout_width(), self.rows()),
            };
            let (x, height) = (placed.centre.x - width / 2.0, rows as f64 * self.row);
            placed.readout = Some(Rect { x, y: top, width, height });
        }
    }

    fn biases(&self, grid: &Grid, units: &[PlacedUnit]) -> Vec<PlacedBias> {
        let layers = self.example.network().layers().len();
        let all = (0..layers).flat_map(|layer| self.example.biases_of(layer));
        all.map(|bias| match bias {
            BiasId::Own(neuron) => self.own_bias(grid, units, neuron),
            BiasId::Shared(layer) => self.shared_bias(grid, units, layer),
        })
        .collect()
    }

    fn own_bias(&self, grid: &Grid, units: &[PlacedUnit], neuron: Neuron) -> PlacedBias {
        let centre = centre_of(units, Unit::Neuron(neuron));
        let height = self.chip_height();
        let width = (self.readout_width() * 0.9).max(4.0 * self.font);
        let middle = Point::new(centre.x, centre.y - grid.radius - 8.0 - height / 2.0);
        let chip = Rect::around(middle, width, height);
        let line = Segment::new(Point::new(centre.x, chip.bottom()), Point::new(centre.x, centre.y - grid.radius));
        PlacedBias { bias: BiasId::Own(neuron), chip, has_text: true, lines: vec![(neuron, line)] }
    }

    /// Above and before its layer, so that its lines come in beside the edges and not through them.
    fn shared_bias(&self, grid: &Grid, units: &[PlacedUnit], layer: usize) -> PlacedBias {
        let columns = self.example.network().layers().len() + 1;
        let step = (grid.last - grid.first) / (columns - 1) as f64;
        let width = self.readout_width() * 0.9;
        let middle = Point::new(
            grid.column(layer + 1, columns) - (step * 0.42).max(width / 2.0 + grid.radius),
            self.margin() + self.chip_height() / 2.0,
        );
        let chip = Rect::around(middle, width, self.chip_height());
        let neurons = (0..self.example.network().layers()[layer].neurons).map(|j| Neuron::new(layer, j));
        let line = |neuron| {
            let centre = centre_of(units, Unit::Neuron(neuron));
            (neuron, from_chip(&chip, centre, grid.radius))
        };
        PlacedBias { bias: BiasId::Shared(layer), chip, has_text: true, lines: neurons.map(line).collect() }
    }

    fn exp_sum(&self, grid: &Grid) -> Option<Rect> {
        let middle = Point::new(grid.last, self.margin() + self.chip_height() / 2.0);
        self.is_softmax().then(|| Rect::around(middle, self.loss_width(), self.chip_height()))
    }

    /// A chip beside each output, and the total after the middle one, or below them all.
    fn losses(&self, grid: &Grid, units: &[PlacedUnit]) -> Option<(Vec<PlacedLoss>, Rect)> {
        let outputs = self.example.network().output().neurons;
        let last = self.example.network().layers().len() - 1;
        let (width, height) = (self.loss_width(), 2.0 * self.row + 8.0);
        let x = self.size.width - self.margin() - width;
        let chip = |k| {
            let centre = centre_of(units, Unit::Neuron(Neuron::new(last, k)));
            Rect { x, y: centre.y - height / 2.0, width, height }
        };
        let chips: Vec<Rect> = (0..outputs).map(chip).collect();
        let shows_cost = self.example.samples().len() > 1 || self.example.l2() > 0.0;
        let total_height = if shows_cost { height } else { self.row + 8.0 };
        let total = total_place(&chips, total_height, self.foot().y)?;
        let place = |(output, chip): (usize, &Rect)| {
            let centre = centre_of(units, Unit::Neuron(Neuron::new(last, output)));
            let line = Segment::new(Point::new(centre.x + grid.radius, centre.y), Point::new(chip.x, centre.y));
            PlacedLoss { output, chip: Some(*chip), line, on: between_chips(chip, &total) }
        };
        Some((chips.iter().enumerate().map(place).collect(), total))
    }

    /// Whether circles, numbers and chips stay clear of each other and on the card.
    fn is_free(&self, scene: &Scene) -> bool {
        let readouts = scene.units.iter().filter_map(|placed| placed.readout);
        let all: Vec<Rect> = scene.solid().into_iter().chain(readouts).chain([scene.foot]).collect();
        let card = scene.card();
        let apart = |(i, rect): (usize, &Rect)| !all[i + 1..].iter().any(|other| rect.overlaps(other));
        all.iter().all(|rect| card.holds(rect)) && all.iter().enumerate().all(apart)
    }
}

fn centre_of(units: &[PlacedUnit], unit: Unit) -> Point {
    units.iter().find(|placed| placed.unit == unit).map(|placed| placed.centre).unwrap_or_default()
}

fn total_place(chips: &[Rect], height: f64, floor: f64) -> Option<Rect> {
    let middle = chips.len().div_ceil(2) - 1;
    let first = chips.first()?;
    let gap = chips.get(middle + 1).map(|next| next.y - chips[middle].bottom());
    let y = match gap {
        Some(gap) if gap >= height + 16.0 => chips[middle].bottom() + (gap - height) / 2.0,
        _ => chips.last()?.bottom() + 16.0,
    };
    (y + height <= floor).then_some(Rect { x: first.x, y, width: first.width, height })
}

/// From a chip straight to the total, or along the right of the chips between them.
fn between_chips(chip: &Rect, total: &Rect) -> Segment {
    let x = chip.right() - 14.0;
    if chip.y < total.y {
        Segment::new(Point::new(x, chip.bottom()), Point::new(x, total.y))
    } else {
        Segment::new(Point::new(x, chip.y), Point::new(x, total.bottom()))
    }
}
