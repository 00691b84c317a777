//! The view-model of Gradlight: state, actions, formulas, captions, scenes, view trees. Pure.

pub mod format;
pub mod node;
pub mod notation;
pub mod scene;
pub mod typeset;
pub mod views;
