//! The application: the one state, the tree that shows it, and the order in which a change reaches the page.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;

use gradlight_view::node::Node;
use gradlight_view::route::HAS_ROOMS;
use gradlight_view::slides;
use gradlight_view::update::Window;
use gradlight_view::views::page::page;
use gradlight_view::{Action, Effects, State, link, update};

use wasm_bindgen::JsCast as _;

use crate::address::Address;
use crate::figures::{self, Figures};
use crate::frame;
use crate::page::Page;
use crate::patch::Patcher;
use crate::{assets, channel, files, focus, handover, kept, preferences, sizes};

thread_local! {
    static APP: RefCell<Option<App>> = const { RefCell::new(None) };
    static QUEUE: RefCell<VecDeque<Action>> = const { RefCell::new(VecDeque::new()) };
    static PRINTS: Cell<bool> = const { Cell::new(false) };
    static LEAVES: Cell<bool> = const { Cell::new(false) };
    static LAST_FRAME: Cell<Option<f64>> = const { Cell::new(None) };
}

/// Unfinished work is given so much of each frame, in milliseconds: half of one at 60 a second, less its painting.
const WORK_MS: f64 = 6.0;

/// All that lives as long as the page.
#[derive(Debug)]
pub(crate) struct App {
    /// The shell's elements.
    pub(crate) page: Page,
    /// What is shown.
    pub(crate) state: State,
    /// The canvases.
    pub(crate) figures: Figures,
    tree: Vec<Node>,
    patcher: Patcher,
    address: Address,
}

/// Opens the page at what its address says.
pub(crate) fn start(page: Page) {
    let hash = page.window.location().hash().unwrap_or_default();
    let mut state = State::new();
    preferences::load(&page, &mut state.settings);
    let mut first = if hash.len() > 1 { Action::OpenLink(hash.clone()) } else { Action::DismissNotice };
    if HAS_ROOMS {
        first = handover::take(&page, &mut state).unwrap_or(first);
        if hash.starts_with("#/slides") {
            state.slides.kept = kept::kept(&page);
        }
    }
    let was_on_nav = HAS_ROOMS && handover::is_on_nav(&page);
    let app = App {
        figures: Figures::default(),
        tree: Vec::new(),
        patcher: Patcher::new(page.document.clone()),
        address: Address::opened(hash),
        page,
        state,
    };
    app.page.root.set_text_content(None);
    app.page.root.remove_attribute(handover::WAITS).ok();
    APP.set(Some(app));
    dispatch(first);
    if was_on_nav {
        with(|app| handover::give_nav(&app.page));
    }
}

/// Ends the application; what it has shown stays.
pub(crate) fn end() {
    APP.set(None);
}

/// Does what an action wants and shows it, all within the event's own task.
///
/// An action that arises while another is being shown, as when a field loses the focus because it goes away,
/// waits until that one is done.
pub(crate) fn dispatch(action: Action) {
    QUEUE.with_borrow_mut(|queue| queue.push_back(action));
    with(|app| {
        while let Some(action) = QUEUE.with_borrow_mut(VecDeque::pop_front) {
            app.act(action);
        }
    });
    if LEAVES.take() {
        with(|app| app.page.clone()).iter().for_each(handover::ask);
    }
    // Printing waits within its own call, and the page acts before and after it.
    if PRINTS.take()
        && let Some(window) = web_sys::window()
    {
        window.print().ok();
    }
}

/// Has an action done once the one at hand is.
pub(crate) fn later(action: Action) {
    QUEUE.with_borrow_mut(|queue| queue.push_back(action));
}

/// Has the canvases looked at in the next frame: their size may have changed.
pub(crate) fn look_again() {
    with(|app| {
        app.figures.mark(&app.page);
        frame::request_if(true);
    });
}

/// Lets `look` use the application, if it is there and not at work.
pub(crate) fn with<T>(look: impl FnOnce(&mut App) -> T) -> Option<T> {
    APP.with(|app| app.try_borrow_mut().ok()?.as_mut().map(look))
}

impl App {
    fn act(&mut self, action: Action) {
        let settles = matches!(action, Action::EndSlide);
        let effects = update(&mut self.state, action);
        if let Some((name, text)) = &effects.deck {
            kept::keep(&self.page, name, text);
        }
        if let Some(leave) = &effects.leave {
            self.address.leave(&self.page, &leave.hash);
            handover::put(&self.page, &self.state, leave);
            LEAVES.set(true);
            return;
        }
        if effects.focus_stage {
            // Before the patch, which leaves a field alone while it has the keyboard.
            focus::leave(&self.page);
        }
        self.show(&effects);
        if settles {
            self.address.flush(&self.page);
        }
        self.carry_out(effects);
        if HAS_ROOMS {
            channel::tell(&self.state);
        }
        frame::request_if(self.wants_frame());
    }

    /// Brings the document to what the state says.
    fn show(&mut self, effects: &Effects) {
        let tree = page(&self.state);
        let patched = self.patcher.patch(&self.page.root, &self.tree, &tree);
        debug_assert!(patched.is_ok(), "the trees are well formed");
        self.tree = tree;
        if preferences::show_theme(&self.page, &self.state.settings) {
            QUEUE.with_borrow_mut(|queue| queue.extend(sizes::news(&self.page, &self.state)));
        }
        focus::follow(&self.page, &self.state);
        let has_canvases = self.figures.mark(&self.page);
        if sizes::have_changed(&self.page) || has_canvases {
            sizes::reconcile(&self.page);
            QUEUE.with_borrow_mut(|queue| queue.extend(sizes::news(&self.page, &self.state)));
        }
        self.address.write(&self.page, link::write(&self.state), effects.new_entry);
    }

    fn carry_out(&mut self, effects: Effects) {
        preferences::save(&self.page, &self.state.settings);
        if let Some(sentence) = effects.narration {
            self.page.narrate(&sentence);
        }
        if let Some(file) = effects.save {
            files::save(&self.page, &file);
        }
        if let Some((figure, name)) = effects.save_picture {
            self.save_picture(&figure, name);
        }
        if let Some((drawing, name)) = effects.save_drawing.filter(|_| HAS_ROOMS) {
            files::save_drawing(&self.page, &drawing, name);
        }
        if let Some(text) = effects.copy {
            self.page.copy(&text);
        }
        for path in effects.fetch.into_iter().filter(|_| HAS_ROOMS) {
            assets::fetch(&self.page, &path);
        }
        if let Some(selector) = effects.focus {
            focus::give(&self.page, selector);
        }
        match effects.window {
            Some(Window::Print) => PRINTS.set(true),
            Some(Window::Presenter(_)) if !HAS_ROOMS => {}
            Some(Window::Presenter(hash)) => channel::open_presenter(&self.page, &self.state, &hash),
            Some(Window::FullScreen) => focus::toggle_full_screen(&self.page),
            None => {}
        }
    }

    /// Saves the canvas of that figure as a picture.
    fn save_picture(&self, figure: &str, name: String) {
        let canvases = self.page.find_all("canvas[data-figure]");
        let canvas = canvases.into_iter().find(|canvas| figures::name_of(canvas).as_deref() == Some(figure));
        if let Some(canvas) = canvas.and_then(|canvas| canvas.dyn_into().ok()) {
            files::save_picture(&self.page, &canvas, name);
        }
    }

    fn wants_frame(&self) -> bool {
        let looks_ahead = HAS_ROOMS && slides::looks_ahead(&self.state);
        self.state.is_playing()
            || self.state.is_working()
            || self.figures.are_stale()
            || self.address.is_waiting()
            || looks_ahead
    }

    /// Goes on with making the slide to come ready, in a frame that has nothing to paint.
    fn look_ahead(&mut self) {
        if HAS_ROOMS
            && !self.state.is_working()
            && let Some(slide) = slides::look_ahead(&mut self.state)
        {
            let prepared = self.patcher.prepare(slide);
            debug_assert!(prepared.is_ok(), "the trees are well formed");
        }
    }

    /// One animation frame: time passes, unfinished work goes on, stale canvases are painted.
    pub(crate) fn frame(&mut self, now: f64) {
        let passed = LAST_FRAME.replace(Some(now)).map_or(0.0, |last| (now - last).clamp(0.0, 250.0));
        if self.state.is_playing() {
            self.act(Action::Tick(passed));
        }
        if self.state.is_working() {
            let page = self.page.clone();
            let end = page.now() + WORK_MS;
            self.state.work(&mut || page.now() >= end);
            self.act(Action::Worked);
        }
        if !self.figures.paint(&self.page, &self.state) {
            self.look_ahead();
        }
        self.address.catch_up(&self.page);
        if !self.wants_frame() {
            LAST_FRAME.set(None);
        }
        frame::request_if(self.wants_frame());
    }

    /// Takes note of the address now; says whether it came from elsewhere: typed, followed or gone back to.
    pub(crate) fn arrive_at(&mut self, hash: &str) -> bool {
        self.address.arrive_at(hash)
    }

    /// Takes note that the pointer is held down, or no longer.
    pub(crate) fn drag(&mut self, is_dragged: bool) {
        self.address.drag(&self.page, is_dragged);
    }

    /// Writes what the address still lacks, before the page goes away.
    pub(crate) fn flush_address(&mut self) {
        self.address.flush(&self.page);
    }
}
