//! The gallery of labs, and the room around an open one.

use super::{ALL, Entry, Exhibit, Look};
use crate::node::{Element, html};
use crate::views::icon::icon;

/// Every lab with its live thumbnail.
pub(super) fn gallery() -> Element {
    let cards = ALL.iter().map(|entry| {
        let picture = html("div").class("thumbnail").attr("aria-hidden", "true").child((entry.open)().thumbnail());
        html("li").key(entry.name).child(
            html("a")
                .class("card lab-card")
                .attr("href", format!("#/labs/{}", entry.name))
                .child(picture)
                .child(html("h3").text(entry.title))
                .child(html("p").text(entry.about)),
        )
    });
    html("section")
        .class("gallery")
        .key("gallery")
        .attr("aria-label", "Gallery")
        .child(html("h2").text("Labs"))
        .child(
            html("p")
                .class("lead")
                .text("One exhibit for each idea of the lectures. Change its numbers and see what follows."),
        )
        .child(html("ul").class("lab-cards").children(cards))
}

/// An open lab with its title, what to try, and the ways back and on.
pub(super) fn room(entry: &Entry, exhibit: &dyn Exhibit, look: &Look) -> Element {
    let reset = html("button")
        .attr("type", "button")
        .class("lab-reset")
        .attr("data-action", "lab/reset")
        .child(icon("reset"))
        .child(html("span").text("Reset"));
    let head = html("div")
        .class("lab-head")
        .child(html("a").class("lab-back").attr("href", "#/labs").text("‹ All labs"))
        .child(html("h2").text(entry.title))
        .child(html("p").class("lab-hint").text(exhibit.hint()))
        .child(html("div").class("lab-ways").children(neighbours(entry)).child(reset));
    html("section")
        .class(format!("lab lab-{}", entry.name))
        .key(entry.name)
        .attr("data-view", "lab")
        .attr("data-lab", entry.name)
        .attr("aria-label", entry.title)
        .child(head)
        .child(html("div").class("lab-body").attr("data-stage", "").children(exhibit.body(look)))
}

/// Links to the labs before and after this one.
fn neighbours(entry: &Entry) -> Vec<Element> {
    let place = ALL.iter().position(|other| other.name == entry.name).unwrap_or(0);
    let before = place.checked_sub(1).map(|before| ("‹", "Previous lab", before));
    let after = (place + 1 < ALL.len()).then_some(("›", "Next lab", place + 1));
    let link = |(sign, word, place): (&'static str, &str, usize)| {
        let other = &ALL[place];
        html("a")
            .class("lab-way")
            .key(word)
            .attr("href", format!("#/labs/{}", other.name))
            .attr("title", other.title)
            .attr("aria-label", format!("{word}: {}", other.title))
            .text(sign)
    };
    [before, after].into_iter().flatten().map(link).collect()
}
