//! Every picture as text: the round as a table, and each figure with a sentence and a table.

use anyhow::{Context as _, Result};
use gradlight_e2e::{AppPage, Reference, story};
use serde_json::json;

/// The visible cells of a table's body, row by row.
async fn rows(app: &AppPage, table: &str) -> Result<Vec<Vec<String>>> {
    let script = "
        return [...document.querySelector(arguments[0]).querySelectorAll('tbody tr')]
            .filter(row => row.checkVisibility({ visibilityProperty: true }))
            .map(row => [...row.cells].map(cell => cell.textContent.trim()));";
    Ok(serde_json::from_value(app.script(script, vec![json!(table)]).await?)?)
}

#[test]
fn the_round_s_table_has_a_row_a_step() {
    story(async |app| {
        app.open("#/step/two-two-two/1/loss.total").await?;
        app.click("button", "Show the round as a table").await?;
        let done = rows(app, ".stage-table table").await?;
        assert_eq!(done.iter().filter(|row| row.contains(&"forward".to_owned())).count(), 8, "{done:#?}");
        app.press(&["End"]).await?;
        let all = rows(app, ".stage-table table").await?;
        assert_eq!(all.len(), done.len() + 32, "a row more for each step");
        let digits: Vec<String> = all.into_iter().flatten().collect();
        for printed in ["0.593269992", "0.751365070", "0.298371109", "0.082167041", "0.358916480"] {
            assert!(digits.iter().any(|cell| cell == printed), "{printed}");
        }
        app.click("button", "Show the network").await?;
        assert!(app.box_of(".stage-table").await?.width <= 1.0, "only the picture is seen again");
        Ok(())
    });
}

#[test]
fn the_descent_has_its_costs_in_a_sentence_and_a_table() {
    story(async |app| {
        app.open("").await?;
        let sentence = app.attribute("canvas[data-view=descent]", "aria-label").await?.context("a sentence")?;
        let reference = Reference::classical();
        for finished in [0, 10_000] {
            let cost = format!("{:.9}", reference.cost_after(finished));
            assert!(sentence.contains(&cost), "{cost} in {sentence}");
        }
        let details = app.find(".descent-figure summary").await?;
        app.click_on(&details).await?;
        let cells: Vec<String> = rows(app, ".descent-figure table").await?.into_iter().flatten().collect();
        for finished in [0, 10, 100, 1000, 10_000] {
            let cost = format!("{:.9}", reference.cost_after(finished));
            assert!(cells.contains(&cost), "{cost} after {finished} in {cells:?}");
        }
        Ok(())
    });
}

#[test]
fn the_activation_has_each_neuron_s_place_and_slope() {
    story(async |app| {
        app.open("#/step/two-two-two/1/backward.o1.d_act").await?;
        let details = app.find(".activation-figure summary").await?;
        app.click_on(&details).await?;
        let rows = rows(app, ".activation-figure table").await?;
        assert_eq!(rows.len(), 4, "{rows:?}");
        let slopes: Vec<String> = Reference::classical_round()
            .into_iter()
            .filter(|(id, _)| id.ends_with("d_act"))
            .map(|(_, slope)| format!("{slope:.9}"))
            .collect();
        for slope in slopes {
            assert!(rows.iter().any(|row| row.contains(&slope)), "{slope} in {rows:?}");
        }
        Ok(())
    });
}
