//! The race: searchers released together, each given as many passes as the clock allows.

use gradlight_core::search::{Ground as _, Method, Searcher, Settings, Stop};

use super::terrain::Terrain;

/// How long a race is, in rounds: a round pays for one step by all samples.
pub(super) const ROUNDS: usize = 1000;
/// How many starting points there are along each axis where many descents are released.
pub(super) const STARTS: usize = 5;
/// Searchers are taken this many rounds further between two looks at the time.
const SLICE: usize = 5;

/// Who is released.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Release {
    /// One searcher of each method, from one place.
    Methods,
    /// Gradient descent from many places.
    Starts,
}

/// Searchers on their way.
#[derive(Debug)]
pub(super) struct Race {
    /// The searchers; of methods in their order, of starts row by row from the bottom.
    pub(super) searchers: Vec<Searcher>,
    /// How many rounds they have run.
    pub(super) reached: usize,
    round: usize,
}

impl Race {
    /// Searchers at their starts.
    pub(super) fn new(release: Release, settings: &Settings, start: [f64; 2], terrain: &mut Terrain) -> Self {
        let places: Vec<(Method, [f64; 2])> = match release {
            Release::Methods => Method::ALL.map(|method| (method, start)).to_vec(),
            Release::Starts => starts(terrain.reach).map(|start| (Method::Descent, start)).collect(),
        };
        let ground = terrain.ground();
        let searchers = places.iter().map(|(method, at)| Searcher::new(*method, settings, at, ground)).collect();
        Self { searchers, reached: 0, round: 2 * ground.samples() }
    }

    /// The passes that so many rounds pay for.
    pub(super) fn passes(&self, rounds: usize) -> usize {
        rounds * self.round
    }

    /// Runs on towards a round, by one slice.
    pub(super) fn run_towards(&mut self, round: usize, terrain: &mut Terrain) {
        self.reached = (self.reached + SLICE).min(round);
        let passes = self.passes(self.reached);
        for searcher in &mut self.searchers {
            searcher.run_until(passes, terrain.ground());
        }
    }

    /// The part of a searcher's trail that it had behind it at that round; never empty.
    pub(super) fn trail<'a>(&self, searcher: &'a Searcher, round: usize) -> &'a [Stop] {
        let passes = self.passes(round);
        let count = searcher.trail().partition_point(|stop| stop.passes <= passes);
        &searcher.trail()[..count.max(1)]
    }
}

/// The best stop of a trail.
pub(super) fn best(trail: &[Stop]) -> &Stop {
    let lowest = |best: &'_ Stop, stop: &'_ Stop| stop.cost < best.cost || best.cost.is_nan();
    trail.iter().fold(&trail[0], |best, stop| if lowest(best, stop) { stop } else { best })
}

/// The starting points of many descents, evenly over the plane.
fn starts(reach: f64) -> impl Iterator<Item = [f64; 2]> {
    let at = move |place: usize| reach * (2.0 * (place as f64 + 0.5) / STARTS as f64 - 1.0);
    (0..STARTS * STARTS).map(move |start| [at(start % STARTS), at(start / STARTS)])
}
