//! The lectures' four ways of writing, any number of digits, and rounding as a pocket calculator does.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;
use gradlight_core::builtin;
use gradlight_core::quantity::Names;
use gradlight_core::rounding::Arithmetic;
use gradlight_core::trace::Trace;
use gradlight_e2e::{AppPage, story};

use crate::closeness::assert_same;

/// Every symbol that the page's formula and picture show.
async fn writing(app: &AppPage) -> Result<String> {
    Ok(format!("{} {}", app.text("[data-view=formula] math").await?, app.text("[data-view=network]").await?))
}

#[test]
fn four_notations_rename_and_change_no_number() {
    story(async |app| {
        app.open("#/step/two-two-two/1/update.w8").await?;
        let shown = app.quantities().await?;
        let mut written = BTreeSet::new();
        for notation in ["net / out", "Θ and δ", "superscript (L)", "layers counted back"] {
            app.choose("Notation", notation).await?;
            assert_eq!(app.chosen("Notation").await?, notation);
            assert_same(&app.quantities().await?, &shown, notation);
            assert!(written.insert(writing(app).await?), "{notation} writes like another");
        }
        app.until_at(1, "update.w8").await?;
        Ok(())
    });
}

#[test]
fn two_digits_and_twelve() {
    story(async |app| {
        app.open("#/step/two-two-two/1/forward.o1.net").await?;
        let exact = app.value_of("forward.o1.net").await?;
        for digits in [2, 12, 9] {
            app.choose("Digits", &digits.to_string()).await?;
            let expected = format!("{exact:.digits$}");
            let formula = app.text("[data-view=formula]").await?;
            assert!(formula.contains(&expected), "{expected} in {formula}");
            assert!(!formula.contains(&format!("{exact:.places$}", places = digits + 1)), "no digit more in {formula}");
            assert_eq!(app.value_of("forward.o1.net").await?.to_bits(), exact.to_bits());
        }
        Ok(())
    });
}

/// What a pocket calculator with so many places gets in the classical round.
fn carried(digits: u8) -> BTreeMap<String, f64> {
    let example = builtin::example(builtin::CLASSICAL).expect("built in");
    let names = Names::of(example.network());
    let trace = Trace::of(&example, 1, 0, Arithmetic::Carried(digits));
    trace.steps().iter().map(|step| (names.id(&step.quantity), step.value)).collect()
}

#[test]
fn carrying_the_rounding_computes_as_on_paper_and_shows_the_drift() {
    story(async |app| {
        app.open("#/step/two-two-two/1/update.w8?v=1&digits=3").await?;
        let exact = app.quantities().await?;
        app.click("disclosure", "More").await?;
        app.click("checkbox", "Carry the rounding*").await?;
        let shown = app.quantities().await?;
        let mut moved = 0;
        for (id, expected) in carried(3) {
            assert_eq!(shown[&id].to_bits(), expected.to_bits(), "{id}: {} and {expected}", shown[&id]);
            assert_eq!(format!("{:.3}", shown[&id]).parse::<f64>().ok(), Some(shown[&id]), "{id} has three places");
            moved += usize::from(shown[&id] != exact[&id]);
        }
        assert!(moved > 20, "rounding moves most of a round, not {moved}");
        let card = app.text("[data-view=formula]").await?;
        let drift = format!("{:.12}", exact["update.w8"]);
        assert!(card.contains(&drift), "the card gives the exact {drift}: {card}");
        app.click("checkbox", "Carry the rounding*").await?;
        assert_same(&app.quantities().await?, &exact, "no longer carried");
        Ok(())
    });
}
