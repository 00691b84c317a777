//! The picture of the tumour lab: a machine, the network in it, and a neuron's arithmetic in that, on one paper.
//!
//! All three lie on one plane, each small inside the one before; looking closer only moves the eye.

use gradlight_core::math::{exp, ln};
use gradlight_core::network::{Network, Neuron};

use super::Tumour;
use super::study::{KINDS, Study, feature_name};
use super::words::{neuron_name, short};
use crate::format::percent;
use crate::labs::Look;
use crate::labs::diagram::{
    Anchor, At, BACKWARD, CARD, FORWARD, INK, SECOND, THIRD, UPDATE, arrow, boxed, diagram, disc, lettering, line,
    plate,
};
use crate::node::{Element, svg};
use crate::pointer::Pointer;

/// The width of the view, in units of the paper at the first level, and its height for its width: little room is
/// used higher up.
const WIDTH: f64 = 1000.0;
const HEIGHT: f64 = 0.45;
const NARROW_HEIGHT: f64 = 0.7;
/// The machine's middle, which is the paper's, and its size.
const MIDDLE: At = (0.0, 0.0);
const MACHINE: (f64, f64) = (420.0, 189.0);
/// How much of the view the machine fills when it is looked into.
const FILLS: f64 = 0.97;
/// The largest radius of a neuron on the paper, and its radius when it is looked into, for the view's height.
const LARGEST: f64 = 6.0;
const OPENED: f64 = 0.47;
/// An input's radius on the paper.
const INPUT: f64 = 2.1;
/// How many products are written out in a neuron, and how many where there is little room.
const WRITTEN: (usize, usize) = (5, 3);

/// Where the eye is: the place in the middle of the view, and how much larger than the paper it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Eye {
    middle: At,
    scale: f64,
}

impl Eye {
    /// The eye at a depth of 0 (the machine) to 2 (a neuron's arithmetic), in a view of that height.
    pub(super) fn at(depth: f64, (neuron, radius): (At, f64), height: f64) -> Self {
        let machine = Self { middle: MIDDLE, scale: 1.0 };
        let brain = Self { middle: MIDDLE, scale: FILLS * WIDTH / MACHINE.0 };
        let maths = Self { middle: neuron, scale: OPENED * height / radius };
        if depth <= 1.0 { machine.towards(brain, depth) } else { brain.towards(maths, depth - 1.0) }
    }

    /// On the way to another eye, with even speed of growing.
    fn towards(self, other: Self, t: f64) -> Self {
        let scale = self.scale * exp(t.clamp(0.0, 1.0) * ln(other.scale / self.scale));
        let moved = (1.0 - self.scale / scale) / (1.0 - self.scale / other.scale);
        let between = |from: f64, to: f64| from + moved * (to - from);
        Self { middle: (between(self.middle.0, other.middle.0), between(self.middle.1, other.middle.1)), scale }
    }

    /// What moves the paper under the eye, in a view of that height.
    fn transform(self, height: f64) -> String {
        let (x, y) = (WIDTH / 2.0, height / 2.0);
        format!("translate({x} {y}) scale({:.4}) translate({:.4} {:.4})", self.scale, -self.middle.0, -self.middle.1)
    }

    /// The place on the paper under a place of the view, counted from its middle.
    pub(super) fn look_through(self, (x, y): At) -> At {
        (self.middle.0 + x / self.scale, self.middle.1 + y / self.scale)
    }
}

/// Where a unit stands on the paper: column 0 are the inputs.
fn place(network: &Network, column: usize, index: usize) -> At {
    let columns = network.layers().len();
    let count = if column == 0 { network.inputs() } else { network.layers()[column - 1].neurons };
    let x = MIDDLE.0 + MACHINE.0 * (0.78 * column as f64 / columns as f64 - 0.36);
    let room = MACHINE.1 * 0.9;
    (x, MIDDLE.1 + room * ((index as f64 + 0.5) / count as f64 - 0.5))
}

/// Where a neuron stands on the paper, and its radius there.
pub(super) fn circle_of(network: &Network, neuron: Neuron) -> (At, f64) {
    (place_of(network, neuron), radius(network))
}

/// The radius of every neuron: they do not touch.
fn radius(network: &Network) -> f64 {
    let most = network.layers().iter().map(|layer| layer.neurons).max().unwrap_or(1) as f64;
    LARGEST.min(0.38 * MACHINE.1 / most)
}

/// Where a neuron stands on the paper.
pub(super) fn place_of(network: &Network, neuron: Neuron) -> At {
    place(network, neuron.layer + 1, neuron.index)
}

/// The neuron at a place of the paper, and whether the place lies in the machine.
pub(super) fn found_at(network: &Network, at: At) -> (Option<Neuron>, bool) {
    let near = |neuron: &Neuron| {
        let (x, y) = place_of(network, *neuron);
        (x - at.0) * (x - at.0) + (y - at.1) * (y - at.1) <= 1.4 * radius(network) * radius(network)
    };
    let in_machine = (at.0 - MIDDLE.0).abs() <= MACHINE.0 / 2.0 && (at.1 - MIDDLE.1).abs() <= MACHINE.1 / 2.0;
    (network.all_neurons().find(near), in_machine)
}

/// The place of a pointer in the view, counted from its middle, and the view's height.
pub(super) fn seen(pointer: &Pointer) -> (At, f64) {
    let (width, height) = pointer.size();
    let unit = WIDTH / width;
    (((pointer.x - width / 2.0) * unit, (pointer.y - height / 2.0) * unit), height * unit)
}

/// The whole picture.
pub(super) fn picture(lab: &Tumour, study: &Study, look: &Look, sentence: String) -> Element {
    let is_narrow = look.width < 700.0;
    let width = if is_narrow { look.width - 26.0 } else { look.width * 0.6 - 34.0 };
    let height = WIDTH * if is_narrow { NARROW_HEIGHT } else { HEIGHT };
    // Units of the paper a CSS pixel.
    let unit = (WIDTH / width.max(240.0)).min(3.4) * look.scale;
    let eye = Eye::at(lab.depth, circle_of(study.network(), lab.neuron), height);
    let level = lab.level();
    let row = lab.measurements(study);
    let mut world = svg("g").class("tumour-world").attr("transform", eye.transform(height));
    let frame =
        boxed(MIDDLE, MACHINE, if level == 0 { INK } else { THIRD }).attr("vector-effect", "non-scaling-stroke");
    world = world.child(frame).children(brain(lab, study, &row, unit / eye.scale));
    world = world.child(layer("machine", level == 0).children(machine(lab, study, &row, unit)));
    world = world.child(layer("maths", level == 2).child(arithmetic(lab, study, &row, (unit, height))));
    diagram((WIDTH, height), sentence, [world]).attr("data-figure", "zoom").attr("data-zooms", "").attr("tabindex", "0")
}

fn layer(name: &'static str, is_shown: bool) -> Element {
    svg("g").key(name).class(if is_shown { "tumour-layer" } else { "tumour-layer away" })
}

/// What stands around the machine: measurements in, likelihood out.
fn machine(lab: &Tumour, study: &Study, row: &[f64], unit: f64) -> Vec<Element> {
    let is_narrow = unit > 2.0;
    let size = (if is_narrow { 12.0 } else { 13.0 }) * unit;
    let (left, right) = (MIDDLE.0 - MACHINE.0 / 2.0, MIDDLE.0 + MACHINE.0 / 2.0);
    let mut shapes = measurements(row, left, size, is_narrow);
    let likelihood = study.likelihood(row);
    let (told, truth) = lab.verdict(study, likelihood);
    let colour = if lab.is_right(study, likelihood) == Some(false) { BACKWARD } else { UPDATE };
    let long = if is_narrow { 30.0 } else { 60.0 };
    let middle = (f64::midpoint(right + long, WIDTH / 2.0), MIDDLE.1);
    let below = if is_narrow { (MIDDLE.0, MIDDLE.1 + MACHINE.1 / 2.0) } else { (middle.0, middle.1 + 0.9 * size) };
    let written = [
        ((middle.0, middle.1 - 3.3 * size), if is_narrow { "" } else { "likelihood" }, SECOND),
        ((middle.0, middle.1 - 1.9 * size), "malignant", SECOND),
        ((below.0, below.1 + 1.4 * size), told, INK),
        ((below.0, below.1 + 2.8 * size), truth, colour),
        ((MIDDLE.0, MIDDLE.1 - MACHINE.1 / 2.0 - 1.1 * size), "prediction machine", INK),
    ];
    shapes.push(arrow((right + 4.0, MIDDLE.1), (right + long - 8.0, MIDDLE.1), FORWARD, 2.5));
    shapes.push(plate(middle, percent(likelihood), if is_narrow { 1.3 } else { 1.9 } * size, FORWARD));
    shapes.extend(written.map(|(at, text, colour)| lettering(at, text, size, Anchor::Middle, colour)));
    shapes
}

/// The measurements that go into the machine, the first by name.
fn measurements(row: &[f64], left: f64, size: f64, is_narrow: bool) -> Vec<Element> {
    let (shown, long) = if is_narrow { (2, 14.0) } else { (6, 70.0) };
    let step = 1.9 * size;
    let first = MIDDLE.1 - step * shown as f64 / 2.0;
    let line = |place: usize| {
        let y = first + step * place as f64;
        let (text, colour) = if place < shown {
            (format!("{} {}", feature_name(place), short(row[place])), INK)
        } else {
            (format!("{} more", row.len() - shown), SECOND)
        };
        let end = (left - 4.0, MIDDLE.1 + (y - MIDDLE.1) * 0.6);
        [arrow((left - long, y), end, THIRD, 1.5), lettering((left - long - 5.0, y), text, size, Anchor::End, colour)]
    };
    (0..=shown).flat_map(line).collect()
}

/// The network in the machine: inputs, layers that light up, edges as wide as their weights.
fn brain(lab: &Tumour, study: &Study, row: &[f64], pixel: f64) -> Vec<Element> {
    let (network, radius) = (study.network(), radius(study.network()));
    let pass = study.pass(row);
    let inputs = study.standardised(row);
    let heaviest = network.weights().iter().fold(1e-9_f64, |most, w| most.max(w.abs()));
    let edges = network.weights().iter().enumerate().map(|(w, weight)| {
        let (to, from) = network.ends_of(w);
        let strength = weight.abs() / heaviest;
        line(place(network, to.layer, from), place_of(network, to), INK, 0.5 + 2.2 * strength)
            .num("stroke-opacity", 0.06 + 0.6 * strength)
            .attr("vector-effect", "non-scaling-stroke")
            .maybe("stroke-dasharray", (*weight < 0.0).then_some("4 4"))
    });
    let mut shapes = vec![svg("g").key("edges").children(edges)];
    let measured = inputs.iter().enumerate().map(|(i, x)| {
        let colour = if *x < 0.0 { BACKWARD } else { FORWARD };
        let at = place(network, 0, i);
        let name = format!("{}: {}, standardised {}", feature_name(i), short(row[i]), short(*x));
        svg("g")
            .child(svg("title").text(name))
            .child(disc(at, INPUT, CARD))
            .child(disc(at, INPUT, colour).num("fill-opacity", (x.abs() / 2.5).clamp(0.08, 1.0)))
    });
    shapes.push(svg("g").key("inputs").class("tumour-lights").children(measured));
    for column in 1..=network.layers().len() {
        let neurons = network.all_neurons().filter(|neuron| neuron.layer + 1 == column);
        let lit = neurons.map(|neuron| {
            let (at, a) =
                (place_of(network, neuron), pass.a[network.layers()[neuron.layer].first_neuron + neuron.index]);
            let edge = if neuron == lab.neuron { "2.5" } else { "1.2" };
            let rim = disc(at, radius, CARD)
                .attr("stroke", if neuron == lab.neuron { INK } else { FORWARD })
                .attr("stroke-width", edge)
                .attr("vector-effect", "non-scaling-stroke");
            let light = disc(at, radius, FORWARD).num("fill-opacity", if lab.level() == 2 { 0.0 } else { 0.85 * a });
            svg("g").child(rim).child(light).child(label(lab, study, neuron, a, pixel))
        });
        // A new tumour lights the layers up again, one after the other.
        shapes.push(
            svg("g")
                .key(format!("layer{column} {}", lab.row))
                .class(format!("tumour-lights layer{column}"))
                .children(lit),
        );
    }
    shapes.push(layer("brain", lab.level() == 1).children(kinds(network, pixel)));
    shapes
}

/// A neuron's name and activation beside it, on the page as large from wherever one looks.
fn label(lab: &Tumour, study: &Study, neuron: Neuron, a: f64, pixel: f64) -> Element {
    let (x, y) = place_of(study.network(), neuron);
    let radius = radius(study.network());
    let text = format!("{} {}", neuron_name(study.network(), neuron), short(a));
    let is_last = neuron.layer + 1 == study.network().layers().len();
    let at = (x, y - radius - 9.0 * pixel);
    let (at, anchor) = if is_last { (at, Anchor::Middle) } else { ((x + radius + 5.0 * pixel, y), Anchor::Start) };
    layer("label", lab.level() == 1).child(beside(at, pixel, text, anchor, INK))
}

/// The three kinds of measurements beside the inputs.
fn kinds(network: &Network, pixel: f64) -> Vec<Element> {
    let each = network.inputs() / KINDS.len();
    let kind = |(kind, name): (usize, &&'static str)| {
        let (first, last) = (place(network, 0, kind * each), place(network, 0, kind * each + each - 1));
        let at = (first.0 - INPUT - 6.0 * pixel, f64::midpoint(first.1, last.1));
        beside(at, pixel, (*name).to_owned(), Anchor::End, SECOND)
    };
    KINDS.iter().enumerate().map(kind).collect()
}

/// A text of 12 pixels at a place, with a pixel so large on the paper.
fn beside(at: At, pixel: f64, text: String, anchor: Anchor, colour: &'static str) -> Element {
    scaled(at, 1.0 / pixel).child(lettering((0.0, 0.0), text, 12.0, anchor, colour))
}

/// A place whose content is drawn so many times smaller.
fn scaled((x, y): At, times: f64) -> Element {
    svg("g").attr("transform", format!("translate({x:.3} {y:.3}) scale({:.5})", 1.0 / times))
}

/// A neuron's arithmetic, written inside it.
fn arithmetic(lab: &Tumour, study: &Study, row: &[f64], (unit, height): (f64, f64)) -> Element {
    let sum = super::words::Sum::of(lab, study, row);
    let is_narrow = unit > 2.0;
    let (size, most) = if is_narrow { (12.0 * unit, WRITTEN.1) } else { (14.5 * unit, WRITTEN.0) };
    let step = 1.42 * size;
    let mut lines: Vec<(String, &'static str)> = Vec::new();
    if !is_narrow {
        lines.push((format!("{} = σ(z)", sum.name), SECOND));
    }
    for (number, (name, w, a)) in sum.largest(most).into_iter().enumerate() {
        let product = match number {
            0 => format!("z = {} · {}", short(w), bracketed(a)),
            _ => format!("{} · {}", signed(w), bracketed(a)),
        };
        let text = if is_narrow || name.is_empty() { product } else { format!("{product} ({name})") };
        lines.push((text, INK));
    }
    if let Some((count, rest)) = sum.rest(most) {
        lines.push((format!("{} ({count} smaller)", signed(rest)), SECOND));
    }
    lines.push((format!("{} (bias)", signed(sum.bias)), INK));
    lines.push((format!("z = {}", short(sum.net())), INK));
    let top = -step * (lines.len() as f64) / 2.0;
    let written = lines.into_iter().enumerate().map(|(number, (text, colour))| {
        lettering((0.0, top + step * number as f64), text, size, Anchor::Middle, colour)
    });
    let last = top + step * (written.len() as f64 + 0.2);
    let result =
        plate((0.0, last), format!("σ({}) = {}", short(sum.net()), super::words::fine(sum.out())), size, FORWARD);
    let at = place_of(study.network(), lab.neuron);
    scaled(at, OPENED * height / radius(study.network())).children(written.collect::<Vec<_>>()).child(result)
}

/// A term of a sum, its sign before it.
fn signed(term: f64) -> String {
    format!("{} {}", if term < 0.0 { "−" } else { "+" }, short(term.abs()))
}

fn bracketed(a: f64) -> String {
    if a < 0.0 { format!("({})", short(a)) } else { short(a) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_eye_passes_every_depth_without_a_leap() {
        let neuron = (60.0, 25.0);
        let eyes: Vec<Eye> = (0..=200).map(|depth| Eye::at(f64::from(depth) / 100.0, (neuron, 6.0), 450.0)).collect();
        for pair in eyes.windows(2) {
            assert!(pair[1].scale > pair[0].scale && pair[1].scale < 1.1 * pair[0].scale);
            let moved = (pair[1].middle.0 - pair[0].middle.0).abs() * pair[1].scale;
            assert!(moved < 30.0, "{moved} units of the view");
        }
        assert_eq!(eyes[200].middle, neuron);
    }

    #[test]
    fn what_lies_under_the_pointer_is_found_again() {
        let eye = Eye::at(1.5, ((60.0, 25.0), 5.0), 450.0);
        let (x, y) = eye.look_through(MIDDLE);
        assert!((x - eye.middle.0).abs() < 1e-12 && (y - eye.middle.1).abs() < 1e-12);
    }
}
