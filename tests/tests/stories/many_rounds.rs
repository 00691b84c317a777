//! Ten thousand rounds, forth and back in one move.

use anyhow::Result;
use gradlight_e2e::{AppPage, Reference, story};

use crate::closeness::{TRAINED, assert_close};

/// Fails unless the round shown starts where the reference stands after so many finished rounds.
async fn assert_trained(app: &AppPage, finished: usize) -> Result<()> {
    let reference = Reference::classical();
    app.press(&["End"]).await?;
    app.until_at(finished + 1, "update.w8").await?;
    let shown = app.quantities().await?;
    let after = |id: &str| format!("{id} after {finished} rounds");
    assert_close(shown["loss.total"], reference.cost_after(finished), TRAINED, &after("cost"));
    for (place, weight) in reference.weights_after(finished).into_iter().enumerate() {
        let id = format!("weight.w{}", place + 1);
        assert_close(shown[&id], weight, TRAINED, &after(&id));
    }
    for (place, output) in reference.outputs_after(finished).into_iter().enumerate() {
        let id = format!("forward.o{}.out", place + 1);
        assert_close(shown[&id], output, TRAINED, &after(&id));
    }
    Ok(())
}

#[test]
fn the_slider_goes_to_ten_thousand_rounds_and_back_in_one_move() {
    story(async |app| {
        app.open("").await?;
        app.focus("slider", "Finished rounds").await?;
        app.press(&["End"]).await?;
        app.until_at(10_001, "forward.h1.net").await?;
        app.leave_control().await?;
        assert_trained(app, 10_000).await?;
        app.focus("slider", "Finished rounds").await?;
        app.press(&["Home"]).await?;
        app.until_at(1, "update.w8").await?;
        let cost = app.value_of("loss.total").await?;
        assert_close(cost, Reference::classical().cost_after(0), TRAINED, "the cost of round 1");
        Ok(())
    });
}

#[test]
fn the_slider_is_dragged_through_the_rounds() {
    story(async |app| {
        app.open("").await?;
        let drawn = app.revision("descent").await?;
        app.drag_slider("Finished rounds", 0.5, 8).await?;
        let round = app.round().await?;
        assert!((50..200).contains(&round), "half of four decades is about a hundred rounds, not {round}");
        app.until_redrawn("descent", drawn).await?;
        app.press(&["ArrowRight"]).await?;
        app.until_at(round, "forward.h1.out").await?;
        Ok(())
    });
}

#[test]
fn a_round_is_typed() {
    story(async |app| {
        app.open("").await?;
        for finished in [1, 2, 10, 100, 1000, 10_000] {
            app.type_into("Round", &(finished + 1).to_string()).await?;
            app.press(&["Enter"]).await?;
            assert_trained(app, finished).await?;
        }
        Ok(())
    });
}

#[test]
fn past_the_last_round_there_is_nothing_and_before_the_first_neither() {
    story(async |app| {
        app.open("#/step/two-two-two/10001/update.w8").await?;
        app.press(&["ArrowRight", "ArrowDown"]).await?;
        app.until_at(10_001, "update.w8").await?;
        app.open("").await?;
        app.press(&["ArrowLeft", "ArrowUp"]).await?;
        app.until_at(1, "forward.h1.net").await?;
        Ok(())
    });
}

#[test]
fn the_cost_descent_is_read_and_clicked() {
    story(async |app| {
        app.open("").await?;
        let canvas = app.find("canvas[data-view=descent]").await?;
        app.click_on(&canvas).await?;
        let round = app.round().await?;
        assert!((10..1000).contains(&round), "the middle of a log axis, not round {round}");
        app.tab_to("image", "*").await?;
        app.press(&["ArrowRight", "ArrowRight", "Enter"]).await?;
        assert!(app.round().await? > round, "the cursor has moved on from round {round}");
        Ok(())
    });
}
