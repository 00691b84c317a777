//! The engine from outside: reference values, properties, refusals, divergence.
#![cfg(not(target_arch = "wasm32"))]

mod classifier;
mod curvature;
mod divergence;
#[path = "../support/documents.rs"]
mod documents;
mod exercises;
mod gradients;
mod idx_files;
mod lookahead;
mod nudge;
mod python;
mod recipes;
mod reference;
mod refusals;
mod round_ids;
mod rounding;
mod runs;
mod saved_networks;
mod slips;
mod sweep;
