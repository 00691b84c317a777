//! axe-core finds nothing to say, in whatever state the page is.

use anyhow::Result;
use gradlight_e2e::{AppPage, Media, story};

async fn assert_accessible(app: &AppPage, state: &str) -> Result<()> {
    let faults = app.accessibility_faults().await?;
    assert!(faults.is_empty(), "{state}:\n{}", faults.join("\n"));
    Ok(())
}

#[test]
fn through_a_round() {
    story(async |app| {
        for hash in ["", "#/step/two-two-two/1/loss.total", "#/step/two-two-two/3/backward.w5?v=1&notation=delta"] {
            app.open(hash).await?;
            assert_accessible(app, hash).await?;
        }
        app.press(&["End"]).await?;
        assert_accessible(app, "the round's end").await
    });
}

#[test]
fn every_built_in_example() {
    story(async |app| {
        for name in gradlight_core::builtin::names() {
            app.open(&format!("#/step/{name}/2")).await?;
            app.press(&["End"]).await?;
            assert_accessible(app, name).await?;
        }
        Ok(())
    });
}

#[test]
fn every_theme_at_desk_and_phone_width() {
    story(async |app| {
        app.open("#/step/two-two-two/1/backward.w5").await?;
        for wish in [Media::Light, Media::Dark] {
            app.ask_for(wish).await?;
            app.reload().await?;
            assert_accessible(app, &format!("{wish:?} system")).await?;
        }
        for theme in ["light", "dark", "projector"] {
            app.click("button", "Theme*").await?;
            assert_eq!(app.attribute("html", "data-theme").await?.as_deref(), Some(theme));
            for (width, height) in [(1280, 720), (360, 740)] {
                app.resize(width, height).await?;
                assert_accessible(app, &format!("{theme} at {width}")).await?;
            }
            app.resize(1280, 720).await?;
        }
        Ok(())
    });
}

#[test]
fn table_help_and_menu() {
    story(async |app| {
        app.open("#/step/two-two-two/1/backward.w5").await?;
        app.click("button", "Show the round as a table").await?;
        assert_accessible(app, "the round's table").await?;
        app.click("button", "Show the network").await?;
        app.click("disclosure", "More").await?;
        assert_accessible(app, "the menu").await?;
        app.press(&["F1"]).await?;
        app.control("dialog", "Keys").await?;
        assert_accessible(app, "the help dialog").await
    });
}

#[test]
fn editing_errors_and_divergence() {
    story(async |app| {
        app.open("#/step/no-such").await?;
        app.until_notice().await?;
        assert_accessible(app, "a notice").await?;
        app.type_into("Learning rate", "abc").await?;
        assert_accessible(app, "a faulty rate").await?;
        app.press(&["Escape"]).await?;
        let weight = app.first_control("button", "weight w₅*").await?;
        app.click_on(&weight).await?;
        assert_accessible(app, "a weight being edited").await?;
        app.type_over("abc").await?;
        assert_accessible(app, "a faulty weight").await?;
        app.press(&["Escape"]).await?;
        app.open("#/step/two-two-one-linear/4?v=1&rate=0.6").await?;
        assert_accessible(app, "diverged").await
    });
}
