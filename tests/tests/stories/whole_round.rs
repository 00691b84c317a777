//! A newcomer opens the page and presses → through one round, every number as the lecture has it.

use anyhow::Result;
use gradlight_e2e::{AppPage, Reference, story};

use crate::closeness::{ONE_PASS, assert_close};

/// What the lecture prints, at nine places.
const PRINTED: [(&str, &str); 5] = [
    ("forward.h1.out", "0.593269992"),
    ("forward.o1.out", "0.751365070"),
    ("loss.total", "0.298371109"),
    ("backward.w5", "0.082167041"),
    ("update.w5", "0.358916480"),
];

/// Fails unless exactly what has been computed by that place is shown, each value as the reference has it.
async fn assert_shown_up_to(app: &AppPage, round: &[(String, f64)], place: usize) -> Result<()> {
    let shown = app.quantities().await?;
    let here = &round[place].0;
    for (later, (id, expected)) in round.iter().enumerate() {
        match shown.get(id) {
            Some(value) if later <= place => assert_close(*value, *expected, ONE_PASS, &format!("{id} at {here}")),
            Some(value) => panic!("{id} = {value} is shown at {here} already"),
            None => assert!(later > place, "{id} is no longer shown at {here}"),
        }
    }
    Ok(())
}

#[test]
fn every_number_comes_with_its_step_and_stays_to_the_round_s_end() {
    story(async |app| {
        app.open("").await?;
        let round = Reference::classical_round();
        assert_eq!(round.len(), 43);
        let mut said = String::new();
        for (place, (id, _)) in round.iter().enumerate() {
            if place > 0 {
                app.press(&["ArrowRight"]).await?;
            }
            app.until_at(1, id).await?;
            assert_shown_up_to(app, &round, place).await?;
            if place > 0 {
                let now = app.narration().await?;
                assert!(!now.is_empty() && now != said, "the narration at {id}: {now}");
                said = now;
            }
        }
        app.press(&["ArrowRight"]).await?;
        app.until_at(2, &round[0].0).await?;
        Ok(())
    });
}

#[test]
fn the_way_back_unsays_number_after_number() {
    story(async |app| {
        app.open("#/step/two-two-two/2").await?;
        let round = Reference::classical_round();
        app.until_at(2, &round[0].0).await?;
        for place in (0..round.len()).rev() {
            app.press(&["ArrowLeft"]).await?;
            app.until_at(1, &round[place].0).await?;
            assert_shown_up_to(app, &round, place).await?;
        }
        app.press(&["ArrowLeft"]).await?;
        app.until_at(1, &round[0].0).await?;
        Ok(())
    });
}

#[test]
fn the_lecture_s_digits_can_be_read_in_formula_and_network() {
    story(async |app| {
        app.open("").await?;
        for (id, digits) in PRINTED {
            app.follow(&format!("#/step/two-two-two/1/{id}")).await?;
            app.until_at(1, id).await?;
            let formula = app.text("[data-view=formula]").await?;
            assert!(formula.contains(digits), "{id} in the formula: {formula}");
            let said = app.narration().await?;
            assert!(!said.is_empty(), "{id} is read out");
        }
        app.press(&["End"]).await?;
        for (id, digits) in PRINTED {
            let texts = app.texts_of(id).await?;
            assert!(texts.iter().any(|text| text.contains(digits)), "{id} in the picture: {texts:?}");
        }
        Ok(())
    });
}

#[test]
fn buttons_phases_and_timeline_lead_to_the_same_steps() {
    story(async |app| {
        app.open("").await?;
        app.click("button", "Next*").await?;
        app.until_at(1, "forward.h1.out").await?;
        app.click("button", "‹ Back*").await?;
        app.until_at(1, "forward.h1.net").await?;
        for start in ["loss.o1", "backward.o1.d_out", "update.w1"] {
            app.press(&["ArrowDown"]).await?;
            app.until_at(1, start).await?;
        }
        app.press(&["Shift+ArrowLeft"]).await?;
        app.until_at(1, "backward.o1.d_out").await?;
        app.press(&["Shift+ArrowRight", "PageDown", "n"]).await?;
        app.until_at(1, "update.w3").await?;
        app.press(&["PageUp", "p", "End"]).await?;
        app.until_at(1, "update.w8").await?;
        app.press(&["Home"]).await?;
        app.until_at(1, "forward.h1.net").await?;
        let ticks = app.count("[data-view=timeline] .tick").await?;
        assert_eq!(ticks, 43, "a tick a step");
        let tick = app.find("[data-view=timeline] .tick:nth-child(3)").await?;
        app.click_on(&tick).await?;
        app.until_at(1, "forward.h2.net").await?;
        Ok(())
    });
}
