//! With reduced motion the same information arrives, and nothing moves.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result};
use gradlight_e2e::{AppPage, Media, story};

/// How many animations and transitions are running now.
async fn moving(app: &AppPage) -> Result<u64> {
    let script = "return document.getAnimations().filter(a => a.playState === 'running').length;";
    app.script(script, vec![]).await?.as_u64().context("a count")
}

/// Steps on and gives the most that moved at any step, with what was said and shown at each.
async fn watch(app: &AppPage) -> Result<(u64, Vec<(String, String, BTreeMap<String, f64>)>)> {
    let (mut most, mut seen) = (0, Vec::new());
    for _ in 0..20 {
        app.press(&["ArrowRight"]).await?;
        most = most.max(moving(app).await?);
        seen.push((app.step().await?, app.narration().await?, app.quantities().await?));
    }
    Ok((most, seen))
}

#[test]
fn reduced_motion_is_still_and_tells_the_same() {
    story(async |app| {
        app.open("").await?;
        let (moved, told) = watch(app).await?;
        assert!(moved > 0, "otherwise a step is seen to move");
        app.ask_for(Media::ReducedMotion).await?;
        app.open("").await?;
        let (still, told_still) = watch(app).await?;
        assert_eq!(still, 0, "nothing moves");
        assert_eq!(told_still, told);
        Ok(())
    });
}

#[test]
fn no_motion_goes_on_by_itself() {
    story(async |app| {
        app.open("").await?;
        app.press(&["ArrowRight", "ArrowRight", "ArrowDown"]).await?;
        let still = "return document.getAnimations().every(a => a.playState !== 'running');";
        app.until("everything to come to rest", still, vec![]).await?;
        let looping = "return document.getAnimations().some(a => a.effect.getTiming().iterations === Infinity);";
        assert_eq!(app.script(looping, vec![]).await?, serde_json::json!(false));
        Ok(())
    });
}
