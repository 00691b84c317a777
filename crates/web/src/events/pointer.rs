//! The pointer: what it points at, drags, turns and scrubs.

use std::cell::RefCell;

use gradlight_view::pointer::{Gesture, Pointer};
use gradlight_view::{Action, State};
use wasm_bindgen::JsCast as _;
use web_sys::{Element, Event, EventTarget, MouseEvent, PointerEvent, WheelEvent};

use super::{BY_POINTER, action_of, closest, element_of, widget_of, within_widget};
use crate::app::{self, dispatch};
use crate::figures;
use crate::listener::Listener;

thread_local! {
    /// The timeline that the pointer is held on.
    static SCRUBBING: RefCell<Option<Element>> = const { RefCell::new(None) };
    /// The figure that the pointer is over.
    static HOVERED: RefCell<Option<Element>> = const { RefCell::new(None) };
}

/// Listens for the pointer.
pub(super) fn listen(root: &EventTarget, document: &EventTarget) -> [Listener; 7] {
    [
        Listener::new(root, "pointerdown", on_pointer_down),
        Listener::new(root, "pointermove", on_pointer_move),
        Listener::new(root, "pointerover", on_pointer_over),
        Listener::new(document, "pointerup", on_pointer_up),
        Listener::new(document, "pointercancel", on_pointer_up),
        Listener::new(root, "pointerleave", on_pointer_leave),
        Listener::new(root, "wheel", on_wheel),
    ]
}

fn on_pointer_down(event: &Event) {
    BY_POINTER.set(true);
    app::with(|app| app.drag(true));
    let Some(element) = element_of(event) else { return };
    if let Some(timeline) = closest(&element, "[data-scrub]") {
        scrub(event, &timeline);
        SCRUBBING.set(Some(timeline));
    } else if let Some(figure) = figure_of(&element) {
        let pointer = event.dyn_ref::<PointerEvent>();
        if pointer.is_some_and(|pointer| pointer.button() != 0) {
            return;
        }
        if let Some(pointer) = pointer {
            figure.set_pointer_capture(pointer.pointer_id()).ok();
        }
        gesture(event, &figure, Gesture::Down);
    }
}

fn on_pointer_move(event: &Event) {
    if let Some(timeline) = SCRUBBING.with_borrow(Clone::clone) {
        scrub(event, &timeline);
        return;
    }
    let Some(element) = element_of(event) else { return };
    let under = figure_of(&element);
    let name = under.as_ref().and_then(figures::name_of);
    let left = HOVERED.with_borrow(Clone::clone).filter(|hovered| figures::name_of(hovered) != name);
    if let Some(left) = left {
        gesture(event, &left, Gesture::Leave);
    }
    if let Some(figure) = &under {
        let is_down = event.dyn_ref::<PointerEvent>().is_some_and(|pointer| pointer.buttons() & 1 == 1);
        gesture(event, figure, Gesture::Move { is_down });
    }
    HOVERED.set(under);
}

fn on_pointer_up(event: &Event) {
    SCRUBBING.set(None);
    if let Some(figure) = element_of(event).and_then(|element| figure_of(&element)) {
        gesture(event, &figure, Gesture::Up);
    }
    app::with(|app| app.drag(false));
}

fn on_pointer_leave(event: &Event) {
    if let Some(figure) = HOVERED.take() {
        gesture(event, &figure, Gesture::Leave);
    }
    dispatch(Action::Point(None));
}

/// A figure that takes the wheel, as a map that zooms does, says so; elsewhere the page scrolls.
fn on_wheel(event: &Event) {
    let Some(figure) = element_of(event).and_then(|element| closest(&element, "[data-figure][data-zooms]")) else {
        return;
    };
    event.prevent_default();
    let turned = event.dyn_ref::<WheelEvent>().map_or(0.0, WheelEvent::delta_y);
    gesture(event, &figure, Gesture::Wheel(turned));
}

fn figure_of(element: &Element) -> Option<Element> {
    closest(element, "[data-figure]")
}

/// Tells the figure what the pointer does there; while nothing is pressed, only what it reads has changed.
fn gesture(event: &Event, figure: &Element, gesture: Gesture) {
    let Some(mouse) = event.dyn_ref::<MouseEvent>() else { return };
    let Some(name) = figures::name_of(figure) else { return };
    let bounds = figure.get_bounding_client_rect();
    let pointer = Pointer {
        gesture,
        x: f64::from(mouse.client_x()) - bounds.left(),
        y: f64::from(mouse.client_y()) - bounds.top(),
        width: bounds.width(),
        height: bounds.height(),
        shift: mouse.shift_key(),
    };
    dispatch(Action::Pointer(name, pointer));
}

/// Goes to the step whose tick lies under the pointer, above or below it too.
fn scrub(event: &Event, timeline: &Element) {
    let Some(pointer) = event.dyn_ref::<PointerEvent>() else { return };
    let at = app::with(|app| {
        let row = timeline.query_selector(".ticks").ok().flatten()?.get_bounding_client_rect();
        let y = (row.top() + row.height() / 2.0) as f32;
        app.page.document.element_from_point(pointer.client_x() as f32, y)
    });
    let tick = at.flatten().and_then(|element| closest(&element, "[data-action=go-to-step]"));
    if let Some(action) = tick.and_then(|tick| action_of(&tick, "data-action", None)) {
        dispatch(action);
    }
}

fn on_pointer_over(event: &Event) {
    let Some(element) = element_of(event) else { return };
    let id = closest(&element, "[data-term]").and_then(|term| term.get_attribute("data-term"));
    let widget = widget_of(&element);
    let others = app::with(|app| {
        let widgets = app.state.slides.widgets.iter().enumerate();
        widgets
            .filter(|(place, state)| Some(*place) != widget && state.lit_id().is_some())
            .map(|(place, _)| place)
            .collect()
    });
    let others: Vec<usize> = others.unwrap_or_default();
    for other in others {
        dispatch(Action::Within(other, Box::new(Action::Point(None))));
    }
    let here = app::with(|app| match widget {
        Some(widget) => app.state.slides.widgets.get(widget).and_then(State::lit_id),
        None => app.state.lit_id(),
    });
    if here.flatten() != id {
        dispatch(within_widget(&element, Action::Point(id)));
    }
}
