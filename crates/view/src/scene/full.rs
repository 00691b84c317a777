//! The roomy picture: every number has its fixed place, or there is none at all.

use gradlight_core::activation::Activation;
use gradlight_core::example::{BiasRule, Example};
use gradlight_core::network::Neuron;
use gradlight_core::quantity::BiasId;

use super::column::{Grid, from_chip};
use super::measure::number_width;
use super::shape::{Point, Rect, Segment};
use super::{Density, Lettering, PlacedBias, PlacedLoss, PlacedUnit, Scene, Size, Unit, weights};

/// The largest radius of a unit, in label fonts.
const LARGEST_RADIUS: f64 = 2.1;
/// More weights than this no card has room for; spares the search.
const MOST_WEIGHTS: usize = 100;

/// How generous a picture is: tried from the most to the least.
#[derive(Clone, Copy)]
struct Style {
    /// The label font at scale 1.
    font: f64,
    /// The smallest radius at scale 1.
    radius: f64,
    /// Whether a moving bias has a row for what becomes of it.
    has_bias_news: bool,
    /// Space between things that belong together, at scale 1.
    gap: f64,
    /// How much further below its unit a number may stand, at scale 1, to keep clear of the lines beside the unit.
    drop: f64,
    /// What its edges must have room for.
    labels: weights::Demand,
}

impl Style {
    const fn new(font: f64, radius: f64, drop: f64, labels: weights::Demand) -> Self {
        let has_bias_news = radius > 14.0;
        Self { font, radius, has_bias_news, gap: if radius > 14.0 { 6.0 } else { 3.5 }, drop, labels }
    }
}

const STYLES: [Style; 9] = [
    Style::new(16.0, 26.0, 10.0, weights::Demand::AllDigits),
    Style::new(14.5, 24.0, 9.0, weights::Demand::AllDigits),
    Style::new(13.0, 20.0, 8.0, weights::Demand::TwoRows),
    Style::new(13.0, 18.0, 0.0, weights::Demand::TwoRows),
    Style::new(12.0, 16.0, 0.0, weights::Demand::TwoRows),
    Style::new(12.0, 11.0, 0.0, weights::Demand::TwoRows),
    Style::new(13.0, 18.0, 8.0, weights::Demand::OneRow),
    Style::new(12.0, 14.0, 4.0, weights::Demand::OneRow),
    Style::new(12.0, 11.0, 0.0, weights::Demand::OneRow),
];

/// The sizes that everything is measured in, in pixels.
struct Measures<'a> {
    example: &'a Example,
    size: Size,
    lettering: &'a Lettering,
    font: f64,
    row: f64,
    gap: f64,
    smallest: f64,
    /// Whether biases have a row over their chip for what becomes of them.
    has_bias_news: bool,
    drop: f64,
    labels: weights::Demand,
    margin: f64,
}

/// The roomy picture, where the card has room for it.
pub(super) fn layout(example: &Example, size: Size, lettering: &Lettering) -> Option<Scene> {
    if example.network().weights().len() > MOST_WEIGHTS {
        return None;
    }
    STYLES.iter().find_map(|style| {
        let font = style.font * size.scale;
        let moves = example.bias_rule() != BiasRule::Frozen;
        let measures = Measures {
            example,
            size,
            lettering,
            font,
            row: (font * 1.25).round(),
            gap: style.gap * size.scale,
            smallest: style.radius * size.scale,
            has_bias_news: moves && style.has_bias_news,
            drop: style.drop * size.scale,
            labels: style.labels,
            margin: (12.0 * size.scale).min(size.width / 50.0),
        };
        measures.scene()
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
            edge_rows: 2,
            exp_sum: self.exp_sum(&grid),
            foot: self.foot(),
        };
        let fits = is_free(&scene) && weights::label(&mut scene, self.lettering, self.labels);
        fits.then_some(scene)
    }

    fn number(&self) -> f64 {
        number_width(self.lettering.places, self.font)
    }

    /// How wide a neuron's numbers stand: word, space, number.
    fn readout_width(&self) -> f64 {
        (self.lettering.row + 0.4) * self.font + self.number()
    }

    fn loss_width(&self) -> f64 {
        (self.lettering.loss + 1.4) * self.font + self.number()
    }

    fn chip_width(&self) -> f64 {
        (self.lettering.bias + 1.0) * self.font + number_width(self.lettering.places.min(5), self.font)
    }

    fn chip_height(&self) -> f64 {
        self.row + self.gap
    }

    /// The height of a chip with the row over it.
    fn bias_height(&self) -> f64 {
        self.chip_height() + if self.has_bias_news { self.row } else { 0.0 }
    }

    /// Where what becomes of a bias stands: over its chip.
    fn news_over(&self, chip: &Rect) -> Option<Rect> {
        let middle = Point::new(chip.centre().x, chip.y - self.row / 2.0);
        let width = self.readout_width().max(chip.width);
        self.has_bias_news.then(|| Rect::around(middle, width, self.row))
    }

    /// The rows under a neuron: net, out, δ, and the exponential of a softmax.
    fn rows(&self) -> usize {
        if self.is_softmax() { 4 } else { 3 }
    }

    fn is_softmax(&self) -> bool {
        self.example.network().output().activation == Activation::Softmax
    }

    fn has_own_biases(&self) -> bool {
        let layers = self.example.network().layers();
        (0..layers.len()).any(|layer| layers[layer].first_bias.is_some() && !self.example.shares_bias(layer))
    }

    fn has_shared_biases(&self) -> bool {
        (0..self.example.network().layers().len()).any(|layer| self.example.shares_bias(layer))
    }

    fn foot(&self) -> Rect {
        let y = self.size.height - self.row - self.margin / 2.0;
        Rect { x: self.margin, y, width: self.size.width - 2.0 * self.margin, height: self.row }
    }

    /// The columns, with the largest units that leave room for everything above and below them.
    fn grid(&self) -> Option<Grid> {
        let strip = self.has_shared_biases() || self.is_softmax();
        let top = self.margin + if strip { self.bias_height() + self.gap } else { 0.0 };
        let bottom = self.foot().y;
        let most = super::widths(self.example.network()).into_iter().max()?;
        let above = if self.has_own_biases() { self.bias_height() + 1.5 * self.gap } else { 2.0 };
        let below = 3.0 + self.rows() as f64 * self.row + self.gap;
        let room = ((bottom - top) / most as f64 - above - below) / 2.0;
        let radius = room.min(LARGEST_RADIUS * self.font);
        if radius < self.smallest {
            return None;
        }
        let half = (self.readout_width() / 2.0).max(radius);
        let first = self.margin + (radius + 4.0).max(number_width(4, self.font) / 2.0);
        let last = self.size.width - self.margin - self.loss_width() - half - 2.0 * self.gap;
        let content = above + 2.0 * radius + below;
        let grid = Grid { first, last, top, bottom, radius, content, above: above + radius };
        let columns = self.example.network().layers().len() + 1;
        let step = (last - first) / (columns - 1) as f64;
        (step >= (2.0 * half + 8.0).max(4.0 * radius)).then_some(grid)
    }

    fn readouts(&self, grid: &Grid, units: &mut [PlacedUnit]) {
        let overhang = (self.lettering.work - self.lettering.row).max(0.0) * self.font;
        // Where there is height to spare, the numbers keep clear of the lines that come and go beside them.
        let most = super::widths(self.example.network()).into_iter().max().unwrap_or(1);
        let drop = 3.0 + ((grid.cell(most) - grid.content) / 2.0).clamp(0.0, self.drop);
        for placed in units {
            let y = placed.centre.y + grid.radius + drop;
            let (width, rows) = match placed.unit {
                Unit::Input(_) => (2.0 * (grid.first - self.margin / 2.0), 1),
                Unit::Neuron(_) => (self.readout_width(), self.rows()),
            };
            let area = Rect { x: placed.centre.x - width / 2.0, y, width, height: rows as f64 * self.row };
            placed.readout = Some(area);
            placed.overhang = matches!(placed.unit, Unit::Neuron(_)).then(|| Rect {
                x: area.x - overhang,
                y: area.bottom() - self.row,
                width: overhang,
                height: self.row,
            });
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
        let rim = centre.y - grid.radius;
        let middle = Point::new(centre.x, rim - self.gap - self.chip_height() / 2.0);
        let chip = Rect::around(middle, self.chip_width(), self.chip_height());
        let line = Segment::new(Point::new(centre.x, chip.bottom()), Point::new(centre.x, rim));
        PlacedBias {
            bias: BiasId::Own(neuron),
            chip,
            has_text: true,
            news: self.news_over(&chip),
            lines: vec![(neuron, line)],
        }
    }

    /// Above and before its layer, so that its lines come in beside the edges and not through them.
    fn shared_bias(&self, grid: &Grid, units: &[PlacedUnit], layer: usize) -> PlacedBias {
        let columns = self.example.network().layers().len() + 1;
        let step = (grid.last - grid.first) / (columns - 1) as f64;
        let x = grid.column(layer + 1, columns) - (step * 0.42).max(self.chip_width() / 2.0 + grid.radius);
        // Not far above its first neuron, however high the card.
        let first = centre_of(units, Unit::Neuron(Neuron::new(layer, 0)));
        let highest = self.margin + self.bias_height() - self.chip_height() / 2.0;
        let y = highest.max(first.y - grid.radius - 2.0 * self.row - self.chip_height());
        let middle = Point::new(x, y);
        let chip = Rect::around(middle, self.chip_width(), self.chip_height());
        let neurons = (0..self.example.network().layers()[layer].neurons).map(|j| Neuron::new(layer, j));
        let line = |neuron| (neuron, from_chip(&chip, centre_of(units, Unit::Neuron(neuron)), grid.radius));
        PlacedBias {
            bias: BiasId::Shared(layer),
            chip,
            has_text: true,
            news: self.news_over(&chip),
            lines: neurons.map(line).collect(),
        }
    }

    fn exp_sum(&self, grid: &Grid) -> Option<Rect> {
        let width = self.readout_width() + 3.0 * self.font;
        let x = (grid.last - width / 2.0).min(self.size.width - self.margin - width);
        self.is_softmax().then_some(Rect { x, y: self.margin, width, height: self.row + self.gap })
    }

    /// A chip beside each output, and the total after the middle one, or below them all.
    fn losses(&self, grid: &Grid, units: &[PlacedUnit]) -> Option<(Vec<PlacedLoss>, Rect)> {
        let outputs = self.example.network().output().neurons;
        let last = self.example.network().layers().len() - 1;
        let (width, height) = (self.loss_width(), 2.0 * self.row + self.gap);
        let x = self.size.width - self.margin - width;
        let centre = |k| centre_of(units, Unit::Neuron(Neuron::new(last, k)));
        let chips: Vec<Rect> = (0..outputs).map(|k| Rect { x, y: centre(k).y - height / 2.0, width, height }).collect();
        let has_cost = self.example.samples().len() > 1 || self.example.l2() > 0.0;
        let is_wide = self.lettering.total > self.lettering.loss;
        let rows = if has_cost { 2.0 } else { 1.0 } * if is_wide { 2.0 } else { 1.0 };
        let total = total_place(&chips, rows * self.row + self.gap, 2.0 * self.gap, self.foot().y)?;
        let place = |(output, chip): (usize, &Rect)| {
            let rim = Point::new(centre(output).x + grid.radius, centre(output).y);
            let line = Segment::new(rim, Point::new(chip.x, rim.y));
            PlacedLoss { output, chip: Some(*chip), line, on: between_chips(chip, &total) }
        };
        Some((chips.iter().enumerate().map(place).collect(), total))
    }
}

/// Whether circles, numbers and chips stay clear of each other and on the card.
fn is_free(scene: &Scene) -> bool {
    let readouts = scene.units.iter().flat_map(|placed| [placed.readout, placed.overhang]).flatten();
    let all: Vec<Rect> = scene.solid().into_iter().chain(readouts).chain([scene.foot]).collect();
    let card = scene.card();
    let apart = |(i, rect): (usize, &Rect)| !all[i + 1..].iter().any(|other| rect.overlaps(other));
    all.iter().all(|rect| card.holds(rect)) && all.iter().enumerate().all(apart)
}

fn centre_of(units: &[PlacedUnit], unit: Unit) -> Point {
    units.iter().find(|placed| placed.unit == unit).map(|placed| placed.centre).unwrap_or_default()
}

fn total_place(chips: &[Rect], height: f64, air: f64, floor: f64) -> Option<Rect> {
    let middle = chips.len().div_ceil(2) - 1;
    let first = chips.first()?;
    let gap = chips.get(middle + 1).map(|next| next.y - chips[middle].bottom());
    let y = match gap {
        Some(gap) if gap >= height + 2.0 * air => chips[middle].bottom() + (gap - height) / 2.0,
        _ => chips.last()?.bottom() + air,
    };
    (y + height <= floor).then_some(Rect { x: first.x, y, width: first.width, height })
}

/// From a chip straight to the total, along the right of the chips between them.
fn between_chips(chip: &Rect, total: &Rect) -> Segment {
    let x = chip.centre().x;
    if chip.y < total.y {
        Segment::new(Point::new(x, chip.bottom()), Point::new(x, total.y))
    } else {
        Segment::new(Point::new(x, chip.y), Point::new(x, total.bottom()))
    }
}
