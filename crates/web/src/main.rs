//! Gradlight in the browser: one DOM patcher, canvases, events, storage.
//!
//! The layer is thin: it turns events into actions, hands them to `gradlight_view`, patches the tree that
//! comes back into the document and paints the canvases. It decides nothing about mathematics.

mod address;
mod api;
mod app;
mod assets;
mod canvas;
mod channel;
mod events;
mod figures;
mod files;
mod focus;
mod frame;
mod handover;
mod kept;
mod listener;
mod page;
mod panic;
mod patch;
mod preferences;
mod sizes;
mod touch;

use gradlight_view::route::HAS_ROOMS;
use page::Page;

fn main() {
    panic::install();
    api::install();
    // In other people's pages, which import the three functions only, there is nothing to mount.
    let Some(page) = Page::find() else { return };
    events::listen(&page);
    app::start(page.clone());
    sizes::watch(&page);
    if HAS_ROOMS {
        channel::rejoin(&page);
    }
    ready::announce();
}

mod ready {
    //! The sign that the first interactive frame has been shown.

    use wasm_bindgen::JsCast as _;
    use wasm_bindgen::closure::Closure;

    /// Marks the document ready once a frame has passed.
    pub(super) fn announce() {
        let mark = Closure::once_into_js(|_: f64| {
            if let Some(html) = web_sys::window().and_then(|window| window.document()?.document_element()) {
                html.set_attribute("data-ready", "true").ok();
            }
        });
        if let Some(window) = web_sys::window() {
            window.request_animation_frame(mark.unchecked_ref()).ok();
        }
    }
}
