//! Labels on the edges of a roomy picture: on their edge, off every crossing, clear of everything else.

use super::measure::number_width;
use super::shape::{Point, Rect, Segment};
use super::{Lettering, Scene};

/// Where along its edge a label may stand, from source to target.
const SHARES: [f64; 27] = [
    0.50, 0.47, 0.53, 0.44, 0.56, 0.41, 0.59, 0.38, 0.62, 0.35, 0.65, 0.32, 0.68, 0.29, 0.71, 0.26, 0.74, 0.23, 0.77,
    0.20, 0.80, 0.17, 0.83, 0.15, 0.85, 0.13, 0.87,
];
/// The fewest places after the point that a label must have room for.
const FEWEST_PLACES: usize = 3;
/// Rounds of improving the choice before it is given up.
const SWEEPS: usize = 16;
/// What it costs a label to stand on another edge, in shares of its own edge.
const ON_ANOTHER_EDGE: f64 = 0.6;
/// What it costs a label to overlap another: more than all else together.
const ON_ANOTHER_LABEL: f64 = 1000.0;

/// A possible place of a label and what speaks against it.
#[derive(Clone, Copy)]
struct Candidate {
    rect: Rect,
    cost: f64,
}

/// Gives every edge the place of its label, as wide as there is room for; false where there is none.
///
/// The gradient's symbol needs much room; where there is too little the gradient stands there by its number alone.
pub(super) fn label(scene: &mut Scene, lettering: &Lettering) -> bool {
    let font = scene.font;
    let number = |places| number_width(places, font);
    let with_symbol = |places: usize| {
        let weight = lettering.weight * font + number(places);
        weight.max(lettering.gradient * font + number(places.min(4)))
    };
    let downwards = || (FEWEST_PLACES..=lettering.places).rev();
    let widths = downwards().filter(|places| *places >= 4).map(with_symbol);
    let narrow = downwards().map(|places| lettering.weight * font + number(places));
    let found = widths.chain(narrow).find_map(|width| places_of(scene, width + 0.7 * font));
    let Some(rects) = found else { return false };
    for (edge, rect) in scene.edges.iter_mut().zip(rects) {
        edge.label = Some(rect);
    }
    true
}

fn places_of(scene: &Scene, width: f64) -> Option<Vec<Rect>> {
    let candidates: Vec<Vec<Candidate>> = (0..scene.edges.len()).map(|edge| candidates(scene, edge, width)).collect();
    if candidates.iter().any(Vec::is_empty) {
        return None;
    }
    let mut chosen: Vec<Candidate> = candidates.iter().map(|own| cheapest(own, &[])).collect();
    for _ in 0..SWEEPS {
        let mut moved = false;
        for edge in 0..chosen.len() {
            let others: Vec<Rect> =
                chosen.iter().enumerate().filter(|(other, _)| *other != edge).map(|(_, it)| it.rect).collect();
            let best = cheapest(&candidates[edge], &others);
            moved |= best.rect != chosen[edge].rect;
            chosen[edge] = best;
        }
        if !moved {
            break;
        }
    }
    let rects: Vec<Rect> = chosen.iter().map(|candidate| candidate.rect).collect();
    let apart = |(i, rect): (usize, &Rect)| !rects[i + 1..].iter().any(|other| rect.overlaps(other));
    rects.iter().enumerate().all(apart).then_some(rects)
}

fn cheapest(candidates: &[Candidate], others: &[Rect]) -> Candidate {
    let cost = |candidate: &Candidate| {
        let overlaps = others.iter().filter(|other| candidate.rect.grown(1.0).overlaps(other)).count();
        candidate.cost + ON_ANOTHER_LABEL * overlaps as f64
    };
    let better = |best: Candidate, next: &Candidate| if cost(next) < cost(&best) { *next } else { best };
    candidates[1..].iter().fold(candidates[0], better)
}

fn candidates(scene: &Scene, edge: usize, width: f64) -> Vec<Candidate> {
    let line = scene.edges[edge].line;
    let height = 2.0 * scene.row + 2.0;
    let solid: Vec<Rect> = scene.solid().into_iter().chain(beside_units(scene)).collect();
    let others = other_lines(scene, edge);
    let crossings = crossings(&line, &others);
    let candidate = |share: &f64| {
        let rect = Rect::around(line.start.towards(line.end, *share), width, height);
        let free = scene.card().holds(&rect)
            && !solid.iter().any(|other| rect.overlaps(&other.grown(2.0)))
            && !crossings.iter().any(|point| rect.grown(3.0).has(*point));
        let on = others.iter().filter(|other| other.meets(&rect)).count();
        let cost = (share - 0.5).abs() + ON_ANOTHER_EDGE * on as f64;
        free.then_some(Candidate { rect, cost })
    };
    SHARES.iter().filter_map(candidate).collect()
}

fn beside_units(scene: &Scene) -> impl Iterator<Item = Rect> {
    scene.units.iter().flat_map(|placed| [placed.readout, placed.overhang]).flatten()
}

/// Every line but the edge itself: the other edges of its gap and the biases' lines.
fn other_lines(scene: &Scene, edge: usize) -> Vec<Segment> {
    let own = &scene.edges[edge];
    let same_gap = |line: &Segment| line.start.x < own.line.end.x && own.line.start.x < line.end.x;
    let edges = scene.edges.iter().filter(|other| other.weight != own.weight).map(|other| other.line);
    let biases = scene.biases.iter().flat_map(|bias| bias.lines.iter().map(|(_, line)| *line));
    edges.filter(same_gap).chain(biases).collect()
}

fn crossings(line: &Segment, others: &[Segment]) -> Vec<Point> {
    others.iter().filter_map(|other| line.crossing(other)).collect()
}
