//! The roomy picture's numbers, each in its fixed place.

use gradlight_core::network::Neuron;
use gradlight_core::quantity::{BiasId, Quantity as Q};

use super::Picture;
use super::number::{Setting, plate, set_word};
use crate::node::{Element, svg};
use crate::scene::shape::Rect;
use crate::scene::{PlacedBias, PlacedEdge, PlacedLoss, PlacedUnit, Unit};

impl Picture<'_> {
    /// All numbers known by now.
    pub(super) fn numbers(&self) -> Element {
        let scene = &self.scene;
        svg("g")
            .class("numbers")
            .children(scene.edges.iter().flat_map(|edge| self.edge_numbers(edge)))
            .children(scene.units.iter().flat_map(|unit| self.unit_numbers(unit)))
            .children(scene.biases.iter().map(|bias| self.bias_chip(bias)))
            .children(scene.losses.iter().map(|loss| self.loss_chip(loss)))
            .child(self.total_chip())
            .children(self.exp_sum_chip())
    }

    fn rows(&self, area: Rect) -> impl Iterator<Item = Rect> + use<> {
        let height = self.scene.row;
        (0..).map(move |row| Rect { y: area.y + f64::from(row) * height, height, ..area })
    }

    fn unit_numbers(&self, placed: &PlacedUnit) -> Vec<Element> {
        let Some(area) = placed.readout else { return Vec::new() };
        match placed.unit {
            Unit::Input(i) => self.number(Q::Input(i), "", area, Setting::Middle).into_iter().collect(),
            Unit::Neuron(neuron) => {
                let quantities = self.readout_of(neuron);
                let rows = quantities.into_iter().zip(self.rows(area));
                rows.filter_map(|(quantity, row)| {
                    self.number(quantity, &self.lettered.word(quantity), row, Setting::Readout)
                })
                .collect()
            }
        }
    }

    /// A neuron's rows: net, the softmax numerator where there is one, out, and what is known of its blame.
    fn readout_of(&self, neuron: Neuron) -> Vec<Q> {
        let numerator = self.trace.value(&Q::Exp(neuron)).map(|_| Q::Exp(neuron));
        let writes = self.activity.writes;
        let in_work = match writes {
            Q::DOut(of) | Q::DAct(of) | Q::From { to: of, .. } if of == neuron => writes,
            _ => Q::Delta(neuron),
        };
        [Some(Q::Net(neuron)), numerator, Some(Q::Out(neuron)), Some(in_work)].into_iter().flatten().collect()
    }

    /// A weight above its edge and what becomes of it below; with one row, what the moment is about.
    fn edge_numbers(&self, edge: &PlacedEdge) -> Vec<Element> {
        let Some(area) = edge.label else { return Vec::new() };
        let (weight, news) = (Q::Weight(edge.weight), self.news_of(edge.weight));
        let height = self.scene.row;
        let upper = Rect { height, ..area };
        let lower = Rect { y: area.bottom() - height, height, ..area };
        let rows = if self.scene.edge_rows == 1 {
            [Some((news.filter(|news| self.is_of_the_moment(*news)).unwrap_or(weight), upper)), None]
        } else {
            [Some((weight, upper)), news.map(|news| (news, lower))]
        };
        // A share also stands at the neuron that it is for, so that its key here says where it is.
        let keyed = |row: Element| {
            let key = format!("edge {}", row.key.as_deref().unwrap_or_default());
            row.key(key)
        };
        rows.into_iter().flatten().filter_map(|(quantity, row)| self.symbol_row(quantity, row).map(keyed)).collect()
    }

    /// The latest that is known of a weight beside itself: what the step at hand writes, then with chosen paths the
    /// share that runs along it.
    fn news_of(&self, weight: usize) -> Option<Q> {
        let stages =
            [Q::NewWeight(weight), Q::PenalisedWeight(weight), Q::AverageWeight(weight), Q::WeightGradient(weight)];
        let written = stages.into_iter().find(|stage| self.activity.writes == *stage);
        let all = written.into_iter().chain(self.share_along(weight)).chain(stages);
        let mut there = all.filter(|quantity| self.is_there(*quantity));
        there.next()
    }

    /// A row with the quantity's symbol, or without where its digits need the room.
    fn symbol_row(&self, quantity: Q, row: Rect) -> Option<Element> {
        let word = match self.known(quantity) {
            Some(value) => self.lettered.word_if_room(quantity, value, row.width / self.scene.font),
            None => self.lettered.symbol(quantity),
        };
        self.number(quantity, &word, row, Setting::Middle)
    }

    /// A bias with what becomes of it above it; without room there, that takes its place for the moment.
    pub(super) fn bias_chip(&self, placed: &PlacedBias) -> Element {
        let own = Q::Bias(placed.bias);
        let news = self.bias_news(placed.bias);
        let row = Rect::around(placed.chip.centre(), placed.chip.width - 6.0, self.scene.row);
        let instead = news.filter(|news| placed.news.is_none() && self.is_of_the_moment(*news));
        let shown = placed.has_text.then_some((instead.unwrap_or(own), row));
        let above = news.zip(placed.news);
        let numbers = shown.into_iter().chain(above).filter_map(|(quantity, row)| self.symbol_row(quantity, row));
        self.chip(placed.chip, "bias", own).children(numbers)
    }

    /// Whether a quantity is a new value or a share on a lit path, or what step or pointer are about.
    fn is_of_the_moment(&self, quantity: Q) -> bool {
        let stays = matches!(quantity, Q::NewWeight(_) | Q::NewBias(_) | Q::From { .. });
        stays || self.activity.writes == quantity || self.view.lit == Some(quantity)
    }

    /// The latest that is known of a bias beside itself.
    pub(super) fn bias_news(&self, bias: BiasId) -> Option<Q> {
        let stages = [Q::NewBias(bias), Q::AverageBias(bias), Q::BiasGradient(bias)];
        stages.into_iter().find(|quantity| self.is_there(*quantity))
    }

    fn loss_chip(&self, placed: &PlacedLoss) -> Element {
        let Some(chip) = placed.chip else { return svg("g").key(format!("loss.{}", placed.output)) };
        let quantities = [Q::Target(placed.output), Q::Loss(placed.output)];
        let rows = self.rows(self.inner(chip));
        let content = quantities
            .into_iter()
            .zip(rows)
            .filter_map(|(quantity, row)| self.number(quantity, &self.lettered.word(quantity), row, Setting::Column));
        self.chip(chip, "loss", Q::Loss(placed.output)).children(content)
    }

    /// The total, and the cost where it is something else; a long symbol stands above its number.
    fn total_chip(&self) -> Element {
        let area = self.inner(self.scene.total);
        let quantities = [Some(Q::LossTotal), self.trace.value(&Q::Cost).map(|_| Q::Cost)];
        let quantities: Vec<Q> = quantities.into_iter().flatten().collect();
        let stacks = area.height > self.scene.row * (quantities.len() as f64 + 0.5);
        let mut rows = self.rows(area);
        let mut content = Vec::new();
        for quantity in quantities {
            let word = self.lettered.symbol(quantity);
            let Some(row) = rows.next() else { break };
            if !stacks {
                content.extend(self.number(quantity, &word, row, Setting::Column));
            } else if let Some(below) = rows.next() {
                content.push(self.heading(&word, row));
                content.extend(self.number(quantity, "", below, Setting::Column));
            }
        }
        self.chip(self.scene.total, "loss total", Q::LossTotal).children(content)
    }

    /// A word on a row of its own.
    fn heading(&self, word: &str, row: Rect) -> Element {
        let text = svg("text").num("x", row.x).num("y", row.y + row.height * 0.76);
        text.key(format!("heading {word}")).child(set_word(word, self.scene.font))
    }

    fn exp_sum_chip(&self) -> Option<Element> {
        let chip = self.scene.exp_sum?;
        if !self.is_there(Q::ExpSum) {
            return None;
        }
        let number = self.number(Q::ExpSum, &self.lettered.symbol(Q::ExpSum), self.inner(chip), Setting::Middle);
        Some(self.chip(chip, "sum", Q::ExpSum).children(number))
    }

    /// The frame of a chip, coloured where the step at hand has to do with what it holds.
    pub(super) fn chip(&self, rect: Rect, kind: &'static str, quantity: Q) -> Element {
        svg("g")
            .key(format!("chip {}", self.id(quantity)))
            .class(format!("chip {kind} {}", self.classes(quantity)))
            .child(plate(rect, "frame"))
    }

    /// The rows of a chip, centred in it, with some air at both sides.
    fn inner(&self, chip: Rect) -> Rect {
        let rows = (chip.height / self.scene.row).floor();
        Rect::around(chip.centre(), chip.width - 0.9 * self.scene.font, rows * self.scene.row)
    }
}
