//! Editing a given number where it stands.

use gradlight_core::quantity::Quantity;

use super::Picture;
use super::activity::{Home, home};
use crate::node::{Element, html, svg};
use crate::scene::Density;
use crate::scene::shape::{Point, Rect};

/// A number that is being edited.
#[derive(Clone, Debug, PartialEq)]
pub struct Editing {
    /// Which one: an input, a target, a weight or a bias.
    pub quantity: Quantity,
    /// What has been typed so far.
    pub draft: String,
    /// Why the draft cannot be taken, as a sentence.
    pub fault: Option<String>,
}

impl Picture<'_> {
    /// The field over the number's place, with the fault beside it.
    pub(super) fn editor(&self) -> Option<Element> {
        let editing = self.view.editing?;
        let em = self.scene.font;
        let lines = if editing.fault.is_some() { 3.4 } else { 0.0 };
        let (width, height) = ((11.0 * em).max(if editing.fault.is_some() { 17.0 * em } else { 0.0 }), 2.1 * em);
        let middle = self.place_of(editing.quantity);
        let wanted = Rect {
            x: middle.x - width / 2.0,
            y: middle.y - height / 2.0,
            width: width.min(self.scene.size.width),
            height: height + lines * em,
        };
        let rect = wanted.moved_into(&self.scene.card().grown(-2.0));
        let field = html("input")
            .attr("data-input", "draft")
            .attr("type", "text")
            .attr("inputmode", "decimal")
            .attr("autocomplete", "off")
            .attr("spellcheck", "false")
            .attr("aria-label", self.lettered.title(editing.quantity))
            .maybe("aria-invalid", editing.fault.as_ref().map(|_| "true"))
            .maybe("aria-describedby", editing.fault.as_ref().map(|_| "edit-fault"))
            .attr("value", editing.draft.clone());
        let fault = editing
            .fault
            .as_ref()
            .map(|fault| html("p").attr("id", "edit-fault").attr("role", "alert").text(fault.clone()));
        let room = svg("foreignObject")
            .key("editor")
            .num("x", rect.x)
            .num("y", rect.y)
            .num("width", rect.width)
            .num("height", rect.height);
        Some(room.child(html("div").class("editor").child(field).children(fault)))
    }

    /// The middle of where a given number stands or would stand.
    fn place_of(&self, quantity: Quantity) -> Point {
        let scene = &self.scene;
        let is_full = scene.density == Density::Full;
        let place = match (quantity, home(self.example, quantity)) {
            (Quantity::Target(k), _) if is_full => {
                let chip = scene.losses.get(k).and_then(|loss| loss.chip);
                chip.map(|chip| Point::new(chip.centre().x, chip.y + 4.0 + scene.row / 2.0))
            }
            (_, Home::Unit(unit)) => scene.unit(unit).map(|placed| match placed.readout {
                Some(area) => Point::new(area.centre().x, area.y + scene.row / 2.0),
                None => placed.centre,
            }),
            (_, Home::Edge(weight)) => scene.edges.get(weight).map(|edge| match edge.label {
                Some(area) => Point::new(area.centre().x, area.y + scene.row / 2.0),
                None => edge.line.start.towards(edge.line.end, 0.5),
            }),
            (_, Home::Bias(bias)) => {
                scene.biases.iter().find(|placed| placed.bias == bias).map(|placed| placed.chip.centre())
            }
            _ => None,
        };
        place.unwrap_or_else(|| scene.card().centre())
    }
}
