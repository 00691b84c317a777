//! The presenter window: notes, what comes next, clock and timer, and the same slide with the same state.
//!
//! Two windows of one session tell each other their state whenever it has changed, so that neither can be left behind.

use super::content::Sheet;
use super::lecture::{self, Lecture, Origin};
use super::{Cover, OWN, Pen, Slides, go, room, view};
use crate::link;
use crate::node::{Element, Node, html};
use crate::predict;
use crate::state::State;
use crate::update::Effects;

/// Seconds in a day.
const DAY: f64 = 86_400.0;

/// A session of windows that show the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Session {
    /// What tells it from other sessions.
    pub id: String,
    /// Whether this is the presenter's window.
    pub is_presenter: bool,
    /// The time of day in seconds, once it has been told.
    clock: Option<f64>,
    /// The time of day at which the timer started.
    started: Option<f64>,
}

impl Session {
    /// A session of that id.
    pub(super) fn new(id: String, is_presenter: bool) -> Self {
        Self { id, is_presenter, clock: None, started: None }
    }

    /// Takes the time of day, in seconds.
    pub(super) fn tell_time(&mut self, seconds: f64) {
        self.clock = Some(seconds);
        self.started = self.started.or(Some(seconds));
    }

    /// Starts the timer over.
    pub(super) fn restart(&mut self) {
        self.started = self.clock;
    }

    /// Seconds since the timer started; a lecture over midnight goes on.
    fn elapsed(&self) -> Option<f64> {
        let passed = self.clock? - self.started?;
        Some(if passed < 0.0 { passed + DAY } else { passed })
    }
}

/// Hours, minutes and, where wanted, seconds.
fn time(seconds: f64, with_seconds: bool) -> String {
    let seconds = seconds.max(0.0) as u64;
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    match (with_seconds, hours) {
        (false, _) => format!("{hours}:{minutes:02}"),
        (true, 0) => format!("{minutes}:{rest:02}"),
        (true, _) => format!("{hours}:{minutes:02}:{rest:02}"),
    }
}

/// Whether this window is the presenter's.
pub(super) fn is_here(slides: &Slides) -> bool {
    slides.session.as_ref().is_some_and(|session| session.is_presenter)
}

/// What stands in the presenter's window beside the slide.
pub(super) fn panel(state: &State, lecture: &Lecture, session: &Session) -> Element {
    let clock = session.clock.map_or(String::new(), |clock| time(clock, false));
    let timer = session.elapsed().map_or(String::new(), |elapsed| time(elapsed, true));
    let restart = html("button")
        .attr("type", "button")
        .class("quiet-button")
        .attr("data-action", "slides/restart-timer")
        .text("Start over");
    let times = html("div")
        .class("times")
        .child(html("span").class("timer").attr("role", "timer").attr("aria-label", "Since the start").text(timer))
        .child(restart)
        .child(html("span").class("clock").attr("aria-label", "Time of day").attr("role", "timer").text(clock));
    html("aside")
        .class("presenter")
        .key("presenter")
        .attr("aria-label", "Presenter")
        .child(times)
        .child(next(state, lecture))
        .child(notes(state, lecture))
}

/// A picture of what the next click shows.
fn next(state: &State, lecture: &Lecture) -> Element {
    let place = lecture.next();
    let caption = match place {
        _ if lecture.is_at_end() => "This is the end.".to_owned(),
        (slide, click) if slide == lecture.slide => format!("Next: click {click} of {}", lecture.current.clicks),
        (slide, _) => format!("Next: slide {}", slide + 1),
    };
    let figure = html("figure").class("next-slide").child(html("figcaption").text(caption));
    match lecture.stills.get(&place).filter(|_| !lecture.is_at_end()) {
        Some(still) => {
            let sheet = Sheet {
                slide: &still.slide,
                widgets: &still.widgets,
                click: place.1,
                desk: &lecture.desk,
                places: view::places(state, lecture),
                still: Some(place),
            };
            figure.child(
                html("div").class("screen small").attr("inert", "").attr("aria-hidden", "true").child(sheet.view()),
            )
        }
        None => figure,
    }
}

fn notes(state: &State, lecture: &Lecture) -> Element {
    let sheet = Sheet {
        slide: &lecture.current,
        widgets: &[],
        click: lecture.click,
        desk: &lecture.desk,
        places: view::places(state, lecture),
        still: None,
    };
    let notes: Vec<Node> = match &lecture.current.notes[..] {
        [] => vec![html("p").class("no-notes").text("No notes for this slide.").into()],
        notes => sheet.pieces(notes),
    };
    html("section").class("notes").attr("aria-label", "Notes").attr("tabindex", "0").children(notes)
}

/// What the windows of a session tell each other: everything of the lecture that can be seen, as lines of text.
pub fn mirror(state: &State) -> Option<String> {
    let slides = &state.slides;
    slides.session.as_ref()?;
    let lecture = slides.lecture.as_ref().filter(|_| state.is_lecturing())?;
    let mut lines = vec![
        name(lecture),
        format!("{} {}", lecture.slide, lecture.click),
        if slides.cover == Cover::Black { "black" } else { "" }.to_owned(),
        slides.pen.to_text(),
    ];
    for widget in &slides.widgets {
        lines.push(link::write(widget));
        lines.push(beside_link(widget));
    }
    Some(lines.join("\n"))
}

/// What begins the name of a deck that is a file of one's own.
const FILE: &str = "own:";

/// What the windows call a deck: its stem, the path of one beside the page, or a file's length and name.
fn name(lecture: &Lecture) -> String {
    match &lecture.origin {
        Origin::Library(stem) => stem.clone(),
        Origin::Path(path) => format!("{OWN} {path}"),
        Origin::File(name) => format!("{FILE}{} {name}", lecture.deck.text().len()),
    }
}

/// Whether the deck that another window tells of is open here; until then it knows better.
pub fn has_told_deck(state: &State, told: &str) -> bool {
    let deck = told.split('\n').next().unwrap_or_default();
    state.slides.lecture.as_ref().is_some_and(|lecture| name(lecture) == deck)
}

/// Whether another window tells of a deck that only it can give.
pub fn needs_told_deck(state: &State, told: &str) -> bool {
    told.starts_with(FILE) && !has_told_deck(state, told)
}

/// What of a widget no link carries: chosen paths, what is pointed at, the reading cursor, what was predicted.
fn beside_link(widget: &State) -> String {
    if let Some((_, exhibit)) = &widget.labs.open {
        return exhibit.told();
    }
    let chosen = widget.chosen.map(|weight| format!("weight.w{}", weight + 1)).unwrap_or_default();
    let lit = widget.lit.map(|lit| widget.names().id(&lit)).unwrap_or_default();
    let cursor = widget.cursor.map(|cursor| cursor.to_string()).unwrap_or_default();
    let table = if widget.settings.shows_table { "table" } else { "" };
    let marks = [chosen.as_str(), &lit, &cursor, table].join(" ");
    format!("{marks}\t{}", predict::told(widget))
}

/// Brings the lecture to what another window of the session tells.
pub(super) fn follow(state: &mut State, told: &str, effects: &mut Effects) {
    let mut lines = told.split('\n');
    let (Some(deck), Some(place)) = (lines.next(), lines.next()) else { return };
    let place = place.split_once(' ').and_then(|(slide, click)| Some((slide.parse().ok()?, click.parse().ok()?)));
    let Some(place) = place else { return };
    let Some(lecture) = state.slides.lecture.as_ref().filter(|lecture| name(lecture) == deck) else {
        // Slide and widgets are told again once the deck is here.
        let origin = match deck.split_once(' ') {
            _ if deck.starts_with(FILE) => return,
            Some((OWN, path)) => Origin::Path(path.to_owned()),
            _ => Origin::Library(deck.to_owned()),
        };
        room::open_told(state, origin, place, effects);
        return;
    };
    if (lecture.slide, lecture.click) != place {
        go(state, place, effects);
    }
    let slides = &mut state.slides;
    let is_black = lines.next() == Some("black");
    if is_black != (slides.cover == Cover::Black) {
        slides.cover = if is_black { Cover::Black } else { Cover::None };
    }
    slides.pen = Pen { tool: slides.pen.tool, ..Pen::from_text(lines.next().unwrap_or_default()) };
    for widget in &mut slides.widgets {
        let (Some(hash), Some(beside)) = (lines.next(), lines.next()) else { return };
        lecture::bring_to(widget, hash, effects);
        if beside_link(widget) != beside {
            take_beside(widget, beside);
        }
    }
}

fn take_beside(widget: &mut State, beside: &str) {
    if let Some((_, exhibit)) = &mut widget.labs.open {
        exhibit.take_told(beside);
        return;
    }
    let (marks, predicted) = beside.split_once('\t').unwrap_or((beside, ""));
    predict::take_told(widget, predicted);
    let mut words = marks.split(' ');
    let mut word = || words.next().unwrap_or_default();
    widget.chosen = word().strip_prefix("weight.w").and_then(|weight| weight.parse::<usize>().ok()?.checked_sub(1));
    widget.lit = widget.quantity(word());
    widget.cursor = word().parse().ok();
    widget.settings.shows_table = word() == "table";
}

/// The name and text of the open deck, where another window cannot fetch it.
pub fn own_deck(state: &State) -> Option<(&str, &str)> {
    let lecture = state.slides.lecture.as_ref()?;
    match &lecture.origin {
        Origin::File(name) => Some((name, lecture.deck.text())),
        Origin::Library(_) | Origin::Path(_) => None,
    }
}
