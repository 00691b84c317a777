//! Gradlight's page, driven in real browsers over WebDriver.
//!
//! A test is a [`story()`]: a fresh browser in which a user does something and looks at what came of it.
//! Controls are found by role and accessible name, states are waited for and never times, and whatever
//! the browser's console holds against the page fails the story. `cargo xtask test` runs them all.

mod app;
mod axe;
mod browser;
mod environment;
mod keys;
mod layout;
mod memory;
mod reference;
mod refusals;
mod story;

pub use app::AppPage;
pub use app::media::Media;
pub use environment::Environment;
pub use layout::Box;
pub use memory::Memory;
pub use reference::Reference;
pub use refusals::Refusal;
pub use story::story;
