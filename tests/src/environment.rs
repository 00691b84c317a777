//! What the tests are told by their environment: where the page is served and what drives it.

use std::env;
use std::path::PathBuf;

/// Where page, driver, browser and axe-core are.
#[derive(Clone, Debug)]
pub struct Environment {
    /// The address of the served page, without a slash at its end.
    pub page: String,
    /// The address of a running chromedriver.
    pub driver: String,
    /// The browser's program.
    pub chrome: String,
    /// axe-core's file.
    pub axe: PathBuf,
}

impl Environment {
    /// What the environment says.
    ///
    /// # Panics
    /// In one sentence, where something is missing.
    pub fn read() -> Self {
        let address = |name| variable(name).trim_end_matches('/').to_owned();
        Self {
            page: address("GRADLIGHT_URL"),
            driver: address("WEBDRIVER_URL"),
            chrome: variable("CHROME"),
            axe: PathBuf::from(variable("GRADLIGHT_AXE")),
        }
    }

    /// Whether the long sweeps are wanted too.
    pub fn wants_sweeps() -> bool {
        env::var("GRADLIGHT_ALL").is_ok_and(|all| all == "1")
    }
}

fn variable(name: &str) -> String {
    match env::var(name) {
        Ok(value) if !value.is_empty() => value,
        _ => {
            panic!("{name} is not set; run these tests by `cargo xtask test`, which sets up page, browser and driver.")
        }
    }
}
