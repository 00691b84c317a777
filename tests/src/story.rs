//! A story: a test with a browser of its own, whose failure leaves a picture behind.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};
use std::thread;

use anyhow::Result;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::Semaphore;

use crate::app::AppPage;
use crate::browser;
use crate::environment::Environment;

/// At most so many browsers at once: each keeps a processor busy.
static SEATS: Semaphore = Semaphore::const_new(2);

/// Runs a test in a fresh browser and fails it on any fault that the browser's console tells of.
///
/// Where it fails, a screenshot, the document and the console are written to `target/end-to-end/`.
///
/// # Panics
/// Where the story does, where it ends in an error, and where the environment is not set up.
pub fn story(tell: impl AsyncFnOnce(&AppPage) -> Result<()>) {
    let environment = Environment::read();
    let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime");
    let _seat = runtime.block_on(SEATS.acquire()).expect("seats are never closed");
    let driver = runtime.block_on(browser::start(&environment)).unwrap_or_else(|fault| panic!("{fault:#}"));
    let app = AppPage::new(driver, &environment);
    let told = catch_unwind(AssertUnwindSafe(|| runtime.block_on(tell(&app))));
    let faults = runtime.block_on(app.take_faults()).unwrap_or_else(|fault| vec![format!("{fault:#}")]);
    if !matches!(told, Ok(Ok(()))) || !faults.is_empty() {
        leave_picture(&runtime, &app, &faults);
    }
    runtime.block_on(app.quit()).unwrap_or_else(|fault| eprintln!("the browser did not end well: {fault:#}"));
    match told {
        Err(panic) => {
            print_faults(&faults);
            resume_unwind(panic)
        }
        Ok(Err(fault)) => {
            print_faults(&faults);
            panic!("{fault:#}")
        }
        Ok(Ok(())) => assert!(faults.is_empty(), "the browser's console holds: {}", faults.join("\n")),
    }
}

fn print_faults(faults: &[String]) {
    for fault in faults {
        println!("console: {fault}");
    }
}

fn leave_picture(runtime: &Runtime, app: &AppPage, faults: &[String]) {
    let folder = folder();
    let left = fs::create_dir_all(&folder).map_err(anyhow::Error::from).and_then(|()| {
        fs::write(folder.join("console.txt"), faults.join("\n"))?;
        runtime.block_on(app.leave_picture(&folder))
    });
    match left {
        Ok(()) => println!("what it looked like: {}", folder.display()),
        Err(fault) => println!("no picture of the failure: {fault:#}"),
    }
}

/// The failed test's own folder.
fn folder() -> PathBuf {
    let name = thread::current().name().unwrap_or("story").replace("::", "-");
    Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("target/end-to-end").join(name)
}
