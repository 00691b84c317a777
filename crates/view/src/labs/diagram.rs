//! Diagrams in SVG: circles, arrows and lettering whose colours are tokens, so that a page and a saved file both have them.

use super::Look;
use crate::node::{Element, Node, svg};
use crate::scene::measure::text_width;

/// Main text and lines.
pub const INK: &str = "var(--ink)";
/// Text of second rank.
pub const SECOND: &str = "var(--ink-2)";
/// Lines of second rank.
pub const THIRD: &str = "var(--ink-3)";
/// Frames and grids.
pub const LINE: &str = "var(--line)";
/// The paper.
pub const CARD: &str = "var(--card)";
/// The pale mark behind a result.
pub const MARK: &str = "var(--mark)";
/// The forward pass.
pub const FORWARD: &str = "var(--forward)";
/// Loss and cost.
pub const LOSS: &str = "var(--loss)";
/// The backward pass.
pub const BACKWARD: &str = "var(--backward)";
/// The update.
pub const UPDATE: &str = "var(--update)";

/// A place in a diagram: across and down, in CSS pixels.
pub type At = (f64, f64);

/// From this width on a lab has two columns, as the stylesheet has it.
const TWO_COLUMNS: f64 = 780.0;

/// The size of the paper of thumbnails: width and height.
const THUMBNAIL: (f64, f64) = (200.0, 112.0);

/// The width that a diagram has within a card, in CSS pixels: in a column that takes that share of the lab, or on a
/// narrow screen in the whole of it.
pub fn room(look: &Look, share: f64) -> f64 {
    let column = if look.width < TWO_COLUMNS { look.width } else { look.width * share };
    (column - 36.0 * look.scale).max(240.0)
}

/// A diagram of that size in CSS pixels, which says what it shows; it shrinks with its column, so lay it out for the width.
pub fn diagram<N: Into<Node>>(
    (width, height): (f64, f64),
    sentence: impl Into<String>,
    shapes: impl IntoIterator<Item = N>,
) -> Element {
    svg("svg")
        .class("lab-diagram")
        .attr("viewBox", format!("0 0 {width:.0} {height:.0}"))
        .num("width", width)
        .num("height", height)
        .attr("role", "img")
        .attr("aria-label", sentence.into())
        .children(shapes)
}

/// A gallery's thumbnail: shapes on 200 by 112.
pub fn thumbnail<N: Into<Node>>(shapes: impl IntoIterator<Item = N>) -> Node {
    let (width, height) = THUMBNAIL;
    svg("svg").class("lab-thumbnail").attr("viewBox", format!("0 0 {width} {height}")).children(shapes).into()
}

/// A circle on paper with a coloured edge.
pub fn circle((x, y): At, radius: f64, colour: &'static str) -> Element {
    svg("circle")
        .num("cx", x)
        .num("cy", y)
        .num("r", radius)
        .attr("fill", CARD)
        .attr("stroke", colour)
        .attr("stroke-width", "1.5")
}

/// A filled disc.
pub fn disc((x, y): At, radius: f64, colour: &'static str) -> Element {
    svg("circle").num("cx", x).num("cy", y).num("r", radius).attr("fill", colour)
}

/// A filled square around its middle.
pub fn square((x, y): At, side: f64, colour: &'static str) -> Element {
    svg("rect")
        .num("x", x - side / 2.0)
        .num("y", y - side / 2.0)
        .num("width", side)
        .num("height", side)
        .attr("fill", colour)
}

/// A rounded box on paper with a coloured edge, around its middle.
pub fn boxed((x, y): At, (width, height): (f64, f64), colour: &'static str) -> Element {
    svg("rect")
        .num("x", x - width / 2.0)
        .num("y", y - height / 2.0)
        .num("width", width)
        .num("height", height)
        .num("rx", 6.0)
        .attr("fill", CARD)
        .attr("stroke", colour)
        .attr("stroke-width", "1.5")
}

/// A straight line; minus is dashed.
pub fn line(from: At, to: At, colour: &'static str, width: f64) -> Element {
    svg("line")
        .num("x1", from.0)
        .num("y1", from.1)
        .num("x2", to.0)
        .num("y2", to.1)
        .attr("stroke", colour)
        .num("stroke-width", width)
        .attr("stroke-linecap", "round")
}

/// Dashes a line where that holds: as everywhere, a dashed edge has a negative weight.
#[must_use]
pub fn dashed(line: Element, holds: bool) -> Element {
    line.maybe("stroke-dasharray", holds.then_some("6 5"))
}

/// A line with an arrow's head at its end.
pub fn arrow(from: At, to: At, colour: &'static str, width: f64) -> Element {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = (dx * dx + dy * dy).sqrt().max(1e-9);
    let (ux, uy) = (dx / length, dy / length);
    let head = (5.0 + 1.6 * width).min(length);
    let (bx, by) = (to.0 - ux * head, to.1 - uy * head);
    let half = head * 0.45;
    let points = format!(
        "{:.1},{:.1} {:.1},{:.1} {:.1},{:.1}",
        to.0,
        to.1,
        bx - uy * half,
        by + ux * half,
        bx + uy * half,
        by - ux * half
    );
    svg("g")
        .child(line(from, (bx, by), colour, width))
        .child(svg("polygon").attr("points", points).attr("fill", colour))
}

/// Where a line from `from` to `to` leaves a circle of that radius around `from`.
pub fn rim(from: At, to: At, radius: f64) -> At {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = (dx * dx + dy * dy).sqrt().max(1e-9);
    (from.0 + dx / length * radius, from.1 + dy / length * radius)
}

/// A place between two others: at 0 the first, at 1 the second.
pub fn between(from: At, to: At, share: f64) -> At {
    (from.0 + (to.0 - from.0) * share, from.1 + (to.1 - from.1) * share)
}

/// Where a text begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// At the place.
    Start,
    /// It is centred on the place.
    Middle,
    /// It ends at the place.
    End,
}

/// A text, vertically centred on its place, with a halo of paper.
pub fn lettering((x, y): At, content: impl Into<String>, size: f64, anchor: Anchor, colour: &'static str) -> Element {
    let anchor = match anchor {
        Anchor::Start => "start",
        Anchor::Middle => "middle",
        Anchor::End => "end",
    };
    svg("text")
        .num("x", x)
        .num("y", y + size * 0.35)
        .num("font-size", size)
        .attr("text-anchor", anchor)
        .attr("fill", colour)
        .attr("paint-order", "stroke")
        .attr("stroke", CARD)
        .attr("stroke-width", "4")
        .attr("stroke-linejoin", "round")
        .text(content.into())
}

/// A text on a plate of the mark's colour, centred on its place: a result.
pub fn plate(at: At, content: impl Into<String>, size: f64, colour: &'static str) -> Element {
    on_ground(at, content.into(), size, (colour, MARK))
}

/// A text on a plate of paper, centred on its place: a label that stands on a line.
pub fn tag(at: At, content: impl Into<String>, size: f64, colour: &'static str) -> Element {
    on_ground(at, content.into(), size, (colour, CARD))
}

fn on_ground((x, y): At, content: String, size: f64, (colour, ground): (&'static str, &'static str)) -> Element {
    let width = text_width(&content, size) * 0.9 + 0.5 * size;
    let ground = svg("rect")
        .num("x", x - width / 2.0)
        .num("y", y - size * 0.75)
        .num("width", width)
        .num("height", size * 1.5)
        .num("rx", 4.0)
        .attr("fill", ground);
    let text = svg("text")
        .num("x", x)
        .num("y", y + size * 0.35)
        .num("font-size", size)
        .attr("text-anchor", "middle")
        .attr("fill", colour)
        .text(content);
    svg("g").child(ground).child(text)
}

/// A curve through points, unfilled.
pub fn curve(points: impl IntoIterator<Item = At>, colour: &'static str, width: f64) -> Element {
    let points: Vec<String> = points.into_iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
    svg("polyline")
        .attr("points", points.join(" "))
        .attr("fill", "none")
        .attr("stroke", colour)
        .num("stroke-width", width)
        .attr("stroke-linejoin", "round")
}

/// How wide a line is for a weight of that size, in CSS pixels.
pub fn weight_width(weight: f64) -> f64 {
    1.2 + 2.6 * weight.abs().min(2.0) / 2.0
}
