//! The ground of the landscape lab: which plane through which example's cost, and the costs over it.

use gradlight_core::builtin;
use gradlight_core::example::Example;
use gradlight_core::gradient::Moving;
use gradlight_core::landscape::Landscape;
use gradlight_core::math::ln;
use gradlight_core::quantity::{BiasId, Names, Quantity};
use gradlight_core::search::Ground as _;
use gradlight_plot::contour::Grid;

use crate::format::subscript;

/// The name of the lab's own example.
pub(super) const OWN: &str = "three-minima";
/// Nodes along each side of the grid of costs.
pub(super) const NODES: usize = 61;
/// On a logarithmic scale, the share of the whole range that is added to keep the lowest place finite.
const FLOOR: f64 = 0.02;

/// Which plane is cut through the space of parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Plane {
    /// Two parameters move, by their places among all that do.
    Parameters([usize; 2]),
    /// Two random directions, of that seed.
    Directions(u64),
}

/// A plane and its costs, as far as they have been taken.
#[derive(Debug)]
pub(super) struct Terrain {
    /// The example's name.
    pub(super) name: String,
    /// What is trained.
    pub(super) example: Example,
    /// The plane.
    pub(super) plane: Plane,
    /// The plane reaches from minus to plus this on both axes.
    pub(super) reach: f64,
    landscape: Landscape,
    values: Vec<f64>,
    range: (f64, f64),
}

/// The names of all examples that have a landscape, this lab's own first.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    std::iter::once(OWN).chain(builtin::names())
}

/// The example of that name.
pub(super) fn example(name: &str) -> Option<Example> {
    if name == OWN { Example::from_json(include_str!("three-minima.json")).ok() } else { builtin::example(name) }
}

/// The plane that an example opens with, and its reach.
fn opening(name: &str) -> ([usize; 2], f64) {
    match name {
        OWN => ([0, 1], 7.0),
        "two-two-two" => ([4, 7], 8.0),
        "two-two-one-linear" => ([0, 4], 3.0),
        _ => ([0, 1], 8.0),
    }
}

impl Terrain {
    /// The plane that an example opens with; `None` where there is no such example.
    pub(super) fn opened(name: &str) -> Option<Self> {
        let (axes, reach) = opening(name);
        Self::new(name, Plane::Parameters(axes), reach)
    }

    /// A plane; `None` where the example has none such.
    pub(super) fn new(name: &str, plane: Plane, reach: f64) -> Option<Self> {
        let example = example(name)?;
        let landscape = match plane {
            Plane::Parameters(axes) => Landscape::of_parameters(&example, axes)?,
            Plane::Directions(seed) => Landscape::of_directions(&example, seed)?,
        };
        let range = (f64::INFINITY, f64::NEG_INFINITY);
        let values = Vec::with_capacity(NODES * NODES);
        Some(Self { name: name.to_owned(), example, plane, reach, landscape, values, range })
    }

    /// The same plane with another reach.
    pub(super) fn reaching(&self, reach: f64) -> Option<Self> {
        Self::new(&self.name, self.plane, reach)
    }

    /// Whether the plane and its reach are those that the example opens with.
    pub(super) fn is_opening(&self) -> bool {
        opening(&self.name) == (self.axes().unwrap_or([usize::MAX; 2]), self.reach)
    }

    /// The two parameters, where the plane is one of two.
    pub(super) fn axes(&self) -> Option<[usize; 2]> {
        match self.plane {
            Plane::Parameters(axes) => Some(axes),
            Plane::Directions(_) => None,
        }
    }

    /// The name of every parameter that moves.
    pub(super) fn parameters(&self) -> Vec<String> {
        let names = Names::of(self.example.network());
        let name = |quantity: &Quantity| match quantity {
            Quantity::Weight(w) => subscript(&format!("w{}", w + 1)),
            Quantity::Bias(BiasId::Own(neuron)) => format!("b of {}", subscript(&names.neuron(*neuron))),
            Quantity::Bias(BiasId::Shared(layer)) => subscript(&format!("b{}", layer + 1)),
            _ => String::new(),
        };
        Moving::coordinates(&self.example).iter().map(name).collect()
    }

    /// The names of the two axes.
    pub(super) fn axis_names(&self) -> [String; 2] {
        match self.plane {
            Plane::Parameters(axes) => {
                let names = self.parameters();
                axes.map(|axis| names[axis].clone())
            }
            Plane::Directions(_) => ["direction 1".to_owned(), "direction 2".to_owned()],
        }
    }

    /// Where the example's own parameters lie, held within the plane's edges.
    pub(super) fn origin(&self) -> [f64; 2] {
        self.landscape.origin().map(|at| at.clamp(-self.reach, self.reach))
    }

    /// The edges on both axes.
    pub(super) fn window(&self) -> Vec<(f64, f64)> {
        vec![(-self.reach, self.reach); 2]
    }

    /// What the searchers walk on.
    pub(super) fn ground(&mut self) -> &mut Landscape {
        &mut self.landscape
    }

    /// The same ground for someone who looks at it in passing.
    pub(super) fn ground_copy(&self) -> Landscape {
        self.landscape.clone()
    }

    /// How many samples the cost is averaged over.
    pub(super) fn samples(&self) -> usize {
        self.landscape.samples()
    }

    /// Whether every cost of the grid has been taken.
    pub(super) fn is_complete(&self) -> bool {
        self.values.len() == NODES * NODES
    }

    /// Takes the costs of one more row.
    pub(super) fn take_row(&mut self) {
        let row = self.values.len() / NODES;
        let at = |node: usize| self.reach * (2.0 * node as f64 / (NODES - 1) as f64 - 1.0);
        for column in 0..NODES {
            let cost = self.landscape.cost(&[at(column), at(row)]);
            if cost.is_finite() {
                self.range = (self.range.0.min(cost), self.range.1.max(cost));
            }
            self.values.push(cost);
        }
    }

    /// The lowest and the highest cost of the rows taken; (0, 1) where none is finite.
    pub(super) fn range(&self) -> (f64, f64) {
        if self.range.0 <= self.range.1 { self.range } else { (0.0, 1.0) }
    }

    /// The place of the lowest cost among the nodes.
    pub(super) fn lowest_node(&self) -> Option<[f64; 2]> {
        let node = self.values.iter().position(|cost| *cost == self.range.0)?;
        let at = |node: usize| self.reach * (2.0 * node as f64 / (NODES - 1) as f64 - 1.0);
        Some([at(node % NODES), at(node / NODES)])
    }

    /// The height of a cost, 0 for the lowest and 1 for the highest, even in cost or in its logarithm.
    pub(super) fn height(&self, cost: f64, is_log: bool) -> f64 {
        let (low, high) = self.range();
        let share = ((cost - low) / (high - low).max(f64::MIN_POSITIVE)).clamp(0.0, 1.0);
        if is_log { ln(1.0 + share / FLOOR) / ln(1.0 + 1.0 / FLOOR) } else { share }
    }

    /// Every node's height; of rows not yet taken, none.
    pub(super) fn heights(&self, is_log: bool) -> Vec<f64> {
        let mut heights: Vec<f64> = self.values.iter().map(|cost| self.height(*cost, is_log)).collect();
        heights.resize(NODES * NODES, f64::NAN);
        heights
    }

    /// The fractions of the plane at which a place lies, 0…1 inside it.
    pub(super) fn fractions(&self, at: &[f64]) -> (f64, f64) {
        let fraction = |x: f64| 0.5 + 0.5 * x / self.reach;
        (fraction(at[0]), fraction(at[1]))
    }
}

/// Heights at the nodes as a grid.
pub(super) fn grid(heights: &[f64]) -> Grid<'_> {
    Grid { columns: NODES, rows: NODES, values: heights }
}
