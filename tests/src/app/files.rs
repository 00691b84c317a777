//! Files: dropped on the page, chosen, and saved from it.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Result, bail, ensure};
use serde_json::json;

use super::AppPage;

/// Drops a file made of the given name and text, as the browser reports a drop.
const DROP: &str = "
    const [name, text] = arguments, data = new DataTransfer(), target = document.querySelector('main');
    data.items.add(new File([text], name, { type: 'application/json' }));
    const send = kind => !target.dispatchEvent(
        new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
    return send('dragover') && send('drop');";

/// Answers the next file dialog with a file made of the given name and text.
const CHOOSE: &str = "
    const [name, text] = arguments, data = new DataTransfer(), click = HTMLInputElement.prototype.click;
    data.items.add(new File([text], name, { type: 'application/json' }));
    HTMLInputElement.prototype.click = function () {
        HTMLInputElement.prototype.click = click;
        this.files = data.files;
        this.dispatchEvent(new Event('change', { bubbles: true }));
    };";

impl AppPage {
    /// Drops a file of that name and text on the page.
    ///
    /// # Errors
    /// The page leaves the drop to the browser, which would leave the page.
    pub async fn drop_file(&self, name: &str, text: &str) -> Result<()> {
        let taken = self.script(DROP, vec![json!(name), json!(text)]).await?;
        ensure!(taken == json!(true), "the page does not take the drop");
        Ok(())
    }

    /// Opens a file of that name and text by the page's own button; the browser's dialog is answered.
    ///
    /// # Errors
    /// There is no such button.
    pub async fn choose_file(&self, name: &str, text: &str) -> Result<()> {
        self.script(CHOOSE, vec![json!(name), json!(text)]).await?;
        self.click("button", "Open an example file").await
    }

    /// Does something that saves a file, and gives the file's name and text.
    ///
    /// # Errors
    /// No file arrives.
    pub async fn saved_by(&self, act: impl AsyncFnOnce(&Self) -> Result<()>) -> Result<(String, String)> {
        let folder = std::env::temp_dir().join(format!("gradlight-{}", self.driver().session_id()));
        fs::create_dir_all(&folder)?;
        let arrive = json!({"behavior": "allow", "downloadPath": folder});
        self.driver().cdp().send_raw("Browser.setDownloadBehavior", arrive).await?;
        act(self).await?;
        let arrived = arrival(&folder).await;
        fs::remove_dir_all(&folder)?;
        arrived
    }
}

/// Waits for the one file of a folder, which a browser puts there under its name once it is whole; until then an
/// empty one may keep the name.
async fn arrival(folder: &PathBuf) -> Result<(String, String)> {
    for _ in 0..1000 {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            let is_hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
            let is_whole = path.extension().is_some_and(|extension| extension != "crdownload" && extension != "tmp");
            if is_whole && !is_hidden && fs::metadata(&path).is_ok_and(|file| file.len() > 0) {
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                return Ok((name, String::from_utf8_lossy(&fs::read(path)?).into_owned()));
            }
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    bail!("no file was saved")
}
