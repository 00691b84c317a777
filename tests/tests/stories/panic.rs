//! A fault of the page's own ends in a readable banner and a way back to the same place.

use gradlight_e2e::story;

#[test]
fn a_panic_shows_what_to_report_and_a_way_back() {
    story(async |app| {
        app.open("").await?;
        app.type_into("Learning rate", "0.7").await?;
        app.press(&["Enter", "ArrowRight", "ArrowRight"]).await?;
        app.until_at(1, "forward.h2.net").await?;
        let hash = app.settled_hash().await?;
        app.script("try { window.gradlight.crash(); } catch {}", vec![]).await?;
        let banner = app.control("alert", "*").await?;
        let text = banner.text().await?;
        assert!(text.contains("fault of its own") && text.contains("report"), "{text}");
        assert!(text.contains(".rs:"), "it says where: {text}");
        let report = app.until_fault("gradlight.crash() was called").await?;
        assert!(report.contains(".rs"), "the console has the report too: {report}");
        app.press(&["ArrowRight", "k", "]"]).await?;
        assert!(app.has_control("alert", "*").await?, "the banner stays");
        app.follow(&hash).await?;
        app.click("button", "Reload at the same place").await?;
        app.until("the banner to go", "return document.querySelector('#panic') === null;", vec![]).await?;
        app.ready().await?;
        app.until_at(1, "forward.h2.net").await?;
        assert_eq!(app.field("Learning rate").await?, "0.7");
        Ok(())
    });
}
