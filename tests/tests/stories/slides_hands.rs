//! A lecture by hand: a finger that swipes and taps, a pen and a pointer on the projector.

use anyhow::Result;
use gradlight_e2e::{AppPage, story};
use serde_json::json;

/// A finger put down at the first place, moved over the others and lifted, as the browser takes it from the screen.
async fn finger(app: &AppPage, places: &[(f64, f64)]) -> Result<()> {
    let cdp = app.driver().cdp();
    for (stop, (x, y)) in places.iter().enumerate() {
        let kind = if stop == 0 { "touchStart" } else { "touchMove" };
        let touch = json!({ "type": kind, "touchPoints": [{ "x": x, "y": y }] });
        cdp.send_raw("Input.dispatchTouchEvent", touch).await?;
    }
    cdp.send_raw("Input.dispatchTouchEvent", json!({ "type": "touchEnd", "touchPoints": [] })).await?;
    Ok(())
}

/// A stroke from one place to another, with places between.
fn stroke(from: (f64, f64), to: (f64, f64)) -> Vec<(f64, f64)> {
    let part = |stop: u32| f64::from(stop) / 8.0;
    (0..=8).map(|stop| (from.0 + part(stop) * (to.0 - from.0), from.1 + part(stop) * (to.1 - from.1))).collect()
}

#[test]
fn a_finger_swipes_and_taps_through_the_slides() {
    story(async |app| {
        app.resize(360, 740).await?;
        let touch = json!({ "enabled": true, "maxTouchPoints": 1 });
        app.driver().cdp().send_raw("Emulation.setTouchEmulationEnabled", touch).await?;
        app.open("#/slides/worked-example/2").await?;
        app.until_on_slide(2, 0).await?;
        finger(app, &stroke((280.0, 300.0), (60.0, 310.0))).await?;
        app.until_on_slide(2, 1).await?;
        finger(app, &[(345.0, 420.0)]).await?;
        app.until_on_slide(2, 2).await?;
        finger(app, &[(12.0, 420.0)]).await?;
        app.until_on_slide(2, 1).await?;
        finger(app, &stroke((60.0, 300.0), (280.0, 290.0))).await?;
        app.until_on_slide(2, 0).await?;
        // Up and down the finger scrolls, and in the middle a tap means nothing.
        finger(app, &stroke((180.0, 500.0), (190.0, 300.0))).await?;
        finger(app, &[(180.0, 420.0)]).await?;
        app.two_frames().await?;
        app.until_on_slide(2, 0).await?;
        Ok(())
    });
}

#[test]
fn a_pen_draws_a_dot_points_and_the_next_click_wipes_them() {
    story(async |app| {
        app.open("#/slides/worked-example/2").await?;
        app.until_on_slide(2, 0).await?;
        app.press(&["d"]).await?;
        app.drag(&[(400.0, 300.0), (500.0, 340.0), (620.0, 300.0)]).await?;
        app.drag(&[(400.0, 400.0), (620.0, 400.0)]).await?;
        assert_eq!(app.count(".pen-line").await?, 2);
        app.press(&["PageDown"]).await?;
        app.until_on_slide(2, 1).await?;
        assert_eq!(app.count(".pen-line").await?, 0, "the click has wiped it");
        app.press(&["l"]).await?;
        app.wander(&[(300.0, 300.0), (640.0, 360.0)]).await?;
        assert_eq!(app.count(".pen-dot").await?, 1);
        app.press(&["l"]).await?;
        assert_eq!(app.count(".pen").await?, 0, "put down, the pointer works the slide again");
        Ok(())
    });
}
