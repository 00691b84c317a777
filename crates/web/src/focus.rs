//! Focus and what else follows the state outside the tree: dialogs, the unit walked to, full screen.

use gradlight_view::State;
use gradlight_view::route::Route;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlDialogElement, HtmlElement, HtmlInputElement, SvgElement};

use crate::page::Page;

/// Brings dialog and focus to what the state says.
pub(crate) fn follow(page: &Page, state: &State) {
    follow_dialogs(page);
    if let Some(field) = page.find_one("input[data-autofocus]")
        && !page.has_focus(&field)
    {
        focus(&field);
    }
    let inner = state.slides.widgets.iter().find(|widget| widget.editing.is_some() || widget.walking.is_some());
    let state = if state.route == Route::Slides { inner.unwrap_or(state) } else { state };
    if let Some(field) = page.find_one("foreignObject input")
        && !page.has_focus(&field)
        && state.editing.as_ref().is_some_and(|editing| editing.fault.is_none())
        && let Ok(field) = field.dyn_into::<HtmlInputElement>()
    {
        field.focus().ok();
        field.select();
    } else if state.walking.is_some()
        && state.editing.is_none()
        && let Some(unit) = page.find_one("svg[data-view=network] [tabindex='0']")
        && !page.has_focus(&unit)
    {
        focus(&unit);
    }
}

fn follow_dialogs(page: &Page) {
    for dialog in page.find_all("dialog") {
        let Ok(dialog) = dialog.dyn_into::<HtmlDialogElement>() else { continue };
        let wanted = dialog.get_attribute("data-open").as_deref() == Some("true");
        if wanted && !dialog.open() {
            dialog.show_modal().ok();
        } else if !wanted && dialog.open() {
            dialog.close();
        }
    }
}

fn focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<SvgElement>() {
        element.focus().ok();
    } else if let Some(element) = element.dyn_ref::<HtmlElement>() {
        element.focus().ok();
    }
}

/// Gives the keyboard to the first element that fits a selector, if it has not got it.
pub(crate) fn give(page: &Page, selector: &str) {
    if let Some(element) = page.find_one(selector).filter(|element| !page.has_focus(element)) {
        focus(&element);
    }
}

/// Gives the keyboard back to the stage.
pub(crate) fn leave(page: &Page) {
    if let Some(element) = page.document.active_element() {
        if let Some(element) = element.dyn_ref::<SvgElement>() {
            element.blur().ok();
        } else if let Some(element) = element.dyn_ref::<HtmlElement>() {
            element.blur().ok();
        }
    }
}

/// Enters full screen, or leaves it.
pub(crate) fn toggle_full_screen(page: &Page) {
    if page.document.fullscreen_element().is_some() {
        page.document.exit_fullscreen();
    } else if let Some(html) = page.html() {
        // Refused where the key was not the user's own; nothing is lost then.
        html.request_fullscreen().ok();
    }
}
