//! The help dialog: the keys, and what the page can do that is not seen at once.

use crate::keys;
use crate::node::{Node, html};
use crate::state::State;

/// The help dialog; the browser opens and closes it as `data-open` says.
pub fn help(state: &State) -> Node {
    let rows = keys::table(state.route).iter().map(|(keys, does)| {
        let keys = keys.split("  ").map(|key| html("kbd").text(key));
        html("tr").child(html("th").attr("scope", "row").children(keys)).child(html("td").text(*does))
    });
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
        .child(html("table").child(html("tbody").children(rows)))
        .child(letters)
        .child(html("p").class("why").text(
            "Click any weight, bias, input or target to change it. Drop an example file anywhere on the page to open it. \
             The address bar always holds a link to what you see.",
        ))
        .child(close)
        .into()
}
