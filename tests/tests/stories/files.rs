//! Example files: dropped or chosen, opened whole, and saved so that they open the same.

use std::collections::BTreeMap;

use anyhow::Result;
use gradlight_core::builtin;
use gradlight_core::example::Example;
use gradlight_core::quantity::{Names, Quantity};
use gradlight_core::rounding::Arithmetic;
use gradlight_core::trace::Trace;
use gradlight_e2e::{AppPage, story};
use serde_json::{Value, json};

/// A network with two hidden layers, the second without biases.
fn deep() -> Value {
    json!({
        "format": "gradlight/example@1",
        "title": "three of tanh",
        "layers": [
            {"activation": "tanh", "weights": [[0.1, -0.4], [0.2, 0.6], [-0.3, 0.5]], "biases": [0.1, 0.2, 0.3]},
            {"activation": "relu", "weights": [[0.3, 0.4, 0.5], [-0.1, 0.7, 0.2]]},
            {"activation": "identity", "weights": [[0.5, -0.25]], "biases": [0.125]},
        ],
        "loss": "squared_error",
        "samples": [{"input": [1.0, -0.5], "target": [0.75]}],
        "learning_rate": 0.05,
        "bias_rule": "per_neuron",
    })
}

/// Every value of an example's first round, by name.
fn round_of(example: &Example) -> BTreeMap<String, f64> {
    let names = Names::of(example.network());
    let trace = Trace::of(example, 1, 0, Arithmetic::Exact);
    trace.steps().iter().map(|step| (names.id(&step.quantity), step.value)).collect()
}

/// Fails unless the page, at its round's end, shows the values of that example's round.
async fn assert_shows_round_of(app: &AppPage, example: &Example) -> Result<()> {
    app.press(&["End"]).await?;
    let shown = app.quantities().await?;
    for (id, value) in round_of(example) {
        let found = shown.get(&id).copied();
        assert_eq!(found.map(f64::to_bits), Some(value.to_bits()), "{id}: {found:?}, not {value}");
    }
    Ok(())
}

#[test]
fn a_dropped_example_opens() {
    story(async |app| {
        app.open("").await?;
        app.drop_file("deep.json", &deep().to_string()).await?;
        let notice = app.until_notice().await?;
        assert!(notice.contains("deep.json"), "{notice}");
        app.until_at(1, "forward.h1.1.net").await?;
        assert_eq!(app.chosen("Example").await?, "three of tanh");
        let example = Example::from_json(&deep().to_string())?;
        assert_shows_round_of(app, &example).await?;
        app.until_at(1, "update.o1.bias").await?;
        let hash = app.settled_hash().await?;
        app.open(&hash).await?;
        assert_shows_round_of(app, &example).await
    });
}

#[test]
fn an_example_is_opened_by_the_button_and_goes_back_by_the_browser() {
    story(async |app| {
        app.open("").await?;
        app.choose_file("deep.json", &deep().to_string()).await?;
        app.until_at(1, "forward.h1.1.net").await?;
        app.back().await?;
        app.until_at(1, "forward.h1.net").await?;
        Ok(())
    });
}

#[test]
fn a_saved_example_opens_the_same() {
    story(async |app| {
        app.open("#/step/two-two-two/3").await?;
        let button = app.first_control("button", "weight w₅*").await?;
        app.click_on(&button).await?;
        app.type_over("0.123456789012345678").await?;
        app.press(&["Enter"]).await?;
        let (name, text) = app.saved_by(async |app| app.click("button", "Save the example as a file").await).await?;
        assert_eq!(name, "two-two-two.json");
        let saved = Example::from_json(&text)?;
        let start = builtin::example(builtin::CLASSICAL).expect("built in");
        let run = gradlight_core::train::Run::complete(&start, 2, Arithmetic::Exact);
        let edited = run.example_after(2).with_given(&Quantity::Weight(4), 0, 0.123_456_789_012_345_68)?;
        assert_eq!(saved, edited, "the file holds what was edited");
        app.open("").await?;
        app.drop_file(&name, &text).await?;
        app.until_notice().await?;
        assert_shows_round_of(app, &saved).await
    });
}

#[test]
fn an_example_too_large_to_step_through_is_refused() {
    story(async |app| {
        app.open("#/step/two-two-two/1/backward.w5").await?;
        let wide: Vec<Vec<f64>> = vec![vec![0.5; 50]; 41];
        let text = json!({
            "format": "gradlight/example@1",
            "layers": [{"activation": "sigmoid", "weights": wide}],
            "loss": "half_squared_error",
            "samples": [{"input": vec![0.5; 50], "target": vec![0.5; 41]}],
            "learning_rate": 0.5,
        });
        app.drop_file("wide.json", &text.to_string()).await?;
        let notice = app.until_notice().await?;
        assert!(notice.contains("2,050 weights"), "{notice}");
        app.until_at(1, "backward.w5").await
    });
}

#[test]
fn a_file_over_four_mebibytes_is_refused_unread() {
    story(async |app| {
        app.open("").await?;
        app.script(
            "const data = new DataTransfer(), text = ' '.repeat(4 * 1024 * 1024 + 1);
            data.items.add(new File([text], 'huge.json'));
            document.querySelector('main').dispatchEvent(
                new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));",
            vec![],
        )
        .await?;
        let notice = app.until_notice().await?;
        assert!(notice.contains("4 MiB"), "{notice}");
        Ok(())
    });
}

#[test]
fn an_example_too_large_for_a_link_offers_the_file() {
    story(async |app| {
        app.open("").await?;
        let digit = |place: usize| f64::from(u32::try_from(place * 7919 % 100_003).unwrap_or(0)) / 99_991.0 + 1e-9;
        let weights: Vec<Vec<f64>> = (0..40).map(|j| (0..40).map(|i| digit(40 * j + i) / 7.0).collect()).collect();
        let text = json!({
            "format": "gradlight/example@1",
            "layers": [{"activation": "tanh", "weights": weights}],
            "loss": "squared_error",
            "samples": [{"input": vec![0.5; 40], "target": vec![0.5; 40]}],
            "learning_rate": 0.01,
        });
        app.drop_file("large.json", &text.to_string()).await?;
        let notice = app.until_notice().await?;
        assert!(notice.contains("link"), "the page says that the link cannot carry it: {notice}");
        let (_, saved) = app.saved_by(async |app| app.click("button", "Save the file").await).await?;
        assert_eq!(Example::from_json(&saved)?, Example::from_json(&text.to_string())?);
        Ok(())
    });
}
