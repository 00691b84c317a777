//! Mini-batches of the digits network: in the page, natively, by other libraries in the same page, and by NumPy.
//!
//! All train 784-16-16-10 with batches of 32, and count work only: no waiting for frames. They take turns, and each
//! one's best turn counts, as in [`crate::training`].

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, ensure};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use gradlight_e2e::{AppPage, Memory};
use serde_json::{Value, json};

use crate::asked::Asked;
use crate::drag::{Stretch, stretch};
use crate::measurement::{Measurement, Unit};
use crate::native::Native;

/// How often each takes its turn; the first turns also warm up the browser's compilers.
const TURNS: usize = 24;

/// Batches in a turn of the fast ones, and of the others.
const BATCHES: (usize, usize) = (400, 10);

/// Pictures in a batch.
const BATCH: usize = 32;

/// What is timed is told for so many pictures.
const PICTURES: f64 = 1000.0;

/// Trains for so many batches and gives the milliseconds that they took.
const TURN: &str = "
    const [learner, batches] = arguments, finish = arguments[arguments.length - 1];
    const start = performance.now();
    Promise.resolve(window.learners[learner](batches)).then(() => finish(performance.now() - start));";

/// A library that the page is compared with.
struct Rival {
    name: &'static str,
    /// What it is, in words.
    label: &'static str,
}

const RIVALS: [Rival; 3] = [
    Rival { name: "convnet", label: "ConvNetJS" },
    Rival { name: "cpu", label: "TensorFlow.js, cpu" },
    Rival { name: "wasm", label: "TensorFlow.js, wasm" },
];

/// What the digits showed.
#[derive(Debug)]
pub(crate) struct Digits {
    /// Times, against others and an empty page.
    pub(crate) times: Vec<Measurement>,
    /// What the page holds after ten more epochs.
    pub(crate) memory: Vec<Measurement>,
    /// Samples a second.
    pub(crate) notes: Vec<String>,
}

/// Compares them all, then watches the lab train.
///
/// # Errors
/// One does not run, or the page and native Rust end at different weights.
pub(crate) async fn measure(app: &AppPage) -> Result<Digits> {
    eprintln!("the digits network in the page, natively, by other libraries and in NumPy");
    let (mut times, mut notes) = compare(app).await?;
    let (frame, frames) = frames(app).await?;
    times.push(frame);
    notes.push(frames);
    Ok(Digits { times, memory: memory(app).await?, notes })
}

async fn compare(app: &AppPage) -> Result<(Vec<Measurement>, Vec<String>)> {
    load(app).await?;
    let mut native = Native::start("classifier", &[])?;
    let mut numpy = python().map(|python| Asked::start(&mut numpy(&python))).transpose()?;
    let (fast, slow) = BATCHES;
    let mut best = Best::default();
    for _ in 0..TURNS {
        best.take("native", fast, native.turn(fast)?.milliseconds);
        if let Some(numpy) = &mut numpy {
            best.take("numpy", fast, numpy.numbers(&fast.to_string())?[0]);
        }
        best.take("page", fast, turn(app, "page", fast).await?);
        for rival in &RIVALS {
            best.take(rival.name, slow, turn(app, rival.name, slow).await?);
        }
    }
    let page = app.script("return window.gradlight.trial(0)", vec![]).await?;
    let natively = native.turn(0)?.cost;
    ensure!(page.as_f64() == Some(natively), "the page's weights sum to {page}, native Rust's to {natively}");
    let row = |name: &str, against, budget| Measurement {
        what: "1,000 pictures of the digits in the page".to_owned(),
        measured: best.of("page"),
        baseline: best.of(name),
        against,
        unit: Unit::Milliseconds,
        budget,
    };
    let mut rows = vec![row("native", "the same Rust, native", 1.6)];
    rows.extend(RIVALS.iter().map(|rival| row(rival.name, rival.label, 0.1)));
    if numpy.is_some() {
        rows.push(row("numpy", "NumPy, one thread", 2.0));
    } else {
        eprintln!("SKIPPED: no NumPy in target/python to compare with");
    }
    Ok((rows, vec![best.note()]))
}

/// Loads the libraries into the page, each under its own name.
async fn load(app: &AppPage) -> Result<()> {
    app.open("#/labs/digits").await?;
    let modules = root().join("node_modules");
    let tensorflow = modules.join("@tensorflow");
    let read = |file: PathBuf| fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()));
    let convnet = read(modules.join("convnetjs/build/convnet-min.js"))?;
    app.script(&format!("{convnet}; window.convnetjs = convnetjs;"), vec![]).await?;
    for part in
        ["tfjs-core/dist/tf-core", "tfjs-backend-cpu/dist/tf-backend-cpu", "tfjs-backend-wasm/dist/tf-backend-wasm"]
    {
        app.script(&read(tensorflow.join(format!("{part}.min.js")))?, vec![]).await?;
    }
    let mut files = serde_json::Map::new();
    for name in ["tfjs-backend-wasm.wasm", "tfjs-backend-wasm-simd.wasm"] {
        let bytes = fs::read(tensorflow.join("tfjs-backend-wasm/wasm-out").join(name))?;
        files.insert(name.to_owned(), json!(STANDARD.encode(bytes)));
    }
    let ready = app.script_to_end(include_str!("digits.js"), vec![Value::Object(files)]).await?;
    ensure!(ready == json!("ready"), "the libraries are not ready: {ready}");
    Ok(())
}

async fn turn(app: &AppPage, learner: &str, batches: usize) -> Result<f64> {
    Ok(serde_json::from_value(app.script_to_end(TURN, vec![json!(learner), json!(batches)]).await?)?)
}

/// Each one's best turn, in milliseconds for so many pictures.
#[derive(Debug, Default)]
struct Best(Vec<(String, f64)>);

impl Best {
    fn take(&mut self, name: &str, batches: usize, milliseconds: f64) {
        let time = milliseconds * PICTURES / (batches * BATCH) as f64;
        match self.0.iter_mut().find(|(known, _)| known == name) {
            Some((_, best)) => *best = best.min(time),
            None => self.0.push((name.to_owned(), time)),
        }
    }

    fn of(&self, name: &str) -> f64 {
        self.0.iter().find(|(known, _)| known == name).map_or(f64::NAN, |(_, time)| *time)
    }

    fn note(&self) -> String {
        let each = self.0.iter().map(|(name, time)| format!("{name} {:.0}", 1000.0 * PICTURES / time));
        format!("Pictures a second of the digits network: {}.", each.collect::<Vec<_>>().join(", "))
    }
}

/// The workspace's folder.
fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here)
}

/// Python with NumPy, where set-up has put it.
fn python() -> Option<PathBuf> {
    Some(root().join("target/python/bin/python")).filter(|python| python.exists())
}

/// NumPy on one thread.
fn numpy(python: &Path) -> Command {
    let mut command = Command::new(python);
    command.args(["-c", include_str!("digits.py")]);
    for threads in ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"] {
        command.env(threads, "1");
    }
    command
}

/// The lab training as fast as it goes, for longer than it is looked at.
const TRAINING: &str = "#/labs/digits?v=1&pace=full&epochs=1000";

/// Looks that each page gets.
const LOOKS: usize = 6;

async fn frames(app: &AppPage) -> Result<(Measurement, String)> {
    let (mut empty, mut training) = (Vec::new(), Vec::new());
    for _ in 0..LOOKS {
        app.driver().goto("about:blank").await?;
        empty.push(stretch(app, Value::Null).await?);
        app.open(TRAINING).await?;
        train(app).await?;
        // The browser compiles what is used often; the look begins when that is done.
        stretch(app, Value::Null).await?;
        training.push(stretch(app, Value::Null).await?);
        app.control("button", "Stop").await?;
    }
    let calmest = |stretches: &[Stretch]| stretches.iter().map(Stretch::frame).fold(f64::INFINITY, f64::min);
    let each = |stretches: &[Stretch]| {
        stretches.iter().map(|stretch| format!("{:.1}", stretch.frame())).collect::<Vec<_>>().join(", ")
    };
    let note = format!(
        "95th percentiles of the frame while the digits are trained, in ms: {}; empty {}.",
        each(&training),
        each(&empty)
    );
    let frame = Measurement {
        what: "frame while the digits are trained, 95th percentile".to_owned(),
        measured: calmest(&training),
        baseline: calmest(&empty),
        against: "an empty page",
        unit: Unit::Milliseconds,
        budget: 1.2,
    };
    Ok((frame, note))
}

async fn train(app: &AppPage) -> Result<()> {
    app.until("the data", "return document.querySelector('[data-quantity=\"test.accuracy\"]')", vec![]).await?;
    app.click("button", "Train*").await
}

/// What the page holds once its table of scores is full, and ten epochs later.
async fn memory(app: &AppPage) -> Result<Vec<Measurement>> {
    let done =
        |epochs: usize| format!("return document.querySelector('.digits-status').textContent.startsWith('{epochs} ')");
    app.open("#/labs/digits?v=1&pace=full&epochs=14").await?;
    train(app).await?;
    app.until("fourteen epochs", &done(14), vec![]).await?;
    let early = app.memory().await?;
    app.click("button", "Train*").await?;
    app.until("ten more", &done(24), vec![]).await?;
    let late = app.memory().await?;
    let row = |what: &str, of: fn(&Memory) -> f64, unit, budget| Measurement {
        what: format!("{what} after ten more epochs of the digits"),
        measured: of(&late),
        baseline: of(&early),
        against: "before",
        unit,
        budget,
    };
    Ok(vec![
        row("DOM nodes", |memory| memory.nodes, Unit::Count, 1.05),
        row("JavaScript heap", |memory| memory.heap, Unit::Bytes, 1.05),
        row("WebAssembly memory", |memory| memory.module, Unit::Bytes, 1.05),
    ])
}
