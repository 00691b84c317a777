//! The playground's map of two rates: computed, read, moved, zoomed, linked.

use anyhow::{Context as _, Result};
use gradlight_e2e::{AppPage, story};

const PANEL: &str = "#/rate/two-two-one-linear?v=1&panel=map&cells=64&rounds=100";

async fn sentence(app: &AppPage) -> Result<String> {
    app.attribute("canvas[data-view=map]", "aria-label").await?.context("the map has a sentence")
}

/// Waits until every cell of the map is known.
async fn until_whole(app: &AppPage) -> Result<()> {
    let is_whole = "const said = document.querySelector('canvas[data-view=map]').getAttribute('aria-label');
        return said.includes('diverge') && !said.includes('done');";
    app.until("the whole map", is_whole, vec![]).await?;
    Ok(())
}

#[test]
fn data_map_is_read_by_pointer_and_keyboard_and_its_window_travels() {
    story(async |app| {
        app.open(PANEL).await?;
        until_whole(app).await?;
        let map = app.find("canvas[data-view=map]").await?;
        app.point_at(&map).await?;
        let read = app.text(".map-read").await?;
        assert!(read.contains("in the last layer"), "{read}");
        app.click_on(&map).await?;
        let pinned = app.value_of("map.cost").await?;
        app.press(&["+", "+"]).await?;
        until_whole(app).await?;
        assert_eq!(app.value_of("map.cost").await?, pinned, "the pair read stays while the window zooms");
        map.focus().await?;
        app.press(&["ArrowLeft", "ArrowDown"]).await?;
        let said = app.narration().await?;
        assert!(said.contains("in the last layer"), "{said}");
        let faults = app.accessibility_faults().await?;
        assert!(faults.is_empty(), "{}", faults.join("\n"));
        let (hash, before) = (app.settled_hash().await?, sentence(app).await?);
        app.open("").await?;
        app.open(&hash).await?;
        until_whole(app).await?;
        assert_eq!(sentence(app).await?, before);
        app.click("button", "Open what it came to in Step").await?;
        assert!(app.settled_hash().await?.starts_with("#/step/own"));
        Ok(())
    });
}
