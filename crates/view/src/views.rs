//! The views: pure functions from what is to be seen to trees of nodes.

pub mod network;
pub mod round_table;
