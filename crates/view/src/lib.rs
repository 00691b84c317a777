//! The view-model of Gradlight: state, actions, formulas, captions, scenes, view trees. Pure.
//!
//! ```text
//! Action ─▶ update(&mut State, Action) -> Effects      one place, no browser
//! State  ─▶ views::page(&State) -> Vec<Node>           plain data, printed, patched and tested
//! State  ─▶ link::write(&State) -> String              the page's address
//! ```

pub mod action;
pub mod caption;
mod changes;
pub mod code;
pub mod deck;
pub mod drawing;
pub mod format;
pub mod gzip;
pub mod handout;
pub mod handover;
pub mod keys;
pub mod labs;
pub mod link;
mod narration;
pub mod nearest;
pub mod node;
pub mod notation;
pub mod paper;
pub mod pointer;
pub mod predict;
pub mod rate;
pub mod report;
pub mod route;
pub mod scene;
pub mod settings;
pub mod slider;
pub mod slides;
pub mod state;
pub mod typeset;
pub mod update;
pub mod views;

pub use action::Action;
pub use state::State;
pub use update::{Effects, update};
