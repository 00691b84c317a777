//! A link reopens exactly what was seen: by someone else, after a reload, and by going back.

use std::collections::BTreeMap;

use anyhow::Result;
use gradlight_e2e::{AppPage, story};

use crate::closeness::assert_same;

/// What two people who opened the same link should both see.
struct Seen {
    step: String,
    round: usize,
    quantities: BTreeMap<String, f64>,
    formula: String,
    settings: Vec<String>,
}

async fn see(app: &AppPage) -> Result<Seen> {
    let mut settings = vec![app.field("Learning rate").await?];
    for list in ["Example", "Notation", "Digits", "Biases"] {
        settings.push(app.chosen(list).await?);
    }
    Ok(Seen {
        step: app.step().await?,
        round: app.round().await?,
        quantities: app.quantities().await?,
        formula: app.text("[data-view=formula]").await?,
        settings,
    })
}

fn assert_alike(found: &Seen, expected: &Seen) {
    assert_eq!((&found.step, found.round), (&expected.step, expected.round));
    assert_eq!(found.settings, expected.settings);
    assert_eq!(found.formula, expected.formula);
    assert_same(&found.quantities, &expected.quantities, "the numbers");
}

/// Changes example, rate, notation, digits and rule, edits a weight, and goes to a step of round 12.
async fn work(app: &AppPage) -> Result<()> {
    app.choose("Example", "xor").await?;
    app.type_into("Learning rate", "1.25").await?;
    app.press(&["Enter"]).await?;
    app.choose("Notation", "Θ and δ").await?;
    app.choose("Digits", "6").await?;
    let weight = app.find("[data-action=edit][data-quantity='weight.w2']").await?;
    app.click_on(&weight).await?;
    app.type_over("-0.375").await?;
    app.press(&["Enter"]).await?;
    app.choose("Sample", "3").await?;
    app.type_into("Round", "12").await?;
    app.press(&["Enter", "ArrowDown", "ArrowDown", "ArrowRight"]).await
}

#[test]
fn a_link_reopens_exactly_what_was_seen() {
    story(async |app| {
        app.open("").await?;
        work(app).await?;
        let (seen, hash) = (see(app).await?, app.settled_hash().await?);
        assert_eq!(seen.round, 12);
        app.open("").await?;
        app.open(&hash).await?;
        assert_alike(&see(app).await?, &seen);
        assert_eq!(app.notice().await?, None);
        assert_eq!(app.settled_hash().await?, hash, "the link leads to itself");
        Ok(())
    });
}

#[test]
fn a_reload_keeps_what_was_edited_a_moment_ago() {
    story(async |app| {
        app.open("").await?;
        work(app).await?;
        let seen = see(app).await?;
        app.reload().await?;
        assert_alike(&see(app).await?, &seen);
        Ok(())
    });
}

#[test]
fn a_link_says_all_that_matters_in_plain_fields() {
    story(async |app| {
        let hash =
            "#/step/two-two-two/5/backward.w5?v=1&rate=0.7&biases=per_neuron&notation=superscript&digits=6&x=linear";
        app.open(hash).await?;
        app.until_at(5, "backward.w5").await?;
        assert_eq!(app.field("Learning rate").await?, "0.7");
        assert_eq!(app.chosen("Notation").await?, "superscript (L)");
        assert_eq!(app.chosen("Digits").await?, "6");
        assert_eq!(app.chosen("Biases").await?, "each its own");
        assert!(app.has_control("button", "rounds linear").await?);
        assert_eq!(app.hash().await?, hash);
        Ok(())
    });
}

#[test]
fn stepping_replaces_the_address_and_another_example_makes_an_entry() {
    story(async |app| {
        app.open("").await?;
        app.press(&["ArrowRight", "ArrowRight", "ArrowRight"]).await?;
        assert_eq!(app.settled_hash().await?, "#/step/two-two-two/1/forward.h2.out");
        app.choose("Example", "one-one-one").await?;
        assert_eq!(app.settled_hash().await?, "#/step/one-one-one");
        app.press(&["ArrowRight"]).await?;
        app.back().await?;
        app.until_at(1, "forward.h2.out").await?;
        assert_eq!(app.chosen("Example").await?, "two-two-two");
        app.driver().forward().await?;
        app.until("the other example", "return location.hash.includes('one-one-one');", vec![]).await?;
        assert_eq!(app.chosen("Example").await?, "one-one-one");
        assert_eq!(app.notice().await?, None);
        Ok(())
    });
}

#[test]
fn every_built_in_example_opens_by_its_link() {
    story(async |app| {
        for name in gradlight_core::builtin::names() {
            app.open(&format!("#/step/{name}")).await?;
            assert_eq!(app.chosen("Example").await?, name);
            assert_eq!(app.notice().await?, None, "{name}");
            app.press(&["End"]).await?;
            app.until("the round's end", "return document.querySelector('.tick:last-child.now') !== null;", vec![])
                .await?;
        }
        Ok(())
    });
}
