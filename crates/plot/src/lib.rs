//! Gradlight's figures, drawn with plotters on any drawing backend.
