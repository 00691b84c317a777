//! The network drawn with all its weights: bundled by strength from patches of the picture, one by one for the neuron
//! that is open.

use gradlight_core::classifier::Layer;
use gradlight_core::digits::SIDE;
use gradlight_core::order::sort_by_number;
use gradlight_plot::palette::{Diverging, mixed};
use gradlight_plot::sketch::{At, Stroke};
use gradlight_plot::{Drawn, Ink, Rgb, Sketch, Style};

use super::course::Shown;
use super::scene::{Camera, Scene, Unit};

/// Pixels along the side of a patch, whose weights to one neuron are drawn as one line.
pub(super) const PATCH: usize = 7;

/// Patches along the picture's side.
const PATCHES: usize = SIDE / PATCH;

/// Lines weaker than this share of their layer's strongest are left out.
const WEAKEST: f64 = 0.14;

/// The width of the weakest line, and what the strongest has more, in pixels.
const WIDTHS: (f64, f64) = (0.5, 2.8);

/// What lines stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Carries {
    /// The weights.
    Weights,
    /// What each one carries of the picture shown: w·a.
    Signals,
}

/// The network as it is looked at.
#[derive(Clone, Copy, Debug)]
pub(super) struct Picture<'a> {
    pub(super) shown: &'a Shown,
    pub(super) camera: Camera,
    pub(super) open: Option<Unit>,
    pub(super) carries: Carries,
}

/// A line with its strength, signed.
struct Edge {
    from: At,
    to: At,
    strength: f64,
}

impl Picture<'_> {
    /// Draws it over the whole of a blank surface.
    pub(super) fn draw<'a>(&self, ink: Ink<'a>, style: &Style) -> Drawn<Ink<'a>> {
        let mut sketch = Sketch::new(ink, style);
        let layers: Vec<usize> = self.shown.classifier.layers().iter().map(Layer::neurons).collect();
        let scene = Scene { layers: &layers, size: sketch.size(), camera: self.camera };
        for layer in 0..layers.len() {
            self.draw_edges(&mut sketch, &scene, layer);
        }
        self.draw_input(&mut sketch, &scene);
        for (layer, count) in layers.iter().enumerate() {
            for place in 0..*count {
                self.draw_unit(&mut sketch, &scene, (layer, place));
            }
        }
        if !self.camera.in_space {
            draw_heads(&mut sketch, &scene);
        }
        sketch.finish()
    }

    /// The strength of one weight: itself, or what it carries.
    fn strength(&self, layer: usize, neuron: usize, input: usize) -> f64 {
        let weight = f64::from(self.shown.classifier.layers()[layer].weight(neuron, input));
        match self.carries {
            Carries::Weights => weight,
            Carries::Signals => weight * f64::from(self.shown.activity.incoming(layer)[input]),
        }
    }

    fn draw_edges(&self, sketch: &mut Sketch<'_, '_>, scene: &Scene<'_>, layer: usize) {
        let mut edges = if layer == 0 { self.bundles(scene) } else { self.weights(scene, layer) };
        let is_open_layer = self.open.is_some_and(|(open, _)| open == layer);
        let faded = if self.open.is_some() { 0.25 } else { 1.0 };
        draw(sketch, &mut edges, faded);
        if let Some((open, neuron)) = self.open.filter(|_| is_open_layer) {
            let inputs = self.shown.classifier.layers()[open].inputs();
            let from = |input| if open == 0 { scene.pixel(input) } else { scene.unit((open - 1, input)) };
            let to = scene.unit((open, neuron));
            let mut fan: Vec<Edge> = (0..inputs)
                .map(|input| Edge { from: from(input), to, strength: self.strength(open, neuron, input) })
                .collect();
            draw(sketch, &mut fan, if open == 0 { 0.7 } else { 1.0 });
        }
    }

    /// The first layer's lines, one for all weights from a patch to a neuron: their sum.
    fn bundles(&self, scene: &Scene<'_>) -> Vec<Edge> {
        let patch = |place: usize| {
            let middle = |place: usize| (place as f64 + 0.5) / PATCHES as f64;
            scene.input((middle(place % PATCHES), middle(place / PATCHES)))
        };
        let sum = |neuron: usize, place: usize| -> f64 {
            let (left, top) = (place % PATCHES * PATCH, place / PATCHES * PATCH);
            let inputs = (0..PATCH * PATCH).map(|i| (top + i / PATCH) * SIDE + left + i % PATCH);
            inputs.map(|input| self.strength(0, neuron, input)).sum()
        };
        let places = |neuron: usize| (0..PATCHES * PATCHES).map(move |place| (neuron, place));
        (0..scene.layers[0])
            .flat_map(places)
            .map(|(neuron, place)| Edge {
                from: patch(place),
                to: scene.unit((0, neuron)),
                strength: sum(neuron, place),
            })
            .collect()
    }

    fn weights(&self, scene: &Scene<'_>, layer: usize) -> Vec<Edge> {
        let ends = |to: usize| (0..scene.layers[layer - 1]).map(move |from| (from, to));
        (0..scene.layers[layer])
            .flat_map(ends)
            .map(|(from, to)| Edge {
                from: scene.unit((layer - 1, from)),
                to: scene.unit((layer, to)),
                strength: self.strength(layer, to, from),
            })
            .collect()
    }

    fn draw_input(&self, sketch: &mut Sketch<'_, '_>, scene: &Scene<'_>) {
        let style = sketch.style();
        let input = &self.shown.activity.input;
        let corners = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)].map(|corner| scene.input(corner));
        if scene.camera.in_space {
            sketch.area(&corners, style.card);
            for (pixel, ink) in input.iter().enumerate().filter(|(_, ink)| **ink > 0.05) {
                let fraction = |place: usize| place as f64 / SIDE as f64;
                let (left, top) = (fraction(pixel % SIDE), fraction(pixel / SIDE));
                let side = fraction(1);
                let corners = [(left, top), (left + side, top), (left + side, top + side), (left, top + side)];
                let corners = corners.map(|corner| scene.input(corner));
                sketch.area(&corners, mixed(style.card, style.ink, f64::from(*ink)));
            }
        } else {
            let rgb: Vec<u8> =
                input.iter().flat_map(|ink| bytes(mixed(style.card, style.ink, f64::from(*ink)))).collect();
            sketch.picture((corners[0], corners[2]), (SIDE as u32, SIDE as u32), &rgb);
        }
        sketch.outline(&corners, Stroke::plain(style.third, 1.0));
    }

    fn draw_unit(&self, sketch: &mut Sketch<'_, '_>, scene: &Scene<'_>, unit: Unit) {
        let style = sketch.style();
        let (layer, place) = unit;
        let (x, y) = scene.unit(unit);
        let radius = scene.radius(layer);
        let last = layer + 1 == scene.layers.len();
        let a = f64::from(self.shown.activity.activations[layer][place]);
        let is_open = self.open == Some(unit);
        let is_answer = last && self.shown.activity.answer() == place && !self.is_blank();
        let edge = Stroke::plain(if is_open { style.loss } else { style.ink }, if is_open { 3.0 } else { 1.0 });
        sketch.disc((x, y), radius, activity_colour(style, a), edge);
        if is_answer {
            sketch.disc((x, y), radius + 3.5, activity_colour(style, a), Stroke::plain(style.forward, 2.0));
            sketch.disc((x, y), radius, activity_colour(style, a), edge);
        }
        if last {
            let size = if is_answer { 17.0 } else { 13.0 };
            sketch.text((x + radius + 13.0, y), &place.to_string(), size, style.ink);
        }
    }

    /// Whether nothing is on the pad.
    fn is_blank(&self) -> bool {
        self.shown.activity.input.iter().all(|ink| *ink == 0.0)
    }
}

/// What stands over the columns.
fn draw_heads(sketch: &mut Sketch<'_, '_>, scene: &Scene<'_>) {
    let style = sketch.style();
    let (_, height) = scene.size;
    let (left, _) = scene.input((0.5, 0.0));
    let is_wide = scene.size.0 > 480.0;
    let words = |count: usize, what: &str| if is_wide { format!("{count} {what}") } else { count.to_string() };
    sketch.text((left, 0.045 * height), &words(SIDE * SIDE, "pixels"), 12.0, style.second);
    for (layer, count) in scene.layers.iter().enumerate() {
        let (x, _) = scene.unit((layer, 0));
        let head = words(*count, if layer + 1 == scene.layers.len() { "outputs" } else { "neurons" });
        sketch.text((x, 0.045 * height), &head, 12.0, style.second);
    }
}

/// Draws lines, the strongest last; their strengths count against the strongest.
fn draw(sketch: &mut Sketch<'_, '_>, edges: &mut Vec<Edge>, opacity: f64) {
    let palette = Diverging::of(sketch.style());
    let most = edges.iter().map(|edge| edge.strength.abs()).filter(|strength| strength.is_finite()).fold(0.0, f64::max);
    if most == 0.0 {
        return;
    }
    edges.retain(|edge| edge.strength.abs() >= WEAKEST * most);
    sort_by_number(edges, |edge| edge.strength.abs());
    for Edge { from, to, strength } in edges {
        let share = strength.abs() / most;
        let colour = if *strength < 0.0 { palette.low() } else { palette.high() };
        let (least, more) = WIDTHS;
        let stroke = Stroke {
            colour,
            width: least + more * share,
            opacity: opacity * (0.12 + 0.78 * share),
            dashed: *strength < 0.0,
        };
        sketch.line(*from, *to, stroke);
    }
}

/// The colour of an activation: paper at 0, the forward pass's blue at 1 and beyond, orange below 0.
pub(super) fn activity_colour(style: &Style, a: f64) -> Rgb {
    let end = if a < 0.0 { Diverging::of(style).low() } else { style.forward };
    mixed(style.card, end, if a.is_nan() { 0.0 } else { a.abs().min(1.0) })
}

/// A colour's bytes.
pub(super) fn bytes(Rgb(red, green, blue): Rgb) -> [u8; 3] {
    [red, green, blue]
}
