//! Stories of the data panel.
