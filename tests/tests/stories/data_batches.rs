//! The playground's data panel: learned by keyboard, linked, fed with points of one's own.

use anyhow::{Context as _, Result};
use gradlight_e2e::{AppPage, story};

const PANEL: &str = "#/rate/two-two-two?v=1&panel=data";

async fn number(app: &AppPage, quantity: &str) -> Result<f64> {
    app.value_of(quantity).await
}

/// Waits until the panel has come to rest and says so.
async fn until_epoch(app: &AppPage, epoch: f64) -> Result<()> {
    let reached = "return +document.querySelector('[data-quantity=\"data.epoch\"]').dataset.value >= args[0];";
    app.until("the epoch", reached, vec![epoch.into()]).await?;
    Ok(())
}

async fn assert_accessible(app: &AppPage, state: &str) -> Result<()> {
    let faults = app.accessibility_faults().await?;
    assert!(faults.is_empty(), "{state}:\n{}", faults.join("\n"));
    Ok(())
}

#[test]
fn data_moons_are_learned_by_keyboard_and_a_link_reopens_the_numbers() {
    story(async |app| {
        app.open(&format!("{PANEL}&pace=0&stop=80")).await?;
        let drawn = app.revision("boundary").await?;
        app.press(&["k"]).await?;
        until_epoch(app, 80.0).await?;
        // All epochs may fit into one frame: it is drawn anew at least once, and says where it stands.
        app.until_redrawn("boundary", drawn).await?;
        let stopped = "return document.querySelector('canvas[data-view=boundary]').ariaLabel.includes(args[0]);";
        app.until("the stop", stopped, vec!["Stopped after epoch 80".into()]).await?;
        assert!(number(app, "data.test.accuracy").await? > 0.95);
        assert_accessible(app, "after 80 epochs").await?;
        app.press(&["1", "2"]).await?;
        let costs = (number(app, "data.train.cost").await?, number(app, "data.test.cost").await?);
        let hash = app.settled_hash().await?;
        app.open("").await?;
        app.open(&hash).await?;
        let at_batch = "return document.querySelector('[data-quantity=\"data.epoch\"]').textContent === '80 + 10/140';";
        app.until("the batch after the epoch", at_batch, vec![]).await?;
        assert_eq!((number(app, "data.train.cost").await?, number(app, "data.test.cost").await?), costs);
        Ok(())
    });
}

#[test]
fn data_points_of_ones_own_are_pasted_or_refused_with_their_place() {
    story(async |app| {
        app.open(PANEL).await?;
        app.click("disclosure", "Points of your own").await?;
        let area = app.find("#own-points").await?;
        area.send_keys("1,2,a\n3,four,b").await?;
        app.click("button", "Use these points").await?;
        let fault = app.find("#own-fault").await?.text().await?;
        assert_eq!(fault, "Line 2, column 2: “four” is not a finite number.");
        assert_accessible(app, "with a refusal").await?;
        area.clear().await?;
        area.send_keys("0;0,5;a\n1;1,5;b\n0;1;a\n1;0,2;b\n").await?;
        app.click("button", "Use these points").await?;
        let said = app.attribute("canvas[data-view=boundary]", "aria-label").await?.context("a sentence")?;
        assert!(said.contains("where the network says b (blue) and where a (orange)"), "{said}");
        assert!(app.settled_hash().await?.contains("own="));
        Ok(())
    });
}
