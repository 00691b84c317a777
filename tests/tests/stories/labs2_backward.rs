//! The labs of loss and backward pass, worked by keyboard, looked at by axe, on a desk and on a phone.

use anyhow::Result;
use gradlight_e2e::{AppPage, story};

/// The labs of this group.
const LABS: [&str; 6] = ["cross-entropy", "chain", "nudge", "wishes", "matrices", "errata"];

async fn assert_close(app: &AppPage, key: &str, expected: f64) -> Result<()> {
    let found = app.value_of(key).await?;
    assert!((found - expected).abs() <= 1e-9 * expected.abs().max(1.0), "{key}: {found}, not {expected}");
    Ok(())
}

#[test]
fn labs2_a_student_makes_a_wrong_answer_confident_and_multiplies_five_factors() {
    story(async |app| {
        app.open("#/labs/cross-entropy").await?;
        assert_close(app, "sum", 2.392_406_930_714_844_5).await?;
        app.press(&["ArrowUp", "ArrowDown"]).await?;
        assert!(app.narration().await?.starts_with("Class 5: y is 0"), "{}", app.narration().await?);
        app.type_into("h₅", "0.999").await?;
        app.press(&["Enter"]).await?;
        assert_close(app, "term5", 6.907_755_278_982_137).await?;
        app.type_into("h₅", "1").await?;
        app.press(&["Enter"]).await?;
        app.until("the fault beside the field", "return document.querySelector('.lab-fault')", vec![]).await?;
        assert_close(app, "term5", 6.907_755_278_982_137).await?;

        app.open("#/labs/chain").await?;
        app.press_times("ArrowRight", 4).await?;
        assert!(app.narration().await?.starts_with("Factor 5 of 5"), "{}", app.narration().await?);
        assert_close(app, "product", -0.003_449_421_081_173_478).await?;
        assert!(app.settled_hash().await?.contains("factor=5"));
        app.press(&["Home"]).await?;
        assert!(app.narration().await?.starts_with("Factor 1 of 5"));
        Ok(())
    });
}

#[test]
fn labs2_a_student_nudges_a_weight_and_asks_an_output_what_it_wants() {
    story(async |app| {
        app.open("#/labs/nudge").await?;
        assert_close(app, "predicted", -2.0).await?;
        assert_close(app, "true", -1.995).await?;
        app.type_into("nudge", "0,001").await?;
        app.press(&["Enter"]).await?;
        assert_close(app, "error", 5e-7).await?;
        app.choose("Network", "two inputs, two hidden, two outputs").await?;
        assert_close(app, "backprop:weight.w5", 0.082_167_040_564_230_78).await?;

        app.open("#/labs/wishes").await?;
        assert_close(app, "wish.b", 0.256).await?;
        app.press(&["ArrowRight"]).await?;
        assert!(app.narration().await?.starts_with("All wishes added up"), "{}", app.narration().await?);
        app.press(&["Home"]).await?;
        assert!(app.narration().await?.starts_with("o₁ wants to fall"), "{}", app.narration().await?);
        Ok(())
    });
}

#[test]
fn labs2_a_student_follows_a_cell_to_its_edge_and_a_slip_to_its_step() {
    story(async |app| {
        app.open("#/labs/matrices").await?;
        app.press_times("ArrowRight", 5).await?;
        app.press(&["ArrowDown"]).await?;
        assert!(app.narration().await?.starts_with("Row 1, column 2"), "{}", app.narration().await?);
        assert_close(app, "backward.w6", 0.082_667_627_847_533_26).await?;
        let cell = app.find(".lab-matrix [data-term='forward.h1.out']").await?;
        app.point_at(&cell).await?;
        app.until("its neuron lit", "return document.querySelector('.lab-network .lit')", vec![]).await?;
        app.click("button", "Copy the NumPy program").await?;

        app.open("#/labs/errata").await?;
        app.until("the runs", "return document.querySelector('[data-quantity=\"published.o1\"]')", vec![]).await?;
        assert_close(app, "published.error1", 0.291_027_924).await?;
        app.press(&["ArrowRight"]).await?;
        assert!(app.narration().await?.starts_with("L1, The direction of the update"));
        app.click("link", "See the update, step by step ›").await?;
        app.until_at(1, "update.w5").await
    });
}

#[test]
fn labs2_every_lab_satisfies_axe_and_fits_a_phone() {
    story(async |app| {
        for lab in LABS {
            app.open(&format!("#/labs/{lab}")).await?;
            let faults = app.accessibility_faults().await?;
            assert!(faults.is_empty(), "{lab}:\n{}", faults.join("\n"));
            app.resize(360, 740).await?;
            let (across, _) = app.scrollable().await?;
            assert_eq!(across, 0.0, "{lab} scrolls sideways on a phone");
            let faults = app.accessibility_faults().await?;
            assert!(faults.is_empty(), "{lab} on a phone:\n{}", faults.join("\n"));
            app.resize(1280, 720).await?;
        }
        Ok(())
    });
}
