//! From view to view: what was changed, what can be taken back and full screen stay.

use anyhow::Result;
use gradlight_e2e::{AppPage, story};
use serde_json::json;

/// Whether the page is in full screen and still the one that was opened first.
async fn is_the_same_in_full_screen(app: &AppPage) -> Result<bool> {
    let script = "return window.sameAsBefore === true && document.fullscreenElement !== null;";
    Ok(app.script(script, vec![]).await? == json!(true))
}

#[test]
fn every_view_is_reached_in_full_screen_and_undo_goes_back_beyond_it() {
    story(async |app| {
        app.open("").await?;
        app.script("window.sameAsBefore = true;", vec![]).await?;
        app.press(&["f"]).await?;
        app.until("full screen", "return document.fullscreenElement !== null;", vec![]).await?;
        app.type_into("Learning rate", "7").await?;
        app.press(&["Enter"]).await?;
        app.type_into("Learning rate", "0.25").await?;
        app.press(&["Enter"]).await?;
        app.click("link", "Rate").await?;
        app.ready().await?;
        assert_eq!(app.field("Learning rate").await?, "0.25");
        assert!(is_the_same_in_full_screen(app).await?);
        app.click("button", "Undo (Ctrl+Z)").await?;
        assert_eq!(app.field("Learning rate").await?, "7");
        for view in ["Slides", "Labs", "Step"] {
            app.click("link", view).await?;
            app.until(
                "the view",
                "return document.querySelector('nav [aria-current=page]').textContent === args[0];",
                vec![json!(view)],
            )
            .await?;
        }
        assert_eq!(app.field("Learning rate").await?, "7", "the lecture between left the example alone");
        app.press(&["Control+z"]).await?;
        assert_eq!(app.field("Learning rate").await?, "0.5");
        assert!(is_the_same_in_full_screen(app).await?);
        Ok(())
    });
}

#[test]
fn a_lecture_held_after_an_edit_comes_back_to_the_edited_example() {
    story(async |app| {
        app.open("#/step/xor/3").await?;
        app.type_into("Learning rate", "2.5").await?;
        app.press(&["Enter"]).await?;
        app.focus("link", "Slides").await?;
        app.press(&["Enter"]).await?;
        app.ready().await?;
        assert_eq!(app.focused().await?, Some(("link".to_owned(), "Slides".to_owned())), "the keyboard stays there");
        app.click("link", "Step").await?;
        app.until("the Step view", "return document.querySelector('[data-view=timeline]') !== null;", vec![]).await?;
        assert_eq!((app.field("Learning rate").await?, app.round().await?), ("2.5".to_owned(), 3));
        app.back().await?;
        app.back().await?;
        app.until_at(3, "forward.h1.net").await?;
        assert_eq!(app.field("Learning rate").await?, "2.5");
        Ok(())
    });
}
