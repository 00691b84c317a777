//! The release page, served, with a driver to open it in a browser.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::thread;
use std::time::Duration;

use anyhow::{Context as _, Result};

use crate::program;
use crate::serve::Server;
use crate::setup::{self, Browser};

/// The package that drives the page.
pub(crate) const END_TO_END: &str = "gradlight-e2e";

/// How long the driver may take to close its browsers before it is killed.
const PATIENCE: Duration = Duration::from_secs(20);

/// The page in `dist/` and a driver to open it with, for as long as this lives.
#[derive(Debug)]
pub(crate) struct DrivenPage {
    address: String,
    driver: Driver,
    chrome: PathBuf,
}

impl DrivenPage {
    /// Serves the page on a free port and starts the driver.
    ///
    /// # Errors
    ///
    /// One of them does not start.
    pub(crate) fn start(browser: &Browser) -> Result<Self> {
        let server = Server::bind(0, &program::root().join("dist"))?;
        let address = format!("{}/", server.address());
        server.start();
        Ok(Self { address, driver: Driver::start(browser)?, chrome: browser.chrome.clone() })
    }

    /// Tells a program where page, driver, browser and axe are.
    pub(crate) fn tell(&self, program: &mut Command) {
        program
            .env("GRADLIGHT_URL", &self.address)
            .env("WEBDRIVER_URL", self.driver.address())
            .env("CHROME", &self.chrome)
            .env("GRADLIGHT_AXE", setup::axe());
    }
}

/// A running chromedriver; it ends, with its browsers, when this is dropped.
#[derive(Debug)]
struct Driver {
    process: Child,
    port: u16,
}

impl Driver {
    /// Starts chromedriver on a free port.
    ///
    /// # Errors
    ///
    /// It does not start.
    fn start(browser: &Browser) -> Result<Self> {
        let mut command = Command::new(&browser.driver);
        command.arg("--port=0").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut process = command.spawn().with_context(|| format!("cannot start {}", browser.driver.display()))?;
        let output = process.stdout.take().context("chromedriver has no output")?;
        let port = announced_port(output).context("chromedriver ended before it was ready")?;
        Ok(Self { process, port })
    }

    /// Where it takes WebDriver commands.
    fn address(&self) -> String {
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
