//! Slides: lecture decks whose figures are the live engine.
//!
//! A widget is a whole [`State`] of its own: what happens in it is an action within it.

mod ahead;
mod content;
mod key;
pub mod kinds;
mod lecture;
mod library;
mod overview;
mod paper;
mod pen;
mod presenter;
mod room;
mod view;

use gradlight_plot::{Drawn, Ink, Style};

use crate::drawing::{self, Fingerprint};
use crate::node::Node;
use crate::pointer::Pointer;
use crate::route::Route;
use crate::state::State;
use crate::update::{Effects, Window};

pub use ahead::{look_ahead, looks_ahead};
pub use lecture::{Lecture, Origin, Still, check};
pub use library::Listing;
pub use pen::{Pen, Tool};
pub use presenter::{Session, has_told_deck, mirror, needs_told_deck, own_deck};

pub use key::KEYS;
pub(crate) use key::key;
pub(crate) use paper::pages;
pub use paper::printed_deck;
pub use room::is_deck;
pub(crate) use room::{arrive, link, open_file, open_link};

/// The name by which a link calls a deck that is none of the page's.
pub const OWN: &str = "own";

/// How large type is in the figures of a picture of a slide.
const STILL_SCALE: f64 = 0.3;

/// What the lecture remembers.
#[derive(Debug, Default)]
pub struct Slides {
    /// The live widgets of the slide shown, in document order.
    pub widgets: Vec<State>,
    /// The open deck; without one, the decks to choose from are shown.
    pub lecture: Option<Lecture>,
    /// The page's decks.
    pub library: library::Library,
    /// The deck that has been asked for and where to open it.
    pub(crate) pending: Option<room::Pending>,
    /// The name and text of the deck of one's own that the window has kept, until a link asks for it.
    pub kept: Option<(String, String)>,
    /// What covers the slide.
    pub cover: Cover,
    /// What has been typed into the field that goes to a slide, while it is open.
    pub going_to: Option<String>,
    /// Pen and pointer.
    pub pen: Pen,
    /// Whether the list of faults is open.
    pub shows_faults: bool,
    /// The session of windows that show the same, once there is one.
    pub session: Option<Session>,
}

/// What covers the slide.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cover {
    /// Nothing.
    #[default]
    None,
    /// Black.
    Black,
    /// All slides, with the keyboard on one of them.
    Overview(usize),
}

/// What a user can want of a lecture.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// The next click, or slide.
    Next,
    /// The click before, or the slide before at its last click.
    Previous,
    /// The next slide, skipping clicks.
    NextSlide,
    /// This slide's beginning, or the slide before.
    PreviousSlide,
    /// The slide of that place, from 0.
    Show(usize),
    /// The last slide.
    Last,
    /// Opens the page's deck of that stem.
    Open(String),
    /// Back to the decks.
    Leave,
    /// All slides at a glance, or one again.
    ToggleOverview,
    /// Moves in the overview by so many slides.
    Move(isize),
    /// Shows the slide that the overview's keyboard is on.
    Pick,
    /// Black, or not.
    ToggleBlack,
    /// Opens the field that goes to a slide.
    BeginGoTo,
    /// What has been typed into it.
    TypeGoTo(String),
    /// Goes there.
    GoTo,
    /// Closes what covers the slide, else opens the overview.
    Escape,
    /// Takes up a tool, or puts it down.
    TakeUp(Tool),
    /// Opens or closes the list of faults.
    ToggleFaults,
    /// Opens in its own view what a widget shows.
    Enlarge(usize),
    /// Opens the presenter's window.
    OpenPresenter,
    /// This window is one of a session now: its id.
    Join(String),
    /// Another window of the session tells its state.
    Follow(String),
    /// The time of day in seconds, for the presenter.
    TellTime(f64),
    /// Starts the presenter's timer over.
    RestartTimer,
}

impl Action {
    /// The action of an element whose `data-action` is `slides/NAME`, with its argument.
    pub fn from_element(name: &str, argument: Option<&str>) -> Option<Self> {
        let place = || argument.and_then(|argument| argument.parse::<usize>().ok());
        Some(match name {
            "next" => Self::Next,
            "previous" => Self::Previous,
            "show" => Self::Show(place()?),
            "open" => Self::Open(argument?.to_owned()),
            "leave" => Self::Leave,
            "overview" => Self::ToggleOverview,
            "black" => Self::ToggleBlack,
            "begin-go-to" => Self::BeginGoTo,
            "type-go-to" => Self::TypeGoTo(argument?.to_owned()),
            "go-to" => Self::GoTo,
            "pen" => Self::TakeUp(Tool::Pen),
            "dot" => Self::TakeUp(Tool::Dot),
            "faults" => Self::ToggleFaults,
            "enlarge" => Self::Enlarge(place()?),
            "presenter" => Self::OpenPresenter,
            "restart-timer" => Self::RestartTimer,
            _ => return None,
        })
    }
}

/// Does what the action wants.
pub(crate) fn act(state: &mut State, action: Action, effects: &mut Effects) {
    match action {
        Action::Open(stem) => room::open_stem(state, &stem, effects),
        Action::Leave => {
            state.slides.lecture = None;
            state.slides.widgets.clear();
            (state.slides.cover, effects.new_entry) = (Cover::None, true);
            state.slides.library.want(effects);
        }
        Action::TypeGoTo(text) => state.slides.going_to = Some(text),
        Action::TakeUp(tool) => state.slides.pen.take_up(tool),
        Action::ToggleFaults => state.slides.shows_faults = !state.slides.shows_faults,
        Action::Enlarge(widget) => room::enlarge(state, widget, effects),
        Action::OpenPresenter if state.slides.lecture.is_some() => {
            effects.window = Some(Window::Presenter(crate::link::write(state)));
        }
        Action::OpenPresenter => {}
        Action::Join(id) => {
            state.slides.session.get_or_insert_with(|| Session::new(id, false));
        }
        Action::Follow(told) => presenter::follow(state, &told, effects),
        Action::TellTime(seconds) => {
            if let Some(session) = &mut state.slides.session {
                session.tell_time(seconds);
            }
        }
        Action::RestartTimer => {
            if let Some(session) = &mut state.slides.session {
                session.restart();
            }
        }
        other => present(state, &other, effects),
    }
}

/// What presenting wants: another slide or click, or a cover.
fn present(state: &mut State, action: &Action, effects: &mut Effects) {
    let slides = &mut state.slides;
    let Some(lecture) = &slides.lecture else { return };
    let (slide, click, last, next) = (lecture.slide, lecture.click, lecture.slides() - 1, lecture.next());
    let (cover, is_black) = (slides.cover, slides.cover == Cover::Black);
    match action {
        // A clicker's press after black brings the slide back, as it was.
        Action::Next | Action::Previous if is_black => slides.cover = Cover::None,
        Action::Next => go(state, next, effects),
        Action::Previous if click > 0 => go(state, (slide, click - 1), effects),
        Action::Previous if slide > 0 => go(state, (slide - 1, usize::MAX), effects),
        Action::NextSlide if slide < last => go(state, (slide + 1, 0), effects),
        Action::PreviousSlide if click > 0 || slide > 0 => {
            go(state, (if click > 0 { slide } else { slide - 1 }, 0), effects);
        }
        Action::Show(slide) => go(state, (*slide, 0), effects),
        Action::Last => go(state, (last, 0), effects),
        Action::ToggleBlack => slides.cover = if is_black { Cover::None } else { Cover::Black },
        Action::ToggleOverview | Action::Escape => match cover {
            _ if slides.going_to.is_some() => slides.going_to = None,
            Cover::None => overview::open(state),
            _ => slides.cover = Cover::None,
        },
        Action::Move(by) => overview::step(state, *by),
        Action::Pick => {
            if let Cover::Overview(slide) = cover {
                go(state, (slide, 0), effects);
            }
        }
        Action::BeginGoTo => slides.going_to = Some(String::new()),
        Action::GoTo => {
            let wanted = slides.going_to.take().unwrap_or_default();
            if let Ok(slide) = wanted.trim().parse::<usize>() {
                go(state, (slide.clamp(1, last + 1) - 1, 0), effects);
            }
            effects.focus_stage = true;
        }
        _ => {}
    }
}

/// Shows a slide after so many clicks, and says so.
pub(crate) fn go(state: &mut State, to: (usize, usize), effects: &mut Effects) {
    let slides = &mut state.slides;
    let Some(lecture) = &mut slides.lecture else { return };
    lecture.show(to, &mut slides.widgets, &state.settings, effects);
    if slides.session.as_ref().is_some_and(|session| session.is_presenter) {
        let (slide, click) = lecture.next();
        lecture.draw_still(slide, click, &state.settings);
    }
    slides.pen.wipe();
    (slides.cover, slides.going_to) = (Cover::None, None);
    effects.narration = Some(content::spoken(lecture));
}

/// Does an action within a widget.
pub(crate) fn act_within(state: &mut State, widget: usize, action: crate::Action, effects: &mut Effects) {
    if let Some(inner) = state.slides.widgets.get_mut(widget) {
        lecture::act_within(inner, action, effects);
        // A figure's canvas is found by its widget too.
        if let Some((figure, _)) = &mut effects.save_picture {
            *figure = format!("{widget}/{figure}");
        }
    }
}

/// What stands in the page's main part.
pub(crate) fn main(state: &State) -> Node {
    view::main(state)
}

/// Changes how numbers are written in every widget, here and on the slides to come, as the page's lists say.
pub(crate) fn follow_writing(state: &mut State, action: &crate::Action) {
    for widget in &mut state.slides.widgets {
        crate::update::update(widget, action.clone());
    }
    if let Some(lecture) = &mut state.slides.lecture {
        match action {
            crate::Action::SetNotation(name) => lecture.deck.notation = Some(name.clone()),
            crate::Action::SetDigits(digits) => lecture.deck.digits = Some(*digits),
            _ => {}
        }
        lecture.stills.clear();
        lecture.ahead = None;
    }
}

/// Goes on with unfinished work until it is done or the time is up.
pub(crate) fn work(state: &mut State, is_time_up: &mut dyn FnMut() -> bool) {
    for widget in state.slides.widgets.iter_mut().filter(|widget| widget.is_working()) {
        widget.work(is_time_up);
    }
    while let Some(lecture) = state.slides.lecture.as_mut().filter(|lecture| lecture.is_checking()) {
        if is_time_up() {
            return;
        }
        lecture.check_next();
    }
}

/// Whether work is unfinished.
pub(crate) fn is_working(state: &State) -> bool {
    let slides = &state.slides;
    slides.lecture.as_ref().is_some_and(Lecture::is_checking) || slides.widgets.iter().any(State::is_working)
}

/// The state of the widget that a figure belongs to, live or in a picture of its slide, and the figure's name there.
fn widget_of<'a, 'b>(state: &'a State, figure: &'b str) -> Option<(&'a State, &'b str)> {
    let (name, figure) = figure.split_once('/')?;
    let widget = if let Some((still, place)) = content::still_named(name) {
        state.slides.lecture.as_ref()?.stills.get(&still)?.widgets.get(place)?
    } else {
        state.slides.widgets.get(name.parse::<usize>().ok()?)?
    };
    Some((widget, figure))
}

/// What the picture of that figure depends on.
pub(crate) fn fingerprint(state: &State, figure: &str) -> Option<Fingerprint> {
    let (widget, figure) = widget_of(state, figure)?;
    drawing::fingerprint(widget, figure)
}

/// Draws that figure.
pub(crate) fn draw<'a>(state: &State, figure: &str, ink: Ink<'a>, style: &Style) -> Drawn<Ink<'a>> {
    match widget_of(state, figure) {
        Some((widget, figure)) => drawing::draw(widget, figure, ink, style),
        None => Ok(()),
    }
}

/// Does what the pointer wants of that figure.
pub(crate) fn point(state: &mut State, figure: &str, pointer: &Pointer) {
    let Some((name, figure)) = figure.split_once('/') else {
        state.slides.pen.point(pointer);
        return;
    };
    if let Some(widget) = name.parse::<usize>().ok().and_then(|place| state.slides.widgets.get_mut(place)) {
        drawing::point(widget, figure, pointer);
    }
}

/// How much larger than usual type is in a figure: in a picture of a slide it is small.
pub fn scale_of(state: &State, figure: &str) -> f64 {
    match widget_of(state, figure) {
        Some((widget, _)) if state.route == Route::Slides => {
            let name = figure.split('/').next().unwrap_or_default();
            content::still_named(name).map_or(widget.scale, |_| STILL_SCALE)
        }
        _ => state.scale,
    }
}
