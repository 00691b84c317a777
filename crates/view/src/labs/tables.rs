//! Tables of numbers in labs: headings, and a frame that scrolls where there is little room.

use std::borrow::Cow;

use crate::node::{Element, html};

/// A heading over words.
pub(super) fn words(title: impl Into<Cow<'static, str>>) -> Element {
    html("th").attr("scope", "col").text(title)
}

/// A heading over numbers.
pub(super) fn digits(title: impl Into<Cow<'static, str>>) -> Element {
    words(title).class("lab-number")
}

/// A table that scrolls within its card; its name is for those who cannot see that.
pub(super) fn table(label: &'static str, heads: Vec<Element>, rows: Vec<Element>) -> Element {
    let head = html("thead").child(html("tr").children(heads));
    scrolling(label, html("table").class("lab-table").child(head).child(html("tbody").children(rows)))
}

/// A frame that scrolls, also by keyboard.
pub(super) fn scrolling(label: &'static str, content: Element) -> Element {
    html("div")
        .class("lab-scroll")
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr("aria-label", label)
        .child(content)
}
