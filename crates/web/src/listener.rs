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
    closure: Closure<dyn Fn(Event)>,
}

impl Listener {
    /// Listens on `target` for events of that kind, those that do not bubble included.
    ///
    /// What it does may bring about another such event, as a field that goes away loses the focus.
    pub(crate) fn new(target: &EventTarget, kind: &'static str, listen: impl Fn(&Event) + 'static) -> Self {
        let closure = Closure::<dyn Fn(Event)>::new(move |event: Event| listen(&event));
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

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use std::cell::Cell;
    use std::rc::Rc;

    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;

    fn ring(target: &EventTarget) {
        target.dispatch_event(&Event::new("ring").expect("an event")).expect("dispatched");
    }

    #[wasm_bindgen_test]
    fn a_listener_may_cause_the_event_that_it_listens_for() {
        let target = EventTarget::new().expect("a target");
        let heard = Rc::new(Cell::new(0));
        let listen = {
            let (target, heard) = (target.clone(), heard.clone());
            move |_: &Event| {
                heard.set(heard.get() + 1);
                if heard.get() < 3 {
                    ring(&target);
                }
            }
        };
        let listener = Listener::new(&target, "ring", listen);
        ring(&target);
        assert_eq!(heard.get(), 3);
        drop(listener);
        ring(&target);
        assert_eq!(heard.get(), 3, "a dropped listener hears nothing");
    }
}
