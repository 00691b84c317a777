//! The slide to come, made ready while nothing else is to be done: a click then only has to show it.

use super::lecture::Lecture;
use super::view;
use crate::deck::Slide;
use crate::node::Element;
use crate::route::Route;
use crate::settings::Settings;
use crate::state::State;
use crate::update::Effects;

/// A slide whose widgets have been opened before it is shown.
#[derive(Debug)]
pub(super) struct Ahead {
    /// The slide, from 0.
    pub(super) place: usize,
    /// What is on it.
    pub(super) slide: Slide,
    /// Its widgets, before any click.
    pub(super) widgets: Vec<State>,
    /// Paths of the data that they want.
    pub(super) fetch: Vec<String>,
    settings: Settings,
    /// Whether its tree has been given.
    is_given: bool,
}

/// How far the slide to come is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Progress {
    /// Its widgets are to be opened.
    Unopened,
    /// Its tree is to be given.
    Opened,
    /// There is nothing left to be done.
    Ready,
}

impl Ahead {
    /// Opens the widgets of a slide.
    pub(super) fn open(lecture: &mut Lecture, place: usize, settings: &Settings) -> Self {
        let mut effects = Effects::default();
        let (slide, widgets) = lecture.open_in_place(place, 0, settings, &mut effects);
        Self { place, slide, widgets, fetch: effects.fetch, settings: settings.clone(), is_given: false }
    }

    /// Whether it is what showing that slide asks for.
    pub(super) fn fits(&self, place: usize, click: usize, settings: &Settings) -> bool {
        (self.place, 0) == (place, click) && self.settings == *settings
    }
}

fn progress(state: &State) -> Progress {
    let lecture = state.slides.lecture.as_ref().filter(|lecture| lecture.slide + 1 < lecture.slides());
    let Some(lecture) = lecture.filter(|_| state.route == Route::Slides) else {
        return Progress::Ready;
    };
    match &lecture.ahead {
        Some(ahead) if !ahead.fits(lecture.slide + 1, 0, &state.settings) => Progress::Unopened,
        None => Progress::Unopened,
        Some(ahead) if ahead.is_given => Progress::Ready,
        Some(_) => Progress::Opened,
    }
}

/// Whether the slide to come is still to be made ready.
pub fn looks_ahead(state: &State) -> bool {
    progress(state) != Progress::Ready
}

/// Goes on with making the slide to come ready; gives its tree, once, for the page to build.
pub fn look_ahead(state: &mut State) -> Option<Element> {
    let progress = progress(state);
    let (settings, slides) = (&state.settings, &mut state.slides);
    let lecture = slides.lecture.as_mut()?;
    match progress {
        Progress::Ready => None,
        Progress::Unopened => {
            lecture.note_spaces(&slides.widgets);
            lecture.ahead = Some(Ahead::open(lecture, lecture.slide + 1, settings));
            None
        }
        Progress::Opened => {
            lecture.ahead.as_mut()?.is_given = true;
            let lecture = state.slides.lecture.as_ref()?;
            let Ahead { place, slide, widgets, .. } = lecture.ahead.as_ref()?;
            Some(view::slide(state, lecture, (*place, 0), slide, widgets))
        }
    }
}
