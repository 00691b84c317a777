//! The network picture of the Step view: units, edges, numbers in their places, and what the step at hand does.
//!
//! Only the trace's numbers are shown, and only those that the steps up to now have computed. Motion is CSS's: each
//! active line carries a fresh `pulse` keyed by the step: a path with one dash of no length and round ends, a dot, that
//! the style sheet sends along it once by its dash offset. Dashes of negative weights and arrows stay as they are, so
//! that without motion the picture says the same.

use std::rc::Rc;

use gradlight_core::example::Example;
use gradlight_core::quantity::Quantity;
use gradlight_core::trace::Trace;

use crate::node::{Element, Node, svg};
use crate::scene::{Density, Scene, SceneMemo, Size};
use crate::typeset::Typesetter;

mod activity;
mod edges;
mod editor;
mod lettering;
mod number;
mod on_demand;
mod paths;
mod places;
mod units;
mod walk;
mod words;

pub use editor::Editing;
pub use walk::{Place, Way, enter, first_place, leave, walk};
pub use words::unit_label;

use activity::Activity;
use lettering::Lettered;

/// What is to be seen.
#[derive(Clone, Copy, Debug)]
pub struct NetworkView<'a> {
    /// The example, its trace of the round, and how symbols and numbers are written.
    pub typesetter: &'a Typesetter<'a>,
    /// The place of the step at hand in the trace.
    pub step: usize,
    /// The number being edited.
    pub editing: Option<&'a Editing>,
    /// What is pointed at, here or in the formula.
    pub lit: Option<Quantity>,
    /// The weight whose paths back from the loss are lit.
    pub chosen: Option<usize>,
    /// Where the keyboard is, once it has entered the picture.
    pub focus: Option<Place>,
    /// The card.
    pub size: Size,
    /// The last layout.
    pub scenes: &'a SceneMemo,
}

/// Everything that the parts of one picture share.
struct Picture<'a> {
    view: &'a NetworkView<'a>,
    example: &'a Example,
    trace: &'a Trace,
    lettered: Lettered<'a>,
    scene: Rc<Scene>,
    activity: Activity,
}

/// The picture as an SVG element whose view box is the card.
///
/// It is one stop for Tab; within, [`NetworkView::focus`] says which part is.
pub fn network(view: &NetworkView<'_>) -> Node {
    let typesetter = view.typesetter;
    let (example, trace) = (typesetter.example, typesetter.trace);
    let lettered = Lettered { typesetter };
    let scene = view.scenes.layout(example, view.size, &lettered.widths());
    let step = &trace.steps()[view.step.min(trace.steps().len() - 1)];
    let activity = Activity::of(example, step);
    Picture { view, example, trace, lettered, scene, activity }.draw().into()
}

impl Picture<'_> {
    fn draw(&self) -> Element {
        let Size { width, height, .. } = self.scene.size;
        let density = match self.scene.density {
            Density::Full => "full",
            Density::Active => "active",
        };
        svg("svg")
            .attr("data-view", "network")
            .class("network")
            .attr("data-density", density)
            .attr("data-phase", self.activity.phase.name())
            .attr("viewBox", format!("0 0 {width} {height}"))
            .num("width", width)
            .num("height", height)
            .num("font-size", self.scene.font)
            .attr("role", "group")
            .attr("aria-label", self.label())
            .attr("tabindex", if self.view.focus.is_some() { "-1" } else { "0" })
            .child(self.lines())
            .child(self.flow())
            .child(self.circles())
            .child(match self.scene.density {
                Density::Full => self.numbers(),
                Density::Active => self.numbers_on_demand(),
            })
            .child(self.pulses())
            .children(self.paths_sum())
            .children(self.editor())
    }

    /// The place of the step at hand, never past the end.
    fn now(&self) -> usize {
        self.view.step.min(self.trace.steps().len() - 1)
    }

    /// A quantity's stable name.
    fn id(&self, quantity: Quantity) -> String {
        self.view.typesetter.names.id(&quantity)
    }

    /// A quantity's value, if it is given or has been computed by now, and is not covered.
    fn known(&self, quantity: Quantity) -> Option<f64> {
        if self.is_there(quantity) && !self.covers(quantity) { self.trace.value(&quantity) } else { None }
    }

    /// Whether a quantity has a place in the picture by now: it is given or computed, be it covered or not.
    fn is_there(&self, quantity: Quantity) -> bool {
        let is_future = self.trace.place_of(&quantity).is_some_and(|place| place > self.now());
        !is_future && self.trace.value(&quantity).is_some()
    }

    fn covers(&self, quantity: Quantity) -> bool {
        self.view.typesetter.covers(&quantity)
    }

    /// What the step at hand makes of a quantity, as classes: its phase, and whether it is written, read or lit.
    fn classes(&self, quantity: Quantity) -> String {
        let mut classes = String::from(self.view.typesetter.origin(&quantity).class());
        if self.activity.writes == quantity {
            classes.push_str(" written");
        } else if self.activity.reads.contains(&quantity) {
            classes.push_str(" read");
        }
        if self.view.lit == Some(quantity) {
            classes.push_str(" lit");
        }
        classes
    }
}

/// Whether a quantity can be edited in place.
fn is_editable(quantity: Quantity) -> bool {
    matches!(quantity, Quantity::Input(_) | Quantity::Target(_) | Quantity::Weight(_) | Quantity::Bias(_))
}

#[cfg(test)]
mod tests;
