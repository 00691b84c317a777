//! The animation-frame loop: exactly one, asleep unless something moves or is stale.

use std::cell::{Cell, RefCell};

use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;

use crate::app;

/// What the browser calls at the next frame, with its time in milliseconds.
type Callback = Closure<dyn FnMut(f64)>;

thread_local! {
    static REQUESTED: Cell<bool> = const { Cell::new(false) };
    static CALLBACK: RefCell<Option<Callback>> = const { RefCell::new(None) };
}

/// Asks for one frame, if it is wanted and none is coming.
pub(crate) fn request_if(wanted: bool) {
    if !wanted || REQUESTED.get() {
        return;
    }
    let Some(window) = web_sys::window() else { return };
    CALLBACK.with_borrow_mut(|callback| {
        let callback = callback.get_or_insert_with(|| Closure::new(on_frame));
        REQUESTED.set(window.request_animation_frame(callback.as_ref().unchecked_ref()).is_ok());
    });
}

fn on_frame(now: f64) {
    REQUESTED.set(false);
    app::with(|app| app.frame(now));
}
