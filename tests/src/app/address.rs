//! The page's address: links opened, followed, gone back from.

use anyhow::{Context as _, Result};
use serde_json::json;

use super::AppPage;

impl AppPage {
    /// Opens the page afresh at a hash (empty for none) and waits until it is ready.
    ///
    /// # Errors
    /// It does not become ready.
    pub async fn open(&self, hash: &str) -> Result<()> {
        // From the page itself another hash would be a move within it.
        self.driver().goto("about:blank").await?;
        self.driver().goto(format!("{}/{hash}", self.environment().page)).await?;
        self.ready().await
    }

    /// Opens a file of the same origin that is not the page.
    ///
    /// # Errors
    /// It cannot be opened.
    pub async fn open_file_served(&self, path: &str) -> Result<()> {
        Ok(self.driver().goto(format!("{}/{path}", self.environment().page)).await?)
    }

    /// Waits until the page has shown its first interactive frame.
    ///
    /// # Errors
    /// It does not.
    pub async fn ready(&self) -> Result<()> {
        self.until("the page to be ready", "return document.documentElement.dataset.ready === 'true';", vec![]).await?;
        Ok(())
    }

    /// Follows a link to another hash of the page, as from its own text.
    ///
    /// # Errors
    /// The script fails.
    pub async fn follow(&self, hash: &str) -> Result<()> {
        let script = "const finish = arguments[1];
            if (location.hash === arguments[0]) { finish(); return; }
            addEventListener('hashchange', () => finish(), { once: true });
            location.hash = arguments[0];";
        self.script_to_end(script, vec![json!(hash)]).await?;
        Ok(())
    }

    /// Reloads the page and waits until it is ready.
    ///
    /// # Errors
    /// It does not become ready.
    pub async fn reload(&self) -> Result<()> {
        self.driver().refresh().await?;
        self.ready().await
    }

    /// Goes back in the browser's history.
    ///
    /// # Errors
    /// The driver does not answer.
    pub async fn back(&self) -> Result<()> {
        Ok(self.driver().back().await?)
    }

    /// The hash of the page's address now.
    ///
    /// # Errors
    /// The driver does not answer.
    pub async fn hash(&self) -> Result<String> {
        let hash = self.script("return location.hash;", vec![]).await?;
        Ok(hash.as_str().context("a hash is text")?.to_owned())
    }

    /// Waits until the address has been the same for longer than it is ever held back, and gives its hash.
    ///
    /// # Errors
    /// It does not come to rest.
    pub async fn settled_hash(&self) -> Result<String> {
        let condition = "
            const now = performance.now(), seen = window.seenHash ??= { hash: '', since: now };
            if (seen.hash !== location.hash) Object.assign(seen, { hash: location.hash, since: now });
            return now - seen.since > 400 && location.hash;";
        let hash = self.until("the address to settle", condition, vec![]).await?;
        Ok(hash.as_str().context("a hash is text")?.to_owned())
    }
}
