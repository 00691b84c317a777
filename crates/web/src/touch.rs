//! Touch: on a slide a finger goes on and back, by a swipe or by a tap at the edge.

use std::cell::Cell;

use gradlight_view::Action;
use gradlight_view::slides;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, Event, EventTarget, PointerEvent};

use crate::app::dispatch;
use crate::listener::Listener;

/// A swipe is at least so long, in CSS pixels, and twice as long as it is high.
const SWIPE: i32 = 48;

/// A tap moves no more than this, in CSS pixels.
const TAP: i32 = 10;

/// The zones at both edges that a tap works in, as a share of the width.
const EDGE: f64 = 0.18;

/// What a finger means something else on.
const OWN: &str =
    "button, a, input, select, summary, canvas, [data-figure], [data-scrub], [data-action], [data-view=network]";

thread_local! {
    static BEGUN: Cell<Option<(i32, i32)>> = const { Cell::new(None) };
}

/// Listens for fingers on the slide.
pub(crate) fn listen(root: &EventTarget) -> Vec<Listener> {
    vec![
        Listener::new(root, "pointerdown", on_down),
        Listener::new(root, "pointerup", on_up),
        Listener::new(root, "pointercancel", |_| BEGUN.set(None)),
    ]
}

fn on_down(event: &Event) {
    let element = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let is_free = element.is_some_and(|element| {
        let within = |selector: &str| element.closest(selector).ok().flatten().is_some();
        within("[data-view=slide]") && !within(OWN)
    });
    let finger = event.dyn_ref::<PointerEvent>().filter(|pointer| is_free && pointer.pointer_type() == "touch");
    BEGUN.set(finger.map(|finger| (finger.client_x(), finger.client_y())));
}

fn on_up(event: &Event) {
    let (Some(begun), Some(finger)) = (BEGUN.take(), event.dyn_ref::<PointerEvent>()) else { return };
    let (across, down) = (finger.client_x() - begun.0, finger.client_y() - begun.1);
    let is_swipe = across.abs() >= SWIPE && across.abs() >= 2 * down.abs();
    let is_tap = across.abs() <= TAP && down.abs() <= TAP;
    let width = web_sys::window().and_then(|window| window.inner_width().ok()?.as_f64()).unwrap_or(0.0);
    let place = f64::from(finger.client_x());
    let action = match () {
        () if is_swipe && across < 0 => slides::Action::Next,
        () if is_swipe => slides::Action::Previous,
        () if is_tap && place > width * (1.0 - EDGE) => slides::Action::Next,
        () if is_tap && place < width * EDGE => slides::Action::Previous,
        () => return,
    };
    dispatch(Action::Slides(action));
}
