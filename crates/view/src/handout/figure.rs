//! The network on paper: still, with nothing to press.

use gradlight_core::trace::Phase;

use crate::node::{Element, Node};
use crate::scene::{SceneMemo, Size};
use crate::typeset::Typesetter;
use crate::views::network::{NetworkView, network};

/// As wide as the text of an A4 page in CSS pixels, then wider and set smaller until every number has its place.
const SIZES: [(f64, f64); 3] = [(680.0, 264.0), (820.0, 340.0), (980.0, 420.0)];

/// What of the page's picture moves, is there for the pointer, or tells only of the step at hand.
const MOVING: [&str; 4] = ["flow", "pulses", "target", "label"];

/// What of an element is there for hands and eyes at the screen.
const INTERACTIVE: [&str; 6] = ["tabindex", "data-action", "data-argument", "aria-current", "data-view", "data-phase"];

/// The network with its numbers once the loss is known; on a worksheet with what is given alone.
pub(super) fn figure(typesetter: &Typesetter<'_>, is_worksheet: bool) -> Node {
    let steps = typesetter.trace.steps();
    let covered = if is_worksheet { steps.iter().map(|step| step.quantity).collect() } else { Vec::new() };
    let typesetter = Typesetter { covered, ..typesetter.clone() };
    let loss = steps.iter().rposition(|step| step.phase == Phase::Loss).unwrap_or(0);
    let step = if is_worksheet { 0 } else { loss };
    let is_full =
        |picture: &Node| matches!(picture, Node::Element(svg) if svg.attribute("data-density") == Some("full"));
    let drawn = |(width, height)| picture(&typesetter, step, Size { width, height, scale: 1.0 });
    let roomy = SIZES.into_iter().map(drawn).find(is_full);
    let picture = roomy.unwrap_or_else(|| drawn(SIZES[0]));
    still(picture, is_worksheet).unwrap_or(Node::Text("".into()))
}

fn picture(typesetter: &Typesetter<'_>, step: usize, size: Size) -> Node {
    network(&NetworkView {
        typesetter,
        step,
        editing: None,
        lit: None,
        chosen: None,
        focus: None,
        size,
        scenes: &SceneMemo::default(),
    })
}

/// The node as paper takes it; `None` where it is not for paper.
fn still(node: Node, is_worksheet: bool) -> Option<Node> {
    let Node::Element(mut element) = node else { return Some(node) };
    let classes: Vec<String> =
        element.attribute("class").unwrap_or_default().split_whitespace().map(str::to_owned).collect();
    let has = |class: &str| classes.iter().any(|own| own == class);
    let is_blank = is_worksheet && has("covered");
    if MOVING.iter().any(|class| has(class)) || is_blank {
        return None;
    }
    let is_picture = element.tag == "svg";
    quieten(&mut element, &classes, is_picture);
    let children = std::mem::take(&mut element.children);
    element.children = children.into_iter().filter_map(|child| still(child, is_worksheet)).collect();
    Some(element.into())
}

/// Takes away what the step at hand marks and what can be pressed; the whole picture keeps its name.
fn quieten(element: &mut Element, classes: &[String], is_picture: bool) {
    element.attributes.retain(|(name, _)| {
        let is_button = *name == "role" || *name == "aria-label";
        !INTERACTIVE.contains(name) && (is_picture || !is_button)
    });
    let kept: Vec<&str> = classes
        .iter()
        .map(String::as_str)
        .filter(|class| !["written", "read", "active", "lit"].contains(class))
        .collect();
    for (name, value) in &mut element.attributes {
        match *name {
            "class" => *value = kept.join(" ").into(),
            "role" => *value = "img".into(),
            _ => {}
        }
    }
}
