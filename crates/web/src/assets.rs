//! Assets: the one door by which decks and data come to the page.

use gradlight_view::Action;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::Response;

use crate::app::dispatch;
use crate::page::Page;

/// Fetches a path below the page's folder; what arrives, or why it did not, comes back as an action.
pub(crate) fn fetch(page: &Page, path: &str) {
    let arrived = |path: &str, content| dispatch(Action::Arrived(path.to_owned(), content));
    let failed = {
        let path = path.to_owned();
        move |_: JsValue| arrived(&path, Err("it could not be loaded".to_owned()))
    };
    let response = page.window.fetch_with_str(path);
    let name = path.to_owned();
    let refuse = failed.clone();
    let on_response = Closure::once_into_js(move |response: JsValue| {
        let Ok(response) = response.dyn_into::<Response>() else { return };
        if !response.ok() {
            arrived(&name, Err(format!("the server answers {}", response.status())));
            return;
        }
        let Ok(content) = response.array_buffer() else { return };
        let on_content = Closure::once_into_js(move |content: JsValue| {
            arrived(&name, Ok(js_sys::Uint8Array::new(&content).to_vec()));
        });
        then(&content.unchecked_into(), &on_content, &Closure::once_into_js(refuse));
    });
    then(&response.unchecked_into(), &on_response, &Closure::once_into_js(failed));
}

/// Calls one of two functions once the promise is kept or broken.
pub(crate) fn then(promise: &JsValue, kept: &JsValue, broken: &JsValue) {
    let then = js_sys::Reflect::get(promise, &"then".into()).ok();
    if let Some(then) = then.and_then(|then| then.dyn_into::<js_sys::Function>().ok()) {
        then.call2(promise, kept, broken).ok();
    }
}
