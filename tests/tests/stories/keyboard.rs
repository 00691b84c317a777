//! Everything by keyboard alone: reached by Tab, walked by arrows, given back when done.

use anyhow::{Context as _, Result};
use gradlight_e2e::{AppPage, story};

/// What Tab should stop at: visible, enabled, not taken out of the order; of a group only one.
const STOPS: &str = "
    return [...document.querySelectorAll('#app *')].filter(e => e.tabIndex >= 0 && !e.disabled
        && e.checkVisibility({ visibilityProperty: true }) && !e.closest('dialog:not([open])')
        && !(e.closest('details:not([open])') && e.tagName !== 'SUMMARY')).length;";

async fn focused(app: &AppPage) -> Result<(String, String)> {
    app.focused().await?.context("nothing has the keyboard")
}

#[test]
fn tab_reaches_everything_once_and_comes_round() {
    story(async |app| {
        app.open("#/step/two-two-two/1/backward.w5").await?;
        let stops = app.script(STOPS, vec![]).await?.as_u64().context("a count")?;
        let mut reached = Vec::new();
        loop {
            app.press(&["Tab"]).await?;
            match app.focused().await? {
                Some(control) if reached.len() < 100 => reached.push(control),
                _ => break,
            }
        }
        assert_eq!(reached.len() as u64, stops, "{reached:#?}");
        assert!(reached.iter().all(|(_, name)| !name.is_empty()), "each has a name: {reached:#?}");
        assert!(!reached.iter().any(|(_, name)| name == "The round's numbers"), "what is not seen is no stop");
        for wanted in ["Example", "Notation", "Digits", "Play", "Speed", "Round", "Learning rate", "Biases"] {
            assert!(reached.iter().any(|(_, name)| name == wanted), "{wanted} in {reached:#?}");
        }
        for wanted in ["Network", "Next", "Step of the round", "Theme"] {
            assert!(reached.iter().any(|(_, name)| name.starts_with(wanted)), "{wanted} in {reached:#?}");
        }
        Ok(())
    });
}

#[test]
fn the_network_is_walked_unit_by_unit() {
    story(async |app| {
        app.open("#/step/two-two-two/1/forward.h1.out").await?;
        app.tab_to("group", "Network*").await?;
        app.press(&["ArrowRight"]).await?;
        app.until_at(1, "forward.h2.net").await?;
        app.press(&["Enter"]).await?;
        let mut names = Vec::new();
        for key in ["ArrowLeft", "ArrowUp", "ArrowRight", "ArrowDown", "ArrowRight"] {
            app.press(&[key]).await?;
            names.push(focused(app).await?.1);
        }
        assert!(names[1].contains("i 1") && names[1].contains("0.05"), "{names:#?}");
        assert!(names[2].contains("h 1") && names[2].contains("0.593269992"), "{names:#?}");
        assert!(names[3].contains("h 2") && names[3].contains("not yet"), "{names:#?}");
        assert!(names[4].contains("o 2"), "{names:#?}");
        app.until_at(1, "forward.h2.net").await?;
        app.press(&["Escape"]).await?;
        app.press(&["Escape", "ArrowRight"]).await?;
        app.until_at(1, "forward.h2.out").await
    });
}

#[test]
fn a_number_is_edited_by_keyboard_alone() {
    story(async |app| {
        app.open("").await?;
        app.tab_to("group", "Network*").await?;
        app.press(&["Enter", "ArrowLeft", "ArrowUp", "Enter"]).await?;
        if focused(app).await?.0 != "textbox" {
            app.press(&["Enter"]).await?;
        }
        assert_eq!(focused(app).await?, ("textbox".to_owned(), "input i₁".to_owned()));
        app.type_text("0,25").await?;
        app.press(&["Enter"]).await?;
        assert_eq!(app.value_of("input.i1").await?, 0.25);
        app.press(&["Escape", "Escape", "ArrowRight"]).await?;
        app.until_at(1, "forward.h1.out").await
    });
}

#[test]
fn a_slider_keeps_its_arrows_and_leaves_the_letters() {
    story(async |app| {
        app.open("").await?;
        app.tab_to("slider", "Learning rate, slider").await?;
        app.press(&["ArrowRight", "ArrowUp"]).await?;
        app.until_at(1, "forward.h1.net").await?;
        assert_ne!(app.field("Learning rate").await?, "0.5");
        app.press(&["n"]).await?;
        app.until_at(1, "forward.h1.out").await
    });
}

#[test]
fn a_control_used_by_pointer_gives_the_keyboard_back() {
    story(async |app| {
        app.open("").await?;
        app.click("button", "Next*").await?;
        assert_eq!(app.focused().await?, None);
        app.drag_slider("Learning rate, slider", 0.5, 3).await?;
        app.click("button", "Theme*").await?;
        app.press(&["ArrowRight"]).await?;
        app.until_at(1, "forward.h2.net").await?;
        app.drag_slider("Finished rounds", 0.0, 2).await?;
        app.press(&["ArrowRight", "Space"]).await?;
        app.until(
            "to play",
            "return [...document.querySelectorAll('button')].some(b => b.textContent.startsWith('Pause'));",
            vec![],
        )
        .await?;
        Ok(())
    });
}

#[test]
fn a_button_reached_by_tab_keeps_space_and_enter() {
    story(async |app| {
        app.open("").await?;
        app.tab_to("button", "Next*").await?;
        app.press(&["Space"]).await?;
        app.until_at(1, "forward.h1.out").await?;
        app.press(&["Enter"]).await?;
        app.until_at(1, "forward.h2.net").await?;
        assert!(focused(app).await?.1.starts_with("Next"), "the button keeps the keyboard");
        Ok(())
    });
}

#[test]
fn the_help_dialog_keeps_the_keyboard_and_gives_it_back() {
    story(async |app| {
        app.open("").await?;
        app.tab_to("button", "Reset (R)").await?;
        app.press(&["?"]).await?;
        let dialog = app.control("dialog", "Keys").await?;
        let inside = "return arguments[0].contains(document.activeElement);";
        for _ in 0..4 {
            assert_eq!(app.script(inside, vec![dialog.to_json()?]).await?, serde_json::json!(true));
            app.press(&["ArrowRight"]).await?;
            app.until_at(1, "forward.h1.net").await?;
            app.press(&["Tab"]).await?;
            // From the last control the keyboard may pass by the browser's own bar.
            if app.focused().await?.is_none() {
                app.press(&["Tab"]).await?;
            }
        }
        app.press(&["Escape"]).await?;
        assert!(!app.has_control("dialog", "Keys").await?);
        assert_eq!(focused(app).await?.1, "Reset (R)");
        app.press(&["F1", "F1"]).await?;
        assert!(!app.has_control("dialog", "Keys").await?, "the same key closes it");
        app.click("button", "Keys and help").await?;
        app.click("button", "Close").await?;
        assert!(!app.has_control("dialog", "Keys").await?);
        Ok(())
    });
}

#[test]
fn single_letters_can_be_switched_off_for_good() {
    story(async |app| {
        app.open("").await?;
        app.press(&["?"]).await?;
        app.click("checkbox", "Single letters act as keys").await?;
        app.click("button", "Close").await?;
        app.leave_control().await?;
        app.press(&["n", "]", "?"]).await?;
        app.until_at(1, "forward.h1.net").await?;
        assert_eq!(app.field("Learning rate").await?, "0.5");
        assert!(!app.has_control("dialog", "Keys").await?);
        app.press(&["ArrowRight"]).await?;
        app.until_at(1, "forward.h1.out").await?;
        app.reload().await?;
        app.press(&["n"]).await?;
        app.until_at(1, "forward.h1.out").await?;
        app.press(&["F1"]).await?;
        assert!(app.has_control("dialog", "Keys").await?, "F1 is no letter");
        Ok(())
    });
}
