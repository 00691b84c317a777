//! Training that blows up says so, keeps what came before, and comes back at a lower rate.

use anyhow::{Context as _, Result};
use gradlight_core::builtin;
use gradlight_core::example::Example;
use gradlight_core::rounding::Arithmetic;
use gradlight_core::train::{Divergence, Run};
use gradlight_e2e::{AppPage, story};

fn run_at(rate: f64) -> (Example, Run) {
    let example = builtin::example("two-two-one-linear").expect("built in");
    let example = example.with_learning_rate(rate).expect("a rate above 0");
    let run = Run::complete(&example, 10_000, Arithmetic::Exact);
    (example, run)
}

async fn set_rate(app: &AppPage, rate: &str) -> Result<()> {
    app.type_into("Learning rate", rate).await?;
    app.press(&["Enter"]).await
}

async fn descent(app: &AppPage) -> Result<String> {
    app.text("figure:has(canvas[data-view=descent]) figcaption").await
}

#[test]
fn a_rate_of_0_6_diverges_and_says_where() {
    story(async |app| {
        let (_, run) = run_at(0.6);
        let round = run.divergence().map(Divergence::round).context("0.6 diverges")?;
        app.open("#/step/two-two-one-linear").await?;
        assert!(!descent(app).await?.contains("diverged"));
        let drawn = app.revision("descent").await?;
        set_rate(app, "0.6").await?;
        app.until_redrawn("descent", drawn).await?;
        let said = descent(app).await?;
        assert!(said.contains(&format!("diverged at round {round}")), "{said}");
        assert!(app.narration().await?.contains(&format!("diverges at round {round}")));
        let sentence = app.attribute("canvas[data-view=descent]", "aria-label").await?.context("a sentence")?;
        assert!(sentence.contains("iverge") && sentence.contains(&round.to_string()), "{sentence}");
        Ok(())
    });
}

#[test]
fn a_diverged_run_stays_usable_up_to_its_last_finite_round() {
    story(async |app| {
        let (_, run) = run_at(0.6);
        app.open("#/step/two-two-one-linear?v=1&rate=0.6").await?;
        app.focus("slider", "Finished rounds").await?;
        app.press(&["End"]).await?;
        assert_eq!(app.round().await?, run.last_finite() + 1, "the slider ends where the numbers do");
        app.leave_control().await?;
        app.press(&["End"]).await?;
        let shown = app.value_of("loss.total").await?;
        let cost = run.costs().last().context("a cost")?;
        assert_eq!(shown.to_bits(), cost.to_bits(), "{shown}, not {cost}");
        app.press(&["ArrowRight", "ArrowDown", "Home", "ArrowRight"]).await?;
        assert_eq!(app.round().await?, run.last_finite() + 1, "there is no round after");
        app.type_into("Round", "3").await?;
        app.press(&["Enter"]).await?;
        assert_eq!(app.round().await?, 3);
        Ok(())
    });
}

#[test]
fn a_lower_rate_recovers() {
    story(async |app| {
        app.open("#/step/two-two-one-linear?v=1&rate=0.6").await?;
        assert!(descent(app).await?.contains("diverged"));
        set_rate(app, "0.05").await?;
        assert!(!descent(app).await?.contains("diverged"), "{}", descent(app).await?);
        app.type_into("Round", "10001").await?;
        app.press(&["Enter"]).await?;
        assert_eq!(app.round().await?, 10_001);
        app.press(&["Control+z"]).await?;
        assert!(descent(app).await?.contains("diverged"), "undo brings the old rate back");
        Ok(())
    });
}

#[test]
fn enormous_numbers_leave_everything_readable() {
    story(async |app| {
        app.open("#/step/two-two-one-linear").await?;
        let weight = app.find("[data-action=edit][data-quantity='weight.w1']").await?;
        app.click_on(&weight).await?;
        app.type_over("1e300").await?;
        app.press(&["Enter", "End"]).await?;
        assert!(descent(app).await?.contains("diverged at round"), "{}", descent(app).await?);
        assert_eq!(app.scrollable().await?, (0.0, 0.0), "nothing grows out of the window");
        app.press(&["Control+z"]).await?;
        assert!(!descent(app).await?.contains("diverged"));
        Ok(())
    });
}
