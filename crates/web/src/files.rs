//! Files: examples opened from the disk or dropped on the page, and saved.

use gradlight_core::example::tree::MAX_BYTES;
use gradlight_view::Action;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use web_sys::{Blob, BlobPropertyBag, File, HtmlAnchorElement, HtmlInputElement, Url};

use crate::app::dispatch;
use crate::page::Page;

/// Asks the user for an example file and opens it.
pub(crate) fn choose(page: &Page) {
    let Ok(input) = page.document.create_element("input") else { return };
    let Ok(input) = input.dyn_into::<HtmlInputElement>() else { return };
    input.set_type("file");
    input.set_accept(".json,application/json");
    let chosen = input.clone();
    let on_change = Closure::once_into_js(move || {
        if let Some(file) = chosen.files().and_then(|files| files.get(0)) {
            open(&file);
        }
    });
    input.set_onchange(Some(on_change.unchecked_ref()));
    input.click();
}

/// Reads a file and opens it as an example, or says why not.
pub(crate) fn open(file: &File) {
    let name = file.name();
    if file.size() > MAX_BYTES as f64 {
        dispatch(Action::RefuseFile(format!("{name} was not opened. It is larger than 4 MiB.")));
        return;
    }
    let read = Closure::once_into_js({
        let name = name.clone();
        move |text: JsValue| dispatch(Action::OpenFile(name, text.as_string().unwrap_or_default()))
    });
    let failed = Closure::once_into_js(move |_: JsValue| {
        dispatch(Action::RefuseFile(format!("{name} was not opened. The browser could not read it.")));
    });
    let text: js_sys::Promise = file.text().unchecked_into();
    let then =
        js_sys::Reflect::get(&text, &"then".into()).ok().and_then(|then| then.dyn_into::<js_sys::Function>().ok());
    if let Some(then) = then {
        then.call2(&text, &read, &failed).ok();
    }
}

/// Saves a text under that name.
pub(crate) fn save(page: &Page, name: &str, text: &str) {
    let parts = js_sys::Array::of1(&text.into());
    let kind = BlobPropertyBag::new();
    kind.set_type("application/json");
    let Ok(blob) = Blob::new_with_str_sequence_and_options(&parts, &kind) else { return };
    let Ok(address) = Url::create_object_url_with_blob(&blob) else { return };
    if let Ok(link) = page.document.create_element("a")
        && let Ok(link) = link.dyn_into::<HtmlAnchorElement>()
    {
        link.set_href(&address);
        link.set_download(name);
        link.click();
    }
    Url::revoke_object_url(&address).ok();
}
