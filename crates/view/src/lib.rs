//! The view-model of Gradlight: state, actions, formulas, captions, scenes, view trees. Pure.

pub mod node;
pub mod notation;
pub mod scene;
