//! Pointing: a symbol in the formula lights its place in the network and the reverse; a weight shows its paths.

use anyhow::{Context as _, Result};
use gradlight_e2e::{AppPage, story};
use serde_json::json;

/// Whether anything of that term is lit inside a view.
async fn is_lit(app: &AppPage, view: &str, term: &str) -> Result<bool> {
    let script = "
        const [view, term] = arguments;
        return [...document.querySelectorAll(`[data-view=${view}] [data-term]`)]
            .some(e => e.dataset.term === term && e.classList.contains('lit'));";
    app.script(script, vec![json!(view), json!(term)]).await?.as_bool().context("a truth")
}

#[test]
fn a_symbol_of_the_formula_lights_its_edge_and_the_reverse() {
    story(async |app| {
        app.open("#/step/two-two-two/1/forward.o1.net").await?;
        for term in ["weight.w5", "forward.h2.out"] {
            assert!(!is_lit(app, "network", term).await?, "{term} is not lit yet");
            let symbol = app.find(&format!("[data-view=formula] [data-term='{term}']")).await?;
            app.point_at(&symbol).await?;
            assert!(is_lit(app, "network", term).await?, "{term} in the network");
        }
        let brand = app.find("h1").await?;
        app.point_at(&brand).await?;
        assert!(!is_lit(app, "network", "weight.w5").await?, "nothing is lit once the pointer is gone");
        let number = app.find("[data-view=network] [data-quantity='weight.w5']").await?;
        app.point_at(&number).await?;
        assert!(is_lit(app, "formula", "weight.w5").await?, "w₅ in the formula");
        Ok(())
    });
}

#[test]
fn a_chosen_weight_shows_its_paths_with_their_factors() {
    story(async |app| {
        app.open("#/step/two-two-two/1/update.w8").await?;
        let before = app.count("[data-view=network] .path").await?;
        assert_eq!(before, 0);
        let edge = app.find("[data-view=network] [data-action=choose][data-term='weight.w1'] .target").await?;
        let script = "const p = arguments[0], at = p.getPointAtLength(p.getTotalLength() * 0.2), m = p.getScreenCTM();
            return [m.a * at.x + m.e, m.d * at.y + m.f];";
        let (x, y): (f64, f64) = serde_json::from_value(app.script(script, vec![edge.to_json()?]).await?)?;
        app.click_at(x, y).await?;
        let lit = app.count("[data-view=network] .path").await?;
        assert!(lit >= 3, "w₁ reaches the loss through h₁ and both outputs: {lit}");
        app.click_at(x, y).await?;
        assert_eq!(app.count("[data-view=network] .path").await?, 0, "a second click lets go");
        Ok(())
    });
}

#[test]
fn the_timeline_is_scrubbed_by_pointer() {
    story(async |app| {
        app.open("").await?;
        let ticks = app.box_of("[data-view=timeline] .segment.backward .ticks").await?;
        let y = ticks.y + ticks.height / 2.0;
        app.drag(&[(ticks.x + 2.0, y), (ticks.x + ticks.width / 2.0, y), (ticks.x + ticks.width - 2.0, y)]).await?;
        app.until_at(1, "backward.w4").await?;
        app.press(&["ArrowRight"]).await?;
        app.until_at(1, "update.w1").await
    });
}

#[test]
fn a_pointer_wandering_all_over_changes_nothing() {
    story(async |app| {
        app.open("#/step/two-two-two/3/backward.w5").await?;
        let shown = app.quantities().await?;
        let places: Vec<(f64, f64)> = (0..9)
            .flat_map(|row| (0..12).map(move |column| (40.0 + 106.0 * f64::from(column), 30.0 + 80.0 * f64::from(row))))
            .collect();
        app.wander(&places).await?;
        app.until_at(3, "backward.w5").await?;
        crate::closeness::assert_same(&app.quantities().await?, &shown, "wandering");
        Ok(())
    });
}
