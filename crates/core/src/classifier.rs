//! The classifier: a network in f32 that tells pictures apart, such as 784-16-16-10.
//!
//! ```text
//! zⱼ = bⱼ + Σᵢ aᵢ wᵢⱼ        a = σ(z), tanh z or max(0, z); of the last layer also softmax
//! ```
//!
//! Weights lie input by input, so that the loops run over neurons and several are computed at once; each row is
//! padded to a multiple of [`LANES`]. Every sum runs in a fixed order, so that all targets give the same bits.

mod lesson;
pub(crate) mod pass;
mod saved;

use crate::activation::Activation;
use crate::loss::Loss;
use crate::network::{LayerParameters, Network};
use crate::random::Random;

pub(crate) use lesson::largest;
pub use lesson::{Activity, Lesson};
pub use saved::FORMAT;

/// So many neurons are computed at once; a row of weights is a multiple of it.
pub const LANES: usize = 16;

/// One layer: its neurons' weights and biases.
#[derive(Clone, Debug, PartialEq)]
pub struct Layer {
    /// What its neurons do with their net inputs.
    pub activation: Activation,
    pub(crate) inputs: usize,
    pub(crate) neurons: usize,
    /// Length of a row: the neurons, padded to a multiple of [`LANES`].
    pub(crate) stride: usize,
    /// Shape `[inputs × stride]`, input by input; the padding is 0.
    pub(crate) weights: Vec<f32>,
    /// Shape `[stride]`; the padding is 0.
    pub(crate) biases: Vec<f32>,
}

impl Layer {
    fn blank(activation: Activation, inputs: usize, neurons: usize) -> Self {
        let stride = neurons.next_multiple_of(LANES);
        Self { activation, inputs, neurons, stride, weights: vec![0.0; inputs * stride], biases: vec![0.0; stride] }
    }

    /// How many values come in.
    pub fn inputs(&self) -> usize {
        self.inputs
    }

    /// How many neurons it has.
    pub fn neurons(&self) -> usize {
        self.neurons
    }

    /// The weight from that input to that neuron, both from 0.
    pub fn weight(&self, neuron: usize, input: usize) -> f32 {
        self.weights[input * self.stride + neuron]
    }

    /// That neuron's bias.
    pub fn bias(&self, neuron: usize) -> f32 {
        self.biases[neuron]
    }

    /// How many parameters it has.
    pub fn parameters(&self) -> usize {
        (self.inputs + 1) * self.neurons
    }
}

/// A parameter's place in a classifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The layer, from 0.
    pub layer: usize,
    /// The neuron, from 0.
    pub neuron: usize,
    /// The input that the weight comes from, from 0; none for the bias.
    pub input: Option<usize>,
}

/// Why a network is no classifier.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Unfit(pub String);

/// A network in f32 with a loss; its class is the output with the largest activation.
#[derive(Clone, Debug, PartialEq)]
pub struct Classifier {
    pub(crate) layers: Vec<Layer>,
    pub(crate) loss: Loss,
}

impl Classifier {
    /// A network of those sizes, inputs first, with random weights and biases of 0.
    ///
    /// ```text
    /// w ~ N(0, 2 / (inputs + neurons))   sigmoid, tanh, softmax (Glorot and Bengio, 2010)
    /// w ~ N(0, 2 / inputs)               ReLU (He et al., 2015)
    /// ```
    ///
    /// # Errors
    /// Fewer than two sizes, a size of 0, or activations that are refused when a network is put together.
    pub fn random(sizes: &[usize], hidden: Activation, loss: Loss, seed: u64) -> Result<Self, Unfit> {
        if sizes.len() < 2 || sizes.contains(&0) {
            return Err(Unfit("a network needs inputs and outputs".to_owned()));
        }
        let mut random = Random::seeded(seed);
        let outputs = if loss == Loss::CategoricalCrossEntropy { Activation::Softmax } else { Activation::Sigmoid };
        let layers = sizes.windows(2).enumerate().map(|(l, pair)| {
            let activation = if l + 2 == sizes.len() { outputs } else { hidden };
            let mut layer = Layer::blank(activation, pair[0], pair[1]);
            let fan = if activation == Activation::Relu { pair[0] } else { pair[0] + pair[1] };
            let deviation = (2.0 / fan as f64).sqrt();
            for row in layer.weights.chunks_exact_mut(layer.stride) {
                row[..pair[1]].iter_mut().for_each(|w| *w = (random.normal() * deviation) as f32);
            }
            layer
        });
        Self::from_layers(layers.collect(), loss)
    }

    /// The network with those parameters.
    ///
    /// # Errors
    /// Layers or a loss that are not trained in f32, or numbers that are too large for it.
    pub fn from_network(layers: &[LayerParameters], loss: Loss) -> Result<Self, Unfit> {
        let layers = layers.iter().map(|given| {
            let mut layer = Layer::blank(given.activation, given.weights[0].len(), given.weights.len());
            for (j, row) in given.weights.iter().enumerate() {
                row.iter().enumerate().for_each(|(i, w)| layer.weights[i * layer.stride + j] = *w as f32);
            }
            for (slot, b) in layer.biases.iter_mut().zip(given.biases.iter().flatten()) {
                *slot = *b as f32;
            }
            layer
        });
        Self::from_layers(layers.collect(), loss)
    }

    fn from_layers(layers: Vec<Layer>, loss: Loss) -> Result<Self, Unfit> {
        let (last, hidden) = layers.split_last().ok_or_else(|| Unfit("it has no layers".to_owned()))?;
        let squashes = |a: Activation| matches!(a, Activation::Sigmoid | Activation::Tanh | Activation::Relu);
        if let Some(place) = hidden.iter().position(|layer| !squashes(layer.activation)) {
            let name = hidden[place].activation.name();
            return Err(Unfit(format!("layers[{place}].activation: {name}, but sigmoid, tanh or relu is needed")));
        }
        match (last.activation, loss) {
            (Activation::Softmax, Loss::CategoricalCrossEntropy) | (Activation::Sigmoid, Loss::HalfSquaredError) => {}
            (activation, loss) => {
                let pair = format!("{} outputs with {}", activation.name(), loss.name());
                return Err(Unfit(format!(
                    "loss: {pair}, but softmax with categorical_cross_entropy or sigmoid with half_squared_error is needed"
                )));
            }
        }
        let is_finite = |layer: &Layer| layer.weights.iter().chain(&layer.biases).all(|number| number.is_finite());
        match layers.iter().position(|layer| !is_finite(layer)) {
            Some(place) => Err(Unfit(format!("layers[{place}]: a number that is not finite"))),
            None => Ok(Self { layers, loss }),
        }
    }

    /// Its layers, the first hidden one first.
    pub fn layers(&self) -> &[Layer] {
        &self.layers
    }

    /// Its loss.
    pub fn loss(&self) -> Loss {
        self.loss
    }

    /// Inputs and each layer's neurons, such as 784, 16, 16, 10.
    pub fn sizes(&self) -> Vec<usize> {
        let inputs = self.layers.first().map(|layer| layer.inputs);
        inputs.into_iter().chain(self.layers.iter().map(|layer| layer.neurons)).collect()
    }

    /// How many weights and biases it has: 13,002 for 784-16-16-10.
    pub fn parameters(&self) -> usize {
        self.layers.iter().map(Layer::parameters).sum()
    }

    /// Where the parameter of that running number is, from 0: layer by layer, each one's weights neuron by neuron,
    /// then its biases.
    pub fn place(&self, number: usize) -> Option<Place> {
        let mut rest = number;
        for (l, layer) in self.layers.iter().enumerate() {
            let weights = layer.inputs * layer.neurons;
            if rest < weights {
                return Some(Place { layer: l, neuron: rest / layer.inputs, input: Some(rest % layer.inputs) });
            }
            if rest < layer.parameters() {
                return Some(Place { layer: l, neuron: rest - weights, input: None });
            }
            rest -= layer.parameters();
        }
        None
    }

    /// The running number of a parameter; the reverse of [`Self::place`].
    pub fn number(&self, place: Place) -> usize {
        let before: usize = self.layers[..place.layer].iter().map(Layer::parameters).sum();
        let layer = &self.layers[place.layer];
        before
            + match place.input {
                Some(input) => place.neuron * layer.inputs + input,
                None => layer.inputs * layer.neurons + place.neuron,
            }
    }

    /// The parameter at that place.
    pub fn parameter(&self, place: Place) -> f32 {
        let layer = &self.layers[place.layer];
        place.input.map_or_else(|| layer.bias(place.neuron), |input| layer.weight(place.neuron, input))
    }

    /// The same network in f64, for the checks.
    pub fn to_network(&self) -> Network {
        Network::new(&self.to_parameters())
    }

    fn to_parameters(&self) -> Vec<LayerParameters> {
        let wide = |layer: &Layer| LayerParameters {
            activation: layer.activation,
            weights: (0..layer.neurons)
                .map(|j| (0..layer.inputs).map(|i| f64::from(layer.weight(j, i))).collect())
                .collect(),
            biases: Some(layer.biases[..layer.neurons].iter().map(|b| f64::from(*b)).collect()),
        };
        self.layers.iter().map(wide).collect()
    }
}
