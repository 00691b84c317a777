//! From the Step view's module to that with every view, within the same page: full screen and what can be undone stay.
//!
//! The script that starts the page fetches the other module; this one ends, and what it showed stands still until then.

use gradlight_view::update::Leave;
use gradlight_view::{Action, State, handover};
use wasm_bindgen::JsCast as _;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{Event, HtmlElement};

use crate::page::Page;
use crate::{app, events, sizes};

/// What the script that starts the page listens for.
const LEAVES: &str = "GradlightLeaves";

/// What the page's root has meanwhile.
pub(crate) const WAITS: &str = "data-waits";

/// Where the state is put meanwhile.
const KEY: &str = "handover";

/// Puts the state where the other module finds it. One too large for the browser's store is left behind but for what
/// the address holds.
pub(crate) fn put(page: &Page, state: &State, leave: &Leave) {
    if let Some(storage) = page.window.session_storage().ok().flatten()
        && storage.set_item(KEY, &handover::pack(state, leave)).is_err()
    {
        storage.remove_item(KEY).ok();
    }
}

/// Takes what the other module has put, if it was the one before this, and gives what is to be done then, where that
/// is not to open the address.
pub(crate) fn take(page: &Page, state: &mut State) -> Option<Action> {
    let storage = page.window.session_storage().ok().flatten()?;
    let text = storage.get_item(KEY).ok().flatten()?;
    storage.remove_item(KEY).ok();
    handover::unpack(state, &text)
}

/// Asks for the other module, and shows that it is coming.
pub(crate) fn ask(page: &Page) {
    page.root.set_attribute(WAITS, "").ok();
    if let Some(html) = page.html() {
        html.remove_attribute("data-ready").ok();
    }
    if let Ok(event) = Event::new(LEAVES) {
        page.window.dispatch_event(&event).ok();
    }
}

/// Ends this module's part in the page: nothing that happens there reaches it any more.
#[expect(unreachable_pub, reason = "only public functions are exported, though nothing imports them in Rust")]
#[wasm_bindgen(skip_typescript)]
pub fn retire() {
    events::unlisten();
    sizes::unwatch();
    app::end();
}

/// Whether the keyboard is on a link between the views, which the page about to be built has as well.
pub(crate) fn is_on_nav(page: &Page) -> bool {
    page.document.active_element().is_some_and(|element| element.closest("#app nav").is_ok_and(|nav| nav.is_some()))
}

/// Gives the keyboard to the link of the view that is shown.
pub(crate) fn give_nav(page: &Page) {
    let link = page.find_one("nav a[aria-current=page]");
    if let Some(link) = link.and_then(|link| link.dyn_into::<HtmlElement>().ok()) {
        link.focus().ok();
    }
}
