//! A lecture on paper: a page for each slide or click, or slides with their notes; figures become vectors.

use gradlight_plot::Style;

use super::content::Sheet;
use super::lecture::{Lecture, Origin, Still};
use super::view::places;
use crate::deck::Deck;
use crate::drawing::{self, NodeSurface};
use crate::node::{Element, Node, html};
use crate::paper::Layout;
use crate::state::State;

/// A lecture of more pages than this is printed up to here.
const MOST_PAGES: usize = 600;

/// A widget goes on so often with its work until it is printed.
const MOST_SLICES: usize = 1000;

/// The size of a figure on paper, in CSS pixels.
const FIGURE: (u32, u32) = (560, 240);

/// What is there for hands at the screen, or must be in a document only once.
const LIVE: [&str; 14] = [
    "data-widget",
    "data-figure",
    "id",
    "for",
    "tabindex",
    "data-action",
    "data-argument",
    "data-input",
    "data-change",
    "data-focus",
    "data-stage",
    "data-view",
    "data-scrub",
    "data-autofocus",
];

/// The pages of a deck, where no browser shows it.
pub fn printed_deck(name: &str, deck: Deck, layout: Layout) -> Vec<Node> {
    let mut state = State::new();
    state.slides.lecture = Some(Lecture::new(Origin::File(name.to_owned()), deck));
    pages(&mut state, layout)
}

/// The pages of the open lecture.
pub(crate) fn pages(state: &mut State, layout: Layout) -> Vec<Node> {
    let Some(mut lecture) = state.slides.lecture.take() else { return Vec::new() };
    let places = places(state, &lecture);
    let mut pages = Vec::new();
    for slide in 0..lecture.slides() {
        let complete = lecture.deck.slide(slide).clicks;
        let clicks = if layout == Layout::Clicks { 0..=complete } else { complete..=complete };
        for click in clicks {
            if pages.len() < MOST_PAGES {
                let mut still = lecture.still(slide, click, &state.settings);
                still.widgets.iter_mut().for_each(finish);
                pages.push(page(&lecture, &still, (slide, click), layout, places).into());
            }
        }
    }
    state.slides.lecture = Some(lecture);
    pages
}

/// Has a widget do the work that its figures wait for.
fn finish(widget: &mut State) {
    let mut slices = 0;
    while widget.is_working() && slices < MOST_SLICES {
        widget.work(&mut || false);
        slices += 1;
    }
}

fn page(lecture: &Lecture, still: &Still, (slide, click): (usize, usize), layout: Layout, places: u8) -> Element {
    let sheet = Sheet { slide: &still.slide, widgets: &still.widgets, click, desk: &lecture.desk, places, still: None };
    let picture = match printed(sheet.view().into(), &still.widgets, None) {
        Some(picture) => html("div").class("screen small").child(picture),
        None => html("div").class("screen small"),
    };
    let key = format!("{slide}-{click}");
    if layout != Layout::Notes {
        return html("section").class("paper-slide").key(key).child(picture);
    }
    let notes = html("div")
        .class("paper-notes")
        .child(html("p").class("why").text(format!("{} of {}", slide + 1, lecture.slides())))
        .children(sheet.pieces(&still.slide.notes));
    html("section").class("paper-row").key(key).child(picture).child(notes)
}

/// Makes a button that stands for a table's cell what is written on it.
fn unpress(node: &mut Node) {
    if let Node::Element(button) = node
        && button.tag == "button"
    {
        *button = html("span").children(std::mem::take(&mut button.children));
    }
}

/// A node as paper takes it: figures drawn, nothing to press. `widget` is the state of what it stands in.
fn printed(node: Node, widgets: &[State], widget: Option<&State>) -> Option<Node> {
    let Node::Element(mut element) = node else { return Some(node) };
    if matches!(element.tag, "th" | "td") {
        element.children.iter_mut().for_each(unpress);
    }
    let own = element.attribute("data-widget").and_then(|place| widgets.get(place.parse::<usize>().ok()?));
    let widget = own.or(widget);
    if element.tag == "canvas" {
        let figure = element.attribute("data-figure").map(str::to_owned)?;
        let label = element.attribute("aria-label").unwrap_or_default().to_owned();
        let svg = drawing::svg(widget?, &figure, FIGURE, &NodeSurface::style(Style::light()));
        return Some(svg.class("paper-figure").attr("role", "img").attr("aria-label", label).into());
    }
    let has = |class: &str| element.attribute("class").is_some_and(|all| all.split(' ').any(|own| own == class));
    let left_out = ["enlarge", "go", "stage-toggle", "stage-table", "figure-table", "pulses"];
    // A slider's number stands beside it.
    let is_slider = element.attribute("type") == Some("range");
    if element.tag == "button" || is_slider || left_out.into_iter().any(has) {
        return None;
    }
    // A lab's data do not come to paper: its small picture does.
    if let Some((_, exhibit)) = own.and_then(|own| own.labs.open.as_ref()).filter(|(_, lab)| !lab.wants().is_empty()) {
        element.children = vec![exhibit.thumbnail()];
    }
    element.attributes.retain(|(name, _)| !LIVE.contains(name));
    let children = std::mem::take(&mut element.children);
    element.children = children.into_iter().filter_map(|child| printed(child, widgets, widget)).collect();
    Some(element.into())
}
