//! `gradlight.js`: the module under a name that stays, for other pages.
//!
//! Trunk names the page's JavaScript and WebAssembly by their content. Other pages import
//! `gradlight.js`, which re-exports the same JavaScript, so that there is one module and one start of it.

use anyhow::{Context as _, Result};

use super::markup::{Element, elements};

const TEMPLATE: &str = include_str!("gradlight.js");

/// The two files of a module, by their addresses from the page.
#[derive(Debug)]
pub(crate) struct Module {
    /// The JavaScript that starts it.
    pub(crate) script: String,
    /// The WebAssembly.
    pub(crate) wasm: String,
}

/// The module of a page that Trunk has built.
///
/// # Errors
///
/// The page does not preload exactly what Trunk makes it preload.
pub(crate) fn module(html: &str) -> Result<Module> {
    let elements = elements(html);
    let script = preloaded(&elements, "rel", "modulepreload").context("the page preloads no JavaScript module")?;
    let wasm = preloaded(&elements, "type", "application/wasm").context("the page preloads no WebAssembly")?;
    Ok(Module { script, wasm })
}

/// The text of `gradlight.js` over that module.
pub(crate) fn javascript(module: &Module) -> String {
    TEMPLATE.replace("MODULE.js", &module.script).replace("MODULE.wasm", &module.wasm)
}

/// The address in the first link whose attribute has this value.
fn preloaded(elements: &[Element<'_>], attribute: &str, value: &str) -> Option<String> {
    let link = elements.iter().find(|element| element.attribute(attribute).as_deref() == Some(value))?;
    link.attribute("href")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shim_names_the_files_that_the_page_loads() {
        let html = r#"<link rel="modulepreload" href="./web-1f.js"><link rel="preload" href="./web-1f_bg.wasm" as="fetch" type="application/wasm">"#;
        let shim = javascript(&module(html).unwrap());
        assert!(shim.contains(r#"from "./web-1f.js""#), "{shim}");
        assert!(shim.contains(r#"new URL("./web-1f_bg.wasm", import.meta.url)"#), "{shim}");
        assert!(!shim.contains("MODULE"), "{shim}");
    }

    #[test]
    fn a_page_without_a_module_is_refused() {
        assert!(module("<p>no module</p>").is_err());
    }
}
