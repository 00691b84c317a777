//! Hands: keys pressed, text typed, the pointer moved and dragged.

use std::time::Duration;

use anyhow::{Result, ensure};
use serde_json::json;
use thirtyfour::WebElement;
use thirtyfour::action_chain::ActionChain;

use super::AppPage;
use crate::keys::Chord;

impl AppPage {
    fn actions(&self) -> ActionChain {
        self.driver().action_chain_with_delay(Some(Duration::ZERO), Some(Duration::ZERO))
    }

    /// Presses keys one after the other, wherever the keyboard is.
    ///
    /// # Errors
    /// The driver does not answer.
    pub async fn press(&self, keys: &[&str]) -> Result<()> {
        let mut actions = self.actions();
        for chord in keys.iter().map(|name| Chord::named(name)) {
            for held in &chord.held {
                actions = actions.key_down(*held);
            }
            actions = actions.key_down(chord.key).key_up(chord.key);
            for held in chord.held.iter().rev() {
                actions = actions.key_up(*held);
            }
        }
        Ok(actions.perform().await?)
    }

    /// Presses one key so many times.
    ///
    /// # Errors
    /// The driver does not answer.
    pub async fn press_times(&self, key: &str, times: usize) -> Result<()> {
        self.press(&vec![key; times]).await
    }

    /// Types a text where the keyboard is.
    ///
    /// # Errors
    /// The driver does not answer.
    pub async fn type_text(&self, text: &str) -> Result<()> {
        if text.is_empty() {
            return Ok(());
        }
        Ok(self.actions().send_keys(text).perform().await?)
    }

    /// Drags a slider's thumb from where it stands to a fraction of its track, over so many places between.
    ///
    /// # Errors
    /// There is no such slider.
    pub async fn drag_slider(&self, name: &str, to: f64, stops: u32) -> Result<()> {
        let slider = self.control("slider", name).await?;
        let place = "const e = arguments[0], r = e.getBoundingClientRect();
            return [(e.value - e.min) / (e.max - e.min), r.left, r.width, r.top + r.height / 2];";
        let (from, left, width, y): (f64, f64, f64, f64) =
            serde_json::from_value(self.script(place, vec![slider.to_json()?]).await?)?;
        // The thumb's middle stays half a thumb inside the track.
        let thumb = 16.0;
        let x = |fraction: f64| (left + thumb / 2.0 + fraction * (width - thumb)) as i64;
        let mut actions = self.actions().move_to(x(from), y as i64).click_and_hold();
        for stop in 1..=stops {
            let fraction = from + (to - from) * f64::from(stop) / f64::from(stops);
            actions = actions.move_to(x(fraction), y as i64);
        }
        Ok(actions.release().perform().await?)
    }

    /// Clicks an element with the pointer at its middle.
    ///
    /// # Errors
    /// The driver does not answer.
    pub async fn click_on(&self, element: &WebElement) -> Result<()> {
        // As a hand does: what lies under a bar at the window's edge is moved into the open first.
        let show = "const [element] = arguments, box = element.getBoundingClientRect();
            const at = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
            if (!element.contains(at)) element.scrollIntoView({ block: 'center' });";
        self.script(show, vec![element.to_json()?]).await?;
        Ok(self.actions().move_to_element_center(element).click().perform().await?)
    }

    /// Clicks on the page's name, which leaves whatever control has the keyboard.
    ///
    /// # Errors
    /// The driver does not answer.
    pub async fn leave_control(&self) -> Result<()> {
        let brand = self.find("h1").await?;
        self.click_on(&brand).await
    }

    /// Clicks at a place of the window.
    ///
    /// # Errors
    /// The driver does not answer.
    pub async fn click_at(&self, x: f64, y: f64) -> Result<()> {
        Ok(self.actions().move_to(x as i64, y as i64).click().perform().await?)
    }

    /// Presses the pointer at the first place, drags it over the others and lets go at the last.
    ///
    /// # Errors
    /// The driver does not answer.
    pub async fn drag(&self, places: &[(f64, f64)]) -> Result<()> {
        let mut actions = self.actions();
        for (stop, (x, y)) in places.iter().enumerate() {
            actions = actions.move_to(*x as i64, *y as i64);
            if stop == 0 {
                actions = actions.click_and_hold();
            }
        }
        Ok(actions.release().perform().await?)
    }

    /// Moves the pointer from place to place.
    ///
    /// # Errors
    /// The driver does not answer.
    pub async fn wander(&self, places: &[(f64, f64)]) -> Result<()> {
        let moved = places.iter().fold(self.actions(), |actions, (x, y)| actions.move_to(*x as i64, *y as i64));
        Ok(moved.perform().await?)
    }

    /// Moves the pointer onto an element.
    ///
    /// # Errors
    /// The driver does not answer.
    pub async fn point_at(&self, element: &WebElement) -> Result<()> {
        Ok(self.actions().move_to_element_center(element).perform().await?)
    }

    /// Presses Tab until the control of that role and name has the keyboard.
    ///
    /// # Errors
    /// It is not reached within so many presses as there are elements to stop at.
    pub async fn tab_to(&self, role: &str, name: &str) -> Result<()> {
        for _ in 0..80 {
            self.press(&["Tab"]).await?;
            let fits = |focused: &(String, String)| {
                focused.0 == role
                    && name.strip_suffix('*').map_or(focused.1 == name, |start| focused.1.starts_with(start))
            };
            if self.focused().await?.as_ref().is_some_and(fits) {
                return Ok(());
            }
        }
        anyhow::bail!("Tab does not reach the {role} “{name}”")
    }

    /// Puts the keyboard on a control, as a script does.
    ///
    /// # Errors
    /// There is no such control.
    pub async fn focus(&self, role: &str, name: &str) -> Result<()> {
        let control = self.control(role, name).await?;
        let script = "arguments[0].focus(); return document.activeElement === arguments[0];";
        let focused = self.script(script, vec![control.to_json()?]).await?;
        ensure!(focused == json!(true), "“{name}” does not take the keyboard");
        Ok(())
    }
}
