//! The dense picture's numbers: those of the step at hand, of what is pointed at and of what is chosen.

use gradlight_core::quantity::Quantity as Q;

use super::activity::{Home, home};
use super::edges::line_between;
use super::number::{COVERED, Setting, plate, with_space};
use super::{Picture, Place};
use crate::node::{Element, svg};
use crate::scene::measure::text_width;
use crate::scene::shape::{Point, Rect, Segment};
use crate::scene::{Anchor, Unit, Wanted};

/// Space around the rows of a label, in ems.
const PADDING: f64 = 0.35;
/// Fewer places after the point are tried in this order where the digits asked for need too much room.
const SHORTER: [u8; 3] = [6, 4, 2];

/// Of more quantities than this that a step reads none is shown: they are in the formula and in the table.
const MOST_READ: usize = 20;
/// A label further from what it belongs to than this, in its own rows, is tied to it by a line.
const NEAR: f64 = 0.4;

/// The numbers that stand together at one place, most important last to go.
struct Label {
    home: Home,
    rows: Vec<Q>,
}

/// One way to write a label: some of its rows, with numbers of at most so many ems.
struct Variant {
    rows: Vec<(Q, String)>,
    number: f64,
    size: (f64, f64),
}

impl Picture<'_> {
    /// The numbers that the moment asks for, each where there is room for it.
    pub(super) fn numbers_on_demand(&self) -> Element {
        let labels = self.labels();
        let variants: Vec<Vec<Variant>> = labels.iter().map(|label| self.variants(label)).collect();
        let wanted: Vec<Wanted> = labels
            .iter()
            .zip(&variants)
            .map(|(label, variants)| Wanted {
                anchor: self.anchor(label.home),
                sizes: variants.iter().map(|variant| variant.size).collect(),
            })
            .collect();
        let placed = self.scene.place(&wanted);
        let drawn = placed.into_iter().zip(labels.iter().zip(&variants)).filter_map(|(place, (label, variants))| {
            let (rect, level) = place?;
            Some(self.label_at(label, rect, &variants[level]))
        });
        let chips = self.scene.biases.iter().map(|placed| self.bias_chip(placed));
        svg("g").class("numbers on-demand").children(chips).children(drawn)
    }

    /// What is to be shown, the most wanted first; each place once.
    fn labels(&self) -> Vec<Label> {
        let focus = self.view.focus.and_then(|place| match place {
            Place::Number(_, quantity) => Some(quantity),
            Place::Unit(_) => None,
        });
        let share = |weight: usize| self.share_along(weight);
        let shares = (0..self.example.network().weights().len()).filter_map(share);
        let chosen = self.view.chosen.map(Q::Weight);
        let gradient = self.view.chosen.map(Q::WeightGradient);
        let wanted =
            [Some(self.activity.writes), self.view.editing.map(|editing| editing.quantity), focus, self.view.lit];
        let mut quantities: Vec<Q> = wanted.into_iter().flatten().chain(chosen).chain(gradient).chain(shares).collect();
        if self.activity.reads.len() <= MOST_READ {
            quantities.extend(&self.activity.reads);
        }
        quantities.extend(self.focused_unit());
        quantities.push(Q::LossTotal);
        let mut labels: Vec<Label> = Vec::new();
        for quantity in quantities {
            if !self.is_there(quantity) || self.stands_in_chip(quantity) {
                continue;
            }
            let home = self.home_on_demand(quantity);
            match labels.iter_mut().find(|label| label.home == home) {
                Some(label) if label.rows.contains(&quantity) => {}
                Some(label) => label.rows.push(quantity),
                None => labels.push(Label { home, rows: vec![quantity] }),
            }
        }
        labels
    }

    /// Shares on the way to a chosen weight stand on the edge that they come along; all else is at home.
    fn home_on_demand(&self, quantity: Q) -> Home {
        match quantity {
            Q::From { to, from } if self.activity.writes != quantity => {
                Home::Edge(self.example.network().weight_index(from, to.index))
            }
            other => home(self.example, other),
        }
    }

    fn stands_in_chip(&self, quantity: Q) -> bool {
        let Q::Bias(bias) = quantity else { return false };
        self.scene.biases.iter().any(|placed| placed.bias == bias && placed.has_text)
    }

    fn focused_unit(&self) -> Vec<Q> {
        match self.view.focus {
            Some(Place::Unit(Unit::Input(i))) => vec![Q::Input(i)],
            Some(Place::Unit(Unit::Neuron(neuron))) => vec![Q::Net(neuron), Q::Out(neuron), Q::Delta(neuron)],
            _ => Vec::new(),
        }
    }

    fn anchor(&self, home: Home) -> Anchor {
        match home {
            Home::Unit(unit) => Anchor::Unit(unit),
            Home::Edge(weight) => Anchor::Edge(weight),
            Home::Bias(bias) => {
                let place = self.scene.biases.iter().position(|placed| placed.bias == bias);
                place.map_or(Anchor::Total, Anchor::Bias)
            }
            Home::Total | Home::ExpSum => Anchor::Total,
        }
    }

    /// All rows in all digits, then fewer digits, then the first row alone.
    fn variants(&self, label: &Label) -> Vec<Variant> {
        let first = &label.rows[..1];
        let mut in_order = label.rows.clone();
        in_order.sort_unstable_by_key(|quantity| (*quantity == self.activity.writes, *quantity));
        let asked = self.lettered.digits().places();
        let places = std::iter::once(asked).chain(SHORTER.into_iter().filter(|places| *places < asked));
        let places: Vec<u8> = places.collect();
        let all = places.iter().map(|places| self.variant(&in_order, *places));
        let alone = places.iter().map(|places| self.variant(first, *places));
        let mut variants: Vec<Variant> = all.collect();
        if label.rows.len() > 1 {
            variants.extend(alone);
        }
        variants
    }

    fn variant(&self, rows: &[Q], places: u8) -> Variant {
        let width_of = |quantity: &Q| {
            let text = self.known(*quantity).map(|value| self.lettered.number_in(*quantity, value, places));
            text_width(text.as_deref().unwrap_or(COVERED), 1.0)
        };
        let rows: Vec<(Q, String)> = rows.iter().map(|quantity| (*quantity, self.lettered.word(*quantity))).collect();
        let number = rows.iter().map(|(quantity, _)| width_of(quantity)).fold(0.0, f64::max);
        let word = rows.iter().map(|(_, word)| with_space(word)).fold(0.0, f64::max);
        let (font, row) = (self.scene.font, self.scene.row);
        let size = ((word + number + 2.0 * PADDING) * font + 0.5, rows.len() as f64 * row + 2.0);
        Variant { rows, number, size }
    }

    fn label_at(&self, label: &Label, rect: Rect, variant: &Variant) -> Element {
        let pad = PADDING * self.scene.font;
        let rows = variant.rows.iter().enumerate().filter_map(|(place, (quantity, word))| {
            let y = rect.y + 1.0 + place as f64 * self.scene.row;
            // As wide as its own word and the widest number: the digits are those that the place was found for.
            let row = Rect { x: rect.x + pad, y, width: rect.width - 2.0 * pad, height: self.scene.row };
            debug_assert!(row.width + 0.6 >= (with_space(word) + variant.number) * self.scene.font);
            self.number(*quantity, word, row, Setting::Column)
        });
        svg("g")
            .key(format!("{:?}", label.home))
            .class("label")
            .children(self.leader(label.home, rect))
            .child(plate(rect, "frame"))
            .children(rows)
    }

    /// A thin line from a label to what it belongs to, where it could not stand beside it.
    fn leader(&self, home: Home, rect: Rect) -> Option<Element> {
        let scene = &self.scene;
        let (middle, reach) = match self.anchor(home) {
            Anchor::Unit(unit) => (scene.unit(unit)?.centre, scene.radius),
            Anchor::Edge(weight) => {
                let line = scene.edges[weight].line;
                let is_on = line.meets(&rect);
                (line.start.towards(line.end, 0.5), if is_on { f64::MAX } else { 0.0 })
            }
            Anchor::Bias(bias) => (scene.biases[bias].chip.centre(), scene.biases[bias].chip.height / 2.0),
            Anchor::Total => (scene.total.centre(), scene.total.width / 2.0),
            Anchor::Foot => return None,
        };
        let near = Point::new(middle.x.clamp(rect.x, rect.right()), middle.y.clamp(rect.y, rect.bottom()));
        let is_far = near.distance(middle) - reach > NEAR * scene.row;
        is_far.then(|| line_between(Segment::new(near, middle).between(0.0, reach)).class("leader"))
    }
}
