//! The icons: small drawings of lines, in the colour of the text around them.

use crate::node::{Element, svg};

/// An icon, hidden from assistive technology: the control that holds it has a name of its own.
pub fn icon(name: &str) -> Element {
    let path = match name {
        "start" => "M2.5 2v12M14 2 5 8l9 6z",
        "end" => "M13.500 2v12M2 2l9 6-9 6z",
        "play" => "M4 2 14 8 4 14z",
        "pause" => "M4.5 2v12M11.5 2v12",
        "undo" => "M6 3 2.5 6.5 6 10M3 6.5h6.5a4 4 0 0 1 0 8H7",
        "redo" => "M10 3l3.500 3.500L10 10M13 6.500H6.500a4 4 0 0 0 0 8H9",
        "reset" => "M13.500 8A5.500 5.500 0 1 1 11.600 3.800M12 1v3.500H8.500",
        "open" => "M1.500 13V3h4.500l1.500 2h7v8z",
        "save" => "M8 2v8M4.500 7 8 10.500 11.500 7M2 13.500h12",
        "table" => "M2 2.500h12v11H2zM2 6.200h12M2 9.900h12M7 2.500v11",
        "theme" => "M8 1.500a6.500 6.500 0 1 0 0 13zM8 1.500a6.500 6.500 0 0 1 0 13",
        _ => "M4 8h8M8 4v8",
    };
    let solid = matches!(name, "play" | "start" | "end");
    svg("svg")
        .class(if solid { "icon solid" } else { "icon" })
        .attr("viewBox", "0 0 16 16")
        .attr("aria-hidden", "true")
        .child(svg("path").attr("d", path))
}
