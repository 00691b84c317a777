//! Everything fits: no scrolling on a projector, no sideways scrolling on a phone, no text upon text, no jumping.

use anyhow::Result;
use gradlight_core::builtin;
use gradlight_e2e::{AppPage, Box, story};

/// Type smaller than this, in CSS pixels, cannot be read.
const SMALLEST: f64 = 12.0;

/// Boxes of type are taller than its letters; up to this much, in CSS pixels, two may share without touching.
const SLACK: f64 = 2.0;

/// The steps of the round shown.
async fn steps(app: &AppPage) -> Result<usize> {
    let most = app.attribute("[data-view=timeline]", "aria-valuemax").await?;
    Ok(most.unwrap_or_default().parse()?)
}

async fn assert_fits(app: &AppPage, sideways_only: bool, state: &str) -> Result<()> {
    let (across, down) = app.scrollable().await?;
    assert_eq!(across, 0.0, "{state} scrolls sideways");
    assert!(sideways_only || down == 0.0, "{state} scrolls down by {down}");
    Ok(())
}

/// What is to keep its place and size.
const PARTS: [&str; 4] =
    ["[data-view=network]", "[data-view=formula]", "[data-view=timeline]", "canvas[data-view=descent]"];

/// Fails where network, card, timeline or descent are not where they were.
async fn assert_still(app: &AppPage, before: &mut Option<Vec<Box>>, state: &str) -> Result<()> {
    let now = app.boxes_of(&PARTS).await?;
    if let Some(before) = before {
        assert_eq!(&now, before, "{state}: something has moved");
    }
    *before = Some(now);
    Ok(())
}

async fn walk_through(app: &AppPage, size: (u32, u32), state: &str) -> Result<()> {
    app.resize(size.0, size.1).await?;
    app.press(&["Home"]).await?;
    let mut boxes = None;
    for _ in 1..steps(app).await? {
        let here = format!("{state} at {}×{}, {}", size.0, size.1, app.step().await?);
        assert_fits(app, false, &here).await?;
        assert_still(app, &mut boxes, &here).await?;
        app.press(&["ArrowRight"]).await?;
    }
    Ok(())
}

#[test]
fn nothing_scrolls_or_jumps_through_a_round_on_desk_and_projector() {
    story(async |app| {
        app.open("").await?;
        walk_through(app, (1280, 720), "as the system").await?;
        walk_through(app, (1280, 600), "as the system").await?;
        while app.attribute("html", "data-theme").await?.as_deref() != Some("projector") {
            app.click("button", "Theme*").await?;
        }
        walk_through(app, (1920, 1080), "projector").await
    });
}

#[test]
fn nothing_scrolls_in_any_notation_or_number_of_digits() {
    story(async |app| {
        for notation in ["net-out", "delta", "superscript", "counted-back"] {
            for digits in [2, 12] {
                let hash = format!("#/step/two-two-two/1/backward.h1.d_out?v=1&notation={notation}&digits={digits}");
                app.open(&hash).await?;
                let mut boxes = None;
                for step in ["backward.w5", "backward.h1.from_o1", "backward.h1.d_out", "backward.w1", "update.w8"] {
                    app.follow(&hash.replace("backward.h1.d_out", step)).await?;
                    app.until_at(1, step).await?;
                    assert_fits(app, false, &format!("{step} in {notation}, {digits} digits")).await?;
                    assert_still(app, &mut boxes, &format!("{step} in {notation}, {digits} digits")).await?;
                }
            }
        }
        Ok(())
    });
}

#[test]
fn nothing_scrolls_sideways_on_tablet_and_phone() {
    story(async |app| {
        for name in builtin::names() {
            for (width, height) in [(768, 1024), (360, 740)] {
                app.resize(width, height).await?;
                app.open(&format!("#/step/{name}")).await?;
                for key in ["Home", "ArrowDown", "ArrowDown", "ArrowDown", "End"] {
                    app.press(&[key]).await?;
                    let state = format!("{name} at {width}, {}", app.step().await?);
                    assert_fits(app, true, &state).await?;
                }
            }
        }
        Ok(())
    });
}

/// Texts of the network that lie upon each other, or are too small.
async fn unreadable(app: &AppPage) -> Result<Vec<String>> {
    let texts = app.network_texts().await?;
    assert!(!texts.is_empty(), "the network has texts");
    let small = texts.iter().filter(|text| text.size > 0.0 && text.size < SMALLEST - 0.01);
    let mut faults: Vec<String> = small.map(|text| format!("“{}” is {:.1} px", text.text, text.size)).collect();
    for (place, text) in texts.iter().enumerate() {
        let upon = texts[place + 1..].iter().filter(|other| text.overlap(other) > SLACK);
        faults.extend(
            upon.map(|other| format!("“{}” lies {:.1} px on “{}”", text.text, text.overlap(other), other.text)),
        );
    }
    Ok(faults)
}

#[test]
fn every_label_of_every_network_can_be_read() {
    story(async |app| {
        let mut faults = Vec::new();
        for name in builtin::names() {
            app.open(&format!("#/step/{name}")).await?;
            for (width, height) in [(1280, 720), (1280, 600), (768, 1024), (360, 740)] {
                app.resize(width, height).await?;
                for key in ["Home", "ArrowDown", "ArrowDown", "ArrowDown", "End"] {
                    app.press(&[key]).await?;
                    let state = format!("{name} at {width}×{height}, {}", app.step().await?);
                    faults.extend(unreadable(app).await?.into_iter().map(|fault| format!("{state}: {fault}")));
                }
            }
        }
        assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
        Ok(())
    });
}

#[test]
fn the_projector_s_letters_are_larger() {
    story(async |app| {
        app.open("").await?;
        app.resize(1920, 1080).await?;
        let size = async |app: &AppPage| -> Result<f64> {
            Ok(app
                .network_texts()
                .await?
                .iter()
                .map(|text| text.size)
                .filter(|size| *size > 0.0)
                .fold(f64::MAX, f64::min))
        };
        let usual = size(app).await?;
        while app.attribute("html", "data-theme").await?.as_deref() != Some("projector") {
            app.click("button", "Theme*").await?;
        }
        app.two_frames().await?;
        assert!(size(app).await? > usual, "{} against {usual}", size(app).await?);
        Ok(())
    });
}
