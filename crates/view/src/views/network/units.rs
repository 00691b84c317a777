//! The units: circles with their symbols, ringed by what the step does with them, walked by keyboard.

use gradlight_core::quantity::Quantity as Q;

use super::activity::{Home, home};
use super::words::unit_label;
use super::{Picture, Place};
use crate::node::{Element, svg};
use crate::scene::{Density, PlacedUnit, Unit};

/// Smaller circles than this, in label font sizes, have no symbol.
const SMALLEST_WITH_SYMBOL: f64 = 0.85;

impl Picture<'_> {
    /// All circles; in a dense picture the total loss is one of them.
    pub(super) fn circles(&self) -> Element {
        let total = (self.scene.density == Density::Active).then(|| self.total_circle());
        svg("g").class("units").children(self.scene.units.iter().map(|placed| self.circle(placed))).children(total)
    }

    fn circle(&self, placed: &PlacedUnit) -> Element {
        let name = self.unit_name(placed.unit);
        let mut classes = String::from(match placed.unit {
            Unit::Input(_) => "unit input",
            Unit::Neuron(neuron) if neuron.layer + 1 == self.view.typesetter.names.layers() => "unit output",
            Unit::Neuron(_) => "unit hidden",
        });
        classes.push_str(&self.part_of(placed.unit));
        let is_written = self.is_written(placed.unit);
        let has_symbol = self.scene.radius >= SMALLEST_WITH_SYMBOL * self.scene.font;
        let circle = svg("circle").num("cx", placed.centre.x).num("cy", placed.centre.y).num("r", self.scene.radius);
        svg("g")
            .key(name.clone())
            .class(classes)
            .attr("data-unit", name.clone())
            .attr("role", "img")
            .attr("tabindex", if self.view.focus == Some(Place::Unit(placed.unit)) { "0" } else { "-1" })
            .attr("aria-label", unit_label(self.view, placed.unit))
            .maybe("aria-current", is_written.then_some("step"))
            .child(circle)
            .children(has_symbol.then(|| self.symbol_in(&name, placed)))
    }

    /// A letter with its number below it, as wide as the circle allows.
    fn symbol_in(&self, name: &str, placed: &PlacedUnit) -> Element {
        let (letter, number) = name.split_at(1);
        let short = number.len() <= 2;
        let font = (self.scene.radius * if short { 0.86 } else { 0.7 }).max(self.scene.font.min(self.scene.radius));
        svg("text")
            .class("symbol")
            .num("x", placed.centre.x)
            .num("y", placed.centre.y + font * 0.24)
            .num("font-size", font)
            .attr("text-anchor", "middle")
            .child(svg("tspan").text(letter.to_owned()))
            .child(
                svg("tspan").class("index").num("dy", font * 0.2).num("font-size", font * 0.7).text(number.to_owned()),
            )
    }

    pub(super) fn unit_name(&self, unit: Unit) -> String {
        match unit {
            Unit::Input(i) => format!("i{}", i + 1),
            Unit::Neuron(neuron) => self.view.typesetter.names.neuron(neuron),
        }
    }

    fn is_written(&self, unit: Unit) -> bool {
        home(self.example, self.activity.writes) == Home::Unit(unit)
    }

    /// Whether the step writes or reads something of the unit, in the colour of what that is; and the pointer.
    fn part_of(&self, unit: Unit) -> String {
        let is_here = |quantity: Q| home(self.example, quantity) == Home::Unit(unit);
        if self.is_written(unit) {
            return format!(" written {}", self.activity.phase.name());
        }
        let last_read = self.activity.reads.iter().rfind(|it| is_here(**it) && !matches!(it, Q::Target(_)));
        last_read.map_or(String::new(), |quantity| format!(" read {}", self.view.typesetter.origin(quantity).class()))
    }

    fn total_circle(&self) -> Element {
        let (rect, centre) = (self.scene.total, self.scene.total.centre());
        let quantity = if self.activity.writes == Q::Cost { Q::Cost } else { Q::LossTotal };
        let circle = svg("circle").num("cx", centre.x).num("cy", centre.y).num("r", rect.width / 2.0);
        let symbol = svg("text")
            .class("symbol")
            .num("x", centre.x)
            .num("y", centre.y + self.scene.font * 0.36)
            .num("font-size", self.scene.font * 1.2)
            .attr("text-anchor", "middle")
            .text(self.lettered.loss_letter());
        svg("g")
            .key("total")
            .class(format!("unit total {}", self.classes(quantity)))
            .attr("data-term", self.id(Q::LossTotal))
            .attr("aria-hidden", "true")
            .child(circle)
            .child(symbol)
    }
}
