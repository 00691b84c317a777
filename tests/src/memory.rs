//! What the page keeps: DOM nodes, listeners and heap, after everything unused has been cleared away.

use anyhow::{Context as _, Result};
use serde_json::json;

use crate::app::AppPage;

/// How often memory is looked at for one figure.
const LOOKS: usize = 5;

/// What a page holds in memory.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Memory {
    /// DOM nodes, detached ones that are still held included.
    pub nodes: f64,
    /// Event listeners.
    pub listeners: f64,
    /// JavaScript's heap in use, in bytes; WebAssembly's memory is not in it.
    pub heap: f64,
    /// WebAssembly's memory, in bytes.
    pub module: f64,
}

impl AppPage {
    /// What the page holds now: the least of a few looks, for garbage goes in the browser's own time.
    ///
    /// # Errors
    /// The browser does not measure it.
    pub async fn memory(&self) -> Result<Memory> {
        let cdp = self.driver().cdp();
        cdp.send_raw("HeapProfiler.enable", json!({})).await?;
        cdp.performance().enable().await?;
        let mut least = self.look_at_memory().await?;
        for _ in 1..LOOKS {
            self.two_frames().await?;
            let look = self.look_at_memory().await?;
            least.nodes = least.nodes.min(look.nodes);
            least.listeners = least.listeners.min(look.listeners);
            least.heap = least.heap.min(look.heap);
        }
        Ok(least)
    }

    async fn look_at_memory(&self) -> Result<Memory> {
        let cdp = self.driver().cdp();
        cdp.send_raw("HeapProfiler.collectGarbage", json!({})).await?;
        let metrics = cdp.performance().get_metrics().await?;
        let metric = |name: &str| {
            let found = metrics.iter().find(|metric| metric.name == name);
            found.map(|metric| metric.value).with_context(|| format!("no metric {name}"))
        };
        // Started already, the module's own start gives what it started.
        let module = "const finish = arguments[0];
            window.wasmBindings.default().then(({ memory }) => finish(memory.buffer.byteLength));";
        let module = self.script_to_end(module, vec![]).await?;
        Ok(Memory {
            nodes: metric("Nodes")?,
            listeners: metric("JSEventListeners")?,
            heap: metric("JSHeapUsedSize")?,
            module: module.as_f64().context("no WebAssembly memory")?,
        })
    }
}
