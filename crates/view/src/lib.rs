//! Gradlight's view-model: state, actions, formulas, captions, scenes, view trees.
