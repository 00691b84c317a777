//! The engine from outside: reference values, properties, refusals, divergence.

mod reference;
mod round_ids;
