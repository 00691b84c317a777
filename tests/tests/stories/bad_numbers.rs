//! Numbers that are none: the field is marked, a message stands beside it, the last good value stays in force.

use anyhow::{Context as _, Result};
use gradlight_e2e::{AppPage, story};

use crate::closeness::assert_same;

const NO_NUMBERS: [&str; 6] = ["", "abc", "NaN", "1e999", "0.5.5", "∞"];

/// The learning rate that trains, as the descent's caption says it.
async fn assert_trains_at(app: &AppPage, rate: &str) -> Result<()> {
    let title = app.text("figure:has(canvas[data-view=descent]) figcaption").await?;
    assert!(title.contains(&format!("at {rate}")), "{title}");
    Ok(())
}

#[test]
fn a_faulty_learning_rate_is_marked_and_the_last_good_one_trains_on() {
    story(async |app| {
        app.open("").await?;
        let (drawn, shown) = (app.revision("descent").await?, app.quantities().await?);
        for typed in NO_NUMBERS.into_iter().chain(["0", "-1"]) {
            app.type_into("Learning rate", typed).await?;
            let fault = app.fault_of("Learning rate").await?;
            assert!(fault.is_some_and(|fault| fault.len() > 8), "“{typed}” is marked with a message");
            app.press(&["Enter"]).await?;
            assert!(app.fault_of("Learning rate").await?.is_some(), "“{typed}” is still marked after Enter");
            assert_eq!(app.field("Learning rate").await?, typed, "what was typed stays to be mended");
            assert_trains_at(app, "0.5").await?;
            app.press(&["Escape"]).await?;
            assert_eq!(app.fault_of("Learning rate").await?, None);
            assert_eq!(app.field("Learning rate").await?, "0.5", "Escape restores");
        }
        assert_same(&app.quantities().await?, &shown, "nothing was computed anew");
        assert_eq!(app.revision("descent").await?, drawn, "nothing was drawn anew");
        assert!(!app.settled_hash().await?.contains("rate"));
        Ok(())
    });
}

#[test]
fn a_faulty_rate_left_behind_stays_marked_until_it_is_mended() {
    story(async |app| {
        app.open("").await?;
        app.type_into("Learning rate", "-2").await?;
        app.press(&["Tab"]).await?;
        assert!(app.fault_of("Learning rate").await?.is_some());
        app.leave_control().await?;
        app.press(&["ArrowRight"]).await?;
        app.until_at(1, "forward.h1.out").await?;
        assert!(app.fault_of("Learning rate").await?.is_some(), "stepping on works meanwhile");
        app.type_into("Learning rate", "2").await?;
        assert_eq!(app.fault_of("Learning rate").await?, None, "the mark goes as soon as it is mended");
        app.press(&["Enter"]).await?;
        assert_trains_at(app, "2").await
    });
}

#[test]
fn a_faulty_round_is_marked() {
    story(async |app| {
        app.open("#/step/two-two-two/7").await?;
        for typed in NO_NUMBERS.into_iter().chain(["0", "-1", "1.5", "10002"]) {
            app.type_into("Round", typed).await?;
            let fault = app.fault_of("Round").await?;
            assert!(fault.is_some(), "“{typed}” is marked");
            app.press(&["Enter"]).await?;
            assert_eq!(app.round().await?, 7, "“{typed}”");
            app.press(&["Escape"]).await?;
            assert_eq!(app.field("Round").await?, "7");
        }
        Ok(())
    });
}

#[test]
fn a_faulty_weight_is_marked_where_it_stands() {
    story(async |app| {
        app.open("").await?;
        let shown = app.quantities().await?;
        for typed in NO_NUMBERS {
            app.click("button", "weight w₅*").await?;
            app.type_over(typed).await?;
            let field = app.control("textbox", "weight w₅").await?;
            let fault = app.fault_beside(&field).await?.with_context(|| format!("“{typed}” is marked"))?;
            assert!(fault.len() > 8, "{fault}");
            app.press(&["Enter"]).await?;
            assert!(app.has_control("textbox", "weight w₅").await?, "the field stays open on “{typed}”");
            app.press(&["Escape"]).await?;
            assert!(!app.has_control("textbox", "weight w₅").await?, "Escape closes the field");
            assert_same(&app.quantities().await?, &shown, typed);
        }
        Ok(())
    });
}

#[test]
fn a_target_out_of_its_loss_s_range_is_marked() {
    story(async |app| {
        app.open("#/step/xor/1/loss.o1").await?;
        app.click("button", "target*").await?;
        app.type_over("1.5").await?;
        let field = app.find("foreignObject input").await?;
        let fault = app.fault_beside(&field).await?.context("1.5 is no probability")?;
        assert!(fault.contains('1'), "{fault}");
        app.press(&["Escape"]).await?;
        assert_eq!(app.value_of("target.o1").await?, 0.0);
        Ok(())
    });
}
