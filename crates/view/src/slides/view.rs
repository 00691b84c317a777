//! The Slides view: the slide on its screen, what covers it, and the bar to present with.

use super::content::Sheet;
use super::lecture::{Lecture, Origin};
use super::pen::Tool;
use super::{Cover, library, overview, presenter};
use crate::deck::Slide;
use crate::node::{Element, Node, html};
use crate::state::State;
use crate::views::header::tool;

/// What stands in the page's main part.
pub(super) fn main(state: &State) -> Node {
    let slides = &state.slides;
    let class = if presenter::is_here(slides) { "slides-view presenting" } else { "slides-view" };
    let main = html("main").class(class).attr("aria-label", "Slides");
    let Some(lecture) = &slides.lecture else {
        return main
            .child(
                html("div")
                    .class("library-page")
                    .key("library")
                    .children(library::view(&slides.library, slides.pending.is_some())),
            )
            .into();
    };
    let session = slides.session.as_ref().filter(|session| session.is_presenter);
    let main =
        main.child(screen(state, lecture)).children(session.map(|session| presenter::panel(state, lecture, session)));
    let covered = match slides.cover {
        Cover::Overview(at) => Some(overview::view(lecture, at, places(state, lecture))),
        Cover::Black => Some(html("div").class("black").key("black").attr("data-action", "slides/black")),
        Cover::None => None,
    };
    main.children(covered).children(slides.shows_faults.then(|| faults(lecture))).child(bar(state, lecture)).into()
}

/// The places of numbers that do not say them.
pub(super) fn places(state: &State, lecture: &Lecture) -> u8 {
    lecture.deck.digits.unwrap_or(state.settings.digits)
}

fn screen(state: &State, lecture: &Lecture) -> Element {
    let slides = &state.slides;
    let is_covered = slides.cover != Cover::None;
    let shown = slide(state, lecture, (lecture.slide, lecture.click), &lecture.current, &slides.widgets);
    html("div")
        .class(if is_covered { "screen covered" } else { "screen" })
        .key("screen")
        .child(shown.flag("inert", is_covered))
        .children(slides.pen.is_shown().then(|| slides.pen.view()))
}

/// A slide, live, at that place and after so many clicks.
pub(super) fn slide(
    state: &State,
    lecture: &Lecture,
    (place, click): (usize, usize),
    slide: &Slide,
    widgets: &[State],
) -> Element {
    let sheet = Sheet { slide, widgets, click, desk: &lecture.desk, places: places(state, lecture), still: None };
    sheet
        .view()
        .key(format!("slide-{place}"))
        .attr("data-view", "slide")
        .attr("data-slide", (place + 1).to_string())
        .attr("data-click", click.to_string())
        .attr("role", "group")
        .attr("aria-roledescription", "slide")
        .attr("aria-label", format!("Slide {} of {}", place + 1, lecture.slides()))
}

/// The bar below the slide.
fn bar(state: &State, lecture: &Lecture) -> Element {
    let slides = &state.slides;
    let (place, most) = (lecture.slide + 1, lecture.slides());
    let step = |label: &'static str, sign: &'static str, action: &'static str, is_off: bool| {
        html("button")
            .attr("type", "button")
            .class("step-button")
            .attr("data-action", action)
            .attr("aria-label", label)
            .attr("title", label)
            .flag("disabled", is_off)
            .text(sign)
    };
    let progress =
        html("progress").attr("max", most.to_string()).attr("value", place.to_string()).attr("aria-label", "Progress");
    html("div")
        .class("bar")
        .key("bar")
        .attr("role", "toolbar")
        .attr("aria-label", "Presenting")
        .child(step("Back (Page Up)", "‹", "slides/previous", lecture.is_at_start()))
        .child(step("Next (Page Down)", "›", "slides/next", lecture.is_at_end()))
        .child(go_to(slides.going_to.as_deref(), place, most))
        .child(progress)
        .child(html("span").class("deck-title").text(deck_title(lecture)))
        .children(fault_button(lecture, slides.shows_faults))
        .child(html("div").class("bar-tools").children(tools(state)))
}

fn deck_title(lecture: &Lecture) -> String {
    match &lecture.origin {
        _ if !lecture.deck.title.is_empty() => lecture.deck.title.clone(),
        Origin::Library(name) | Origin::Path(name) | Origin::File(name) => name.clone(),
    }
}

/// The slide's number, or the field that goes to another.
fn go_to(typed: Option<&str>, place: usize, most: usize) -> Element {
    let Some(typed) = typed else {
        return html("button")
            .attr("type", "button")
            .class("quiet-button place")
            .key("place")
            .attr("data-action", "slides/begin-go-to")
            .attr("title", "Go to a slide (G)")
            .text(format!("{place} of {most}"));
    };
    html("label").class("pick place").key("go-to").child(html("span").text("Go to slide")).child(
        html("input")
            .attr("type", "text")
            .attr("inputmode", "numeric")
            .attr("autocomplete", "off")
            .attr("data-autofocus", "")
            .attr("data-input", "slides/type-go-to")
            .attr("value", typed.to_owned()),
    )
}

fn fault_button(lecture: &Lecture, is_open: bool) -> Option<Element> {
    let count = lecture.faults.len();
    let label = if count == 1 { "1 fault".to_owned() } else { format!("{count} faults") };
    (count > 0).then(|| {
        html("button")
            .attr("type", "button")
            .class("quiet-button faulty")
            .key("faults")
            .attr("data-action", "slides/faults")
            .attr("aria-expanded", if is_open { "true" } else { "false" })
            .text(label)
    })
}

/// Everything wrong with the deck, with line and column.
fn faults(lecture: &Lecture) -> Element {
    let lines = lecture.faults.iter().map(|fault| html("li").text(fault.sentence()));
    html("section")
        .class("faults")
        .key("faults")
        .attr("aria-label", "Faults of the deck")
        .attr("tabindex", "0")
        .child(html("p").text("What is wrong with the deck; the good slides are shown all the same."))
        .child(html("ul").children(lines))
}

fn tools(state: &State) -> Vec<Element> {
    let pen = state.slides.pen.tool;
    let pressed = |element: Element, is_on: bool| element.attr("aria-pressed", if is_on { "true" } else { "false" });
    let overview = matches!(state.slides.cover, Cover::Overview(_));
    vec![
        pressed(tool("grid", "All slides (O)", "slides/overview"), overview),
        pressed(tool("pen", "Pen (D)", "slides/pen"), pen == Some(Tool::Pen)),
        pressed(tool("dot", "Pointer (L)", "slides/dot"), pen == Some(Tool::Dot)),
        pressed(tool("black", "Black screen (B)", "slides/black"), state.slides.cover == Cover::Black),
        tool("full", "Full screen (F5)", "toggle-full-screen"),
        tool("presenter", "Presenter window (S)", "slides/presenter"),
        tool("leave", "All lectures", "slides/leave"),
    ]
}
