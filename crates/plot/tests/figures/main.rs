//! What a reader sees in the figures, drawn as SVG.

mod sheet;
