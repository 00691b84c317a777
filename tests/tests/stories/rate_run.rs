//! The learning-rate playground: a hand on the slider, the atlas, runs to compare, a link, a blow-up, the keyboard.

use anyhow::{Context as _, Result};
use gradlight_e2e::{AppPage, story};

/// The linear example over few rounds, so that its atlas is soon complete.
const LINEAR: &str = "#/rate/two-two-one-linear?v=1&rounds=500&span=0.05:1";

async fn until_regime(app: &AppPage, name: &str) -> Result<()> {
    let is_shown = "return document.querySelector('.handle [data-regime]')?.dataset.regime === arguments[0]";
    app.until(&format!("the regime to be {name}"), is_shown, vec![name.into()]).await?;
    Ok(())
}

async fn until_atlas(app: &AppPage) -> Result<()> {
    let is_complete = "return document.querySelector('.progress')?.dataset.complete === 'true'";
    app.until("the atlas to be complete", is_complete, vec![]).await?;
    Ok(())
}

async fn label(app: &AppPage, view: &str) -> Result<String> {
    app.attribute(&format!("canvas[data-view={view}]"), "aria-label").await?.context("a sentence")
}

#[test]
fn a_hand_on_the_slider_moves_every_view() {
    story(async |app| {
        app.open(LINEAR).await?;
        until_regime(app, "converges").await?;
        let views = ["descent", "lookahead", "activation", "weights", "schedule", "atlas"];
        let mut before = Vec::new();
        for view in views {
            before.push(app.revision(view).await?);
        }
        app.drag_slider("Learning rate, slider", 0.95, 8).await?;
        until_regime(app, "diverges").await?;
        for (view, drawn) in views.into_iter().zip(before) {
            app.until_redrawn(view, drawn).await?;
        }
        let said = "return document.querySelector('.handle .why')?.textContent.includes('largest rate that holds')";
        app.until("the rate that holds", said, vec![]).await?;
        assert!(app.text(".handle .why").await?.contains("0.549"));
        assert!(label(app, "descent").await?.contains("diverged at round"));
        assert!(app.settled_hash().await?.contains("rate=0."));
        Ok(())
    });
}

#[test]
fn the_atlas_names_its_regimes_and_is_a_handle_too() {
    story(async |app| {
        app.open(LINEAR).await?;
        until_atlas(app).await?;
        let said = label(app, "atlas").await?;
        for part in ["rings from 0.139", "two-cycle from", "wanders from", "diverges from"] {
            assert!(said.contains(part), "{part} in {said}");
        }
        assert!((app.value_of("threshold.minimum").await? / 0.277 - 1.0).abs() < 0.01);
        let strip = app.box_of("canvas[data-view=atlas]").await?;
        app.click_at(strip.x + 0.62 * strip.width, strip.y + 30.0).await?;
        until_regime(app, "two_cycle").await?;
        Ok(())
    });
}

#[test]
fn the_atlas_is_read_by_keys_and_pointer_and_the_run_plays() {
    story(async |app| {
        app.open(&format!("{LINEAR}&pace=30")).await?;
        until_atlas(app).await?;
        app.focus("image", "What each learning rate*").await?;
        app.press(&["ArrowUp", "ArrowUp"]).await?;
        let said = app.narration().await?;
        assert!(said.contains(": two-cycle (from 0.28 to"), "{said}");
        assert_eq!(app.text(".atlas-reading").await?, said);
        let faults = app.accessibility_faults().await?;
        assert!(faults.is_empty(), "while an atlas is read:\n{}", faults.join("\n"));
        app.press(&["Enter"]).await?;
        until_regime(app, "two_cycle").await?;
        app.click("button", "Play*").await?;
        let is_played =
            "return document.querySelector('.activation-figure .figure-title').textContent.includes('in round 1')";
        app.until("round 10 or so", is_played, vec![]).await?;
        app.click("button", "Pause*").await?;
        assert!(app.settled_hash().await?.contains("round="));
        Ok(())
    });
}

#[test]
fn runs_are_pinned_by_key_and_a_link_brings_them_back() {
    story(async |app| {
        app.open(LINEAR).await?;
        app.press(&["c", "]", "]", "c"]).await?;
        assert_eq!(app.count(".runs tbody tr").await?, 2);
        app.choose("Schedule", "cosine").await?;
        app.choose("Optimiser", "momentum").await?;
        app.press(&["c"]).await?;
        let (hash, names) = (app.settled_hash().await?, app.field("Name of run C").await?);
        app.open("#/step/two-two-two").await?;
        app.open(&hash).await?;
        assert_eq!(app.count(".runs tbody tr").await?, 3);
        assert_eq!(app.field("Name of run C").await?, names);
        assert_eq!(app.chosen("Schedule").await?, "cosine");
        app.click("button", "Remove run A").await?;
        assert_eq!(app.count(".runs tbody tr").await?, 2);
        assert_eq!(app.settled_hash().await?.matches("pin=").count(), 2);
        app.click("button", "Undo (Ctrl+Z)").await?;
        assert_eq!(app.count(".runs tbody tr").await?, 3);
        app.click("button", "Open run A in Step").await?;
        app.until("the Step view", "return document.querySelector('[data-view=timeline]') !== null;", vec![]).await?;
        assert!(app.text(".notice").await?.contains("of the run η"));
        app.click("button", "‹ Back to Rate").await?;
        assert_eq!(app.count(".runs tbody tr").await?, 3);
        Ok(())
    });
}

#[test]
fn the_descent_is_read_by_keyboard_and_leads_to_step_and_back() {
    story(async |app| {
        app.open("#/rate/two-two-two").await?;
        app.focus("image", "The cost falls*").await?;
        app.press(&["ArrowRight", "ArrowRight", "ArrowRight", "Enter"]).await?;
        assert!(app.settled_hash().await?.contains("round=4"), "{}", app.hash().await?);
        app.press(&["o"]).await?;
        app.until_at(4, "forward.h1.net").await?;
        app.click("button", "‹ Back to Rate").await?;
        assert!(app.settled_hash().await?.starts_with("#/rate/two-two-two"));
        assert!(label(app, "lookahead").await?.contains("round 4"));
        Ok(())
    });
}

#[test]
fn a_bad_rate_is_marked_and_axe_finds_nothing_in_any_state() {
    story(async |app| {
        let clean = async |state: &str| -> Result<()> {
            let faults = app.accessibility_faults().await?;
            assert!(faults.is_empty(), "{state}:\n{}", faults.join("\n"));
            Ok(())
        };
        app.open(LINEAR).await?;
        until_atlas(app).await?;
        app.press(&["c"]).await?;
        clean("a pinned run").await?;
        app.type_into("Learning rate", "0").await?;
        assert!(app.fault_of("Learning rate").await?.is_some());
        clean("a faulty rate").await?;
        app.press(&["Escape"]).await?;
        assert_eq!(app.field("Learning rate").await?, "0.05");
        for theme in ["light", "dark", "projector"] {
            app.click("button", "Theme*").await?;
            app.resize(360, 740).await?;
            let (wide, _) = app.scrollable().await?;
            assert!(wide <= 0.5, "{theme}: {wide} px scroll sideways");
            clean(&format!("{theme} on a phone")).await?;
            app.resize(1280, 720).await?;
            clean(theme).await?;
        }
        app.open("#/rate/two-two-one-linear?v=1&rate=0.7&rounds=100&beside=xor&schedule=step:20").await?;
        clean("blown up, with a second atlas").await
    });
}
