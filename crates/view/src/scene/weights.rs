//! Labels on the edges of a roomy picture: on their edge, off every crossing, clear of everything else.

use super::measure::number_width;
use super::shape::{Point, Rect, Segment};
use super::{Lettering, Scene};
use gradlight_core::order::sort_by_number;

/// Where along its edge a label may stand, from source to target.
const SHARES: [f64; 27] = [
    0.50, 0.47, 0.53, 0.44, 0.56, 0.41, 0.59, 0.38, 0.62, 0.35, 0.65, 0.32, 0.68, 0.29, 0.71, 0.26, 0.74, 0.23, 0.77,
    0.20, 0.80, 0.17, 0.83, 0.15, 0.85, 0.13, 0.87,
];
/// The fewest places after the point that a label must have room for.
const FEWEST_PLACES: usize = 3;
/// The air between the two rows, through which a level edge runs, at scale 1.
pub(crate) const ROW_GAP: f64 = 5.0;
/// The length of edge that stays visible at each end, at scale 1.
const END_AIR: f64 = 13.0;
/// Rounds of improving the choice before it is given up.
const SWEEPS: usize = 16;
/// What it costs a label to stand on another edge, in shares of its own edge.
const ON_ANOTHER_EDGE: f64 = 0.6;
/// What it costs a label to stand on the thin line of a bias.
const ON_A_BIAS_LINE: f64 = 0.1;
/// What it costs a label to overlap another: more than all else together.
const ON_ANOTHER_LABEL: f64 = 1000.0;

/// A possible place of a label and what speaks against it.
#[derive(Clone, Copy)]
struct Candidate {
    rect: Rect,
    cost: f64,
}

/// What every edge must have room for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Demand {
    /// The weight and under it the gradient with its symbol and all its digits.
    AllDigits,
    /// The weight and under it the gradient, at least by its number, in as many digits as can be had.
    TwoRows,
    /// One of them.
    OneRow,
}

/// Gives every edge the place of its labels, as wide as there is room for; false where the demand cannot be met.
pub(super) fn label(scene: &mut Scene, lettering: &Lettering, demand: Demand) -> bool {
    let widths = widths(scene.font, lettering, demand);
    scene.edge_rows = if demand == Demand::OneRow { 1 } else { 2 };
    let obstacles: Vec<Obstacles> = (0..scene.edges.len()).map(|edge| Obstacles::of(scene, edge)).collect();
    let least = if demand == Demand::AllDigits { widths.len() - 1 } else { 0 };
    let Some(mut rects) = widest(scene, &obstacles, &widths[least..]) else { return false };
    widen(scene, &obstacles, &mut rects, &widths);
    for (edge, rect) in scene.edges.iter_mut().zip(rects) {
        edge.label = Some(rect);
    }
    true
}

/// The widths that are worth trying, from the narrowest to the widest: numbers alone where one row has to do, then
/// weights with their symbols, then gradients with theirs.
fn widths(font: f64, lettering: &Lettering, demand: Demand) -> Vec<f64> {
    let places = FEWEST_PLACES..=lettering.places.max(FEWEST_PLACES);
    let of = |symbol: f64, places: usize| (symbol + 0.7) * font + number_width(places, font);
    let alone = places.clone().filter(|_| demand == Demand::OneRow).map(|places| of(0.0, places));
    let named = places.clone().map(|places| of(lettering.weight, places));
    let with_gradient = places.filter(|places| *places > FEWEST_PLACES).map(|places| of(lettering.gradient, places));
    let mut widths: Vec<f64> = alone.chain(named).chain(with_gradient).collect();
    sort_by_number(&mut widths, |width| *width);
    widths
}

/// Places for labels of the widest width that has them: found by halving, so that little is tried in vain.
fn widest(scene: &Scene, obstacles: &[Obstacles], widths: &[f64]) -> Option<Vec<Rect>> {
    let mut best = places_of(scene, obstacles, widths[0])?;
    let (mut fits, mut fails) = (0, widths.len());
    while fails - fits > 1 {
        let middle = usize::midpoint(fits, fails);
        match places_of(scene, obstacles, widths[middle]) {
            Some(rects) => (best, fits) = (rects, middle),
            None => fails = middle,
        }
    }
    Some(best)
}

/// Lets each label take the room that is still free around it.
fn widen(scene: &Scene, obstacles: &[Obstacles], rects: &mut [Rect], widths: &[f64]) {
    for edge in 0..rects.len() {
        let obstacles = &obstacles[edge];
        let wider = widths.iter().rev().take_while(|width| **width > rects[edge].width);
        let free = |rect: &Rect| {
            let others = rects.iter().enumerate().filter(|(other, _)| *other != edge);
            obstacles.leave(scene, rect)
                && obstacles.lines_on(rect) <= obstacles.lines_on(&rects[edge])
                && others.into_iter().all(|(_, other)| !rect.grown(3.0).overlaps(other))
        };
        let at = |width: &f64| Rect::around(rects[edge].centre(), *width, rects[edge].height);
        if let Some(rect) = wider.map(at).find(free) {
            rects[edge] = rect;
        }
    }
}

fn places_of(scene: &Scene, obstacles: &[Obstacles], width: f64) -> Option<Vec<Rect>> {
    let candidates: Vec<Vec<Candidate>> =
        (0..scene.edges.len()).map(|edge| candidates(scene, &obstacles[edge], edge, width)).collect();
    if candidates.iter().any(Vec::is_empty) {
        return None;
    }
    let mut chosen: Vec<Candidate> = candidates.iter().map(|own| cheapest(own, &[], usize::MAX)).collect();
    for _ in 0..SWEEPS {
        let mut moved = false;
        for edge in 0..chosen.len() {
            let best = cheapest(&candidates[edge], &chosen, edge);
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

/// The candidate that costs least beside what the other edges have chosen.
fn cheapest(candidates: &[Candidate], chosen: &[Candidate], own: usize) -> Candidate {
    let cost = |candidate: &Candidate| {
        let room = candidate.rect.grown(1.0);
        let is_hit = |(edge, other): &(usize, &Candidate)| *edge != own && room.overlaps(&other.rect);
        candidate.cost + ON_ANOTHER_LABEL * chosen.iter().enumerate().filter(is_hit).count() as f64
    };
    let mut best = (candidates[0], cost(&candidates[0]));
    for candidate in &candidates[1..] {
        // Costs only grow with overlaps: what is dearer without them cannot win.
        if candidate.cost < best.1 {
            let cost = cost(candidate);
            if cost < best.1 {
                best = (*candidate, cost);
            }
        }
    }
    best.0
}

fn candidates(scene: &Scene, obstacles: &Obstacles, edge: usize, width: f64) -> Vec<Candidate> {
    let line = scene.edges[edge].line;
    let height = if scene.edge_rows == 2 { 2.0 * scene.row + ROW_GAP * scene.size.scale } else { scene.row };
    let candidate = |share: &f64| {
        let rect = Rect::around(line.start.towards(line.end, *share), width, height);
        let cost = (share - 0.5).abs() + obstacles.cost(&rect);
        obstacles.leave(scene, &rect).then_some(Candidate { rect, cost })
    };
    SHARES.iter().filter_map(candidate).collect()
}

/// What an edge's label must keep clear of.
struct Obstacles {
    /// The edge itself, whose ends stay visible: an arrow may stand there.
    own: Segment,
    solid: Vec<Rect>,
    /// The other edges of the same gap.
    edges: Vec<Segment>,
    /// Where they cross this one.
    crossings: Vec<Point>,
    /// The biases' thin lines, which may run under a label.
    biases: Vec<Segment>,
}

impl Obstacles {
    fn of(scene: &Scene, edge: usize) -> Self {
        let solid = scene.solid().into_iter().chain(beside_units(scene)).chain([scene.foot]).collect();
        let own = &scene.edges[edge];
        let same_gap = |line: &Segment| line.start.x < own.line.end.x && own.line.start.x < line.end.x;
        let others = scene.edges.iter().filter(|other| other.weight != own.weight).map(|other| other.line);
        let edges: Vec<Segment> = others.filter(same_gap).collect();
        let crossings = edges.iter().filter_map(|other| own.line.crossing(other)).collect();
        let biases = scene.biases.iter().flat_map(|bias| bias.lines.iter().map(|(_, line)| *line)).collect();
        Self { own: own.line, solid, edges, crossings, biases }
    }

    fn leave(&self, scene: &Scene, rect: &Rect) -> bool {
        let with_air = rect.grown(END_AIR * scene.size.scale);
        let frees_ends = ![self.own.start, self.own.end].into_iter().any(|end| with_air.has(end));
        scene.card().holds(rect)
            && frees_ends
            && !self.solid.iter().any(|other| rect.overlaps(&other.grown(2.0)))
            && !self.crossings.iter().any(|point| rect.grown(2.0).has(*point))
    }

    fn lines_on(&self, rect: &Rect) -> usize {
        self.edges.iter().filter(|other| other.meets(rect)).count()
    }

    fn cost(&self, rect: &Rect) -> f64 {
        let thin = self.biases.iter().filter(|line| line.meets(rect)).count();
        ON_ANOTHER_EDGE * self.lines_on(rect) as f64 + ON_A_BIAS_LINE * thin as f64
    }
}

fn beside_units(scene: &Scene) -> impl Iterator<Item = Rect> {
    scene.units.iter().flat_map(|placed| [placed.readout, placed.overhang]).flatten()
}
