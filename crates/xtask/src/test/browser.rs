//! The browser's driver, and what the WebAssembly test runner has to know of both.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;
use std::{fs, thread};

use anyhow::{Context as _, Result};
use serde_json::json;

use crate::program;
use crate::setup::Browser;

/// How long the driver may take to close its browsers before it is killed.
const PATIENCE: Duration = Duration::from_secs(20);

/// A running chromedriver; it ends, with its browsers, when this is dropped.
#[derive(Debug)]
pub(crate) struct Driver {
    process: Child,
    port: u16,
}

impl Driver {
    /// Starts chromedriver on a free port.
    ///
    /// # Errors
    ///
    /// It does not start.
    pub(crate) fn start(browser: &Browser) -> Result<Self> {
        let mut command = Command::new(&browser.driver);
        command.arg("--port=0").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut process = command.spawn().with_context(|| format!("cannot start {}", browser.driver.display()))?;
        let output = process.stdout.take().context("chromedriver has no output")?;
        let port = announced_port(output).context("chromedriver ended before it was ready")?;
        Ok(Self { process, port })
    }

    /// Where it takes WebDriver commands.
    pub(crate) fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Asks it to close its browsers and end; killing it would leave them running.
    fn shut_down(&self) -> Result<()> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_read_timeout(Some(PATIENCE))?;
        write!(stream, "GET /shutdown HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")?;
        stream.read_to_end(&mut Vec::new())?;
        Ok(())
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        if self.shut_down().is_err() {
            self.process.kill().ok();
        }
        self.process.wait().ok();
    }
}

/// The port that the driver says it was started on; what follows is read and dropped,
/// so that the driver never waits for its output to be taken.
fn announced_port(output: ChildStdout) -> Option<u16> {
    let mut lines = BufReader::new(output).lines().map_while(Result::ok);
    let port = lines.find_map(|line| {
        let (_, port) = line.split_once("started successfully on port ")?;
        port.trim_end_matches('.').parse().ok()
    });
    thread::spawn(move || lines.for_each(drop));
    port
}

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
