//! The network picture of the Step view: units, edges, numbers in their places, and what the step at hand does.
//!
//! Only the trace's numbers are shown, and only those that the steps up to now have computed. Motion is CSS's: each
//! active edge carries a fresh `pulse` keyed by the step, a dot that the style sheet sends along it once.

use gradlight_core::example::Example;
use gradlight_core::quantity::{Names, Quantity};
use gradlight_core::trace::{Phase, Step, Trace};

use crate::node::{Element, Node, svg};
use crate::scene::{Density, Scene, Size};

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
    /// The example as the round starts.
    pub example: &'a Example,
    /// How symbols and numbers are written.
    pub typesetter: &'a Typesetter,
    /// The round.
    pub trace: &'a Trace,
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
}

/// Everything that the parts of one picture share.
struct Picture<'a> {
    view: &'a NetworkView<'a>,
    names: Names,
    lettered: Lettered<'a>,
    scene: Scene,
    activity: Activity,
}

/// The picture as an SVG element whose view box is the card.
///
/// It is one stop for Tab; within, [`NetworkView::focus`] says which part is.
pub fn network(view: &NetworkView<'_>) -> Node {
    let lettered = Lettered::new(view.example, view.typesetter);
    let picture = Picture {
        view,
        names: Names::of(view.example.network()),
        scene: Scene::layout(view.example, view.size, &lettered.widths()),
        activity: Activity::of(view.example, picture_step(view)),
        lettered,
    };
    picture.draw().into()
}

fn picture_step<'a>(view: &NetworkView<'a>) -> &'a Step {
    let steps = view.trace.steps();
    &steps[view.step.min(steps.len() - 1)]
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
            .children(self.paths_sum())
            .children(self.editor())
    }

    /// The place of the step at hand, never past the end.
    fn now(&self) -> usize {
        self.view.step.min(self.view.trace.steps().len() - 1)
    }

    /// A quantity's value, if it is given or has been computed by now.
    fn known(&self, quantity: Quantity) -> Option<f64> {
        let is_future = self.view.trace.place_of(&quantity).is_some_and(|place| place > self.now());
        if is_future { None } else { self.view.trace.value(&quantity) }
    }

    /// What the step at hand makes of a quantity, as classes: its phase, and whether it is written, read or lit.
    fn classes(&self, quantity: Quantity) -> String {
        let mut classes = String::from(phase_of(quantity).map_or("given-value", of_phase));
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

/// The phase that computes a quantity; none for what is given.
fn phase_of(quantity: Quantity) -> Option<Phase> {
    match quantity {
        Quantity::Input(_) | Quantity::Target(_) | Quantity::Weight(_) | Quantity::Bias(_) => None,
        Quantity::Net(_) | Quantity::Exp(_) | Quantity::ExpSum | Quantity::Out(_) => Some(Phase::Forward),
        Quantity::Loss(_) | Quantity::LossTotal | Quantity::Cost => Some(Phase::Loss),
        Quantity::NewWeight(_) | Quantity::NewBias(_) => Some(Phase::Update),
        _ => Some(Phase::Backward),
    }
}

/// The class of what belongs to a phase.
fn of_phase(phase: Phase) -> &'static str {
    match phase {
        Phase::Forward => "of-forward",
        Phase::Loss => "of-loss",
        Phase::Backward => "of-backward",
        Phase::Update => "of-update",
    }
}

#[cfg(test)]
mod tests;
