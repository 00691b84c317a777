//! Listeners: each is owned by a guard that removes it when dropped.

use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::{AddEventListenerOptions, Event, EventTarget};

/// A listener for as long as it lives.
#[derive(Debug)]
pub(crate) struct Listener {
    target: EventTarget,
    kind: &'static str,
    capture: bool,
    closure: Closure<dyn FnMut(Event)>,
}

impl Listener {
    /// Listens on `target` for events of that kind, those that do not bubble included.
    pub(crate) fn new(target: &EventTarget, kind: &'static str, mut listen: impl FnMut(&Event) + 'static) -> Self {
        let closure = Closure::<dyn FnMut(Event)>::new(move |event: Event| listen(&event));
        let capture = matches!(kind, "focus" | "blur" | "toggle" | "cancel");
        let options = AddEventListenerOptions::new();
        options.set_capture(capture);
        options.set_passive(false);
        let listened = target.add_event_listener_with_callback_and_add_event_listener_options(
            kind,
            closure.as_ref().unchecked_ref(),
            &options,
        );
        debug_assert!(listened.is_ok(), "a plain listener is always accepted");
        Self { target: target.clone(), kind, capture, closure }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let callback = self.closure.as_ref().unchecked_ref();
        let removed = self.target.remove_event_listener_with_callback_and_bool(self.kind, callback, self.capture);
        debug_assert!(removed.is_ok(), "removing a listener cannot fail");
    }
}
