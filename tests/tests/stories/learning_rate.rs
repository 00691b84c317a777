//! The learning rate moves, and with it the link, the whole descent and what is said of it.

use anyhow::{Context as _, Result};
use gradlight_core::builtin;
use gradlight_core::rounding::Arithmetic;
use gradlight_core::train::Run;
use gradlight_e2e::{AppPage, story};

use crate::closeness::ONE_PASS;

async fn rate(app: &AppPage) -> Result<f64> {
    app.field("Learning rate").await?.parse().context("the learning rate's field")
}

async fn sentence(app: &AppPage) -> Result<String> {
    app.attribute("canvas[data-view=descent]", "aria-label").await?.context("the descent has a sentence")
}

/// The classical example's cost after 10,000 rounds at that rate, by the engine itself.
fn cost_at(rate: f64) -> f64 {
    let example = builtin::example(builtin::CLASSICAL).expect("built in");
    let example = example.with_learning_rate(rate).expect("a rate above 0");
    *Run::complete(&example, 10_000, Arithmetic::Exact).costs().last().expect("a cost")
}

#[test]
fn dragging_the_slider_moves_the_whole_descent() {
    story(async |app| {
        app.open("").await?;
        let (drawn, said) = (app.revision("descent").await?, sentence(app).await?);
        app.drag_slider("Learning rate, slider", 0.6, 12).await?;
        let moved = rate(app).await?;
        assert!(moved > 2.0 && moved < 8.0, "six tenths of six decades from 0.001 is about 4, not {moved}");
        app.until_redrawn("descent", drawn + 1).await?;
        assert_ne!(sentence(app).await?, said);
        let hash = app.settled_hash().await?;
        assert!(hash.contains(&format!("rate={moved}")), "{hash} with rate {moved}");
        app.type_into("Round", "10001").await?;
        app.press(&["Enter", "End"]).await?;
        let (cost, expected) = (app.value_of("loss.total").await?, cost_at(moved));
        assert!((cost - expected).abs() <= ONE_PASS * expected, "{cost}, not {expected}, at rate {moved}");
        Ok(())
    });
}

#[test]
fn one_drag_is_one_change_to_undo() {
    story(async |app| {
        app.open("").await?;
        app.drag_slider("Learning rate, slider", 0.7, 6).await?;
        let moved = rate(app).await?;
        app.click("button", "Undo (Ctrl+Z)").await?;
        assert_eq!(rate(app).await?, 0.5);
        app.press(&["Control+Shift+z"]).await?;
        assert_eq!(rate(app).await?, moved);
        Ok(())
    });
}

#[test]
fn brackets_move_the_rate_and_are_read_out() {
    story(async |app| {
        app.open("").await?;
        app.press(&["]"]).await?;
        let raised = rate(app).await?;
        assert!(raised > 0.5, "{raised}");
        let said = app.narration().await?;
        assert!(said.contains("earning rate"), "{said}");
        app.press(&["[", "["]).await?;
        assert!(rate(app).await? < 0.5);
        app.press(&["]"]).await?;
        assert!((rate(app).await? - 0.5).abs() < 0.002);
        Ok(())
    });
}

#[test]
fn a_rate_is_typed_with_point_or_comma() {
    story(async |app| {
        app.open("").await?;
        for (typed, shown) in [("0,7", "0.7"), ("0.25", "0.25"), ("3", "3"), ("1e-2", "0.01")] {
            app.type_into("Learning rate", typed).await?;
            assert_eq!(app.fault_of("Learning rate").await?, None, "{typed}");
            app.press(&["Enter"]).await?;
            assert_eq!(app.field("Learning rate").await?, shown, "{typed}");
            assert!(app.settled_hash().await?.contains(&format!("rate={shown}")), "{typed}");
        }
        app.type_into("Learning rate", "2").await?;
        app.press(&["Tab"]).await?;
        assert_eq!(rate(app).await?, 2.0, "leaving the field takes what was typed");
        Ok(())
    });
}

#[test]
fn the_slider_reaches_its_ends_by_keyboard() {
    story(async |app| {
        app.open("").await?;
        app.focus("slider", "Learning rate, slider").await?;
        app.press(&["End"]).await?;
        assert_eq!(rate(app).await?, 1000.0);
        app.press(&["Home"]).await?;
        assert_eq!(rate(app).await?, 0.001);
        app.press(&["ArrowRight"]).await?;
        assert!(rate(app).await? > 0.001, "arrows stay with the slider");
        app.until_at(1, "forward.h1.net").await?;
        Ok(())
    });
}

#[test]
fn the_descent_changes_its_axes() {
    story(async |app| {
        app.open("").await?;
        for (axis, field) in [("cost", "y=linear"), ("rounds", "x=linear")] {
            let drawn = app.revision("descent").await?;
            app.click("button", &format!("{axis} log")).await?;
            app.until_redrawn("descent", drawn).await?;
            assert!(app.has_control("button", &format!("{axis} linear")).await?);
            assert!(app.settled_hash().await?.contains(field), "{field}");
        }
        Ok(())
    });
}
