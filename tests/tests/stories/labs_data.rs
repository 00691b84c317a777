//! The labs on real data and real costs, worked by keyboard, looked at by axe, on a desk and on a phone.

use anyhow::Result;
use gradlight_e2e::{AppPage, story};
use serde_json::json;

/// The labs of this group.
const LABS: [&str; 3] = ["tumour", "descent", "landscape"];

/// Waits until a quantity shown is at least so much.
async fn until_at_least(app: &AppPage, key: &str, least: f64) -> Result<()> {
    let condition = "const e = document.querySelector(`[data-quantity=\"${args[0]}\"]`);
        return e && Number(e.dataset.value) >= args[1];";
    app.until(&format!("{key} of at least {least}"), condition, vec![json!(key), json!(least)]).await?;
    Ok(())
}

#[test]
fn labs_data_a_class_trains_the_tumour_network_and_opens_a_neuron() {
    story(async |app| {
        app.open("#/labs/tumour").await?;
        until_at_least(app, "likelihood", 0.0).await?;
        app.press(&["ArrowRight", "ArrowRight"]).await?;
        assert!(app.narration().await?.starts_with("Score it"), "{}", app.narration().await?);
        app.focus("button", "30 epochs").await?;
        app.press(&["Enter"]).await?;
        until_at_least(app, "epochs", 30.0).await?;
        assert!(app.value_of("accuracy").await? >= 0.96, "{}", app.value_of("accuracy").await?);
        assert!(app.value_of("likelihood").await? > 0.9);

        app.script("document.querySelector('[data-figure=zoom]').focus();", vec![]).await?;
        app.press(&["ArrowDown"]).await?;
        assert!(app.narration().await?.starts_with("The network in the machine"), "{}", app.narration().await?);
        app.press(&["ArrowDown"]).await?;
        assert!(app.narration().await?.starts_with("The neuron’s maths: σ of"), "{}", app.narration().await?);
        assert!(app.settled_hash().await?.contains("depth=2"));

        app.click("button", "Test").await?;
        app.type_into("threshold", "0,9").await?;
        app.press(&["Enter"]).await?;
        let strict = app.value_of("false_negative").await?;
        app.type_into("threshold", "0.1").await?;
        app.press(&["Enter"]).await?;
        assert!(app.value_of("false_negative").await? <= strict);
        Ok(())
    });
}

#[test]
fn labs_data_five_searchers_are_released_and_three_runs_compared() {
    story(async |app| {
        app.open("#/labs/landscape").await?;
        app.press(&["k"]).await?;
        until_at_least(app, "gd.passes", 200.0).await?;
        app.press(&["k", "End"]).await?;
        until_at_least(app, "gd.passes", 18_000.0).await?;
        assert!(app.narration().await?.starts_with("Round 1,000"), "{}", app.narration().await?);
        assert!(app.value_of("annealing.best").await? < 0.056);
        for caught in ["gd", "sgd", "momentum"] {
            assert!(app.value_of(&format!("{caught}.best")).await? > 0.13, "{caught}");
        }
        app.script("document.querySelector('[data-figure=contour]').focus();", vec![]).await?;
        app.press(&["ArrowLeft"]).await?;
        assert!(app.narration().await?.starts_with("The start is (2.65"), "{}", app.narration().await?);

        app.open("#/labs/descent").await?;
        app.press_times("ArrowRight", 20).await?;
        until_at_least(app, "full.seen", 128.0).await?;
        assert_eq!((app.value_of("full.updates").await?, app.value_of("one.updates").await?), (1.0, 128.0));
        app.click("button", "updates").await?;
        assert_eq!((app.value_of("full.updates").await?, app.value_of("one.updates").await?), (20.0, 20.0));
        assert!(app.value_of("full.work").await? > 10.0 * app.value_of("one.work").await?);
        app.click("button", "Measure its time here").await?;
        until_at_least(app, "full.measured", 2.0).await?;
        let [full, mini] = [app.value_of("full.measured").await?, app.value_of("mini.measured").await?];
        assert!(full > mini && mini > 1.0, "an update takes {full} and {mini} times as long as by one sample");
        Ok(())
    });
}

#[test]
fn labs_data_nothing_is_out_of_reach_or_out_of_sight() {
    story(async |app| {
        for lab in LABS {
            for (width, height) in [(1280, 720), (360, 740)] {
                app.resize(width, height).await?;
                app.open(&format!("#/labs/{lab}")).await?;
                app.until("the lab", "return document.querySelector('.lab-figure')", vec![]).await?;
                let faults = app.accessibility_faults().await?;
                assert!(faults.is_empty(), "{lab} at {width}:\n{}", faults.join("\n"));
                let (sideways, _) = app.scrollable().await?;
                assert!(sideways <= 0.0, "{lab} scrolls {sideways} px sideways at {width}");
            }
        }
        app.resize(1280, 720).await?;
        for (part, depth) in [("training", 1), ("test", 2), ("features", 0)] {
            app.open(&format!("#/labs/tumour?v=1&part={part}&depth={depth}")).await?;
            app.until("the lab", "return document.querySelector('.lab-figure')", vec![]).await?;
            let faults = app.accessibility_faults().await?;
            assert!(faults.is_empty(), "{part}:\n{}", faults.join("\n"));
        }
        Ok(())
    });
}
