//! The overview: every slide as a small live picture, to choose from.

use super::Cover;
use super::content::Sheet;
use super::lecture::Lecture;
use crate::node::{Element, html};
use crate::state::State;

/// So many slides are drawn around the one that the keyboard is on; the others are named.
const DRAWN: usize = 60;

/// Opens the overview at the slide shown.
pub(super) fn open(state: &mut State) {
    if let Some(lecture) = &state.slides.lecture {
        state.slides.cover = Cover::Overview(lecture.slide);
        draw(state);
    }
}

/// Moves the keyboard by so many slides.
pub(super) fn step(state: &mut State, by: isize) {
    let (Cover::Overview(at), Some(lecture)) = (state.slides.cover, &state.slides.lecture) else { return };
    let last = lecture.slides() - 1;
    state.slides.cover = Cover::Overview(at.saturating_add_signed(by).min(last));
    draw(state);
}

fn drawn(lecture: &Lecture, at: usize) -> std::ops::Range<usize> {
    let start = at.saturating_sub(DRAWN / 2).min(lecture.slides().saturating_sub(DRAWN));
    start..(start + DRAWN).min(lecture.slides())
}

/// Makes the pictures that are missing.
fn draw(state: &mut State) {
    let Cover::Overview(at) = state.slides.cover else { return };
    let settings = &state.settings;
    if let Some(lecture) = &mut state.slides.lecture {
        for slide in drawn(lecture, at) {
            lecture.draw_still(slide, usize::MAX, settings);
        }
    }
}

/// The overview.
pub(super) fn view(lecture: &Lecture, at: usize, places: u8) -> Element {
    let range = drawn(lecture, at);
    let (before, after) = (range.start, lecture.slides() - range.end);
    let more = |count: usize, place: usize, word: &str| {
        (count > 0).then(|| {
            html("button")
                .attr("type", "button")
                .key(format!("more-{word}"))
                .attr("data-action", "slides/show")
                .attr("data-argument", place.to_string())
                .text(format!("{count} {word}"))
        })
    };
    html("section")
        .class("overview")
        .key("overview")
        .attr("aria-label", "All slides")
        .children(more(before, range.start.saturating_sub(1), "before"))
        .children(range.clone().filter_map(|slide| thumbnail(lecture, slide, at, places)))
        .children(more(after, range.end, "after"))
}

fn thumbnail(lecture: &Lecture, slide: usize, at: usize, places: u8) -> Option<Element> {
    let still = lecture.stills.get(&(slide, usize::MAX))?;
    let title = still.slide.title_text();
    let label = format!("{}. {title}", slide + 1);
    let sheet = Sheet {
        slide: &still.slide,
        widgets: &still.widgets,
        click: usize::MAX,
        desk: &lecture.desk,
        places,
        still: Some((slide, usize::MAX)),
    };
    let picture = html("div").class("screen small").attr("inert", "").attr("aria-hidden", "true").child(sheet.view());
    let button = html("button")
        .attr("type", "button")
        .class(if slide == at { "thumbnail at" } else { "thumbnail" })
        .key(slide.to_string())
        .attr("data-action", "slides/show")
        .attr("data-argument", slide.to_string())
        .maybe("aria-current", (slide == lecture.slide).then_some("true"));
    Some(button.child(picture).child(html("span").class("thumbnail-name").text(label)))
}
