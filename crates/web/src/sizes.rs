//! Sizes: the network's card and the canvases are watched, and follow when their space changes.

use std::cell::RefCell;

use gradlight_view::{Action, State};
use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, ResizeObserver};

use crate::app::{self, dispatch};
use crate::events::within_widget;
use crate::page::Page;

/// The observer and what it calls.
type Watch = (ResizeObserver, Closure<dyn FnMut()>);

thread_local! {
    static WATCH: RefCell<Option<Watch>> = const { RefCell::new(None) };
    static STAGES: RefCell<Vec<Element>> = const { RefCell::new(Vec::new()) };
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

/// Watches nothing any more.
pub(crate) fn unwatch() {
    if let Some((observer, _)) = WATCH.take() {
        observer.disconnect();
    }
    STAGES.take();
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

/// Whether networks have come or gone since the last look.
pub(crate) fn have_changed(page: &Page) -> bool {
    let stages = page.find_all("[data-stage]");
    STAGES.with_borrow_mut(|known| {
        let has_changed = *known != stages;
        *known = stages;
        has_changed
    })
}

/// Tells the state how much space the network has now.
fn follow() {
    app::with(|app| news(&app.page, &app.state)).into_iter().flatten().for_each(dispatch);
    app::look_again();
}

/// The space of each network and the size of its type, as the stylesheet has them, where the state does not know it.
pub(crate) fn news(page: &Page, state: &State) -> Vec<Action> {
    let spaces = page.find_all("[data-stage]");
    spaces.iter().filter_map(|stage| space_of(page, stage)).filter(|space| !state.knows_space(space)).collect()
}

fn space_of(page: &Page, stage: &Element) -> Option<Action> {
    // A picture of a slide is drawn in one size and shrunk.
    if stage.closest("[inert]").ok().flatten().is_some() {
        return None;
    }
    let style = page.window.get_computed_style(stage).ok().flatten()?;
    let scale = style.get_property_value("--scale").ok().and_then(|scale| scale.trim().parse().ok()).unwrap_or(1.0);
    let (width, height) = (f64::from(stage.client_width()), f64::from(stage.client_height()));
    // What is not laid out has no size to follow.
    (width > 0.0).then(|| within_widget(stage, Action::Resize { width, height, scale }))
}
