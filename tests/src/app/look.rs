//! What is seen on the page: step, round, quantities, sentences.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result, bail};
use serde_json::{Value, json};

use super::AppPage;

/// Every shown quantity with its full-precision value, doubly shown ones twice.
const QUANTITIES: &str = "
    return [...document.querySelectorAll('[data-quantity][data-value]')].map(e => [e.dataset.quantity, e.dataset.value]);";

impl AppPage {
    /// The id of the current step.
    ///
    /// # Errors
    /// There is no timeline.
    pub async fn step(&self) -> Result<String> {
        let step = self.script("return document.querySelector('[data-view=timeline]').dataset.step;", vec![]).await?;
        Ok(step.as_str().context("the timeline has no step")?.to_owned())
    }

    /// The current round, from 1.
    ///
    /// # Errors
    /// There is no timeline.
    pub async fn round(&self) -> Result<usize> {
        let round = self.script("return document.querySelector('[data-view=timeline]').dataset.round;", vec![]).await?;
        Ok(round.as_str().context("the timeline has no round")?.parse()?)
    }

    /// Waits until that step of that round is the current one.
    ///
    /// # Errors
    /// Another one stays.
    pub async fn until_at(&self, round: usize, step: &str) -> Result<()> {
        let condition = "const { dataset } = document.querySelector('[data-view=timeline]');
            return dataset.round === args[0] && dataset.step === args[1];";
        let args = vec![json!(round.to_string()), json!(step)];
        if let Err(fault) = self.until("the step", condition, args).await {
            bail!("{fault} {step} of round {round}: it is at {} of round {}", self.step().await?, self.round().await?);
        }
        Ok(())
    }

    /// Waits until the lecture is at that click of that slide.
    ///
    /// # Errors
    /// It is not.
    pub async fn until_on_slide(&self, slide: u64, click: u64) -> Result<()> {
        let condition = "const { slide, click } = document.querySelector('[data-view=slide]').dataset;
            return +slide === args[0] && +click === args[1];";
        self.until(&format!("slide {slide}, click {click}"), condition, vec![json!(slide), json!(click)]).await?;
        Ok(())
    }

    /// Every quantity that is shown, with its value.
    ///
    /// # Errors
    /// One is shown twice with different values, or its value is no number.
    pub async fn quantities(&self) -> Result<BTreeMap<String, f64>> {
        let mut quantities = BTreeMap::new();
        let shown: Vec<(String, String)> = serde_json::from_value(self.script(QUANTITIES, vec![]).await?)?;
        for (id, value) in shown {
            let value: f64 = value.parse().with_context(|| format!("{id} shows {value}"))?;
            let before = quantities.insert(id.clone(), value);
            if before.is_some_and(|before: f64| before.to_bits() != value.to_bits()) {
                bail!("{id} is shown as {value} and as {before:?}");
            }
        }
        Ok(quantities)
    }

    /// The value of a shown quantity.
    ///
    /// # Errors
    /// It is not shown.
    pub async fn value_of(&self, id: &str) -> Result<f64> {
        self.quantities().await?.remove(id).with_context(|| format!("{id} is not shown"))
    }

    /// The texts that show a quantity where it can be seen, one an element.
    ///
    /// # Errors
    /// The script fails.
    pub async fn texts_of(&self, id: &str) -> Result<Vec<String>> {
        let script = "
            return [...document.querySelectorAll('[data-quantity]')]
                .filter(e => e.dataset.quantity === arguments[0] && e.checkVisibility({ visibilityProperty: true }))
                .map(e => e.textContent.trim());";
        Ok(serde_json::from_value(self.script(script, vec![json!(id)]).await?)?)
    }

    /// What the live region says.
    ///
    /// # Errors
    /// There is none.
    pub async fn narration(&self) -> Result<String> {
        let said = self.script("return document.querySelector('#narration').textContent;", vec![]).await?;
        Ok(said.as_str().context("there is no narration")?.to_owned())
    }

    /// How often a canvas has been drawn.
    ///
    /// # Errors
    /// It is not there, or not drawn yet.
    pub async fn revision(&self, view: &str) -> Result<u64> {
        let script = "return document.querySelector(`canvas[data-view=${arguments[0]}]`).dataset.revision;";
        let revision = self.script(script, vec![json!(view)]).await?;
        Ok(revision.as_str().with_context(|| format!("{view} has no revision"))?.parse()?)
    }

    /// Waits until a canvas has been drawn anew since that revision.
    ///
    /// # Errors
    /// It stays as it is.
    pub async fn until_redrawn(&self, view: &str, since: u64) -> Result<()> {
        let condition =
            "return Number(document.querySelector(`canvas[data-view=${args[0]}]`).dataset.revision) > args[1];";
        self.until(&format!("{view} to be redrawn"), condition, vec![json!(view), json!(since)]).await?;
        Ok(())
    }

    /// The text of the first element that fits a selector.
    ///
    /// # Errors
    /// None does.
    pub async fn text(&self, selector: &str) -> Result<String> {
        let script = "return document.querySelector(arguments[0])?.textContent.trim().replace(/\\s+/g, ' ');";
        let text = self.script(script, vec![json!(selector)]).await?;
        Ok(text.as_str().with_context(|| format!("there is no {selector}"))?.to_owned())
    }

    /// An attribute of the first element that fits a selector, if it has it.
    ///
    /// # Errors
    /// The script fails.
    pub async fn attribute(&self, selector: &str, name: &str) -> Result<Option<String>> {
        let script = "return document.querySelector(arguments[0])?.getAttribute(arguments[1]);";
        Ok(self.script(script, vec![json!(selector), json!(name)]).await?.as_str().map(str::to_owned))
    }

    /// How many elements fit a selector.
    ///
    /// # Errors
    /// The script fails.
    pub async fn count(&self, selector: &str) -> Result<u64> {
        let found =
            self.script("return document.querySelectorAll(arguments[0]).length;", vec![json!(selector)]).await?;
        found.as_u64().context("a count")
    }

    /// The sentence of the notice, if one is shown.
    ///
    /// # Errors
    /// The script fails.
    pub async fn notice(&self) -> Result<Option<String>> {
        let script = "return document.querySelector('.notice p')?.textContent;";
        Ok(self.script(script, vec![]).await?.as_str().map(str::to_owned))
    }

    /// Waits for a notice and gives its sentence.
    ///
    /// # Errors
    /// None comes.
    pub async fn until_notice(&self) -> Result<String> {
        let condition = "return document.querySelector('.notice p')?.textContent ?? false;";
        let notice = self.until("a notice", condition, vec![]).await?;
        Ok(notice.as_str().context("a notice is text")?.to_owned())
    }

    /// What has the keyboard: the element's role and accessible name, or `None` for the page itself.
    ///
    /// # Errors
    /// The driver does not answer.
    pub async fn focused(&self) -> Result<Option<(String, String)>> {
        let script = "const e = document.activeElement; return e === document.body || e === null ? null : e;";
        let found = self.driver().execute(script, Vec::<Value>::new()).await?;
        if found.json().is_null() {
            return Ok(None);
        }
        let element = found.element()?;
        Ok(Some((self.role(&element).await?, self.name(&element).await?)))
    }
}
