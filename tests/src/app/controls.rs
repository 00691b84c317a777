//! The controls, found by role and accessible name, as assistive technology finds them.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result, bail, ensure};
use serde_json::{Value, json};
use thirtyfour::common::command::{Command, FormatRequestData};
use thirtyfour::prelude::ElementQueryable as _;
use thirtyfour::{By, RequestData, SessionId, WebElement};
use tokio::time;

use super::AppPage;

/// Elements of a role whose name, as nearly as a script can tell, is or begins with the one asked for.
const CANDIDATES: &str = "
    const [role, name] = arguments;
    const selectors = {
        alert: '[role=alert]', button: 'button, [role=button]', checkbox: 'input[type=checkbox]',
        combobox: 'select', dialog: 'dialog', disclosure: 'summary', figure: 'figure', heading: 'h1, h2, h3', image: 'canvas, img, [role=img]',
        link: 'a[href]', region: 'section, [role=region]', slider: 'input[type=range], [role=slider]',
        status: '[role=status]', textbox: 'input[type=text]',
    };
    const isRead = n => n.nodeType !== 1 || n.getAttribute('aria-hidden') !== 'true';
    const within = (root, skip) => [...root.childNodes].filter(n => n !== skip && isRead(n))
        .map(n => n.nodeType === 3 ? n.data : n.nodeType === 1 ? within(n, skip) : '').join('');
    const label = e => e.getAttribute('aria-label')
        ?? (e.labels?.length ? [...e.labels].map(l => within(l, e)).join(' ') : within(e));
    const wanted = name.endsWith('*') ? (l => l.startsWith(name.slice(0, -1))) : (l => l.startsWith(name));
    return [...document.querySelectorAll(selectors[role])]
        .filter(e => e.checkVisibility({ visibilityProperty: true }) && wanted(label(e).trim().replace(/\\s+/g, ' ')));";

/// A question about an element that the browser answers as it answers assistive technology.
#[derive(Debug)]
struct Computed {
    element: String,
    what: &'static str,
}

impl FormatRequestData for Computed {
    fn format_request(&self, session_id: &SessionId) -> RequestData {
        let uri = Arc::from(format!("/session/{session_id}/element/{}/{}", self.element, self.what));
        // Read as the title is read, only elsewhere.
        RequestData { uri, ..Command::GetTitle.format_request(session_id) }
    }
}

impl AppPage {
    /// The visible control of that role and name, once it is there; a name that ends in `*` is the beginning of one.
    ///
    /// # Errors
    /// None comes within a quarter of a minute, or there is more than one.
    pub async fn control(&self, role: &str, name: &str) -> Result<WebElement> {
        let mut fitting = self.awaited(role, name).await?;
        ensure!(fitting.len() < 2, "{} of role {role} are called “{name}”", fitting.len());
        fitting.pop().with_context(|| format!("there is no {role} called “{name}”"))
    }

    /// The first visible control of that role and name, where there may be more.
    ///
    /// # Errors
    /// None comes within a quarter of a minute.
    pub async fn first_control(&self, role: &str, name: &str) -> Result<WebElement> {
        let fitting = self.awaited(role, name).await?;
        fitting.into_iter().next().with_context(|| format!("there is no {role} called “{name}”"))
    }

    /// The controls, once there is one: assistive technology learns of what is shown a moment after it is.
    async fn awaited(&self, role: &str, name: &str) -> Result<Vec<WebElement>> {
        let found = async {
            loop {
                let fitting = self.controls(role, name).await?;
                if !fitting.is_empty() {
                    return Ok(fitting);
                }
                self.two_frames().await?;
            }
        };
        let found = time::timeout(Duration::from_secs(15), found).await;
        found.with_context(|| format!("there is no {role} called “{name}”"))?
    }

    async fn controls(&self, role: &str, name: &str) -> Result<Vec<WebElement>> {
        let found = self.driver().execute(CANDIDATES, vec![json!(role), json!(name)]).await?;
        let mut fitting = Vec::new();
        for element in found.elements()? {
            let computed = self.name(&element).await?;
            let fits = name.strip_suffix('*').map_or(computed == name, |start| computed.starts_with(start));
            if fits {
                ensure!(self.role(&element).await? == role, "“{name}” is no {role} to assistive technology");
                fitting.push(element);
            }
        }
        Ok(fitting)
    }

    /// Whether there is a visible control of that role and name now.
    ///
    /// # Errors
    /// There is more than one.
    pub async fn has_control(&self, role: &str, name: &str) -> Result<bool> {
        let fitting = self.controls(role, name).await?.len();
        ensure!(fitting < 2, "{fitting} of role {role} are called “{name}”");
        Ok(fitting == 1)
    }

    /// An element's accessible name.
    ///
    /// # Errors
    /// The driver does not answer.
    pub async fn name(&self, element: &WebElement) -> Result<String> {
        self.computed(element, "computedlabel").await
    }

    /// An element's role.
    ///
    /// # Errors
    /// The driver does not answer.
    pub async fn role(&self, element: &WebElement) -> Result<String> {
        let role = self.computed(element, "computedrole").await?;
        // ARIA has no name for what opens its surroundings; Chromium has one of its own.
        Ok(if role == "DisclosureTriangle" { "disclosure".to_owned() } else { role })
    }

    async fn computed(&self, element: &WebElement, what: &'static str) -> Result<String> {
        let question = Computed { element: element.element_id().to_string(), what };
        Ok(self.driver().handle().cmd(question).await?.value()?)
    }

    /// Clicks a control.
    ///
    /// # Errors
    /// It is not there or something covers it.
    pub async fn click(&self, role: &str, name: &str) -> Result<()> {
        self.control(role, name).await?.click().await.with_context(|| format!("click on “{name}”"))
    }

    /// Chooses the entry with that text from a list.
    ///
    /// # Errors
    /// There is no such list or entry.
    pub async fn choose(&self, list: &str, entry: &str) -> Result<()> {
        // The driver chooses without a pointer; the page is to know that one is in use.
        self.leave_control().await?;
        let list = self.control("combobox", list).await?;
        for option in list.find_all(By::Css("option")).await? {
            if option.prop("text").await?.is_some_and(|text| text.trim() == entry) {
                return Ok(option.click().await?);
            }
        }
        bail!("the list has no entry “{entry}”")
    }

    /// The entry that a list shows.
    ///
    /// # Errors
    /// There is no such list.
    pub async fn chosen(&self, list: &str) -> Result<String> {
        let list = self.control("combobox", list).await?;
        let script = "return arguments[0].selectedOptions[0]?.text ?? '';";
        let text = self.script(script, vec![list.to_json()?]).await?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// The text that a field holds.
    ///
    /// # Errors
    /// There is no such field.
    pub async fn field(&self, name: &str) -> Result<String> {
        Ok(self.control("textbox", name).await?.prop("value").await?.unwrap_or_default())
    }

    /// Clicks into a field and types over what it holds, without leaving it.
    ///
    /// # Errors
    /// There is no such field.
    pub async fn type_into(&self, name: &str, text: &str) -> Result<()> {
        let field = self.control("textbox", name).await?;
        field.click().await?;
        self.type_over(text).await
    }

    /// Types over what the field with the keyboard holds.
    ///
    /// # Errors
    /// The driver does not answer.
    pub async fn type_over(&self, text: &str) -> Result<()> {
        self.press(&["Control+a", "Delete"]).await?;
        self.type_text(text).await
    }

    /// The message beside a field that says what is wrong with it, if the field is marked.
    ///
    /// # Errors
    /// There is no such field, or it is marked without a message.
    pub async fn fault_of(&self, name: &str) -> Result<Option<String>> {
        let field = self.control("textbox", name).await?;
        self.fault_beside(&field).await
    }

    /// The message that describes a marked field.
    ///
    /// # Errors
    /// It is marked without a message that can be seen.
    pub async fn fault_beside(&self, field: &WebElement) -> Result<Option<String>> {
        let script = "const e = arguments[0];
            if (e.getAttribute('aria-invalid') !== 'true') return null;
            const said = document.getElementById(e.getAttribute('aria-describedby') ?? '');
            return said?.checkVisibility({ visibilityProperty: true }) ? said.textContent : '';";
        match self.script(script, vec![field.to_json()?]).await? {
            Value::String(message) if message.is_empty() => bail!("the field is marked, but no message describes it"),
            Value::String(message) => Ok(Some(message)),
            _ => Ok(None),
        }
    }

    /// The first visible element that fits a selector.
    ///
    /// # Errors
    /// None comes.
    pub async fn find(&self, selector: &str) -> Result<WebElement> {
        let found = self.driver().query(By::Css(selector)).first().await;
        found.with_context(|| format!("there is no {selector}"))
    }
}
