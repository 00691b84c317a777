//! Themes: as the system until one is chosen, then that one, here and next time.

use anyhow::{Context as _, Result};
use gradlight_e2e::{AppPage, Media, story};
use serde_json::json;

async fn theme(app: &AppPage) -> Result<String> {
    app.attribute("html", "data-theme").await?.context("a theme")
}

/// What a canvas shows, as the address of a picture.
async fn picture(app: &AppPage, view: &str) -> Result<String> {
    let script = "return document.querySelector(`canvas[data-view=${arguments[0]}]`).toDataURL();";
    Ok(serde_json::from_value(app.script(script, vec![json!(view)]).await?)?)
}

#[test]
fn the_page_follows_the_system_as_it_changes() {
    story(async |app| {
        app.ask_for(Media::Light).await?;
        app.open("").await?;
        assert_eq!(theme(app).await?, "light");
        let (drawn, light) = (app.revision("descent").await?, picture(app, "descent").await?);
        app.ask_for(Media::Dark).await?;
        app.until("the dark theme", "return document.documentElement.dataset.theme === 'dark';", vec![]).await?;
        app.until_redrawn("descent", drawn).await?;
        assert_ne!(picture(app, "descent").await?, light, "the plots change with the page");
        Ok(())
    });
}

#[test]
fn a_chosen_theme_stays_for_the_next_visit() {
    story(async |app| {
        app.ask_for(Media::Light).await?;
        app.open("").await?;
        for (name, shown) in [("light", "light"), ("dark", "dark"), ("projector", "projector")] {
            app.click("button", "Theme*").await?;
            assert!(app.has_control("button", &format!("Theme: {name}")).await?);
            assert_eq!(theme(app).await?, shown);
        }
        app.open("").await?;
        assert_eq!(theme(app).await?, "projector");
        app.click("button", "Theme*").await?;
        assert!(app.has_control("button", "Theme: as the system").await?);
        assert_eq!(theme(app).await?, "light");
        Ok(())
    });
}

#[test]
fn plots_are_drawn_in_device_pixels() {
    story(async |app| {
        for ratio in [1.0, 2.0, 1.5] {
            app.driver().cdp().emulation().set_device_metrics_override(1280, 720, ratio, false).await?;
            app.open("").await?;
            app.until_redrawn("descent", 0).await?;
            for view in ["descent", "activation"] {
                let script = "
                    const canvas = document.querySelector(`canvas[data-view=${arguments[0]}]`);
                    return [canvas.width / canvas.clientWidth, canvas.height / canvas.clientHeight];";
                let scale: (f64, f64) = serde_json::from_value(app.script(script, vec![json!(view)]).await?)?;
                assert!(
                    (scale.0 - ratio).abs() < 0.02 && (scale.1 - ratio).abs() < 0.02,
                    "{view}: {scale:?} at {ratio}"
                );
            }
        }
        Ok(())
    });
}
