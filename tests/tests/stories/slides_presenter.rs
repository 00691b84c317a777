//! Two windows of one lecture: what is clicked, moved or drawn in one shows in the other.

use anyhow::{Context as _, Result};
use gradlight_e2e::{AppPage, story};
use serde_json::json;

async fn until_rate(app: &AppPage, rate: &str) -> Result<()> {
    let condition = "return document.querySelector('[data-view=slide] .dial b').textContent === args[0];";
    app.until("the rate", condition, vec![json!(rate)]).await?;
    Ok(())
}

/// Waits until the slide of that title is shown.
async fn until_title(app: &AppPage, title: &str) -> Result<()> {
    let condition = "return document.querySelector('.screen > .slide .slide-title').textContent.trim() === args[0];";
    app.until("the slide of that title", condition, vec![json!(title)]).await?;
    Ok(())
}

#[test]
fn the_presenter_window_shows_the_same_and_more() {
    story(async |app| {
        app.open("#/slides/worked-example/6").await?;
        app.until_on_slide(6, 0).await?;
        app.press(&["s"]).await?;
        let main = app.driver().window().await?;
        let mut windows = app.driver().windows().await?;
        for _ in 0..100 {
            if windows.len() == 2 {
                break;
            }
            app.two_frames().await?;
            windows = app.driver().windows().await?;
        }
        let presenter = windows.into_iter().find(|window| *window != main).context("a second window")?;
        app.driver().switch_to_window(presenter.clone()).await?;
        app.ready().await?;
        app.until_on_slide(6, 0).await?;
        assert!(app.text(".next-slide figcaption").await?.contains("click 1 of 2"));
        app.press(&["PageDown", "PageDown", "PageDown"]).await?;
        app.until_on_slide(7, 0).await?;
        assert!(app.text(".notes").await?.contains("two minutes"), "the notes are the slide's");
        let faults = app.accessibility_faults().await?;
        assert!(faults.is_empty(), "{}", faults.join("\n"));

        app.driver().switch_to_window(main.clone()).await?;
        app.until_on_slide(7, 0).await?;
        app.press(&["g"]).await?;
        app.type_text("32").await?;
        app.press(&["Enter", "PageDown", "PageDown"]).await?;
        until_rate(app, "5").await?;

        app.driver().switch_to_window(presenter.clone()).await?;
        app.until_on_slide(32, 2).await?;
        until_rate(app, "5").await?;
        app.click_on(&app.find("[data-view=slide] input[type=range]").await?).await?;
        let rate = app.text("[data-view=slide] .dial b").await?;
        assert_ne!(rate, "5");
        app.press(&["b"]).await?;

        app.driver().switch_to_window(main.clone()).await?;
        until_rate(app, &rate).await?;
        assert_eq!(app.count(".black").await?, 1);

        // Another lecture, and one of the lecturer's own.
        app.follow("#/slides/what-each-neuron-wants/2").await?;
        app.until_on_slide(2, 0).await?;
        let title = app.text(".slide-title").await?;
        app.driver().switch_to_window(presenter.clone()).await?;
        until_title(app, &title).await?;
        app.driver().switch_to_window(main).await?;
        app.drop_file("mine.md", "# My own words\n").await?;
        until_title(app, "My own words").await?;
        app.driver().switch_to_window(presenter).await?;
        until_title(app, "My own words").await?;
        Ok(())
    });
}
