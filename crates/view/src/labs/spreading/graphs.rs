//! Layered graphs through which activation spreads.

use gradlight_core::math::sigmoid;

/// A graph to begin with.
pub(super) struct Preset {
    /// Its name in links.
    pub(super) name: &'static str,
    /// Its name on the page.
    pub(super) label: &'static str,
    inputs: &'static [f64],
    /// Nodes in each layer after the inputs.
    layers: &'static [usize],
    /// Layer by layer, each node's incoming weights.
    weights: &'static [f64],
}

/// The graphs to begin with, the lecture's first.
pub(super) const PRESETS: [Preset; 3] = [
    Preset { name: "chain", label: "Chain of the lecture", inputs: &[1.0], layers: &[1, 1], weights: &[1.0, 0.5] },
    Preset {
        name: "small",
        label: "2-2-1",
        inputs: &[1.0, 0.5],
        layers: &[2, 1],
        weights: &[0.8, -0.4, 0.3, 1.0, 1.0, 0.5],
    },
    Preset {
        name: "deep",
        label: "2-3-3-1",
        inputs: &[1.0, 0.5],
        layers: &[3, 3, 1],
        weights: &[1.5, 0.5, 0.5, 1.0, -0.5, 2.0, 1.0, 0.5, 1.5, 0.5, 1.5, -1.0, 2.0, 1.0, 0.5, 1.0, 1.5, 0.5],
    },
];

/// A layered graph with its inputs.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Graph {
    pub(super) inputs: Vec<f64>,
    layers: Vec<usize>,
    weights: Vec<f64>,
    /// Whether each sum goes through the sigmoid.
    pub(super) squashes: bool,
}

/// One edge: its weight's place, the layer of the node that it leads into, and both nodes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edge {
    pub(super) weight: usize,
    pub(super) into: usize,
    pub(super) from_node: usize,
    pub(super) to_node: usize,
}

impl Graph {
    /// The graph to begin with at that place.
    pub(super) fn preset(place: usize) -> Self {
        let preset = &PRESETS[place];
        let (layers, weights) = (preset.layers.to_vec(), preset.weights.to_vec());
        Self { inputs: preset.inputs.to_vec(), layers, weights, squashes: false }
    }

    /// The last layer, counted from 0 for the inputs: the tick at which the activation has arrived.
    pub(super) fn last(&self) -> usize {
        self.layers.len()
    }

    pub(super) fn weights(&self) -> &[f64] {
        &self.weights
    }

    pub(super) fn weight_mut(&mut self, place: usize) -> Option<&mut f64> {
        self.weights.get_mut(place)
    }

    /// Nodes in a layer, 0 being the inputs.
    pub(super) fn nodes(&self, layer: usize) -> usize {
        if layer == 0 { self.inputs.len() } else { self.layers[layer - 1] }
    }

    /// Every edge, in the order of the weights.
    pub(super) fn edges(&self) -> Vec<Edge> {
        let mut edges = Vec::new();
        for into in 1..=self.last() {
            for to_node in 0..self.nodes(into) {
                for from_node in 0..self.nodes(into - 1) {
                    edges.push(Edge { weight: edges.len(), into, from_node, to_node });
                }
            }
        }
        edges
    }

    /// Every node's weighted sum, layer by layer; the inputs stand for themselves.
    pub(super) fn sums(&self) -> Vec<Vec<f64>> {
        self.spread().0
    }

    /// Every node's activation, layer by layer.
    pub(super) fn activations(&self) -> Vec<Vec<f64>> {
        self.spread().1
    }

    /// a = Σ wᵢaᵢ over the layer before, or σ of it.
    fn spread(&self) -> (Vec<Vec<f64>>, Vec<Vec<f64>>) {
        let (mut sums, mut active) = (vec![self.inputs.clone()], vec![self.inputs.clone()]);
        let mut weights = self.weights.as_slice();
        for layer in 1..=self.last() {
            let before = &active[layer - 1];
            let (own, rest) = weights.split_at(self.nodes(layer) * before.len());
            weights = rest;
            let layer_sums: Vec<f64> =
                own.chunks(before.len()).map(|row| row.iter().zip(before).map(|(w, a)| w * a).sum()).collect();
            let squash = |sum: &f64| if self.squashes { sigmoid(*sum) } else { *sum };
            active.push(layer_sums.iter().map(squash).collect());
            sums.push(layer_sums);
        }
        (sums, active)
    }
}
