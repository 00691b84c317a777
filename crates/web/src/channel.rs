//! The channel between the windows of one lecture: the projector's and the presenter's.
//!
//! Each tells its state when it has changed and follows what the other tells, also while it is hidden: nothing here
//! waits for a frame. What was told is remembered, so that nothing comes back as an echo.

use std::cell::{Cell, RefCell};

use gradlight_view::{Action, State, slides};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{BroadcastChannel, Event, MessageEvent};

use crate::app::{self, dispatch};
use crate::listener::Listener;
use crate::page::Page;

/// Where the window remembers its session over a reload.
const KEY: &str = "session";

/// The first word of a message: someone has come.
const HELLO: &str = "hello";

/// The first word of a message: a deck that cannot be fetched, its name and its text on the next lines.
const DECK: &str = "deck\n";

/// The first word of a message: the state of the lecture.
const STATE: &str = "state\n";

/// The presenter's clock is told the time so often, in milliseconds.
const SECOND_MS: i32 = 1000;

/// An open channel.
struct Channel {
    port: BroadcastChannel,
    told: String,
    _listener: Listener,
}

thread_local! {
    static CHANNEL: RefCell<Option<Channel>> = const { RefCell::new(None) };
    /// Whether what is being shown came from another window.
    static FOLLOWS: Cell<bool> = const { Cell::new(false) };
}

/// Takes up the session that this window is one of, by its address or from before a reload.
pub(crate) fn rejoin(page: &Page) {
    let session = app::with(|app| app.state.slides.session.clone()).flatten();
    match session {
        Some(session) => {
            join(&session.id);
            run_clock(page);
        }
        None => {
            if let Some(id) = storage(page).and_then(|storage| storage.get_item(KEY).ok().flatten()) {
                join(&id);
                dispatch(Action::Slides(slides::Action::Join(id)));
            }
        }
    }
}

fn storage(page: &Page) -> Option<web_sys::Storage> {
    page.window.session_storage().ok().flatten()
}

/// Opens the presenter's window on the slide shown.
pub(crate) fn open_presenter(page: &Page, state: &State, hash: &str) {
    let known = state.slides.session.as_ref().map(|session| session.id.clone());
    let id = known.unwrap_or_else(|| format!("{:08x}", (js_sys::Math::random() * f64::from(u32::MAX)) as u32));
    let sign = if hash.contains('?') { '&' } else { '?' };
    let version = if sign == '?' { "v=1&" } else { "" };
    let address = format!("{hash}{sign}{version}presenter={id}");
    // The presenter's window stands beside the projector's, and closing either leaves the other.
    let opened = page.window.open_with_url_and_target_and_features(
        &address,
        "gradlight-presenter",
        "popup,width=1100,height=700",
    );
    if opened.is_ok_and(|window| window.is_some()) {
        if let Some(storage) = storage(page) {
            storage.set_item(KEY, &id).ok();
        }
        join(&id);
        app::later(Action::Slides(slides::Action::Join(id)));
    } else {
        let reason = "The presenter window was not opened: the browser keeps this page from opening windows.";
        app::later(Action::RefuseFile(reason.to_owned()));
    }
}

fn join(id: &str) {
    if CHANNEL.with_borrow(Option::is_some) {
        return;
    }
    let Ok(channel) = BroadcastChannel::new(&format!("gradlight-{id}")) else { return };
    let listener = Listener::new(&channel, "message", on_message);
    channel.post_message(&HELLO.into()).ok();
    CHANNEL.set(Some(Channel { port: channel, told: String::new(), _listener: listener }));
}

/// Tells the other windows what has changed, unless it came from there.
pub(crate) fn tell(state: &State) {
    CHANNEL.with_borrow_mut(|channel| {
        let Some(channel) = channel else { return };
        let Some(now) = slides::mirror(state) else { return };
        if now == channel.told {
            return;
        }
        if channel.told.is_empty() {
            // Whoever was there before knows better.
            channel.port.post_message(&HELLO.into()).ok();
        } else if !FOLLOWS.get() {
            channel.port.post_message(&format!("{STATE}{now}").into()).ok();
        }
        channel.told = now;
    });
}

fn on_message(event: &Event) {
    let Some(message) = event.dyn_ref::<MessageEvent>().and_then(|message| message.data().as_string()) else { return };
    if message == HELLO {
        welcome();
    } else if let Some(told) = message.strip_prefix(STATE) {
        follow(Action::Slides(slides::Action::Follow(told.to_owned())));
        wait_for_deck(told);
    } else if let Some((name, text)) = message.strip_prefix(DECK).and_then(|deck| deck.split_once('\n')) {
        let has_deck = app::with(|app| slides::own_deck(&app.state).is_some_and(|(_, known)| known == text));
        if has_deck == Some(false) {
            follow(Action::OpenBytes(name.to_owned(), text.as_bytes().to_vec()));
        }
    }
}

/// Where another window has another deck open: forgets what was told, so that this one asks for everything once it
/// has the deck, and asks for the deck that only the other can give.
fn wait_for_deck(told: &str) {
    let look = |state: &State| (slides::has_told_deck(state, told), slides::needs_told_deck(state, told));
    let Some((has_deck, needs_deck)) = app::with(|app| look(&app.state)) else { return };
    CHANNEL.with_borrow_mut(|channel| {
        let Some(channel) = channel.as_mut().filter(|_| !has_deck) else { return };
        channel.told.clear();
        if needs_deck {
            channel.port.post_message(&HELLO.into()).ok();
        }
    });
}

fn follow(action: Action) {
    FOLLOWS.set(true);
    dispatch(action);
    FOLLOWS.set(false);
}

/// Tells a window that has just come everything.
fn welcome() {
    app::with(|app| {
        CHANNEL.with_borrow_mut(|channel| {
            let Some(channel) = channel else { return };
            if let Some((name, text)) = slides::own_deck(&app.state) {
                channel.port.post_message(&format!("{DECK}{name}\n{text}").into()).ok();
            }
            if let Some(now) = slides::mirror(&app.state) {
                channel.port.post_message(&format!("{STATE}{now}").into()).ok();
            }
        });
    });
}

/// Tells the presenter the time of day, now and each second.
fn run_clock(page: &Page) {
    let is_presenter = app::with(|app| app.state.slides.session.as_ref().is_some_and(|session| session.is_presenter));
    if is_presenter != Some(true) {
        return;
    }
    let tell = || {
        let now = js_sys::Date::new_0();
        let seconds = now.get_hours() * 3600 + now.get_minutes() * 60 + now.get_seconds();
        dispatch(Action::Slides(slides::Action::TellTime(f64::from(seconds))));
    };
    tell();
    // It lives as long as the window.
    let each_second: JsValue = Closure::<dyn FnMut()>::new(tell).into_js_value();
    page.window.set_interval_with_callback_and_timeout_and_arguments_0(each_second.unchecked_ref(), SECOND_MS).ok();
}
