//! The last resort: a panic becomes a readable banner with what to report and a way back.

use std::panic::PanicHookInfo;

use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::{Document, HtmlElement};

/// Shows the banner at every panic from here on.
pub(crate) fn install() {
    std::panic::set_hook(Box::new(|panic| {
        let report = report(panic);
        web_sys::console::error_1(&report.clone().into());
        if let Some(document) = web_sys::window().and_then(|window| window.document()) {
            show(&document, &report);
        }
    }));
}

fn report(panic: &PanicHookInfo<'_>) -> String {
    let payload = panic.payload();
    let said = payload.downcast_ref::<&str>().copied().or(payload.downcast_ref::<String>().map(String::as_str));
    let place = panic.location().map_or(String::new(), |place| format!(" ({}:{})", place.file(), place.line()));
    format!("{}{place}", said.unwrap_or("no message"))
}

fn show(document: &Document, report: &str) -> Option<()> {
    if document.get_element_by_id("panic").is_some() {
        return None;
    }
    let banner = document.create_element("div").ok()?;
    banner.set_id("panic");
    banner.set_attribute("role", "alert").ok()?;
    let heading = document.create_element("h2").ok()?;
    heading.set_text_content(Some("Gradlight has run into a fault of its own."));
    let text = document.create_element("p").ok()?;
    text.set_text_content(Some(
        "Nothing you did is lost: the address of this page holds it. Please report the line below with that address, then reload.",
    ));
    let line = document.create_element("pre").ok()?;
    line.set_text_content(Some(report));
    let button: HtmlElement = document.create_element("button").ok()?.dyn_into().ok()?;
    button.set_text_content(Some("Reload at the same place"));
    let reload = Closure::once_into_js(|| {
        if let Some(window) = web_sys::window() {
            window.location().reload().ok();
        }
    });
    button.set_onclick(Some(reload.unchecked_ref()));
    for part in [heading, text, line, button.into()] {
        banner.append_child(&part).ok()?;
    }
    document.body()?.prepend_with_node_1(&banner).ok()
}
