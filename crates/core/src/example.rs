//! The example document: a network, its loss, its samples and how it is trained, as people exchange it.

use serde::{Deserialize, Serialize, Serializer};

use crate::loss::Loss;
use crate::network::{LayerParameters, Network, Neuron};
use crate::quantity::{BiasId, Quantity};

pub mod check;
pub mod fault;
pub mod tree;

pub use fault::Fault;

/// What the document calls its own format.
pub const FORMAT: &str = "gradlight/example@1";

/// Whether and how biases move.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BiasRule {
    /// Biases stay as they are, as in the classical example.
    Frozen,
    /// Each neuron's bias moves by its own gradient.
    PerNeuron,
    /// A layer has one bias, moved by the sum of its neurons' gradients.
    PerLayer,
}

impl BiasRule {
    /// Every rule.
    pub const ALL: [Self; 3] = [Self::Frozen, Self::PerNeuron, Self::PerLayer];

    /// Its name in the example document.
    pub fn name(self) -> &'static str {
        match self {
            Self::Frozen => "frozen",
            Self::PerNeuron => "per_neuron",
            Self::PerLayer => "per_layer",
        }
    }

    /// The rule of that name, if there is one.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.name() == name)
    }
}

/// In which order parameters move within a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Update {
    /// Every gradient is taken at the old parameters, then all move: gradient descent.
    Simultaneous,
    /// The output layer moves first and each hidden layer's δ uses the new weights behind it, with the
    /// old activations: the slip behind 0.291027924 for the classical example.
    Sequential,
}

impl Update {
    /// Both orders.
    pub const ALL: [Self; 2] = [Self::Simultaneous, Self::Sequential];

    /// Its name in the example document.
    pub fn name(self) -> &'static str {
        match self {
            Self::Simultaneous => "simultaneous",
            Self::Sequential => "sequential",
        }
    }

    /// The order of that name, if there is one.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|update| update.name() == name)
    }
}

/// One pair of inputs and targets.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Sample {
    /// One value an input.
    pub input: Vec<f64>,
    /// One value an output.
    pub target: Vec<f64>,
}

/// A checked example: whatever holds one holds fitting shapes and finite numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    pub(crate) title: String,
    pub(crate) network: Network,
    pub(crate) loss: Loss,
    pub(crate) samples: Vec<Sample>,
    pub(crate) learning_rate: f64,
    pub(crate) bias_rule: BiasRule,
    pub(crate) update: Update,
    pub(crate) l2: f64,
}

impl Example {
    /// An example put together in code: rate 1, a bias a neuron, all else plain.
    ///
    /// # Shapes
    /// Each layer's `weights[j]` as long as the layer before is wide, `biases` as long as `weights`; each sample as
    /// wide as the network's ends. At least one layer, neuron and sample.
    ///
    /// # Errors
    /// The fault where loss and outputs are no pair, or a number is not finite or out of its loss's range.
    pub fn assembled(layers: &[LayerParameters], loss: Loss, samples: Vec<Sample>) -> Result<Self, Fault> {
        let network = Network::new(layers);
        check::pair(loss, network.output().activation)?;
        let (bias_rule, update) = (BiasRule::PerNeuron, Update::Simultaneous);
        let example =
            Self { title: String::new(), network, loss, samples, learning_rate: 1.0, bias_rule, update, l2: 0.0 };
        check::numbers(&example)?;
        Ok(example)
    }

    /// What the example is called; may be empty.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The network with the parameters that training starts from.
    pub fn network(&self) -> &Network {
        &self.network
    }

    /// The loss of one sample.
    pub fn loss(&self) -> Loss {
        self.loss
    }

    /// The samples; at least one.
    pub fn samples(&self) -> &[Sample] {
        &self.samples
    }

    /// The learning rate α, above 0.
    pub fn learning_rate(&self) -> f64 {
        self.learning_rate
    }

    /// Whether and how biases move.
    pub fn bias_rule(&self) -> BiasRule {
        self.bias_rule
    }

    /// In which order parameters move.
    pub fn update(&self) -> Update {
        self.update
    }

    /// The strength λ of the penalty λ/(2m) Σw²; 0 for none.
    pub fn l2(&self) -> f64 {
        self.l2
    }

    /// Whether an output's δ comes at once as a − y.
    pub fn is_fused(&self) -> bool {
        self.loss.is_cross_entropy()
    }

    /// Whether a layer shows one bias for all its neurons: shared by rule, or frozen at one value.
    pub fn shares_bias(&self, layer: usize) -> bool {
        let biases = self.network.layer_biases(layer);
        let equal = biases.windows(2).all(|pair| pair[0] == pair[1]);
        match self.bias_rule {
            BiasRule::PerLayer => true,
            BiasRule::Frozen => equal && biases.len() > 1,
            BiasRule::PerNeuron => false,
        }
    }

    /// The bias that a neuron's weighted input reads, if its layer has biases.
    pub fn bias_of(&self, neuron: Neuron) -> Option<BiasId> {
        self.network.bias_index(neuron)?;
        Some(if self.shares_bias(neuron.layer) { BiasId::Shared(neuron.layer) } else { BiasId::Own(neuron) })
    }

    /// The biases of a layer, one entry where they are shared.
    pub fn biases_of(&self, layer: usize) -> Vec<BiasId> {
        let count = self.network.layer_biases(layer).len();
        match count {
            0 => Vec::new(),
            _ if self.shares_bias(layer) => vec![BiasId::Shared(layer)],
            _ => (0..count).map(|j| BiasId::Own(Neuron::new(layer, j))).collect(),
        }
    }

    /// The places of a bias in [`Network::biases`]: one, or the whole layer's.
    pub fn bias_places(&self, bias: BiasId) -> std::ops::Range<usize> {
        let (layer, offset, count) = match bias {
            BiasId::Own(neuron) => (neuron.layer, neuron.index, 1),
            BiasId::Shared(layer) => (layer, 0, self.network.layers()[layer].neurons),
        };
        match self.network.layers()[layer].first_bias {
            Some(first) => first + offset..first + offset + count,
            None => 0..0,
        }
    }

    /// The value of something given: an input, a target (of sample `sample`), a weight or a bias.
    pub fn given(&self, quantity: &Quantity, sample: usize) -> Option<f64> {
        match *quantity {
            Quantity::Input(i) => self.samples.get(sample)?.input.get(i).copied(),
            Quantity::Target(k) => self.samples.get(sample)?.target.get(k).copied(),
            Quantity::Weight(w) => self.network.weights.get(w).copied(),
            Quantity::Bias(bias) => self.network.biases.get(self.bias_places(bias)).and_then(<[f64]>::first).copied(),
            _ => None,
        }
    }

    /// The example with one given value changed: an input, a target, a weight or a bias.
    ///
    /// # Errors
    /// The fault, with its path, where the value does not fit: not finite, or a target out of its loss's range.
    pub fn with_given(&self, quantity: &Quantity, sample: usize, value: f64) -> Result<Self, Fault> {
        let mut changed = self.clone();
        let place = match *quantity {
            Quantity::Input(i) => changed.samples.get_mut(sample).and_then(|sample| sample.input.get_mut(i)),
            Quantity::Target(k) => changed.samples.get_mut(sample).and_then(|sample| sample.target.get_mut(k)),
            Quantity::Weight(w) => changed.network.weights.get_mut(w),
            Quantity::Bias(bias) => {
                let places = self.bias_places(bias);
                changed.network.biases.get_mut(places).and_then(|biases| {
                    biases.fill(value + 0.0);
                    biases.first_mut()
                })
            }
            _ => None,
        };
        let Some(place) = place else {
            return Err(Fault::new("", "only inputs, targets, weights and biases can be set"));
        };
        *place = value + 0.0;
        check::numbers(&changed)?;
        Ok(changed)
    }

    /// The example with another learning rate.
    ///
    /// # Errors
    /// The fault where the rate is not finite or not above 0.
    pub fn with_learning_rate(&self, learning_rate: f64) -> Result<Self, Fault> {
        check::learning_rate(learning_rate)?;
        Ok(Self { learning_rate, ..self.clone() })
    }

    /// The example with another bias rule.
    ///
    /// # Errors
    /// The fault where one bias a layer is asked for and a layer's biases differ.
    pub fn with_bias_rule(&self, bias_rule: BiasRule) -> Result<Self, Fault> {
        let changed = Self { bias_rule, ..self.clone() };
        check::biases(&changed)?;
        Ok(changed)
    }

    /// The example with another update order.
    #[must_use]
    pub fn with_update(&self, update: Update) -> Self {
        Self { update, ..self.clone() }
    }

    /// The example starting from another network of the same shape, as training leaves it.
    #[must_use]
    pub fn with_network(&self, network: &Network) -> Self {
        Self { network: network.clone(), ..self.clone() }
    }

    /// The example as the document's JSON, a line a layer and a line a sample.
    pub fn to_json(&self) -> String {
        tree::document(self)
    }
}

/// The layers as the document nests them.
pub(crate) fn layer_rows(network: &Network) -> Vec<LayerParameters> {
    let (weights, biases) = network.nested(network.weights(), network.biases());
    network
        .layers()
        .iter()
        .zip(weights.into_iter().zip(biases))
        .map(|(layer, (weights, biases))| LayerParameters {
            activation: layer.activation,
            weights,
            biases: layer.first_bias.map(|_| biases),
        })
        .collect()
}

#[derive(Serialize)]
struct Document<'a> {
    format: &'static str,
    title: &'a str,
    layers: Vec<LayerDocument>,
    loss: Loss,
    samples: &'a [Sample],
    learning_rate: f64,
    bias_rule: BiasRule,
    update: Update,
    l2: f64,
}

#[derive(Serialize)]
struct LayerDocument {
    activation: crate::activation::Activation,
    weights: Vec<Vec<f64>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    biases: Option<Vec<f64>>,
}

impl Serialize for Example {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let layers = layer_rows(&self.network)
            .into_iter()
            .map(|LayerParameters { activation, weights, biases }| LayerDocument { activation, weights, biases })
            .collect();
        Document {
            format: FORMAT,
            title: &self.title,
            layers,
            loss: self.loss,
            samples: &self.samples,
            learning_rate: self.learning_rate,
            bias_rule: self.bias_rule,
            update: self.update,
            l2: self.l2,
        }
        .serialize(serializer)
    }
}
