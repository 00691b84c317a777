//! The mathematics of Gradlight: networks, forward and backward pass, trace, training.
