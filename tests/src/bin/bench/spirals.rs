//! Spirals learned by a network of 8-8-8 units in batches of 10: by the page, and by ConvNetJS in the same page.
//!
//! The two take turns, and each one's best counts.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use gradlight_e2e::AppPage;
use serde_json::json;

use crate::measurement::{Measurement, Unit};

/// The page's choices, as its links carry them: all points train.
const CHOICES: &str =
    "data=spirals&points=200&share=1&hidden=8-8-8&output=softmax&loss=categorical_cross_entropy&batch=10&eta=0.1";

/// Points, as in the choices.
const POINTS: usize = 200;

/// How often each takes its turn; the first turns also warm up the browser's compilers.
const TURNS: usize = 12;

/// Epochs in a turn of the page, and of the library.
const EPOCHS: (usize, usize) = (400, 40);

/// What is timed is told for so many epochs.
const TOLD: f64 = 100.0;

const PAGE: &str = "
    const [choices, epochs] = arguments;
    const start = performance.now();
    const cost = window.gradlight.learn(choices, epochs);
    return [performance.now() - start, cost];";

const LIBRARY: &str = "
    const start = performance.now();
    window.spirals(arguments[0]);
    return performance.now() - start;";

/// Compares the two.
///
/// # Errors
/// One does not run, or the page does not learn.
pub(crate) async fn measure(app: &AppPage) -> Result<Vec<Measurement>> {
    eprintln!("spirals, 8-8-8, batches of 10, in the page and by ConvNetJS");
    app.open("#/rate/two-two-two").await?;
    let library = Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("node_modules/convnetjs/build/convnet-min.js");
    let library = fs::read_to_string(&library).with_context(|| format!("cannot read {}", library.display()))?;
    app.script(&format!("{library}; window.convnetjs = convnetjs;"), vec![]).await?;
    app.script(include_str!("spirals.js"), vec![json!(POINTS)]).await?;
    let (mut page, mut convnet) = (f64::INFINITY, f64::INFINITY);
    let mut cost = f64::NAN;
    for _ in 0..TURNS {
        let (time, reached): (f64, f64) =
            serde_json::from_value(app.script(PAGE, vec![json!(CHOICES), json!(EPOCHS.0)]).await?)?;
        (page, cost) = (page.min(time / EPOCHS.0 as f64 * TOLD), reached);
        let time: f64 = serde_json::from_value(app.script(LIBRARY, vec![json!(EPOCHS.1)]).await?)?;
        convnet = convnet.min(time / EPOCHS.1 as f64 * TOLD);
    }
    ensure!(cost < 0.5, "the page has not learned: its cost is {cost}");
    Ok(vec![Measurement {
        what: "100 epochs of 200 points on spirals, 8-8-8, batches of 10".to_owned(),
        measured: page,
        baseline: convnet,
        against: "ConvNetJS",
        unit: Unit::Milliseconds,
        budget: 0.1,
    }])
}
