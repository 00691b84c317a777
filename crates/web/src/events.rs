//! Events: a few delegated listeners turn what the browser reports into actions.

use std::cell::{Cell, RefCell};

use gradlight_view::Action;
use gradlight_view::keys::{self, Focus, KeyPress};
use gradlight_view::paper;
use gradlight_view::route::HAS_ROOMS;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{
    DragEvent, Element, Event, EventTarget, FocusEvent, HtmlElement, HtmlInputElement, HtmlSelectElement,
    HtmlTextAreaElement, KeyboardEvent, MouseEvent,
};

use crate::app::{self, dispatch};
use crate::listener::Listener;
use crate::page::Page;
use crate::{figures, files, focus, touch};

mod pointer;

/// The picture of the network.
const NETWORK: &str = "svg[data-view=network]";

thread_local! {
    static LISTENERS: RefCell<Vec<Listener>> = const { RefCell::new(Vec::new()) };
    /// Whether the pointer, rather than the keyboard, was used last.
    static BY_POINTER: Cell<bool> = const { Cell::new(false) };
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
        Listener::new(document, "keydown", end_printing),
        Listener::new(document, "pointerdown", end_printing),
        Listener::new(document, "keydown", on_key),
        Listener::new(document, "dragover", Event::prevent_default),
        Listener::new(document, "drop", on_drop),
        Listener::new(window, "hashchange", on_hash),
        Listener::new(window, "beforeprint", |_| dispatch(Action::Paper(paper::Action::Prepare))),
        Listener::new(window, "afterprint", |_| dispatch(Action::Paper(paper::Action::Done))),
        Listener::new(window, "pagehide", |_| {
            app::with(app::App::flush_address);
        }),
    ];
    let scheme = page.window.match_media("(prefers-color-scheme: dark)").ok().flatten();
    let on_scheme = scheme.map(|scheme| Listener::new(&scheme, "change", |_| dispatch(Action::EndSlide)));
    LISTENERS.set(
        listeners
            .into_iter()
            .chain(pointer::listen(root, document))
            .chain(on_scheme)
            .chain(HAS_ROOMS.then(|| touch::listen(root)).into_iter().flatten())
            .collect(),
    );
}

/// Listens no longer.
pub(crate) fn unlisten() {
    LISTENERS.take();
}

/// Not every browser says when it has printed; who can use the page again sees it without its sheets.
fn end_printing(_: &Event) {
    if app::with(|app| app.state.paper.is_out()).unwrap_or(false) {
        dispatch(Action::Paper(paper::Action::Done));
    }
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
    Some(within_widget(element, Action::from_element(&name, argument.as_deref())?))
}

/// An action that an element inside a slide's widget means is one of the widget's.
pub(crate) fn within_widget(element: &Element, action: Action) -> Action {
    match widget_of(element) {
        Some(widget) if !matches!(action, Action::Slides(_)) => Action::Within(widget, Box::new(action)),
        _ => action,
    }
}

/// The widget that an element stands in.
fn widget_of(element: &Element) -> Option<usize> {
    closest(element, "[data-widget]")?.get_attribute("data-widget")?.parse().ok()
}

fn on_click(event: &Event) {
    let Some(clicked) = element_of(event) else { return };
    if clicked.tag_name() == "DIALOG" {
        dispatch(closing(&clicked));
        return;
    }
    let Some(element) = closest(&clicked, "[data-action]") else { return };
    if element.has_attribute("disabled") {
        return;
    }
    if element.get_attribute("data-action").as_deref() == Some("open-file") {
        let kinds = element.get_attribute("data-argument");
        app::with(|app| files::choose(&app.page, kinds.as_deref().unwrap_or(".json,application/json")));
        return;
    }
    if element.tag_name().eq_ignore_ascii_case("a") {
        if event.dyn_ref::<MouseEvent>().is_some_and(|mouse| mouse.ctrl_key() || mouse.meta_key() || mouse.shift_key())
        {
            return;
        }
        event.prevent_default();
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
    if let Some(area) = element.dyn_ref::<HtmlTextAreaElement>() {
        return Some(area.value());
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
        dispatch(within_widget(&element, Action::QuitNetwork));
    }
    if element.get_attribute("data-input").as_deref() == Some("draft") {
        dispatch(within_widget(&element, Action::Commit));
    }
}

/// The browser is about to close the dialog by Escape: the state closes it instead.
fn on_cancel(event: &Event) {
    event.prevent_default();
    dispatch(element_of(event).map_or(Action::ToggleHelp, |dialog| closing(&dialog)));
}

/// What closes a dialog.
fn closing(dialog: &Element) -> Action {
    action_of(dialog, "data-close", None).unwrap_or(Action::ToggleHelp)
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
        if app.state.paper.is_open {
            return None;
        }
        if app.state.shows_help && press.key != "F1" && press.key != "?" {
            return None;
        }
        if press.key == "Enter" && app.page.document.active_element().is_some_and(|area| area.tag_name() == "TEXTAREA")
        {
            return None;
        }
        let figure = app.page.document.active_element().and_then(|element| {
            figures::name_of(&element).or_else(|| widget_of(&element).map(|widget| format!("{widget}/")))
        });
        keys::action_in(&app.state, &press, place, figure.as_deref())
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
        () if is("[data-figure]") => Focus::Figure,
        () if is(NETWORK) => Focus::Network,
        () if closest(&element, NETWORK).is_some() => Focus::Unit,
        () if is("button, a, summary, input, [role=button]") => Focus::Button,
        () => Focus::Stage,
    }
}

fn on_drop(event: &Event) {
    event.prevent_default();
    let Some(drop) = event.dyn_ref::<DragEvent>() else { return };
    if let Some(files) = drop.data_transfer().and_then(|data| data.files()) {
        files::open_all(&files);
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
