//! What the browser prints: sheets counted in the PDF, and the page as it was afterwards.

use anyhow::{Context as _, Result, anyhow};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use gradlight_e2e::{AppPage, story};
use serde_json::json;

/// The pages that printing gives now.
async fn pages(app: &AppPage) -> Result<usize> {
    let printed = app.driver().cdp().send_raw("Page.printToPDF", json!({ "preferCSSPageSize": true })).await?;
    let data = printed["data"].as_str().context("a PDF")?;
    let pdf = String::from_utf8_lossy(&STANDARD.decode(data).map_err(|fault| anyhow!("{fault}"))?).into_owned();
    // The tree of all pages is of a type whose name begins alike.
    Ok(pdf.matches("/Type /Page").count() - pdf.matches("/Type /Pages").count())
}

#[test]
fn a_round_and_worksheets_are_printed_from_the_dialog() {
    story(async |app| {
        app.open("#/step/two-two-two").await?;
        let as_it_was = app.quantities().await?;
        let worked = pages(app).await?;
        assert!((2..=4).contains(&worked), "a round takes {worked} pages");
        app.click("button", "Print").await?;
        app.control("dialog", "Print").await?;
        assert_eq!(app.accessibility_faults().await?, Vec::<String>::new());
        let choice = app.find("input[value=worksheet]").await?;
        app.click_on(&choice).await?;
        app.type_into("Students", "x").await?;
        assert!(app.text(".paper-dialog [role=alert]").await?.contains("whole number from 1 to 500"));
        app.type_over("3").await?;
        assert!(app.text("#paper-outcome").await?.starts_with("3 sheets"));
        app.press(&["Escape"]).await?;
        let one = pages(app).await?;
        app.click("button", "Print").await?;
        app.type_into("Students", "6").await?;
        app.press(&["Escape"]).await?;
        let two = pages(app).await?;
        // Each sheet begins a page, so that three more are three times as many pages, and some of the key.
        assert!(two > one && one > 3, "{one} pages for three students, {two} for six");
        assert_eq!(app.count(".paper").await?, 0, "nothing is left of it");
        assert_eq!(app.quantities().await?, as_it_was);
        Ok(())
    });
}

#[test]
fn sheets_do_not_stay_in_the_page_where_the_browser_never_says_that_it_has_printed() {
    story(async |app| {
        app.open("#/step/two-two-two").await?;
        app.click("button", "Print").await?;
        let print = app.find("[data-action='paper/print']").await?;
        app.click_on(&print).await?;
        // A browser without a window begins to print, and says nothing more.
        assert_eq!(app.count(".paper").await?, 1);
        app.press(&["ArrowRight"]).await?;
        assert_eq!(app.count(".paper").await?, 0);
        Ok(())
    });
}

#[test]
fn a_lecture_is_printed_by_slide_by_click_and_with_notes() {
    story(async |app| {
        app.open("#/slides/worked-example").await?;
        let place = app.until("the slide", "return document.querySelector('.place')?.textContent;", vec![]).await?;
        let slides: usize =
            place.as_str().and_then(|text| text.split(' ').next_back()?.parse().ok()).context("slides")?;
        assert_eq!(pages(app).await?, slides, "a page for each slide");
        app.click("button", "Print").await?;
        let choice = app.find("input[value=clicks]").await?;
        app.click_on(&choice).await?;
        app.press(&["Escape"]).await?;
        let clicks = pages(app).await?;
        assert!(clicks > slides, "{clicks} pages for the clicks of {slides} slides");
        app.click("button", "Print").await?;
        let choice = app.find("input[value=notes]").await?;
        app.click_on(&choice).await?;
        app.press(&["Escape"]).await?;
        let notes = pages(app).await?;
        assert!(notes < slides && notes > 0, "{notes} pages of notes");
        Ok(())
    });
}
