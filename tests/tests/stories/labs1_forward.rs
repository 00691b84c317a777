//! The labs of neuron, activation and graph, worked by keyboard, looked at by axe, on a desk and on a phone.

use anyhow::Result;
use gradlight_e2e::{AppPage, story};

/// The labs of this group.
const LABS: [&str; 9] = [
    "neuron",
    "neuron?v=1&part=gates&gate=xor",
    "activations",
    "activations?v=1&part=sum",
    "logistic",
    "perceptron?v=1&lessons=6",
    "perceptron?v=1&part=hidden",
    "spreading?v=1&graph=deep&t=2",
    "graph?v=1&step=5",
];

async fn assert_close(app: &AppPage, key: &str, expected: f64) -> Result<()> {
    let found = app.value_of(key).await?;
    assert!((found - expected).abs() <= 1e-9 * expected.abs().max(1.0), "{key}: {found}, not {expected}");
    Ok(())
}

#[test]
fn labs1_a_student_weighs_inputs_and_probes_an_activation() {
    story(async |app| {
        app.open("#/labs").await?;
        app.click("link", "One neuron*").await?;
        app.until("the lab", "return document.querySelector('[data-lab=neuron]')", vec![]).await?;
        assert_close(app, "z", 1.62).await?;
        app.type_into("w₁", "lots").await?;
        app.press(&["Enter"]).await?;
        app.until("the fault beside the field", "return document.querySelector('.lab-fault')", vec![]).await?;
        assert_close(app, "z", 1.62).await?;
        app.type_into("w₁", "1,7").await?;
        app.press(&["Enter"]).await?;
        assert_close(app, "z", 2.58).await?;
        let (name, content) = app.saved_by(async |app| app.click("button", "Save “The neuron” as SVG").await).await?;
        assert!(name == "neuron.svg" && content.contains("w₁ = 1.7"), "{name}");
        let (name, content) = app.saved_by(async |app| app.click("button", "Save “The neuron” as PNG").await).await?;
        assert!(name == "neuron.png" && content.starts_with("\u{fffd}PNG"), "{name}");
        app.leave_control().await?;
        app.press(&["r"]).await?;
        assert_close(app, "z", 1.62).await?;
        app.click("button", "Undo (Ctrl+Z)").await?;
        assert_close(app, "z", 2.58).await?;
        app.press(&["Control+z"]).await?;
        assert_close(app, "z", 1.62).await?;

        app.open("#/labs/activations").await?;
        app.focus("image", "Sigmoid as*").await?;
        app.press_times("ArrowRight", 10).await?;
        assert_close(app, "z", 2.0).await?;
        assert!(app.settled_hash().await?.contains("z=2"));
        app.press(&["r"]).await?;
        assert_close(app, "z", 1.0).await
    });
}

#[test]
fn labs1_a_student_teaches_a_perceptron_and_lets_activation_spread() {
    story(async |app| {
        app.open("#/labs/perceptron").await?;
        app.press(&["ArrowRight", "m"]).await?;
        assert!(app.narration().await?.contains("a missed"), "{}", app.narration().await?);
        app.click("button", "XOR").await?;
        assert!(app.narration().await?.starts_with("It never converges"), "{}", app.narration().await?);
        app.click("button", "One hidden layer").await?;
        assert_close(app, "right", 4.0).await?;

        app.open("#/labs/spreading").await?;
        app.press(&["ArrowRight", "ArrowRight"]).await?;
        assert_close(app, "a2.1", 0.5).await?;
        assert!(app.narration().await?.ends_with("the output is 0.5."));
        app.press(&["Home", "k"]).await?;
        app.until(
            "the clock at its end",
            "return document.querySelector('[data-quantity=t][data-value=\"2\"]')",
            vec![],
        )
        .await?;
        Ok(())
    });
}

#[test]
fn labs1_a_student_types_an_expression_and_moves_a_threshold() {
    story(async |app| {
        app.open("#/labs/graph").await?;
        app.press(&["End"]).await?;
        for (key, expected) in [("f", -12.0), ("d.x", -4.0), ("d.y", -4.0), ("d.z", 3.0)] {
            assert_close(app, key, expected).await?;
        }
        app.type_into("f(x, y, z) =", "sigmod(x)").await?;
        app.press(&["Enter"]).await?;
        let fault = app.text(".lab-fault").await?;
        assert!(fault.contains("Did you mean sigmoid?"), "{fault}");
        app.type_into("f(x, y, z) =", "x^2·y").await?;
        app.press(&["Enter"]).await?;
        app.leave_control().await?;
        app.press(&["End"]).await?;
        assert_close(app, "d.x", -20.0).await?;
        app.settled_hash().await?;
        app.reload().await?;
        assert_close(app, "d.x", -20.0).await?;

        app.open("#/labs/logistic").await?;
        app.until("the measurements", "return document.querySelector('[data-quantity=recall]')", vec![]).await?;
        app.press(&["End"]).await?;
        let before = app.value_of("recall").await?;
        app.type_into("Threshold", "0.1").await?;
        app.press(&["Enter"]).await?;
        assert!(app.value_of("recall").await? > before, "a lower threshold misses fewer");
        Ok(())
    });
}

#[test]
fn labs1_every_lab_satisfies_axe_and_fits_a_phone() {
    story(async |app| {
        app.open("#/labs").await?;
        let faults = app.accessibility_faults().await?;
        assert!(faults.is_empty(), "the gallery:\n{}", faults.join("\n"));
        for lab in LABS {
            app.open(&format!("#/labs/{lab}")).await?;
            if lab == "logistic" {
                app.until("the measurements", "return document.querySelector('[data-quantity=recall]')", vec![])
                    .await?;
            }
            let faults = app.accessibility_faults().await?;
            assert!(faults.is_empty(), "{lab}:\n{}", faults.join("\n"));
            app.resize(360, 740).await?;
            let (across, _) = app.scrollable().await?;
            assert_eq!(across, 0.0, "{lab} scrolls sideways on a phone");
            app.resize(1280, 720).await?;
        }
        Ok(())
    });
}
