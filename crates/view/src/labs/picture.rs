//! The network picture within a lab: the Step view's own, with every number of the round, as a still image.

use std::rc::Rc;

use gradlight_core::quantity::Quantity;

use super::Look;
use super::diagram::room;
use super::traced::Traced;
use crate::node::{Element, Node, html};
use crate::notation::Notation;
use crate::scene::{SceneMemo, Size};
use crate::views::network::{NetworkView, network};

/// Its height in CSS pixels.
const HEIGHT: f64 = 344.0;

/// What a card's padding leaves unused at both sides, which this picture fills.
const PADDING: f64 = 26.0;

/// How the picture is to be drawn.
#[derive(Clone, Debug)]
pub(super) struct Still {
    /// The place of the step at hand in the trace; later numbers are not shown.
    pub(super) step: usize,
    /// What is pointed at.
    pub(super) lit: Option<Quantity>,
}

/// The last layout of a lab's picture.
pub(super) type Memo = Rc<SceneMemo>;

/// The picture. A click on a number or an edge sends `lab/pick` with its id; the keyboard has other ways to it.
pub(super) fn still(traced: &Traced, look: &Look, memo: &SceneMemo, still: &Still) -> Element {
    let typesetter = traced.typesetter(Notation::Delta, look.digits);
    let width = room(look, 0.6) + PADDING * look.scale;
    let mut picture = network(&NetworkView {
        typesetter: &typesetter,
        step: still.step,
        editing: None,
        lit: still.lit,
        chosen: None,
        focus: None,
        size: Size { width, height: HEIGHT * look.scale, scale: look.scale },
        scenes: memo,
    });
    quiet(&mut picture);
    if let Node::Element(svg) = &mut picture {
        svg.attributes.push(("role", "img".into()));
        svg.attributes.retain(|(name, _)| *name != "data-view");
    }
    html("div").class("card lab-network").key("network").child(picture)
}

/// Takes the Step view's handles off: what edits or chooses there is picked here, and nothing stops the Tab key.
fn quiet(node: &mut Node) {
    let Node::Element(element) = node else { return };
    element.attributes.retain(|(name, _)| !matches!(*name, "tabindex" | "role"));
    let label = element.attributes.iter().position(|(name, _)| *name == "aria-label");
    if let Some(place) = label.filter(|_| element.tag != "svg") {
        element.attributes.remove(place);
    }
    for (name, value) in &mut element.attributes {
        if *name == "data-action" {
            *value = "lab/pick".into();
        }
    }
    element.children.iter_mut().for_each(quiet);
}
