//! The help dialog: the keys, and what the page can do that is not seen at once.

use crate::keys::table::{self, Row};
use crate::node::{Element, Node, html};
use crate::route::Route;
use crate::state::State;

/// The help dialog; the browser opens and closes it as `data-open` says.
pub fn help(state: &State) -> Node {
    let own = group(state.route.label(), table::own(state));
    let common = group("In every view", table::COMMON);
    let letters = html("label")
        .class("tick-box")
        .child(
            html("input")
                .attr("type", "checkbox")
                .attr("data-change", "toggle-letter-keys")
                .flag("checked", state.settings.letter_keys),
        )
        .child(html("span").text("Single letters act as keys"));
    let close = html("button")
        .attr("type", "button")
        .class("primary")
        .attr("data-action", "toggle-help")
        .flag("autofocus", true)
        .text("Close");
    html("dialog")
        .key("help")
        .class("help")
        .attr("data-view", "help")
        .attr("aria-labelledby", "help-title")
        .attr("data-open", if state.shows_help { "true" } else { "false" })
        .child(html("h2").attr("id", "help-title").text("Keys"))
        .child(html("div").class("key-tables").child(own).child(common))
        .child(letters)
        .child(html("p").class("why").text(words(state)))
        .child(close)
        .into()
}

/// Keys under their title.
fn group(title: &'static str, rows: &[Row]) -> Element {
    let rows = rows.iter().map(|(keys, does)| {
        let keys = keys.split("  ").map(|key| html("kbd").text(key));
        html("tr").child(html("th").attr("scope", "row").children(keys)).child(html("td").text(*does))
    });
    html("table").child(html("caption").text(title)).child(html("tbody").children(rows))
}

/// What can be done here that is not seen at once.
fn words(state: &State) -> String {
    let own = match state.route {
        Route::Step => {
            "Click any weight, bias, input or target to change it. Drop an example file anywhere on the page to open it."
        }
        Route::Rate => "Drop an example file anywhere on the page to open it.",
        Route::Slides => "Drop a deck, a Markdown file, anywhere on the page to show it.",
        Route::Labs => "Every number in a field can be typed; what has a handle in a figure can be dragged.",
    };
    format!("{own} The address bar always holds a link to what you see.")
}
