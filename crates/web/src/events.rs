//! Events: a few delegated listeners turn what the browser reports into actions.

use std::cell::{Cell, RefCell};

use gradlight_view::Action;
use gradlight_view::keys::{self, Focus, KeyPress};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{
    DragEvent, Element, Event, EventTarget, FocusEvent, HtmlElement, HtmlInputElement, HtmlSelectElement,
    KeyboardEvent, MouseEvent, PointerEvent,
};

use crate::app::{self, dispatch};
use crate::listener::Listener;
use crate::page::Page;
use crate::{figures, files, focus};

/// The picture of the network.
const NETWORK: &str = "svg[data-view=network]";

thread_local! {
    static LISTENERS: RefCell<Vec<Listener>> = const { RefCell::new(Vec::new()) };
    /// Whether the pointer, rather than the keyboard, was used last.
    static BY_POINTER: Cell<bool> = const { Cell::new(false) };
    static SCRUBBING: Cell<bool> = const { Cell::new(false) };
}

/// Listens for everything the page answers to.
pub(crate) fn listen(page: &Page) {
    let root: &EventTarget = &page.root;
    let document: &EventTarget = &page.document;
    let window: &EventTarget = &page.window;
    let listeners = vec![
        Listener::new(root, "click", on_click),
        Listener::new(root, "input", on_input),
        Listener::new(root, "change", on_change),
        Listener::new(root, "focus", on_focus),
        Listener::new(root, "blur", on_blur),
        Listener::new(root, "cancel", on_cancel),
        Listener::new(root, "pointerdown", on_pointer_down),
        Listener::new(root, "pointermove", on_pointer_move),
        Listener::new(root, "pointerover", on_pointer_over),
        Listener::new(document, "pointerup", |_| SCRUBBING.set(false)),
        Listener::new(root, "pointerleave", |_| dispatch(Action::Point(None))),
        Listener::new(document, "keydown", on_key),
        Listener::new(document, "dragover", Event::prevent_default),
        Listener::new(document, "drop", on_drop),
        Listener::new(window, "hashchange", on_hash),
        Listener::new(window, "pagehide", |_| {
            app::with(app::App::flush_address);
        }),
    ];
    let scheme = page.window.match_media("(prefers-color-scheme: dark)").ok().flatten();
    let on_scheme = scheme.map(|scheme| Listener::new(&scheme, "change", |_| dispatch(Action::EndSlide)));
    LISTENERS.set(listeners.into_iter().chain(on_scheme).collect());
}

fn element_of(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

fn closest(element: &Element, selector: &str) -> Option<Element> {
    element.closest(selector).ok().flatten()
}

/// The action that an element names, with the argument it carries or the value it holds.
fn action_of(element: &Element, attribute: &str, value: Option<String>) -> Option<Action> {
    let name = element.get_attribute(attribute)?;
    let argument = element.get_attribute("data-argument").or(value);
    Action::from_element(&name, argument.as_deref())
}

fn on_click(event: &Event) {
    let Some(clicked) = element_of(event) else { return };
    if clicked.tag_name() == "DIALOG" {
        dispatch(Action::ToggleHelp);
        return;
    }
    if let Some(canvas) = closest(&clicked, "canvas[data-view=descent]") {
        if let Some(finished) = round_under(event, &canvas) {
            dispatch(Action::GoToRound(finished));
        }
        return;
    }
    let Some(element) = closest(&clicked, "[data-action]") else { return };
    if element.has_attribute("disabled") {
        return;
    }
    if element.get_attribute("data-action").as_deref() == Some("open-file") {
        app::with(|app| files::choose(&app.page));
        return;
    }
    let Some(action) = action_of(&element, "data-action", None) else { return };
    let edits = matches!(action, Action::Edit(_));
    dispatch(action);
    if BY_POINTER.get() && !edits {
        give_focus_back(&element);
    }
}

/// A control used by pointer gives the keyboard back to the stage, so that a clicker works at once.
fn give_focus_back(element: &Element) {
    let keeps = closest(element, "dialog, details, foreignObject").is_some();
    if !keeps && element.dyn_ref::<HtmlElement>().is_some() {
        app::with(|app| focus::leave(&app.page));
    }
}

fn value_of(element: &Element) -> Option<String> {
    if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
        return Some(input.value());
    }
    element.dyn_ref::<HtmlSelectElement>().map(HtmlSelectElement::value)
}

fn on_input(event: &Event) {
    let Some(element) = element_of(event) else { return };
    if let Some(action) = action_of(&element, "data-input", value_of(&element)) {
        dispatch(action);
    }
}

fn on_change(event: &Event) {
    let Some(element) = element_of(event) else { return };
    if let Some(action) = action_of(&element, "data-change", value_of(&element)) {
        dispatch(action);
        show_choice_in_force(&element);
        if BY_POINTER.get() {
            give_focus_back(&element);
        }
    }
}

/// A choice that was refused changes nothing in the tree, and so nothing is patched: the list is set back here.
fn show_choice_in_force(element: &Element) {
    if let Some(list) = element.dyn_ref::<HtmlSelectElement>()
        && let Some(value) = list.get_attribute("value")
        && list.value() != value
    {
        list.set_value(&value);
    }
}

fn on_focus(event: &Event) {
    let Some(element) = element_of(event) else { return };
    if let Some(action) = action_of(&element, "data-focus", None) {
        dispatch(action);
        if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
            input.select();
        }
    }
}

fn on_blur(event: &Event) {
    let Some(element) = element_of(event) else { return };
    let next = event.dyn_ref::<FocusEvent>().and_then(FocusEvent::related_target);
    let next = next.and_then(|next| next.dyn_into::<Element>().ok());
    let in_network = |element: &Element| closest(element, NETWORK).is_some();
    // A field that goes away because its number was taken is no walk out of the network.
    let is_shown = app::with(|_| ()).is_some();
    if is_shown && in_network(&element) && !next.is_some_and(|next| in_network(&next)) {
        dispatch(Action::QuitNetwork);
    }
    if element.get_attribute("data-input").as_deref() == Some("draft") {
        dispatch(Action::Commit);
    }
}

/// The browser is about to close the dialog by Escape: the state closes it instead.
fn on_cancel(event: &Event) {
    event.prevent_default();
    dispatch(Action::ToggleHelp);
}

fn on_pointer_down(event: &Event) {
    BY_POINTER.set(true);
    let Some(element) = element_of(event) else { return };
    if closest(&element, "[data-scrub]").is_some() {
        SCRUBBING.set(true);
        scrub(event);
    }
}

fn on_pointer_move(event: &Event) {
    if SCRUBBING.get() {
        scrub(event);
        return;
    }
    let Some(element) = element_of(event) else { return };
    let round = closest(&element, "canvas[data-view=descent]").and_then(|canvas| round_under(event, &canvas));
    let pointed = app::with(|app| app.state.cursor).flatten();
    if round != pointed && BY_POINTER.get() | round.is_some() {
        dispatch(Action::PointRound(round));
    }
}

/// Goes to the step whose tick lies under the pointer, above or below it too.
fn scrub(event: &Event) {
    let Some(pointer) = event.dyn_ref::<PointerEvent>() else { return };
    let at = app::with(|app| {
        let row = app.page.find_one(".ticks")?.get_bounding_client_rect();
        let y = (row.top() + row.height() / 2.0) as f32;
        app.page.document.element_from_point(pointer.client_x() as f32, y)
    });
    let tick = at.flatten().and_then(|element| closest(&element, "[data-action=go-to-step]"));
    if let Some(action) = tick.and_then(|tick| action_of(&tick, "data-action", None)) {
        dispatch(action);
    }
}

fn round_under(event: &Event, canvas: &Element) -> Option<usize> {
    let pointer = event.dyn_ref::<MouseEvent>()?;
    let bounds = canvas.get_bounding_client_rect();
    let x = f64::from(pointer.client_x()) - bounds.left();
    app::with(|app| figures::round_at(&app.page, &app.state, x, bounds.width()))
}

fn on_pointer_over(event: &Event) {
    let term = element_of(event).and_then(|element| closest(&element, "[data-term]"));
    let id = term.and_then(|term| term.get_attribute("data-term"));
    let lit = app::with(|app| app.state.lit.map(|lit| app.state.names().id(&lit))).flatten();
    if lit != id {
        dispatch(Action::Point(id));
    }
}

fn on_key(event: &Event) {
    BY_POINTER.set(false);
    let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
    let alt_graph = key.get_modifier_state("AltGraph");
    let press = KeyPress {
        key: key.key(),
        shift: key.shift_key(),
        control: (key.ctrl_key() || key.meta_key()) && !alt_graph,
        alt: key.alt_key() && !alt_graph,
    };
    if key.is_composing() {
        return;
    }
    let Some(place) = app::with(|app| place_of_focus(&app.page)) else { return };
    let action = app::with(|app| {
        if app.state.shows_help && press.key != "F1" && press.key != "?" {
            return None;
        }
        keys::action_for(&press, place, app.state.settings.letter_keys)
    });
    if let Some(action) = action.flatten() {
        event.prevent_default();
        dispatch(action);
    }
}

fn place_of_focus(page: &Page) -> Focus {
    let Some(element) = page.document.active_element() else { return Focus::Stage };
    let is = |selector: &str| element.matches(selector).unwrap_or(false);
    match () {
        () if is("input[type=text], select, textarea") => Focus::Field,
        () if is("input[type=range]") => Focus::Slider,
        () if is("canvas") => Focus::Figure,
        () if is(NETWORK) => Focus::Network,
        () if closest(&element, NETWORK).is_some() => Focus::Unit,
        () if is("button, a, summary, input, [role=button]") => Focus::Button,
        () => Focus::Stage,
    }
}

fn on_drop(event: &Event) {
    event.prevent_default();
    let Some(drop) = event.dyn_ref::<DragEvent>() else { return };
    let file = drop.data_transfer().and_then(|data| data.files()).and_then(|files| files.get(0));
    if let Some(file) = file {
        files::open(&file);
    }
}

fn on_hash(_: &Event) {
    let hash = web_sys::window().map_or(Ok(String::new()), |window| window.location().hash());
    let hash: Result<String, JsValue> = hash;
    let Ok(hash) = hash else { return };
    let is_foreign = app::with(|app| app.arrive_at(&hash)).unwrap_or(false);
    if is_foreign {
        dispatch(Action::OpenLink(hash));
    }
}
