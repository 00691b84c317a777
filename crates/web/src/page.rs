//! The document at hand: the few elements that the page's shell provides, and shortcuts to them.

use wasm_bindgen::JsCast as _;
use web_sys::{Document, Element, HtmlElement, Storage, Window};

/// The shell's elements.
#[derive(Clone, Debug)]
pub(crate) struct Page {
    /// The window.
    pub(crate) window: Window,
    /// The document.
    pub(crate) document: Document,
    /// What the views are patched into.
    pub(crate) root: Element,
}

impl Page {
    /// The page, where the module stands in one that has the root element.
    pub(crate) fn find() -> Option<Self> {
        let window = web_sys::window()?;
        let document = window.document()?;
        let root = document.get_element_by_id("app")?;
        Some(Self { window, document, root })
    }

    /// The document's root element, which carries theme and readiness.
    pub(crate) fn html(&self) -> Option<HtmlElement> {
        self.document.document_element()?.dyn_into().ok()
    }

    /// Says something to assistive technology.
    pub(crate) fn narrate(&self, sentence: &str) {
        if let Some(region) = self.document.get_element_by_id("narration") {
            region.set_text_content(Some(sentence));
        }
    }

    /// Puts a text on the clipboard, where the browser allows it.
    pub(crate) fn copy(&self, text: &str) {
        let _written = self.window.navigator().clipboard().write_text(text);
    }

    /// The first element inside the page that fits a selector.
    pub(crate) fn find_one(&self, selector: &str) -> Option<Element> {
        self.root.query_selector(selector).ok().flatten()
    }

    /// Every element inside the page that fits a selector, in document order.
    pub(crate) fn find_all(&self, selector: &str) -> Vec<Element> {
        let Ok(found) = self.root.query_selector_all(selector) else { return Vec::new() };
        (0..found.length()).filter_map(|place| found.item(place)?.dyn_into().ok()).collect()
    }

    /// The store for personal settings, where the browser grants one.
    pub(crate) fn storage(&self) -> Option<Storage> {
        self.window.local_storage().ok().flatten()
    }

    /// Whether the keyboard is in that element.
    pub(crate) fn has_focus(&self, element: &Element) -> bool {
        self.document.active_element().as_ref() == Some(element)
    }

    /// Milliseconds since the page was opened.
    pub(crate) fn now(&self) -> f64 {
        self.window.performance().map_or(0.0, |performance| performance.now())
    }
}
