//! Sizes: the network's card and the canvases are watched, and follow when their space changes.

use std::cell::RefCell;

use gradlight_view::Action;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::ResizeObserver;

use crate::app::{self, dispatch};
use crate::page::Page;

/// The observer and what it calls.
type Watch = (ResizeObserver, Closure<dyn FnMut()>);

thread_local! {
    static WATCH: RefCell<Option<Watch>> = const { RefCell::new(None) };
}

/// The parts of the page whose drawing depends on their size.
const WATCHED: &str = "[data-stage], canvas[data-figure]";

/// Watches those parts.
pub(crate) fn watch(page: &Page) {
    let closure = Closure::<dyn FnMut()>::new(follow);
    let Ok(observer) = ResizeObserver::new(closure.as_ref().unchecked_ref()) else { return };
    WATCH.set(Some((observer, closure)));
    reconcile(page);
    follow();
}

/// Watches what stands in the document now, and nothing else.
pub(crate) fn reconcile(page: &Page) {
    WATCH.with_borrow(|watch| {
        let Some((observer, _)) = watch else { return };
        observer.disconnect();
        for element in page.find_all(WATCHED) {
            observer.observe(&element);
        }
    });
}

/// Tells the state how much space the network has now.
fn follow() {
    match app::with(|app| space(&app.page)).flatten() {
        Some(resize) => dispatch(resize),
        None => app::look_again(),
    }
}

/// The network's space and the size of type, as the stylesheet has them.
pub(crate) fn space(page: &Page) -> Option<Action> {
    let stage = page.find_one("[data-stage]")?;
    let style = page.window.get_computed_style(&stage).ok().flatten()?;
    let scale = style.get_property_value("--scale").ok().and_then(|scale| scale.trim().parse().ok()).unwrap_or(1.0);
    Some(Action::Resize { width: f64::from(stage.client_width()), height: f64::from(stage.client_height()), scale })
}
