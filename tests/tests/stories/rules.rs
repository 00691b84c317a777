//! Frozen biases, biases of their own, one a layer, and the slip of updating one layer too early.

use anyhow::Result;
use gradlight_e2e::{AppPage, Reference, story};

use crate::closeness::{ONE_PASS, assert_close};

/// Fails unless the cost after one round is the reference's.
async fn assert_one_round_gives(app: &AppPage, reference: &str) -> Result<()> {
    app.type_into("Round", "2").await?;
    app.press(&["Enter", "End"]).await?;
    let cost = app.value_of("loss.total").await?;
    assert_close(cost, Reference::named(reference).cost_after(1), ONE_PASS, reference);
    Ok(())
}

#[test]
fn each_bias_rule_has_its_known_cost_after_one_round() {
    story(async |app| {
        app.open("").await?;
        for (rule, reference, steps) in [
            ("frozen", "two_two_two", 43),
            ("each its own", "two_two_two_with_biases", 51),
            ("one a layer", "two_two_two_shared_biases", 47),
        ] {
            app.choose("Biases", rule).await?;
            assert_one_round_gives(app, reference).await?;
            assert_eq!(app.count("[data-view=timeline] .tick").await?, steps, "{rule}");
        }
        Ok(())
    });
}

#[test]
fn the_wrong_update_order_gives_the_figure_that_circulates() {
    story(async |app| {
        app.open("").await?;
        app.click("disclosure", "More").await?;
        app.choose("Weights move", "output layer first (the classical slip)").await?;
        assert_one_round_gives(app, "two_two_two_sequential").await?;
        app.press(&["Control+z"]).await?;
        assert_one_round_gives(app, "two_two_two").await
    });
}

#[test]
fn one_bias_a_layer_is_refused_where_they_differ() {
    story(async |app| {
        app.open("#/step/xor").await?;
        let rule = app.chosen("Biases").await?;
        app.choose("Biases", "one a layer").await?;
        let notice = app.until_notice().await?;
        assert!(notice.contains("layers[0].biases"), "{notice}");
        assert_eq!(app.chosen("Biases").await?, rule, "the list shows the rule in force");
        Ok(())
    });
}

#[test]
fn one_of_several_samples_is_traced() {
    story(async |app| {
        app.open("#/step/xor/1/loss.total").await?;
        let mut losses = Vec::new();
        for sample in ["1", "2", "3", "4"] {
            app.choose("Sample", sample).await?;
            losses.push(app.value_of("loss.total").await?);
        }
        app.press(&["ArrowRight"]).await?;
        app.until_at(1, "loss.cost").await?;
        let average = losses.iter().sum::<f64>() / 4.0;
        assert_close(app.value_of("loss.cost").await?, average, ONE_PASS, "the cost is the average");
        assert!(app.settled_hash().await?.contains("sample=4"));
        Ok(())
    });
}
