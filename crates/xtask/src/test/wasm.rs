//! What the WebAssembly test runner has to know of the browser and its driver.

use std::fs;
use std::process::Command;

use anyhow::Result;
use serde_json::json;

use crate::program;
use crate::setup::Browser;

impl Browser {
    /// Makes `cargo test` for WebAssembly run its tests in this browser, with time enough on a busy machine.
    ///
    /// # Errors
    ///
    /// The file that names the browser cannot be written.
    pub(crate) fn prepare_wasm_tests(&self, cargo: &mut Command) -> Result<()> {
        let folder = program::root().join("target");
        fs::create_dir_all(&folder)?;
        let capabilities = folder.join("webdriver.json");
        let options =
            json!({"goog:chromeOptions": {"binary": self.chrome, "args": ["--disable-background-networking"]}});
        fs::write(&capabilities, options.to_string())?;
        for other in ["GECKODRIVER", "SAFARIDRIVER", "MSEDGEDRIVER"] {
            cargo.env_remove(other);
        }
        cargo
            .env("CHROMEDRIVER", &self.driver)
            .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", capabilities)
            .env("WASM_BINDGEN_USE_BROWSER", "1")
            .env("WASM_BINDGEN_TEST_TIMEOUT", "300")
            .env("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", "60");
        Ok(())
    }
}
