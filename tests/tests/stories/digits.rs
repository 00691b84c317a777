//! The digits lab: a network learns before one's eyes, reads what is drawn, and opens neuron by neuron.

use anyhow::Result;
use gradlight_core::math::sigmoid;
use gradlight_e2e::{AppPage, story};
use serde_json::json;

/// The lab training as fast as it goes.
const FAST: &str = "#/labs/digits?v=1&pace=full";

/// Opens the lab and waits for its data.
async fn open(app: &AppPage, hash: &str) -> Result<()> {
    app.open(hash).await?;
    app.until("the data", "return document.querySelector('[data-quantity=\"test.accuracy\"]')", vec![]).await?;
    Ok(())
}

async fn train(app: &AppPage) -> Result<()> {
    app.click("button", "Train").await?;
    let done = "return document.querySelector('.digits-status').textContent === '30 epochs are done.'";
    app.until("thirty epochs", done, vec![]).await?;
    Ok(())
}

/// The places of the page at those fractions of a figure.
async fn places(app: &AppPage, figure: &str, fractions: &[(f64, f64)]) -> Result<Vec<(f64, f64)>> {
    let bounds = "const r = document.querySelector(`canvas[data-figure=${arguments[0]}]`).getBoundingClientRect();
        return [r.left, r.top, r.width, r.height];";
    let [left, top, width, height]: [f64; 4] = serde_json::from_value(app.script(bounds, vec![json!(figure)]).await?)?;
    Ok(fractions.iter().map(|(x, y)| (left + x * width, top + y * height)).collect())
}

async fn answer_is(app: &AppPage, digit: &str) -> Result<()> {
    let says = "return document.querySelector('.digits-answer').dataset.answer === arguments[0]";
    app.until(&format!("the answer {digit}"), says, vec![json!(digit)]).await?;
    Ok(())
}

async fn assert_accessible(app: &AppPage, state: &str) -> Result<()> {
    let faults = app.accessibility_faults().await?;
    assert!(faults.is_empty(), "{state}:\n{}", faults.join("\n"));
    Ok(())
}

#[test]
fn a_network_learns_reads_a_drawn_digit_and_opens_a_neuron() {
    story(async |app| {
        open(app, FAST).await?;
        assert!(app.value_of("test.accuracy").await? < 0.5, "it knows nothing yet");
        train(app).await?;
        assert!(app.value_of("test.accuracy").await? >= 0.94);

        let stroke = places(app, "pad", &[(0.3, 0.25), (0.5, 0.25), (0.7, 0.25), (0.55, 0.55), (0.45, 0.85)]).await?;
        app.drag(&stroke).await?;
        answer_is(app, "7").await?;
        assert!(app.value_of("out7").await? > 0.5);

        // Any neuron, by pointer and by keys, down to its sum.
        let output = places(app, "network", &[(0.92, 0.1435)]).await?[0];
        app.click_at(output.0, output.1).await?;
        app.until("output 0", "return document.querySelector('.digits-opened h3')?.textContent === 'Output 0'", vec![])
            .await?;
        app.script("document.querySelector('canvas[data-figure=network]').focus()", vec![]).await?;
        app.press(&["ArrowLeft", "ArrowLeft", "ArrowDown"]).await?;
        app.until(
            "a hidden neuron",
            "return document.querySelector('.digits-opened h3').textContent === 'Neuron h1.2'",
            vec![],
        )
        .await?;
        let (z, a) = (app.value_of("z").await?, app.value_of("a").await?);
        assert!((a - sigmoid(z)).abs() < 1e-6, "a = σ(z): {a} for {z}");
        assert_accessible(app, "an open neuron").await?;
        app.press(&["Escape"]).await?;
        app.until("the charts", "return document.querySelector('canvas[data-figure=cost]')", vec![]).await?;
        Ok(())
    });
}

#[test]
fn every_part_is_there_by_name_and_for_everyone() {
    story(async |app| {
        open(app, FAST).await?;
        train(app).await?;
        for part in ["First weights", "Confusion", "Worst mistakes", "Update table", "Network"] {
            app.click("button", part).await?;
            assert_accessible(app, part).await?;
        }
        app.resize(360, 740).await?;
        for part in ["First weights", "Confusion", "Worst mistakes", "Update table", "Network"] {
            app.click("button", part).await?;
            let (sideways, _) = app.scrollable().await?;
            assert!(sideways <= 0.0, "{part} scrolls {sideways} px sideways on a phone");
        }
        Ok(())
    });
}

#[test]
fn faulty_files_are_refused_with_the_reason_and_training_goes_on() {
    story(async |app| {
        open(app, "#/labs/digits?v=1&pace=batches").await?;
        app.click("button", "Train").await?;
        app.drop_file("train-images-idx3-ubyte", "\0\0\u{8}\u{3}\0\0\0\u{2}\0\0\0\u{1c}\0\0\0\u{1c}abc").await?;
        let told = app.until_notice().await?;
        assert!(told.contains("promises 1568 bytes after it, but there are 3"), "{told}");
        app.click("button", "Dismiss").await?;
        app.drop_file("photo.gz", "\u{1f}not gzip at all").await?;
        assert!(app.until_notice().await?.contains("was not opened"));
        let before = app.value_of("batches").await?;
        let goes_on = "return Number(document.querySelector('[data-quantity=batches]').dataset.value) > arguments[0]";
        app.until("further batches", goes_on, vec![json!(before)]).await?;
        app.click("button", "Stop").await
    });
}
