//! Any given number is typed over where it stands; one undo takes it back.

use anyhow::{Context as _, Result};
use gradlight_core::builtin;
use gradlight_core::example::Example;
use gradlight_core::network::Neuron;
use gradlight_core::quantity::{BiasId, Quantity};
use gradlight_core::rounding::Arithmetic;
use gradlight_core::trace::Trace;
use gradlight_core::train::Run;
use gradlight_e2e::{AppPage, story};

use crate::closeness::assert_same;

/// The given numbers that are typed over: as the picture calls them, and as the engine does.
fn edits() -> [(&'static str, &'static str, Quantity); 4] {
    [
        ("weight w₅*", "weight.w5", Quantity::Weight(4)),
        ("shared bias b₁*", "bias.b1", Quantity::Bias(BiasId::Shared(0))),
        ("input i₂*", "input.i2", Quantity::Input(1)),
        ("target*", "target.o1", Quantity::Target(0)),
    ]
}

fn classical_after(finished: usize) -> Example {
    let example = builtin::example(builtin::CLASSICAL).expect("built in");
    Run::complete(&example, finished, Arithmetic::Exact).example_after(finished)
}

/// Fails unless the first step shows what the engine computes for that example.
async fn assert_shows(app: &AppPage, example: &Example) -> Result<()> {
    app.press(&["Home"]).await?;
    let net = Trace::of(example, 1, 0, Arithmetic::Exact).value(&Quantity::Net(Neuron::new(0, 0)));
    let shown = app.value_of("forward.h1.net").await?;
    assert_eq!(Some(shown.to_bits()), net.map(f64::to_bits), "net of h1: {shown}, not {net:?}");
    for (place, weight) in example.network().weights().iter().enumerate() {
        let id = format!("weight.w{}", place + 1);
        assert_eq!(app.value_of(&id).await?.to_bits(), weight.to_bits(), "{id}");
    }
    Ok(())
}

/// Types a number over the one that a button of the network shows.
async fn edit(app: &AppPage, name: &str, text: &str) -> Result<()> {
    let button = app.first_control("button", name).await?;
    app.click_on(&button).await?;
    app.type_over(text).await?;
    app.press(&["Enter"]).await
}

#[test]
fn weight_bias_input_and_target_are_edited_in_round_1() {
    story(async |app| {
        for (name, id, quantity) in edits() {
            app.open("").await?;
            let before = app.quantities().await?;
            edit(app, name, "0,7").await?;
            assert_eq!(app.value_of(id).await?, 0.7, "{id}");
            let edited = classical_after(0).with_given(&quantity, 0, 0.7)?;
            assert_shows(app, &edited).await?;
            app.press(&["Control+z"]).await?;
            assert_same(&app.quantities().await?, &before, &format!("{id} undone"));
            app.press(&["Control+Shift+z"]).await?;
            assert_eq!(app.value_of(id).await?, 0.7, "{id} redone");
        }
        Ok(())
    });
}

#[test]
fn an_edit_in_round_5_makes_that_round_s_parameters_the_new_start() {
    story(async |app| {
        for (name, id, quantity) in edits() {
            app.open("#/step/two-two-two/5").await?;
            let before = app.quantities().await?;
            edit(app, name, "0.7").await?;
            assert_eq!(app.round().await?, 1, "the edited round is the first");
            assert_eq!(app.value_of(id).await?, 0.7, "{id}");
            let edited = classical_after(4).with_given(&quantity, 0, 0.7)?;
            assert_shows(app, &edited).await?;
            app.press(&["Control+z"]).await?;
            assert_eq!(app.round().await?, 5, "one undo takes it back");
            assert_same(&app.quantities().await?, &before, &format!("{id} undone"));
        }
        Ok(())
    });
}

#[test]
fn an_edited_example_trains_from_its_edit() {
    story(async |app| {
        app.open("").await?;
        let drawn = app.revision("descent").await?;
        edit(app, "weight w₅*", "-2").await?;
        app.until_redrawn("descent", drawn).await?;
        app.type_into("Round", "10001").await?;
        app.press(&["Enter", "End"]).await?;
        let edited = classical_after(0).with_given(&Quantity::Weight(4), 0, -2.0)?;
        let run = Run::complete(&edited, 10_000, Arithmetic::Exact);
        let cost = run.costs().last().context("a cost")?;
        assert_eq!(app.value_of("loss.total").await?.to_bits(), cost.to_bits());
        Ok(())
    });
}

#[test]
fn reset_goes_back_to_the_worked_example_and_can_be_undone() {
    story(async |app| {
        app.open("").await?;
        let opened = app.quantities().await?;
        edit(app, "weight w₁*", "4").await?;
        app.type_into("Learning rate", "9").await?;
        app.press(&["Enter", "ArrowRight", "ArrowRight"]).await?;
        let before = app.quantities().await?;
        app.press(&["r"]).await?;
        assert_same(&app.quantities().await?, &opened, "reset");
        assert_eq!(app.field("Learning rate").await?, "0.5");
        app.press(&["Control+z"]).await?;
        assert_same(&app.quantities().await?, &before, "reset undone");
        assert_eq!(app.field("Learning rate").await?, "9");
        Ok(())
    });
}
