//! Layouts of many shapes on many cards.
