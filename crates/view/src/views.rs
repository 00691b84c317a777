//! The view trees: what the page shows, as functions of the state.

pub mod card;
pub mod controls;
pub mod figures;
pub mod header;
pub mod help;
pub mod icon;
pub mod network;
pub mod page;
pub mod round_table;
pub mod timeline;
