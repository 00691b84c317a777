//! The mathematics of Gradlight: networks, forward and backward pass, trace, training.
//!
//! It knows no screen, no clock, no prose and no file. The names are the field's:
//!
//! ```text
//! z      weighted input of a neuron ("net")      w, b    weight, bias
//! a      its activation ("out")                  y       target
//! E      loss of one sample                      cost    loss averaged over the samples, with the penalty
//! delta  ∂E/∂z                                   m, K    number of samples, of outputs
//! round  one pass over all samples and one update; round k starts from k − 1 finished updates
//! ```
//!
//! The same example gives the same bits on every target: transcendental functions come from `libm`, sums run
//! in a fixed order, nothing is fused.

pub mod activation;
pub mod approximation;
pub mod backward;
pub mod batch;
pub mod builtin;
pub mod check;
pub mod classifier;
pub mod confusion;
pub mod curvature;
mod curves;
pub mod dataset;
pub mod digits;
pub mod example;
pub mod exercise;
pub mod expression;
pub mod forward;
pub mod gradcheck;
pub mod gradient;
pub mod graph;
pub mod idx;
pub mod initial;
pub mod job;
pub mod landscape;
pub mod logistic;
pub mod lookahead;
pub mod loss;
pub mod math;
pub mod minibatch;
pub mod network;
pub mod nudge;
pub mod order;
pub mod perceptron;
pub mod pictures;
pub mod quantity;
pub mod random;
pub mod rounding;
pub mod safetensors;
pub mod search;
pub mod sensitivity;
pub mod slip;
pub mod sweep;
pub mod tabular;
pub mod trace;
pub mod train;
pub mod trainer;
pub mod two_rates;
