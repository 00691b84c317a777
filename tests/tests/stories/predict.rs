//! A class predicts: values are covered, guesses judged, slips named, hands counted, by keyboard alone.

use anyhow::Result;
use gradlight_e2e::{AppPage, story};

/// Everything that the document holds, attributes too.
async fn document(app: &AppPage) -> Result<String> {
    let markup = app.script("return document.body.innerHTML;", vec![]).await?;
    Ok(markup.as_str().unwrap_or_default().to_owned())
}

async fn assert_accessible(app: &AppPage, state: &str) -> Result<()> {
    let faults = app.accessibility_faults().await?;
    assert!(faults.is_empty(), "{state}:\n{}", faults.join("\n"));
    Ok(())
}

#[test]
fn a_slip_is_diagnosed_and_the_right_guess_reveals() {
    story(async |app| {
        app.open("#/step/two-two-two/1/backward.w5").await?;
        app.press(&["c"]).await?;
        assert!(app.narration().await?.starts_with("Values are covered. What is"));
        assert!(!document(app).await?.contains("0.08216"), "nothing tells the covered value");
        assert_accessible(app, "a covered step").await?;
        app.press(&["Enter"]).await?;
        app.type_text("0,4398").await?;
        app.press(&["Enter"]).await?;
        assert!(app.text(".verdict").await?.contains("the slope σ′ of the output is left out"));
        app.type_over("half").await?;
        app.press(&["Enter"]).await?;
        assert!(app.fault_of("Your prediction").await?.is_some_and(|fault| fault.contains("is not a number")));
        assert_accessible(app, "a guess that is no number").await?;
        app.type_over("0.082167").await?;
        app.press(&["Enter"]).await?;
        assert_eq!(app.text(".verdict").await?, "Right: 0.082167041.");
        assert!((app.value_of("backward.w5").await? - 0.082_167_040_564).abs() < 1e-12);
        assert_accessible(app, "a right guess").await?;
        app.press(&["ArrowRight"]).await?;
        app.until_at(1, "backward.w6").await?;
        assert!(app.value_of("backward.w6").await.is_err(), "the next step is covered again");
        app.press(&["v"]).await?;
        assert!((app.value_of("backward.w6").await? - 0.082_667_627_848).abs() < 1e-12);
        assert!(app.settled_hash().await?.ends_with("cover=shown"));
        app.reload().await?;
        assert!(app.value_of("backward.w6").await.is_ok(), "the link keeps what was shown");
        Ok(())
    });
}

#[test]
fn hands_are_counted_and_told_apart_once_revealed() {
    story(async |app| {
        app.open("#/step/two-two-two/2/loss.total?v=1&cover=1").await?;
        app.press(&["h"]).await?;
        app.type_into("B*", "12").await?;
        app.type_into("another answer", "4").await?;
        assert_accessible(app, "a show of hands").await?;
        let before = app.text(".hands").await?;
        assert!(before.contains("16 counted") && before.contains("75 %"), "{before}");
        app.press(&["Escape", "ArrowRight"]).await?;
        let after = app.text(".hands").await?;
        assert!(after.contains("right"), "{after}");
        assert_accessible(app, "a show of hands, revealed").await
    });
}
