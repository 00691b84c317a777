//! Playing: the round runs by itself, stops when told, and speaks of phases only.

use anyhow::Result;
use gradlight_e2e::{AppPage, Reference, story};
use serde_json::json;

/// Keeps every sentence of the live region from now on.
const RECORD: &str = "
    const region = document.querySelector('#narration');
    window.said = [];
    new MutationObserver(() => window.said.push(region.textContent)).observe(
        region, { childList: true, characterData: true, subtree: true });";

/// Keeps every step that the timeline passes from now on.
const RECORD_STEPS: &str = "
    const timeline = document.querySelector('[data-view=timeline]');
    window.steps = [];
    new MutationObserver(() => window.steps.push(timeline.dataset.step)).observe(
        timeline, { attributes: true, attributeFilter: ['data-step'] });";

async fn until_round(app: &AppPage, least: usize) -> Result<()> {
    let condition = "return Number(document.querySelector('[data-view=timeline]').dataset.round) >= args[0];";
    app.until(&format!("round {least}"), condition, vec![json!(least)]).await?;
    Ok(())
}

#[test]
fn k_plays_and_pauses() {
    story(async |app| {
        app.open("").await?;
        app.choose("Speed", "64×").await?;
        app.leave_control().await?;
        app.press(&["k"]).await?;
        assert!(app.has_control("button", "Pause").await?);
        until_round(app, 3).await?;
        app.press(&["k"]).await?;
        assert!(app.has_control("button", "Play").await?);
        let at = (app.round().await?, app.step().await?);
        for _ in 0..15 {
            app.two_frames().await?;
        }
        assert_eq!((app.round().await?, app.step().await?), at, "30 frames at 64× are many steps");
        app.press(&["Space"]).await?;
        until_round(app, at.0 + 1).await?;
        app.click("button", "Pause").await?;
        assert!(app.has_control("button", "Play").await?);
        Ok(())
    });
}

#[test]
fn play_goes_step_by_step_at_the_speed_chosen() {
    story(async |app| {
        app.open("").await?;
        app.press(&["+", "+", "+"]).await?;
        assert_eq!(app.chosen("Speed").await?, "8×");
        app.press(&["-"]).await?;
        assert_eq!(app.chosen("Speed").await?, "4×");
        app.script(RECORD_STEPS, vec![]).await?;
        app.press(&["k"]).await?;
        app.until("six steps", "return window.steps.length >= 6;", vec![]).await?;
        app.press(&["k"]).await?;
        let passed: Vec<String> = serde_json::from_value(app.script("return window.steps;", vec![]).await?)?;
        let round: Vec<String> = Reference::classical_round().into_iter().map(|(id, _)| id).collect();
        assert_eq!(passed[..6], round[1..7], "no step is passed over");
        Ok(())
    });
}

#[test]
fn playing_speaks_of_phases_and_rounds_only() {
    story(async |app| {
        app.open("").await?;
        app.choose("Speed", "16×").await?;
        app.script(RECORD, vec![]).await?;
        app.leave_control().await?;
        app.press(&["k"]).await?;
        until_round(app, 2).await?;
        app.press(&["k"]).await?;
        let said: Vec<String> = serde_json::from_value(app.script("return window.said;", vec![]).await?)?;
        let round = app.round().await?;
        assert!((3..=4 * round + 1).contains(&said.len()), "{} sentences in {round} rounds", said.len());
        assert!(said.iter().all(|sentence| !sentence.contains('=')), "{said:?}");
        Ok(())
    });
}

#[test]
fn play_stops_by_itself_at_the_very_end() {
    story(async |app| {
        app.open("#/step/two-two-two/10001/update.w1").await?;
        app.choose("Speed", "64×").await?;
        app.leave_control().await?;
        app.press(&["k"]).await?;
        app.until_at(10_001, "update.w8").await?;
        let paused = "return [...document.querySelectorAll('button')].some(b => b.textContent.startsWith('Play'));";
        app.until("the play button", paused, vec![]).await?;
        Ok(())
    });
}
